"""The commands that put a map on paper and into reports: `geomap figure`, `embed` and `report`."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest
from mapspec_sample import D0, D1, D2, eventful_map

from geomap import pipeline
from geomap.cli.main import main
from geomap.web import render_page

HIDDEN = """
import sys
sys.modules[sys.argv[1]] = None
from geomap.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture
def asked(monkeypatch):
    """Stands in for reading: an invented map, and the options it was asked for."""
    seen = []

    def run(inputs, options, **more):
        seen.append(options)
        return SimpleNamespace(spec=eventful_map(as_of=options.as_of or D2), problems=())

    monkeypatch.setattr(pipeline, "run", run)
    return seen


def test_several_days_come_on_one_sheet_described_by_the_last(asked, tmp_path, capsys):
    target = tmp_path / "days.svg"
    assert main(["figure", "any", "--dates", f"{D0},{D1},{D2}", "-o", str(target), "--alt"]) == 0
    drawn = target.read_text("utf-8")
    for day in ("1 March 2031", "14 March 2031", "2 April 2031"):
        assert f">{day}</text>" in drawn
    alt = capsys.readouterr().out
    assert "One map for each of: 1 March 2031, 14 March 2031 and 2 April 2031." in alt
    assert "Advances reported: Dawn Front on Sarim." in alt
    assert asked[0].as_of == D2


def test_a_figure_says_by_which_day_it_was_known(asked, tmp_path, capsys):
    target = tmp_path / "known.svg"
    assert main(["figure", "any", "--as-of", str(D2), "--known-by", str(D1), "-o", str(target), "--alt"]) == 0
    assert "as known by 14 March 2031" in target.read_text("utf-8")
    assert "Only what was known by 14 March 2031 is shown." in capsys.readouterr().out
    assert asked[0].known_by == D1


def test_areas_are_modelled_for_a_figure_as_for_a_page(asked, tmp_path):
    assert main(["figure", "any", "--areas", "reach", "-o", str(tmp_path / "a.png"), "--dpi", "50"]) == 0
    assert asked[0].areas == ("reach",)


@pytest.mark.parametrize(
    "line",
    [
        ["figure", "any", "--as-of", "2031-04-02", "--dates", "2031-03-01,2031-04-02", "-o", "x.pdf"],
        ["figure", "any", "--dates", "2031-03-01,soon", "-o", "x.pdf"],
        ["figure", "any", "--width-mm", "10", "-o", "x.pdf"],
        ["figure", "any", "-o", "x.jpg"],
        ["report", "any", "--as-of", "2031-03-01", "--since", "2031-04-02", "-o", "x.html"],
        ["report", "any", "-o", "x.odt"],
    ],
)
def test_what_cannot_be_is_wrong_usage_and_writes_nothing(asked, tmp_path, monkeypatch, line):
    monkeypatch.chdir(tmp_path)
    assert main(line) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_markdown_report_has_its_figure_beside_it(asked, tmp_path):
    (tmp_path / "report.png").write_text("somebody's own")
    assert main(["report", "any", "-o", str(tmp_path / "report.md")]) == 0
    assert "](report-figure.png)" in (tmp_path / "report.md").read_text("utf-8")
    assert (tmp_path / "report-figure.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "report.png").read_text() == "somebody's own"


def test_a_figure_of_ones_own_is_named_and_none_is_drawn(asked, tmp_path):
    assert main(["report", "any", "-o", str(tmp_path / "report.md"), "--picture", "own.png"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]
    assert "](own.png)" in (tmp_path / "report.md").read_text("utf-8")


def test_the_lines_of_a_map_come_with_view_and_host_script(tmp_path, capsys):
    page, script = tmp_path / "map.html", tmp_path / "host.js"
    page.write_text(render_page(eventful_map()), encoding="utf-8")
    line = ["embed", str(page), "--known-by", str(D1), "--select", "ar-norva", "--locked", "--host-script", str(script)]
    assert main(line) == 0
    assert "map.html#known=2031-03-14&amp;select=ar-norva&amp;mode=locked" in capsys.readouterr().out
    assert "geomap:resize" in script.read_text("utf-8")


@pytest.mark.parametrize(
    ("hidden", "line", "extra"),
    [
        ("matplotlib", ["figure", "any", "-o", "x.pdf"], "geomap[figure]"),
        ("matplotlib", ["report", "any", "-o", "x.html"], "geomap[figure]"),
        ("docx", ["report", "any", "-o", "x.docx"], "geomap[figure,report]"),
    ],
)
def test_a_missing_extra_is_wrong_usage_and_named_with_the_line_that_installs_it(tmp_path, hidden, line, extra):
    done = subprocess.run(
        [sys.executable, "-c", HIDDEN, hidden, *line], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 2, done.stderr
    assert f"Try: pip install '{extra}'" in done.stderr
    assert "Traceback" not in done.stderr
