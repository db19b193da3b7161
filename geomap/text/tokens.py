"""Words, numbers and marks of a text, with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

_WORD = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"{_WORD}{{2,}}+(?![\w'’‑·-])|{_WORD}(?=\s)"  # plain words, which need none of what follows: nine in ten
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th|km|kms|%)?"  # numbers, ordinals, measures
    rf"|(?:{_WORD}\.){{2,}}(?:-{_WORD}+)?"  # U.S. U.N. U.N.-backed
    rf"|{_WORD}+(?=n['’]t\b)|n['’]t\b"  # did n't
    # words with inner hyphens and apostrophes
    r"|[^\W_]+(?:(?:[-‑·](?=[^\W_])|['’](?=[^\W_]{2,}(?<!s\b)(?<!re)(?<!ve)(?<!ll)))[^\W_]+)*"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|\.\.\.|--|[^\w\s]|_"
)


class Token(NamedTuple):
    """One word or mark; `lower` is its lower-case form."""

    start: int
    end: int
    text: str
    lower: str


_make_token = partial(tuple.__new__, Token)
"""A token of its four fields in a row: a third of the time that its constructor takes, for every word of a text."""


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]`` in order; a possessive ``'s`` is a token of its own.

    Offsets count in `text`. Words keep inner hyphens (``militant-held``), abbreviations their stops (``U.S.``).
    """
    last = len(text) if end is None else end
    return [_make_token((*match.span(), word := match.group(), word.lower())) for match in _TOKEN.finditer(text, start, last)]


def occurrences(text: str, name: str) -> Iterator[int]:
    """Where a name stands in a text as whole words, in order.

    For names that a single text brings up: a pattern would be compiled for each of them.
    """
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        whole = not _in_word(text[at - 1 : at]) and not _in_word(text[end : end + 1])
        if whole:
            yield at
        at = text.find(name, end if whole else at + 1)


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"
