"""The report as a Word file."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hostile_words import HOSTILE
from mapspec_sample import CLAIMS, sample_map

docx = pytest.importorskip("docx", reason="needs python-docx: pip install 'geomap[report]'")

from geomap.embed import render_report_docx  # noqa: E402 - after the check above


@pytest.fixture(scope="module")
def made() -> bytes:
    return render_report_docx(sample_map(), dpi=60)


def _document(data: bytes):
    return docx.Document(io.BytesIO(data))


def test_headings_tables_and_quotations_are_there(made):
    document = _document(made)
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name.startswith(("Heading", "Title"))]
    assert headings[0] == "Dawn Front takes the river road"
    assert headings[1:] == [
        "Summary", "Map", "What changed", "Places", "Border crossings", "What was said", "Method and limits", "Sources and licences",
    ]  # fmt: skip
    assert [len(table.rows) - 1 for table in document.tables] == [16, 15, 4, len(CLAIMS)]
    told = {cell.text for row in document.tables[3].rows for cell in row.cells}
    assert f"“{CLAIMS[0].quotation}”" in told


def test_the_figure_has_a_description_and_tables_repeat_their_head(made):
    document = _document(made)
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr").startswith("Map: Dawn Front takes the river road.")
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)


def test_same_map_same_bytes_and_no_clock_inside(made):
    assert render_report_docx(sample_map(), dpi=60) == made
    document = _document(made)
    assert document.core_properties.created.isoformat().startswith("2031-04-02")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}


def test_hostile_words_are_runs_of_words():
    data = render_report_docx(sample_map(title=HOSTILE, notices=(HOSTILE + "\x00\x0b",)), dpi=60)
    text = "\n".join(paragraph.text for paragraph in _document(data).paragraphs)
    assert "<img src=x onerror=alert(1)>" in text
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    assert not re.search(r"<w:(fldSimple|instrText|hyperlink|object)", xml)


def test_arabic_paragraphs_and_tables_run_from_the_right():
    document = _document(render_report_docx(sample_map(lang="ar"), dpi=60))
    assert all("<w:bidi/>" in paragraph._p.xml for paragraph in document.paragraphs if paragraph.text)
    assert all("w:bidiVisual" in table._tbl.xml for table in document.tables)
