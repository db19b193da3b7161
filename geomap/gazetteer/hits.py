"""What a name lookup answers: which places, on which tier, where in the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from geomap.model import NameKind


class Tier(IntEnum):
    """How a name was matched; a smaller tier is the better match."""

    EXACT = 1
    """The very characters."""
    FOLDED = 2
    """Equal after `geomap.text.fold`."""
    TRANSLITERATION = 3
    """Equal transliteration keys."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """One place a name can mean. Positional: lookups make very many of them."""

    place_id: str
    name: str
    """The gazetteer's name that matched."""
    tier: Tier
    kind: NameKind


@dataclass(frozen=True, kw_only=True)
class TextHit:
    """One known name in a text."""

    start: int
    """First code point, inclusive; an article is part of the name."""
    end: int
    """Exclusive; a possessive ending is not part of the name."""
    surface: str
    """``text[start:end]``."""
    hits: tuple[NameHit, ...]
    """Every place with this name, best tier first, then by place id."""
    doubt: str = ""
    """Why the name alone is weak evidence for a place ("given name"), from ``not_places.txt``; empty if it is not."""
