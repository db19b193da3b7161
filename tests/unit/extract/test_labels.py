"""Places that head entries."""

from __future__ import annotations

import pytest
from corpus.read_corpus import world

from geomap.extract.labels import find_labels
from geomap.extract.memory import Named


def headed(text: str) -> list[tuple[str, str]]:
    """(place, the stretch that it heads)."""
    gazetteer = world()
    named = [
        Named(start=hit.start, end=hit.end, place=gazetteer.place(hit.hits[0].place_id), metonym=False, score=1.0)
        for hit in gazetteer.scan(text)
    ]
    return [(label.place.name, text[label.start : label.end].strip()) for label in find_labels(text, named)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Kestra: quiet.\n- Belmor: shelled.", [("Kestra", ": quiet."), ("Belmor", ": shelled.")]),
        ("KESTRA (north) – A.\n\nOLDAN – B.", [("Kestra", "(north) – A."), ("Oldan", "– B.")]),
        ("Kestra\nAll is quiet.\n\nOldan\nGuns fire.", [("Kestra", "All is quiet."), ("Oldan", "Guns fire.")]),
        ("All is well. Oldan: a fire. More.", [("Oldan", ": a fire")]),
    ],
)
def test_a_name_heads_its_entry(text: str, expected: list[tuple[str, str]]) -> None:
    assert headed(text) == expected


@pytest.mark.parametrize("text", ["KESTRA – The army said so.", "Dorrin: quiet.", "In Kestra: nothing.", "Kestra is quiet."])
def test_a_dateline_a_province_or_a_subject_heads_nothing(text: str) -> None:
    assert headed(text) == []
