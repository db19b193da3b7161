"""The tables behind a map on one day: places, crossings side by side, claims with their words, and what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geomap.embed.words import ReportWords
from geomap.figure.phrasing import actor_names, parties, side_holder, status_words
from geomap.figure.snapshot import Snapshot, take_snapshot
from geomap.figure.words import printable
from geomap.model import Claim, ControlState, CrossingState, MapSpec, SideState

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
        status = status_words(state, words)
        if state.inferred:
            status = f"{status} ({words['legend.inferred']})"
        cells = (
            printable(place.name_in(words.lang)),
            words[f"kind.{place.kind.value}"],
            actor_names(spec, parties(state), words) or words["holder.none"],
            status,
            words.day(state.valid_from) if state.valid_from else words["since.before"],
            words[f"confidence.{state.confidence.value}"],
            listed_sources(sources_of(claims[one] for one in state.support if one in claims), words),
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
            cells = (name, side_name(side), side_holder(spec, side, words), words[f"passage.{side.passage.value}"], since)
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


def change_rows(spec: MapSpec, first: date, last: date, words: ReportWords, *, known_by: date | None = None) -> list[Row]:
    """A row for every change after `first` up to `last`, by day and name; cells as `CHANGE_COLUMNS`."""
    spans = [(one.valid_from, one.valid_to) for one in spec.states] + [(one.valid_from, one.valid_to) for one in spec.crossing_states]
    days = sorted({day for span in spans for day in span if day is not None and first < day <= last})
    rows: list[Row] = []
    before = _by_place(take_snapshot(spec, first, known_by=known_by))
    for day in days:
        snapshot = take_snapshot(spec, day, known_by=known_by)
        after = _by_place(snapshot)
        found = []
        for place_id in before.keys() | after.keys():
            was, now = in_words(spec, before.get(place_id), words), in_words(spec, after.get(place_id), words)
            if was != now:
                item = after.get(place_id) or before[place_id]
                name = printable(snapshot.places[place_id].name_in(words.lang))
                found.append(Row(id=item.id, cells=(words.day(day), name, was, now), claim_ids=item.support))
        rows += sorted(found, key=lambda row: (row.cells[1], row.id))
        before = after
    return rows


def in_words(spec: MapSpec, item: ControlState | CrossingState | None, words: ReportWords) -> str:
    """A state as a phrase: status and holders, or both sides of a crossing."""
    if item is None:
        return words["status.no_data"]
    if isinstance(item, CrossingState):
        return words["list.semicolon"].join(side_words(spec, side, words) for side in item.sides)
    return words["part.colon"].join(part for part in (actor_names(spec, parties(item), words), status_words(item, words)) if part)


def side_words(spec: MapSpec, side: SideState, words: ReportWords) -> str:
    """One side of a crossing as a phrase: its name, who holds it and how, whether it lets through."""
    passage = words[f"passage.{side.passage.value}"]
    return f"{side_name(side)}{words['part.colon']}{side_holder(spec, side, words)}{words['list.separator']}{passage}"


def listed_sources(sources: list[str], words: ReportWords) -> str:
    """Outlets in a row; with semicolons where a name is itself a list."""
    plain = not any(words["list.separator"].strip() in one or words["list.last"] in one for one in sources)
    return words.listed(sources) if plain else words["list.semicolon"].join(sources)


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
