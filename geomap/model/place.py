"""Places, their names, and border crossings with two sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geomap.model.lonlat import LonLat


class PlaceKind(StrEnum):
    """What a gazetteer entry is. A town, its district and its crossing are three entries."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    """First-level unit: governorate, province, state, oblast."""
    ADMIN2 = "admin2"
    """Second-level unit: district, county."""
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    NEIGHBOURHOOD = "neighbourhood"
    BORDER_CROSSING = "border_crossing"
    AIRBASE = "airbase"
    AIRPORT = "airport"
    BASE = "base"
    DAM = "dam"
    REFINERY = "refinery"
    OILFIELD = "oilfield"
    FACILITY = "facility"
    """Any other single site: university, hospital, bridge, prison, power plant."""
    RIVER = "river"
    LAKE = "lake"
    REGION = "region"
    """An area without official borders, a mountain or a desert."""
    CONTINENT = "continent"

    @property
    def is_settlement(self) -> bool:
        """Whether people call it a city, a town or a village."""
        return self in _SETTLEMENTS

    @property
    def is_area(self) -> bool:
        """Whether a point stands for a wide area: a claim on it is never one on a town."""
        return self in _AREAS


_SETTLEMENTS = frozenset({PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE})
_AREAS = frozenset(
    {PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.RIVER, PlaceKind.LAKE, PlaceKind.REGION, PlaceKind.CONTINENT}
)


class NameKind(StrEnum):
    """What sort of name it is."""

    MAIN = "main"
    """The one name the map shows in its language."""
    VARIANT = "variant"
    """Another spelling or romanisation."""
    ABBREVIATION = "abbreviation"
    FORMER = "former"
    DEMONYM = "demonym"
    """A people or an adjective ("Iraqi"); never a place mention by itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceName:
    """One name of a place."""

    text: str
    lang: str = ""
    """BCP 47 code; empty if unknown or international."""
    kind: NameKind = NameKind.VARIANT
    valid_from: date | None = None
    """First day the name was in use, inclusive; None if open."""
    valid_to: date | None = None
    """First day it was no longer in use, exclusive; None if open."""
    case_sensitive: bool = False
    """Whether only this very case counts ("US" is not "us")."""
    source_id: str = ""
    """Row of ``sources.csv``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One entry of the gazetteer."""

    id: str
    """Stable slug, e.g. ``iq-al-qaim``; imported ones carry their source (``geonames:99454``)."""
    name: str
    """Canonical name in English."""
    kind: PlaceKind
    lonlat: LonLat
    """EPSG:4326. For areas a label point inside the area; for rivers a point on it."""
    country: str = ""
    """ISO 3166-1 alpha-2, upper case, by today's international borders; empty if none."""
    admin1: str = ""
    """Name of the first-level unit."""
    names: tuple[PlaceName, ...] = ()
    """All names including `name`."""
    population: int | None = None
    """People, as the source has it; None if unknown."""
    capital_of: tuple[str, ...] = ()
    """Ids of the country or first-level units it is the capital of."""
    accuracy_km: float | None = None
    """Stated error of the position in kilometres; None if the source gives none."""
    feature_code: str = ""
    """GeoNames feature code where the source has one (``PPLA``)."""
    source_id: str = ""
    """Row of ``sources.csv``."""
    note: str = ""

    def name_in(self, lang: str) -> str:
        """The main name in `lang`, else any name in it, else the English one."""
        in_lang = [name for name in self.names if name.lang == lang and name.kind is not NameKind.DEMONYM]
        for name in in_lang:
            if name.kind is NameKind.MAIN:
                return name.text
        return in_lang[0].text if in_lang else self.name


@dataclass(frozen=True, kw_only=True)
class CrossingSide:
    """One side of a border crossing."""

    country: str
    """ISO 3166-1 alpha-2."""
    name: str
    """What this side is called."""
    lonlat: LonLat
    """Position of this side's post."""
    name_ar: str = ""
    """The same in Arabic, empty if unknown."""


@dataclass(frozen=True, kw_only=True)
class Crossing:
    """A border crossing: one object, two named sides."""

    place_id: str
    """The gazetteer entry of kind `PlaceKind.BORDER_CROSSING`."""
    sides: tuple[CrossingSide, CrossingSide]
    """Both sides; the first is the one that `place_id` is entered under."""
    official: bool = True
    """Whether both states recognise(d) it as a crossing."""
    source_id: str = ""
