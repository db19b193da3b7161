"""A plain article: frames, several maps, strict policies, hidden tabs, no scripts."""

from __future__ import annotations

from datetime import date

import pytest
from hosting import Site, article, maps_in, marks_of
from playwright.sync_api import expect

import geomap
from geomap.embed import View, embed_page, host_script

SHIFTS = """() => { window.shift = 0; new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({type: "layout-shift", buffered: true}); }"""
SCRIPT = '<script src="host.js" defer></script>'


@pytest.fixture
def hosted(site: Site, page_html: str) -> Site:
    site.write("map.html", page_html)
    site.write("host.js", host_script())
    return site


def _frame(site: Site, **options) -> str:
    return embed_page(site.folder / "map.html", **options)


def test_three_maps_in_one_article_ask_for_nothing_complain_of_nothing_and_do_not_jump(hosted):
    parts = [_frame(hosted, view=View(as_of=day)) for day in (date(2031, 3, 1), date(2031, 3, 14), date(2031, 4, 2))]
    hosted.write("article.html", article(*parts, head=SCRIPT))
    page = hosted.open("article.html")
    page.evaluate(SHIFTS)
    counts = [marks_of(frame) for frame in maps_in(page)]
    page.wait_for_timeout(600)
    assert counts[0] < counts[1] < counts[2]
    assert set(hosted.asked) == {"article.html", "host.js", *(name for name in hosted.asked if name.startswith("map.html"))}
    assert hosted.errors == []
    assert page.evaluate("window.shift") < 0.1


def test_three_maps_of_the_seed_articles_do_not_either(site, shared):
    site.write("map.html", geomap.render_map(geomap.run([shared / "seeds" / "articles"])))
    site.write("host.js", host_script())
    parts = [_frame(site, view=View(as_of=day)) for day in (date(2014, 1, 6), date(2014, 6, 9), date(2014, 6, 23))]
    site.write("article.html", article(*parts, head=SCRIPT))
    page = site.open("article.html")
    page.evaluate(SHIFTS)
    counts = [marks_of(frame) for frame in maps_in(page)]
    page.wait_for_timeout(1000)
    shift = page.evaluate("window.shift")
    print(f"layout shift {shift:.3f}")
    assert counts[0] < counts[2]
    assert set(site.asked) == {"article.html", "host.js", *(name for name in site.asked if name.startswith("map.html"))}
    assert site.errors == []
    assert shift < 0.1


def test_a_frame_grows_to_its_map_and_no_further_than_it_may(hosted):
    hosted.write("article.html", article(_frame(hosted), head=SCRIPT))
    page = hosted.open("article.html", width=1200, height=600)
    (frame,) = maps_in(page)
    page.wait_for_function("document.querySelector('iframe').style.height !== ''")
    height = page.evaluate("document.querySelector('iframe').clientHeight")
    assert 700 < height <= 1600
    assert abs(height - frame.evaluate("document.documentElement.scrollHeight")) < 3


def test_without_the_host_script_the_frame_keeps_its_ratio(hosted):
    hosted.write("article.html", article(_frame(hosted)))
    page = hosted.open("article.html")
    maps_in(page)
    box = page.query_selector("iframe").bounding_box()
    assert box["height"] == pytest.approx(max(640, box["width"] * 3 / 4), abs=1)


def test_the_whole_page_in_srcdoc_draws_under_the_sandbox_without_a_request(site, page_html):
    site.write("article.html", article(*[embed_page(page_html, form="srcdoc")] * 2))
    page = site.open("article.html")
    assert [marks_of(frame) > 10 for frame in maps_in(page)] == [True, True]
    assert site.asked == ["article.html"]
    assert site.errors == []


def test_a_locked_map_shows_its_day_and_has_no_controls(site, page_html):
    view = View(as_of=date(2031, 3, 1), locked=True)
    site.write("article.html", article(embed_page(page_html, form="srcdoc", view=view), embed_page(page_html, form="srcdoc")))
    locked, free = maps_in(site.open("article.html"))
    expect(locked.locator("#gm-subtitle")).to_contain_text("1 March 2031")
    assert marks_of(locked) < marks_of(free)
    for control in ("#gm-range", "#gm-search", "#gm-by", ".leaflet-control-zoom"):
        expect(locked.locator(control).first).to_be_hidden()
        expect(free.locator(control).first).to_be_visible()


def test_the_wheel_scrolls_the_article_and_not_the_map(hosted):
    hosted.write("article.html", article(_frame(hosted)))
    page = hosted.open("article.html")
    (frame,) = maps_in(page)
    before = frame.evaluate("document.querySelector('.leaflet-proxy').style.transform")
    page.hover("iframe")
    page.mouse.wheel(0, 240)
    page.wait_for_timeout(400)
    assert frame.evaluate("document.querySelector('.leaflet-proxy').style.transform") == before


def test_a_strict_policy_of_the_article_lets_the_frame_in_by_its_address(hosted):
    hosted.policy = "default-src 'none'; frame-src 'self'; style-src 'unsafe-inline'; img-src data:; script-src 'self'"
    hosted.write("article.html", article(_frame(hosted), head=SCRIPT))
    (frame,) = maps_in(hosted.open("article.html"))
    assert marks_of(frame) > 10
    assert hosted.errors == []


def test_under_a_policy_that_srcdoc_inherits_the_drawing_and_the_table_stand(site, page_html):
    site.policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    site.write("article.html", article(embed_page(page_html, form="srcdoc")))
    page = site.open("article.html")
    frame = page.query_selector("iframe").content_frame()
    expect(frame.locator("svg.gm-drawing")).to_be_visible()
    expect(frame.locator("#geomap-table tbody tr").first).to_be_attached()


@pytest.mark.parametrize("hide", ["details", "tab"])
def test_a_map_that_is_hidden_at_first_fits_when_it_is_shown(hosted, hide):
    frame = _frame(hosted).replace('loading="lazy" ', "")
    wrapped = (
        f"<details><summary>Show</summary>{frame}</details>"
        if hide == "details"
        else f'<button>Show</button><div style="display:none">{frame}</div>'
    )
    hosted.write("article.html", article(wrapped))
    page = hosted.open("article.html")
    page.wait_for_timeout(500)
    if hide == "details":
        page.click("summary")
    else:
        page.evaluate("document.querySelector('div').style.display = 'block'")
    (shown,) = maps_in(page)
    visible = shown.wait_for_function(
        """() => [...document.querySelectorAll('.gm-mark')].filter(mark => {
          const box = mark.getBoundingClientRect(); const map = document.querySelector('#geomap-map').getBoundingClientRect();
          return box.left >= map.left && box.right <= map.right && box.top >= map.top && box.bottom <= map.bottom;
        }).length"""
    )
    assert visible.json_value() >= 10


def test_without_scripts_the_reader_gets_a_drawing_and_the_table(hosted):
    hosted.write("article.html", article(_frame(hosted)))
    page = hosted.open("article.html", java_script_enabled=False)
    frame = page.frame_locator("iframe")
    expect(frame.locator("svg.gm-drawing")).to_be_visible()
    expect(frame.locator("#geomap-table tbody tr").first).to_be_attached()


def test_the_fragment_needs_neither_frame_nor_script(site, page_html):
    site.policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    part = embed_page(page_html, form="fragment")
    site.write("article.html", article(part))
    page = site.open("article.html", java_script_enabled=False)
    image = page.locator(".geomap-fragment img")
    expect(image).to_be_visible()
    box = image.bounding_box()
    assert box["height"] / box["width"] > 0.5
    assert site.errors == []
    assert site.asked == ["article.html"]


def test_on_a_telephone_nothing_sticks_out(hosted):
    hosted.write("article.html", article(_frame(hosted), head='<meta name="viewport" content="width=device-width">' + SCRIPT))
    page = hosted.open("article.html", width=360, height=640, has_touch=True)
    (frame,) = maps_in(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert frame.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_filter_that_removes_frames_leaves_title_and_link(hosted):
    """WordPress takes frames out for authors without the right `unfiltered_html`; what is left must still be of use."""
    nh3 = pytest.importorskip("nh3", reason="needs nh3: pip install --group hosts")

    left = nh3.clean(_frame(hosted))
    assert "<iframe" not in left
    assert '<a href="map.html"' in left
    assert "Dawn Front takes the river road" in left


def test_a_filter_that_keeps_frames_and_takes_styles_leaves_a_map_of_full_size(hosted):
    nh3 = pytest.importorskip("nh3", reason="needs nh3: pip install --group hosts")
    kept = {"iframe": {"src", "title", "width", "height", "sandbox", "loading", "data-geomap-frame"}}
    hosted.write("article.html", article(nh3.clean(_frame(hosted), tags={"iframe"}, attributes=kept)))
    page = hosted.open("article.html")
    (frame,) = maps_in(page)
    assert marks_of(frame) > 10
    assert page.query_selector("iframe").bounding_box()["height"] >= 640
    assert hosted.errors == []
