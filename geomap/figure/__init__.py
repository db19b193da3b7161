"""Figures for paper: the map as PNG, SVG or PDF, drawn by matplotlib from the same `MapSpec` as the page.

What draws is loaded when it is first asked for: `alt_text` and `drawn_marks` work without matplotlib.
"""

from typing import TYPE_CHECKING, Any

from geomap.figure.alttext import alt_text
from geomap.figure.snapshot import DrawnMark, drawn_marks

if TYPE_CHECKING:
    from geomap.figure.render import COLUMN_MM, PAGE_MM, Drawn, render_figure

__all__ = ["COLUMN_MM", "PAGE_MM", "Drawn", "DrawnMark", "alt_text", "drawn_marks", "render_figure"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever `render` offers
    """Load what draws.

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        from geomap.figure import render
    except ModuleNotFoundError as error:
        missing = (error.name or "a package").split(".")[0]
        if missing == "geomap":
            raise
        from geomap.errors import MissingExtraError

        raise MissingExtraError(f"figures need {missing}, which is not installed", hint="pip install 'geomap[figure]'") from None
    return getattr(render, name)
