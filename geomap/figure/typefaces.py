"""The faces of an SVG, inside it: only the letters it uses, so that it looks the same on every machine.

Subsetting and WOFF are fontTools' (which matplotlib brings along); both typefaces we ship may be embedded (SIL Open Font
License 1.1, Bitstream Vera licence).
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from xml.sax.saxutils import unescape

from fontTools import subset
from matplotlib import font_manager

from geomap.figure.fonts import REGULAR, characters

_TEXT = re.compile(r'<text style="([^"]*)"[^>]*>([^<]*)</text>')
_NORMAL, _ITALIC = "normal", "italic"


def face_rules(svg: str, families: tuple[str, ...]) -> str:
    """``@font-face`` rules for all text of an SVG, in the order of families, weights and styles.

    Parameters
    ----------
    svg
        As matplotlib writes it with real text: every text has its look in a style attribute.
    families
        Families the text was set in; the first that has a character shows it.
    """
    rules = []
    for (family, weight, style), letters in sorted(_letters(svg, families).items()):
        face = base64.b64encode(_subset(_file(family, weight, style), letters)).decode("ascii")
        rules.append(
            f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};"
            f"src:url(data:font/woff;base64,{face}) format('woff')}}"
        )
    return "".join(rules)


def _letters(svg: str, families: tuple[str, ...]) -> Mapping[tuple[str, int, str], set[str]]:
    found: dict[tuple[str, int, str], set[str]] = {}
    for match in _TEXT.finditer(svg):
        look = dict(part.split(": ", 1) for part in match[1].split("; "))
        weight, style = int(look.get("font-weight", REGULAR)), look.get("font-style", _NORMAL)
        for letter in unescape(match[2]):
            family = next((one for one in families if ord(letter) in characters(one)), None)
            if family is not None:
                found.setdefault((family, weight, style), set()).add(letter)
    return found


def _file(family: str, weight: int, style: str) -> str:
    wanted = _ITALIC if style == _ITALIC else _NORMAL
    entries = [entry for entry in font_manager.fontManager.ttflist if entry.name == family]
    return str(min(entries, key=lambda entry: (entry.style != wanted, abs(int(entry.weight) - weight))).fname)


def _subset(path: str, letters: set[str]) -> bytes:
    options = subset.Options(flavor="woff", notdef_outline=True, name_IDs=[0, 13, 14])  # the rights stay in the file
    options.drop_tables += ["FFTM"]  # FontForge's time stamp
    buffer = io.BytesIO()
    with subset.load_font(path, options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(sorted(letters)))
        subsetter.subset(font)
        subset.save_font(font, buffer, options)
    return buffer.getvalue()
