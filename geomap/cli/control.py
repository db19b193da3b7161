"""``geomap control``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from geomap.cli.options import DAY, inputs, known_by, output, reading
from geomap.cli.speak import note, progress, tell_problems


@click.command(short_help="Write who holds what on a day.")
@inputs
@click.option("--as-of", type=DAY, required=True, metavar="D", help="The day asked for.")
@known_by
@output(".json, .csv, .geojson, .gpkg or .kml")
@reading
def command(inputs: tuple[Path, ...], as_of: date, known_by: date | None, output: Path, **reading: Any) -> None:  # noqa: ANN401
    """Write who holds what on a day, as data.

    \b
    Example:
      geomap control articles/ --as-of 2014-06-22 -o states.geojson
    """
    from geomap.io import check_output, write_states
    from geomap.pipeline import RunOptions, run, state_rows

    check_output(output, (".json", ".csv", ".geojson", ".gpkg", ".kml"))
    with progress() as report:
        result = run(
            inputs, RunOptions(as_of=as_of, known_by=known_by, today=date.today(), **reading), stdin=sys.stdin.buffer, progress=report
        )
    tell_problems(result.problems)
    rows = state_rows(result, as_of)
    write_states(output, rows)
    note(f"{output}: {len(rows)} states on {as_of}")
