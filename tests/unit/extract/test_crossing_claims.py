"""Whether a crossing is open or closed, and which of its sides is meant."""

from __future__ import annotations

import pytest
from corpus.read_corpus import claims_of

from geomap.model import CrossingStatus


@pytest.mark.parametrize(
    ("text", "status", "side"),
    [
        ("The Oskar crossing was closed on Monday.", CrossingStatus.CLOSED, ""),
        ("The Oskar crossing has reopened.", CrossingStatus.OPEN, ""),
        ("The Oskar crossing is open for aid.", CrossingStatus.OPEN, ""),
        ("Vandia shut its side of the Oskar crossing.", CrossingStatus.CLOSED, "XV"),
        ("Rebels captured the Vandian side of the Oskar crossing.", None, "XV"),
    ],
)
def test_status_and_side_are_read(text: str, status: CrossingStatus | None, side: str) -> None:
    (claim,) = claims_of(text)
    assert (claim.crossing_status, claim.crossing_side) == (status, side)
