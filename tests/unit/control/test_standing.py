from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from mirra import at, claim, control, days

from geomap.control import OWN_WORD_POLICY
from geomap.model import (
    Confidence,
    ControlState,
    ControlStatus,
    Extent,
    PlacePrecision,
    PlaceRelation,
    RuleStep,
    in_month,
    in_year,
)

S = ControlStatus
C = Confidence


def test_a_capture_told_by_the_paper_makes_a_holder_from_its_day():
    built = control(claim("capture", "league", day="1990-05-10"))
    assert built.at("arda", date(1990, 5, 9)) is None
    state = built.at("arda", date(1990, 5, 10))
    assert (state.status, state.holders, state.confidence) == (S.HELD, ("league",), C.LIKELY)
    assert state.valid_to is None


@pytest.mark.parametrize("kind", ["attack", "advance", "presence", "contested", "siege"])
@pytest.mark.parametrize("modality", ["asserted", "reported", "claimed_by_party"])
@pytest.mark.parametrize("extent", ["full", "partial", "edge"])
def test_violence_and_presence_never_make_a_holder(kind, modality, extent):
    state = at([claim(kind, "league", target="crown", modality=modality, extent=extent) for _ in range(3)])
    assert state is None or state.holders == ()


@pytest.mark.parametrize("modality", ["denied", "planned", "hypothetical", "historical"])
@pytest.mark.parametrize("kind", ["capture", "control", "loss", "withdrawal", "contested", "siege"])
def test_what_is_not_said_to_be_so_makes_no_state(kind, modality):
    assert at([claim(kind, "league", target="crown", modality=modality)]) is None


def test_a_partys_word_about_its_own_gain_is_claimed_only():
    state = at([claim("capture", "league", by="league"), claim("capture", "league", by="league", source="Herald")])
    assert (state.status, state.holders) == (S.CLAIMED_ONLY, ("league",))
    assert state.confidence is C.POSSIBLE


def test_a_boast_over_a_known_holder_names_both_and_is_doubtful():
    state = at([claim("control", "crown", day="1990-05-01"), claim("capture", "league", by="league")])
    assert (state.status, state.holders, state.opponents, state.confidence) == (S.CLAIMED_ONLY, ("league",), ("crown",), C.DOUBTFUL)
    assert {view.camp: view.holders for view in state.views} == {"independent": ("crown",), "league": ("league",)}


def test_a_boast_is_seconded_by_one_independent_origin():
    before = claim("capture", "league", by="league", day="1990-05-10")
    state = at([before, claim("control", "league", day="1990-05-12", source="Herald")], "1990-05-12")
    assert (state.status, state.holders) == (S.HELD, ("league",))
    assert before.id in state.support


def test_a_party_believed_by_policy_becomes_the_holder():
    boast = claim("capture", "league", by="league")
    state = at([boast], policy=OWN_WORD_POLICY)
    assert (state.status, state.holders, state.confidence) == (S.HELD, ("league",), C.DOUBTFUL)
    assert "own-word-believed" in {step.rule_id for step in state.trace}


def test_an_unknown_party_is_taken_for_the_one_that_gains():
    assert at([claim("capture", "league", modality="claimed_by_party")]).status is S.CLAIMED_ONLY


def test_an_admission_outweighs_a_boast():
    boast = claim("capture", "league", by="league")
    admission = claim("withdrawal", "crown", target="league", by="crown")
    state = at([boast, admission])
    assert (state.status, state.holders, state.confidence) == (S.HELD, ("league",), C.CONFIRMED)


def test_residents_and_an_admission_confirm():
    residents = claim("capture", "league", target="crown", modality="reported", speaker="residents")
    admission = claim("withdrawal", "crown", target="league", by="crown", speaker="the ministry")
    state = at([residents, admission])
    assert (state.status, state.confidence) == (S.HELD, C.CONFIRMED)
    assert "admission" in {step.rule_id for step in state.trace}


def test_two_papers_confirm_and_one_paper_twice_does_not():
    first = claim("capture", "league", quotation="The League took the town of Arda on Thursday morning after a short fight")
    other = claim("capture", "league", quotation="Arda is lost, said travellers who came down the river road", source="Herald")
    again = claim("capture", "league", quotation="League men are masters of Arda")
    assert at([first, other]).confidence is C.CONFIRMED
    assert at([first, again]).confidence is C.LIKELY


def test_one_agency_text_in_two_papers_counts_once():
    text = "The League took the town of Arda on Thursday morning after a short fight, travellers said"
    copy = text.replace("travellers said", "according to travellers")
    assert (
        at([claim("capture", "league", quotation=text), claim("capture", "league", quotation=copy, source="Herald")]).confidence is C.LIKELY
    )


def test_withdrawal_without_a_successor_is_unknown_and_says_who_left():
    claims = [claim("control", "crown", day="1990-05-01"), claim("withdrawal", "crown", by="crown")]
    state = at(claims)
    assert (state.status, state.holders) == (S.UNKNOWN, ())
    assert any(step.rule_id == "left" and "the Crown" in step.text for step in state.trace)


def test_a_rival_saying_that_the_holder_fled_changes_no_holder():
    state = at([claim("control", "crown", day="1990-05-01"), claim("withdrawal", "crown", target="league", by="league")])
    assert (state.status, state.holders) == (S.HELD, ("crown",))
    assert state.contradict


def test_a_loss_to_somebody_named_makes_him_the_holder():
    state = at([claim("control", "crown", day="1990-05-01"), claim("loss", "crown", target="league", by="crown")])
    assert (state.status, state.holders, state.confidence) == (S.HELD, ("league",), C.CONFIRMED)


def test_an_agentless_capture_takes_it_from_the_target_and_gives_it_to_nobody():
    state = at([claim("control", "crown", day="1990-05-01"), claim("capture", None, target="crown")])
    assert (state.status, state.holders) == (S.UNKNOWN, ())


@pytest.mark.parametrize("kind", ["withdrawal", "loss", "capture", "control"])
def test_a_change_that_names_neither_side_decides_nothing(kind):
    held = claim("control", "crown", day="1990-05-01")
    state = at([held, claim(kind, None)])
    assert (state.status, state.holders) == (S.HELD, ("crown",))
    assert at([claim(kind, None)]) is None


@pytest.mark.parametrize(
    ("kind", "status"), [("attack", S.PRESSURED), ("advance", S.PRESSURED), ("siege", S.BESIEGED), ("contested", S.CONTESTED)]
)
def test_violence_marks_a_held_place_and_keeps_its_holder(kind, status):
    state = at([claim("control", "crown", day="1990-05-01"), claim(kind, "league", target="crown")])
    assert (state.status, state.holders, state.opponents) == (status, ("crown",), ("league",))


def test_pressure_ends_by_itself_and_the_state_stays():
    built = control(claim("control", "crown", day="1990-05-01"), claim("attack", "league"))
    assert built.at("arda", date(1990, 5, 23)).status is S.PRESSURED
    later = built.at("arda", date(1990, 5, 24))
    assert (later.status, later.holders) == (S.HELD, ("crown",))
    assert built.at("arda", date(2020, 1, 1)) == later


def test_a_holder_shelling_its_own_place_is_no_pressure():
    assert at([claim("control", "crown", day="1990-05-01"), claim("attack", "guard")]).status is S.HELD


def test_fighting_told_for_the_day_of_a_gain_does_not_undo_it():
    state = at([claim("capture", "league", target="crown"), claim("contested", "crown", target="league")])
    assert (state.status, state.holders, state.opponents) == (S.PRESSURED, ("league",), ("crown",))


def test_an_attacker_saying_that_it_fights_inside_is_only_pressure():
    state = at([claim("control", "crown", day="1990-05-01"), claim("contested", "league", target="crown", by="league")])
    assert state.status is S.PRESSURED


def test_a_later_gain_ends_the_fight():
    fight = claim("contested", "league", target="crown", day="1990-05-05")
    assert at([fight, claim("capture", "crown", target="league")]).status is S.HELD


def test_part_where_nobody_is_known_is_held_in_part():
    state = at([claim("capture", "league", extent="partial")])
    assert (state.status, state.holders, state.extent) == (S.HELD, ("league",), Extent.PARTIAL)


def test_part_taken_from_a_holder_is_contested_between_both():
    state = at([claim("control", "crown", day="1990-05-01"), claim("capture", "league", extent="partial")])
    assert (state.status, state.holders, state.extent) == (S.CONTESTED, ("crown", "league"), Extent.PARTIAL)


def test_part_told_beside_a_holder_without_a_fight_is_shared():
    state = at([claim("control", "crown", day="1990-05-01"), claim("control", "coast", extent="partial")])
    assert (state.status, state.holders) == (S.SHARED, ("crown", "coast"))


def test_two_camps_told_together_share_it():
    state = at([claim("capture", "crown", partners=("coast",))])
    assert (state.status, state.holders) == (S.SHARED, ("crown", "coast"))
    assert at([claim("capture", "crown", partners=("guard",))]).status is S.HELD


def test_two_camps_told_for_one_day_are_contested_unless_one_outweighs():
    league, coast = claim("capture", "league"), claim("capture", "coast", source="Herald")
    state = at([league, coast])
    assert state.status is S.CONTESTED
    assert {*state.holders, *state.opponents} == {"league", "coast"}
    third = claim("capture", "league", source="Courier")
    assert at([league, coast, third]).holders == ("league",)


def test_a_change_of_hands_wins_over_the_holder_it_names():
    state = at([claim("control", "crown"), claim("capture", "league", target="crown")])
    assert (state.status, state.holders) == (S.HELD, ("league",))


def test_a_recapture_comes_after_the_capture_of_its_day():
    assert at([claim("capture", "league", target="crown"), claim("recapture", "crown", target="league")]).holders == ("crown",)


def test_word_of_the_old_holder_right_after_a_capture_is_a_dispute_and_later_is_news():
    capture = claim("capture", "league", day="1990-05-10")
    soon = claim("control", "crown", day="1990-05-12", source="Herald")
    late = claim("control", "crown", day="1990-05-30", source="Herald")
    assert at([capture, soon], "1990-05-12").status is S.CONTESTED
    assert at([capture, late], "1990-05-30").holders == ("crown",)


def test_two_names_against_one_opponent_are_one_holder():
    state = at([claim("capture", "league", target="crown"), claim("control", "hill-bands", target="crown", day="1990-05-20")], "1990-05-20")
    assert state.status is S.HELD
    assert set(state.holders) == {"league", "hill-bands"}


def test_two_sides_that_the_data_knows_are_never_one_holder_under_two_names():
    first = claim("capture", "league", target="crown", day="1990-05-12")
    later = claim("capture", "coast", target="crown", day="1990-05-13", source="Herald")
    assert at([first, later], "1990-05-13").holders == ("coast",)
    same_day = at([first, claim("capture", "coast", target="crown", day="1990-05-12", source="Herald")], "1990-05-12")
    assert (same_day.status, same_day.holders, same_day.opponents) == (S.CONTESTED, ("coast",), ("league",))


def test_a_denial_by_the_writer_makes_a_state_less_sure():
    state = at([claim("capture", "league"), claim("capture", "league", modality="denied", source="Herald")])
    assert (state.holders, state.confidence) == (("league",), C.POSSIBLE)
    assert state.contradict


@pytest.mark.parametrize(
    "field", [{"relation": PlaceRelation.NEAR}, {"relation": PlaceRelation.BETWEEN}, {"precision": PlacePrecision.ADMIN1}]
)
def test_what_is_only_near_makes_no_holder(field):
    state = at([claim("capture", "league", **field)])
    assert state is None or state.holders == ()


@pytest.mark.parametrize("other", ["arda-airbase", "arda-district", "north", "mirra", "dove-crossing"])
def test_town_and_airbase_and_unit_and_crossing_say_nothing_of_each_other(other):
    built = control(claim("capture", "league", at=other), claim("withdrawal", "league", at=other, day="1990-06-01"))
    assert built.at("arda", date(1990, 5, 11)) is None
    built = control(claim("capture", "league"))
    assert built.at(other, date(1990, 5, 11)) is None


def test_control_that_has_lasted_starts_when_it_began():
    lasting = claim("control", "league", day="1990-05-10", since=in_month(1990, 1))
    built = control(lasting)
    assert built.at("arda", date(1989, 12, 31)) is None
    assert built.at("arda", date(1990, 1, 1)).holders == ("league",)
    assert built.at("arda", date(1990, 5, 10)).last_supported == date(1990, 5, 10)


def test_a_year_takes_the_day_of_a_finer_claim_about_the_same_gain():
    built = control(claim("capture", "league", day=in_year(1990)), claim("capture", "league", day="1990-03-04", source="Herald"))
    assert built.at("arda", date(1990, 3, 3)) is None
    assert len(built.at("arda", date(1990, 3, 4)).support) == 2


def test_inferred_support_alone_is_marked_and_never_likely_by_itself():
    state = at([claim("control", "league", inferred=True)])
    assert (state.inferred, state.confidence) == (True, C.POSSIBLE)


def test_support_after_a_long_silence_begins_a_new_state_so_that_age_is_true():
    built = control(*(claim("control", "league", day=day) for day in ("1990-01-01", "1990-01-20", "1990-06-01")))
    spans = [(state.valid_from, state.last_supported) for state in built.states]
    assert spans == [(date(1990, 1, 1), date(1990, 1, 20)), (date(1990, 6, 1), date(1990, 6, 1))]


def test_claims_without_a_date_are_listed_and_decide_nothing():
    undated = claim("capture", "league", day=None)
    built = control(undated)
    assert built.states == ()
    assert built.undated == (undated.id,)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("kind", ["attack", "capture", "siege", "contested"])
def test_the_ends_of_the_calendar_are_days_like_others(day, kind):
    held = claim("control", "crown", day=day)
    built = control(held, claim(kind, "league", day=day), claim("capture", "coast", by="coast", day=day))
    assert [state for state in built.states if state.place_id == "arda"]


def test_a_state_that_is_filled_at_once_has_every_field():
    state = control(claim("capture", "league")).at("arda", days("1990-05-10"))
    assert list(vars(state)) == [field.name for field in fields(ControlState)]
    assert list(vars(state.trace[0])) == [field.name for field in fields(RuleStep)]
    assert replace(state) == state
