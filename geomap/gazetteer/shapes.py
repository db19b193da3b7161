"""Outlines: countries, first-level units, rivers, lakes, roads; and which of them a point lies in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import box, shape

from geomap.model import LonLat, Outline, OutlineKind

_MARGIN = 0.15
"""Share of its width and height that a focus area is widened by on every side."""


class Outlines:
    """The shapes of one or more folders, read when they are first asked for. Earlier files win over later ones."""

    def __init__(self, files: Sequence[Path]) -> None:
        """Keep the names of the GeoJSON files."""
        self._files = tuple(files)

    @cached_property
    def all(self) -> tuple[Outline, ...]:
        """Every outline once; a country with all its pieces, disputed ones too, from the first file that has it."""
        found: dict[str, Outline] = {}
        drawn_in: dict[str, Path] = {}
        self._place_ids: dict[str, str] = {}
        for path in self._files:
            for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
                outline = _outline(feature)
                first = drawn_in.setdefault(outline.country, path) if outline.kind is OutlineKind.ADMIN0 else path
                if outline.id not in found and first == path:
                    found[outline.id] = outline
                    self._place_ids[outline.id] = feature["properties"].get("place_id", "")
        return tuple(found.values())

    def around(self, focus: Sequence[str]) -> tuple[Outline, ...]:
        """The outlines that touch the surroundings of the focus countries (ISO 3166-1 alpha-2); without focus all."""
        areas = [outline.geometry for outline in self.all if outline.kind is OutlineKind.ADMIN0 and outline.country in focus]
        if not areas:
            return self.all
        west, south, east, north = shapely.total_bounds(areas)
        wide, high = (east - west) * _MARGIN, (north - south) * _MARGIN
        window = box(west - wide, south - high, east + wide, north + high)
        return tuple(outline for outline in self.all if window.intersects(outline.geometry))

    @cached_property
    def _areas(self) -> tuple[shapely.STRtree, list[Outline]]:
        areas = [outline for outline in self.all if outline.kind in (OutlineKind.ADMIN0, OutlineKind.ADMIN1)]
        return shapely.STRtree([outline.geometry for outline in areas]), areas

    def containing(self, lonlat: LonLat) -> tuple[str, ...]:
        """Place ids of the units whose outline covers a point, the smaller unit first."""
        tree, areas = self._areas
        found = [areas[index] for index in tree.query(lonlat.point, predicate="covered_by")]
        found.sort(key=lambda outline: (outline.kind is OutlineKind.ADMIN0, outline.id))
        return tuple(self._place_ids[outline.id] for outline in found if self._place_ids[outline.id])

    def country_near(self, lonlat: LonLat, *, degrees: float) -> str:
        """The country whose outline covers a point or comes nearest to it, within so many degrees; empty if none does.

        Generalised outlines cut off ports and islands; this finds their country.
        """
        tree, areas = self._areas
        near = [areas[index] for index in tree.query(lonlat.point, predicate="dwithin", distance=degrees)]
        found = [(outline.geometry.distance(lonlat.point), outline.country) for outline in near if outline.kind is OutlineKind.ADMIN0]
        return min(found, default=(0.0, ""))[1]


def _outline(feature: dict[str, Any]) -> Outline:
    properties = feature["properties"]
    lon, lat = properties.get("label_lon"), properties.get("label_lat")
    return Outline(
        id=str(properties["id"]), name=properties.get("name") or "", kind=OutlineKind(properties["kind"]),
        geometry=shape(feature["geometry"]), country=properties.get("country") or "", name_ar=properties.get("name_ar") or "",
        label=(lon, lat) if lon is not None and lat is not None else None,
        schematic=bool(properties.get("schematic")), disputed=bool(properties.get("disputed")), source_id=properties.get("source_id") or "",
    )  # fmt: skip
