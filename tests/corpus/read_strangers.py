"""Whole texts about other wars, annotated by the guide of the claims bench: ``strangers``, ``strangers2`` and what may follow.

Each folder has one ``ID.md`` per text and ``expected.jsonl`` with the same texts and their annotation. Quality is measured on
them with ``tests/quality/claims.py``; nothing here runs the extraction.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDERS = tuple(sorted(path.parent for path in Path(__file__).parent.glob("strangers*/expected.jsonl")))

TYPES = frozenset({"capture", "control", "withdrawal", "loss", "contested", "siege", "attack", "crossing_status"})
LIVE = frozenset({"asserted", "reported", "claimed_by_party"})
MODALITIES = LIVE | {"denied", "planned", "hypothetical", "historical"}
EXTENTS = frozenset({"full", "most", "partial", "edge"})
PRECISIONS = frozenset({"day", "week", "month", "year", "unknown"})
STATUSES = frozenset({"held", "closed", "open"})
AREAS = frozenset({"country", "admin1", "admin2", "region", "river"})
SPOTS = frozenset({"city", "town", "village", "neighbourhood", "border_crossing", "airbase", "base", "dam", "refinery", "facility"})
VOCABULARY = {"type": TYPES, "modality": MODALITIES, "extent": EXTENTS, "date_precision": PRECISIONS, "kind": AREAS | SPOTS}
"""Words of the guide by the field that they stand in."""


@dataclass(frozen=True, kw_only=True)
class Stranger:
    """One annotated text."""

    folder: str
    record: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.record["id"])

    @property
    def text(self) -> str:
        return str(self.record["text"])

    @property
    def claims(self) -> list[dict[str, Any]]:
        return list(self.record["claims"])

    def said(self, span: dict[str, Any]) -> str:
        """The words at a span."""
        return self.text[span["start"] : span["end"]]


def strangers() -> tuple[Stranger, ...]:
    """All annotated texts, folder by folder, in the order of the files."""
    return tuple(
        Stranger(folder=folder.name, record=json.loads(line))
        for folder in FOLDERS
        for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()
        if line.strip()
    )


def readings(claim: dict[str, Any]) -> list[dict[str, Any]]:
    """A claim and its other fair readings."""
    return [claim, *({**claim, **other} for other in claim.get("alt", []))]
