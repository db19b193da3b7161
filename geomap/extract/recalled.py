"""Places that a phrase calls back without naming them: "it", "the city", "the outskirts", "the provincial capital"."""

from __future__ import annotations

import re
from dataclasses import replace

from geomap.extract.actors import Hint
from geomap.extract.lexicon import Lexicon
from geomap.extract.memory import SENTENCE as _SENTENCE
from geomap.extract.memory import Memory
from geomap.extract.phrases import Phrase
from geomap.extract.place_words import PlaceWords
from geomap.extract.spots import SETTLEMENTS, UNITS, Spot
from geomap.extract.words import Word
from geomap.gazetteer import Gazetteer
from geomap.model import Extent, Place, PlaceKind

_SITE_KM = 20.0
"""How far a town's airport may lie from it."""
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\n")
_PAIR = 2
_SITES = frozenset({"airport", "airbase"})


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
        self._capitals = lexicon.words("capital_nouns")
        articles = "|".join(sorted(map(re.escape, lexicon.words("definite_articles"))))
        self._definite_noun = re.compile(rf"(?<!\w)(?:{articles})\s+(?P<noun>[^\W\d_]+)", re.IGNORECASE)
        self._auxiliaries = lexicon.words("be") | lexicon.words("have") | lexicon.words("modals")

    def of_pronoun(self, word: Word) -> tuple[Spot, ...]:
        """As in "it": the places of the last claim."""
        if word.lower not in self._lexicon.words("place_pronouns"):
            return ()
        following = self._text[word.end : word.end + 12].lower().split()
        empty = word.lower in self._lexicon.words("there_words") and following and following[0] in self._auxiliaries
        if empty and any(
            self._memory.same_sentence(named.end, word.start) for named in self._memory.within(word.start - _SENTENCE, word.start)
        ):
            return ()  # "in P there was no fighting" is told of P
        places = self._definite_before(word) or self._memory.last_told(word.start)
        if places and not self._is_told(places, word.start) and self._names_thing(places[0], word.start):
            return ()
        return tuple(self._anaphor(place, word.start, word.end, word.text, "place.pronoun") for place in places)

    def _definite_before(self, word: Word) -> tuple[Place, ...]:
        """As in "met no one in the town and holds it now": what the noun before it in the sentence means."""
        start = self._memory.stops[-1] if self._memory.stops else 0
        found = list(self._definite_noun.finditer(self._text, start, word.start)) if start < word.start else []
        kind = self._kinds.get(found[-1].group("noun").lower(), "") if found else ""
        if not found or kind not in self._lexicon.settlement_kinds or self._words.is_plural(found[-1].group("noun")):
            return ()
        place = self._memory.last_of_kind(SETTLEMENTS, found[-1].start(), noun=found[-1].group("noun").lower(), city=kind == "city")
        return (place,) if place is not None else ()

    def _is_told(self, places: tuple[Place, ...], before: int) -> bool:
        """Whether the places are those of the last claim."""
        return next((told == places for offset, told, _ in reversed(self._memory.told) if offset < before), False)

    def _names_thing(self, place: Place, before: int) -> bool:
        """Whether something that can be taken was told of since a place was named: in "P has a refinery. They seized it." it is that."""
        since = max((named.end for named in self._memory.within(0, before) if named.place.id == place.id), default=0)
        sentence = max(since, self._memory.stops[-1] if self._memory.stops else 0)
        words = re.findall(r"[a-z-]+", self._text[since:before].lower())
        if any(word in self._kinds or word in self._lexicon.words("site_nouns") for word in words):
            return True
        return any(word in self._lexicon.side_of_force for word in re.findall(r"[a-z-]+", self._text[since:sentence].lower()))

    def _anaphor(self, place: Place, start: int, end: int, raw: str, cue: str) -> Spot:
        return Spot(place=place, raw=raw, start=start, end=end, anaphor=True, score=0.8, cues=(cue,))

    def part_here(self, phrase: Phrase, head: str) -> tuple[Spot, ...]:
        """As in "the centre", "the bridges", "its outskirts": of the town told of last."""
        heading = self._memory.label(phrase.start)
        if heading is None and self._names_town_behind(phrase):
            return ()  # "the police headquarters and the depot in P"
        loose = head in self._lexicon.words("loose_parts") and not any(word.lower in self._own for word in phrase.words)
        if loose and heading is None:
            return ()
        places = self._memory.last_told(phrase.start, reach=900)
        place = heading or self._memory.last_in_sentence(SETTLEMENTS, phrase.start, passing=head in self._lexicon.words("seat_sites"))
        if place is None and not places:
            place = self._memory.last_of_kind(SETTLEMENTS, phrase.start)
            if self._memory.is_in_doubt(phrase.start, reach=900) and place != self._memory.nearest(SETTLEMENTS, phrase.start):
                return ()
        place = place or (places[0] if len(places) == 1 else None)
        if place is None or place.kind not in SETTLEMENTS:
            return ()
        spot = self._anaphor(place, phrase.start, phrase.end, self._text[phrase.start : phrase.end], "place.part-anaphor")
        return (replace(spot, extent=Extent.EDGE if head in self._edges else Extent.PARTIAL),)

    def _names_town_behind(self, phrase: Phrase) -> bool:
        """Whether a settlement is named further on in the sentence: a site named before it may lie there."""
        end = _SENTENCE_END.search(self._text, phrase.full_end)
        behind = self._memory.within(phrase.full_end, end.start() if end else len(self._text))
        return any(named.place.kind in SETTLEMENTS and not named.metonym and not named.aside and not named.passing for named in behind)

    def _unit_of(self, place: Place) -> Place | None:
        """The first-level unit a place lies in; None where the gazetteer does not tell one."""
        hits = (self._gazetteer.place(hit.place_id) for hit in self._gazetteer.lookup(place.admin1)) if place.admin1 else ()
        return next((unit for unit in hits if unit.kind is PlaceKind.ADMIN1 and unit.country == place.country), None)

    def capital_here(self, phrase: Phrase) -> tuple[Spot, ...]:
        """As in "the capital", "the provincial capital", "the Vandian capital", "both regional capitals".

        Of the people named in the phrase; else of the unit or country told of in the sentence, else of the one the text is about.
        A capital that somebody has ("the rebels' capital") is no unit's.
        """
        if any(word.tag == "S" for word in phrase.words):
            return ()
        lowers = [word.lower for word in phrase.words]
        provincial = any(self._kinds.get(lower, "") == "admin1" or lower in self._lexicon.words("unit_adjectives") for lower in lowers)
        if self._words.is_plural(lowers[-1]):
            places = self._memory.last_list(SETTLEMENTS, phrase.start)
            return tuple(self._capital(place, phrase) for place in places) if self.counts(phrase) == len(places) else ()
        code = self._people(phrase)
        if provincial and not code:
            unit = self._memory.nearest(frozenset({PlaceKind.ADMIN1}), phrase.start)
            capital = self._gazetteer.capital(unit.id) if unit else self._only_seat(phrase.start)
        else:
            country = self._gazetteer.country(code) if code else self._country_meant(phrase.start)
            capital = self._gazetteer.capital(country.id) if country else None
        return (self._capital(capital, phrase),) if capital is not None else ()

    def _capital(self, capital: Place, phrase: Phrase) -> Spot:
        named = any(other.place.id == capital.id for other in self._memory.named)
        spot = self._anaphor(capital, phrase.start, phrase.end, self._text[phrase.start : phrase.end], "place.capital")
        return replace(spot, inferred=not named)

    def _people(self, phrase: Phrase) -> str:
        """Country of the people that a phrase names ("the Sierra Leonean capital"); empty if it names none."""
        lowers = [word.value.text.lower() if isinstance(word.value, Hint) else word.lower for word in phrase.words]
        for size in (2, 1):
            for index in range(len(lowers) - size):
                code = self._gazetteer.demonyms.get(" ".join(lowers[index : index + size]))
                if code:
                    return code
        return ""

    def _country_meant(self, before: int) -> Place | None:
        """The country named just before, in its own right; else the one the text is about, else the last one named."""
        kinds = frozenset({PlaceKind.COUNTRY})
        return self._memory.nearest(kinds, before, reach=_SENTENCE) or self._main_country or self._memory.nearest(kinds, before)

    def _only_seat(self, before: int) -> Place | None:
        """The one seat of a first-level unit that was named so far; None if there are several."""
        seats = {
            named.place.id: named.place
            for named in self._memory.within(0, before)
            if named.place.kind in SETTLEMENTS and not named.metonym and (self._is_seat(named.place) or named.called & self._capitals)
        }
        return next(iter(seats.values())) if len(seats) == 1 else None

    def _is_seat(self, place: Place) -> bool:
        """Whether a first-level unit is governed from the place: by the data, or since the unit has its name."""
        units = (self._gazetteer.place(unit) for unit in place.capital_of)
        return any(unit.kind is PlaceKind.ADMIN1 for unit in units) or (bool(place.admin1) and place.admin1 == place.name)

    def there(self, before: int) -> tuple[Spot, ...]:
        """As in "there": the settlement named in the same sentence or the place told of last; nothing behind a name nobody knows."""
        places = self._memory.last_told(before)[:1]
        near = self._memory.last_in_sentence(SETTLEMENTS, before)
        if near is not None:
            places = (near,)
        return tuple(Spot(place=place, raw="", start=None, end=None, anaphor=True, score=0.7, cues=("place.context",)) for place in places)

    def site_here(self, phrase: Phrase, kinds: frozenset[PlaceKind]) -> tuple[Spot, ...]:
        """As in "the airport": the only one beside the town told of, where the gazetteer has it."""
        places = self._memory.last_told(phrase.start, reach=900)
        town = places[0] if len(places) == 1 and places[0].kind in SETTLEMENTS else self._memory.last_of_kind(SETTLEMENTS, phrase.start)
        if town is None or any(word.tag in "AS" for word in phrase.words):
            return ()
        sites = [site for _, site in self._gazetteer.nearby(town.lonlat, km=_SITE_KM, kinds=tuple(kinds)) if site.country == town.country]
        if len(sites) != 1:
            return ()
        spot = self._anaphor(sites[0], phrase.start, phrase.end, self._text[phrase.start : phrase.end], "place.site-anaphor")
        return (replace(spot, inferred=True),)

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

    def counts(self, phrase: Phrase) -> int | None:
        """How many places a plural stands for ("both towns", "the three cities"); None if it does not tell."""
        for word in phrase.words:
            if word.lower in self._lexicon.words("pair_words"):
                return 2
            number = self._lexicon.numbers.get(word.lower)
            if number is not None:
                return int(number)
        return None

    def of_list(self, phrase: Phrase, kinds: frozenset[PlaceKind]) -> tuple[Spot, ...]:
        """As in "the towns", "both", "the two places": all members of the last list, if they are as many as the phrase says."""
        raw = self._text[phrase.start : phrase.end]
        places = self._memory.last_list(kinds, phrase.start)
        if self.counts(phrase) not in (None, len(places)):
            places = self._memory.last_pair(kinds, phrase.start) if self.counts(phrase) == _PAIR else ()
        return tuple(self._anaphor(place, phrase.start, phrase.end, raw, "place.list-anaphor") for place in places)

    def of_definite(self, phrase: Phrase, head: str, kind: str) -> tuple[Spot, ...]:
        """As in "the city", "the towns", "the area"."""
        raw = self._text[phrase.start : phrase.end]
        kinds = self._words.kinds_meant(kind)
        if self._words.is_plural(head):
            return self.of_list(phrase, kinds)
        if kind == "region":
            places = self._memory.last_told(phrase.start)
            place = places[0] if len(places) == 1 else None
            if place is not None and head in self._lexicon.words("wide_nouns") and place.kind not in UNITS:
                place = self._unit_of(place)  # "the region" is no town, but the one around it
            return (self._anaphor(place, phrase.start, phrase.end, raw, "place.area-anaphor"),) if place is not None else ()
        if kind == "country" and self._main_country is not None:
            return (self._anaphor(self._main_country, phrase.start, phrase.end, raw, "place.country-anaphor"),)
        place = self._memory.last_of_kind(kinds, phrase.start, noun=head, city=kind == "city") or self._memory.only_of_kind(
            kinds, phrase.start
        )
        if place is None and kind in _SITES:
            return self.site_here(phrase, kinds)
        return (self._anaphor(place, phrase.start, phrase.end, raw, "place.anaphor"),) if place else ()
