"""The situation of one day in sentences computed from the states: what is held first, then what is less sure, then the rest.

Nothing is said that no state says; a sentence about several places holds for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from geomap.embed.tables import listed_sources, side_words, sources_of
from geomap.embed.words import ReportWords
from geomap.figure.phrasing import actor_names, extent_words
from geomap.figure.snapshot import Snapshot
from geomap.figure.words import printable
from geomap.model import Confidence, ControlState, ControlStatus, Extent, MapSpec

_MOST = 15
"""Places named in one sentence; the table has them all."""
_SURE = frozenset({Confidence.CONFIRMED, Confidence.LIKELY})


def summarise(spec: MapSpec, snapshot: Snapshot, words: ReportWords) -> list[str]:
    """The sentences, most certain first; one sentence if nothing is known."""
    teller = _Teller(spec, snapshot, words)
    return [*teller.lead(), *teller.less_sure(), *teller.one_by_one(), *teller.crossings(), *teller.rest()]


class _Teller:
    """Says what one snapshot holds."""

    def __init__(self, spec: MapSpec, snapshot: Snapshot, words: ReportWords) -> None:
        self._spec = spec
        self._snapshot = snapshot
        self._words = words
        self._towns = [state for state in snapshot.states if not snapshot.places[state.place_id].kind.is_area]
        self._held = [
            state for state in self._towns if state.status is ControlStatus.HELD and state.holders and state.extent is Extent.FULL
        ]

    def lead(self) -> Iterator[str]:
        """Who surely held what, and who says so."""
        words, day = self._words, self._words.day(self._snapshot.day)
        sure = [state for state in self._held if state.confidence in _SURE and not state.inferred]
        if not sure:
            yield words.fill("summary.none", day=day)
            return
        told = words["list.semicolon"].join(
            words.fill("summary.holding", actor=actor, places=places) for actor, places in self._by_holders(sure)
        )
        claims = {claim.id: claim for claim in self._spec.claims}
        sources = sources_of(claims[one] for state in sure for one in state.support if one in claims)
        if sources:
            yield words.fill("summary.lead", day=day, sources=listed_sources(sources, words), told=told)
        else:
            yield words.fill("summary.lead.unsourced", day=day, told=told)

    def less_sure(self) -> Iterator[str]:
        """What is only possible, and what no report names."""
        doubtful = [state for state in self._held if state.confidence not in _SURE and not state.inferred]
        yield from self._sentences("summary.possible", doubtful)
        yield from self._sentences("summary.inferred", [state for state in self._held if state.inferred])

    def one_by_one(self) -> Iterator[str]:
        """Every place whose state is more than "held", in the order of the statuses."""
        words = self._words
        for status in (ControlStatus.BESIEGED, ControlStatus.PRESSURED, ControlStatus.CONTESTED, ControlStatus.SHARED):
            for state in self._towns:
                if state.status is status:
                    key = f"summary.{'partly' if status is ControlStatus.SHARED and len(state.holders) == 1 else status.value}"
                    rivals = state.opponents if status is not ControlStatus.CONTESTED else (*state.holders, *state.opponents)
                    yield words.fill(key, place=self._name(state), actor=self._actors(state.holders), rivals=self._actors(rivals))
        for state in self._held_in_part():
            yield words.fill("summary.partly", actor=self._actors(state.holders), place=self._name(state))
        units: dict[tuple[tuple[str, ...], bool], list[str]] = {}
        for state in self._snapshot.states:
            if self._snapshot.places[state.place_id].kind.is_area and state.holders:
                units.setdefault((state.holders, state.inferred), []).append(f"{self._name(state)} ({self._extent(state)})")
        for (holders, inferred), names in units.items():
            key = "summary.inferred" if inferred else "summary.unit"
            yield words.fill(key, actor=self._actors(holders), places=self._cut(names))

    def crossings(self) -> Iterator[str]:
        """Every crossing with both its sides."""
        words = self._words
        for state in self._snapshot.crossings:
            sides = words["list.semicolon"].join(side_words(self._spec, side, words) for side in state.sides)
            if state.inferred:
                sides = f"{sides} ({words['legend.inferred']})"
            yield words.fill("summary.crossing", place=printable(self._snapshot.places[state.place_id].name_in(words.lang)), sides=sides)

    def rest(self) -> Iterator[str]:
        """Claims of one party, presences, what is not decided, disagreements, attacks, advances."""
        words = self._words
        for status in (ControlStatus.CLAIMED_ONLY, ControlStatus.PRESENCE_ONLY):
            yield from self._sentences(f"summary.{status.value}", [state for state in self._towns if state.status is status])
        for key, found in (
            ("summary.unknown", [state for state in self._towns if state.status is ControlStatus.UNKNOWN]),
            ("summary.disagreement", [state for state in self._snapshot.states if len(state.views) > 1]),
        ):
            if found:
                yield words.fill(key, places=self._cut([self._name(state) for state in found]))
        if self._snapshot.attacks:
            names = dict.fromkeys(printable(self._snapshot.places[one.place_id].name_in(words.lang)) for one in self._snapshot.attacks)
            yield words.fill("summary.attacks", places=self._cut(list(names)), n=words.number(self._spec.attack_days))
        goals: dict[str, dict[str, None]] = {}
        for one in self._snapshot.advances:
            name = printable(self._snapshot.places[one.place_id].name_in(words.lang))
            goals.setdefault(self._actors((one.actor,)), {})[name] = None
        for actor, towards in goals.items():
            yield words.fill("summary.advances", actor=actor, places=self._cut(list(towards)), n=words.number(self._spec.attack_days))

    def _held_in_part(self) -> list[ControlState]:
        return [state for state in self._towns if state.status is ControlStatus.HELD and state.holders and state.extent is not Extent.FULL]

    def _sentences(self, key: str, states: list[ControlState]) -> Iterator[str]:
        for actor, places in self._by_holders(states):
            yield self._words.fill(key, actor=actor, places=places)

    def _by_holders(self, states: list[ControlState]) -> list[tuple[str, str]]:
        """Holders and their places, the holder with most places first."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for state in states:
            groups.setdefault(state.holders, []).append(self._name(state))
        order = sorted(groups, key=lambda holders: (-len(groups[holders]), holders))
        return [(self._actors(holders), self._cut(groups[holders])) for holders in order]

    def _actors(self, keys: tuple[str, ...]) -> str:
        return actor_names(self._spec, keys, self._words) or self._words["party.unnamed"]

    def _name(self, state: ControlState) -> str:
        return printable(self._snapshot.places[state.place_id].name_in(self._words.lang))

    def _extent(self, state: ControlState) -> str:
        return extent_words(state, self._words) or self._words["extent.full"]

    def _cut(self, names: list[str]) -> str:
        if len(names) > _MOST:
            names = [*names[:_MOST], self._words.fill("summary.more", n=self._words.number(len(names) - _MOST))]
        return self._words.listed(names)
