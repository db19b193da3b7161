"""The map as an object."""

from __future__ import annotations

import base64

import pytest
from mapspec_sample import D0, sample_map

from geomap.embed import Map, View, read_page
from geomap.errors import MissingExtraError, OutputError, UsageError


@pytest.fixture(scope="module")
def drawn() -> Map:
    return Map(spec=sample_map())


def test_a_notebook_gets_html_a_picture_and_words(drawn):
    bundle = drawn._repr_mimebundle_()
    assert set(bundle) == {"text/html", "image/png", "text/plain"}
    assert bundle["text/html"].startswith("<iframe ")
    assert "\n\n" not in bundle["text/html"]
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert bundle["text/plain"].startswith("Map: Dawn Front")


def test_without_matplotlib_the_picture_is_left_out(drawn, monkeypatch):
    def missing(*_: object, **__: object) -> None:
        raise MissingExtraError("figures need matplotlib, which is not installed")

    monkeypatch.setattr(Map, "figure", missing)
    assert set(drawn._repr_mimebundle_()) == {"text/html", "text/plain"}


def test_save_writes_what_the_ending_says(drawn, tmp_path):
    assert read_page(drawn.save(tmp_path / "map.html")).title == "Dawn Front takes the river road"
    assert drawn.save(str(tmp_path / "map.svg")).read_text("utf-8").startswith("<?xml")
    assert drawn.save(tmp_path / "map.docx").read_bytes().startswith(b"PK")
    with pytest.raises(UsageError, match="format"):
        drawn.save(tmp_path / "map.gif")
    with pytest.raises(OutputError, match="folder"):
        drawn.save(tmp_path / "missing" / "map.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.docx", "map.html", "map.svg"]


def test_another_day_goes_everywhere(drawn):
    early = drawn.at(D0)
    assert "1 March 2031" in early.alt
    assert "day=2031-03-01" in early.to_iframe("map.html")
    assert "geomap:view" in early.to_iframe()
    assert "2031-03-01" in repr(early)


def test_a_view_goes_into_the_frame(drawn):
    assert "mode=locked" in drawn.to_iframe("map.html", view=View(locked=True))
