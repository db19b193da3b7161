from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.model.packing import pack, split_key, unpacker

MAYBE = st.one_of(st.none(), st.integers(-20_000, 20_000))
ROWS = st.lists(st.tuples(MAYBE, MAYBE, st.integers(0, 4), st.integers(0, 4), MAYBE), max_size=60)


@given(ROWS)
def test_packed_columns_come_back(rows) -> None:
    keys = ("start:n", "end:n", "doc_id:s", "source:s", "known.likely:d")
    cells = {key: [row[index] for row in rows] for index, key in enumerate(keys)}
    column = unpacker(pack(cells), len(rows))
    assert {key: column(key.partition(":")[0]) for key in keys} == cells


@given(st.lists(st.integers(0, 9), min_size=9, max_size=40))
def test_what_follows_from_another_column_comes_back(documents) -> None:
    cells = {"doc_id:s": documents, "source:s": [number % 3 for number in documents]}
    column = unpacker(pack(cells), len(documents))
    assert column("source") == cells["source:s"]


def test_one_value_for_all_stands_once() -> None:
    assert pack({"kind:s": [7] * 20}) == {"kind:s": 7}


def test_days_near_another_day_are_counted_from_it() -> None:
    assert "last_supported:d-valid_from" in pack({"valid_from:d": [16000, 17003] * 5, "last_supported:d": [16001, 17009] * 5})


def test_a_rising_column_is_written_in_steps() -> None:
    assert pack({"id:s": list(range(1000, 1020))}) == {"id:s~": [1000] + [1] * 19}


def test_a_source_that_follows_from_its_document_is_written_once_for_each() -> None:
    packed = pack({"doc_id:s": [0, 1, 0, 1, 2] * 4, "source:s": [5000, 6000, 5000, 6000, 7000] * 4})
    assert packed["source:s@doc_id"] == [5000, 6000, 7000]


def test_what_is_no_column_is_refused() -> None:
    with pytest.raises(ValueError, match="no column"):
        split_key("n")
