from __future__ import annotations

from datetime import date

import pytest

from geomap.io import read_inputs
from geomap.model import ClaimType, Modality

MODULE = """return {
  marks = {
    { lat = "41.0", long = "11.99", mark = "Mountain.svg", marksize = "20" },
    { lat = "41.0", long = "11.99", mark = "Dot_yellow.svg", label = "[[Tell Karda crossing|Bab Nahr–Tell Karda crossing]]" },
    { lat = 41.0, long = 10.5, mark = "Dot red.svg", label = 'Sarmad' },
    { lat = "40.4", long = "10.2", mark = "ctl2-red+yellow.svg", label = "[[Veld]]" },
    { lat = "140.4", long = "10.2", mark = "Dot red.svg", label = "[[Veld]]" },
  },
  caption = [=[ [[File:Dot_red.svg|11px]] Arvenian army ; [[File:Dot yellow.svg|11px]] [[Banner (group)|Red Banner]] (RB)]=]
}
"""


@pytest.fixture
def read(tmp_path, mini):
    def reader(name, text=MODULE):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        problems = []
        return read_inputs([path], mini, report=problems.append), problems

    return reader


def test_marks_are_reported_control_by_the_modules_own_legend(read):
    found, problems = read("module_20150304.lua")
    told = [(claim.place.place_id, claim.actor.actor_id, claim.type, claim.modality, claim.dating.earliest) for claim in found.claims]
    day = date(2015, 3, 4)
    assert told == [
        ("xa-tell-karda-crossing", "red-banner", ClaimType.CONTROL, Modality.REPORTED, day),
        ("xa-sarmad", "arvenia", ClaimType.CONTROL, Modality.REPORTED, day),
    ]
    assert [(problem.severity, problem.line) for problem in problems] == [("error", 7), ("warning", None)]


def test_a_mark_of_a_crossing_is_never_its_town(read):
    text = MODULE.replace("[[Tell Karda crossing|Bab Nahr–Tell Karda crossing]]", "[[Sarmad|Sarmad gate crossing]]")
    found, _ = read("module_20150304.lua", text.replace("11.99", "10.51"))
    assert [place.name for place in found.places] == ["Sarmad gate crossing"]  # though its link leads to the page of the town


def test_without_a_day_nothing_is_read(read):
    found, problems = read("module.lua")
    assert not found.claims
    assert "no day" in problems[0].message and problems[0].severity == "error"
