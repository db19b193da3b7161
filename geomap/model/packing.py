"""Columns of whole numbers, written as short as they allow; the column's key says how.

``end:n-start`` counts from the column ``start`` of the same row. ``source:s@doc_id`` follows from ``doc_id``: it holds the value for
every new one, in the order they appear. ``valid_to:d>valid_from`` counts like ``-``, and 0 says: until the next row's interval begins
if that is of the same place, else open. ``known.likely:d~`` holds the first value and then differences from row to row. A single
value instead of a list holds for every row, and a ``[value, times]`` in a list stands for that many values.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Cells = list[int | None]

_BASES = {
    "end": "start",
    "place.start": "start",
    "place.end": "place.start",
    "actor.start": "start",
    "actor.end": "actor.start",
    "target.start": "start",
    "target.end": "target.start",
    "attribution.speaker_start": "start",
    "attribution.speaker_end": "attribution.speaker_start",
    "dating.earliest": "dating.likely",
    "dating.latest": "dating.likely",
    "since.earliest": "since.likely",
    "since.latest": "since.likely",
    "known.earliest": "known.likely",
    "known.latest": "known.likely",
    "last_supported": "valid_from",
    "valid_to": "valid_from",
}
"""Columns that may count from another one of their row."""
_FOLLOWS = {
    "place.raw": "place.place_id",
    "actor.raw": "actor.actor_id",
    "actor.name": "actor.actor_id",
    "target.name": "target.actor_id",
    "source": "doc_id",
    "url": "doc_id",
    "known.likely": "doc_id",
    "attribution.publication": "doc_id",
    "attribution.camp": "attribution.speaker_actor_id",
}
"""Columns that may follow from another one."""
_NEXT = {"valid_to": "valid_from"}
"""Ends of intervals, by the column they mostly meet in the next row of the same `_OWNER`."""
_OWNER = "place_id"
_KEY = re.compile(r"(?P<name>[^:]+):(?P<code>[^->@=~]+)(?P<derived>=?)(?:(?P<how>[->@])(?P<base>[^~]+))?(?P<steps>~?)")
_WORTH = 8
"""Columns shorter than this stay as they are."""


def pack(cells: Mapping[str, Cells]) -> dict[str, Any]:
    """Column key to what is written.

    Parameters
    ----------
    cells
        Key (``name:code`` or ``name:code=``) to values, all of one length.
    """
    by_name = {key.partition(":")[0]: column for key, column in cells.items()}
    packed: dict[str, Any] = {}
    for key, column in cells.items():
        name = key.partition(":")[0]
        if len(column) > 1 and column.count(column[0]) == len(column):
            packed[key] = column[0]
            continue
        best_key, best = key, column
        if len(column) > _WORTH:
            for other_key, other in _ways(key, name, column, by_name):
                if _length(other) < _length(best):
                    best_key, best = other_key, other
        if len(best) > 1 and "@" not in best_key and best.count(best[0]) == len(best):
            packed[best_key] = best[0]
            continue
        written = _runs(best)
        if len(best) > _WORTH and None not in best:
            steps = _runs(_steps(best))
            if _length(steps) < _length(written):
                best_key, written = f"{best_key}~", steps
        packed[best_key] = written
    return packed


def _runs(column: Cells) -> list[Any]:
    """Values that repeat as ``[value, times]``, where that is shorter."""
    out: list[Any] = []
    if len(column) <= _WORTH:
        return column
    for value, same in itertools.groupby(column):
        times = sum(1 for _ in same)
        if times > 2 and len(str(value)) * times + times > len(f"{value}{times}") + 4:
            out.append([value, times])
        else:
            out += [value] * times
    return out


def _values(written: Any, count: int) -> list[Any]:  # noqa: ANN401 - a list or one value for all
    if not isinstance(written, list):
        return [written] * count
    return [value for part in written for value in ([part[0]] * part[1] if isinstance(part, list) else (part,))]


def _ways(key: str, name: str, column: Cells, by_name: Mapping[str, Cells]) -> list[tuple[str, Cells]]:
    ways: list[tuple[str, Cells]] = []
    base = by_name.get(_BASES.get(name, ""))
    if base and all(first is not None or value is None for first, value in zip(base, column, strict=True)):
        less = [None if value is None or first is None else value - first for first, value in zip(base, column, strict=True)]
        ways.append((f"{key}-{_BASES[name]}", less))
        owner = by_name.get(_OWNER)
        if name in _NEXT and owner and all(value is None or value > 0 for value in less):
            ways.append(
                (
                    f"{key}>{_BASES[name]}",
                    [0 if value == guess else less[row] for row, (guess, value) in enumerate(zip(_next(base, owner), column, strict=True))],
                )
            )
    base = by_name.get(_FOLLOWS.get(name, ""))
    if base:
        seen = dict(zip(reversed(base), reversed(column), strict=True))
        if all(seen[first] == value for first, value in zip(base, column, strict=True)):
            ways.append((f"{key}@{_FOLLOWS[name]}", [seen[first] for first in dict.fromkeys(base)]))
    return ways


def _next(base: Cells, owner: Cells) -> Cells:
    """For every row the value of the next row, None where that is of another owner."""
    pairs = itertools.pairwise(zip(base, owner, strict=True))
    return [*(value if mine == other else None for (_, mine), (value, other) in pairs), *([None] if base else [])]


def _steps(column: Sequence[Any]) -> Cells:
    return [column[0], *(after - before for before, after in itertools.pairwise(column))]


def _length(column: Sequence[int | None]) -> int:
    return sum(map(len, map(str, column))) + len(column)


def split_key(key: str) -> tuple[str, str, bool]:
    """Name, code and whether missing texts follow from other columns.

    Raises
    ------
    ValueError
        If it is no column key.
    """
    match = _KEY.fullmatch(key)
    if match is None:
        raise ValueError(f"{key!r} is no column")
    return match["name"], match["code"], bool(match["derived"])


def unpacker(table: Mapping[str, Any], count: int) -> Callable[[str], Cells]:
    """What gives the plain values of a column of the table, by name."""
    keys = {match["name"]: match for match in map(_KEY.fullmatch, table) if match}
    found: dict[str, Cells] = {}

    def column(name: str) -> Cells:
        if name not in found:
            match = keys[name]
            written = table[match[0]]
            values: Cells = _values(written, count)
            if match["steps"]:
                values = list(itertools.accumulate(values))
            if match["how"] == "@":
                follow = iter(values)
                seen: dict[int | None, int | None] = {}
                values = []
                for first in column(match["base"]):
                    if first not in seen:
                        seen[first] = next(follow)
                    values.append(seen[first])
            elif match["how"]:
                base = column(match["base"])
                less = values
                values = [None if value is None else value + (first or 0) for first, value in zip(base, values, strict=True)]
                if match["how"] == ">":
                    after = _next(base, column(_OWNER))
                    values = [guess if part == 0 else value for part, guess, value in zip(less, after, values, strict=True)]
            found[name] = values
        return found[name]

    return column
