"""Figures for paper: the map as PNG, SVG or PDF, drawn by matplotlib from the same `MapSpec` as the page."""

from geomap.figure.alttext import alt_text
from geomap.figure.render import COLUMN_MM, PAGE_MM, Drawn, drawn_marks, render_figure
from geomap.figure.snapshot import DrawnMark

__all__ = ["COLUMN_MM", "PAGE_MM", "Drawn", "DrawnMark", "alt_text", "drawn_marks", "render_figure"]
