"""Groups that a text counts and does not name: "the whole of one town and parts of a second", "one of three crossings ... the third".

The members are named only where tables leave exactly one reading: the crossings between two countries, what is documented about
who held what (`geomap.extract.holdings`), and where units lie. Otherwise the group stays silent and is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from geomap.extract.clauses import Row
from geomap.extract.holdings import Holding
from geomap.extract.lexicon import Lexicon
from geomap.extract.memory import Memory, Named
from geomap.extract.phrases import Phrase
from geomap.extract.spots import SETTLEMENTS, Spot
from geomap.gazetteer import Gazetteer
from geomap.model import Crossing, Extent, Place, PlaceKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """So many unnamed members of a kind, held to an extent."""

    kind: str
    count: int
    extent: Extent
    bearing: tuple[float, Place] | None = None
    """Direction in degrees clockwise from north, and from where ("north of the capital")."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Unnamed members: of a unit, or of the crossings between two countries."""

    slots: tuple[Slot, ...]
    start: int
    end: int
    unit: Place | None = None
    crossings: tuple[Crossing, ...] = ()


class GroupReader:
    """Reads counted groups out of the phrases of one document, and names their members."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        lexicon: Lexicon,
        memory: Memory,
        holdings: Sequence[Holding],
        quantity: Callable[[Phrase], Extent | None],
    ) -> None:
        """Keep the tables and how quantities are read."""
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.memory = memory
        self.holdings = holdings
        self.quantity = quantity
        self._kinds = lexicon.kind_of_noun
        self._another = lexicon.words("another_words")
        self.open_crossings: tuple[int, tuple[Crossing, ...]] | None = None
        """Where a group of crossings was opened ("one of three crossings"), and what is left of it."""

    # ------------------------------------------------------------ units
    def of_units(self, row: Row, position: int, members: Sequence[Phrase], main_country: Place | None) -> Group | None:
        """The group an object tells ("the whole of one town and parts of a second"); None if it tells none."""
        phrases = list(members)
        phrases += [
            item.phrase
            for item in row.items[position:]
            if item.phrase is not None and item.phrase not in phrases and self._is_further(item.phrase)
        ]
        slots: list[Slot] = []
        for phrase in phrases:
            slot = self._slot(phrase, slots[-1].kind if slots else "")
            if slot is None:
                return None if not slots else self._group(phrases, slots, main_country)
            slots.append(slot)
        return self._group(phrases, slots, main_country) if slots else None

    def _group(self, phrases: Sequence[Phrase], slots: list[Slot], main_country: Place | None) -> Group | None:
        start, end = phrases[0].start, phrases[-1].full_end
        if slots[0].kind in self.lexicon.settlement_kinds:
            near = [named.place for named in self.memory.within(max(0, start - 250), end + 60) if named.place.kind is PlaceKind.ADMIN1]
            unit = near[-1] if near else self.memory.nearest(frozenset({PlaceKind.ADMIN1}), start)
        else:
            unit = main_country
        return Group(slots=tuple(slots), start=start, end=end, unit=unit) if unit is not None else None

    def _is_further(self, phrase: Phrase) -> bool:
        return phrase.of is not None and any(word.lower in self._another for word in phrase.of.words) and not _has_name(phrase)

    def _slot(self, phrase: Phrase, kind_before: str) -> Slot | None:
        """As in "all of one city", "parts of three others north of P"."""
        inner = phrase.of
        if inner is None or any(word.tag == "P" for word in (*phrase.words, *inner.words)):
            return None
        extent = self.quantity(phrase)
        nouns = [word.lower for word in inner.words if word.tag in "nd#"]
        counts = [int(self.lexicon.numbers[noun]) for noun in nouns if noun in self.lexicon.numbers]
        another = any(noun in self._another for noun in nouns)
        kind = next((self._kinds[noun] for noun in nouns if noun in self._kinds), kind_before)
        if extent is None or not kind or (not counts and not another):
            return None
        return Slot(kind=kind, count=counts[0] if counts else 1, extent=extent, bearing=self._bearing(inner))

    def _bearing(self, phrase: Phrase) -> tuple[float, Place] | None:
        direction = next((self.lexicon.bearings[word.lower] for word in phrase.words if word.lower in self.lexicon.bearings), None)
        if direction is None or phrase.of is None:
            return None
        origin = next((word.value for word in phrase.of.words if word.tag == "P"), None)
        return (direction, origin.place) if isinstance(origin, Named) else None

    # ------------------------------------------------------------ crossings
    def of_crossings(self, phrase: Phrase, row: Row, country: Place | None) -> Group | None:
        """As in "one of three official crossings with C": the crossings of the table between the two countries, if they are that many."""
        nouns = [word.lower for part in (phrase, *phrase.complements) for word in part.words]
        if not any(self._kinds.get(noun) == "border_crossing" for noun in nouns) or country is None:
            return None
        counts = [int(self.lexicon.numbers[noun]) for noun in nouns if noun in self.lexicon.numbers]
        other = next((named.place.country for named in self._countries_after(row, phrase)), "")
        between = tuple(
            crossing
            for crossing in self.gazetteer.crossings
            if crossing.official and {side.country for side in crossing.sides} == {country.country, other}
        )
        if len(counts) < 2 or counts[-1] != len(between) or phrase.of is None:
            return None
        left = tuple(crossing for crossing in between if not self._told(crossing))
        self.open_crossings = (phrase.full_end, left)
        slot = Slot(kind="border_crossing", count=counts[0], extent=Extent.FULL)
        return Group(slots=(slot,), start=phrase.start, end=phrase.full_end, crossings=left)

    def of_rest(self, phrase: Phrase) -> Group | None:
        """As in "the third", "the other one": of the crossings that were counted just before."""
        if self.open_crossings is None or not 0 <= phrase.start - self.open_crossings[0] < 400:
            return None
        if _has_name(phrase) or not any(word.lower in self.lexicon.words("ordinals") | self._another for word in phrase.words):
            return None
        slot = Slot(kind="border_crossing", count=1, extent=Extent.FULL)
        return Group(slots=(slot,), start=phrase.start, end=phrase.full_end, crossings=self.open_crossings[1])

    def _countries_after(self, row: Row, phrase: Phrase) -> list[Named]:
        return [
            word.value
            for item in row.items
            if item.phrase is not None and item.start >= phrase.start
            for word in item.phrase.all_words()
            if word.tag == "P" and word.value.place.kind is PlaceKind.COUNTRY
        ]

    def _told(self, crossing: Crossing) -> bool:
        """Whether the document itself tells of the crossing or of the town it is named for: it is not one of the unnamed."""
        place = self.gazetteer.place(crossing.place_id)
        names = {side.name for side in crossing.sides}
        return any(told.id == place.id or told.name in names for _, places, _ in self.memory.told for told in places)

    # ------------------------------------------------------------ naming
    def name(self, group: Group, holders: Sequence[str], day: date | None, *, hostile: Callable[[str, str], bool]) -> tuple[Spot, ...]:
        """The members of a group held by one of `holders`; empty unless exactly one reading is left.

        Parameters
        ----------
        holders
            Actor ids the text names as holder.
        day
            The day it is told for.
        hostile
            Whether two actor ids cannot be one side.
        """
        if day is None:
            return ()
        known = [
            holding for holding in self.holdings if holding.holds_on(day) and not any(hostile(holding.holder, holder) for holder in holders)
        ]
        found: list[Spot] = []
        for slot in group.slots:
            places = self._crossing_members(group, known) if group.crossings else self._unit_members(group, slot, known)
            places = [place for place in places if all(spot.place.id != place.id for spot in found)]
            if len(places) != slot.count:
                return ()
            found += [
                Spot(place=place, raw="", start=None, end=None, extent=slot.extent, score=0.7, inferred=True, cues=("group.inferred",))
                for place in places
            ]
        return tuple(found)

    def _crossing_members(self, group: Group, known: Sequence[Holding]) -> list[Place]:
        held = {holding.place_id for holding in known}
        members = [self.gazetteer.place(crossing.place_id) for crossing in group.crossings]
        return members if len(members) == 1 else [place for place in members if place.id in held]

    def _unit_members(self, group: Group, slot: Slot, known: Sequence[Holding]) -> list[Place]:
        kinds = SETTLEMENTS if slot.kind in self.lexicon.settlement_kinds else frozenset({PlaceKind(slot.kind)})
        places = []
        for holding in known:
            place = self.gazetteer.place(holding.place_id)
            if place.kind in kinds and holding.extent is slot.extent and self._inside(place, group.unit) and _lies(place, slot.bearing):
                places.append(place)
        return places

    def _inside(self, place: Place, unit: Place | None) -> bool:
        if unit is None:
            return False
        if unit.kind is PlaceKind.COUNTRY:
            return place.country == unit.country
        admin1 = self.gazetteer.admin1_of(place)
        return admin1 is not None and (admin1.id == unit.id or admin1.name == unit.name or unit.name.startswith(admin1.name))


def _has_name(phrase: Phrase) -> bool:
    return any(word.tag == "P" for word in phrase.all_words())


def _lies(place: Place, bearing: tuple[float, Place] | None) -> bool:
    """Whether a place lies within a right angle of a direction from another, on a plane map."""
    if bearing is None:
        return True
    degrees, origin = bearing
    east, north = place.lonlat.lon - origin.lonlat.lon, place.lonlat.lat - origin.lonlat.lat
    quarter = {0.0: north, 90.0: east, 180.0: -north, 270.0: -east}
    return quarter.get(degrees, 1.0) > 0
