from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_world import SmallWorld, place

from geomap.extract.mention_rules import packaged_rules
from geomap.extract.mentions import MentionOptions, find_mentions
from geomap.model import Actor, ActorName, Document, Mention, PlaceKind

RULES = packaged_rules("en")
EXAMPLES = [(rule.id, example) for rule in RULES.rules for example in rule.examples]

WORLD = SmallWorld(
    place("Norland", "country", country="NL", at=(5, 50)),
    place("Sudmark", "country", country="SM", at=(9, 40)),
    place("Capital City", "city", country="NL", population=900_000, capital_of=("nl-norland-country",)),
    place("Eastmarch", "admin1", country="NL"),
    place("Brackwater", "city", country="NL", admin1="Eastmarch", population=250_000),
    place("Fenwick", "town", country="NL", admin1="Eastmarch", population=9_000),
    place("Ida", "town", country="SM", population=20_000),
    place("Ready", "village", country="SM", population=900),
    place("Lowell", "town", country="SM", population=15_000),
    place("UNL", "country", country="UN", other=("U.N.L.",)),
    demonyms={"norlander": "NL"},
    actors=(
        Actor(id="army", name="Army of Norland and the Fens", kind="militia", names=(ActorName(text="Army of Norland and the Fens"),)),
    ),
)


def find(text: str, world: SmallWorld = WORLD) -> list[str]:
    return [mention.surface for mention in mentions(text, world)]


def mentions(text: str, world: SmallWorld = WORLD) -> tuple[Mention, ...]:
    return find_mentions(Document(id="d", text=text), world)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule}-{number}" for number, (rule, _) in enumerate(EXAMPLES)])
def test_every_example_of_a_rule_holds(rule, example):
    names = [*example.known]
    world = SmallWorld(*(place(name, "country" if name == "UO" or name in example.metonyms else "town") for name in names))
    found = find_mentions(Document(id="d", text=example.text), world, options=MentionOptions())
    assert [mention.surface for mention in found] == list(example.places)
    assert [mention.surface for mention in found if mention.metonym] == list(example.metonyms)


def test_every_rule_has_an_example_and_a_source():
    assert [rule.id for rule in RULES.rules if not rule.examples or not rule.source] == []
    assert len({rule.id for rule in RULES.rules}) == len(RULES.rules)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Troops moved into Fenwick on Sunday.", ["Fenwick"]),
        ("The towns of Fenwick and Ida fell.", ["Fenwick", "Ida"]),
        ("Ida Carlsson reached the border.", []),
        ("Colonel Lowell spoke. Later Lowell left.", []),
        ("Ready for rain, they left.", []),
        ("A mine in Ready closed.", ["Ready"]),
        ("A prize went to Anna Quillfeather of Lowell last week.", ["Lowell"]),
        ("The thief, 31, of Lowell, was held.", ["Lowell"]),
        ("Lena Fenwick-Moor, D-Fenwick, agreed.", ["Fenwick"]),
        ("He reads the Brackwater Tribune.", []),
        ("The University of Brackwater opened.", []),
        ("Norland-backed fighters left, and pro-Norland rallies began.", []),
        ("They met in Norland's north.", ["Norland"]),
        ("UNL troops left the UNL on Monday.", ["UNL"]),
        ("The Army of Norland and the Fens took Fenwick.", ["Fenwick"]),
        ("Fenwick, in Eastmarch province, was quiet.", ["Fenwick", "Eastmarch"]),
    ],
)
def test_a_name_counts_only_where_it_is_meant_as_a_place(text, found):
    assert find(text) == found


def test_a_site_keeps_its_whole_name_and_its_kind():
    (mention,) = mentions("Jets left Brackwater air base at noon.")
    assert mention.surface == "Brackwater air base"
    assert mention.kind_hint is PlaceKind.AIRBASE


def test_the_generic_word_of_a_list_holds_for_every_member():
    found = mentions("The provinces of Eastmarch and Lowell stayed calm.")
    assert [mention.kind_hint for mention in found] == [PlaceKind.ADMIN1, PlaceKind.ADMIN1]
    found = mentions("Brackwater and Fenwick districts stayed calm.")
    assert [mention.kind_hint for mention in found] == [PlaceKind.ADMIN2, PlaceKind.ADMIN2]


def test_a_generic_word_in_the_singular_holds_for_one_name_only():
    found = mentions("In Eastmarch province, Brackwater stayed calm.")
    assert [mention.kind_hint for mention in found] == [PlaceKind.ADMIN1, None]


def test_a_country_beside_a_generic_word_stays_a_country():
    (mention,) = mentions("They closed the Norland border crossing.")
    assert (mention.surface, mention.kind_hint) == ("Norland", None)


@pytest.mark.parametrize(
    ("text", "metonym"),
    [
        ("Norland denied the report.", True),
        ("The minister accused Norland of shelling.", True),
        ("Norland has repeatedly rejected the plan.", True),
        ("Troops entered Norland at dawn.", False),
        ("The rain in Norland said nothing.", False),
    ],
)
def test_a_government_that_acts_is_a_metonym(text, metonym):
    assert [mention.metonym for mention in mentions(text)] == [metonym]


def test_an_unlisted_name_with_a_generic_word_is_reported():
    assert find("Floods reached Quillon County.", SmallWorld()) == ["Quillon County"]


@given(st.text(alphabet="Fenwick Norland,.'-\n’ A", max_size=80))
def test_spans_fit_the_text_and_never_overlap(text):
    found = mentions(text)
    assert all(text[mention.start : mention.end] == mention.surface for mention in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_names_inside_other_names_count_only_when_asked_for():
    text = "He reads the Brackwater Tribune, a Brackwater-based paper. UNL troops left."
    document = Document(id="d", text=text)
    assert find(text) == []
    found = find_mentions(document, WORLD, options=MentionOptions(inside_names=True))
    assert [mention.surface for mention in found] == ["Brackwater", "Brackwater", "UNL"]


def test_the_first_word_of_longer_names_is_no_name():
    world = SmallWorld(place("Setting", "town", country="SM", other=("St",)))
    assert "St" not in find("They drove to St. Marvell in the rain.", world)
    assert "St" not in find("They drove to St in the rain.", world)


def test_a_word_out_of_the_long_name_of_a_group_hides_no_unlisted_place():
    long_name = Actor(id="b", name="Kelma Liberation Front", kind="armed group", names=(ActorName(text="Kelma Liberation Front"),))
    world = SmallWorld(place("Selmore"), actors=(long_name,))
    text = "They hid near Kelma for days, not in Selmore. Fighters of the Kelma Liberation Front followed."
    found = find_mentions(Document(id="d", text=text), world)
    assert [mention.surface for mention in found if mention.surface == "Kelma"] == ["Kelma"]


NEIGHBOURS = SmallWorld(
    *(place(name, "town", country="NL", admin1="Eastmarch", population=3_000) for name in ("Fenwick", "Tarvun", "Selmore")),
    place("Oldcombe", "town", country="SM", population=3_000),
    place("Ready", "village", country="NL", admin1="Eastmarch", population=900),
    place("Lowell", "town", country="NL", admin1="Eastmarch", population=15_000),
)


def test_a_doubtful_name_in_the_province_of_the_other_places_is_a_place():
    text = "Rain fell in Fenwick and in Tarvun. {} changed hands."
    assert "Selmore" in find(text.format("Selmore"), NEIGHBOURS)
    assert "Selmore" not in find("Rain fell. Selmore changed hands.", NEIGHBOURS)
    for other in ("Oldcombe", "Ready", "Lowell"):
        assert other not in find(text.format(other), NEIGHBOURS)


def test_a_capital_is_a_big_town_whatever_its_population():
    world = SmallWorld(place("Fenwick", "city", country="NL", capital_of=("nl-norland-country",)))
    assert find("Fenwick changed hands.", world) == ["Fenwick"]


def test_a_word_that_a_group_is_called_by_explains_nothing_elsewhere():
    band = Actor(id="band", name="Nueva Banda", kind="militia", names=(ActorName(text="Nueva Banda"),))
    world = SmallWorld(*WORLD.places.values(), actors=(band,))
    assert find("A worker in Nueva Ecira fell ill.", world) == ["Nueva Ecira"]
    assert find("A worker in Nueva Banda fell ill.", world) == []


def test_a_land_that_also_acts_is_a_place():
    land = Actor(id="vell", name="Vell", kind="de facto state", names=(ActorName(text="Vell"),))
    assert find("It rained in Vell.", SmallWorld(place("Vell", "region", country="NL"), actors=(land,))) == ["Vell"]
    assert find("It rained on Vell.", SmallWorld(place("Vell", "town", country="NL"), actors=(land,))) == []


def test_a_short_name_that_ends_a_sentence_is_no_first_name_of_the_next():
    world = SmallWorld(
        *(place(name, "town", country="NL", admin1="Eastmarch", population=90_000) for name in ("Mao", "Fenwick", "Selmore"))
    )
    assert "Selmore" in find("They came from Fenwick in rain and left Mao. Selmore changed hands.", world)
    assert "Selmore" not in find("They came from Fenwick in rain and met Col. Selmore changed his mind.", world)
