"""What the packaged actors must keep to, whatever is added."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise

from geomap.gazetteer import Gazetteer, load_gazetteer
from geomap.model import Actor

ANYWHERE = {"IS", "US", "UK", "USA", "RAF", "UAE", "YPG", "YPJ", "PKK", "M23", "LRA", "TTP"}
"""Short names so well known that they mean their actor in any text."""


@cache
def packaged() -> Gazetteer:
    return load_gazetteer()


def has_name(actor: Actor, lang: str) -> bool:
    return any(name.lang == lang and not name.generic for name in actor.names)


def test_whoever_can_stand_on_the_map_of_iraq_and_syria_has_an_arabic_name():
    missing = [actor.id for actor in packaged().actors if {"IQ", "SY"} & set(actor.countries) and not has_name(actor, "ar")]
    assert missing == []


def test_states_without_a_country_of_their_own_have_an_arabic_name_too():
    assert [actor.id for actor in packaged().actors if not actor.countries and actor.kind == "state" and not has_name(actor, "ar")] == []


def test_abbreviations_of_three_letters_are_bound_to_a_country():
    loose = {
        name.text
        for actor in packaged().actors
        for name in actor.names
        if name.text.isascii() and name.text.isupper() and len(name.text) <= 3 and not name.country and not name.generic
    }
    assert loose <= ANYWHERE


def test_every_camp_has_somebody_in_it():
    used = Counter(actor.camp for actor in packaged().actors)
    assert [camp for camp in packaged().camps if not used[camp]] == []


def test_at_no_time_two_states_govern_one_country():
    states = sorted(
        ((actor.countries[0], actor) for actor in packaged().actors if actor.kind == "state" and actor.countries),
        key=lambda pair: (pair[0], pair[1].active_from.toordinal() if pair[1].active_from else 0),
    )
    both = [
        (one.id, two.id)
        for (country, one), (other, two) in pairwise(states)
        if country == other and (one.active_to is None or two.active_from is None or one.active_to > two.active_from)
    ]
    assert both == []
