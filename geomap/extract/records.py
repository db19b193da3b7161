"""Extractions as records of the claims bench: documents with their mentions and claims.

The fields and the vocabulary are those of the guide to the claims bench. Our types are finer; `BENCH_TYPES` says what each becomes there.
"""

from __future__ import annotations

from typing import Any

from geomap.extract.extraction import Extraction
from geomap.gazetteer import Gazetteer
from geomap.model import Claim, ClaimType, DatePrecision, Dating, Modality, PlaceKind, ResolutionStatus

BENCH_TYPES = {
    ClaimType.CAPTURE: "capture", ClaimType.RECAPTURE: "capture", ClaimType.TRANSFER: "capture", ClaimType.ADVANCE: "capture",
    ClaimType.CONTROL: "control", ClaimType.LOSS: "loss", ClaimType.WITHDRAWAL: "withdrawal", ClaimType.CONTESTED: "contested",
    ClaimType.SIEGE: "siege", ClaimType.ATTACK: "attack", ClaimType.CROSSING_STATUS: "crossing_status",
}  # fmt: skip
"""Claim type to the guide's; an advance is a planned capture there, and presence is no claim."""
_KINDS = {PlaceKind.AIRPORT: "facility", PlaceKind.OILFIELD: "facility", PlaceKind.LAKE: "region", PlaceKind.CONTINENT: "region"}
_PRECISIONS = {
    DatePrecision.DAY: "day",
    DatePrecision.DAYS: "day",
    DatePrecision.WEEK: "week",
    DatePrecision.MONTH: "month",
    DatePrecision.YEAR: "year",
}


def claim_to_bench_record(claim: Claim, gazetteer: Gazetteer) -> dict[str, Any] | None:
    """One claim as the bench writes it; None for a type the guide has no word for (presence)."""
    kind = BENCH_TYPES.get(claim.type)
    if kind is None:
        return None
    place = gazetteer.place(claim.place.place_id)
    modality = claim.modality
    if claim.type is ClaimType.ADVANCE and modality.is_live:
        modality = Modality.PLANNED
    record: dict[str, Any] = {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "place": place.name,
        "kind": _KINDS.get(place.kind, place.kind.value),
        "lat": place.lonlat.lat,
        "lon": place.lonlat.lon,
        "country": place.country,
        "type": kind,
        "actor": claim.actor.name if claim.actor else None,
        "target": claim.target.name if claim.target else None,
        "date": _day(claim.dating),
        "date_precision": _PRECISIONS[claim.dating.precision] if claim.dating.precision else "unknown",
        "attribution": claim.attribution.speaker or None,
        "modality": modality.value,
        "extent": claim.extent.value,
    }
    if claim.since is not None and claim.since.known:
        record["since"] = claim.since.edtf
    if claim.type is ClaimType.CROSSING_STATUS:
        record["status"] = claim.crossing_status.value if claim.crossing_status else "held"
    if claim.place.inferred:
        record["inferred"] = True
    return record


def extraction_to_record(extraction: Extraction, gazetteer: Gazetteer) -> dict[str, Any]:
    """A document with its mentions and claims as one record of the bench; mentions without a place have no position."""
    document, mentions, resolutions, claims = extraction.document, extraction.mentions, extraction.resolutions, extraction.claims
    by_mention = {resolution.mention_id: resolution for resolution in resolutions}
    rows = []
    for mention in mentions:
        row: dict[str, Any] = {"start": mention.start, "end": mention.end, "surface": mention.surface, "metonym": mention.metonym}
        resolution = by_mention.get(mention.id)
        if resolution is not None and resolution.status is ResolutionStatus.RESOLVED and resolution.place_id is not None:
            place = gazetteer.place(resolution.place_id)
            row |= {
                "name": place.name, "kind": _KINDS.get(place.kind, place.kind.value), "lat": place.lonlat.lat, "lon": place.lonlat.lon,
                "country": place.country,
            }  # fmt: skip
        rows.append(row)
    records = [record for record in (claim_to_bench_record(claim, gazetteer) for claim in claims) if record is not None]
    return {
        "id": document.id,
        "title": document.title or None,
        "source": document.source or None,
        "published": document.published.isoformat() if document.published else None,
        "dateline": document.dateline or None,
        "text": document.text,
        "mentions": rows,
        "claims": records,
    }


def _day(dating: Dating) -> str | None:
    return dating.likely.isoformat() if dating.likely else None
