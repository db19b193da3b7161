"""Make the theatre's drawn ground: countries, governorates, rivers, lakes and roads of Iraq, Syria and their neighbours.

Inputs (see natural_earth.py for where they come from)
    --world-map   world_map.gpkg (Natural Earth 1:10m, generalised; public domain)
    --pn2-dir     the folder with ne_50m_rivers_lake_centerlines.pn2 and ne_50m_lakes.pn2 (Natural Earth 1:50m; public domain)
    drawn_features.py beside this script (control points, drawn rivers, reservoirs, roads; own work)

Makes, in --out (default: gazetteer/outlines)
    theatre_admin0.geojson  theatre_admin1.geojson  theatre_rivers.geojson  theatre_lakes.geojson  theatre_roads.geojson

Needs shapely >= 2.1, geopandas and pyogrio. The same inputs give the same bytes.

    python gazetteer/maintain/build_outlines.py --world-map world_map.gpkg --pn2-dir naturalearth/

Decisions
    * Polygons are simplified as one coverage (provinces of Iraq and Syria together with the neighbours), so shared edges stay
      shared, and a country is the union of its own provinces: they nest exactly.
    * The UNDOF zone, which Natural Earth keeps as a unit of Syria, is drawn with Quneitra. The Golan Heights are a feature of
      their own, ``disputed``, cut out of Natural Earth's de facto Israel along its "Syrian claim" line. Northern Cyprus is a
      feature of its own, ``disputed``. The two British base areas on Cyprus are drawn with Cyprus.
    * The Euphrates, the Tigris and the Shatt al-Arab follow Natural Earth 1:50m and are then pulled to the riverside towns.
"""

from __future__ import annotations

import argparse
import math
from bisect import bisect_right
from pathlib import Path

import drawn_features as drawn
import numpy as np
import shapely
from natural_earth import NE_10M, NE_50M, OWN, cut_golan, feature, label_point, polygons, read_layer, read_pn2, write_collection
from shapely.geometry import LineString, Point, Polygon

HERE = Path(__file__).resolve().parent
SQUEEZE = math.cos(math.radians(34.5))  # a degree of longitude in degrees of latitude at the middle of the theatre
NEIGHBOURS = {
    "JO": ("Jordan", "الأردن", "JOR"),
    "TR": ("Turkey", "تركيا", "TUR"),
    "IR": ("Iran", "إيران", "IRN"),
    "SA": ("Saudi Arabia", "السعودية", "SAU"),
    "KW": ("Kuwait", "الكويت", "KWT"),
    "LB": ("Lebanon", "لبنان", "LBN"),
    "IL": ("Israel", "إسرائيل", "ISR"),
    "PS": ("Palestine", "فلسطين", "PSE"),
    "CY": ("Cyprus", "قبرص", "CYP"),
    "EG": ("Egypt", "مصر", "EGY"),
    "AM": ("Armenia", "أرمينيا", "ARM"),
    "AZ": ("Azerbaijan", "أذربيجان", "AZE"),
    "GE": ("Georgia", "جورجيا", "GEO"),
    "BH": ("Bahrain", "البحرين", "BHR"),
    "QA": ("Qatar", "قطر", "QAT"),
}
HOME = {"IQ": ("Iraq", "العراق", "IRQ"), "SY": ("Syria", "سوريا", "SYR")}


def squeeze(points):
    return [(x * SQUEEZE, y) for x, y in points]


def stretch(points):
    return [(x / SQUEEZE, y) for x, y in points]


def pull(base, control):
    """Bend *base* so that it passes every control point; between two of them the shift changes evenly along the line."""
    line = LineString(squeeze(base))
    points = squeeze(control)
    at = [line.project(Point(p)) for p in points]
    for i in range(1, len(at)):  # a bend the base line does not have: keep the order given here
        if at[i] <= at[i - 1]:
            if at[i - 1] - at[i] > 0.1:
                raise SystemExit(f"control point out of order along the river: {control[i]}")
            at[i] = at[i - 1] + 1e-4
    shifts = []
    for p, t in zip(points, at, strict=True):
        q = line.interpolate(t)
        shifts.append((p[0] - q.x, p[1] - q.y))
    out = [(t, p) for t, p in zip(at, points, strict=True)]
    walked = 0.0
    for i, (x, y) in enumerate(line.coords):
        if i:
            walked += math.dist(line.coords[i - 1], (x, y))
        if any(abs(walked - t) < 0.02 for t in at):
            continue  # about 2 km from a control point: the control point stands for it
        k = bisect_right(at, walked)
        if k == 0:
            near, fade = shifts[0], max(0.0, 1 - (at[0] - walked) / 0.3)
            shift = (near[0] * fade, near[1] * fade)
        elif k == len(at):
            near, fade = shifts[-1], max(0.0, 1 - (walked - at[-1]) / 0.3)
            shift = (near[0] * fade, near[1] * fade)
        else:
            share = (walked - at[k - 1]) / (at[k] - at[k - 1])
            shift = tuple(a + (b - a) * share for a, b in zip(shifts[k - 1], shifts[k], strict=True))
        out.append((walked, (x + shift[0], y + shift[1])))
    return stretch([p for _, p in sorted(out)])


def smooth(points, closed=False, steps=4):
    """Return a centripetal Catmull-Rom curve through *points*."""
    pts = [np.array(p) for p in squeeze(points)]
    pts = [p for i, p in enumerate(pts) if i == 0 or not np.allclose(p, pts[i - 1])]
    if closed:
        while np.allclose(pts[0], pts[-1]):
            pts.pop()
        pts = [pts[-1], *pts, pts[0], pts[1]]
    else:
        pts = [2 * pts[0] - pts[1], *pts, 2 * pts[-1] - pts[-2]]
    out = []
    for a, b, c, d in zip(pts, pts[1:], pts[2:], pts[3:], strict=False):
        t0 = 0.0
        t1 = t0 + np.linalg.norm(b - a) ** 0.5
        t2 = t1 + np.linalg.norm(c - b) ** 0.5
        t3 = t2 + np.linalg.norm(d - c) ** 0.5
        for t in np.linspace(t1, t2, steps, endpoint=False):
            a1 = (t1 - t) / (t1 - t0) * a + (t - t0) / (t1 - t0) * b
            a2 = (t2 - t) / (t2 - t1) * b + (t - t1) / (t2 - t1) * c
            a3 = (t3 - t) / (t3 - t2) * c + (t - t2) / (t3 - t2) * d
            b1 = (t2 - t) / (t2 - t0) * a1 + (t - t0) / (t2 - t0) * a2
            b2 = (t3 - t) / (t3 - t1) * a2 + (t - t1) / (t3 - t1) * a3
            out.append(tuple((t2 - t) / (t2 - t1) * b1 + (t - t1) / (t2 - t1) * b2))
    out.append(tuple(pts[-2]))
    return stretch(out)


def slim_line(points, tolerance=0.0015):
    line = LineString(squeeze(points)).simplify(tolerance)
    return LineString([(round(x, 4), round(y, 4)) for x, y in stretch(line.coords)])


def named(identifier, kind, name, name_ar, country, source, schematic, **more):
    return {
        "id": identifier,
        "kind": kind,
        "name": name,
        "name_ar": name_ar,
        "country": country,
        "source_id": source,
        "schematic": schematic,
        **more,
    }


def recover(cover, patches):
    """Give each patch to its owner and return areas that share their edges vertex by vertex, on a grid of 0.001 degree.

    All edges are cut at each other, the faces are built anew and every face goes to the patch or else to the area it lies in.
    """
    given = [(owner, Polygon(ring)) for owner, ring, _ in patches]
    lines = shapely.union_all([g.boundary for g in (*cover.values(), *(p for _, p in given))], grid_size=1e-3)
    faces = {key: [] for key in cover}
    for face in shapely.get_parts(shapely.polygonize([lines])):
        inside = face.representative_point()
        owners = [k for k, p in given if p.contains(inside)] or [k for k, g in cover.items() if g.contains(inside)]
        if not owners and face.area < 2e-4:  # a slit
            owners = [max(cover, key=lambda k: (cover[k].boundary.buffer(1e-3).intersection(face.boundary).length, k))]
        if owners:
            faces[owners[0]].append(face)
    return {key: shapely.union_all(parts) for key, parts in faces.items()}


def build_areas(world_map, out):
    states = read_layer(world_map, "states_provinces")
    claims = read_layer(world_map, "disputed_borders")
    pieces = []  # (key, geometry); one coverage
    for code, (_name, _ar, natural_earth_name, _pcode) in drawn.GOVERNORATES.items():
        names = {natural_earth_name, "UNDOF"} if code == "SY-QU" else {natural_earth_name}
        rows = states[(states.iso_a2 == code[:2]) & states.name.isin(names)]
        if len(rows) != len(names):
            raise SystemExit(f"{code}: {natural_earth_name!r} found {len(rows)} times")
        pieces.append((code, shapely.union_all(rows.geometry.values)))
    known = sum(states.adm0_a3.isin(["IRQ", "SYR"]))
    if known != len(drawn.GOVERNORATES) + 1:
        raise SystemExit(f"{known} units of Iraq and Syria in the map, {len(drawn.GOVERNORATES)} + UNDOF expected")
    for code in NEIGHBOURS:
        rows = states[(states.iso_a2 == code) & ~((code == "IL") & (states.name == "HaZafon"))]
        if code == "CY":
            rows = states[(states.iso_a2 == "CY") | states.name.isin(["Akrotiri", "Dhekelia"])]
        pieces.append((code, shapely.union_all(rows.geometry.values)))
    pieces.append(("northern-cyprus", states[states.name == "Northern Cyprus"].geometry.iloc[0]))
    golan, rest = cut_golan(states, claims)
    keys = [k for k, _ in pieces]
    israel = keys.index("IL")
    pieces[israel] = ("IL", shapely.union_all([pieces[israel][1], rest]))
    pieces.append(("golan-heights", golan))

    simple = shapely.coverage_simplify(np.array([g for _, g in pieces]), 0.012)
    cover = recover(dict(zip([k for k, _ in pieces], simple, strict=True)), drawn.PATCHES)
    if not shapely.coverage_is_valid(np.array(list(cover.values()))):
        raise SystemExit("the areas overlap or do not share their edges")
    shapes = {key: polygons(g, 3) for key, g in cover.items()}
    for code in NEIGHBOURS:  # far islands that no map of the theatre shows
        kept = [p for p in shapely.get_parts(shapes[code]) if p.area > (0.004 if code not in {"BH"} else 0.001)]
        shapes[code] = kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)

    admin1 = []
    for code, (name, name_ar, _, pcode) in drawn.GOVERNORATES.items():
        lon, lat = label_point(shapes[code])
        admin1.append(
            feature(
                named(
                    f"admin1-{code.lower()}",
                    "admin1",
                    name,
                    name_ar,
                    code[:2],
                    NE_10M,
                    code == "IQ-BG",
                    disputed=False,
                    place_id=f"admin1-{code.lower()}",
                    iso3166_2=code,
                    pcode=pcode,
                    region="Kurdistan Region" if code in drawn.KURDISTAN_REGION else None,
                    label_lon=lon,
                    label_lat=lat,
                    note="; ".join(f"{why} (drawn by hand)" for owner, _, why in drawn.PATCHES if owner == code),
                ),
                shapes[code],
                3,
            )
        )
    admin0 = []
    for code, (name, name_ar, iso3) in {**HOME, **NEIGHBOURS}.items():
        if code in HOME:
            shape = polygons(shapely.union_all([g for k, g in shapes.items() if k.startswith(code + "-")], grid_size=1e-3), 3)
        else:
            shape = shapes[code]
        lon, lat = drawn.LABELS.get(code) or label_point(shape)
        admin0.append(
            feature(
                named(
                    f"country-{code.lower()}",
                    "admin0",
                    name,
                    name_ar,
                    code,
                    NE_10M,
                    False,
                    disputed=code == "PS",
                    place_id=f"country-{code.lower()}",
                    iso2=code,
                    iso3=iso3,
                    label_lon=lon,
                    label_lat=lat,
                    note="Occupied by Israel since 1967; observer state at the United Nations" if code == "PS" else None,
                ),
                shape,
                3,
            )
        )
    for key, name, name_ar, country, note in (
        (
            "golan-heights",
            "Golan Heights",
            "الجولان",
            "SY",
            "Occupied by Israel since 1967; Syrian territory under Security Council resolution 497 (1981)",
        ),
        (
            "northern-cyprus",
            "Northern Cyprus",
            "شمال قبرص",
            "CY",
            "Outside the Government of Cyprus's control since 1974; recognised by Turkey only",
        ),
    ):
        lon, lat = label_point(shapes[key])
        admin0.append(
            feature(
                named(
                    f"disputed-{key}",
                    "admin0",
                    name,
                    name_ar,
                    country,
                    NE_10M,
                    False,
                    disputed=True,
                    label_lon=lon,
                    label_lat=lat,
                    note=note,
                ),
                shapes[key],
                3,
            )
        )
    write_collection(out / "theatre_admin0.geojson", admin0)
    write_collection(out / "theatre_admin1.geojson", admin1)


def chain(parts, wanted):
    """Join the lines with the *wanted* (number, vertex count) in the given order, each turned the right way round."""
    points = []
    for number, size, backwards in wanted:
        found = [p for n, k, p in parts if k in (0, 1) and n == number and len(p) == size]
        if len(found) != 1:
            raise SystemExit(f"line {number} with {size} vertices found {len(found)} times")
        piece = found[0][::-1] if backwards else found[0]
        points += piece[1:] if points and math.dist(points[-1], piece[0]) < 0.03 else piece
    return points


def build_rivers(pn2_dir, out):
    parts = read_pn2(pn2_dir / "ne_50m_rivers_lake_centerlines.pn2")
    base = {
        "euphrates": chain(parts, [(190, 49, False), (105, 8, False), (3, 10, True), (105, 24, False), (187, 81, False), (187, 15, False)]),
        "tigris": chain(parts, [(170, 26, False), (399, 100, False)]),
        "shatt-al-arab": chain(parts, [(365, 22, False)]),
        "gharraf": chain(parts, [(197, 18, False)]),
    }
    features = []
    for key, points in base.items():
        name, name_ar, country = drawn.RIVER_NAMES[key]
        bent = key in drawn.CONTROL
        shape = slim_line(smooth(pull(points, drawn.CONTROL[key]) if bent else points))
        features.append(
            feature(
                named(
                    key,
                    "river",
                    name,
                    name_ar,
                    country,
                    NE_50M,
                    True,
                    rank=1 if bent else 3,
                    accuracy_km=3 if bent else 6,
                    note="Natural Earth 1:50m, pulled to the riverside towns by hand" if bent else "Natural Earth 1:50m, smoothed",
                ),
                shape,
                4,
            )
        )
    jordan = [LineString(p) for n, _, p in parts if n in (227, 30)]
    jordan = [p for p in jordan if len(set(p.coords)) > 1 and shapely.get_num_coordinates(p) > 2]
    rest = {
        "jordan": shapely.MultiLineString([slim_line(smooth(list(p.coords))) for p in sorted(jordan, key=lambda p: p.bounds)]),
    }
    name, name_ar, country = drawn.RIVER_NAMES["jordan"]
    features.append(
        feature(
            named("jordan", "river", name, name_ar, country, NE_50M, True, rank=3, accuracy_km=4, note="Natural Earth 1:50m, smoothed"),
            rest["jordan"],
            4,
        )
    )
    for key, points in drawn.RIVERS.items():
        name, name_ar, country = drawn.RIVER_NAMES[key]
        features.append(
            feature(
                named(
                    key,
                    "river",
                    name,
                    name_ar,
                    country,
                    OWN,
                    True,
                    rank=2,
                    accuracy_km=10,
                    note="Drawn through towns and bends; between them a smooth guess",
                ),
                slim_line(smooth(points, steps=6)),
                4,
            )
        )
    write_collection(out / "theatre_rivers.geojson", features)


def build_lakes(pn2_dir, out):
    rings = [Polygon(p) for _, kind, p in read_pn2(pn2_dir / "ne_50m_lakes.pn2") if kind == 2 and len(p) > 3]
    features = []
    for key, inside in drawn.NE_LAKES.items():
        found = [p for p in rings if p.contains(Point(inside))]
        if len(found) != 1:
            raise SystemExit(f"{key}: {len(found)} lakes at {inside}")
        shape = polygons(shapely.make_valid(Polygon(smooth(list(found[0].exterior.coords)[:-1], closed=True, steps=3)).simplify(0.0015)), 4)
        name, name_ar, country = drawn.LAKE_NAMES[key]
        lon, lat = label_point(shape, 0.001)
        features.append(
            feature(named(key, "lake", name, name_ar, country, NE_50M, False, accuracy_km=3, label_lon=lon, label_lat=lat), shape, 4)
        )
    for key, points in drawn.LAKES.items():
        ring = Polygon(smooth(points, closed=True))
        if not ring.is_valid:
            raise SystemExit(f"{key}: the shore crosses itself: {shapely.is_valid_reason(ring)}")
        shape = polygons(ring.simplify(0.0015), 4)
        name, name_ar, country = drawn.LAKE_NAMES[key]
        lon, lat = label_point(shape, 0.001)
        features.append(
            feature(
                named(
                    key,
                    "lake",
                    name,
                    name_ar,
                    country,
                    OWN,
                    True,
                    accuracy_km=5,
                    label_lon=lon,
                    label_lat=lat,
                    note="Drawn around the dam and the known extent",
                ),
                shape,
                4,
            )
        )
    write_collection(out / "theatre_lakes.geojson", features)


def build_roads(out):
    features = []
    for key, (name, country, stops) in drawn.ROADS.items():
        points = [drawn.STOPS[s] for s in stops.split(";")]
        shape = slim_line(smooth(points, steps=6) if len(points) > 2 else points, 0.004)
        features.append(
            feature(
                named(
                    key,
                    "road",
                    name,
                    None,
                    country,
                    OWN,
                    True,
                    accuracy_km=10,
                    note="Drawn through the named towns; between them a smooth guess",
                    via=stops.replace(";", "; "),
                ),
                shape,
                4,
            )
        )
    write_collection(out / "theatre_roads.geojson", features)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world-map", type=Path, required=True, help="world_map.gpkg of the Debian package qgis-common")
    parser.add_argument("--pn2-dir", type=Path, required=True, help="data/naturalearth of the Debian package marble-qt-data")
    parser.add_argument("--out", type=Path, default=HERE.parent / "outlines", help="folder to write to")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    build_areas(args.world_map, args.out)
    build_rivers(args.pn2_dir, args.out)
    build_lakes(args.pn2_dir, args.out)
    build_roads(args.out)


if __name__ == "__main__":
    main()
