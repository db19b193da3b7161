"""Readers for Natural Earth (public domain) as two Debian packages ship it, and small GeoJSON helpers.

Inputs
    world_map.gpkg     Debian package ``qgis-common`` (usr/share/qgis/resources/data/world_map.gpkg):
                       Natural Earth 4.1.0, 1:10m, countries, states and provinces, disputed lines, generalised.
    ne_50m_*.pn2       Debian package ``marble-qt-data`` (usr/share/marble/data/naturalearth/):
                       Natural Earth 1:50m rivers and lakes on a grid of 1/120 degree (about 0.9 km).

Both are fetched with ``apt-get download`` and unpacked with ``dpkg -x``; neither program has to be installed.
Licence of the data: Natural Earth is in the public domain.
"""

from __future__ import annotations

import json
import re
import struct
import unicodedata
from pathlib import Path

import geopandas
import shapely
from pyproj import Transformer
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

NE_10M = "ne-10m-qgis"
NE_50M = "ne-50m-marble"
OWN = "own-schematic"


def read_layer(world_map: Path, layer: str) -> geopandas.GeoDataFrame:
    """Return one layer of ``world_map.gpkg`` in a stable order."""
    return geopandas.read_file(world_map, layer=layer).reset_index(drop=True)


def read_pn2(path: Path) -> list[tuple[int, int, list[tuple[float, float]]]]:
    """Read a PN2 (version 2) file: ``(feature number, kind, [(lon, lat), ...])``.

    Kind is 0 for a line, 1 for a closed line, 2 for an outer ring, 3 for an inner ring. A header is version, count and a
    colour flag; a part is kind, number, node count; a node is latitude, longitude (1/120 degree) and a count of
    single-byte offsets from that node.
    """
    data = path.read_bytes()
    offset = 0

    def take(layout: str) -> tuple[int, ...]:
        nonlocal offset
        values = struct.unpack_from(">" + layout, data, offset)
        offset += struct.calcsize(">" + layout)
        return values

    version, _count, _coloured = take("BIB")
    if version != 2:
        raise SystemExit(f"{path}: PN2 version {version}, expected 2")
    parts = []
    while offset < len(data):
        kind, number = take("BI")
        if kind == 4:  # a multi-part header: one byte with the number of parts that follow
            take("B")
            continue
        (nodes,) = take("I")
        points = []
        for _ in range(nodes):
            lat, lon, children = take("hhh")
            points.append((lon / 120, lat / 120))
            for _ in range(children):
                dlat, dlon = take("bb")
                points.append(((lon + dlon) / 120, (lat + dlat) / 120))
        parts.append((number, kind, points))
    return parts


def cut_golan(states: geopandas.GeoDataFrame, claims: geopandas.GeoDataFrame) -> tuple[BaseGeometry, BaseGeometry]:
    """Cut Israel's Northern District, as Natural Earth draws it, along the line of the Syrian claim: ``(Golan Heights, the rest)``."""
    north = states[(states.iso_a2 == "IL") & (states.name == "HaZafon")].geometry.iloc[0]
    line = claims[(claims.name == "Syrian claim") & (claims.adm0_left == "Israel")].geometry.iloc[0]
    line = max(shapely.get_parts(shapely.line_merge(line)), key=lambda g: g.length)
    ends = []
    for end in (line.coords[0], line.coords[-1]):  # carry the ends of the line a little past the border
        q = shapely.shortest_line(shapely.Point(end), north.boundary).coords[1]
        ends.append((end[0] + (q[0] - end[0]) * 1.5, end[1] + (q[1] - end[1]) * 1.5))
    knife = shapely.LineString([ends[0], *line.coords, ends[1]])
    parts = shapely.get_parts(shapely.polygonize([shapely.node(shapely.union_all([north.boundary, knife]))]))
    parts = [p for p in parts if north.buffer(1e-6).contains(p.representative_point())]
    golan = [p for p in parts if p.contains(shapely.Point(35.8, 33.0))]
    if len(golan) != 1:
        raise SystemExit("the Golan Heights could not be cut out")
    return golan[0], shapely.union_all([p for p in parts if p is not golan[0]])


def fold(text: str) -> str:
    """Return *text* without accents, case, apostrophes and punctuation; used to compare names, never to print them."""
    text = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ł", "l").replace("đ", "d").replace("ø", "o"))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"[’'`ʻʼ´ʿʾ]", "", text)
    return re.sub(r"[^\w]+", " ", text).strip()


def label_point(geometry: BaseGeometry, tolerance: float = 0.01) -> tuple[float, float]:
    """Return a point well inside the largest part of *geometry*, rounded to 4 decimals and still inside."""
    part = max(shapely.get_parts(geometry), key=lambda g: (g.area, g.bounds))
    line = shapely.maximum_inscribed_circle(part, tolerance=min(tolerance, max(part.area**0.5 / 100, 1e-5)))
    lon, lat = (round(v, 4) for v in line.coords[0])
    if part.contains(shapely.Point(lon, lat)):
        return lon, lat
    inside = shapely.point_on_surface(part)
    return round(inside.x, 4), round(inside.y, 4)


_EQUAL_AREA = Transformer.from_crs("EPSG:4326", "ESRI:54034", always_xy=True)  # cylindrical equal area


def centre_point(geometry: BaseGeometry) -> tuple[float, float]:
    """Return the equal-area centre of the largest part of *geometry*: what reference works give as a country's position.

    A centre outside the part (a country bent around another) gives way to the label point.
    """
    parts = shapely.get_parts(geometry)
    flat = shapely.transform(parts, _EQUAL_AREA.transform, interleaved=False)
    largest = int(shapely.area(flat).argmax())
    x, y = _EQUAL_AREA.transform(flat[largest].centroid.x, flat[largest].centroid.y, direction="INVERSE")
    lon, lat = round(x, 4), round(y, 4)
    return (lon, lat) if parts[largest].contains(shapely.Point(lon, lat)) else label_point(geometry)


def polygons(geometry: BaseGeometry, decimals: int) -> BaseGeometry:
    """Return *geometry* on the grid of *decimals*, valid, polygons only, rings wound as RFC 7946 asks."""
    snapped = shapely.set_precision(geometry, 10.0**-decimals)
    parts = [p for p in shapely.get_parts(snapped) if p.geom_type == "Polygon" and not p.is_empty]
    parts = [shapely.orient_polygons(shapely.normalize(p), exterior_cw=False) for p in parts]
    parts.sort(key=lambda p: (-p.area, p.bounds))
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def feature(properties: dict, geometry: BaseGeometry, decimals: int) -> dict:
    """Return one GeoJSON feature; empty properties are left out."""

    def rounded(value):
        if isinstance(value, (list, tuple)):
            return [rounded(v) for v in value]
        return round(value, decimals) + 0.0

    shape = mapping(geometry)
    return {
        "type": "Feature",
        "id": properties["id"],
        "properties": {k: v for k, v in properties.items() if v not in (None, "")},
        "geometry": {"type": shape["type"], "coordinates": rounded(shape["coordinates"])},
    }


def write_collection(path: Path, features: list[dict]) -> None:
    """Write a FeatureCollection, one feature a line, so that a change shows as a readable difference."""
    lines = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(features)} features, {len(text.encode()) / 1024:.0f} KB")
