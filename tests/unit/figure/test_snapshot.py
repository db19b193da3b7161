"""Which states a figure draws on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mapspec_sample import D0, D1, D2, D3, DAWN, GOV, STATES, eventful_map, sample_map

from geomap.figure.snapshot import take_snapshot
from geomap.model import ControlStatus


def _held(day: date, place: str) -> tuple[str, ...]:
    return next(state.holders for state in take_snapshot(sample_map(), day).states if state.place_id == place)


def test_a_state_is_drawn_on_its_first_day_and_not_on_the_day_it_ends():
    assert _held(D0, "ar-norva") == (GOV,)
    assert _held(D1 - timedelta(days=1), "ar-norva") == (GOV,)
    assert _held(D1, "ar-norva") == (DAWN,)


@settings(deadline=None)
@given(st.dates(date(2031, 1, 1), date(2031, 12, 31)))
def test_no_place_has_two_states_on_one_day(day):
    places = [state.place_id for state in take_snapshot(sample_map(), day).states]
    assert len(places) == len(set(places))


def test_a_crossing_with_two_sides_is_drawn_once():
    marks = take_snapshot(sample_map(), D2).marks
    assert [mark.kind for mark in marks if mark.place_id == "ar-qasr-crossing"] == ["crossing"]


def test_a_place_without_any_claim_has_no_mark():
    snapshot = take_snapshot(sample_map(), D2)
    assert ControlStatus.NO_DATA not in {state.status for state in snapshot.states}


def test_what_was_known_by_a_day_replaces_what_is_known_now():
    early = replace(STATES[0], id="early", known_to=D2, holders=(GOV,))
    late = replace(STATES[0], id="late", known_from=D2)
    spec = sample_map(states=(early, late), crossing_states=())
    assert [state.id for state in take_snapshot(spec, D2).states] == ["late"]
    assert [state.id for state in take_snapshot(spec, D2, known_by=D1).states] == ["early"]


def test_an_attack_stays_for_the_days_the_map_says():
    spec = sample_map()
    shown = [len(take_snapshot(spec, D2 + timedelta(days=after)).attacks) for after in (-1, 0, spec.attack_days, spec.attack_days + 1)]
    assert shown == [0, 1, 1, 0]


def test_changes_are_those_against_the_snapshot_before():
    first = take_snapshot(sample_map(), D1)
    second = take_snapshot(sample_map(), D2, before=first)
    assert "ar-qasr-crossing" in second.changed
    assert "ar-anat" in second.changed
    assert "ar-norva" not in second.changed
    assert first.changed == frozenset()


def test_an_advance_comes_from_the_bearing_in_the_text_or_the_nearest_place_its_actor_holds():
    spec = eventful_map()
    places = {place.id: place for place in spec.places}
    moves = {one.place_id: one for one in take_snapshot(spec, D2).advances}
    assert moves["ar-sarim"].origin == places["ar-fallat"].lonlat
    assert moves["ar-sarim"].actor == DAWN
    south = {one.place_id: one for one in take_snapshot(spec, D1).advances}["ar-kirkan"]
    assert south.origin.lon == pytest.approx(places["ar-kirkan"].lonlat.lon)
    assert round(places["ar-kirkan"].lonlat.lat - south.origin.lat, 2) == 0.54


def test_a_plan_an_old_push_and_a_move_from_nowhere_are_no_advances():
    assert [one.claim_id for one in take_snapshot(eventful_map(), D2).advances] == ["d2#c20"]


def test_an_advance_makes_nobody_a_holder():
    before, after = take_snapshot(sample_map(), D2), take_snapshot(eventful_map(), D2)
    assert before.states == after.states


@pytest.mark.parametrize(("after", "drawn"), [(-1, 0), (0, 1), (7, 1), (8, 0)])
def test_an_advance_stays_as_long_as_an_attack(after, drawn):
    assert len(take_snapshot(eventful_map(), D2 + timedelta(days=after)).advances) == drawn


def test_an_advance_not_yet_known_is_not_drawn():
    spec = eventful_map()
    assert "d2#c22" in {one.claim_id for one in take_snapshot(spec, D1).advances}
    assert "d2#c22" not in {one.claim_id for one in take_snapshot(spec, D1, known_by=D2).advances}


def test_areas_and_fronts_of_one_method_are_drawn_not_of_all():
    snapshot = take_snapshot(eventful_map(), D2)
    assert snapshot.method == "reach"
    assert {one.method for one in (*snapshot.areas, *snapshot.fronts)} == {"reach"}
    assert take_snapshot(eventful_map(), D3).fronts == ()
