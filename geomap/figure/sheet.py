"""A sheet of paper measured in millimetres: matplotlib's figure without axes, state or settings of its own.

The origin is the top left corner, x runs right and y runs down, as one lays out a page. The height is set last,
when everything that flows down the page has found its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Transform
from shapely import LineString, Polygon

from geomap.figure.paths import to_path

MM_PER_INCH = 25.4
MM_PER_POINT = MM_PER_INCH / 72
_MEASURE_DPI = 720.0
_HALO_MM = 0.27
HALO = "geomap-halo"
"""Group name of text with a halo in an SVG; its look is set by a style rule there."""


@dataclass(frozen=True, kw_only=True)
class Type:
    """How a piece of text is set."""

    size: float
    """Points."""
    weight: int = 400
    color: str = "#222222"
    italic: bool = False
    halo: str = ""
    """Colour of a halo; empty: none."""


class _Label(Text):
    """Text with a halo that a style rule draws: in an SVG it stays text, once."""

    def draw(self, renderer: RendererBase, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - matplotlib's own
        renderer.open_group(HALO)
        super().draw(renderer, *args, **kwargs)
        renderer.close_group(HALO)


class _Group(Artist):
    """Several shapes under one id."""

    def __init__(self, parts: Sequence[Artist], gid: str, zorder: float) -> None:
        super().__init__()
        self._parts = parts
        self.set_gid(gid)
        self.set_zorder(zorder)

    def draw(self, renderer: RendererBase) -> None:
        renderer.open_group("geomap-mark", gid=self.get_gid())
        for part in self._parts:
            part.draw(renderer)
        renderer.close_group("geomap-mark")


class Sheet:
    """Collects shapes and words at millimetre positions; `finish` gives the figure."""

    def __init__(self, width_mm: float, families: tuple[str, ...], *, svg_text: bool, right_to_left: bool = False) -> None:
        self.width = width_mm
        # A line's direction follows its first strong character; in a right-to-left figure that is not left to a Latin name.
        self._lead = "\u200f" if right_to_left else ""
        self._families = families
        self._svg_text = svg_text
        self._figure = Figure(figsize=(width_mm / MM_PER_INCH, 1.0), facecolor="white")
        self._flip = Affine2D()
        self._mm: Transform = self._flip + self._figure.dpi_scale_trans

    def finish(self, height_mm: float) -> Figure:
        """The figure, `height_mm` tall."""
        self._figure.set_size_inches(self.width / MM_PER_INCH, height_mm / MM_PER_INCH)
        self._flip.scale(1 / MM_PER_INCH, -1 / MM_PER_INCH).translate(0, height_mm / MM_PER_INCH)
        return self._figure

    def draw(self, path: Path, *, zorder: float, clip: Path | None = None, **style: Any) -> None:  # noqa: ANN401 - patch properties
        """A shape; `style` are properties of `matplotlib.patches.PathPatch`, line widths in points."""
        self._figure.add_artist(self._patch(path, clip, style, zorder))

    def draw_group(self, parts: Sequence[tuple[Path, dict[str, Any]]], *, gid: str, zorder: float, clip: Path | None = None) -> None:
        """Shapes that belong together, under one id in an SVG."""
        patches = [self._patch(path, clip, style, zorder) for path, style in parts]
        for patch in patches:
            patch.set_figure(self._figure)
        group = _Group(patches, gid, zorder)
        self._figure.add_artist(group)

    def write(self, x: float, y: float, text: str, style: Type, *, align: str = "left", zorder: float = 100.0) -> None:
        """A line of text; `y` is its baseline, `align` left, center or right of `x`."""
        if style.halo and not self._svg_text:
            # matplotlib would turn the words themselves into outlines to give them a halo; a shape under them does not.
            width = self.measure(text, style)
            left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
            self.draw(
                _halo(text, self._families, style).transformed(Affine2D().translate(left, y)), zorder=zorder - 0.1, facecolor=style.halo
            )
        kind = _Label if style.halo and self._svg_text else Text
        self._figure.add_artist(
            kind(
                x,
                y,
                self._lead + text,
                transform=self._mm,
                fontfamily=list(self._families),
                fontsize=style.size,
                fontweight=style.weight,
                fontstyle="italic" if style.italic else "normal",
                color=style.color,
                ha=align,
                va="baseline",
                parse_math=False,
                zorder=zorder,
            )
        )

    def measure(self, text: str, style: Type) -> float:
        """Width of a line of text in millimetres, the same whatever it is drawn to."""
        return measure(text, self._families, style)

    def wrap(self, text: str, style: Type, width: float) -> list[str]:
        """Lines of at most `width` millimetres, broken at spaces; a longer word has a line of its own."""
        lines: list[str] = []
        for word in text.split():
            if lines and self.measure(f"{lines[-1]} {word}", style) <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def _patch(self, path: Path, clip: Path | None, style: dict[str, Any], zorder: float) -> PathPatch:
        patch = PathPatch(path, transform=self._mm, zorder=zorder, **({"linewidth": 0, "edgecolor": "none", "facecolor": "none"} | style))
        if clip is not None:
            patch.set_clip_path(clip, self._mm)
        return patch


@lru_cache(maxsize=4096)
def measure(text: str, families: tuple[str, ...], style: Type) -> float:
    """Width of a line of text in millimetres, the same whatever it is drawn to."""
    width, _, _ = _renderer().get_text_width_height_descent(text, _font(families, style), ismath=False)  # type: ignore[no-untyped-call]
    return float(width) / _MEASURE_DPI * MM_PER_INCH


@lru_cache(maxsize=4096)
def _halo(text: str, families: tuple[str, ...], style: Type) -> Path:
    """The words' outline, a little larger and with few corners, around the left end of the baseline, in millimetres."""
    vertices, codes = text_to_path.get_text_path(_font(families, style), text)
    points = np.asarray(vertices, dtype=float).reshape(-1, 2)
    if not len(points):
        return to_path(Polygon())
    scale = style.size / text_to_path.FONT_SCALE * MM_PER_POINT
    rings = [LineString(np.asarray(ring)) for ring in Path(points * (scale, -scale), codes).to_polygons()]
    # Line by line and then as one: quicker than one buffer of all, and the same.
    around = shapely.union_all(shapely.buffer(shapely.simplify(np.array(rings), _HALO_MM / 10), _HALO_MM, quad_segs=2))
    return to_path(around.simplify(_HALO_MM / 8))


def _font(families: tuple[str, ...], style: Type) -> FontProperties:
    return FontProperties(family=list(families), size=style.size, weight=style.weight, style="italic" if style.italic else "normal")


@lru_cache(maxsize=1)
def _renderer() -> RendererAgg:
    return RendererAgg(1, 1, _MEASURE_DPI)  # type: ignore[no-untyped-call]
