"""A finished map as a Python object that shows itself in notebooks, and as a picture where notebooks become paper."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from geomap.embed.embed import EmbedForm, embed_page
from geomap.embed.frames import Look
from geomap.embed.view import View
from geomap.errors import MissingExtraError, OutputError
from geomap.figure import alt_text
from geomap.model import MapSpec
from geomap.web import render_page

_NOTEBOOK = Look(ratio="4/3", height=560)


@dataclass(frozen=True, kw_only=True)
class Map:
    """One map: the page, the figure and the words, all from one specification."""

    spec: MapSpec
    """Everything it shows, as plain data."""
    on: date | None = None
    """The day it opens on; None: `MapSpec.as_of`."""

    @property
    def html(self) -> str:
        """The whole interactive page; see `geomap.web.render_page`."""
        return render_page(self.spec)

    @property
    def alt(self) -> str:
        """What the map shows, in sentences."""
        return alt_text(self.spec, dates=(self.on,) if self.on else None)

    def at(self, day: date) -> Map:
        """The same map opened on another day."""
        return Map(spec=self.spec, on=day)

    def save(self, target: Path | str) -> Path:
        """Write the page (.html), a figure (.png, .svg, .pdf) or a Word report (.docx), by the ending of the name.

        Returns
        -------
        Where it was written.

        Raises
        ------
        MissingExtraError
            If what the format needs is not installed.
        OutputError
            If the file cannot be written; what was there before is untouched.
        UsageError
            If the ending names no format.
        """
        path = Path(target)
        if path.suffix.lower() in (".html", ".htm"):
            _write(path, View(as_of=self.on).write_into(self.html).encode("utf-8"))
        elif path.suffix.lower() == ".docx":
            from geomap.embed.docx import render_report_docx

            _write(path, render_report_docx(self.spec, on=self.on))
        else:
            self.figure(path)
        return path

    def figure(self, target: Path | str | BinaryIO, **options: Any) -> Any:  # noqa: ANN401 - those of `render_figure`
        """Draw it for paper; see `geomap.figure.render_figure` for the options and what comes back."""
        from geomap.figure import render_figure

        if self.on and not options.get("dates"):
            options.setdefault("on", self.on)
        return render_figure(self.spec, target, **options)

    def to_iframe(self, src: str = "", *, view: View | None = None, look: Look | None = None) -> str:
        """The lines that put it into an HTML page: a frame that loads `src`, or one that carries the map where `src` is empty."""
        form = EmbedForm.IFRAME if src else EmbedForm.SRCDOC
        return embed_page(self.html, form=form, src=src, view=view or View(as_of=self.on), look=look)

    def _repr_html_(self) -> str:
        return self.to_iframe(look=_NOTEBOOK)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:  # noqa: ANN401 - Jupyter's protocol
        """HTML for notebooks, a picture for what they are converted to, words for a terminal."""
        del include, exclude
        bundle: dict[str, Any] = {"text/plain": self.alt, "text/html": self._repr_html_()}
        buffer = io.BytesIO()
        try:
            self.figure(buffer, format="png", dpi=110, width_mm=160)
        except MissingExtraError:
            return bundle
        return {**bundle, "image/png": base64.b64encode(buffer.getvalue()).decode("ascii")}

    def __repr__(self) -> str:
        day = self.on or self.spec.as_of
        return f"<geomap.Map {self.spec.title!r} on {day.isoformat()}: {len(self.spec.places)} places, {len(self.spec.claims)} claims>"


def _write(path: Path, data: bytes) -> None:
    """Beside and renamed into place."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}", hint="check that the folder exists and may be written"
        ) from None
