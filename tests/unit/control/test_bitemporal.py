from __future__ import annotations

from dataclasses import replace

from mirra import ACTORS, DOVE, PLACES, claim, control, days

from geomap.control import DEFAULT_POLICY, bitemporal
from geomap.model import UNKNOWN_DATE, ControlStatus


def clocks(*claims, policy=DEFAULT_POLICY):
    return bitemporal(claims, places=PLACES, actors=ACTORS, crossings=(DOVE,), policy=policy)


def test_a_late_article_changes_what_is_known_now_and_not_what_was_known_then():
    early = claim("control", "crown", day="1990-05-01", known="1990-05-02")
    late = claim("capture", "league", day="1990-05-03", known="1990-07-01")
    both = clocks(early, late)
    day = days("1990-05-05")
    assert both.at("arda", day, known_by=days("1990-06-01")).holders == ("crown",)
    assert both.at("arda", day).holders == ("league",)
    then = control(early, late, known_by=days("1990-06-01"))
    assert then.at("arda", day).holders == ("crown",)
    assert then.unknown_by == (late.id,)


def test_nothing_is_known_before_it_was_published():
    told = clocks(claim("capture", "league", day="1990-05-01", known="1990-05-09"))
    assert told.at("arda", days("1990-05-05"), known_by=days("1990-05-08")) is None
    assert told.at("arda", days("1990-05-05"), known_by=days("1990-05-09")) is not None
    assert told.known_dates == (days("1990-05-09"),)


def test_states_that_stay_the_same_are_one_value():
    told = clocks(claim("capture", "league", known="1990-05-11"), claim("attack", "crown", at="bryn", day="1990-05-12", known="1990-06-30"))
    (state,) = [state for state in told.states if state.place_id == "arda"]
    assert (state.known_from, state.known_to) == (days("1990-05-11"), None)
    assert state.id == "arda@1990-05-10/1990-05-11"


def test_a_claim_with_no_day_of_publication_is_known_only_in_the_latest_view():
    dated = claim("capture", "league", at="bryn", known="1990-05-20")
    bare = replace(claim("capture", "league"), known=UNKNOWN_DATE)
    told = clocks(dated, bare)
    assert told.at("arda", days("1990-05-10"), known_by=days("1990-05-19")) is None
    assert told.at("arda", days("1990-05-10")).holders == ("league",)
    assert control(dated, bare, known_by=days("1990-06-01")).unknown_by == (bare.id,)


def test_more_days_of_knowledge_than_the_cap_are_taken_together():
    claims = [
        claim("control", "crown" if n % 2 else "league", day=f"1990-05-{n:02d}", known=f"1990-06-{n:02d}", source=f"S{n}")
        for n in range(1, 21)
    ]
    capped = clocks(*claims, policy=replace(DEFAULT_POLICY, name="capped", max_known_dates=3))
    assert {state.known_from for state in capped.states} == {days("1990-06-18"), days("1990-06-19"), days("1990-06-20")}
    assert [state.status for state in capped.states_on(days("1990-05-20"))] == [
        state.status for state in clocks(*claims).states_on(days("1990-05-20"))
    ]


def test_crossings_have_both_clocks_too():
    told = clocks(
        claim("capture", "league", at="dove-crossing", day="1990-05-01", known="1990-05-02"),
        claim("capture", "empire", at="dove-crossing", crossing_side="NE", day="1990-05-01", known="1990-08-01"),
    )
    far = [state.sides[1].control for state in told.crossing_states]
    assert far == [ControlStatus.NO_DATA, ControlStatus.HELD]
    assert [state.known_to for state in told.crossing_states] == [days("1990-08-01"), None]


def test_sides_of_a_crossing_name_states_that_are_there():
    told = clocks(
        claim("capture", "league", at="dove-crossing", day="1990-05-01", known="1990-05-02"),
        claim("control", "league", at="dove-crossing", day="1990-05-03", known="1990-06-02", source="Herald"),
        claim("capture", "empire", at="dove-crossing", crossing_side="NE", day="1990-05-01", known="1990-08-01"),
    )
    ids = {state.id for state in (*told.states, *told.far_states)}
    named = {side.state_id for state in told.crossing_states for side in state.sides if side.state_id}
    assert named
    assert named <= ids
