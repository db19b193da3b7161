"""``geomap gazetteer``: check, info, search."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click

from geomap.cli.options import EXISTING, as_json
from geomap.cli.speak import note
from geomap.errors import ProblemsError, visible

GAZETTEERS = click.option("--gazetteer", type=EXISTING, multiple=True, metavar="DIR|STORE", help="Further places. May be repeated.")


@click.group(short_help="Check, search and extend the gazetteer.")
def command() -> None:
    """Check, search and extend the gazetteer.

    \b
    Example:
      geomap gazetteer check
      geomap gazetteer search "Al-Qaim"
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
        "schema": "geomap.gazetteer-info/1",
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
@as_json
def search(name: str, gazetteer: tuple[Path, ...], json_output: bool) -> None:
    """List every place a name can stand for, and names that look alike.

    \b
    Example:
      geomap gazetteer search Rabia
    """
    from geomap.gazetteer import load_gazetteer
    from geomap.pipeline import place_record

    found = load_gazetteer(*gazetteer)
    hits = found.lookup(name)
    likes = found.suggest(name)
    if json_output:
        places = [{**place_record(found.place(hit.place_id), found), "matched": hit.name, "tier": hit.tier.name.lower()} for hit in hits]
        click.echo(
            json.dumps({"schema": "geomap.search/1", "query": name, "places": places, "suggestions": list(likes)}, ensure_ascii=False)
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
