from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mirra import ACTORS, PLACES, claim

from geomap.control import DEFAULT_POLICY
from geomap.control.camps import Camps
from geomap.control.evidence import Reader
from geomap.control.independence import group_origins, same_text, shingles

READER = Reader(places=PLACES, camps=Camps(ACTORS), policy=DEFAULT_POLICY, sources={})
LONG = "fighters of the League entered the town of Arda before dawn and took the bridge, the mill and the town hall"


def origins(*claims) -> list[list[str]]:
    pieces = [piece for each in claims for piece in READER.read(each)]
    groups = group_origins(pieces, size=DEFAULT_POLICY.shingle_words, threshold=DEFAULT_POLICY.same_text)
    return [[piece.claim.source for piece in group] for group in groups]


@pytest.mark.parametrize(
    "copy",
    [LONG, LONG.upper(), LONG + ", agencies report", LONG.replace("before dawn", "at dawn"), LONG.replace(",", " -")],
    ids=["word for word", "case", "a tail", "one change", "other marks"],
)
def test_copies_of_one_text_are_one_origin(copy):
    assert origins(claim("capture", "league", quotation=LONG), claim("capture", "league", quotation=copy, source="Herald")) == [
        ["Gazette", "Herald"]
    ]


def test_two_texts_about_one_thing_are_two_origins():
    other = "Arda changed hands in the night; people who fled speak of League men in the streets and of fires at the mill"
    assert len(origins(claim("capture", "league", quotation=LONG), claim("capture", "league", quotation=other, source="Herald"))) == 2


def test_rows_without_a_quotation_are_told_apart_by_their_outlet():
    rows = (claim("capture", "league"), claim("capture", "league", source="Herald"), claim("control", "league"))
    assert origins(*rows) == [["Gazette", "Gazette"], ["Herald"]]


def test_one_party_in_two_papers_is_one_origin():
    assert len(origins(claim("loss", "crown", by="crown"), claim("loss", "crown", by="crown", source="Herald"))) == 1


def test_a_named_witness_is_one_origin_and_residents_are_not():
    def told(speaker):
        return origins(
            claim("capture", "league", speaker=speaker, modality="reported"),
            claim("capture", "league", speaker=speaker, modality="reported", source="Herald"),
        )

    assert len(told("the monitor Ina Weiss")) == 1
    assert len(told("residents")) == 2


@given(st.text(max_size=80), st.text(max_size=80))
def test_sameness_is_symmetric_and_a_text_is_its_own_copy(first, second):
    assert same_text(first, second, size=3, threshold=0.6) == same_text(second, first, size=3, threshold=0.6)
    assert same_text(first, first, size=3, threshold=0.6) == bool(first)


def test_short_texts_are_one_shingle():
    assert shingles("Arda fell", 3) == {("arda", "fell")}
    assert shingles("", 3) == frozenset()
    assert len(shingles(LONG, 3)) == len(LONG.split()) - 2
