"""What geomap writes of claims and states can be read again, and says the same."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from geomap.cli.main import main
from geomap.control import build_control
from geomap.gazetteer import load_gazetteer
from geomap.model import Claim, ControlState
from geomap.model.records import from_record, to_record

HISTORY = Path(__file__).parent / "iraq_2014_2017.csv"
DAY = "2016-01-05"


def states(path: Path, out: Path) -> list[dict]:
    assert main(["control", str(path), "--no-world", "--as-of", DAY, "-o", str(out)]) == 0
    return json.loads(out.read_text(encoding="utf-8"))["rows"]


@pytest.fixture(scope="module")
def direct(tmp_path_factory):
    return states(HISTORY, tmp_path_factory.mktemp("direct") / "states.json")


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "geojson", "gpkg", "kml"])
def test_claims_written_and_read_back_give_the_same_states(direct, tmp_path, suffix):
    written = tmp_path / f"claims.{suffix}"
    assert main(["convert", str(HISTORY), str(written)]) == 0
    assert states(written, tmp_path / "again.json") == direct


@pytest.mark.parametrize("place", ["Ramadi", "Tikrit", "Al-Qaim", "Sinjar", "Al-Waleed", "Diyala"])
def test_a_state_is_computed_again_from_nothing_but_the_printed_ledger(place, capsys):
    assert main(["explain", str(HISTORY), "--no-world", "--place", place, "--as-of", DAY, "--json"]) == 0
    gazetteer = load_gazetteer()
    for told in json.loads(capsys.readouterr().out)["explanations"]:
        claims = [from_record(Claim, record) for record in told["claims"]]
        ids = {claim.place.place_id for claim in claims}
        again = build_control(
            claims,
            places={key: gazetteer.place(key) for key in ids},
            actors={actor.id: actor for actor in gazetteer.actors},
            crossings=gazetteer.crossings,
        ).at(told["place_id"], date.fromisoformat(DAY))
        printed = from_record(ControlState, told["state"]) if told["state"] else None
        assert again == printed
        assert to_record(again) == told["state"] if again is not None else told["state"] is None
