"""Names that do not run into marks or into each other.

Point labels take the first free one of eight positions around their mark, in the order of Imhof ("Positioning Names on
Maps", The American Cartographer 2 (1975)): right above first, left last; the names that matter most choose first. A name that
must stand and finds no room beside its mark goes further out on a leader. Deterministic: the same names get the same places.
(`adjustText` was looked at: it pushes labels apart by forces, which leaves them off their marks.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geomap.figure.projection import Frame
from geomap.figure.sheet import MM_PER_POINT, Sheet, Type

_GAP = 0.5
"""Millimetres between a mark and its name."""
_LEADERS = tuple(
    (dx * reach, dy * reach)
    for reach in (3.0, 5.5, 8.5, 12.0)
    for dx, dy in ((1, -1), (1, 1), (-1, -1), (-1, 1), (1, 0), (-1, 0), (0, -1), (0, 1))
)


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle on the sheet, millimetres."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A name that asks for room."""

    text: str
    x: float
    y: float
    radius: float
    """Of the mark at (`x`, `y`); 0 for a name that stands on the ground itself and is centred there."""
    style: Type
    name: str = ""
    """What is named, to report it if it is left away."""
    must: bool = False
    """Goes out on a leader rather than be left away."""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A name with its place."""

    wanted: Wanted
    x: float
    """Left end of the baseline."""
    y: float
    leader: tuple[tuple[float, float], tuple[float, float]] | None = None


class Room:
    """What is taken on a frame, and where a name still fits."""

    def __init__(self, frame: Frame, taken: Iterable[Box] = ()) -> None:
        self._frame = frame
        found = [[box.left, box.top, box.right, box.bottom] for box in taken]
        self._count = len(found)
        # Room for as many again; grows by doubling, so that taking a box does not copy all others.
        self._store: npt.NDArray[np.float64] = np.zeros((2 * len(found) + 64, 4))
        self._store[: self._count] = np.array(found).reshape(-1, 4)

    @property
    def _boxes(self) -> npt.NDArray[np.float64]:
        return self._store[: self._count]

    def take(self, box: Box) -> None:
        """Mark a rectangle as taken."""
        if self._count == len(self._store):
            self._store = np.vstack([self._store, np.zeros_like(self._store)])
        self._store[self._count] = (box.left, box.top, box.right, box.bottom)
        self._count += 1

    def overlap(self, box: Box) -> float:
        """How many square millimetres of `box` are taken; infinite if it leaves the frame."""
        frame = self._frame
        if (
            box.left < frame.x + 0.4
            or box.top < frame.y + 0.4
            or box.right > frame.x + frame.width - 0.4
            or box.bottom > frame.y + frame.height - 0.4
        ):
            return float("inf")
        if not len(self._boxes):
            return 0.0
        width = np.minimum(self._boxes[:, 2], box.right) - np.maximum(self._boxes[:, 0], box.left)
        height = np.minimum(self._boxes[:, 3], box.bottom) - np.maximum(self._boxes[:, 1], box.top)
        return float(np.sum(np.clip(width, 0, None) * np.clip(height, 0, None)))

    def is_clear(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Whether a line crosses nothing but what lies under its start."""
        steps = np.linspace(0, 1, 25)[:, None]
        points = np.array([start]) * (1 - steps) + np.array([end]) * steps
        inside = _inside(points[:, None, :], self._boxes[None, :, :])
        return not inside[:, ~inside[0]].any()


def _inside(points: npt.NDArray[np.float64], boxes: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    x, y = points[..., 0], points[..., 1]
    return np.asarray((x > boxes[..., 0]) & (x < boxes[..., 2]) & (y > boxes[..., 1]) & (y < boxes[..., 3]))


def place_labels(room: Room, wanted: Iterable[Wanted], sheet: Sheet) -> tuple[list[Placed], list[Wanted]]:
    """Give every name its place, those that come first first.

    Parameters
    ----------
    room
        What is taken already, the marks above all; the names placed are taken afterwards.

    Returns
    -------
    The names placed, and those that found no room.
    """
    placed: list[Placed] = []
    left_out: list[Wanted] = []
    for name in wanted:
        spot = _beside(room, name, sheet)
        if spot is None:
            left_out.append(name)
            continue
        box, found = spot
        room.take(box)
        placed.append(found)
    return placed, left_out


def _beside(room: Room, name: Wanted, sheet: Sheet) -> tuple[Box, Placed] | None:
    width = sheet.measure(name.text, name.style)
    ascent, descent = name.style.size * 0.72 * MM_PER_POINT, name.style.size * 0.22 * MM_PER_POINT
    if not name.radius:
        for shift in (0.0, 2.5, -2.5, 5.0, -5.0):
            box = _box(name.x - width / 2, name.y + shift, width, ascent, descent)
            if room.overlap(box) == 0:
                return box, Placed(wanted=name, x=name.x - width / 2, y=name.y + shift)
        return None
    reach, diagonal = name.radius + _GAP, name.radius * 0.72 + _GAP * 0.7
    middle = (ascent - descent) / 2
    spots = (
        (reach, middle),
        (diagonal, -diagonal),
        (diagonal, diagonal + ascent),
        (-reach - width, middle),
        (-diagonal - width, -diagonal),
        (-diagonal - width, diagonal + ascent),
        (-width / 2, -reach - descent),
        (-width / 2, reach + ascent),
    )
    for dx, dy in spots:
        box = _box(name.x + dx, name.y + dy, width, ascent, descent)
        if room.overlap(box) == 0:
            return box, Placed(wanted=name, x=name.x + dx, y=name.y + dy)
    if not name.must:
        return None
    for dx, dy in _LEADERS:
        away_x = dx + (reach if dx > 0 else -reach - width if dx < 0 else -width / 2)
        away_y = dy + (middle if dy == 0 else -descent if dy < 0 else ascent)
        box = _box(name.x + away_x, name.y + away_y, width, ascent, descent)
        end = (min(max(name.x, box.left), box.right), min(max(name.y, box.top), box.bottom))
        if room.overlap(box) == 0 and room.is_clear((name.x, name.y), end):
            return box, Placed(
                wanted=name, x=name.x + away_x, y=name.y + away_y, leader=(_from_edge((name.x, name.y), end, name.radius), end)
            )
    return None


def _from_edge(middle: tuple[float, float], end: tuple[float, float], radius: float) -> tuple[float, float]:
    """Where a line to `end` leaves a mark."""
    dx, dy = end[0] - middle[0], end[1] - middle[1]
    share = min(1.0, radius / max(1e-9, float(np.hypot(dx, dy))))
    return (middle[0] + dx * share, middle[1] + dy * share)


def _box(x: float, baseline: float, width: float, ascent: float, descent: float) -> Box:
    return Box(left=x, top=baseline - ascent, right=x + width, bottom=baseline + descent)


def spread_marks(points: npt.NDArray[np.float64], radii: npt.NDArray[np.float64], *, furthest: float) -> npt.NDArray[np.float64]:
    """Move marks that lie on top of each other apart, so that none hides another.

    Parameters
    ----------
    points
        True positions, millimetres, shape (n, 2).
    radii
        Millimetres, shape (n,).
    furthest
        How far a mark may leave its place, millimetres.

    Returns
    -------
    Positions to draw at, shape (n, 2); equal to `points` where nothing overlaps. Marks at the very same point leave in
    fixed directions by their order.
    """
    if len(points) < 2:
        return points
    moved = points.copy()
    wanted = (radii[:, None] + radii[None, :]) * 0.92
    for _ in range(60):
        delta = moved[:, None, :] - moved[None, :, :]
        distance = np.hypot(delta[..., 0], delta[..., 1])
        np.fill_diagonal(distance, np.inf)
        close = distance < wanted
        if not close.any():
            break
        same = close & (distance < 1e-6)
        if same.any():
            rows, columns = np.nonzero(same)
            angle = (rows - columns) * 2.399963  # the golden angle: no two pairs leave alike
            delta[rows, columns] = np.sign(rows - columns)[:, None] * np.column_stack([np.cos(np.abs(angle)), np.sin(np.abs(angle))])
            distance[rows, columns] = 1.0
        push = np.where(close, (wanted - np.minimum(distance, wanted)) / 2, 0.0)
        push[same] = (wanted[same]) / 4
        moved = moved + np.sum(delta / np.where(np.isfinite(distance), distance, 1.0)[..., None] * push[..., None] * 0.6, axis=1)
        away = moved - points
        length = np.hypot(away[:, 0], away[:, 1])
        too_far = length > furthest
        moved[too_far] = points[too_far] + away[too_far] / length[too_far, None] * furthest
    return np.asarray(moved)
