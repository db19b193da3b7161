"""Patterns are sieved by the literal text they need, and never lose a match by it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.extract.extraction import rules_for
from geomap.text import sieve
from geomap.text.sieve import Sieve, needed_pieces


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"\bnot only\b", {"not only"}),
        (r"\b(?:den(?:y|ied)|reject)\b", {"deny", "denied", "reject"}),
        (r"(?P<number>\d+|two) (?P<unit>days?) (?:ago|before)", {" day ago", " days ago", " day before", " days before"}),
        (r"(?:late )?\w+ fell", {" fell"}),
        (r"(?<=\w )to(?= \w)", {"to"}),
        (r"\d+", set()),
        (r"(?:north|\w+) wind|calm", {" wind", "calm"}),
        (r"x*", set()),
        (r"[ab]c", {"ac", "bc"}),
        (r"[^a]c", {"c"}),
        (r"(?i:fell) back", {" back"}),
    ],
)
def test_every_match_holds_one_of_the_pieces(pattern: str, pieces: set[str]) -> None:
    assert needed_pieces(re.compile(pattern)) == pieces


def test_a_pattern_that_ignores_case_is_always_run() -> None:
    assert needed_pieces(re.compile("ago", re.IGNORECASE)) == frozenset()


def test_without_the_reader_of_patterns_nothing_is_sieved_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(sieve.importlib, "import_module", missing)
    assert Sieve([re.compile("ago"), re.compile("later")]).passing("nothing") == [0, 1]


def test_patterns_pass_in_their_own_order() -> None:
    patterns = [re.compile(words) for words in ("later", r"\d", "ago", "never")]
    assert Sieve(patterns).passing("a week ago, no later") == [0, 1, 2]


def test_no_patterns() -> None:
    assert Sieve([]).passing("text") == []


_RULES = rules_for("en")
assert _RULES is not None
_CUES = [re.compile(cue.pattern) for cue in _RULES.cues]
_SIEVE = Sieve(_CUES)
_WORDS = sorted({word for cue in _RULES.cues for word in re.findall(r"[a-z']+", cue.pattern)})


@given(st.lists(st.sampled_from([*_WORDS, "town", "1990", ",", "captured"]), min_size=1, max_size=12).map(" ".join))
def test_no_cue_of_the_rules_is_lost(text: str) -> None:
    passing = _SIEVE.passing(text)
    assert [number for number, pattern in enumerate(_CUES) if pattern.search(text) and number not in passing] == []
