from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_world import place

from geomap.extract.priors import fits, prior
from geomap.extract.votes import Ballot, count, shares, support
from geomap.gazetteer import NameHit, Tier
from geomap.model import NameKind, PlaceKind


def candidate(name: str, kind: str = "town", *, tier: Tier = Tier.EXACT, name_kind: NameKind = NameKind.MAIN, **facts):
    item = place(name, kind, **facts)
    return prior(NameHit(item.id, name, tier, name_kind), item)


@given(st.lists(st.floats(-50, 50), max_size=8))
def test_shares_sum_to_one_and_keep_the_order(points):
    found = shares(points)
    assert sum(found) == pytest.approx(1.0 if points else 0.0)
    assert all(
        (one >= other) == (found[i] >= found[j]) or found[i] == found[j] for i, one in enumerate(points) for j, other in enumerate(points)
    )


def test_bare_names_are_read_country_then_unit_then_town_then_site():
    order = [
        candidate("X", "country"),
        candidate("X", "admin1"),
        candidate("X", "city", population=3_000_000),
        candidate("X", "town", population=3_000),
        candidate("X", "admin2"),
        candidate("X", "airbase"),
    ]
    points = [item.points for item in order]
    assert points == sorted(points, reverse=True)


def test_a_better_match_of_the_name_counts_for_more():
    exact, folded, sound = (candidate("X", population=900, tier=tier).points for tier in Tier)
    assert exact > folded > sound
    assert exact > candidate("X", population=900, name_kind=NameKind.VARIANT).points


def test_a_name_does_not_vote_for_itself():
    item = candidate("X", country="NL", at=(5, 50), population=900)
    ballot = Ballot(1.0, [item], [item.points])
    ballot.settle([0.0])
    assert support(ballot, count([ballot], {})) == ([0.0], 0.0)


def test_neighbours_and_countrymen_support_a_candidate():
    here, far = candidate("X", country="NL", at=(5, 50), population=900), candidate("X", country="SM", at=(25, 40), population=900)
    other = candidate("Y", country="NL", at=(5.5, 50.5), population=900)
    ballots = [Ballot(1.0, [here, far], [here.points, far.points]), Ballot(1.0, [other], [other.points])]
    for ballot in ballots:
        ballot.settle([0.0] * len(ballot.priors))
    (near, away), unknown = support(ballots[0], count(ballots, {}))
    assert near > unknown > away == 0.0


def test_a_people_votes_for_its_country():
    here, far = candidate("X", country="NL", population=900), candidate("X", country="SM", population=900)
    ballot = Ballot(1.0, [here, far], [here.points, far.points])
    ballot.settle([0.0, 0.0])
    (first, second), _ = support(ballot, count([ballot], {"SM": 0.5}))
    assert second > first


@pytest.mark.parametrize(
    ("hint", "kind", "fit"),
    [
        (PlaceKind.CITY, PlaceKind.VILLAGE, True),
        (PlaceKind.CITY, PlaceKind.ADMIN1, False),
        (PlaceKind.ADMIN2, PlaceKind.CITY, False),
        (PlaceKind.AIRBASE, PlaceKind.AIRPORT, True),
        (PlaceKind.DAM, PlaceKind.TOWN, False),
    ],
)
def test_a_generic_word_fits_only_its_sort_of_place(hint, kind, fit):
    assert fits(hint, kind) is fit


def test_a_text_about_the_country_across_is_about_the_crossing_too():
    item = place("Oskar crossing", "border_crossing", country="AA")
    hit = NameHit(item.id, "Oskar crossing", Tier.EXACT, NameKind.VARIANT)
    country = candidate("Borland", "country", country="BB")
    told = []
    for across in ("", "BB"):
        crossing = prior(hit, item, across=across)
        ballots = [Ballot(1.0, [one], [one.points]) for one in (crossing, country)]
        for ballot in ballots:
            ballot.settle([0.0])
        told.append(support(ballots[0], count(ballots, {}))[0][0])
    assert told[0] == 0.0
    assert told[1] > 2.0


def test_a_crossing_called_by_its_whole_name_is_likelier_than_by_a_bare_one():
    item = place("Oskar crossing", "border_crossing")
    whole, bare = (prior(NameHit(item.id, name, Tier.EXACT, NameKind.MAIN), item) for name in ("Oskar crossing", "Oskar"))
    assert whole.points > bare.points
