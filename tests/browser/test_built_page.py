"""The page as a user gets it: built from reports by the command, opened from disk."""

from __future__ import annotations

import pytest

from geomap.cli.main import main
from geomap.io import sample_reports


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    page = tmp_path_factory.mktemp("built") / "iraq.html"
    inputs = [str(path) for path in sample_reports()]
    assert main(["build", *inputs, "--no-world", "--focus", "IQ,SY", "--as-of", "2014-06-22", "-o", str(page)]) == 0
    return page


def test_the_marks_of_22_june_are_there_with_their_hooks(built, open_page):
    opened = open_page(built)
    states = {mark["geomapId"]: mark for mark in opened.marks('[data-geomap-kind="state"]')}
    rawa = next(mark for key, mark in states.items() if key.startswith("iq-rawa@"))
    assert (rawa["geomapStatus"], rawa["geomapActor"]) == ("held", "islamic-state")
    crossings = opened.marks('[data-geomap-kind="crossing"]')
    assert any("al-qaim" in mark["geomapId"] for mark in crossings)
    opened.clean()


def test_the_slider_changes_them(built, open_page):
    opened = open_page(built)
    june = opened.ids()
    opened.js("geomap.setAsOf('2014-01-06')")
    january = opened.ids()
    assert any(key.startswith("iq-fallujah@") for key in january)
    assert not any(key.startswith(("iq-rawa@", "iq-mosul@", "iq-tikrit@")) for key in january)
    assert june != january
    opened.clean()


def test_a_card_shows_the_words_and_who_said_them(built, open_page):
    opened = open_page(built)
    key = next(mark["geomapId"] for mark in opened.marks() if mark["geomapId"].startswith("iq-rutba@"))
    opened.js("id => geomap.select(id)", key)
    text = opened.page.locator("body").inner_text()
    assert "the militants seized Rutba" in text
    assert "local officials" in text
    opened.clean()


def test_the_five_articles_make_a_clean_page(shared, tmp_path, open_page):
    page = tmp_path / "seeds.html"
    assert main(["build", str(shared / "seeds" / "articles"), "--no-world", "--as-of", "2014-06-22", "-o", str(page)]) == 0
    opened = open_page(page)
    drawn = {mark["geomapId"].partition("@")[0]: mark for mark in opened.marks()}
    for place_id in ("iq-rawa", "iq-ana", "iq-mosul", "iq-tikrit", "iq-fallujah", "iq-ramadi"):
        assert drawn[place_id]["geomapStatus"]
    for place_id in ("iq-al-qaim-crossing", "iq-al-walid-crossing", "iq-rabia-crossing"):
        assert drawn[place_id]["geomapKind"] == "crossing"
    assert page.stat().st_size < 500_000
    opened.clean()
