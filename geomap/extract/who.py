"""Who: pronouns, open agents, defenders, speakers' sides.

Source: study of actors in LANGUAGE, section 5.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from geomap.extract.actors import Hint
from geomap.extract.attribution import Speaker, Speech
from geomap.extract.document_state import GAINS, NEAR, SentenceReading, told_by_context
from geomap.extract.parties import Party
from geomap.extract.phrases import Phrase
from geomap.extract.roles import Draft
from geomap.extract.rows import Rows
from geomap.extract.spots import AREAS
from geomap.model import ActorRef, Claim, ClaimType, Extent, PlaceKind

_RIGHT_BEHIND = 30
"""Code points from a verb of saying within which "they" opens what is said, and stands for the speaker's side."""


class Who(Rows):
    """Decides the actors of claims."""

    def decide_actor(self, party: Party, country: str, sentence: SentenceReading, speech: Speech | None) -> ActorRef | None:
        """The actor an argument of a claim means; None if the text does not tell."""
        hint = party.hint
        speaker = speech.speaker if speech is not None else sentence.carried
        if party.pronoun in self.rules.lexicon.words("first_person") and speaker is not None:
            ref = self.spoken_for(speaker)
            return replace(ref, raw=party.pronoun, start=party.start, end=party.end) if ref is not None else None
        if hint is not None and not (hint.own and not hint.ids and not hint.country and not hint.unknown):
            return self._same_again(hint, country) or self.parties.resolve(hint, country=country)
        start, end = (hint.start, hint.end) if hint is not None else (party.start, party.end)
        owner = self._subject_before(start, sentence)
        called = speech is not None and speech.speaker.hint is not None and party.pronoun in self._singular
        if hint is None and speech is not None and (called or party.pronoun in self.rules.lexicon.words("plural_pronouns")):
            own = 0 < start - speech.verb_start < _RIGHT_BEHIND
        else:
            own = hint is not None and hint.own
        if owner is None and own and speech is not None and speech.start <= start < speech.end:
            ref = self.spoken_for(speech.speaker)
            if ref is not None:
                return replace(ref, raw=self.text[start:end], start=start, end=end)  # "a general of X said his troops", "said they"
        if owner is None and self.two_sided == self._sentence_before(sentence) and party.pronoun in self._singular:
            return None  # "X said Y had fled. It ...": either of them
        if owner is None and self.last_subject is not None and self.last_subject[0] == self._sentence_before(sentence):
            owner = self.last_subject[1]
        owner = owner or self._named_before(start)
        if owner is not None:
            ref = self.parties.resolve(owner, country=country)
        elif self.last_actor is not None and start - self.last_actor[0] < NEAR:
            ref = self.last_actor[1]
        else:
            ref = self.parties.resolve(hint, country=country) if hint is not None else None
        return replace(ref, raw=self.text[start:end], start=start, end=end) if ref is not None else None

    def _same_again(self, hint: Hint, country: str) -> ActorRef | None:
        """The armed group that acted last, for a plain noun ("the rebels"): the subject goes on, whoever else was named since."""
        plain = hint.side == "nonstate" and " " not in hint.phrase and not (hint.ids or hint.country or hint.unknown)
        if hint.phrase in self.rules.lexicon.words("local_forces"):
            return None
        for told in (self.last_actor, self.last_gain) if plain else ():
            if told is None or not 0 <= hint.start - told[0] < NEAR:
                continue
            if told[1].name in self.armed_unknown:
                return replace(told[1], raw=hint.text, start=hint.start, end=hint.end)
            actor = self.names.actors.get(told[1].actor_id)
            if actor is not None and self.parties.side(actor) == "nonstate" and self.parties.acts_in(actor, country):
                return self.parties.reference(actor, hint)
        return None

    def spoken_for(self, speaker: Speaker) -> ActorRef | None:
        """The belligerent a speaker speaks for; None for one who speaks for none."""
        if speaker.kind != "party":
            return None
        if speaker.hint is not None:
            return self.parties.resolve(speaker.hint, country=speaker.country)
        if speaker.text.split(" ", 1)[0].lower() in self.rules.lexicon.words("own_pronouns") and self.last_subject is not None:
            return self.parties.resolve(self.last_subject[1])  # "their commander said"
        state = self.parties.state_of(speaker.country or self.parties.country)
        return self.parties.reference(state) if state is not None else None

    def _subject_before(self, offset: int, sentence: SentenceReading) -> Hint | None:
        """The last subject before an offset in the same sentence that can act: what a pronoun stands for."""
        found: Hint | None = None
        for position, item in enumerate(sentence.row.items):
            if item.verb is None or item.start >= offset:
                continue
            for phrase in sentence.row.subject(position):
                if phrase.end <= offset:
                    hint = self._hint_of(phrase)
                    borrowed = hint is not None and hint.own and not (hint.ids or hint.country or hint.unknown)  # "their commander"
                    found = hint if hint is not None and not borrowed and not hint.unknown.isupper() else found
            if item.verb.passive:
                for phrase in sentence.row.agents(position):
                    agent = self.pronouns.of_phrase(phrase)
                    found = agent.hint if agent is not None and agent.hint is not None and phrase.end <= offset else found
        return found or self._owner_before(offset, sentence)

    def _hint_of(self, phrase: Phrase) -> Hint | None:
        """The actor a subject is or belongs to: a body named in it before the noun of an office ("Commander N of the X")."""
        named: list[Hint] = [word.value for word in phrase.all_words() if word.tag == "A"]
        office = bool(named) and named[0].text.lower() in self.rules.lexicon.words("party_speakers")
        body = next((hint for hint in named[1:] if hint.ids or hint.unknown), None) if office else None
        if body is not None:
            return body
        party = self.pronouns.of_phrase(phrase)
        own = (word.value for word in phrase.words if word.tag == "A")
        return party.hint if party is not None else next(own, None)

    def _owner_before(self, offset: int, sentence: SentenceReading) -> Hint | None:
        """A capital or country that owns something told before an offset of the sentence ("M's biggest gain since it took P")."""
        found: Hint | None = None
        for item in sentence.row.items:
            words = item.phrase.words if item.phrase is not None and item.end <= offset else ()
            for word, mark in pairwise(words):
                if mark.tag == "S" and word.tag in "PA":
                    party = self.pronouns.of_phrase(Phrase(words=(word,)))
                    found = party.hint if party is not None and party.hint is not None else found
        return found

    def _named_before(self, offset: int) -> Hint | None:
        """A proper name of an actor told after the last actor that did something, and near."""
        earlier = [hint for hint in self.hints if hint.start < offset]
        if not earlier or offset - earlier[-1].start > NEAR:
            return None
        return earlier[-1] if self.last_actor is None or earlier[-1].start > self.last_actor[0] else None

    @cached_property
    def _singular(self) -> frozenset[str]:
        return self.rules.lexicon.words("singular_pronouns")

    def remember_actor(self, sentence: SentenceReading) -> None:
        """Keep the last subject of a sentence that can act, for the pronouns of the next one."""
        hint = self._subject_before(sentence.span.end, sentence)
        if hint is not None and not hint.own:
            self.last_actor = (hint.start, self.parties.resolve(hint))
            self.last_subject = (sentence.span.start, hint)
            spoken = self.spoken_for(sentence.speeches[-1].speaker) if sentence.speeches else None
            if spoken is not None and spoken.name != self.last_actor[1].name:
                self.two_sided = sentence.span.start

    def _sentence_before(self, sentence: SentenceReading) -> int:
        """Where the sentence before begins."""
        position = bisect_left(self.memory.stops, sentence.span.start) - 1
        return self.memory.stops[position] if position >= 0 else -1

    def told_elsewhere(self, draft: Draft, targets: Sequence[ActorRef], country: str, sentence: SentenceReading) -> ActorRef | None:
        """The agent a passive or a noun leaves out: the enemy of the target, who was told to take or lose the place, the last who gained.

        Source: study of actors in LANGUAGE, section 5: the last belligerent of the other side.
        """
        if targets and targets[0].actor_id:
            return self._opponent(targets[0], country)
        kind = draft.frame.type
        if kind is ClaimType.ATTACK and self.last_attacker is not None and self._is_entry(sentence):
            return told_by_context(self.last_attacker)
        if kind in (ClaimType.LOSS, ClaimType.WITHDRAWAL, ClaimType.ATTACK, ClaimType.CROSSING_STATUS):
            return None
        if kind is ClaimType.CONTESTED:
            fought = [ref for told, ref in self.history[draft.spots[0].place.id] if told is not ClaimType.CONTROL]
            return told_by_context(fought[-1]) if fought else None
        if draft.verb is not None and draft.verb.form != "finite" and not draft.verb.passive:
            hint = self._subject_before(draft.trigger_start, sentence)
            if hint is not None:
                return told_by_context(self.parties.resolve(hint, country=country))
        if draft.verb is not None and (kind is ClaimType.RECAPTURE or draft.verb.base in self.rules.lexicon.words("liberation_verbs")):
            return self._who_wins_back(draft, country)
        gains = kind in (*GAINS, ClaimType.SIEGE)
        history = self.history[draft.spots[0].place.id]
        for wanted, same in (
            ((*GAINS, ClaimType.SIEGE, ClaimType.ADVANCE), True),
            ((ClaimType.LOSS, ClaimType.WITHDRAWAL), False),
            ((ClaimType.CONTROL,), not gains),
        ):
            refs = [ref for told, ref in history if told in wanted]
            if refs:
                return told_by_context(refs[-1]) if same else self._opponent(refs[-1], country)
        attackers = {ref.actor_id or ref.name: ref for ref in self.attackers[draft.spots[0].place.id]}
        if gains and len(attackers) == 1 and not any(self.hostile(other, next(iter(attackers))) for other in self.gainers):
            return told_by_context(next(iter(attackers.values())))  # "X attacked P. ... P fell."
        if kind is ClaimType.CONTROL and self.last_holder is not None and draft.trigger_start - self.last_holder[0] < 2 * NEAR:
            return told_by_context(self.last_holder[1])
        one_sided = self.last_gain is not None and self._gains_alone(self.last_gain[1])
        if self.last_gain is not None and one_sided and draft.trigger_start - self.last_gain[0] < 2 * NEAR:
            known = self.names.actors.get(self.last_gain[1].actor_id)
            return told_by_context(self.last_gain[1]) if known is None or self.parties.acts_in(known, country) else None
        return None

    def _who_wins_back(self, draft: Draft, country: str) -> ActorRef | None:
        """Who retook or freed a place, as the text goes: the enemy of whoever took or held it, else who wins back others."""
        history = self.history[draft.spots[0].place.id]
        held = [ref for told, ref in history if told in (*GAINS, ClaimType.CONTROL, ClaimType.SIEGE)]
        if held:
            return self._opponent(held[-1], country)
        if self.last_gain is None or draft.trigger_start - self.last_gain[0] >= 2 * NEAR or not self._gains_alone(self.last_gain[1]):
            return None
        gainer = self.last_gain[1]
        state = self.parties.state_of(country)
        known = self.names.actors.get(gainer.actor_id)
        at_home = state is not None and gainer.actor_id == state.id
        if self.last_gain_wins_back or at_home:
            return told_by_context(gainer) if known is None or self.parties.acts_in(known, country) else None
        return self._opponent(gainer, country)

    def is_bare_guess(self, draft: Draft, sentence: SentenceReading) -> bool:
        """Whether only a gain told in another paragraph suggests who besieges a place: he may as well be the one besieged there."""
        if draft.frame.type is not ClaimType.SIEGE or self.last_gain is None:
            return False
        told = any(self.history.get(spot.place.id) for spot in draft.spots)
        return not told and self.last_gain[0] < sentence.paragraph.start

    def _gains_alone(self, ref: ActorRef) -> bool:
        """Whether nobody on another side than the actor was told to gain ground so far."""
        return not any(self.hostile(other, ref.actor_id or ref.name) for other in self.gainers)

    def _is_entry(self, sentence: SentenceReading) -> bool:
        """Whether the sentence is an entry of a bulletin: a line of its own that opens with its place."""
        items = [item for item in sentence.row.items if item.kind not in "-.:"]
        return sentence.span.start == sentence.paragraph.start and len(items) > 1 and items[0].kind == "p" and items[1].kind == "N"

    def defender(self, country: str) -> ActorRef | None:
        """Who holds a place that "resists": the enemy of whoever gained last."""
        return self._opponent(self.last_gain[1], country) if self.last_gain is not None else None

    def _opponent(self, ref: ActorRef, country: str) -> ActorRef | None:
        other = self.parties.opponent([ref.actor_id], country=country)
        return self.parties.reference(other) if other is not None else None

    def is_politics(self, draft: Draft) -> bool:
        """Whether it is power over a whole country by somebody who does not fight for it there.

        Source: study of look-alikes in LANGUAGE, section 11 (e): a country as object of "control" by a foreign capital is politics.
        """
        frame = draft.frame
        whole = draft.spots[0].place.kind is PlaceKind.COUNTRY and draft.spots[0].extent is None and frame.extent is None
        if not whole or frame.type not in (*GAINS, ClaimType.CONTROL, ClaimType.LOSS):
            return False
        hints = [party.hint for party in draft.actors if party.hint is not None]
        if not hints:
            return True
        actor = self.parties.resolve(hints[0], country=draft.spots[0].place.country)
        known = self.names.actors.get(actor.actor_id)
        return known is None or (
            self.parties.side(known) == "state" and not any(hint.side in ("state", "any") and hint.phrase for hint in hints)
        )

    def hostile(self, one: str, two: str) -> bool:
        """Whether two actors cannot be one side: other camps, unless both are armed groups, whom texts mix up under one word."""
        first, second = self.names.actors.get(one), self.names.actors.get(two)
        if first is None or second is None or one == two or (first.camp and first.camp == second.camp):
            return one != two and (first is None or second is None)
        return not (self.parties.side(first) == self.parties.side(second) == "nonstate")

    def with_late_actors(self, claims: list[Claim]) -> list[Claim]:
        """Give a gain without an actor the actor the rest of the document tells for the same place.

        Its holder by the same sentence comes first ("P, seized in May, is still held by X"), before whom only the context suggests.
        """
        found = []
        for claim in claims:
            holder = self._holder_beside(claim, claims) if claim.type in GAINS else None
            if holder is not None:
                late = replace(claim, actor=told_by_context(holder), target=None, cues=(*claim.cues, "actor.same-sentence"))
                self.sources[id(late)] = self.sources[id(claim)]
                claim = late
            elif claim.actor is None and claim.type in GAINS and (area := self._holder_around(claim, claims)) is not None:
                late = replace(claim, actor=told_by_context(area), cues=(*claim.cues, "actor.same-area"))
                self.sources[id(late)] = self.sources[id(claim)]
                claim = late
            elif claim.actor is None and claim.type in GAINS:
                told = [
                    other.actor
                    for other in claims
                    if other.actor is not None
                    and other.place.place_id == claim.place.place_id
                    and other.type in (*GAINS, ClaimType.ADVANCE)
                    and not self._lost(other.actor, claim.place.place_id)
                    and (claim.target is None or claim.target.name != other.actor.name)
                ]
                told = told or self._gainer_after(claim, claims)
                if told and len({ref.name for ref in told}) == 1:
                    late = replace(claim, actor=told_by_context(told[0]), cues=(*claim.cues, "actor.same-place"))
                    self.sources[id(late)] = self.sources[id(claim)]
                    claim = late
            found.append(claim)
        return found

    def _lost(self, actor: ActorRef, place_id: str) -> bool:
        """Whether an actor was told to have lost or left a place."""
        left = (ClaimType.LOSS, ClaimType.WITHDRAWAL)
        return any(told in left and ref.name == actor.name for told, ref in self.history.get(place_id, ()))

    def _gainer_after(self, claim: Claim, claims: Sequence[Claim]) -> list[ActorRef]:
        """Who is told, right after, to gain the next places, where the whole document tells of gains by nobody else."""
        ends = claim.end or 0
        near = [
            other
            for other in claims
            if other.type in (ClaimType.CAPTURE, ClaimType.TRANSFER)
            and other.actor is not None
            and other.actor.raw
            and other.modality.is_live
            and ends <= (other.start or 0) <= ends + NEAR
        ]
        named = {ref.actor_id or ref.name for ref in (other.actor for other in near) if ref is not None}
        return [other.actor for other in near if other.actor is not None] if len(named) == 1 and self.gainers == named else []

    def _holder_around(self, claim: Claim, claims: Sequence[Claim]) -> ActorRef | None:
        """The one who took a place that "fell": who fights the state and is told to hold most or all of the area it lies in.

        Where anybody else is told to gain ground, or the state holds the area, nothing follows.
        """
        place = self.gazetteer.place(claim.place.place_id)
        state = self.parties.state_of(place.country)
        if place.kind in AREAS or state is None or not claim.modality.is_live or claim.type is ClaimType.RECAPTURE:
            return None
        found: dict[str, ActorRef] = {}
        for other in claims:
            if other.actor is None or other.type not in (*GAINS, ClaimType.CONTROL) or not other.modality.is_live:
                continue
            area = self.gazetteer.place(other.place.place_id)
            inside = area.country == place.country and (area.kind is PlaceKind.COUNTRY or self.gazetteer.unit_of(place) == area.id)
            if inside and area.kind in AREAS and other.extent in (Extent.FULL, Extent.MOST):
                found[other.actor.name] = other.actor
        holder = next(iter(found.values())) if len(found) == 1 else None
        if holder is None or not holder.actor_id or holder.actor_id == state.id or not self._gains_alone(holder):
            return None
        return holder

    def _holder_beside(self, claim: Claim, claims: Sequence[Claim]) -> ActorRef | None:
        """Who holds all of the place, as the same sentence goes on to say, for a gain that names nobody."""
        if claim.start is None or (claim.actor is not None and "actor.context" not in claim.cues):
            return None
        for other in claims:
            if (
                other.type is ClaimType.CONTROL
                and other.actor is not None
                and other.actor.raw
                and other.place.place_id == claim.place.place_id
                and other.modality.is_live
                and other.extent is Extent.FULL
                and other.start is not None
                and claim.start <= other.start
                and "place.context" not in claim.cues
                and self.memory.same_sentence(claim.start + 1, other.start)
            ):
                return other.actor
        return None
