"""Which place a noun phrase means, how much of it, and how the event lies to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.extract.lexicon import Lexicon
from geomap.extract.memory import SENTENCE as _SENTENCE
from geomap.extract.memory import Memory, Named
from geomap.extract.phrases import Phrase
from geomap.extract.words import Word
from geomap.gazetteer import Gazetteer
from geomap.model import Extent, Place, PlaceKind, PlaceRelation

SETTLEMENTS = frozenset({PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE})
AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.RIVER, PlaceKind.LAKE})
UNITS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
_SITE_KINDS = frozenset({"facility", "base", "airport", "airbase", "dam", "refinery", "oilfield"})
"""A site the gazetteer lacks may open a list of places ("the power plant and the towns of A and B")."""
_PERCENT = re.compile(r"^(\d+(?:\.\d+)?)%?$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A place as an argument of a claim."""

    place: Place
    raw: str
    start: int | None
    end: int | None
    extent: Extent | None = None
    relation: PlaceRelation = PlaceRelation.AT
    share: float | None = None
    score: float = 1.0
    inferred: bool = False
    anaphor: bool = False
    bearing_deg: float | None = None
    distance_km: float | None = None
    cues: tuple[str, ...] = ()


class PlaceFinder:
    """Reads places out of the noun phrases of one document."""

    def __init__(self, text: str, gazetteer: Gazetteer, lexicon: Lexicon, memory: Memory, main_country: Place | None) -> None:
        """Keep the document's text, the gazetteer, the language, what was read so far, and the country the text is about."""
        self.main_country = main_country
        self.text = text
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.memory = memory
        self._kinds = lexicon.kind_of_noun
        self._parts = lexicon.words("part_nouns")
        self._edges = lexicon.words("edge_nouns")
        self._most = lexicon.words("most_words")
        self._full = lexicon.words("full_words")
        self._part_adjectives = lexicon.words("part_adjectives")
        self._several = lexicon.words("several_words")
        self._definite = lexicon.words("definite_determiners")
        self._indefinite = lexicon.words("indefinite_determiners")
        self._capitals = lexicon.words("capital_nouns")
        self._edge_adjectives = lexicon.words("edge_adjectives")
        self._sites = lexicon.words("site_nouns")
        self._own = lexicon.words("own_pronouns")

    # ------------------------------------------------------------ lists
    def of_members(self, members: Sequence[Phrase]) -> tuple[Spot, ...]:
        """The places of a list of phrases; appositions repeat a place and add none."""
        found: list[Spot] = []
        for index, phrase in enumerate(members):
            if index and phrase.words[0].lower in self._indefinite:
                continue  # "A, a town in B, and C"
            spots = self.of_phrase(phrase)
            if index == 0 and not spots and self._kinds.get(self._head(phrase)) not in _SITE_KINDS:
                return ()
            found += [spot for spot in spots if not self._contains(spot.place, found)]
        return tuple(found)

    def _contains(self, place: Place, found: Sequence[Spot]) -> bool:
        """Whether a list member only says where the member before lies ("A, B province, and ..."), or repeats one."""
        if any(spot.place.id == place.id for spot in found):
            return True
        if not found or place.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1):
            return False
        last = found[-1].place
        if last.kind not in SETTLEMENTS:
            return False
        return last.country == place.country and (place.kind is PlaceKind.COUNTRY or last.admin1 == place.name)

    # ------------------------------------------------------------ one phrase
    def of_phrase(self, phrase: Phrase) -> tuple[Spot, ...]:
        """The places a phrase means; empty if it means none, or something beside a place."""
        words = phrase.words
        if words[0].tag == "r":
            return self._of_pronoun(words[0])
        extent, share = self._quantity(phrase)
        place_at = next((index for index in range(len(words) - 1, -1, -1) if words[index].tag == "P"), None)
        if place_at is not None:
            return self._of_named(phrase, place_at, extent, share)
        return self._of_common(phrase, extent, share)

    def _of_pronoun(self, word: Word) -> tuple[Spot, ...]:
        if word.lower not in self.lexicon.words("place_pronouns"):
            return ()
        places = self.memory.last_told(word.start)
        return tuple(self._anaphor(place, word.start, word.end, word.text, "place.pronoun") for place in places)

    def _anaphor(self, place: Place, start: int, end: int, raw: str, cue: str) -> Spot:
        return Spot(place=place, raw=raw, start=start, end=end, anaphor=True, score=0.8, cues=(cue,))

    def _spot(self, named: Named, extent: Extent | None, share: float | None, *cues: str) -> Spot:
        return Spot(
            place=named.place,
            raw=self.text[named.start : named.end],
            start=named.start,
            end=named.end,
            extent=extent,
            share=share,
            score=named.score,
            cues=cues,
        )

    def _of_named(self, phrase: Phrase, at: int, extent: Extent | None, share: float | None) -> tuple[Spot, ...]:
        words = phrase.words
        named: Named = words[at].value
        rest = words[at + 1 :]
        before = words[:at]
        if any(word.tag == "S" for word in before) and not any(word.tag == "P" for word in before) and before[-1].tag == "S":
            return ()  # somebody's place: "Gaddafi's Tripoli" is rare, "AP's Baghdad bureau" is not
        if not rest:
            if any(word.lower in self._part_adjectives for word in before[-2:]) and extent is None:
                extent = Extent.PARTIAL
            if named.place.kind is PlaceKind.COUNTRY and before and before[-1].tag == "n" and before[-1].text[0].isupper():
                return ()
            if phrase.of and not any(word.tag in "PA" for word in phrase.of.words):
                return ()
            return (self._spot(named, extent, share, "place.named"),)
        if rest[0].tag == "S":
            return self._of_possessive(named, rest[1:], extent, share)
        nouns = [word.lower for word in rest if word.tag == "n"]
        if not nouns or (nouns[0] in self.lexicon.bearings and phrase.of is not None):
            return (self._spot(named, extent, share, "place.named"),)  # "P east of Q"
        head = nouns[-1]
        kind = self._kinds.get(head)
        if head in self._capitals and named.place.kind in UNITS:
            capital = self.gazetteer.capital(named.place.id)
            return (replace(self._spot(named, extent, share, "place.capital"), place=capital, inferred=True),) if capital else ()
        if kind is not None and self._fits(named.place, kind) and not self._is_plural(head):
            return (self._spot(named, extent, share, "place.named"),)
        if head in self._edges or any(noun in self._edge_adjectives for noun in nouns):
            return (self._spot(named, Extent.EDGE, share, "place.edge"),)
        if head in self._parts and (named.place.kind in SETTLEMENTS or named.place.kind in UNITS) and head not in self._capitals:
            return (self._spot(named, extent or Extent.PARTIAL, share, "place.part"),)
        if kind is not None and self._is_plural(head) and named.listed and self._fits(named.place, kind):
            return (self._spot(named, extent, share, "place.named"),)  # "A and B provinces"
        if kind is not None and self._is_plural(head) and named.place.kind in UNITS:
            return (self._spot(named, Extent.PARTIAL, share, "place.part"),)
        return ()

    def _of_possessive(self, named: Named, rest: Sequence[Word], extent: Extent | None, share: float | None) -> tuple[Spot, ...]:
        """As in "P's eastern half", "P's outskirts", "P's capital"."""
        nouns = [word.lower for word in rest if word.tag in "nI#"]
        if not nouns:
            return ()
        head = nouns[-1]
        if head in self._capitals:
            capital = self.gazetteer.capital(named.place.id)
            return (replace(self._spot(named, extent, share, "place.capital"), place=capital, inferred=True),) if capital else ()
        if head in self._edges or any(word.lower in self._edge_adjectives for word in rest):
            return (self._spot(named, Extent.EDGE, share, "place.edge"),)
        if head in self.lexicon.words("whole_nouns"):
            return (self._spot(named, extent, share, "place.named"),)
        if head in self._parts or (self._is_plural(head) and head in self._kinds) or head in self._sites:
            if head in self._sites and head not in self._parts and named.place.kind in SETTLEMENTS:
                return ()  # a site of its own
            return (self._spot(named, extent if extent not in (None, Extent.FULL) else Extent.PARTIAL, share, "place.part"),)
        return ()

    def _of_common(self, phrase: Phrase, extent: Extent | None, share: float | None) -> tuple[Spot, ...]:
        """A phrase without a name of its own: "the towns of A and B", "parts of A", "the city", "the capital"."""
        head = self._head(phrase)
        if (phrase.of is None or head in self.lexicon.bearings) and self._names_another(phrase):
            return ()
        if phrase.of is not None:
            return self._of_complement(phrase, head, extent, share)
        if head in self._capitals and self._is_definite(phrase):
            return self._of_capital_here(phrase)
        kind = self._kinds.get(head)
        if not self._is_definite(phrase):
            counted = any(word.lower in self._several or word.tag == "#" for word in phrase.words)
            return self._of_part_here(phrase, head) if counted and kind == "neighbourhood" else ()
        if not any(word.tag in "AS" for word in phrase.words) and (
            head in self._edges or (head in self._parts and (kind is None or kind == "facility" or head in self._sites))
        ):
            return self._of_part_here(phrase, head)
        if kind is None and not any(word.tag == "S" for word in phrase.words):
            return ()
        kind = kind or ""
        if any(word.tag == "A" for word in phrase.words[:-1]) or any(word.tag == "S" for word in phrase.words):
            return self._of_possessed(phrase)
        spots = self._of_definite(phrase, head, kind)
        if not spots and kind == "base" and head in self._sites and not self._is_plural(head):
            return self._of_part_here(phrase, head)  # "the garrison" of the town told of last
        if any(word.lower in self._part_adjectives for word in phrase.words) and extent is None:
            extent = Extent.PARTIAL
        return tuple(replace(spot, extent=extent, share=share) for spot in spots) if extent else spots

    def _names_another(self, phrase: Phrase) -> bool:
        """Whether the phrase holds a capitalised name no entry was found for: it is another place ("the Xyz area south of P")."""
        nouns = [word for word in phrase.words if word.tag == "n" and word.text[0].isalpha()]
        known = (self._kinds, self._capitals, self.gazetteer.demonyms)
        names = [word for word in nouns if word.text[0].isupper() and not any(word.lower in words for words in known)]
        return bool(names) and len(names) < len(nouns)

    def _of_part_here(self, phrase: Phrase, head: str) -> tuple[Spot, ...]:
        """As in "the centre", "the bridges", "its outskirts": of the town told of last."""
        if head in self.lexicon.words("loose_parts") and not any(word.lower in self._own for word in phrase.words):
            return ()
        places = self.memory.last_told(phrase.start, reach=900)
        place = places[0] if len(places) == 1 else self.memory.last_of_kind(SETTLEMENTS, phrase.start)
        if place is None or place.kind not in SETTLEMENTS:
            return ()
        spot = self._anaphor(place, phrase.start, phrase.end, self.text[phrase.start : phrase.end], "place.part-anaphor")
        return (replace(spot, extent=Extent.EDGE if head in self._edges else Extent.PARTIAL),)

    def is_most(self, phrase: Phrase) -> bool:
        """Whether the phrase counts more than half ("most of the cities")."""
        extent, _ = self._quantity(phrase)
        return extent is Extent.MOST

    def share_of(self, phrase: Phrase) -> Extent | None:
        """The share a phrase tells ("all of", "most of", "parts of"); None if it tells none."""
        extent, _ = self._quantity(phrase)
        return extent or (Extent.PARTIAL if self._head(phrase) in self._parts else None)

    def _of_possessed(self, phrase: Phrase) -> tuple[Spot, ...]:
        """As in "the city's eastern half": a part of a place that stands for a name."""
        marks = [index for index, word in enumerate(phrase.words) if word.tag == "S"]
        if not marks:
            return ()
        owner = Phrase(words=phrase.words[: marks[-1]]) if marks[-1] else None
        rest = phrase.words[marks[-1] + 1 :]
        nouns = [word.lower for word in rest if word.tag in "n#"]
        if owner is None or not nouns:
            return ()
        spots = self.of_phrase(owner)
        if nouns[-1] in self._edges:
            return tuple(replace(spot, extent=Extent.EDGE) for spot in spots)
        if nouns[-1] in self._parts:
            return tuple(replace(spot, extent=Extent.PARTIAL) for spot in spots)
        return ()

    def _of_complement(self, phrase: Phrase, head: str, extent: Extent | None, share: float | None) -> tuple[Spot, ...]:
        complements = phrase.complements
        if head in self._capitals:
            return self._of_capitals(phrase)
        inner = self._shared_kind(complements)
        if not inner:
            return ()
        if head in self.lexicon.bearings:
            distance = self._distance(phrase)
            if distance is not None:
                return tuple(
                    replace(
                        spot,
                        extent=Extent.EDGE,
                        relation=PlaceRelation.BEARING,
                        distance_km=distance,
                        bearing_deg=self.lexicon.bearings[head],
                        cues=(*spot.cues, "place.bearing"),
                    )
                    for spot in inner
                )
        if head in self._edges:
            return tuple(replace(spot, extent=Extent.EDGE, cues=(*spot.cues, "place.edge")) for spot in inner)
        kind = self._kinds.get(head)
        if kind in ("airport", "airbase", "base") and len(inner) == 1 and inner[0].place.kind in SETTLEMENTS:
            return self._of_site(inner[0], head)
        plural = self._is_plural(head)
        quantity = all(word.tag in "d#jn" for word in phrase.words) and (
            head in self._full or head in self._most or head in self._several or phrase.words[-1].tag in "d#"
        )
        if kind is not None and not quantity:
            inside = all(spot.place.kind in UNITS for spot in inner)
            same = [spot for spot in inner if self._fits(spot.place, kind)]
            if (
                same
                and (not plural or len(inner) > 1 or not inside or kind in ("admin1", "region"))
                and not (plural and len(inner) == 1 and inside)
            ):
                return tuple(replace(spot, extent=extent or spot.extent, share=share) for spot in inner)
            if inside or head in self._parts:
                part = extent if extent in (Extent.MOST, Extent.PARTIAL) else Extent.PARTIAL
                return tuple(replace(spot, extent=part, share=share, cues=(*spot.cues, "place.members")) for spot in inner)
            return ()
        if quantity or head in self._parts:
            if extent is None or (extent is Extent.FULL and head in self._parts and head not in self._full):
                extent = Extent.PARTIAL
            return tuple(
                replace(
                    spot,
                    extent=spot.extent if spot.extent in (Extent.PARTIAL, Extent.EDGE) else extent,
                    share=share,
                    cues=(*spot.cues, "place.share"),
                )
                for spot in inner
            )
        return ()

    def _of_site(self, town: Spot, head: str) -> tuple[Spot, ...]:
        """As in "the airport of P": the site where the gazetteer has it, else part of P."""
        kinds = self._place_kinds(self._kinds[head])
        for hit in self.gazetteer.lookup(f"{town.raw} {head}"):
            site = self.gazetteer.place(hit.place_id)
            if site.kind in kinds and site.country == town.place.country:
                return (replace(town, place=site, cues=(*town.cues, "place.site")),)
        return (replace(town, extent=Extent.PARTIAL, cues=(*town.cues, "place.share")),)

    def _shared_kind(self, complements: Sequence[Phrase]) -> tuple[Spot, ...]:
        found: list[Spot] = []
        for phrase in complements:
            for spot in self.of_phrase(phrase):
                if not self._contains(spot.place, found):
                    found.append(spot)
        return tuple(found)

    def town_of_same_name(self, spot: Spot) -> Spot:
        """The town that shares its name with a unit, where a bare name is taken or left as a whole.

        Source: study of places in LANGUAGE, section 4: the generic word beside the name decides, else the verb; towns are taken,
        provinces are held in part.
        """
        unit = spot.place
        if unit.kind not in (PlaceKind.ADMIN1, PlaceKind.ADMIN2) or spot.extent is not None or spot.anaphor or spot.start is None:
            return spot
        after = self.text[spot.end : (spot.end or 0) + 24].lower().split()
        words = {*spot.raw.lower().split(), *after[:1]}
        if any(self._kinds.get(word.strip(".,;:")) in ("admin1", "admin2") for word in words):
            return spot
        capital = self.gazetteer.capital(unit.id)
        towns = [self.gazetteer.place(hit.place_id) for hit in self.gazetteer.lookup(spot.raw)]
        towns = [town for town in towns if town.kind in SETTLEMENTS and town.country == unit.country]
        if capital is not None and any(town.id == capital.id for town in towns):
            towns = [capital]
        largest = max(towns, key=lambda town: (town.population or 0, town.id), default=None)
        return replace(spot, place=largest, cues=(*spot.cues, "place.town-of-unit")) if largest is not None else spot

    # ------------------------------------------------------------ capitals
    def _of_capitals(self, phrase: Phrase) -> tuple[Spot, ...]:
        found = []
        for complement in phrase.complements:
            for spot in self.of_phrase(complement):
                capital = spot.place if spot.place.kind in SETTLEMENTS else self._capital_of(spot.place)
                if capital is not None:
                    named = any(other.place.id == capital.id for other in self.memory.named)
                    found.append(replace(spot, place=capital, inferred=not named, cues=("place.capital",), extent=None))
        return tuple(found)

    def _capital_of(self, place: Place) -> Place | None:
        return self.gazetteer.capital(place.id)

    def _of_capital_here(self, phrase: Phrase) -> tuple[Spot, ...]:
        """As in "the capital", "the provincial capital": of the unit named last."""
        unit = self.memory.nearest(frozenset({PlaceKind.COUNTRY}), phrase.start)
        if any(self._kinds.get(word.lower, "") == "admin1" or word.lower in self.lexicon.words("unit_adjectives") for word in phrase.words):
            unit = self.memory.nearest(frozenset({PlaceKind.ADMIN1}), phrase.start)
        capital = self.gazetteer.capital(unit.id) if unit else None
        if capital is None:
            return ()
        named = any(other.place.id == capital.id for other in self.memory.named)
        return (
            replace(
                self._anaphor(capital, phrase.start, phrase.end, self.text[phrase.start : phrase.end], "place.capital"), inferred=not named
            ),
        )

    def country_here(self, before: int) -> tuple[Spot, ...]:
        """The country named last, in part: where "towns" and "ground" are that the text does not name."""
        country = self.memory.nearest(frozenset({PlaceKind.COUNTRY}), before, reach=_SENTENCE) or self.main_country
        if country is None:
            return ()
        return (
            Spot(
                place=country, raw="", start=None, end=None, extent=Extent.PARTIAL, anaphor=True, score=0.6, cues=("place.country-context",)
            ),
        )

    # ------------------------------------------------------------ anaphors
    def _of_definite(self, phrase: Phrase, head: str, kind: str) -> tuple[Spot, ...]:
        """As in "the city", "the towns", "the area"."""
        raw = self.text[phrase.start : phrase.end]
        kinds = self._place_kinds(kind)
        if self._is_plural(head):
            places = self.memory.last_list(kinds, phrase.start)
            return tuple(self._anaphor(place, phrase.start, phrase.end, raw, "place.list-anaphor") for place in places)
        if kind == "region":
            places = self.memory.last_told(phrase.start)
            if len(places) != 1:
                return ()
            return (self._anaphor(places[0], phrase.start, phrase.end, raw, "place.area-anaphor"),)
        if kind == "country" and self.main_country is not None:
            return (self._anaphor(self.main_country, phrase.start, phrase.end, raw, "place.country-anaphor"),)
        place = self.memory.last_of_kind(kinds, phrase.start) or self.memory.only_of_kind(kinds, phrase.start)
        return (self._anaphor(place, phrase.start, phrase.end, raw, "place.anaphor"),) if place else ()

    def _place_kinds(self, kind: str) -> frozenset[PlaceKind]:
        if kind in self.lexicon.settlement_kinds:
            return SETTLEMENTS
        if kind in ("airbase", "base", "airport"):
            return frozenset({PlaceKind.AIRBASE, PlaceKind.BASE, PlaceKind.AIRPORT})
        return frozenset({PlaceKind(kind)})

    # ------------------------------------------------------------ words
    def _distance(self, phrase: Phrase) -> float | None:
        """Kilometres of "20 km west of P"."""
        for index, word in enumerate(phrase.words):
            number = re.match(r"^(\d+(?:[.,]\d+)?)\s*([a-z]*)$", word.lower)
            unit = (number.group(2) if number else "") or (phrase.words[index + 1].lower if index + 1 < len(phrase.words) else "")
            if number and unit in self.lexicon.words("distance_words"):
                return float(number.group(1).replace(",", ".")) * self.lexicon.distance_factors.get(unit, 1.0)
        return None

    def _head(self, phrase: Phrase) -> str:
        nouns = [word.lower for word in phrase.words if word.tag in "nIA"]
        return nouns[-1] if nouns else phrase.words[-1].lower

    def _is_definite(self, phrase: Phrase) -> bool:
        return phrase.words[0].lower in self._definite or any(word.tag == "S" for word in phrase.words)

    def _is_plural(self, noun: str) -> bool:
        return any(noun.endswith(ending) for ending in self.lexicon.plural_endings.split()) and not noun.endswith("ss")

    def _fits(self, place: Place, kind: str) -> bool:
        """Whether the generic word says what the place is ("Anbar province", "the city of Qaim")."""
        return (
            place.kind in self._place_kinds(kind)
            or (kind in ("admin1", "region", "admin2") and place.kind in UNITS)
            or (kind in ("river", "region") and place.kind in (PlaceKind.RIVER, PlaceKind.REGION, PlaceKind.LAKE))
        )

    def _quantity(self, phrase: Phrase) -> tuple[Extent | None, float | None]:
        """How much of it: "most of", "at least 70 percent of", "parts of", "all of"."""
        lowers = [word.lower for word in phrase.words]
        for index, word in enumerate(phrase.words):
            match = _PERCENT.match(word.lower)
            percent_sign = word.lower.endswith("%") or (
                index + 1 < len(lowers) and lowers[index + 1] in self.lexicon.words("percent_words")
            )
            if match and percent_sign:
                share = min(100.0, float(match.group(1)))
                return (Extent.FULL if share >= 100 else Extent.MOST if share > 50 else Extent.PARTIAL), share
        if any(lower in self._most for lower in lowers):
            return Extent.MOST, None
        if any(lower in self._full for lower in lowers):
            almost = self.text[max(0, phrase.start - 12) : phrase.end].lower()
            return (Extent.MOST if re.search(rf"\b(?:{'|'.join(self.lexicon.words('almost_words'))})\b", almost) else Extent.FULL), None
        if any(lower in self._edge_adjectives for lower in lowers):
            return Extent.EDGE, None
        if any(lower in self._several for lower in lowers):
            return Extent.PARTIAL, None
        return None, None
