import sqlite3
from importlib import metadata

import pytest

from geomap.errors import MissingExtraError, OutputError
from geomap.gazetteer import world_store as module
from geomap.gazetteer.imported import ImportedPlace
from geomap.gazetteer.importers.geonames import GEONAMES
from geomap.gazetteer.store import Store
from geomap.gazetteer.world_store import world_store, world_store_name


@pytest.fixture
def few(monkeypatch):
    """Three towns instead of the package's quarter of a million, and how often they were read."""
    reads = []

    class Few:
        source = GEONAMES

        def __init__(self, cities, units):
            assert cities == []

        def rows(self, tally):
            reads.append(1)
            tally.read += 1
            yield [ImportedPlace("geonames:1", "Garbveld", "town", 2.5, 46.5, "FR", alternates="Garfeld,GVD")]

    monkeypatch.setattr(module, "GeonamesCacheCities", Few)
    monkeypatch.setattr(module, "read_cities", list)
    monkeypatch.setattr(module, "read_airports", list)
    monkeypatch.setattr(metadata, "version", lambda name: "9.9.9")
    return reads


def test_the_store_is_built_once_with_progress_and_found_again(few, tmp_path):
    steps = []
    path = world_store(folder=tmp_path / "cache", progress=lambda *step: steps.append(step))
    assert path.name == world_store_name() == f"world-9.9.9-9.9.9-{module.FORMAT}.2.gazetteer"
    assert [name.text for name in Store(path).names_of("geonames:1")] == ["Garbveld", "Garfeld"]
    assert steps
    assert world_store(folder=tmp_path / "cache") == path
    assert len(few) == 1


def test_a_store_of_another_format_is_built_again(few, tmp_path):
    path = world_store(folder=tmp_path)
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 77")
    database.commit()
    database.close()
    assert Store(world_store(folder=tmp_path)).count() == (1, 2)
    assert len(few) == 2


def test_without_the_extra_the_message_names_it(monkeypatch, tmp_path):
    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    with pytest.raises(MissingExtraError, match="extra 'world'"):
        world_store(folder=tmp_path)


def test_a_cache_folder_that_cannot_be_made_is_named(few, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be made"):
        world_store(folder=tmp_path / "file" / "cache")


@pytest.mark.parametrize(
    ("code", "unit"),
    [(("SD", "55"), "North Darfur"), (("MM", "13"), "Mon"), (("IQ", "11"), "Erbil"), (("CD", "11"), "North Kivu"), (("SD", "62"), None)],
)
def test_codes_of_geonames_stand_for_units_and_unclear_ones_for_none(code, unit):
    """West Kordofan was cut out of its neighbours after the map of units was made."""
    assert module.unit_names().get(code) == unit
