"""The lines that put the page into another page as a frame, with the least rights it works with."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from geomap.embed.escape import attribute, content, whole_page
from geomap.embed.page import Page
from geomap.embed.view import View
from geomap.errors import UsageError

_READ = "allow-scripts"
_FOLLOW = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
"""Cards link to the reports they quote; a link opens a page of its own outside the sandbox. Never ``allow-same-origin``: with
scripts it would undo the sandbox, and the page keeps nothing on the reader's machine."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """How much room a frame takes."""

    title: str = ""
    """Accessible name of the frame; empty: the page's title."""
    ratio: str = "4/3"
    """Width to height, CSS ``aspect-ratio``: the height until the page says how tall it is, and where the host script is missing."""
    height: int = 640
    """Smallest height in CSS pixels."""
    max_height: int = 1600
    """Tallest the host script lets the frame grow, CSS pixels."""

    def __post_init__(self) -> None:
        """Refuse what is no size.

        Raises
        ------
        UsageError
            If a part is out of range.
        """
        width, _, height = self.ratio.partition("/")
        if not (width.strip().isdigit() and height.strip().isdigit() and int(width) and int(height)):
            raise UsageError(f"ratio {self.ratio!r} is not width/height", hint="write for example 4/3")
        if not 0 < self.height <= self.max_height <= 20_000:
            raise UsageError(f"height {self.height} and max_height {self.max_height} are not in order", hint="give CSS pixels, 1 to 20000")


def frame_by_address(page: Page, view: View, look: Look, src: str) -> str:
    """An ``<iframe src>`` with a caption that links to the page, which stays where a filter removes the frame.

    Raises
    ------
    UsageError
        If `src` is no web or relative address.
    """
    address = page_address(src)
    full = f"{address}#{view.fragment}" if view.fragment else address
    name = content(look.title or page.title)
    return (
        f'<figure class="geomap" style="margin:0"><iframe src="{attribute(full)}" {_attributes(page, view, look)}></iframe>'
        f'<figcaption style="font-size:.85em"><a href="{attribute(address)}">{name}</a></figcaption></figure>'
    )


def frame_by_content(page: Page, view: View, look: Look) -> str:
    """An ``<iframe srcdoc>`` that carries the whole page, on one line."""
    return f'<iframe {_attributes(page, view, look)} srcdoc="{whole_page(view.write_into(page.html))}"></iframe>'


def page_address(src: str) -> str:
    """A relative or web address, safe in an attribute; what has no place in an address is percent-encoded.

    Raises
    ------
    UsageError
        For ``javascript:``, ``data:`` and other schemes, for an empty address, and for one with a fragment of its own.
    """
    cleaned = "".join(character for character in src.strip() if character.isprintable())
    scheme = urlsplit(cleaned).scheme.lower() if cleaned else "nothing"
    if scheme not in ("", "http", "https") or "#" in cleaned:
        raise UsageError(
            f"{src!r} is no address a page can have", hint="give the path from the report to the map, or its https address, without #"
        )
    return quote(cleaned, safe="/:?[]@!$&()*+,;=%~-._")


def _attributes(page: Page, view: View, look: Look) -> str:
    parts = {
        "class": "geomap-frame",
        "data-geomap-frame": "",
        "data-geomap-max-height": str(look.max_height),
        "title": " ".join((look.title or page.title).split()),
        "lang": page.lang,
        "loading": "lazy",
        "sandbox": _READ if view.locked else _FOLLOW,
        "referrerpolicy": "no-referrer",
        # Filters that let frames in often take their style away; then these two remain.
        "width": "100%",
        "height": str(look.height),
        "style": f"display:block;box-sizing:border-box;width:100%;height:auto;{_room(look)};border:0",
    }
    if not view.locked:
        parts["allow"] = "fullscreen"
    return " ".join(f'{key}="{attribute(value)}"' if value else key for key, value in parts.items())


def _room(look: Look) -> str:
    return f"aspect-ratio:{look.ratio};min-height:{look.height}px"
