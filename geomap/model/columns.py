"""The columns of a noun, derived from its dataclass: one per leaf field, fields of fields flattened."""

from __future__ import annotations

import dataclasses
import operator
import types
from collections.abc import Sequence
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from geomap.model.lonlat import LonLat


@dataclasses.dataclass(frozen=True, kw_only=True)
class Column:
    """One leaf field of a noun."""

    name: str
    """``place.raw`` for the field ``raw`` of the field ``place``."""
    code: str
    """s text, d day, n number or truth, p position, g shape, s* texts, n* numbers, t* nouns of `kind`, j anything plain,
    ? whether an optional noun is there."""
    default: Any
    kind: type | None = None
    """Class of the value where the code does not say it."""

    @property
    def path(self) -> tuple[str, ...]:
        """Field names from the noun down."""
        return tuple(self.name.split("."))


def noun_of(hint: Any) -> type | None:  # noqa: ANN401 - a type expression
    """The dataclass of ``tuple[X, ...]`` or ``tuple[X, X]``; None for anything else."""
    if get_origin(hint) is tuple:
        first = get_args(hint)[0]
        if dataclasses.is_dataclass(first) and isinstance(first, type):
            return first
    return None


def without_none(hint: Any) -> Any:  # noqa: ANN401
    """``X`` of ``X | None``."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


@cache
def columns(noun: type) -> tuple[Column, ...]:
    """The columns of a noun, in field order."""
    return tuple(_columns(noun, "", optional=False))


def _columns(noun: type, prefix: str, *, optional: bool) -> list[Column]:
    found: list[Column] = []
    hints = get_type_hints(noun)
    for field in dataclasses.fields(noun):
        name = f"{prefix}{field.name}"
        default = None if optional or field.default is dataclasses.MISSING else field.default
        bare = without_none(hints[field.name])
        if bare is LonLat:
            found.append(Column(name=name, code="p", default=None))
        elif (inner := noun_of(bare)) is not None:
            found.append(Column(name=name, code="t*", default=default, kind=inner))
        elif isinstance(bare, type) and dataclasses.is_dataclass(bare):
            if bare is not hints[field.name]:
                found.append(Column(name=name, code="?", default=None, kind=bare))
            found += _columns(bare, f"{name}.", optional=True)
        else:
            found.append(_leaf(name, bare, default))
    return found


def _leaf(name: str, hint: Any, default: Any) -> Column:  # noqa: ANN401
    if get_origin(hint) is tuple:
        codes = {str: "s*", float: "n*"}
        return Column(name=name, code=codes.get(get_args(hint)[0], "j"), default=default)
    if hint is date:
        return Column(name=name, code="d", default=default)
    if isinstance(hint, type) and issubclass(hint, str):
        return Column(name=name, code="s", default=default, kind=hint if issubclass(hint, Enum) else None)
    if isinstance(hint, type) and issubclass(hint, (int, float)):
        return Column(name=name, code="n", default=default, kind=hint)
    return Column(name=name, code="g", default=default)


def read_columns(noun: type, rows: Sequence[Any]) -> dict[str, list[Any]]:
    """Column name to its values, row by row; a field of a field that is not there is None."""
    inner: dict[tuple[str, ...], list[Any]] = {(): list(rows)}

    def reach(path: tuple[str, ...]) -> list[Any]:
        if path not in inner:
            get = operator.attrgetter(path[-1])
            parents = reach(path[:-1])
            gaps = any(parent is None for parent in parents)
            inner[path] = [None if parent is None else get(parent) for parent in parents] if gaps else list(map(get, parents))
        return inner[path]

    return {column.name: reach(column.path) for column in columns(noun)}
