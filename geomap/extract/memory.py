"""What a reader of a document keeps in mind: places named and told of, claims made, who acted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.model import Place, PlaceKind


_SENTENCE, _FEW_SENTENCES = 160, 700
"""Code points a definite noun looks back: for a name, and for the place of the last claim."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """One resolved, literal place mention."""

    start: int
    end: int
    place: Place
    metonym: bool
    score: float


@dataclass(kw_only=True)
class Memory:
    """Grows while a document is read, sentence by sentence; thrown away after it."""

    named: Sequence[Named]
    """All resolved mentions of the document, by offset."""
    told: list[tuple[int, tuple[Place, ...]]] = field(default_factory=list)
    """(offset, places) of every claim so far; several places where they stood in one list."""
    actors: list[tuple[int, str, str]] = field(default_factory=list)
    """(offset, actor key, camp) of every actor that was resolved so far."""
    events: list[tuple[int, object]] = field(default_factory=list)
    """(offset, dating) of every dated event so far."""

    def __post_init__(self) -> None:
        """Keep the offsets for look-up."""
        self._starts = [named.start for named in self.named]

    def within(self, start: int, end: int) -> Sequence[Named]:
        """Mentions that begin in [start, end)."""
        return self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_of_kind(self, kinds: frozenset[PlaceKind], before: int) -> Place | None:
        """The place a definite noun of these kinds means at offset `before`.

        The place of the last claim if it is of the kind and no more than a few sentences back, else the nearest
        literal mention of the kind. Source: study of anaphora in LANGUAGE, section 4 (nearest of the same kind, place of the last claim).
        """
        near = self.nearest(kinds, before, reach=_SENTENCE)
        if near is not None:
            return near
        for offset, places in reversed(self.told):
            if offset >= before:
                continue
            if before - offset > _FEW_SENTENCES:
                break
            if len(places) == 1 and places[0].kind in kinds:
                return places[0]
        return self.nearest(kinds, before)

    def nearest(self, kinds: frozenset[PlaceKind], before: int, *, reach: int = 2500) -> Place | None:
        """The last literal mention of one of the kinds before an offset."""
        for index in range(bisect_left(self._starts, before) - 1, -1, -1):
            named = self.named[index]
            if before - named.start > reach:
                return None
            if named.place.kind in kinds and not named.metonym:
                return named.place
        return None

    def last_list(self, kinds: frozenset[PlaceKind], before: int) -> tuple[Place, ...]:
        """The places a plural noun means: all members of the last list told of."""
        for offset, places in reversed(self.told):
            if offset < before and len(places) > 1 and any(place.kind in kinds for place in places):
                return tuple(place for place in places if place.kind in kinds)
        return ()

    def last_told(self, before: int, *, reach: int = 500) -> tuple[Place, ...]:
        """The places of the last claim, if it is near."""
        for offset, places in reversed(self.told):
            if offset < before:
                return places if before - offset <= reach else ()
        return ()
