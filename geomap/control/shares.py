"""One wide unit through time: a province, a district, a region, a country, and who holds how much of it.

A claim on a unit gives a share with its extent and says nothing of the towns in it; a claim on a town says
nothing of its unit. Each camp has the share that was last told of it; the whole wipes out the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from geomap.control.camps import Camps
from geomap.control.contest import rank
from geomap.control.evidence import Effect, Evidence
from geomap.control.interest import Word
from geomap.control.policy import Policy
from geomap.control.position import Position, Step, ids
from geomap.control.segments import Segment, Slice, append, whole
from geomap.control.situation import Strife
from geomap.model import Confidence, ControlStatus, Extent

_SIZE = {Extent.EDGE: 0, Extent.PARTIAL: 1, Extent.MOST: 2, Extent.FULL: 3}
_WORDS = {Extent.EDGE: "the edge", Extent.PARTIAL: "part", Extent.MOST: "most", Extent.FULL: "all"}


class Shares:
    """The fold over the evidence of one unit."""

    def __init__(self, policy: Policy, camps: Camps) -> None:
        """Begin with no data."""
        self._policy = policy
        self._camps = camps
        self.segments: list[Segment] = []
        self._held: dict[str, Position] = {}
        self._claimed: dict[str, Position] = {}
        self._fight: Strife | None = None
        self._against: list[Evidence] = []
        self._left: Evidence | None = None
        self._steps: list[Step] = []

    def run(self, evidence: Iterable[Evidence]) -> list[Segment]:
        """Segments of the unit from all its evidence, sorted by day and claim id."""
        for day, group in groupby(evidence, key=attrgetter("day")):
            other: list[Evidence] = []
            pieces = tuple(group)
            self._whole([piece for piece in pieces if piece.effect is Effect.GAIN and piece.extent is Extent.FULL])
            for piece in pieces:
                self._take(piece, other)
            self._snapshot(day, other)
        return self.segments

    def _whole(self, pieces: list[Evidence]) -> None:
        """Words that somebody holds all of it: one camp at most can."""
        believed: dict[str, list[Evidence]] = {}
        for piece in pieces:
            if self._believed(piece):
                believed.setdefault(piece.camp, []).append(piece)
        if not believed:
            return
        order: Sequence[list[Evidence]] = tuple(believed.values())
        if len(believed) > 1:
            ranking = rank(believed, self._policy, self._camps)
            order = ranking.order
            if ranking.overlap:
                self._step("overlap", order[0][0].actors, order[1][0].actors, "", (*order[0], *order[1]))
                order = ()
                self._held = {camp: self._new(group) for camp, group in believed.items()}
                for piece in (piece for group in believed.values() for piece in group):
                    self._fought(piece)
        if order:
            camp = order[0][0].camp
            kept = self._held.get(camp)
            self._held = {camp: kept} if kept is not None else {}
            self._claimed, self._fight, self._left, self._steps = {}, None, None, []
            self._against = [piece for group in order[1:] for piece in group]

    def _fought(self, piece: Evidence) -> None:
        if self._fight is None:
            self._fight = Strife(self._policy, piece.day)
        self._fight.add(piece, (*piece.actors, *piece.targets))

    def _believed(self, piece: Evidence) -> bool:
        return piece.word is not Word.OWN or self._policy.own_word_holds

    def _new(self, pieces: Sequence[Evidence]) -> Position:
        position = Position(self._policy, pieces[0].extent, pieces[0].day)
        for piece in pieces:
            position.add(piece)
        return position

    def _take(self, piece: Evidence, other: list[Evidence]) -> None:
        effect = piece.effect
        if effect is Effect.GAIN and piece.extent is not Extent.EDGE:
            self._gain(piece)
        elif effect is Effect.LOSS:
            self._loss(piece, other)
        elif effect is Effect.FIGHT and piece.extent is not Extent.EDGE and self._believed(piece):
            self._fought(piece)
            self._step("unit-fight", (), (), "", (piece,))
        elif effect is Effect.DENIAL and (piece.camp in self._held or piece.camp in self._claimed):
            self._against.append(piece)
            self._step("denied", piece.actors, (), "", (piece,))
        else:
            other.append(piece)

    def _gain(self, piece: Evidence) -> None:
        words = f"{piece.claim.share_percent:g} percent" if piece.claim.share_percent is not None else _WORDS[piece.extent]
        target = self._held if self._believed(piece) or piece.camp in self._held else self._claimed
        position = target.get(piece.camp)
        if position is None:
            position = self._claimed.pop(piece.camp, None) if target is self._held else None
            position = position or Position(self._policy, piece.extent, piece.day)
            target[piece.camp] = position
            position.extent = piece.extent
        elif not self._believed(piece):
            pass
        elif not piece.change or _SIZE[piece.extent] > _SIZE[position.extent]:
            # "took parts of it" does not shrink a share; "holds parts of it" tells the whole share
            position.extent = piece.extent
        position.add(piece)
        if piece.claim.share_percent is not None:
            position.share = piece.claim.share_percent
        elif _share_extent(position.share) is not position.extent:
            position.share = None
        self._left = None
        if self._fight is not None and target is self._held and (piece.day - self._fight.last).days >= self._policy.siege_days:
            self._fight = None
            self._step("fight-over", piece.actors, (), "", (piece,))
        self._step("unit-share" if target is self._held else "own-word", piece.actors, (), words, (piece,))

    def _loss(self, piece: Evidence, other: list[Evidence]) -> None:
        position = self._held.get(piece.camp)
        if position is None:
            if piece.extent in (Extent.FULL, Extent.MOST) and not self._held and piece.word is not Word.OWN:
                self._left = piece
                self._step("left", (), piece.actors, "", (piece,))
            else:
                other.append(piece)
            return
        if piece.word is Word.OWN:
            self._against.append(piece)
            self._step("loss-by-rival", (), piece.actors, "", (piece,))
            return
        self._step("unit-loss", (), piece.actors, _WORDS[piece.extent], (piece,))
        if piece.extent is Extent.FULL:
            del self._held[piece.camp]
            if not self._held:
                self._left = piece
        elif piece.extent is not Extent.EDGE:
            smaller = Extent.MOST if position.extent is Extent.FULL and piece.extent is Extent.PARTIAL else Extent.PARTIAL
            position.extent, position.share = smaller, None
            self._against.append(piece)

    def _step(self, rule: str, who: tuple[str, ...], whom: tuple[str, ...], more: str, pieces: Sequence[Evidence]) -> None:
        self._steps.append((rule, who, whom, more, ids(tuple(pieces))))

    def _snapshot(self, day: date, other: list[Evidence]) -> None:
        segment = Segment()
        segment.start, segment.end, segment.other = day, None, other
        segment.contradict = whole(self._against)
        segment.opponents, segment.share, segment.extent = (), None, Extent.FULL
        held = sorted(self._held.values(), key=lambda position: (-_SIZE[position.extent], -position.best, position.holders))
        claimed = sorted(self._claimed.values(), key=lambda position: position.holders)
        positions = held or claimed
        segment.holders = tuple(dict.fromkeys(key for position in positions for key in position.holders))
        support: tuple[Slice[Evidence], ...] = tuple(whole(position.support) for position in positions)
        if self._fight:
            segment.status = ControlStatus.CONTESTED
            support += (whole(self._fight.pieces),)
            segment.opponents = tuple(key for key in self._fight.actors if key not in segment.holders)
        elif held:
            # Part of a unit is never "held": the rest is somebody else's, or nobody says whose.
            alone = len(held) == 1 and not held[0].joint and held[0].extent in (Extent.MOST, Extent.FULL)
            segment.status = ControlStatus.HELD if alone else ControlStatus.SHARED
        elif claimed:
            segment.status = ControlStatus.CLAIMED_ONLY
        elif self._left is not None:
            segment.status = ControlStatus.UNKNOWN
            support = (whole([self._left]),)
        else:
            return
        if positions:
            segment.extent, segment.share = positions[0].extent, positions[0].share
            segment.confidence = positions[0].confidence() if held else Confidence.POSSIBLE
        else:
            segment.confidence = Confidence.POSSIBLE
            segment.extent = self._fight.pieces[-1].extent if self._fight else Extent.FULL
        told = [word for word in (*positions, self._fight) if word is not None]
        if told:
            segment.inferred = not any(word.named for word in told)
            segment.last = max(word.last for word in told)
        elif self._left is not None:
            segment.inferred, segment.last = self._left.inferred, self._left.day
        segment.support = support
        segment.steps = (whole(self._steps),)
        append(self.segments, segment, fresh_days=self._policy.fresh_days)


def _share_extent(share: float | None) -> Extent | None:
    """The extent a stated share amounts to."""
    if share is None:
        return None
    if share >= 99.5:
        return Extent.FULL
    return Extent.MOST if share > 50 else Extent.PARTIAL
