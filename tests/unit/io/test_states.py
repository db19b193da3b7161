from __future__ import annotations

import csv
import json

import pyogrio
import pytest

from geomap.errors import OutputError, UsageError
from geomap.io import write_states

ROWS = [
    {
        "state_id": "a",
        "place": "<b>Sarmad",
        "lon": 10.5,
        "lat": 41.0,
        "status": "held",
        "holders": "=1+1",
        "share_percent": None,
        "inferred": False,
        "valid_from": "2015-03-04",
        "valid_to": None,
        "as_of": "2015-03-07",
    },
    {
        "state_id": "b",
        "place": "Veld",
        "lon": -10.2,
        "lat": 40.4,
        "status": "contested",
        "holders": "",
        "share_percent": 70.0,
        "inferred": True,
        "valid_from": None,
        "valid_to": "2015-05-05",
        "as_of": "2015-03-07",
    },
]


@pytest.mark.parametrize("suffix", ["json", "csv", "geojson", "gpkg", "kml"])
def test_the_same_rows_give_the_same_bytes_and_no_rows_an_empty_file(tmp_path, suffix):
    one, two, none = (tmp_path / f"{name}.{suffix}" for name in ("one", "two", "none"))
    write_states(one, ROWS)
    write_states(two, ROWS)
    assert one.read_bytes() == two.read_bytes()
    write_states(none, [], columns=list(ROWS[0]))
    assert none.stat().st_size > 0


def test_json_and_geojson_name_their_schema_and_keep_every_column(tmp_path):
    write_states(tmp_path / "a.json", ROWS)
    assert json.loads((tmp_path / "a.json").read_text()) == {"schema": "geomap-states/1", "rows": ROWS}
    write_states(tmp_path / "a.geojson", ROWS)
    data = json.loads((tmp_path / "a.geojson").read_text())
    assert data["geomap"] == {"schema": "geomap-states/1"}
    assert [feature["properties"] for feature in data["features"]] == ROWS
    assert data["features"][1]["geometry"] == {"type": "Point", "coordinates": [-10.2, 40.4]}


def test_csv_has_no_formula_and_negative_numbers_stay_numbers(tmp_path):
    write_states(tmp_path / "a.csv", ROWS)
    first, second = csv.DictReader((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines())
    assert (first["holders"], first["inferred"], first["share_percent"]) == ("'=1+1", "false", "")
    assert (second["lon"], second["share_percent"]) == ("-10.2", "70.0")


def test_geopackage_has_points_and_typed_columns(tmp_path):
    write_states(tmp_path / "a.gpkg", ROWS)
    frame = pyogrio.read_dataframe(tmp_path / "a.gpkg", layer="states")
    assert frame.crs.to_epsg() == 4326
    assert [(point.x, point.y) for point in frame.geometry] == [(10.5, 41.0), (-10.2, 40.4)]
    assert frame["inferred"].tolist() == [False, True]
    assert frame["share_percent"].dropna().tolist() == [70.0]


def test_kml_has_time_spans_and_no_markup_in_values(tmp_path):
    write_states(tmp_path / "a.kml", ROWS)
    text = (tmp_path / "a.kml").read_text(encoding="utf-8")
    assert "<name>‹b›Sarmad</name>" in text and "&lt;b" not in text
    assert "<begin>2015-03-04</begin>" in text and "<end>2015-05-05</end>" in text


@pytest.mark.parametrize("suffix", ["json", "gpkg", "kml"])
def test_an_old_file_survives_an_impossible_write(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    path.write_text("old")
    with pytest.raises((KeyError, ValueError, TypeError)):
        write_states(path, [{"lon": object(), "lat": 1.0, "place": "x"}])
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(OutputError, match="does not exist"):
        write_states(tmp_path / "no" / f"a.{suffix}", ROWS)
    with pytest.raises(UsageError, match="suffix"):
        write_states(tmp_path / "a.shp", ROWS)
