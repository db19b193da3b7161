"""Names that do not collide, and marks moved apart."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.figure.fonts import font_families
from geomap.figure.labels import Box, Room, Wanted, place_labels, spread_marks
from geomap.figure.projection import fit_frame
from geomap.figure.sheet import Sheet, Type

FRAME = fit_frame((40, 30, 46, 34), width=120, tallest=1.0, flattest=0.5)
TYPE = Type(size=7)
spots = st.lists(st.tuples(st.floats(3, 117), st.floats(3, FRAME.height - 3)), min_size=1, max_size=25)


def _sheet() -> Sheet:
    return Sheet(120, font_families(None), svg_text=False)


def _box(sheet: Sheet, placed) -> Box:
    width = sheet.measure(placed.wanted.text, placed.wanted.style)
    return Box(left=placed.x, top=placed.y - 1.7, right=placed.x + width, bottom=placed.y + 0.5)


def _overlap(first: Box, second: Box) -> bool:
    return first.left < second.right and second.left < first.right and first.top < second.bottom and second.top < first.bottom


@settings(max_examples=40, deadline=None)
@given(spots)
def test_no_name_lies_on_another_or_on_a_mark_or_leaves_the_frame(points):
    sheet = _sheet()
    marks = [Box(left=x - 1.5, top=y - 1.5, right=x + 1.5, bottom=y + 1.5) for x, y in points]
    wanted = [Wanted(text=f"Place {index}", x=x, y=y, radius=1.5, style=TYPE, must=True) for index, (x, y) in enumerate(points)]
    placed, left_out = place_labels(Room(FRAME, marks), wanted, sheet)
    assert len(placed) + len(left_out) == len(points)
    boxes = [_box(sheet, one) for one in placed]
    for index, box in enumerate(boxes):
        assert box.left >= 0
        assert box.right <= FRAME.width
        assert not any(_overlap(box, other) for other in boxes[index + 1 :])
        assert not any(_overlap(box, mark) for mark in marks)


def test_a_name_hemmed_in_goes_out_on_a_leader_that_crosses_no_mark():
    sheet = _sheet()
    ring = [(60 + dx, 30 + dy) for dx in (-4, 0, 4) for dy in (-4, 0, 4)]
    marks = [Box(left=x - 1.9, top=y - 1.9, right=x + 1.9, bottom=y + 1.9) for x, y in ring]
    gate = marks.pop(ring.index((60, 26)))
    placed, _ = place_labels(Room(FRAME, marks), [Wanted(text="In the middle", x=60, y=30, radius=1.9, style=TYPE, must=True)], sheet)
    assert placed[0].leader is not None
    assert placed[0].leader[1][1] < gate.top


def test_a_name_that_need_not_stand_is_left_away():
    sheet = _sheet()
    full = [Box(left=0, top=0, right=120, bottom=200)]
    placed, left_out = place_labels(Room(FRAME, full), [Wanted(text="Nowhere", x=60, y=30, radius=1, style=TYPE)], sheet)
    assert placed == []
    assert [name.text for name in left_out] == ["Nowhere"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0, 50)), min_size=2, max_size=20))
def test_marks_stay_within_their_leash_and_move_only_if_they_overlap(points):
    true = np.array(points)
    radii = np.full(len(points), 1.5)
    moved = spread_marks(true, radii, furthest=5.0)
    away = np.hypot(*(moved - true).T)
    assert (away <= 5.0 + 1e-9).all()
    distance = np.hypot(*(true[:, None] - true[None, :]).transpose(2, 0, 1))
    np.fill_diagonal(distance, np.inf)
    if (distance >= 3.0).all():
        assert (away == 0).all()


def test_two_marks_at_one_point_are_both_seen():
    moved = spread_marks(np.array([[10.0, 10.0], [10.0, 10.0]]), np.array([1.5, 1.5]), furthest=5.0)
    assert np.hypot(*(moved[0] - moved[1])) > 2.0
