"""One point place through time: claims in the order of their days, a holder after each.

Only settlements and single sites; wide units are folded in `shares`. The order of work within a day is
fixed: who gained all of it, who lost it, who holds a part, then everything of `strife`. A gain told for a
day wins over fighting told for it (claims guide, "Control state").
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geomap.control.camps import Camps
from geomap.control.contest import rank
from geomap.control.evidence import Effect, Evidence
from geomap.control.interest import Word
from geomap.control.losing import take_loss
from geomap.control.outcome import describe
from geomap.control.policy import Policy
from geomap.control.position import Position, ids
from geomap.control.segments import Segment, append, whole
from geomap.control.situation import Situation, told_extent
from geomap.control.strife import press, take_strife
from geomap.model import ClaimType, Extent

_WHOLE = (Extent.FULL, Extent.MOST)


class Standing:
    """The fold over the evidence of one place."""

    def __init__(self, policy: Policy, camps: Camps) -> None:
        """Begin with no data."""
        self._policy = policy
        self._now = Situation(policy, camps)
        self.segments: list[Segment] = []

    def run(self, evidence: Sequence[Evidence]) -> list[Segment]:
        """Segments of the place from all its evidence, sorted by day and claim id."""
        first, count = 0, len(evidence)
        while first < count:
            day = evidence[first].day
            last = first + 1
            while last < count and evidence[last].day == day:
                last += 1
            if self._now.pressed_until is not None:
                self._lapse(day)
            self._now.other = []
            if last > first + 1:
                self._take(evidence[first:last])
                self._snapshot(day)
            elif not self._no_news(evidence[first]):
                self._take_one(evidence[first])
                self._snapshot(day)
            first = last
        self._lapse(None)
        return self.segments

    def _no_news(self, piece: Evidence) -> bool:
        """Take the only evidence of its day if it decides nothing, or names the undisputed holder again.

        Most claims do: then there is nothing to weigh, and mostly nothing to describe anew.
        """
        now, base = self._now, self._now.base
        effect = piece.effect
        if effect is Effect.NOTHING or effect is Effect.PASSAGE:
            if self.segments:
                self.segments[-1].other.append(piece)
            return True
        if effect is not Effect.GAIN or base is None or piece.camp not in base.camps or piece.extent not in _WHOLE:
            return False
        if now.rival or now.fight or now.siege or now.claimants or len(base.camps) > 1:
            return False
        segment = self.segments[-1]
        if (
            piece.extent is base.extent
            and segment.last is not None
            and (piece.day - segment.last).days <= self._policy.fresh_days
            and base.repeats(piece)
        ):
            base.add(piece)
            segment.last = base.last
            segment.support = (whole(base.support), *segment.support[1:])
            return True
        own = piece.word is Word.OWN
        if own and self._policy.own_word_holds:
            return False
        base.add(piece)
        if not own and (piece.extent is Extent.FULL or base.extent is not Extent.FULL):
            base.extent = piece.extent
        self._snapshot(piece.day)
        return True

    def _take_one(self, piece: Evidence) -> None:
        """The only evidence of its day: `_take` without the sorting."""
        effect = piece.effect
        if effect is Effect.GAIN and piece.extent in _WHOLE:
            if self._believed(piece.camp, (piece,), ()):
                self._settle([piece])
            else:
                self._boast(piece.camp, [piece])
        elif effect is Effect.GAIN and piece.extent is Extent.PARTIAL:
            self._part(piece)
        elif effect is Effect.LOSS:
            take_loss(self._now, piece, settled=False)
        else:
            take_strife(self._now, piece, settled=False)

    def _take(self, group: Sequence[Evidence]) -> None:
        """All evidence of one day."""
        gains: dict[str, list[Evidence]] = {}
        losses: list[Evidence] = []
        parts: list[Evidence] = []
        rest: list[Evidence] = []
        for piece in group:
            effect = piece.effect
            if effect is Effect.GAIN and piece.extent in _WHOLE:
                gains.setdefault(piece.camp, []).append(piece)
            elif effect is Effect.GAIN and piece.extent is Extent.PARTIAL:
                parts.append(piece)
            elif effect is Effect.LOSS:
                losses.append(piece)
            elif effect in (Effect.NOTHING, Effect.PASSAGE):
                self._now.other.append(piece)
            else:
                rest.append(piece)
        settled = self._gains(gains, losses) if gains else False
        for piece in losses:
            take_loss(self._now, piece, settled=settled)
        retaken = {camp for camp, pieces in gains.items() if settled and any(_recapture(piece) for piece in pieces)}
        for piece in parts:
            if retaken and piece.camp not in retaken and not _recapture(piece):
                self._now.against.append(piece)
            else:
                self._part(piece)
        for piece in rest:
            take_strife(self._now, piece, settled=settled)

    # ------------------------------------------------------------------ all of it

    def _gains(self, gains: dict[str, list[Evidence]], losses: list[Evidence]) -> bool:
        """Who is said to hold all or most of it; whether somebody does who may be believed."""
        believed: dict[str, list[Evidence]] = {}
        for camp, pieces in gains.items():
            if self._believed(camp, pieces, losses):
                believed[camp] = pieces
            else:
                self._boast(camp, pieces)
        if not believed:
            return False
        if len(believed) == 1:
            ((_, pieces),) = believed.items()
            self._settle(pieces)
        else:
            self._settle_several(believed)
        return True

    def _believed(self, camp: str, pieces: Sequence[Evidence], losses: Sequence[Evidence]) -> bool:
        """Whether somebody besides the gainer says so, of the gain or of the loss that goes with it."""
        if self._policy.own_word_holds:
            return True
        for piece in pieces:
            if piece.word is not Word.OWN:
                return True
        left = self._now.left
        if left is not None and left.camp != camp:
            return True
        return any(loss.camp != camp and loss.word is not Word.OWN for loss in losses)

    def _settle_several(self, believed: dict[str, list[Evidence]]) -> None:
        now = self._now
        ranking = rank(believed, self._policy, self._now.camps)
        first = ranking.order[0]
        self._settle(first)
        assert now.base is not None
        if ranking.overlap:
            second = ranking.order[1]
            if second[0].camp not in now.base.camps:
                now.rival, now.rival_shares = now.position(second), False
                now.step("overlap", now.base.holders, now.rival.holders, "", (*first, *second))
            return
        for pieces in ranking.order[1:]:
            if ranking.rule == "two-names":
                self._join(now.base, pieces)
            elif pieces[0].camp not in now.base.camps:
                now.against.extend(pieces)
                now.step(ranking.rule, now.base.holders, pieces[0].actors, ranking.more, (*first, *pieces))

    def _settle(self, pieces: list[Evidence]) -> None:
        """A believed word that one camp holds all or most of it."""
        base = self._now.base
        if base is None:
            self._replace(pieces)
        elif pieces[0].camp in base.camps:
            if any(piece.change and piece.target in base.camps and piece.target != piece.camp for piece in pieces):
                self._replace(pieces)  # of two who held it together one took it from the other
            else:
                self._confirm(base, pieces)
        elif _same_side(base, pieces, self._now):
            self._join(base, pieces)
        elif not self._disputes(base, pieces):
            self._replace(pieces)

    def _disputes(self, base: Position, pieces: list[Evidence]) -> bool:
        """Whether a report of another holder contradicts the last news and is not the next; then it is taken in here."""
        now, camp = self._now, pieces[0].camp
        days = self._policy.conflict_days
        if any(piece.change for piece in pieces) or (pieces[0].day - base.last).days > days or camp in now.claimants:
            return False
        other = now.position(pieces)
        if other.strong and not base.strong:
            return False
        if base.strong and not other.strong:
            now.against.extend(pieces)
            now.disputed = now.disputed or any(piece.word is not Word.OWN for piece in pieces)
            now.step("standing-too-weak", base.holders, other.holders, str(days), pieces)
            return True
        if now.rival is not None and camp in now.rival.camps:
            for piece in pieces:
                now.rival.add(piece)
        else:
            now.rival, now.rival_shares = other, False
        now.step("standing-disputes", base.holders, other.holders, str(days), pieces)
        return True

    def _confirm(self, base: Position, pieces: list[Evidence]) -> None:
        """The holder is said to hold it again."""
        now, day = self._now, pieces[0].day
        for piece in pieces:
            base.add(piece)
        extent = told_extent(pieces)
        if extent is Extent.FULL or base.extent is not Extent.FULL:
            base.extent = extent
        heavy = [piece for piece in pieces if piece.word is not Word.OWN]
        if not heavy:
            return
        # "X stands in P" right after a fight does not end it; "X took P" does, and so does word that comes later.
        wait = -1 if any(piece.change for piece in heavy) else self._policy.conflict_days
        if now.claimants:
            claimed = [piece for position in now.claimants.values() for piece in position.support]
            rivals = tuple(key for position in now.claimants.values() for key in position.holders)
            now.against, now.claimants = claimed, {}
            now.step("own-word-outweighed", rivals, base.holders, "", heavy)
        if now.rival is not None and (day - now.rival.last).days > wait:
            now.against = [*now.against, *now.rival.support]
            now.rival = None
        if now.fight is not None and (day - now.fight.last).days > wait:
            now.fight = None
            now.step("fight-over", base.holders, (), "", heavy)
        if now.siege is not None and (day - now.siege.last).days >= self._policy.siege_days:
            now.step("siege-over", (), (), now.siege.last.isoformat(), heavy)
            now.siege = None

    def _replace(self, pieces: list[Evidence]) -> None:
        """A new holder."""
        now = self._now
        base = now.position(pieces)
        if base.joint and len(base.camps) > 1:
            base.steps.append(("joint", base.holders[:1], base.holders[1:], "", ids(pieces)))
        elif any(piece.word is not Word.OWN for piece in pieces):
            base.steps.append(("gain", base.holders, (), "", ids(pieces)))
        else:
            rule = "own-word-believed" if self._policy.own_word_holds else "own-word-seconded"
            base.steps.append((rule, base.holders, (), "", ids(pieces)))
        claimant = now.claimants.get(pieces[0].camp)
        if claimant is not None:
            for piece in claimant.support:
                base.add(piece)
            base.steps.append(("own-word-seconded", base.holders, (), "", ids(claimant.support)))
        for piece in pieces:
            if piece.coarse:
                base.steps.append((piece.why or "coarse-date", (), (), piece.coarse, ids((piece,))))
        if now.left is not None and now.left.camp not in base.camps:
            base.add(now.left, votes=False)
            rule = "admission" if now.left.word is Word.ADMISSION else "loss-seconds"
            base.steps.append((rule, (), now.left.actors, "", ids((now.left,))))
        now.take_over(base)

    def _join(self, base: Position, pieces: Sequence[Evidence]) -> None:
        """Another name for the holder."""
        before = base.holders
        for piece in pieces:
            base.add(piece)
        base.steps.append(("two-names", before, pieces[0].actors, "", ids(pieces)))

    # ------------------------------------------------------------------ boasts and parts

    def _boast(self, camp: str, pieces: list[Evidence]) -> None:
        """A party's word about its own gain, with nobody to second it."""
        now, base, first = self._now, self._now.base, pieces[0]
        if base is not None and camp in base.camps:
            if now.claimants or now.rival is not None:
                now.against.extend(pieces)
            for piece in pieces:
                base.add(piece)
            return
        if now.rival is not None and camp in now.rival.camps:
            for piece in pieces:
                now.rival.add(piece)
            return
        days = self._policy.conflict_days
        if base is not None and base.strong and not any(piece.change for piece in pieces) and (first.day - base.last).days <= days:
            # "we still hold it", right after two origins said otherwise
            now.against.extend(pieces)
            now.step("standing-too-weak", base.holders, first.actors, str(days), pieces)
            return
        for key, other in list(now.claimants.items()):
            if key != camp and (first.day - other.last).days > days:
                now.against.extend(now.claimants.pop(key).support)
        position = now.claimants.get(camp)
        if position is None:
            position = now.claimants[camp] = now.position(pieces)
        else:
            for piece in pieces:
                position.add(piece)
        now.step("own-word", position.holders, (), "", pieces)
        if len(now.claimants) > 1:
            rest = tuple(key for other in now.claimants.values() if other is not position for key in other.holders)
            now.step("own-words-clash", position.holders, rest, "", pieces)

    def _part(self, piece: Evidence) -> None:
        """A word that somebody holds part of it."""
        now, base = self._now, self._now.base
        if base is not None and piece.camp in base.camps:
            base.add(piece)
            if not piece.change and base.extent in _WHOLE and piece.day > base.start and piece.word is not Word.OWN:
                base.extent = Extent.PARTIAL
                now.step("part-left", piece.actors, (), "", (piece,))
        elif now.rival is not None and piece.camp in now.rival.camps:
            now.rival.add(piece)
        elif piece.word is Word.OWN and not self._policy.own_word_holds:
            if base is None:
                self._boast(piece.camp, [piece])
            else:
                press(now, piece)
        elif base is None:
            fight = now.fight
            base = now.position((piece,))
            base.steps.append(("part-alone", piece.actors, (), "", ids((piece,))))
            if piece.coarse:
                base.steps.append((piece.why or "coarse-date", (), (), piece.coarse, ids((piece,))))
            now.take_over(base)
            now.fight = fight
        elif _same_side(base, (piece,), now):
            self._join(base, (piece,))
        else:
            violent = piece.change or piece.target in base.camps or now.fight or now.pressers
            now.rival, now.rival_shares = now.position((piece,)), not violent
            base.extent = Extent.PARTIAL
            now.step("part-taken" if violent else "part-shared", piece.actors, base.holders, "", (piece,))

    # ------------------------------------------------------------------ segments

    def _lapse(self, day: date | None) -> None:
        """End pressure that ran out before `day` (None: after all claims)."""
        now, until = self._now, self._now.pressed_until
        if until is None or (day is not None and day <= until):
            return
        now.pressers, now.pressed_until, now.other = {}, None, []
        steps = now.steps
        if not (now.fight or now.rival or now.claimants):
            now.steps = [*steps, ("pressure-over", (), (), str(self._policy.pressure_days), ())]
        self._snapshot(until)
        now.steps = steps

    def _snapshot(self, day: date) -> None:
        segment = Segment()
        segment.start, segment.end = day, None
        if describe(self._now, segment):
            append(self.segments, segment, fresh_days=self._policy.fresh_days)


def _recapture(piece: Evidence) -> bool:
    return piece.claim.type is ClaimType.RECAPTURE


def _same_side(base: Position, pieces: Sequence[Evidence], now: Situation) -> bool:
    """Whether another name for the holder is meant: same opponent, no word that one took it from the other, not two known sides."""
    loser = next((piece.target for piece in pieces if piece.target), "")
    if not loser or loser != base.loser or any(piece.target in base.camps for piece in pieces):
        return False
    if now.camps.apart((*base.camps, pieces[0].camp)):
        return False
    standing = not any(piece.change for piece in pieces)
    return standing or (pieces[0].day - base.start).days <= now.policy.naming_days
