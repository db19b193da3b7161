"""``geomap gazetteer geocode``."""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import click

from geomap.cli.options import COUNTRIES, EXISTING, world
from geomap.cli.speak import note, progress

_SERVICES = ("nominatim", "photon", "pelias", "geonames")


class Box(click.ParamType):  # type: ignore[type-arg] # generic only since click 8.4
    """A box, WEST,SOUTH,EAST,NORTH in degrees."""

    name = "box"

    def convert(
        self, value: str | tuple[float, float, float, float], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        if isinstance(value, tuple):
            return value
        try:
            west, south, east, north = (float(part) for part in value.split(","))
        except ValueError:
            self.fail(f"{value!r} is no box; expected WEST,SOUTH,EAST,NORTH in degrees, as in 38.8,29,48.6,37.4", param, ctx)
        return (west, south, east, north)


@click.command("geocode")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option(
    "--unknown-of", type=EXISTING, multiple=True, metavar="INPUT", help="Ask for the place names of these texts that no table knows. "
    "May be repeated.",
)  # fmt: skip
@click.option("--geocoder", type=click.Choice(_SERVICES), required=True, help="The online service to ask.")
@click.option("--user-agent", required=True, metavar="TEXT", help='Who asks, with a way to reach you: "desk-maps/1.0 (maps@example.org)".')
@click.option(
    "--focus", type=COUNTRIES, required=True, metavar="IQ,SY", help="Countries the places must lie in; other answers are refused."
)
@click.option("--box", type=Box(), metavar="W,S,E,N", help="Degrees the places must lie in besides.")
@click.option("--cap", type=click.IntRange(min=0), default=50, show_default=True, metavar="N", help="Most requests of this run.")
@click.option("--domain", default="", metavar="HOST", help="Another installation of the service; Pelias needs one.")
@click.option("--key", default="", metavar="KEY", help="API key of Pelias, user name of GeoNames.")
@click.option("--cache", type=EXISTING, metavar="FILE", help="Where answers are kept; default: in the user's cache folder.")
@click.option("--gazetteer", type=EXISTING, multiple=True, metavar="DIR|STORE", help="Further places for --unknown-of. May be repeated.")
@world
@click.option("--dry-run", is_flag=True, help="Only say what would be asked; nothing is sent.")
@click.option("-o", "--output", type=EXISTING, metavar="FILE.csv", help="Where to write what was found; give it to --gazetteer.")
def command(
    names: tuple[str, ...],
    unknown_of: tuple[Path, ...],
    geocoder: str,
    user_agent: str,
    focus: tuple[str, ...],
    box: tuple[float, float, float, float] | None,
    cap: int,
    domain: str,
    key: str,
    cache: Path | None,
    gazetteer: tuple[Path, ...],
    world: bool,
    dry_run: bool,
    output: Path | None,
) -> None:
    """Ask an online geocoder for names that no table knows. Needs the network; no other command asks it.

    First it says how many names would be sent. One request a second; answers, also empty ones, are kept and not asked for again.
    An answer outside the countries is refused, whatever the service says. Look through the table before you use it.

    \b
    Example:
      geomap gazetteer geocode --unknown-of articles/ --geocoder nominatim --user-agent "desk/1.0 (maps@example.org)" --focus SD --dry-run
      geomap gazetteer geocode "Um Kadada" --geocoder nominatim --user-agent "desk/1.0 (maps@example.org)" --focus SD -o found.csv
      geomap build articles/ -o map.html --gazetteer found.csv
    """
    from geomap.errors import NetworkError, UsageError
    from geomap.gazetteer.geocode import GeocodeRequest, GeocodeStatus, geocode, plan_geocoding
    from geomap.gazetteer.geocode_cache import GeocodeCache
    from geomap.gazetteer.geocode_providers import make_provider
    from geomap.gazetteer.geocoded import geocoded_table
    from geomap.gazetteer.world_store import cache_folder
    from geomap.io import check_output, write_text
    from geomap.pipeline import RunOptions, unknown_names

    if not names and not unknown_of:
        raise UsageError("nothing to ask for", hint="give names, or inputs with --unknown-of")
    if output is None and not dry_run:
        raise UsageError("no file to write to", hint="-o found.csv, or --dry-run to see what would be asked")
    if output is not None:
        check_output(output, (".csv",))
    provider = make_provider(geocoder, user_agent=user_agent, domain=domain, key=key)
    request = GeocodeRequest(countries=focus, box=box, cap=cap)
    wanted = list(names)
    if unknown_of:
        with progress() as report:
            options = RunOptions(today=date.today(), gazetteer=gazetteer, world=world, focus=focus, skip_bad=True)
            wanted += [name for name, _ in unknown_names(unknown_of, options, stdin=sys.stdin.buffer, progress=report)]
    now = time.time()
    kept = GeocodeCache(cache or cache_folder() / "geocoded.sqlite")
    plan = plan_geocoding(wanted, provider, kept, request, now=now)
    note(
        f"{len(plan.to_ask)} names to send to {provider.key}, {len(plan.cached)} known from before, "
        f"{len(plan.over_cap)} over the cap of {cap}; at least {plan.least_seconds:.0f} s"
    )
    if dry_run or output is None:
        for name in plan.to_ask:
            click.echo(name)
        return
    with progress() as report:
        answers = geocode(wanted, provider, kept, request, now=now, progress=lambda what, done, total: report(what, done, total or 0))
    for answer in answers:
        note(f"{answer.query}: {answer.status.value.replace('_', ' ')}: {answer.reason}")
    write_text(output, geocoded_table(answers, asked_on=datetime.fromtimestamp(now, UTC).date()))
    found = sum(answer.status is GeocodeStatus.FOUND for answer in answers)
    note(f"{output}: {found} of {len(answers)} names. {provider.source.attribution}; {provider.source.licence}")
    unanswered = [answer for answer in answers if answer.status is GeocodeStatus.NOT_ASKED and answer.query not in plan.over_cap]
    if unanswered:
        raise NetworkError(f"{len(unanswered)} names were not answered: {unanswered[0].reason}", hint="run the command again later")
