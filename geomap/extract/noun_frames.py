"""Noun frames: "the fall of P", "an air strike on P", "rebel-held P", "P is in the hands of X"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from geomap.extract.actor_roles import Members, Phrases
from geomap.extract.clauses import Row
from geomap.extract.groups import Group
from geomap.extract.noun_places import NounPlaces
from geomap.extract.parties import Party
from geomap.extract.phrases import Item, Phrase
from geomap.extract.roles import Draft
from geomap.extract.rules import Frame
from geomap.extract.spots import Spot
from geomap.extract.where_in import without_containers
from geomap.extract.words import Word
from geomap.model import ClaimType

T = TypeVar("T")


class NounFrames(NounPlaces):
    """Matches noun frames, compound modifiers and states."""

    def of_phrase(self, row: Row, position: int, phrase: Phrase) -> list[Draft]:
        """The drafts of a noun phrase and its complements."""
        found: list[Draft] = []
        queue = [phrase]
        while queue:
            current = queue.pop(0)
            for number, word in enumerate(current.words):
                if word.tag == "n" or "-" in word.text:
                    found += self._of_modifier(current, number, word)
                frames = self.index.nouns.get(word.lower) if word.tag in "nI" else None
                if frames and self._is_event_head(current, number):
                    for frame in frames:
                        if word.lower not in frame.nouns and not self._is_one_of(Phrase(words=current.words[: number + 1]), frame.nouns):
                            continue  # "front line", where any "line" would not do
                        draft = self._noun_draft(row, position, phrase, current, number, frame)
                        if draft is not None:
                            found.append(draft)
                            break
            queue += current.complements
        return found

    def _is_event_head(self, phrase: Phrase, number: int) -> bool:
        """Whether the word is the head of its phrase, and the phrase is no figure of speech."""
        rest = [word for word in phrase.words[number + 1 :] if word.tag in "nPAI"]
        return not rest and not any(word.lower in self._metaphor for word in phrase.words)

    def _of_modifier(self, phrase: Phrase, number: int, word: Word) -> list[Draft]:
        prefix, hyphen, suffix = word.lower.rpartition("-")
        frames = self.index.suffixes.get(suffix if hyphen else word.lower, ())
        found: list[Draft] = []
        for frame in frames:
            if ("prefix" in frame.actor) != bool(hyphen):
                continue
            rest = phrase.words[number + 1 :]
            if not rest:
                continue
            spots = self.places.of_phrase(replace(phrase, words=rest)) or self.places.of_phrase(phrase)
            spots = self._of_kind(frame, spots)
            if not spots:
                continue
            parties = self._prefix_party(word, len(prefix)) if hyphen else ()
            if hyphen and not parties:
                continue
            end = max([phrase.full_end, *(spot.end or 0 for spot in spots)])
            found.append(
                Draft(
                    frame=frame,
                    start=phrase.start,
                    end=end,
                    trigger_start=word.start,
                    trigger_end=word.end,
                    spots=spots,
                    actors=parties,
                    targets=(),
                    agent_open=not hyphen,
                )
            )
        return found

    def _prefix_party(self, word: Word, length: int) -> tuple[Party, ...]:
        hint = word.value
        return (Party(hint=hint, start=word.start, end=word.start + length),) if hint is not None else ()

    def _noun_draft(self, row: Row, position: int, outer: Phrase, phrase: Phrase, number: int, frame: Frame) -> Draft | None:
        word = phrase.words[number]
        _, phrases, _, end = (
            row.right(position + 1) if outer.full_end == phrase.full_end or phrase is outer else ((), (), frozenset(), phrase.full_end)
        )
        governor = row.items[position - 1].verb if position else None
        if frame.at_war and not self.places.at_war:
            return None
        if frame.governors and self._governing(row, position) not in frame.governors:
            return None
        if frame.type is ClaimType.SIEGE and governor is not None and governor.base in self.rules.lexicon.words("ending_verbs"):
            return None  # "to break the siege of P"
        clause = self._verb_before(row, position) if "copula" in frame.actor else position  # "in P, X are still the masters"
        phrases = without_containers((*phrases, *self._of_event_verb(row, position), *row.fronted(clause)), self.places, self._inside)
        if self._is_civil(frame, phrases, ()):
            return None
        if "hands" in frame.actor or "in-subject" in frame.actor:
            return self._state_draft(row, position, phrase, word, frame)
        if frame.type in (ClaimType.CONTROL, ClaimType.SIEGE) and self._is_subject_of_frame(row, position, phrase):
            return None  # "X's hold on P has ended": the verb tells what became of it
        if frame.object_words and not any(word.lower in frame.object_words for word in phrase.all_words()):
            return None
        if frame.type is ClaimType.CONTROL and frame.actor == ("possessive",) and (governor is not None or phrase is not outer):
            return None  # "lost its hold on P", "ended X's occupation of P": the verb tells what became of it
        if frame.type in (ClaimType.ATTACK, ClaimType.CONTESTED) and self._is_against_a_thing(phrases):
            return None
        spots: tuple[Spot, ...] = ()
        for role in frame.place:
            spots = self._noun_place(frame, role, row, position, outer, phrase, number, phrases)
            if spots:
                break
        link = row.items[position - 1] if position else None
        manner = link is not None and link.kind == "p" and link.text in self._inside  # "recaptured in a raid by X"
        if not spots and frame.type in (ClaimType.CONTESTED, ClaimType.ATTACK, ClaimType.SIEGE) and not manner:
            spots = self._labelled(row, position)
        if not spots and frame.place_from_context and not manner:
            spots = self._near_place(word)
        spots = self._of_kind(frame, spots)
        if not spots:
            return None
        actors: tuple[Party, ...] = ()
        for role in frame.actor:
            actors = self._noun_actor(role, row, position, phrase, number, phrases)
            if actors:
                break
        if any("place.context" in spot.cues for spot in spots):
            actors = next((self.parties.of_members(members) for preposition, members in phrases if preposition in self._agent), ())
            if not actors:
                return None
        by = next((members for preposition, members in phrases if preposition in self._agent), ())
        if by and not actors and not self._is_weapon(by[0]):
            return None  # "the strike by teachers"
        if not actors and frame.needs_actor:
            return None
        targets: tuple[Party, ...] = ()
        for role in frame.target:
            targets = targets or self._noun_actor(role, row, position, phrase, number, phrases)
        between = next((members for preposition, members in phrases if preposition in self.rules.lexicon.words("between_words")), ())
        if between and len(actors) > 1:
            actors, targets = actors[:1], actors[1:2]
        start = min([outer.start, *(spot.start for spot in spots if spot.start is not None and spot.start > outer.start - 200)])
        ends = [end, phrase.full_end, *(spot.end for spot in spots if spot.end is not None and spot.end < end + 200)]
        return Draft(
            frame=frame,
            start=start,
            end=max(ends),
            trigger_start=word.start,
            trigger_end=word.end,
            spots=spots,
            actors=actors,
            targets=targets,
            agent_open=not actors,
        )

    def _is_subject_of_frame(self, row: Row, position: int, phrase: Phrase) -> bool:
        """Whether the noun is the subject that the frame of the next verb asks for."""
        index = next((index for index in range(position + 1, len(row.items)) if row.items[index].verb is not None), None)
        verb = row.items[index].verb if index is not None else None
        if index is None or verb is None or row.subject(index)[:1] != (row.items[position].phrase,):
            return False
        return any(frame.subject_nouns and self._is_one_of(phrase, frame.subject_nouns) for frame in self.index.verbs.get(verb.base, ()))

    def _is_against_a_thing(self, phrases: Phrases) -> bool:
        """As in "a campaign against polio": what is fought is neither a place nor anybody who fights."""
        for preposition, members in phrases:
            if preposition in self.rules.lexicon.words("against_prepositions"):
                head = members[0]
                return (
                    not any(word.tag in "PAr" for word in head.all_words()) and not self.places.of_phrase(head) and not self._is_site(head)
                )
        return False

    def _governing(self, row: Row, position: int) -> str:
        """Base form of the verb that the preposition before `position` hangs on; ``be`` for the copula, empty without a verb."""
        back = position - 2
        while back >= 0 and row.items[back].kind == "j":
            back -= 1
        verb = row.items[back].verb if back >= 0 else None
        return "" if verb is None or verb.passive else verb.base or "be"

    def _of_event_verb(self, row: Row, position: int) -> Phrases:
        """What follows a verb that only says that the event happens: "fighting broke out in P", "clashes were reported near P"."""
        following = position + 1
        while following < len(row.items) and row.items[following].kind in "jpNc":
            following += 1
        verb = row.items[following].verb if following < len(row.items) else None
        if (
            verb is None
            or row.subject(following)[:1] != (row.items[position].phrase,)
            or verb.form != "finite"
            or verb.base not in self.rules.lexicon.words("event_verbs")
        ):
            return ()
        direct, phrases, _, _ = row.right(following + 1)
        lexicon = self.rules.lexicon
        reached = tuple((lexicon.at, members) for preposition, members in phrases if preposition == lexicon.to)  # "fighting spread to P"
        return (*phrases, *reached, (lexicon.at, direct)) if direct else (*phrases, *reached)

    def _noun_actor(self, role: str, row: Row, position: int, phrase: Phrase, number: int, phrases: Phrases) -> tuple[Party, ...]:
        if role in ("modifier", "possessive"):
            return self._modifier_parties(phrase, number)
        if role == "of":
            return self.parties.of_members(phrase.complements) if phrase.of else ()
        if role == "light":
            return self._light_subject(row, position)
        if role == "with-subject":
            return self._accompanied(row, position)
        if role == "itself":
            word = phrase.words[number]
            return (Party(hint=None, pronoun=word.lower, start=word.start, end=word.end),)
        if role.startswith("hands:"):
            return self._hands_of(phrases, {role.partition(":")[2]})
        if role == "copula":
            return self.parties.of_members(self._said_of(row, position))
        if role in ("none", "prefix"):
            return ()
        members = next((found for preposition, found in phrases if preposition == role), ())
        return self.parties.of_members(members) if members else ()

    def _light_subject(self, row: Row, position: int) -> tuple[Party, ...]:
        """As in "X launched an air strike": who does what the noun tells."""
        for back in range(position - 1, max(-1, position - 5), -1):
            item = row.items[back]
            if item.verb is not None:
                if item.verb.base in self._light and not item.verb.passive:
                    return self.parties.of_members(row.subject(back))
                return ()
            if item.kind not in "jp,N":
                return ()
        following = position + 1
        while following < len(row.items) and row.items[following].kind in "jpN":
            following += 1
        verb = row.items[following].verb if following < len(row.items) else None
        return self.parties.of_members(row.agents(following)) if verb is not None and verb.passive else ()

    def _accompanied(self, row: Row, position: int) -> tuple[Party, ...]:
        """As in "With the capture of P, X holds ...": the subject of the clause that the phrase opens."""
        link = row.items[position - 1] if position == 1 else None
        if link is None or link.text not in self.rules.lexicon.words("accompanying"):
            return ()
        verb = next((index for index in range(position + 1, len(row.items)) if row.items[index].verb is not None), None)
        return self.parties.of_members(row.subject(verb)) if verb is not None else ()

    def _state_draft(self, row: Row, position: int, phrase: Phrase, word: Word, frame: Frame) -> Draft | None:
        """As in "P is in the hands of X", "X is in control of P"."""
        link = row.items[position - 1] if position else None
        allowed = self._hand_prepositions | self._inside if frame.governors else self._hand_prepositions
        if link is None or link.kind != "p" or link.text not in allowed:
            return None
        held = "hands" in frame.actor
        actors = self._owner(phrase) if held else self._before(row, position - 1, self.parties.of_members)
        group = self._counted_before(row, position) if held and actors else None
        spots: tuple[Spot, ...] = ()
        if group is None:
            spots = self._before(row, position - 1, self.places.of_members) if held else self.places.of_members(phrase.complements)
            if not held and not frame.governors and phrase.of is None:  # "P, where X is in control"
                verb = next((back for back in range(position - 1, -1, -1) if row.items[back].verb is not None), 0)
                here = (members for link, members in row.fronted(verb) if link in self._inside)
                spots = self.places.of_members(next(here, ()))
            named, exact = row.enumerated(phrase) if held else ((), True)
            listed = self.places.of_members(named) if named and not exact else ()  # "under the control of X, including A and B"
            spots = (*spots, *(spot for spot in listed if spot.place.id not in {other.place.id for other in spots}))
        if not actors or not (spots or group):
            return None
        start = min([word.start, *(party.start for party in actors), *(spot.start for spot in spots if spot.start is not None)])
        return Draft(
            frame=frame,
            start=start,
            end=phrase.full_end,
            trigger_start=word.start,
            trigger_end=word.end,
            spots=spots,
            actors=actors,
            targets=(),
            verb=next((item.verb for item in row.items[:position][::-1] if item.verb is not None), None),
            group=group,
        )

    def _counted_before(self, row: Row, position: int) -> Group | None:
        """As in "one of three crossings with C in the hands of X"."""
        for item in reversed(row.items[:position]):
            if item.verb is not None:
                return None
            if item.phrase is not None:
                group = self.groups.of_crossings(item.phrase, row, self.places.main_country)
                if group is not None:
                    return group
        return None

    def _before(self, row: Row, position: int, read: Callable[[Members], tuple[T, ...]]) -> tuple[T, ...]:
        """What `read` makes of the phrase that the words at `position` are said of: subject of the copula, object, or the phrase before."""
        back = position - 1
        while back >= 0 and row.items[back].kind == "j":
            back -= 1
        if back < 0:
            return ()
        item: Item = row.items[back]
        if item.kind == "c" and back >= 2 and row.items[back - 1].phrase is not None:
            # "P is quiet and in the hands of X": a second thing said of the subject
            copula = row.items[back - 2].verb
            return read(row.subject(back - 2)) if copula is not None and not copula.base and not copula.passive else ()
        if item.kind == "," and back and row.items[back - 1].phrase is not None:
            following = row.items[position + 2 :]
            aside = any(other.kind == "," for other in following)
            return read(row.list_ending(back - 1)) if aside else ()  # "P, under X control since May, ..."
        if item.verb is not None:
            if self.index.verbs.get(item.verb.base) and item.verb.base in self.rules.lexicon.words("falling_verbs"):
                return ()  # "fell into the hands of": the verb's own frame
            return read(row.subject(back))
        if item.phrase is not None:
            if back >= 2 and row.items[back - 1].kind == "p" and row.items[back - 2].phrase is not None:
                return read(row.list_ending(back - 2))  # "the road in P under rebel control": said of the road
            copula = row.items[back - 1].verb if back else None
            said = copula is not None and not copula.base and not copula.passive  # "P is one of three cities under X control"
            return read(row.list_ending(back)) or (read(row.subject(back - 1)) if said else ())
        return ()
