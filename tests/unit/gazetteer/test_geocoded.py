import csv
import io
from datetime import date
from pathlib import Path

import pytest

from geomap.errors import ProblemsError
from geomap.gazetteer import load_gazetteer
from geomap.gazetteer.geocode import Geocoded, GeocodeStatus
from geomap.gazetteer.geocoded import geocoded_table
from geomap.gazetteer.world import PLAIN_COLUMNS
from geomap.model import LonLat, Place, PlaceKind


def found(query, name="Vierzon", place_id="geocoded-nominatim:relation/1", lon=2.069):
    place = Place(
        id=place_id, name=name, kind=PlaceKind.TOWN, lonlat=LonLat(lon=lon, lat=47.222), country="FR", accuracy_km=10.3,
        source_id="geocoded-nominatim", note="geocoded; Data © OpenStreetMap contributors",
    )  # fmt: skip
    return Geocoded(query=query, status=GeocodeStatus.FOUND, reason="", place=place)


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_what_was_found_is_a_table_that_the_gazetteer_takes(tmp_path):
    lost = Geocoded(query="Nowhere", status=GeocodeStatus.NOT_FOUND, reason="")
    table = geocoded_table([found("Vierson"), lost, found("Vierzon"), found("Virzon")], asked_on=date(2026, 3, 1))
    (row,) = rows(table)
    assert tuple(row) == PLAIN_COLUMNS
    assert (row["name"], row["other_names"], row["kind"], row["accuracy_km"]) == ("Vierzon", "Vierson;Virzon", "town", "10.3")
    assert row["note"].endswith("asked on 2026-03-01")
    path = tmp_path / "found.csv"
    path.write_text(table, encoding="utf-8")
    gazetteer = load_gazetteer(path)
    (hit,) = gazetteer.lookup("Virzon")
    place = gazetteer.place(hit.place_id)
    assert (place.lonlat.lonlat, place.country, place.note[:8]) == ((2.069, 47.222), "FR", "geocoded")
    assert gazetteer.sources[place.source_id].licence == "ODbL 1.0"


def test_an_answer_is_never_a_formula_nor_two_names():
    (row,) = rows(geocoded_table([found("=cmd()", name="@x;y\nz")], asked_on=date(2026, 3, 1)))
    assert (row["name"], row["other_names"]) == ("x,y z", "cmd()")


def test_a_table_without_the_columns_is_refused_with_their_names(tmp_path):
    (tmp_path / "own.csv").write_text("name,lat,lon\nVeld,41,10\n")
    with pytest.raises(ProblemsError, match="lacks place_id"):
        load_gazetteer(tmp_path / "own.csv")


def test_the_columns_are_documented():
    text = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
    section = text.partition("## Places\n")[2].partition("\n## ")[0]
    assert [column for column in PLAIN_COLUMNS if f"`{column}`" not in section] == []
