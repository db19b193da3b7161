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
    """Rows in the order of the table, then (with `new`) the extracted claims it does not know in theirs."""
    rejected: tuple[str, ...] = ()
    """Ids of claims that are left out on purpose."""
    stale: tuple[str, ...] = ()
    """Ids of table rows that came from a text, were never reviewed and are no longer found in it; left out, with `new` only."""
    kept: tuple[str, ...] = ()
    """Ids of rows of a text that extraction no longer finds; they stay as the table has them."""
    edited: tuple[str, ...] = ()
    """Ids of rows that differ from what is extracted and carry no review: taken as ``changed``."""
    unknown: tuple[Claim, ...] = ()
    """Extracted claims that the table does not know; among `claims` with `new` only."""


def apply_review(extracted: Iterable[Claim], table: Iterable[Claim], *, documents: Collection[str] = (), new: bool = False) -> Reviewed:
    """What a table of claims makes of the claims read from texts; rows and claims are matched by claim id.

    The result is the table: its rows in their order, those rejected left out. Extracted claims lend a row their evidence where they
    are still found, and count by themselves only with `new`; so a row that was deleted stays deleted.

    ==========  ==============================================================================================
    review      what counts
    ==========  ==============================================================================================
    rejected    nothing: the claim is left out, also when a later extraction finds it again
    accepted    the claim as extracted now; as in the table if extraction no longer finds it
    changed     the claim as in the table, with evidence (document, span, quotation) of the extraction
    added       the claim as in the table
    (empty)     the claim as extracted now, unless the row says something else than the extraction: then it was
                edited, and counts as changed; as in the table if extraction no longer finds it
    ==========  ==============================================================================================

    Parameters
    ----------
    extracted
        Claims read from texts in this run.
    table
        Claims of `read_claims`.
    documents
        Ids of the documents that were read in this run.
    new
        The texts lead and the table corrects them: extracted claims that the table does not know are kept, and an unreviewed row
        whose document was read and no longer yields it is stale and left out.
    """
    rows = {claim.id: claim for claim in table}
    found: dict[str, Claim] = {}
    unknown, edited, kept, stale = [], [], [], []
    for claim in extracted:
        row = rows.get(claim.id)
        if row is None:
            unknown.append(claim)
        elif row.review is Review.NONE and _meaning(row) != _meaning(claim):
            edited.append(row.id)
            row = dataclasses.replace(row, review=Review.CHANGED)
        found[claim.id] = claim if row is None else _decided(claim, row)
    claims: list[Claim] = []
    for row in rows.values():
        if row.review is Review.REJECTED:
            continue
        missing = row.id not in found and row.doc_id in documents and row.start is not None and row.review is not Review.ADDED
        if missing and new and row.review is Review.NONE:
            stale.append(row.id)
            continue
        if missing:
            kept.append(row.id)
        claims.append(found.get(row.id, row))
    return Reviewed(
        claims=(*claims, *unknown) if new else tuple(claims),
        rejected=tuple(row.id for row in rows.values() if row.review is Review.REJECTED),
        stale=tuple(stale),
        kept=tuple(kept),
        edited=tuple(edited),
        unknown=tuple(unknown),
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
