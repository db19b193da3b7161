"""The whole report, in both formats, from our template and from others."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hostile_words import HOSTILE
from mapspec_sample import ACTORS, CLAIMS, D1, D2, PLACES, eventful_map, sample_map
from markdown_it import MarkdownIt

from geomap.embed import build_report, render_report
from geomap.errors import InputError, UsageError

SECTIONS = ("Summary", "Map", "What changed", "Places", "Border crossings", "What was said", "Method and limits", "Sources and licences")


class _Html(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: dict[str, list[dict[str, str | None]]] = {}
        self.words = ""
        self._skip = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.setdefault(tag, []).append(dict(attrs))
        self._skip = tag == "style"

    def handle_endtag(self, tag):
        self._skip = False

    def handle_data(self, data):
        if not self._skip:
            self.words += data


def _hostile_map():
    places = tuple(replace(place, name=HOSTILE, names=()) for place in PLACES)
    claims = tuple(
        replace(
            claim, quotation=HOSTILE, source=HOSTILE, url="javascript:alert(1)", attribution=replace(claim.attribution, speaker=HOSTILE)
        )
        for claim in CLAIMS
    )
    actors = tuple(replace(actor, name=HOSTILE) for actor in ACTORS)
    return sample_map(title=HOSTILE, places=places, claims=claims, actors=actors, credits=(HOSTILE,), notices=(HOSTILE,))


def test_html_has_every_section_and_asks_for_nothing():
    page = _Html(render_report(sample_map()))
    for section in SECTIONS:
        assert section in page.words
    assert not {"script", "iframe"} & set(page.tags)
    assert [image["src"].split(",")[0] for image in page.tags["img"]] == ["data:image/svg+xml;base64"]
    assert page.tags["img"][0]["alt"].startswith("Map: Dawn Front takes the river road.")
    policy = next(meta["content"] for meta in page.tags["meta"] if meta.get("http-equiv"))
    assert policy.startswith("default-src 'none'")


def test_the_tables_have_every_state_claim_and_side():
    report = build_report(sample_map())
    assert len(report.places.rows) == 15
    assert len(report.crossings.rows) == 4
    assert len(report.claims.rows) == len(CLAIMS)
    norva = next(row for row in report.places.rows if row.cells[0] == "Norva")
    assert norva.cells == ("Norva", "city", "Dawn Front", "held", "14 March 2031", "confirmed", "The Arvand Courier")


def test_quotations_are_word_for_word():
    quotations = {row.cells[3] for row in build_report(sample_map()).claims.rows}
    assert quotations == {claim.quotation for claim in CLAIMS}


def test_an_earlier_day_knows_nothing_of_later_claims():
    report = build_report(sample_map(), on=D1)
    assert "14 March 2031" in report.day
    assert all("Qasr changed hands" not in row.cells[3] for row in report.claims.rows)
    assert build_report(sample_map(), on=D2, known_by=D1).claims.rows == report.claims.rows


def test_changes_between_two_days():
    rows = {row.cells[1]: row.cells[2:] for row in build_report(sample_map(), since=D1).changes.rows}
    assert rows["Anat"] == ("no data", "Dawn Front: held")
    assert rows["Qasr crossing"][1].startswith("Qasr (AR): Dawn Front, closed")
    assert "Norva" not in rows
    assert "Nothing changed" in render_report(sample_map(), since=D2, picture="map.png")


def test_the_change_list_tells_every_step_in_order():
    rows = build_report(sample_map()).changes.rows
    assert [row.cells for row in rows if row.cells[1] == "Norva"] == [
        ("14 March 2031", "Norva", "Government of Arvand: held", "Dawn Front: held")
    ]
    days = [row.cells[0] for row in rows]
    assert days == sorted(days, key=["14 March 2031", "2 April 2031"].index)


def test_outlets_whose_names_are_lists_are_kept_apart():
    claims = tuple(replace(claim, source=f"Desk {index}, after A and B") for index, claim in enumerate(CLAIMS))
    assert "according to Desk 1, after A and B; Desk 6, after A and B; " in build_report(sample_map(claims=claims)).summary[0]


def test_hostile_words_stay_words_in_html():
    text = render_report(_hostile_map(), picture="map.png")
    page = _Html(text)
    assert "<img src=x onerror=alert(1)>" in page.words
    assert [image.get("src") for image in page.tags["img"]] == ["map.png"]
    assert "script" not in page.tags
    assert "a" not in {tag for tag, found in page.tags.items() for one in found if "javascript" in str(one.get("href"))}
    assert "49" not in page.words


def test_hostile_words_stay_words_in_markdown():
    text = render_report(_hostile_map(), format="md", picture="map.png")
    page = _Html(MarkdownIt("commonmark").enable("table").render(text))
    assert "<img src=x onerror=alert(1)>" in page.words
    assert [image["src"] for image in page.tags["img"]] == ["map.png"]
    assert not {"script", "em", "strong", "code", "pre", "iframe"} & set(page.tags)
    assert all(link["href"].startswith("https://courier.example/") for link in page.tags.get("a", []))
    assert "{{" not in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in rows if "courier" in line}) <= 1


def test_markdown_tables_and_headings_are_read_as_such():
    page = _Html(MarkdownIt("commonmark").enable("table").render(render_report(sample_map(), format="md", picture="map.png")))
    assert len(page.tags["table"]) == 4
    assert len(page.tags["h2"]) == len(SECTIONS)


def test_the_interactive_page_goes_into_a_frame_and_the_figure_stays(page_html):
    page = _Html(render_report(sample_map(), page=page_html, picture="map.png"))
    assert page.tags["iframe"][0]["sandbox"]
    assert len(page.tags["img"]) == 1


def test_arabic_reads_from_the_right():
    page = _Html(render_report(sample_map(lang="ar"), picture="map.png"))
    assert page.tags["html"][0] == {"lang": "ar", "dir": "rtl"}
    assert "ملخص" in page.words
    assert "دستان" in page.words


def test_same_map_same_report():
    assert render_report(sample_map()) == render_report(sample_map())


def test_a_template_of_the_users_own(tmp_path):
    mine = tmp_path / "mine.jinja"
    mine.write_text("<h1>{{ report.title }}</h1>{% for row in report.places.rows %}{{ row.cells[0] }};{% endfor %}", encoding="utf-8")
    text = render_report(sample_map(title="A & B"), template=mine, picture="map.png")
    assert text.startswith("<h1>A &amp; B</h1>Anat;")


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ report.title.__class__ }}",
        "{{ report.__init__.__globals__ }}",
        "{% include '/etc/passwd' %}",
        "{{ report.nothing }}",
        "{% for x in %}",
        "{{ report.title | nofilter }}",
    ],
)
def test_a_template_can_neither_break_out_nor_fail_without_a_name(tmp_path, source):
    mine = tmp_path / "mine.jinja"
    mine.write_text(source, encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.jinja"):
        render_report(sample_map(), template=mine, picture="map.png")


def test_a_template_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.jinja"):
        render_report(sample_map(), template=tmp_path / "none.jinja", picture="map.png")


@pytest.mark.parametrize("call", [{"format": "pdf"}, {"picture": "javascript:alert(1)"}])
def test_wrong_calls_say_what_to_do(call):
    with pytest.raises(UsageError, match="Try:"):
        render_report(sample_map(), **call)


def test_a_report_tells_advances_and_by_which_day_things_were_known():
    report = build_report(eventful_map(), known_by=D2)
    assert report.day == "Situation on 2 April 2031, as known by 2 April 2031"
    assert any("Within 7 days, Dawn Front reportedly advanced on Sarim" in line for line in report.summary)
