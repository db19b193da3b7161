from __future__ import annotations

from datetime import date

import pytest

from geomap.errors import ProblemsError
from geomap.gazetteer import load_gazetteer
from geomap.io import read_documents, read_story, sample_reports, sample_story


def test_the_sample_reads_without_a_problem_and_every_report_names_its_source():
    problems = []
    documents = list(read_documents(sample_reports(), report=problems.append))
    assert not problems
    assert 5 <= len(documents) <= 8
    for document in documents:
        assert date(2014, 1, 1) <= document.published <= date(2014, 6, 30)
        assert document.title and document.source and document.dateline
        assert dict(document.extra)["facts_from"]
    assert [document.published for document in documents] == sorted(document.published for document in documents)


def test_the_story_runs_forward_in_time():
    days = [day for _, _, day, _ in sample_story()]
    assert len(days) >= 5
    assert days == sorted(days)


def test_the_story_goes_to_places_the_packaged_gazetteer_has():
    gazetteer = load_gazetteer()
    assert [place for _, _, _, place in sample_story() if place and place not in gazetteer] == []


def test_every_fault_of_a_story_is_told_at_once(tmp_path):
    path = tmp_path / "story.yaml"
    path.write_text("steps:\n- {title: a, text: b}\n- {title: c}\n- {title: a, text: b, date: 2015-03-04}\n")
    with pytest.raises(ProblemsError) as caught:
        read_story(path)
    assert [problem.field for problem in caught.value.problems] == ["step 1", "step 2"]
    path.write_text("steps: {")
    with pytest.raises(ProblemsError, match="cannot be read"):
        read_story(path)
