"""The figure of a map for paper: one sheet, one or several maps, everything a reader needs to use it alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import matplotlib.style

from geomap.errors import InputError, OutputError, UsageError
from geomap.figure.alttext import alt_text
from geomap.figure.encode import FORMATS, STYLE, encode
from geomap.figure.fonts import font_families, missing_characters
from geomap.figure.furniture import draw_furniture, write_flow, write_heading
from geomap.figure.legend import build_legend, draw_legend
from geomap.figure.panel import Look, Told, draw_panel
from geomap.figure.projection import fit_frame
from geomap.figure.sheet import Sheet, Type
from geomap.figure.snapshot import DrawnMark, Snapshot, knows_less, take_snapshot
from geomap.figure.words import FigureWords, load_words, printable
from geomap.model import MapSpec

COLUMN_MM = 85.0
"""One column of a journal."""
PAGE_MM = 180.0
"""Both columns."""
_GAP_MM = 3.0
_NARROWEST_MM = 40.0
_MOST_NAMES = 30
"""Names in one sentence of the small print."""
_DAY = Type(size=7.5, weight=600)


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What came out."""

    format: str
    width_mm: float
    height_mm: float
    marks: tuple[tuple[date, tuple[DrawnMark, ...]], ...]
    """What is drawn on each day shown; compare with the table of the page of that day."""
    unnamed: tuple[str, ...]
    """Places whose mark is drawn and whose name found no room; the figure lists them below."""
    alt: str
    """The description that also stands in the file's metadata."""


def render_figure(
    spec: MapSpec,
    target: Path | str | BinaryIO,
    *,
    format: str = "",
    width_mm: float = PAGE_MM,
    dpi: float = 300,
    on: date | None = None,
    dates: Sequence[date] = (),
    known_by: date | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    locator: bool = True,
    legend: bool = True,
    text: str = "real",
    font: Path | None = None,
) -> Drawn:
    """Draw `spec` for paper and write it. Same arguments and same library versions, same bytes.

    Projection: Lambert azimuthal equal-area, see `geomap.figure.projection`; the page is Web Mercator.

    Parameters
    ----------
    target
        A path, or a binary stream.
    format
        ``png``, ``svg`` or ``pdf``; empty: by the ending of `target`.
    width_mm
        Width of the sheet; 85 and 180 are one and two columns of a journal. The height follows.
    dpi
        Of PNG; 300 for print.
    on
        The day drawn; None: `MapSpec.as_of`.
    dates
        Several days, one map each on one sheet, in this order; what changed from one to the next is ringed.
        Two days are a before-and-after pair. Not together with `on`.
    known_by
        Draw what was known by then, and say so; None: as known to this day.
    title, subtitle
        Other than the map's own. The day is put before a subtitle that does not name it. A generated title is about
        `MapSpec.as_of` as known to this day, so for others it is replaced by a plain one unless you give one.
    locator, legend
        Whether to draw them; the locator is left out where it would show no more than the map.
    text
        SVG only: ``real`` (selectable words, their faces inside the file) or ``paths`` (outlines).
    font
        A house typeface (.ttf, .otf) instead of Source Sans Pro.

    Raises
    ------
    UsageError
        For an unknown format, a width no figure fits in, or contradicting dates.
    InputError
        If the words hold characters no face at hand has, or the map's bounds are none.
    OutputError
        If the file cannot be written; what was there before is untouched.
    """
    kind = _format(target, format)
    if not 40 <= width_mm <= 1000 or not 30 <= dpi <= 2400:
        raise UsageError(
            f"width_mm {width_mm:g} or dpi {dpi:g} is out of range", hint="40 to 1000 mm and 30 to 2400 dpi; columns are 85 and 180 mm"
        )
    if text not in ("real", "paths"):
        raise UsageError(f"text {text!r} is neither real nor paths", hint="use text='paths' for outlines")
    if on is not None and dates:
        raise UsageError("on and dates contradict each other", hint="give one day or several")
    days = tuple(dates) or (on or spec.as_of,)
    words = load_words(spec)
    heading = _heading(spec, days, known_by, words, title, subtitle)
    alt = alt_text(spec, dates=days, known_by=known_by, title=heading[0])
    snapshots = _snapshots(spec, days, known_by)
    families = font_families(font)
    gid = f"g{hashlib.sha256(repr((spec.inputs_sha256, days, known_by, width_mm)).encode()).hexdigest()[:8]}-"
    with matplotlib.style.context(["default", STYLE | {"svg.fonttype": "path" if text == "paths" else "none", "svg.hashsalt": gid}]):
        sheet = Sheet(width_mm, families, svg_text=kind == "svg" and text != "paths", right_to_left=words.right_to_left)
        _check_characters((*heading, *(printable(style.name) for style in spec.actors)), families)
        told = Told()
        top = write_heading(sheet, *heading, words)
        top = _draw_maps(sheet, spec, snapshots, words, top, told, gid=gid, locator=locator)
        if legend:
            top = draw_legend(sheet, build_legend(spec, told, words), top + 2.2, words)
        top = write_flow(sheet, _small_print(spec, words, told), top + 2.0, words)
        height = top + 0.8
        data = encode(
            sheet.finish(height),
            kind,
            dpi=dpi,
            title=heading[0] or printable(spec.title),
            alt=alt,
            lang=words.lang,
            version=spec.version,
            families=families,
        )
    _write(target, data)
    marks = tuple((snapshot.day, snapshot.marks) for snapshot in snapshots)
    return Drawn(format=kind, width_mm=width_mm, height_mm=height, marks=marks, unnamed=tuple(_unnamed(told)), alt=alt)


def _format(target: Path | str | BinaryIO, given: str) -> str:
    kind = given.lower().lstrip(".") or (Path(target).suffix.lower().lstrip(".") if isinstance(target, (str, Path)) else "")
    if kind not in FORMATS:
        raise UsageError(f"{kind or 'nothing'!r} is no picture format", hint=f"use one of {', '.join(FORMATS)}")
    return kind


def _heading(
    spec: MapSpec, days: tuple[date, ...], known_by: date | None, words: FigureWords, title: str | None, subtitle: str | None
) -> tuple[str, str]:
    """Title and the line under it, which always names the day, and the day of what was known if one is asked for."""
    other = days != (spec.as_of,) or knows_less(spec, days[0], known_by)
    if title is None:
        title = spec.title
        if spec.title_generated and other:
            title = words["figure.title"]
    if subtitle is None:
        # The map's own subtitle counts the states of its own day.
        subtitle = "" if other else spec.subtitle
    told = words.day(days[0]) if len(days) == 1 else words.fill("figure.days", first=words.day(days[0]), last=words.day(days[-1]))
    if told not in title and told not in subtitle:
        subtitle = " · ".join(part for part in (told, subtitle) if part)
    if known_by is not None:
        subtitle = " · ".join(part for part in (subtitle, words.fill("figure.known", day=words.day(known_by))) if part)
    return printable(title), printable(subtitle)


def _snapshots(spec: MapSpec, days: tuple[date, ...], known_by: date | None) -> list[Snapshot]:
    found: list[Snapshot] = []
    for day in days:
        found.append(take_snapshot(spec, day, known_by=known_by, before=found[-1] if found else None))
    return found


def _check_characters(texts: Sequence[str], families: tuple[str, ...]) -> None:
    missing = missing_characters("".join(texts), families)
    if missing:
        raise InputError(
            f"no typeface at hand has the characters {missing[:20]!r}", hint="give a font file that has them: font=Path('...ttf')"
        )


def _draw_maps(
    sheet: Sheet, spec: MapSpec, snapshots: list[Snapshot], words: FigureWords, top: float, told: Told, *, gid: str, locator: bool
) -> float:
    columns = _columns(len(snapshots), sheet.width)
    width = (sheet.width - (columns - 1) * _GAP_MM) / columns
    frame = fit_frame(spec.bounds, width=width, tallest=1.25 if columns == 1 and sheet.width < 120 else 0.95, flattest=0.5)
    look = Look(scale=1.0 if width >= 120 else 0.9 if width >= 80 else 0.8 if width >= 55 else 0.7, fine=width >= 55)
    several = len(snapshots) > 1
    for index, snapshot in enumerate(snapshots):
        row, column = divmod(index, columns)
        if words.right_to_left:
            column = columns - 1 - column
        x = column * (width + _GAP_MM)
        y = top + row * (frame.height + _GAP_MM + (4.0 if several else 0.0))
        if several:
            begin = x + width if words.right_to_left else x
            sheet.write(begin, y + 2.8, words.day(snapshot.day), _DAY, align="right" if words.right_to_left else "left")
            y += 4.0
        here = frame.moved(x, y)
        furniture = partial(draw_furniture, sheet, here, spec, words=words, locator=locator and look.fine) if index == 0 else None
        panel_gid = f"{gid}{index}-" if several else gid
        draw_panel(sheet, here, spec, snapshot, words, look=look, told=told, gid=panel_gid, furniture=furniture)
        bottom = y + frame.height
    return bottom


def _columns(count: int, width: float) -> int:
    """Maps per row: three for three and from five on, two for two and four, fewer where they would be too narrow."""
    wanted = count if count <= 3 else 2 if count == 4 else 3
    return max(1, min(wanted, int((width + _GAP_MM) // (_NARROWEST_MM + _GAP_MM))))


def _unnamed(told: Told) -> list[str]:
    """Names that stand on none of the maps."""
    return [name for name in told.unnamed if name not in told.named]


def _small_print(spec: MapSpec, words: FigureWords, told: Told) -> list[str]:
    lines = []
    for key, found in (("figure.unnamed", _unnamed(told)), ("figure.outside", told.outside)):
        if found:
            names = [printable(name) for name in list(found)[:_MOST_NAMES]]
            if len(found) > _MOST_NAMES:
                names.append(words.fill("figure.more", n=words.number(len(found) - _MOST_NAMES)))
            lines.append(words.fill(key, names=words.listed(names)))
    lines += [printable(notice) for notice in spec.notices]
    if spec.credits:
        lines.append(
            words.fill("figure.source", credits=words["list.semicolon"].join(printable(credit).rstrip(".") for credit in spec.credits))
        )
    lines.append(words.fill("figure.made", version=spec.version, hash=spec.inputs_sha256[:12]))
    return lines


def _write(target: Path | str | BinaryIO, data: BytesIO) -> None:
    if not isinstance(target, (str, Path)):
        target.write(data.getvalue())
        return
    # Beside and renamed into place: a killed run leaves the old file whole.
    path = Path(target)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data.getvalue())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}", hint="check that the folder exists and may be written"
        ) from None
