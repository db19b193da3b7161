"""Where a noun of action puts its place: "the fall of P", "P fighting", "P's fall", "P saw fighting", "P under siege"."""

from __future__ import annotations

from dataclasses import replace

from geomap.extract.actor_roles import Members, Phrases
from geomap.extract.clauses import Row
from geomap.extract.phrases import Phrase
from geomap.extract.roles import Roles
from geomap.extract.rules import Frame
from geomap.extract.spots import SETTLEMENTS, Spot
from geomap.extract.where_in import located_before
from geomap.extract.words import Word
from geomap.model import ClaimType, Extent

_CONTEXT = 300
"""Code points within which a noun of action may take the place told of before."""


class NounPlaces(Roles):
    """Finds the places of noun frames."""

    def _near_place(self, word: Word) -> tuple[Spot, ...]:
        """The town told of or named in the sentence before, for a noun of action that names none itself."""
        memory = self.places.memory
        told = memory.last_told(word.start, reach=_CONTEXT)
        place = told[0] if len(told) == 1 else memory.nearest(SETTLEMENTS, word.start, reach=_CONTEXT)
        if place is None or place.kind not in SETTLEMENTS:
            return ()
        return (Spot(place=place, raw="", start=None, end=None, anaphor=True, score=0.6, cues=("place.context",)),)

    def _noun_place(
        self, frame: Frame, role: str, row: Row, position: int, outer: Phrase, phrase: Phrase, number: int, phrases: Phrases
    ) -> tuple[Spot, ...]:
        if role in ("of", "of-place"):
            return self.places.of_members(phrase.complements) if phrase.of else ()
        if role == "whose":
            opener = row.items[position - 1].text if position and phrase is outer else ""
            return self.places.of_members(row.antecedent_before(position)) if opener in self.rules.lexicon.words("whose_words") else ()
        if role in ("modifier-place", "possessive"):
            named = [index for index in range(number) if phrase.words[index].tag == "P"]
            if not named:
                return ()
            owned = named[-1] + 1 < number and phrase.words[named[-1] + 1].tag == "S"
            if (role == "possessive") != owned:
                return ()
            if (
                owned
                and "of" in frame.place
                and (phrase.of is not None or self.parties.of_phrase(Phrase(words=phrase.words[: named[-1] + 1])))
            ):
                return ()  # "M's capture of P"
            return self.places.of_phrase(
                Phrase(words=phrase.words[: named[-1] + 1] if owned else self._up_to_kind(phrase, named[-1], number))
            )
        if role == "apposition":
            lost = any(word.lower in self.rules.lexicon.words("last_adjectives") for word in phrase.words[:number])
            return self._apposed(row, position) if phrase is outer and not lost else ()
        if role == "predicate":
            verb = row.items[position + 1].verb if phrase is outer and position + 2 < len(row.items) else None
            told = row.items[position + 2].phrase if verb is not None and not verb.base else None
            return self.places.of_phrase(told) if told is not None and told.words[-1].tag == "P" else ()
        if role == "subject":
            return self.places.of_members(self._said_of(row, position)) if phrase is outer else ()
        if role == "under-subject":
            link = row.items[position - 1] if position else None
            if link is None or link.text != self.rules.lexicon.under or position < 2:
                return ()
            if row.items[position - 2].phrase is not None and not any(item.verb for item in row.items[:position]):
                return self.places.of_members(row.list_ending(position - 2))  # a headline: "P under siege"
            return self.places.of_members(row.subject(position - 2)) if row.items[position - 2].verb is not None else ()
        if role == "witness":
            return self._witness(row, position, outer, phrase)
        for preposition, members in phrases:
            if preposition != role:
                continue
            spots = self.places.of_members(members)
            if not spots and self._head(members[0]) in self._hands and members[0].of is not None:
                spots = self.places.of_members(members[0].complements)  # "the fight for control of P"
            if not spots and (frame.type is ClaimType.ATTACK or self._is_site(members[0])):
                spots = self._site_in(members[0], phrases)
            if spots:
                around = frame.type is not ClaimType.SIEGE and role in self._edge_prepositions  # a ring around P is a siege of all of it
                return tuple(replace(spot, extent=Extent.EDGE) for spot in spots) if around else spots
        return ()

    def _verb_before(self, row: Row, position: int) -> int:
        """Index of the verb right before a phrase, adverbs passed over; 0 without one."""
        back = position - 1
        while back > 0 and row.items[back].kind == "j":
            back -= 1
        return back if back > 0 and row.items[back].verb is not None else 0

    def _said_of(self, row: Row, position: int) -> Members:
        """Of whom or what a phrase behind a copula is said ("P is still a stronghold")."""
        index = self._verb_before(row, position)
        verb = row.items[index].verb
        if not index or verb is None or verb.base not in ("", *self.rules.lexicon.words("copular_verbs")):
            return ()
        return row.subject(index)

    def _witness(self, row: Row, position: int, outer: Phrase, phrase: Phrase) -> tuple[Spot, ...]:
        """As in "P saw heavy fighting", "P was the scene of clashes": the subject of a verb that only says where it happened."""
        lexicon = self.rules.lexicon
        struck = row.items[position - 2].verb if position >= 2 and row.items[position - 1].text in self._agent else None
        if struck is not None and struck.passive and outer is phrase and struck.base in lexicon.words("event_verbs"):
            return self.places.of_members(row.subject(position - 2))  # "P was rocked by explosions"
        verb = row.items[position - 1].verb if position else None
        if verb is None or verb.passive:
            return ()
        scene = (
            verb.base in ("", *lexicon.words("copular_verbs")) and self._head(outer) in lexicon.words("scene_nouns") and outer is not phrase
        )
        if not scene and not (outer is phrase and verb.base in lexicon.words("witness_verbs")):
            return ()
        return self.places.of_members(row.subject(position - 1))

    def _up_to_kind(self, phrase: Phrase, at: int, number: int) -> tuple[Word, ...]:
        """The words of a place modifier with its generic word ("Anbar province" of "Anbar province fighting")."""
        end = at + 1
        while end < number and phrase.words[end].lower in self.rules.lexicon.kind_of_noun:
            end += 1
        return phrase.words[:end]

    def _site_in(self, phrase: Phrase, phrases: Phrases) -> tuple[Spot, ...]:
        """As in "an air strike on a market in P": the place of the building struck."""
        if phrase.of is not None:
            spots = self.places.of_members(phrase.complements)
            if spots:
                return spots
        for preposition, members in phrases:
            if preposition in self._inside and members[0] is not phrase:
                spots = self.places.of_members(members)
                if spots:
                    return spots
        return ()

    def _apposed(self, row: Row, position: int) -> tuple[Spot, ...]:
        if position >= 2 and row.items[position - 1].kind in ",-(" and row.items[position - 2].phrase is not None:
            before = row.items[position - 2].phrase
            assert before is not None
            return located_before(row, position - 2, self.places.of_phrase(before), self.places, self._inside)
        following = position + 1
        if (
            following < len(row.items)
            and row.items[following].kind in ",-"
            and following + 1 < len(row.items)
            and row.items[following + 1].phrase is not None
        ):
            after = row.items[following + 1].phrase
            assert after is not None
            return self.places.of_phrase(after) if after.words[0].tag == "P" else ()
        return ()
