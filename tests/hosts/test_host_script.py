"""The host script: whom it believes, and what it does."""

from __future__ import annotations

import pytest
from hosting import Site, article, maps_in

from geomap.embed import embed_page, host_script

FAKE = """<!DOCTYPE html><title>No map</title><script>
  window.say = message => parent.postMessage(message, "*");
  addEventListener("message", event => { window.heard = (window.heard || []).concat([event.data]); });
</script>"""
WATCH = """<script>window.told = [];
for (const type of ["ready", "selected", "resize"])
  addEventListener("geomap:" + type, event => told.push([type, event.detail]));</script>"""


def _open(site: Site, *frames: str):
    site.write("fake.html", FAKE)
    site.write("host.js", host_script())
    site.write("article.html", article(*frames, head=f'{WATCH}<script src="host.js" defer></script>'))
    page = site.open("article.html", height=500)
    page.wait_for_load_state("load")
    return page


def _fake(extra: str = 'sandbox="allow-scripts"', look: str = "height:600px") -> str:
    return f'<iframe id="map" src="fake.html" data-geomap-frame data-geomap-max-height="900" {extra} style="width:100%;{look}"></iframe>'


def _say(page, *messages) -> list:
    frame = page.query_selector("iframe").content_frame()
    for message in messages:
        frame.evaluate("message => say(message)", message)
    page.wait_for_timeout(150)
    return page.evaluate("told")


def _height(page) -> int:
    return page.evaluate("document.querySelector('iframe').clientHeight")


def test_messages_of_the_right_form_become_events(site):
    page = _open(site, _fake())
    told = _say(page, {"type": "geomap:ready", "asOf": "2031-04-02"}, {"type": "geomap:selected", "id": "s1", "place": "p1"})
    assert told == [["ready", {"asOf": "2031-04-02"}], ["selected", {"id": "s1", "place": "p1"}]]


@pytest.mark.parametrize(
    "message",
    [
        "geomap:resize",
        None,
        ["geomap:resize"],
        {"type": "geomap:resize"},
        {"type": "geomap:resize", "height": "900"},
        {"type": "geomap:resize", "height": -5},
        {"type": "geomap:selected", "id": 7},
        {"type": "geomap:navigate", "url": "javascript:alert(1)"},
        {"type": "other:resize", "height": 700},
        {"type": {"toString": 1}},
    ],
)
def test_messages_of_another_form_are_ignored(site, message):
    page = _open(site, _fake())
    assert _say(page, message) == []
    assert _height(page) == 600


def test_a_frame_that_is_no_map_is_not_believed(site):
    page = _open(site, _fake(), _fake().replace("data-geomap-frame", "data-advert"))
    stranger = page.query_selector_all("iframe")[1].content_frame()
    stranger.evaluate("say({type: 'geomap:resize', height: 800})")
    page.evaluate("window.postMessage({type: 'geomap:resize', height: 800}, '*')")
    page.wait_for_timeout(150)
    assert page.evaluate("told") == []
    assert _height(page) == 600


def test_a_frame_that_went_to_another_origin_is_not_believed(site):
    elsewhere = _open(site, _fake()).url.replace("article.html", "fake.html")
    page = _open(site, _fake(extra=""))
    assert _say(page, {"type": "geomap:ready", "asOf": "2031-04-02"}) == [["ready", {"asOf": "2031-04-02"}]]
    page.query_selector("iframe").content_frame().goto(elsewhere)
    assert len(_say(page, {"type": "geomap:resize", "height": 800})) == 1
    assert _height(page) == 600


def test_a_frame_grows_up_to_its_most_and_two_steps_a_width(site):
    page = _open(site, _fake())
    _say(page, {"type": "geomap:resize", "height": 5000})
    assert _height(page) == 900
    _say(page, {"type": "geomap:resize", "height": 700}, {"type": "geomap:resize", "height": 800}, {"type": "geomap:resize", "height": 850})
    assert _height(page) == 700


def test_a_frame_whose_lower_edge_is_in_sight_waits(site):
    page = _open(site, _fake(look="height:200px"))
    _say(page, {"type": "geomap:resize", "height": 800})
    assert _height(page) == 200
    page.evaluate("document.body.style.paddingBottom = '3000px'; scrollTo(0, 1500)")
    page.wait_for_timeout(200)
    assert _height(page) == 800


def test_the_host_sets_day_and_selection_even_before_the_map_is_there(site):
    page = _open(site, _fake())
    page.evaluate(
        "geomapHost.setAsOf(document.querySelector('iframe'), '2031-03-01'); geomapHost.select(document.querySelector('iframe'), 'p1')"
    )
    _say(page, {"type": "geomap:ready", "asOf": "2031-04-02"})
    heard = page.query_selector("iframe").content_frame().evaluate("heard")
    assert {"type": "geomap:set-as-of", "date": "2031-03-01"} in heard
    assert {"type": "geomap:select", "id": "p1"} in heard


def test_a_day_that_is_none_is_refused(site):
    page = _open(site, _fake())
    with pytest.raises(Exception, match="YYYY-MM-DD"):
        page.evaluate("geomapHost.setAsOf(document.querySelector('iframe'), 'soon')")


def test_a_scrolling_article_sets_the_day_of_a_real_map(site, page_html):
    site.write("map.html", page_html)
    site.write("host.js", host_script())
    frame = embed_page(site.folder / "map.html").replace("<iframe ", '<iframe id="map" ')
    steps = "".join(
        f'<p data-geomap-for="map" data-geomap-day="{day}" style="height:700px">{day}</p>' for day in ("2031-03-01", "2031-03-14")
    )
    site.write("article.html", article(frame, steps, head='<script src="host.js" defer></script>'))
    page = site.open("article.html")
    (shown,) = maps_in(page)
    for day in ("2031-03-01", "2031-03-14"):
        page.evaluate("day => document.querySelector(`[data-geomap-day='${day}']`).scrollIntoView({block: 'center'})", day)
        # Frames out of sight are drawn rarely; ask by the clock.
        shown.wait_for_function("day => window.geomap.asOf === day", arg=day, polling=100)
    assert site.errors == []
