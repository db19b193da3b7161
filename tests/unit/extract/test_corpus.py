"""Phrase tables: what single sentences claim, word for word."""

from __future__ import annotations

from typing import Any

import pytest
from corpus.read_corpus import FOLDER, agrees, cases, claims_of, short

TABLES = sorted(path.name for path in FOLDER.glob("claims_*.yaml"))


@pytest.mark.parametrize(
    ("group", "case"), [pair for name in TABLES for pair in cases(name)], ids=lambda value: value if isinstance(value, str) else ""
)
def test_sentence_claims_what_the_table_says(group: str, case: dict[str, Any]) -> None:
    found = claims_of(case["text"])
    assert agrees(found, case["claims"], loose=case.get("loose", False)), (
        f"[{group}] {case['text']}\n  expected {case['claims']}\n  found    {[short(claim) for claim in found]}"
    )


def test_evidence_is_in_the_text_at_its_span() -> None:
    for name in TABLES:
        for _, case in cases(name):
            for claim in claims_of(case["text"]):
                assert claim.start is not None and claim.end is not None
                assert case["text"][claim.start : claim.end] == claim.quotation != ""


def test_relative_dates_without_a_publication_date_stay_unknown() -> None:
    (claim,) = claims_of("Rebels captured Kestra on Saturday.", published=None)
    assert not claim.dating.known and claim.dating.edtf == ""


def test_full_dates_without_a_publication_date_are_known() -> None:
    (claim,) = claims_of("Rebels captured Kestra on 4 May 2020.", published=None)
    assert claim.dating.edtf == "2020-05-04"
