"""Reading a finished page back."""

from __future__ import annotations

from datetime import date

import pytest
from mapspec_sample import sample_map

from geomap.embed import read_page
from geomap.errors import InputError


def test_a_page_says_what_it_is(page_html, tmp_path):
    path = tmp_path / "map.html"
    path.write_text(page_html, encoding="utf-8")
    page = read_page(path)
    assert page.title == "Dawn Front takes the river road"
    assert page.lang == "en"
    assert page.as_of == date(2031, 4, 2)
    assert page.inputs_sha256 == "0" * 64
    assert page.path == path


def test_the_map_in_the_page_comes_back(page_html):
    spec = read_page(page_html).spec()
    assert spec.states == sample_map().states
    assert spec.crossing_states == sample_map().crossing_states


def test_hostile_titles_come_back_as_they_were(hostile_html):
    assert "</script></iframe>" in read_page(hostile_html).title


@pytest.mark.parametrize("text", ["", "<html><title>Something else</title></html>", "not html at all"])
def test_a_page_of_another_maker_is_refused(text):
    with pytest.raises(InputError, match="no page made by geomap"):
        read_page(text)


def test_files_that_cannot_be_read_are_named(tmp_path):
    with pytest.raises(InputError, match=r"missing\.html"):
        read_page(tmp_path / "missing.html")
    (tmp_path / "binary.html").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        read_page(tmp_path / "binary.html")


def test_a_page_whose_data_was_edited_says_so(page_html):
    broken = page_html.replace('"format":"geomap-map/1"', '"format":"other"')
    with pytest.raises(InputError, match="build the page again"):
        read_page(broken).spec()
