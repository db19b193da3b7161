"""Reading the claims of one document: sentences to drafts, drafts to claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from geomap.errors import Problem
from geomap.extract.attribution import Speaker
from geomap.extract.dates import TimeHit
from geomap.extract.document_state import GAINS, SentenceReading
from geomap.extract.exceptions import without_excepted
from geomap.extract.frame_index import index_frames
from geomap.extract.identity import with_ids
from geomap.extract.modality import CueMatch, find_cues, judge
from geomap.extract.quotations import at_borders
from geomap.extract.restatements import merge_restatements
from geomap.extract.roles import Draft
from geomap.extract.rules import RuleSet
from geomap.extract.sourcing import Sourcing
from geomap.extract.spots import Spot
from geomap.extract.when import When
from geomap.extract.whereabouts import Whereabouts, place_ref
from geomap.gazetteer import Gazetteer
from geomap.model import (
    UNKNOWN_DATE,
    ActorRef,
    Claim,
    ClaimType,
    DatePrecision,
    Dating,
    Document,
    Mention,
    Modality,
    Resolution,
    on_day,
)
from geomap.text.sentences import Span, sentences_in, split_paragraphs

_LONGEST = 4000
"""Code points of a sentence; what is longer is no prose, and walks over it would take long."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one document yields."""

    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()


def read_claims(
    document: Document, mentions: Sequence[Mention], resolutions: Sequence[Resolution], gazetteer: Gazetteer, rules: RuleSet
) -> Reading:
    """The claims of one document.

    Parameters
    ----------
    document
        The text and its day of publication.
    mentions, resolutions
        Its place names and what they mean; resolutions are joined by mention id.
    gazetteer
        Knows the places, actors, crossings and capitals.
    rules
        Of the document's language.
    """
    may_claim = index_frames(rules).may_claim
    if not any(may_claim(line, 0, len(line)) for line in document.text.lower().splitlines()):
        return Reading(claims=())
    return _Reader(document, mentions, resolutions, gazetteer, rules).read()


class _Reader(Sourcing, Whereabouts, When):
    """Reads one document, sentence by sentence."""

    _last_cues: tuple[Span, tuple[CueMatch, ...]] | None = None

    def read(self) -> Reading:
        claims: list[Claim] = []
        lower = self.text.lower()
        armed = (self.names.actors.get(actor) for hint in self.hints for actor in hint.ids)
        at_war = self.places.at_war or any(actor is not None and self.parties.side(actor) == "nonstate" for actor in armed)
        may_claim = partial(self.matcher.index.may_claim, at_war=at_war)
        heading: Dating | None = None
        unheard: Span | None = None
        statement = carried = self.publisher()
        for paragraph in split_paragraphs(self.text):
            headed = self.dates.heading(self.text, paragraph.start, paragraph.end, before=heading)
            heading = headed or heading
            before, carried = carried, statement
            for span in sentences_in(self.text, paragraph):
                self.memory.stops.append(span.start)
                if span.end - span.start > _LONGEST:
                    self.problems.append(
                        Problem(
                            path=self.document.path or self.document.id,
                            field=f"{span.start}-{span.end}",
                            message=f"a stretch of {span.end - span.start} characters without an end of a sentence is not read",
                            hint="is it a table or a list?",
                            severity="warning",
                        )
                    )
                    continue
                if self._asks(span):
                    continue
                opened = self._statement(span)
                if opened is not None:
                    statement = carried = opened
                    continue
                points_back = self.latest[1] and self.denies.search(lower, span.start, span.end)
                if len(lower) == len(self.text) and not points_back and not may_claim(lower, span.start, span.end):
                    if self.speakers.mentions_speech(span.start, span.end):
                        carried, unheard = statement, span
                    self.unread = (span, paragraph)
                    continue
                if unheard is not None and unheard.start >= paragraph.start:
                    carried = self.speaker_of(unheard) or carried
                unheard = None
                if carried is None and span.start == paragraph.start and self.speakers.continues(span.start, span.end):
                    carried = before
                sentence = self._sentence(span, paragraph, heading, carried)
                made = self._claims(sentence)
                made += self.denied_again(sentence, made)
                if made:
                    self.latest = (len(self.memory.stops), tuple(made))
                claims += made
                self.remember_actor(sentence)
                exact = [hit for hit in sentence.times if hit.dating.precision is DatePrecision.DAY and not hit.since]
                if exact:
                    self.last_time = (exact[-1].start, exact[-1].dating)
                if sentence.speeches:
                    carried = sentence.speeches[-1].speaker
        claims = self.with_background(self.with_late_actors(claims))
        return Reading(claims=with_ids(merge_restatements(claims)), problems=tuple(self.problems))

    def _read_unread(self, sentence: SentenceReading) -> None:
        """Learn the subject of the sentence before where it told of no event and was passed over."""
        if self.unread is None or self.unread[0].start != self._sentence_before(sentence):
            return
        span, paragraph = self.unread
        self.unread = None
        before = self._sentence(span, paragraph, None, None)
        phrases = [item.phrase for item in before.row.items if item.phrase is not None]
        if sum(word.tag == "A" for phrase in phrases for word in phrase.all_words()) == 1:  # of several it may be any
            self.remember_actor(before)

    def _asks(self, span: Span) -> bool:
        """Whether the sentence is a question: it says nothing."""
        return self.text[span.start : span.end].rstrip("\"'”’») ").endswith(("?", "؟"))

    def _statement(self, span: Span) -> Speaker | None:
        """The speaker of everything that follows, where a sentence only opens a statement ("Minister X said:")."""
        match = re.match(self.rules.attribution.statement, self.text[span.start : span.end])
        if match is None:
            return None
        row = self.row_of(Span(span.start, span.end))
        speeches = self.speakers.find(row, span.start, span.end)
        return speeches[-1].speaker if speeches else None

    def _sentence(self, span: Span, paragraph: Span, heading: Dating | None, carried: Speaker | None) -> SentenceReading:
        base = heading.likely if heading is not None else None
        times = self.dates.find(self.text, span.start, span.end, base=base)
        row = self.row_of(span, times)
        pronoun = self.speakers.points_back(span.start, span.end)
        if pronoun:
            self.take_up_before(span, pronoun)
        self.row_before = (span, row)
        return SentenceReading(
            span=span,
            paragraph=paragraph,
            row=row,
            times=times,
            speeches=self.speakers.find(row, span.start, span.end),
            heading=heading,
            carried=carried,
        )

    def _cues(self, sentence: SentenceReading) -> tuple[CueMatch, ...]:
        """The cues of a sentence; looked for when a draft asks, since most sentences have none."""
        if self._last_cues is None or self._last_cues[0] != sentence.span:
            found = find_cues(self.text, sentence.span.start, sentence.span.end, self.rules)
            self._last_cues = (sentence.span, _outside(found, sentence.times))
        return self._last_cues[1]

    def _claims(self, sentence: SentenceReading) -> list[Claim]:
        found: list[Claim] = []
        for draft in self.matcher.match(sentence.row):
            made = self._of_draft(draft, sentence)
            if made:
                told = tuple(self.gazetteer.place(claim.place.place_id) for claim in made)
                self.memory.told.append((draft.trigger_start, told, made[0].modality is not Modality.HISTORICAL))
                self.memory.last_is_event = made[0].type is not ClaimType.CONTROL
                self.memory.last_is_gain = made[0].type in GAINS and made[0].modality.is_live
            found += made
        return found

    def _of_draft(self, draft: Draft, sentence: SentenceReading) -> list[Claim]:
        frame = draft.frame
        country = draft.spots[0].place.country if draft.spots else self.parties.country
        if draft.spots and self.is_politics(draft):
            return []
        draft = replace(
            draft, spots=tuple(without_excepted(spot, self.text, sentence.span.start, self.rules.lexicon) for spot in draft.spots)
        )
        if frame.type in (*GAINS, ClaimType.SIEGE, ClaimType.LOSS, ClaimType.WITHDRAWAL):
            draft = replace(draft, spots=tuple(self.places.town_of_same_name(spot) for spot in draft.spots))
        before = self.text[max(0, draft.trigger_start - 15) : draft.trigger_start].lower().split()[-1:]
        if frame.suffixes and any(word in self.rules.lexicon.words("bygone_adverbs") for word in before):
            draft = replace(draft, background=True)  # "the formerly rebel-held town"
        presupposed = bool(frame.suffixes)  # "rebel-held P" is the writer's word whatever the sentence says of P
        speech = None if presupposed else self.speech_of(draft, sentence)
        if any(party.hint is None or party.hint.own for party in (*draft.actors, *draft.targets)):
            self._read_unread(sentence)
        actors = [self.decide_actor(party, country, sentence, speech) for party in draft.actors]
        refs = [actor for actor in actors if actor is not None]
        targets = [
            target for target in (self.decide_actor(party, country, sentence, speech) for party in draft.targets) if target is not None
        ]
        inferred_actor = False
        if not refs and draft.agent_open and frame.actor != ("none",):
            told = self.defender(country) if frame.actor == ("defender",) else None
            if (
                told is None
                and speech is not None
                and (
                    (speech.announcing and "speaker" in frame.actor)
                    or (speech.admitting and frame.type in (ClaimType.LOSS, ClaimType.WITHDRAWAL))
                )
            ):
                told = self.spoken_for(speech.speaker)
            if told is None and draft.office is not None:
                speaker = self.speakers.read(draft.office)
                told = self.spoken_for(speaker) if speaker is not None else None
            told = told or self.told_elsewhere(draft, targets, country, sentence)
            if told is not None:
                refs, inferred_actor = [told], True
        refs, targets = _two_sides(refs, targets, told=not inferred_actor)
        kind = frame.type
        if self.is_civil_sentence(sentence, draft):
            return []
        if kind is ClaimType.CONTROL and not refs and frame.actor != ("none",) and draft.group is None:
            return []  # "nobody knows who controls P"
        if kind is ClaimType.WITHDRAWAL and not refs and any("place.part-anaphor" in spot.cues for spot in draft.spots):
            return []  # "she left the hospital"
        if draft.group is not None:
            spots = self.name_group(draft.group, refs)
            if not spots:
                return []
            kind = ClaimType.CROSSING_STATUS if draft.group.crossings else kind
            draft = replace(draft, spots=spots)
        opposed = refs and not targets and frame.type is not ClaimType.CONTESTED
        cues = () if presupposed else self._cues(sentence)
        opens = draft.verb is not None and draft.verb.form == "participle" and draft.verb.start == sentence.span.start  # "Taking P would"
        mood = judge(self.text, cues, draft.trigger_start, draft.trigger_end, kind=kind, nominal=bool(frame.nouns) or opens, edge=self.edge)
        if mood.ended:
            if kind is not ClaimType.CONTROL:
                return []
            kind = ClaimType.LOSS
        speaker = speech.speaker if speech else sentence.carried if not presupposed and self.goes_on(sentence) else None
        modality, source_cues = self.source_mood(draft, mood.modality, mood.hedged, speaker)
        if inferred_actor and not targets and (modality.is_live or len(self.gainers) > 1) and self.is_bare_guess(draft, sentence):
            refs, inferred_actor = [], False
        if draft.background and modality.is_live:
            modality = Modality.HISTORICAL
        dating, since, time_cues = self.decide_when(draft, sentence, modality)
        live = modality
        if modality.is_live and self.is_past(dating, since, draft, sentence):
            modality = Modality.HISTORICAL
            live = Modality.HISTORICAL if since is not None or self.is_over(draft, dating, sentence, acted=bool(refs)) else live
        start, end = draft.start, draft.end
        if speaker is not None and speech is not None:
            start, end = min(start, max(speaker.start, start - 80)), max(end, min(speaker.end, end + 80))
        if draft.group is not None and draft.group.crossings:
            start = self._pair_start(start, sentence)  # "one of three ...; the third ...": the sentence before is part of the proof
        start, end = at_borders(self.text, Span(min(start, sentence.span.start), sentence.span.end), start, min(end, sentence.span.end))
        if refs:
            self.last_actor = (draft.trigger_start, refs[0])
            if frame.type in (*GAINS, ClaimType.ADVANCE, ClaimType.SIEGE):
                self.last_gain = (draft.trigger_start, refs[0])
                self.last_gain_wins_back = kind is ClaimType.RECAPTURE or (
                    draft.verb is not None and draft.verb.base in self.rules.lexicon.words("liberation_verbs")
                )
                if modality.is_live and not inferred_actor:
                    self.gainers.add(refs[0].actor_id or refs[0].name)
            if frame.type is ClaimType.CONTROL:
                self.last_holder = (draft.trigger_start, refs[0])
            if frame.type is ClaimType.ATTACK:
                self.last_attacker = refs[0]
            for spot in draft.spots:
                self.history[spot.place.id].append((frame.type, refs[0]))
                if modality.is_live and frame.type in (ClaimType.ATTACK, ClaimType.CONTESTED):
                    self.attackers[spot.place.id].append(refs[0])
        if dating.known and time_cues:
            self.last_dating = (draft.trigger_start, dating)
        applied = (frame.id, *mood.cues, *source_cues, *time_cues, *(("actor.context",) if inferred_actor else ()))
        made = [
            Claim(
                id="",
                doc_id=self.document.id,
                start=start,
                end=end,
                quotation=self.text[start:end],
                type=kind,
                place=place_ref(spot),
                actor=refs[0] if refs else None,
                partners=tuple(refs[1:]),
                target=targets[0] if targets else self._opposed(refs, spot) if opposed else None,
                dating=dating,
                since=since,
                known=on_day(self.document.published) if self.document.published else UNKNOWN_DATE,
                attribution=self.attribution(speaker),
                modality=modality,
                extent=self.extent_of(frame.extent, spot),
                share_percent=spot.share,
                crossing_status=self.passage_of(draft) if kind is ClaimType.CROSSING_STATUS else None,
                crossing_side=self.crossing_side(draft, spot, refs),
                source=self.document.source,
                url=self.document.url,
                cues=(*applied, *spot.cues),
            )
            for spot in draft.spots
        ]
        self.sources.update({id(claim): live for claim in made})
        return made

    def _pair_start(self, start: int, sentence: SentenceReading) -> int:
        """Where the sentence before begins, in the same paragraph; else `start`."""
        before = self._sentence_before(sentence)
        return before if before >= sentence.paragraph.start else start

    def _opposed(self, refs: Sequence[ActorRef], spot: Spot) -> ActorRef | None:
        """Whom it was done to where the text does not say: the other side in the country of the place."""
        other = self.parties.opponent([ref.actor_id for ref in refs if ref.actor_id], country=spot.place.country)
        beside = [ref.actor_id for ref in refs]
        return self.parties.reference(other) if other is not None and self.parties.only_other(other, beside=beside) else None


def _two_sides(refs: list[ActorRef], targets: list[ActorRef], *, told: bool) -> tuple[list[ActorRef], list[ActorRef]]:
    """Nobody takes a place from himself: of one actor on both sides, the one that was only inferred, or the target, is dropped."""
    if not refs or not targets or (refs[0].actor_id, refs[0].name) not in {(target.actor_id, target.name) for target in targets}:
        return refs, targets
    return (refs, []) if told else ([], targets)


def _outside(cues: Sequence[CueMatch], times: Sequence[TimeHit]) -> tuple[CueMatch, ...]:
    """The cues that are no part of a date ("May 3")."""
    return tuple(cue for cue in cues if not any(hit.start < cue.end and cue.start < hit.end for hit in times if hit.dating.known))
