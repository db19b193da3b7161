"""Whose word a claim is: the speech it stands in, who goes on speaking, whose communiqué the text is, and who denies it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.attribution import Speaker, Speech
from geomap.extract.clauses import Row
from geomap.extract.denials import CUE, find_denials
from geomap.extract.document_state import SentenceReading
from geomap.extract.named_actors import find_names
from geomap.extract.quotations import at_borders, in_quotation
from geomap.extract.roles import Draft
from geomap.extract.who import Who
from geomap.model import Attribution, Claim, Modality
from geomap.text.sentences import Span

_LETTERHEAD, _HEAD_LINE = 300, 90
"""Code points at the head of a text where a letterhead stands, and of its longest line."""


class Sourcing(Who):
    """Decides who says so."""

    latest: tuple[int, tuple[Claim, ...]] = (-1, ())
    """How many sentences had begun when claims were made last, and those claims: what a denial may point back to."""

    row_before: tuple[Span, Row] | None = None
    """The last sentence that was read."""

    def speaker_of(self, span: Span) -> Speaker | None:
        """The last source of a sentence that told of no event and was passed over."""
        speeches = self.speakers.find(self.row_of(span), span.start, span.end)
        return speeches[-1].speaker if speeches else None

    def take_up_before(self, span: Span, pronoun: str) -> None:
        """Let "they said" stand for whom the sentence before is about."""
        before = [(unread, self.row_of(unread)) for unread, _ in (self.unread,) if unread.start < span.start] if self.unread else []
        before += [self.row_before] if self.row_before is not None and self.row_before[0].start < span.start else []
        for sentence, row in sorted(before, key=lambda pair: -pair[0].start):
            if self.speakers.find(row, sentence.start, sentence.end) or self.speakers.take_up(row, pronoun):
                return

    def denied_again(self, sentence: SentenceReading, made: Sequence[Claim]) -> list[Claim]:
        """The claims of this sentence or the one before it again, as denied, where the sentence only points back to them."""
        found: list[Claim] = []
        for denial in find_denials(sentence.row, self.rules):
            speaker = self.speakers.read(denial.denier) if denial.denier is not None else None
            ref = self.spoken_for(speaker) if speaker is not None else None
            earlier = [
                claim for claim in made if claim.start is not None and claim.place.start != denial.start and claim.start < denial.start
            ]
            if not earlier and len(self.memory.stops) - self.latest[0] == 1:
                earlier = list(self.latest[1])
            if speaker is None or ref is None:
                continue
            told = [
                claim for claim in earlier if claim.modality.is_live and claim.attribution.speaker_actor_id != (ref.actor_id or ref.name)
            ]
            spoken = [claim for claim in told if claim.attribution.speaker] or told
            start, end = at_borders(self.text, sentence.span, sentence.span.start, sentence.span.end)
            for claim in spoken:
                again = replace(
                    claim,
                    start=start,
                    end=end,
                    quotation=self.text[start:end],
                    modality=Modality.DENIED,
                    attribution=self.attribution(speaker),
                    cues=(*claim.cues, CUE),
                )
                self.sources[id(again)] = Modality.DENIED
                found.append(again)
        return found

    def publisher(self) -> Speaker | None:
        """The body whose communiqué the whole text is, by the name of the publisher or by the headline; None for a report."""
        lexicon = self.rules.lexicon
        title, _, rest = self.document.title.partition(":")
        for name, proved in (
            (self.document.source, True),
            (title, any(word in lexicon.words("statement_nouns") for word in rest.lower().split())),
        ):
            words = set(re.findall(r"\w+", name.lower()))
            if not proved or not words & lexicon.words("official_publishers") or words & lexicon.words("neutral_speakers"):
                continue
            country = next((self.names.countries[word] for word in re.findall(r"\w+", name.lower()) if word in self.names.countries), "")
            hint = next(iter(find_names(name, self.names, lexicon, self.setting)), None)
            return Speaker(text=name.strip(), start=0, end=0, kind="party", hint=hint, country=country)
        return self._letterhead()

    def _letterhead(self) -> Speaker | None:
        """The known party whose name and the word for a statement stand in lines of their own above a text."""
        lexicon = self.rules.lexicon
        head = [line.strip() for line in self.text[:_LETTERHEAD].split("\n") if line.strip()][:3]
        lines = list(itertools.takewhile(lambda line: len(line) <= _HEAD_LINE and not line.endswith((".", "?", "!", '"', "”")), head))
        if len(lines) == len(head) < 3 or not any(self._is_statement(line) for line in lines):
            return None
        for line in lines:
            words = set(re.findall(r"\w+", line.lower()))
            hints = [hint for hint in find_names(line, self.names, lexicon, self.setting) if hint.ids]
            if len(hints) == 1 and not words & lexicon.words("neutral_speakers"):
                start = self.text.index(line)
                return Speaker(text=line, start=start, end=start + len(line), kind="party", hint=hints[0], country="")
        return None

    def _is_statement(self, line: str) -> bool:
        """Whether a line is the title of a statement: its last word but for a date says so."""
        words = re.findall(r"[^\W\d]+", re.split(r"[,:–—-]|\bof\b|\bon\b|\d", line)[0].lower())
        return bool(words) and words[-1] in self.rules.lexicon.words("statement_nouns")

    def speech_of(self, draft: Draft, sentence: SentenceReading) -> Speech | None:
        """The act of saying a draft stands in; None if it is the writer's word."""
        fitting = [speech for speech in sentence.speeches if speech.start <= draft.trigger_start < speech.end]
        return min(fitting, key=lambda speech: abs(speech.verb_start - draft.trigger_start)) if fitting else None

    def goes_on(self, sentence: SentenceReading) -> bool:
        """Whether a sentence without a source of its own goes on with the speaker before it."""
        if sentence.carried is None or sentence.speeches:
            return False
        first = sentence.row.items[0] if sentence.row.items else None
        opening = self.text[sentence.span.start]
        pronoun = first is not None and first.phrase is not None and first.phrase.words[0].tag == "r"
        if pronoun or opening in '"“' or sentence.paragraph.start >= sentence.carried.end:
            return True
        before = self.text[sentence.paragraph.start : sentence.span.start]
        return in_quotation(before) or self._reports_on(sentence)

    def _reports_on(self, sentence: SentenceReading) -> bool:
        """Whether the sentence is free indirect speech: in the past perfect, behind a statement of the same paragraph."""
        verbs = [item.verb for item in sentence.row.items if item.verb is not None]
        return bool(verbs) and verbs[0].form == "finite" and verbs[0].words[0].lower in self.rules.lexicon.words("past_perfect")

    def source_mood(
        self, draft: Draft, modality: Modality | None, hedged: bool, speaker: Speaker | None
    ) -> tuple[Modality, tuple[str, ...]]:
        """The mood of a draft by its cues (`modality`), its frame, or who says it; and the ids of what decided by the source."""
        if modality is not None:
            return modality, ()
        if draft.frame.modality is not None:
            return draft.frame.modality, ()
        if speaker is not None and speaker.kind == "party":
            return Modality.CLAIMED_BY_PARTY, ("source.party",)
        if speaker is not None:
            return Modality.REPORTED, ("source.neutral",)
        return (Modality.REPORTED, ()) if hedged else (Modality.ASSERTED, ())

    def attribution(self, speaker: Speaker | None) -> Attribution:
        """Who says so, as a claim tells it."""
        if speaker is None:
            return Attribution(publication=self.document.source)
        ref = self.spoken_for(speaker)
        actor_id = ref.actor_id if ref is not None else ""
        camp = self.names.actors[actor_id].camp if actor_id in self.names.actors else ""
        quoted = (
            '"' in self.text[max(0, speaker.start - 200) : speaker.start] or "“" in self.text[max(0, speaker.start - 200) : speaker.start]
        )
        return Attribution(
            publication=self.document.source,
            speaker=speaker.text,
            speaker_start=speaker.start,
            speaker_end=speaker.end,
            speaker_actor_id=actor_id,
            camp=camp or actor_id,
            quoted=quoted,
        )
