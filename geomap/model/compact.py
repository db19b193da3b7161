"""A map specification as one compact JSON object, and back.

Every list of nouns becomes a table of columns, named after the fields (``place.raw`` for a field of a field) and derived
from the dataclasses. A column whose values are all the field's empty default is left out; one whose values are all the same is
that value instead of a list. Every string stands once in ``strings``, the most used first, and columns hold its index. Days are
counted from 1970-01-01. Positions are whole numbers of 1e-5 degrees; shapes are rings of whole numbers of 1e-3 degrees (areas
1e-4), first a position, then differences.

Three things keep columns short, and each is seen in the column's name: ``end:n-start`` counts from the column ``start`` of the
same row; ``id:s=`` holds null where the value follows from other columns (`_DERIVED`); ``known.likely:d~`` holds the first value and
then differences from row to row. ``docs/page.md`` describes the format for readers of the page's data.
"""

from __future__ import annotations

import dataclasses
import itertools
import operator
import types
import typing
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from geomap.model.area import Area
from geomap.model.lonlat import LonLat
from geomap.model.mapspec import MapSpec
from geomap.model.records import from_record, to_record
from geomap.model.shapes import decode_shape, encode_shape

FORMAT = "geomap-map/1"
EPOCH = date(1970, 1, 1)
POSITION_STEPS = 100_000
OUTLINE_STEPS = 1_000
AREA_STEPS = 10_000

Payload = dict[str, Any]

_RELATIVE = {
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
}
"""Columns that are counted from another one of their row, where every row allows it."""
_DERIVED: dict[str, Callable[[Mapping[str, Any]], str | None]] = {
    "dating.edtf": lambda row: _iso(row.get("dating.likely")),
    "since.edtf": lambda row: _iso(row.get("since.likely")),
    "known.edtf": lambda row: _iso(row.get("known.likely")),
    "id": lambda row: f"{row['place_id']}@{_iso(row['valid_from'])}" if row.get("valid_from") and "place_id" in row else None,
}
"""Texts that mostly follow from other columns of their row."""


def _iso(day: Any) -> str | None:  # noqa: ANN401 - a day or nothing
    return day.isoformat() if isinstance(day, date) else None


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Column:
    """One leaf field of a noun."""

    name: str
    code: str
    """s string, d day, n number or truth, p position, g shape, s* strings, t* nouns of `kind`, ? whether an optional noun is there."""
    default: Any
    kind: type | None = None
    path: tuple[str, ...] = ()


def encode_spec(spec: MapSpec) -> Payload:
    """The specification as plain data for JSON."""
    strings: Counter[str] = Counter()
    tables: Payload = {}
    plain: Payload = {}
    hints = get_type_hints(MapSpec)
    for field in dataclasses.fields(MapSpec):
        value = getattr(spec, field.name)
        noun = _noun_of(hints[field.name])
        if noun is not None:
            tables[field.name] = _encode_table(noun, value, strings)
        else:
            plain[field.name] = to_record(value)
    ordered = sorted(strings, key=lambda text: -strings[text])
    index = {text: number for number, text in enumerate(ordered)}
    for name, table in tables.items():
        tables[name] = _number(table, index)
    return {"format": FORMAT, "strings": ordered, **plain, **tables}


def decode_spec(payload: Mapping[str, Any]) -> MapSpec:
    """The specification a payload describes; positions and shapes as exact as the format holds them.

    Raises
    ------
    ValueError
        If the payload is of another format.
    """
    if payload.get("format") != FORMAT:
        raise ValueError(f"format: expected {FORMAT}, found {payload.get('format')!r}")
    strings = payload["strings"]
    hints = get_type_hints(MapSpec)
    nouns: dict[str, Any] = {}
    record: dict[str, Any] = {}
    for field in dataclasses.fields(MapSpec):
        noun = _noun_of(hints[field.name])
        if noun is not None:
            nouns[field.name] = _decode_table(noun, payload[field.name], strings)
            record[field.name] = []
        else:
            record[field.name] = payload[field.name]
    return dataclasses.replace(from_record(MapSpec, record), **nouns)


def _noun_of(hint: Any) -> type | None:  # noqa: ANN401 - a type expression
    """The dataclass of ``tuple[X, ...]`` or ``tuple[X, X]``; None for anything else."""
    if get_origin(hint) is tuple:
        first = get_args(hint)[0]
        if dataclasses.is_dataclass(first) and isinstance(first, type):
            return first
    return None


@cache
def columns(noun: type) -> tuple[_Column, ...]:
    """The columns of a noun, in field order; fields of fields are flattened."""
    return tuple(_columns(noun, (), optional=False))


def _columns(noun: type, path: tuple[str, ...], *, optional: bool) -> list[_Column]:
    found: list[_Column] = []
    hints = get_type_hints(noun)
    for field in dataclasses.fields(noun):
        hint = hints[field.name]
        here = (*path, field.name)
        default = None if optional or field.default is dataclasses.MISSING else field.default
        bare = _without_none(hint)
        if bare is LonLat:
            found.append(_Column(name=".".join(here), code="p", default=None, path=here))
        elif (inner := _noun_of(bare)) is not None:
            found.append(_Column(name=".".join(here), code="t*", default=default, kind=inner, path=here))
        elif isinstance(bare, type) and dataclasses.is_dataclass(bare):
            if bare is not hint:
                found.append(_Column(name=".".join(here), code="?", default=None, kind=bare, path=here))
            found += _columns(bare, here, optional=True)
        else:
            found.append(_leaf(".".join(here), bare, default, here))
    return found


def _leaf(name: str, hint: Any, default: Any, path: tuple[str, ...]) -> _Column:  # noqa: ANN401
    if get_origin(hint) is tuple:
        codes = {str: "s*", float: "n*"}
        first = get_args(hint)[0]
        return _Column(name=name, code=codes.get(first, "j"), default=default, path=path)
    if hint is date:
        return _Column(name=name, code="d", default=default, path=path)
    if isinstance(hint, type) and issubclass(hint, str):
        return _Column(name=name, code="s", default=default, kind=hint if issubclass(hint, Enum) else None, path=path)
    if isinstance(hint, type) and issubclass(hint, (int, float)):
        return _Column(name=name, code="n", default=default, kind=hint, path=path)
    return _Column(name=name, code="g", default=default, path=path)


def _without_none(hint: Any) -> Any:  # noqa: ANN401
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _encode_table(noun: type, rows: Sequence[Any], strings: Counter[str]) -> Payload:
    table: Payload = {"n": len(rows)}
    steps = AREA_STEPS if noun is Area else OUTLINE_STEPS
    values = _leaves(noun, rows)
    for column in columns(noun):
        own = values[column.name]
        if not column.default and all(value == column.default for value in own):
            continue
        if column.code == "t*":
            assert column.kind is not None
            inner = [item for value in own for item in value or ()]
            counts = [len(value) if value is not None else None for value in own]
            table[f"{column.name}:t*"] = {"len": counts, **_encode_table(column.kind, inner, strings)}
            continue
        key = f"{column.name}:{column.code}"
        base = values.get(_RELATIVE.get(column.name, ""))
        if base is not None and all(first is not None or value is None for first, value in zip(base, own, strict=True)):
            key += f"-{_RELATIVE[column.name]}"
            cells = [None if value is None else _days_or_number(value - first) for first, value in zip(base, own, strict=True)]
        elif column.name in _DERIVED and (guesses := _guesses(column.name, values, len(rows))) and guesses != [None] * len(rows):
            key += "="
            rest = [None if value == guess else value for guess, value in zip(guesses, own, strict=True)]
            cells = [_encode_cell(value, column.code, steps, strings) for value in rest]
        else:
            cells = [_encode_cell(value, column.code, steps, strings) for value in own]
        same = column.code in "sdn?" and len(cells) > 1 and all(cell == cells[0] and type(cell) is type(cells[0]) for cell in cells)
        table[key] = cells[0] if same else cells
    return table


def _days_or_number(value: Any) -> int:  # noqa: ANN401 - a difference of days or of numbers
    return value.days if isinstance(value, timedelta) else int(value)


def _guesses(name: str, values: Mapping[str, list[Any]], count: int) -> list[str | None]:
    derive = _DERIVED[name]
    known = {key: column for key, column in values.items() if key in _GUESSED_FROM}
    return [derive(dict(zip(known, row, strict=True))) for row in zip(*known.values(), strict=True)] if known else [None] * count


_GUESSED_FROM = frozenset({"dating.likely", "since.likely", "known.likely", "place_id", "valid_from"})


def _leaves(noun: type, rows: Sequence[Any]) -> dict[str, list[Any]]:
    """Column name to its values; a field of a field that is not there is None."""
    inner: dict[tuple[str, ...], list[Any]] = {(): list(rows)}

    def reach(path: tuple[str, ...]) -> list[Any]:
        if path not in inner:
            get = operator.attrgetter(path[-1])
            parents = reach(path[:-1])
            inner[path] = (
                [None if parent is None else get(parent) for parent in parents]
                if any(parent is None for parent in parents)
                else list(map(get, parents))
            )
        return inner[path]

    return {column.name: reach(column.path) for column in columns(noun)}


def _encode_cell(value: Any, code: str, steps: int, strings: Counter[str]) -> Any:  # noqa: ANN401
    if code == "?":
        return int(value is not None)
    if value is None:
        return None
    if code == "s":
        strings[str(value)] += 1
        return str(value)
    if code == "s*":
        strings.update(value)
        return list(value)
    if code == "d":
        return (value - EPOCH).days
    if code == "p":
        return [round(value.lon * POSITION_STEPS), round(value.lat * POSITION_STEPS)]
    if code == "g":
        return encode_shape(value, steps)
    if code == "n":
        return int(value) if isinstance(value, (bool, int)) else _short(value)
    return to_record(value)


def _short(value: float) -> float | int:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _number(table: Payload, index: Mapping[str, int]) -> Payload:
    """Replace strings by their index, and long columns of whole numbers by differences where that is shorter."""
    out: Payload = {}
    for key, cells in table.items():
        code = key.rpartition(":")[2].rstrip("=").partition("-")[0]
        if code == "t*":
            out[key] = _number(cells, index)
            continue
        if code == "s":
            cells = (
                [None if cell is None else index[cell] for cell in cells]
                if isinstance(cells, list)
                else None
                if cells is None
                else index[cells]
            )
        elif code == "s*":
            cells = [None if cell is None else [index[text] for text in cell] for cell in cells]
        if code in ("s", "d", "n") and isinstance(cells, list) and len(cells) > 8 and all(type(cell) is int for cell in cells):
            steps = [cells[0], *(after - before for before, after in itertools.pairwise(cells))]
            if _length(steps) < _length(cells):
                key, cells = f"{key}~", steps
        out[key] = cells
    return out


def _length(numbers: Sequence[int]) -> int:
    return sum(map(len, map(str, numbers)))


def _decode_table(noun: type, table: Mapping[str, Any], strings: Sequence[str]) -> tuple[Any, ...]:
    count = table["n"]
    steps = AREA_STEPS if noun is Area else OUTLINE_STEPS
    found = {key.rpartition(":")[0]: key for key in table}
    cells: dict[str, list[Any]] = {}
    later: list[tuple[_Column, str, list[Any]]] = []
    for column in columns(noun):
        key = found.get(column.name)
        if key is None:
            cells[column.name] = [column.default] * count
        elif column.code == "t*":
            assert column.kind is not None
            inner = iter(_decode_table(column.kind, table[key], strings))
            cells[column.name] = [None if size is None else tuple(next(inner) for _ in range(size)) for size in table[key]["len"]]
        else:
            values = table[key] if isinstance(table[key], list) else [table[key]] * count
            if key.endswith("~"):
                values = list(itertools.accumulate(values))
            if "-" in key:
                later.append((column, key, values))
                continue
            cells[column.name] = [_decode_cell(value, column, steps, strings) for value in values]
            if key.rstrip("~").endswith("="):
                later.append((column, key, cells[column.name]))
    for column, key, values in _in_order(later):
        if "-" in key:
            base = cells[_RELATIVE[column.name]]
            cells[column.name] = [None if value is None else _plus(first, value) for first, value in zip(base, values, strict=True)]
        else:
            guesses = _guesses(column.name, cells, count)
            cells[column.name] = [guess if value is None else value for guess, value in zip(guesses, values, strict=True)]
    return tuple(_build(noun, "", cells, row) for row in range(count))


def _in_order(later: list[tuple[_Column, str, list[Any]]]) -> list[tuple[_Column, str, list[Any]]]:
    """Columns that others count from come first, derived texts last."""
    names = list(_RELATIVE)
    return sorted(later, key=lambda item: names.index(item[0].name) if item[0].name in _RELATIVE else len(names))


def _plus(first: Any, value: int) -> Any:  # noqa: ANN401 - a day or a number
    return first + timedelta(days=value) if isinstance(first, date) else first + value


def _decode_cell(value: Any, column: _Column, steps: int, strings: Sequence[str]) -> Any:  # noqa: ANN401
    if value is None:
        return None
    if column.code == "s":
        return column.kind(strings[value]) if column.kind else strings[value]
    if column.code == "s*":
        return tuple(strings[number] for number in value)
    if column.code == "d":
        return EPOCH + timedelta(days=value)
    if column.code == "p":
        return LonLat(lon=value[0] / POSITION_STEPS, lat=value[1] / POSITION_STEPS)
    if column.code == "g":
        return decode_shape(value, steps)
    if column.code == "n" and column.kind is not None:
        return column.kind(value)
    if column.code == "?":
        return bool(value)
    return _tuples(value)


def _tuples(value: Any) -> Any:  # noqa: ANN401
    return tuple(_tuples(part) for part in value) if isinstance(value, list) else value


def _build(noun: type, prefix: str, cells: Mapping[str, list[Any]], row: int) -> Any:  # noqa: ANN401
    hints = get_type_hints(noun)
    arguments = {}
    for field in dataclasses.fields(noun):
        name = f"{prefix}{field.name}"
        bare = _without_none(hints[field.name])
        if dataclasses.is_dataclass(bare) and bare is not LonLat:
            present = name not in cells or cells[name][row]
            arguments[field.name] = _build(typing.cast(type, bare), f"{name}.", cells, row) if present else None
        else:
            arguments[field.name] = cells[name][row]
    return noun(**arguments)
