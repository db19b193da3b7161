from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from geomap.errors import ExitCode, GeomapError, NetworkError, Problem, ProblemsError, visible
from geomap.model import (
    UNKNOWN_DATE,
    Area,
    Claim,
    ClaimType,
    DatePrecision,
    Dating,
    LonLat,
    Modality,
    PlaceKind,
    PlaceRef,
    between,
    in_month,
    in_year,
    on_day,
)
from geomap.model.records import from_record, to_record

DATINGS = st.one_of(
    st.just(UNKNOWN_DATE),
    st.builds(on_day, st.dates()),
    st.builds(in_month, st.integers(1900, 2100), st.integers(1, 12)),
    st.builds(in_year, st.integers(1900, 2100)),
    st.builds(lambda a, b: between(min(a, b), max(a, b)), st.dates(), st.dates()),
)


def test_axis_order_is_in_the_name():
    where = LonLat(lon=43.1, lat=36.3)
    assert where.lonlat == (43.1, 36.3)
    assert where.latlon == (36.3, 43.1)
    assert where.point.equals(Point(43.1, 36.3))


@pytest.mark.parametrize(
    ("lon", "lat", "words"), [(36.3, 143.1, "did lon and lat change places"), (0, 91, "lat"), (181, 0, "lon"), (float("nan"), 0, "lon")]
)
def test_impossible_positions_are_refused(lon, lat, words):
    with pytest.raises(ValueError, match=words):
        LonLat(lon=lon, lat=lat)


def test_date_precision_follows_the_length_of_the_range():
    assert on_day(date(2014, 6, 21)).precision is DatePrecision.DAY
    assert between(date(2014, 6, 1), date(2014, 6, 5)).precision is DatePrecision.DAYS
    assert between(date(2014, 6, 1), date(2014, 6, 7)).precision is DatePrecision.WEEK
    assert in_month(2014, 2).latest == date(2014, 2, 28)
    assert in_year(2014).edtf == "2014"
    assert not UNKNOWN_DATE.known
    with pytest.raises(ValueError, match="ends"):
        between(date(2014, 6, 7), date(2014, 6, 1))


@given(DATINGS)
def test_a_dating_survives_its_record(dating):
    assert from_record(Dating, to_record(dating)) == dating
    if dating.known:
        assert dating.earliest <= dating.likely <= dating.latest


@given(dating=DATINGS, modality=st.sampled_from(Modality), quotation=st.text(), sparse=st.booleans())
def test_a_claim_survives_its_record(dating, modality, quotation, sparse):
    claim = Claim(
        id="c",
        doc_id="d",
        start=0,
        end=1,
        quotation=quotation,
        type=ClaimType.SIEGE,
        place=PlaceRef(raw="", place_id="p"),
        dating=dating,
        modality=modality,
    )
    assert from_record(Claim, to_record(claim, sparse=sparse)) == claim


def test_geometries_survive_their_record():
    area = Area(
        id="a", method="drawn", actor="x", status="held", geometry=Point(1, 2).buffer(1), valid_from=None, valid_to=None, area_km2=1.5
    )
    assert from_record(Area, to_record(area)) == area


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"modality": "sure"}, "modality: 'sure' is none of"),
        ({"place": {"raw": ""}}, "place.place_id: missing"),
        ({"typo": 1}, "typo: no such field"),
        ({"start": "x"}, "start: expected int"),
        ({"dating": {**to_record(UNKNOWN_DATE), "likely": "2014-06-31"}}, "dating.likely: '2014-06-31' is no date"),
    ],
)
def test_a_bad_record_is_refused_with_its_path(change, words):
    record = {
        "id": "c",
        "doc_id": "d",
        "start": None,
        "end": None,
        "quotation": "",
        "type": "siege",
        "place": {"raw": "", "place_id": "p"},
        **change,
    }
    with pytest.raises(ValueError, match=words.replace("[", r"\[")):
        from_record(Claim, record)


def test_every_kind_is_a_settlement_an_area_or_a_site():
    assert PlaceKind.TOWN.is_settlement
    assert PlaceKind.ADMIN1.is_area
    assert not PlaceKind.AIRBASE.is_area
    assert not any(kind.is_area and kind.is_settlement for kind in PlaceKind)


def test_errors_fit_pythons_tree_and_say_what_to_try():
    assert isinstance(NetworkError("off"), ConnectionError)
    error = ProblemsError([Problem(message="548.2 is outside -90..90", path="north.csv", line=41, field="lat", hint="swap lon and lat")])
    assert isinstance(error, ValueError)
    assert isinstance(error, GeomapError)
    assert error.exit_code is ExitCode.BAD_INPUT
    assert "north.csv:41: lat: 548.2 is outside -90..90 (swap lon and lat)" in str(error)


def test_control_characters_reach_no_terminal():
    assert visible("a\x1b[31m\u202eb") == "a\\x1b[31m\\u202eb"
    assert "\x1b" not in str(Problem(message="x", path="\x1b]0;evil"))
