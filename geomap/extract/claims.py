"""Reading the claims of one document: sentences to drafts, drafts to claims."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geomap.errors import Problem
from geomap.extract.actors import Hint, actor_names, find_forces, find_names
from geomap.extract.attribution import Speaker, Speakers, Speech
from geomap.extract.belligerents import Belligerents
from geomap.extract.clauses import Row, read_row
from geomap.extract.dates import DateReader, TimeHit
from geomap.extract.frames import Draft, FrameMatcher, index_frames
from geomap.extract.groups import Group, GroupReader
from geomap.extract.holdings import read_holdings
from geomap.extract.identity import with_ids
from geomap.extract.memory import Memory, Named
from geomap.extract.modality import CueMatch, find_cues, judge
from geomap.extract.parties import Party, PartyFinder
from geomap.extract.places import AREAS, PlaceFinder, Spot
from geomap.extract.restatements import merge_restatements
from geomap.extract.rules import RuleSet
from geomap.extract.words import Entity, Word, read_words
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.location import data_folder
from geomap.model import (
    UNKNOWN_DATE,
    ActorRef,
    Attribution,
    Claim,
    ClaimType,
    DatePrecision,
    Dating,
    Document,
    Extent,
    Mention,
    Modality,
    PlaceKind,
    PlacePrecision,
    PlaceRef,
    PlaceRelation,
    Resolution,
    ResolutionStatus,
    between,
    on_day,
)
from geomap.text.sentences import Span, sentences_in, split_paragraphs

_OLD, _YEAR = timedelta(days=90), timedelta(days=365)
"""An event further back than this is background, unless the text says that it lasts."""
_NEAR = 700
"""Code points within which a pronoun or an open agent looks back."""
_GAINS = frozenset({ClaimType.CAPTURE, ClaimType.RECAPTURE, ClaimType.TRANSFER})


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one document yields."""

    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Sentence:
    """Everything read of one sentence."""

    span: Span
    paragraph: Span
    row: Row
    times: tuple[TimeHit, ...]
    speeches: tuple[Speech, ...]
    heading: Dating | None
    carried: Speaker | None


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
    lower = document.text.lower()
    if not index_frames(rules).trigger.search(lower):
        return Reading(claims=())
    return _Reader(document, mentions, resolutions, gazetteer, rules).read()


class _Reader:
    def __init__(
        self, document: Document, mentions: Sequence[Mention], resolutions: Sequence[Resolution], gazetteer: Gazetteer, rules: RuleSet
    ) -> None:
        self.document = document
        self.text = document.text
        self.gazetteer = gazetteer
        self.rules = rules
        self.memory = Memory(named=_named(mentions, resolutions, gazetteer))
        self.names = actor_names(gazetteer)
        self.hints = find_names(self.text, self.names, rules.lexicon)
        country = self._main_country()
        self.parties = Belligerents(self.names, day=document.published, country=country, named=self.hints)
        self.places = PlaceFinder(self.text, gazetteer, rules.lexicon, self.memory, gazetteer.country(country))
        self.groups = GroupReader(gazetteer, rules.lexicon, self.memory, read_holdings(data_folder()), self.places.share_of)
        self.matcher = FrameMatcher(rules, self.places, self.groups)
        self.problems: list[Problem] = []
        self._last_cues: tuple[Span, tuple[CueMatch, ...]] | None = None
        self.dates = DateReader(rules.time, rules.lexicon, document.published)
        self.speakers = Speakers(self.text, rules, self.names)
        self.edge = re.compile(rules.edge)
        self.pronouns = PartyFinder(rules.lexicon, gazetteer)
        self.last_dating: tuple[int, Dating] | None = None
        self.last_time: tuple[int, Dating] | None = None
        """The last exact day told, in a sentence that was read."""
        self.last_actor: tuple[int, ActorRef] | None = None
        self.last_gain: tuple[int, ActorRef] | None = None
        self.sources: dict[int, Modality] = {}
        """The mood of each claim before its age was looked at, by identity."""
        self.history: dict[str, list[tuple[ClaimType, ActorRef]]] = defaultdict(list)
        """What was told of each place so far, by place id: who did what."""

    def _main_country(self) -> str:
        counts = Counter(named.place.country for named in self.memory.named if named.place.country and not named.metonym)
        return min(counts, key=lambda code: (-counts[code], code)) if counts else ""

    # ------------------------------------------------------------ the document
    def read(self) -> Reading:
        claims: list[Claim] = []
        lower = self.text.lower()
        trigger = self.matcher.index.trigger
        heading: Dating | None = None
        statement: Speaker | None = None
        carried: Speaker | None = None
        for paragraph in split_paragraphs(self.text):
            headed = self.dates.heading(self.text, paragraph.start, paragraph.end)
            if headed is not None:
                heading = headed[0].dating
            before, carried = carried, statement
            for span in sentences_in(self.text, paragraph):
                self.memory.stops.append(span.start)
                opened = self._statement(span)
                if opened is not None:
                    statement = carried = opened
                    continue
                if len(lower) == len(self.text) and not trigger.search(lower, span.start, span.end):
                    if self.speakers.mentions_speech(span.start, span.end):
                        carried = statement
                    continue
                if carried is None and span.start == paragraph.start and self.speakers.continues(span.start, span.end):
                    carried = before
                sentence = self._sentence(span, paragraph, heading, carried)
                claims += self._claims(sentence)
                self._remember_actor(sentence)
                exact = [hit for hit in sentence.times if hit.dating.precision is DatePrecision.DAY and not hit.since]
                if exact:
                    self.last_time = (exact[-1].start, exact[-1].dating)
                if sentence.speeches:
                    carried = sentence.speeches[-1].speaker
        claims = self._background(self._with_late_actors(claims))
        return Reading(claims=with_ids(merge_restatements(claims)), problems=tuple(self.problems))

    def _statement(self, span: Span) -> Speaker | None:
        """The speaker of everything that follows, where a sentence only opens a statement ("Minister X said:")."""
        match = re.match(self.rules.attribution.statement, self.text[span.start : span.end])
        if match is None:
            return None
        row = self._row(Span(span.start, span.end))
        speeches = self.speakers.find(row, span.start, span.end)
        return speeches[-1].speaker if speeches else None

    # ------------------------------------------------------------ a sentence
    def _row(self, span: Span, times: Sequence[TimeHit] = ()) -> Row:
        named = self.memory.within(span.start, span.end)
        hints = [hint for hint in self.hints if span.start <= hint.start < span.end]
        places = [(place.start, place.end, place.place.country) for place in named]
        forces = find_forces(self.text, span.start, span.end, hints, places, self.names, self.rules.lexicon)
        entities = _entities(self.text, span, named, forces, times, self.rules)
        words = read_words(self.text, span.start, span.end, entities, self.rules.lexicon)
        return read_row([self._with_prefix(word) for word in words], self.rules.lexicon)

    def _with_prefix(self, word: Word) -> Word:
        """Give a compound like "rebel-held" the actor in its first part."""
        if word.tag in "PAT" or "-" not in word.text:
            return word
        prefix, _, suffix = word.text.rpartition("-")
        if suffix.lower() not in self.matcher.index.suffixes:
            return word
        found = find_names(prefix, self.names, self.rules.lexicon)
        hints = find_forces(prefix, 0, len(prefix), found, (), self.names, self.rules.lexicon)
        code = self.names.countries.get(prefix.lower())
        hint: Hint | None = None
        if hints:
            hint = replace(hints[0], start=word.start, end=word.start + len(prefix))
        elif code:
            hint = Hint(start=word.start, end=word.start + len(prefix), text=prefix, country=code, side="state")
        elif prefix[0].isupper():
            hint = Hint(start=word.start, end=word.start + len(prefix), text=prefix, unknown=prefix)
        return word._replace(tag="n", value=hint)

    def _sentence(self, span: Span, paragraph: Span, heading: Dating | None, carried: Speaker | None) -> _Sentence:
        base = heading.likely if heading is not None else None
        times = self.dates.find(self.text, span.start, span.end, base=base)
        row = self._row(span, times)
        return _Sentence(
            span=span, paragraph=paragraph, row=row, times=times,
            speeches=self.speakers.find(row, span.start, span.end), heading=heading,
            carried=carried,
        )  # fmt: skip

    def _cues(self, sentence: _Sentence) -> tuple[CueMatch, ...]:
        """The cues of a sentence; looked for when a draft asks, since most sentences have none."""
        if self._last_cues is None or self._last_cues[0] != sentence.span:
            found = find_cues(self.text, sentence.span.start, sentence.span.end, self.rules.cues)
            self._last_cues = (sentence.span, _outside(found, sentence.times))
        return self._last_cues[1]

    def _claims(self, sentence: _Sentence) -> list[Claim]:
        found: list[Claim] = []
        for draft in self.matcher.match(sentence.row):
            made = self._of_draft(draft, sentence)
            if made:
                told = tuple(self.gazetteer.place(claim.place.place_id) for claim in made)
                self.memory.told.append((draft.trigger_start, told))
            found += made
        return found

    # ------------------------------------------------------------ a draft
    def _of_draft(self, draft: Draft, sentence: _Sentence) -> list[Claim]:
        frame = draft.frame
        country = draft.spots[0].place.country if draft.spots else self.parties.country
        if draft.spots and self._is_politics(draft):
            return []
        presupposed = bool(frame.suffixes)  # "rebel-held P" is the writer's word whatever the sentence says of P
        speech = None if presupposed else self._speech(draft, sentence)
        actors = [self._actor(party, country, sentence, speech) for party in draft.actors]
        refs = [actor for actor in actors if actor is not None]
        targets = [target for target in (self._actor(party, country, sentence, speech) for party in draft.targets) if target is not None]
        inferred_actor = False
        if not refs and draft.agent_open and frame.actor != ("none",):
            told = self._defender(draft, country) if frame.actor == ("defender",) else None
            if told is None and "speaker" in frame.actor and speech is not None and speech.announcing:
                told = self._spoken_for(speech.speaker)
            told = told or self._told_elsewhere(draft, targets, country, sentence)
            if told is not None:
                refs, inferred_actor = [told], True
        kind = frame.type
        if draft.group is not None:
            spots = self._name_group(draft.group, refs)
            if not spots:
                return []
            kind = ClaimType.CROSSING_STATUS if draft.group.crossings else kind
            draft = replace(draft, spots=spots)
        if refs and not targets and frame.type is not ClaimType.CONTESTED:
            other = self.parties.opponent([ref.actor_id for ref in refs if ref.actor_id], country=country)
            targets = [self.parties.reference(other)] if other is not None else []
        cues = () if presupposed else self._cues(sentence)
        mood = judge(self.text, cues, draft.trigger_start, draft.trigger_end, nominal=bool(frame.nouns), edge=self.edge)
        speaker = speech.speaker if speech else sentence.carried if not presupposed and self._goes_on(sentence) else None
        modality, source_cues = self._modality(draft, mood.modality, mood.hedged, speaker)
        dating, since, time_cues = self._when(draft, sentence, modality)
        live = modality
        if modality.is_live and self._is_past(dating, since, draft, sentence):
            modality = Modality.HISTORICAL
        start, end = draft.start, draft.end
        if speaker is not None and speech is not None:
            start, end = min(start, max(speaker.start, start - 80)), max(end, min(speaker.end, end + 80))
        start, end = max(start, sentence.span.start), min(end, sentence.span.end)
        if refs:
            self.last_actor = (draft.trigger_start, refs[0])
            if frame.type in (*_GAINS, ClaimType.ADVANCE, ClaimType.SIEGE):
                self.last_gain = (draft.trigger_start, refs[0])
            for spot in draft.spots:
                self.history[spot.place.id].append((frame.type, refs[0]))
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
                place=_place_ref(spot),
                actor=refs[0] if refs else None,
                partners=tuple(refs[1:]),
                target=targets[0] if targets else None,
                dating=dating,
                since=since,
                known=on_day(self.document.published) if self.document.published else UNKNOWN_DATE,
                attribution=self._attribution(speaker),
                modality=modality,
                extent=self._extent(frame.extent, spot),
                share_percent=spot.share,
                source=self.document.source,
                url=self.document.url,
                cues=(*applied, *spot.cues),
            )
            for spot in draft.spots
        ]
        self.sources.update({id(claim): live for claim in made})
        return made

    def _extent(self, default: Extent | None, spot: Spot) -> Extent:
        return spot.extent or default or Extent.FULL

    def _name_group(self, group: Group, refs: Sequence[ActorRef]) -> tuple[Spot, ...]:
        """The members of a counted group, where one reading is left; else it is kept as a problem."""
        holders = [ref.actor_id for ref in refs if ref.actor_id]
        spots = self.groups.name(group, holders, self.document.published, hostile=self._hostile) if holders else ()
        if not spots:
            words = self.text[group.start : group.end]
            self.problems.append(
                Problem(
                    path=self.document.path or self.document.id,
                    field=f"{group.start}-{group.end}",
                    message=f"unnamed members of a group, and not exactly one reading: {words!r}",
                    hint="add a claim by hand if you know which places are meant",
                    severity="warning",
                )
            )
        return spots

    def _hostile(self, one: str, two: str) -> bool:
        """Whether two actors cannot be one side: other camps, unless both are armed groups, whom texts mix up under one word."""
        first, second = self.names.actors.get(one), self.names.actors.get(two)
        if first is None or second is None or one == two or (first.camp and first.camp == second.camp):
            return one != two and (first is None or second is None)
        return not (self.parties.side(first) == self.parties.side(second) == "nonstate")

    # ------------------------------------------------------------ who
    def _actor(self, party: Party, country: str, sentence: _Sentence, speech: Speech | None) -> ActorRef | None:
        hint = party.hint
        speaker = speech.speaker if speech is not None else sentence.carried
        if party.pronoun in self.rules.lexicon.words("first_person") and speaker is not None:
            ref = self._spoken_for(speaker)
            return replace(ref, raw=party.pronoun, start=party.start, end=party.end) if ref is not None else None
        if hint is not None and not (hint.own and not hint.ids and not hint.country and not hint.unknown):
            return self.parties.resolve(hint, country=country)
        start, end = (hint.start, hint.end) if hint is not None else (party.start, party.end)
        owner = self._subject_before(start, sentence) or self._named_before(start)
        if owner is not None:
            ref = self.parties.resolve(owner, country=country)
        elif self.last_actor is not None and start - self.last_actor[0] < _NEAR:
            ref = self.last_actor[1]
        else:
            ref = self.parties.resolve(hint, country=country) if hint is not None else None
        return replace(ref, raw=self.text[start:end], start=start, end=end) if ref is not None else None

    def _spoken_for(self, speaker: Speaker) -> ActorRef | None:
        """The belligerent a speaker speaks for; None for one who speaks for none."""
        if speaker.kind != "party":
            return None
        if speaker.hint is not None:
            return self.parties.resolve(speaker.hint, country=speaker.country)
        state = self.parties.state_of(speaker.country or self.parties.country)
        return self.parties.reference(state) if state is not None else None

    def _subject_before(self, offset: int, sentence: _Sentence) -> Hint | None:
        """The last subject before an offset in the same sentence that can act: what a pronoun stands for."""
        found: Hint | None = None
        for position, item in enumerate(sentence.row.items):
            if item.verb is None or item.start >= offset:
                continue
            for phrase in sentence.row.subject(position):
                if phrase.end <= offset:
                    party = self.pronouns.of_phrase(phrase)
                    hint = party.hint if party is not None else next((word.value for word in phrase.words if word.tag == "A"), None)
                    found = hint if hint is not None and not hint.unknown.isupper() else found
            if item.verb.passive:
                for phrase in sentence.row.agents(position):
                    agent = self.pronouns.of_phrase(phrase)
                    found = agent.hint if agent is not None and agent.hint is not None and phrase.end <= offset else found
        return found

    def _named_before(self, offset: int) -> Hint | None:
        """A proper name of an actor told after the last actor that did something, and near."""
        earlier = [hint for hint in self.hints if hint.start < offset]
        if not earlier or offset - earlier[-1].start > _NEAR:
            return None
        return earlier[-1] if self.last_actor is None or earlier[-1].start > self.last_actor[0] else None

    def _remember_actor(self, sentence: _Sentence) -> None:
        """Keep the last subject of a sentence that can act, for the pronouns of the next one."""
        hint = self._subject_before(sentence.span.end, sentence)
        if hint is not None and not hint.own:
            self.last_actor = (hint.start, self.parties.resolve(hint))

    def _told_elsewhere(self, draft: Draft, targets: Sequence[ActorRef], country: str, sentence: _Sentence) -> ActorRef | None:
        """The agent a passive or a noun leaves out: the enemy of the target, who was told to take or lose the place, the last who gained.

        Source: study of actors in LANGUAGE, section 5: the last belligerent of the other side.
        """
        if targets and targets[0].actor_id:
            return self._opponent(targets[0], country)
        kind = draft.frame.type
        if kind in (ClaimType.LOSS, ClaimType.WITHDRAWAL, ClaimType.ATTACK, ClaimType.CROSSING_STATUS):
            return None
        if kind is ClaimType.CONTESTED:
            fought = [ref for told, ref in self.history[draft.spots[0].place.id] if told is not ClaimType.CONTROL]
            return _silent(fought[-1]) if fought else None
        if draft.verb is not None and draft.verb.form != "finite" and not draft.verb.passive:
            hint = self._subject_before(draft.trigger_start, sentence)
            if hint is not None:
                return _silent(self.parties.resolve(hint, country=country))
        gains = kind in (*_GAINS, ClaimType.SIEGE)
        for told, ref in reversed(self.history[draft.spots[0].place.id]):
            if told in (*_GAINS, ClaimType.SIEGE, ClaimType.ADVANCE):
                return _silent(ref)
            if told in (ClaimType.LOSS, ClaimType.WITHDRAWAL, ClaimType.CONTROL):
                return self._opponent(ref, country) if gains else _silent(ref)
        if self.last_gain is not None and draft.trigger_start - self.last_gain[0] < 2 * _NEAR:
            return _silent(self.last_gain[1])
        return None

    def _defender(self, draft: Draft, country: str) -> ActorRef | None:
        """Who holds a place that "resists": the enemy of whoever gained last."""
        return self._opponent(self.last_gain[1], country) if self.last_gain is not None else None

    def _opponent(self, ref: ActorRef, country: str) -> ActorRef | None:
        other = self.parties.opponent([ref.actor_id], country=country)
        return self.parties.reference(other) if other is not None else None

    def _is_politics(self, draft: Draft) -> bool:
        """Whether it is power over a whole country by somebody who does not fight for it there.

        Source: study of look-alikes in LANGUAGE, section 11 (e): a country as object of "control" by a foreign capital is politics.
        """
        frame = draft.frame
        whole = draft.spots[0].place.kind is PlaceKind.COUNTRY and draft.spots[0].extent is None and frame.extent is None
        if not whole or frame.type not in (*_GAINS, ClaimType.CONTROL, ClaimType.LOSS):
            return False
        hints = [party.hint for party in draft.actors if party.hint is not None]
        if not hints:
            return True
        actor = self.parties.resolve(hints[0], country=draft.spots[0].place.country)
        known = self.names.actors.get(actor.actor_id)
        return known is None or (
            self.parties.side(known) == "state" and not any(hint.side in ("state", "any") and hint.phrase for hint in hints)
        )

    # ------------------------------------------------------------ mood and source
    def _speech(self, draft: Draft, sentence: _Sentence) -> Speech | None:
        fitting = [speech for speech in sentence.speeches if speech.start <= draft.trigger_start < speech.end]
        return min(fitting, key=lambda speech: abs(speech.verb_start - draft.trigger_start)) if fitting else None

    def _goes_on(self, sentence: _Sentence) -> bool:
        """Whether a sentence without a source of its own goes on with the speaker before it."""
        if sentence.carried is None or sentence.speeches:
            return False
        first = sentence.row.items[0] if sentence.row.items else None
        opening = self.text[sentence.span.start]
        pronoun = first is not None and first.phrase is not None and first.phrase.words[0].tag == "r"
        return pronoun or opening in '"“' or sentence.paragraph.start > sentence.carried.end

    def _modality(self, draft: Draft, modality: Modality | None, hedged: bool, speaker: Speaker | None) -> tuple[Modality, tuple[str, ...]]:
        if modality is not None:
            return modality, ()
        if draft.frame.modality is not None:
            return draft.frame.modality, ()
        if speaker is not None and speaker.kind == "party":
            return Modality.CLAIMED_BY_PARTY, ("source.party",)
        if speaker is not None:
            return Modality.REPORTED, ("source.neutral",)
        return (Modality.REPORTED, ()) if hedged else (Modality.ASSERTED, ())

    def _attribution(self, speaker: Speaker | None) -> Attribution:
        if speaker is None:
            return Attribution(publication=self.document.source)
        ref = self._spoken_for(speaker)
        actor_id = ref.actor_id if ref is not None else ""
        camp = self.names.actors[actor_id].camp if actor_id in self.names.actors else ""
        quoted = (
            '"' in self.text[max(0, speaker.start - 200) : speaker.start] or "“" in self.text[max(0, speaker.start - 200) : speaker.start]
        )
        return Attribution(
            publication=self.document.source, speaker=speaker.text, speaker_start=speaker.start, speaker_end=speaker.end, speaker_actor_id=actor_id,
            camp=camp or actor_id, quoted=quoted,
        )  # fmt: skip

    # ------------------------------------------------------------ when
    def _when(self, draft: Draft, sentence: _Sentence, modality: Modality) -> tuple[Dating, Dating | None, tuple[str, ...]]:
        since = next((hit.dating for hit in sentence.times if hit.since and hit.dating.known), None)
        chosen = self._time_of(draft, sentence)
        base = sentence.heading.likely if sentence.heading is not None else self.document.published
        if chosen is not None:
            return chosen[0], since, (chosen[1],)
        carried = self._carried_time(draft, sentence)
        if carried is not None:
            return carried, since, ("time.carried",)
        if since is not None and base is not None:
            return on_day(base), since, ("time.since",)
        if sentence.heading is not None:
            return sentence.heading, since, ("time.heading",)
        if base is None:
            return UNKNOWN_DATE, since, ()
        happened = draft.frame.type not in (ClaimType.CONTROL, ClaimType.CROSSING_STATUS) and modality.is_live
        return (between(base - timedelta(days=6), base) if happened else on_day(base)), since, ("time.publication",)

    def _time_of(self, draft: Draft, sentence: _Sentence) -> tuple[Dating, str] | None:
        """The time expression that belongs to a draft: the nearest in its evidence, else the nearest of the sentence."""
        hits = [hit for hit in sentence.times if not hit.since]
        if sentence.heading is not None:
            # in a chronology a range ("in the past four days") counts events and dates none
            hits = [hit for hit in hits if hit.relative is not None or hit.dating.precision is DatePrecision.DAY]
        if not hits:
            return None

        def rank(hit: TimeHit) -> tuple[bool, bool, int]:
            inside = draft.start - 25 <= hit.start <= draft.end + 25
            between_text = self.text[min(hit.end, draft.trigger_end) : max(hit.start, draft.trigger_start)]
            return (not inside, bool(self.edge.search(between_text.lower())), abs(hit.start - draft.trigger_start))

        best = min(hits, key=rank)
        dating = best.dating
        apart = bool(self.edge.search(self.text[min(best.end, draft.trigger_end) : max(best.start, draft.trigger_start)].lower()))
        state = draft.frame.type in (ClaimType.CONTROL, ClaimType.CROSSING_STATUS)
        if apart and (state or dating.precision in (DatePrecision.MONTH, DatePrecision.YEAR)):
            return None
        if best.relative is not None:
            if self.last_dating is None or self.last_dating[1].likely is None:
                return None
            dating = on_day(self.last_dating[1].likely + best.relative)
        return (dating, best.rule_id) if dating.known else None

    def _carried_time(self, draft: Draft, sentence: _Sentence) -> Dating | None:
        """The day told just before, for an event at a place that only points back ("the towns", no place at all)."""
        if draft.frame.type in (ClaimType.CONTROL, ClaimType.CROSSING_STATUS) or sentence.heading is not None:
            return None
        if not draft.spots or not all(spot.anaphor for spot in draft.spots):
            return None
        told = self.last_time
        if told is None or draft.trigger_start - told[0] > _NEAR or told[0] >= sentence.span.start:
            return None
        place_told = any(place.id == spot.place.id for spot in draft.spots for _, places in self.memory.told[-4:] for place in places)
        return told[1] if place_told or told[0] >= sentence.paragraph.start else None

    def _is_past(self, dating: Dating, since: Dating | None, draft: Draft, sentence: _Sentence) -> bool:
        """Whether an event is background at the time of writing."""
        published = self.document.published
        if published is None or dating.latest is None or since is not None or sentence.heading is not None:
            return False
        if published - dating.latest <= _OLD:
            return False
        evidence = self.text[draft.start : draft.end].lower()
        return not re.search(self.rules.time.lasting, evidence)

    def _with_late_actors(self, claims: list[Claim]) -> list[Claim]:
        """Give a gain without an actor the actor the rest of the document tells for the same place."""
        found = []
        for claim in claims:
            if claim.actor is None and claim.type in _GAINS:
                told = [
                    other.actor
                    for other in claims
                    if other.actor is not None
                    and other.place.place_id == claim.place.place_id
                    and other.type in (*_GAINS, ClaimType.ADVANCE)
                ]
                if told and len({ref.name for ref in told}) == 1:
                    late = replace(claim, actor=_silent(told[0]), cues=(*claim.cues, "actor.same-place"))
                    self.sources[id(late)] = self.sources[id(claim)]
                    claim = late
            found.append(claim)
        return found

    def _background(self, claims: list[Claim]) -> list[Claim]:
        """Old gains of the last year stay live while nothing in the document undoes them.

        Source: guide to the claims bench, "Modality": old facts said or implied to last are live.
        """
        published = self.document.published
        if published is None:
            return claims
        return [
            replace(claim, modality=self.sources[id(claim)], cues=(*claim.cues, "time.lasting"))
            if claim.modality is Modality.HISTORICAL and id(claim) in self.sources and self._lasts(claim, claims, published)
            else claim
            for claim in claims
        ]

    def _lasts(self, claim: Claim, claims: Sequence[Claim], published: date) -> bool:
        if claim.type not in (*_GAINS, ClaimType.CONTROL) or claim.dating.likely is None or claim.dating.precision is DatePrecision.YEAR:
            return False
        if published - claim.dating.likely > _YEAR:
            return False
        return not any(
            other is not claim
            and other.place.place_id == claim.place.place_id
            and other.type in (*_GAINS, ClaimType.CONTROL, ClaimType.LOSS, ClaimType.WITHDRAWAL)
            and other.dating.likely is not None
            and other.dating.likely > claim.dating.likely
            and (other.actor is None or claim.actor is None or other.actor.name != claim.actor.name)
            for other in claims
        )


def _outside(cues: Sequence[CueMatch], times: Sequence[TimeHit]) -> tuple[CueMatch, ...]:
    """The cues that are no part of a date ("May 3")."""
    return tuple(cue for cue in cues if not any(hit.start < cue.end and cue.start < hit.end for hit in times if hit.dating.known))


def _silent(ref: ActorRef) -> ActorRef:
    """An actor told by context only."""
    return replace(ref, raw="", start=None, end=None)


def _place_ref(spot: Spot) -> PlaceRef:
    place = spot.place
    relation = spot.relation
    if relation is PlaceRelation.AT:
        relation = PlaceRelation.NEAR if spot.extent is Extent.EDGE else PlaceRelation.AREA if place.kind in AREAS else spot.relation
    precision = {
        PlaceKind.COUNTRY: PlacePrecision.COUNTRY, PlaceKind.ADMIN1: PlacePrecision.ADMIN1, PlaceKind.ADMIN2: PlacePrecision.ADMIN2,
        PlaceKind.REGION: PlacePrecision.LINEAR, PlaceKind.RIVER: PlacePrecision.LINEAR, PlaceKind.LAKE: PlacePrecision.LINEAR,
        PlaceKind.CONTINENT: PlacePrecision.INTERNATIONAL,
    }.get(place.kind, PlacePrecision.NEAR if spot.extent is Extent.EDGE else PlacePrecision.EXACT)  # fmt: skip
    return PlaceRef(
        raw=spot.raw, place_id=place.id, start=spot.start, end=spot.end, score=round(spot.score, 3), precision=precision, relation=relation, inferred=spot.inferred,
        bearing_deg=spot.bearing_deg, distance_km=spot.distance_km,
    )  # fmt: skip


def _named(mentions: Sequence[Mention], resolutions: Sequence[Resolution], gazetteer: Gazetteer) -> list[Named]:
    by_mention = {resolution.mention_id: resolution for resolution in resolutions}
    found = []
    for mention in mentions:
        resolution = by_mention.get(mention.id)
        if resolution is None or resolution.status is not ResolutionStatus.RESOLVED or resolution.place_id is None:
            continue
        place = gazetteer.place(resolution.place_id)
        found.append(Named(start=mention.start, end=mention.end, place=place, metonym=mention.metonym, score=resolution.score))
    return sorted(found, key=lambda named: named.start)


def _entities(
    text: str, span: Span, named: Sequence[Named], forces: Sequence[Hint], times: Sequence[TimeHit], rules: RuleSet
) -> list[Entity]:
    """Places, actors, dates and fixed phrases of a sentence as words; where a place name is an actor's as well, it is both."""
    entities: list[Entity] = []
    for place in named:
        same = next((hint for hint in forces if hint.start == place.start and hint.end == place.end), None)
        wider = next((hint for hint in forces if hint.start <= place.start and place.end <= hint.end and hint is not same), None)
        if wider is None:
            entities.append(Entity(place.start, place.end, "B" if same else "P", (place, same) if same else place))
    taken = [(entity.start, entity.end) for entity in entities]

    def add(start: int, end: int, tag: str, value: object = None) -> None:
        if not any(a < end and start < b for a, b in taken):
            entities.append(Entity(start, end, tag, value))
            taken.append((start, end))

    for hint in forces:
        add(hint.start, hint.end, "A", hint)
    for hit in times:
        add(hit.start, hit.end, "T", hit)
    for match in rules.fixed_phrases.finditer(text, span.start, span.end):
        add(match.start(), match.end(), match.lastgroup or "j")
    return sorted(entities, key=lambda entity: (entity.start, entity.end))
