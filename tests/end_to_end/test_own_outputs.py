"""What geomap made, and what else lies beside articles, is never read as a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geomap.cli.main import main
from geomap.embed import embed_page, read_page, render_report, render_report_docx
from geomap.errors import Problem
from geomap.figure import render_figure
from geomap.io import read_documents, write_states
from geomap.model import Document

ARTICLE = "---\npublished: 2014-06-22\nsource: Desk\n---\nIslamic State fighters captured Rawa and Ana on Saturday, officials said.\n"
STATES = ("states.json", "states.csv", "states.geojson", "states.gpkg", "states.kml")
PIECES = ("iframe", "srcdoc", "fragment", "quarto")
OUTPUTS = (
    "map.html",
    "report.html",
    "report.md",
    "report.docx",
    "figure.png",
    "figure.pdf",
    *STATES,
    *(f"{piece}.html" for piece in PIECES),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article with everything that was made of it."""
    folder = tmp_path_factory.mktemp("articles")
    article, page, states, areas = (folder / name for name in ("a.md", "map.html", "states.json", "areas.geojson"))
    article.write_text(ARTICLE)
    assert main(["build", "--no-world", str(article), "-o", str(page)]) == 0
    asked = ["control", "--no-world", str(article), "--as-of", "2014-06-22", "--areas", "reach"]
    assert main([*asked, "-o", str(states), "--areas-output", str(areas)]) == 0
    spec = read_page(page).spec()
    for name in ("report.html", "report.md"):
        (folder / name).write_text(render_report(spec, format=name.rpartition(".")[2], picture="figure.png"))
    (folder / "report.docx").write_bytes(render_report_docx(spec, dpi=30))
    for name in ("figure.png", "figure.pdf"):
        render_figure(spec, folder / name, dpi=30)
    rows = json.loads(states.read_text())["rows"]
    for name in STATES[1:]:
        write_states(folder / name, rows)
    for piece in PIECES:
        (folder / f"{piece}.html").write_text(embed_page(page, form=piece, picture="figure.png"))
    return folder


def read(*paths: Path) -> tuple[list[Document], list[Problem]]:
    problems: list[Problem] = []
    return list(read_documents(paths, report=problems.append)), problems


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_own_output_named_by_itself_is_an_error(folder, name):
    documents, (problem,) = read(folder / name)
    assert documents == []
    assert problem.message.startswith("this is a")
    assert problem.message.endswith("made by geomap, not an article")
    assert "name the articles" in problem.hint
    assert problem.severity == "error"


def test_beside_an_article_own_outputs_are_left_out_by_name(folder):
    documents, problems = read(folder)
    assert [document.id for document in documents] == ["a"]
    assert {problem.severity for problem in problems} == {"warning"}
    assert {Path(problem.path).name for problem in problems} == {*OUTPUTS, "areas.geojson"}
    assert all(problem.message.endswith(": left out") for problem in problems)


def test_areas_that_were_modelled_can_be_named(folder, tmp_path):
    assert read(folder)[1][0].message == "these are areas that geomap modelled, not reports: left out"
    assert main(["convert", str(folder / "areas.geojson"), str(tmp_path / "areas.kml")]) == 0
    _, (problem,) = read(folder / "areas.geojson")
    assert "no document but: GeoJSON" in problem.message


def test_an_article_that_shows_a_map_stays_an_article(folder, tmp_path):
    page = tmp_path / "page.html"
    piece = (folder / "iframe.html").read_text()
    more = "<p>Officials in Baghdad said on Sunday that they would send more troops to the west of the country soon.</p>"
    head = "<title>Two towns fall</title><meta property='article:published_time' content='2014-06-22'>"
    page.write_text(
        f"<!DOCTYPE html><html><head>{head}</head><body><article><p>{ARTICLE.splitlines()[-1]}</p>{piece}{more}</article></body></html>"
    )
    (document,), problems = read(page)
    assert "captured Rawa" in document.text
    assert problems == []


STRAYS = {
    "README.md": (b"How to collect articles, for example: rebels captured Rawa.", "tells about the folder"),
    "photo.jpg": (b"\xff\xd8\xff\xe0" + bytes(300), "a JPEG picture: left out"),
    "drawing.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><text>Rawa</text></svg>', "an SVG picture: left out"),
    "film.mp4": (b"\0\0\0\x18ftypmp42" + bytes(300), "a film"),
    "page.css": (b"p { color: red }", "a style sheet"),
    "rules.yaml": (b"a: 1", "a settings file"),
    "page.js": (b"run()", "a program"),
}


def test_strays_beside_articles_are_left_out_with_a_word(tmp_path):
    (tmp_path / "a.md").write_text(ARTICLE)
    for name, (content, _) in STRAYS.items():
        (tmp_path / name).write_bytes(content)
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "a.md~", "~$a.docx"):
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0" + bytes(300))
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["a"]
    told = {Path(problem.path).name: problem for problem in problems}
    assert told.keys() == STRAYS.keys()
    assert all(words in told[name].message and told[name].severity == "warning" for name, (_, words) in STRAYS.items())


def test_named_by_itself_a_readme_is_read(tmp_path):
    (tmp_path / "README.md").write_text(ARTICLE)
    (document,), problems = read(tmp_path / "README.md")
    assert document.id == "README"
    assert problems == []


def test_what_may_hold_an_article_stops_the_run_and_stands_first(tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_text(ARTICLE)
    (folder / "README.txt").write_text("About.")
    bad = {"empty.txt": b"", "note.docx": b"PK\x03\x04word/document.xml", "scan.pdf": b"%PDF-1.7\n", "t.xlsx": b"PK\x03\x04xl/workbook.xml"}
    for name, content in bad.items():
        (folder / name).write_bytes(content)
    assert main(["extract", "--no-world", str(folder), "-o", str(tmp_path / "o.csv")]) == 3
    first, *lines = capsys.readouterr().err.splitlines()
    assert "4 inputs" in first
    for line, name, words in zip(lines, bad, ("empty", "save it as plain text", "pdftotext", "CSV"), strict=False):
        assert name in line
        assert words in line
    assert lines[4].strip().startswith("warning:")
    assert "README.txt" in lines[4]


def test_the_parts_of_a_saved_page_are_left_out_once(tmp_path):
    parts = tmp_path / "story_files"
    parts.mkdir(parents=True)
    words = ARTICLE.splitlines()[-1] * 2
    head = "<meta property='article:published_time' content='2014-06-22'>"
    (tmp_path / "story.html").write_text(f"<!DOCTYPE html><html><head>{head}</head><body><article><p>{words}</p></article></body></html>")
    for number in range(3):
        (parts / f"frame{number}.html").write_text("<html><body><p>Rebels captured Mosul, an advertisement said.</p></body></html>")
    documents, (problem,) = read(tmp_path)
    assert [document.id for document in documents] == ["story"]
    assert "the parts of a saved web page" in problem.message
    assert len(read(parts)[0]) == 3
