"""An analyst's decisions, put on freshly extracted claims. Pure: the same claims and decisions, the same result."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from geomap.model import Claim, Review


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """Claims after review, and what became of the decisions."""

    claims: tuple[Claim, ...]
    """Extracted claims in their order, then the table's own in the order of the table."""
    rejected: tuple[str, ...] = ()
    """Ids of claims that are left out on purpose."""
    stale: tuple[str, ...] = ()
    """Ids of table rows that came from a text, were never reviewed and are no longer found in it; left out."""
    kept: tuple[str, ...] = ()
    """Ids of reviewed claims that extraction no longer finds; they stay as the table has them."""
    edited: tuple[str, ...] = ()
    """Ids of rows that differ from what is extracted and carry no review: taken as ``changed``."""
    unreviewed: tuple[str, ...] = ()
    """Ids of extracted claims that the table does not know yet."""


def apply_review(extracted: Iterable[Claim], table: Iterable[Claim], *, documents: Collection[str] = ()) -> Reviewed:
    """Merge extracted claims with a reviewed table by claim id.

    ==========  ==============================================================================================
    review      what counts
    ==========  ==============================================================================================
    rejected    nothing: the claim is left out, also when a later extraction finds it again
    accepted    the claim as extracted now; as in the table if extraction no longer finds it
    changed     the claim as in the table, with evidence (document, span, quotation) of the extraction
    added       the claim as in the table
    (empty)     the claim as extracted now, unless the row says something else than the extraction: then it was
                edited, and counts as changed; a row whose document is among `documents` and no longer yields it is
                stale and left out; every other row is a claim like any other
    ==========  ==============================================================================================

    Extracted claims that the table does not know are kept: a changed article may say something new. A row that was
    deleted therefore comes back; reject it instead.

    Parameters
    ----------
    extracted
        Claims read from texts in this run.
    table
        Claims of `read_claims`.
    documents
        Ids of the documents that were read in this run.
    """
    rows = {claim.id: claim for claim in table}
    claims: list[Claim] = []
    found, edited, unreviewed = set(), [], []
    for claim in extracted:
        row = rows.get(claim.id)
        found.add(claim.id)
        if row is None:
            unreviewed.append(claim.id)
            claims.append(claim)
        elif row.review is not Review.REJECTED:
            if row.review is Review.NONE and _meaning(row) != _meaning(claim):
                edited.append(row.id)
                row = dataclasses.replace(row, review=Review.CHANGED)
            claims.append(_decided(claim, row))
    kept, stale = [], []
    for row in rows.values():
        if row.id in found or row.review is Review.REJECTED:
            continue
        missing = row.doc_id in documents and row.start is not None and row.review is not Review.ADDED
        if missing and row.review is Review.NONE:
            stale.append(row.id)
            continue
        if missing:
            kept.append(row.id)
        claims.append(row)
    return Reviewed(
        claims=tuple(claims),
        rejected=tuple(row.id for row in rows.values() if row.review is Review.REJECTED),
        stale=tuple(stale),
        kept=tuple(kept),
        edited=tuple(edited),
        unreviewed=tuple(unreviewed),
    )


def _meaning(claim: Claim) -> tuple[object, ...]:
    """What a person corrects; where it stands, when it was published and how surely it was read are not among it."""
    return (
        claim.type,
        claim.place.place_id,
        claim.actor and claim.actor.name,
        tuple(partner.name for partner in claim.partners),
        claim.target and claim.target.name,
        claim.dating.edtf,
        claim.since and claim.since.edtf,
        claim.modality,
        claim.extent,
        claim.share_percent,
        claim.crossing_status,
        claim.crossing_side,
        claim.attribution.speaker,
    )


def _decided(claim: Claim, row: Claim) -> Claim:
    if row.review in (Review.CHANGED, Review.ADDED):
        return dataclasses.replace(row, doc_id=claim.doc_id, start=claim.start, end=claim.end, quotation=claim.quotation)
    return dataclasses.replace(claim, review=row.review, note=row.note)
