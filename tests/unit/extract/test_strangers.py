"""The annotated texts about other wars are whole: files and records agree, quotations stand where they are said to stand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from corpus.read_strangers import FOLDERS, LIVE, STATUSES, VOCABULARY, Stranger, readings, strangers

from geomap.errors import Problem
from geomap.io.documents import read_documents

ALL = strangers()
each = pytest.mark.parametrize("stranger", ALL, ids=lambda stranger: f"{stranger.folder}-{stranger.id}")


def test_all_folders_are_there_and_share_no_text() -> None:
    assert {folder.name for folder in FOLDERS} >= {"strangers", "strangers2", "strangers3", "strangers4"}
    assert all(count == 1 for count in Counter(stranger.id for stranger in ALL).values())
    assert all(count == 1 for count in Counter(stranger.text for stranger in ALL).values())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_files_and_records_are_the_same_documents(folder: Path) -> None:
    problems: list[Problem] = []
    read = {document.id: document for document in read_documents(sorted(folder.glob("*.md")), report=problems.append)}
    records = {stranger.id: stranger.record for stranger in ALL if stranger.folder == folder.name}
    assert problems == []
    assert set(read) == set(records)
    for ident, document in read.items():
        record = records[ident]
        assert document.text.strip() == record["text"].strip(), ident
        assert document.title == (record["title"] or ""), ident
        assert document.source == record["source"], ident
        assert document.published == date.fromisoformat(record["published"]), ident
        assert record["dateline"] in (None, document.dateline), ident


@each
def test_spans_hold_whole_words(stranger: Stranger) -> None:
    for span in (*stranger.claims, *stranger.record["traps"], *stranger.record["ignore"]):
        start, end = span["start"], span["end"]
        assert 0 <= start < end <= len(stranger.text), span
        said = stranger.said(span)
        assert said == said.strip(), said
        assert not (stranger.text[start - 1 : start].isalnum() and said[0].isalnum()), said
        assert not (stranger.text[end : end + 1].isalnum() and said[-1].isalnum()), said
    for claim in stranger.claims:
        assert (claim["attribution"] or "") in stranger.text, claim


@each
def test_claims_keep_to_the_guide(stranger: Stranger) -> None:
    published = date.fromisoformat(stranger.record["published"])
    for claim in stranger.claims:
        for reading in readings(claim):
            assert all(reading[field] in words for field, words in VOCABULARY.items()), reading
        assert date.fromisoformat(claim["date"]) <= published, claim
        assert (claim["type"] == "crossing_status") == (claim.get("status") in STATUSES), claim
        assert -90 <= claim["lat"] <= 90 and -180 <= claim["lon"] <= 180, claim
        assert len(claim["country"]) == 2, claim
    if stranger.record["hard_negative"]:
        assert not [claim for claim in stranger.claims if claim["modality"] in LIVE]


@each
def test_a_place_has_one_position_and_a_claim_is_there_once(stranger: Stranger) -> None:
    positions: dict[str, set[tuple[str, float, float]]] = {}
    for claim in stranger.claims:
        positions.setdefault(claim["place"], set()).add((claim["kind"], claim["lat"], claim["lon"]))
    assert {name: found for name, found in positions.items() if len(found) > 1} == {}
    fields = ("place", "type", "actor", "date", "extent", "modality", "status")
    told = Counter(tuple(claim.get(field) for field in fields) for claim in stranger.claims)
    assert [key for key, count in told.items() if count > 1] == []
    assert all(count == 1 for count in Counter(claim["id"] for claim in stranger.claims).values())
