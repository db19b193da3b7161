"""Which place a noun phrase means, how much of it, and how the event lies to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from geomap.extract.lexicon import Lexicon
from geomap.extract.memory import Memory, Named
from geomap.extract.phrases import Phrase
from geomap.extract.place_words import PlaceWords
from geomap.extract.recalled import RecalledPlaces
from geomap.extract.spots import SETTLEMENTS, UNITS, Spot
from geomap.extract.words import Word
from geomap.gazetteer import Gazetteer
from geomap.model import Extent, Place, PlaceKind, PlaceRelation

_WORD = re.compile(r"\w+")
_FIELDS = frozenset({"airport", "airbase"})
_SITE_KINDS = frozenset({"facility", "base", "airport", "airbase", "dam", "refinery", "oilfield"})
"""A site the gazetteer lacks may open a list of places ("the power plant and the towns of A and B")."""


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
        self._indefinite = lexicon.words("indefinite_determiners")
        self._capitals = lexicon.words("capital_nouns")
        self._edge_adjectives = lexicon.words("edge_adjectives")
        self._sites = lexicon.words("site_nouns")
        self.words = PlaceWords(text, lexicon)
        self.recalled = RecalledPlaces(text, gazetteer, lexicon, memory, main_country, self.words)
        self._epithets = lexicon.words("epithet_nouns")

    @cached_property
    def at_war(self) -> bool:
        """Whether the text has a word of war at all."""
        return not self.lexicon.words("war_words").isdisjoint(_WORD.findall(self.text.lower()))

    # ------------------------------------------------------------ lists
    def of_members(self, members: Sequence[Phrase]) -> tuple[Spot, ...]:
        """The places of a list of phrases; appositions repeat a place and add none."""
        found: list[Spot] = []
        for index, phrase in enumerate(members):
            if index and phrase.words[0].lower in self._indefinite:
                continue  # "A, a town in B, and C"
            spots = self.of_phrase(phrase)
            unlisted = len(members) > 1 and (phrase.words[-1].start in self.memory.strange or self._is_strange_name(phrase))
            head = self.words.head(phrase)
            site = self._kinds.get(head) in _SITE_KINDS or (len(members) > 1 and (head in self._sites or head in self._parts))
            if index == 0 and not spots and not unlisted and not site:
                return ()
            found += [spot for spot in spots if not self.contains(spot.place, found)]
        return tuple(found)

    def _is_strange_name(self, phrase: Phrase) -> bool:
        """Whether the phrase is a proper name that no entry was found for: a list may go on with known ones."""
        return phrase.of is None and all(word.tag == "n" and word.text[0].isupper() for word in phrase.words)

    def contains(self, place: Place, found: Sequence[Spot]) -> bool:
        """Whether a list member only says where the member before lies ("A, B province, and ..."), or repeats one."""
        if any(spot.place.id == place.id for spot in found):
            return True
        if not found or place.kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1):
            return False
        last = found[-1].place
        if last.kind not in SETTLEMENTS:
            return False
        return last.country == place.country and (place.kind is PlaceKind.COUNTRY or self.gazetteer.unit_of(last) == place.id)

    # ------------------------------------------------------------ one phrase
    def of_phrase(self, phrase: Phrase) -> tuple[Spot, ...]:
        """The places a phrase means; empty if it means none, or something beside a place."""
        words = phrase.words
        if words[0].tag == "r":
            return self.recalled.of_pronoun(words[0])
        if len(words) == 1 and phrase.of is None and words[0].lower in self.lexicon.words("pair_words"):
            return self.recalled.of_list(phrase, SETTLEMENTS)  # "both fell"
        extent, share = self.words.quantity(phrase)
        place_at = next((index for index in range(len(words) - 1, -1, -1) if words[index].tag == "P"), None)
        if place_at is not None:
            return self._of_named(phrase, place_at, extent, share)
        return self._of_common(phrase, extent, share)

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
        if kind is not None and self.words.fits(named.place, kind) and not self.words.is_plural(head):
            return (self._spot(named, extent, share, "place.named"),)
        if head in self._edges or any(noun in self._edge_adjectives for noun in nouns):
            return (self._spot(named, Extent.EDGE, share, "place.edge"),)
        if head in self._parts and phrase.of is not None and kind is None:
            return self._shared_kind(phrase.complements)  # "the S coast harbour of P"
        if kind == "neighbourhood" and phrase.of is not None and (town := self._town_of(phrase, named.place)):
            return (replace(town, extent=Extent.PARTIAL, cues=(*town.cues, "place.quarter")),)
        if head in self._parts and (named.place.kind in SETTLEMENTS or named.place.kind in UNITS) and head not in self._capitals:
            return (self._spot(named, extent or Extent.PARTIAL, share, "place.part"),)
        if kind is not None and self.words.is_plural(head) and named.listed and self.words.fits(named.place, kind):
            return (self._spot(named, extent, share, "place.named"),)  # "A and B provinces"
        if kind is not None and self.words.is_plural(head) and named.place.kind in UNITS:
            return (self._spot(named, Extent.PARTIAL, share, "place.part"),)
        return ()

    def _town_of(self, phrase: Phrase, named: Place) -> Spot | None:
        """P of "the N neighbourhood of P", where N is known only as something else: the quarter called N is in no table."""
        inner = self._shared_kind(phrase.complements)
        quarter = named.kind is PlaceKind.NEIGHBOURHOOD
        return (
            inner[0] if len(inner) == 1 and inner[0].place.kind in SETTLEMENTS and inner[0].place.id != named.id and not quarter else None
        )

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
        if self._kinds.get(head) in _FIELDS and named.place.kind in SETTLEMENTS:
            return self.site_of(self._spot(named, extent, share, "place.named"), head)  # "P's airport"
        if self._kinds.get(head) == "facility" and named.place.kind in SETTLEMENTS:
            return (self._spot(named, Extent.PARTIAL, share, "place.site-in"),)  # "P's main hospital"
        if head in self.lexicon.words("whole_nouns"):
            return (self._spot(named, extent, share, "place.named"),)
        if head in self._parts or (self.words.is_plural(head) and head in self._kinds) or head in self._sites:
            return (self._spot(named, extent if extent not in (None, Extent.FULL) else Extent.PARTIAL, share, "place.part"),)
        return ()

    def _of_common(self, phrase: Phrase, extent: Extent | None, share: float | None) -> tuple[Spot, ...]:
        """A phrase without a name of its own: "the towns of A and B", "parts of A", "the city", "the capital"."""
        head = self.words.head(phrase)
        if (phrase.of is None or head in self.lexicon.bearings) and self._names_another(phrase):
            return ()
        if phrase.of is not None and all(word.tag in "#jd" for word in phrase.of.words) and phrase.of.of is None:
            phrase = replace(phrase, of=None, of_list=())  # "the city of 600,000"
        if phrase.of is not None:
            return self._of_complement(phrase, head, extent, share)
        if head in self._capitals and self.words.is_definite(phrase):
            return self.recalled.capital_here(phrase)
        kind = self._kinds.get(head)
        if kind is None and head in self.lexicon.words("counted_places") and self.recalled.counts(phrase):
            return self.recalled.of_list(phrase, SETTLEMENTS)  # "the two places"
        if not self.words.is_definite(phrase):
            counted = any(word.lower in self._several or word.tag == "#" for word in phrase.words)
            return self.recalled.part_here(phrase, head) if counted and kind == "neighbourhood" else ()
        if not any(word.tag in "AS" for word in phrase.words) and (
            head in self._edges or (head in self._parts and (kind is None or kind == "facility" or head in self._sites))
        ):
            return self.recalled.part_here(phrase, head)
        if head in self.lexicon.words("seat_sites") and not any(word.tag in "PAS" for word in phrase.words):
            named = self.recalled.of_definite(phrase, head, kind) if kind else ()
            return named or self.recalled.part_here(phrase, head)  # "the presidential palace" of the town told of last
        if self.at_war and self.words.is_seat(phrase) and not any(word.tag in "PS" for word in phrase.words):
            return self.recalled.part_here(phrase, head)
        if kind is None and not any(word.tag == "S" for word in phrase.words):
            return ()
        kind = kind or ""
        if any(word.tag == "A" for word in phrase.words[:-1]) or any(word.tag == "S" for word in phrase.words):
            return self._of_possessed(phrase)
        spots = self.recalled.of_definite(phrase, head, kind)
        if not spots and self._is_part_of_town(phrase, head, kind):
            return self.recalled.part_here(phrase, head)
        if any(word.lower in self._part_adjectives for word in phrase.words) and extent is None:
            extent = Extent.PARTIAL
        return tuple(replace(spot, extent=extent, share=share) for spot in spots) if extent else spots

    def _is_part_of_town(self, phrase: Phrase, head: str, kind: str) -> bool:
        """As in "the garrison", "the bus station", "the western districts", where they are those of the town told of last."""
        if not self.at_war:
            return False
        if not self.words.is_plural(head):
            return kind in ("base", "facility", "neighbourhood") and (head in self._sites or kind == "facility")
        sided = any(word.lower in self._part_adjectives for word in phrase.words)
        return kind == "neighbourhood" or (kind == "admin2" and sided)

    def _names_another(self, phrase: Phrase) -> bool:
        """Whether the phrase holds a capitalised name no entry was found for: it is another place ("the Xyz area south of P")."""
        nouns = [word for word in phrase.words if word.tag == "n" and word.text[0].isalpha()]
        known = (self._kinds, self._capitals, self.gazetteer.demonyms)
        names = [word for word in nouns if word.text[0].isupper() and not any(word.lower in words for words in known)]
        return bool(names) and len(names) < len(nouns)

    def is_most(self, phrase: Phrase) -> bool:
        """Whether the phrase counts more than half ("most of the cities")."""
        extent, _ = self.words.quantity(phrase)
        return extent is Extent.MOST

    def share_of(self, phrase: Phrase) -> Extent | None:
        """The share a phrase tells ("all of", "most of", "parts of"); None if it tells none."""
        extent, _ = self.words.quantity(phrase)
        return extent or (Extent.PARTIAL if self.words.head(phrase) in self._parts else None)

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
            distance = self.words.distance(phrase)
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
            beside = [word.lower for word in phrase.words[:-1] if word.tag == "n"]
            if beside and all(spot.place.kind in SETTLEMENTS and not spot.anaphor for spot in inner):
                return self._beside(beside[-1], inner)
        if head in self._edges or head in self.lexicon.words("distance_words"):  # "within 10 km of P"
            return tuple(replace(spot, extent=Extent.EDGE, cues=(*spot.cues, "place.edge")) for spot in inner)
        if head in self._epithets and phrase.words[0].tag == "d" and all(spot.place.kind in SETTLEMENTS for spot in inner):
            return inner  # "the railway hub of P"
        kind = self._kinds.get(head)
        if kind in ("airport", "airbase", "base") and len(inner) == 1 and inner[0].place.kind in SETTLEMENTS:
            return self.site_of(inner[0], head)
        plural = self.words.is_plural(head)
        quantity = all(word.tag in "d#jn" for word in phrase.words) and (
            head in self._full or head in self._most or head in self._several or phrase.words[-1].tag in "d#"
        )
        if kind is not None and not quantity:
            inside = all(spot.place.kind in UNITS for spot in inner)
            same = [spot for spot in inner if self.words.fits(spot.place, kind)]
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
        if kind == "facility" and not plural and self.words.is_definite(phrase) and len(inner) == 1 and inner[0].place.kind in SETTLEMENTS:
            return (replace(inner[0], extent=Extent.PARTIAL, cues=(*inner[0].cues, "place.site-in")),)  # "the port of P"
        if head in self.lexicon.words("side_nouns") and all(spot.place.kind is PlaceKind.BORDER_CROSSING for spot in inner):
            return inner  # which side is told beside the place
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

    def _beside(self, noun: str, inner: tuple[Spot, ...]) -> tuple[Spot, ...]:
        """As in "villages north of P": what lies beside P; a site of its own there says nothing about P."""
        site = self._kinds.get(noun) not in (None, "neighbourhood", *self.lexicon.settlement_kinds) or noun in self._sites - self._parts
        if site and not self.words.is_plural(noun) and noun not in self._parts:
            return ()
        return tuple(replace(spot, extent=Extent.EDGE, cues=(*spot.cues, "place.edge")) for spot in inner)

    def site_of(self, town: Spot, head: str) -> tuple[Spot, ...]:
        """As in "the airport of P": the site where the gazetteer has it, else part of P."""
        kinds = self.words.kinds_meant(self._kinds[head])
        for hit in self.gazetteer.lookup(f"{town.raw} {head}"):
            site = self.gazetteer.place(hit.place_id)
            if site.kind in kinds and site.country == town.place.country:
                return (replace(town, place=site, cues=(*town.cues, "place.site")),)
        return (replace(town, extent=Extent.PARTIAL, cues=(*town.cues, "place.share")),)

    def _shared_kind(self, complements: Sequence[Phrase]) -> tuple[Spot, ...]:
        found: list[Spot] = []
        for phrase in complements:
            for spot in self.of_phrase(phrase):
                if not self.contains(spot.place, found):
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
        before = self.text[max(0, spot.start - 24) : spot.start].lower().split()[-2:]
        before = before[:1] if before[1:] == [self.lexicon.of] else []  # "the province of P"
        words = {*spot.raw.lower().split(), *after[:2], *before}  # "the P border region"
        if any(self._kinds.get(word.strip(".,;:")) in ("admin1", "admin2", "region") for word in words):
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
