"""``geomap figure``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from geomap.cli.options import DAY, Names, inputs, known_by, output, reading
from geomap.cli.speak import note, progress, tell_problems


class Days(click.ParamType):  # type: ignore[type-arg] # generic only since click 8.4
    """Calendar days, comma-separated."""

    name = "dates"

    def convert(self, value: str | tuple[date, ...], param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, ...]:
        """The days in the order given."""
        if isinstance(value, tuple):
            return value
        return tuple(DAY.convert(part.strip(), param, ctx) for part in value.split(",") if part.strip())


@click.command(short_help="Draw the map for paper.")
@inputs
@click.option("--as-of", type=DAY, metavar="D", help="The day drawn; default: the last day of which anything is told.")
@click.option(
    "--dates", type=Days(), default=(), metavar="D,D,...", help="Several days, one map each on one sheet; two are a before-and-after pair."
)
@known_by
@output(".png, .svg or .pdf")
@click.option(
    "--width-mm", type=float, default=180.0, show_default=True, metavar="N", help="Width of the sheet; 85 and 180 are journal columns."
)
@click.option("--dpi", type=float, default=300.0, show_default=True, metavar="N", help="Dots per inch of a PNG.")
@click.option("--title", default="", metavar="T", help="Headline; default: a sentence computed from the map.")
@click.option("--lang", default="en", metavar="en|ar|...", help="Language of the figure.")
@click.option("--areas", type=Names(), default=(), metavar="METHOD|none", help="Model areas: reach, corridors, stated; default: none.")
@click.option("--alt", "alt_output", is_flag=True, help="Print the description for readers who do not see the figure.")
@reading
def command(
    inputs: tuple[Path, ...],
    as_of: date | None,
    dates: tuple[date, ...],
    known_by: date | None,
    output: Path,
    width_mm: float,
    dpi: float,
    title: str,
    lang: str,
    areas: tuple[str, ...],
    alt_output: bool,
    **reading: Any,  # noqa: ANN401 - the options of `options.reading`, passed on as they are
) -> None:
    """Draw the same map for paper: PNG, SVG or PDF.

    \b
    Example:
      geomap figure articles/ --as-of 2014-06-22 -o map.pdf --width-mm 180
      geomap figure articles/ --dates 2014-06-08,2014-06-22 -o before-after.svg
    """
    from geomap.errors import UsageError
    from geomap.figure import render_figure
    from geomap.io import check_output
    from geomap.pipeline import RunOptions, run

    if as_of and dates:
        raise UsageError("--as-of and --dates contradict each other", hint="give one day or several")
    last = max(dates) if dates else as_of
    options = RunOptions(as_of=last, known_by=known_by, title=title, lang=lang, areas=areas, today=date.today(), **reading)
    check_output(output, (".png", ".svg", ".pdf"))
    with progress() as report:
        result = run(inputs, options, stdin=sys.stdin.buffer, progress=report)
    tell_problems(result.problems)
    drawn = render_figure(result.spec, output, width_mm=width_mm, dpi=dpi, dates=dates, known_by=known_by)
    note(f"{output}: {drawn.width_mm:.0f} x {drawn.height_mm:.0f} mm, {sum(len(marks) for _, marks in drawn.marks)} marks")
    if drawn.unnamed:
        note(f"  no room for the names of: {', '.join(drawn.unnamed)} (listed below the figure)")
    if alt_output:
        click.echo(drawn.alt)
