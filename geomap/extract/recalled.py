"""Places that a phrase calls back without naming them: "it", "the city", "the outskirts", "the provincial capital"."""

from __future__ import annotations

from dataclasses import replace

from geomap.extract.lexicon import Lexicon
from geomap.extract.memory import SENTENCE as _SENTENCE
from geomap.extract.memory import Memory
from geomap.extract.phrases import Phrase
from geomap.extract.place_words import PlaceWords
from geomap.extract.spots import SETTLEMENTS, Spot
from geomap.extract.words import Word
from geomap.gazetteer import Gazetteer
from geomap.model import Extent, Place, PlaceKind


class RecalledPlaces:
    """Finds what a phrase refers back to in one document."""

    def __init__(
        self, text: str, gazetteer: Gazetteer, lexicon: Lexicon, memory: Memory, main_country: Place | None, words: PlaceWords
    ) -> None:
        """Keep the document's text, what was read of it so far, and the country it is about."""
        self._text = text
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._memory = memory
        self._main_country = main_country
        self._words = words
        self._kinds = lexicon.kind_of_noun
        self._edges = lexicon.words("edge_nouns")
        self._own = lexicon.words("own_pronouns")

    def of_pronoun(self, word: Word) -> tuple[Spot, ...]:
        """As in "it": the places of the last claim."""
        if word.lower not in self._lexicon.words("place_pronouns"):
            return ()
        places = self._memory.last_told(word.start)
        return tuple(self._anaphor(place, word.start, word.end, word.text, "place.pronoun") for place in places)

    def _anaphor(self, place: Place, start: int, end: int, raw: str, cue: str) -> Spot:
        return Spot(place=place, raw=raw, start=start, end=end, anaphor=True, score=0.8, cues=(cue,))

    def part_here(self, phrase: Phrase, head: str) -> tuple[Spot, ...]:
        """As in "the centre", "the bridges", "its outskirts": of the town told of last."""
        if head in self._lexicon.words("loose_parts") and not any(word.lower in self._own for word in phrase.words):
            return ()
        places = self._memory.last_told(phrase.start, reach=900)
        place = places[0] if len(places) == 1 else self._memory.last_of_kind(SETTLEMENTS, phrase.start)
        if place is None or place.kind not in SETTLEMENTS:
            return ()
        spot = self._anaphor(place, phrase.start, phrase.end, self._text[phrase.start : phrase.end], "place.part-anaphor")
        return (replace(spot, extent=Extent.EDGE if head in self._edges else Extent.PARTIAL),)

    def capital_here(self, phrase: Phrase) -> tuple[Spot, ...]:
        """As in "the capital", "the provincial capital": of the unit named last."""
        unit = self._memory.nearest(frozenset({PlaceKind.COUNTRY}), phrase.start)
        if any(
            self._kinds.get(word.lower, "") == "admin1" or word.lower in self._lexicon.words("unit_adjectives") for word in phrase.words
        ):
            unit = self._memory.nearest(frozenset({PlaceKind.ADMIN1}), phrase.start)
        capital = self._gazetteer.capital(unit.id) if unit else None
        if capital is None:
            return ()
        named = any(other.place.id == capital.id for other in self._memory.named)
        return (
            replace(
                self._anaphor(capital, phrase.start, phrase.end, self._text[phrase.start : phrase.end], "place.capital"), inferred=not named
            ),
        )

    def country_here(self, before: int) -> tuple[Spot, ...]:
        """The country named last, in part: where "towns" and "ground" are that the text does not name."""
        country = self._memory.nearest(frozenset({PlaceKind.COUNTRY}), before, reach=_SENTENCE) or self._main_country
        if country is None:
            return ()
        return (
            Spot(
                place=country, raw="", start=None, end=None, extent=Extent.PARTIAL, anaphor=True, score=0.6, cues=("place.country-context",)
            ),
        )

    def of_definite(self, phrase: Phrase, head: str, kind: str) -> tuple[Spot, ...]:
        """As in "the city", "the towns", "the area"."""
        raw = self._text[phrase.start : phrase.end]
        kinds = self._words.kinds_meant(kind)
        if self._words.is_plural(head):
            places = self._memory.last_list(kinds, phrase.start)
            return tuple(self._anaphor(place, phrase.start, phrase.end, raw, "place.list-anaphor") for place in places)
        if kind == "region":
            places = self._memory.last_told(phrase.start)
            if len(places) != 1:
                return ()
            return (self._anaphor(places[0], phrase.start, phrase.end, raw, "place.area-anaphor"),)
        if kind == "country" and self._main_country is not None:
            return (self._anaphor(self._main_country, phrase.start, phrase.end, raw, "place.country-anaphor"),)
        place = self._memory.last_of_kind(kinds, phrase.start) or self._memory.only_of_kind(kinds, phrase.start)
        return (self._anaphor(place, phrase.start, phrase.end, raw, "place.anaphor"),) if place else ()
