import gzip
import json
import zipfile

import pytest

from geomap.errors import GazetteerError
from geomap.gazetteer.imported import ImportedName, ImportedPlace, Tally
from geomap.gazetteer.importers.detect import importer_for, importers_for
from geomap.model import Source

DUMP = "\t".join(
    [
        "77",
        "Ğarbveld",
        "Garbveld",
        "Garb Veld,Гарбвельд",
        "46.5",
        "2.5",
        "P",
        "PPLA",
        "FR",
        "",
        "24",
        "",
        "",
        "",
        "61000",
        "",
        "200",
        "Europe/Paris",
        "2020-01-01",
    ]
)
ROAD = DUMP.replace("P\tPPLA", "R\tRD").replace("77", "78", 1)
GNS_OLD = (
    "RC\tUFI\tUNI\tLAT\tLONG\tFC\tDSG\tCC1\tADM1\tNT\tFULL_NAME_RO\n"
    "1\t-55\t1\t46.5\t2.5\tP\tPPL\tFR\t00\tN\tGarbveld\n"
    "1\t-55\t2\t46.5\t2.5\tP\tPPL\tFR\t00\tV\tGarbfeld\n"
)
GNS_NEW = "ufi\tuni\tlat_dd\tlong_dd\tfc\tdesig_cd\tcc_ft\tnt\tfull_name\n55\t1\t46.5\t2.5\tP\tPPL\tFRA\tN\tGarbveld\n"
PCODES = "ADM2_EN,ADM2_AR,ADM2_PCODE,ADM1_EN,ADM1_PCODE,ADM0_EN,ADM0_PCODE,lat,lon\nGarb,غرب,FR0101,West,FR01,France,FR,46.5,2.5\n"
LPF = {
    "type": "FeatureCollection",
    "@context": "x",
    "features": [
        {
            "@id": "http://example.org/places/9",
            "type": "Feature",
            "properties": {"title": "Garbveld", "ccodes": ["FR"]},
            "names": [{"toponym": "Garbveld", "lang": "eng"}, {"toponym": "غربفلد", "lang": "ara"}],
            "types": [{"label": "village"}],
            "geometry": {"type": "Point", "coordinates": [2.5, 46.5]},
            "links": [{"type": "closeMatch", "identifier": "wd:Q7"}],
        }
    ],
}
WOF = {
    "id": 9,
    "type": "Feature",
    "properties": {
        "wof:id": 9, "wof:name": "Garbveld", "wof:placetype": "locality", "iso:country": "FR", "geom:longitude": 2.5, "geom:latitude": 46.5,
        "wof:population": 200, "name:ara_x_preferred": ["غربفلد"], "name:eng_x_variant": ["Garb Veld"], "wof:concordances": {"gn:id": 77},
    },
    "geometry": {"type": "Point", "coordinates": [2.5, 46.5]},
}  # fmt: skip
OVERPASS = {
    "elements": [
        {
            "type": "node",
            "id": 9,
            "lat": 46.5,
            "lon": 2.5,
            "tags": {"place": "village", "name": "Garbveld", "name:ar": "غربفلد", "old_name": "Oud;Ood"},
        },
        {"type": "way", "id": 8, "center": {"lat": 46.5, "lon": 2.6}, "tags": {"military": "airfield", "name": "Garbveld AB"}},
        {"type": "node", "id": 7, "lat": 46.5, "lon": 2.5, "tags": {"shop": "bakery", "name": "Bread"}},
        {"type": "node", "id": 6, "lat": 46.5, "lon": 2.5},
    ]
}
WIKIDATA = {
    "head": {},
    "results": {
        "bindings": [
            {
                "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q7"},
                "itemLabel": {"type": "literal", "value": "Garbveld"},
                "coord": {"type": "literal", "value": "Point(2.5 46.5)"},
                "population": {"type": "literal", "value": "200"},
            }
        ]
    },
}
GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "a",
            "properties": {"name": "Garbveld", "kind": "dam"},
            "geometry": {"type": "Point", "coordinates": [2.5, 46.5]},
        },
        {
            "type": "Feature",
            "properties": {"Name": "Garb"},
            "geometry": {"type": "Polygon", "coordinates": [[[2, 46], [3, 46], [3, 47], [2, 47], [2, 46]]]},
        },
        {"type": "Feature", "properties": {"name": "Nowhere"}, "geometry": None},
    ],
}


def read(path, **options):
    tally = Tally()
    importer = importer_for(path, **options)
    rows = [row for batch in importer.rows(tally) for row in batch]
    places = [row for row in rows if isinstance(row, ImportedPlace)]
    return importer, places, [row for row in rows if isinstance(row, ImportedName)], tally


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        (DUMP + "\n", "GeoNamesDump", ("geonames:77", "Ğarbveld", "city", "FR")),
        ("name,lat,lon,country\nGarbveld,46.5,2.5,France\n", "FlexibleTable", ("places:2", "Garbveld", "town", "FR")),
        ("Place;Latitude;Longitude;Type\nGarbveld;46,5;2,5;Village\n", "FlexibleTable", ("places:2", "Garbveld", "village", "FR")),
        (
            "id\ttitle\ttitle_source\tccodes\tlon\tlat\tvariants\tmatches\n9\tGarbveld\tx\tFR\t2.5\t46.5\tA;B\twd:Q7\n",
            "LinkedPlacesTable",
            ("places:9", "Garbveld", "town", "FR"),
        ),
        (
            "item,itemLabel,coord\nhttp://www.wikidata.org/entity/Q7,Garbveld,Point(2.5 46.5)\n",
            "WikidataTable",
            ("wikidata:Q7", "Garbveld", "town", "FR"),
        ),
        (PCODES, "PCodeTable", ("pcode:FR0101", "Garb", "admin2", "FR")),
        (GNS_OLD, "GnsTable", ("gns:55", "Garbveld", "village", "FR")),
        (GNS_NEW, "GnsTable", ("gns:55", "Garbveld", "village", "FR")),
        (json.dumps(LPF), "LinkedPlaces", ("places:9", "Garbveld", "village", "FR")),
        (json.dumps(WOF), "WhosOnFirst", ("wof:9", "Garbveld", "village", "FR")),
        (json.dumps(OVERPASS), "Overpass", ("osm:node/9", "Garbveld", "village", "FR")),
        (json.dumps(WIKIDATA), "WikidataResults", ("wikidata:Q7", "Garbveld", "village", "FR")),
        (json.dumps(GEOJSON), "GeoJsonFeatures", ("places:a", "Garbveld", "dam", "FR")),
        ("\n".join(json.dumps(feature) for feature in GEOJSON["features"]), "GeoJsonFeatures", ("places:a", "Garbveld", "dam", "FR")),
    ],
)
@pytest.mark.parametrize("packed", ["plain", "gz", "zip", "bom"])
def test_the_kind_is_told_from_the_content_however_it_is_packed(tmp_path, content, kind, expected, packed):
    path = tmp_path / "places.data"
    if packed == "gz":
        path.write_bytes(gzip.compress(content.encode()))
    elif packed == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "about")
            archive.writestr("table", content)
    else:
        path.write_text(content, encoding="utf-8-sig" if packed == "bom" else "utf-8")
    if packed != "plain":
        path = path.rename(tmp_path / "places.csv")
    importer, places, _, _ = read(path)
    found = places[0]
    expected = (expected[0].replace("places:", f"{importer.source.id}:"), *expected[1:])
    assert type(importer).__name__ == kind
    assert (found.id, found.name, found.kind, found.country) == expected
    assert (found.lon, found.lat) == (2.5, 46.5)


def test_a_geonames_dump_keeps_names_people_and_capitals_and_leaves_roads_out(tmp_path):
    path = tmp_path / "x"
    path.write_text(f"{DUMP}\n{ROAD}\n{DUMP[:40]}\n{DUMP.replace('46.5', '146.5')}\n")
    _, places, _, tally = read(path)
    assert (places[0].population, places[0].capital, places[0].alternates) == (61000, "admin1", "Garbveld,Garb Veld,Гарбвельд")
    assert (tally.read, tally.skipped, tally.broken) == (4, 1, 2)
    assert [problem.line for problem in tally.problems] == [3, 4]


def test_geonames_alternate_names_have_languages_kinds_and_years_and_no_links(tmp_path):
    path = tmp_path / "x"
    path.write_text(
        "1\t77\tar\tغرب\t1\t\t\t\t\t\n2\t77\tlink\thttp://x\t\t\t\t\t\t\n3\t77\ten\tOld Garb\t\t\t\t1\t\t1991\n4\t77\tabbr\tGV\n"
    )
    _, _, names, tally = read(path)
    assert names == [
        ImportedName("geonames:77", "غرب", "ar", "main"),
        ImportedName("geonames:77", "Old Garb", "en", "former", "", "1991-01-01"),
        ImportedName("geonames:77", "GV", "", "abbreviation"),
    ]
    assert tally.skipped == 1


def test_names_in_other_scripts_come_with_their_language(tmp_path):
    for content in (json.dumps(LPF), json.dumps(WOF), json.dumps(OVERPASS), PCODES):
        path = tmp_path / "x"
        path.write_text(content)
        _, _, names, _ = read(path)
        assert [name.lang for name in names if "\u0600" <= name.text[0] <= "\u06ff"] == ["ar"]


def test_elements_that_are_no_places_are_counted_as_skipped(tmp_path):
    path = tmp_path / "x"
    path.write_text(json.dumps(OVERPASS))
    _, places, _, tally = read(path)
    assert [place.kind for place in places] == ["village", "airbase"]
    assert (tally.read, tally.skipped, tally.broken) == (3, 1, 0)


def test_an_area_stands_at_a_point_inside_it_and_a_feature_without_shape_is_listed(tmp_path):
    path = tmp_path / "x.geojson"
    path.write_text(json.dumps(GEOJSON))
    _, places, _, tally = read(path)
    assert (places[1].kind, places[1].lon, places[1].lat) == ("region", 2.5, 46.5)
    assert tally.broken == 1
    assert "record 3: no geometry" in tally.problems[0].message


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Garbveld,146.5,2.5", "did lon and lat change places"),
        ("Garbveld,,2.5", "no coordinates"),
        ("Garbveld,0,0", "missing position"),
        ("Garbveld,north,2.5", "no number of degrees"),
        (",46.5,2.5", "no name"),
        ("Garbveld,46.5,2.5,extra", "4 cells"),
    ],
)
def test_a_broken_row_is_listed_with_its_line_and_the_rest_is_imported(tmp_path, row, words):
    path = tmp_path / "x.csv"
    path.write_text(f"name,lat,lon\n{row}\nOther,46.5,2.5\n")
    _, places, _, tally = read(path)
    assert [place.name for place in places] == ["Other"]
    assert (tally.broken, tally.problems[0].line) == (1, 2)
    assert words in tally.problems[0].message


def test_a_users_table_takes_the_source_they_state(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("name,lat,lon\nGarbveld,46.5,2.5\n")
    importer, places, _, _ = read(path, source=Source(id="survey", title="Our survey", licence="CC BY 4.0"))
    assert (importer.source.licence, places[0].id) == ("CC BY 4.0", "survey:2")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("just some words\nand more\n", "no kind"),
        ("[1, 2]", "no kind"),
        ('{"a": ', "no JSON"),
        ("\x00\x01\x02", "no text"),
        ('{"a": 1}', "no kind"),
    ],
)
def test_what_is_no_gazetteer_is_refused_with_what_is_read(tmp_path, content, words):
    path = tmp_path / "x"
    path.write_text(content)
    with pytest.raises(GazetteerError, match=words):
        importer_for(path)


def test_a_zip_file_with_two_tables_is_refused(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
        archive.writestr("b.txt", "x")
    with pytest.raises(GazetteerError, match=r"found a.txt, b.txt"):
        importer_for(path)


def test_folders_are_looked_through_and_alternate_names_come_first(tmp_path):
    (tmp_path / "FR.txt").write_text(DUMP + "\n")
    (tmp_path / "readme.md").write_text("about\n")
    (tmp_path / "names.txt").write_text("1\t77\tar\tغرب\t1\t\t\t\t\t\n")
    assert [type(importer).__name__ for importer in importers_for([tmp_path])] == ["GeoNamesAlternateNames", "GeoNamesDump"]
