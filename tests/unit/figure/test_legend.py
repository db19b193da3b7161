"""The legend explains what is drawn and nothing else."""

from __future__ import annotations

from mapspec_sample import ACTORS, DAWN, sample_map

from geomap.figure.legend import build_legend
from geomap.figure.panel import Told
from geomap.figure.words import load_words
from geomap.model import ControlStatus


def _texts(told: Told) -> list[str]:
    spec = sample_map()
    return [entry.text for entry in build_legend(spec, told, load_words(spec))]


def test_an_empty_map_has_an_empty_legend():
    assert _texts(Told()) == []


def test_only_actors_drawn_are_named():
    assert _texts(Told(actors={DAWN: None})) == ["Dawn Front"]


def test_every_status_drawn_has_an_entry_in_the_maps_words():
    texts = _texts(Told(statuses=set(ControlStatus)))
    assert "claimed by one party only" in texts
    assert len(texts) == len(ControlStatus)


def test_signs_say_the_days_the_map_uses():
    assert _texts(Told(signs={"aged", "attack"})) == ["pale: not confirmed for over 60 days", "attack in the last 7 days"]


def test_areas_name_actor_and_method():
    told = Told(areas={(DAWN, "held", "reach"), ("", "contested", "reach")})
    assert _texts(told) == ["contested: area within reach of held places", "Dawn Front: area within reach of held places"]


def test_actors_are_told_apart_without_colour():
    assert len({(style.glyph, style.letter) for style in ACTORS}) == len(ACTORS)


def test_advances_and_fronts_are_explained_when_they_are_drawn():
    texts = _texts(Told(signs={"advance", "front"}))
    assert texts == [
        "advance reported in the last 7 days; direction only, from where the text says or the nearest place held",
        "front line: where areas of two holders meet",
    ]
