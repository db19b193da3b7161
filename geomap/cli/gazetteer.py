"""``geomap gazetteer``: check, info, search, import, install, geocode."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli import geocode
from geomap.cli.options import EXISTING, Names, as_json, world
from geomap.cli.speak import note, progress, tell_problems
from geomap.errors import ProblemsError, visible

if TYPE_CHECKING:
    from geomap.gazetteer.store_build import BuildReport

GAZETTEERS = click.option("--gazetteer", type=EXISTING, multiple=True, metavar="DIR|STORE", help="Further places. May be repeated.")


@click.group(short_help="Check, search and extend the gazetteer.")
def command() -> None:
    """Check, search and extend the gazetteer.

    \b
    Example:
      geomap gazetteer check
      geomap gazetteer search "Al-Qaim"
      geomap gazetteer import SD.txt.gz -o sudan.gazetteer
    """


@command.command()
@click.argument("folders", nargs=-1, type=EXISTING, metavar="[DIR...]")
def check(folders: tuple[Path, ...]) -> None:
    """Report every problem of every file, with its line.

    Without DIR the packaged gazetteer is checked; with DIR, that folder on top of it.

    \b
    Example:
      geomap gazetteer check my-places/
    """
    from geomap.gazetteer import check_gazetteer

    problems = check_gazetteer(*folders)
    errors = [problem for problem in problems if problem.severity == "error"]
    for problem in problems:
        note(f"{problem.severity}: {problem}")
    if errors:
        raise ProblemsError(errors, message=f"{len(errors)} errors in the gazetteer, listed above", hint="see gazetteer/README.md")
    click.echo("The gazetteer is sound." if not problems else f"The gazetteer is usable; {len(problems)} warnings.")


@command.command()
@GAZETTEERS
@as_json
def info(gazetteer: tuple[Path, ...], json_output: bool) -> None:
    """Say what the gazetteer holds, by kind, country and language, and where it comes from.

    \b
    Example:
      geomap gazetteer info
    """
    from geomap.gazetteer import load_gazetteer

    found = load_gazetteer(*gazetteer)
    places = list(found.places)
    record = {
        "schema": "geomap-gazetteer-info/1",
        "places": len(places),
        "kinds": dict(sorted(Counter(place.kind.value for place in places).items())),
        "countries": dict(sorted(Counter(place.country or "-" for place in places).items())),
        "names": sum(len(place.names) for place in places),
        "languages": dict(sorted(Counter(name.lang or "-" for place in places for name in place.names).items())),
        "actors": len(found.actors),
        "crossings": len(found.crossings),
        "overrides": [[place_id, str(won), str(lost)] for place_id, won, lost in found.overrides],
        "sources": [{"id": source.id, "title": source.title, "licence": source.licence} for source in found.sources.values()],
    }
    if json_output:
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    click.echo(f"{len(places)} places with {record['names']} names, {len(found.actors)} actors, {len(found.crossings)} border crossings")
    for title, key in (("Kinds", "kinds"), ("Languages", "languages")):
        counts: dict[str, int] = record[key]  # type: ignore[assignment]
        click.echo(
            f"{title}: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
        )
    for (won, lost), count in sorted(Counter((str(won), str(lost)) for _, won, lost in found.overrides).items()):
        click.echo(visible(f"Overrides: {count} entries as in {won}, not as in {lost} (--json names them)"))
    click.echo("Sources:")
    for source in found.sources.values():
        click.echo(visible(f"  {source.id}: {source.title} ({source.licence})"))


@command.command()
@click.argument("name")
@GAZETTEERS
@world
@as_json
def search(name: str, gazetteer: tuple[Path, ...], world: bool, json_output: bool) -> None:
    """List every place a name can stand for, and names that look alike.

    \b
    Example:
      geomap gazetteer search Rabia
    """
    from geomap.pipeline import open_gazetteer, place_record

    found = open_gazetteer(gazetteer, world=world)
    hits = found.lookup(name)
    likes = found.suggest(name)
    if json_output:
        places = [{**place_record(found.place(hit.place_id), found), "matched": hit.name, "tier": hit.tier.name.lower()} for hit in hits]
        click.echo(
            json.dumps({"schema": "geomap-search/1", "query": name, "places": places, "suggestions": list(likes)}, ensure_ascii=False)
        )
        return
    for hit in hits:
        place = found.place(hit.place_id)
        where = ", ".join(part for part in (place.kind.value, place.admin1, place.country) if part)
        position = f"{place.lonlat.lat:.4f} N {place.lonlat.lon:.4f} E"
        click.echo(visible(f"{place.name} ({where}) at {position} [{place.id}], as {hit.name!r} ({hit.tier.name.lower()})"))
    if not hits:
        click.echo(visible(f"No place is called {name!r}."))
        if likes:
            click.echo(visible(f"Names that look alike: {', '.join(likes)}"))


@command.command("import")
@click.argument("files", nargs=-1, required=True, type=EXISTING, metavar="FILE...")
@click.option(
    "-o", "--output", type=EXISTING, required=True, metavar="STORE", help="The store to write; give it to other commands with --gazetteer."
)
@click.option("--source", default="", metavar="TITLE", help="Where a table or GeoJSON of your own comes from.")
@click.option("--licence", default="", metavar="TEXT", help="Its licence.")
@click.option("--attribution", default="", metavar="TEXT", help="The credit line it asks for; it goes into the map's source line.")
def import_(files: tuple[Path, ...], output: Path, source: str, licence: str, attribution: str) -> None:
    """Build a store from gazetteer files; kinds are recognised by content.

    GeoNames dumps with alternate names and codes, CSV and TSV tables, OCHA P-code tables, Linked Places, Who's On First, Overpass,
    Wikidata results, NGA GNS, GeoJSON; plain, .gz or .zip.

    \b
    Example:
      geomap gazetteer import SD.txt.gz SD.alternateNamesV2.txt.gz admin1CodesASCII.txt -o sudan.gazetteer
    """
    from geomap.gazetteer.importers.detect import importers_for
    from geomap.gazetteer.store_build import build_store
    from geomap.model import Source

    own = Source(id="user", title=source, licence=licence, attribution=attribution or source) if source else None
    with progress() as report:
        built = build_store(output, importers_for(files, source=own), progress=lambda what, done, total: report(what, done, total or 0))
    _tell_built(built)


@command.command()
@click.argument("name", type=click.Choice(["geonames"]))
@click.option("--countries", type=Names(), required=True, metavar="SD,UA", help="ISO 3166-1 alpha-2 codes.")
@click.option("-o", "--output", type=EXISTING, required=True, metavar="STORE", help="The store to write.")
@click.option("--base", default="", metavar="URL", help="Address of the export; default: GeoNames' own.")
@click.option("--checksums", default="", metavar="NAME", help="File of SHA-256 sums under that address, if there is one.")
@click.option(
    "--downloads", type=EXISTING, metavar="DIR", help="Where downloads are kept, so that a second run fetches only what is missing."
)
def install(name: str, countries: tuple[str, ...], output: Path, base: str, checksums: str, downloads: Path | None) -> None:
    """Download a gazetteer by country and build a store from it. Needs the network.

    \b
    Example:
      geomap gazetteer install geonames --countries SD,UA -o sudan-ukraine.gazetteer
    """
    from geomap import __version__
    from geomap.gazetteer.download import Downloader
    from geomap.gazetteer.install import GEONAMES_BASE, install_geonames
    from geomap.gazetteer.world_store import cache_folder

    folder = downloads or cache_folder() / name
    with progress() as report:
        loader = Downloader(user_agent=f"geomap/{__version__}", progress=lambda what, done, total: report(what, done, total or 0))
        built = install_geonames(countries, output, folder=folder, downloader=loader, base=base or GEONAMES_BASE, checksums=checksums)
    _tell_built(built)


command.add_command(geocode.command)


def _tell_built(built: BuildReport) -> None:
    for _, tally in built.tallies:
        tell_problems(tally.problems)
    for source_id, tally in built.tallies:
        note(f"  {source_id}: {tally.read} rows read, {tally.skipped} of other kinds, {tally.broken} broken")
    note(f"{built.path}: {built.places} places with {built.names} names. Use it with --gazetteer {built.path}")
