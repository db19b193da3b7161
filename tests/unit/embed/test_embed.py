"""The lines that put a page into a report."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from markdown_it import MarkdownIt

from geomap.embed import EmbedForm, Look, View, embed_page
from geomap.errors import UsageError


class _Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def only(self, tag):
        found = [attrs for name, attrs in self.found if name == tag]
        assert len(found) == 1, found
        return found[0]


def _frame(html: str) -> dict[str, str | None]:
    return _Elements(html).only("iframe")


@pytest.fixture
def page_path(page_html, tmp_path):
    path = tmp_path / "river road.html"
    path.write_text(page_html, encoding="utf-8")
    return path


def test_a_frame_has_a_name_loads_late_and_has_no_more_rights_than_it_needs(page_path):
    frame = _frame(embed_page(page_path))
    assert frame["src"] == "river%20road.html"
    assert frame["title"] == "Dawn Front takes the river road"
    assert frame["loading"] == "lazy"
    assert set(frame["sandbox"].split()) == {"allow-scripts", "allow-popups", "allow-popups-to-escape-sandbox"}
    assert frame["referrerpolicy"] == "no-referrer"
    assert "aspect-ratio:4/3" in frame["style"]


def test_a_locked_frame_may_only_run_its_scripts(page_path):
    frame = _frame(embed_page(page_path, view=View(as_of=date(2031, 3, 14), locked=True)))
    assert frame["sandbox"] == "allow-scripts"
    assert "allow" not in frame
    assert parse_qs(urlsplit(frame["src"]).fragment) == {"day": ["2031-03-14"], "mode": ["locked"]}


def test_a_caption_with_a_link_stays_where_the_frame_is_removed(page_path):
    elements = _Elements(embed_page(page_path))
    assert elements.only("a")["href"] == "river%20road.html"
    assert "Dawn Front takes the river road" in elements.words


def test_srcdoc_is_one_line_and_carries_the_page_unchanged(page_html):
    written = embed_page(page_html, form="srcdoc")
    assert written.count("\n") == 1
    assert _frame(written)["srcdoc"] == page_html


def test_srcdoc_carries_its_view_in_the_page_because_it_has_no_address(page_html):
    inner = _frame(embed_page(page_html, form="srcdoc", view=View(as_of=date(2031, 3, 1), locked=True)))["srcdoc"]
    meta = [attrs for tag, attrs in _Elements(inner).found if tag == "meta" and attrs.get("name") == "geomap:view"]
    assert [one["content"] for one in meta] == ["day=2031-03-01&mode=locked"]


@pytest.mark.parametrize("form", ["srcdoc", "markdown", "quarto"])
def test_hostile_titles_stay_words(hostile_html, form):
    written = embed_page(hostile_html, form=form, src="map.html")
    elements = _Elements(written)
    assert {tag for tag, _ in elements.found} <= {"figure", "iframe", "figcaption", "a", "div"}
    assert "<img src=x onerror=alert(1)>" in elements.only("iframe")["title"]
    assert "{{" not in written
    assert "{%" not in written


def test_a_hostile_title_in_a_frame_with_an_address(hostile_html):
    elements = _Elements(embed_page(hostile_html, src="map.html"))
    assert [tag for tag, _ in elements.found] == ["figure", "iframe", "figcaption", "a"]


def test_markdown_keeps_the_frame_and_hides_the_picture_from_html(page_path):
    written = embed_page(page_path, form=EmbedForm.MARKDOWN, picture="map (1).png")
    elements = _Elements(MarkdownIt("commonmark").render(written))
    assert elements.only("iframe")["src"] == "river%20road.html"
    assert elements.only("img")["src"] == "map%20%281%29.png"
    assert "hidden" in elements.only("div")


def test_markdown_with_the_whole_page_inside_survives_commonmark(page_html):
    rendered = MarkdownIt("commonmark").render("Before\n\n" + embed_page(page_html, form="markdown") + "\nAfter\n")
    assert _frame(rendered)["srcdoc"] == page_html
    assert rendered.rstrip().endswith("<p>After</p>")


def test_quarto_shows_the_frame_in_html_and_the_picture_elsewhere(page_path):
    written = embed_page(page_path, form="quarto", picture="map.pdf", alt='A "map"')
    html, other = written.split("::: {.content-visible unless-format")
    assert "<iframe" in html
    assert "map.pdf" not in html
    assert "![Dawn Front takes the river road](map.pdf){fig-alt=" in other
    assert 'A "map"' not in other


def test_a_fragment_has_no_frame_script_or_style_rule_and_its_own_ids(page_html):
    written = embed_page(page_html, form="fragment", picture="map.png", src="map.html")
    elements = _Elements(written)
    assert not {"iframe", "script", "style", "link"} & {tag for tag, _ in elements.found}
    ids = [attrs["id"] for _, attrs in elements.found if "id" in attrs]
    assert ids
    assert all(one.startswith(ids[0]) for one in ids)
    assert "Qasr (AR)" in elements.words
    assert "besieged" in elements.words
    assert elements.only("a")["href"] == "map.html"
    assert "\n\n" not in written
    other = embed_page(page_html, form="fragment", picture="map.png", view=View(as_of=date(2031, 3, 1)))
    assert ids[0] not in other


def test_a_fragment_draws_its_own_picture_with_a_description(page_html):
    image = _Elements(embed_page(page_html, form="fragment")).only("img")
    assert image["src"].startswith("data:image/svg+xml;base64,")
    assert image["alt"].startswith("Map: Dawn Front takes the river road.")


def test_same_page_same_lines(page_html):
    assert embed_page(page_html, form="fragment") == embed_page(page_html, form="fragment")


@pytest.mark.parametrize("src", ["javascript:alert(1)", "data:text/html,x", "java\nscript:alert(1)", "map.html#day=1", "vbscript:x", "  "])
def test_addresses_that_are_none_are_refused(page_html, src):
    with pytest.raises(UsageError, match="address"):
        embed_page(page_html, src=src)


@pytest.mark.parametrize(
    "call",
    [
        {"form": "hologram"},
        {"form": "iframe"},
        {"form": "fragment", "picture": "javascript:x"},
    ],
)
def test_wrong_calls_say_what_to_do(page_html, call):
    with pytest.raises(UsageError, match="Try:"):
        embed_page(page_html, **call)


@pytest.mark.parametrize("look", [{"ratio": "wide"}, {"ratio": "4/0"}, {"height": 0}, {"height": 900, "max_height": 600}])
def test_a_look_that_is_no_size_is_refused(look):
    with pytest.raises(UsageError, match="Try:"):
        Look(**look)


@pytest.mark.parametrize("view", [{"at": (34.0, 410.0, 8)}, {"by": "residents"}])
def test_a_view_no_map_has_is_refused(view):
    with pytest.raises(UsageError, match="Try:"):
        View(**view)


def test_a_view_is_what_the_page_reads_from_its_fragment():
    view = View(as_of=date(2031, 3, 1), known_by=date(2031, 4, 2), by="camp:dawn-front", select="ar-norva", at=(34.4, 41.0, 8))
    assert view.fragment == "day=2031-03-01&known=2031-04-02&by=camp%3Adawn-front&select=ar-norva&at=34.4%2C41%2C8"
    assert View().fragment == ""
