from __future__ import annotations

from datetime import date

import pytest

from geomap.io.actor_names import ActorNames
from geomap.model import Actor, ActorName

CHANGE = date(1990, 6, 1)
OLD = Actor(id="old", name="Government of Mirra", kind="state", names=(ActorName(text="Mirran army"),), active_to=CHANGE)
NEW = Actor(
    id="new",
    name="Council of Mirra",
    kind="state",
    names=(ActorName(text="Government of Mirra", valid_from=CHANGE), ActorName(text="Mirran army", valid_from=CHANGE)),
    active_from=CHANGE,
)


@pytest.mark.parametrize("words", ["Government of Mirra", "Mirran army"])
def test_a_name_that_passed_to_another_state_means_who_bore_it_on_the_day(words):
    names = ActorNames((OLD, NEW))
    assert names.find(words, on=date(1990, 5, 31)) is OLD
    assert names.find(words, on=CHANGE) is NEW
    assert names.find(words) is OLD, "of no day: whose name has no dates"


def test_a_name_of_one_actor_needs_no_day():
    assert ActorNames((NEW,)).find("Government of Mirra", on=date(1980, 1, 1)) is NEW


NORTH = Actor(
    id="north",
    name="Northern Front",
    kind="militia",
    countries=("XA",),
    names=(ActorName(text="raiders", country="XA"), ActorName(text="NF", country="XA"), ActorName(text="JF", country="XA")),
)
SOUTH = Actor(id="south", name="Joint Front", kind="militia", countries=("XB",), names=(ActorName(text="JF", country="XB"),))


@pytest.mark.parametrize(
    ("words", "country", "actor"),
    [
        ("NF", "XA", NORTH),
        ("NF", "XB", NORTH),
        ("NF", "", NORTH),
        ("JF", "XB", SOUTH),
        ("raiders", "XB", None),
        ("JF", "XC", None),
        ("JF", "", None),
    ],
)
def test_an_abbreviation_of_one_actor_is_his_in_any_country(words, country, actor):
    assert ActorNames((NORTH, SOUTH)).find(words, country=country) is actor
