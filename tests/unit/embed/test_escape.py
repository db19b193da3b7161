"""Text stays text, whatever reads it next."""

from __future__ import annotations

import html

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from geomap.embed.escape import attribute, content, markdown, whole_page

anything = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"))


@settings(deadline=None)
@given(anything)
def test_an_attribute_is_one_line_that_reads_back_as_it_was(text):
    written = attribute(text)
    assert not set(written) & set('\n\t"<>')
    assert html.unescape(written) == text


@settings(deadline=None)
@given(anything)
def test_a_page_in_srcdoc_reads_back_as_it_was(text):
    written = whole_page(text)
    assert not set(written) & set('\n\t"')
    assert html.unescape(written) == text


@settings(deadline=None)
@given(anything)
def test_nothing_written_is_a_command_of_a_site_generator(text):
    for written in (attribute(text), content(text), whole_page(text), markdown(text)):
        assert not any(sign in written for sign in ("{{", "}}", "{%", "%}", "{#", "#}", "{{<", "{{%"))


words = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Cf"), include_characters=" <>&*_`[]()#!~|$\"'1.-+="),
    min_size=1,
)


@settings(deadline=None)
@given(words)
def test_markdown_words_are_words_and_never_markup_inside_a_line(text):
    assert _shown("x " + markdown(text) + " x") == " ".join(f"x {text} x".split())


@settings(deadline=None)
@given(words.filter(str.strip))
def test_markdown_words_are_words_and_never_markup_at_the_start_of_a_line(text):
    assert _shown(markdown(text)) == " ".join(text.split())


def test_addresses_and_names_in_words_do_not_become_links():
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(
        markdown("see <https://example.org/x> and www.example.org and a@example.org")
    )
    assert "<a" not in rendered


def _shown(line: str) -> str:
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(line)
    assert rendered.startswith("<p>")
    inner = rendered.removeprefix("<p>").rstrip().removesuffix("</p>")
    assert "<" not in inner
    return " ".join(html.unescape(inner).split())
