"""Iraq 2014 to 2017: at ten dates the states are what the rows say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.control import build_control, changes, explain, rederive, states_table
from geomap.gazetteer import load_gazetteer
from geomap.io import read_claims
from geomap.model import Confidence, ControlStatus, CrossingStatus, Extent

TABLE = Path(__file__).parent / "iraq_2014_2017.csv"
IS, GOV, PESH, PMF = "islamic-state", "government-of-iraq", "peshmerga", "popular-mobilization-forces"
INSURGENTS = "iraqi-sunni-insurgents"
S = ControlStatus


@pytest.fixture(scope="module")
def history():
    gazetteer = load_gazetteer()
    problems = []
    claims = tuple(read_claims(TABLE, gazetteer, report=problems.append).claims)
    assert problems == []
    places = {claim.place.place_id: gazetteer.place(claim.place.place_id) for claim in claims}
    actors = {actor.id: actor for actor in gazetteer.actors}
    return claims, build_control(claims, places=places, actors=actors, crossings=gazetteer.crossings)


EXPECTED = {
    # day: place: (status, holders as a set, opponents as a set); None: no data
    "2014-01-10": {
        "iq-fallujah": (S.HELD, {IS}, set()),
        "iq-ramadi": (S.HELD, {IS}, set()),
        "iq-mosul": None,
        "iq-rawa": None,
    },
    "2014-06-15": {
        "iq-mosul": (S.HELD, {IS}, set()),
        "iq-tikrit": (S.HELD, {IS}, set()),
        "iq-kirkuk": (S.HELD, {PESH}, set()),
        "iq-ramadi": (S.CONTESTED, {GOV}, {IS}),
        "iq-samarra": (S.HELD, {GOV}, set()),
        "iq-tal-afar": (S.HELD, {IS}, set()),
        "iq-tal-afar-airbase": None,
        "iq-rawa": None,
    },
    "2014-06-23": {
        "iq-rawa": (S.HELD, {IS}, set()),
        "iq-ana": (S.HELD, {IS}, set()),
        "iq-al-qaim": (S.HELD, {IS}, set()),
        "iq-al-qaim-crossing": (S.HELD, {IS}, set()),
        "iq-rabia-crossing": (S.HELD, {PESH}, set()),
        "iq-trebil-crossing": (S.CLAIMED_ONLY, {GOV}, {INSURGENTS, IS}),
        "iq-al-walid-crossing": (S.CLAIMED_ONLY, {GOV}, {IS}),
        "iq-baiji-refinery": (S.CONTESTED, set(), {IS, GOV}),
        "iq-rabia": None,
    },
    "2014-08-06": {
        "iq-sinjar": (S.HELD, {IS}, set()),
        "iq-mosul-dam": (S.CONTESTED, {IS}, {PESH}),
        "iq-qaraqosh": None,
        "iq-tikrit": (S.HELD, {IS}, set()),
    },
    "2014-08-20": {
        "iq-mosul-dam": (S.SHARED, {PESH, GOV}, set()),
        "iq-qaraqosh": (S.HELD, {IS}, set()),
        "iq-makhmur": (S.HELD, {PESH}, set()),
        "iq-jalawla": (S.HELD, {IS}, set()),
    },
    "2015-03-20": {
        "iq-tikrit": (S.CONTESTED, {IS, GOV}, set()),
        "iq-sinjar": (S.CONTESTED, {IS, PESH}, set()),
        "iq-jalawla": (S.SHARED, {PESH, PMF}, set()),
        "iq-al-alam": (S.HELD, {GOV, PMF}, set()),
        "admin1-iq-di": (S.CLAIMED_ONLY, {GOV}, set()),
    },
    "2015-06-01": {
        "iq-ramadi": (S.HELD, {IS}, set()),
        "iq-tikrit": (S.HELD, {GOV, PMF}, set()),
        "iq-al-walid-crossing": (S.HELD, {IS}, set()),
        "iq-baiji-refinery": (S.CONTESTED, {IS, GOV}, set()),
        "iq-trebil-crossing": (S.HELD, {GOV}, set()),
    },
    "2016-06-20": {
        "iq-fallujah": (S.CONTESTED, {IS, GOV}, set()),
        "iq-ramadi": (S.HELD, {GOV}, set()),
        "iq-tuz-khurmatu": (S.CONTESTED, {PESH, PMF}, set()),
        "iq-sinjar": (S.SHARED, {PESH, "yazidi-fighters"}, set()),
        "iq-mosul": (S.HELD, {IS}, set()),
    },
    "2017-01-31": {
        "iq-mosul": (S.CONTESTED, {IS, GOV}, set()),
        "iq-mosul-university": (S.HELD, {GOV}, set()),
        "iq-fallujah": (S.HELD, {GOV}, set()),
        "iq-al-walid-crossing": (S.CLAIMED_ONLY, {GOV}, {IS}),
        "iq-tal-afar-airbase": (S.HELD, {PMF}, set()),
        "iq-tal-afar": (S.HELD, {IS}, set()),
    },
    "2017-11-30": {
        "iq-mosul": (S.HELD, {GOV}, set()),
        "iq-kirkuk": (S.HELD, {GOV}, set()),
        "iq-sinjar": (S.HELD, {PMF}, set()),
        "iq-jalawla": (S.HELD, {GOV}, set()),
        "iq-mosul-dam": (S.HELD, {GOV}, set()),
        "iq-rawa": (S.HELD, {GOV}, set()),
        "iq-al-walid-crossing": (S.HELD, {GOV}, set()),
        "iq-ibrahim-khalil-crossing": (S.CONTESTED, set(), {PESH, GOV}),
        "iq-saadiya": (S.SHARED, {PESH, PMF}, set()),
    },
}


def test_the_table_is_as_large_as_it_says(history):
    claims, _ = history
    assert len(claims) >= 150
    assert all(claim.source and claim.known.known and claim.note and not claim.quotation for claim in claims)


def test_every_row_names_the_page_that_was_read(history):
    claims, _ = history
    assert {claim.id for claim in claims if not claim.url.startswith("http")} == set()


def test_an_announced_town_is_only_claimed_until_others_say_so(history):
    _, control = history
    seen = [control.at("iq-baiji", day).status for day in (date(2015, 6, 1), date(2015, 7, 15), date(2015, 9, 1), date(2015, 11, 1))]
    assert seen == [S.HELD, S.CLAIMED_ONLY, S.CONTESTED, S.HELD]
    assert set(control.at("iq-baiji", date(2015, 6, 1)).holders) == {IS}
    assert set(control.at("iq-baiji", date(2015, 11, 1)).holders) == {GOV, PMF}


@pytest.mark.parametrize(("day", "place_id"), [(day, place_id) for day, rows in EXPECTED.items() for place_id in rows])
def test_states_are_what_the_rows_say(history, day, place_id):
    _, control = history
    expected = EXPECTED[day][place_id]
    state = control.at(place_id, date.fromisoformat(day))
    if expected is None:
        assert state is None
    else:
        assert state is not None
        assert (state.status, set(state.holders), set(state.opponents)) == expected


@pytest.mark.parametrize(
    ("day", "place_id", "independent", "party", "claimant"),
    [
        ("2014-06-23", "iq-al-walid-crossing", (IS,), "iraq-government", (GOV,)),
        ("2014-06-28", "iq-tikrit", (IS,), "iraq-government", (GOV,)),
        ("2016-12-01", "iq-al-walid-crossing", (IS,), "iraq-government", (GOV,)),
    ],
)
def test_competing_words_are_shown_as_competing(history, day, place_id, independent, party, claimant):
    _, control = history
    state = control.at(place_id, date.fromisoformat(day))
    assert state.status is S.CLAIMED_ONLY
    assert state.confidence is Confidence.DOUBTFUL
    assert {view.camp: view.holders for view in state.views} == {"independent": independent, party: claimant}


def test_three_sides_claim_one_crossing(history):
    _, control = history
    state = control.at("iq-trebil-crossing", date(2014, 6, 23))
    assert (state.status, state.confidence) == (S.CLAIMED_ONLY, Confidence.DOUBTFUL)
    assert {view.camp: view.holders for view in state.views} == {
        "independent": (IS,),
        "iraq-government": (GOV,),
        INSURGENTS: (INSURGENTS,),
    }
    assert control.at("iq-trebil-crossing", date(2014, 7, 15)).holders == (GOV,)


def test_an_admission_sets_a_boast_aside(history):
    _, control = history
    state = control.at("iq-tikrit", date(2014, 7, 1))
    assert (state.status, state.holders) == (S.HELD, (IS,))
    assert "own-word-outweighed" in {step.rule_id for step in state.trace}


@pytest.mark.parametrize("place_id", ["iq-rawa", "iq-ana", "iq-al-qaim", "iq-mosul", "iq-tikrit", "iq-fallujah", "iq-sinjar"])
def test_an_admitted_loss_confirms(history, place_id):
    _, control = history
    assert control.at(place_id, date(2014, 8, 31)).confidence is Confidence.CONFIRMED


def test_most_of_a_city_is_not_all_of_it(history):
    _, control = history
    assert control.at("iq-ramadi", date(2016, 1, 10)).extent is Extent.MOST
    assert control.at("iq-ramadi", date(2016, 2, 10)).extent is Extent.FULL


def test_both_sides_of_the_crossings_go_their_own_ways(history):
    _, control = history

    def sides(place_id, day):
        state = next(state for state in control.crossings_on(day) if state.place_id == place_id)
        return [(side.country, side.control, side.holders) for side in state.sides]

    assert sides("iq-al-qaim-crossing", date(2014, 6, 25)) == [("IQ", S.HELD, (IS,)), ("SY", S.NO_DATA, ())]
    assert sides("iq-al-qaim-crossing", date(2014, 7, 2)) == [("IQ", S.HELD, (IS,)), ("SY", S.HELD, (IS,))]
    assert sides("iq-al-walid-crossing", date(2016, 4, 1)) == [("IQ", S.HELD, (IS,)), ("SY", S.CONTESTED, ("syrian-rebels",))]
    assert sides("iq-al-walid-crossing", date(2016, 9, 1)) == [("IQ", S.CLAIMED_ONLY, (GOV,)), ("SY", S.HELD, ("syrian-rebels",))]
    assert sides("iq-al-qaim-crossing", date(2017, 11, 10))[1] == ("SY", S.CLAIMED_ONLY, ("government-of-syria",))


def test_a_crossing_closes_and_opens(history):
    _, control = history

    def passage(day):
        return next(state for state in control.crossings_on(day) if state.place_id == "iq-trebil-crossing").sides[0].passage

    assert passage(date(2015, 1, 1)) is CrossingStatus.UNKNOWN
    assert passage(date(2016, 1, 1)) is CrossingStatus.CLOSED
    assert passage(date(2017, 9, 1)) is CrossingStatus.OPEN


@pytest.mark.parametrize("day", EXPECTED)
def test_every_state_of_the_day_is_derived_again_from_its_ledger(history, day):
    claims, control = history
    for state in control.states_on(date.fromisoformat(day)):
        assert rederive(explain(control, claims, state.place_id, date.fromisoformat(day)), control) == state


def test_what_was_not_yet_known_is_not_shown(history):
    claims, control = history
    then = build_control(claims, places=control.places, actors=control.actors, crossings=control.crossings, known_by=date(2014, 8, 4))
    assert then.at("iq-tikrit", date(2016, 1, 1)).holders == (IS,)
    assert then.at("iq-qaraqosh", date(2016, 1, 1)) is None


def test_changes_of_the_last_months_name_the_turn_of_october_2017(history):
    _, control = history
    found = {change.id: change for change in changes(control, date(2017, 10, 1), date(2017, 11, 30))}
    assert found["iq-kirkuk"].what == "changed hands"
    assert found["iq-kirkuk"].days == (date(2017, 10, 16),)
    assert found["iq-al-qaim-crossing"].kind == "crossing"
    assert "iq-fallujah" not in found


def test_the_table_of_states_has_a_row_for_every_side(history):
    _, control = history
    rows = [row for row in states_table(control, date(2016, 4, 1)) if row["place_id"] == "iq-al-walid-crossing"]
    assert [(row["country"], row["holders"]) for row in rows] == [("SY", "syrian-rebels"), ("IQ", IS)]
