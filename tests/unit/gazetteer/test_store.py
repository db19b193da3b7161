import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from geomap.errors import GazetteerError, OutputError
from geomap.gazetteer import Tier, load_gazetteer
from geomap.gazetteer.imported import ImportedName, ImportedPlace, ImportedUnit, Row, Tally
from geomap.gazetteer.store import Store
from geomap.gazetteer.store_build import build_store
from geomap.model import LonLat, PlaceKind, Source

MINI = Path(__file__).parents[2] / "mini_gazetteer"

PLACES = [
    ImportedPlace(
        "geonames:11", "Sarmad", "city", 10.52, 41.01, "XA", "code:XA.01", 390000, "PPLC", "country", alternates="Sarmada,Zarmat"
    ),
    ImportedPlace("geonames:12", "Oudewater", "town", 10.9, 40.9, "XA", "code:XA.01", 7000, "PPL"),
    ImportedPlace("geonames:13", "Westmark", "admin1", 10.5, 41.0, "XA", "code:XA.01", None, "ADM1", unit_code="code:XA.01"),
    ImportedPlace("geonames:14", "Sarmad", "village", 13.5, 41.9, "XB", "", 90, "PPL"),
    ImportedPlace("geonames:15", "Ras al-Wadi", "village", 179.95, -41.9, "XC", "", None, "PPL"),
]
NAMES = [
    ImportedName("geonames:12", "Оудеватер", "ru"),
    ImportedName("geonames:12", "Old Water", "en", "former", "", "1999-01-01"),
    ImportedName("geonames:12", "Old Water", "de"),
    ImportedName("geonames:99", "Orphan", "en"),
]


class Rows:
    source = Source(id="geonames", title="GeoNames", licence="CC BY 4.0", attribution="GeoNames (CC BY 4.0)")

    def __init__(self, *batches: Sequence[Row]) -> None:
        self.batches = batches

    def rows(self, tally: Tally) -> Iterator[Sequence[Row]]:
        for batch in self.batches:
            tally.read += len(batch)
            yield batch


@pytest.fixture
def path(tmp_path):
    build_store(tmp_path / "world.gazetteer", [Rows(NAMES, PLACES)])
    return tmp_path / "world.gazetteer"


def ids(entries):
    return [entry[0] for entry in entries]


def test_every_tier_finds_a_name(path):
    store = Store(path)
    assert ids(store.find("Oudewater", Tier.EXACT)) == ["geonames:12"]
    assert store.find("oudewater", Tier.EXACT) == []
    assert ids(store.find("OUDEWATER", Tier.FOLDED)) == ["geonames:12"]
    assert ids(store.find("Uedewatter", Tier.TRANSLITERATION)) == ["geonames:12"]
    assert store.find("Orphan", Tier.FOLDED) == ()


def test_a_place_comes_with_its_names_unit_and_source(path):
    store = Store(path)
    place = store.place("geonames:12")
    assert (place.kind, place.admin1, place.population, place.source_id) == (PlaceKind.TOWN, "Westmark", 7000, "geonames")
    names = store.names_of("geonames:12")
    assert [(name.text, name.lang) for name in names] == [("Оудеватер", "ru"), ("Old Water", "en"), ("Oudewater", "en")]
    assert names[1].valid_to.year == 1999
    assert store.external_ids("geonames:12") == {"geonameid": "12"}
    assert store.place("geonames:77") is None
    assert store.sources["geonames"].attribution == "GeoNames (CC BY 4.0)"
    assert store.count() == (5, 10)


def test_places_around_a_point_across_the_date_line(path):
    store = Store(path)
    assert "geonames:15" in [place.id for place in store.in_box(LonLat(lon=-179.9, lat=-41.9), 50)]
    assert sorted(place.id for place in store.in_box(LonLat(lon=10.5, lat=41), 1)) == ["geonames:11", "geonames:12", "geonames:13"]


def test_curated_entries_win_and_take_the_names_of_their_twins(path):
    gazetteer = load_gazetteer(MINI, path, base=False)
    assert [hit.place_id for hit in gazetteer.lookup("Zarmat")] == ["xa-sarmad"]
    assert [hit.place_id for hit in gazetteer.lookup("Sarmad")] == ["geonames:14", "xa-sarmad"]
    assert [hit.place_id for hit in gazetteer.lookup("Westmark")] == ["admin1-xa-we"]
    assert gazetteer.place("geonames:12").name_in("ru") == "Оудеватер"
    assert gazetteer.capital("country-xa").id == "xa-sarmad"
    around = [place.id for _, place in gazetteer.nearby(LonLat(lon=10.5, lat=41), km=40, kinds=[PlaceKind.CITY, PlaceKind.TOWN])]
    assert around == ["xa-sarmad", "xa-al-nahr", "geonames:12"]
    assert [(hit.surface, hit.hits[0].place_id) for hit in gazetteer.scan("From Zarmat to Old Water and Ras al-Wadi's hills")] == [
        ("Zarmat", "xa-sarmad"),
        ("Old Water", "geonames:12"),
        ("Ras al-Wadi", "geonames:15"),
    ]
    assert "Oudewater" in gazetteer.suggest("Oudewatr")
    assert "Orphan" not in gazetteer.suggest("Orphans")
    assert "geonames" in gazetteer.sources
    assert gazetteer.store_overrides() == (("admin1-xa-we", "geonames:13", path), ("xa-sarmad", "geonames:11", path))


@pytest.mark.parametrize("place_id", ["geonames:12", "geonames:15", "xa-sarmad"])
def test_a_bare_place_is_the_place_without_its_names(path, place_id):
    gazetteer = load_gazetteer(MINI, path, base=False)
    place = gazetteer.place(place_id)
    assert place.names
    assert gazetteer.bare_place(place_id) == replace(place, names=())
    with pytest.raises(KeyError):
        gazetteer.bare_place("geonames:4711")


def test_a_twin_does_not_lend_the_name_of_a_curated_neighbour(tmp_path):
    """The source has one entry for two towns 12 km apart: under the name of one, at the place and with a name of the other."""
    merged = ImportedPlace("geonames:21", "Quay", "town", 10.81, 40.8, "XA", alternates="Al-Nahr,Lockside")
    header = (MINI / "places.csv").read_text().splitlines()[0]
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "places.csv").write_text(f"{header}\nxa-lockside,Lockside,town,XA,Westmark,10.93,40.85,,,,1,,,,,invented,\n")
    build_store(tmp_path / "x.gazetteer", [Rows([merged])])
    gazetteer = load_gazetteer(MINI, folder, tmp_path / "x.gazetteer", base=False)
    assert [hit.place_id for hit in gazetteer.lookup("Quay")] == ["xa-al-nahr"]
    assert [hit.place_id for hit in gazetteer.lookup("Lockside")] == ["xa-lockside"]
    (found,) = gazetteer.scan("The road to Lockside is open.")
    assert [hit.place_id for hit in found.hits] == ["xa-lockside"]


def test_same_inputs_same_bytes(tmp_path, path):
    build_store(tmp_path / "again.gazetteer", [Rows(NAMES, PLACES)])
    assert (tmp_path / "again.gazetteer").read_bytes() == path.read_bytes()


@pytest.mark.parametrize(("version", "words"), [(999, "a newer geomap: format 999"), (1, "an older geomap: format 1")])
def test_another_format_is_refused_with_what_to_do(path, version, words):
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version = {version}")
    database.commit()
    database.close()
    with pytest.raises(GazetteerError, match=words) as caught:
        Store(path)
    assert f"geomap gazetteer import FILE... -o {path}" in str(caught.value)


def test_another_sqlite_file_is_no_store(tmp_path):
    database = sqlite3.connect(tmp_path / "x.db")
    database.execute("CREATE TABLE place (id)")
    database.commit()
    database.close()
    with pytest.raises(GazetteerError, match="no geomap store"):
        load_gazetteer(tmp_path / "x.db", base=False)


def test_the_order_in_which_python_keeps_words_does_not_reach_the_file(tmp_path):
    script = f"""
import sys
from pathlib import Path
sys.path.insert(0, {os.fspath(MINI.parent.parent)!r})
from geomap.gazetteer.imported import ImportedPlace
from geomap.gazetteer.store_build import build_store
from geomap.model import Source
class Rows:
    source = Source(id="x", title="x")
    def rows(self, tally):
        yield [ImportedPlace(f"x:{{n}}", f"Place{{n}}", "town", 1.0, 1.0, alternates=f"Ort{{n}},Lieu{{n}}") for n in range(50)]
build_store(Path(sys.argv[1]), [Rows()])
"""
    files = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.gazetteer"
        subprocess.run([sys.executable, "-c", script, path], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        files.append(path.read_bytes())
    assert files[0] == files[1]


def test_a_killed_build_leaves_the_old_store_whole(tmp_path, path):
    before = path.read_bytes()
    script = f"""
import os, sys
from pathlib import Path
sys.path.insert(0, {os.fspath(MINI.parent.parent)!r})
from geomap.gazetteer.imported import ImportedPlace
from geomap.gazetteer.store_build import build_store
from geomap.model import Source
class Rows:
    source = Source(id="x", title="x")
    def rows(self, tally):
        yield [ImportedPlace("x:1", "A", "town", 1.0, 1.0)]
        os.kill(os.getpid(), 9)
build_store(Path({os.fspath(path)!r}), [Rows()])
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    assert path.read_bytes() == before
    assert Store(path).count() == (5, 10)


def test_a_failed_build_leaves_nothing_behind(tmp_path, path):
    before = sorted(tmp_path.iterdir())
    with pytest.raises(GazetteerError, match="nothing was imported"):
        build_store(path, [Rows([])])
    assert sorted(tmp_path.iterdir()) == before
    with pytest.raises(OutputError, match="cannot be written"):
        build_store(tmp_path / "missing" / "x.gazetteer", [Rows(PLACES)])


def test_a_store_is_read_by_two_at_once(path):
    one, other = Store(path), Store(path)
    assert one.find("Sarmad", Tier.EXACT) == other.find("Sarmad", Tier.EXACT)
    one.close()
    assert ids(other.find("Zarmat", Tier.EXACT)) == ["geonames:11"]


def test_an_entry_that_says_which_geonames_entry_it_is_joins_it(tmp_path):
    other = ImportedPlace("wof:5", "Sarmadu", "city", 10.6, 41.1, "XA", external=(("geonameid", "11"), ("wikidata", "Q5")))
    report = build_store(tmp_path / "x.gazetteer", [Rows(PLACES), Rows([other])])
    store = Store(tmp_path / "x.gazetteer")
    assert report.places == 5
    assert ids(store.find("Sarmadu", Tier.EXACT)) == ["geonames:11"]
    assert store.external_ids("geonames:11") == {"geonameid": "11", "wikidata": "Q5"}
    assert store.place("geonames:11").lonlat == LonLat(lon=10.52, lat=41.01)


def test_a_units_code_becomes_its_own_name_or_the_one_a_code_table_gives(tmp_path):
    units = [ImportedUnit("code:XA.01", "Table Westmark"), ImportedUnit("code:XA.02", "Eastmark")]
    towns = [
        ImportedPlace("geonames:20", "Easter", "town", 11.9, 41.0, "XA", "code:XA.02"),
        ImportedPlace("geonames:21", "Norther", "town", 11.9, 41.9, "XA", "code:XA.03"),
    ]
    build_store(tmp_path / "x.gazetteer", [Rows(units, PLACES, towns)])
    store = Store(tmp_path / "x.gazetteer")
    assert [store.place(f"geonames:{number}").admin1 for number in (12, 20, 21)] == ["Westmark", "Eastmark", ""]
