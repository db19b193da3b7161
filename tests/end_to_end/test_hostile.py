"""Text from documents is hostile: it never becomes markup, a path, a formula or a command."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from geomap.cli.main import main
from geomap.pipeline import RunOptions, render_map, run

PAYLOADS = [
    "{{7*7}}",
    "{% raw %}",
    "{# gone #}",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "`${alert(1)}`",
    "javascript:alert(1)",
    "=HYPERLINK(1)",
    "\u202eevil\u202c",
    "<!--",
]


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, payload in enumerate(PAYLOADS):
        record = {
            "id": f"doc {number} {payload}",
            "title": f"Title {payload}",
            "source": f"Source {payload}",
            "published": "2014-06-22",
            "dateline": payload,
            "url": "javascript:alert(1)",
            "text": f"Islamic State fighters {payload} captured the city of Mosul on Saturday, residents {payload} said.\n\n"
            f"The army shelled Fallujah on Friday, a spokesman called {payload} said.",
        }
        (folder / f"{number}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    return folder


def test_payloads_stay_text_in_the_page(articles):
    html = render_map(run([articles], RunOptions(as_of=date(2014, 6, 22), world=False)))
    assert html == render_map(run([articles], RunOptions(as_of=date(2014, 6, 22), world=False)))
    assert ">49<" not in html
    assert "<img src=x" not in html
    assert "<script>alert" not in html
    assert 'href="javascript:' not in html
    island = re.search(r'<script type="application/json" id="geomap-data">(.*?)</script>', html, re.S)
    assert island
    text = json.dumps(json.loads(island.group(1)), ensure_ascii=False)
    for payload in ("{{7*7}}", "{% raw %}", "<img src=x onerror=alert(1)>"):
        assert payload in text


def test_a_cell_is_no_formula(articles, tmp_path):
    table = tmp_path / "claims.csv"
    assert main(["extract", "--no-world", str(articles), "-o", str(table)]) == 0
    for line in table.read_text(encoding="utf-8").splitlines():
        for cell in re.split(r'(?:^|,)"?', line):
            assert not cell.startswith(("=", "+", "@")), cell


def test_a_document_id_is_no_path(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    record = {"id": "../../evil", "published": "2014-06-22", "text": "Militants seized the town of Rawa on Saturday."}
    (folder / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    out = tmp_path / "out" / "map.html"
    out.parent.mkdir()
    assert main(["build", "--no-world", str(folder), "-o", str(out)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "out"]
