"""What the words around a place add to it: sides of a crossing, members of a counted group, how it lies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from geomap.errors import Problem
from geomap.extract.document_state import SentenceReading
from geomap.extract.groups import Group
from geomap.extract.roles import Draft
from geomap.extract.spots import AREAS, Spot
from geomap.extract.who import Who
from geomap.model import ActorRef, ClaimType, CrossingStatus, Extent, PlaceKind, PlacePrecision, PlaceRef, PlaceRelation

_TRADE = 4
"""Different words of trade that make a text one about it."""
_BESIDE = 20
"""Code points before the word that opens a crossing, and half of those behind it, where words may limit that."""


class Whereabouts(Who):
    """Completes the places of drafts."""

    def is_civil_sentence(self, sentence: SentenceReading, draft: Draft) -> bool:
        """Whether the sentence tells of a ballot, a match or, in a text about trade, of rivals, and names nobody who fights."""
        if self._is_of_trade:
            told = (word for item in sentence.row.items if item.phrase is not None for word in item.phrase.all_words())
            armed = self.rules.lexicon.words("war_words") | self.rules.lexicon.words("policing_forces")
            named = [self.names.actors.get(actor) for party in draft.actors if party.hint is not None for actor in party.hint.ids]
            fights = any(actor is not None and self.parties.side(actor) == "nonstate" for actor in named)
            return not fights and not any(word.tag == "A" and not armed.isdisjoint(word.lower.split()) for word in told)
        if any(party.hint is not None and (party.hint.side or party.hint.ids) for party in draft.actors):
            return False
        words = self.text[sentence.span.start : sentence.span.end].lower().split()
        return any(word.strip(".,;:'\"“”‘’()") in self._civil for word in words)

    @cached_property
    def _is_of_trade(self) -> bool:
        """Whether the whole text is about trade, which borrows the words of war."""
        trade = self.rules.lexicon.words("trade_words")
        return len(trade.intersection(re.findall(r"[\w-]+", self.text.lower()))) >= _TRADE

    @cached_property
    def _civil(self) -> frozenset[str]:
        return self.rules.lexicon.words("civil_words")

    def crossing_side(self, draft: Draft, spot: Spot, refs: Sequence[ActorRef]) -> str:
        """The country of the side of a crossing that is meant ("the Vandian side of", "its side of"); empty if the text does not say."""
        if spot.place.kind is not PlaceKind.BORDER_CROSSING:
            return ""
        words = re.findall(r"[\w'’-]+", self.text[draft.start : draft.end].lower())
        for number, word in enumerate(words[1:], 1):
            if word not in self.rules.lexicon.words("side_nouns"):
                continue
            owner = words[number - 1].removesuffix("'s").removesuffix("’s")
            if owner in self.rules.lexicon.words("own_pronouns"):
                actor = self.names.actors.get(refs[0].actor_id) if refs else None
                return self.parties.home(actor) if actor is not None else ""
            if owner in self.names.countries:
                return self.names.countries[owner]
        return ""

    def passage_of(self, draft: Draft) -> CrossingStatus | None:
        """Whether a crossing lets through, by the frame; "open only for aid" and "partially reopened" are restricted."""
        frame = draft.frame
        if not frame.status or frame.type is not ClaimType.CROSSING_STATUS:
            return None
        status = CrossingStatus(frame.status)
        if status is CrossingStatus.OPEN:
            before = self.text[max(0, draft.trigger_start - _BESIDE) : draft.trigger_start].rpartition(".")[2]
            after = re.split(r"[.;]", self.text[draft.trigger_end : draft.trigger_end + 2 * _BESIDE])[0]
            words = re.findall(r"[\w-]+", f"{before} {after}".lower())
            limited = not self.rules.lexicon.words("limiting_words").isdisjoint(words)
            return CrossingStatus.RESTRICTED if limited else status
        return status

    def extent_of(self, default: Extent | None, spot: Spot) -> Extent:
        """How much of a place: by its own words, else by its frame, else all of it."""
        return spot.extent or default or Extent.FULL

    def name_group(self, group: Group, refs: Sequence[ActorRef]) -> tuple[Spot, ...]:
        """The members of a counted group, where one reading is left; else it is kept as a problem."""
        holders = [ref.actor_id for ref in refs if ref.actor_id]
        spots = self.groups.name(group, holders, self.document.published, hostile=self.hostile) if holders else ()
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


def place_ref(spot: Spot) -> PlaceRef:
    """The place of a claim."""
    place = spot.place
    relation = spot.relation
    if relation is PlaceRelation.AT:
        relation = PlaceRelation.NEAR if spot.extent is Extent.EDGE else PlaceRelation.AREA if place.kind in AREAS else spot.relation
    precision = {
        PlaceKind.COUNTRY: PlacePrecision.COUNTRY, PlaceKind.ADMIN1: PlacePrecision.ADMIN1, PlaceKind.ADMIN2: PlacePrecision.ADMIN2,
        PlaceKind.REGION: PlacePrecision.LINEAR, PlaceKind.RIVER: PlacePrecision.LINEAR, PlaceKind.LAKE: PlacePrecision.LINEAR,
        PlaceKind.CONTINENT: PlacePrecision.INTERNATIONAL,
    }.get(place.kind, PlacePrecision.NEAR if spot.extent is Extent.EDGE else PlacePrecision.EXACT)  # fmt: skip
    if relation is PlaceRelation.BETWEEN:
        precision = PlacePrecision.LINEAR
    return PlaceRef(
        raw=spot.raw,
        place_id=place.id,
        start=spot.start,
        end=spot.end,
        score=round(spot.score, 3),
        precision=precision,
        relation=relation,
        inferred=spot.inferred,
        other_place_id=spot.other,
        bearing_deg=spot.bearing_deg,
        distance_km=spot.distance_km,
    )
