"""What the importers share: kinds from words, countries from names or positions, positions from cells."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from geomap.gazetteer.curated import Tables
from geomap.gazetteer.imported import Tally
from geomap.gazetteer.location import data_folder
from geomap.gazetteer.shapes import Outlines
from geomap.gazetteer.tables import Report
from geomap.gazetteer.world import read_world
from geomap.model import LonLat, PlaceKind, Source
from geomap.text.fold import fold

_WORDS = {
    PlaceKind.COUNTRY: "country nation sovereign",
    PlaceKind.ADMIN1: "admin1 adm1 governorate province state region1 oblast macroregion",
    PlaceKind.ADMIN2: "admin2 adm2 adm3 district county raion localadmin subdistrict",
    PlaceKind.CITY: "city capital megacity municipality",
    PlaceKind.TOWN: "town locality settlement ppl",
    PlaceKind.VILLAGE: "village hamlet isolated_dwelling",
    PlaceKind.NEIGHBOURHOOD: "neighbourhood neighborhood suburb quarter borough macrohood pplx",
    PlaceKind.BORDER_CROSSING: "border_crossing border_control crossing",
    PlaceKind.AIRBASE: "airbase airb military_airfield airfield",
    PlaceKind.AIRPORT: "airport airp aerodrome",
    PlaceKind.BASE: "base barracks camp military_base naval_base",
    PlaceKind.DAM: "dam barrage",
    PlaceKind.REFINERY: "refinery oil_refinery",
    PlaceKind.OILFIELD: "oilfield oil_field gas_field",
    PlaceKind.RIVER: "river stream canal waterway",
    PlaceKind.LAKE: "lake reservoir water",
    PlaceKind.REGION: "region mountain mountains desert valley island peninsula",
    PlaceKind.CONTINENT: "continent",
    PlaceKind.FACILITY: "facility university hospital bridge prison school campus venue power_plant",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_COAST_DEGREES = 0.25
"""How far outside its generalised outline a country still has its ports."""
_WKT_POINT = re.compile(r"POINT\s*Z?\s*\(\s*(-?[\d.eE+-]+)\s+(-?[\d.eE+-]+)", re.IGNORECASE)
_SHORT = {
    "ara": "ar", "eng": "en", "fas": "fa", "per": "fa", "rus": "ru", "ukr": "uk", "deu": "de", "fra": "fr", "tur": "tr", "heb": "he",
    "spa": "es", "kur": "ku", "por": "pt", "ita": "it", "nld": "nl", "pol": "pl", "zho": "zh", "jpn": "ja", "kor": "ko", "urd": "ur",
    "und": "", "unk": "", "mul": "",
}  # fmt: skip
"""ISO 639-3 codes that BCP 47 writes with two letters."""


def language(code: str) -> str:
    """A language code as BCP 47 writes it."""
    return _SHORT.get(code, code)


def kind_from_word(word: str, default: PlaceKind = PlaceKind.TOWN) -> PlaceKind:
    """The kind a source's word for a sort of place means; `default` if geomap does not know the word."""
    return _KINDS.get(word.strip().casefold().replace(" ", "_").replace("-", "_"), default)


def parse_point(wkt: str) -> tuple[float, float] | None:
    """(lon, lat) of a WKT point, or None."""
    match = _WKT_POINT.search(wkt)
    return (float(match[1]), float(match[2])) if match else None


def check_position(lon: object, lat: object) -> tuple[float, float]:
    """Longitude and latitude as numbers.

    Raises
    ------
    ValueError
        If they are none, or no position on the Earth.
    """
    if lon in ("", None) or lat in ("", None):
        raise ValueError("no coordinates")
    position = LonLat(lon=_number(lon, "lon"), lat=_number(lat, "lat"))
    if position.lon == 0 and position.lat == 0:
        raise ValueError("lon 0, lat 0: a missing position, not a place in the Gulf of Guinea")
    return position.lonlat


def _number(value: object, name: str) -> float:
    try:
        return float(str(value).replace(",", ".") if isinstance(value, str) else str(value))
    except ValueError:
        raise ValueError(f"{name}: {value!r} is no number of degrees") from None


def parse_people(value: object) -> int | None:
    """A population, or None if the cell holds none."""
    match = re.match(r"\s*(\d{1,3}(?:[,.'\s\u00a0\u202f]\d{3})+|\d+)(?!\d)", str(value or ""))
    return (int(re.sub(r"\D", "", match[1])) or None) if match else None


@lru_cache(maxsize=1)
def _countries() -> tuple[dict[str, str], Outlines]:
    tables = Tables()
    read_world(data_folder() / "world", tables, Report())
    codes: dict[str, str] = {}
    for place in tables.places.values():
        if place.kind is PlaceKind.COUNTRY:
            iso3 = tables.external_ids.get(place.id, {}).get("iso3", "")
            for name in (place.country, iso3, *(name.text for name in tables.names_of(place.id) if name.lang in ("en", "ar"))):
                codes.setdefault(fold(name), place.country)
    return codes, Outlines(sorted((data_folder() / "world").glob("*.geojson")))


@lru_cache(maxsize=4096)
def country_code(text: str) -> str:
    """ISO 3166-1 alpha-2 code of a country given as a code of two or three letters or by its name; empty if unknown."""
    return _countries()[0].get(fold(text), "") if text.strip() else ""


def country_at(lon: float, lat: float) -> str:
    """The country a position lies in, or off whose coast within some 25 km; empty on the high seas."""
    return _countries()[1].country_near(LonLat(lon=lon, lat=lat), degrees=_COAST_DEGREES)


def source_of_file(path: Path) -> Source:
    """The source entry for a user's own file: its name; the licence is theirs to state."""
    stem = path.name
    while Path(stem).suffix.casefold() in (".gz", ".zip", ".csv", ".tsv", ".txt", ".json", ".geojson", ".jsonl"):
        stem = Path(stem).stem
    slug = re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-") or "file"
    return Source(id=slug, title=path.name, note="licence not stated")


def broken(tally: Tally, path: Path, line: int | None, error: Exception) -> None:
    """Count a record that cannot be used, with the reason."""
    message = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
    tally.add_broken(str(path), line, message)
