"""Names of armed bodies that a document teaches."""

from __future__ import annotations

import pytest

from geomap.extract.extraction import rules_for
from geomap.extract.learned_names import learn_names
from geomap.text.sentences import Span

RULES = rules_for("en")
assert RULES is not None
LEXICON = RULES.lexicon


def learned(text: str, places: tuple[Span, ...] = ()) -> dict[str, str]:
    return {hint.text: hint.unknown for hint in learn_names(text, (), places, frozenset({"ostland"}), LEXICON)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the hills KRF fighters dug in. The KRF holds the pass.", {"KRF": "KRF"}),
        ("Then M77 rebels came.", {"M77": "M77"}),
        ("Fighters of the Sons of the Mountain came.", {"Sons of the Mountain": "Sons of the Mountain"}),
        ("There Ansar al-Nur ruled.", {"Ansar al-Nur": "Ansar al-Nur"}),
        ("The Hill Dawn, a small separatist group, came.", {"Hill Dawn": "Hill Dawn"}),
        ("Then the rebel movement Bright Stars came.", {"Bright Stars": "Bright Stars"}),
        ("Separatists of the Free Coast League came.", {"Free Coast League": "Free Coast League"}),
        ("The Zendari rebels came. Later the Zendaris left.", {"Zendari": "Zendari rebels", "Zendaris": "Zendari rebels"}),
    ],
)
def test_a_name_is_learned_wherever_the_text_shows_that_it_fights(text: str, expected: dict[str, str]) -> None:
    assert learned(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Masked gunmen came.",
        "Ostland troops came.",
        "The Hill-backed militias came.",
        "UNICEF praised them. Residents saw soldiers.",
        "On Monday rebels came.",
        "Armed Group Seizes Town In Dawn Raid",
    ],
)
def test_a_word_that_only_opens_a_sentence_a_people_or_a_charity_is_no_name(text: str) -> None:
    assert learned(text) == {}


def test_a_place_is_no_body() -> None:
    text = "Then Arvad militiamen came."
    assert learned(text, (Span(5, 10),)) == {}


def test_a_place_inside_a_longer_name_is_part_of_it() -> None:
    text = "Separatists of the Free Arvad League came."
    assert learned(text, (Span(24, 29),)) == {"Free Arvad League": "Free Arvad League"}
