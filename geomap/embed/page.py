"""Reading a finished page back: what it is called, what it shows, and the map in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from geomap.errors import InputError
from geomap.model import MapSpec
from geomap.model.compact import decode_spec


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page geomap made."""

    html: str
    """The document as it is."""
    title: str
    description: str
    lang: str
    right_to_left: bool
    as_of: date | None
    """The day it opens on."""
    inputs_sha256: str
    data: str
    """The JSON of the data island."""
    path: Path | None = None
    """Where it was read from."""

    def spec(self) -> MapSpec:
        """The map in the page.

        Raises
        ------
        InputError
            If the data was made by another version or edited.
        """
        try:
            payload = json.loads(self.data)
            return decode_spec({key: value for key, value in payload.items() if key != "page"})
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise InputError(
                f"the data in {self.path or 'the page'} cannot be read: {error}", hint="build the page again with this version of geomap"
            ) from None


def read_page(page: Path | str) -> Page:
    """Read a page from a path, or from its text.

    Parameters
    ----------
    page
        A `pathlib.Path`, or the HTML itself; a string is always HTML.

    Raises
    ------
    InputError
        If the file cannot be read, or is no page geomap made.
    """
    path = page if isinstance(page, Path) else None
    html = _read(page) if isinstance(page, Path) else page
    reader = _Reader()
    reader.feed(html)
    reader.close()
    name = str(path or "the text given")
    if "geomap:version" not in reader.meta:
        raise InputError(f"{name} is no page made by geomap: it has no geomap:version", hint="give the HTML file that geomap build wrote")
    try:
        as_of = date.fromisoformat(reader.meta.get("geomap:as-of", ""))
    except ValueError:
        as_of = None
    return Page(
        html=html,
        title=reader.title,
        description=reader.meta.get("description", ""),
        lang=reader.lang,
        right_to_left=reader.direction == "rtl",
        as_of=as_of,
        inputs_sha256=reader.meta.get("geomap:inputs-sha256", ""),
        data=reader.data,
        path=path,
    )


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}", hint="check the path, or build the map first") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} is no UTF-8 text", hint="give the HTML file that geomap build wrote") from None


class _Reader(HTMLParser):
    """Collects what the stable hooks of the page hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.lang = ""
        self.direction = ""
        self.data = ""
        self.meta: dict[str, str] = {}
        self._into = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        if tag == "html":
            self.lang, self.direction = found.get("lang", ""), found.get("dir", "")
        elif tag == "meta" and "name" in found:
            self.meta.setdefault(found["name"], found.get("content", ""))
        # An SVG drawing in the page has titles too; the first is the page's.
        elif tag == "title" and not self.title:
            self._into = "title"
        elif tag == "script" and found.get("id") == "geomap-data":
            self._into = "data"

    def handle_data(self, data: str) -> None:
        if self._into == "title":
            self.title += data
        elif self._into == "data":
            self.data += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "script"):
            self._into = ""
