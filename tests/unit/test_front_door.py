from __future__ import annotations

import subprocess
import sys

import pytest

import geomap


def test_every_public_name_is_there():
    assert geomap.__all__ == sorted(geomap.__all__, key=lambda name: (name[0].islower(), name))
    for name in geomap.__all__:
        assert getattr(geomap, name) is not None
    with pytest.raises(AttributeError):
        _ = geomap.nonsense


def test_importing_geomap_imports_nothing_heavy():
    code = "import sys, geomap; sys.exit(sorted({'folium', 'geopandas', 'shapely', 'trafilatura'} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
