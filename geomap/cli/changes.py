"""``geomap changes``."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from geomap.cli.options import DAY, areas, as_json, inputs, known_by, reading
from geomap.cli.speak import progress, tell_problems
from geomap.errors import visible


@click.command(short_help="Say what changed between two days.")
@inputs
@click.option("--from", "first", type=DAY, required=True, metavar="D", help="First day compared.")
@click.option("--to", "last", type=DAY, required=True, metavar="D", help="Last day compared.")
@known_by
@areas
@as_json
@reading
def command(
    inputs: tuple[Path, ...],
    first: date,
    last: date,
    known_by: date | None,
    areas: tuple[str, ...],
    json_output: bool,
    **reading: Any,  # noqa: ANN401 - passed on as they are
) -> None:
    """Say what changed between two days.

    Places, crossings and areas; with --areas also how much ground and how many people, as low, best and high over methods.

    \b
    Examples:
      geomap changes articles/ --from 2014-06-01 --to 2014-06-22
      geomap changes articles/ --from 2014-06-01 --to 2014-06-22 --areas reach,corridors
    """
    from geomap.control import balance, changes
    from geomap.errors import UsageError
    from geomap.pipeline import RunOptions, area_methods, ground_ranges, run

    if last < first:
        raise UsageError(f"--to {last} is before --from {first}", hint="swap the two days")
    area_methods(areas)
    with progress() as report:
        result = run(
            inputs, RunOptions(as_of=last, known_by=known_by, today=date.today(), **reading), stdin=sys.stdin.buffer, progress=report
        )
    tell_problems(result.problems)
    ranges = (ground_ranges(result, first, areas), ground_ranges(result, last, areas)) if areas else None
    found = changes(result.control, first, last, areas=result.areas, ranges=ranges)
    if json_output:
        record = {
            "schema": "geomap-changes/1",
            "from": first.isoformat(),
            "to": last.isoformat(),
            "methods": list(areas),
            "changes": [one.record() for one in found],
            "balance": [one.record() for one in balance(found, result.control)],
        }
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    if not found:
        click.echo(f"Nothing changed between {first} and {last}.")
    for one in found:
        click.echo(visible(one.sentence))
    for line in balance(found, result.control):
        click.echo(visible(line.sentence))
