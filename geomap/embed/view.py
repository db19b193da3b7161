"""Which day, view and manners an embedded map opens with; travels in the page's address, or in the page itself where it has none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from geomap.embed.escape import attribute
from geomap.errors import UsageError


@dataclass(frozen=True, kw_only=True)
class View:
    """What the page reads from its fragment (``map.html#day=2014-06-22&mode=locked``)."""

    as_of: date | None = None
    """The day shown; None: the day the page was built for."""
    known_by: date | None = None
    """Only what was known by then; None: to this day."""
    by: str = ""
    """``camp:<id>`` or ``source:<name>``: only as they tell it."""
    select: str = ""
    """Id of a state or place whose card is open."""
    at: tuple[float, float, float] | None = None
    """Latitude, longitude in degrees and zoom, in the order of the page's own share links; None: the whole map."""
    locked: bool = False
    """One day, one view, no controls; the host page may still set the day."""

    def __post_init__(self) -> None:
        """Refuse a view no map has.

        Raises
        ------
        UsageError
            If `at` is no place on the map or `by` has another form.
        """
        if self.at is not None:
            lat, lon, zoom = self.at
            if not (abs(lat) <= 90 and abs(lon) <= 180 and 0 <= zoom <= 20):
                raise UsageError(f"at {self.at} is not latitude, longitude, zoom", hint="give for example (34.4, 41.0, 8)")
        if self.by and not self.by.startswith(("camp:", "source:")):
            raise UsageError(f"by {self.by!r} names neither camp nor source", hint="write camp:<id> or source:<name>")

    @property
    def fragment(self) -> str:
        """The fragment without ``#``; empty for the page as it was built."""
        parts = {
            "day": self.as_of.isoformat() if self.as_of else "",
            "known": self.known_by.isoformat() if self.known_by else "",
            "by": self.by,
            "select": self.select,
            "at": ",".join(f"{number:g}" for number in self.at) if self.at else "",
            "mode": "locked" if self.locked else "",
        }
        return urlencode({key: value for key, value in parts.items() if value})

    def write_into(self, html: str) -> str:
        """The page with this view as ``<meta name="geomap:view">``, for frames whose document has no address (``srcdoc``)."""
        if not self.fragment:
            return html
        meta = f'<meta name="geomap:view" content="{attribute(self.fragment)}">'
        return re.sub(r"<head[^>]*>", lambda match: f"{match[0]}\n{meta}", html, count=1)
