"""Tests of what each voice says by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geomap.layers.tellings import build_tellings
from geomap.model import ControlStatus, CrossingState, CrossingStatus, SideState
from tests.map_sample import DAY, EARLY, claim, sample_map, state, world

HELD = ControlStatus.HELD
TAKEN = claim("birk-a", "birk", "capture", "league", "taken in January", dating=replace(world().claims[0].dating, likely=EARLY))
LOST = claim("birk-b", "birk", "recapture", "crown", "taken back in June")


def test_a_telling_says_only_what_its_claim_does_not() -> None:
    states = (
        state("birk", HELD, ("league",), since=EARLY, until=DAY, support=("birk-a",)),
        state("birk", HELD, ("crown",), support=("birk-b",)),
    )
    first, second = build_tellings({"source:North Wire": states}, (TAKEN, LOST))
    for telling, number in ((first, 0), (second, 1)):
        assert (telling.voice, telling.claim, telling.status) == ("source:North Wire", number, HELD)
        assert (telling.starts, telling.lasts, telling.holders, telling.nobody, telling.sides) == (0, 0, (), False, ())


def test_what_differs_from_the_claim_is_said() -> None:
    alone = state(
        "birk", HELD, ("league", "crown"), since=date(2031, 1, 8), until=date(2031, 1, 18), support=("birk-a",), opponents=("hill",)
    )
    (telling,) = build_tellings({"camp:league": (alone,)}, (TAKEN,))
    assert (telling.starts, telling.lasts, telling.holders, telling.opponents) == (3, 10, ("league", "crown"), ("hill",))
    (empty,) = build_tellings({"camp:league": (state("birk", ControlStatus.UNKNOWN, support=("birk-a",)),)}, (TAKEN,))
    assert empty.nobody


def test_a_crossing_is_told_by_both_sides_and_once() -> None:
    sides = (
        SideState(country="XN", name="Nordgate", holders=("league",), control=HELD, passage=CrossingStatus.OPEN),
        SideState(country="XS", name="Abu Nord", holders=("hill",), control=HELD, passage=CrossingStatus.CLOSED),
    )
    gate = claim("gate", "gate-north", "capture", "league", "the gate was taken")
    states = (
        state("gate-north", HELD, ("league",), support=("gate",)),
        CrossingState(id="x", place_id="gate-north", sides=sides, valid_from=DAY, valid_to=None, support=("gate",)),
    )
    (telling,) = build_tellings({"source:North Wire": states}, (gate,))
    assert telling.sides == sides and telling.holders == ("league", "hill")


def test_a_state_without_a_claim_of_the_map_is_left_out() -> None:
    assert build_tellings({"camp:league": (state("birk", HELD, ("league",), support=("elsewhere",)),)}, (TAKEN,)) == ()


def test_camps_with_a_telling_have_a_name_on_the_map() -> None:
    given = world()
    spec = sample_map(replace(given, voices={"camp:hill": (state("alm", HELD, ("hill",), support=("alm-1",)),)}))
    assert dict(spec.camps)["hill"] == "Hill Guard"
