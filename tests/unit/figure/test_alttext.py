"""The description of the picture."""

from __future__ import annotations

from dataclasses import replace

from mapspec_sample import CROSSING_STATES, D0, D2, STATES, sample_map

from geomap.figure import alt_text
from geomap.model import ControlStatus


def test_it_says_title_day_holders_and_both_sides_of_crossings():
    text = alt_text(sample_map())
    assert text.startswith("Map: Dawn Front takes the river road. Shown is 2 April 2031.")
    assert "Dawn Front – held: Anat (possible), Dastan, Norva and Qasr (inferred, not named in the text, possible)" in text
    assert "held (≈ 70 %): West Province" in text
    assert "Qasr side Dawn Front, closed; Bukhan side holder unknown, passage unknown" in text
    assert "Attacks: Dastan." in text


def test_another_day_is_another_description():
    text = alt_text(sample_map(), dates=(D0,))
    assert "1 March 2031" in text
    assert "Fallat" not in text


def test_several_days_are_listed_and_the_last_is_told():
    text = alt_text(sample_map(), dates=(D0, D2))
    assert "1 March 2031 and 2 April 2031" in text
    assert "Fallat" in text


def test_a_day_without_reports_says_so():
    assert "Nothing is reported" in alt_text(sample_map(states=(), crossing_states=(), attacks=(), areas=()))


def test_long_lists_are_counted_out():
    many = tuple(
        replace(STATES[0], id=str(index), place_id=place.id, status=ControlStatus.HELD, valid_from=None)
        for index, place in enumerate(sample_map().places)
    )
    text = alt_text(sample_map(states=many, crossing_states=()))
    assert "6 more" in text


def test_it_speaks_arabic():
    text = alt_text(sample_map(lang="ar"))
    assert "٢ أبريل ٢٠٣١" in text
    assert "دستان" in text


def test_a_side_that_is_only_claimed_is_not_said_to_be_held():
    state = CROSSING_STATES[1]
    claimed = replace(state, sides=(replace(state.sides[0], control=ControlStatus.CLAIMED_ONLY), state.sides[1]))
    assert "Qasr side Dawn Front (claimed by one party only), closed" in alt_text(sample_map(crossing_states=(claimed,)))


def test_a_place_shared_with_nobody_named_is_held_in_part():
    state = replace(STATES[0], status=ControlStatus.SHARED, valid_from=None)
    assert "held (part of it): Anat" in alt_text(sample_map(states=(state,)))
