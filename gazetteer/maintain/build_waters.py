"""Make the world's rivers and lakes, for maps of theatres beyond the curated one.

Inputs (see natural_earth.py for where they come from)
    --pn2-dir     the folder with ne_50m_rivers_lake_centerlines.pn2 and ne_50m_lakes.pn2 (Natural Earth 1:50m; public domain)

Makes, in --out (default: gazetteer/world)
    rivers.geojson  lakes.geojson

    python gazetteer/maintain/build_waters.py --pn2-dir naturalearth/

The files have lines without names. Those of `RIVERS` and `LAKES` get the name of the point they pass within 15 km; the others are drawn
without one. What lies in the window of the theatre drawn by hand is left out: build_outlines.py draws it better. The same inputs
give the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import shapely
from natural_earth import NE_50M, feature, label_point, polygons, read_pn2, write_collection

HERE = Path(__file__).resolve().parent
DRAWN = shapely.box(38.0, 29.0, 49.0, 38.5)  # of the rivers and lakes in gazetteer/outlines
RIVER_TOLERANCE, LAKE_TOLERANCE = 0.02, 0.01
SMALLEST_LAKE = 0.01  # square degrees, about 120 km2
NEAR = 0.14
# a point on the water: name, Arabic name
RIVERS = {
    (31.22, 30.05): ("Nile", "النيل"),
    (32.90, 24.09): ("Nile", "النيل"),
    (31.78, 18.50): ("Nile", "النيل"),
    (33.43, 16.70): ("Nile", "النيل"),
    (32.49, 15.60): ("White Nile", "النيل الأبيض"),
    (32.66, 13.17): ("White Nile", "النيل الأبيض"),
    (31.66, 9.53): ("White Nile", "النيل الأبيض"),
    (33.53, 14.40): ("Blue Nile", "النيل الأزرق"),
    (34.38, 11.80): ("Blue Nile", "النيل الأزرق"),
    (33.97, 17.67): ("Atbara", "عطبرة"),
    (35.05, 48.47): ("Dnipro", "الدنيبر"),
    (32.62, 46.63): ("Dnipro", "الدنيبر"),
    (30.55, 50.45): ("Dnipro", "الدنيبر"),
    (39.72, 47.22): ("Don", "الدون"),
    (44.52, 48.70): ("Volga", "الفولغا"),
    (28.02, 45.43): ("Danube", "الدانوب"),
    (30.20, 46.40): ("Dniester", "الدنيستر"),
    (38.51, 48.94): ("Siverskyi Donets", "سيفيرسكي دونيتس"),
    (31.99, 46.97): ("Southern Bug", "بوه الجنوبي"),
    (15.30, -4.30): ("Congo", "الكونغو"),
    (25.19, 0.52): ("Congo", "الكونغو"),
    (18.55, 4.36): ("Ubangi", "أوبانغي"),
    (-3.00, 16.67): ("Niger", "النيجر"),
    (2.11, 13.51): ("Niger", "النيجر"),
    (-0.05, 16.27): ("Niger", "النيجر"),
    (8.54, 7.73): ("Benue", "بينوي"),
    (15.05, 12.10): ("Chari", "شاري"),
    (42.55, 0.06): ("Jubba", "جوبا"),
    (45.20, 4.74): ("Shebelle", "شبيلي"),
    (64.36, 31.58): ("Helmand", "هلمند"),
    (67.42, 37.22): ("Amu Darya", "آموداريا"),
    (68.85, 27.70): ("Indus", "السند"),
    (96.07, 21.98): ("Irrawaddy", "إيراوادي"),
    (94.93, 20.15): ("Irrawaddy", "إيراوادي"),
    (97.60, 17.90): ("Salween", "سالوين"),
    (33.60, -16.16): ("Zambezi", "زامبيزي"),
    (47.55, 40.35): ("Kura", "كورا"),
    (35.56, 32.30): ("Jordan", "الأردن"),
}
LAKES = {
    (29.30, -1.95): ("Lake Kivu", "بحيرة كيفو"),
    (29.60, -6.00): ("Lake Tanganyika", "بحيرة تنجانيقا"),
    (33.00, -1.20): ("Lake Victoria", "بحيرة فيكتوريا"),
    (29.60, -0.38): ("Lake Edward", "بحيرة إدوارد"),
    (30.90, 1.65): ("Lake Albert", "بحيرة ألبرت"),
    (37.30, 12.00): ("Lake Tana", "بحيرة تانا"),
    (36.08, 3.60): ("Lake Turkana", "بحيرة توركانا"),
    (14.20, 13.10): ("Lake Chad", "بحيرة تشاد"),
    (32.60, 22.80): ("Lake Nasser", "بحيرة ناصر"),
    (35.50, 31.50): ("Dead Sea", "البحر الميت"),
    (35.59, 32.82): ("Sea of Galilee", "بحيرة طبريا"),
    (45.30, 40.30): ("Lake Sevan", "بحيرة سيفان"),
    (34.60, -12.00): ("Lake Malawi", "بحيرة ملاوي"),
}


def name_of(shape, known):
    found = sorted((shape.distance(shapely.Point(at)), names) for at, names in known.items())
    return found[0][1] if found[0][0] <= NEAR else ("", "")


def properties(kind, number, shape):
    name, name_ar = name_of(shape, RIVERS if kind == "river" else LAKES)
    return {"id": f"{kind}-ne-{number}", "kind": kind, "name": name, "name_ar": name_ar, "schematic": False, "source_id": NE_50M}


def build_rivers(folder, out):
    features = []
    for number, (_, _, points) in enumerate(read_pn2(folder / "ne_50m_rivers_lake_centerlines.pn2")):
        if len(points) < 2:
            continue
        line = shapely.LineString(points)
        if not DRAWN.intersects(line):
            rounded = [(round(x, 2), round(y, 2)) for x, y in line.simplify(RIVER_TOLERANCE).coords]
            slim = shapely.LineString(rounded)
            if slim.length == 0:
                continue
            features.append(feature(properties("river", number, line), slim, 2))
    write_collection(out / "rivers.geojson", features)


def build_lakes(folder, out):
    features = []
    for number, (_, kind, points) in enumerate(read_pn2(folder / "ne_50m_lakes.pn2")):
        if kind == 3 or len(points) < 4:  # islands in lakes are left to the imagination
            continue
        lake = shapely.make_valid(shapely.Polygon(points))
        if lake.area < SMALLEST_LAKE or DRAWN.intersects(lake):
            continue
        shape = polygons(lake.simplify(LAKE_TOLERANCE), 2)
        lon, lat = label_point(shape)
        features.append(feature({**properties("lake", number, lake), "label_lon": lon, "label_lat": lat}, shape, 3))
    write_collection(out / "lakes.geojson", features)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pn2-dir", type=Path, required=True, help="the folder naturalearth of the Debian package marble-qt-data")
    parser.add_argument("--out", type=Path, default=HERE.parent / "world", help="folder to write to")
    args = parser.parse_args()
    build_rivers(args.pn2_dir, args.out)
    build_lakes(args.pn2_dir, args.out)


if __name__ == "__main__":
    main()
