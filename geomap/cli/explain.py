"""``geomap explain``."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from geomap.cli.options import DAY, as_json, inputs, known_by, reading
from geomap.cli.speak import progress, tell_problems
from geomap.errors import visible


@click.command(short_help="Print the ledger behind one place.")
@inputs
@click.option("--place", required=True, metavar="NAME", help="A name or a gazetteer id.")
@click.option("--as-of", type=DAY, required=True, metavar="D", help="The day asked for.")
@known_by
@as_json
@reading
def command(
    inputs: tuple[Path, ...],
    place: str,
    as_of: date,
    known_by: date | None,
    json_output: bool,
    **reading: Any,  # noqa: ANN401 - passed on as they are
) -> None:
    """Print the ledger behind one place on one day.

    Claims for and against, their weights, the rules that fired; the state can be computed again from it.

    \b
    Example:
      geomap explain articles/ --place Tikrit --as-of 2014-06-22
    """
    from geomap.pipeline import RunOptions, explain_place, run

    with progress() as report:
        result = run(
            inputs, RunOptions(as_of=as_of, known_by=known_by, today=date.today(), **reading), stdin=sys.stdin.buffer, progress=report
        )
    tell_problems(result.problems)
    explanations = explain_place(result, place, as_of)
    if json_output:
        click.echo(json.dumps({"schema": "geomap-explain/1", "explanations": [one.record() for one in explanations]}, ensure_ascii=False))
        return
    for number, one in enumerate(explanations):
        if number:
            click.echo()
        for line in one.lines:
            click.echo(visible(line))
