"""Bad input: a clear message, the documented exit code, and the old output untouched."""

from __future__ import annotations

import pytest

from geomap.cli.main import main

GOOD = '{"id": "a", "published": "2014-06-22", "text": "Militants seized the town of Rawa on Saturday, residents said."}\n'
HEADER = "place,lat,lon,type,actor,date,source\n"

CASES = {
    "an empty folder": ({}, "no file to read"),
    "a binary file": ({"a.txt": bytes(range(256)) * 20}, "no text"),
    "a PDF": ({"a.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"}, "PDF"),
    "broken JSON": ({"a.jsonl": (GOOD + "{broken\n").encode()}, "a.jsonl:2"),
    "swapped lon and lat": ({"c.csv": (HEADER + "Rawa,41.9,34.48,capture,Islamic State,2014-06-21,Wire\n").encode()}, "c.csv:2: lon"),
    "31 June in a table": ({"c.csv": (HEADER + "Rawa,,,capture,Islamic State,2014-06-31,Wire\n").encode()}, "there is no 31 June 2014"),
    "31 June in front matter": ({"a.md": b"---\npublished: 2014-06-31\n---\nMilitants seized Rawa."}, "2014-06-31"),
    "an unknown claim type": ({"c.csv": (HEADER + "Rawa,,,conquest,Islamic State,2014-06-21,Wire\n").encode()}, "capture"),
    "an unknown place": ({"c.csv": (HEADER + "Nowhereville,,,capture,Islamic State,2014-06-21,Wire\n").encode()}, "Nowhereville"),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_refused_and_the_old_map_stays(case, tmp_path, capsys):
    files, words = CASES[case]
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    old = tmp_path / "map.html"
    old.write_text("the old map")
    assert main(["build", "--no-world", str(folder), "-o", str(old)]) == 3
    error = capsys.readouterr().err
    assert words in error
    assert "Try:" in error
    assert old.read_text() == "the old map"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "map.html"]


def test_what_is_good_can_be_used_and_the_map_says_what_is_missing(tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.jsonl").write_text(GOOD)
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 20)
    out = tmp_path / "map.html"
    assert main(["build", "--no-world", str(folder), "-o", str(out), "--skip-bad"]) == 0
    assert "bad.txt" in capsys.readouterr().err
    assert "could not be used" in out.read_text(encoding="utf-8")


def test_an_unknown_actor_is_kept_as_named(tmp_path, capsys):
    table = tmp_path / "c.csv"
    table.write_text(HEADER + "Rawa,,,capture,Green Army,2014-06-21,Wire\n")
    out = tmp_path / "map.html"
    assert main(["build", "--no-world", str(table), "-o", str(out)]) == 0
    assert "Green Army" in capsys.readouterr().err
    assert "Green Army" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "code"), [("missing/map.html", 3), ("map.pdf", 2), ("", 3)])
def test_an_output_that_cannot_be_is_found_before_the_work(name, code, tmp_path, capsys):
    source = tmp_path / "a.jsonl"
    source.write_text(GOOD)
    assert main(["build", "--no-world", str(source), "-o", str(tmp_path / name)]) == code
    assert "Try:" in capsys.readouterr().err


def test_a_text_that_is_too_large_is_refused_unread(tmp_path, capsys):
    huge = tmp_path / "a.txt"
    with huge.open("wb") as file:
        file.truncate(200_000_000)
    assert main(["build", "--no-world", str(huge), "-o", str(tmp_path / "map.html")]) == 3
    assert "a.txt" in capsys.readouterr().err
