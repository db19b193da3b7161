from __future__ import annotations

from pathlib import Path

import pytest
from mirra import ACTORS, claim

import geomap.control
from geomap.control import DEFAULT_POLICY, RULES
from geomap.control.camps import Camps, actor_key
from geomap.control.interest import Word, speaker_camp, word_of
from geomap.control.weights import SourceRating, parse_ratings, weight_of
from geomap.errors import ProblemsError
from geomap.model import ActorRef

CAMPS = Camps(ACTORS)


@pytest.mark.parametrize(
    ("by", "word"),
    [("", Word.INDEPENDENT), ("league", Word.OWN), ("crown", Word.ADMISSION), ("guard", Word.ADMISSION), ("empire", Word.OUTSIDER)],
)
def test_the_word_of_a_capture_depends_on_who_says_it(by, word):
    said = claim("capture", "league", target="crown", by=by)
    assert word_of(said, speaker=speaker_camp(said, CAMPS), gainer="league", loser="crown") is word


def test_a_party_that_is_not_named_is_taken_for_the_gainer():
    said = claim("capture", "league", modality="claimed_by_party")
    assert word_of(said, speaker="", gainer="league", loser="crown") is Word.OWN


def test_an_outlet_of_a_camp_speaks_for_it_unless_it_quotes_somebody():
    assert speaker_camp(claim("capture", "league"), CAMPS, "league") == "league"
    assert speaker_camp(claim("capture", "league", speaker="residents"), CAMPS, "league") == ""


def test_unknown_actors_stand_alone():
    ref = ActorRef(raw="men of the marsh", name="Marsh Men")
    assert actor_key(ref) == "name:Marsh Men"
    assert CAMPS.of("name:Marsh Men") == "name:Marsh Men"
    assert CAMPS.name("name:Marsh Men") == "Marsh Men"


def test_an_admission_weighs_more_than_any_other_word_and_a_boast_less():
    said = claim("capture", "league")
    weights = {word: weight_of(said, word, 1.0, DEFAULT_POLICY) for word in Word}
    assert weights[Word.ADMISSION] > weights[Word.INDEPENDENT] > weights[Word.OUTSIDER] > weights[Word.OWN] > 0


def test_an_inferred_place_and_a_bad_outlet_weigh_less():
    named, inferred = claim("control", "league"), claim("control", "league", inferred=True)
    rating = SourceRating(source="Gossip", reliability="D", credibility=4)
    assert weight_of(inferred, Word.INDEPENDENT, 1.0, DEFAULT_POLICY) < weight_of(named, Word.INDEPENDENT, 1.0, DEFAULT_POLICY)
    assert rating.factor == 0.25


def test_ratings_are_read_and_not_rated_is_no_judgement():
    ratings = parse_ratings([{"source": "The Gazette", "reliability": "b", "credibility": "2", "camp": ""}, {"source": "Herald"}])
    assert ratings["the gazette"].factor == pytest.approx(0.81)
    assert ratings["herald"].factor == 1.0


def test_every_bad_rating_is_told_with_its_line():
    rows = [
        {"source": "A", "reliability": "G"},
        {"source": "", "reliability": "A"},
        {"source": "B", "credibility": "7"},
        {"source": "C"},
        {"source": "c"},
    ]
    with pytest.raises(ProblemsError) as caught:
        parse_ratings(rows, path="ratings.csv")
    assert [(problem.line, problem.field) for problem in caught.value.problems] == [
        (2, "reliability"),
        (3, "source"),
        (4, "credibility"),
        (6, "source"),
    ]


def test_every_rule_is_applied_somewhere():
    folder = Path(geomap.control.__file__).parent
    code = "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.py")) if path.name != "rules.py")
    assert [rule.id for rule in RULES if f'"{rule.id}"' not in code] == []


def test_every_rule_has_words_and_a_source_and_an_id_of_its_own():
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.text.strip() and rule.source.strip() for rule in RULES)
    assert DEFAULT_POLICY.rule("left").id == "left"
    with pytest.raises(KeyError):
        DEFAULT_POLICY.rule("no such rule")
