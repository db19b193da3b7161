from __future__ import annotations

import csv
import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.io import ReadOptions, read_claims, write_claims, write_records
from geomap.io.cells import guard_cell, unguard_cell
from geomap.io.claim_cells import COLUMNS
from geomap.io.edtf_dates import parse_dating
from geomap.model import (
    UNKNOWN_DATE,
    ActorRef,
    Attribution,
    Claim,
    ClaimType,
    CrossingStatus,
    DatePrecision,
    Extent,
    Modality,
    PlacePrecision,
    PlaceRef,
    PlaceRelation,
    Review,
    between,
    in_month,
    in_year,
    on_day,
)

HEADER = "place,place_id,lon,lat,type,actor,date,source,modality,extent,review,crossing_status,crossing_side,claim_id"


def table(tmp_path, text, name="claims.csv"):
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def rows(tmp_path, mini, *lines, header=HEADER, **options):
    problems = []
    found = read_claims(table(tmp_path, "\n".join((header, *lines)) + "\n"), mini, report=problems.append, options=ReadOptions(**options))
    return found, problems


def row(**cells):
    return ",".join(cells.get(name, "") for name in HEADER.split(","))


GOOD = {"place": "Sarmad", "type": "capture", "actor": "Red Banner", "date": "2015-03-04", "source": "Gazette"}


def test_four_columns_make_a_claim(tmp_path, mini):
    found, problems = rows(tmp_path, mini, "Sarmad,capture,2015-03-04,Gazette", header="place,type,date,source")
    assert not problems
    (claim,) = found.claims
    assert (claim.place.place_id, claim.type, claim.dating, claim.source) == (
        "xa-sarmad",
        ClaimType.CAPTURE,
        on_day(date(2015, 3, 4)),
        "Gazette",
    )
    assert (claim.modality, claim.extent, claim.review, claim.origin) == (Modality.ASSERTED, Extent.FULL, Review.NONE, "table")
    assert (claim.actor, claim.start, claim.known) == (None, None, UNKNOWN_DATE)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_save_is_read(tmp_path, mini, delimiter, encoding):
    text = "Place,TYPE,date ,source\r\nسرمد,capture,2015-03-04,Gazette\r\n,,,\r\n".replace(",", delimiter)
    problems = []
    found = read_claims(table(tmp_path, text.encode(encoding)), mini, report=problems.append)
    assert not problems
    assert found.claims[0].place.place_id == "xa-sarmad"


def test_a_name_of_several_places_is_the_town_and_for_passage_the_crossing(tmp_path, mini):
    found, problems = rows(
        tmp_path,
        mini,
        row(**GOOD | {"place": "Tell Karda"}),
        row(**GOOD | {"place": "Tell Karda", "type": "crossing_status", "crossing_status": "closed", "crossing_side": "xb"}),
        row(**GOOD | {"type": "crossing_status", "crossing_status": "closed"}),
    )
    assert [claim.place.place_id for claim in found.claims] == ["xa-tell-karda", "xa-tell-karda-crossing"]
    assert (found.claims[1].crossing_status, found.claims[1].crossing_side) == (CrossingStatus.CLOSED, "XB")
    assert [(problem.line, problem.field) for problem in problems] == [(4, "place")]
    assert "no border crossing" in problems[0].message


def test_actors_are_known_by_alias_and_country_and_unknown_ones_are_kept_with_a_warning(tmp_path, mini):
    found, problems = rows(
        tmp_path,
        mini,
        row(**GOOD | {"actor": "army"}),
        row(**GOOD | {"actor": "army", "place": "Nahr"}),
        row(**GOOD | {"actor": "Sons of the Hills"}),
    )
    assert [(claim.actor.name, claim.actor.actor_id) for claim in found.claims] == [
        ("Government of Arvenia", "arvenia"),
        ("Bostria", "bostria"),
        ("Sons of the Hills", ""),
    ]
    (problem,) = problems
    assert (problem.severity, problem.line, problem.field) == ("warning", 4, "actor")
    assert "kept as named" in problem.message


def test_what_many_rows_have_in_common_is_told_once_with_their_number(tmp_path, mini):
    lines = [row(**GOOD | {"actor": "Nobody Heard Of", "date": f"2015-03-0{day}"}) for day in (4, 5, 6)]
    found, problems = rows(tmp_path, mini, *lines, row(**GOOD | {"actor": "Somebody Else"}))
    assert len(found.claims) == 4
    assert [(problem.line, problem.message) for problem in problems] == [
        (2, "the data does not know the actor 'Nobody Heard Of'; it is kept as named, here and in 2 more rows"),
        (5, "the data does not know the actor 'Somebody Else'; it is kept as named"),
    ]


def test_a_misspelt_name_with_a_point_is_compared_with_the_names_around_it(tmp_path, mini):
    near = mini.lookup("Sarmad")[0]
    at = mini.place(near.place_id).lonlat
    _, (near_it,) = rows(tmp_path, mini, row(**GOOD | {"place": "Sarmadd Qx", "lon": str(at.lon), "lat": str(at.lat)}))
    _, (far_off,) = rows(tmp_path, mini, row(**GOOD | {"place": "Sarmadd Qx", "lon": "-140", "lat": "-40"}))
    assert "Sarmad" in near_it.hint and "Sarmad" not in far_off.hint


def test_an_actor_outside_its_lifetime_is_told(tmp_path, mini):
    found, problems = rows(tmp_path, mini, row(**GOOD | {"date": "2010-01-01"}), row(**GOOD | {"date": "2019"}))
    assert len(found.claims) == 2
    assert ["exists from 2012-05-01" in problems[0].message, "existed until 2016-01-01" in problems[1].message] == [True, True]


@pytest.mark.parametrize(
    ("cells", "field", "words", "hint"),
    [
        ({"place": "Sarmat"}, "place", "no place 'Sarmat'", "Sarmad"),
        ({"place": "", "place_id": ""}, "place", "neither", "name the place"),
        ({"place_id": "xa-nowhere"}, "place_id", "no entry", "leave it empty"),
        ({"place_id": "xa-veld"}, "place_id", "is Veld, while place says 'Sarmad'", "change the id"),
        ({"lon": "41", "lat": "10.5"}, "lon", "lon and lat changed places", "exchange"),
        ({"place_id": "xa-sarmad", "lon": "41", "lat": "10.5"}, "lon", "lon and lat changed places", "exchange"),
        ({"lon": "40", "lat": "110.5"}, "lat", "did lon and lat change places", "decimal degrees"),
        ({"lon": "east", "lat": "41"}, "lon", "no number", "decimal degrees"),
        ({"lon": "10.5"}, "lat", "empty", "both or none"),
        ({"type": "conquest"}, "type", "'conquest' is no type", "capture, recapture, control"),
        ({"type": ""}, "type", "empty", "capture"),
        ({"modality": "sure"}, "modality", "'sure' is no modality", "denied, historical"),
        ({"extent": "all"}, "extent", "'all' is no extent", "full, most"),
        ({"review": "ok"}, "review", "'ok' is no review", "accepted, changed, rejected, added"),
        ({"date": "2015-06-31"}, "date", "no 31 June 2015", "2015-03"),
        ({"date": "2015-13"}, "date", "2015-13", "2015-03"),
        ({"date": ""}, "date", "empty", "2015-03"),
        ({"date": "2015-03-09/2015-03-04"}, "date", "ends", "2015-03"),
        ({"date": "2015-03-04/.."}, "date", "open range", "2015-03"),
        ({"date": "3/4/2015"}, "date", "cannot be told apart", "2015-03"),
        ({"source": ""}, "source", "empty", "name the outlet"),
    ],
)
def test_a_bad_cell_is_reported_with_line_field_and_advice_and_costs_only_its_row(tmp_path, mini, cells, field, words, hint):
    found, problems = rows(tmp_path, mini, row(**GOOD), row(**GOOD | {"claim_id": "c2"} | cells))
    assert len(found.claims) == 1
    errors = [problem for problem in problems if problem.severity == "error"]
    (problem,) = errors
    assert (problem.line, problem.field) == (3, field)
    assert words in problem.message and hint in problem.hint
    assert problem.path.endswith("claims.csv")


def test_all_problems_of_a_file_are_told_at_once(tmp_path, mini):
    found, problems = rows(tmp_path, mini, row(), row(**GOOD | {"type": "x", "date": "x", "source": ""}), row(**GOOD))
    assert len(found.claims) == 1
    assert [(problem.line, problem.field) for problem in problems] == [(3, "type"), (3, "date"), (3, "source")]


def test_a_point_far_from_the_named_place_is_a_warning_and_a_place_only_the_table_knows_stands_at_its_point(tmp_path, mini):
    found, problems = rows(
        tmp_path,
        mini,
        row(**GOOD | {"lon": "12.5", "lat": "41"}),
        row(**GOOD | {"place": "Kamen", "lon": "12.25", "lat": "40.5"}),
    )
    assert [problem.severity for problem in problems] == ["warning", "warning"]
    assert "km from Sarmad" in problems[0].message and "stands at the coordinates" in problems[1].message
    assert found.claims[0].place.place_id == "xa-sarmad"
    (place,) = found.places
    assert (place.id, place.name, place.lonlat.lonlat) == (found.claims[1].place.place_id, "Kamen", (12.25, 40.5))


def test_missing_doubled_and_misspelt_columns_are_named(tmp_path, mini):
    found, problems = rows(tmp_path, mini, "a,b,c,d,e", header="place_id,type,typ,type,dat")
    assert not found.claims
    told = {problem.field: str(problem) for problem in problems}
    assert {"date", "source", "type", "typ", "dat"} <= told.keys()
    assert "stands twice" in told["type"] and "did you mean date?" in told["dat"]


def test_a_row_with_too_many_cells_and_an_unclosed_quotation_mark_are_reported(tmp_path, mini):
    found, problems = rows(
        tmp_path, mini, "Sarmad,capture,2015-03-04,Gazette,extra", "Veld,capture,2015-03-04,Gazette", header="place,type,date,source"
    )
    assert [claim.place.place_id for claim in found.claims] == ["xa-veld"]
    assert "5 cells, the header 4" in problems[0].message


def test_an_id_stands_once(tmp_path, mini):
    found, problems = rows(
        tmp_path, mini, row(**GOOD, claim_id="a"), row(**GOOD | {"place": "Veld"}, claim_id="a"), row(**GOOD), row(**GOOD)
    )
    assert len(found.claims) == 2
    assert [(problem.line, problem.severity) for problem in problems] == [(3, "error"), (5, "warning")]
    assert "claims.csv:2" in problems[0].message


def test_days_after_the_callers_day_are_reported(tmp_path, mini):
    _, problems = rows(tmp_path, mini, row(**GOOD), today=date(2015, 1, 1))
    assert ["future" in problem.message for problem in problems] == [True]


def test_bad_addresses_and_foreign_files_are_reported(tmp_path, mini):
    found, problems = rows(tmp_path, mini, "Sarmad,capture,2015-03-04,G,javascript:x", header="place,type,date,source,url")
    assert found.claims[0].url == "" and problems[0].field == "url"
    problems.clear()
    assert not read_claims(table(tmp_path, "Just a text.", "a.csv"), mini, report=problems.append).claims
    assert "claims table" in problems[0].hint


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2015-03-04", "2015-03-04", "2015-03-04", DatePrecision.DAY),
        ("2015-03-04~", "2015-03-02", "2015-03-06", DatePrecision.DAYS),
        ("2015-03-04?", "2015-03-02", "2015-03-06", DatePrecision.DAYS),
        ("2015-02", "2015-02-01", "2015-02-28", DatePrecision.MONTH),
        ("2015-02-XX", "2015-02-01", "2015-02-28", DatePrecision.MONTH),
        ("2015", "2015-01-01", "2015-12-31", DatePrecision.YEAR),
        ("2015-03-04/2015-03-09", "2015-03-04", "2015-03-09", DatePrecision.DAYS),
        ("2015-03/2015-04", "2015-03-01", "2015-04-30", DatePrecision.YEAR),
        ("4 March 2015", "2015-03-04", "2015-03-04", DatePrecision.DAY),
        ("3/24/2015", "2015-03-24", "2015-03-24", DatePrecision.DAY),
    ],
)
def test_edtf_dates(text, first, last, precision):
    dating = parse_dating(text)
    assert (dating.earliest.isoformat(), dating.latest.isoformat(), dating.precision) == (first, last, precision)
    assert dating.earliest <= dating.likely <= dating.latest
    assert parse_dating(dating.edtf) == dating


@given(st.text())
def test_guarding_a_cell_loses_nothing_and_leaves_no_formula(text):
    cell = guard_cell(text)
    assert unguard_cell(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t\x85"), max_size=20)
WORDS = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)
SPANS = st.one_of(st.just((None, None)), st.tuples(st.integers(0, 50), st.integers(51, 99)))
DATINGS = st.one_of(
    st.builds(on_day, st.dates(date(1900, 1, 1), date(2100, 1, 1)), approximate=st.booleans()),
    st.builds(in_month, st.integers(1900, 2100), st.integers(1, 12)),
    st.builds(in_year, st.integers(1900, 2100)),
    st.just(between(date(2015, 3, 1), date(2015, 3, 9), likely=date(2015, 3, 2))),
)
ACTORS = st.one_of(
    st.just(ActorRef(raw="Red Banner", name="Red Banner", actor_id="red-banner")),
    st.just(ActorRef(raw="the rebels", name="Red Banner", actor_id="red-banner", start=3, end=13)),
    st.builds(ActorRef, raw=WORDS, name=WORDS),
)


@st.composite
def claims(draw):
    start, end = draw(SPANS)
    return Claim(
        id=draw(WORDS),
        doc_id=draw(WORDS),
        start=start,
        end=end,
        quotation=draw(TEXTS),
        type=draw(st.sampled_from([kind for kind in ClaimType if kind is not ClaimType.CROSSING_STATUS])),
        place=PlaceRef(
            raw=draw(TEXTS),
            place_id=draw(st.sampled_from(["xa-sarmad", "xa-tell-karda-crossing"])),
            score=draw(st.floats(0, 1)),
            precision=draw(st.sampled_from(PlacePrecision)),
            relation=draw(st.sampled_from(PlaceRelation)),
            inferred=draw(st.booleans()),
            distance_km=draw(st.none() | st.floats(0, 500)),
        ),
        actor=draw(st.none() | ACTORS),
        partners=tuple(draw(st.lists(ACTORS, max_size=2))),
        target=draw(st.none() | ACTORS),
        dating=draw(DATINGS | st.just(UNKNOWN_DATE)),
        since=draw(st.none() | DATINGS),
        known=draw(DATINGS | st.just(UNKNOWN_DATE)),
        attribution=Attribution(publication=draw(TEXTS), speaker=draw(WORDS | st.just("")), camp=draw(TEXTS), quoted=draw(st.booleans())),
        modality=draw(st.sampled_from(Modality)),
        extent=draw(st.sampled_from(Extent)),
        share_percent=draw(st.none() | st.floats(0, 100)),
        crossing_status=draw(st.none() | st.sampled_from(CrossingStatus)),
        crossing_side=draw(st.sampled_from(["", "XA"])),
        source=draw(WORDS),
        url=draw(st.sampled_from(["", "https://news.example/a?b=1"])),
        cues=tuple(draw(st.lists(WORDS, max_size=3))),
        origin=draw(WORDS),
        review=draw(st.sampled_from(Review)),
        note=draw(TEXTS),
    )


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "geojson"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(written=st.lists(claims(), max_size=4, unique_by=lambda claim: claim.id))
def test_claims_survive_writing_and_reading(tmp_path, mini, suffix, written):
    path = tmp_path / f"claims.{suffix}"
    write_claims(path, written, gazetteer=mini)
    problems = []
    found = read_claims(path, mini, report=problems.append)
    assert not [str(problem) for problem in problems if problem.severity == "error" and written]
    assert list(found.claims) == written


CLAIM = Claim(
    id="c1",
    doc_id="d1",
    start=3,
    end=30,
    quotation='=HYPERLINK("http://evil.example","x")',
    type=ClaimType.CAPTURE,
    place=PlaceRef(raw="the town", place_id="xa-veld", start=4, end=12, score=0.5),
    actor=ActorRef(raw="the rebels", name="Red Banner", actor_id="red-banner", start=20, end=30),
    dating=between(date(2015, 3, 1), date(2015, 3, 9), likely=date(2015, 3, 2)),
    source="@Gazette",
    origin="rules",
)


def test_no_cell_is_a_formula_and_numbers_stay_numbers(tmp_path, mini):
    path = tmp_path / "claims.csv"
    write_claims(path, [CLAIM], gazetteer=mini)
    (written,) = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    assert tuple(written) == COLUMNS
    assert written["quotation"].startswith("'=HYPERLINK") and written["source"] == "'@Gazette"
    assert (float(written["lon"]), float(written["lat"]), written["place"]) == (10.2, 40.4, "Veld")


def test_a_corrected_cell_wins_over_what_was_kept_beside_it(tmp_path, mini):
    path = tmp_path / "claims.csv"
    write_claims(path, [CLAIM], gazetteer=mini)
    with path.open(encoding="utf-8", newline="") as stream:
        (cells,) = csv.DictReader(stream)
    cells |= {"actor": "Arvenian Guard", "date": "2015-03-05", "place": "Sarmad", "place_id": "", "lon": "", "lat": "", "review": "changed"}
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerow(cells)
    problems = []
    (claim,) = read_claims(path, mini, report=problems.append).claims
    assert not problems
    assert claim.actor == ActorRef(raw="Arvenian Guard", name="Arvenian Guard", actor_id="arvenian-guard")
    assert (claim.dating, claim.place, claim.review) == (
        on_day(date(2015, 3, 5)),
        PlaceRef(raw="Sarmad", place_id="xa-sarmad"),
        Review.CHANGED,
    )
    assert (claim.id, claim.start, claim.quotation) == ("c1", 3, CLAIM.quotation)


def test_places_only_a_table_knows_survive_a_round_trip(tmp_path, mini):
    found, _ = rows(tmp_path, mini, row(**GOOD | {"place": "Kamen", "lon": "12.25", "lat": "40.5"}))
    path = tmp_path / "again.csv"
    write_claims(path, found.claims, gazetteer=mini, places=found.places)
    again = read_claims(path, mini, report=lambda problem: None)
    assert (again.claims, again.places) == (found.claims, found.places)


def test_a_broken_detail_is_passed_over_with_a_warning(tmp_path, mini):
    found, problems = rows(tmp_path, mini, "Sarmad,capture,2015-03-04,G,{broken", header="place,type,date,source,detail")
    assert len(found.claims) == 1
    assert (problems[0].field, problems[0].severity) == ("detail", "warning")


def test_jsonl_lines_name_their_problems(tmp_path, mini):
    good = {"place": "Sarmad", "type": "capture", "date": "2015-03-04", "source": "G", "start": 1, "end": 5, "partners": ["Bostria"]}
    lines = [json.dumps(good), json.dumps(good | {"type": "x"}), "{broken", json.dumps(good | {"place": [1]})]
    problems = []
    found = read_claims(table(tmp_path, "\n".join(lines), "c.jsonl"), mini, report=problems.append)
    assert [(claim.start, claim.partners[0].actor_id) for claim in found.claims] == [(1, "bostria")]
    assert [problem.line for problem in problems] == [2, 3, 4]


def test_geojson_carries_points_and_mentions_beside_claims(tmp_path, mini):
    path = tmp_path / "claims.geojson"
    write_claims(path, [CLAIM], gazetteer=mini, mentions=[{"surface": "Veld", "lon": 10.2, "lat": 40.4}])
    data = json.loads(path.read_text())
    assert [feature["properties"]["kind"] for feature in data["features"]] == ["claim", "mention"]
    assert [feature["geometry"]["coordinates"] for feature in data["features"]] == [[10.2, 40.4], [10.2, 40.4]]
    assert data["geomap"] == {"schema": "geomap-claims/1"}
    assert read_claims(path, mini, report=pytest.fail).claims == (CLAIM,)


def test_records_are_written_line_by_line_and_other_suffixes_are_refused(tmp_path, mini):
    write_records(tmp_path / "a.jsonl", iter([{"id": "é"}, {"id": 2}]))
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == '{"id":"é"}\n{"id":2}\n'
    with pytest.raises(UsageError, match="suffix"):
        write_claims(tmp_path / "a.xlsx", [], gazetteer=mini)
