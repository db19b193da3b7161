"""A text that speaks about the world, and when it was published."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class DateOrigin(StrEnum):
    """Where a publication date was found, best first."""

    FRONT_MATTER = "front_matter"
    """YAML front matter of the file."""
    FIELD = "field"
    """The ``published`` field of a JSONL record."""
    METADATA = "metadata"
    """Metadata of an HTML page."""
    DATELINE = "dateline"
    """The dateline that opens the text (``BAGHDAD, June 22, (Agencies):``), completed with a year of the text."""
    TEXT = "text"
    """Another full date in the text that can only be the publication date."""
    NONE = "none"
    """No date was found; relative dates of the text stay unknown."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One text as read, normalised to Unicode NFC with LF line ends; all offsets count in `text`."""

    id: str
    """Unique in a run: the given id, else one derived from the file name."""
    text: str
    """The body. Offsets into it are Unicode code points, start inclusive, end exclusive."""
    title: str = ""
    """Headline, empty if none is known; not part of `text`."""
    source: str = ""
    """Outlet, as given."""
    published: date | None = None
    """Day of publication."""
    published_origin: DateOrigin = DateOrigin.NONE
    """How `published` was found."""
    dateline: str = ""
    """Place of the dateline, as written."""
    url: str = ""
    """Address of the original; only http and https addresses are kept."""
    language: str = "en"
    """BCP 47 code."""
    path: str = ""
    """File as the user named it; empty for standard input."""
    extra: tuple[tuple[str, str], ...] = field(default=())
    """Further front-matter fields, as text, in the order given."""
