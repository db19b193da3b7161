"""Make the water of the world: rivers and lakes of every country that the theatre's own files do not draw.

Inputs (see natural_earth.py for where they come from)
    --pn2-dir     the folder with ne_50m_rivers_lake_centerlines.pn2 and ne_50m_lakes.pn2 (Natural Earth 1:50m; public domain)
    the theatre's rivers and lakes in gazetteer/outlines

Makes, in --out (default: gazetteer/world)
    rivers.geojson  lakes.geojson

The package has no names for them, so they are drawn without. Water within `APART` degrees of the theatre's own is left out: it is
drawn there, by hand and with names. The same inputs give the same bytes.

    python gazetteer/maintain/build_world_water.py --pn2-dir naturalearth/
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import shapely
from natural_earth import NE_50M, feature, polygons, read_pn2, write_collection
from shapely.geometry import LineString, Polygon, shape

HERE = Path(__file__).resolve().parent
APART = 0.15
"""Degrees: both come from Natural Earth, pulled to riverside towns by a few kilometres."""
TOLERANCE = 0.03
SHORTEST = 1.2
"""Degrees of a river that is drawn at all, all its pieces together."""
SMALLEST = 0.05
"""Square degrees of a lake."""


def drawn(folder: Path, kind: str) -> shapely.Geometry:
    """What the theatre draws of that kind, widened."""
    features = json.loads((folder / f"theatre_{kind}.geojson").read_text(encoding="utf-8"))["features"]
    return shapely.union_all([shape(item["geometry"]) for item in features]).buffer(APART)


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pn2-dir", type=Path, required=True, help="data/naturalearth of the Debian package marble-qt-data")
    parser.add_argument("--out", type=Path, default=HERE.parent / "world", help="folder to write to")
    args = parser.parse_args()
    outlines = HERE.parent / "outlines"

    lines = [
        LineString(nodes)
        for _, kind, nodes in read_pn2(args.pn2_dir / "ne_50m_rivers_lake_centerlines.pn2")
        if kind == 0 and len(nodes) > 1
    ]
    merged = shapely.line_merge(shapely.union_all(lines))
    own = drawn(outlines, "rivers")
    rivers = []
    for line in shapely.get_parts(merged):
        free = shapely.difference(line, own)
        if free.length < line.length * 0.6 or line.length < SHORTEST:
            continue
        rivers.append(shapely.set_precision(shapely.simplify(free, TOLERANCE), 0.01, mode="pointwise"))
    rivers.sort(key=lambda line: line.bounds)
    common = {"name": "", "country": "", "source_id": NE_50M, "schematic": False, "disputed": False}
    write_collection(
        args.out / "rivers.geojson",
        [feature({"id": f"world-river-{number}", "kind": "river", **common}, line, 2) for number, line in enumerate(rivers, 1)],
    )

    rings = [Polygon(nodes) for _, kind, nodes in read_pn2(args.pn2_dir / "ne_50m_lakes.pn2") if kind == 2 and len(nodes) > 3]
    own = drawn(outlines, "lakes")
    lakes = [ring.buffer(0) for ring in rings]
    lakes = [lake for lake in lakes if lake.area >= SMALLEST and not lake.intersects(own)]
    lakes = [polygons(shapely.simplify(lake, TOLERANCE), 2) for lake in lakes]
    lakes = sorted((lake for lake in lakes if not lake.is_empty), key=lambda lake: lake.bounds)
    write_collection(
        args.out / "lakes.geojson",
        [feature({"id": f"world-lake-{number}", "kind": "lake", **common}, lake, 2) for number, lake in enumerate(lakes, 1)],
    )
    print(len(rivers), "rivers,", len(lakes), "lakes")


if __name__ == "__main__":
    main()
