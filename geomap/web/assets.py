"""Where the page's scripts and styles come from, and how they arrive."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from geomap.errors import GeomapError


class AssetMode(StrEnum):
    """How the page gets its scripts and styles."""

    INLINE = "inline"
    """Everything in the one file; it makes no request."""
    SIDECAR = "sidecar"
    """Scripts and styles in two files beside the page, for sites whose policy forbids inline ones."""
    CDN = "cdn"
    """Leaflet from a public content network, checked by the browser against its hash; everything else in the file."""


LEAFLET_PACKAGE = "js_lib_leaflet"
LEAFLET_VERSION = "1.9.4"
LEAFLET_SHA256 = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
}
"""Of the files as Leaflet published them."""

CDN = f"https://cdn.jsdelivr.net/npm/leaflet@{LEAFLET_VERSION}/dist/"
"""Where `AssetMode.CDN` takes Leaflet from; the hashes above hold for it as well."""


def integrity(name: str) -> str:
    """The ``integrity`` attribute of one of Leaflet's files."""
    return f"sha256-{base64.b64encode(bytes.fromhex(LEAFLET_SHA256[name])).decode('ascii')}"


STYLES = ("page.css", "map.css", "framed.css", "print.css")
SCRIPTS = (
    "namespace.js",
    "dom.js",
    "decode.js",
    "words.js",
    "view.js",
    "glyphs.js",
    "ground.js",
    "names.js",
    "spread.js",
    "cluster.js",
    "arrows.js",
    "marks.js",
    "card.js",
    "panel.js",
    "timeline.js",
    "search.js",
    "table.js",
    "inset.js",
    "framed.js",
    "share.js",
    "frame.js",
    "api.js",
    "main.js",
)
"""Our own scripts, in the order they run."""
FALLBACK = "en"


class LeafletError(GeomapError, RuntimeError):
    """The installed Leaflet is missing or not the one this version was made for."""

    slug = "leaflet"


@cache
def leaflet_script() -> str:
    """Leaflet's script, checked against its published hash.

    Raises
    ------
    LeafletError
        If the package that carries it is not installed, or carries something else.
    """
    return _leaflet("leaflet.js").replace("//# sourceMappingURL=leaflet.js.map", "").rstrip() + "\n"


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet, with its images as data addresses.

    Raises
    ------
    LeafletError
        As `leaflet_script`.
    """
    folder = _leaflet_folder()

    def data_address(match: re.Match[str]) -> str:
        picture = (folder / "images" / match[1]).read_bytes()
        return f"url(data:image/png;base64,{base64.b64encode(picture).decode('ascii')})"

    return re.sub(r"url\(images/([a-z0-9-]+\.png)\)", data_address, _leaflet("leaflet.css"))


def _leaflet_folder() -> Traversable:
    try:
        return resources.files(LEAFLET_PACKAGE) / "static" / "js_lib_leaflet"
    except ModuleNotFoundError:
        raise LeafletError(
            f"Leaflet {LEAFLET_VERSION} is not installed (Python package django-js-lib-leaflet)",
            hint="pip install 'django-js-lib-leaflet>=1.9.4,<1.10'",
        ) from None


def _leaflet(name: str) -> str:
    try:
        content = (_leaflet_folder() / name).read_bytes()
    except FileNotFoundError:
        content = b""
    found = hashlib.sha256(content).hexdigest()
    if found != LEAFLET_SHA256[name]:
        raise LeafletError(
            f"the installed {name} is not Leaflet {LEAFLET_VERSION} as published: its SHA-256 is {found}, expected {LEAFLET_SHA256[name]}",
            hint="pip install --force-reinstall 'django-js-lib-leaflet>=1.9.4,<1.10'",
        )
    return content.decode("utf-8").replace("\r\n", "\n")  # a browser reads it so, and hashes that


def _read(*parts: str) -> str:
    return resources.files("geomap.web").joinpath(*parts).read_text("utf-8")


def _lean(text: str) -> str:
    """Without indentation, empty lines and comments that have lines of their own; what is left reads as in its file."""
    return re.sub(r"(?m)^[ \t]+|^\n", "", re.sub(r"(?ms)^[ \t]*/\*.*?\*/[ \t]*\n", "", text))


@cache
def page_style() -> str:
    """Our style sheets, one after another."""
    return "\n".join(_lean(_read("static", name)) for name in STYLES)


@cache
def noscript_style() -> str:
    """What hides the controls where there are no scripts."""
    return _read("static", "noscript.css")


@cache
def page_script() -> str:
    """Our scripts, one after another; they hold no template syntax and read one data island."""
    return "\n".join(_lean(_read("static", name)) for name in SCRIPTS)


@cache
def _art() -> str:
    return _read("glyphs.json")


def art() -> dict[str, Any]:
    """Shapes of marks as SVG paths around the origin, radius about 1."""
    loaded: dict[str, Any] = json.loads(_art())
    return loaded


def catalogue(lang: str) -> dict[str, str]:
    """The interface in `lang` (BCP 47); what a catalogue does not have is English."""
    phrases: dict[str, str] = json.loads(_read("catalogues", f"{FALLBACK}.json"))
    own = resources.files("geomap.web") / "catalogues" / f"{lang.split('-')[0].lower()}.json"
    if own.is_file():
        phrases |= json.loads(own.read_text("utf-8"))
    return phrases
