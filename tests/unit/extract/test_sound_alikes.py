"""Names that only sound like a place the gazetteer has."""

from __future__ import annotations

import pytest
from small_world import SmallWorld, place

from geomap.extract.resolve import resolve_mentions
from geomap.gazetteer import NameHit, Tier
from geomap.model import Document, Mention, NameKind

WORLD = SmallWorld(
    place("Norland", "country", country="NL", at=(5, 50)),
    place("Brackwater", "city", id="nl-brackwater", country="NL", at=(6.1, 51.1), population=250_000),
)


@pytest.mark.parametrize(
    ("population", "at", "sound", "found"),
    [
        (900, (6.0, 51.0), "Rubotin", True),  # near the other place, whatever the vowels
        (900, (12.0, 54.0), "Rubotin", False),  # a far village
        (900, (12.0, 54.0), "Robotin", False),  # a far village, and another town is named
        (90_000, (12.0, 54.0), "Rubotin", True),  # a city is known
    ],
)
def test_a_small_place_that_only_sounds_alike_must_lie_near_the_others(population, at, sound, found):
    class Sounding(SmallWorld):
        def lookup_tier(self, name: str, tier: Tier, **options: object) -> tuple[NameHit, ...]:
            heard = name == "Robotyn" and tier is Tier.TRANSLITERATION
            return (NameHit("nl-heard", sound, tier, NameKind.MAIN),) if heard else super().lookup_tier(name, tier)

        def lookup(self, name: str, **options: object) -> tuple[NameHit, ...]:
            return super().lookup(name) or self.lookup_tier(name, Tier.TRANSLITERATION)

    world = Sounding(*WORLD.places.values(), place(sound, "village", id="nl-heard", country="NL", at=at, population=population))
    text = "Troops left Brackwater, Norland, and entered Robotyn."
    mentions = [
        Mention(id=name, doc_id="d", start=text.index(name), end=text.index(name) + len(name), surface=name)
        for name in ("Brackwater", "Norland", "Robotyn")
    ]
    answers = resolve_mentions(Document(id="d", text=text), mentions, world)
    assert (answers[2].place_id == "nl-heard") is found
