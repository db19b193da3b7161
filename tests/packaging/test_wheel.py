"""The wheel, installed in an empty environment and run from another folder."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)], check=True, capture_output=True
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_the_gazetteer_the_page_and_the_sample(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in ("geomap/_gazetteer/places.csv", "geomap/_gazetteer/outlines/theatre_admin0.geojson", "geomap/py.typed"):
        assert needed in names
    assert any(name.startswith("geomap/web/templates/") for name in names)
    assert any(name.startswith("geomap/sample/") and name.endswith(".md") for name in names)
    assert not any("maintain/" in name or name.startswith("tests/") for name in names)


def test_it_works_installed_elsewhere(wheel, tmp_path):
    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    purelib = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True, text=True
    ).stdout.strip()
    # The dependencies come from this environment, so that no test reaches a network; geomap itself does not:
    # its editable install is a .pth file, and those are only read in a site directory.
    (Path(purelib) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", purelib, str(wheel)],
        check=True,
        capture_output=True,
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    where = subprocess.run(
        [python, "-c", "import geomap; print(geomap.__file__)"], check=True, capture_output=True, text=True, cwd=elsewhere
    ).stdout.strip()
    assert where.startswith(str(home))
    done = subprocess.run([python, "-m", "geomap", "demo", "-o", "maps"], capture_output=True, text=True, cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    (page,) = (elsewhere / "maps").glob("*.html")
    assert "geomap-data" in page.read_text(encoding="utf-8")
