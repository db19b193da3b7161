"""The tools people write reports with: what they make of our lines, in a browser where it is HTML."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path

import pytest
from hosting import Site, maps_in, marks_of, run_module
from mapspec_sample import sample_map

from geomap.embed import embed_page
from geomap.figure import render_figure

TEXT = "# Report\n\nBefore the map.\n\n{block}\n\nAfter the map.\n"


@pytest.fixture(scope="module")
def picture() -> bytes:
    buffer = io.BytesIO()
    render_figure(sample_map(), buffer, format="png", dpi=60)
    return buffer.getvalue()


def _drawn(site: Site, name: str, *, outside: tuple[str, ...] = ()) -> None:
    page = site.open(name)
    assert [marks_of(frame) > 10 for frame in maps_in(page)] == [True]
    assert "After the map." in page.inner_text("body")
    asked = [one for one in site.asked if one.startswith("http") and not one.startswith(outside or "none")]
    assert asked == []


@pytest.mark.parametrize("reader", ["markdown", "commonmark", "gfm"])
@pytest.mark.parametrize("form", ["markdown", "srcdoc"])
def test_pandoc_keeps_the_map_in_html(site, page_html, pandoc, reader, form):
    block = embed_page(page_html, form=form)
    site.write(
        "report.html", pandoc(TEXT.format(block=block), "--from", reader, "--to", "html", "--standalone", "--metadata", "title=Report")
    )
    _drawn(site, "report.html")


@pytest.mark.parametrize("writer", ["docx", "odt", "latex", "plain"])
def test_pandoc_keeps_the_picture_where_it_drops_the_frame(site, page_html, pandoc, picture, writer):
    (site.folder / "map.png").write_bytes(picture)
    block = embed_page(page_html, form="markdown", src="map.html", picture="map.png")
    pandoc(TEXT.format(block=block), "--from", "markdown", "--to", writer, "--output", f"report.{writer}", "--standalone", cwd=site.folder)
    made = (site.folder / f"report.{writer}").read_bytes()
    if writer in ("docx", "odt"):
        import zipfile

        assert any(name.endswith(".png") for name in zipfile.ZipFile(io.BytesIO(made)).namelist())
    else:
        assert (b"includegraphics" if writer == "latex" else b"Dawn Front") in made
        assert b"iframe" not in made


def test_pandoc_reads_the_quarto_block_as_two_conditions(page_html, pandoc):
    """Quarto itself is not in the package registries; its blocks are pandoc's, and the conditions are attributes of them."""
    block = embed_page(page_html, form="quarto", src="map.html", picture="map.pdf")
    tree = json.loads(pandoc(TEXT.format(block=block), "--from", "markdown", "--to", "json"))
    divs = [part["c"] for part in tree["blocks"] if part["t"] == "Div"]
    assert [dict(attributes[2]) for attributes, _ in divs] == [{"when-format": "html"}, {"unless-format": "html"}]
    assert all(attributes[1] == ["content-visible"] for attributes, _ in divs)
    assert divs[0][1][0]["t"] == "RawBlock"
    assert "map.pdf" in json.dumps(divs[1][1])


def test_mkdocs_keeps_the_map(site, page_html, need_module):
    need_module("mkdocs")
    site.write("source/docs/index.md", TEXT.format(block=embed_page(page_html, form="markdown")))
    site.write("source/mkdocs.yml", "site_name: Report\ntheme:\n  name: mkdocs\n  highlightjs: false\nplugins: []\n")
    run_module("mkdocs", "build", "--quiet", "--site-dir", str(site.folder / "out"), cwd=site.folder / "source")
    # MkDocs' own theme asks for a font of its own; nothing of ours.
    _drawn(site, "out/index.html", outside=("https://fonts.googleapis.com", "https://cdnjs.cloudflare.com"))


def test_sphinx_keeps_the_map_in_markdown_and_in_restructured_text(site, page_html, need_module):
    need_module("sphinx")
    need_module("myst_parser")
    block = embed_page(page_html, form="markdown")
    raw = "".join(f"   {line}\n" for line in embed_page(page_html, form="srcdoc").splitlines())
    site.write("source/conf.py", 'project = "Report"\nextensions = ["myst_parser"]\nhtml_theme = "basic"\n')
    site.write("source/index.md", TEXT.format(block=block) + "\n```{toctree}\nother\n```\n")
    site.write("source/other.rst", f"Other\n=====\n\n.. raw:: html\n\n{raw}\nAfter the map.\n")
    run_module("sphinx", "-q", "-W", "-b", "html", "source", "out", cwd=site.folder)
    _drawn(site, "out/index.html")
    site.asked.clear()
    _drawn(site, "out/other.html")


def test_nbconvert_keeps_the_map_and_the_picture(site, page_html, need_module, picture):
    need_module("nbconvert")
    import nbformat
    from nbconvert import HTMLExporter, LatexExporter

    data = {
        "text/html": embed_page(page_html, form="srcdoc"),
        "image/png": base64.b64encode(picture).decode(),
        "text/plain": "Map: Dawn Front",
    }
    output = nbformat.v4.new_output("execute_result", data=data, execution_count=1)
    cell = nbformat.v4.new_code_cell("geomap.run(...)", outputs=[output], execution_count=1)
    book = nbformat.v4.new_notebook(cells=[cell, nbformat.v4.new_markdown_cell("After the map.")])
    html, _ = HTMLExporter().from_notebook_node(book)
    site.write("book.html", html)
    # nbconvert asks its own hosts for MathJax and require.js; nothing of ours.
    _drawn(site, "book.html", outside=("https://cdnjs.cloudflare.com", "https://cdn.jsdelivr.net"))
    latex, resources = LatexExporter().from_notebook_node(book)
    assert "includegraphics" in latex
    assert list(resources["outputs"].values()) == [picture]


NOTEBOOK = """import sys
sys.path.insert(0, {tests!r})
from mapspec_sample import D0, D1, D2, sample_map
from geomap.embed import Map
book = Map(spec=sample_map())"""


def test_a_notebook_with_three_maps_runs_and_becomes_a_page(site, need_module):
    need_module("nbconvert")
    need_module("ipykernel")
    import nbformat

    tests = str(Path(__file__).parent.parent)
    sources = [NOTEBOOK.format(tests=tests), "book.at(D0)", "book.at(D1)", "book.at(D2)"]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), site.folder / "book.ipynb")
    run_module("jupyter", "nbconvert", "--to", "html", "--execute", "--log-level", "ERROR", "book.ipynb", cwd=site.folder)
    page = site.open("book.html")
    counts = [marks_of(frame) for frame in maps_in(page)]
    assert len(counts) == 3
    assert counts[0] < counts[1] < counts[2]
