"""Run the extraction over single sentences about the invented world of ``tests/corpus/world``."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from geomap.extract.claims import read_claims
from geomap.extract.extraction import rules_for
from geomap.gazetteer import Gazetteer, load_gazetteer
from geomap.model import Claim, Document, Mention, PlaceKind, Resolution, ResolutionStatus

FOLDER = Path(__file__).parent
PUBLISHED = date(2020, 5, 13)
"""A Wednesday."""


@cache
def world() -> Gazetteer:
    """The invented world."""
    return load_gazetteer(FOLDER / "world", base=False)


def claims_of(text: str, published: date | None = PUBLISHED, title: str = "") -> tuple[Claim, ...]:
    """The claims of a text, with every known name as a mention; a name with a saying verb behind it acts."""
    gazetteer = world()
    document = Document(id="d", text=text, published=published, title=title)
    mentions, resolutions = [], []
    for hit in gazetteer.scan(text):
        best = min((gazetteer.place(found.place_id) for found in hit.hits), key=lambda place: (place.kind is PlaceKind.ADMIN2, place.id))
        mention = Mention(id=f"d#m{hit.start}", doc_id="d", start=hit.start, end=hit.end, surface=hit.surface)
        mentions.append(mention)
        resolutions.append(
            Resolution(mention_id=mention.id, query=hit.surface, status=ResolutionStatus.RESOLVED, place_id=best.id, score=1.0)
        )
    rules = rules_for("en")
    assert rules is not None
    return read_claims(document, mentions, resolutions, gazetteer, rules).claims


def short(claim: Claim) -> str:
    """A claim as the tables write it; a stretch between two places is "A to B"."""
    ends = [world().place(place_id).name for place_id in (claim.place.place_id, claim.place.other_place_id) if place_id]
    parts = [
        f"{claim.type.value} {' to '.join(ends)}",
        claim.actor.name if claim.actor else "-",
        claim.modality.value,
        claim.extent.value,
        claim.dating.likely.isoformat() if claim.dating.likely else "-",
    ]
    return " | ".join(parts)


def agrees(found: tuple[Claim, ...], expected: list[str], *, loose: bool = False) -> bool:
    """Whether the claims are exactly the expected ones, each compared as far as it is written; `loose`: nothing unexpected."""
    left = [short(claim).split(" | ") for claim in found]
    for line in expected:
        wanted = [part.strip() for part in line.split("|")]
        match = next((row for row in left if row[: len(wanted)] == wanted), None)
        if match is None:
            if loose:
                continue
            return False
        left.remove(match)
    return not left


def cases(name: str) -> list[tuple[str, dict[str, Any]]]:
    """(group, case) of a table."""
    groups = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return [(group["group"], case) for group in groups for case in group["cases"]]
