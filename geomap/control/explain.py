"""The ledger of one place: what speaks for a state, what against it, how heavily, and which rules fired.

It is complete: `Explanation.claims` are all claims about the place, and with the policy they give the state
again (`Explanation.rederive`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from geomap.control.ageing import Freshness, age_days, freshness
from geomap.control.build import Control, build_control
from geomap.control.camps import INDEPENDENT, Camps
from geomap.control.evidence import Effect, Evidence, Reader, finer_dates
from geomap.control.independence import group_origins
from geomap.control.interest import Word
from geomap.control.ledger_words import claim_in_words, crossing_in_words, history_in_words, origins_in_words, state_in_words
from geomap.control.materialise import sort_key
from geomap.model import Claim, ControlState, Crossing, CrossingState, Review, RuleStep
from geomap.model.records import to_record

WORDS = {
    Word.INDEPENDENT: "independent",
    Word.ADMISSION: "admission against interest",
    Word.OUTSIDER: "a party that neither gains nor loses",
    Word.OWN: "own gain",
}
"""What each kind of word is called in the ledger."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One claim in the ledger."""

    claim_id: str
    side: str
    """``for``, ``against``, ``other`` (decides nothing about this state), ``later`` (dated after the day asked
    for), ``earlier`` (about a state before it), ``undated``, ``rejected``, ``unknown then``."""
    day: date | None
    """The day it counts for; None if it has none."""
    word: str
    """Whose word it is: a value of `WORDS`; empty if it decides nothing."""
    speaker: str
    """Camp it is spoken for, or ``independent``."""
    weight: float
    """0 if it decides nothing."""
    rule: str
    """The rule that keeps it from deciding anything (``not-live``, ``no-day``, ...); empty if none does."""
    origin: int
    """Number of its independent origin within its side, from 1; 0 outside ``for`` and ``against``."""
    text: str
    """The entry in words."""


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why a place is in the state it is in on a day."""

    place_id: str
    as_of: date
    state: ControlState | None
    """None: no data."""
    far_state: ControlState | None
    """For a crossing: the state of the other side; None: no data, or no crossing."""
    headline: str
    """The state in one sentence; for a crossing that of the side the gazetteer enters it under."""
    crossing: CrossingState | None
    """For a crossing: both sides on the day; None: nothing is told of either, or no crossing."""
    crossing_history: tuple[CrossingState, ...]
    """For a crossing: all its states, in order."""
    sides: tuple[str, ...]
    """For a crossing: both sides in words, and whether it is official; then its history, a line a state."""
    age_days: int | None
    """Days since its last support; None without one."""
    freshness: Freshness | None
    policy: str
    entries: tuple[Entry, ...]
    """Those for it, against it, other; each by day and claim id."""
    steps: tuple[RuleStep, ...]
    """The rules that fired, in order."""
    origins: str
    """How many independent origins speak for it, and who shares one, in words."""
    claims: tuple[Claim, ...] = field(repr=False)
    """All claims about the place, by id: what the state is computed from."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole ledger as lines for people."""
        lines = [self.headline, *self.sides]
        if self.age_days is not None and self.freshness is not None:
            lines.append(f"Last supported {self.age_days} days before ({self.freshness.value}). {self.origins}")
        titles = {
            "for": "For:",
            "against": "Against:",
            "other": "Other claims about it, which decide nothing here:",
            "earlier": "About earlier states:",
            "later": "Later than that day:",
            "undated": "Without a date, so deciding nothing in time:",
            "rejected": "Rejected in review:",
            "unknown then": "Not known by then:",
        }
        for side, title in titles.items():
            entries = [entry for entry in self.entries if entry.side == side]
            if entries:
                lines.append(title)
                lines.extend(f"  {entry.text}" for entry in entries)
        if self.steps:
            lines.append(f"Rules ({self.policy}):")
            lines.extend(
                f"  {step.rule_id}: {step.text}" + (f" [{', '.join(step.claim_ids)}]" if step.claim_ids else "") for step in self.steps
            )
        return tuple(lines)

    def record(self) -> dict[str, Any]:
        """The ledger as plain data, with every claim in full, so that the state can be computed again from it."""
        record: dict[str, Any] = to_record(self)
        record["lines"] = list(self.lines)
        return record


def explain(
    control: Control,
    claims: Iterable[Claim],
    place_id: str,
    as_of: date,
) -> Explanation:
    """Say why a place is in the state it is in.

    Parameters
    ----------
    control
        Built from `claims`.
    claims
        All claims of the run.
    place_id
        The place asked for.
    as_of
        The day asked for.

    Raises
    ------
    KeyError
        If there is no such place.
    """
    place = control.places[place_id]
    camps = Camps(control.actors)
    reader = Reader(places=control.places, camps=camps, policy=control.policy, sources=control.sources, known_by=control.known_by)
    about = tuple(sorted({claim.id: claim for claim in claims if claim.place.place_id == place_id}.values(), key=lambda claim: claim.id))
    state = control.at(place_id, as_of)
    far = next((line for key, line in control.far_sides.items() if line.place_id == place_id), None)
    far_state = far.at(as_of) if far is not None else None
    read: dict[str, list[Evidence]] = {claim.id: [] for claim in about}
    for piece in finer_dates([piece for claim in about for piece in reader.read(claim)]):
        read[piece.id].append(piece)
    entries = sorted(
        _entries(about, read, state, far_state, as_of, reader, camps, control),
        key=lambda entry: (_SIDES.index(entry.side), entry.day or date.max, entry.claim_id),
    )
    supporting = [piece for claim in about if state is not None and claim.id in state.support for piece in read[claim.id][:1]]
    groups = _origins(sorted(supporting, key=sort_key), control)
    return Explanation(
        place_id=place_id,
        as_of=as_of,
        state=state,
        far_state=far_state,
        headline=state_in_words(state, place, as_of, camps, claims=len(about)),
        crossing=next((one for one in control.crossings_on(as_of) if one.place_id == place_id), None),
        crossing_history=(history := tuple(one for one in control.crossing_states if one.place_id == place_id)),
        sides=_sides(control, place_id, as_of, history, camps),
        age_days=age_days(state, as_of) if state is not None else None,
        freshness=freshness(state, as_of, control.policy) if state is not None else None,
        policy=control.policy.name,
        entries=tuple(entries),
        steps=state.trace if state is not None else (),
        origins=origins_in_words(groups),
        claims=about,
    )


def rederive(explanation: Explanation, control: Control) -> ControlState | None:
    """Compute the state again from nothing but the claims of its ledger and the data and policy of `control`."""
    again = build_control(
        explanation.claims,
        places=control.places,
        actors=control.actors,
        crossings=control.crossings,
        policy=control.policy,
        known_by=control.known_by,
        sources=control.sources,
    )
    return again.at(explanation.place_id, explanation.as_of)


def _sides(control: Control, place_id: str, as_of: date, history: tuple[CrossingState, ...], camps: Camps) -> tuple[str, ...]:
    crossing = next((one for one in control.crossings if one.place_id == place_id), None)
    if crossing is None:
        return ()
    official = "an official crossing" if crossing.official else "no official crossing"
    now = next((one for one in control.crossings_on(as_of) if one.place_id == place_id), None)
    both = crossing_in_words(now, camps) if now is not None else "; ".join(f"{side.name} side no data" for side in crossing.sides)
    told = [f"  {line}" for line in history_in_words(history, camps)]
    return (f"Both sides, {official}: {both}.", *(("History of both sides:", *told) if told else ()))


def _side_name(crossing: Crossing | None, claim: Claim) -> str:
    if crossing is None:
        return ""
    near, far = crossing.sides
    return far.name if claim.crossing_side == far.country else near.name


_IDLE = {"undated": "no-day"}
_SIDES = ("for", "against", "other", "earlier", "later", "undated", "rejected", "unknown then")


def _origins(pieces: list[Evidence], control: Control) -> tuple[tuple[Evidence, ...], ...]:
    heard = [piece for piece in pieces if piece.word is not Word.OWN]
    return group_origins(heard, size=control.policy.shingle_words, threshold=control.policy.same_text)


def _entries(
    about: tuple[Claim, ...],
    read: Mapping[str, list[Evidence]],
    state: ControlState | None,
    far_state: ControlState | None,
    as_of: date,
    reader: Reader,
    camps: Camps,
    control: Control,
) -> list[Entry]:
    sides = {claim.id: _side(claim, read[claim.id], state, far_state, as_of, reader) for claim in about}
    numbers: dict[str, int] = {}
    for side in ("for", "against"):
        pieces = sorted((piece for claim in about if sides[claim.id] == side for piece in read[claim.id][:1]), key=sort_key)
        for number, group in enumerate(_origins(pieces, control), start=1):
            numbers.update({piece.id: number for piece in group})
    crossing = next((one for one in control.crossings if about and one.place_id == about[0].place.place_id), None)
    entries = []
    for claim in about:
        pieces_of = read[claim.id]
        piece = pieces_of[0] if pieces_of else None
        decides = piece is not None and piece.effect not in (Effect.NOTHING, Effect.DENIAL)
        word = WORDS[piece.word] if piece is not None and decides else ""
        weight = round(piece.weight, 3) if piece is not None and decides else 0.0
        rule = _IDLE.get(sides[claim.id], "") or (piece.why if piece is not None and not decides else "")
        entries.append(
            Entry(
                claim_id=claim.id,
                side=sides[claim.id],
                day=piece.day if piece is not None else None,
                word=word,
                speaker=(piece.speaker if piece is not None else "") or INDEPENDENT,
                weight=weight,
                rule=rule,
                origin=numbers.get(claim.id, 0),
                text=claim_in_words(
                    claim, piece, camps, word=word, weight=weight, origin=numbers.get(claim.id, 0), side=_side_name(crossing, claim)
                )
                + (f": {control.policy.rule(rule).text}" if rule else ""),
            )
        )
    return entries


def _side(
    claim: Claim, pieces: Sequence[Evidence], state: ControlState | None, far_state: ControlState | None, as_of: date, reader: Reader
) -> str:
    if claim.review is Review.REJECTED:
        return "rejected"
    if not reader.knows(claim):
        return "unknown then"
    if not pieces:
        return "undated"
    if pieces[0].day > as_of:
        return "later"
    for known in (state, far_state):
        if known is not None and claim.id in known.support:
            return "for"
        if known is not None and claim.id in known.contradict:
            return "against"
    start = state.valid_from if state is not None else None
    if state is not None and claim.id not in state.other and start is not None and pieces[-1].day < start:
        return "earlier"
    return "other"
