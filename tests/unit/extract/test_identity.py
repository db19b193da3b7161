"""Claim ids survive edits around the claim; restatements are told once."""

from __future__ import annotations

from corpus.read_corpus import claims_of, short


def test_ids_do_not_move_with_the_text() -> None:
    (first,) = claims_of("Rebels captured Kestra on May 4.")
    (second,) = claims_of("It rained all week in the valley. Rebels captured Kestra on May 4.")
    assert first.id == second.id
    assert first.start != second.start


def test_ids_tell_other_claims_apart() -> None:
    ids = [
        claims_of(text)[0].id
        for text in (
            "Rebels captured Kestra on May 4.",
            "Rebels captured Kestra on May 5.",
            "Rebels captured Belmor on May 4.",
            "The army captured Kestra on May 4.",
            "Residents said rebels captured Kestra on May 4.",
        )
    ]
    assert len(set(ids)) == len(ids)


def test_a_restatement_is_no_second_claim() -> None:
    claims = claims_of("Rebels captured Kestra on Monday. The capture of Kestra shocked the government.")
    assert [short(claim) for claim in claims] == ["capture Kestra | Northern Front | asserted | full | 2020-05-11"]


def test_both_sides_are_two_claims() -> None:
    claims = claims_of("Rebels captured Kestra on Monday, residents said. The army said it had withdrawn from Kestra on Monday.")
    assert {(claim.type.value, claim.modality.value) for claim in claims} == {("capture", "reported"), ("withdrawal", "claimed_by_party")}
