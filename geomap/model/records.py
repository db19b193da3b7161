"""Nouns as plain records and back: the one mapping behind every JSON geomap reads or writes.

A record holds only ``dict``, ``list``, ``str``, ``int``, ``float``, ``bool`` and ``None``. Keys are the
field names, derived from the dataclasses and never typed a second time. Dates are ISO 8601, enums
their values, positions ``{"lon", "lat"}`` in EPSG:4326, geometries GeoJSON geometry objects.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

T = TypeVar("T")
Record = dict[str, Any]


def to_record(value: Any, *, sparse: bool = False) -> Any:  # noqa: ANN401 - it maps any noun
    """A noun as plain data.

    Parameters
    ----------
    value
        A dataclass of `geomap.model`, or any value that stands in a field of one.
    sparse
        Leave out fields that have their default value; `from_record` fills them in again.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        record = {}
        for field in dataclasses.fields(value):
            part = getattr(value, field.name)
            if sparse and field.default is not dataclasses.MISSING and part == field.default:
                continue
            record[field.name] = to_record(part, sparse=sparse)
        return record
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, BaseGeometry):
        return mapping(value)
    if isinstance(value, (tuple, list)):
        return [to_record(part, sparse=sparse) for part in value]
    if isinstance(value, Mapping):
        return {str(key): to_record(part, sparse=sparse) for key, part in value.items()}
    return value


def from_record(kind: type[T], record: Mapping[str, Any]) -> T:
    """The noun a record describes.

    Raises
    ------
    ValueError
        If a field is missing, unknown or of the wrong shape; the message begins with its dotted path.
    """
    return typing.cast(T, _build(kind, record, ""))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, value: Any, path: str) -> Any:  # noqa: ANN401
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _build(next(part for part in get_args(kind) if part is not type(None)), value, path)
    if origin is tuple:
        return _build_tuple(get_args(kind), value, path)
    if dataclasses.is_dataclass(kind):
        return _build_dataclass(typing.cast(type, kind), value, path)
    if isinstance(kind, type):
        return _build_leaf(kind, value, path)
    return value


def _build_tuple(kinds: tuple[Any, ...], value: Any, path: str) -> tuple[Any, ...]:  # noqa: ANN401
    if not isinstance(value, (list, tuple)):
        raise ValueError(f"{path}: expected a list, found {value!r}")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_build(kinds[0], part, f"{path}[{index}]") for index, part in enumerate(value))
    if len(kinds) != len(value):
        raise ValueError(f"{path}: expected {len(kinds)} values, found {len(value)}")
    return tuple(_build(part_kind, part, f"{path}[{index}]") for index, (part_kind, part) in enumerate(zip(kinds, value, strict=True)))


def _build_dataclass(kind: type, value: Any, path: str) -> Any:  # noqa: ANN401
    if not isinstance(value, Mapping):
        raise ValueError(f"{path or kind.__name__}: expected an object, found {value!r}")
    fields = {field.name: field for field in dataclasses.fields(kind)}
    unknown = sorted(set(value) - set(fields))
    if unknown:
        raise ValueError(f"{_join(path, unknown[0])}: no such field of {kind.__name__}; it has {', '.join(fields)}")
    arguments = {}
    for name, field in fields.items():
        if name in value:
            arguments[name] = _build(_hints(kind)[name], value[name], _join(path, name))
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise ValueError(f"{_join(path, name)}: missing")
    try:
        return kind(**arguments)
    except ValueError as error:
        raise ValueError(f"{path}: {error}" if path else str(error)) from None


def _build_leaf(kind: type, value: Any, path: str) -> Any:  # noqa: ANN401
    if issubclass(kind, BaseGeometry):
        return shape(value)
    if issubclass(kind, Enum):
        try:
            return kind(value)
        except ValueError:
            allowed = ", ".join(str(member.value) for member in kind)
            raise ValueError(f"{path}: {value!r} is none of {allowed}") from None
    if kind is date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise ValueError(f"{path}: {value!r} is no date (expected YYYY-MM-DD)") from None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{path}: expected {kind.__name__}, found {value!r}")
    return value


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
