"""When: which time expression dates a claim, what is carried on, what is background."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from geomap.extract.dates import TimeHit
from geomap.extract.document_state import GAINS, NEAR, DocumentState, SentenceReading
from geomap.extract.roles import Draft
from geomap.model import UNKNOWN_DATE, Claim, ClaimType, DatePrecision, Dating, Modality, between, on_day

_WEEK = timedelta(days=7)
_OLD, _YEAR = timedelta(days=90), timedelta(days=365)
"""An event further back than this is background, unless the text says that it lasts; a gain of the last year may."""


class When(DocumentState):
    """Dates claims."""

    def decide_when(self, draft: Draft, sentence: SentenceReading, modality: Modality) -> tuple[Dating, Dating | None, tuple[str, ...]]:
        """When it was, since when it lasts, and the ids of the rules that say so."""
        since = next((hit.dating for hit in sentence.times if hit.since and hit.dating.known and self._is_near(hit, draft)), None)
        chosen = self._time_of(draft, sentence)
        if since is None and chosen is not None and self._lasts_since(draft):
            since, chosen = chosen[0], None  # "took P in 2012 and has held it since"
        base = sentence.heading.likely if sentence.heading is not None else self.document.published
        if (
            chosen is not None
            and not modality.is_live
            and base is not None
            and chosen[0].latest is not None
            and base - chosen[0].latest > _OLD
        ):
            chosen = None  # plans and fears have the date of the statement
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

    def _is_near(self, hit: TimeHit, draft: Draft) -> bool:
        """Whether no border of a clause stands between a time and the words of a draft."""
        return not self.edge.search(self.text[min(hit.end, draft.trigger_end) : max(hit.start, draft.trigger_start)].lower())

    def _lasts_since(self, draft: Draft) -> bool:
        """Whether a state in the perfect ends with a bare "since"."""
        if draft.frame.type is not ClaimType.CONTROL or draft.verb is None or not draft.verb.perfect:
            return False
        words = "|".join(map(re.escape, self.rules.time.since_words.split()))
        return re.match(rf"[^.;:]{{0,60}}?\b(?:{words})(?:\s+then)?\s*(?:[.,;]|$)", self.text[draft.trigger_end :].lower()) is not None

    def _time_of(self, draft: Draft, sentence: SentenceReading) -> tuple[Dating, str] | None:
        """The time expression that belongs to a draft: the nearest in its evidence, else the nearest of the sentence."""
        hits = [
            hit for hit in sentence.times if not hit.since and (hit.dating.known or hit.relative is not None)
        ]  # "for a month" dates nothing
        if sentence.heading is not None:
            # in a chronology a range ("in the past four days") counts events and dates none
            hits = [hit for hit in hits if hit.relative is not None or hit.dating.precision is DatePrecision.DAY]
        if not hits:
            return None

        def rank(hit: TimeHit) -> tuple[bool, bool, int]:
            inside = draft.start - 25 <= hit.start <= draft.end + 25
            between_text = self.text[min(hit.end, draft.trigger_end) : max(hit.start, draft.trigger_start)]
            apart = bool(self.edge.search(between_text.lower())) or self._is_enclosed(hit, draft, sentence)
            return (not inside, apart, abs(hit.start - draft.trigger_start))

        best = min(hits, key=rank)
        dating = best.dating
        apart = bool(self.edge.search(self.text[min(best.end, draft.trigger_end) : max(best.start, draft.trigger_start)].lower()))
        state = draft.frame.type in (ClaimType.CONTROL, ClaimType.CROSSING_STATUS)
        goes_on = re.match(r",\s+(?:" + self.rules.time.meanwhile + r")\b", self.text[best.end : best.end + 12].lower())
        if state and goes_on is None and self._is_enclosed(best, draft, sentence):
            return None  # "the rebels, named after an accord of 2009, hold P"; "troops entered P on Sunday, and rebels still hold Q"
        if (
            apart
            and (state or dating.precision in (DatePrecision.MONTH, DatePrecision.YEAR))
            and not self._frames(best, hits, draft, sentence)
        ):
            return None
        if best.relative is not None:
            dating = self._counted_from_told(best)
        return (dating, best.rule_id) if dating.known else None

    def _is_enclosed(self, hit: TimeHit, draft: Draft, sentence: SentenceReading) -> bool:
        """Whether a time before a draft ends a clause of its own ("X, which emerged last year, attacked")."""
        if hit.end > draft.trigger_start or self.text[hit.end : hit.end + 1] != ",":
            return False
        return any(item.verb is not None and item.end <= hit.start for item in sentence.row.items)

    def _counted_from_told(self, hit: TimeHit) -> Dating:
        """A time that counts from the last event or day told before it; else what it means by itself."""
        told = [
            known for known in (self.last_dating, self.last_time, self._unread_day()) if known is not None and known[1].likely is not None
        ]
        last = max(told, key=lambda known: known[0])[1].likely if told else None
        if last is None or hit.relative is None:
            return hit.dating
        day = last + hit.relative
        if self.document.published is not None and day > self.document.published:
            return UNKNOWN_DATE  # it counts from something else
        return on_day(day) if hit.relative > -_WEEK else between(day - timedelta(days=3), day + timedelta(days=3), likely=day)

    def _unread_day(self) -> tuple[int, Dating] | None:
        """The last exact day of the last sentence that told of no event and was passed over."""
        if self.unread is None:
            return None
        hits = self.dates.find(self.text, *self.unread[0])
        return next(((hit.start, hit.dating) for hit in reversed(hits) if hit.dating.precision is DatePrecision.DAY), None)

    def _frames(self, hit: TimeHit, hits: Sequence[TimeHit], draft: Draft, sentence: SentenceReading) -> bool:
        """Whether the only time of a sentence opens it and so frames all of it that is told in the simple past."""
        verb = draft.verb
        if len(hits) != 1 or hit.start > sentence.span.start + 1 or verb is None:
            return False
        return verb.form == "finite" and not verb.perfect and verb.words[0].tag in "EF"

    def _carried_time(self, draft: Draft, sentence: SentenceReading) -> Dating | None:
        """The day told just before, for an event at a place that only points back ("the towns", no place at all)."""
        if draft.frame.type in (ClaimType.CONTROL, ClaimType.CROSSING_STATUS) or sentence.heading is not None:
            return None
        if not draft.spots or not all(spot.anaphor for spot in draft.spots):
            return None
        told = self.last_time
        if told is None or draft.trigger_start - told[0] > NEAR or told[0] >= sentence.span.start:
            return None
        place_told = any(place.id == spot.place.id for spot in draft.spots for _, places, _ in self.memory.told[-4:] for place in places)
        return told[1] if place_told or told[0] >= sentence.paragraph.start else None

    def is_past(self, dating: Dating, since: Dating | None, draft: Draft, sentence: SentenceReading) -> bool:
        """Whether an event is background at the time of writing."""
        published = sentence.heading.likely if sentence.heading is not None else self.document.published
        if published is None or dating.latest is None:
            return False
        if since is not None:
            return self._was_before(draft, sentence, published)
        if draft.frame.type is ClaimType.CONTROL and self._is_measured(draft, sentence):
            return True
        if published - dating.latest <= _OLD:
            return False
        evidence = self.text[draft.start : draft.end].lower()
        return not re.search(self.rules.time.lasting, evidence)

    def _is_measured(self, draft: Draft, sentence: SentenceReading) -> bool:
        """Whether a state is told in the simple past with how long it was so ("ran the town for three years"): it is over."""
        verb = draft.verb
        if verb is None or verb.form != "finite" or len(verb.words) > 1 or verb.words[0].tag not in "EF":
            return False
        length = re.match(r"[^.,;:]{0,40}?\b" + self.rules.time.measured, self.text[draft.trigger_end : sentence.span.end].lower())
        return length is not None

    def _was_before(self, draft: Draft, sentence: SentenceReading, published: date) -> bool:
        """Whether a lasting state ended with an old event ("retook P in 2014 from the rebels, who had held it since 2012")."""
        if draft.verb is None or draft.verb.words[0].lower not in self.rules.lexicon.words("past_perfect"):
            return False
        return any(not hit.since and hit.dating.latest is not None and published - hit.dating.latest > _OLD for hit in sentence.times)

    def is_over(self, draft: Draft, dating: Dating, sentence: SentenceReading, *, acted: bool) -> bool:
        """Whether the words of an old event put it behind the news: the past perfect, a year of its own, nobody named who did it."""
        behind = re.split(r"[,;:.]", self.text[draft.end : draft.end + 40])[0].lower()
        if re.search(self.rules.time.lasting, behind):
            return False  # "retook P for good in March"
        if draft.frame.type is ClaimType.CONTROL and self._is_measured(draft, sentence):
            return True
        perfect = draft.verb is not None and draft.verb.words[0].lower in self.rules.lexicon.words("past_perfect")
        year = (
            dating.likely is not None and str(dating.likely.year) in self.text[draft.start - 25 if draft.start > 25 else 0 : draft.end + 25]
        )
        return perfect or year or not acted

    def with_background(self, claims: list[Claim]) -> list[Claim]:
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

    def _only_compared(self, claim: Claim) -> bool:
        """Whether the old event only gives another one its time ("the biggest gain since it captured P", "after P fell")."""
        start = claim.start or 0
        opening = self.text[max(0, start - 12) : start].lower().split() + self.text[start : start + 12].lower().split()[:1]
        return any(word in self.rules.lexicon.words("comparing_words") for word in opening[-2:])

    def _lasts(self, claim: Claim, claims: Sequence[Claim], published: date) -> bool:
        if claim.type not in (*GAINS, ClaimType.CONTROL) or claim.dating.likely is None or claim.dating.precision is DatePrecision.YEAR:
            return False
        if published - claim.dating.likely > _YEAR or self._only_compared(claim):
            return False
        return not any(
            other is not claim
            and other.place.place_id == claim.place.place_id
            and other.type in (*GAINS, ClaimType.CONTROL, ClaimType.LOSS, ClaimType.WITHDRAWAL)
            and other.dating.likely is not None
            and other.dating.likely > claim.dating.likely
            and _undoes(other, claim)
            for other in claims
        )


def _undoes(later: Claim, claim: Claim) -> bool:
    """Whether a later claim on the place ends what an earlier one tells: others gain it, or the same leave it."""
    same = later.actor is not None and claim.actor is not None and later.actor.name == claim.actor.name
    return same == (later.type in (ClaimType.LOSS, ClaimType.WITHDRAWAL)) or later.actor is None or claim.actor is None
