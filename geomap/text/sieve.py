"""Which of many patterns can match a text at all, told in one pass.

Every pattern is read once for the pieces of literal text that none of its matches can do without ("ago" or "earlier"); one
Aho-Corasick automaton then looks for the pieces of all patterns together. Only patterns whose pieces occur are worth running.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from typing import Any

import ahocorasick

_MOST = 100
"""Pieces of one pattern that are still looked for one by one."""
_ZERO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})


class Sieve:
    """Made once for a list of patterns."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        """Read the patterns; those that need no literal text are never sieved out."""
        owners: dict[str, list[int]] = {}
        always = []
        for number, pattern in enumerate(patterns):
            pieces = needed_pieces(pattern)
            if not pieces:
                always.append(number)
            for piece in pieces:
                owners.setdefault(piece, []).append(number)
        self._always = frozenset(always)
        self._automaton = ahocorasick.Automaton()
        for piece, numbers in owners.items():
            self._automaton.add_word(piece, numbers)
        if owners:
            self._automaton.make_automaton()
        self._empty = not owners

    def passing(self, text: str) -> list[int]:
        """The numbers of the patterns that may match somewhere in a text, in order; the others surely do not."""
        if self._empty:
            return sorted(self._always)
        found = set(self._always)
        for _, numbers in self._automaton.iter(text):
            found.update(numbers)
        return sorted(found)


def needed_pieces(pattern: re.Pattern[str]) -> frozenset[str]:
    """Strings of which every match of a pattern holds at least one; empty if none can be told.

    The reader of regular expressions is that of the standard library, which does not promise its place: where it is not found, or a
    pattern ignores case, nothing is told and the pattern is always run.
    """
    try:
        parser = importlib.import_module("re._parser")
    except ImportError:
        return frozenset()
    if pattern.flags & re.IGNORECASE:
        return frozenset()
    return _best(_needs(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)))


def _best(choices: Sequence[frozenset[str]]) -> frozenset[str]:
    """The choice whose shortest piece is longest, of these the one with fewest pieces."""
    fitting = [pieces for pieces in choices if pieces and "" not in pieces]
    return max(fitting, key=lambda pieces: (min(3, min(map(len, pieces))), -len(pieces)), default=frozenset())


def _needs(parts: Any) -> list[frozenset[str]]:  # noqa: ANN401 - the parser's own nested lists
    """Sets of strings; a match of the parts in a row holds one string of every set."""
    found: list[frozenset[str]] = []
    run: frozenset[str] = frozenset({""})
    for part in parts:
        strings = _strings(part)
        if strings is not None and len(run) * len(strings) <= _MOST:
            run = frozenset(head + tail for head in run for tail in strings)
            continue
        found.append(run)
        run = frozenset({""}) if strings is None else strings
        if strings is None:
            found += _inside(part)
    found.append(run)
    return found


def _inside(part: Any) -> list[frozenset[str]]:  # noqa: ANN401 - see `_needs`
    """What a part needs that has no short list of strings."""
    name, value = str(part[0]), part[1]
    if name == "SUBPATTERN" and not value[1]:  # no flags of its own
        return _needs(value[-1])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0] > 0:
        return _needs(value[2])
    if name == "ATOMIC_GROUP":
        return _needs(value)
    if name == "BRANCH":
        branches = [_best(_needs(branch)) for branch in value[1]]
        return [frozenset().union(*branches)] if all(branches) else []
    return []


def _strings(part: Any) -> frozenset[str] | None:  # noqa: ANN401 - see `_needs`
    """Every string a part can match, if they are few; None otherwise."""
    name, value = str(part[0]), part[1]
    if name in _ZERO_WIDTH:
        return frozenset({""})
    if name == "LITERAL":
        return frozenset({chr(value)})
    if name == "IN":
        letters = [chr(item[1]) for item in value if str(item[0]) == "LITERAL"]
        return frozenset(letters) if len(letters) == len(value) else None
    if name == "SUBPATTERN":
        return _strings_in_row(value[-1]) if not value[1] else None
    if name == "BRANCH":
        branches = [_strings_in_row(branch) for branch in value[1]]
        known = [strings for strings in branches if strings is not None]
        whole = frozenset[str]().union(*known)
        return whole if len(known) == len(branches) and len(whole) <= _MOST else None
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[1] == 1:
        once = _strings_in_row(value[2])
        return once if once is None or value[0] else once | {""}
    return None


def _strings_in_row(parts: Any) -> frozenset[str] | None:  # noqa: ANN401 - see `_needs`
    run: frozenset[str] = frozenset({""})
    for part in parts:
        strings = _strings(part)
        if strings is None or len(run) * len(strings) > _MOST:
            return None
        run = frozenset(head + tail for head in run for tail in strings)
    return run
