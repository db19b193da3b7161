"""folium as the frame: a map, layers and a shell without any outside file.

Only `geomap.web.elements` and `geomap.web.render` know folium. Nothing a stranger wrote may be given to a class of this
module: branca compiles what macros print as a template a second time. Claims travel in the data island alone.
"""

from __future__ import annotations

from importlib import resources
from typing import Any

import folium
from branca.element import Element, Figure
from folium.map import Evented, Layer
from folium.template import Template

from geomap.errors import UsageError

LAYERS = ("ground", "areas", "states", "crossings", "attacks")
"""Keys of our layers, bottom first; the page's script fills them."""


def _template(name: str) -> Any:  # noqa: ANN401 - folium is untyped
    return Template((resources.files("geomap.web") / "templates" / name).read_text("utf-8"))


class MapFigure(Figure):
    """The document around the map; it hands out its parts instead of printing a page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.header._children.clear()

    def parts(self) -> tuple[str, str, str]:
        """Header, body and script of everything that was added, rendered once, with ids counted from 1."""
        renumber(self)
        for child in list(self._children.values()):
            child.render()
        return self.header.render(), self.html.render(), self.script.render()


class FrameMap(folium.Map):
    """A `folium.Map` that loads nothing and leaves the page's shell to `geomap.web.render`."""

    _template = _template("frame.jinja")
    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - the names folium.Map gives them
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__(tiles=None, location=(0.0, 0.0), zoom_start=2, zoom_control=False)
        MapFigure().add_child(self)

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401 - branca's
        """Render into the figure; folium's own switches for old devices are left out, they are scripts in the header."""
        Evented.render(self, **kwargs)  # type: ignore[no-untyped-call]  # folium's
        return ""


class SpecLayer(Layer):
    """One of our layers as folium knows layers: any layer control or group of a user's works with it."""

    _template = _template("layer.jinja")

    def __init__(self, key: str, name: str) -> None:
        """`key` is one of `LAYERS`; `name` is a fixed word of the catalogue, never text of a claim."""
        super().__init__(name=name, overlay=True, control=True, show=True)
        self._name = "SpecLayer"
        self.key = key


def renumber(root: Element) -> None:
    """Give every element of the tree an id by its position: folium's are random."""
    count = 0
    waiting = [root]
    while waiting:
        element = waiting.pop(0)
        count += 1
        element._id = f"{count:04d}"
        waiting += list(element._children.values())


def outside_links(header: str, script: str) -> tuple[str, ...]:
    """Addresses of scripts and styles a user's additions ask for, in order."""
    from html.parser import HTMLParser

    found: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            wanted = {"script": "src", "link": "href", "img": "src"}.get(tag)
            found.extend(value for name, value in attrs if name == wanted and value and not value.startswith("data:"))

    parser = Links()
    parser.feed(header)
    parser.feed(script)
    return tuple(dict.fromkeys(found))


def check_offline(header: str, body: str) -> None:
    """Refuse additions that would make the page ask for files.

    Raises
    ------
    UsageError
        If there are any; the message lists them.
    """
    links = outside_links(header, body)
    if links:
        raise UsageError(
            f"the page must work alone, but an added folium element asks for {', '.join(links)}",
            hint="leave that element out, or use one that brings no files of its own",
        )
