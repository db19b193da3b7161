from __future__ import annotations

from pathlib import Path

import pytest
from traps import TRAPS, faults

from geomap.gazetteer import load_gazetteer
from geomap.gazetteer.imported import ImportedPlace
from geomap.gazetteer.store_build import build_store
from geomap.model import Source

NAMESAKES = (
    # real places with the names of the traps; ids, positions and populations from GeoNames (CC BY 4.0)
    ImportedPlace("geonames:173771", "Hīt", "village", 36.4192, 34.5778, "SY", alternates="Hit"),
    ImportedPlace("geonames:173772", "Al Ḩīt", "village", 36.6718, 32.9264, "SY"),
    ImportedPlace("geonames:4670871", "Anna", "town", -96.5486, 33.3490, "US", population=11_463, alternates="Ana"),
    ImportedPlace("geonames:2367981", "Anié", "town", 1.1956, 7.7500, "TG", population=37_398, alternates="Ana"),
    ImportedPlace("geonames:350203", "Rosetta", "city", 30.4164, 31.3996, "EG", population=301_795, alternates="Rashid"),
    ImportedPlace("geonames:615607", "Baghdati", "village", 42.8266, 42.0694, "GE", population=2_412, alternates="Baghdadi"),
    ImportedPlace("geonames:7802746", "Sadr City", "city", 44.4583, 33.3892, "IQ", population=1_030_000, alternates="Sadr"),
    ImportedPlace("geonames:92138", "Al Qa'im", "town", 40.9894, 34.3925, "IQ", population=74_100),
    ImportedPlace("geonames:11176129", "Ar Riyāḑ", "village", 36.7945, 34.7998, "SY"),
    ImportedPlace("geonames:760584", "Rawa Mazowiecka", "town", 20.2552, 51.7644, "PL", population=17_770, alternates="Rawa"),
    ImportedPlace("geonames:92002", "Ruwandiz", "town", 44.5247, 36.6119, "IQ", population=17_000, alternates="Rawanduz"),
    ImportedPlace("geonames:5549222", "Washington", "town", -113.5083, 37.1305, "US", population=24_299),
    ImportedPlace("geonames:2634715", "Washington", "city", -1.5169, 54.9000, "GB", population=67_085),
    ImportedPlace("geonames:4174715", "Tallahassee", "city", -84.2807, 30.4383, "US", population=189_907),
)


class Namesakes:
    source = Source(id="geonames", title="GeoNames", licence="CC BY 4.0", attribution="GeoNames (CC BY 4.0)")

    def rows(self, tally):
        tally.read += len(NAMESAKES)
        yield list(NAMESAKES)


@pytest.fixture(scope="module")
def gazetteers(tmp_path_factory):
    path: Path = tmp_path_factory.mktemp("store") / "namesakes.gazetteer"
    build_store(path, [Namesakes()])
    return {"packaged": load_gazetteer(), "with namesakes": load_gazetteer(path)}


@pytest.mark.parametrize("which", ["packaged", "with namesakes"])
@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.text[:40])
def test_a_name_that_leads_astray_leads_nowhere_wrong(trap, which, gazetteers):
    assert faults(trap, gazetteers[which]) == []
