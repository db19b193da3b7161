"""The words beside a span of a text, cut where they no longer belong to it."""

from __future__ import annotations

from typing import NamedTuple

_WINDOW = 72
_CLOSERS = "\"'”’»)]}"
_OPENERS = "\"'“‘«([{"


class Around(NamedTuple):
    """What stands beside a span on its line."""

    before: list[str]
    """White-space separated words before it, nearest last; the first of them may be cut."""
    after: list[str]
    """Words after it, nearest first; the last of them may be cut. A possessive mark is taken off, see `possessive`."""
    glue_before: str
    """Characters between the span and the white space before it, as an opening quotation mark or ``pro-``."""
    glue_after: str
    """Characters between the span and the white space after it, as a comma or ``-held``."""
    possessive: bool
    """Whether ``'s`` or ``s'`` follows."""


def look_around(text: str, start: int, end: int) -> Around:
    """The surroundings of ``text[start:end]``, at most 72 characters either side and never beyond the line."""
    left = text[max(0, start - _WINDOW) : start]
    cut = left.rfind("\n")
    if cut >= 0:
        left = left[cut + 1 :]
    right = text[end : end + _WINDOW]
    cut = right.find("\n")
    if cut >= 0:
        right = right[:cut]
    before = left.split()
    glue_before = ""
    if left and not left[-1].isspace():
        glue_before = before.pop()
    possessive = False
    if right[:2] in ("'s", "’s", "`s"):
        possessive, right = True, right[2:]
    after = right.split(None, 6)
    glue_after = ""
    if right and not right[0].isspace():
        glue_after = after.pop(0)
    return Around(before, after, glue_before, glue_after, possessive)


def bare(word: str) -> str:
    """A word without marks at its ends; a full stop stays."""
    return word.strip("\"'“”‘’«»()[]{},;:!?…")


_DOTTED = frozenset(["Capt.", "Prof.", "Brig.", "Sens.", "Reps.", "Sept.", "Cmdr."])


def ends_phrase(word: str) -> bool:
    """Whether a mark at the end of `word` parts it from the next one; a full stop counts unless the word is an abbreviation."""
    last = word[-1]
    return last in ',;:!?…)]”"' or (last == "." and len(word) > 4 and word not in _DOTTED)


def is_capital(word: str) -> bool:
    """Whether a word begins with a capital letter, after opening marks."""
    return word.lstrip(_OPENERS)[:1].isupper()
