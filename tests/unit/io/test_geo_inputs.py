from __future__ import annotations

import json
import zipfile
from datetime import date

import pytest
from shapely.geometry import Point, Polygon

from geomap.errors import InputError, UsageError
from geomap.io import Inputs, read_inputs, stream_inputs, write_areas, write_converted
from geomap.io.areas import area_km2, chain_snapshots
from geomap.io.descriptions import first_url, plain_text
from geomap.model import Area, ClaimType, PlaceRelation

SQUARE = [[[10.0, 41.0], [10.2, 41.0], [10.2, 41.2], [10.0, 41.2], [10.0, 41.0]]]
SHAPE = {"type": "Polygon", "coordinates": SQUARE}


def put(folder, data, name="shapes.geojson"):
    path = folder / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def collection(*features, **members):
    return {
        "type": "FeatureCollection",
        **members,
        "features": [{"type": "Feature", "properties": properties, "geometry": geometry} for properties, geometry in features],
    }


def point(lon=10.5, lat=41.0):
    return {"type": "Point", "coordinates": [lon, lat]}


def read(mini, *paths):
    problems = []
    return read_inputs(paths, mini, report=problems.append), problems


def test_an_area_has_holder_days_and_geodesic_size(tmp_path, mini):
    found, problems = read(
        mini, put(tmp_path, collection(({"Holder": "rebels of Kamen", "start": "2015-03-04", "end": "2015-03-09", "name": "North"}, SHAPE)))
    )
    (area,) = found.areas
    assert not problems
    assert (area.actor, area.status, area.method, area.label) == ("name:rebels of Kamen", "held", "drawn", "North")
    assert (area.valid_from, area.valid_to) == (date(2015, 3, 4), date(2015, 3, 10))  # "end" is the last day, valid_to the first without
    assert area.area_km2 == pytest.approx(372.8, abs=1)


def test_known_holders_get_their_key_and_half_open_ends_stay(tmp_path, mini):
    found, _ = read(mini, put(tmp_path, collection(({"actor": "red banner", "valid_from": "2015-03", "valid_to": "2015-05-01"}, SHAPE))))
    (area,) = found.areas
    assert (area.actor, area.valid_from, area.valid_to) == ("red-banner", date(2015, 3, 1), date(2015, 5, 1))


@pytest.mark.parametrize(
    ("properties", "geometry", "field"),
    [
        ({"start": "2015-03-04"}, SHAPE, "actor"),
        ({"actor": "Red Banner"}, SHAPE, "date"),
        ({"actor": "Red Banner", "start": "2015-06-31"}, SHAPE, "date"),
        (
            {"actor": "Red Banner", "start": "2015-03-04"},
            {"type": "Polygon", "coordinates": [[[410000, 41], [411000, 41], [411000, 42]]]},
            "geometry",
        ),
        ({"actor": "Red Banner", "start": "2015-03-04"}, {"type": "Polygon", "coordinates": "x"}, "geometry"),
        ({"actor": "Red Banner", "start": "2015-03-04"}, None, "geometry"),
        ({"actor": "Red Banner", "date": "2015-03-04"}, point(), "type"),
        ({"actor": "Red Banner", "type": "attack"}, point(), "date"),
    ],
)
def test_a_feature_that_lacks_something_is_reported_and_nothing_is_guessed(tmp_path, mini, properties, geometry, field):
    good = ({"actor": "Red Banner", "start": "2015-03-04"}, SHAPE)
    found, problems = read(mini, put(tmp_path, collection(good, (properties, geometry))))
    assert len(found.areas) == 1 and not found.claims
    assert [problem.field for problem in problems] == [field]


def test_a_contested_band_needs_no_holder_and_crossing_rings_are_mended(tmp_path, mini):
    bow = {"type": "Polygon", "coordinates": [[[10, 41], [10.2, 41.2], [10.2, 41], [10, 41.2], [10, 41]]]}
    found, problems = read(mini, put(tmp_path, collection(({"status": "contested", "date": "20150304"}, bow))))
    (area,) = found.areas
    assert not problems and area.geometry.is_valid
    assert (area.actor, area.status) == ("", "contested")


def test_a_day_in_the_file_name_is_used_and_said_to_be(tmp_path, mini):
    path = put(tmp_path, collection(({"actor": "Red Banner"}, SHAPE)), "front_20150304.geojson")
    found, problems = read(mini, path)
    assert found.areas[0].valid_from == date(2015, 3, 4)
    assert "by the name of the file" in problems[0].message


def test_snapshots_end_where_the_next_begins(tmp_path, mini):
    for day in ("20240708", "20240901", "20241001"):
        put(tmp_path, collection(({}, SHAPE), name=f"deepstatemap_data_{day}"), f"{day}.geojson")
    found, problems = read(mini, tmp_path)
    assert not problems
    assert [(area.valid_from, area.valid_to) for area in found.areas] == [
        (date(2024, 7, 8), date(2024, 9, 1)),
        (date(2024, 9, 1), date(2024, 10, 1)),
        (date(2024, 10, 1), None),
    ]
    assert dict(found.areas[0].parameters)["credit"] == "DeepStateMAP"
    assert chain_snapshots(found.areas) == found.areas


def test_a_snapshot_renamed_and_without_a_name_inside_has_no_day(tmp_path, mini):
    _, problems = read(mini, put(tmp_path, collection(({}, SHAPE)), "x.geojson"))
    assert [problem.severity for problem in problems] == ["error"]


def test_points_make_claims_at_known_places_and_say_when_the_point_is_impossible(tmp_path, mini):
    strikes = [
        ({"attacks": 2, "location": "Sarmad", "date": "2015-03-04"}, point()),
        ({"attacks": 1, "location": "South of Sarmad", "date": "2015-03-05"}, point(10.5, 40.9)),
        ({"attacks": 1, "location": "sarmad ", "date": "2015-03-06"}, point(12.5, 55.7)),
        ({"attacks": 1, "location": "Sarmad, Veld", "date": "2015-03-06"}, point()),
        ({"attacks": 1, "location": "Kamen", "date": "2015-03-06"}, point(10.9, 41.3)),
        ({"attacks": 1, "location": "", "date": "2015-03-06"}, point(10.9, 41.4)),
    ]
    found, problems = read(mini, put(tmp_path, collection(*strikes)))
    told = [(claim.place.place_id, claim.place.relation) for claim in found.claims]
    assert told == [
        ("xa-sarmad", PlaceRelation.AT),
        ("xa-sarmad", PlaceRelation.NEAR),
        ("xa-sarmad", PlaceRelation.AT),
        ("point:10.9000,41.3000", PlaceRelation.AT),
        ("point:10.9000,41.4000", PlaceRelation.AT),
    ]
    assert all(claim.type is ClaimType.ATTACK and claim.actor is None for claim in found.claims)
    assert found.claims[0].quotation == "attacks: 2; location: Sarmad; date: 2015-03-04"
    words = " ".join(str(problem) for problem in problems)
    assert "feature 3: the point 12.5, 55.7 of 'sarmad' lies" in words
    assert "feature 4: 'Sarmad, Veld' names several places" in words
    assert "5 points do not say who did it" in words and "1 names are not in the gazetteer" in words


def test_a_lone_point_far_from_all_others_is_left_out_if_its_name_is_unknown(tmp_path, mini):
    many = [({"attacks": 1, "location": "Sarmad", "date": f"2015-03-{day:02d}"}, point()) for day in range(1, 13)]
    found, problems = read(
        mini, put(tmp_path, collection(*many, ({"attacks": 1, "location": "Qwert", "date": "2015-03-04"}, point(100, -30))))
    )
    assert len(found.claims) == 12
    assert any("from the middle of all points" in problem.message for problem in problems if problem.severity == "error")


def test_equal_points_keep_ids_apart_and_order_does_not_change_them(tmp_path, mini):
    one = ({"attacks": 1, "location": "Sarmad", "date": "2015-03-04"}, point())
    two = ({"attacks": 2, "location": "Veld", "date": "2015-03-04"}, point(10.2, 40.4))
    first, _ = read(mini, put(tmp_path, collection(one, one, two)))
    second, _ = read(mini, put(tmp_path, collection(two, one, one)))
    assert len({claim.id for claim in first.claims}) == 3
    assert {claim.id for claim in first.claims} == {claim.id for claim in second.claims}


def test_a_description_is_words_and_its_first_address(tmp_path, mini):
    hostile = "<img src=x onerror=alert(1)>Guns <b>seen</b> &amp; heard https://news.example/a javascript:alert(1)"
    position = ({"side": "ru", "start": "150304", "end": "150304", "description": hostile}, point())
    found, _ = read(mini, put(tmp_path, collection(position)))
    (claim,) = found.claims
    assert (claim.type, claim.actor.name, claim.url) == (ClaimType.PRESENCE, "Russia", "https://news.example/a")
    assert claim.quotation == "Guns seen & heard https://news.example/a javascript:alert(1)"
    assert plain_text("a < b") == "a < b"
    assert first_url("see http://x.example/y.") == "http://x.example/y"
    assert first_url("javascript:alert(1)") == ""


KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>North</name>
<TimeSpan><begin>2015-03-04</begin><end>2015-04-01</end></TimeSpan>
<ExtendedData><Data name="actor"><value>Red Banner</value></Data></ExtendedData>
<Polygon><outerBoundaryIs><LinearRing><coordinates>10,41,0 10.2,41,0 10.2,41.2,0 10,41,0</coordinates></LinearRing>
</outerBoundaryIs></Polygon></Placemark></Document></kml>"""


def test_kml_and_kmz_are_read_whatever_they_are_called(tmp_path, mini):
    put(tmp_path, KML, "a.txt")
    with zipfile.ZipFile(tmp_path / "b.bin", "w") as archive:
        archive.writestr("doc.kml", KML)
    found, problems = read(mini, tmp_path)
    assert not problems and len(found.areas) == 2
    for area in found.areas:
        assert (area.actor, area.valid_from, area.valid_to, area.label) == ("red-banner", date(2015, 3, 4), date(2015, 4, 2), "North")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"type": "FeatureCollection", "features": [\n{"type": "Feature",\n', "broken JSON"),
        ('{"type": "FeatureCollection", "features": 3}', "no list of features"),
        (
            json.dumps(collection(({"actor": "x", "date": "2015"}, SHAPE), crs={"type": "name", "properties": {"name": "EPSG:3857"}})),
            "not in degrees",
        ),
        (KML.replace("</Document>", ""), "cannot be read"),
        ("date,area\n2022-02-20,1\n2022-02-21,2\n", "2 daily totals of an area from 2022-02-20 to 2022-02-21"),
    ],
)
def test_files_that_give_nothing_say_why(tmp_path, mini, content, words):
    found, problems = read(mini, put(tmp_path, content, "file"))
    assert not found.areas and not found.claims
    assert any(words in problem.message for problem in problems), [str(problem) for problem in problems]


AREA = Area(
    id="drawn#1",
    method="drawn",
    actor="red-banner",
    status="held",
    geometry=Polygon([(10, 41), (10.2, 41), (10.2, 41.2)]),
    valid_from=date(2015, 3, 4),
    valid_to=date(2015, 5, 1),
    area_km2=186.5,
    label="North",
)


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "kml"])
def test_areas_survive_writing_and_reading(tmp_path, mini, suffix):
    path = tmp_path / f"areas.{suffix}"
    write_areas(path, [AREA])
    first = path.read_bytes()
    write_areas(path, [AREA])
    assert path.read_bytes() == first
    found, problems = read(mini, path)
    assert not problems
    (area,) = found.areas
    assert (area.actor, area.status, area.valid_from, area.valid_to, area.label) == (
        "red-banner",
        "held",
        AREA.valid_from,
        AREA.valid_to,
        "North",
    )
    assert area.geometry.equals(AREA.geometry)


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "geojson", "gpkg", "kml"])
def test_events_are_converted_to_any_format_and_read_back(tmp_path, mini, suffix):
    strikes = collection(
        ({"attacks": 2, "location": "Sarmad", "date": "2015-03-04", "actor": "Bostria"}, point()),
        ({"attacks": 1, "location": "Kamen", "date": "2015-03-06"}, point(10.9, 41.3)),
    )
    found, _ = read(mini, put(tmp_path, strikes))
    path = tmp_path / f"out.{suffix}"
    assert write_converted(path, found, gazetteer=mini) == "2 claims"
    again, problems = read(mini, path)
    assert not [str(problem) for problem in problems if problem.severity == "error"]
    if suffix in ("csv", "jsonl", "geojson"):
        assert (again.claims, again.places) == (found.claims, found.places)
    told = [(claim.type, claim.place.place_id, claim.actor and claim.actor.name, claim.dating) for claim in again.claims]
    assert told == [(claim.type, claim.place.place_id, claim.actor and claim.actor.name, claim.dating) for claim in found.claims]


def test_what_cannot_be_converted_says_what_to_do(tmp_path, mini):
    with pytest.raises(InputError, match="no claims, events or areas"):
        write_converted(tmp_path / "a.csv", Inputs(), gazetteer=mini)
    with pytest.raises(UsageError, match="suffix"):
        write_converted(tmp_path / "a.csv", Inputs(areas=(AREA,)), gazetteer=mini)
    found, _ = read(mini, put(tmp_path, collection(({"attacks": 1, "location": "Veld", "date": "2015-03-06"}, point(10.2, 40.4)))))
    with pytest.raises(InputError, match="one table"):
        write_converted(tmp_path / "a.geojson", Inputs(areas=(AREA,), claims=found.claims), gazetteer=mini)


def test_mixed_inputs_are_sorted_and_documents_stream(tmp_path, mini):
    put(tmp_path, "Published: 4 March 2015\nThe town is quiet.", "a.txt")
    put(tmp_path, "place,type,date,source\nSarmad,capture,2015-03-04,Gazette\n", "b")
    put(tmp_path, collection(({"actor": "Red Banner", "start": "2015-03-04"}, SHAPE)), "c")
    put(tmp_path / ".", collection(({"actor": "Red Banner", "start": "2015-03-05"}, SHAPE)), "d")
    found, problems = read(mini, tmp_path)
    assert not problems
    assert [len(part) for part in (found.documents, found.claims, found.areas)] == [1, 1, 2]
    tables, documents = stream_inputs([tmp_path], mini, report=problems.append)
    assert tables.documents == () and next(documents).id == "a"


def test_files_of_one_name_keep_the_ids_of_their_areas_apart(tmp_path, mini):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        put(tmp_path / folder, collection(({"actor": "Red Banner", "start": "2015-03-04"}, SHAPE)))
    found, _ = read(mini, tmp_path / "x", tmp_path / "y")
    assert len({area.id for area in found.areas}) == 2


def test_the_size_of_an_area_is_geodesic():
    assert area_km2(Polygon([(0, 0), (1, 0), (1, 1), (0, 1)])) == pytest.approx(12308.8, abs=1)
    assert area_km2(Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])) == pytest.approx(12308.8, abs=1)
    assert area_km2(Point(0, 0).buffer(0)) == 0


def test_real_map_files_are_read(shared, mini):
    folder = shared / "data" / "events"
    found, problems = read(mini, folder / "deepstate", folder / "uacontrolmap", folder / "airstrikes_isil")
    assert not [str(problem) for problem in problems if problem.severity == "error"]
    assert (len(found.areas), len(found.claims)) == (16, 721 + 602)
    assert {area.actor for area in found.areas} == {"name:Russia"}
