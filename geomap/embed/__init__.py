"""Putting a finished map into someone's report: lines for other people's pages, whole reports, objects for notebooks."""

from typing import TYPE_CHECKING, Any

from geomap.embed.embed import EmbedForm, embed_page, host_script
from geomap.embed.frames import Look
from geomap.embed.page import Page, read_page
from geomap.embed.view import View

if TYPE_CHECKING:
    from geomap.embed.docx import render_report_docx
    from geomap.embed.notebook import Map
    from geomap.embed.report import Report, ReportFormat, build_report, draw_picture, render_report

__all__ = [
    "EmbedForm",
    "Look",
    "Map",
    "Page",
    "Report",
    "ReportFormat",
    "View",
    "build_report",
    "draw_picture",
    "embed_page",
    "host_script",
    "read_page",
    "render_report",
    "render_report_docx",
]
_LATER = {
    "Map": "notebook",
    "Report": "report",
    "ReportFormat": "report",
    "build_report": "report",
    "draw_picture": "report",
    "render_report": "report",
    "render_report_docx": "docx",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the modules offer
    """Load Jinja and folium only when a report or a notebook is asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"geomap.embed.{_LATER[name]}"), name)
