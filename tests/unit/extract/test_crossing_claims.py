"""Whether a crossing is open or closed, and which of its sides is meant."""

from __future__ import annotations

from datetime import date

import pytest
from corpus.read_corpus import claims_of

from geomap.extract import extract_document
from geomap.gazetteer import load_gazetteer
from geomap.model import CrossingStatus, Document


@pytest.mark.parametrize(
    ("text", "status", "side"),
    [
        ("The Oskar crossing was closed on Monday.", CrossingStatus.CLOSED, ""),
        ("The Oskar crossing has reopened.", CrossingStatus.OPEN, ""),
        ("The Oskar crossing is open for aid.", CrossingStatus.OPEN, ""),
        ("The Oskar crossing is open. Only rain kept people away.", CrossingStatus.OPEN, ""),
        ("The Oskar crossing was open only for aid trucks on Sunday.", CrossingStatus.RESTRICTED, ""),
        ("The Oskar crossing is open to pedestrians only.", CrossingStatus.RESTRICTED, ""),
        ("The Oskar crossing partially reopened.", CrossingStatus.RESTRICTED, ""),
        ("Vandia has partly reopened the Oskar crossing.", CrossingStatus.RESTRICTED, ""),
        ("Vandia shut its side of the Oskar crossing.", CrossingStatus.CLOSED, "XV"),
        ("Rebels captured the Vandian side of the Oskar crossing.", None, "XV"),
    ],
)
def test_status_and_side_are_read(text: str, status: CrossingStatus | None, side: str) -> None:
    (claim,) = claims_of(text)
    assert (claim.crossing_status, claim.crossing_side) == (status, side)


@pytest.mark.parametrize("country", ["Syria", "Lebanon"])
def test_a_crossing_lies_in_both_of_its_countries(country: str) -> None:
    document = Document(id="x", text=f"The Masnaa crossing to {country} was closed for six hours.", published=date(2021, 4, 2))
    (claim,) = extract_document(document, load_gazetteer()).claims
    assert (claim.place.place_id, claim.crossing_status) == ("lb-masnaa-crossing", CrossingStatus.CLOSED)
