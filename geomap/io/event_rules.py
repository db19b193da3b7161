"""What events and shapes of known data sets mean as claims: tables in ``mappings/*.yaml``, checked when they are loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from geomap.model import ClaimType, Extent, Modality, PlaceKind, PlacePrecision, PlaceRelation

MONTH = -1
"""In `EventRules.days`: only the month is known."""
_NAME_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2}-\d{2}-\d{2}|(?:19|20)\d{6})(?!\d)")
_SIDES = ("both", "first", "state", "non_state")


@dataclass(frozen=True, kw_only=True)
class EventType:
    """What one type of event says."""

    type: ClaimType
    sides: str
    """``both``: nobody is the actor; ``first``: the first acts on the second; ``state``, ``non_state``: that side acts."""
    extent: Extent = Extent.FULL


@dataclass(frozen=True, kw_only=True)
class Where:
    """What a code of spatial precision says."""

    relation: PlaceRelation
    kind: PlaceKind
    precision: PlacePrecision


@dataclass(frozen=True, kw_only=True)
class EventRules:
    """The table of one data set of events."""

    source: str
    modality: Modality
    types: Mapping[str, EventType]
    where: Mapping[str, Where]
    generic_words: tuple[str, ...]
    no_claim: frozenset[str] = frozenset()
    state_forces: frozenset[str] = frozenset()
    nobody: tuple[str, ...] = ()
    days: Mapping[str, int]
    actor_forms: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = ()
    """Patterns on a whole actor name, and the names to look up instead."""


@dataclass(frozen=True, kw_only=True)
class FeatureRules:
    """What the shapes of one sort of file mean."""

    id: str
    source: str
    collection_name: re.Pattern[str] | None
    properties: tuple[str, ...]
    actor: str = ""
    by_key: str = ""
    by_value: Mapping[str, str]
    snapshot: bool = False
    points: ClaimType | None = None
    credit: str = ""

    def day_of(self, name: str) -> date | None:
        """The day in a collection's or file's name, if the table says where it stands."""
        match = self.collection_name.search(name) if self.collection_name else None
        return compact_day(match["day"]) if match else None


@dataclass(frozen=True, kw_only=True)
class FeatureTable:
    """All of ``features.yaml``."""

    formats: tuple[FeatureRules, ...]
    keys: Mapping[str, tuple[str, ...]]
    generic_words: tuple[str, ...]


@cache
def event_rules(name: str) -> EventRules:
    """The table ``mappings/<name>.yaml`` of a data set of events."""
    data = _load(name)
    return EventRules(
        source=data["source"],
        modality=Modality(data["modality"]),
        types={key: _event_type(value) for key, value in data["types"].items()},
        where={
            code: Where(
                relation=PlaceRelation(value["relation"]),
                kind=PlaceKind(value["kind"]),
                precision=PlacePrecision(value.get("precision", int(code))),
            )
            for code, value in data["where"].items()
        },
        generic_words=tuple(data["generic_words"]),
        no_claim=frozenset(data.get("no_claim", ())),
        state_forces=frozenset(data.get("state_forces", ())),
        nobody=tuple(data.get("nobody", ())),
        days={code: MONTH if value == "month" else int(value) for code, value in data.get("days", {}).items()},
        actor_forms=tuple((re.compile(pattern), tuple(names)) for pattern, *names in data.get("actor_forms", ())),
    )


@cache
def feature_table() -> FeatureTable:
    """The table of geometry files."""
    data = _load("features")
    formats = []
    for entry in data["formats"]:
        match, by_property = entry["match"], entry.get("by_property", {})
        formats.append(
            FeatureRules(
                id=entry["id"],
                source=entry["source"],
                collection_name=re.compile(match["collection_name"]) if "collection_name" in match else None,
                properties=tuple(match.get("properties", ())),
                actor=entry.get("actor", ""),
                by_key=by_property.get("key", ""),
                by_value={str(key).casefold(): value for key, value in by_property.get("values", {}).items()},
                snapshot=bool(entry.get("snapshot", False)),
                points=ClaimType(entry["points"]) if "points" in entry else None,
                credit=entry.get("credit", ""),
            )
        )
    keys = {key: tuple(names) for key, names in data["keys"].items()}
    return FeatureTable(formats=tuple(formats), keys=keys, generic_words=tuple(data["generic_words"]))


def compact_day(text: str) -> date | None:
    """The day of ``YYYYMMDD`` or ``YYMMDD`` (of the years 2000 to 2099), or None."""
    if not re.fullmatch(r"\d{6}|\d{8}", text):
        return None
    full = text if len(text) == 8 else f"20{text}"
    try:
        return date(int(full[:4]), int(full[4:6]), int(full[6:]))
    except ValueError:
        return None


def named_day(name: str) -> date | None:
    """The day in a file's name, as ``YYYYMMDD`` or ``YYYY-MM-DD``; None if there is none."""
    match = _NAME_DAY.search(name)
    return compact_day(match[1].replace("-", "")) if match else None


def _event_type(value: Mapping[str, str]) -> EventType:
    sides = _SIDES[_SIDES.index(value["sides"])]
    return EventType(type=ClaimType(value["type"]), sides=sides, extent=Extent(value.get("extent", Extent.FULL)))


def _load(name: str) -> dict[str, Any]:
    text = resources.files("geomap.io").joinpath("mappings", f"{name}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
