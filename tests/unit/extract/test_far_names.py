"""Names whose only known bearer is far from all the text is about."""

from __future__ import annotations

import pytest
from small_world import place

from geomap.extract.far_names import far_names
from geomap.extract.memory import Named

HOME = [place(name, "town", country="NL", at=(5 + step / 10, 50)) for step, name in enumerate(("Fenwick", "Larkhill", "Brackwater"))]
FAR = place("Selmore", "city", country="SM", at=(40, -30))
NEAR = place("Selmore", "city", country="SM", at=(6, 51))
COUNTRIES = {"norland": "NL", "sudmark": "SM", "sudmarker": "SM", "old sudmark": "SM"}


def named(text: str, *places, metonyms=()) -> list[Named]:
    return [
        Named(start=text.index(item.name), end=text.index(item.name) + len(item.name), place=item, metonym=item.name in metonyms, score=1.0)
        for item in places
    ]


@pytest.mark.parametrize(
    ("text", "selmore", "dropped"),
    [
        ("Rebels left Fenwick, Larkhill and Brackwater. They burned Selmore.", FAR, True),
        ("Troops hold Fenwick and Larkhill. Brackwater fell; Selmore is next.", FAR, True),
        ("Gunmen shelled Fenwick, Larkhill, Brackwater and Selmore.", FAR, True),
        ("Rebels left Fenwick, Larkhill and Brackwater. They burned Selmore.", NEAR, False),
        ("Rebels left Fenwick, Larkhill and Brackwater. Sudmarker jets flew from Selmore.", FAR, False),
        ("Rebels left Fenwick, Larkhill and Brackwater. They flew to Selmore in Old Sudmark.", FAR, False),
        ("Rebels left Fenwick and Larkhill. They burned Selmore.", FAR, False),
    ],
)
def test_a_lonely_far_place_is_told_nothing_of(text, selmore, dropped):
    places = [item for item in (*HOME, selmore) if item.name in text]
    found = far_names(text, named(text, *places), COUNTRIES)
    assert [name.place.name for name in found] == (["Selmore"] if dropped else [])


def test_a_capital_that_acts_stays():
    text = "Rebels left Fenwick, Larkhill and Brackwater. Selmore denied it."
    assert far_names(text, named(text, *HOME, FAR, metonyms=("Selmore",)), COUNTRIES) == []
