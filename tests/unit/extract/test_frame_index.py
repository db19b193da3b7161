"""Which stretches of text can make a claim at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.extract.extraction import rules_for
from geomap.extract.frame_index import index_frames

RULES = rules_for("en")
assert RULES is not None


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("the army captured the town", True),
        ("rebel-held quarters", True),
        ("_captured_", True),
        ("a recaptured2 word", False),
        ("the weather was fine", False),
        ("", False),
    ],
)
def test_a_trigger_word_must_stand_by_itself(text: str, may: bool) -> None:
    assert index_frames(RULES).may_claim(text, 0, len(text)) is may


def test_only_the_stretch_that_is_asked_for_counts() -> None:
    text = "they captured it. the weather was fine."
    assert not index_frames(RULES).may_claim(text, 18, len(text))


def test_a_trigger_of_two_words_is_found_too() -> None:
    frames = (replace(RULES.frames[0], verbs=(), nouns=("coup de main",), suffixes=(), object_nouns=()),)
    index = index_frames(replace(RULES, frames=frames))
    assert index.may_claim("a coup de main at dawn", 0, 22)
    assert not index.may_claim("a coup de mainz at dawn", 0, 23)
