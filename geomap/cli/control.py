"""``geomap control``."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from geomap.cli.options import DAY, EXISTING, areas, as_json, inputs, known_by, output, reading
from geomap.cli.speak import note, progress, tell_problems


@click.command(short_help="Write who holds what on a day.")
@inputs
@click.option("--as-of", type=DAY, required=True, metavar="D", help="The day asked for.")
@known_by
@output(".json, .csv, .geojson, .gpkg or .kml", required=False)
@as_json
@areas
@click.option(
    "--areas-output", type=EXISTING, metavar="FILE", help="Where to write the areas themselves: .geojson, .gpkg or .kml; needs --areas."
)
@reading
def command(
    inputs: tuple[Path, ...],
    as_of: date,
    known_by: date | None,
    output: Path | None,
    json_output: bool,
    areas: tuple[str, ...],
    areas_output: Path | None,
    **reading: Any,  # noqa: ANN401 - passed on as they are
) -> None:
    """Write who holds what on a day, as data.

    With --areas, JSON and GeoJSON also say how much ground and how many people, as low, best and high over methods.

    \b
    Examples:
      geomap control articles/ --as-of 2014-06-22 -o states.geojson
      geomap control articles/ --as-of 2014-06-22 --areas reach,corridors --json
    """
    from geomap.errors import UsageError
    from geomap.io import check_output, write_areas, write_states
    from geomap.pipeline import RunOptions, area_methods, control_record, measured_areas, run

    if output is None and areas_output is None and not json_output:
        raise UsageError("there is nowhere to write", hint="-o FILE, or --json for standard output")
    if areas_output is not None and not areas:
        raise UsageError("--areas-output without --areas", hint="--areas reach, or several methods, comma-separated")
    if output is not None:
        check_output(output, (".json", ".csv", ".geojson", ".gpkg", ".kml"))
    if areas_output is not None:
        check_output(areas_output, (".geojson", ".gpkg", ".kml"))
    area_methods(areas)
    with progress() as report:
        result = run(
            inputs, RunOptions(as_of=as_of, known_by=known_by, today=date.today(), **reading), stdin=sys.stdin.buffer, progress=report
        )
    tell_problems(result.problems)
    record = control_record(result, as_of, areas)
    if output is not None:
        more = {key: record[key] for key in record if key not in ("schema", "rows")}
        write_states(output, record["rows"], more=more)
        note(f"{output}: {len(record['rows'])} states on {as_of}")
    if areas_output is not None:
        found = measured_areas(result, as_of, areas).areas
        write_areas(areas_output, found)
        note(f"{areas_output}: {len(found)} areas on {as_of}")
    if json_output:
        click.echo(json.dumps(record, ensure_ascii=False))
