"""What a user can choose about reading and about resolving names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geomap.model import LonLat


@dataclass(frozen=True, kw_only=True)
class ExtractOptions:
    """How documents are read; one frozen value."""

    focus: tuple[str, ...] = ()
    """Countries the documents are about (ISO 3166-1 alpha-2), where the user knows."""
    rules: tuple[Path, ...] = ()
    """Further rule files; a rule with a known id replaces the packaged one."""
    extractors: tuple[str, ...] = ()
    """Names of further extractors (entry points of the group ``geomap.extractors``) to ask for claims."""
    settings: tuple[tuple[str, str], ...] = ()
    """Settings of extractors: ``("chat.address", "http://127.0.0.1:8080/v1")``."""

    def settings_of(self, name: str) -> dict[str, str]:
        """The settings of one extractor, without its name."""
        return {key.partition(".")[2]: value for key, value in self.settings if key.partition(".")[0] == name}


@dataclass(frozen=True, kw_only=True)
class ResolveOptions:
    """What the caller knows beyond the text, and how sure an answer must be."""

    focus: tuple[str, ...] = ()
    """Countries the texts are about (ISO 3166-1 alpha-2): a strong prior."""
    near: LonLat | None = None
    """A position the places are expected near to."""
    on: date | None = None
    """Only names in use on this day count; None: the day of publication, or any."""
    threshold: float = 0.55
    """Share of all evidence that the best candidate must have; below it the answer is ambiguous. See docs/quality.md."""
