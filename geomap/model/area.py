"""Areas: drawn, stated or computed, never implied by a lone dot; and outlines of the ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shapely.geometry.base import BaseGeometry


class OutlineKind(StrEnum):
    """What a line or shape of the basemap is."""

    ADMIN0 = "admin0"
    ADMIN1 = "admin1"
    RIVER = "river"
    LAKE = "lake"
    ROAD = "road"


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One shape of the basemap, EPSG:4326, x = lon, y = lat."""

    id: str
    name: str
    kind: OutlineKind
    geometry: BaseGeometry
    country: str = ""
    name_ar: str = ""
    label: tuple[float, float] | None = None
    """Label point (lon, lat); None: not labelled."""
    schematic: bool = False
    """Drawn by hand through known points."""
    disputed: bool = False
    source_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Area:
    """An area somebody is shown to hold, EPSG:4326."""

    id: str
    method: str
    """``reach``, ``corridors``, ``stated``, ``drawn``; documented in `geomap.control.areas`."""
    actor: str
    """Actor key; empty for a contested band or no data."""
    status: str
    """A `ControlStatus` value."""
    geometry: BaseGeometry
    valid_from: date | None
    valid_to: date | None
    area_km2: float
    """Geodesic, on the WGS84 ellipsoid."""
    claim_ids: tuple[str, ...] = ()
    state_ids: tuple[str, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    """Everything that went into it, as text."""
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class FrontLine:
    """Where the areas of two holders really meet, by one method; EPSG:4326."""

    id: str
    method: str
    """As in `Area.method`."""
    actors: tuple[str, ...]
    """Actor keys of both sides."""
    geometry: BaseGeometry
    valid_from: date | None
    valid_to: date | None
    km: float
    """Length."""


@dataclass(frozen=True, kw_only=True)
class AreaEstimate:
    """The ground of one actor on one day, by one method with one set of parameters."""

    method: str
    """As in `Area.method`."""
    parameter: str
    """What was varied, as text: ``reach_km=15``, ``low share``."""
    km2: float
    """Geodesic, on the WGS84 ellipsoid."""
    people: int | None
    """In the places counted as the actor's that lie in it, by the gazetteer; None if none of them has a known population, and by
    stated shares, which say nothing of places."""
    unit_percent: tuple[tuple[str, float], ...] = ()
    """(unit id, percent of its ground), where above 0.05."""


@dataclass(frozen=True, kw_only=True)
class UnitShare:
    """How much of a first-level unit an actor has, over all estimates, 0 to 100."""

    unit_id: str
    name: str
    low: float
    best: float
    high: float


@dataclass(frozen=True, kw_only=True)
class AreaRange:
    """The ground of one actor on one day: low, best and high over methods and parameters, which differ and are never averaged."""

    actor: str
    """Actor key."""
    as_of: date
    methods: tuple[str, ...]
    """Those that say anything of the actor; the first one, with its own parameters, gives the best values."""
    low_km2: float
    best_km2: float
    high_km2: float
    low_people: int | None
    best_people: int | None
    high_people: int | None
    unknown_population: int
    """Places it holds whose population is not known: people are counted without them."""
    units: tuple[UnitShare, ...] = ()
    """Sorted by unit id."""
    estimates: tuple[AreaEstimate, ...] = ()
    """Every number the ranges are made of."""
    sentence: str = ""
