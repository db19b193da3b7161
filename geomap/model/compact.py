"""A map specification as one compact JSON object, and back.

Every list of nouns becomes a table of columns, named after the fields and derived from the dataclasses
(`geomap.model.columns`). A column whose values are all the field's empty default is left out. Every string stands once in
``strings``, the most used first, and columns hold its index. Days are counted from 1970-01-01. Positions are whole numbers of
1e-5 degrees; shapes are rings of whole numbers of 1e-3 degrees (areas 1e-4), first a position, then differences. Texts that
follow from other columns (`_DERIVED`) are null in a column whose key ends in ``=``. `geomap.model.packing` then shortens columns of
whole numbers. ``docs/page.md`` describes the format for readers of the page's data.
"""

from __future__ import annotations

import dataclasses
import typing
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, get_type_hints

from geomap.model.area import Area, FrontLine
from geomap.model.columns import Column, columns, noun_of, read_columns, without_none
from geomap.model.lonlat import LonLat
from geomap.model.mapspec import MapSpec
from geomap.model.packing import pack, split_key, unpacker
from geomap.model.records import from_record, to_record
from geomap.model.shapes import decode_shape, encode_shape

FORMAT = "geomap-map/1"
EPOCH = date(1970, 1, 1).toordinal()
POSITION_STEPS = 100_000
OUTLINE_STEPS = 1_000
AREA_STEPS = 10_000

Payload = dict[str, Any]

_DERIVED: dict[str, tuple[tuple[str, ...], Callable[..., str | None]]] = {
    "dating.edtf": (("dating.likely",), lambda day: day.isoformat() if day else None),
    "since.edtf": (("since.likely",), lambda day: day.isoformat() if day else None),
    "known.edtf": (("known.likely",), lambda day: day.isoformat() if day else None),
    "id": (("place_id", "valid_from"), lambda place, day: f"{place}@{day.isoformat()}" if place and day else None),
}
"""Texts that mostly follow from other columns of their row."""


def encode_spec(spec: MapSpec) -> Payload:
    """The specification as plain data for JSON."""
    strings: Counter[str] = Counter()
    tables: Payload = {}
    plain: Payload = {}
    hints = get_type_hints(MapSpec)
    for field in dataclasses.fields(MapSpec):
        value = getattr(spec, field.name)
        noun = noun_of(hints[field.name])
        if noun is not None:
            tables[field.name] = _encode_table(noun, value, strings)
        else:
            plain[field.name] = to_record(value)
    ordered = sorted(strings, key=lambda text: -strings[text])
    index = {text: number for number, text in enumerate(ordered)}
    written = {name: _write_table(table, index) for name, table in tables.items()}
    return {"format": FORMAT, "strings": [str(text) for text in ordered], **plain, **written}


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
        noun = noun_of(hints[field.name])
        if noun is not None:
            nouns[field.name] = _decode_table(noun, payload[field.name], strings)
            record[field.name] = []
        else:
            record[field.name] = payload[field.name]
    return dataclasses.replace(from_record(MapSpec, record), **nouns)


def _encode_table(noun: type, rows: Sequence[Any], strings: Counter[str]) -> Payload:
    """Columns by key, strings still as they are."""
    table: Payload = {"n": len(rows)}
    steps = AREA_STEPS if noun in (Area, FrontLine) else OUTLINE_STEPS
    values = read_columns(noun, rows)
    for column in columns(noun):
        own = values[column.name]
        if not column.default and all(value == column.default for value in own):
            continue
        key = f"{column.name}:{column.code}"
        if column.code == "t*":
            assert column.kind is not None
            inner = [item for value in own for item in value or ()]
            table[key] = {"len": [None if value is None else len(value) for value in own], **_encode_table(column.kind, inner, strings)}
            continue
        if column.code == "s" and (guesses := _guesses(column.name, values)):
            key += "="
            own = [None if value == guess else value for guess, value in zip(guesses, own, strict=True)]
        table[key] = _encode_column(column, own, steps, strings)
    return table


def _guesses(name: str, values: Mapping[str, list[Any]]) -> list[str | None]:
    sources, derive = _DERIVED.get(name, ((), lambda: None))
    if not sources or any(source not in values for source in sources):
        return []
    return [derive(*parts) for parts in zip(*(values[source] for source in sources), strict=True)]


def _encode_column(column: Column, own: list[Any], steps: int, strings: Counter[str]) -> list[Any]:
    code = column.code
    if code == "s":
        strings.update(own if None not in own else [value for value in own if value is not None])
        return own
    if code == "s*":
        for value in own:
            strings.update(value or ())
        return own
    if code == "?":
        return [int(value is not None) for value in own]
    if code == "d":
        return [None if value is None else value.toordinal() - EPOCH for value in own]
    if code == "n":
        return [None if value is None else _short(value) for value in own]
    if code == "p":
        return [None if value is None else [round(value.lon * POSITION_STEPS), round(value.lat * POSITION_STEPS)] for value in own]
    if code == "g":
        return [None if value is None else encode_shape(value, steps) for value in own]
    return [None if value is None else to_record(value) for value in own]


def _short(value: float) -> float | int:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _write_table(table: Payload, index: Mapping[str, int]) -> Payload:
    """Strings by their index, columns of whole numbers packed."""
    out: Payload = {}
    numbers: dict[str, list[int | None]] = {}
    for key, cells in table.items():
        if key in ("n", "len"):
            out[key] = cells
            continue
        _, code, _ = split_key(key)
        if code == "t*":
            out[key] = _write_table(cells, index)
        elif code == "s":
            numbers[key] = [None if cell is None else index[cell] for cell in cells]
        elif code == "p":
            out[key] = _write_lists(cells)
        elif code == "s*":
            out[key] = _write_lists([None if cell is None else [index[text] for text in cell] for cell in cells])
        elif code in ("d", "n", "?") and all(cell is None or type(cell) is int for cell in cells):
            numbers[key] = cells
        else:
            out[key] = cells
    return {**out, **pack(numbers)}


def _write_lists(lists: list[list[int] | None]) -> Any:  # noqa: ANN401 - two forms
    """Lists of one length in one row: ``{"each": length, "of": values}``."""
    size = len(lists[0]) if lists and lists[0] is not None else 0
    if size and all(cell is not None and len(cell) == size for cell in lists):
        return {"each": size, "of": [number for cell in lists for number in cell or ()]}
    return lists


def _read_lists(written: Any) -> list[list[int] | None]:  # noqa: ANN401
    if isinstance(written, dict):
        size, values = written["each"], written["of"]
        return [values[start : start + size] for start in range(0, len(values), size)]
    lists: list[list[int] | None] = written
    return lists


def _decode_table(noun: type, table: Mapping[str, Any], strings: Sequence[str]) -> tuple[Any, ...]:
    count = table["n"]
    steps = AREA_STEPS if noun in (Area, FrontLine) else OUTLINE_STEPS
    keys = {key.partition(":")[0]: key for key in table if ":" in key}
    unpacked = unpacker(table, count)
    cells: dict[str, list[Any]] = {}
    derived: list[str] = []
    for column in columns(noun):
        key = keys.get(column.name)
        if key is None:
            cells[column.name] = [column.default] * count
        elif column.code == "t*":
            assert column.kind is not None
            inner = iter(_decode_table(column.kind, table[key], strings))
            cells[column.name] = [None if size is None else tuple(next(inner) for _ in range(size)) for size in table[key]["len"]]
        else:
            written: Sequence[Any]
            if column.code in ("s*", "p"):
                written = _read_lists(table[key])
            else:
                written = table[key] if column.code in ("g", "j", "n*") else unpacked(column.name)
            cells[column.name] = [_decode_cell(value, column, steps, strings) for value in written]
            if split_key(key)[2]:
                derived.append(column.name)
    for name in derived:
        cells[name] = [guess if value is None else value for guess, value in zip(_guesses(name, cells), cells[name], strict=True)]
    return tuple(_build(noun, "", cells, row) for row in range(count))


def _decode_cell(value: Any, column: Column, steps: int, strings: Sequence[str]) -> Any:  # noqa: ANN401
    if value is None:
        return None
    if column.code == "s":
        return column.kind(strings[value]) if column.kind else strings[value]
    if column.code == "s*":
        return tuple(strings[number] for number in value)
    if column.code == "d":
        return date.fromordinal(value + EPOCH)
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
        bare = without_none(hints[field.name])
        if dataclasses.is_dataclass(bare) and bare is not LonLat:
            present = name not in cells or cells[name][row]
            arguments[field.name] = _build(typing.cast(type, bare), f"{name}.", cells, row) if present else None
        else:
            arguments[field.name] = cells[name][row]
    return noun(**arguments)
