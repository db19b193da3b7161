"""Quotations begin and end where a clause or a sentence does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.extract.quotations import at_borders
from geomap.text.sentences import Span

SHORT = "Rebels took Arvad on Monday, a resident said."
LONG = (
    "The government of the province said in a long statement about roads, schools and the harvest that nothing had happened; rebels "
    "took Arvad on Monday after a fight of three days that cost many lives on both sides, but the army, which has its camp two hours "
    "away from there, had not yet told its side of the story by the end of the day."
)


def quoted(text: str, words: str) -> str:
    at = text.index(words)
    start, end = at_borders(text, Span(0, len(text)), at, at + len(words))
    return text[start:end]


def test_a_short_sentence_is_quoted_whole_with_its_source():
    assert quoted(SHORT, "took Arvad") == SHORT


def test_a_long_sentence_is_quoted_from_clause_to_clause():
    assert quoted(LONG, "took Arvad").startswith("rebels took Arvad")
    assert quoted(LONG, "took Arvad").endswith("on both sides")


@given(st.text(alphabet="ab ,;:\n", max_size=700), st.integers(0, 700), st.integers(0, 700))
def test_evidence_is_never_cut(text, one, two):
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    begin, stop = at_borders(text, Span(0, len(text)), start, end)
    assert text[start:end].strip() in text[begin:stop]
