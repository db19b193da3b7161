"""The drawn ground: do the files say what they promise, and do the lines run where the towns are?"""

from __future__ import annotations

import csv
import json
import math
import re
from collections import Counter
from pathlib import Path

import pytest
import shapely
from shapely.geometry import Point, shape

GAZETTEER = Path(__file__).resolve().parents[3] / "gazetteer"
OUTLINES = GAZETTEER / "outlines"
WORLD = GAZETTEER / "world"
LAYERS = ["theatre_admin0", "theatre_admin1", "theatre_rivers", "theatre_lakes", "theatre_roads"]
FILES = [OUTLINES / f"{name}.geojson" for name in LAYERS] + [WORLD / "countries.geojson", WORLD / "units.geojson"]
KINDS = {
    "theatre_admin0": "admin0",
    "theatre_admin1": "admin1",
    "theatre_rivers": "river",
    "theatre_lakes": "lake",
    "theatre_roads": "road",
    "countries": "admin0",
    "units": "admin1",
}


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def rows(path):
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def shapes(name):
    return {f["id"]: shape(f["geometry"]) for f in load(OUTLINES / f"{name}.geojson")}


def sources():
    return {r["source_id"] for path in sorted(GAZETTEER.glob("sources*.csv")) for r in rows(path)}


def kilometres(line, lon, lat):
    """Distance from a point to a line, flat around the point; good to a percent at these lengths."""
    squeeze = math.cos(math.radians(lat))
    flat = shapely.transform(line, lambda xy: (xy - [lon, lat]) * [111.32 * squeeze, 111.0])
    return flat.distance(Point(0, 0))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_feature_says_what_it_is_and_where_it_comes_from(path):
    features = load(path)
    known = sources()
    assert features
    assert len({f["id"] for f in features}) == len(features)
    for f in features:
        p = f["properties"]
        assert p["id"] == f["id"]
        assert p["name"]
        assert p["kind"] == KINDS[path.stem]
        assert re.fullmatch("[A-Z]{2}", p["country"])
        assert p["source_id"] in known
        assert isinstance(p["schematic"], bool)
        if p["schematic"]:
            assert p.get("accuracy_km") or p.get("note")
        if p["kind"] in {"admin0", "admin1"}:
            assert isinstance(p["disputed"], bool)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_geometries_are_valid_lonlat_and_wound_as_rfc_7946_asks(path):
    for f in load(path):
        g = shape(f["geometry"])
        assert g.is_valid, f["id"]
        assert not g.is_empty
        west, south, east, north = g.bounds
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90
        for part in shapely.get_parts(g):
            if part.geom_type == "Polygon":
                assert part.exterior.is_ccw, f["id"]
                assert not any(ring.is_ccw for ring in part.interiors), f["id"]


@pytest.mark.parametrize("path", [p for p in FILES if p.stem not in {"theatre_rivers", "theatre_roads"}], ids=lambda p: p.stem)
def test_label_points_lie_inside(path):
    for f in load(path):
        p = f["properties"]
        assert shape(f["geometry"]).contains(Point(p["label_lon"], p["label_lat"])), f["id"]


def test_sizes_stay_small():
    assert sum((OUTLINES / f"{name}.geojson").stat().st_size for name in LAYERS) <= 250 * 1024
    assert (WORLD / "countries.geojson").stat().st_size <= 1000 * 1024
    assert sum((WORLD / f"{name}.geojson").stat().st_size for name in ("rivers", "lakes")) <= 650 * 1024


def test_the_gaza_strip_is_drawn_with_palestine():
    world = {f["id"]: shape(f["geometry"]) for f in load(WORLD / "countries.geojson")}
    assert world["country-ps"].contains(Point(34.44, 31.50))
    assert not world["country-il"].contains(Point(34.35, 31.42))


@pytest.mark.parametrize(
    ("file", "name", "lon", "lat"),
    [
        ("rivers", "Nile", 31.22, 30.05),
        ("rivers", "Dnipro", 35.05, 48.47),
        ("rivers", "Congo", 15.30, -4.30),
        ("lakes", "Lake Kivu", 29.2, -2.0),
    ],
)
def test_waters_of_the_world_run_where_they_should(file, name, lon, lat):
    waters = [shape(f["geometry"]) for f in load(WORLD / f"{file}.geojson") if f["properties"].get("name") == name]
    assert min(kilometres(water, lon, lat) for water in waters) < 15


@pytest.mark.parametrize("name", ["rivers", "lakes"])
def test_waters_are_valid_and_say_where_they_come_from(name):
    features = load(WORLD / f"{name}.geojson")
    assert len({f["id"] for f in features}) == len(features) > 300
    for f in features:
        assert f["properties"]["source_id"] in sources()
        assert shape(f["geometry"]).is_valid


@pytest.mark.parametrize(("country", "number"), [("IQ", 18), ("SY", 14)])
def test_governorates_make_up_the_country(country, number):
    whole = shapes("theatre_admin0")[f"country-{country.lower()}"]
    parts = [g for key, g in shapes("theatre_admin1").items() if key.startswith(f"admin1-{country.lower()}-")]
    assert len(parts) == number
    assert shapely.union_all(parts).symmetric_difference(whole).area < 1e-6
    assert sum(g.area for g in parts) == pytest.approx(whole.area, rel=1e-6)


@pytest.mark.parametrize("name", ["theatre_admin0", "theatre_admin1"])
def test_neighbours_share_their_edges(name):
    assert shapely.coverage_is_valid(list(shapes(name).values()))


@pytest.mark.parametrize(
    ("governorate", "lon", "lat"),
    [
        ("iq-an", 41.0945, 34.3688),
        ("iq-an", 40.9894, 34.3925),
        ("iq-an", 43.7861, 33.3558),
        ("iq-an", 43.8603, 33.1718),
        ("iq-ni", 42.0995, 36.8026),
        ("iq-ni", 43.1269, 36.3407),
        ("iq-bg", 44.3550, 32.9666),
        ("iq-bg", 44.3958, 33.6744),
        ("iq-bg", 44.1850, 33.3060),
        ("iq-sd", 43.8904, 34.1982),
        ("iq-ki", 43.7727, 35.3259),
        ("sy-dy", 40.9186, 34.4500),
        ("sy-hl", 38.3535, 36.8909),
        ("sy-ha", 42.0621, 36.8114),
        ("sy-ra", 38.5466, 35.8345),
    ],
)
def test_towns_lie_in_their_governorate(governorate, lon, lat):
    assert shapes("theatre_admin1")[f"admin1-{governorate}"].contains(Point(lon, lat))


EUPHRATES = {
    "Jarabulus": (38.0111, 36.8175),
    "Raqqa": (39.0079, 35.9528),
    "Deir ez-Zor": (40.1408, 35.3359),
    "Mayadin": (40.4535, 35.0209),
    "Abu Kamal": (40.9186, 34.45),
    "Al-Qaim": (41.0945, 34.3688),
    "Rawa": (41.9157, 34.4837),
    "Ana": (41.9837, 34.3687),
    "Haditha": (42.3696, 34.134),
    "Hit": (42.8239, 33.6346),
    "Ramadi": (43.3078, 33.4206),
    "Fallujah": (43.7861, 33.3558),
    "Samawah": (45.2944, 31.332),
    "Nasiriyah": (46.2573, 31.058),
}
TIGRIS = {
    "Mosul": (43.1269, 36.3407),
    "Qayyarah": (43.2945, 35.801),
    "Tikrit": (43.6786, 34.6158),
    "Samarra": (43.8904, 34.1982),
    "Baghdad": (44.366, 33.315),
    "Kut": (45.8182, 32.5128),
    "Amarah": (47.144, 31.8359),
}


@pytest.mark.parametrize(("river", "town"), [("euphrates", t) for t in EUPHRATES] + [("tigris", t) for t in TIGRIS])
def test_rivers_pass_their_towns_within_four_kilometres(river, town):
    lon, lat = {"euphrates": EUPHRATES, "tigris": TIGRIS}[river][town]
    assert kilometres(shapes("theatre_rivers")[river], lon, lat) <= 4.0


@pytest.mark.parametrize(
    ("river", "town", "bank"),
    [
        ("euphrates", (39.0079, 35.9528), "left"),
        ("euphrates", (40.1408, 35.3359), "right"),
        ("euphrates", (40.9186, 34.45), "right"),
        ("euphrates", (41.0945, 34.3688), "right"),
        ("euphrates", (41.03, 34.419), "left"),
        ("euphrates", (41.9157, 34.4837), "left"),
        ("euphrates", (41.9837, 34.3687), "right"),
        ("euphrates", (42.3696, 34.134), "right"),
        ("euphrates", (42.8239, 33.6346), "right"),
        ("euphrates", (43.3078, 33.4206), "right"),
        ("euphrates", (43.7861, 33.3558), "left"),
        ("tigris", (43.6786, 34.6158), "right"),
        ("tigris", (43.8904, 34.1982), "left"),
        ("tigris", (43.4916, 34.9298), "right"),
        ("tigris", (43.2281, 35.5172), "right"),
    ],
)
def test_rivers_leave_towns_on_the_right_bank(river, town, bank):
    line, point = shapes("theatre_rivers")[river], Point(town)
    at = line.project(point)
    a, b = line.interpolate(at - 0.005), line.interpolate(at + 0.005)
    side = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
    assert ("left" if side > 0 else "right") == bank


@pytest.mark.parametrize(
    ("river", "least"), [("euphrates", 200), ("tigris", 150), ("khabur", 25), ("great-zab", 25), ("little-zab", 25), ("diyala", 25)]
)
def test_rivers_are_not_a_handful_of_straight_strokes(river, least):
    assert shapely.get_num_coordinates(shapes("theatre_rivers")[river]) >= least


def test_tributaries_reach_the_main_stream():
    rivers = shapes("theatre_rivers")
    for tributary, stem in [
        ("khabur", "euphrates"),
        ("balikh", "euphrates"),
        ("great-zab", "tigris"),
        ("little-zab", "tigris"),
        ("diyala", "tigris"),
        ("shatt-al-arab", "tigris"),
    ]:
        assert rivers[tributary].distance(rivers[stem]) < 0.03, tributary


def test_the_river_runs_through_its_reservoirs():
    rivers, lakes = shapes("theatre_rivers"), shapes("theatre_lakes")
    for river, lake in [
        ("euphrates", "lake-assad"),
        ("euphrates", "lake-qadisiyah"),
        ("tigris", "mosul-dam-lake"),
        ("diyala", "lake-hamrin"),
        ("little-zab", "lake-dukan"),
    ]:
        assert rivers[river].intersection(lakes[lake]).length > 0.1, lake


def test_disputed_ground_is_marked():
    marked = {f["id"] for f in load(OUTLINES / "theatre_admin0.geojson") if f["properties"]["disputed"]}
    assert {"disputed-golan-heights", "disputed-northern-cyprus", "country-ps"} <= marked
    world = {f["id"] for f in load(WORLD / "countries.geojson") if f["properties"]["disputed"]}
    assert {"disputed-crimea", "disputed-golan-heights", "country-eh", "country-xk", "country-tw", "country-ps"} <= world


def test_country_codes_are_unique_and_complete():
    table = rows(WORLD / "countries.csv")
    for column in ("place_id", "iso2", "iso3"):
        assert max(Counter(r[column] for r in table).values()) == 1, column
    assert {"IQ", "SY", "UA", "SD", "LY", "XK", "PS", "TW", "US", "GB"} <= {r["iso2"] for r in table}
    assert len(table) >= 249
    for r in table:
        assert r["place_id"] == f"country-{r['iso2'].lower()}"
        assert -180 <= float(r["lon"]) <= 180
        assert -90 <= float(r["lat"]) <= 90
        assert r["source_id"] in sources()


def test_first_level_units_have_unique_ids_codes_and_points():
    table = rows(WORLD / "admin1.csv")
    assert max(Counter(r["place_id"] for r in table).values()) == 1
    assert max(Counter(r["iso3166_2"] for r in table if r["iso3166_2"]).values()) == 1
    countries = {r["iso2"] for r in rows(WORLD / "countries.csv")}
    for r in table:
        assert r["country"] in countries, r
        assert not r["iso3166_2"] or r["iso3166_2"].startswith(r["country"] + "-")
        assert -180 <= float(r["lon"]) <= 180
        assert -90 <= float(r["lat"]) <= 90
        assert r["source_id"] in sources()
    ids = {r["place_id"] for r in table}
    assert {f["properties"]["place_id"] for f in load(OUTLINES / "theatre_admin1.geojson")} <= ids


@pytest.mark.parametrize(("names", "places"), [("country_names", "countries"), ("admin1_names", "admin1")])
def test_names_belong_to_places_and_are_listed_once(names, places):
    known = {r["place_id"] for r in rows(WORLD / f"{places}.csv")}
    table = rows(WORLD / f"{names}.csv")
    assert {r["place_id"] for r in table} == known
    assert max(Counter((r["place_id"], r["name"], r["lang"]) for r in table).values()) == 1
    assert {r["kind"] for r in table} <= {"official", "variant", "abbreviation", "demonym", "adjective", "former"}
    assert {r["case_sensitive"] for r in table} == {"0", "1"}
    assert {r["source_id"] for r in table} <= sources()


@pytest.mark.parametrize(
    ("place", "name", "cased"),
    [
        ("country-us", "US", "1"),
        ("country-us", "U.S.", "1"),
        ("country-ae", "UAE", "1"),
        ("country-gb", "UK", "1"),
        ("country-cd", "DRC", "1"),
        ("country-mm", "Burma", "0"),
        ("country-ci", "Ivory Coast", "0"),
        ("country-iq", "Iraqi", "0"),
        ("country-iq", "Iraqis", "0"),
        ("country-iq", "العراق", "0"),
        ("country-sy", "Syrians", "0"),
        ("country-tr", "Turkey", "1"),
        ("country-pl", "Poles", "1"),
    ],
)
def test_names_the_press_uses(place, name, cased):
    found = [r for r in rows(WORLD / "country_names.csv") if r["place_id"] == place and r["name"] == name]
    assert found
    assert {r["case_sensitive"] for r in found} == {cased}


@pytest.mark.parametrize(("place", "name"), [("admin1-us-ca", "Calif."), ("admin1-us-ca", "CA"), ("admin1-iq-kr", "KRG")])
def test_short_forms_of_units_are_case_sensitive(place, name):
    found = [r for r in rows(WORLD / "admin1_names.csv") if r["place_id"] == place and r["name"] == name]
    assert [r["case_sensitive"] for r in found] == ["1"]


def test_units_of_the_world_are_drawn_by_the_ids_of_their_places():
    drawn = {f["id"]: f["properties"] for f in load(WORLD / "units.geojson")}
    listed = {row["place_id"]: row["country"] for row in rows(WORLD / "admin1.csv")}
    assert {key: item["country"] for key, item in drawn.items()}.items() <= listed.items()
    assert not {"IQ", "SY"} & {item["country"] for item in drawn.values()}
    assert (WORLD / "units.geojson").stat().st_size <= 1700 * 1024
