"""What is known of one place at one moment of the fold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geomap.control.camps import Camps
from geomap.control.evidence import Effect, Evidence
from geomap.control.interest import Word
from geomap.control.policy import Policy
from geomap.control.position import Position, Step, ids
from geomap.model import Confidence, Extent


def told_extent(pieces: Sequence[Evidence]) -> Extent:
    """How much of the place is told of: the most that anybody says, but not what only the gainer says."""
    if len(pieces) == 1:
        return Extent.PARTIAL if pieces[0].extent is Extent.EDGE else pieces[0].extent
    heavy = [piece.extent for piece in pieces if piece.word is not Word.OWN] or [piece.extent for piece in pieces]
    return next((extent for extent in (Extent.FULL, Extent.MOST) if extent in heavy), Extent.PARTIAL)


class Strife:
    """A fight for the place, a siege of it, strikes on it: what was told, who wages it, how sure it is."""

    __slots__ = ("_word", "actors", "edge", "last", "pieces", "whole")

    def __init__(self, policy: Policy, start: date) -> None:
        """Begin with nothing told."""
        self._word = Position(policy, Extent.FULL, start)
        self.pieces = self._word.support
        self.actors: dict[str, None] = {}
        """Keys of those who fight and are not the holder, in the order they are told of."""
        self.last = start
        self.whole = False
        """Whether it is told of the whole place."""
        self.edge: Evidence | None = None
        """The first piece that is told of the outskirts only."""

    def add(self, piece: Evidence, strangers: tuple[str, ...]) -> None:
        """Take one more piece."""
        self._word.add(piece, votes=False)
        self.actors.update(dict.fromkeys(strangers))
        self.last = piece.day
        self.whole = self.whole or piece.extent is Extent.FULL
        if self.edge is None and piece.extent is Extent.EDGE:
            self.edge = piece

    @property
    def ends(self) -> tuple[Evidence, ...]:
        """The first and the youngest piece: what a step names, however many there are between."""
        return (self.pieces[0], self.pieces[-1])

    @property
    def named(self) -> bool:
        """Whether any text about it names the place."""
        return self._word.named

    def confidence(self) -> Confidence:
        """How sure it is."""
        return self._word.confidence()


class Situation:
    """Who holds it, who claims it, who fights for it. Mutable; lives inside one fold."""

    def __init__(self, policy: Policy, camps: Camps) -> None:
        """Begin with no data."""
        self.policy = policy
        self.camps = camps
        self.base: Position | None = None
        """The holder that may be believed."""
        self.rival: Position | None = None
        """Another holder, of part of it or disputing it."""
        self.rival_shares = False
        """Whether the rival stands beside the holder without a fight."""
        self.claimants: dict[str, Position] = {}
        """By camp: who says that it gained it, with nobody to second it."""
        self.fight: Strife | None = None
        self.siege: Strife | None = None
        self.pressers: dict[str, Evidence] = {}
        """By actor key ('' for unknown): the last attack of each."""
        self.pressed_until: date | None = None
        self.left: Evidence | None = None
        """The loss that left it without a known holder."""
        self.past: set[str] = set()
        """Camps that held it before."""
        self.hints: Strife | None = None
        """Violence told while nobody is known to hold it."""
        self.present: Strife | None = None
        """Who is told to be there while nobody is known to hold it."""
        self.against: list[Evidence] = []
        """What contradicts the present state."""
        self.disputed = False
        """Whether somebody who is no party contradicts it."""
        self.other: list[Evidence] = []
        """Of the day: what decides nothing."""
        self.steps: list[Step] = []

    def step(self, rule: str, who: tuple[str, ...], whom: tuple[str, ...], more: str, pieces: Sequence[Evidence]) -> None:
        """Write down that a rule fired."""
        self.steps.append((rule, who, whom, more, ids(pieces)))

    def position(self, pieces: Sequence[Evidence]) -> Position:
        """A new position from evidence of one day."""
        position = Position(self.policy, told_extent(pieces), pieces[0].day)
        for piece in pieces:
            position.add(piece)
        return position

    def take_over(self, base: Position) -> None:
        """A new holder: everything that was said of the old one is behind it."""
        self._pass_on()
        self.past -= base.camps
        self.base = base
        self.left = None

    def vacate(self, piece: Evidence) -> None:
        """The holder is gone, and nobody is known to have come."""
        self._pass_on()
        self.base = None
        self.left = piece

    def _pass_on(self) -> None:
        for old in (self.base, self.rival):
            if old is not None:
                self.past |= old.camps
        self.rival = None
        self.claimants, self.pressers, self.pressed_until = {}, {}, None
        self.fight = self.siege = self.hints = self.present = None
        self.against = []
        self.disputed = False
        self.steps = []

    def strangers(self, piece: Evidence) -> tuple[str, ...]:
        """Actors in a claim of violence who do not stand with the holder."""
        own = self.base.camps if self.base is not None else set()
        both = (*piece.actors, *piece.targets) if piece.effect is Effect.FIGHT else piece.actors
        return tuple(key for key in both if self.camps.of(key) not in own)
