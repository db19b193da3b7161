from __future__ import annotations

from datetime import date

from mirra import claim, control, days

from geomap.model import ControlStatus, CrossingStatus


def dove(kind, actor=None, **fields):
    return claim(kind, actor, at="dove-crossing", **fields)


def sides(built, day):
    (state,) = built.crossings_on(days(day))
    return [(side.country, side.name, side.control.value, side.holders, side.passage.value) for side in state.sides]


def test_both_sides_are_always_there_and_the_other_one_has_no_data():
    built = control(dove("capture", "league"))
    assert sides(built, "1990-05-10") == [("MI", "Dove", "held", ("league",), "unknown"), ("NE", "Taube", "no_data", (), "unknown")]


def test_a_claim_about_the_far_side_says_nothing_of_the_near_one():
    built = control(dove("capture", "empire", crossing_side="NE"))
    assert built.at("dove-crossing", days("1990-05-10")) is None
    assert sides(built, "1990-05-10")[1] == ("NE", "Taube", "held", ("empire",), "unknown")
    (far,) = built.far_sides.values()
    assert far.states[0].id == "dove-crossing/NE@1990-05-10"


def test_closing_and_opening_are_kept_per_side_and_make_no_holder():
    built = control(
        dove("crossing_status", "crown", crossing_status=CrossingStatus.CLOSED, day="1990-05-01"),
        dove("crossing_status", None, crossing_status=CrossingStatus.OPEN, day="1990-06-01", crossing_side="NE"),
    )
    assert sides(built, "1990-05-02")[0] == ("MI", "Dove", "no_data", (), "closed")
    assert [side[4] for side in sides(built, "1990-06-02")] == ["closed", "open"]


def test_a_held_crossing_status_is_a_holder():
    built = control(dove("crossing_status", "crown", inferred=True))
    state = built.at("dove-crossing", days("1990-05-10"))
    assert (state.status, state.holders, state.inferred) == (ControlStatus.HELD, ("crown",), True)
    assert built.crossing_states[0].inferred


def test_a_new_holder_leaves_the_passage_unknown_until_it_is_told_again():
    claims = [
        dove("control", "crown", day="1990-05-01"),
        dove("crossing_status", None, crossing_status=CrossingStatus.OPEN, day="1990-05-02"),
        dove("capture", "league", day="1990-05-10"),
    ]
    assert [sides(control(*claims), day)[0][4] for day in ("1990-05-03", "1990-05-10")] == ["open", "unknown"]


def test_open_and_closed_on_one_day_is_unknown():
    claims = [dove("crossing_status", None, crossing_status=status) for status in (CrossingStatus.OPEN, CrossingStatus.CLOSED)]
    assert sides(control(*claims), "1990-05-10")[0][4] == "unknown"


def test_crossing_states_follow_each_other_without_a_gap():
    built = control(dove("capture", "league", day="1990-05-01"), dove("capture", "crown", day="1990-06-01"))
    assert [(state.valid_from, state.valid_to) for state in built.crossing_states] == [
        (date(1990, 5, 1), date(1990, 6, 1)),
        (date(1990, 6, 1), None),
    ]
    assert all(state.support for state in built.crossing_states)
