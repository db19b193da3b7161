"""Whether a crossing lets through: open, open to some only, closed."""

from __future__ import annotations

import pytest
from corpus.read_corpus import claims_of

from geomap.model import CrossingStatus


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Vandia reopened the Oskar crossing on Sunday.", CrossingStatus.OPEN),
        ("The Oskar crossing is open. Only rain kept people away.", CrossingStatus.OPEN),
        ("The Oskar crossing was open only for aid trucks on Sunday.", CrossingStatus.RESTRICTED),
        ("The Oskar crossing is open to pedestrians only.", CrossingStatus.RESTRICTED),
        ("The Oskar crossing partially reopened.", CrossingStatus.RESTRICTED),
        ("Vandia has partly reopened the Oskar crossing.", CrossingStatus.RESTRICTED),
        ("Vandia closed the Oskar crossing.", CrossingStatus.CLOSED),
    ],
)
def test_what_is_open_to_some_only_is_restricted(text: str, status: CrossingStatus) -> None:
    assert [claim.crossing_status for claim in claims_of(text)] == [status]
