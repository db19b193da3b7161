from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import folium
import folium.plugins
import pytest

from geomap.errors import UsageError
from geomap.model.compact import decode_spec
from geomap.web import AssetMode, assets, build_frame, finish_page, render_files, render_page
from geomap.web.policy import content_policy, inline_parts, source_hash
from geomap.web.render import island
from tests.map_sample import HOSTILE, hostile_map, sample_map


class Page(HTMLParser):
    """The page as a browser would cut it up."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)
        if tag in ("script", "style"):
            self.text.setdefault(tag, []).append("")

    def handle_data(self, data) -> None:
        if self._open and self._open[-1] in ("script", "style"):
            self.text[self._open[-1]][-1] += data
        else:
            self.text.setdefault("", []).append(data)

    def handle_endtag(self, tag) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def meta(self, name: str) -> str | None:
        return next(
            (attrs.get("content") for tag, attrs in self.tags if tag == "meta" and name in (attrs.get("name"), attrs.get("http-equiv"))),
            None,
        )

    def find(self, element_id: str) -> dict[str, str | None]:
        return next(attrs for _, attrs in self.tags if attrs.get("id") == element_id)


@pytest.fixture(scope="module")
def plain() -> str:
    return render_page(sample_map())


@pytest.fixture(scope="module")
def hostile() -> str:
    return render_page(hostile_map())


def data_of(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="geomap-data">(.*?)</script>', html, re.S)[1])


def test_the_same_map_gives_the_same_bytes(plain: str) -> None:
    assert render_page(sample_map()) == plain


def test_the_island_holds_the_whole_map(plain: str) -> None:
    assert decode_spec(data_of(plain)) == sample_map()


def test_the_page_names_itself(plain: str) -> None:
    page = Page(plain)
    assert (page.meta("geomap:version"), page.meta("geomap:as-of"), page.meta("geomap:inputs-sha256")) == ("0.0.1", "2031-06-20", "ab" * 32)
    assert page.tags[0] == ("html", {"lang": "en", "dir": "ltr"})
    assert "<title>River League in control of 4 of the 12 places reported on</title>" in plain


def test_arabic_runs_from_right_to_left() -> None:
    assert Page(render_page(sample_map(lang="ar"))).tags[0] == ("html", {"lang": "ar", "dir": "rtl"})


def test_nothing_is_asked_for(plain: str) -> None:
    for tag, attrs in Page(plain).tags:
        for name in ("src", "href", "data", "poster", "action"):
            value = attrs.get(name)
            assert value is None or value.startswith(("data:", "#")), (tag, value)


def test_exactly_the_scripts_and_styles_of_the_page_may_run(plain: str) -> None:
    page = Page(plain)
    policy = page.meta("Content-Security-Policy")
    assert "unsafe" not in policy and policy.startswith("default-src 'none'; ")
    code = [
        text
        for text, (_, attrs) in zip(page.text["script"], [tag for tag in page.tags if tag[0] == "script"], strict=True)
        if "type" not in attrs
    ]
    assert len(code) == 3
    assert all(source_hash(text) in policy for text in (*code, *page.text["style"]))


def test_nothing_in_the_page_carries_a_style_or_handler_of_its_own(plain: str) -> None:
    assert [attrs for _, attrs in Page(plain).tags if "style" in attrs or any(name.startswith("on") for name in attrs)] == []


def test_hostile_words_stay_words(hostile: str, plain: str) -> None:
    page, harmless = Page(hostile), Page(plain)
    assert page.text["script"][1:] == harmless.text["script"][1:]
    assert len(page.text["script"]) == len(harmless.text["script"])
    assert not [attrs for tag, attrs in page.tags if tag == "img"]
    assert HOSTILE in "".join(page.text[""])
    assert decode_spec(data_of(hostile)) == hostile_map()


def test_hostile_words_are_never_evaluated_at_build_time(hostile: str) -> None:
    assert "49 " not in re.sub(r"<script>.*?</script>", "", hostile, flags=re.S)
    assert "{{7*7}}" in hostile and "{% raw %}" in hostile and "{# gone #}" in hostile


def test_no_address_but_of_the_web_becomes_a_link(hostile: str) -> None:
    assert not re.search(r"href=.?javascript", hostile)


def test_the_table_tells_every_state_in_words(plain: str) -> None:
    rows = re.findall(r'<tr data-geomap-row="([^"]*)">', plain)
    assert len(rows) == 11 + 2 + 1
    assert "Sundgate: closed; Abu Sund: passage unknown" in plain
    assert "held (inferred, not named in the text)" in plain or "inferred, not named in the text" in plain


def test_the_drawing_stands_inside_the_map(plain: str) -> None:
    inside = plain[plain.index('id="geomap-map"') : plain.index('class="gm-time"')]
    assert '<svg class="gm-drawing"' in inside and ">Kron<" in inside and 'role="img"' in inside


def test_a_small_map_is_a_small_page(plain: str) -> None:
    assert len(plain.encode()) < 350_000


def test_the_island_cannot_be_left() -> None:
    text = island({"a": "</script><!--\u2028 & <script>"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"a": "</script><!--\u2028 & <script>"}


def test_folium_elements_of_the_user_work_beside_ours() -> None:
    spec = sample_map()
    frame = build_frame(spec)
    folium.LayerControl().add_to(frame)
    folium.Circle((41, 11), radius=5000, color="#333333").add_to(frame)
    html = finish_page(frame, spec)["map.html"]
    assert "L.circle(" in html and "L.control.layers(" in html
    assert '"Crossings"' in html or "Crossings" in html


def test_ids_of_folium_are_the_same_each_time() -> None:
    spec = sample_map()

    def build() -> str:
        frame = build_frame(spec)
        folium.Circle((41, 11), radius=5000).add_to(frame)
        return finish_page(frame, spec)["map.html"]

    assert build() == build()


def test_an_element_that_asks_for_files_is_refused_by_name() -> None:
    spec = sample_map()
    frame = build_frame(spec)
    folium.plugins.Fullscreen().add_to(frame)
    with pytest.raises(UsageError, match="fullscreen"):
        finish_page(frame, spec)


def test_other_maps_of_the_process_keep_their_links() -> None:
    render_page(sample_map())
    assert folium.Map.default_js and folium.Map.default_css


def test_a_changed_leaflet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(assets.LEAFLET_SHA256, "leaflet.js", "0" * 64)
    assets.leaflet_script.cache_clear()
    with pytest.raises(assets.LeafletError, match=r"is not Leaflet 1\.9\.4 as published"):
        assets.leaflet_script()
    monkeypatch.undo()
    assert "version" in assets.leaflet_script()


def test_a_missing_leaflet_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "LEAFLET_PACKAGE", "no_such_package_here")
    assets.leaflet_script.cache_clear()
    with pytest.raises(assets.LeafletError, match="pip install"):
        assets.leaflet_script()


@pytest.mark.parametrize("lang", ["ar", "fr", "sv"])
def test_every_language_has_every_phrase_of_the_interface(lang: str) -> None:
    english, other = assets.catalogue("en"), assets.catalogue(lang)
    assert other.keys() >= english.keys()


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_a_translation_keeps_the_placeholders(lang: str) -> None:
    english, other = assets.catalogue("en"), assets.catalogue(lang)
    for key, phrase in english.items():
        if not key.endswith((".one", ".two")):
            assert set(re.findall(r"{\w+}", phrase)) == set(re.findall(r"{\w+}", other[key])), key


def test_the_scripts_hold_no_template_syntax() -> None:
    assert not re.search(r"{{|{%|{#", assets.page_script())


def test_every_phrase_the_scripts_ask_for_exists() -> None:
    phrases = assets.catalogue("en") | dict(sample_map().words)
    asked = set(re.findall(r'words\.t\("([a-z_.]+)"', assets.page_script()))
    assert asked - phrases.keys() == set()


def test_no_phrase_is_left_over() -> None:
    used = assets.page_script() + (assets._read("templates", "page.html.jinja"))
    spare = [
        key
        for key in assets.catalogue("en")
        if f'"{key}"' not in used
        and f"'{key}'" not in used
        and not key.startswith(("layer.", "table.", "cluster.", "tiles.", "method.", "ranges.", "from."))
        and key.rpartition(".")[0] not in ("live.changes", "story.steps")
    ]
    assert spare == []


def test_a_policy_names_hosts_only_when_asked() -> None:
    assert "img-src data:;" in content_policy(["a"], ["b"])
    assert "img-src data: https://tiles.example;" in content_policy(["a"], ["b"], images=["https://tiles.example"])


def test_inline_parts_are_found_as_a_browser_reads_them() -> None:
    assert inline_parts("<style>a{}</style><p>x</p><script>if (a < b) { '</p>' }</script>") == (["if (a < b) { '</p>' }"], ["a{}"])


def test_files_beside_the_page_leave_no_inline_script() -> None:
    files = render_files(sample_map(), stem="iraq", assets=AssetMode.SIDECAR)
    assert list(files) == ["iraq.html", "iraq.js", "iraq.css"]
    page = Page(files["iraq.html"])
    assert [attrs for tag, attrs in page.tags if tag == "script" and "type" not in attrs] == [{"src": "iraq.js"}]
    assert "script-src 'self' file:;" in page.meta("Content-Security-Policy")


def test_one_document_cannot_hold_files_beside_it() -> None:
    with pytest.raises(UsageError, match="render_files"):
        render_page(sample_map(), assets=AssetMode.SIDECAR)


def test_from_a_content_network_leaflet_is_checked_by_its_hash(plain: str) -> None:
    html = render_page(sample_map(), assets=AssetMode.CDN)
    assert len(html) < len(plain) - 140_000
    (outside,) = [attrs for tag, attrs in Page(html).tags if tag == "script" and attrs.get("src")]
    assert outside["src"].startswith("https://") and outside["integrity"] == "sha256-20nQCchB9co0qIjJZRGuk2/Z9VM+kNiyxNV1lvTlZBo="


def test_tiles_open_the_policy_for_their_host_and_say_who_sees_the_reader() -> None:
    html = render_page(sample_map(), tiles="OpenStreetMap.Mapnik")
    page = Page(html)
    assert "img-src data: https://tile.openstreetmap.org;" in page.meta("Content-Security-Policy")
    text = "".join(page.text[""])
    assert "tile.openstreetmap.org, which sees the network address" in text and "OpenStreetMap contributors" in text


@pytest.mark.parametrize(("name", "words"), [("No.Such", "no tile source"), ("Thunderforest.Landscape", "needs a key")])
def test_a_tile_source_that_cannot_be_used_is_refused(name: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        render_page(sample_map(), tiles=name)
