"""``geomap extract``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from geomap.cli.options import inputs, output, reading
from geomap.cli.speak import note, progress, tell_problems


@click.command(short_help="Write documents with mentions and claims.")
@inputs
@output(".jsonl (documents with mentions and claims), .csv (claims, for a spreadsheet) or .geojson (claims as points)")
@reading
def command(inputs: tuple[Path, ...], output: Path, **reading: Any) -> None:  # noqa: ANN401 - passed on as they are
    """Write the documents with their mentions and claims.

    A .csv can be corrected in a spreadsheet and given back with --claims: write accepted, rejected or changed in
    the column review, delete rows, or add rows of your own. With --claims the table is brought up to date: decisions stay,
    claims that it does not hold yet are added for review.

    \b
    Example:
      geomap extract articles/ -o claims.csv
    """
    from geomap.io import check_output
    from geomap.pipeline import RunOptions, extract_to

    check_output(output, (".jsonl", ".csv", ".geojson"))
    with progress() as report:
        counts = extract_to(output, inputs, RunOptions(today=date.today(), **reading), stdin=sys.stdin.buffer, progress=report)
    tell_problems(counts.problems)
    note(f"{output}: {counts.claims} claims and {counts.mentions} place names in {counts.documents} texts")
