"""What a reader of a document keeps in mind: places named and told of, claims made, who acted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.extract.spots import SETTLEMENTS
from geomap.model import Place, PlaceKind

SENTENCE, FEW_SENTENCES = 160, 700
"""Code points a definite noun looks back: for a name, and for the place of the last claim."""
_PAIR = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """One resolved, literal place mention."""

    start: int
    end: int
    place: Place
    metonym: bool
    score: float
    seat: bool = False
    """It tells where a body sits that speaks ("the ministry in X"): nothing is said of the place."""
    aside: bool = False
    """It only says how far or in which direction something else lies ("20 km from X", "the road to X")."""
    passing: bool = False
    """It is where somebody goes or comes from ("fled to X", "a convoy from X"): hardly what is spoken of next."""
    leads: bool = False
    """It opens its sentence, as what that is about ("X is quiet.", "In X, shops are shut.")."""
    called: frozenset[str] = frozenset()
    """Generic words that the text calls it by right there ("the town of X", "X, a port city")."""
    listed: bool = False
    """Nothing but a comma or a conjunction stands between it and the name before ("A and B")."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """A settlement that heads an entry, a paragraph or a section: what stands there is told of it unless it names another."""

    start: int
    end: int
    """Where the stretch ends that it heads."""
    place: Place


@dataclass(kw_only=True)
class Memory:
    """Grows while a document is read, sentence by sentence; thrown away after it."""

    named: Sequence[Named]
    """All resolved mentions of the document, by offset."""
    told: list[tuple[int, tuple[Place, ...], bool]] = field(default_factory=list)
    """(offset, places, whether it is no history) of every claim so far; several places where they stood in one list."""
    last_is_event: bool = False
    """Whether the last claim told an event, not a state."""
    last_is_gain: bool = False
    """Whether it told that somebody gained a place, as news."""
    labels: Sequence[Label] = ()
    """The places that head entries of the document, by offset."""
    strange: list[int] = field(default_factory=list)
    """Offsets of names of places that nobody knows: what is told after one may be told of it."""
    seats: frozenset[str] = frozenset()
    """Ids of the places from which states are governed: who speaks sits there, and a sentence that opens with one may be of anything."""
    village_nouns: frozenset[str] = frozenset()
    """Nouns for places that are no city."""
    stops: list[int] = field(default_factory=list)
    """Offsets at which the sentences read so far begin."""

    def __post_init__(self) -> None:
        """Keep the offsets for look-up."""
        self._starts = [named.start for named in self.named]

    def same_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence begins between two offsets."""
        return bisect_left(self.stops, start) == bisect_right(self.stops, end)

    def within(self, start: int, end: int) -> Sequence[Named]:
        """Mentions that begin in [start, end)."""
        return self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def label(self, before: int) -> Place | None:
        """The place that heads the entry an offset lies in; None without one."""
        label = self._label_at(before)
        return label.place if label is not None else None

    def _label_at(self, before: int) -> Label | None:
        return next((label for label in reversed(self.labels) if label.start < before < label.end), None)

    def last_led(self, since: int, before: int) -> Named | None:
        """The last settlement that opens a sentence between two offsets, as what that sentence is about."""
        for named in reversed(self.within(max(0, since), before)):
            if (
                named.leads
                and not named.metonym
                and not named.seat
                and named.place.id not in self.seats
                and named.place.kind in SETTLEMENTS
            ):
                return named
        return None

    def last_in_sentence(self, kinds: frozenset[PlaceKind], before: int, *, passing: bool = True) -> Place | None:
        """The last place of the kinds named in the sentence of an offset; capitals and where somebody goes only with `passing`."""
        for index in range(bisect_left(self._starts, before) - 1, -1, -1):
            named = self.named[index]
            if not self.same_sentence(named.end, before) or self.is_strange(named.start, before):
                return None
            told = named.place.kind in kinds and not named.metonym and not named.aside and not named.seat
            if told and (passing or not (named.passing or named.place.id in self.seats)):
                return named.place
        return None

    def last_of_kind(self, kinds: frozenset[PlaceKind], before: int, *, noun: str = "", city: bool = False) -> Place | None:
        """The place a definite noun of these kinds means at offset `before`.

        Weighed: the nearest mention of the kind, one in the same sentence, the place of the last claim, how often a place was named so far,
        and whether the text has called it by the very `noun`. A name that only tells a distance is hardly what is meant, and inside
        an entry with a label nothing is that was named before it.
        Source: study of anaphora in LANGUAGE, section 4 (nearest of the same kind, place of the last claim).
        """
        entry = self._label_at(before)
        begin = entry.start if entry is not None else 0
        nearest = max((named.start for named in self.within(begin, before) if named.place.kind in kinds and not named.metonym), default=-1)
        if self.is_strange(nearest, before):
            return None
        since, last = next(
            (
                (offset, places)
                for offset, places, news in reversed(self.told)
                if news and offset < before and before - offset <= FEW_SENTENCES
            ),
            (-1, ()),
        )
        topic = self.last_led(since, before) if since >= 0 else None
        if topic is not None and topic.place.kind in kinds:
            last = (topic.place,)  # the text has turned to another place since
        scores: dict[str, tuple[float, int, Place]] = {}
        counts: Counter[str] = Counter()
        closest = True
        for index in range(bisect_left(self._starts, before) - 1, -1, -1):
            named = self.named[index]
            if before - named.start > 2500:
                break
            if entry is not None and named.start < begin and named.place.id != entry.place.id:
                continue
            if named.place.kind not in kinds or named.metonym or named.seat:
                continue
            if noun and self._cannot_be(named, noun):
                continue
            score, offset, _ = scores.get(named.place.id, (0.0, named.start, named.place))
            if noun and noun in named.called:
                score += 1.0
            if city and named.place.kind is PlaceKind.CITY and named.place.id not in scores:
                score += 0.75
            beside = self._led_before(index, kinds, before)
            if closest and (named.passing or beside) and not self.same_sentence(named.end, before):
                score += 0.5
            elif closest and not named.aside:
                score += 1.5 + (3.0 if before - named.end <= SENTENCE and self.same_sentence(named.end, before) else 0.0)
                closest = False
            counts[named.place.id] += 1
            often = 0.5 if counts[named.place.id] <= 4 and not named.aside and not named.passing else 0.0
            scores[named.place.id] = (score + often, offset, named.place)
        first = next((named.place for named in self.named if named.place.kind in kinds and not named.metonym and not named.seat), None)
        if first is not None and first.id in scores:
            score, offset, place = scores[first.id]
            scores[first.id] = (score + 1.25, offset, place)  # the lead names what a story is about
        if len(last) == 1 and last[0].kind in kinds:
            score, offset, place = scores.get(last[0].id, (0.0, 0, last[0]))
            scores[last[0].id] = (score + 2.0, offset, place)
        heading = self.label(before)
        if heading is not None and heading.id in scores:
            score, offset, place = scores[heading.id]
            scores[heading.id] = (score + 3.0, offset, place)
        return max(scores.values(), key=lambda row: row[:2])[2] if scores else None

    def _led_before(self, index: int, kinds: frozenset[PlaceKind], before: int) -> bool:
        """Whether the sentence of a name opens with another place of the kinds, of which nothing else was told since: it is about that."""
        named = self.named[index]
        if named.listed or any(named.start <= offset < before for offset, _, _ in self.told):
            return False
        for number in range(index - 1, -1, -1):
            other = self.named[number]
            if not self.same_sentence(other.end, named.start):
                return False
            if other.leads and other.place.kind in kinds and not other.metonym:
                return other.place.id != named.place.id
        return False

    def _cannot_be(self, named: Named, noun: str) -> bool:
        """Whether a noun is too small a word for a place, unless the text calls it so ("the village" is no city)."""
        return noun in self.village_nouns and named.place.kind is PlaceKind.CITY and noun not in named.called

    def only_of_kind(self, kinds: frozenset[PlaceKind], before: int) -> Place | None:
        """The one place of the kinds in the whole document; None if there are several, or an unknown one was named just before.

        None inside an entry with a label: what the document tells elsewhere is of another place.
        """
        if self.is_strange(-1, before) or self.label(before) is not None:
            return None
        told = [named for named in self.named if named.place.kind in kinds and not named.metonym]
        found = {named.place.id: named.place for named in told}
        beside = all(named.start > before and (named.passing or named.aside) for named in told)
        return next(iter(found.values())) if len(found) == 1 and not beside else None

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
        listed, since = self._listed(kinds, before)
        for offset, places, _ in reversed(self.told):
            if offset < before and len(places) > 1 and any(place.kind in kinds for place in places):
                return listed if since > offset else tuple(place for place in places if place.kind in kinds)
        return listed

    def _listed(self, kinds: frozenset[PlaceKind], before: int) -> tuple[tuple[Place, ...], int]:
        """The last places of the kinds that were named side by side ("A and B"), and where the first of them stands; none: -1."""
        index = bisect_left(self._starts, before) - 1
        while index > 0 and before - self.named[index].start <= FEW_SENTENCES:
            first = index
            while first > 0 and self.named[first].listed and self.named[first - 1].place.kind in kinds:
                first -= 1
            members = self.named[first : index + 1]
            if first < index and all(named.place.kind in kinds and not named.metonym for named in members):
                return tuple(named.place for named in members), members[0].start
            index = min(first, index - 1)
        return (), -1

    def last_pair(self, kinds: frozenset[PlaceKind], before: int) -> tuple[Place, ...]:
        """The two places of the kinds that the sentence before names, if it names exactly two."""
        if len(self.stops) < _PAIR:
            return ()
        start, end = self.stops[-2], min(before, self.stops[-1])
        named = {named.place.id: named.place for named in self.within(start, end) if named.place.kind in kinds and not named.metonym}
        return tuple(named.values()) if len(named) == _PAIR else ()

    def last_told(self, before: int, *, reach: int = 500) -> tuple[Place, ...]:
        """The places of the last claim, if it is near; else what the text turned to since, where a sentence opens with it.

        Source: Grosz, Joshi & Weinstein, Centering (1995): what a sentence opens with is what the next one goes on about.
        """
        told = next(((offset, places) for offset, places, _ in reversed(self.told) if offset < before), None)
        since = told[0] if told is not None else -1
        heading = self.label(before)
        if heading is not None and (told is None or self.label(since) is not heading):
            return (heading,)
        topic = self.last_led(max(since, before - reach), before)
        if topic is not None and not self.is_strange(topic.start, before):
            return (topic.place,)
        if told is None or before - since > reach or self.is_strange(since, before) or self._has_rival(told, before):
            return ()
        return told[1]

    def is_in_doubt(self, before: int, *, reach: int = 500) -> bool:
        """Whether the place of the last claim, if it is near, has a rival."""
        told = next(((offset, places) for offset, places, _ in reversed(self.told) if offset < before), None)
        return told is not None and before - told[0] <= reach and self._has_rival(told, before)

    def _has_rival(self, told: tuple[int, tuple[Place, ...]], before: int) -> bool:
        """Whether a sentence between the last claim and an offset names another settlement: either may be meant."""
        return any(
            named.place.kind in SETTLEMENTS
            and named.place.id not in {place.id for place in told[1]}
            and not (named.metonym or named.seat or named.aside or named.passing or named.place.id in self.seats)
            and not self.same_sentence(told[0], named.start)
            and not self.same_sentence(named.end, before)
            for named in self.within(told[0], before)
        )

    def is_strange(self, since: int, before: int) -> bool:
        """Whether an unknown place was named between two offsets, and near the second."""
        return any(max(since, before - FEW_SENTENCES) < offset < before for offset in self.strange)
