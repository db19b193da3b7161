"""Marks differ by form, not by colour alone."""

from __future__ import annotations

import numpy as np
import pytest
from mapspec_sample import ACTORS, DAWN, GOV

from geomap.figure.glyphs import attack_parts, crossing_parts, ink_on, letter_of, pale, state_parts, state_reach, unit_parts
from geomap.figure.shapes import SITE_KINDS, attack_burst, glyph, site_sign
from geomap.model import Confidence, ControlState, ControlStatus, CrossingState, CrossingStatus, PartyView, SideState

STYLES = {style.key: style for style in ACTORS}
NAMES = ("circle", "square", "triangle", "diamond", "pentagon", "hexagon", "star", "cross", "plus", "bar")


def _state(status: ControlStatus = ControlStatus.HELD, **more) -> ControlState:
    fields = {"holders": (DAWN,), "opponents": (GOV,), "confidence": Confidence.LIKELY} | more
    return ControlState(id="s", place_id="p", status=status, valid_from=None, valid_to=None, **fields)


def _form(parts) -> tuple:
    """A mark without its colours: paths, widths, dashes."""
    return tuple(
        (
            np.round(path.vertices, 6).tobytes(),
            round(style.get("linewidth", 0), 3),
            str(style.get("linestyle", "")),
            style.get("facecolor") == "#ffffff",
        )
        for path, style in parts
    )


def _told_apart() -> dict[str, tuple]:
    marks = {
        status.value: state_parts(_state(status, holders=() if status is ControlStatus.UNKNOWN else (DAWN,)), STYLES, radius=1.6)
        for status in ControlStatus
        if status is not ControlStatus.NO_DATA
    }
    marks["inferred"] = state_parts(_state(inferred=True), STYLES, radius=1.6)
    marks["unsure"] = state_parts(_state(confidence=Confidence.DOUBTFUL), STYLES, radius=1.6)
    views = (PartyView(camp="a", holders=(DAWN,), claim_ids=()), PartyView(camp="b", holders=(GOV,), claim_ids=()))
    marks["disagreement"] = state_parts(_state(views=views), STYLES, radius=1.6)
    return {name: _form(parts) for name, parts in marks.items()}


def test_every_status_has_a_form_of_its_own_without_colour():
    forms = _told_apart()
    assert len(set(forms.values())) == len(forms)


@pytest.mark.parametrize("name", NAMES)
def test_every_actor_shape_has_about_the_weight_of_a_disc(name):
    assert 0.55 < glyph(name, 1.0).area / np.pi < 1.15
    assert len({glyph(other, 1.0).wkt for other in NAMES}) == len(NAMES)


@pytest.mark.parametrize("status", [status for status in ControlStatus if status is not ControlStatus.NO_DATA])
@pytest.mark.parametrize("inferred", [False, True])
def test_a_mark_stays_within_its_stated_reach(status, inferred):
    state = _state(status, inferred=inferred)
    reach = state_reach(state, 1.6)
    for path, _ in state_parts(state, STYLES, radius=1.6):
        if len(path.vertices):
            # Sharp tips of triangles and stars may stand out a little.
            assert np.hypot(*path.vertices.T).max() <= max(reach, 1.6 * 1.45) + 0.3


def test_shared_shows_holders_only_and_contested_the_rivals_too():
    shared = state_parts(_state(ControlStatus.SHARED, holders=(DAWN, GOV), opponents=("highland-guard",)), STYLES, radius=1.6)
    assert STYLES["highland-guard"].color not in {style.get("facecolor") for _, style in shared}
    contested = state_parts(_state(ControlStatus.CONTESTED, holders=(), opponents=(DAWN, GOV)), STYLES, radius=1.6)
    assert {STYLES[DAWN].color, STYLES[GOV].color} <= {style.get("facecolor") for _, style in contested}


def test_an_actor_without_a_style_is_drawn_grey_and_not_as_somebody_else():
    parts = state_parts(_state(holders=("name:strangers",)), STYLES, radius=1.6)
    colors = {style.get("facecolor") for _, style in parts}
    assert not colors & {style.color for style in ACTORS}
    assert letter_of(_state(holders=("name:strangers",)), STYLES, aged=False, site="")[0] == "?"


def _crossing(*passages: CrossingStatus) -> CrossingState:
    sides = tuple(SideState(country="", name="", holders=(DAWN,), control=ControlStatus.HELD, passage=passage) for passage in passages)
    return CrossingState(id="c", place_id="p", sides=sides, valid_from=None, valid_to=None)


def test_each_passage_has_a_bar_of_its_own():
    forms = {
        _form(crossing_parts(_crossing(passage, CrossingStatus.OPEN), STYLES, radius=1.6, swapped=False)) for passage in CrossingStatus
    }
    assert len(forms) == len(CrossingStatus)


def test_a_swapped_crossing_is_the_mirror_of_its_sides():
    state = _crossing(CrossingStatus.CLOSED, CrossingStatus.OPEN)
    other = _crossing(CrossingStatus.OPEN, CrossingStatus.CLOSED)
    assert _form(crossing_parts(state, STYLES, radius=1.6, swapped=True)) == _form(crossing_parts(other, STYLES, radius=1.6, swapped=False))


def test_a_unit_is_a_plate_and_no_town():
    assert _form(unit_parts(_state(), STYLES, radius=1.6, aged=False)) != _form(state_parts(_state(), STYLES, radius=1.6))


def test_colours_mix_towards_white_and_letters_stay_readable():
    assert pale("#000000", 0.5) == "#808080"
    assert ink_on("#004488") == "#ffffff"
    assert ink_on("#ccbb44") != "#ffffff"


def test_signs_and_burst_are_drawn():
    assert all(site_sign(kind, 1.0).area > 0.2 for kind in SITE_KINDS)
    assert attack_burst(1.0).is_valid
    assert _form(attack_parts("#004488", radius=1.5, faded=True))
