from __future__ import annotations

from pathlib import Path

import pytest

from geomap.control.table import COLUMNS as STATE_COLUMNS
from geomap.io import MAX_DATA_BYTES, MAX_DOCUMENT_BYTES, STATES_SCHEMA
from geomap.io.claim_cells import CLAIMS_SCHEMA
from geomap.io.claim_cells import COLUMNS as CLAIM_COLUMNS
from geomap.io.convert import AREA_COLUMNS, AREAS_SCHEMA
from geomap.io.fields import FIELDS
from geomap.model import ClaimType, CrossingStatus, Extent, Modality, Review

TEXT = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")


def section(title):
    return TEXT.split(f"## {title}", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Documents", FIELDS),
        (f"Claims: `{CLAIMS_SCHEMA}`", CLAIM_COLUMNS),
        (f"Claims: `{CLAIMS_SCHEMA}`", [member.value for kind in (ClaimType, Modality, Extent, CrossingStatus) for member in kind]),
        (f"Claims: `{CLAIMS_SCHEMA}`", [member.value for member in Review if member is not Review.NONE]),
        (f"Areas: `{AREAS_SCHEMA}`", AREA_COLUMNS),
    ],
)
def test_every_field_and_word_is_in_the_format_document(title, names):
    missing = [name for name in names if f"`{name}`" not in section(title)]
    assert not missing


def test_the_columns_of_states_stand_in_the_document_as_the_code_has_them():
    rows = [f"| `{name}` | {meaning.replace('|', chr(92) + '|')} |" for name, meaning in STATE_COLUMNS.items()]
    assert "\n".join(rows) in section(f"States: `{STATES_SCHEMA}`")


def test_the_limits_in_the_document_are_those_of_the_code():
    assert f"{MAX_DOCUMENT_BYTES // 10**6} MB" in section("Documents")
    assert f"{MAX_DATA_BYTES // 10**6} MB" in section("Documents")
