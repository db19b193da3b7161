"""One event as one claim: sides, date and place by the table of its data set."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from geomap.gazetteer import Gazetteer
from geomap.io.actor_names import ActorNames
from geomap.io.event_places import EventPlaces
from geomap.io.event_rules import MONTH, EventRules, EventType, Where
from geomap.io.opening import InputFile
from geomap.io.options import ReadOptions, Report
from geomap.io.table_places import PlaceError, parse_position
from geomap.model import (
    UNKNOWN_DATE,
    ActorRef,
    Attribution,
    Claim,
    DatePrecision,
    Dating,
    LonLat,
    Place,
    PlaceRef,
    between,
    in_month,
    on_day,
)


@dataclass(frozen=True, kw_only=True)
class Events:
    """What a table of events says."""

    claims: tuple[Claim, ...]
    places: tuple[Place, ...]
    """Places the gazetteer does not have, sorted by id."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One row, its cells understood."""

    id: str
    kind: EventType
    where: Where
    names: tuple[str, ...]
    """Of the place, best first."""
    position: LonLat
    country: str
    """As the table names it."""
    sides: tuple[str, str]
    """Names; empty for nobody's force."""
    dating: Dating
    state_side: int | None = None
    """Index of the one side that is the state's forces."""
    quotation: str = ""
    speaker: str = ""
    source: str = ""
    note: str = ""
    known: Dating = UNKNOWN_DATE


@dataclass
class EventTable:
    """Makes claims of the rows of one table and counts what makes none."""

    file: InputFile
    rules: EventRules
    gazetteer: Gazetteer
    report: Report
    options: ReadOptions
    claims: list[Claim] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Index the actors once."""
        self.places = EventPlaces(self.gazetteer, self.rules.generic_words)
        self._actors = ActorNames(self.gazetteer.actors)
        self._unknown: Counter[str] = Counter()
        self._references: dict[tuple[str, str, date | None], ActorRef] = {}
        self._ids: set[str] = set()

    def position(self, row: dict[str, str], line: int) -> LonLat | None:
        """The position of a row's ``longitude`` and ``latitude``; None, and a report, if there is none."""
        try:
            position = parse_position(row.get("longitude", "").strip(), row.get("latitude", "").strip())
            if position is None:
                raise PlaceError("latitude", "longitude and latitude are empty", "fill them in")
        except PlaceError as error:
            field_name = {"lon": "longitude", "lat": "latitude"}.get(error.field, error.field)
            self.report(self.file.problem(str(error), line=line, field=field_name, hint=error.hint))
            return None
        return position

    def add(self, event: Event, line: int) -> None:
        """Make the claim of an event."""
        if event.id in self._ids:
            message = f"the event {event.id} stands twice; the first one is used"
            self.report(self.file.problem(message, line=line, hint="remove one of them", severity="warning"))
            return
        self._ids.add(event.id)
        if self.options.today and event.dating.earliest and event.dating.earliest > self.options.today:
            message = f"{event.dating.edtf} lies in the future"
            self.report(self.file.problem(message, line=line, hint="check the year", severity="warning"))
        found = self.places.find(event.names, event.position, event.where.kind)
        country = found.place.country or self.places.country_code(event.country)
        day = event.dating.likely or event.dating.earliest
        first, second = (self._actor(name, country, day) for name in event.sides)
        actor, target, partners = _roles(event, first, second)
        speaker = self._actors.find(event.speaker, country=country, on=day) if event.speaker else None
        self.claims.append(
            Claim(
                id=event.id,
                doc_id="",
                start=None,
                end=None,
                quotation=event.quotation,
                type=event.kind.type,
                place=PlaceRef(
                    raw=event.names[0] if event.names else "",
                    place_id=found.place.id,
                    precision=event.where.precision,
                    relation=event.where.relation,
                ),
                actor=actor,
                target=target,
                partners=partners,
                dating=event.dating,
                attribution=Attribution(
                    publication=event.source or self.rules.source,
                    speaker=event.speaker,
                    speaker_actor_id=speaker.id if speaker else "",
                    camp=speaker.camp if speaker else "",
                ),
                modality=self.rules.modality,
                extent=event.kind.extent,
                known=event.known,
                source=event.source or self.rules.source,
                origin="table",
                note=event.note,
            )
        )

    def finish(self) -> Events:
        """Report what made no claim, and return what did."""
        for kind, count in sorted(self.passed_over.items()):
            message = f"{count} events of the type '{kind}' say nothing of who holds or attacks a place; they make no claim"
            self.report(self.file.problem(message, hint="nothing to do", severity="warning"))
        if self._unknown:
            names = ", ".join(name for name, _ in self._unknown.most_common(5))
            message = f"{len(self._unknown)} actors are not in the data and are kept as named: {names}" + (
                ", ..." if len(self._unknown) > 5 else ""
            )
            self.report(self.file.problem(message, hint="add those that matter to actors.csv in a gazetteer folder", severity="warning"))
        return Events(claims=tuple(self.claims), places=tuple(self.places.own[key] for key in sorted(self.places.own)))

    def _actor(self, name: str, country: str, day: date | None) -> ActorRef | None:
        if not name:
            return None
        key = (name, country, day)
        if key not in self._references:
            self._references[key] = self._refer(*key)
        reference = self._references[key]
        if not reference.actor_id:
            self._unknown[name] += 1
        return reference

    def _refer(self, name: str, country: str, day: date | None) -> ActorRef:
        for words in (name, *self._other_names(name)):
            actor = self._actors.find(words, country=country, on=day)
            if actor is not None:
                return ActorRef(raw=name, name=actor.name, actor_id=actor.id)
        return ActorRef(raw=name, name=name)

    def _other_names(self, name: str) -> Iterator[str]:
        for pattern, names in self.rules.actor_forms:
            if match := pattern.fullmatch(name):
                yield from (match.expand(other) for other in names)


def event_dating(first: date, last: date, precision: DatePrecision | None = None) -> Dating:
    """The days from `first` to `last`, with the precision the data set states."""
    dating = between(first, last, likely=first)
    return dating if precision is None or dating.precision == precision else dataclasses.replace(dating, precision=precision)


def spread_dating(day: date, days: int) -> Dating:
    """A day that may be off by some days, or (`MONTH`) only its month."""
    if days == MONTH:
        return dataclasses.replace(in_month(day.year, day.month), likely=day)
    if days == 0:
        return on_day(day)
    return between(day - timedelta(days=days), day + timedelta(days=days), likely=day)


def _roles(event: Event, first: ActorRef | None, second: ActorRef | None) -> tuple[ActorRef | None, ActorRef | None, tuple[ActorRef, ...]]:
    """Actor, target and partners. Who cannot be told is nobody."""
    sides = event.kind.sides
    if sides == "first":
        return first, second, ()
    if sides in ("state", "non_state") and event.state_side is not None:
        state, other = (first, second) if event.state_side == 0 else (second, first)
        return (state, other, ()) if sides == "state" else (other, state, ())
    return None, None, tuple(side for side in (first, second) if side is not None)
