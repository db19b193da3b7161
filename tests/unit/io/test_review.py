from __future__ import annotations

import dataclasses
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from geomap.io import apply_review
from geomap.model import ActorRef, Claim, ClaimType, Extent, PlaceRef, Review, on_day


def claim(identifier, **changes):
    made = Claim(
        id=identifier,
        doc_id="d1",
        start=0,
        end=9,
        quotation="They took it.",
        type=ClaimType.CAPTURE,
        place=PlaceRef(raw="it", place_id="p"),
        dating=on_day(date(2015, 3, 4)),
    )
    return dataclasses.replace(made, **changes)


def test_each_decision_does_what_it_says():
    extracted = [claim("a"), claim("r"), claim("c"), claim("new")]
    table = [
        claim("a", review=Review.ACCEPTED, note="seen"),
        claim("r", review=Review.REJECTED),
        claim("c", review=Review.CHANGED, extent=Extent.PARTIAL, start=70, end=80, quotation="old words"),
        claim("h", review=Review.ADDED, doc_id="", start=None, end=None),
    ]
    result = apply_review(extracted, table, documents=["d1"])
    assert [found.id for found in result.claims] == ["a", "c", "new", "h"]
    accepted, changed, _, added = result.claims
    assert (accepted.review, accepted.note, accepted.start) == (Review.ACCEPTED, "seen", 0)
    assert (changed.extent, changed.start, changed.quotation) == (Extent.PARTIAL, 0, "They took it.")
    assert added == table[3]
    assert (result.rejected, result.unreviewed) == (("r",), ("new",))


def test_corrections_survive_an_article_that_moved_them():
    table = [claim("a", review=Review.CHANGED, actor=ActorRef(raw="", name="X"))]
    (found,) = apply_review([claim("a", start=500, end=509)], table, documents=["d1"]).claims
    assert (found.actor, found.start, found.end) == (ActorRef(raw="", name="X"), 500, 509)


def test_what_is_no_longer_found_stays_if_it_was_reviewed_and_goes_if_not():
    table = [claim("a", review=Review.ACCEPTED), claim("c", review=Review.CHANGED), claim("n")]
    result = apply_review([], table, documents=["d1"])
    assert [found.id for found in result.claims] == ["a", "c"]
    assert (result.kept, result.stale) == (("a", "c"), ("n",))


def test_a_table_alone_is_used_as_it_is_without_what_was_rejected():
    table = [claim("a"), claim("b", review=Review.REJECTED), claim("h", start=None, end=None, doc_id="")]
    result = apply_review([], table)
    assert [found.id for found in result.claims] == ["a", "h"]
    assert not result.stale


def test_an_edited_row_without_a_decision_counts_as_changed_and_is_told():
    result = apply_review([claim("a"), claim("b")], [claim("a", extent=Extent.MOST), claim("b", quotation="garbled")], documents=["d1"])
    assert [(found.extent, found.review) for found in result.claims] == [(Extent.MOST, Review.CHANGED), (Extent.FULL, Review.NONE)]
    assert result.claims[1].quotation == "They took it."
    assert result.edited == ("a",)


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(Review)))
def test_no_claim_is_lost_or_doubled(ids, decisions):
    extracted = [claim(identifier) for identifier in ids]
    table = [claim(identifier, review=review) for identifier, review in decisions.items()]
    result = apply_review(extracted, table, documents=["d1"])
    left = [found.id for found in result.claims]
    assert len(left) == len(set(left))
    assert set(left) | set(result.rejected) | set(result.stale) == set(ids) | set(decisions)
    assert not set(left) & set(result.rejected)
    again = apply_review(result.claims, table, documents=["d1"])
    assert again.claims == result.claims
