"""Sentences and tokens: spans, nothing lost, ragged layouts."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.text.sentences import split_paragraphs, split_sentences
from geomap.text.tokens import occurrences, tokenize


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def test_full_stops_of_abbreviations_and_initials_end_nothing() -> None:
    assert sentences("Gen. A. Brin met the U.S. envoy. He left.") == ["Gen. A. Brin met the U.S. envoy.", "He left."]


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    assert sentences('He said: "It fell." Then he left.') == ['He said: "It fell."', "Then he left."]


def test_an_opening_quotation_mark_begins_one_even_in_lower_case() -> None:
    assert sentences("It fell. “army men fled,” he said.") == ["It fell.", "“army men fled,” he said."]


def test_lines_are_paragraphs() -> None:
    assert sentences("A headline\nBelmor fell.") == ["A headline", "Belmor fell."]


def test_a_bracket_holds_lines_together() -> None:
    assert sentences("The Front (\nNF) took Belmor.") == ["The Front (\nNF) took Belmor."]


def test_hard_wrapped_text_is_joined() -> None:
    line = "the rebels of the northern hills took another town of the valley and went"
    text = "\n".join(["On Monday " + line, line, line, line, line, "home."])
    assert len(sentences(text)) == 1


def test_bullets_are_apart() -> None:
    assert len(sentences("- Near Belmor, two strikes\n- Near Kestra, one strike")) == 2


@given(st.text(alphabet="ab.A !?\n\"'(),0", max_size=80))
def test_every_character_but_space_is_in_exactly_one_sentence(text: str) -> None:
    spans = split_sentences(text)
    assert "".join(text[start:end] for start, end in spans).split() == text.split() or "".join(
        "".join(text[start:end].split()) for start, end in spans
    ) == "".join(text.split())
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))


@given(st.text(max_size=60))
def test_paragraphs_are_sorted_and_disjoint(text: str) -> None:
    spans = split_paragraphs(text)
    assert all(span.start < span.end for span in spans)
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))


@given(st.text(max_size=60))
def test_tokens_are_where_they_say(text: str) -> None:
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text


def test_possessives_compounds_and_contractions() -> None:
    words = [token.text for token in tokenize("Libya's U.S.-led force didn't take rebel-held Mo'tassim.")]
    assert words == ["Libya", "'s", "U.S.-led", "force", "did", "n't", "take", "rebel-held", "Mo'tassim", "."]


@pytest.mark.parametrize(
    ("text", "name", "places"),
    [
        ("Ana and Anan, Ana's and _Ana", "Ana", [0, 14]),
        ("AnaAna Ana", "Ana", [7]),
        ("", "Ana", []),
        ("Banana", "Ana", []),
        ("Mr. X-Y. X-Y", "X-Y", [4, 9]),
    ],
)
def test_a_name_is_found_as_whole_words_only(text, name, places):
    assert list(occurrences(text, name)) == places
    assert places == [match.start() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
