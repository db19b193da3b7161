from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geomap.embed import render_report
from geomap.model import AreaEstimate, AreaRange, UnitShare
from geomap.model.compact import decode_spec, encode_spec
from geomap.web import assets, render_page
from geomap.web.ranges import range_table
from tests.map_sample import sample_map

RANGE = AreaRange(
    actor="name:<b>Hill Bands</b>",
    as_of=date(2014, 6, 22),
    methods=("reach", "stated"),
    low_km2=1200.4,
    best_km2=3000.0,
    high_km2=45678.0,
    low_people=None,
    best_people=None,
    high_people=None,
    unknown_population=2,
    units=(
        UnitShare(unit_id="u1", name="North", low=1.0, best=12.4, high=30.0),
        UnitShare(unit_id="u2", name="South", low=50, best=50, high=50),
    ),
    estimates=(AreaEstimate(method="reach", parameter="reach_km=15", km2=3000.0, people=None, unit_percent=(("u1", 12.4),)),),
    sentence="Hill Bands on 2014-06-22: 1,200 to 45,678 km2 (best 3,000). Methods differ: reach, stated.",
)


@pytest.fixture
def spec():
    return replace(sample_map(), ranges=(RANGE,), as_of=date(2014, 6, 22), lang="en")


def test_a_row_goes_from_low_to_high_and_names_its_methods(spec):
    table = range_table(spec, assets.catalogue("en"))
    (row,) = table.rows
    assert "22 June 2014" in table.title
    assert row.km2 == "1,200–45,678 (3,000)"
    assert row.people == "not known"
    assert row.units == "South 50 %; North 1–30 (12) %"
    assert row.methods == "nearest holder within reach; stated shares"


def test_the_page_says_that_methods_differ_and_trusts_no_name(spec):
    page = render_page(spec)
    assert 'id="geomap-ranges"' in page
    assert page.count("<footer") == 1
    assert "Methods differ, and none of them is a report" in page
    assert "<b>Hill Bands</b>" not in page


def test_a_map_without_modelled_areas_has_no_such_table():
    assert 'id="geomap-ranges"' not in render_page(replace(sample_map(), ranges=()))


def test_the_ranges_survive_the_data_of_the_page(spec):
    assert decode_spec(encode_spec(spec)).ranges == (RANGE,)


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_other_languages_write_their_own_numbers_and_words(spec, lang):
    (row,) = range_table(replace(spec, lang=lang), assets.catalogue(lang)).rows
    assert row.people == assets.catalogue(lang)["ranges.unknown"]
    assert "1,200" not in row.km2


def test_the_report_says_it_in_a_sentence(spec):
    assert RANGE.sentence in render_report(spec, format="md").replace("\\", "")
