"""One claim as the cells of a table row, and back.

The columns hold what people read and correct. What they cannot hold (spans of single words, scores, a likely day inside a
range) goes into the column ``detail`` as JSON, part by part; when a row is read, a part counts only while the cells
it belongs to are as they were written, so that a correction in a cell always wins.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from geomap.io.cells import guard_cell
from geomap.model import ActorRef, Attribution, Claim, Dating, LonLat, PlaceRef, Review
from geomap.model.records import from_record, to_record

CLAIMS_SCHEMA = "geomap-claims/1"
"""Name and version of the columns, as GeoJSON carries it; the number changes when a column changes its meaning or goes."""
COLUMNS = (
    "claim_id",
    "review",
    "source",
    "published",
    "place",
    "place_id",
    "lon",
    "lat",
    "type",
    "actor",
    "partners",
    "target",
    "date",
    "since",
    "modality",
    "speaker",
    "extent",
    "share_percent",
    "crossing_status",
    "crossing_side",
    "quotation",
    "url",
    "note",
    "doc_id",
    "start",
    "end",
    "cues",
    "origin",
    "detail",
)
"""The columns of a claims table, in the order they are written."""
REQUIRED = ("type", "date", "source")
"""Columns without which there is no claim, besides place or place_id."""
_NUMBERS = frozenset({"lon", "lat", "share_percent", "start", "end"})
_LIST_MARK = "; "
_PARTS: Mapping[str, Any] = {
    "place": PlaceRef,
    "actor": ActorRef,
    "partners": tuple[ActorRef, ...],
    "target": ActorRef,
    "dating": Dating,
    "since": Dating,
    "known": Dating,
    "attribution": Attribution,
    "cues": tuple[str, ...],
}
"""Fields of a claim that ``detail`` may hold in full."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class RowParts:
    """What the cells alone say of the parts of a claim that a row shows only in part."""

    place: PlaceRef
    actor: ActorRef | None
    partners: tuple[ActorRef, ...]
    target: ActorRef | None
    dating: Dating
    since: Dating | None
    known: Dating
    attribution: Attribution
    cues: tuple[str, ...]


def visible_cells(claim: Claim, *, place_name: str, position: LonLat | None) -> dict[str, str]:
    """The cells of a claim, without ``detail`` and not yet guarded.

    Parameters
    ----------
    claim
        The claim.
    place_name, position
        Name and position of its place.
    """
    return {
        "claim_id": claim.id,
        "review": "" if claim.review is Review.NONE else claim.review.value,
        "source": claim.source,
        "published": claim.known.edtf,
        "place": place_name,
        "place_id": claim.place.place_id,
        "lon": _number(position.lon if position else None),
        "lat": _number(position.lat if position else None),
        "type": claim.type.value,
        "actor": _shown("actor", claim.actor),
        "partners": _shown("partners", claim.partners),
        "target": _shown("target", claim.target),
        "date": claim.dating.edtf,
        "since": _shown("since", claim.since),
        "modality": claim.modality.value,
        "speaker": claim.attribution.speaker,
        "extent": claim.extent.value,
        "share_percent": _number(claim.share_percent),
        "crossing_status": claim.crossing_status.value if claim.crossing_status else "",
        "crossing_side": claim.crossing_side,
        "quotation": claim.quotation,
        "url": claim.url,
        "note": claim.note,
        "doc_id": claim.doc_id,
        "start": _number(claim.start),
        "end": _number(claim.end),
        "cues": _shown("cues", claim.cues),
        "origin": claim.origin,
    }


def detail_cell(claim: Claim, read_back: RowParts) -> str:
    """The ``detail`` of a claim: every part that its visible cells would not give back as it is."""
    detail = {name: to_record(getattr(claim, name), sparse=True) for name in _PARTS if getattr(claim, name) != getattr(read_back, name)}
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if detail else ""


def guarded(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells with formulas guarded against, in the order of `COLUMNS`."""
    return {name: cells[name] if name in _NUMBERS else guard_cell(cells[name]) for name in COLUMNS}


def split_list(cell: str) -> tuple[str, ...]:
    """The entries of a cell that holds several, separated by semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def apply_detail(parts: RowParts, detail: str) -> RowParts:
    """The parts as they were written, where the cells still say the same.

    Raises
    ------
    ValueError
        If `detail` is no JSON object of parts.
    """
    if not detail:
        return parts
    record = json.loads(detail)
    if not isinstance(record, dict) or set(record) - set(_PARTS):
        raise ValueError("this is not what geomap wrote there")
    kept = {}
    for name, value in record.items():
        written = _part(name, value)
        if _shown(name, written) == _shown(name, getattr(parts, name)):
            kept[name] = written
    return dataclasses.replace(parts, **kept)


def row_id(cells: Mapping[str, str]) -> str:
    """An id for a row that has none: the same words always make the same id."""
    words = "\x1f".join(cells.get(name, "") for name in COLUMNS if name not in ("claim_id", "review", "note", "detail"))
    return f"row-{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:16]}"


def _part(name: str, value: Any) -> Any:  # noqa: ANN401
    if value is None:
        return None
    if name == "partners":
        return tuple(from_record(ActorRef, part) for part in value)
    if name == "cues":
        return tuple(str(part) for part in value)
    return from_record(_PARTS[name], value)


def _shown(name: str, value: Any) -> str:  # noqa: ANN401
    """What a cell shows of a part; equal cells mean that nobody touched it."""
    if value is None:
        return ""
    if name in ("actor", "target"):
        return str(value.name)
    if name == "partners":
        return _joined(partner.name for partner in value)
    if name == "cues":
        return _joined(value)
    if name == "place":
        return str(value.place_id)
    if name == "attribution":
        return str(value.speaker)
    return str(value.edtf)


def _joined(words: Iterable[str]) -> str:
    return _LIST_MARK.join(split_list(_LIST_MARK.join(words)))


def _number(value: float | None) -> str:
    return "" if value is None else repr(value)
