"""The report as a Word file, by python-docx: real headings, tables with header rows, a figure with a description.

Fields and formulas are never written: every text is a run of plain words.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

from geomap.embed.report import Report, Table, build_report
from geomap.errors import MissingExtraError
from geomap.model import MapSpec

_PAGE_MM = 160.0
_CELL_POINTS = 8.0
_FONT = "Noto Sans"


def check_word() -> None:
    """Say at once if Word files cannot be written here.

    Raises
    ------
    MissingExtraError
        If python-docx is not installed.
    """
    try:
        import docx  # noqa: F401
    except ModuleNotFoundError:
        raise MissingExtraError("Word files need python-docx, which is not installed", hint="pip install 'geomap[figure,report]'") from None


def render_report_docx(
    spec: MapSpec, *, on: date | None = None, since: date | None = None, known_by: date | None = None, title: str = "", dpi: float = 200
) -> bytes:
    """The report as the bytes of a .docx file; the same map gives the same bytes.

    Parameters
    ----------
    on, since, known_by, title
        As in `geomap.embed.build_report`.
    dpi
        Of the figure.

    Raises
    ------
    MissingExtraError
        If python-docx or matplotlib is not installed.
    """
    check_word()
    import docx
    from docx.shared import Mm

    from geomap.figure import render_figure

    report = build_report(spec, on=on, since=since, known_by=known_by, title=title)
    picture = io.BytesIO()
    render_figure(spec, picture, format="png", width_mm=_PAGE_MM, dpi=dpi, on=on, known_by=known_by)
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    writer = _Writer(document, mirrored=report.direction == "rtl")
    writer.describe(report, on or spec.as_of)
    writer.heading(report.title, 0)
    writer.paragraph(report.day)
    writer.heading(report.words["report.summary"], 1)
    writer.paragraph(report.summary[0])
    for sentence in report.summary[1:]:
        writer.paragraph(sentence, style="List Bullet")
    writer.heading(report.words["report.map"], 1)
    picture.seek(0)
    writer.picture(picture, Mm(_PAGE_MM), report.alt, report.caption)
    _tables(writer, report)
    writer.heading(report.words["report.method"], 1)
    for sentence in report.method:
        writer.paragraph(sentence)
    writer.heading(report.words["report.sources"], 1)
    for reference in report.references:
        writer.paragraph(f"{reference.text} {reference.url}".strip(), style="List Bullet")
    for credit in report.credits:
        writer.paragraph(credit, style="List Bullet")
    writer.paragraph(report.made)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_clock(buffer.getvalue())


def _tables(writer: _Writer, report: Report) -> None:
    writer.heading(report.words["report.changes"], 1)
    if report.no_changes:
        writer.paragraph(report.no_changes)
    else:
        writer.paragraph(report.changes.title)
        writer.table(report.changes, shares=(2, 2, 4, 4))
    writer.heading(report.words["report.places"], 1)
    writer.paragraph(report.places.title)
    writer.table(report.places, shares=(3, 2, 4, 3, 3, 3, 4))
    writer.heading(report.words["report.crossings"], 1)
    if report.crossings.rows:
        writer.paragraph(report.crossings.title)
        writer.table(report.crossings)
    else:
        writer.paragraph(report.words["report.no_crossings"])
    writer.heading(report.words["report.claims"], 1)
    writer.paragraph(f"{report.claims_note} {report.words['report.confidence']}")
    writer.table(report.claims, quoted=3, shares=(7, 9, 9, 16, 9, 8, 8))


class _Writer:
    """Puts words into a python-docx document, in either direction."""

    def __init__(self, document: Any, *, mirrored: bool) -> None:  # noqa: ANN401 - python-docx gives no usable types
        self._document = document
        self._mirrored = mirrored

    def describe(self, report: Report, day: date) -> None:
        """Title and language; the file is dated by its map, not by the clock."""
        from docx.oxml.ns import qn
        from docx.shared import Pt

        properties = self._document.core_properties
        properties.title = _plain(report.title)
        properties.subject = _plain(report.day)
        properties.author = properties.last_modified_by = "geomap"
        properties.language = report.lang
        properties.comments = ""
        properties.created = properties.modified = datetime(day.year, day.month, day.day)
        style = self._document.styles["Normal"]
        style.font.name = _FONT
        style.font.size = Pt(10)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:cs", "w:eastAsia", "w:hAnsi"):
            fonts.set(qn(kind), _FONT)
        language = style.element.rPr.makeelement(qn("w:lang"), {qn("w:val"): report.lang, qn("w:bidi"): report.lang})
        style.element.rPr.append(language)

    def heading(self, text: str, level: int) -> None:
        """A heading; level 0 is the title."""
        self._turn(self._document.add_heading(_plain(text), level))

    def paragraph(self, text: str, style: str | None = None) -> None:
        """A paragraph of plain words."""
        self._turn(self._document.add_paragraph(_plain(text), style=style))

    def picture(self, data: io.BytesIO, width: Any, alt: str, caption: str) -> None:  # noqa: ANN401
        """The figure with its description for readers who do not see it."""
        shape = self._document.add_picture(data, width=width)
        shape._inline.docPr.set("descr", _plain(alt))
        shape._inline.docPr.set("title", _plain(caption))
        self._turn(self._document.add_paragraph(_plain(caption), style="Caption"))

    def table(self, part: Table, *, quoted: int = -1, shares: tuple[int, ...] = ()) -> None:
        """A table whose first row is repeated on every page.

        Parameters
        ----------
        quoted
            Column in quotation marks; -1: none.
        shares
            Widths of the columns against each other; empty: all alike.
        """
        from docx.oxml.ns import qn
        from docx.shared import Mm

        table = self._document.add_table(rows=1 + len(part.rows), cols=len(part.head), style="Light Grid Accent 1")
        properties = table._tbl.tblPr
        if self._mirrored:
            properties.append(properties.makeelement(qn("w:bidiVisual"), {}))
        head = table.rows[0]._tr.get_or_add_trPr()
        head.append(head.makeelement(qn("w:tblHeader"), {}))
        for row in table.rows:
            # A row is not torn apart by the end of a page.
            whole = row._tr.get_or_add_trPr()
            whole.append(whole.makeelement(qn("w:cantSplit"), {}))
        parts = shares or (1,) * len(part.head)
        table.autofit = False
        for column, share in zip(table.columns, parts, strict=True):
            column.width = Mm(_PAGE_MM * share / sum(parts))
        grid = [list(row.cells) for row in table.rows]
        for cells in grid:
            for cell, share in zip(cells, parts, strict=True):
                cell.width = Mm(_PAGE_MM * share / sum(parts))
        for cell, text in zip(grid[0], part.head, strict=True):
            self._fill(cell, text)
        for cells, row in zip(grid[1:], part.rows, strict=True):
            for index, (cell, text) in enumerate(zip(cells, row.cells, strict=True)):
                self._fill(cell, f"“{text}”" if index == quoted else text)
        self._document.add_paragraph()

    def _fill(self, cell: Any, text: str) -> None:  # noqa: ANN401
        from docx.shared import Pt

        paragraph = cell.paragraphs[0]
        paragraph.add_run(_plain(text)).font.size = Pt(_CELL_POINTS)
        self._turn(paragraph)

    def _turn(self, paragraph: Any) -> None:  # noqa: ANN401
        """Right to left where the language is."""
        if not self._mirrored:
            return
        from docx.oxml.ns import qn

        properties = paragraph._p.get_or_add_pPr()
        properties.append(properties.makeelement(qn("w:bidi"), {}))
        for run in paragraph.runs:
            look = run._r.get_or_add_rPr()
            look.append(look.makeelement(qn("w:rtl"), {}))


def _plain(text: str) -> str:
    """Text XML can hold: no control characters."""
    return "".join(character for character in text if character >= " " or character in "\t\n")


def _without_clock(data: bytes) -> bytes:
    """The same archive with a fixed time on every entry; the library writes the time of day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return buffer.getvalue()
