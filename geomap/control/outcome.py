"""From a situation to what the map says: status, holders, opponents, confidence, support, trace.

Order: claimed by a party alone, fought over or disputed, held (besieged, pressured), then what is left when
nobody is known to hold it. In `claimed_only` the claimant stands as the holder, by its own word, and whoever
was believed to hold it before among the opponents.
"""

from __future__ import annotations

from geomap.control.evidence import Evidence
from geomap.control.position import Position, Step, ids, lower
from geomap.control.segments import Segment, Slice, whole
from geomap.control.situation import Situation
from geomap.model import Confidence, ControlStatus, Extent


def describe(now: Situation, segment: Segment) -> bool:
    """Fill `segment`; False if nothing was said that makes a state."""
    # The hot path of the fold, so the slices of `whole` are written out here and in `_held`.
    segment.contradict = (now.against, len(now.against))
    segment.other = now.other
    segment.share = None
    segment.extent = Extent.FULL
    segment.opponents = ()
    if now.fight is not None or now.rival is not None:
        _contested(now, segment)
    elif now.claimants:
        _claimed(now, segment)
    elif now.base is not None:
        _held(now, segment, now.base)
    elif not _open(now, segment):
        return False
    if now.disputed and segment.status is not ControlStatus.UNKNOWN:
        segment.confidence = lower(segment.confidence)
        against: list[Step] = [("contradicted", (), (), "", ids(now.against))]
        segment.steps = (*segment.steps, whole(against))
    return True


def _held(now: Situation, segment: Segment, base: Position) -> None:
    segment.holders = base.holders
    segment.extent = base.extent
    segment.confidence = base.confidence()
    segment.inferred = not base.named
    segment.last = base.last
    support: tuple[Slice[Evidence], ...] = ((base.support, len(base.support)),)
    status = ControlStatus.SHARED if base.joint and len(base.camps) > 1 else ControlStatus.HELD
    if now.siege is None and not now.pressers:
        segment.status, segment.support = status, support
        segment.steps = ((base.steps, len(base.steps)), (now.steps, len(now.steps)))
        return
    more: list[Step] = []
    if now.siege is not None:
        status = ControlStatus.BESIEGED
        support += (whole(now.siege.pieces),)
        segment.opponents = tuple(now.siege.actors)
        more.append(("siege", segment.opponents, (), "", ids(now.siege.ends)))
    if now.pressers:
        keys = tuple(key for key in now.pressers if key)
        segment.opponents = tuple(dict.fromkeys((*segment.opponents, *keys)))
        more.append(("attack", keys, (), "", ids(tuple(now.pressers.values()))))
        if status is ControlStatus.HELD:
            status = ControlStatus.PRESSURED
    segment.status, segment.support = status, support
    segment.steps = (whole(base.steps), whole(now.steps), whole(more))


def _claimed(now: Situation, segment: Segment) -> None:
    positions = list(now.claimants.values())
    latest = max(positions, key=lambda position: (position.last, position.holders))
    rest = tuple(key for position in positions if position is not latest for key in position.holders)
    before = now.base.holders if now.base is not None else ()
    clash = now.base is None and len(positions) > 1
    if clash:
        segment.status, segment.holders = ControlStatus.CONTESTED, ()
        segment.opponents = tuple(dict.fromkeys((*latest.holders, *rest)))
    else:
        segment.status, segment.holders = ControlStatus.CLAIMED_ONLY, latest.holders
        segment.opponents = tuple(dict.fromkeys((*before, *rest)))
    doubted = clash or before or now.against
    segment.confidence = Confidence.DOUBTFUL if doubted else Confidence.POSSIBLE
    segment.extent = latest.extent
    segment.inferred = not any(position.named for position in positions)
    segment.last = latest.last
    segment.support = tuple(whole(position.support) for position in positions)
    if now.base is not None:
        against = [*now.base.support, *now.against]
        segment.contradict = whole(against)
    segment.steps = (whole(now.steps),)


def _contested(now: Situation, segment: Segment) -> None:
    base, rival = now.base, now.rival
    positions = [position for position in (base, rival) if position is not None]
    support: tuple[Slice[Evidence], ...] = tuple(whole(position.support) for position in positions)
    support += (whole(now.fight.pieces),) if now.fight else ()
    support += tuple(whole(position.support) for position in now.claimants.values())
    holders = base.holders if base is not None else ()
    opponents: tuple[str, ...] = ()
    if rival is not None and (now.rival_shares or rival.extent is Extent.PARTIAL):
        holders = tuple(dict.fromkeys((*holders, *rival.holders)))
    elif rival is not None:
        opponents = rival.holders
    fighters = [key for strife in (now.fight, now.siege) if strife is not None for key in strife.actors]
    claimants = [key for position in now.claimants.values() for key in position.holders]
    pressers = [key for key in now.pressers if key]
    opponents = tuple(key for key in dict.fromkeys((*opponents, *fighters, *claimants, *pressers)) if key not in holders)
    shared = rival is not None and now.rival_shares and not now.fight
    segment.status = ControlStatus.SHARED if shared else ControlStatus.CONTESTED
    segment.holders, segment.opponents = holders, opponents
    if now.fight is not None:
        segment.extent = Extent.FULL if now.fight.whole else Extent.PARTIAL
    elif base is not None:
        segment.extent = base.extent
    segment.confidence = _contest_confidence(now, shared=shared)
    segment.inferred = not any(word.named for word in (*positions, now.fight) if word is not None)
    segment.last = max(word.last for word in (*positions, now.fight) if word is not None)
    segment.support = support
    segment.steps = (*(whole(position.steps) for position in positions), whole(now.steps))


def _contest_confidence(now: Situation, *, shared: bool) -> Confidence:
    base, rival = now.base, now.rival
    if now.fight:
        return now.fight.confidence()
    assert base is not None and rival is not None
    if shared:
        return rival.confidence()
    return Confidence.LIKELY if base.strong and rival.strong else Confidence.POSSIBLE


def _open(now: Situation, segment: Segment) -> bool:
    """No holder: besieged, left, somebody there, or only struck."""
    steps = list(now.steps)
    segment.holders, segment.confidence = (), Confidence.POSSIBLE
    told = now.siege or (now.present if now.left is None else None) or now.hints
    if told is not None:
        segment.opponents = tuple(told.actors)
        segment.last, segment.inferred = told.last, not told.named
        segment.support = (whole(told.pieces),)
    if now.siege is not None:
        segment.status = ControlStatus.BESIEGED
        steps.append(("siege", segment.opponents, (), "", ids(now.siege.ends)))
    elif now.left is not None:
        segment.status, segment.opponents = ControlStatus.UNKNOWN, ()
        segment.last, segment.inferred = now.left.day, now.left.inferred
        segment.support = (whole([now.left]),)
    elif now.present is not None:
        segment.status = ControlStatus.PRESENCE_ONLY
        steps.append(("presence", segment.opponents, (), "", ids(now.present.ends)))
    elif now.hints is not None:
        segment.status, segment.confidence, segment.support = ControlStatus.UNKNOWN, Confidence.DOUBTFUL, ()
        if now.hints.edge is not None:
            steps.append(("edge-only", (), (), "", ids((now.hints.edge,))))
        steps.append(("attack-no-holder", (), (), "", ids(now.hints.ends)))
    else:
        return False
    segment.steps = (whole(steps),)
    return True
