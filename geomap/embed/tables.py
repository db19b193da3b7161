"""The tables behind a map on one day: places, crossings side by side, claims with their words, and what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geomap.embed.words import ReportWords
from geomap.figure.snapshot import Snapshot
from geomap.figure.words import printable
from geomap.model import Claim, ControlState, ControlStatus, CrossingState, Extent, MapSpec, SideState

PLACE_COLUMNS = ("place", "kind", "holder", "status", "since", "confidence", "sources")
CROSSING_COLUMNS = ("crossing", "side", "holder", "passage", "since")
CLAIM_COLUMNS = ("day", "place", "claim", "words", "speaker", "source", "published")
CHANGE_COLUMNS = ("day", "place", "before", "after")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a table: its cells in words, and what it stands for."""

    id: str
    """Of the state, crossing state or claim."""
    cells: tuple[str, ...]
    claim_ids: tuple[str, ...] = ()
    url: str = ""
    """Address of the report quoted; only http and https."""


def place_rows(spec: MapSpec, snapshot: Snapshot, words: ReportWords) -> list[Row]:
    """A row for every place with a state, by name; cells as `PLACE_COLUMNS`."""
    claims = {claim.id: claim for claim in spec.claims}
    rows = []
    for state in snapshot.states:
        place = snapshot.places[state.place_id]
        status = _status(state, words)
        if state.inferred:
            status = f"{status} ({words['legend.inferred']})"
        cells = (
            printable(place.name_in(words.lang)),
            words[f"kind.{place.kind.value}"],
            words.actors(spec, _parties(state)) or words["holder.none"],
            status,
            words.day(state.valid_from) if state.valid_from else words["since.before"],
            words[f"confidence.{state.confidence.value}"],
            words.listed(sources_of(claims[one] for one in state.support if one in claims)),
        )
        rows.append(Row(id=state.id, cells=cells, claim_ids=state.support + state.contradict))
    return sorted(rows, key=lambda row: (row.cells[0], row.id))


def crossing_rows(spec: MapSpec, snapshot: Snapshot, words: ReportWords) -> list[Row]:
    """Two rows for every crossing, one a side, by name; cells as `CROSSING_COLUMNS`."""
    rows = []
    for state in sorted(snapshot.crossings, key=lambda one: (snapshot.places[one.place_id].name_in(words.lang), one.id)):
        name = printable(snapshot.places[state.place_id].name_in(words.lang))
        if state.inferred:
            name = f"{name} ({words['legend.inferred']})"
        since = words.day(state.valid_from) if state.valid_from else words["since.before"]
        for side in state.sides:
            holder = words.actors(spec, side.holders) or words["holder.none"]
            if side.control not in (ControlStatus.HELD, ControlStatus.NO_DATA):
                holder = f"{holder} ({words[f'status.{side.control.value}']})"
            cells = (name, side_name(side), holder, words[f"passage.{side.passage.value}"], since)
            rows.append(Row(id=state.id, cells=cells, claim_ids=state.support))
    return rows


def claim_rows(spec: MapSpec, words: ReportWords, *, until: date, known_by: date | None = None) -> list[Row]:
    """A row for every claim about `until` or before, oldest first; cells as `CLAIM_COLUMNS`, the quotation word for word.

    Parameters
    ----------
    known_by
        Leave out what became known later; None: take all.
    """
    places = {place.id: place for place in spec.places}
    documents = {card.id: card for card in spec.documents}
    rows = []
    for claim in spec.claims:
        day = claim.dating.likely
        known = claim.known.likely
        if (day is not None and day > until) or (known_by is not None and known is not None and known > known_by):
            continue
        place = places.get(claim.place.place_id)
        actor = claim.actor.name if claim.actor else ""
        what = words.fill("claim.what", type=words[f"type.{claim.type.value}"], modality=words[f"modality.{claim.modality.value}"])
        card = documents.get(claim.doc_id)
        cells = (
            words.day(day) if day else words["day.unknown"],
            printable(place.name_in(words.lang) if place else claim.place.raw),
            f"{printable(actor)}{words['part.colon'] if actor else ''}{what}",
            printable(claim.quotation),
            printable(claim.attribution.speaker),
            printable(claim.source or (card.source if card else "")),
            words.day(claim.known.likely) if claim.known.likely else words["day.unknown"],
        )
        rows.append(Row(id=claim.id, cells=cells, claim_ids=(claim.id,), url=web_address(claim.url or (card.url if card else ""))))
    order = {claim.id: (claim.dating.likely or date.min, claim.id) for claim in spec.claims}
    return sorted(rows, key=lambda row: order[row.id])


def change_rows(spec: MapSpec, before: Snapshot, after: Snapshot, words: ReportWords) -> list[Row]:
    """A row for every place that is not as it was, by day and name; cells as `CHANGE_COLUMNS`."""
    old, new = _by_place(before), _by_place(after)
    rows = []
    for place_id in sorted(old.keys() | new.keys()):
        was, now = in_words(spec, old.get(place_id), words), in_words(spec, new.get(place_id), words)
        if was == now:
            continue
        item = new.get(place_id) or old[place_id]
        day = item.valid_from if place_id in new else item.valid_to
        name = printable(after.places[place_id].name_in(words.lang))
        cells = (words.day(day) if day else words["day.unknown"], name, was, now)
        rows.append((day or date.min, Row(id=item.id, cells=cells, claim_ids=item.support)))
    return [row for _, row in sorted(rows, key=lambda pair: (pair[0], pair[1].cells[1]))]


def in_words(spec: MapSpec, item: ControlState | CrossingState | None, words: ReportWords) -> str:
    """A state as a phrase: status and holders, or both sides of a crossing."""
    if item is None:
        return words["status.no_data"]
    if isinstance(item, CrossingState):
        return "; ".join(
            f"{side_name(side)}{words['part.colon']}{words.actors(spec, side.holders) or words['holder.none']}"
            f"{words['list.separator']}{words[f'passage.{side.passage.value}']}"
            for side in item.sides
        )
    return words["part.colon"].join(part for part in (words.actors(spec, _parties(item)), _status(item, words)) if part)


def _parties(state: ControlState) -> tuple[str, ...]:
    """Who holds it, or who fights over it."""
    return state.holders or (state.opponents if state.status is ControlStatus.CONTESTED else ())


def _status(state: ControlState, words: ReportWords) -> str:
    status = words[f"status.{state.status.value}"]
    if state.share_percent is not None:
        return f"{status} (≈ {words.number(state.share_percent)} %)"
    return status if state.extent is Extent.FULL else f"{status} ({words[f'extent.{state.extent.value}']})"


def sources_of(claims: Iterable[Claim]) -> list[str]:
    """The outlets of claims, each once, in order."""
    return list(dict.fromkeys(printable(claim.source) for claim in claims if claim.source))


def web_address(url: str) -> str:
    """`url` if it is one of the web, else nothing: a report links to nothing else."""
    return url if url.lower().startswith(("http://", "https://")) and url.isprintable() and " " not in url else ""


def side_name(side: SideState) -> str:
    """A side of a crossing with its country."""
    return printable(f"{side.name} ({side.country})" if side.country else side.name)


def _by_place(snapshot: Snapshot) -> dict[str, ControlState | CrossingState]:
    return {item.place_id: item for item in snapshot.items}
