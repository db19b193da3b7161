"""One occurrence of a known name in a text, with the points for and against a place.

The measure is a sum of points: what the name is by itself (a country, a big town, an English word,
a surname; `geomap.extract.name_facts`) and what the words beside it say (`geomap.extract.evidence`). Points of words and the
words themselves are data (``gazetteer/rules/<language>/mentions.yaml``). The scale: a preposition of
place alone (3 points) carries a village that is also a surname (0.5 - 1.5) over the line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geomap.model import PlaceKind

ACCEPTED = 1.5
"""Points from which a name is taken for a place."""
_NEVER = -9.0


@dataclass(slots=True)
class Sighting:
    """One occurrence of a known name, weighed."""

    start: int
    end: int
    surface: str
    points: float
    heard: list[tuple[float, str, str]] = field(default_factory=list)
    """Points, why, and the word in question."""
    kind_hint: PlaceKind | None = None
    spreads: int = 0
    """Which way along a list the kind holds: 1 to the right ("the towns of A and B"), -1 to the left ("A and B provinces")."""
    metonym: bool = False
    person: bool = False
    """The words beside it make it part of a person's name."""
    vetoed: bool = False
    """Part of another name: no other occurrence can make it a place."""
    located: bool = False
    """The words right beside it say that it is a place, whatever the name is by itself."""

    longer: bool = False
    """It is part of a longer name of a place, which the gazetteer may not have."""
    in_organisation: bool = False
    """It is part of the name of an organisation."""
    in_name: bool = False
    """It tells where a body or a thing belongs that is named after it."""
    against: bool = False
    """Words right beside it speak against a place."""

    def add(self, points: float, reason: str, word: str = "") -> None:
        """Count `points` and keep the reason."""
        self.points += points
        self.against |= points <= -2
        self.heard.append((points, reason, word))

    def veto(self, reason: str, word: str = "") -> None:
        """Rule it out for good."""
        self.vetoed = True
        self.add(_NEVER, reason, word)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The points and their reasons, in words."""
        return tuple(f"{points:+.1f} {reason}{f' {word!r}' if word else ''}" for points, reason, word in self.heard)
