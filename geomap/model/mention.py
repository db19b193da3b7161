"""Place names found in a text, and what they were resolved to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geomap.model.place import PlaceKind


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One occurrence of a literal place name in a document."""

    id: str
    """``<document id>#m<start>-<end>``."""
    doc_id: str
    start: int
    """First code point in `Document.text`, inclusive."""
    end: int
    """Exclusive."""
    surface: str
    """``text[start:end]``."""
    metonym: bool = False
    """The name stands for a government or another body that acts or is addressed ("Washington said")."""
    kind_hint: PlaceKind | None = None
    """What the generic word beside the name says it is ("province", "crossing"); None if there is none."""


class ResolutionStatus(StrEnum):
    """How the question "which place is meant?" ended."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    """Several places fit about equally; none is drawn."""
    UNKNOWN = "unknown"
    """The gazetteer has no such name."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One place a name could mean."""

    place_id: str
    score: float
    """0 to 1; comparable only among the candidates of one resolution."""
    reasons: tuple[str, ...] = ()
    """Why it scores as it does, in words."""


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """What a mention was resolved to, and why."""

    mention_id: str
    """Empty for a bare query."""
    query: str
    """The words looked up."""
    status: ResolutionStatus
    place_id: str | None = None
    """The place, if `status` is resolved."""
    score: float = 0.0
    """Of the winner, 0 to 1."""
    candidates: tuple[Candidate, ...] = ()
    """Best first, ties by place id."""
    reasons: tuple[str, ...] = ()
    """How the decision was made, in words."""
    suggestions: tuple[str, ...] = ()
    """Names that look alike, for a person; never used to resolve."""
