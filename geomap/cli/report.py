"""``geomap report``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from geomap.cli.options import DAY, EXISTING, Names, inputs, known_by, output, reading
from geomap.cli.speak import note, progress, tell_problems


@click.command(short_help="Write the whole report.")
@inputs
@output(".html, .md or .docx")
@click.option("--as-of", type=DAY, metavar="D", help="The day reported on; default: the last day of which anything is told.")
@click.option("--since", type=DAY, metavar="D", help="Report what changed since this day.")
@known_by
@click.option("--title", default="", metavar="T", help="Headline; default: a sentence computed from the map.")
@click.option("--lang", default="en", metavar="en|ar|...", help="Language of the map.")
@click.option(
    "--picture",
    default="",
    metavar="URL",
    help="Address of a figure of your own; default: one is drawn, for r.md as r-figure.png beside it.",
)
@click.option("--areas", type=Names(), default=(), metavar="METHOD|none", help="Model areas: reach, corridors, stated; default: none.")
@click.option("--interactive", is_flag=True, help="For .html: carry the interactive page above the figure.")
@click.option("--template", type=EXISTING, metavar="FILE", help="A Jinja template instead of the packaged one.")
@reading
def command(
    inputs: tuple[Path, ...],
    output: Path,
    as_of: date | None,
    since: date | None,
    known_by: date | None,
    title: str,
    lang: str,
    picture: str,
    areas: tuple[str, ...],
    interactive: bool,
    template: Path | None,
    **reading: Any,  # noqa: ANN401 - the options of `options.reading`, passed on as they are
) -> None:
    """Write the whole report: summary, map, tables, ledger.

    \b
    Example:
      geomap report articles/ --as-of 2014-06-22 --since 2014-06-01 -o report.html
    """
    from urllib.parse import quote

    from geomap.embed import render_report, render_report_docx
    from geomap.errors import UsageError
    from geomap.io import check_output, write_bytes, write_text
    from geomap.pipeline import RunOptions, render_map, run

    check_output(output, (".html", ".md", ".docx"))
    if as_of and since and since > as_of:
        raise UsageError(f"--since {since} is later than --as-of {as_of}", hint="give the earlier day as --since")
    draws = not picture or output.suffix == ".docx"
    if draws:
        # Before the long work: both say what is missing.
        from geomap.figure import render_figure
    if output.suffix == ".docx":
        from geomap.embed.docx import check_word

        check_word()
    options = RunOptions(as_of=as_of, known_by=known_by, title=title, lang=lang, areas=areas, today=date.today(), **reading)
    with progress() as report:
        result = run(inputs, options, stdin=sys.stdin.buffer, progress=report)
    tell_problems(result.problems)
    if output.suffix == ".docx":
        write_bytes(output, render_report_docx(result.spec, since=since, known_by=known_by, title=title))
    else:
        if draws and output.suffix == ".md":
            beside = output.with_name(f"{output.stem}-figure.png")
            render_figure(result.spec, beside, known_by=known_by)
            picture = quote(beside.name)
            note(f"{beside}: the figure of the report")
        text = render_report(
            result.spec,
            format=output.suffix.removeprefix("."),
            since=since,
            known_by=known_by,
            title=title,
            picture=picture,
            page=render_map(result) if interactive else "",
            template=template,
        )
        write_text(output, text)
    note(f"{output}: {result.spec.title}")
