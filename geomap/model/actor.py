"""Those who hold, take and lose places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class ActorName:
    """One name of an actor."""

    text: str
    lang: str = "en"
    country: str = ""
    """The name means this actor only in texts about this country (ISO 3166-1 alpha-2); empty: anywhere.
    "Kurdish forces" are two actors in two countries."""
    valid_from: date | None = None
    """Inclusive; None if open."""
    valid_to: date | None = None
    """Exclusive; None if open."""
    generic: bool = False
    """A descriptive name ("security forces", "the militants") that needs its context."""
    source_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A state, army, armed group or coalition."""

    id: str
    """Stable slug, e.g. ``islamic-state``."""
    name: str
    """Canonical English name."""
    kind: str
    """state, armed group, armed coalition, international coalition, militia, ..."""
    camp: str = ""
    """Who stands with whom: actors of one camp do not contradict a claim by being its source.
    Empty: a camp of its own."""
    countries: tuple[str, ...] = ()
    """Where it fights or governs (ISO 3166-1 alpha-2); empty: anywhere."""
    names: tuple[ActorName, ...] = ()
    """All names including `name`."""
    active_from: date | None = None
    """Inclusive; None if open."""
    active_to: date | None = None
    """Exclusive; None if open."""
    color: str = ""
    """Preferred map colour, ``#rrggbb``; empty: from the palette."""
    source_id: str = ""
    note: str = ""

    def active_on(self, day: date) -> bool:
        """Whether the actor existed on `day`, half-open [active_from, active_to)."""
        return (self.active_from is None or self.active_from <= day) and (self.active_to is None or day < self.active_to)


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a fact of the gazetteer comes from, and under which terms."""

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    licence: str = ""
    attribution: str = ""
    """The credit line the licence asks for, as it goes into the map's source line."""
    read_on: str = ""
    """Day it was read, ISO 8601."""
    note: str = ""
