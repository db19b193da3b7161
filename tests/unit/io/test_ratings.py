from __future__ import annotations

import pytest

from geomap.errors import ProblemsError
from geomap.io import read_ratings


def test_ratings_are_read(tmp_path):
    path = tmp_path / "sources.csv"
    path.write_text("source,reliability,credibility,camp\nHill Radio,D,4,north\n", encoding="utf-8")
    assert read_ratings(path) == [{"source": "Hill Radio", "reliability": "D", "credibility": "4", "camp": "north"}]


@pytest.mark.parametrize("content", [b"outlet,grade\nx,A\n", bytes(range(256)) * 8])
def test_what_is_no_table_of_ratings_is_refused(tmp_path, content):
    path = tmp_path / "sources.csv"
    path.write_bytes(content)
    with pytest.raises(ProblemsError, match=r"sources\.csv"):
        read_ratings(path)
