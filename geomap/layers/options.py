"""What the caller decides about a map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class StoryStep:
    """One step of a guided reading."""

    title: str
    text: str
    day: date
    place_id: str = ""
    """The place to go to; empty: the whole map."""


@dataclass(frozen=True, kw_only=True)
class MapOptions:
    """Everything about a map that does not follow from its data."""

    as_of: date
    """The day the map opens on."""
    title: str = ""
    """Empty: generated from the states of the day shown."""
    lang: str = "en"
    """BCP 47 code of the interface; a language without phrases falls back to English words."""
    date_from: date | None = None
    """First day of the slider; None: the first day anything is said of."""
    date_to: date | None = None
    """Last day of the slider, inclusive; None: the last day anything is said of."""
    actor_colors: bool = True
    """Use the actors' own colours where they can be told apart on the map; False: the palette only."""
    aged_after_days: int = 60
    """Fade a state unsupported for longer than this."""
    attack_days: int = 7
    """How many days an attack stays visible."""
    story: tuple[StoryStep, ...] = ()
    version: str = ""
    """geomap's version, for the page's metadata."""
    inputs_sha256: str = ""
    """Hash of everything that went in."""

    def __post_init__(self) -> None:
        """Refuse an empty range of days."""
        if self.date_from and self.date_to and self.date_to < self.date_from:
            raise ValueError(f"date_to ({self.date_to}) is before date_from ({self.date_from})")
