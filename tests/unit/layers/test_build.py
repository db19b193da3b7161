from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from geomap.layers import MapOptions
from geomap.model import UNKNOWN_DATE, ControlStatus, Modality, PlaceKind, in_month
from tests.map_sample import AREAS, DAY, EARLY, OUTLINES, place, sample_map, world


def test_the_order_of_the_inputs_does_not_matter() -> None:
    given = world()
    mixed = random.Random(3)
    shuffled = replace(
        given,
        claims=tuple(mixed.sample(given.claims, len(given.claims))),
        states=tuple(mixed.sample(given.states, len(given.states))),
        documents=given.documents[::-1],
    )
    assert sample_map(shuffled) == sample_map()


def test_the_slider_steps_on_days_of_change_and_attack_only() -> None:
    assert sample_map().dates == (EARLY, date(2031, 6, 10), date(2031, 6, 18), DAY)


def test_the_range_of_days_can_be_cut() -> None:
    spec = sample_map(date_from=date(2031, 6, 1), date_to=date(2031, 6, 18))
    assert spec.dates == (date(2031, 6, 10), date(2031, 6, 18))


def test_an_empty_range_is_refused() -> None:
    with pytest.raises(ValueError, match="before date_from"):
        MapOptions(as_of=DAY, date_from=DAY, date_to=EARLY)


def test_an_attack_has_its_day_and_its_claim() -> None:
    (event,) = sample_map().attacks
    assert (event.claim_id, event.day, event.actor) == ("kron-2", date(2031, 6, 18), "league")


@pytest.mark.parametrize("change", [{"dating": UNKNOWN_DATE}, {"modality": Modality.PLANNED}, {"modality": Modality.DENIED}])
def test_an_attack_without_a_day_or_that_is_not_said_to_have_happened_is_no_event(change) -> None:
    given = world()
    claims = tuple(replace(item, **change) if item.id == "kron-2" else item for item in given.claims)
    assert sample_map(replace(given, claims=claims)).attacks == ()


def test_an_attack_between_two_places_is_drawn_on_neither() -> None:
    given = world()
    claims = tuple(
        replace(item, place=replace(item.place, other_place_id="kron")) if item.id == "kron-2" else item for item in given.claims
    )
    assert sample_map(replace(given, claims=claims)).attacks == ()


def test_an_attack_known_by_month_is_an_event_of_that_month() -> None:
    given = world()
    claims = tuple(replace(item, dating=in_month(2031, 6)) if item.id == "kron-2" else item for item in given.claims)
    assert sample_map(replace(given, claims=claims)).attacks[0].day == date(2031, 6, 1)


def test_only_cited_documents_get_a_card_and_never_their_text() -> None:
    spec = sample_map()
    assert [card.id for card in spec.documents] == ["gazette", "wire"]
    assert not hasattr(spec.documents[0], "text")


def test_a_unit_is_matched_to_its_shape() -> None:
    assert sample_map().units == (("ostmark", "ostmark"),)


def test_ground_is_cut_to_the_window_and_far_labels_are_left_out() -> None:
    spec = sample_map()
    assert {outline.id for outline in spec.outlines} == {outline.id for outline in OUTLINES}
    assert [place.id for place in spec.labels] == ["mark"]
    west, south, east, north = spec.bounds
    assert west < 10.3 and east > 12.98 and south < 40.4 and north > 41.6


def test_a_map_without_states_says_so_and_shows_the_world() -> None:
    given = replace(world(), states=(), crossing_states=(), claims=())
    spec = sample_map(given)
    assert spec.title == "Nothing is reported yet"
    assert spec.dates == () and spec.bounds[2] - spec.bounds[0] > 300


def test_a_missing_place_is_an_error_and_not_a_mark_at_zero() -> None:
    given = world()
    with pytest.raises(KeyError):
        sample_map(replace(given, places={}))


def test_a_title_of_ones_own_is_kept_and_marked_as_such() -> None:
    spec = sample_map(title="The war on the river")
    assert spec.title == "The war on the river" and not spec.title_generated


def test_ranks_follow_capitals_kinds_and_people() -> None:
    ranks = dict(sample_map().ranks)
    assert (ranks["kron"], ranks["birk"], ranks["holm"]) == (1, 2, 4)
    assert "alm" not in ranks and "juel" not in ranks


def test_a_camp_of_several_is_named_by_its_most_drawn_actor() -> None:
    given = world()
    together = {key: replace(actor, camp="north" if key in ("crown", "hill") else actor.camp) for key, actor in given.actors.items()}
    states = tuple(
        replace(item, views=tuple(replace(view, camp="north") if view.camp == "crown" else view for view in item.views))
        for item in given.states
    )
    assert dict(sample_map(replace(given, actors=together, states=states)).camps)["north"] == "Crown of Nord"


def test_camps_are_named_by_their_actor() -> None:
    assert sample_map().camps == (("crown", "Crown of Nord"), ("independent", "independent sources"))


def test_a_country_does_not_stretch_the_window() -> None:
    given = world()
    wide = replace(given.places["kron"], id="far-country", kind=PlaceKind.COUNTRY, lonlat=replace(given.places["kron"].lonlat, lon=100.0))
    extra = replace(given.states[0], id="x", place_id="far-country", status=ControlStatus.HELD, support=(), other=())
    spec = sample_map(replace(given, places={**given.places, "far-country": wide}, states=(*given.states, extra)))
    assert spec.bounds == sample_map().bounds


def test_an_area_of_the_one_day_shown_adds_no_step_and_a_lasting_one_does() -> None:
    assert sample_map(areas=AREAS).dates == sample_map().dates
    lasting = replace(AREAS[0], valid_from=date(2031, 5, 1), valid_to=date(2031, 8, 1))
    assert set(sample_map(areas=(lasting,)).dates) - set(sample_map().dates) == {date(2031, 5, 1), date(2031, 8, 1)}


def test_sides_of_a_crossing_carry_the_name_of_their_town_in_the_maps_language() -> None:
    town = place("other-side", "Abu Sund", PlaceKind.TOWN, 13.4, 41.0, arabic="أبو سند")
    given = replace(world(), places={**world().places, town.id: town})
    in_arabic = {side.name for state in sample_map(given, lang="ar").crossing_states for side in state.sides}
    assert {"أبو سند", "Nordgate"} <= in_arabic
    assert "Abu Sund" in {side.name for state in sample_map(given).crossing_states for side in state.sides}
