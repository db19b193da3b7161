"""The map as a piece of plain HTML: a picture, its words and its table; no frame, no script, no style rule, nothing that can clash.

For feeds, e-mail and editors whose filters remove frames and scripts. Looks are written on the elements, every id begins with the
fragment's own.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterable

from geomap.embed.escape import attribute, content
from geomap.embed.frames import Look, page_address
from geomap.embed.page import Page
from geomap.embed.tables import PLACE_COLUMNS, crossing_rows, place_rows
from geomap.embed.view import View
from geomap.embed.words import ReportWords, load_report_words
from geomap.figure import alt_text
from geomap.figure.snapshot import take_snapshot
from geomap.model import MapSpec

_WIDTH_MM = 180.0
_CELL = "padding:4px 8px;border-bottom:1px solid #cccccc;text-align:start;vertical-align:top"


def fragment(page: Page, view: View, look: Look, *, src: str, picture: str, alt: str) -> str:
    """The fragment, on as many lines as it has parts, without blank lines.

    Parameters
    ----------
    src
        Address of the page, for a link to the interactive map; empty: no link.
    picture
        Address of a picture of the map; empty: drawn now and carried as a ``data:`` address, which needs the figure extra.
    alt
        What the picture shows; empty: generated.

    Raises
    ------
    MissingExtraError
        If a picture must be drawn and matplotlib is not installed.
    UsageError
        If an address is none.
    """
    spec = page.spec()
    day = view.as_of or spec.as_of
    words = load_report_words(spec)
    alt = alt or alt_text(spec, dates=(day,), known_by=view.known_by, title=look.title or None)
    source = attribute(page_address(picture)) if picture else _drawn(spec, view)
    prefix = "geomap-" + hashlib.sha256(f"{page.inputs_sha256}{view.fragment}{picture}{look.title}".encode()).hexdigest()[:8]
    title = content(look.title or spec.title)
    snapshot = take_snapshot(spec, day, known_by=view.known_by)
    lines = [
        f'<div class="geomap-fragment" id="{prefix}" lang="{attribute(page.lang)}" dir="{"rtl" if page.right_to_left else "ltr"}"'
        ' style="color:#1d1d1a;background:#ffffff;font-family:sans-serif">',
        f'<figure aria-labelledby="{prefix}-title" style="margin:0">',
        f'<img src="{source}" alt="{attribute(alt)}" style="display:block;width:100%;height:auto;border:0">',
        f'<figcaption id="{prefix}-title">{title} · {content(words.day(day))}{_link(src, view, words)}</figcaption>',
        "</figure>",
        f"<details><summary>{content(words['report.places'])}</summary>",
        *_table((words[f"column.{name}"] for name in PLACE_COLUMNS), (row.cells for row in place_rows(spec, snapshot, words))),
        *_crossings(spec, view, words),
        "</details>",
        f'<p style="font-size:.8em;color:#555555">{content(words.sources_line(spec))}</p>',
        "</div>",
    ]
    return "\n".join(lines) + "\n"


def _link(src: str, view: View, words: ReportWords) -> str:
    if not src:
        return ""
    address = page_address(src) + (f"#{view.fragment}" if view.fragment else "")
    return f' · <a href="{attribute(address)}">{content(words["report.interactive"])}</a>'


def _drawn(spec: MapSpec, view: View) -> str:
    from geomap.figure import render_figure

    buffer = io.BytesIO()
    render_figure(spec, buffer, format="svg", on=view.as_of, known_by=view.known_by, width_mm=_WIDTH_MM)
    return "data:image/svg+xml;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")


def _crossings(spec: MapSpec, view: View, words: ReportWords) -> list[str]:
    rows = crossing_rows(spec, take_snapshot(spec, view.as_of or spec.as_of, known_by=view.known_by), words)
    if not rows:
        return []
    head = [words[f"column.{name}"] for name in ("crossing", "side", "holder", "passage", "since")]
    return _table(head, (row.cells for row in rows))


def _table(head: Iterable[str], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [
        '<table style="border-collapse:collapse;width:100%;font-size:.9em">',
        "<thead><tr>" + "".join(f'<th scope="col" style="{_CELL}">{content(name)}</th>' for name in head) + "</tr></thead>",
        "<tbody>",
        *(
            "<tr>"
            + f'<th scope="row" style="{_CELL}"><bdi>{content(row[0])}</bdi></th>'
            + "".join(f'<td style="{_CELL}"><bdi>{content(cell)}</bdi></td>' for cell in row[1:])
            + "</tr>"
            for row in rows
        ),
        "</tbody></table>",
    ]
