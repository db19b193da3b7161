from __future__ import annotations

import itertools

import pytest

from geomap.layers.colour import GROUND, VISIONS, ciede2000, contrast, difference, smallest_difference
from geomap.layers.styles import DISTINCT, GLYPHS, PALETTES, PATTERNS, build_styles
from geomap.model import Actor, ControlStatus
from tests.map_sample import ACTORS, DAY, sample_map, state, world


@pytest.mark.parametrize("count", sorted(PALETTES))
def test_a_palette_stays_apart_blended_on_the_ground_for_every_vision(count: int) -> None:
    for first, second in itertools.combinations(PALETTES[count], 2):
        for vision in VISIONS:
            assert difference(first, second, vision=vision, opacity=0.5) >= DISTINCT, (first, second, vision)


@pytest.mark.parametrize("count", sorted(PALETTES))
def test_a_palette_stays_apart_from_the_ground(count: int) -> None:
    assert all(smallest_difference(color, GROUND) >= DISTINCT for color in PALETTES[count])


@pytest.mark.parametrize("count", sorted(PALETTES))
def test_without_colour_every_actor_stands_out_from_the_ground_and_two_that_look_alike_differ_in_shape_and_pattern(count: int) -> None:
    assert all(difference(color, GROUND, vision="grey", opacity=0.5) >= 5 for color in PALETTES[count])
    alike = [
        (first, second)
        for first, second in itertools.combinations(range(count), 2)
        if difference(PALETTES[count][first], PALETTES[count][second], vision="grey", opacity=0.5) < DISTINCT
    ]
    assert alike, "if none were alike, shapes would not be needed in grey"
    for first, second in alike:
        assert GLYPHS[first] != GLYPHS[second] and PATTERNS[first] != PATTERNS[second]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # Sharma, Wu and Dalal (2005), table 1: pairs 1, 7, 17 and 25
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_colour_difference_agrees_with_the_published_pairs(first, second, expected) -> None:
    assert ciede2000(first, second) == pytest.approx(expected, abs=1e-4)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


def test_every_actor_has_its_own_shape_and_letters() -> None:
    styles = sample_map().actors
    assert len({style.glyph for style in styles}) == len({style.letter for style in styles}) == len(styles) == 3


def test_the_actor_with_most_places_comes_first_and_keeps_its_own_colour() -> None:
    first = sample_map().actors[0]
    assert (first.key, first.color, first.glyph) == ("league", "#222222", GLYPHS[0])


def test_an_own_colour_too_like_another_is_replaced() -> None:
    actors = ACTORS | {"crown": Actor(id="crown", name="Crown", kind="state", color="#282828")}
    given = world()
    styles = build_styles(given.states, given.crossing_states, given.claims, actors)
    colors = {style.key: style.color for style in styles}
    assert colors["league"] == "#222222" and colors["crown"] != "#282828"
    assert smallest_difference(colors["league"], colors["crown"]) >= DISTINCT


def test_an_unknown_actor_is_drawn_under_its_words() -> None:
    (style,) = build_styles([state("kron", ControlStatus.HELD, ("name:the riders",))], [], [], {})
    assert style.name == "the riders"


def test_more_actors_than_colours_still_have_unique_letters() -> None:
    states = [state("kron", ControlStatus.HELD, (f"name:Band {index}",), since=DAY) for index in range(40)]
    styles = build_styles(states, [], [], {})
    assert len({style.letter for style in styles}) == 40


def test_a_name_in_arabic_has_one_letter_without_the_article() -> None:
    (style,) = build_styles([state("kron", ControlStatus.HELD, ("name:الحرس الجديد",))], [], [], {})
    assert style.letter == "ح"
