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
    assert pack({"id:s": list(range(1000, 1020))}) == {"id:s~": [1000, [1, 19]]}


def test_ends_that_meet_the_next_beginning_of_their_place_are_not_written() -> None:
    cells = {
        "place_id:s": [1, 1, 1, 2, 2, 3] * 2,
        "valid_from:d": [10, 20, 35, 12, 18, 44] * 2,
        "valid_to:d": [20, 35, None, 18, None, None] * 2,
    }
    packed = pack(cells)
    assert packed["valid_to:d>valid_from"] == 0
    assert unpacker(packed, 12)("valid_to") == cells["valid_to:d"]


INTERVALS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 30), st.one_of(st.none(), st.integers(1, 30))), max_size=40)


@given(INTERVALS)
def test_ends_of_intervals_come_back(rows) -> None:
    cells = {
        "place_id:s": [place for place, _, _ in rows],
        "valid_from:d": [start for _, start, _ in rows],
        "valid_to:d": [None if length is None else start + length for _, start, length in rows],
    }
    assert unpacker(pack(cells), len(rows))("valid_to") == cells["valid_to:d"]


def test_what_repeats_is_written_with_its_number() -> None:
    cells = {"doc_id:s": [300] * 30 + [1] * 3 + [None] * 12}
    assert pack(cells) == {"doc_id:s": [[300, 30], 1, 1, 1, [None, 12]]}
    assert unpacker(pack(cells), 45)("doc_id") == cells["doc_id:s"]


def test_a_source_that_follows_from_its_document_is_written_once_for_each() -> None:
    packed = pack({"doc_id:s": [0, 1, 0, 1, 2] * 4, "source:s": [5000, 6000, 5000, 6000, 7000] * 4})
    assert packed["source:s@doc_id"] == [5000, 6000, 7000]


def test_what_is_no_column_is_refused() -> None:
    with pytest.raises(ValueError, match="no column"):
        split_key("n")
