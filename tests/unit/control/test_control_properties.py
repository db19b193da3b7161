"""What must hold for any claims at all."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mirra import ACTORS, DOVE, PLACES, claim, control

from geomap.control import DEFAULT_POLICY, OWN_WORD_POLICY, bitemporal, explain, rederive, states_table
from geomap.model import UNKNOWN_DATE, ClaimType, ControlStatus, Extent, Modality, in_month, in_year, on_day

START = date(1990, 1, 1)
DAYS = st.integers(0, 200).map(lambda n: START + timedelta(days=n))
DATINGS = st.one_of(
    DAYS.map(on_day),
    DAYS.map(on_day),
    DAYS.map(lambda day: in_month(day.year, day.month)),
    DAYS.map(lambda day: in_year(day.year)),
    st.just(UNKNOWN_DATE),
)
TOWNS = ["arda", "bryn", "arda-airbase"]
PARTIES = ["crown", "guard", "league", "hill-bands", "coast", "Unheard-of Men"]
QUOTATIONS = ["", "The town of Arda fell on Thursday after a short fight", "Arda has fallen, say people from the river", "fell"]


@st.composite
def any_claim(draw, places=(*TOWNS, "north", "mirra", "dove-crossing")):
    modality = draw(st.sampled_from([*([Modality.ASSERTED] * 3), *Modality]))
    since = draw(st.one_of(st.none(), DATINGS))
    made = claim(
        draw(st.sampled_from([member.value for member in ClaimType])),
        draw(st.one_of(st.none(), st.sampled_from(PARTIES))),
        target=draw(st.one_of(st.none(), st.sampled_from(PARTIES))),
        day=draw(DATINGS),
        at=draw(st.sampled_from(places)),
        source=draw(st.sampled_from(["Gazette", "Herald", "Courier"])),
        by=draw(st.sampled_from(["", "", "crown", "league", "empire"])),
        modality=modality.value,
        extent=draw(st.sampled_from([member.value for member in Extent])),
        since=since,
        quotation=draw(st.sampled_from(QUOTATIONS)),
        inferred=draw(st.booleans()),
        crossing_side=draw(st.sampled_from(["", "NE"])),
    )
    return replace(made, known=draw(st.one_of(DAYS.map(on_day), st.just(UNKNOWN_DATE))))


CLAIMS = st.lists(any_claim(), max_size=14)
EXAMPLES = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def disjoint(states) -> bool:
    return all(
        before.valid_from < before.valid_to <= after.valid_from
        for before, after in pairwise(sorted(states, key=lambda state: state.valid_from))
    )


@EXAMPLES
@given(CLAIMS)
def test_intervals_are_sorted_disjoint_half_open_and_the_last_is_open(claims):
    built = control(*claims)
    by_place = {}
    for state in built.states:
        by_place.setdefault(state.place_id, []).append(state)
    assert list(by_place) == sorted(by_place)
    for states in by_place.values():
        assert states == sorted(states, key=lambda state: state.valid_from)
        assert disjoint(states)
        assert states[-1].valid_to is None
        for before, after in pairwise(states):
            assert before.valid_to == after.valid_from, "a state is never dropped"
    for states in ([state for state in built.crossing_states if state.place_id == key] for key in PLACES):
        assert disjoint(states)


@EXAMPLES
@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(claims, chance):
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert control(*claims).states == control(*shuffled).states
    assert control(*claims).crossing_states == control(*shuffled).crossing_states


@EXAMPLES
@given(CLAIMS, any_claim(places=("cale",)))
def test_a_claim_about_another_place_changes_nothing_here(claims, other):
    states = [state for state in control(*claims, other).states if state.place_id != "cale"]
    assert tuple(states) == control(*claims).states


@EXAMPLES
@given(CLAIMS)
def test_without_its_support_a_state_is_gone(claims):
    for state in control(*claims).states:
        if not state.support:
            continue
        rest = [each for each in claims if each.id not in state.support]
        again = control(*rest).at(state.place_id, state.valid_from)
        assert again != state
        if again is not None and again.holders and (again.status, again.holders) == (state.status, state.holders):
            assert again.support, "something else carries it"


@EXAMPLES
@given(CLAIMS)
def test_two_policies_differ_only_where_their_rules_do(claims):
    strict, trusting = control(*claims), control(*claims, policy=OWN_WORD_POLICY)
    rules = {"own-word", "own-word-seconded", "own-word-believed", "loss-by-rival", "own-words-clash", "own-word-outweighed"}
    own = {each.place.place_id for each in claims if each.modality is Modality.CLAIMED_BY_PARTY or each.attribution.speaker_actor_id}
    fired = {state.place_id for built in (strict, trusting) for state in built.states if rules & {step.rule_id for step in state.trace}}
    for place_id in PLACES:
        if place_id not in fired and place_id not in own:
            assert [s for s in strict.states if s.place_id == place_id] == [s for s in trusting.states if s.place_id == place_id]


@EXAMPLES
@given(CLAIMS)
def test_a_shorter_pressure_changes_only_pressured_states(claims):
    long = control(*claims)
    short = control(*claims, policy=replace(DEFAULT_POLICY, name="short", pressure_days=1))
    for offset in range(0, 220, 7):
        day = START + timedelta(days=offset)
        for one, two in zip(long.states_on(day), short.states_on(day), strict=True):
            if ControlStatus.PRESSURED not in (one.status, two.status) and not one.opponents and not two.opponents:
                assert (one.status, one.holders) == (two.status, two.holders)


@EXAMPLES
@given(CLAIMS, DAYS)
def test_every_state_is_derived_again_from_its_ledger(claims, day):
    built = control(*claims)
    for state in built.states_on(day):
        explanation = explain(built, claims, state.place_id, day)
        assert rederive(explanation, built) == state
        listed = {entry.claim_id for entry in explanation.entries}
        assert {*state.support, *state.contradict, *state.other} <= listed


@EXAMPLES
@given(CLAIMS, DAYS)
def test_every_claim_that_a_state_names_was_said_and_is_about_its_place(claims, day):
    places = {each.id: each.place.place_id for each in claims}
    live = {each.id for each in claims if each.modality.is_live}
    for state in control(*claims).states_on(day):
        named = {*state.support, *state.contradict, *state.other, *(key for step in state.trace for key in step.claim_ids)}
        assert {places[key] for key in named} <= {state.place_id}
        assert set(state.support) <= live
        assert state.support or state.status is ControlStatus.UNKNOWN


@EXAMPLES
@given(CLAIMS, DAYS, DAYS)
def test_both_clocks_give_what_was_known_then(claims, day, known_by):
    dated = [each for each in claims if each.known.known]
    clocks = bitemporal(dated, places=PLACES, actors=ACTORS, crossings=(DOVE,))
    then = control(*dated, known_by=known_by)

    def bare(states):
        return [replace(state, id="", known_from=None, known_to=None) for state in states]

    assert bare(clocks.states_on(day, known_by=known_by)) == bare(then.states_on(day))
    assert bare(clocks.states_on(day)) == bare(control(*dated).states_on(day))
    assert len({state.id for state in clocks.states}) == len(clocks.states)
    now = sorted((state for state in clocks.crossing_states if state.known_to is None), key=lambda state: state.valid_from)
    alone = control(*dated).crossing_states
    assert [(s.valid_from, s.support, [side.holders for side in s.sides]) for s in now] == [
        (s.valid_from, s.support, [side.holders for side in s.sides]) for s in alone
    ]


@EXAMPLES
@given(CLAIMS, DAYS)
def test_rows_of_the_table_are_flat_and_unique(claims, day):
    rows = states_table(control(*claims), day)
    assert len({row["state_id"] for row in rows}) == len(rows)
    assert all(isinstance(value, str | int | float | bool | None) for row in rows for value in row.values())


def test_same_claims_same_result_every_time():
    rng = random.Random(4)
    claims = [claim(rng.choice(["capture", "control", "attack"]), rng.choice(PARTIES), day="1990-03-01") for _ in range(30)]
    assert control(*claims).states == control(*claims).states
