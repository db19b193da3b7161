"""Sentences and paragraphs of a text, as spans; nothing is copied or changed.

News text is ragged: one line a paragraph, hard-wrapped lines, bullet lists, headings without a full
stop, brackets broken over a line. A newline ends a sentence unless the text is hard-wrapped, a
bracket is open, or the next line goes on in lower case after a line that did not end.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TITLES = (
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gen", "gov", "lt", "col", "maj", "capt", "sgt", "brig", "adm", "cmdr", "st",
    "mt", "ft", "no", "vs", "etc", "approx", "dept", "est", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "u.s", "u.n", "u.k", "e.g", "i.e", "a.m", "p.m", "d.c",
    "inc", "ltd", "co", "corp",
)  # fmt: skip
ABBREVIATIONS = frozenset(_TITLES)
"""Words that carry a full stop without ending a sentence (lower case, without the last stop)."""

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_OPENER = re.compile(r"\s*[\"'“‘«(\[]*(?P<next>\S)")
_BULLET = re.compile(r"[ \t]*(?:[•*‣▪●◦–—-]|--|\d{1,2}[.)])[ \t]+")
_WORD_BEFORE = re.compile(r"([^\s(\[\"'“‘]+)$")
_WRAPPED_MIN, _WRAPPED_MAX = 50, 110


class Span(NamedTuple):
    """Half-open range of code points, [start, end)."""

    start: int
    end: int


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Blocks of text between blank lines, or single lines where the text is not hard-wrapped; without outer white space."""
    wrapped = _is_wrapped(text)
    spans: list[Span] = []
    start: int | None = None
    position = 0
    depth = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        end = position + len(line.rstrip())
        begins = position + len(line) - len(line.lstrip())
        goes_on = spans and body and (depth > 0 or wrapped or (body[0].islower() and not _ends(text, spans[-1])))
        if body and start is not None and goes_on and not _BULLET.match(line):
            spans[-1] = Span(spans[-1].start, end)
        elif body:
            spans.append(Span(begins, end))
            depth = 0
        if body:
            start = begins
            depth = max(0, depth + body.count("(") - body.count(")"))
        else:
            start = None
            depth = 0
        position += len(line)
    return tuple(spans)


def split_sentences(text: str, *, abbreviations: frozenset[str] = ABBREVIATIONS) -> tuple[Span, ...]:
    """Sentences in order, without outer white space; every non-space character is in exactly one.

    Parameters
    ----------
    text
        Any text.
    abbreviations
        Lower-case words, without their last full stop, that do not end a sentence.
    """
    return tuple(span for paragraph in split_paragraphs(text) for span in sentences_in(text, paragraph, abbreviations=abbreviations))


def sentences_in(text: str, paragraph: Span, *, abbreviations: frozenset[str] = ABBREVIATIONS) -> tuple[Span, ...]:
    """The sentences of one paragraph of `text`; see `split_sentences`."""
    spans: list[Span] = []
    start = paragraph.start
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        if match.end() >= paragraph.end:
            break
        opener = _OPENER.match(text, match.end(), paragraph.end)
        quoted = opener is not None and opener.group()[-2:-1] in ('"', "“", "«")
        if opener is None or not _is_end(text, match, "" if quoted else opener.group("next"), abbreviations):
            continue
        spans.append(Span(start, match.end()))
        start = match.end()
        while start < paragraph.end and text[start].isspace():
            start += 1
    if start < paragraph.end:
        spans.append(Span(start, paragraph.end))
    return tuple(spans)


def _is_end(text: str, match: re.Match[str], following: str, abbreviations: frozenset[str]) -> bool:
    if following.islower():
        return False
    if match.group()[0] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
    word = before.group(1).lower() if before else ""
    if word in abbreviations:
        return False
    # a lone capital is an initial ("J. Smith"), a number before a digit a decimal or a list mark
    return not (len(word) == 1 and word.isalpha()) and not (word.isdigit() and following.isdigit())


def _is_wrapped(text: str) -> bool:
    """Whether single newlines are line wraps: most inner lines of paragraphs are long, alike and without an end."""
    lines = [block.strip().splitlines() for block in text.split("\n\n")]
    inner = [line.strip() for block in lines for line in block[:-1] if line.strip()]
    if len(inner) < 4:
        return False
    wraps = [line for line in inner if _WRAPPED_MIN <= len(line) <= _WRAPPED_MAX and line[-1] not in '.!?:”"']
    return len(wraps) >= 0.6 * len(inner)


def _ends(text: str, span: Span) -> bool:
    return text[span.end - 1] in '.!?:…"”'
