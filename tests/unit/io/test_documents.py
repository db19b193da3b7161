from __future__ import annotations

import io
import json
import os
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.io import ReadOptions, read_documents
from geomap.io.decoding import normalise
from geomap.io.frontmatter import split_front_matter
from geomap.model import DateOrigin

TEXT = "Rebels of the Northern Front took the town of Varna on Sunday, residents said. The army left its camp there."


def read(*paths, **kwargs):
    problems = []
    documents = list(read_documents(paths, report=problems.append, **kwargs))
    return documents, problems


def put(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def matter(**fields):
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\n" + TEXT


def only_problem(problems):
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def test_front_matter_becomes_the_document_and_the_body_its_text(tmp_path):
    path = put(
        tmp_path,
        "a.md",
        matter(
            id="d1",
            title='"A: b"',
            source="Gazette",
            published="2015-03-04",
            dateline="Varna",
            url="https://x.example/a",
            lang="en",
            desk="war",
        ),
    )
    (document,), problems = read(path)
    assert not problems
    assert (document.id, document.title, document.source, document.text) == ("d1", "A: b", "Gazette", TEXT)
    assert (document.published, document.published_origin) == (date(2015, 3, 4), DateOrigin.FRONT_MATTER)
    assert (document.dateline, document.url, document.path) == ("Varna", "https://x.example/a", str(path))
    assert document.extra == (("desk", "war"),)


def test_kinds_are_told_by_content_and_not_by_name(tmp_path):
    put(tmp_path, "1.html", matter(id="plain", published="2015-03-04"))
    put(tmp_path, "2.txt", json.dumps({"id": "line", "text": TEXT, "published": "2015-03-04"}) + "\n")
    head = "<title>T</title><meta property='article:published_time' content='2015-03-04T08:00:00Z'>"
    page = f"<!DOCTYPE html><html><head>{head}</head><body><article><p>{TEXT * 3}</p></article></body></html>"
    put(tmp_path, "3.md", page)
    documents, problems = read(tmp_path)
    assert not problems
    assert [(document.id, document.published_origin) for document in documents] == [
        ("plain", DateOrigin.FRONT_MATTER),
        ("line", DateOrigin.FIELD),
        ("3", DateOrigin.METADATA),
    ]
    assert documents[2].text == TEXT * 3


def test_folders_are_read_in_sorted_order_with_hidden_files_left_out(tmp_path):
    for name in ("b.txt", "sub/c.txt", "a.txt", ".hidden.txt", ".git/x.txt"):
        put(tmp_path, name, f"Published: 4 March 2015\n{name} {TEXT}")
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["a", "b", "sub/c"]
    assert not problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_read_alike(tmp_path, encoding):
    text = "Published: 4 March 2015\nŁódź and Übach: the militia said it held them. " * 3
    (document,), problems = read(put(tmp_path, "a.txt", text.encode(encoding)))
    assert document.text == text
    assert not problems


def test_plain_letters_in_unmarked_utf16_are_no_binary_file(tmp_path):
    (document,), problems = read(put(tmp_path, "a.txt", ("Published: 4 March 2015\n" + TEXT).encode("utf-16-le")))
    assert document.text.endswith(TEXT) and not problems


def test_an_old_encoding_is_guessed_and_said_to_be_a_guess(tmp_path):
    text = "Published: 4 March 2015\nВойска вошли в город и заняли станцию. Жители сообщили о боях на окраине.\n" * 4
    (document,), problems = read(put(tmp_path, "a.txt", text.encode("cp1251")))
    assert "Войска вошли в город" in document.text
    assert "guess" in only_problem(problems).message


def test_text_is_nfc_with_lf_and_offsets_count_in_it(tmp_path):
    (document,), _ = read(put(tmp_path, "a.txt", "\ufeffCafe\u0301\r\nnext\rlast " + TEXT))
    assert document.text.startswith("Café\nnext\nlast ")


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once
    assert "\r" not in once
    once.encode("utf-8")


def test_standard_input_is_recognised_like_a_file():
    (document,), problems = read("-", stdin=io.BytesIO(matter(id="s", published="2015-03-04").encode()))
    assert (document.id, document.path) == ("s", "")
    assert not problems
    lines = b"".join(json.dumps({"id": f"d{n}", "text": TEXT, "published": "2015-03-04"}).encode() + b"\n" for n in range(3))
    documents, _ = read("-", stdin=io.BytesIO(lines))
    assert [document.id for document in documents] == ["d0", "d1", "d2"]
    with pytest.raises(UsageError, match="standard input"):
        read("-")


def test_progress_counts_the_files(tmp_path):
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "b.txt", TEXT + "!")
    calls = []
    list(read_documents([tmp_path], report=lambda problem: None, progress=lambda *call: calls.append(call)))
    assert calls == [(str(tmp_path / "a.txt"), 0, 2), (str(tmp_path / "b.txt"), 1, 2), ("", 2, 2)]


# Bad input: each is reported with what to do, and the good file beside it is read.


@pytest.mark.parametrize(
    ("name", "content", "words", "hint"),
    [
        ("x.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 9, "no text, whatever its name says", "convert"),
        ("x.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF", "pdftotext"),
        ("x.txt", b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "word-processor", "plain text"),
        ("x.md", b"", "empty", "remove it"),
        ("x.md", b" \n\n", "empty", "remove it"),
        ("x.md", b"---\nid: q\n---\n\n", "no text after the front matter", "closing"),
        ("x.csv", b"place;x\n1;2\n", "no known sort of table", "claims table"),
        ("x.json", b'{"a": {"b": 1}}', "no known sort of JSON|text is missing", "."),
        ("x.html", b"<html><body><script>var a = 1</script></body></html>", "no main text", "save"),
    ],
)
def test_a_bad_file_is_reported_and_the_rest_is_read(tmp_path, name, content, words, hint):
    import re

    put(tmp_path, name, content)
    put(tmp_path, "z-good.md", matter(published="2015-03-04"))
    (good,), problems = read(tmp_path)
    assert good.id == "z-good"
    problem = only_problem(problems)
    assert re.search(words, problem.message)
    assert re.search(hint, problem.hint)
    assert problem.path.endswith(name)
    assert problem.severity == "error"


def test_an_empty_folder_and_a_missing_path_are_reported(tmp_path):
    _, problems = read(tmp_path, tmp_path / "nowhere.txt")
    assert [problem.message for problem in problems] == ["the folder has no file to read", "there is no such file or folder"]


def test_a_huge_text_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.write(TEXT.encode() * 1000)
        stream.truncate(200_000_000)  # sparse
    import geomap.io.opening as opening

    monkeypatch.setattr(opening, "decode", lambda *args, **kwargs: pytest.fail("the file was read"))
    _, problems = read(path)
    problem = only_problem(problems)
    assert "200 MB, more than the limit of 20 MB" in problem.message
    assert "max_document_bytes" in problem.message


def test_the_limit_is_an_option_and_holds_for_each_line_of_jsonl(tmp_path):
    good = json.dumps({"id": "g", "text": TEXT, "published": "2015-03-04"})
    long = json.dumps({"id": "l", "text": "x" * 900})
    path = put(tmp_path, "a.jsonl", "\n".join((good, long, good.replace('"g"', '"h"'))))
    documents, problems = read(path, options=ReadOptions(max_document_bytes=500))
    assert [document.id for document in documents] == ["g", "h"]
    assert only_problem(problems).line == 2
    assert "longer than 500" in problems[0].message


def test_broken_jsonl_lines_cost_only_themselves(tmp_path):
    good = [json.dumps({"id": f"d{n}", "text": TEXT, "published": "2015-03-04"}) for n in range(3)]
    lines = [good[0], '{"id": "broken", "text": ', good[1], "[1, 2]", '{"id": "no text"}', '{"text": NaN}', good[2]]
    documents, problems = read(put(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [document.id for document in documents] == ["d0", "d1", "d2"]
    assert [problem.line for problem in problems] == [2, 4, 5, 6]
    assert "broken JSON at character" in problems[0].message


def test_a_lone_surrogate_in_json_does_not_break_the_output(tmp_path):
    (document,), _ = read(put(tmp_path, "a.jsonl", '{"id": "a", "published": "2015-03-04", "text": "a\\ud800b ' + TEXT + '"}\n'))
    document.text.encode("utf-8")
    assert document.text.startswith("a\ufffdb")


def test_duplicate_ids_are_reported_with_both_places(tmp_path):
    first = json.dumps({"id": "same", "text": TEXT, "published": "2015-03-04"})
    other = json.dumps({"id": "same", "text": TEXT + " More.", "published": "2015-03-04"})
    documents, problems = read(put(tmp_path, "a.jsonl", f"{first}\n{other}\n{first}\n"))
    assert len(documents) == 1
    assert [(problem.line, problem.severity) for problem in problems] == [(2, "error"), (3, "warning")]
    assert "taken by another text" in problems[0].message


def test_file_names_alike_get_ids_of_their_own(tmp_path):
    put(tmp_path, "a.md", "Published: 4 March 2015\n1 " + TEXT)
    put(tmp_path, "a.txt", "Published: 4 March 2015\n2 " + TEXT)
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["a", "a.txt"]
    assert not problems


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_an_unreadable_file_is_reported(tmp_path):
    path = put(tmp_path, "a.txt", TEXT)
    path.chmod(0)
    _, problems = read(tmp_path)
    assert "no permission" in only_problem(problems).message


def test_a_permission_error_is_reported_for_any_user(tmp_path, monkeypatch):
    from pathlib import Path

    path = put(tmp_path, "a.txt", TEXT)

    def refuse(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    _, problems = read(path)
    assert "no permission" in only_problem(problems).message


def test_a_loop_of_links_ends_and_is_reported(tmp_path):
    put(tmp_path, "a.txt", "Published: 4 March 2015\n" + TEXT)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    documents, problems = read(tmp_path)
    assert [document.id for document in documents] == ["a"]
    assert len(problems) == 3
    assert "read already" in problems[0].message


@pytest.mark.parametrize(
    ("block", "words", "line"),
    [
        ("- a\n- b\n", "no list of 'key: value' lines", 2),
        ("title: a: b\n", "broken", 2),
        ("id: x\ntitle: [unclosed\n", "broken", None),
        ("a: &x [1]\nb: *x\n", "aliases", 1),
        ("id: one\nid: two\n", "twice", 3),
        ("published: 2015-06-31\n", "there is no 31 June 2015", 2),
        ("id: x\npublished: last spring\n", "no full date", 3),
        ("published: 03/04/2015\n", "day and month cannot be told apart", 2),
        ("url: javascript:alert(1)\n", "only http and https", 2),
        ("lang: ../../secret\n", "no language code", 2),
        ("title: {a: 1}\n", "expected text, found dict", 2),
    ],
)
def test_bad_front_matter_is_reported_with_its_line_and_the_text_is_kept(tmp_path, block, words, line):
    (document,), problems = read(put(tmp_path, "a.md", f"---\n{block}---\n{TEXT}"))
    assert document.text == TEXT
    assert document.url == ""
    found = [problem for problem in problems if words in problem.message]
    assert found, [str(problem) for problem in problems]
    assert line is None or found[0].line == line
    assert document.published is None


def test_a_day_in_no_calendar_is_an_error_and_no_other_day_is_taken_for_it(tmp_path):
    (document,), problems = read(put(tmp_path, "a.md", f"---\npublished: 2015-06-31\n---\nPublished: 4 March 2015\n{TEXT}"))
    assert (document.published, document.published_origin) == (None, DateOrigin.NONE)
    assert [problem.severity for problem in problems] == ["error", "warning"]


def test_front_matter_that_is_never_closed_is_text_and_told(tmp_path):
    (document,), problems = read(put(tmp_path, "a.md", f"---\npublished: 2015-03-04\n{TEXT}"))
    assert document.text.startswith("---")
    assert "never closed" in problems[0].message


def test_rules_between_prose_are_no_front_matter():
    text = "---\nA first paragraph of prose.\n\nA second one.\n---\nThe rest."
    assert split_front_matter(text).body == text


def test_a_day_after_the_callers_day_is_reported_and_there_is_no_clock(tmp_path):
    path = put(tmp_path, "a.md", matter(published="2999-01-01"))
    assert not read(path)[1]
    (document,), problems = read(path, options=ReadOptions(today=date(2020, 1, 1)))
    assert "future" in only_problem(problems).message
    assert document.published == date(2999, 1, 1)


def test_hostile_file_names_are_shown_and_not_sent(tmp_path):
    put(tmp_path, "\x1b[31m\u202eevil\n.txt", TEXT)
    (document,), problems = read(tmp_path)
    shown = str(problems[0])
    assert "\x1b" not in shown and "\u202e" not in shown and "\\x1b" in shown
    assert document.id.isprintable()


def test_names_that_are_no_unicode_do_not_break_the_record(tmp_path):
    (tmp_path / os.fsdecode(b"\xff\xfe.txt")).write_text(TEXT)
    (document,), _ = read(tmp_path)
    (document.id + document.path).encode("utf-8")


def test_template_and_markup_in_an_article_stay_text(tmp_path):
    hostile = "{{7*7}} {% raw %} <img src=x onerror=alert(1)> </script> ` ${x} =1+1 \u202e " + TEXT
    (document,), _ = read(put(tmp_path, "a.txt", hostile))
    assert document.text == hostile


def test_importing_the_room_loads_no_heavy_library():
    import subprocess
    import sys

    heavy = "{'pandas', 'geopandas', 'pyogrio', 'trafilatura', 'edtf', 'geopy', 'pyproj'}"
    code = f"import sys, geomap.io; sys.exit(', '.join(sorted({heavy} & set(sys.modules))) or 0)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
