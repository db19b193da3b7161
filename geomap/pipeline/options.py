"""Everything a run can be told, in one frozen value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, how many are done, how many there are; 0 if unknown)."""


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """How inputs are read and what the map shows. Nothing else influences a run: no clock, no settings file."""

    gazetteer: tuple[Path, ...] = ()
    """Further gazetteers: folders laid out like the packaged one, or stores."""
    world: bool = True
    """Use the towns of the whole world, where the extra ``world`` is installed."""
    rules: tuple[Path, ...] = ()
    """Further rule files for reading claims."""
    extractors: tuple[str, ...] = ()
    """Further extractors that may propose claims, by name (entry points ``geomap.extractors``); none is asked by itself."""
    settings: tuple[tuple[str, str], ...] = ()
    """Settings of extractors: ``("chat.address", "http://127.0.0.1:8080/v1")``."""
    focus: tuple[str, ...] = ()
    """Countries the texts are about, ISO 3166-1 alpha-2."""
    claims: tuple[Path, ...] = ()
    """Claims tables: exactly their rows are used, but those rejected; claims of the texts that they do not hold are reported."""
    new_claims: bool = False
    """Use claims of the texts that the tables of `claims` do not hold too."""
    ratings: tuple[Path, ...] = ()
    """Tables that rate sources: ``source,reliability (A-F),credibility (1-6),camp``; see docs/formats.md."""
    policy: str = ""
    """Name of the rules that decide (`geomap.control.POLICIES`); empty: the default one."""
    skip_bad: bool = False
    """Leave out inputs and rows that cannot be used, and say so on the map; False: raise before anything is made."""
    today: date | None = None
    """The caller's day: dates after it are reported as lying in the future; None: no such check. The command line gives it."""
    as_of: date | None = None
    """The day the map opens on; None: the last day of which anything is told."""
    known_by: date | None = None
    """Use only what was published by this day, inclusive; None: everything."""
    date_from: date | None = None
    """First day of the slider, inclusive."""
    date_to: date | None = None
    """Last day of the slider, inclusive."""
    title: str = ""
    """Headline; empty: a sentence computed from the states."""
    lang: str = "en"
    """Language of the page, BCP 47."""
    areas: tuple[str, ...] = ()
    """Methods that model the ground around places: ``reach``, ``corridors``, ``stated``; empty: none. Areas that the user
    draws or imports are always shown."""
    story: Path | None = None
    """YAML with guided steps."""
