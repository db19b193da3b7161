"""Claims, read as evidence: on which day, for and against whom, whose word, how heavy.

This is the only place where claim types and modalities are interpreted; everything after it sees
effects on a holder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import IntEnum

from geomap.control.camps import Camps, actor_key
from geomap.control.interest import Word, speaker_camp, word_of
from geomap.control.policy import Policy
from geomap.control.weights import SourceRating, weight_of
from geomap.model import (
    ActorRef,
    Claim,
    ClaimType,
    CrossingStatus,
    DatePrecision,
    Dating,
    Extent,
    Modality,
    Place,
    PlacePrecision,
    PlaceRelation,
)


class Effect(IntEnum):
    """What a claim does to the question who holds the place."""

    GAIN = 0
    LOSS = 1
    FIGHT = 2
    SIEGE = 3
    ATTACK = 4
    PRESENCE = 5
    DENIAL = 6
    PASSAGE = 7
    """Whether a crossing lets through; nothing about its holder."""
    NOTHING = 8


_EFFECTS = {
    ClaimType.CAPTURE: Effect.GAIN,
    ClaimType.RECAPTURE: Effect.GAIN,
    ClaimType.CONTROL: Effect.GAIN,
    ClaimType.TRANSFER: Effect.GAIN,
    ClaimType.LOSS: Effect.LOSS,
    ClaimType.WITHDRAWAL: Effect.LOSS,
    ClaimType.CONTESTED: Effect.FIGHT,
    ClaimType.SIEGE: Effect.SIEGE,
    ClaimType.ATTACK: Effect.ATTACK,
    ClaimType.ADVANCE: Effect.ATTACK,
    ClaimType.PRESENCE: Effect.PRESENCE,
}
_STANDING = frozenset({ClaimType.CONTROL, ClaimType.CROSSING_STATUS})
_NOT_LIVE = frozenset(modality for modality in Modality if not modality.is_live)
_ROUGH = frozenset({PlaceRelation.NEAR, PlaceRelation.BEARING, PlaceRelation.BETWEEN})


class Evidence:
    """One claim on one day of its effect. Not a noun: lives inside one computation."""

    __slots__ = (
        "actors",
        "allies",
        "camp",
        "change",
        "claim",
        "coarse",
        "day",
        "effect",
        "extent",
        "id",
        "inferred",
        "origin",
        "speaker",
        "target",
        "targets",
        "weight",
        "why",
        "word",
    )

    claim: Claim
    id: str
    """Of the claim."""
    inferred: bool
    """Whether the place is inferred and not named."""
    day: date
    effect: Effect
    camp: str
    """Camp of the actor; empty if the claim names none."""
    actors: tuple[str, ...]
    """Keys of the actor and its partners."""
    allies: tuple[str, ...]
    """Camps of the partners that are not that of the actor."""
    target: str
    """Camp of the target; empty if none."""
    targets: tuple[str, ...]
    change: bool
    """Whether it tells of a change of hands and not of a standing holder."""
    extent: Extent
    word: Word
    weight: float
    speaker: str
    """Camp it is spoken for; empty if none."""
    origin: str
    """Outlet; the document where no outlet is told."""
    coarse: str
    """"the month", "the year": set if the day is a convention."""
    why: str
    """Rule that keeps it from deciding anything, or empty."""


class Reader:
    """Turns claims into evidence for one set of places, actors, ratings and one policy."""

    def __init__(
        self,
        *,
        places: Mapping[str, Place],
        camps: Camps,
        policy: Policy,
        sources: Mapping[str, SourceRating],
        known_by: date | None = None,
    ) -> None:
        """Keep what all claims are read with."""
        self._areas = frozenset(key for key, place in places.items() if place.kind.is_area)
        self._camps = camps
        self._policy = policy
        self._sources = sources
        self.known_by = known_by
        self._models: dict[tuple[object, ...], Evidence] = {}

    def knows(self, claim: Claim) -> bool:
        """Whether the claim was known by the chosen day; one without a publication day never counts as known."""
        if self.known_by is None:
            return True
        known = claim.known.likely
        return known is not None and known <= self.known_by

    def read(self, claim: Claim) -> tuple[Evidence, ...]:
        """The evidence in one claim: none without a date; two for control that began earlier than it was told."""
        told, begun = claim.dating, claim.since
        if begun is not None and claim.type is ClaimType.CONTROL and begun.likely is not None:
            if told.likely is None:
                return (self._piece(claim, begun, begun.likely, change=True),)
            if begun.likely < told.likely:
                return (self._piece(claim, begun, begun.likely, change=True), self._piece(claim, told, told.likely, change=False))
        if told.likely is None:
            return ()
        return (self._piece(claim, told, told.likely, change=claim.type not in _STANDING),)

    def _piece(self, claim: Claim, dating: Dating, day: date, *, change: bool) -> Evidence:
        # The hot path of the room: every claim comes through here. Claims that differ only in their words, day and
        # outlet mean the same, so the meaning is found once.
        place, attribution = claim.place, claim.attribution
        actor, target = claim.actor, claim.target
        source = claim.source
        key = (
            claim.type,
            claim.modality,
            claim.extent,
            claim.crossing_status,
            (actor.actor_id or f"name:{actor.name}") if actor is not None else None,
            (target.actor_id or f"name:{target.name}") if target is not None else None,
            attribution.speaker_actor_id,
            attribution.camp,
            not attribution.speaker,
            source if self._sources else "",
            place.inferred,
            place.relation,
            place.precision,
            place.place_id in self._areas,
        )
        model = None if claim.partners else self._models.get(key)
        if model is None:
            model = self._meaning(claim)
            if not claim.partners:
                self._models[key] = model
        piece = Evidence()
        piece.claim = claim
        piece.id = claim.id
        piece.day = day
        piece.change = change
        precision = dating.precision
        piece.coarse = "" if precision is None or precision < DatePrecision.MONTH else _coarse(dating)
        piece.origin = source or attribution.publication or claim.doc_id
        piece.inferred = model.inferred
        piece.effect, piece.extent, piece.why = model.effect, model.extent, model.why
        piece.camp, piece.actors, piece.allies = model.camp, model.actors, model.allies
        piece.target, piece.targets = model.target, model.targets
        piece.speaker, piece.word, piece.weight = model.speaker, model.word, model.weight
        return piece

    def _meaning(self, claim: Claim) -> Evidence:
        """What follows from a claim whatever its day, its words and, but for its rating, its outlet."""
        model = Evidence()
        actor, target = claim.actor, claim.target
        model.camp = model.target = ""
        model.actors = model.targets = model.allies = ()
        if actor is not None:
            model.actors, model.camp = self._side(actor)
            partners = [self._side(partner) for partner in claim.partners]
            model.actors += tuple(key for keys, _ in partners for key in keys)
            model.allies = tuple(camp for _, camp in partners if camp != model.camp)
        if target is not None:
            model.targets, model.target = self._side(target)
        model.extent = claim.extent
        model.inferred = claim.place.inferred
        rating = self._sources.get(claim.source.casefold())
        model.speaker = speaker_camp(claim, self._camps, rating.camp if rating else "")
        self._judge(model, claim)
        loss = model.effect is Effect.LOSS
        gainer, loser = (model.target, model.camp) if loss else (model.camp, model.target)
        model.word = word_of(claim, speaker=model.speaker, gainer=gainer, loser=loser)
        model.weight = weight_of(claim, model.word, rating.factor if rating else 1.0, self._policy)
        return model

    def _side(self, ref: ActorRef) -> tuple[tuple[str, ...], str]:
        """The key of an actor as a tuple, and its camp."""
        key = actor_key(ref)
        return (key,), self._camps.of(key)

    def _judge(self, piece: Evidence, claim: Claim) -> None:
        """Set effect, extent and the reason for deciding nothing."""
        piece.why = ""
        effect = _EFFECTS.get(claim.type)
        if effect is None:  # crossing_status: a holder, or a state of passage
            passage = claim.crossing_status
            effect = Effect.GAIN if passage is None or passage is CrossingStatus.UNKNOWN else Effect.PASSAGE
        if claim.modality in _NOT_LIVE:
            piece.why = "not-live"
            denied = claim.modality is Modality.DENIED and effect in (Effect.GAIN, Effect.LOSS)
            piece.effect = Effect.DENIAL if denied else Effect.NOTHING
            return
        if effect is Effect.GAIN and not piece.actors:
            # "P was taken": somebody lost it, and nobody is said to hold it.
            effect = Effect.LOSS if piece.targets else Effect.NOTHING
            piece.why = "" if piece.targets else "no-actor"
            piece.camp, piece.actors = piece.target, piece.targets
            piece.target, piece.targets = "", ()
        elif effect is Effect.LOSS and not piece.actors:
            effect, piece.why = Effect.NOTHING, "no-actor"
        piece.effect = effect
        place = claim.place
        rough = place.relation is not PlaceRelation.AT and place.relation in _ROUGH
        if (rough or place.precision >= PlacePrecision.ADMIN2) and place.place_id not in self._areas:
            if place.precision >= PlacePrecision.ADMIN2:
                piece.effect, piece.why = Effect.NOTHING, "imprecise-place"
            else:
                piece.extent = Extent.EDGE


def _coarse(dating: Dating) -> str:
    if dating.precision is DatePrecision.YEAR:
        return "the year"
    if dating.precision is DatePrecision.MONTH:
        return "the month"
    return ""


def finer_dates(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Give gains that are dated only to a month or a year the day of a finer one about the same gain.

    "Earlier this year" and "on 2 January" are one capture: without this the year would start it on its
    first day. Same gain: same camp, or the same loser, inside the range of the coarse date.

    Parameters
    ----------
    evidence
        All of one place.
    """
    pieces = tuple(evidence)
    coarse = [piece for piece in pieces if piece.coarse and piece.effect is Effect.GAIN and piece.change]
    if not coarse:
        return pieces
    fine = [piece for piece in pieces if not piece.coarse and piece.effect is Effect.GAIN and piece.change]
    for piece in coarse:
        dating = piece.claim.since if piece.claim.type is ClaimType.CONTROL else piece.claim.dating
        assert dating is not None and dating.earliest is not None and dating.latest is not None
        days = [
            other.day
            for other in fine
            if dating.earliest <= other.day <= dating.latest
            and (other.camp == piece.camp or (piece.target and other.target == piece.target))
        ]
        if days:
            piece.day = min(days)
            piece.why = "finer-date"
    return pieces
