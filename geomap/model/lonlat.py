"""A position on the Earth whose axis order is in its name."""

from __future__ import annotations

import math
from dataclasses import dataclass

from shapely import Point


@dataclass(frozen=True, kw_only=True, order=True, slots=True)
class LonLat:
    """A geographic position in EPSG:4326, degrees.

    Keyword-only, because GeoJSON and shapely want (lon, lat) while folium and geopy want
    (lat, lon), and mixing them is the classic error. Ask for the order you need by name.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """

    lon: float
    """Longitude east of Greenwich, -180 to 180 degrees."""
    lat: float
    """Latitude north of the equator, -90 to 90 degrees."""

    def __post_init__(self) -> None:
        """Refuse what cannot be on the Earth."""
        for name, value, limit in (("lon", self.lon, 180.0), ("lat", self.lat, 90.0)):
            if not math.isfinite(value) or abs(value) > limit:
                swapped = " (did lon and lat change places?)" if name == "lat" and abs(self.lon) <= 90 < abs(value) <= 180 else ""
                raise ValueError(f"{name}: {value} is outside -{limit:g}..{limit:g}{swapped}")

    @property
    def lonlat(self) -> tuple[float, float]:
        """(lon, lat): the order of GeoJSON and shapely."""
        return (self.lon, self.lat)

    @property
    def latlon(self) -> tuple[float, float]:
        """(lat, lon): the order of folium, Leaflet and geopy."""
        return (self.lat, self.lon)

    @property
    def point(self) -> Point:
        """The position as a shapely point, x = lon, y = lat."""
        return Point(self.lon, self.lat)
