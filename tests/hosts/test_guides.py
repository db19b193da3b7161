"""The recipes of docs/embedding do what they say."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from mapspec_sample import sample_map

from geomap import pipeline
from geomap.cli.main import cli
from geomap.embed import embed_page, host_script
from geomap.web import render_page

DOCS = Path(__file__).parent.parent.parent / "docs" / "embedding"
GUIDES = sorted(DOCS.glob("*.md"))


def _blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", path.read_text("utf-8"), flags=re.DOTALL)


EMBED = [
    (path.name, line) for path in GUIDES for block in _blocks(path, "sh") for line in block.splitlines() if line.startswith("geomap embed")
]

PAPER = [
    (path.name, line)
    for path in GUIDES
    for block in _blocks(path, "sh")
    for line in block.splitlines()
    if line.startswith(("geomap figure", "geomap report"))
]


@pytest.mark.parametrize(("guide", "line"), EMBED)
def test_every_embed_line_of_a_guide_runs(guide, line, page_html, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("map.html").write_text(page_html, encoding="utf-8")
    done = CliRunner().invoke(cli, shlex.split(line.replace("2014-06-22", "2031-04-02"))[1:])
    assert done.exit_code == 0, done.output
    assert "map.html" in (done.output + "".join(path.read_text("utf-8") for path in tmp_path.iterdir() if path.name != "map.html"))


@pytest.mark.parametrize(("guide", "line"), PAPER)
def test_every_figure_and_report_line_of_a_guide_runs(guide, line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "run", lambda inputs, options, **more: SimpleNamespace(spec=sample_map(), problems=(), options=options))
    monkeypatch.setattr(pipeline, "render_map", lambda result: render_page(result.spec))
    line = line.replace("2014-06-01", "2031-03-01").replace("2014-06-22", "2031-04-02")
    done = CliRunner().invoke(cli, shlex.split(line)[1:])
    assert done.exit_code == 0, done.output
    assert Path(line.split(" -o ")[1].split()[0]).stat().st_size > 1000


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_links_pictures_and_python_of_a_guide_are_sound(path):
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        assert (DOCS / target).is_file(), target
    for block in _blocks(path, "python"):
        ast.parse(block)


def test_the_python_of_the_word_guide_runs(page_html, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("map.html").write_text(page_html, encoding="utf-8")
    for block in _blocks(DOCS / "word-latex.md", "python"):
        exec(block, {})
    assert Path("report.docx").read_bytes().startswith(b"PK")
    assert "<table" in Path("report.html").read_text("utf-8")


def test_the_python_of_the_notebook_guide_runs(page_html, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("map.html").write_text(page_html, encoding="utf-8")
    names: dict[str, object] = {}
    for block in _blocks(DOCS / "jupyter.md", "python"):
        exec(block.replace("2014, 6, 22", "2031, 3, 14"), names)
    assert Path("map.pdf").read_bytes().startswith(b"%PDF")


def test_the_messages_named_are_those_of_the_scripts():
    text = (DOCS / "messages.md").read_text("utf-8")
    static = Path(embed_page.__code__.co_filename).parent.parent / "web" / "static"
    page = "".join((static / name).read_text("utf-8") for name in ("api.js", "main.js", "framed.js", "share.js"))
    for message in set(re.findall(r'"(geomap:[a-z-]+)"', page)) | {"mode", "geomap:view"}:
        assert message in text
    for name in ("setAsOf", "select", "fit", "data-geomap-for", "data-geomap-day", "data-geomap-select", "data-geomap-max-height"):
        assert name in host_script()
        assert name in text
