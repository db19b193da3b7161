"""Matching frames: which words of a sentence make a claim, and what fills its roles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from geomap.extract.clauses import Arguments, Item, Phrase, Row, Verb
from geomap.extract.groups import Group, GroupReader
from geomap.extract.parties import Party, PartyFinder
from geomap.extract.places import SETTLEMENTS, UNITS, PlaceFinder, Spot
from geomap.extract.rules import Frame, RuleSet
from geomap.extract.words import Word
from geomap.model import ClaimType, Extent, PlaceKind

T = TypeVar("T")
Members = tuple[Phrase, ...]
_CONTEXT = 300
"""Code points within which a noun of action may take the place told of before."""
Phrases = tuple[tuple[str, Members], ...]


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
    agent_open: bool = False
    """The clause has no room for an agent that it leaves out (a passive, a noun): another sentence may tell it."""


@dataclass(frozen=True)
class FrameIndex:
    """Frames by the words that trigger them."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    suffixes: dict[str, tuple[Frame, ...]]
    trigger: re.Pattern[str]
    """Finds any trigger word in lower-case text; a sentence without one makes no claim."""


@lru_cache(maxsize=8)
def index_frames(rules: RuleSet) -> FrameIndex:
    """The frames of a rule set by trigger; the more a frame asks for, the earlier it is tried."""
    verbs: dict[str, list[Frame]] = defaultdict(list)
    nouns: dict[str, list[Frame]] = defaultdict(list)
    suffixes: dict[str, list[Frame]] = defaultdict(list)
    words: set[str] = set()
    for frame in sorted(rules.frames, key=lambda frame: -(bool(frame.object_nouns) + bool(frame.particles))):
        words.update(frame.object_nouns)
        for base in frame.verbs:
            verbs[base].append(frame)
            if not frame.object_nouns:  # else the noun is the rarer word
                forms = rules.lexicon.forms_of(base)
                words |= {forms.base, forms.third, forms.past, forms.participle, forms.gerund}
        for noun in frame.nouns:
            nouns[noun].append(frame)
            words.add(noun)
        for suffix in frame.suffixes:
            suffixes[suffix].append(frame)
            words.add(suffix)
    trigger = re.compile(r"(?<![^\W_])(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")(?![^\W_])")

    def frozen(table: dict[str, list[Frame]]) -> dict[str, tuple[Frame, ...]]:
        return {key: tuple(value) for key, value in table.items()}

    return FrameIndex(frozen(verbs), frozen(nouns), frozen(suffixes), trigger)


class FrameMatcher:
    """Matches the frames of one language against the sentences of one document."""

    def __init__(self, rules: RuleSet, places: PlaceFinder, groups: GroupReader) -> None:
        """Keep the rules and the readers of places and of counted groups."""
        self.groups = groups
        self.rules = rules
        self.index = index_frames(rules)
        self.places = places
        self.parties = PartyFinder(rules.lexicon, places.gazetteer)
        lexicon = rules.lexicon
        self._light = lexicon.words("light_verbs")
        self._metaphor = lexicon.words("metaphor_words")
        self._inside = lexicon.words("inside_prepositions")
        self._edge_prepositions = lexicon.words("edge_prepositions")
        self._agent = lexicon.words("agent_prepositions")
        self._hands = lexicon.words("hands_nouns")
        self._hand_prepositions = lexicon.words("hands_prepositions")

    def match(self, row: Row) -> Iterator[Draft]:
        """The drafts of a sentence, in text order; each is made when it is asked for, so that it sees what the one before told."""
        for position, item in enumerate(row.items):
            if item.verb is not None:
                yield from self._of_verb(row, position, item.verb)
            elif item.phrase is not None:
                yield from self._of_phrase(row, position, item.phrase)

    # ------------------------------------------------------------ verbs
    def _of_verb(self, row: Row, position: int, verb: Verb) -> list[Draft]:
        frames = self.index.verbs.get(verb.base)
        if not frames:
            return []
        arguments = self._with_antecedent(row, position, verb, row.arguments(position))
        for frame in frames:
            draft = self._verb_draft(row, position, verb, frame, arguments)
            if draft is not None:
                return [draft]
        return []

    def _with_antecedent(self, row: Row, position: int, verb: Verb, arguments: Arguments) -> Arguments:
        """Fill the object of a relative clause ("which they captured", "the city they captured")."""
        if arguments.object or verb.passive or verb.form != "finite":
            return arguments
        antecedent = row.antecedent_before(position)
        if antecedent and antecedent != arguments.subject:
            return replace(arguments, object=antecedent)
        items = row.items
        subject = position - 1
        while subject >= 0 and items[subject].kind == "j":
            subject -= 1
        if subject >= 1 and items[subject].kind == "N" and items[subject - 1].kind == "N":
            phrase = items[subject - 1].phrase
            assert phrase is not None
            return replace(arguments, object=(phrase,))
        return arguments

    def _verb_draft(self, row: Row, position: int, verb: Verb, frame: Frame, arguments: Arguments) -> Draft | None:
        passive = verb.passive or self._reduced_passive(row, position, verb, frame, arguments)
        direct = arguments.subject if passive else arguments.object
        agents: Members = row.agents(position) if passive else arguments.subject
        if frame.subject_nouns and not any(self._head(phrase) in frame.subject_nouns for phrase in arguments.subject):
            return None
        if frame.particles and not any(particle in arguments.particles for particle in frame.particles):
            return None
        inner: Members = ()
        if frame.object_nouns:
            core = self._core(direct[0]) if direct else None
            if core is None or self._head(core) not in frame.object_nouns:
                return None
            inner = core.complements
        elif direct and self._is_idiom(direct[0]) and "object" in frame.place:
            return None
        phrases = (*arguments.phrases, *arguments.fronted)
        spots, present = self._place(frame, direct, inner, arguments.subject if not passive else direct, phrases)
        group = None
        if not spots and "object" in frame.place and direct:
            group = self.groups.of_rest(direct[0]) or self.groups.of_units(row, position, direct, self.places.main_country)
        if not spots and group is None:
            if present or not frame.place_from_context:
                return None
            spots = self._context(verb.start) if not frame.object_nouns or frame.extent is None else ()
            spots = spots or self.places.country_here(verb.start)
            if not spots:
                return None
        spots = self._of_kind(frame, spots)
        if frame.type is ClaimType.ATTACK:
            spots = tuple(
                replace(spot, extent=None) if "place.part-in" in spot.cues and spot.extent is Extent.PARTIAL else spot for spot in spots
            )
        if not spots and group is None:
            return None
        fighters = self._role(frame.actor, agents, direct, phrases, row, position)
        open_agent = False
        if fighters is None:
            # an event as subject leaves the agent open: "a push aimed at seizing P"
            filled = agents if "subject" in frame.actor and agents and not self._is_weapon(agents[0]) else ()
            if filled and frame.needs_fighter:
                return None
            if frame.needs_actor:
                return None
            fighters, open_agent = (), True
        targets = self._role(frame.target, agents, direct, phrases, row, position) or ()
        start, end = self._span(arguments, verb, spots, fighters)
        return Draft(
            frame=frame, start=start, end=end, trigger_start=verb.words[-1].start, trigger_end=verb.end, spots=spots, actors=fighters, targets=targets,
            verb=verb, agent_open=open_agent, group=group,
        )  # fmt: skip

    def _reduced_passive(self, row: Row, position: int, verb: Verb, frame: Frame, arguments: Arguments) -> bool:
        """A bare past form behind its object: "the town, captured in March, ..."."""
        if verb.words[-1].tag != "E" or len(verb.words) > 1 or arguments.object or "object" not in frame.place:
            return False
        later = any(item.verb is not None and item.verb.form == "finite" for item in row.items[position + 1 :])
        if not later and (position == 0 or row.items[position - 1].kind != ","):
            return False
        subject = arguments.subject
        return bool(subject) and self.parties.of_phrase(subject[0]) is None and bool(self.places.of_phrase(subject[0]))

    def _core(self, phrase: Phrase) -> Phrase:
        """The phrase a noun of quantity counts: "a lot of ground", "more than 30 percent of the territory"."""
        lots = self.rules.lexicon.words("lot_nouns") | self.rules.lexicon.words("percent_words") | self.rules.lexicon.words("several_words")
        while phrase.of is not None and (phrase.words[-1].tag in "d#" or self._head(phrase) in lots):
            phrase = phrase.of
        return phrase

    def _is_idiom(self, phrase: Phrase) -> bool:
        """Whether the object is a noun that takes the sense from the verb ("took place", "took part")."""
        return phrase.of is None and len(phrase.words) == 1 and phrase.words[0].lower in self.rules.lexicon.words("idiom_objects")

    def _place(self, frame: Frame, direct: Members, inner: Members, subject: Members, phrases: Phrases) -> tuple[tuple[Spot, ...], bool]:
        """The place by the first role that holds one, and whether any role was filled at all."""
        present = False
        for role in frame.place:
            if role == "object":
                members: Members = () if frame.object_nouns else direct
            elif role == "subject":
                members = subject
            elif role == "of" and frame.object_nouns:
                members = inner
                if members and not self.places.of_members(members):
                    part = self._part_in(members[0], phrases)
                    if part:
                        return part, True
            else:
                members = next((found for preposition, found in phrases if preposition == role), ())
            if not members:
                continue
            present = present or not (role == "object" and self.parties.of_phrase(members[0]) is not None)
            spots = self.places.of_members(members)
            if not spots and self._head(members[0]) in self._hands and members[0].of is not None:
                spots = self.places.of_members(members[0].complements)  # "battled for control of P"
            if not spots and role in ("object", "subject"):
                spots = self._part_in(members[0], phrases)
            if not spots and role == "object" and self._is_some_towns(members[0]):
                spots = self.places.country_here(members[0].start)
            if spots:
                if role in self._edge_prepositions:
                    spots = tuple(replace(spot, extent=Extent.EDGE) for spot in spots)
                return spots, True
        return (), present

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
            area = all(spot.place.kind in UNITS or spot.place.kind is PlaceKind.RIVER for spot in spots)
            if not area and head not in lexicon.words("part_nouns"):
                return ()  # a site of its own in or near a town says nothing about the town
            extent = Extent.EDGE if near and not area else Extent.PARTIAL
            if self.places.is_most(phrase):
                extent = Extent.MOST
            return tuple(replace(spot, extent=extent, cues=(*spot.cues, "place.part-in")) for spot in spots[:1])
        return ()

    def _near_place(self, phrase: Phrase, word: Word) -> tuple[Spot, ...]:
        """The town told of or named in the sentence before, for a noun of action that names none itself."""
        memory = self.places.memory
        told = memory.last_told(word.start, reach=_CONTEXT)
        place = told[0] if len(told) == 1 else memory.nearest(SETTLEMENTS, word.start, reach=_CONTEXT)
        if place is None or place.kind not in SETTLEMENTS:
            return ()
        return (Spot(place=place, raw="", start=None, end=None, anaphor=True, score=0.6, cues=("place.context",)),)

    def _is_some_towns(self, phrase: Phrase) -> bool:
        """As in "towns", "major cities": unnamed members of the country the text is about."""
        lexicon = self.rules.lexicon
        head = self._head(phrase)
        plural = any(head.endswith(ending) for ending in lexicon.plural_endings.split())
        definite = phrase.words[0].lower in lexicon.words("definite_determiners") or any(word.tag in "PAS" for word in phrase.words)
        return plural and phrase.of is None and not definite and lexicon.kind_of_noun.get(head) in lexicon.settlement_kinds

    def _context(self, before: int) -> tuple[Spot, ...]:
        return tuple(
            Spot(place=place, raw="", start=None, end=None, anaphor=True, score=0.7, cues=("place.context",))
            for place in self.places.memory.last_told(before)[:1]
        )

    def _of_kind(self, frame: Frame, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
        return tuple(spot for spot in spots if spot.place.kind.value in frame.kinds) if frame.kinds else spots

    def _role(
        self, roles: Sequence[str], agents: Members, direct: Members, phrases: Phrases, row: Row, position: int
    ) -> tuple[Party, ...] | None:
        """The actors of the first role that holds one; None if no role does."""
        for role in roles:
            if role == "subject":
                members = agents
            elif role == "object":
                members = direct
            elif role == "hands":
                found = self._hands_of(phrases)
                if found:
                    return found
                continue
            else:
                members = next((found for preposition, found in phrases if preposition == role), ())
            parties = self.parties.of_members(members) if members else ()
            if parties:
                return parties
        return None

    def _hands_of(self, phrases: Phrases) -> tuple[Party, ...]:
        """As in "into the hands of X", "under X control", "to X's control"."""
        for preposition, members in phrases:
            if preposition in self._hand_prepositions and self._head(members[0]) in self._hands:
                return self._owner(members[0])
        return ()

    def _owner(self, phrase: Phrase) -> tuple[Party, ...]:
        if phrase.of is not None:
            return self.parties.of_members(phrase.complements)
        return self._modifier_parties(phrase, len(phrase.words) - 1)

    def _modifier_parties(self, phrase: Phrase, before: int) -> tuple[Party, ...]:
        """Actors among the words of a phrase before its word number `before`."""
        found = []
        for index in range(before - 1, -1, -1):
            word = phrase.words[index]
            if word.tag == "A":
                found.append(Party(hint=word.value, start=word.start, end=word.end))
            elif word.tag == "P" and index + 1 < len(phrase.words) and phrase.words[index + 1].tag == "S":
                party = self.parties.of_phrase(Phrase(words=(word,)))
                if party is not None:
                    found.append(party)
        if not found and phrase.words[0].lower in self.rules.lexicon.words("own_pronouns"):
            word = phrase.words[0]
            return (Party(hint=None, pronoun=word.lower, start=word.start, end=word.end),)
        return tuple(reversed(found))

    def _head(self, phrase: Phrase) -> str:
        nouns = [word.lower for word in phrase.words if word.tag in "nI"]
        return nouns[-1] if nouns else ""

    def _span(self, arguments: Arguments, verb: Verb, spots: Sequence[Spot], parties: Sequence[Party]) -> tuple[int, int]:
        starts = [verb.start, *(party.start for party in parties if party.start), *(spot.start for spot in spots if spot.start is not None)]
        ends = [arguments.end, verb.end, *(spot.end for spot in spots if spot.end is not None)]
        low = max(min(starts), verb.start - 400)
        return low, min(max(ends), verb.end + 400)

    # ------------------------------------------------------------ nouns and modifiers
    def _of_phrase(self, row: Row, position: int, phrase: Phrase) -> list[Draft]:
        found: list[Draft] = []
        queue = [(phrase, True)]
        while queue:
            current, _ = queue.pop(0)
            for number, word in enumerate(current.words):
                found += self._of_modifier(current, number, word)
                if word.tag in "nI" and self._is_event_head(current, number):
                    for frame in self.index.nouns.get(word.lower, ()):
                        draft = self._noun_draft(row, position, phrase, current, number, frame)
                        if draft is not None:
                            found.append(draft)
                            break
            queue += [(inner, False) for inner in current.complements]
        return found

    def _is_event_head(self, phrase: Phrase, number: int) -> bool:
        """Whether the word is the head of its phrase, and the phrase is no figure of speech."""
        rest = [word for word in phrase.words[number + 1 :] if word.tag in "nPAI"]
        return not rest and not any(word.lower in self._metaphor for word in phrase.words)

    def _of_modifier(self, phrase: Phrase, number: int, word: Word) -> list[Draft]:
        if word.tag != "n" and "-" not in word.text:
            return []
        prefix, hyphen, suffix = word.lower.rpartition("-")
        frames = self.index.suffixes.get(suffix if hyphen else word.lower, ())
        found = []
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
            parties = self._prefix_party(word, prefix) if hyphen else ()
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

    def _prefix_party(self, word: Word, prefix: str) -> tuple[Party, ...]:
        hint = word.value
        return (Party(hint=hint, start=word.start, end=word.start + len(prefix)),) if hint is not None else ()

    def _noun_draft(self, row: Row, position: int, outer: Phrase, phrase: Phrase, number: int, frame: Frame) -> Draft | None:
        word = phrase.words[number]
        _, phrases, _, end = (
            row.right(position + 1) if outer.full_end == phrase.full_end or phrase is outer else ((), (), frozenset(), phrase.full_end)
        )
        phrases = (*phrases, *self._of_event_verb(row, position), *row.fronted(position))
        if "hands" in frame.actor or "in-subject" in frame.actor:
            return self._state_draft(row, position, phrase, word, frame, phrases)
        spots: tuple[Spot, ...] = ()
        for role in frame.place:
            spots = self._noun_place(role, row, position, outer, phrase, number, phrases)
            if spots:
                break
        if not spots and frame.place_from_context:
            spots = self._near_place(phrase, word)
        spots = self._of_kind(frame, spots)
        if not spots:
            return None
        actors: tuple[Party, ...] = ()
        for role in frame.actor:
            actors = self._noun_actor(role, row, position, outer, phrase, number, phrases)
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
            targets = targets or self._noun_actor(role, row, position, outer, phrase, number, phrases)
        between = next((members for preposition, members in phrases if preposition in self.rules.lexicon.words("between_words")), ())
        if between and len(actors) > 1:
            actors, targets = actors[:1], actors[1:2]
        start = min([outer.start, *(spot.start for spot in spots if spot.start is not None and spot.start > outer.start - 200)])
        ends = [end, phrase.full_end, *(spot.end for spot in spots if spot.end is not None and spot.end < end + 200)]
        return Draft(
            frame=frame, start=start, end=max(ends), trigger_start=word.start, trigger_end=word.end, spots=spots, actors=actors, targets=targets,
            agent_open=not actors,
        )  # fmt: skip

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
        return row.right(following + 1)[1]

    def _is_weapon(self, phrase: Phrase) -> bool:
        return any(
            word.lower in self.rules.lexicon.words("instruments") or word.lower in self.rules.lexicon.side_of_force for word in phrase.words
        )

    def _noun_place(
        self, role: str, row: Row, position: int, outer: Phrase, phrase: Phrase, number: int, phrases: Phrases
    ) -> tuple[Spot, ...]:
        if role in ("of", "of-place"):
            return self.places.of_members(phrase.complements) if phrase.of else ()
        if role in ("modifier-place", "possessive"):
            named = [index for index in range(number) if phrase.words[index].tag == "P"]
            if not named:
                return ()
            owned = named[-1] + 1 < number and phrase.words[named[-1] + 1].tag == "S"
            if (role == "possessive") != owned:
                return ()
            return self.places.of_phrase(
                Phrase(words=phrase.words[: named[-1] + 1] if owned else self._up_to_kind(phrase, named[-1], number))
            )
        if role == "apposition":
            lost = any(word.lower in self.rules.lexicon.words("last_adjectives") for word in phrase.words[:number])
            return self._apposed(row, position, outer) if phrase is outer and not lost else ()
        if role == "subject":
            verb = row.items[position - 1].verb if position else None
            if phrase is outer and verb is not None and verb.base in ("", *self.rules.lexicon.words("copular_verbs")):
                return self.places.of_members(row.subject(position - 1))
            return ()
        if role == "under-subject":
            link = row.items[position - 1] if position else None
            verb = row.items[position - 2].verb if position >= 2 else None
            if link is None or link.text != self.rules.lexicon.under or verb is None:
                return ()
            return self.places.of_members(row.subject(position - 2))
        for preposition, members in phrases:
            if preposition != role:
                continue
            spots = self.places.of_members(members) or self._site_in(members[0], phrases)
            if spots:
                return tuple(replace(spot, extent=Extent.EDGE) for spot in spots) if role in self._edge_prepositions else spots
        return ()

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

    def _apposed(self, row: Row, position: int, phrase: Phrase) -> tuple[Spot, ...]:
        if position >= 2 and row.items[position - 1].kind in ",-(" and row.items[position - 2].phrase is not None:
            before = row.items[position - 2].phrase
            assert before is not None
            return self.places.of_phrase(before)
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

    def _noun_actor(
        self, role: str, row: Row, position: int, outer: Phrase, phrase: Phrase, number: int, phrases: Phrases
    ) -> tuple[Party, ...]:
        if role in ("modifier", "possessive"):
            return self._modifier_parties(phrase, number)
        if role == "of":
            return self.parties.of_members(phrase.complements) if phrase.of else ()
        if role == "light":
            return self._light_subject(row, position)
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

    def _state_draft(self, row: Row, position: int, phrase: Phrase, word: Word, frame: Frame, phrases: Phrases) -> Draft | None:
        """As in "P is in the hands of X", "X is in control of P"."""
        link = row.items[position - 1] if position else None
        if link is None or link.kind != "p" or link.text not in self._hand_prepositions:
            return None
        held = "hands" in frame.actor
        actors = self._owner(phrase) if held else self._before(row, position - 1, self.parties.of_members)
        group = self._counted_before(row, position) if held and actors else None
        spots: tuple[Spot, ...] = ()
        if group is None:
            spots = self._before(row, position - 1, self.places.of_members) if held else self.places.of_members(phrase.complements)
        if not actors or not (spots or group):
            return None
        start = min([word.start, *(party.start for party in actors), *(spot.start for spot in spots if spot.start is not None)])
        return Draft(
            frame=frame, start=start, end=phrase.full_end, trigger_start=word.start, trigger_end=word.end, spots=spots, actors=actors, targets=(),
            verb=next((item.verb for item in row.items[:position][::-1] if item.verb is not None), None), group=group,
        )  # fmt: skip

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
        if item.verb is not None:
            if self.index.verbs.get(item.verb.base) and item.verb.base in self.rules.lexicon.words("falling_verbs"):
                return ()  # "fell into the hands of": the verb's own frame
            return read(row.subject(back))
        if item.phrase is not None:
            if back >= 2 and row.items[back - 1].kind == "p" and row.items[back - 2].phrase is not None:
                return read(row.list_ending(back - 2))  # "the road in P under rebel control": said of the road
            return read(row.list_ending(back))
        return ()
