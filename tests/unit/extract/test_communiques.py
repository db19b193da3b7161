"""Whose word a whole text is."""

from __future__ import annotations

from corpus.read_corpus import claims_of, short

TEXT = "The town of Kestra was captured at dawn."


def test_a_text_published_by_an_official_body_is_that_bodys_claim() -> None:
    (claim,) = claims_of(TEXT, title="Vandian Defence Ministry: statement for the day")
    assert " claimed_by_party " in short(claim)
    assert claim.attribution.speaker == "Vandian Defence Ministry"


def test_a_headline_about_a_ministry_makes_no_communique() -> None:
    (claim,) = claims_of(TEXT, title="Vandian Defence Ministry: who is to blame?")
    assert " asserted " in short(claim)


def test_a_headline_tells_who_the_rebels_are_and_claims_nothing() -> None:
    claims = claims_of("The town of Kestra was captured at dawn, residents said.", title="Red Brigade takes Belmor")
    assert [claim.place.place_id for claim in claims] == ["xv-kestra"]
