"""What a user can choose about reading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


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
