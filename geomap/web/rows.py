"""The states of the day the map opens on, as rows of text: for print, screen readers and no-script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from geomap.model import Claim, ControlState, ControlStatus, CrossingState, MapSpec, Place

LIMIT = 60
"""At most this many rows stand in the file; the script makes the rest from the data."""
QUOTATIONS = 2
"""At most this many quotations stand in a row; the card has them all."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table."""

    id: str
    place: str
    cells: tuple[str, ...]
    """Kind, status, holder, since, confidence, sources."""
    quotations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Report:
    """One outlet of the source line, with the days of its reports, ``YYYY-MM-DD`` or empty."""

    source: str
    first: str
    last: str


REPORTS = 12
"""At most this many outlets stand in the source line, those with most reports first."""


def cited_reports(spec: MapSpec) -> tuple[Report, ...]:
    """The outlets whose reports the map is made of, those with most of them first."""
    days: dict[str, list[str]] = {}
    for card in spec.documents:
        days.setdefault(card.source or card.title or card.id, []).append(card.published.isoformat() if card.published else "")
    order = sorted(days, key=lambda source: (-len(days[source]), source))
    dated = {source: sorted(filter(None, days[source])) for source in order}
    return tuple(Report(source=source, first=next(iter(dated[source]), ""), last=(dated[source] or [""])[-1]) for source in order)


def is_on(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether a half-open interval holds a day."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to)


def current_states(spec: MapSpec) -> tuple[ControlState, ...]:
    """The states drawn as marks on the day the map opens on: with data, as known to this day, crossings apart."""
    crossed = {state.place_id for state in current_crossings(spec)}
    return tuple(
        state
        for state in spec.states
        if is_on(state.valid_from, state.valid_to, spec.as_of)
        and state.known_to is None
        and state.status is not ControlStatus.NO_DATA
        and state.place_id not in crossed
    )


def current_crossings(spec: MapSpec) -> tuple[CrossingState, ...]:
    """The crossing states of that day, as known to this day."""
    return tuple(state for state in spec.crossing_states if is_on(state.valid_from, state.valid_to, spec.as_of) and state.known_to is None)


def table_rows(spec: MapSpec, words: Mapping[str, str]) -> tuple[Row, ...]:
    """One row per state, crossing and attack of the day, by place.

    Parameters
    ----------
    spec
        The map.
    words
        Phrases of the map and of the interface.
    """
    places = {place.id: place for place in spec.places}
    names = {style.key: style.name for style in spec.actors}
    claims = {claim.id: claim for claim in spec.claims}
    rows = []
    for state in current_states(spec):
        status = words[f"status.{state.status}"] + (f" ({words['sign.inferred']})" if state.inferred else "")
        if state.share_percent is not None:
            status += f", {state.share_percent:g} %"
        rows.append(
            _row(
                state.id,
                places[state.place_id],
                status,
                "; ".join(names.get(key, key) for key in state.holders),
                state.valid_from,
                words[f"confidence.{state.confidence}"],
                [claims[claim_id] for claim_id in (*state.support, *state.contradict, *state.other) if claim_id in claims],
                spec.lang,
                words,
            )
        )
    for crossing in current_crossings(spec):
        rows.append(
            _row(
                crossing.id,
                places[crossing.place_id],
                "; ".join(f"{side.name}: {words[f'passage.{side.passage}']}" for side in crossing.sides),
                "; ".join(
                    f"{side.name}: {', '.join(names.get(key, key) for key in side.holders) or words['status.no_data']}"
                    for side in crossing.sides
                ),
                crossing.valid_from,
                words["sign.inferred"] if crossing.inferred else "",
                [claims[claim_id] for claim_id in crossing.support if claim_id in claims],
                spec.lang,
                words,
            )
        )
    for event in spec.attacks:
        if event.day <= spec.as_of <= event.day + timedelta(days=spec.attack_days):
            rows.append(
                _row(
                    event.id,
                    places[event.place_id],
                    words["type.attack"],
                    names.get(event.actor, event.actor.removeprefix("name:")),
                    event.day,
                    "",
                    [claims[event.claim_id]],
                    spec.lang,
                    words,
                )
            )
    return tuple(sorted(rows, key=lambda row: (row.place, row.id)))


def _row(
    row_id: str,
    place: Place,
    status: str,
    holder: str,
    since: date | None,
    confidence: str,
    claims: Iterable[Claim],
    lang: str,
    words: Mapping[str, str],
) -> Row:
    told = list(claims)
    return Row(
        id=row_id,
        place=place.name_in(lang),
        cells=(
            words[f"kind.{place.kind}"],
            status,
            holder,
            since.isoformat() if since else "",
            confidence,
            "; ".join(dict.fromkeys(claim.source for claim in told if claim.source)),
        ),
        quotations=tuple(claim.quotation for claim in told[:QUOTATIONS]),
    )
