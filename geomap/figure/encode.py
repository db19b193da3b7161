"""From matplotlib's figure to bytes that say what they show and are the same every time."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr, unescape

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from geomap.figure.fonts import FALLBACK, SANS, SVG_FAMILIES
from geomap.figure.sheet import HALO, MM_PER_POINT, Type, measure
from geomap.figure.typefaces import face_rules

FORMATS = ("png", "svg", "pdf")
STYLE: dict[str, Any] = {
    "pdf.fonttype": 42,
    "hatch.linewidth": 0.45,
    "path.simplify": False,
    "text.hinting": "none",
    "axes.unicode_minus": False,
}
"""On top of matplotlib's defaults; a user's own matplotlibrc has no part in a figure."""


def encode(figure: Figure, kind: str, *, dpi: float, title: str, alt: str, lang: str, version: str, families: tuple[str, ...]) -> BytesIO:
    """The figure as PNG, SVG or PDF with title and description inside, and without a date.

    Parameters
    ----------
    kind
        One of `FORMATS`.
    families
        What the text is set in.
    alt
        The description: PNG text chunk ``Description``, SVG ``<desc>``, PDF ``Subject``.
    """
    buffer = BytesIO()
    made = f"geomap {version}"
    if kind == "png":
        canvas = FigureCanvasAgg(figure)
        canvas.print_figure(buffer, format="png", dpi=dpi, metadata={"Title": title, "Description": alt, "Software": made})
    elif kind == "pdf":
        pdf = FigureCanvasPdf(figure)
        metadata = {"Title": title, "Subject": alt, "Creator": made, "Producer": "matplotlib", "CreationDate": None, "ModDate": None}
        pdf.print_figure(buffer, format="pdf", metadata=metadata)
    else:
        svg = FigureCanvasSVG(figure)
        svg.print_figure(buffer, format="svg", metadata={"Date": None, "Creator": made, "Title": title, "Description": alt})
        drawn = _fix_widths(buffer.getvalue().decode("utf-8"), families)
        buffer = BytesIO(_describe(drawn, title, alt, lang, families).encode("utf-8"))
    return buffer


_RULES = f"g[id^='{HALO}'] text{{paint-order:stroke;stroke:#fff;stroke-width:2px;stroke-linejoin:round}}text{{unicode-bidi:plaintext}}"


_TEXT = re.compile(r'<text style="([^"]*)"([^>]*)>([^<]*)</text>')


def _fix_widths(svg: str, families: tuple[str, ...]) -> str:
    """Say how wide every line of text is, so that another face on the reader's machine takes the same room."""

    def with_width(match: re.Match[str]) -> str:
        look = dict(part.split(": ", 1) for part in match[1].split("; "))
        style = Type(
            size=float(look["font-size"][:-2]), weight=int(look.get("font-weight", 400)), italic=look.get("font-style") == "italic"
        )
        text = unescape(match[3]).lstrip("\u200f")
        width = measure(text, families, style) / MM_PER_POINT
        if not text.strip() or width <= 0:
            return match[0]
        return f'<text style="{match[1]}"{match[2]} textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs">{match[3]}</text>'

    return _TEXT.sub(with_width, svg)


def _describe(svg: str, title: str, alt: str, lang: str, families: tuple[str, ...]) -> str:
    """Add what screen readers look for, and what lets real text look as it does in the other formats."""
    # The document type names an address on the web, and has no place in an SVG that stands inside HTML.
    svg = re.sub(r"<!DOCTYPE[^>]*>\s*", "", svg, count=1)
    asked = ",".join([*(f"'{family}'" for family in families), SVG_FAMILIES])
    svg = re.sub(r"font-family: [^;\"]*(?:'?" + f"(?:{SANS}|{FALLBACK})" + r"'?)[^;\"]*", f"font-family: {asked}", svg)
    head = f"<title>{escape(title)}</title>\n <desc>{escape(alt)}</desc>\n <style>{face_rules(svg, families)}{_RULES}</style>"
    return re.sub(
        r"<svg ([^>]*)>",
        lambda match: f'<svg {match[1]} role="img" aria-label={quoteattr(title)} xml:lang={quoteattr(lang)}>\n {head}',
        svg,
        count=1,
    )
