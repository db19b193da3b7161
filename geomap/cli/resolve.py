"""``geomap resolve``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from geomap.cli.options import COUNTRIES, DAY, EXISTING, as_json, world
from geomap.errors import visible


class Position(click.ParamType):  # type: ignore[type-arg] # generic only since click 8.4
    """A position, LON,LAT in degrees."""

    name = "lon,lat"

    def convert(self, value: str | tuple[float, float], param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:
        """(lon, lat); whether it can be on the Earth is checked where it becomes a `LonLat`."""
        if isinstance(value, tuple):
            return value
        try:
            lon, lat = (float(part) for part in value.split(","))
        except ValueError:
            self.fail(f"{value!r} is no position; expected LON,LAT in degrees, as in 41.1,34.4", param, ctx)
        return (lon, lat)


@click.command(short_help="Say which place a name means.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--focus", type=COUNTRIES, default=(), metavar="IQ,SY", help="Countries meant.")
@click.option("--context", default="", metavar="TEXT", help="Words the name stands in.")
@click.option("--near", type=Position(), metavar="LON,LAT", help="Prefer places near this position.")
@click.option("--on", type=DAY, metavar="D", help="The day the name was used; names can change.")
@click.option("--gazetteer", type=EXISTING, multiple=True, metavar="DIR|STORE", help="Further places. May be repeated.")
@world
@as_json
def command(
    names: tuple[str, ...],
    focus: tuple[str, ...],
    context: str,
    near: tuple[float, float] | None,
    on: date | None,
    gazetteer: tuple[Path, ...],
    world: bool,
    json_output: bool,
) -> None:
    """Say which place a name means, and why.

    \b
    Example:
      geomap resolve "Al-Qaim" --focus IQ --context "the border crossing at Al-Qaim"
    """
    from geomap.errors import UsageError
    from geomap.model import LonLat
    from geomap.pipeline import answer_names

    try:
        position = LonLat(lon=near[0], lat=near[1]) if near else None
    except ValueError as error:
        raise UsageError(f"--near: {error}", hint="--near LON,LAT, longitude first") from None
    answers = answer_names(names, gazetteer=gazetteer, world=world, focus=focus, context=context, near=position, on=on)
    if json_output:
        for answer in answers:
            click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for answer in answers:
        place = answer["place"]
        if place is None:
            click.echo(visible(f"{answer['query']}: {answer['status']}"))
        else:
            click.echo(
                visible(
                    f"{answer['query']}: {place['name']} ({place['kind']}, {place['admin1'] or '-'}, {place['country'] or '-'})"
                    f" at {place['lat']:.4f} N {place['lon']:.4f} E [{place['id']}]"
                )
            )
        for reason in answer["reasons"]:
            click.echo(visible(f"  {reason}"))
        for candidate in answer["candidates"][:5]:
            click.echo(
                visible(
                    f"  {candidate['score']:.2f}  {candidate['name']} ({candidate['kind']}, {candidate['country']}): "
                    + "; ".join(candidate["reasons"])
                )
            )
        if answer["suggestions"]:
            click.echo(visible(f"  Did you mean: {', '.join(answer['suggestions'])}?"))
