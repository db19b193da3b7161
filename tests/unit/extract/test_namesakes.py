"""Small places that have a namesake elsewhere: no answer beats a wrong one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from corpus.read_namesakes import fate, probes
from small_world import SmallWorld, place

from geomap.errors import MissingExtraError
from geomap.extract.resolve import resolve_mentions, resolve_names
from geomap.gazetteer import NameHit, Tier, load_gazetteer
from geomap.gazetteer.store_format import is_store
from geomap.gazetteer.world_store import cache_folder, world_store_name
from geomap.model import Document, Mention, NameKind

PROBES = probes()
STRAYS = {("Basra", "SO"), ("Wellington", "SL"), ("Tonga", "SS")}
"""Names that are still resolved to a famous namesake; the map draws none of them."""


@pytest.fixture(scope="module")
def world():
    try:
        path = cache_folder() / world_store_name()
    except MissingExtraError:
        pytest.skip("needs the extra 'world'")
    if not is_store(path):
        pytest.skip("needs the world store, which `geomap resolve` builds on first use")
    return load_gazetteer(path)


def test_the_texts_are_whole() -> None:
    assert len({(probe.name, probe.country) for probe in PROBES}) == len(PROBES) >= 100
    assert all(probe.name in probe.text and probe.half in "ab" for probe in PROBES)
    assert len({probe.country for probe in PROBES}) >= 30


def test_nothing_is_drawn_at_a_namesake_elsewhere(world) -> None:
    fates = {(probe.name, probe.country): fate(probe, world) for probe in PROBES}
    assert {key for key, found in fates.items() if found.drawn == "wrong"} == set()
    assert {key for key, found in fates.items() if found.verdict == "wrong"} <= STRAYS
    assert sum(found.verdict == "right" for found in fates.values()) >= 17


@pytest.mark.parametrize(
    ("bearer", "options", "found"),
    [
        ({"id": "gn:selmore", "population": 90_000}, {}, False),
        ({"id": "gn:selmore", "population": 90_000}, {"focus": ("NL",)}, True),
        ({"id": "gn:selmore", "population": 90_000}, {"context": "Brackwater, Larkhill"}, True),
        ({"id": "gn:selmore", "population": 90_000_000}, {}, True),  # it stands out
        ({"id": "nl-selmore", "population": 90_000}, {}, True),  # chosen by hand
        ({"id": "gn:selmore", "population": 90_000, "capital_of": ("norland",)}, {}, True),
    ],
)
def test_a_name_alone_does_not_tell_which_of_several_imported_towns(bearer, options, found) -> None:
    town = place("Selmore", "city", country="NL", at=(6.2, 51.2), **bearer)
    others = (place("Selmore", "town", id=f"gn:other{step}", country="SM", at=(12 + 4 * step, 40), population=15_000) for step in range(2))
    norland, *towns = NORLAND
    world = SmallWorld(replace(norland, id="norland"), SUDMARK, *towns, town, *others)
    (answer,) = resolve_names(["Selmore"], world, **options)
    assert (answer.place_id == town.id) is found
    assert answer.candidates[0].place_id == town.id
    assert found or "tell the country" in answer.reasons[0]


def test_what_is_only_alike_in_sound_is_no_answer_for_a_name_alone() -> None:
    class Sounding(SmallWorld):
        def lookup(self, name: str, **options: object) -> tuple[NameHit, ...]:
            return (NameHit("nl-brackwater", "Brackwater", Tier.TRANSLITERATION, NameKind.MAIN),)

        def lookup_tier(self, name: str, tier: Tier, **options: object) -> tuple[NameHit, ...]:
            return ()

    world = Sounding(*NORLAND)
    assert [resolve_names(["Brakwatir"], world, focus=focus)[0].place_id for focus in ((), ("NL",))] == [None, "nl-brackwater"]


NORLAND = (
    place("Norland", "country", country="NL", at=(5, 50)),
    place("Brackwater", "city", id="nl-brackwater", country="NL", at=(6.1, 51.1), population=250_000),
    place("Larkhill", "town", id="nl-larkhill", country="NL", at=(6.3, 50.9), population=9_000),
)
SUDMARK = place("Sudmark", "country", country="SM", at=(12, 40))


def answer(text: str, name: str, world: SmallWorld) -> str | None:
    surfaces = [word for word in ("Norland", "Brackwater", "Larkhill", "Sudmark", "Sandholm", name) if word in text]
    mentions = [
        Mention(id=word, doc_id="d", start=text.index(word), end=text.index(word) + len(word), surface=word)
        for word in dict.fromkeys(surfaces)
    ]
    found = resolve_mentions(Document(id="d", text=text), mentions, world)
    return next(one.place_id for one in found if one.mention_id == name)


@pytest.mark.parametrize(
    ("text", "at", "population", "found"),
    [
        ("Troops left Brackwater and Larkhill for Selmore.", (12, 40), 90_000, False),  # nothing else is told of its country
        ("Troops left Brackwater and Larkhill for Selmore.", (7, 50), 90_000, True),  # a neighbour over the border
        ("Troops left Brackwater and Larkhill for Selmore.", (12, 40), 2_000_000, True),  # known everywhere
        ("Troops left Brackwater, Larkhill and Sudmark for Selmore.", (12, 40), 90_000, True),  # its country is told
        ("Troops left Selmore.", (12, 40), 90_000, True),  # nothing speaks for another country
    ],
)
def test_a_lone_far_place_few_know_is_no_answer(text, at, population, found) -> None:
    world = SmallWorld(*NORLAND, SUDMARK, place("Selmore", "city", id="sm-selmore", country="SM", at=at, population=population))
    assert (answer(text, "Selmore", world) == "sm-selmore") is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Troops left Norland, Brackwater and Larkhill for Kamma. Sudmark protested.", False),
        ("Troops left Norland for Kamma, in Sudmark, and Sandholm.", True),  # near a town of its country
        ("Troops left Sudmark for Kamma.", True),  # the text is about its country
    ],
)
def test_a_city_that_only_sounds_alike_lies_where_the_text_is(text, found) -> None:
    class Sounding(SmallWorld):
        def lookup(self, name: str, **options: object) -> tuple[NameHit, ...]:
            heard = name == "Kamma"
            return (NameHit("sm-heard", "Qamma", Tier.TRANSLITERATION, NameKind.MAIN),) if heard else super().lookup(name)

        def lookup_tier(self, name: str, tier: Tier, **options: object) -> tuple[NameHit, ...]:
            return () if name == "Kamma" else super().lookup_tier(name, tier)

    city = place("Qamma", "city", id="sm-heard", country="SM", at=(12, 40.2), population=460_000)
    sandholm = place("Sandholm", "city", id="sm-sandholm", country="SM", at=(12.3, 40), population=300_000)
    assert (answer(text, "Kamma", Sounding(*NORLAND, SUDMARK, sandholm, city)) == "sm-heard") is found
