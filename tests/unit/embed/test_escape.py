"""Text stays text, whatever reads it next."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from geomap.embed.escape import attribute, content, markdown, whole_page

anything = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"))


@given(anything)
def test_an_attribute_is_one_line_that_reads_back_as_it_was(text):
    written = attribute(text)
    assert not set(written) & set('\n\t"<>')
    assert html.unescape(written) == text


@given(anything)
def test_a_page_in_srcdoc_reads_back_as_it_was(text):
    written = whole_page(text)
    assert not set(written) & set('\n\t"')
    assert html.unescape(written) == text


@given(anything)
def test_nothing_written_is_a_command_of_a_site_generator(text):
    for written in (attribute(text), content(text), whole_page(text), markdown(text)):
        assert not any(sign in written for sign in ("{{", "}}", "{%", "%}", "{#", "#}", "{{<", "{{%"))


@given(
    st.text(
        alphabet=st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Cf"), include_characters=" <>&*_`[]()#!~|$\"'"),
        min_size=1,
    )
)
def test_markdown_words_are_words_and_never_markup(text):
    rendered = MarkdownIt("gfm-like", {"linkify": False}).enable("table").render("x " + markdown(text) + " x")
    assert rendered.startswith("<p>x ")
    inner = rendered.removeprefix("<p>").rstrip().removesuffix("</p>")
    assert "<" not in inner
    assert " ".join(html.unescape(inner).split()) == " ".join(f"x {text} x".split())
