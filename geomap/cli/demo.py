"""``geomap demo``."""

from __future__ import annotations

from pathlib import Path

import click

from geomap.cli.options import EXISTING
from geomap.cli.speak import note, progress, tell_problems


@click.command(short_help="Build the packaged sample map.")
@click.option("-o", "--output", type=EXISTING, default=Path("output"), show_default=True, metavar="DIR", help="Folder to write into.")
def command(output: Path) -> None:
    """Build the packaged sample map; needs no input.

    \b
    Example:
      geomap demo -o output
    """
    from geomap.io import sample_reports, sample_story_path, write_text
    from geomap.pipeline import RunOptions, render_map, run

    with progress() as report:
        result = run(sample_reports(), RunOptions(focus=("IQ", "SY"), world=False, story=sample_story_path()), progress=report)
    tell_problems(result.problems)
    page = output / "demo.html"
    write_text(page, render_map(result), make_folder=True)
    note("The sample map is ready. Open it in any browser, no network needed:")
    click.echo(str(page))
