from pathlib import Path

import pytest

from geomap.gazetteer import Gazetteer, load_gazetteer

MINI = Path(__file__).parents[2] / "mini_gazetteer"


@pytest.fixture(scope="session")
def mini() -> Gazetteer:
    return load_gazetteer(MINI, base=False)


@pytest.fixture
def mini_folder(tmp_path: Path) -> Path:
    """A copy of the invented world that a test may spoil."""
    import shutil

    return shutil.copytree(MINI, tmp_path / "mini")
