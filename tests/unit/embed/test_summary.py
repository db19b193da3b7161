"""Sentences say what the states say and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from mapspec_sample import D0, D2, DAWN, GOV, STATES, sample_map

from geomap.embed.summary import summarise
from geomap.embed.words import load_report_words
from geomap.figure.snapshot import take_snapshot
from geomap.model import Confidence, ControlStatus, Extent


def _told(day=D2, **changes) -> list[str]:
    spec = sample_map(**changes)
    return summarise(spec, take_snapshot(spec, day), load_report_words(spec))


def _one(**changes) -> str:
    state = replace(next(one for one in STATES if one.place_id == "ar-dastan"), **changes)
    return " ".join(_told(states=(state,), crossing_states=(), attacks=()))


def test_the_lead_names_day_sources_holders_and_only_what_is_sure():
    lead = _told()[0]
    assert lead.startswith("On 2 April 2031, according to ")
    assert "Dawn Front held Dastan and Norva" in lead
    assert "Highland Guard held Kirkan" in lead
    assert "Anat" not in lead, "no more than possible"
    assert "Qasr" not in lead, "inferred"
    assert "Ravan" not in lead, "claimed by one party"
    assert "West Province" not in lead, "a province is not a town"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"confidence": Confidence.DOUBTFUL}, "Dawn Front possibly held Dastan."),
        ({"inferred": True}, "It follows from reports that do not name them that Dawn Front held Dastan."),
        ({"status": ControlStatus.BESIEGED, "opponents": (GOV,)}, "Dastan, held by Dawn Front, was besieged by Government of Arvand."),
        ({"status": ControlStatus.PRESSURED, "opponents": ()}, "Dastan, held by Dawn Front, was under attack by a party not named."),
        (
            {"status": ControlStatus.CONTESTED, "holders": (), "opponents": (DAWN, GOV)},
            "contested between Dawn Front and Government of Arvand",
        ),
        ({"status": ControlStatus.SHARED, "holders": (DAWN, GOV)}, "Dastan was held together by Dawn Front and Government of Arvand."),
        ({"status": ControlStatus.SHARED}, "Dawn Front reportedly held part of Dastan."),
        ({"extent": Extent.MOST}, "Dawn Front reportedly held part of Dastan."),
        ({"status": ControlStatus.CLAIMED_ONLY}, "Dawn Front alone claimed Dastan; no independent report confirms it."),
        ({"status": ControlStatus.PRESENCE_ONLY}, "Forces of Dawn Front were reported in Dastan without word of who held it."),
        ({"status": ControlStatus.UNKNOWN, "holders": ()}, "Reports do not decide who held Dastan."),
    ],
)
def test_every_status_has_its_own_sentence_and_only_a_sure_holder_is_said_to_hold(changes, sentence):
    told = _one(**changes)
    assert sentence in told
    assert "No report says who held any place on 2 April 2031." in told


def test_a_state_without_data_is_not_told():
    assert "Dastan" not in _one(status=ControlStatus.NO_DATA, holders=())


def test_both_sides_of_a_crossing_are_told_and_inference_is_marked():
    told = " ".join(_told())
    assert "Qasr (AR): Dawn Front, closed; Bukhan (BE): holder unknown, passage unknown" in told
    assert "Tamar (BE): holder unknown, passage unknown (inferred, not named in the text)" in told


def test_shares_of_units_are_told_together_and_apart_from_inferred_ones():
    west = next(one for one in STATES if one.place_id == "ar-west")
    told = " ".join(_told(states=(west,), crossing_states=()))
    assert "Dawn Front reportedly held West Province (≈ 70 %); a share of a province says nothing of its towns." in told
    inferred = " ".join(_told(states=(replace(west, inferred=True),), crossing_states=()))
    assert "It follows from reports that do not name them that Dawn Front held West Province (≈ 70 %)." in inferred
    assert "reportedly" not in inferred


def test_an_attack_changes_no_holder():
    assert "Attacks were reported within 7 days at Dastan; an attack changes no holder." in _told()


def test_a_day_before_everything_says_that_nothing_is_known():
    assert _told(D0.replace(year=2030), crossing_states=()) == ["No report says who held any place on 1 March 2030."]


def test_long_lists_are_counted_out():
    many = tuple(
        replace(STATES[0], id=str(number), place_id=place.id, confidence=Confidence.CONFIRMED, valid_from=None)
        for number, place in enumerate(place for place in sample_map().places if not place.kind.is_area)
    )
    assert "2 more" in _told(states=many, crossing_states=())[0]


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_other_languages_tell_the_same_places(lang):
    spec = sample_map(lang=lang)
    told = summarise(spec, take_snapshot(spec, D2), load_report_words(spec))
    assert len(told) == len(_told())
