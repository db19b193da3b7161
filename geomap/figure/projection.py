"""From degrees to millimetres on the sheet.

The page is Web Mercator, because tiles are. Paper has no tiles and is measured with a ruler, so figures use the
Lambert azimuthal equal-area projection centred on the map (Snyder, "Map Projections: A Working Manual", USGS 1987, p. 182):
shaded areas compare truly, and one scale bar holds over a theatre's width (within 0.4 % at 1,000 km across).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.path import Path
from pyproj import Proj
from shapely.geometry.base import BaseGeometry

from geomap.errors import InputError
from geomap.figure.paths import to_path
from geomap.model import LonLat

Array = npt.NDArray[np.float64]
_SEGMENT_DEG = 0.5
"""Longest straight piece of an outline, degrees, so that parallels bend as they should."""
_SIMPLIFY_MM = 0.07
"""A third of the thinnest line drawn: what no reader sees is not written."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One map on the sheet: where it stands and how degrees get there."""

    x: float
    y: float
    width: float
    height: float
    """Millimetres; `x`, `y` is the top left corner."""
    center: LonLat
    mm_per_m: float
    east_m: float
    north_m: float
    """Projected coordinates of the middle of the frame, metres."""

    @property
    def outline(self) -> Path:
        """The frame itself, for clipping."""
        right, bottom = self.x + self.width, self.y + self.height
        return Path([(self.x, self.y), (right, self.y), (right, bottom), (self.x, bottom), (self.x, self.y)], closed=True)

    def moved(self, x: float, y: float) -> Frame:
        """The same map elsewhere on the sheet."""
        return replace(self, x=x, y=y)

    def place(self, lonlat: LonLat) -> tuple[float, float]:
        """A position in millimetres on the sheet."""
        x, y = self._to_mm(np.array([lonlat.lonlat]))[0]
        return float(x), float(y)

    def shows(self, lonlat: LonLat) -> bool:
        """Whether a position lies on the frame."""
        x, y = self.place(lonlat)
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height

    def path(self, geometry: BaseGeometry) -> Path | None:
        """A geometry (EPSG:4326, x = lon) as a path on the sheet, cut to a little more than the frame; None if nothing is left."""
        shape = self.shape(geometry)
        path = to_path(shape) if not shape.is_empty else None
        return path if path is not None and len(np.asarray(path.vertices)) else None

    def shape(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry (EPSG:4326, x = lon) in millimetres on the sheet, cut to a little more than the frame."""
        cut = shapely.clip_by_rect(geometry, *self._window)
        if cut.is_empty:
            return cut
        on_sheet = shapely.transform(shapely.segmentize(cut, _SEGMENT_DEG), self._to_mm)
        return shapely.simplify(on_sheet, _SIMPLIFY_MM, preserve_topology=False)

    @property
    def edge(self) -> tuple[LonLat, ...]:
        """Positions around the frame's edge, clockwise from the top left."""
        half_width, half_height = self.width / self.mm_per_m / 2, self.height / self.mm_per_m / 2
        steps = np.linspace(-1, 1, 8, endpoint=False)
        full = np.full(8, 1.0)
        xs = np.concatenate([steps, full, -steps, -full]) * half_width + self.east_m
        ys = np.concatenate([full, -steps, -full, steps]) * half_height + self.north_m
        lon, lat = _projection(self.center)(xs, ys, inverse=True)
        return tuple(LonLat(lon=float(one), lat=float(other)) for one, other in zip(lon, lat, strict=True))

    @cached_property
    def _window(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the frame with a margin of a tenth, degrees."""
        half_width, half_height = self.width / self.mm_per_m * 0.6, self.height / self.mm_per_m * 0.6
        steps = np.linspace(-1, 1, 9)
        edge = np.concatenate(
            [np.column_stack([steps * half_width, np.full(9, side * half_height)]) for side in (-1, 1)]
            + [np.column_stack([np.full(9, side * half_width), steps * half_height]) for side in (-1, 1)]
        )
        lon, lat = _projection(self.center)(edge[:, 0] + self.east_m, edge[:, 1] + self.north_m, inverse=True)
        return float(np.min(lon)), float(np.min(lat)), float(np.max(lon)), float(np.max(lat))

    def _to_mm(self, lonlats: Array) -> Array:
        east, north = _projection(self.center)(lonlats[:, 0], lonlats[:, 1])
        x = self.x + self.width / 2 + (np.asarray(east) - self.east_m) * self.mm_per_m
        y = self.y + self.height / 2 - (np.asarray(north) - self.north_m) * self.mm_per_m
        return np.column_stack([x, y])


def fit_frame(bounds: tuple[float, float, float, float], *, width: float, tallest: float, flattest: float) -> Frame:
    """A frame `width` millimetres wide at the sheet's origin that shows all of `bounds`.

    Parameters
    ----------
    bounds
        West, south, east, north, degrees.
    tallest, flattest
        Largest and smallest height as a share of the width; the map shows more ground rather than leave them.

    Raises
    ------
    InputError
        If the bounds are not in order or no part of the Earth.
    """
    west, south, east, north = bounds
    if not (west <= east and south <= north and west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise InputError(
            f"bounds {bounds} are not west, south, east, north in degrees", hint="give -180..180 and -90..90, west before east"
        )
    # A single point still gets a neighbourhood: half a degree is about 50 km.
    if east - west < 0.5:
        west, east = west - 0.25, east + 0.25
    if north - south < 0.5:
        south, north = max(-90.0, south - 0.25), min(90.0, north + 0.25)
    center = LonLat(lon=max(-180.0, min(180.0, (west + east) / 2)), lat=(south + north) / 2)
    steps = np.linspace(0, 1, 21)
    lon = np.concatenate([west + (east - west) * steps] * 2 + [np.full(21, west), np.full(21, east)])
    lat = np.concatenate([np.full(21, south), np.full(21, north)] + [south + (north - south) * steps] * 2)
    xs, ys = _projection(center)(lon, lat)
    span_x, span_y = float(np.ptp(xs)), float(np.ptp(ys))
    height = width * min(tallest, max(flattest, span_y / span_x))
    scale = min(width / span_x, height / span_y)
    return Frame(
        x=0.0,
        y=0.0,
        width=width,
        height=height,
        center=center,
        mm_per_m=scale,
        east_m=float((np.min(xs) + np.max(xs)) / 2),
        north_m=float((np.min(ys) + np.max(ys)) / 2),
    )


@lru_cache(maxsize=16)
def _projection(center: LonLat) -> Proj:
    """Kept for the few middles of one sheet: to make one takes longer than to project an outline."""
    return Proj(proj="laea", lat_0=center.lat, lon_0=center.lon, ellps="WGS84")
