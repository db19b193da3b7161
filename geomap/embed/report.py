"""The whole report on one day: summary, map, changes, tables, ledger, method, sources; as HTML or Markdown.

A template of the user's own replaces ours: Jinja, sandboxed, and every value is escaped for the format it goes into, so that no word
of a report can become markup. It sees one name, `report`, a `Report`.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from geomap.embed.embed import embed_page
from geomap.embed.escape import markdown
from geomap.embed.frames import page_address
from geomap.embed.summary import summarise
from geomap.embed.tables import (
    CHANGE_COLUMNS,
    CLAIM_COLUMNS,
    CROSSING_COLUMNS,
    PLACE_COLUMNS,
    Row,
    change_rows,
    claim_rows,
    crossing_rows,
    place_rows,
    web_address,
)
from geomap.embed.view import View
from geomap.embed.words import ReportWords, load_report_words
from geomap.errors import InputError, UsageError
from geomap.figure import alt_text
from geomap.figure.snapshot import knows_less, take_snapshot
from geomap.figure.words import printable
from geomap.model import MapSpec


class ReportFormat(StrEnum):
    """What a report is written as; Word files come from `geomap.embed.render_report_docx`."""

    HTML = "html"
    MARKDOWN = "md"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of the report, in words."""

    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Reference:
    """One report the claims come from."""

    id: str
    text: str
    url: str
    """http or https, or empty."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything a template can say; all texts are plain words in the map's language."""

    lang: str
    direction: str
    """``ltr`` or ``rtl``."""
    title: str
    day: str
    """"Situation on 22 June 2014", and by which day it had to be known where one is given."""
    summary: tuple[str, ...]
    picture: str
    """Address of the figure, ``data:`` or given; empty: none."""
    caption: str
    alt: str
    frame: str
    """Lines of the interactive map, ready as they are; empty: none."""
    changes: Table
    no_changes: str
    """The sentence to say when nothing changed; empty if something did."""
    places: Table
    crossings: Table
    claims: Table
    claims_note: str
    method: tuple[str, ...]
    """Sentences on method and limits, with the map's own notices."""
    references: tuple[Reference, ...]
    credits: tuple[str, ...]
    made: str
    words: dict[str, str]
    """Headings by key, such as ``report.summary``."""


def build_report(
    spec: MapSpec,
    *,
    on: date | None = None,
    since: date | None = None,
    known_by: date | None = None,
    title: str = "",
    picture: str = "",
    frame: str = "",
) -> Report:
    """The report as plain values, for a template or a writer.

    Parameters
    ----------
    on
        The day told; None: `MapSpec.as_of`.
    since
        First day of the change list; None: the map's first day.
    known_by
        Only what was known by then; None: to this day.
    title
        Empty: the map's title where it is about this day, else a plain one.
    picture
        Address of the figure, or a ``data:`` address made by `draw_picture`.
    frame
        Lines of `embed_page`.
    """
    words = load_report_words(spec)
    day = on or spec.as_of
    first = since or min((*spec.dates, day))
    now = take_snapshot(spec, day, known_by=known_by)
    changed = tuple(change_rows(spec, first, day, words, known_by=known_by))
    span = {"first": words.day(first), "last": words.day(day)}
    stale = spec.title_generated and (day != spec.as_of or knows_less(spec, day, known_by))
    given = title or (words["figure.title"] if stale else spec.title)
    told = words.fill("report.day", day=words.day(day))
    if known_by is not None:
        told = words["list.separator"].join((told, words.fill("figure.known", day=words.day(known_by))))
    return Report(
        lang=spec.lang,
        direction="rtl" if words.right_to_left else "ltr",
        title=printable(given),
        day=told,
        summary=tuple(summarise(spec, now, words)),
        picture=picture,
        caption=words.fill("report.figure", day=words.day(day)),
        alt=alt_text(spec, dates=(day,), known_by=known_by, title=given),
        frame=frame,
        changes=_table(words.fill("report.changes.since", **span), CHANGE_COLUMNS, changed, words),
        no_changes="" if changed else words.fill("report.changes.none", **span),
        places=_table(words.fill("table.caption.places", day=words.day(day)), PLACE_COLUMNS, tuple(place_rows(spec, now, words)), words),
        crossings=_table(
            words.fill("table.caption.crossings", day=words.day(day)), CROSSING_COLUMNS, tuple(crossing_rows(spec, now, words)), words
        ),
        claims=_table(words["report.claims"], CLAIM_COLUMNS, tuple(claim_rows(spec, words, until=day, known_by=known_by)), words),
        claims_note=words.fill("report.claims.note", day=words.day(day)),
        method=_method(spec, bool(now.areas), words),
        references=tuple(_references(spec, words)),
        credits=tuple(printable(credit) for credit in spec.credits),
        made=words.fill("report.made", version=spec.version, hash=spec.inputs_sha256[:12]),
        words={key: value for key, value in words.phrases.items() if key.startswith(("report.", "column."))},
    )


def render_report(
    spec: MapSpec,
    *,
    format: ReportFormat | str = ReportFormat.HTML,
    on: date | None = None,
    since: date | None = None,
    known_by: date | None = None,
    title: str = "",
    picture: str = "",
    page: str = "",
    template: Path | None = None,
) -> str:
    """The report as one text.

    Parameters
    ----------
    format
        ``html`` or ``md``.
    on, since, known_by, title
        As in `build_report`.
    picture
        Address of a figure beside the report. Empty: HTML carries one, drawn now; Markdown has none.
    page
        The interactive page (its HTML), which an HTML report carries in a frame above the figure.
    template
        A Jinja template instead of ours.

    Raises
    ------
    InputError
        If the template cannot be read or fails.
    MissingExtraError
        If a figure must be drawn and matplotlib is not installed.
    UsageError
        If the format is unknown or `picture` is no address.
    """
    try:
        wanted = ReportFormat(format)
    except ValueError:
        raise UsageError(f"{format!r} is no report format", hint=f"use one of {', '.join(ReportFormat)}, or a .docx file") from None
    html = wanted is ReportFormat.HTML
    shown = page_address(picture) if picture else draw_picture(spec, on=on, known_by=known_by) if html else ""
    frame = embed_page(page, form="srcdoc", view=View(as_of=on, known_by=known_by)) if page and html else ""
    report = build_report(spec, on=on, since=since, known_by=known_by, title=title, picture=shown, frame=frame)
    source = _read_template(template) if template else _own_template(wanted)
    environment = _environment(_for_html if html else _for_markdown)
    try:
        return environment.from_string(source).render(report=report)
    except (TemplateError, TypeError, ValueError, KeyError, AttributeError, IndexError) as error:
        where = f"{template}, line {getattr(error, 'lineno', '?')}" if template else f"the {wanted} template"
        raise InputError(f"{where}: {error}", hint="a template may use the names of geomap.embed.Report") from None


def draw_picture(spec: MapSpec, *, on: date | None = None, known_by: date | None = None) -> str:
    """The figure of a day as a ``data:`` address (SVG with real text).

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.
    """
    from geomap.figure import render_figure

    buffer = io.BytesIO()
    render_figure(spec, buffer, format="svg", on=on, known_by=known_by)
    return "data:image/svg+xml;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")


def _table(title: str, columns: tuple[str, ...], rows: tuple[Row, ...], words: ReportWords) -> Table:
    return Table(title=title, head=tuple(words[f"column.{name}"] for name in columns), rows=rows)


def _method(spec: MapSpec, areas: bool, words: ReportWords) -> tuple[str, ...]:
    lines = [words["method.rules"], words.fill("method.silence", n=words.number(spec.aged_after_days))]
    if areas:
        lines.append(words["method.areas"])
    return (*lines, *(printable(one.sentence) for one in spec.ranges), *(printable(notice) for notice in spec.notices))


def _references(spec: MapSpec, words: ReportWords) -> list[Reference]:
    found = []
    for card in sorted(spec.documents, key=lambda card: (card.published or date.max, card.id)):
        day = words.day(card.published) if card.published else words["document.undated"]
        text = words.fill("document.line", title=printable(card.title) or card.id, source=printable(card.source), day=day)
        found.append(Reference(id=card.id, text=text, url=web_address(card.url)))
    return found


def _for_html(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """Autoescaping does the rest."""
    return value


def _for_markdown(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, (Markup, Undefined)):
        return value
    return Markup(markdown(str(value)))  # noqa: S704 - escaped for Markdown just now


@cache
def _environment(finalize: Callable[[Any], Any]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=BaseLoader(),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["address"] = lambda value: Markup(page_target(str(value)))  # noqa: S704 - percent-encoded
    return environment


def page_target(address: str) -> str:
    """An address for the round brackets of a Markdown link."""
    return page_address(address).replace("(", "%28").replace(")", "%29")


def _own_template(format: ReportFormat) -> str:
    return (resources.files("geomap.embed") / "templates" / f"report.{format.value}.jinja").read_text("utf-8")


def _read_template(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}", hint="give a UTF-8 text file") from None
