"""What the five articles the project started from must yield, and must not.

The articles are evaluation data beside the checkout; the tests say so when they skip.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from geomap.model import Claim, ClaimType, ControlState, ControlStatus, Modality, PlaceKind
from geomap.pipeline import Run, RunOptions, run

JUNE_22 = date(2014, 6, 22)
TOWNS = {PlaceKind.CITY, PlaceKind.TOWN}
COORDINATES = {
    # name: (kinds, lon, lat, km off at most)
    "Rawa": (TOWNS, 41.917, 34.48),
    "Ana": (TOWNS, 41.985, 34.37),
    "Al-Qaim": (TOWNS, 41.07, 34.37),
    "Rutba": (TOWNS, 40.285, 33.037),
    "Mosul": (TOWNS, 43.13, 36.34),
    "Fallujah": (TOWNS, 43.786, 33.35),
    "Ramadi": (TOWNS, 43.31, 33.42),
    "Tikrit": (TOWNS, 43.68, 34.6),
    "Hilla": (TOWNS, 44.42, 32.48),
    "Al-Alam": (TOWNS | {PlaceKind.VILLAGE}, 43.7, 34.67),
}


@cache
def seeds_run(folder: Path, as_of: date) -> Run:
    return run([folder], RunOptions(as_of=as_of, world=False))


@pytest.fixture
def june(shared) -> Run:
    return seeds_run(shared / "seeds" / "articles", JUNE_22)


def claims_on(run: Run, name: str, kinds: set[PlaceKind]) -> list[Claim]:
    ids = {place.id for place in run.spec.places if place.name == name and place.kind in kinds}
    return [claim for claim in run.claims if claim.place.place_id in ids]


def state_of(run: Run, name: str, kinds: set[PlaceKind], day: date = JUNE_22) -> ControlState | None:
    ids = {place.id for place in run.spec.places if place.name == name and place.kind in kinds}
    found = [
        state
        for state in run.spec.states
        if state.place_id in ids
        and (state.valid_from is None or state.valid_from <= day)
        and (state.valid_to is None or day < state.valid_to)
    ]
    latest = [state for state in found if state.known_to is None]
    assert len(latest) <= 1, "two states of one place on one day"
    return latest[0] if latest else None


@pytest.mark.parametrize("name", sorted(COORDINATES))
def test_named_towns_are_at_their_coordinates(june, name):
    kinds, lon, lat = COORDINATES[name]
    found = [place for place in june.spec.places if place.name == name and place.kind in kinds]
    assert len(found) == 1, f"{name}: {found}"
    assert found[0].lonlat.lon == pytest.approx(lon, abs=0.06)
    assert found[0].lonlat.lat == pytest.approx(lat, abs=0.06)


@pytest.mark.parametrize(("name", "kinds"), [("Rawa", TOWNS), ("Ana", TOWNS), ("Al-Qaim crossing", {PlaceKind.BORDER_CROSSING})])
def test_residents_report_the_captures_of_21_june(june, name, kinds):
    captures = [
        claim
        for claim in claims_on(june, name, kinds)
        if claim.type in (ClaimType.CAPTURE, ClaimType.RECAPTURE)
        and claim.modality is Modality.REPORTED
        and claim.dating.likely == date(2014, 6, 21)
        and "residents" in claim.attribution.speaker.lower()
    ]
    assert captures, name
    assert all(claim.actor is not None and claim.actor.name == "Islamic State" for claim in captures)


@pytest.mark.parametrize("name", ["Rawa", "Ana"])
def test_the_governments_withdrawal_is_a_second_claim_on_the_same_towns(june, name):
    withdrawals = [claim for claim in claims_on(june, name, TOWNS) if claim.type is ClaimType.WITHDRAWAL]
    assert any(claim.modality is Modality.CLAIMED_BY_PARTY for claim in withdrawals)
    state = state_of(june, name, TOWNS)
    assert state is not None
    assert state.status is ControlStatus.HELD
    assert state.holders[0] == "islamic-state"


def test_al_qaim_is_two_objects(june):
    kinds = {place.kind for place in june.spec.places if place.name.startswith("Al-Qaim")}
    assert kinds & TOWNS
    assert PlaceKind.BORDER_CROSSING in kinds


def test_tal_afar_is_the_airbase_and_not_the_town(june):
    assert state_of(june, "Tal Afar", TOWNS) is None
    airbase = [state for state in june.spec.states if "tal-afar" in state.place_id]
    assert airbase, "no state of the airbase"
    kinds = {place.id: place.kind for place in june.spec.places}
    assert {kinds[state.place_id] for state in airbase} == {PlaceKind.AIRBASE}


def test_mosul_fell_about_10_june(june):
    state = state_of(june, "Mosul", TOWNS)
    assert state is not None
    assert state.holders[:1] == ("islamic-state",)
    captures = [claim for claim in claims_on(june, "Mosul", TOWNS) if claim.type is ClaimType.CAPTURE and claim.modality.is_live]
    assert captures
    assert any(
        claim.dating.earliest is not None
        and claim.dating.latest is not None
        and claim.dating.earliest <= date(2014, 6, 10) <= claim.dating.latest
        for claim in captures
    )


def test_tikrit_is_held_and_struck(june):
    claims = claims_on(june, "Tikrit", TOWNS)
    assert any(claim.type is ClaimType.ATTACK and claim.actor and claim.actor.name == "Government of Iraq" for claim in claims)
    state = state_of(june, "Tikrit", TOWNS)
    assert state is not None
    assert state.status in (ControlStatus.HELD, ControlStatus.PRESSURED)
    assert "government-of-iraq" not in state.holders


def test_an_attack_on_hilla_changes_no_control(june):
    claims = claims_on(june, "Hilla", TOWNS)
    assert [claim.type for claim in claims] == [ClaimType.ATTACK]
    state = state_of(june, "Hilla", TOWNS)
    assert state is None or not state.holders


def test_three_crossings_are_in_three_states_on_one_day(june):
    holders = {}
    inferred = {}
    for name in ("Al-Qaim crossing", "Al-Waleed crossing", "Rabia crossing"):
        state = state_of(june, name, {PlaceKind.BORDER_CROSSING})
        assert state is not None, name
        holders[name] = state.holders[:1]
        inferred[name] = state.inferred
    assert holders == {
        "Al-Qaim crossing": ("islamic-state",),
        "Al-Waleed crossing": ("government-of-iraq",),
        "Rabia crossing": ("peshmerga",),
    }
    assert inferred == {"Al-Qaim crossing": False, "Al-Waleed crossing": True, "Rabia crossing": True}
    third = [claim for claim in claims_on(june, "Rabia crossing", {PlaceKind.BORDER_CROSSING}) if claim.place.inferred]
    assert any("third" in claim.quotation for claim in third)


def test_words_people_and_governments_are_no_places(june):
    names = {place.name for place in june.spec.places if not any(label.id == place.id for label in june.spec.labels)}
    assert "Washington" not in names
    assert "Hit" not in names


def test_january_shows_fallujah_and_ramadi_and_nothing_of_june(shared):
    run_january = seeds_run(shared / "seeds" / "articles", date(2014, 1, 6))
    day = date(2014, 1, 6)
    assert state_of(run_january, "Fallujah", TOWNS, day) is not None
    assert state_of(run_january, "Ramadi", TOWNS, day) is not None
    for name in ("Rawa", "Ana", "Mosul", "Tikrit", "Rutba"):
        assert state_of(run_january, name, TOWNS, day) is None, name


def test_every_mark_has_its_words(june):
    texts = {document.id: document.text for document in june.documents}
    claims = {claim.id: claim for claim in june.claims}
    assert len(claims) == len(june.claims)
    for claim in june.claims:
        assert texts[claim.doc_id][claim.start : claim.end] == claim.quotation
    for state in june.spec.states:
        assert state.support or state.other, state
        for claim_id in (*state.support, *state.contradict, *state.other):
            assert claim_id in claims


def test_undated_texts_are_named_and_their_relative_dates_stay_unknown(shared):
    undated = run([shared / "seeds" / "raw"], RunOptions(world=False))
    missing = [document for document in undated.documents if document.published is None]
    for document in missing:
        assert any(document.path in str(problem) for problem in undated.problems), document.path
        for claim in undated.claims:
            if claim.doc_id == document.id and claim.dating.likely is not None:
                assert str(claim.dating.likely.year) in document.text
