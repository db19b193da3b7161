"""Where a frame puts its place among the phrases of a clause, and the draft of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.extract.actor_roles import ActorRoles, Members, Phrases
from geomap.extract.clauses import Row
from geomap.extract.groups import Group
from geomap.extract.parties import Party
from geomap.extract.phrases import Phrase, Verb
from geomap.extract.rules import Frame
from geomap.extract.spots import SETTLEMENTS, UNITS, Spot
from geomap.extract.where_in import without_containers
from geomap.model import ClaimType, Extent, PlaceKind, PlaceRelation

_UNIT_KINDS = ("admin1", "admin2")


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A claim before actor, date and mood are decided."""

    frame: Frame
    start: int
    end: int
    """Evidence without its attribution."""
    trigger_start: int
    trigger_end: int
    spots: tuple[Spot, ...]
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    verb: Verb | None = None
    group: Group | None = None
    """Unnamed members of a group instead of `spots`; they are named when the actor is known."""
    background: bool = False
    """Told of a place as what it was ("P was the only town captured by X"): a fact of before, of no day that is told."""
    office: Phrase | None = None
    """An official who wants or orders it done: his side does it ("the president vowed to retake P")."""
    agent_open: bool = False
    """The clause has no room for an agent that it leaves out (a passive, a noun): another sentence may tell it."""


class Roles(ActorRoles):
    """Reads the roles of frames in one document; the readers of verb and noun frames build on it."""

    def _core(self, phrase: Phrase) -> Phrase:
        """The phrase a noun of quantity counts: "a lot of ground", "more than 30 percent of the territory"."""
        while phrase.of is not None and (phrase.words[-1].tag in "d#" or self._head(phrase) in self._lots):
            phrase = phrase.of
        return phrase

    def _place(
        self, frame: Frame, direct: Members, inner: Members, subject: Members, phrases: Phrases, *, row: Row, fronted: bool
    ) -> tuple[tuple[Spot, ...], bool]:
        """The place by the first role that holds one, and whether any role was filled at all; `fronted`: it stands before the verb."""
        present = False
        behind = without_containers(phrases, self.places, self._inside)
        for role in frame.place:
            phrases = behind
            if role == "subject" or (role == "object" and fronted):
                phrases = row.behind((subject if role == "subject" else direct)[:1]) or behind  # "the area around P is held by"
            if role == "object":
                members: Members = () if frame.object_nouns else direct
            elif role == "subject":
                members = subject
            elif role.startswith("subject:"):
                members = dict(row.behind(subject[:1])).get(role.partition(":")[2], ())
            elif role == "subject-inner":
                members = self._inside_of(row, subject)
            elif role == "of" and frame.object_nouns:
                members = inner
                if members and not self.places.of_members(members):
                    part = self._part_in(members[0], phrases)
                    return part, True  # "control of the bank in P" is not control in P
            else:
                members = next((found for preposition, found in phrases if preposition == role), ())
            if not members:
                continue
            present = present or not (role == "object" and self.parties.of_phrase(members[0]) is not None)
            spots = self.places.of_members(members)
            if role in ("object", "subject"):
                elsewhere = self._elsewhere(row, members, spots)
                if elsewhere is not None:
                    return elsewhere, True
                spots = self._enumerated(row, members, spots)
            if not spots and role in ("object", "subject") and self._is_unlisted(members[0], self.rules.lexicon.settlement_kinds):
                return (), True  # "the village of Q in P", Q in no list: nothing is told of P
            if not spots and self._head(members[0]) in self._hands and members[0].of is not None:
                spots = self.places.of_members(members[0].complements)  # "battled for control of P"
            if not spots and frame.type is ClaimType.ATTACK and (role != "object" or self.places.at_war):
                spots = self._struck_in(members[0])
            if not spots:
                spots = self._stretch(members[0], row.behind(members[:1]))
            if not spots and (role in ("object", "subject") or role in frame.particles):
                spots = self._part_in(members[0], phrases)
            if not spots and role == "object":
                spots = self._part_in(members[0], row.behind_apposition(members[0]))
            if not spots and role not in ("object", "subject") and self._stands_inside(members[0], self._head(members[0])):
                spots = self._part_in(members[0], row.behind(members[:1]))  # "left the courthouse in P"
            if not spots and role in ("object", "subject") and self._head(members[0]) in self.rules.lexicon.words("capital_nouns"):
                return (), True  # "in D, the provincial capital was taken" is not told of D
            if spots and role in ("object", "subject") and self._is_narrowed(spots, phrases):
                return self._part_in(members[0], phrases), True  # "the area around P" is not the area told of before
            if not spots and role == "object" and self._is_some_towns(members[0]):
                spots = self.places.recalled.country_here(members[0].start)
            if spots:
                if role in self._edge_prepositions and frame.type is not ClaimType.SIEGE:
                    spots = tuple(replace(spot, extent=Extent.EDGE) for spot in spots)
                return spots, True
        return (), present

    def _inside_of(self, row: Row, members: Members) -> Members:
        """Where those are of whom something is told: P of "the garrison of P", "soldiers in P"."""
        if not members:
            return ()
        if members[0].of is not None and self.places.of_members(members[0].complements):
            return members[0].complements
        links = self._inside | self.rules.lexicon.words("along_prepositions")
        return next((found for preposition, found in row.behind(members[:1]) if preposition in links), ())

    def _struck_in(self, phrase: Phrase) -> tuple[Spot, ...]:
        """The town of what was struck in it ("the bazaar of P")."""
        definite = phrase.words[0].tag == "d"
        if not definite or phrase.of is None or self.parties.of_phrase(phrase) is not None or self._head(phrase) in self._officials:
            return ()
        return tuple(spot for spot in self.places.of_members(phrase.complements) if spot.place.kind in SETTLEMENTS and not spot.anaphor)

    def _enumerated(self, row: Row, members: Members, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
        """The members that a list behind a plural names ("three towns: A, B and C", "most of D, including A")."""
        lexicon = self.rules.lexicon
        phrase = members[-1]
        head = self._head(phrase)
        many = head.endswith(tuple(lexicon.plural_endings.split())) and (
            lexicon.kind_of_noun.get(head) is not None or head in lexicon.words("part_nouns")
        )
        unit = bool(spots) and all(spot.place.kind in UNITS for spot in spots)
        named, exact = row.enumerated(phrase)
        if named and not exact and not spots and any(word.lower in lexicon.kind_of_noun for word in phrase.all_words()):
            return self.places.of_members(named)  # "most of the province, including A and B", whichever province
        if not named or not (many or (unit and not exact)):
            return spots
        listed = self.places.of_members(named)
        kept = () if exact and many else tuple(spot for spot in spots if not spot.anaphor)
        return (*kept, *(spot for spot in listed if spot.place.id not in {other.place.id for other in kept})) if listed else spots

    def _elsewhere(self, row: Row, members: Members, spots: tuple[Spot, ...]) -> tuple[Spot, ...] | None:
        """As in "the base at Q", where "the base" alone would be the one told of at P; None if the phrase names no other town."""
        behind = row.behind(members[:1])
        if len(members) != 1 or not spots or not all(spot.anaphor for spot in spots) or not behind or behind[0][0] not in self._inside:
            return None
        named = self.places.of_members(behind[0][1])
        told = {spot.place.id for spot in spots}
        other = bool(named) and all(spot.place.kind in SETTLEMENTS and not spot.anaphor and spot.place.id not in told for spot in named)
        return self._part_in(members[0], behind) if other and self._is_site(members[0]) else None

    def _labelled(self, row: Row, position: int) -> tuple[Spot, ...]:
        """The place that heads an entry ("P: clashes between X and Y", "- P (Q): X attacked positions")."""
        items = row.items
        index = 1 if items and items[0].kind in "-." else 0
        following = index + 1
        if following < position and items[following].kind == "(" and index + 3 < len(items) and items[index + 3].kind == ")":
            following = index + 4
        phrase = items[index].phrase if index < len(items) else None
        if phrase is None or following >= position or items[following].kind not in ":-" or phrase.words[-1].tag != "P":
            return ()
        if items[following].kind == "-" and self.places.memory.label(items[following].end) is not phrase.words[-1].value.place:
            return ()  # a dateline
        if any(item.kind in ";" for item in items[following:position]):
            return ()
        behind = (item.phrase for item in items[following:] if item.phrase is not None)
        if any(word.tag == "P" for other in behind for word in other.all_words()):
            return ()  # the entry tells of other places too
        return tuple(replace(spot, cues=(*spot.cues, "place.label")) for spot in self.places.of_phrase(phrase))

    def _is_narrowed(self, spots: Sequence[Spot], phrases: Phrases) -> bool:
        """Whether an anaphor for an area is followed by words that say which area."""
        area = any(cue in spot.cues for spot in spots for cue in ("place.area-anaphor", "place.part-anaphor"))
        lexicon = self.rules.lexicon
        narrowing = self._edge_prepositions | lexicon.words("between_words") | lexicon.words("along_prepositions")
        return area and bool(phrases) and phrases[0][0] in narrowing

    def _part_in(self, phrase: Phrase, phrases: Phrases) -> tuple[Spot, ...]:
        """As in "several villages near P", "positions in P", "an oil field in P province": part of P."""
        lexicon = self.rules.lexicon
        head = self._head(self._core(phrase))
        kind = lexicon.kind_of_noun.get(head)
        if phrase.words[0].tag == "r" or (
            head not in lexicon.words("part_nouns") and kind is None and head not in lexicon.words("site_nouns")
        ):
            return ()
        for preposition, members in phrases:
            near = preposition in self._edge_prepositions
            if not near and preposition not in self._inside and preposition not in lexicon.words("along_prepositions"):
                continue
            spots = self.places.of_members(members)
            if not spots:
                continue
            if self._stands_inside(phrase, head):
                spots = tuple(map(self.places.town_of_same_name, spots))
            area = all(spot.place.kind in UNITS or spot.place.kind is PlaceKind.RIVER for spot in spots)
            if area and (self._is_unlisted(phrase, _UNIT_KINDS) or self._is_lone_site(phrase, spots)):
                return ()  # "the district of Q in U"; in a town a district is a part of it
            if not area and not near and kind in ("airport", "airbase") and len(spots) == 1:
                return self.places.site_of(spots[0], head)
            if not area and head not in lexicon.words("part_nouns") and (near or not self._stands_inside(phrase, head)):
                return ()  # a dam or a crossing, and what is near a town, says nothing about the town
            extent = Extent.EDGE if near and not area else Extent.PARTIAL
            if self.places.is_most(phrase):
                extent = Extent.MOST
            return tuple(
                replace(spot, extent=Extent.EDGE if spot.extent is Extent.EDGE else extent, cues=(*spot.cues, "place.part-in"))
                for spot in spots
            )
        return ()

    def _is_lone_site(self, phrase: Phrase, spots: Sequence[Spot]) -> bool:
        """Whether a phrase is for one place in a country, or for something of a named one: "a village in C", "P's barracks in C"."""
        if any(word.tag == "P" for word in phrase.words):
            return True
        head = self._head(self._core(phrase))
        one = head in self.rules.lexicon.kind_of_noun and not self.places.words.is_plural(head)
        return one and head not in self.rules.lexicon.words("part_nouns") and all(spot.place.kind is PlaceKind.COUNTRY for spot in spots)

    def _is_unlisted(self, phrase: Phrase, kinds: Sequence[str]) -> bool:
        """Whether a place of the kinds has a name that is no known place: "the village of Q", "Q district"."""
        if self.rules.lexicon.kind_of_noun.get(self._head(phrase)) not in kinds:
            return False
        named = (*phrase.words[:-1], *(phrase.of.words if phrase.of is not None else ()))
        return any(word.tag in "nP" and word.text[0].isupper() for word in named[phrase.words[0].tag == "d" :])

    def _stretch(self, phrase: Phrase, phrases: Phrases) -> tuple[Spot, ...]:
        """As in "the road from A to B", "villages between A and B": what lies between two towns is neither of them."""
        lexicon = self.rules.lexicon
        head = self._head(self._core(phrase))
        way = head in lexicon.words("way_nouns")
        if not way and head not in lexicon.words("part_nouns") and head not in lexicon.kind_of_noun:
            return ()
        told = dict(reversed(phrases))
        ends: Members = next((told[word] for word in lexicon.words("between_words") if word in told), ())
        if not ends and way:
            ends = tuple(members[0] for word in lexicon.stretch_words.split() if (members := told.get(word)))
        spots = self.places.of_members(ends) if len(ends) == 2 else ()
        if len(spots) != 2 or any(spot.anaphor or spot.place.kind not in SETTLEMENTS for spot in spots):
            return ()
        first, last = spots
        stretch = replace(first, other=last.place.id, relation=PlaceRelation.BETWEEN, extent=Extent.PARTIAL)
        return (replace(stretch, cues=(*first.cues, "place.between")),)

    def _is_site(self, phrase: Phrase) -> bool:
        """Whether the phrase is a building, a position or another thing that stands somewhere."""
        head = self._head(phrase)
        lexicon = self.rules.lexicon
        return head in lexicon.words("site_nouns") or head in lexicon.words("part_nouns") or head in lexicon.kind_of_noun

    def _stands_inside(self, phrase: Phrase, head: str) -> bool:
        """As in "the hospital in P", "the police station in P": who has it has a part of P; not "they run schools in P"."""
        building = self.rules.lexicon.kind_of_noun.get(head) == "facility" and phrase.words[0].tag == "d"
        return building or self._is_quarters(head) or self.places.words.is_seat(phrase)

    def _is_building(self, phrase: Phrase) -> bool:
        """As in "the prison in P", not "the square of P"."""
        head = self._head(phrase)
        return self._stands_inside(phrase, head) and head not in self.rules.lexicon.words("part_nouns")

    def _is_quarters(self, head: str) -> bool:
        """As in "the army's headquarters", "the barracks": where a force sits in a town; airfields are places of their own."""
        return head in self.rules.lexicon.words("site_nouns") and self.rules.lexicon.kind_of_noun.get(head) in (None, "base")

    def _is_civil(self, frame: Frame, phrases: Sequence[tuple[str, Members]], agents: Members) -> bool:
        """Whether words of war tell of a ballot, a match or a quarrel."""
        lexicon = self.rules.lexicon
        if agents and self._head(agents[0]) in lexicon.words("civil_actors"):
            return True
        heads = [(preposition, self._head(phrase)) for preposition, members in phrases for phrase in (members[0], *members[0].complements)]
        if not lexicon.words("civil_contests").isdisjoint([head for _, head in heads]):
            return True
        if frame.type is ClaimType.ATTACK and agents and self._head_word(agents[0]) in lexicon.words("policing_forces"):
            return True  # a search, no act of war
        return frame.type is ClaimType.CONTESTED and any(
            preposition == "for" and head in lexicon.words("civil_aims") for preposition, head in heads
        )

    def _is_some_towns(self, phrase: Phrase) -> bool:
        """As in "towns", "major cities": unnamed members of the country the text is about."""
        lexicon = self.rules.lexicon
        head = self._head(phrase)
        plural = head.endswith(tuple(lexicon.plural_endings.split()))
        definite = phrase.words[0].lower in lexicon.words("definite_determiners") or any(word.tag in "PAS" for word in phrase.words)
        counted = any(word.tag == "#" for word in phrase.words)  # how many towns says nothing of the country
        return plural and phrase.of is None and not definite and not counted and lexicon.kind_of_noun.get(head) in lexicon.settlement_kinds

    def _context(self, before: int) -> tuple[Spot, ...]:
        """The place of the last claim."""
        return tuple(
            Spot(place=place, raw="", start=None, end=None, anaphor=True, score=0.7, cues=("place.context",))
            for place in self.places.memory.last_told(before)[:1]
        )

    def _of_kind(self, frame: Frame, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
        return tuple(spot for spot in spots if spot.place.kind.value in frame.kinds) if frame.kinds else spots
