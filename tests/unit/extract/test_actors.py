"""Whose a name is: by country and time of the text, by the words before the noun."""

from __future__ import annotations

from datetime import date

import pytest
from small_world import SmallWorld

from geomap.extract.actor_names import ActorNames, Setting
from geomap.extract.actors import find_forces
from geomap.extract.belligerents import Belligerents
from geomap.extract.extraction import rules_for
from geomap.extract.named_actors import find_names
from geomap.model import Actor, ActorName
from geomap.text.tokens import tokenize

RULES = rules_for("en")
LEXICON = RULES.lexicon
FRONT = Actor(
    id="front",
    name="Northern Front",
    kind="armed group",
    countries=("XV",),
    active_to=date(2018, 1, 1),
    names=(
        ActorName(text="Northern Front"),
        ActorName(text="NF", country="XV"),
        ActorName(text="FLEET", generic=True),
        ActorName(text="Hill Guard", valid_to=date(2015, 1, 1)),
        ActorName(text="Joint Forces", country="XV"),
        ActorName(text="Holm's forces"),
    ),
)
COUNCIL = Actor(
    id="council",
    name="Hill Council",
    kind="armed group",
    countries=("XO",),
    names=(ActorName(text="Hill Council"), ActorName(text="Hill Guard", valid_from=date(2015, 1, 1))),
)
VANDIA = Actor(
    id="vandia", name="Government of Vandia", kind="state", countries=("XV", "XO"), names=(ActorName(text="Government of Vandia"),)
)
NAMES = ActorNames(SmallWorld(actors=(FRONT, COUNCIL, VANDIA), demonyms={"vandian": "XV", "south vandian": "XS"}))


def setting(text="", *, day=date(2014, 5, 1), countries=("XV",)):
    return Setting(text=text, day=day, countries=countries, peoples={"vandian": "XV"})


def named(text, **given):
    return [hint.ids for hint in find_names(text, NAMES, LEXICON, setting(text, **given))]


def forces(text, **given):
    here = setting(text, **given)
    return find_forces(text, tokenize(text), find_names(text, NAMES, LEXICON, here), (), NAMES, LEXICON, here)


def test_a_name_of_one_country_means_nobody_elsewhere():
    assert named("NF seized the town.") == [("front",)]
    assert named("NF seized the town.", countries=("XO",)) == []
    assert named("NF seized the town.", countries=()) == []


def test_a_people_in_the_text_is_enough_for_its_country():
    assert named("NF fought Vandian troops.", countries=("XO",)) == [("front",)]


def test_a_name_passes_from_one_actor_to_the_next():
    assert named("Hill Guard seized the town.") == [("front",)]
    assert named("Hill Guard seized the town.", day=date(2016, 1, 1)) == [("council",)]
    assert named("Hill Guard seized the town.", day=None) == [("front", "council")]


def test_a_short_name_that_is_a_word_counts_where_and_while_its_actor_fights():
    assert named("FLEET seized the town.") == [("front",)]
    assert named("The fleet seized the town.") == []
    assert named("FLEET seized the town.", countries=("XO",)) == []
    assert named("FLEET seized the town.", day=date(2019, 1, 1)) == []


def test_a_name_of_one_country_lends_its_first_word_to_no_other_force():
    assert "joint" not in NAMES.stems(LEXICON)
    assert NAMES.stems(LEXICON)["holm"] == ("front",)


def test_a_force_named_in_full_keeps_to_its_country_as_well():
    (hint,) = forces("Joint Forces seized the town.", countries=("XO",))
    assert hint.ids == ()
    (hint,) = forces("Joint Forces seized the town.")
    assert hint.ids == ("front",)


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("rebel army", "nonstate"),
        ("rebel forces", "nonstate"),
        ("government forces", "state"),
        ("junta forces", "state"),
        ("security forces", "state"),
        ("armed forces", "state"),
        ("army", "state"),
        ("armed men", "any"),
        ("forces", "any"),
        ("government militia", "state"),
        ("pro-government fighters", "state"),
        ("mutinous soldiers", "nonstate"),
        ("renegade units", "nonstate"),
        ("opposition troops", "nonstate"),
    ],
)
def test_the_words_before_the_noun_tell_the_side(words, side):
    (hint,) = forces(f"The {words} seized the town.")
    assert hint.side == side


@pytest.mark.parametrize("words", ["Security forces", "Government troops", "The air force", "The army", "Vandian forces", "Vandian police"])
def test_the_state_needs_no_list_of_its_forces(words):
    text = f"{words} shelled the town."
    hint = forces(text)[0]
    parties = Belligerents(NAMES, day=date(2014, 5, 1), country="XV", named=())
    assert parties.resolve(hint, country="XV").actor_id == "vandia"


def test_a_state_is_at_home_in_the_first_of_its_countries():
    parties = Belligerents(NAMES, day=None, country="XO", named=())
    assert parties.home(VANDIA) == "XV"
    assert parties.state_of("XO") is None


INVADER = Actor(
    id="ostland", name="Ostland", kind="state", camp="ostland", countries=("XO",), names=(ActorName(text="Ostland", country="XO"),)
)
PROXY = Actor(id="brigade", name="Red Brigade", kind="militia", camp="ostland", countries=("XV",), names=(ActorName(text="Red Brigade"),))
HOME = Actor(id="home", name="Government of Vandia", kind="state", camp="home", countries=("XV",), names=(ActorName(text="Vandian army"),))
REBELS = Actor(id="rebels", name="Free Vandia", kind="armed group", countries=("XV",), names=(ActorName(text="Free Vandia"),))


@pytest.mark.parametrize(
    ("text", "actor", "enemy"),
    [
        ("Free Vandia seized the town.", "rebels", "home"),
        ("Ostland seized the town.", "ostland", None),
        ("Red Brigade seized the town.", "brigade", None),
        ("Red Brigade seized the town, the Vandian army said.", "brigade", "home"),
        ("Ostland seized the town, the Vandian army said.", "ostland", "home"),
    ],
)
def test_who_is_sent_from_outside_has_no_enemy_the_text_does_not_name(text, actor, enemy):
    names = ActorNames(SmallWorld(actors=(INVADER, PROXY, HOME, REBELS), demonyms={"vandian": "XV", "south vandian": "XS"}))
    here = Setting(text=text, day=None, countries=("XV", "XO"), peoples={})
    parties = Belligerents(names, day=None, country="XV", named=find_names(text, names, LEXICON, here))
    found = parties.opponent([actor], country="XV")
    assert (found.id if found else None) == enemy


def test_a_people_of_two_words_is_not_the_people_of_its_second_word():
    assert [hint.country for hint in forces("South Vandian rebels took the town.")] == ["XS"]
    assert [hint.country for hint in forces("Vandian rebels took the town.")] == ["XV"]
