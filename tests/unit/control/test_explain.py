from __future__ import annotations

import json

import pytest
from mirra import ACTORS, DOVE, PLACES, claim, control, days

from geomap.control import build_control, explain, rederive
from geomap.model import Claim, Review, in_year
from geomap.model.records import from_record

RESIDENTS = "people of Arda say that League fighters came over the bridge at noon and that the garrison had gone"


def story():
    return [
        claim("control", "crown", day="1990-05-01"),
        claim("capture", "league", target="crown", quotation=RESIDENTS, modality="reported", speaker="residents", source="Herald"),
        claim("capture", "league", target="crown", quotation=RESIDENTS, modality="reported", speaker="residents", source="Courier"),
        claim("withdrawal", "crown", target="league", by="crown", speaker="the ministry"),
        claim("control", "crown", day="1990-05-11", by="crown", speaker="a colonel"),
        claim("attack", "crown", day="1990-05-12"),
        claim("capture", "crown", modality="planned", day="1990-05-12"),
        claim("control", "league", day="1991-01-01"),
        claim("control", "league", day=None),
        claim("capture", "coast", review=Review.REJECTED),
        claim("capture", "coast", at="bryn"),
    ]


def ledger(claims, day="1990-05-12", place_id="arda", **options):
    built = control(*claims, **options)
    return built, explain(built, claims, place_id, days(day))


def test_every_claim_about_the_place_is_in_the_ledger_once_on_its_side():
    claims = story()
    _, told = ledger(claims)
    sides = {entry.claim_id: entry.side for entry in told.entries}
    assert [sides[each.id] for each in claims[:-1]] == [
        "earlier",
        "for",
        "for",
        "for",
        "against",
        "other",
        "other",
        "later",
        "undated",
        "rejected",
    ]
    assert claims[-1].id not in sides


def test_the_ledger_says_whose_word_it_is_how_heavy_and_which_copies_count_once():
    claims = story()
    _, told = ledger(claims)
    entries = {entry.claim_id: entry for entry in told.entries}
    assert entries[claims[3].id].word == "admission against interest"
    assert entries[claims[4].id].word == "own gain"
    assert entries[claims[3].id].weight > entries[claims[1].id].weight > entries[claims[4].id].weight
    assert entries[claims[1].id].origin == entries[claims[2].id].origin != entries[claims[3].id].origin
    assert told.origins.startswith("2 independent origins; counted once:")


def test_what_decides_nothing_says_why():
    claims = story()
    _, told = ledger(claims)
    rules = {entry.claim_id: entry.rule for entry in told.entries}
    assert rules[claims[6].id] == "not-live"
    assert rules[claims[8].id] == "no-day"
    assert rules[claims[1].id] == ""


def test_a_contradiction_is_a_step_of_the_trace():
    _, told = ledger([claim("capture", "league"), claim("capture", "league", modality="denied", source="Herald")], "1990-05-10")
    assert {"denied", "contradicted"} <= {step.rule_id for step in told.steps}


def test_the_ledger_reads_as_sentences():
    _, told = ledger(story())
    text = "\n".join(told.lines)
    assert text.startswith("Arda on 1990-05-12: held by the League, under attack; against: the Crown (confirmed")
    for title in (
        "For:",
        "Against:",
        "About earlier states:",
        "Later than that day:",
        "Without a date",
        "Rejected in review:",
        "Rules (desk-1):",
    ):
        assert title in text
    assert "says residents (Herald" in text


def test_the_state_is_derived_again_from_the_record_alone():
    claims = story()
    built, told = ledger(claims)
    record = json.loads(json.dumps(told.record()))
    again = build_control([from_record(Claim, each) for each in record["claims"]], places=PLACES, actors=ACTORS, crossings=(DOVE,))
    assert again.at(record["place_id"], days(record["as_of"])) == told.state == rederive(told, built)


def test_no_data_is_said_with_its_reason():
    _, nothing = ledger([])
    assert nothing.state is None
    assert nothing.headline.endswith("no data; there is no claim about it.")
    _, plan = ledger([claim("capture", "league", modality="planned")])
    assert "of 1 claims about it none says what was so" in plan.headline


def test_what_was_not_known_then_is_listed_as_such():
    claims = [claim("capture", "league", known="1990-08-01")]
    _, told = ledger(claims, known_by=days("1990-06-01"))
    assert [entry.side for entry in told.entries] == ["unknown then"]


def test_a_crossing_tells_both_sides():
    claims = [
        claim("capture", "league", at="dove-crossing"),
        claim("capture", "empire", at="dove-crossing", crossing_side="NE"),
    ]
    _, told = ledger(claims, place_id="dove-crossing")
    assert told.state.holders == ("league",)
    assert told.far_state.holders == ("empire",)
    assert {entry.side for entry in told.entries} == {"for"}
    assert [side.name for side in told.crossing.sides] == ["Dove", "Taube"]
    assert told.sides[0].startswith("Both sides, an official crossing: Dove side held by the League, passage unknown; Taube side held by ")
    assert told.sides[1:] == ("History of both sides:", f"  1990-05-10 to open: {told.sides[0].partition(': ')[2][:-1]}")
    assert [("Taube side" in entry.text, "Dove side" in entry.text) for entry in told.entries] in (
        [(True, False), (False, True)],
        [(False, True), (True, False)],
    )


def test_a_crossing_of_which_nothing_is_told_on_the_day_still_has_two_sides():
    _, told = ledger([claim("capture", "league", at="dove-crossing", day="1990-09-01")], place_id="dove-crossing")
    assert told.crossing is None
    assert told.sides[0] == "Both sides, an official crossing: Dove side no data; Taube side no data."
    assert "1990-09-01" in told.sides[2]


def test_a_coarse_date_shows_the_day_it_counts_for():
    claims = [claim("capture", "league", day=in_year(1990)), claim("capture", "league", day="1990-03-04", source="Herald")]
    _, told = ledger(claims)
    assert {entry.day for entry in told.entries} == {days("1990-03-04")}


def test_an_unknown_place_is_refused():
    with pytest.raises(KeyError):
        explain(control(), [], "nowhere", days("1990-01-01"))


def test_hostile_names_stay_text():
    evil = claim("capture", "{who}<img>{0}", speaker="{more}", quotation="{{7*7}}")
    built = control(evil)
    told = explain(built, [evil], "arda", days("1990-05-10"))
    assert "{who}<img>{0}" in told.headline
    assert "{who}<img>{0}" in told.steps[0].text
