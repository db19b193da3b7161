from __future__ import annotations

import pytest

from geomap.errors import GazetteerError, ProblemsError
from geomap.extract.mention_rules import Role, load_mention_rules

LISTS = ("given_names", "surnames", "ordinary_words")
RULE = "- {id: a, role: before, weight: 2, words: in near, source: a grammar, examples: [{text: In X., known: [X], places: [X]}]}"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "words").mkdir()
    for name in LISTS:
        (tmp_path / "words" / f"{name}.txt").write_text("# a comment\nWord\n", encoding="utf-8")
    return tmp_path


def write(folder, rules):
    (folder / "mentions.yaml").write_text("language: en\nrules:\n" + "".join(f"  {rule}\n" for rule in rules), encoding="utf-8")
    return folder


def test_rules_are_read_and_arranged(folder):
    rules = load_mention_rules(write(folder, [RULE]))
    assert rules.before == {"in": 2.0, "near": 2.0}
    assert rules.words[Role.BEFORE] == {"in", "near"}
    assert rules.given_names == {"Word"}


def test_words_with_spaces_part_at_commas(folder):
    rules = load_mention_rules(write(folder, [RULE.replace("words: in near", 'words: "north of, south of"')]))
    assert set(rules.before) == {"north of", "south of"}


def test_every_fault_is_listed_with_its_rule(folder):
    faulty = [RULE.replace("role: before", "role: nothing"), RULE.replace("id: a", "id: b").replace("source", "sorce")]
    with pytest.raises(ProblemsError) as caught:
        load_mention_rules(write(folder, faulty))
    assert [problem.field for problem in caught.value.problems] == ["a", "b"]


def test_a_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(GazetteerError) as caught:
        load_mention_rules(tmp_path / "nowhere")
    assert caught.value.hint
