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
