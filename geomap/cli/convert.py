"""``geomap convert``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from geomap.cli.options import EXISTING
from geomap.cli.speak import note, progress, tell_problems


@click.command(short_help="Turn claims, events or areas into another format.")
@click.argument("source", type=EXISTING, metavar="INPUT")
@click.argument("target", type=EXISTING, metavar="OUTPUT")
@click.option("--gazetteer", type=EXISTING, multiple=True, metavar="DIR|STORE", help="Further places and actors. May be repeated.")
def command(source: Path, target: Path, gazetteer: tuple[Path, ...]) -> None:
    """Turn claims, events or areas into another format.

    INPUT is recognised by its content: a claims table, UCDP or ACLED events, GeoJSON, KML. OUTPUT's suffix decides what is written:
    .csv, .jsonl, .geojson, .gpkg or .kml for claims and events, .geojson, .gpkg or .kml for areas.

    \b
    Example:
      geomap convert events.csv claims.geojson
    """
    from geomap.errors import Problem
    from geomap.gazetteer import load_gazetteer
    from geomap.io import read_inputs, write_converted

    found = load_gazetteer(*gazetteer)
    problems: list[Problem] = []
    with progress() as report:
        inputs = read_inputs([source], found, report=problems.append, stdin=sys.stdin.buffer, progress=report)
    tell_problems(problems)
    written = write_converted(target, inputs, gazetteer=found)
    note(f"{target}: {written}")
