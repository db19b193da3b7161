"""Verb frames: "X captured P", "P fell to X", "X drove Y out of P"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.actor_roles import Members
from geomap.extract.clauses import Arguments, Row
from geomap.extract.parties import Party
from geomap.extract.phrases import Phrase, Verb
from geomap.extract.roles import Draft, Roles
from geomap.extract.rules import Frame
from geomap.extract.spots import AREAS, SETTLEMENTS, Spot
from geomap.model import ClaimType, Extent

_GAINS = (ClaimType.CAPTURE, ClaimType.RECAPTURE)


class VerbFrames(Roles):
    """Matches verb frames."""

    def of_verb(self, row: Row, position: int, verb: Verb) -> list[Draft]:
        """The draft of a verb group, by the first frame that fits."""
        frames = self.index.verbs.get(verb.base)
        if not frames:
            return []
        arguments = self._had_done(row, position, verb, row.arguments(position))
        arguments = self._with_antecedent(row, position, verb, arguments)
        for frame in frames:
            draft = self._verb_draft(row, position, verb, frame, arguments)
            if draft is not None:
                return self._with_gaps(row, position, verb, draft, arguments)
        return []

    def _with_gaps(self, row: Row, position: int, verb: Verb, draft: Draft, arguments: Arguments) -> list[Draft]:
        """The draft, and those of later clauses that leave out the verb ("X took P and Y Q", "P is held by X and Q by Y")."""
        later = self._gapped(row, position, verb, draft)
        if later is not None:
            return [draft, later]
        gaps: list[tuple[tuple[Party, ...], tuple[Spot, ...], Phrase]] = []
        if draft.verb is None or not draft.actors or "object" not in draft.frame.place or draft.group is not None:
            return [draft]
        if verb.passive:
            for index in range(position + 1, len(row.items) - 3):
                first, place, link, agent = row.items[index : index + 4]
                if first.verb is not None or first.kind in ";s":
                    break
                if first.kind in "c," and place.phrase is not None and link.text in self._agent and agent.phrase is not None:
                    gaps.append((self.parties.of_members((agent.phrase,)), self.places.of_phrase(place.phrase), place.phrase))
        else:
            for phrase in arguments.object[1:]:
                at = len(phrase.words) - 2
                if at < 0 or phrase.of is not None or phrase.words[-1].tag != "P" or phrase.words[at].tag not in "AP":
                    continue
                party = self.parties.of_phrase(Phrase(words=phrase.words[: at + 1]))
                if party is not None:
                    gaps.append(((party,), self.places.of_phrase(Phrase(words=phrase.words[at + 1 :])), phrase))
        gaps = [(parties, spots, phrase) for parties, spots, phrase in gaps if parties and spots]
        taken = {spot.start for _, spots, _ in gaps for spot in spots}
        main = replace(draft, spots=tuple(spot for spot in draft.spots if spot.start not in taken))
        others = [
            replace(
                draft, spots=spots, actors=parties, targets=(), start=min(draft.start, phrase.start), end=max(draft.end, phrase.full_end)
            )
            for parties, spots, phrase in gaps
        ]
        return [main, *others] if main.spots else others

    def _gapped(self, row: Row, position: int, verb: Verb, draft: Draft) -> Draft | None:
        """The draft of a later clause without a verb whose subject is another town ("P fell on Monday and Q on Tuesday")."""
        said_of = "subject" in draft.frame.place or (verb.passive and "object" in draft.frame.place)
        phrase = row.gapped(position, undated=draft.frame.after_gain) if said_of and verb.form == "finite" and draft.group is None else None
        spots = self.places.of_phrase(phrase) if phrase is not None else ()
        told = {spot.place.id for spot in draft.spots}
        if phrase is None or not spots or any(spot.place.kind not in SETTLEMENTS or spot.place.id in told for spot in spots):
            return None
        return replace(
            draft,
            spots=self._of_kind(draft.frame, spots),
            start=phrase.start,
            end=max(phrase.full_end, row.items[-1].start),
            trigger_start=phrase.start,
            trigger_end=phrase.full_end,
        )

    def _had_done(self, row: Row, position: int, verb: Verb, arguments: Arguments) -> Arguments:
        """As in "X has P surrounded": the object stands before the participle, its doer before "has"."""
        governor = row.items[position - 2].verb if position >= 2 and row.items[position - 1].kind == "N" else None
        if governor is None or arguments.object or len(verb.words) > 1 or verb.words[0].tag not in "EG":
            return arguments
        if governor.words[-1].tag != "h" and governor.base not in self._light:
            return arguments
        return replace(arguments, object=row.list_ending(position - 1), subject=row.subject(position - 2))

    def _with_antecedent(self, row: Row, position: int, verb: Verb, arguments: Arguments) -> Arguments:
        """Fill the object of a relative clause ("which they captured", "the city they captured")."""
        following = row.items[position + 1].verb if position + 1 < len(row.items) else None
        if arguments.object or verb.passive or (following is not None and following.form == "infinitive"):
            return arguments  # "the town that X claims to hold": what is held
        governor = row.items[position - 1].verb if position and verb.form == "infinitive" else None
        if verb.form != "finite" and (governor is None or governor.base not in self.rules.lexicon.words("clause_verbs")):
            return arguments
        antecedent = row.antecedent_before(position if governor is None else position - 1)
        if antecedent and self._head(antecedent[0]) in self.rules.lexicon.words("content_nouns"):
            return arguments  # "reports that P had fallen": what was said, not what was done to
        if antecedent and antecedent != arguments.subject:
            return replace(arguments, object=self._what_it_is(row, antecedent) or antecedent)
        items = row.items
        subject = position - 1
        while subject >= 0 and items[subject].kind == "j":
            subject -= 1
        timed = subject >= 2 and items[subject - 2].text in self.rules.lexicon.words("temporal_prepositions")  # "after two days the rebels"
        if subject >= 1 and not timed and items[subject].kind == "N" and items[subject - 1].kind == "N":
            phrase = items[subject - 1].phrase
            assert phrase is not None
            if self._head(phrase) in self.rules.lexicon.words("adverbial_nouns"):
                return arguments  # "In a single night the towns fell"
            return replace(arguments, object=row.explained(subject - 1) or (phrase,))
        return arguments

    def _verb_draft(self, row: Row, position: int, verb: Verb, frame: Frame, arguments: Arguments) -> Draft | None:
        # what tells most frames of one verb apart, and costs least, is asked first
        if frame.particles and arguments.particles.isdisjoint(frame.particles):
            return None
        if frame.not_particles and not arguments.particles.isdisjoint(frame.not_particles):
            return None
        if frame.at_war and not (self.places.at_war or self._are_armed(arguments.subject) or self._are_armed(row.agents(position))):
            return None
        passive = verb.passive or self._reduced_passive(row, position, verb, frame, arguments)
        direct = self._predicated(row, arguments.subject) if passive else arguments.object
        loose = self.rules.lexicon.words("particles")
        if frame.object_nouns and not direct:  # "laid down their arms"
            direct = next((members for link, members in arguments.phrases if link in loose), ())
        inner: Members = ()
        if frame.object_nouns:
            core = self._core(direct[0]) if direct else None
            if core is None or not self._is_one_of(core, frame.object_nouns):
                return None
            inner = core.complements
        if frame.object_words and not (direct and any(word.lower in frame.object_words for word in direct[0].all_words())):
            return None
        agents: Members = row.agents(position) if passive else arguments.subject
        if arguments.subject and self._is_natural(arguments.subject[0]):
            return None
        later = bool(arguments.particles & self.rules.lexicon.words("later_words"))  # "P fell hours later"
        if frame.intransitive and not passive and direct and not later:
            return None
        if frame.needs_object and not direct and not any(link in frame.particles and link in loose for link, _ in arguments.phrases):
            return None  # beside "drove out the army"
        if frame.after_gain and (direct or passive or not self.places.memory.last_is_gain):
            return None
        if frame.type is ClaimType.ATTACK and (self._is_verbal(agents, direct) or (passive and self._is_harmless(agents))):
            return None
        if frame.type is ClaimType.WITHDRAWAL and not frame.object_nouns and not passive and self._is_thing(direct):
            return None
        if self._is_civil(frame, (*arguments.phrases, *arguments.fronted), agents):
            return None
        if frame.subject_nouns and not any(self._is_one_of(phrase, frame.subject_nouns) for phrase in arguments.subject):
            return None
        if (
            not frame.object_nouns
            and direct
            and (
                (self._is_idiom(direct[0]) and "object" in frame.place)
                or (frame.not_objects and self._head(self._core(direct[0])) in frame.not_objects)
            )
        ):
            return None
        phrases = (*arguments.phrases, *arguments.fronted)
        if passive and frame.object_nouns:
            phrases = (*row.behind(direct[:1]), *phrases)  # "all roads to P were cut"
        spots, present = self._place(frame, direct, inner, arguments.subject if not passive else direct, phrases, row=row, fronted=passive)
        group = None
        if "object" in frame.place and direct and not frame.object_nouns:
            group = self.groups.of_rest(direct[0]) or self.groups.of_units(row, position, direct, self.places.main_country)
        if group is not None:
            spots = ()
        if not spots and group is None and not present and not (frame.object_nouns and frame.place_from_context):
            spots = self._labelled(row, position)
        standing = not self._goals.issuperset(frame.place)  # "marched there" is not "marched into it"
        if not spots and group is None and standing and self._points_there(row, position):
            spots = tuple(replace(spot, extent=frame.extent) for spot in self.places.recalled.there(verb.start))
        if not spots and group is None:
            if present or not frame.place_from_context:
                self._note_stranger(frame, direct)
                return None
            # "their posts" are those of a place just fought over; "ground" is lost in a country
            near = not frame.object_nouns or (frame.extent is None and self.places.memory.last_is_event)
            spots = self._context(verb.start) if near else ()
            if not spots and frame.object_nouns and frame.extent is not None:
                spots = self.places.recalled.country_here(verb.start)
            if not spots:
                return None
        spots = self._of_kind(frame, spots)
        if frame.type in _GAINS and frame.extent is Extent.PARTIAL and direct and self._is_building(direct[0]):
            spots = ()  # who storms or enters a building in P need not keep it
        if frame.type is ClaimType.WITHDRAWAL and verb.form == "participle" and not frame.particles:
            spots = tuple(spot for spot in spots if "place.part-anaphor" not in spot.cues)  # "leaving the way open"
        if frame.type is ClaimType.ATTACK:
            spots = tuple(
                replace(spot, extent=None) if "place.part-in" in spot.cues and spot.extent is Extent.PARTIAL else spot for spot in spots
            )
        if not spots and group is None:
            return None
        settled = any(spot.place.kind not in AREAS for spot in spots)
        if inner:
            phrases = (*phrases, ("of", inner))  # "P is free of X"
        owned = passive and "subject-owner" in frame.actor  # "X's grip on P is broken"
        fighters = self._role(
            frame.actor, direct if owned else agents, direct, phrases, names=frame.names and self.places.at_war and settled
        )
        open_agent, office = False, None
        if not fighters and frame.intransitive and any(link in self._goals for link, _ in arguments.phrases[:1]):
            return None
        if fighters is None:
            # an event as subject leaves the agent open: "a push aimed at seizing P"
            filled = agents if "subject" in frame.actor and agents and not self._is_weapon(agents[0]) else ()
            wanted = verb.form == "infinitive" and not passive and frame.type in _GAINS and self.places.at_war
            if filled and wanted and self._head_word(filled[0]) in self._offices:
                office = filled[0]
            elif filled and frame.needs_fighter:
                return None
            if frame.needs_actor:
                return None
            fighters, open_agent = (), True
        targets = self._role(frame.target, agents, direct, phrases) or ()
        start, end = self._span(arguments, verb, spots, fighters)
        return Draft(
            frame=frame,
            start=start,
            end=end,
            trigger_start=verb.words[-1].start,
            trigger_end=verb.end,
            spots=spots,
            actors=fighters,
            targets=targets,
            verb=verb,
            background=passive and direct is not arguments.subject,
            agent_open=open_agent,
            office=office,
            group=group,
        )

    def _is_natural(self, phrase: Phrase) -> bool:
        """Whether a place is hit by no one ("an earthquake"); "artillery fire" is somebody's."""
        if self._head(phrase) not in self.rules.lexicon.words("natural_causes"):
            return False
        return not any(word.tag == "A" or self._is_weapon(Phrase(words=(word,))) for word in [*phrase.all_words()][:-1])

    def _is_harmless(self, agents: Members) -> bool:
        """Whether a place is "hit by" something that is neither a weapon nor anybody ("power cuts")."""
        if not agents or self.parties.of_phrase(agents[0]) is not None or self._is_weapon(agents[0]):
            return False
        return not any(word.tag in "AP" or word.lower in self.index.nouns for word in agents[0].all_words())

    def _is_thing(self, direct: Members) -> bool:
        """Whether what is withdrawn is no force ("its ambassador", "its support")."""
        if not direct or (self.places.at_war and self._stands_inside(direct[0], self._head(direct[0]))):
            return False  # "left the police station in P"
        return self.parties.of_phrase(direct[0]) is None and not self.places.of_phrase(direct[0])

    def _is_verbal(self, agents: Members, direct: Members) -> bool:
        """As in "the mayor attacked the government in P": an office holder who criticises."""
        lexicon = self.rules.lexicon
        if not agents or not direct or self._head_word(agents[0]) not in lexicon.words("official_nouns") - lexicon.words("forces_state"):
            return False
        return not self.places.of_phrase(direct[0]) and self._head_word(agents[0]) not in lexicon.side_of_force

    def _points_there(self, row: Row, position: int) -> bool:
        """Whether "there" stands right behind the verb: the place told of last."""
        phrase = row.items[position + 1].phrase if position + 1 < len(row.items) else None
        return phrase is not None and phrase.words[0].lower in self.rules.lexicon.words("there_words")

    def _what_it_is(self, row: Row, antecedent: Members) -> Members:
        """Of what a relative clause tells in "P is the last town that X holds": P; empty without a copula."""
        index = row.index_of(antecedent[-1])
        while index is not None and index > 1 and row.items[index - 1].kind == "p" and row.items[index - 2].phrase is not None:
            index -= 2
        phrase = row.items[index].phrase if index else None
        verb = row.items[index - 1].verb if index else None
        lexicon = self.rules.lexicon
        if index is None or phrase is None or verb is None or verb.base or any(word.tag == "P" for word in phrase.all_words()):
            return ()
        definite = phrase.words[0].lower in lexicon.words("definite_determiners")
        settlement = lexicon.kind_of_noun.get(self._head(phrase)) in lexicon.settlement_kinds
        return row.subject(index - 1) if definite and settlement else ()

    def _predicated(self, row: Row, members: Members) -> Members:
        """Of whom it is said: P in "P was the only town captured by X"."""
        index = next((index for index, item in enumerate(row.items) if members and item.phrase is members[0]), 0)
        verb = row.items[index - 1].verb if index else None
        if verb is None or verb.passive or verb.base not in ("", "become") or len(members) != 1:
            return members
        return row.subject(index - 1) or members

    def _note_stranger(self, frame: Frame, direct: Members) -> None:
        """Keep that a place was taken or struck whose name is not known: what follows is not told of an older one."""
        if "object" in frame.place and not frame.object_nouns and direct and self.parties.of_phrase(direct[0]) is None:
            names = [word for word in direct[0].words if word.tag == "n" and any(char.isupper() for char in word.text)]
            if names and names[-1] is direct[0].words[-1]:
                self.places.memory.strange.append(names[-1].start)

    def _reduced_passive(self, row: Row, position: int, verb: Verb, frame: Frame, arguments: Arguments) -> bool:
        """A bare past form behind its object: "the town, captured in March, ..."."""
        if verb.words[-1].tag != "E" or len(verb.words) > 1 or arguments.object or "object" not in frame.place:
            return False
        later = any(item.verb is not None and item.verb.form == "finite" for item in row.items[position + 1 :])
        headline = position == 1 and row.items[-1].kind != "." and frame.type is not ClaimType.ATTACK  # "P liberated from X"
        if not later and not headline and (position == 0 or row.items[position - 1].kind != ","):
            return False
        subject = arguments.subject
        return bool(subject) and self.parties.of_phrase(subject[0]) is None and bool(self.places.of_phrase(subject[0]))

    def _is_idiom(self, phrase: Phrase) -> bool:
        """Whether the object is a noun that takes the sense from the verb ("took place", "took part")."""
        return phrase.of is None and len(phrase.words) == 1 and phrase.words[0].lower in self.rules.lexicon.words("idiom_objects")

    def _span(self, arguments: Arguments, verb: Verb, spots: Sequence[Spot], parties: Sequence[Party]) -> tuple[int, int]:
        starts = [verb.start, *(party.start for party in parties if party.start), *(spot.start for spot in spots if spot.start is not None)]
        ends = [arguments.end, verb.end, *(spot.end for spot in spots if spot.end is not None)]
        low = max(min(starts), verb.start - 400)
        return low, min(max(ends), verb.end + 400)
