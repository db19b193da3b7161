"""``geomap build``."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from geomap.cli.options import DAY, EXISTING, Names, inputs, known_by, output, reading
from geomap.cli.speak import note, progress, tell_problems


@click.command(short_help="Build a map from articles.")
@inputs
@output(".html")
@click.option("--as-of", type=DAY, metavar="D", help="Day the map opens on; default: the last day of which anything is told.")
@click.option("--from", "date_from", type=DAY, metavar="D", help="First day of the slider.")
@click.option("--to", "date_to", type=DAY, metavar="D", help="Last day of the slider.")
@known_by
@click.option("--title", default="", metavar="T", help="Headline; default: a sentence computed from the map.")
@click.option("--lang", default="en", metavar="en|ar|...", help="Language of the page.")
@click.option("--areas", type=Names(), default=(), metavar="METHOD,...|none", help="Model areas: reach, corridors, stated; default: none.")
@click.option(
    "--assets",
    type=click.Choice(["inline", "sidecar", "cdn"]),
    default="inline",
    show_default=True,
    help="How scripts and styles arrive: in the file, in files beside it, or Leaflet from a public network.",
)
@click.option(
    "--tiles", default="", metavar="NAME", help="Tiles under the map; readers' addresses then reach the tile host. Needs geomap[tiles]."
)
@click.option("--summary", type=EXISTING, metavar="FILE.json", help="Also write what the map says, as JSON.")
@click.option("--story", type=EXISTING, metavar="FILE.yaml", help="Guided steps through the map.")
@reading
def command(
    inputs: tuple[Path, ...],
    output: Path,
    as_of: date | None,
    date_from: date | None,
    date_to: date | None,
    known_by: date | None,
    title: str,
    lang: str,
    areas: tuple[str, ...],
    assets: str,
    tiles: str,
    summary: Path | None,
    story: Path | None,
    **reading: Any,  # noqa: ANN401 - the options of `options.reading`, passed on as they are
) -> None:
    """Build a map from articles: one HTML file that works offline.

    INPUT is a file, a folder, or - for standard input: .txt, .md, .html and .jsonl articles, claims tables, event tables.

    \b
    Example:
      geomap build articles/ -o output/iraq.html --as-of 2014-06-22
    """
    from geomap.io import check_output, write_text
    from geomap.pipeline import RunOptions, run, save, summarise
    from geomap.web import AssetMode

    options = RunOptions(
        as_of=as_of,
        date_from=date_from,
        date_to=date_to,
        known_by=known_by,
        title=title,
        lang=lang,
        areas=areas,
        story=story,
        today=date.today(),
        **reading,
    )
    check_output(output, (".html", ".htm"))
    if summary is not None:
        check_output(summary, (".json",))
    with progress() as report:
        result = run(inputs, options, stdin=sys.stdin.buffer, progress=report)
    tell_problems(result.problems)
    save(result, output, assets=AssetMode(assets), tiles=tiles)
    if summary is not None:
        write_text(summary, json.dumps(summarise(result), ensure_ascii=False, indent=1) + "\n")
    note(f"{output}: {result.spec.title} ({len(result.spec.states)} states, {len(result.claims)} claims, {len(result.documents)} texts)")
