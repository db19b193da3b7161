"""What the commands print with --json names its schema, and the schema is documented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geomap.cli.main import main

FORMATS = Path(__file__).parents[3] / "docs" / "formats.md"
ARTICLE = "---\npublished: 2014-06-22\n---\nIslamic State fighters seized the town of Rawa on Saturday, residents said.\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(ARTICLE)
    return str(path)


def told(capsys) -> dict:
    record = json.loads(capsys.readouterr().out)
    assert f"`{record['schema']}`" in FORMATS.read_text(encoding="utf-8")
    return record


def test_resolve(capsys):
    assert main(["resolve", "Rawa", "--no-world", "--json"]) == 0
    record = told(capsys)
    assert set(record) == {"schema", "query", "status", "place", "candidates", "reasons", "suggestions"}
    assert set(record["place"]) == {"id", "name", "kind", "lon", "lat", "country", "admin1", "source"}
    assert record["reasons"]


def test_a_name_nobody_knows_is_unknown(capsys):
    assert main(["resolve", "Xyzzyville", "--no-world", "--json"]) == 0
    record = told(capsys)
    assert (record["status"], record["place"]) == ("unknown", None)


def test_explain(article, capsys):
    assert main(["explain", article, "--no-world", "--place", "Rawah", "--as-of", "2014-06-22", "--json"]) == 0
    (explanation,) = told(capsys)["explanations"]
    assert explanation["state"]["holders"] == ["islamic-state"]
    assert [claim["quotation"] for claim in explanation["claims"]]


def test_changes(article, capsys):
    assert main(["changes", article, "--no-world", "--from", "2014-06-01", "--to", "2014-06-22", "--json"]) == 0
    (change,) = told(capsys)["changes"]
    assert change["name"] == "Rawa"
    assert change["holders_after"] == ["islamic-state"]


def test_search_and_info(capsys):
    assert main(["gazetteer", "search", "Rawa", "--no-world", "--json"]) == 0
    assert told(capsys)["places"][0]["tier"] == "exact"
    assert main(["gazetteer", "info", "--json"]) == 0
    assert told(capsys)["actors"] > 10


def test_the_gazetteer_that_is_shipped_is_sound(capsys):
    assert main(["gazetteer", "check"]) == 0


def test_summary(article, tmp_path, capsys):
    summary = tmp_path / "s.json"
    assert main(["build", article, "--no-world", "-o", str(tmp_path / "m.html"), "--summary", str(summary)]) == 0
    record = json.loads(summary.read_text(encoding="utf-8"))
    assert record["schema"] == "geomap-summary/1"
    assert record["states"][0]["place"] == "Rawa"


def test_control_writes_every_format(article, tmp_path):
    for suffix in ("json", "csv", "geojson", "gpkg", "kml"):
        out = tmp_path / f"states.{suffix}"
        assert main(["control", article, "--no-world", "--as-of", "2014-06-22", "-o", str(out)]) == 0
        assert out.stat().st_size > 100


def test_control_measures_ground_when_asked(article, tmp_path, capsys):
    shapes = tmp_path / "areas.geojson"
    command = ["control", article, "--no-world", "--as-of", "2014-06-22", "--json", "--areas", "reach,corridors"]
    assert main([*command, "--areas-output", str(shapes)]) == 0
    record = told(capsys)
    assert record["schema"] == "geomap-states/1"
    areas = record["areas"]
    assert areas["schema"] == "geomap-ranges/1"
    assert "equal-area" in areas["projection"]
    assert any("methods differ" in note for note in areas["notes"])
    assert areas["parameters"]["reach"]["reach_km"] == "15"
    (ranges,) = areas["ranges"]
    assert ranges["low_km2"] < ranges["best_km2"] < ranges["high_km2"]
    assert {one["method"] for one in ranges["estimates"]} == {"reach", "corridors"}
    assert ranges["units"], "shares of provinces"
    assert "Methods differ" in ranges["sentence"]
    drawn = json.loads(shapes.read_text(encoding="utf-8"))["features"]
    assert {one["properties"]["method"] for one in drawn} == {"reach", "corridors"}
    assert "reach_km=15" in " ".join(one["properties"]["parameters"] for one in drawn)
    assert all(one["properties"]["claims"] for one in drawn)


def test_without_areas_nothing_is_said_of_ground(article, capsys):
    assert main(["control", article, "--no-world", "--as-of", "2014-06-22", "--json"]) == 0
    assert set(told(capsys)) == {"schema", "rows"}


def test_control_needs_somewhere_to_write(article, tmp_path, capsys):
    assert main(["control", article, "--no-world", "--as-of", "2014-06-22"]) == 2
    assert main(["control", article, "--as-of", "2014-06-22", "--json", "--areas", "guess"]) == 2
    assert main(["control", article, "--as-of", "2014-06-22", "--json", "--areas-output", str(tmp_path / "a.kml")]) == 2


def test_changes_say_how_much_ground_was_gained(article, capsys):
    days = ["--from", "2014-06-01", "--to", "2014-06-22", "--areas", "reach,stated"]
    assert main(["changes", article, "--no-world", *days, "--json"]) == 0
    record = told(capsys)
    (ground,) = [one for one in record["changes"] if one["kind"] == "area"]
    assert 0 < ground["km2_range"][0] <= ground["km2"] <= ground["km2_range"][1]
    assert record["balance"][0]["km2"]
    assert main(["changes", article, "--no-world", *days]) == 0
    assert "methods, which differ: reach" in capsys.readouterr().out


def test_an_analysts_decision_survives_the_next_run(article, tmp_path, capsys):
    table = tmp_path / "claims.csv"
    assert main(["extract", article, "--no-world", "-o", str(table)]) == 0
    lines = table.read_text(encoding="utf-8").splitlines()
    column = lines[0].split(",").index("review")
    cells = lines[1].split(",")
    cells[column] = "rejected"
    table.write_text("\n".join([lines[0], ",".join(cells)]) + "\n", encoding="utf-8")
    Path(article).write_text(ARTICLE + "The weather was fine.\n")
    capsys.readouterr()
    assert main(["changes", article, "--no-world", "--claims", str(table), "--from", "2014-06-01", "--to", "2014-06-22"]) == 0
    assert "Nothing changed" in capsys.readouterr().out
