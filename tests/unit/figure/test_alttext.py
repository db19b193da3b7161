"""The description of the picture."""

from __future__ import annotations

from dataclasses import replace

from mapspec_sample import D0, D2, STATES, sample_map

from geomap.figure import alt_text
from geomap.model import ControlStatus


def test_it_says_title_day_holders_and_both_sides_of_crossings():
    text = alt_text(sample_map())
    assert text.startswith("Map: Dawn Front takes the river road. Shown is 2 April 2031.")
    assert "Dawn Front – held: Anat, Dastan, Norva, Qasr and West Province; besieged: Fallat" in text
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
    text = alt_text(sample_map(), lang="ar")
    assert "٢ أبريل ٢٠٣١" in text
    assert "دستان" in text
