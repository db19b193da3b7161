from __future__ import annotations

import pytest

from geomap.errors import OutputError, UsageError
from geomap.io import check_output


def test_a_good_path_is_good(tmp_path):
    check_output(tmp_path / "map.html", (".html",))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "error", "words"), [("map.pdf", UsageError, r"\.html"), ("no/map.html", OutputError, "mkdir"), ("", OutputError, "folder")]
)
def test_a_bad_path_is_found_before_the_work(tmp_path, name, error, words):
    with pytest.raises(error, match=words):
        check_output(tmp_path / name, (".html",))
