"""Rule files: checked against the dataclasses, and every example does what it says."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
import yaml
from corpus.read_corpus import claims_of, world

from geomap.errors import ProblemsError
from geomap.extract.dates import DateReader
from geomap.extract.extraction import rules_for
from geomap.extract.rules import Cue, Frame, TimeRule, load_rules
from geomap.gazetteer.location import data_folder
from geomap.model.records import from_record

RULES = rules_for("en")
assert RULES is not None
FOLDER = data_folder() / "rules" / "en"


@pytest.mark.parametrize("frame", RULES.frames, ids=lambda frame: frame.id)
def test_every_frame_makes_the_claim_of_its_example(frame: Frame) -> None:
    place, _, actor = frame.expects.partition(" by ")
    made = [claim for claim in claims_of(frame.example) if frame.id in claim.cues]
    found = [(world().place(claim.place.place_id).name, claim.actor.name if claim.actor else "nobody", claim.type) for claim in made]
    assert (place, actor, frame.type) in found


@pytest.mark.parametrize("cue", RULES.cues, ids=lambda cue: cue.id)
def test_every_cue_sets_the_mood_of_its_example(cue: Cue) -> None:
    claims = [claim for claim in claims_of(cue.example) if claim.modality.value == cue.expects]
    assert claims
    if cue.modality != "pseudo":
        assert any(cue.id in claim.cues for claim in claims)


@pytest.mark.parametrize("rule", RULES.time.rules, ids=lambda rule: rule.id)
def test_every_time_rule_reads_its_example(rule: TimeRule) -> None:
    reader = DateReader(RULES.time, RULES.lexicon, date(2020, 5, 13))
    hits = reader.find(rule.example, 0, len(rule.example))
    assert [(hit.rule_id, hit.dating.edtf) for hit in hits] == [(rule.id, rule.expects)]


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rule in (*RULES.frames, *RULES.cues, *RULES.time.rules)]
    assert len(ids) == len(set(ids))


def test_rules_survive_being_written_and_read() -> None:
    for rule in (*RULES.frames, *RULES.cues, *RULES.time.rules):
        record = {key: [str(part) for part in value] if isinstance(value, tuple) else value for key, value in asdict(rule).items()}
        assert (
            from_record(type(rule), yaml.safe_load(yaml.safe_dump({k: str(v) if hasattr(v, "value") else v for k, v in record.items()})))
            == rule
        )


def test_all_problems_of_a_rule_file_are_listed_with_their_rule(tmp_path: Path) -> None:
    extra = tmp_path / "mine.yaml"
    extra.write_text(
        "frames:\n  - {id: a.b, typ: capture}\n  - {id: c.d, type: conquest, source: s, example: e, expects: x}\n", encoding="utf-8"
    )
    with pytest.raises(ProblemsError) as caught:
        load_rules(FOLDER, (extra,))
    assert [problem.field for problem in caught.value.problems] == ["frames[a.b]", "frames[c.d]"]
    assert "allowed keys" in caught.value.problems[0].hint


def test_a_user_rule_adds_a_verb(tmp_path: Path) -> None:
    extra = tmp_path / "mine.yaml"
    extra.write_text(
        "frames:\n  - {id: mine.pacify, type: capture, source: me, example: e, expects: x, verbs: [pacify], place: [object]}\n",
        encoding="utf-8",
    )
    rules = load_rules(FOLDER, (extra,))
    assert "mine.pacify" in rules.rule_ids
    assert rules.lexicon.forms_of("pacify").past == "pacified"


def test_words_like_on_and_off_stay_words() -> None:
    assert any("on" in frame.place for frame in RULES.frames)
