from __future__ import annotations

from datetime import date

import pytest

from geomap.layers.headline import build_headline, states_on
from geomap.layers.words import load_words
from geomap.model import ActorStyle, ControlStatus
from tests.map_sample import DAY, EARLY, PLACES, sample_map, state

STYLES = tuple(
    ActorStyle(key=key, name=name, color="#000000", glyph="circle", pattern="dots", letter=key)
    for key, name in (("league", "River League"), ("crown", "Crown of Nord"))
)
HELD = ControlStatus.HELD


def title(*states, lang: str = "en") -> str:
    return build_headline(states, PLACES, STYLES, day=DAY, words=load_words(lang))[0]


def test_the_title_counts_places_and_not_provinces_and_not_claims_of_a_party() -> None:
    assert sample_map().title == "River League in control of 4 of the 12 places reported on"


def test_the_subtitle_tells_what_is_not_sure() -> None:
    subtitle = sample_map().subtitle
    assert subtitle.startswith("Nord · 20 June 2031 · Crown of Nord 3, Hill Guard 1 · ")
    assert subtitle.endswith("1 contested, 1 claimed by one party only, 2 unclear, 1 inferred, not named in the reports")


def test_equal_actors_are_both_named() -> None:
    assert title(state("kron", HELD, ("crown",)), state("alm", HELD, ("league",))) == (
        "River League and Crown of Nord each in control of 1 of the 2 places reported on"
    )


def styles_of(*keys: str) -> tuple[ActorStyle, ...]:
    return tuple(ActorStyle(key=key, name=f"Side {key}", color="#000000", glyph="circle", pattern="dots", letter=key) for key in keys)


def test_many_equal_actors_are_counted_after_the_third() -> None:
    towns = [key for key in PLACES if not PLACES[key].kind.is_area][:5]
    states = [state(town, HELD, (key,)) for town, key in zip(towns, "abcde", strict=True)]
    made, _ = build_headline(states, PLACES, styles_of(*"abcde"), day=DAY, words=load_words("en"))
    assert made == "Side a, Side b, Side c and 2 others each in control of 1 of the 5 places reported on"
    made, _ = build_headline(states[:4], PLACES, styles_of(*"abcd"), day=DAY, words=load_words("en"))
    assert made == "Side a, Side b, Side c and Side d each in control of 1 of the 4 places reported on"


def test_the_subtitle_names_three_further_holders_and_counts_the_rest() -> None:
    towns = [key for key in PLACES if not PLACES[key].kind.is_area][:7]
    states = [state(town, HELD, (key,)) for town, key in zip(towns, "aabcdef", strict=True)]
    _, below = build_headline(states, PLACES, styles_of(*"abcdef"), day=DAY, words=load_words("en"))
    assert below.endswith("· Side b 1, Side c 1, Side d 1, 2 others")


def test_one_place_is_named() -> None:
    assert title(state("kron", HELD, ("crown",))) == "Crown of Nord in control of Kron"


def test_no_holder_is_said_as_such() -> None:
    assert title(state("kron", ControlStatus.CLAIMED_ONLY, ("league",))) == "No place is reported as held"


def test_no_data_is_not_a_report() -> None:
    assert title(state("kron", ControlStatus.NO_DATA)) == "Nothing is reported yet"


def test_a_state_counts_on_its_first_day_and_not_on_its_last() -> None:
    item = state("kron", HELD, ("crown",), since=EARLY, until=DAY)
    assert states_on([item], EARLY) == (item,)
    assert states_on([item], DAY) == ()


def test_a_superseded_state_is_seen_only_by_those_who_knew_no_better() -> None:
    from dataclasses import replace

    old = replace(state("kron", HELD, ("crown",)), known_to=date(2031, 7, 1))
    new = replace(state("kron", HELD, ("league",)), known_from=date(2031, 7, 1))
    assert states_on([old, new], DAY) == (new,)
    assert states_on([old, new], DAY, known_by=DAY) == (old,)


@pytest.mark.parametrize("lang", ["ar", "fr", "sv"])
def test_other_languages_have_every_phrase(lang: str) -> None:
    assert load_words(lang).phrases.keys() >= load_words("en").phrases.keys()


def test_arabic_counts_in_arabic_plurals_and_digits() -> None:
    words = load_words("ar")
    assert words.count("count.contested", 2) == "مكانان متنازع عليهما"
    assert words.count("count.contested", 5).startswith("٥ أماكن")
    assert words.day(DAY) == "٢٠ يونيو ٢٠٣١"


def test_a_phrase_does_not_look_into_what_is_put_in() -> None:
    assert load_words("en").fill("headline.other", actor="{n}", n="3") == "{n} 3"
