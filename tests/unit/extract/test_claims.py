"""Reading claims of whole documents: robustness, order, sources, problems."""

from __future__ import annotations

import time
from datetime import date

import pytest
from corpus.read_corpus import claims_of, short, world
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.extract import extract_document
from geomap.extract.claims import read_claims
from geomap.extract.extraction import rules_for
from geomap.gazetteer import load_gazetteer
from geomap.model import Document, PlacePrecision, PlaceRelation

WORDS = [
    "Arvad",
    "Belmor",
    "Dorrin",
    "rebels",
    "the",
    "army",
    "captured",
    "of",
    "and",
    ",",
    ".",
    "which",
    "was",
    "by",
    "said",
    "to",
    "retake",
    "in",
    "towns",
    "parts",
    "(",
    ")",
    '"',
    "not",
    "after",
    "seizing",
    "it",
    "they",
    "control",
    "rebel-held",
    "Monday",
    "'s",
    "-",
    ";",
    "that",
    "hands",
    "\n",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_no_order_of_words_breaks_the_reader(words: list[str]) -> None:
    text = " ".join(words)
    for claim in claims_of(text):
        assert claim.start is not None and claim.end is not None
        assert text[claim.start : claim.end] == claim.quotation


@pytest.mark.parametrize(
    "text",
    [
        "The Red Brigade seized the road between Kestra and Belmor on Monday.",
        "The highway from Kestra to Belmor was captured by the Red Brigade on Monday.",
        "The Northern Front holds several villages between Kestra and Belmor.",
        "Since May the army controls the area between Kestra and Belmor.",
    ],
)
def test_what_lies_between_two_towns_is_neither_of_them(text: str) -> None:
    (claim,) = claims_of(text)
    assert claim.place.relation is PlaceRelation.BETWEEN
    assert claim.place.place_id != claim.place.other_place_id != ""
    assert claim.place.precision is PlacePrecision.LINEAR


@pytest.mark.parametrize(
    "text",
    ["The Red Brigade seized a checkpoint on the road from Kestra to Belmor.", "Talks between Kestra and Belmor failed."],
)
def test_a_site_on_a_road_and_talks_are_no_stretch(text: str) -> None:
    assert claims_of(text) == ()


def test_the_same_text_yields_the_same_claims() -> None:
    text = "Rebels captured Kestra on Monday. The army shelled the town. Residents said rebels hold Belmor."
    assert claims_of(text) == claims_of(text)


def test_markup_and_templates_in_a_text_stay_text() -> None:
    text = "Rebels captured Kestra on Monday {{7*7}} <img onerror=x>, residents said."
    (claim,) = claims_of(text)
    assert claim.quotation == text[claim.start : claim.end]
    assert "{{7*7}} <img onerror=x>" in claim.quotation


def test_a_text_without_trigger_words_is_not_read() -> None:
    rules = rules_for("en")
    assert rules is not None
    document = Document(id="d", text="It was sunny in Arvad. " * 50)
    assert read_claims(document, (), (), world(), rules).claims == ()


def test_a_stretch_without_sentences_is_reported_and_takes_no_time() -> None:
    rules = rules_for("en")
    assert rules is not None
    document = Document(id="d", text="rebels captured towns and " * 20_000)
    start = time.process_time()
    reading = read_claims(document, (), (), world(), rules)
    assert time.process_time() - start < 5
    assert "is not read" in reading.problems[0].message


def test_a_counted_group_with_more_than_one_reading_is_silent_and_reported() -> None:
    text = "Rebels hold all of one town and parts of another in Dorrin province."
    assert claims_of(text) == ()


def test_a_speaker_is_kept_with_words_span_and_camp() -> None:
    text = "The army has retaken Kestra, a Vandian army spokesman said."
    (claim,) = claims_of(text)
    said = claim.attribution
    assert said.speaker_start is not None
    assert text[said.speaker_start : said.speaker_end] == said.speaker == "a Vandian army spokesman"
    assert (said.speaker_actor_id, said.camp) == ("vandia", "vandia")


def test_an_actor_the_data_does_not_know_keeps_its_name() -> None:
    (claim,) = claims_of("The Zandar Brigade captured Kestra.")
    assert claim.actor is not None
    assert (claim.actor.name, claim.actor.actor_id) == ("Zandar Brigade", "")


def test_a_statement_speaks_for_the_rest_of_the_text() -> None:
    text = "Minister Holt of Vandia welcomed the news.\n\nMinister Holt said:\n\nKestra has been liberated from the rebels."
    claims = [short(claim) for claim in claims_of(text)]
    assert claims == ["capture Kestra | Government of Vandia | claimed_by_party | full | 2020-05-13"]


def test_cues_name_known_rules_first() -> None:
    rules = rules_for("en")
    assert rules is not None
    for claim in claims_of("Rebels could seize Kestra on Monday, residents said."):
        assert claim.cues[0] in rules.rule_ids


@pytest.mark.parametrize(
    "text",
    [
        "Kestra has been occupied by the Red Brigade since 12 August 2019.",
        "The Red Brigade has held Kestra since 12 August 2019.",
        "Since 12 August 2019 the Red Brigade has held Kestra, a town of mills.",
        "Kestra has been under the control of the Red Brigade since 12 August 2019, residents said.",
    ],
)
def test_since_belongs_to_its_date_however_it_is_written(text: str) -> None:
    (claim,) = claims_of(text)
    assert claim.since is not None and claim.since.edtf == "2019-08-12"
    assert claim.dating.edtf == "2020-05-13"


@pytest.mark.parametrize(
    ("words", "place_id"),
    [
        ("Aleppo", "sy-aleppo"),
        ("the city of Aleppo", "sy-aleppo"),
        ("Aleppo province", "admin1-sy-hl"),
        ("the province of Aleppo", "admin1-sy-hl"),
        ("the region of Aleppo", "admin1-sy-hl"),
        ("the Aleppo region", "admin1-sy-hl"),
    ],
)
def test_the_word_beside_a_name_tells_a_town_from_the_province_called_after_it(words: str, place_id: str) -> None:
    document = Document(id="x", text=f"The Syrian army seized {words} on Monday.", published=date(2014, 6, 2))
    assert [claim.place.place_id for claim in extract_document(document, load_gazetteer()).claims] == [place_id]
