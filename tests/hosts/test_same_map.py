"""The figure is the same map as the page: on every day the same marks, with the same status and the same holders."""

from __future__ import annotations

import json
from datetime import date, timedelta
from importlib import resources

import pytest
from mapspec_sample import D0, D1, D2, D3, eventful_map

from geomap.figure import drawn_marks
from geomap.figure.shapes import SITE_KINDS, glyph
from geomap.layers.styles import GLYPHS
from geomap.web import render_page

DAYS = (D0, D0 + timedelta(days=5), D1, D2 - timedelta(days=1), D2)
ON_PAGE = """() => [...document.querySelectorAll('[data-geomap-id]')].map(
  one => [one.dataset.geomapId, one.dataset.geomapKind, one.dataset.geomapStatus, one.dataset.geomapActor])"""


def _figure(day: date, known_by: date | None = None) -> set[tuple[str, str, str, str]]:
    marks = drawn_marks(eventful_map(), on=day, known_by=known_by)
    return {(mark.id, mark.kind, mark.status, mark.holders[0] if mark.holders else "") for mark in marks}


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_content(render_page(eventful_map()))
    page.evaluate("window.geomap.ready.then(() => true)")
    yield page
    context.close()


@pytest.mark.parametrize("day", DAYS)
def test_page_and_figure_draw_the_same_marks(page, day):
    page.evaluate("day => window.geomap.setAsOf(day)", day.isoformat())
    assert {tuple(one) for one in page.evaluate(ON_PAGE)} == _figure(day)


def test_the_days_compared_show_advances_and_fronts():
    drawn = {(kind, status) for day in DAYS for _, kind, status, _ in _figure(day)}
    assert {("claim", "advance"), ("claim", "attack"), ("front", "contested"), ("area", "held")} <= drawn


@pytest.mark.parametrize("known_by", [D0, D1, D2, D3])
def test_page_and_figure_know_the_same(page, known_by):
    page.evaluate(
        "([day, known]) => { window.geomap.setAsOf(day); window.geomap.setKnownBy(known); }", [D2.isoformat(), known_by.isoformat()]
    )
    drawn = {tuple(one) for one in page.evaluate(ON_PAGE)}
    page.evaluate("window.geomap.setKnownBy(null)")
    assert drawn == _figure(D2, known_by)


def test_the_table_of_the_page_lists_what_the_figure_draws(page):
    page.evaluate("day => window.geomap.setAsOf(day)", D2.isoformat())
    rows = {row["id"]: row["status"] for row in page.evaluate("window.geomap.table()")}
    words = dict(eventful_map().words)
    drawn = {mark.id: mark for mark in drawn_marks(eventful_map(), on=D2)}
    assert rows.keys() == drawn.keys()
    for identity, mark in drawn.items():
        if mark.kind == "state":
            assert rows[identity].startswith(words[f"status.{mark.status}"])


def test_page_and_figure_have_the_same_shapes_and_signs():
    art = json.loads((resources.files("geomap.web") / "glyphs.json").read_text("utf-8"))
    assert set(art["shapes"]) == set(GLYPHS)
    assert set(art["sites"]) == set(SITE_KINDS)
    assert len({glyph(name, 1.0).wkt for name in GLYPHS}) == len(GLYPHS)
