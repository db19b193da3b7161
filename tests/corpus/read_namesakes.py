"""Short texts about small places that have a namesake, or a name that sounds alike, somewhere else: ``namesakes.yaml``.

Right is the place within 60 km of the one that is meant; abstained, no place at all; wrong, any other. Quality is measured on them with
``tests/quality/namesakes.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from geomap.extract.extraction import extract_document
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.distance import distance_km
from geomap.model import Document, LonLat

FILE = Path(__file__).parent / "namesakes.yaml"
PUBLISHED = date(2020, 5, 13)
RIGHT_KM = 60.0


@dataclass(frozen=True, kw_only=True)
class Probe:
    """One text and the place that one of its names means."""

    half: str
    """``a``: looked at while rules were made; ``b``: only its wrong answers were, late."""
    name: str
    country: str
    at: LonLat
    text: str


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What became of the name."""

    verdict: str
    """``right``, ``abstained`` or ``wrong``."""
    drawn: str
    """What the claims of the text make of it: ``right``, ``nothing`` or ``wrong``."""


def probes() -> tuple[Probe, ...]:
    """All texts, in the order of the file."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Probe(**{**row, "at": LonLat(lon=row["at"][0], lat=row["at"][1])}) for row in rows)


def fate(probe: Probe, gazetteer: Gazetteer) -> Fate:
    """Read the text with a gazetteer and compare."""
    found = extract_document(Document(id="d", text=probe.text, published=PUBLISHED), gazetteer)
    ids = [
        resolution.place_id
        for mention, resolution in zip(found.mentions, found.resolutions, strict=True)
        if mention.surface.startswith(probe.name) and resolution.place_id is not None
    ]
    right = {place_id for place_id in ids if distance_km(gazetteer.place(place_id).lonlat, probe.at) < RIGHT_KM}
    wrong = set(ids) - right
    told = {claim.place.place_id for claim in found.claims}
    return Fate(
        verdict="wrong" if wrong else "right" if right else "abstained",
        drawn="wrong" if told & wrong else "right" if told & right else "nothing",
    )
