"""Make ``world/second_level.csv``: counties of the United States, with the centre of each.

    python gazetteer/maintain/us_counties.py --atlas counties-10m.json

Input: ``counties-10m.json`` of the npm package ``us-atlas`` 3.0.1 (ISC licence), which carries the US Census Bureau's cartographic
boundary shapefiles of 2017 (public domain). The generic word (County, Parish, Borough ...) is not in it; it follows
the state, by the Census Bureau's list of terms. Independent cities are left out: they are in the tables of towns.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import geopandas
from natural_earth import centre_point

TARGET = Path(__file__).parent.parent / "world" / "second_level.csv"
COLUMNS = ("place_id", "name", "other_names", "kind", "country", "admin1", "lon", "lat", "source_id")
# state FIPS codes whose units are not called counties; territories are left out
PARISHES, ALASKA, DISTRICT, LAST_STATE = "22", "02", "11", 56
# independent cities have county codes from 510 on in these states
CITY_STATES = {"24", "29", "32", "51"}


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--atlas", type=Path, required=True)
    options = parser.parse_args()
    counties = geopandas.read_file(options.atlas, layer="counties").set_crs("EPSG:4326", allow_override=True)
    states = dict(geopandas.read_file(options.atlas, layer="states")[["id", "name"]].itertuples(index=False))
    rows = []
    for code, name, geometry in sorted(counties[["id", "name", "geometry"]].itertuples(index=False)):
        state = code[:2]
        if int(state) > LAST_STATE or state in (DISTRICT, ALASKA) or (state in CITY_STATES and int(code[2:]) >= 510):
            continue
        lon, lat = centre_point(geometry)
        full = f"{name} {'Parish' if state == PARISHES else 'County'}"
        rows.append([f"us-county-{code}", full, "", "admin2", "US", states[state], lon, lat, "us-atlas"])
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
