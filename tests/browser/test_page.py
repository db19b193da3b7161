"""The finished page in a browser: what is drawn, what a reader can do, and what never happens."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe

from geomap.layers import StoryStep
from geomap.layers.headline import build_headline, states_on
from geomap.layers.words import load_words
from geomap.model import ControlStatus, PlaceKind
from tests.map_sample import AREAS, DAY, EARLY, FRONTS, HOSTILE, World, hostile_map, place, sample_map, state, world

STEPS = (
    StoryStep(title="First", text="Lund goes first.", day=EARLY, place_id="lund"),
    StoryStep(title="Then", text=HOSTILE, day=DAY),
)
POINTS = {"kron", "birk", "alm", "esk", "fyr", "gard", "holm", "ivar", "juel"}


def test_the_page_asks_for_nothing_and_complains_of_nothing(open_page) -> None:
    opened = open_page(sample_map())
    opened.page.wait_for_timeout(300)
    opened.clean()


def test_every_state_of_the_day_is_drawn_with_its_hooks(open_page) -> None:
    marks = {mark["geomapId"]: mark for mark in open_page(sample_map()).marks()}
    assert {mark["geomapPlace"] for mark in marks.values() if mark["geomapKind"] == "state"} == POINTS | {"lund", "ostmark"}
    assert {mark["geomapPlace"] for mark in marks.values() if mark["geomapKind"] == "crossing"} == {"gate-south", "gate-north"}
    assert {mark["geomapPlace"]: mark["geomapStatus"] for mark in marks.values() if mark["geomapKind"] == "claim"} == {
        "kron": "attack",
        "holm": "advance",
    }
    fyr = next(mark for mark in marks.values() if mark["geomapPlace"] == "fyr")
    assert (fyr["geomapStatus"], fyr["geomapActor"]) == ("contested", "league")
    assert fyr["label"] == "Fyr: contested, River League and Crown of Nord, against Crown of Nord"


def test_the_map_opens_on_its_day_and_answers_for_it(open_page) -> None:
    opened = open_page(sample_map())
    assert opened.js("geomap.asOf") == "2031-06-20"
    assert set(opened.js("geomap.visible()")) == opened.ids()
    assert len(opened.js("geomap.table()")) == 15
    assert opened.page.locator(".gm-static").count() == 0


def test_the_slider_changes_the_marks_and_the_title(open_page) -> None:
    opened = open_page(sample_map())
    before = opened.ids()
    opened.page.locator("#gm-range").evaluate("(e) => { e.value = e.min; e.dispatchEvent(new Event('input', {bubbles: true})); }")
    assert opened.js("geomap.asOf") == EARLY.isoformat()
    assert opened.ids() == {f"lund@{EARLY}"} != before
    assert opened.page.locator("#gm-title").inner_text() == "River League in control of Lund"
    opened.page.get_by_role("button", name="Next change").click()
    assert opened.js("geomap.asOf") == "2031-06-10"
    assert {mark["geomapPlace"] for mark in opened.marks()} == {"lund", "birk"}
    opened.page.get_by_role("button", name="Next change").click()
    assert [mark["geomapKind"] for mark in opened.marks()].count("claim") == 1
    opened.clean()


@pytest.mark.parametrize("lang", ["en", "ar", "fr"])
def test_the_title_of_the_page_counts_like_that_of_the_builder(open_page, lang: str) -> None:
    spec = sample_map(lang=lang)
    opened = open_page(spec)
    places = {place.id: place for place in spec.places}
    for day in spec.dates:
        opened.js("(day) => geomap.setAsOf(day)", day.isoformat())
        expected = build_headline(states_on(spec.states, day), places, spec.actors, day=day, words=load_words(lang), where=spec.where)
        assert (opened.page.locator("#gm-title").inner_text(), opened.page.locator("#gm-subtitle").inner_text()) == expected


def test_a_card_shows_quotation_speaker_source_date_and_modality(open_page) -> None:
    opened = open_page(sample_map())
    opened.page.locator('[data-geomap-place="alm"]').click()
    card = opened.page.locator("#gm-card")
    text = card.inner_text()
    for words in (
        "Alm",
        "shopkeepers of Alm saw the garrison leave",
        "shopkeepers",
        "North Wire",
        "20 June 2031",
        "reported",
        "claimed by a party",
    ):
        assert words in text
    assert "Crown of Nord" in card.locator(".gm-views").inner_text()
    assert card.locator("a").first.get_attribute("href") == "https://example.org/wire"
    assert card.locator("[data-geomap-claim]").count() == 2


def test_the_card_of_an_inferred_state_says_so(open_page) -> None:
    opened = open_page(sample_map())
    opened.js("geomap.select('gate-north')")
    text = opened.page.locator("#gm-card").inner_text()
    assert "do not name this place" in text and "leaving the last of the two gates" in text and "restricted" in text


def test_hostile_words_stay_words_in_every_field(open_page) -> None:
    opened = open_page(hostile_map())
    opened.page.wait_for_timeout(200)
    opened.clean()
    for mark in opened.js("geomap.visible()"):
        opened.js("(id) => geomap.select(id)", mark)
        shown = opened.page.locator("#gm-card").text_content()
        assert HOSTILE in shown
    assert opened.page.locator("#gm-title").text_content() == HOSTILE
    assert opened.page.title() == re.sub(r"\s+", " ", HOSTILE)
    assert HOSTILE in opened.page.locator("#geomap-table").text_content()
    opened.page.locator("#gm-more summary").click()
    opened.page.locator("#gm-sources li").first.wait_for()
    for control in ("#gm-by", "#gm-actors", "#gm-sources"):
        assert HOSTILE in opened.page.locator(control).text_content()
    assert opened.js("window.pwned") is None
    assert opened.page.locator("img, a[href^='javascript' i]").count() == 0
    opened.page.locator("#gm-search").fill("Kron")
    assert HOSTILE in opened.page.locator("#gm-hits").text_content()
    opened.clean()


def test_a_direction_mark_in_a_quotation_turns_nothing_outside_it(open_page) -> None:
    opened = open_page(hostile_map())
    opened.js("geomap.select('alm')")
    assert opened.page.locator(".gm-claim blockquote p").first.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"


def test_layers_switch_off_and_on(open_page) -> None:
    opened = open_page(sample_map())
    everything = opened.ids()
    switch = opened.page.locator('input[data-geomap-filter="actor:league"]')
    switch.uncheck()
    assert 0 < len(opened.ids()) < len(everything)
    assert all(
        "league" not in mark["geomapActor"] or mark["geomapStatus"] == "contested" for mark in opened.marks('[data-geomap-kind="state"]')
    )
    switch.check()
    assert opened.ids() == everything
    opened.page.locator('input[data-geomap-filter="status:crossing"]').uncheck()
    assert not opened.marks('[data-geomap-kind="crossing"]')


def test_the_legend_lists_what_is_drawn_and_nothing_else(open_page) -> None:
    opened = open_page(sample_map())
    assert "besieged" in opened.page.locator("#gm-statuses").inner_text()
    assert "no data" in opened.page.locator("#gm-signs").inner_text()
    opened.js("geomap.setAsOf('2031-01-05')")
    assert opened.page.locator("#gm-statuses li").count() == 1
    assert "besieged" not in opened.page.locator("#gm-statuses").inner_text()
    assert "disagree" not in opened.page.locator("#gm-signs").inner_text()


def test_according_to_a_camp_shows_its_word_only(open_page) -> None:
    opened = open_page(sample_map())
    opened.page.locator("#gm-by").select_option("camp:crown")
    (alm,) = opened.marks('[data-geomap-kind="state"]')
    assert (alm["geomapPlace"], alm["geomapActor"], alm["geomapStatus"]) == ("alm", "crown", "held")
    assert opened.page.locator("#gm-title").inner_text() == "Crown of Nord in control of Alm"
    assert "only: Crown of Nord" in opened.page.locator("#gm-subtitle").inner_text()


def test_according_to_a_source_shows_what_it_alone_says_of_each_place_and_day(open_page) -> None:
    opened = open_page(sample_map())
    opened.page.locator("#gm-by").select_option("source:Gazette")
    assert [(mark["geomapPlace"], mark["geomapStatus"]) for mark in opened.marks()] == [("alm", "claimed_only")]
    opened.page.locator("#gm-by").select_option("source:North Wire")
    told = {mark["geomapPlace"]: (mark["geomapStatus"], mark["geomapActor"]) for mark in opened.marks() if mark["geomapKind"] != "claim"}
    assert told == {
        "birk": ("held", "league"),
        "alm": ("held", "league"),
        "ivar": ("unknown", ""),
        "ostmark": ("held", "league"),
        "gate-north": ("held", "hill"),
    }
    assert "66 %" in opened.page.locator(".gm-pill").inner_text()
    opened.js("geomap.select('alm')")
    text = opened.page.locator("#gm-card").inner_text()
    assert "shopkeepers of Alm" in text and "the colonel called it" not in text
    # On an earlier day the same voice said something else, and nothing of Alm yet.
    opened.js("geomap.setAsOf('2031-06-10')")
    assert {mark["geomapPlace"] for mark in opened.marks('[data-geomap-kind="state"]')} == {"birk", "lund"}
    # What it had not said by then is not shown as known by then.
    opened.js("geomap.setAsOf('2031-06-20')")
    opened.js("geomap.setKnownBy('2031-06-01')")
    assert opened.marks('[data-geomap-kind="state"]') == []
    opened.clean()


def test_what_was_not_known_yet_can_be_left_out(open_page) -> None:
    spec = sample_map()
    late = tuple(replace(state, known_from=DAY) for state in spec.states)
    opened = open_page(replace(spec, states=late))
    opened.js("geomap.setAsOf('2031-06-10')")
    assert {mark["geomapPlace"] for mark in opened.marks()} == {"lund", "birk"}
    opened.page.locator("#gm-known").check()
    assert opened.marks() == []
    opened.js("geomap.setKnownBy('2031-06-20')")
    assert {mark["geomapPlace"] for mark in opened.marks()} == {"lund", "birk"}


def test_a_place_is_found_in_any_spelling(open_page) -> None:
    opened = open_page(sample_map())
    opened.page.locator("#gm-search").fill("بيرك")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#gm-card-title").inner_text() == "Birk"


def test_the_keyboard_alone_reaches_every_mark_and_its_card(open_page) -> None:
    opened = open_page(sample_map())
    stops = opened.page.locator("[data-geomap-id][tabindex='0']")
    assert stops.count() == 1
    stops.focus()
    seen = []
    for _ in range(len(opened.ids())):
        seen.append(opened.js("document.activeElement.dataset.geomapId"))
        opened.page.keyboard.press("ArrowRight")
    assert set(seen) == opened.ids()
    opened.page.keyboard.press("Enter")
    assert opened.js("document.activeElement.id") == "gm-card-title"
    opened.page.keyboard.press("Escape")
    assert opened.js("document.activeElement.dataset.geomapId") == seen[0]


def test_tab_reaches_every_kind_of_control_with_few_stops(open_page) -> None:
    opened = open_page(sample_map())
    reached = []
    for _ in range(40):
        opened.page.keyboard.press("Tab")
        reached.append(
            opened.js("(e => e.id || e.dataset.geomapId || e.dataset.geomapFilter || e.className || e.tagName)(document.activeElement)")
        )
    for control in ("gm-skip", "gm-play", "gm-prev", "gm-range", "gm-search", "gm-by"):
        assert control in reached, reached
    assert reached[0] == "gm-skip"


def test_a_change_of_date_is_announced(open_page) -> None:
    opened = open_page(sample_map())
    opened.page.get_by_role("button", name="Previous change").click()
    assert opened.page.locator("#gm-live").inner_text().startswith("18 June 2031. ")


@pytest.mark.parametrize(
    "context",
    [
        {},
        {"color_scheme": "dark"},
        {"width": 360, "height": 640},
        {"lang": "ar"},
        {"width": 320, "height": 640},
        {"lang": "ar", "color_scheme": "dark", "width": 320, "height": 640},
        {"lang": "fr", "opened": True},
        {"whole": True, "opened": True},
        {"selected": True},
        {"selected": True, "color_scheme": "dark", "width": 360, "height": 640},
    ],
    ids=str,
)
def test_axe_finds_nothing(open_page, context) -> None:
    options = dict(context)
    more = {"areas": AREAS, "fronts": FRONTS, "story": STEPS} if options.pop("whole", False) else {}
    spec = sample_map(lang=options.pop("lang", "en"), **more)
    selected, unfolded = options.pop("selected", False), options.pop("opened", False)
    opened = open_page(spec, bypass_csp=True, **options)
    if selected:
        opened.js("geomap.select('alm')")
    if unfolded:
        opened.js("document.querySelectorAll('details').forEach(e => { e.open = true; })")
        opened.page.locator("#gm-search").fill("al")
    found = Axe().run(opened.page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 360, 768, 1600])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_sticks_out_sideways(open_page, width: int, lang: str) -> None:
    opened = open_page(sample_map(lang=lang), width=width, height=640)
    assert opened.js("document.documentElement.scrollWidth") <= width
    opened.js("geomap.select('alm')")
    assert opened.js("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("more", [{}, {"areas": AREAS, "fronts": FRONTS, "story": STEPS}], ids=["plain", "whole"])
def test_targets_are_large_enough(open_page, width: int, more) -> None:
    opened = open_page(sample_map(**more), width=width, height=640)
    opened.js("document.querySelectorAll('details').forEach(e => { e.open = true; })")
    opened.js("geomap.select('alm')")
    small = opened.js("""() => [...document.querySelectorAll(
            'button, select, summary, input:not([type=checkbox]), .gm-mark, .gm-pillbox, label.gm-line, .leaflet-bar a')]
        .filter(e => e.offsetParent !== null).map(e => [e.id || e.className || e.textContent, e.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)""")
    assert small == []


def test_the_arabic_page_is_mirrored_and_uses_its_names_and_digits(open_page) -> None:
    opened = open_page(sample_map(lang="ar"))
    assert "٢٠ يونيو ٢٠٣١" in opened.page.locator("#gm-day").inner_text()
    assert any(mark["label"].startswith("كرون") for mark in opened.marks())
    side, stage = opened.page.locator(".gm-side").bounding_box(), opened.page.locator(".gm-stage").bounding_box()
    assert side["x"] < stage["x"]
    zoom, inset = opened.page.locator(".leaflet-control-zoom").bounding_box(), opened.page.locator(".gm-inset").bounding_box()
    assert zoom["x"] > inset["x"]
    assert "كم" in opened.page.locator(".leaflet-control-scale").inner_text()
    opened.clean()


def test_without_scripts_there_is_a_picture_and_a_table(open_page) -> None:
    opened = open_page(sample_map(), java_script_enabled=False)
    assert opened.page.locator("svg.gm-drawing").is_visible()
    assert opened.page.locator(".gm-noscript").is_visible()
    assert not opened.page.locator("#gm-range").is_visible()
    assert opened.page.locator("#geomap-table tbody tr").count() == 14
    opened.clean()


def test_print_keeps_title_day_legend_and_sources_and_drops_controls(open_page) -> None:
    opened = open_page(sample_map())
    opened.page.emulate_media(media="print")
    for kept in ("#gm-title", "#gm-subtitle", ".gm-map", ".gm-legend", "#geomap-table", ".gm-credits"):
        assert opened.page.locator(kept).is_visible(), kept
    for gone in (".gm-time", ".gm-search", ".gm-choices", ".leaflet-control-zoom"):
        assert not opened.page.locator(gone).is_visible(), gone
    assert opened.page.pdf()[:4] == b"%PDF"


def test_a_link_carries_day_and_selection(open_page) -> None:
    opened = open_page(sample_map(), fragment="#day=2031-06-10&select=birk%402031-06-10")
    assert opened.js("geomap.asOf") == "2031-06-10"
    assert opened.page.locator("#gm-card-title").inner_text() == "Birk"
    assert "day=2031-06-10" in opened.js("location.hash")


@pytest.mark.parametrize("fragment", ["#day=31-31&at=a,b,c", "#at=900,1,2&by=camp:none", "#%%%", "#select=%3Cimg%3E"])
def test_a_broken_link_opens_the_map_as_it_is(open_page, fragment: str) -> None:
    opened = open_page(sample_map(), fragment=fragment)
    assert opened.js("geomap.asOf") == DAY.isoformat()
    assert len(opened.ids()) == 15
    opened.clean()


def test_a_host_page_sets_the_day_and_hears_of_selections(open_page, tmp_path) -> None:
    from geomap.web import render_page

    (tmp_path / "map.html").write_text(render_page(sample_map()), encoding="utf-8")
    host = tmp_path / "host.html"
    host.write_text(
        "<!DOCTYPE html><title>h</title><iframe src='map.html' sandbox='allow-scripts' width='900' height='600'></iframe>"
        "<script>window.heard = []; addEventListener('message', e => heard.push(e.data));</script>",
        encoding="utf-8",
    )
    opened = open_page(host, wait=False)
    opened.page.wait_for_function("heard.some(m => m.type === 'geomap:ready')")
    opened.js("frames[0].postMessage({type: 'geomap:set-as-of', date: '2031-06-10'}, '*')")
    opened.js("frames[0].postMessage({type: 'geomap:set-as-of', date: 'never'}, '*')")
    opened.js("frames[0].postMessage({type: 'geomap:select', id: 'birk'}, '*')")
    opened.page.wait_for_function("heard.some(m => m.type === 'geomap:selected' && m.place === 'birk')")
    assert opened.js("heard.some(m => m.type === 'geomap:resize' && m.height > 300)")
    assert opened.page.frames[1].evaluate("geomap.asOf") == "2031-06-10"
    assert opened.errors == []


def test_a_hidden_frame_fits_when_it_is_shown(open_page, tmp_path) -> None:
    from geomap.web import render_page

    (tmp_path / "map.html").write_text(render_page(sample_map()), encoding="utf-8")
    host = tmp_path / "host.html"
    host.write_text(
        "<!DOCTYPE html><title>h</title><details><summary>s</summary><iframe src='map.html' width='900' height='600'></iframe></details>"
    )
    opened = open_page(host, wait=False)
    opened.page.locator("summary").click()
    frame = opened.page.frames[1]
    frame.evaluate("geomap.ready.then(() => true)")
    opened.page.wait_for_timeout(300)
    inside = frame.evaluate("""() => [...document.querySelectorAll('.gm-mark')].filter(e => { const b = e.getBoundingClientRect();
        const m = document.getElementById('geomap-map').getBoundingClientRect();
        return b.left >= m.left - 20 && b.right <= m.right + 20; }).length""")
    assert inside == 13


def test_the_story_leads_through_its_steps(open_page) -> None:
    opened = open_page(sample_map(story=STEPS))
    opened.page.locator("#gm-story-next").click()
    assert opened.js("geomap.asOf") == EARLY.isoformat()
    assert opened.page.locator("#gm-story-title").inner_text() == "First"
    opened.page.locator("#gm-story-next").click()
    assert opened.page.locator("#gm-story-text").text_content() == HOSTILE
    assert opened.js("geomap.asOf") == DAY.isoformat()
    opened.clean()


def test_the_table_sorts_and_filters(open_page) -> None:
    opened = open_page(sample_map())
    opened.page.locator("#geomap-table thead button").nth(0).click()
    rows = opened.page.locator("#geomap-table tbody th")
    first = rows.first.inner_text()
    opened.page.locator("#geomap-table thead button").nth(0).click()
    assert rows.first.inner_text() != first
    opened.page.locator("#gm-table-filter").fill("besieged")
    assert opened.page.locator("#geomap-table tbody tr").count() == 1


def test_no_name_lies_on_another_and_no_mark_on_another(open_page) -> None:
    opened = open_page(sample_map())
    overlaps = opened.js("""() => {
        const names = [...document.querySelectorAll('.gm-names text:not(.gm-n-water)')];
        const boxes = names.map(e => [e.textContent, e.getBoundingClientRect()]);
        const meet = (p, q) => p.left < q.right - 3 && q.left < p.right - 3 && p.top < q.bottom - 5 && q.top < p.bottom - 5;
        return boxes.flatMap(([a, p], i) => boxes.slice(i + 1).filter(([, q]) => meet(p, q)).map(([b]) => [a, b]));
      }""")
    assert overlaps == []
    # The sides of a crossing are isolated from each other (U+2066 to U+2069), so that they keep their places in any script.
    names = opened.js(r"[...document.querySelectorAll('.gm-names text')].map(e => e.textContent.replace(/[\u2066-\u2069]/g, ''))")
    assert {"Kron", "Birk", "Sundgate | Abu Sund"} <= set(names)


def test_users_layer_control_switches_our_layers(open_page) -> None:
    import folium

    from geomap.web import build_frame, finish_page

    spec = sample_map()
    frame = build_frame(spec)
    folium.LayerControl(collapsed=False).add_to(frame)
    opened = open_page(finish_page(frame, spec)["map.html"])
    assert opened.marks('[data-geomap-kind="crossing"]')
    opened.page.locator(".leaflet-control-layers-overlays label", has_text="Crossings").locator("input").uncheck()
    assert not opened.marks('[data-geomap-kind="crossing"]')
    opened.clean()


def test_the_page_works_with_its_files_beside_it(open_page, tmp_path) -> None:
    from geomap.web import AssetMode, render_files

    for name, text in render_files(sample_map(), stem="beside", assets=AssetMode.SIDECAR).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    opened = open_page(tmp_path / "beside.html")
    assert len(opened.ids()) == 15
    assert {url.rpartition("/")[2] for url in opened.asked} == {"beside.js", "beside.css"}
    assert opened.errors == []


def test_areas_are_shown_by_one_method_at_a_time_with_their_front(open_page) -> None:
    opened = open_page(sample_map(areas=AREAS, fronts=FRONTS))
    assert {mark["geomapId"] for mark in opened.marks('[data-geomap-kind="area"]')} == {"reach:league", "reach:crown", "reach:contested"}
    assert [mark["geomapId"] for mark in opened.marks('[data-geomap-kind="front"]')] == ["reach:crown/league"]
    opened.page.locator("#gm-method").select_option("corridors")
    assert {mark["geomapId"] for mark in opened.marks('[data-geomap-kind="area"]')} == {"corridors:league"}
    assert opened.marks('[data-geomap-kind="front"]') == []
    opened.js("geomap.select('corridors:league')")
    assert "methods differ" in opened.page.locator("#gm-card").inner_text().lower()
    opened.page.locator("#gm-method").select_option("")
    assert opened.marks('[data-geomap-kind="area"]') == []
    opened.clean()


def test_a_map_without_areas_has_no_choice_of_methods(open_page) -> None:
    assert not open_page(sample_map()).page.locator("#gm-methods").is_visible()


def test_the_map_is_fitted_to_the_paper_and_back(open_page) -> None:
    opened = open_page(sample_map())
    before = opened.page.locator("#geomap-map").bounding_box()
    opened.js("dispatchEvent(new Event('beforeprint'))")
    paper = opened.page.locator("#geomap-map").bounding_box()
    assert (paper["width"], paper["height"]) == (690, 520)
    outside = opened.js("""() => { const map = document.getElementById('geomap-map').getBoundingClientRect();
        return [...document.querySelectorAll('.gm-mark')].map(e => e.getBoundingClientRect())
          .filter(b => b.left < map.left || b.right > map.right || b.top < map.top || b.bottom > map.bottom).length; }""")
    assert outside == 0
    opened.js("dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator("#geomap-map").bounding_box() == before


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 640), (320, 640)])
def test_at_every_zoom_names_and_plates_keep_apart_and_inside(open_page, width: int, height: int) -> None:
    opened = open_page(sample_map(), width=width, height=height)
    for _ in range(4):
        crossed = opened.js("""() => {
            const map = document.getElementById('geomap-map').getBoundingClientRect();
            const seen = b => b.width && b.right > map.left && b.left < map.right && b.bottom > map.top && b.top < map.bottom;
            const of = css => [...document.querySelectorAll(css)].map(e => [e.textContent, e.getBoundingClientRect()])
                .filter(([, b]) => seen(b));
            const meet = ([, p], [, q]) => p.left < q.right - 3 && q.left < p.right - 3 && p.top < q.bottom - 5 && q.top < p.bottom - 5;
            const names = of('.gm-names text:not(.gm-n-water)'), plates = of('.gm-pill'), controls = of('.leaflet-control');
            const out = plates.filter(([, b]) => b.left < map.left || b.right > map.right);
            const pairs = (some, others) => some.flatMap((a, i) => others
                .filter((b, j) => (some !== others || j > i) && meet(a, b)).map(b => [a[0], b[0]]));
            const crossed = [[names, names], [names, plates], [plates, plates], [names, controls]].flatMap(two => pairs(...two));
            return [...crossed, ...out.map(([text]) => [text, 'edge'])];
          }""")
        assert crossed == []
        opened.page.locator(".leaflet-control-zoom-in").click()
        opened.page.wait_for_timeout(350)


def test_a_plate_whose_place_is_just_outside_is_not_cut(open_page) -> None:
    # At this zoom a degree is 364 pixels: the point of Ostmark lies ten pixels beyond the left edge.
    opened = open_page(sample_map(), fragment="#at=40.4,13.824,9")
    plate, chart = opened.page.locator(".gm-pill").bounding_box(), opened.page.locator("#geomap-map").bounding_box()
    assert chart["x"] <= plate["x"] < chart["x"] + 60


def test_both_names_of_a_crossing_stand_in_two_lines_where_one_has_no_room(open_page) -> None:
    opened = open_page(sample_map(), width=320, height=640)
    names = set(opened.js(r"[...document.querySelectorAll('.gm-names text')].map(e => e.textContent.replace(/[\u2066-\u2069]/g, ''))"))
    for inner, outer in (("Sundgate", "Abu Sund"), ("Nordgate", "Abu Nord")):
        assert f"{inner} | {outer}" in names or {inner, outer} <= names


def test_every_status_is_told_apart_without_colour(open_page) -> None:
    opened = open_page(sample_map())
    looks = opened.js("""() => [...document.querySelectorAll('#gm-statuses li')].map(li => {
        const svg = li.querySelector('svg').cloneNode(true);
        svg.querySelectorAll('*').forEach(e => { for (const name of ['fill', 'stroke']) {
            const value = e.getAttribute(name);
            if (value && value.startsWith('url')) e.setAttribute(name, 'pattern');
            else if (value && value !== 'none') e.setAttribute(name, value === '#fffdf7' ? 'paper' : 'ink');
        } });
        svg.querySelectorAll('text').forEach(e => e.remove());
        return [li.textContent, svg.innerHTML];
      })""")
    assert len(looks) > 8
    assert len({look for _, look in looks}) == len(looks)


def test_a_siege_is_an_arc_on_the_side_that_is_named(open_page) -> None:
    given = world()
    opened = open_page(sample_map())
    assert opened.page.locator('[data-geomap-place="gard"] .gm-arc').count() == 0
    claims = tuple(replace(item, place=replace(item.place, bearing_deg=135.0)) if item.id == "gard-1" else item for item in given.claims)
    opened = open_page(sample_map(replace(given, claims=claims)))
    gard = opened.page.locator('[data-geomap-place="gard"]')
    arc, mark = gard.locator(".gm-arc").bounding_box(), gard.bounding_box()
    assert arc["x"] + arc["width"] / 2 > mark["x"] + mark["width"] / 2 + 3
    assert arc["y"] + arc["height"] / 2 > mark["y"] + mark["height"] / 2 + 3
    assert "from the south-east" in gard.get_attribute("aria-label")


def test_sides_that_disagree_are_arcs_of_one_ring(open_page) -> None:
    opened = open_page(sample_map())
    colors = opened.js("[...document.querySelectorAll('[data-geomap-place=\"alm\"] .gm-view')].map(e => e.getAttribute('stroke'))")
    assert len(colors) == len(set(colors)) == 2
    assert opened.page.locator('[data-geomap-place="birk"] .gm-view').count() == 0


def test_what_changed_has_a_halo_and_stands_in_the_list(open_page) -> None:
    opened = open_page(sample_map())
    changed = set(
        opened.js(
            "[...document.querySelectorAll('[data-geomap-id]')].filter(e => e.querySelector('.gm-changed')).map(e => e.dataset.geomapPlace)"
        )
    )
    assert "alm" in changed and not changed & {"birk", "lund"}
    opened.page.locator("#gm-changes-title").click()
    listed = opened.page.locator("#gm-changes li")
    assert listed.count() >= len(changed)
    listed.filter(has_text="Alm").get_by_role("button").click()
    assert opened.page.locator("#gm-card-title").inner_text() == "Alm"


def test_playing_goes_from_change_to_change_and_stops(open_page) -> None:
    opened = open_page(sample_map(), bypass_csp=True)
    opened.js("geomap.setAsOf('2031-06-18')")
    opened.page.locator("#gm-play").click()
    assert opened.page.locator("#gm-play").get_attribute("aria-pressed") == "true"
    opened.page.wait_for_function("geomap.asOf === '2031-06-20'", timeout=4000)
    opened.page.wait_for_function("document.getElementById('gm-play').getAttribute('aria-pressed') === 'false'", timeout=4000)


@pytest.mark.parametrize(
    ("switch", "gone"), [("kind:airbase", {"juel"}), ("modality:claimed_by_party", {"esk"}), ("source:Gazette", set())]
)
def test_layers_by_kind_mood_and_source(open_page, switch: str, gone: set[str]) -> None:
    opened = open_page(sample_map())
    before = {mark["geomapPlace"] for mark in opened.marks('[data-geomap-kind="state"]')}
    opened.page.locator("#gm-more summary").click()
    opened.page.locator(f'input[data-geomap-filter="{switch}"]').uncheck()
    assert before - {mark["geomapPlace"] for mark in opened.marks('[data-geomap-kind="state"]')} == gone


def test_a_citation_and_a_link_are_copied(open_page) -> None:
    opened = open_page(sample_map(), bypass_csp=True)
    opened.js("() => { Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text; }}}); }")
    opened.js("geomap.select('alm')")
    opened.page.get_by_role("button", name="Copy citation").first.click()
    opened.page.wait_for_function("window.copied !== undefined")
    for words in (
        "shopkeepers of Alm saw the garrison leave",
        "North Wire",
        "League takes river towns",
        "20 June 2031",
        "https://example.org/wire",
    ):
        assert words in opened.js("copied")
    opened.page.locator("#gm-share").click()
    opened.page.wait_for_function("copied.includes('#day=2031-06-20') && copied.includes('select=')")


def test_the_map_has_scale_north_and_inset_and_resets(open_page) -> None:
    opened = open_page(sample_map())
    for furniture in (".leaflet-control-scale", ".gm-inset", ".gm-north"):
        assert opened.page.locator(furniture).is_visible()
    everything = opened.ids()
    opened.page.locator('input[data-geomap-filter="actor:league"]').uncheck()
    opened.page.locator("#gm-by").select_option("camp:crown")
    opened.js("geomap.setAsOf('2031-01-05')")
    opened.page.locator("#gm-reset").click()
    assert (opened.ids(), opened.js("geomap.asOf")) == (everything, DAY.isoformat())


def test_sites_have_their_own_glyphs(open_page) -> None:
    given = world()
    kinds = {"juel": PlaceKind.AIRBASE, "esk": PlaceKind.DAM, "gard": PlaceKind.REFINERY, "birk": PlaceKind.BASE, "lund": PlaceKind.CITY}
    places = {key: replace(item, kind=kinds.get(key, item.kind)) for key, item in given.places.items()}
    opened = open_page(sample_map(replace(given, places=places)))
    glyphs = {
        key: opened.js(
            "key => [...document.querySelectorAll(`[data-geomap-place='${key}'] path`)].map(e => e.getAttribute('d')).pop()", key
        )
        for key in kinds
    }
    assert len(set(glyphs.values())) == len(kinds)
    assert opened.page.locator('[data-geomap-place="juel"] .gm-letter').count() == 0
    assert {"airbase", "dam", "refinery"} <= set(opened.page.locator("#gm-signs").inner_text().split("\n"))


def test_the_first_printed_page_holds_the_reports_and_the_credits(open_page) -> None:
    opened = open_page(sample_map())
    assert opened.page.locator(".gm-reports").inner_text() == "Reports: Gazette (20 June 2031), North Wire (20 June 2031)."
    opened.page.emulate_media(media="print")
    opened.page.set_viewport_size({"width": 703, "height": 1030})
    opened.js("dispatchEvent(new Event('beforeprint'))")
    foot = opened.page.locator(".gm-foot").bounding_box()
    assert foot["y"] + foot["height"] < 1030
    assert opened.js("getComputedStyle(document.querySelector('.gm-tablebox')).breakBefore") == "page"


def test_a_name_that_runs_the_other_way_is_set_apart_in_the_headline(open_page) -> None:
    opened = open_page(sample_map(lang="ar"))
    assert "\u2068Crown of Nord\u2069" in opened.page.locator("#gm-subtitle").text_content()


def test_a_town_without_a_report_is_named_but_is_no_mark(open_page) -> None:
    opened = open_page(sample_map())
    opened.js("geomap.setAsOf('2031-01-05')")
    names = opened.js("[...document.querySelectorAll('.gm-names text')].map(e => e.textContent)")
    assert "Kron" in names and "Birk" in names
    assert {mark["geomapPlace"] for mark in opened.marks()} == {"lund"}


def crowd() -> World:
    """Nine hundred towns on a grid, held by three in turn, every tenth contested."""
    given = world()
    towns = {}
    for index in range(900):
        lon, lat = 10 + index % 30 / 15, 40 + index // 30 / 15
        towns[f"town-{index}"] = place(f"town-{index}", f"Town {index}", PlaceKind.TOWN, lon, lat)
    sides = ("league", "crown", "hill")
    states = tuple(
        state(town, ControlStatus.HELD if index % 10 else ControlStatus.CONTESTED, (sides[index % 3],)) for index, town in enumerate(towns)
    )
    return replace(given, places={**given.places, **towns}, states=states, crossing_states=(), claims=(), voices={})


def test_hundreds_of_marks_become_rings_that_keep_holders_apart(open_page) -> None:
    opened = open_page(sample_map(crowd()))
    assert len(opened.js("geomap.visible()")) == 900
    rings = opened.marks('[data-geomap-kind="cluster"]')
    assert 20 < len(rings) < 400
    assert all("places close together" in ring["label"] for ring in rings)
    assert any("contested" in ring["label"] for ring in rings)
    assert sum(int(ring["label"].split(" ")[0]) for ring in rings) + len(opened.marks('[data-geomap-kind="state"]')) == 900
    opened.page.locator('[data-geomap-kind="cluster"]').first.focus()
    opened.page.keyboard.press("Enter")
    assert len(opened.marks('[data-geomap-kind="cluster"]')) < len(rings)
    opened.js("geomap.select('town-0')")
    assert opened.page.locator("#gm-card-title").inner_text() == "Town 0"
    opened.js("geomap.fit()")
    assert len(opened.marks('[data-geomap-kind="cluster"]')) == len(rings)


def test_a_long_table_is_cut_and_can_be_had_whole(open_page) -> None:
    opened = open_page(sample_map(crowd()))
    opened.page.wait_for_timeout(500)
    rows = opened.page.locator("#geomap-table tbody tr")
    assert rows.count() == 200
    opened.page.get_by_role("button", name="Show 700 more rows").click()
    assert rows.count() == 900
    assert len(opened.js("geomap.table()")) == 900


def test_the_card_lists_the_history_of_a_place_and_leads_to_its_days(open_page) -> None:
    given = world()
    earlier = state("alm", ControlStatus.HELD, ("crown",), since=EARLY, until=DAY)
    opened = open_page(sample_map(replace(given, states=(*given.states, earlier))))
    opened.js("geomap.select('alm')")
    opened.page.get_by_text("History of this place").click()
    opened.page.get_by_role("button", name="5 Jan 2031 · held · Crown of Nord").click()
    assert opened.js("geomap.asOf") == EARLY.isoformat()
    assert "Crown of Nord" in opened.page.locator("#gm-card .gm-facts-list").inner_text()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 640), (900, 420)])
def test_the_map_opens_on_all_its_marks_and_stays_there(open_page, width: int, height: int) -> None:
    opened = open_page(sample_map(), width=width, height=height)
    inside = """() => { const map = document.getElementById('geomap-map').getBoundingClientRect();
        const marks = [...document.querySelectorAll('.gm-mark')].map(e => e.getBoundingClientRect());
        const out = b => b.left < map.left || b.right > map.right || b.top < map.top || b.bottom > map.bottom;
        return [marks.length, marks.filter(out).length]; }"""
    first = opened.js(inside)
    opened.page.wait_for_timeout(600)
    assert first[0] == 13 and first[1] == 0
    assert opened.js(inside) == first
