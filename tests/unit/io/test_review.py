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
    assert [found.id for found in result.claims] == ["a", "c", "h"]
    accepted, changed, added = result.claims
    assert (accepted.review, accepted.note, accepted.start) == (Review.ACCEPTED, "seen", 0)
    assert (changed.extent, changed.start, changed.quotation) == (Extent.PARTIAL, 0, "They took it.")
    assert added == table[3]
    assert (result.rejected, [found.id for found in result.unknown]) == (("r",), ["new"])
    assert [found.id for found in apply_review(extracted, table, documents=["d1"], new=True).claims] == ["a", "c", "h", "new"]


def test_a_deleted_row_stays_deleted_unless_new_claims_are_asked_for():
    extracted = [claim("a"), claim("b")]
    result = apply_review(extracted, [claim("a")], documents=["d1"])
    assert [found.id for found in result.claims] == ["a"]
    assert [found.id for found in result.unknown] == ["b"]
    assert [found.id for found in apply_review(extracted, [claim("a")], documents=["d1"], new=True).claims] == ["a", "b"]


def test_an_empty_table_means_no_claims():
    assert apply_review([claim("a")], [], documents=["d1"]).claims == ()


def test_corrections_survive_an_article_that_moved_them():
    table = [claim("a", review=Review.CHANGED, actor=ActorRef(raw="", name="X"))]
    (found,) = apply_review([claim("a", start=500, end=509)], table, documents=["d1"]).claims
    assert (found.actor, found.start, found.end) == (ActorRef(raw="", name="X"), 500, 509)


def test_what_is_no_longer_found_stays_and_is_told():
    table = [claim("a", review=Review.ACCEPTED), claim("c", review=Review.CHANGED), claim("n")]
    result = apply_review([], table, documents=["d1"])
    assert [found.id for found in result.claims] == ["a", "c", "n"]
    assert (result.kept, result.stale) == (("a", "c", "n"), ())
    with_new = apply_review([], table, documents=["d1"], new=True)
    assert [found.id for found in with_new.claims] == ["a", "c"]
    assert (with_new.kept, with_new.stale) == (("a", "c"), ("n",))


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


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(Review)), st.booleans())
def test_no_claim_is_lost_or_doubled(ids, decisions, new):
    extracted = [claim(identifier) for identifier in ids]
    table = [claim(identifier, review=review) for identifier, review in decisions.items()]
    result = apply_review(extracted, table, documents=["d1"], new=new)
    left = [found.id for found in result.claims]
    assert len(left) == len(set(left))
    known = set(ids) | set(decisions) if new else set(decisions)
    assert set(left) | set(result.rejected) | set(result.stale) == known
    assert not set(left) & set(result.rejected)
    again = apply_review(result.claims, table, documents=["d1"], new=new)
    assert again.claims == result.claims
