from pathlib import Path

import pytest

from geomap.gazetteer import Gazetteer, load_gazetteer

MINI = Path(__file__).parents[2] / "mini_gazetteer"


@pytest.fixture(scope="session")
def mini() -> Gazetteer:
    return load_gazetteer(MINI, base=False)
