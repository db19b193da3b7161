"""``--claims``: the map is made from exactly the rows of the table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geomap.cli.main import main
from geomap.pipeline import RunOptions, extract_to, run

ARTICLE = """---
published: 2014-06-22
title: Two towns
---
Militants of the Islamic State seized Rawa on Saturday. They captured Ana a day later.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "a.md"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def table(article: Path, tmp_path: Path) -> Path:
    path = tmp_path / "claims.csv"
    assert extract_to(path, [article], RunOptions(world=False)).claims == 2
    return path


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def write(table: Path, rows: list[dict[str, str]]) -> None:
    with table.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def used(inputs: list[Path], table: Path, *, new_claims: bool = False) -> tuple[list[str], list[str]]:
    result = run(inputs, RunOptions(world=False, claims=(table,), new_claims=new_claims))
    return [claim.id for claim in result.claims], [problem.message for problem in result.problems]


def test_a_deleted_row_stays_deleted_and_is_told(article: Path, table: Path) -> None:
    first, second = rows_of(table)
    write(table, [second])
    ids, problems = used([article], table)
    assert ids == [second["claim_id"]]
    assert any("1 claim not in your table" in message for message in problems)
    ids, problems = used([article], table, new_claims=True)
    assert sorted(ids) == sorted([first["claim_id"], second["claim_id"]])
    assert not any("not in your table" in message for message in problems)


def test_a_row_is_used_though_the_article_no_longer_says_so(article: Path, table: Path) -> None:
    article.write_text(ARTICLE.replace("They captured Ana a day later.", "Ana was quiet."), encoding="utf-8")
    ids, problems = used([article], table)
    assert len(ids) == 2
    assert any("no longer found in the texts; it is used as the table has it" in message for message in problems)


def test_the_table_stands_alone(table: Path, tmp_path: Path) -> None:
    page = tmp_path / "map.html"
    assert main(["build", "--no-world", "--claims", str(table), "-o", str(page)]) == 0
    assert page.exists()
    assert main(["build", "--no-world", "-o", str(page)]) == 2


def test_a_table_brought_up_to_date_keeps_decisions_and_takes_new_claims(article: Path, table: Path) -> None:
    rows = rows_of(table)
    rows[0]["review"] = "rejected"
    rows[1]["review"] = "accepted"
    write(table, rows)
    article.write_text(ARTICLE + "Government forces withdrew from Rutba.\n", encoding="utf-8")
    extract_to(table, [article], RunOptions(world=False, claims=(table,)))
    decisions = {row["claim_id"]: row["review"] for row in rows_of(table)}
    assert decisions.pop(rows[0]["claim_id"]) == "rejected"
    assert decisions.pop(rows[1]["claim_id"]) == "accepted"
    assert list(decisions.values()) == [""]
