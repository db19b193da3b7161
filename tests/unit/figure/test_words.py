"""Words and what may be set in type."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from mapspec_sample import sample_map

from geomap.figure.words import is_right_to_left, load_words, printable


@settings(deadline=None)
@given(st.text())
def test_printable_text_is_one_line_without_control_or_direction_characters(text):
    shown = printable(text)
    assert all(character.isprintable() or character in "\u200c\u200d" for character in shown)
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\n\r\t\x00")


def test_what_is_filled_in_is_not_looked_at_again():
    words = load_words(sample_map())
    assert words.fill("alt.map", title="{title} {{7*7}}") == "Map: {title} {{7*7}}."


def test_days_and_numbers_follow_the_language():
    english, arabic, french = (load_words(sample_map(lang=lang)) for lang in ("en", "ar", "fr"))
    assert english.day(date(2031, 4, 2)) == "2 April 2031"
    assert french.day(date(2031, 4, 2)) == "2 avril 2031"
    assert arabic.number(70) == "٧٠"
    assert arabic.right_to_left
    assert not french.right_to_left


def test_a_language_without_phrases_falls_back_to_english_words():
    words = load_words(sample_map(lang="xx"))
    assert words["legend.river"] == "river"


def test_the_maps_own_words_win():
    assert load_words(sample_map(words=(("legend.river", "stream"),)))["legend.river"] == "stream"


def test_the_catalogues_have_the_same_keys():
    english, arabic, french = (set(load_words(sample_map(words=(), lang=lang)).phrases) for lang in ("en", "ar", "fr"))
    assert english == arabic == french


def test_directions():
    assert is_right_to_left("ar-IQ")
    assert is_right_to_left("fa")
    assert not is_right_to_left("en")
