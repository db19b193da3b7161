"""Rows of a claims table as claims, with every problem of a row named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from geomap.errors import Problem
from geomap.gazetteer import Gazetteer
from geomap.io.actor_names import ActorNames
from geomap.io.cells import unguard_cell
from geomap.io.claim_cells import COLUMNS, RowParts, apply_detail, row_id, split_list
from geomap.io.edtf_dates import parse_dating
from geomap.io.fields import safe_url
from geomap.io.table_places import PlaceError, TablePlace, find_place, parse_position
from geomap.model import (
    UNKNOWN_DATE,
    Attribution,
    Claim,
    ClaimType,
    CrossingStatus,
    Dating,
    Extent,
    Modality,
    Place,
    PlaceKind,
    PlaceRef,
    Review,
)

_E = TypeVar("_E", bound=StrEnum)
_EXACT_TEXT = frozenset({"quotation", "note", "detail"})
"""Cells that are taken with their blanks."""


@dataclass(kw_only=True)
class RowReader:
    """Reads rows with one gazetteer, and remembers what is wrong with the current one."""

    gazetteer: Gazetteer
    today: date | None = None
    """A date after it is reported; None: no such check."""
    problems: list[Problem] = field(default_factory=list)
    """Of the row that was read last, without path and line."""
    place: Place | None = None
    """The place of that row if no gazetteer has it."""

    def __post_init__(self) -> None:
        """Index the actors once."""
        self._actors = ActorNames(self.gazetteer.actors)
        self._found: dict[tuple[str, str, str, str, bool], TablePlace] = {}

    def read(self, row: Mapping[str, str], *, origin: str = "table") -> Claim | None:
        """The claim of a row; None if a problem of severity "error" keeps it from being one.

        Parameters
        ----------
        row
            Cell by column, guarded against formulas as written.
        origin
            `Claim.origin` of rows that name none and are not marked as added by hand.
        """
        self.problems, self.place = [], None
        cells = {name: self._cell(row, name) for name in COLUMNS}
        kind = self._choice(ClaimType, cells, "type", None)
        place = self._place(cells, crossing=kind is ClaimType.CROSSING_STATUS)
        dating = self._dating(cells, "date", needed=True)
        if not cells["source"] and not cells["doc_id"]:  # a claim of a document leads back to it, whatever its outlet
            self._add("source", "it is empty", "name the outlet, report or person the claim comes from")
        review = self._choice(Review, cells, "review", Review.NONE)
        modality = self._choice(Modality, cells, "modality", Modality.ASSERTED)
        extent = self._choice(Extent, cells, "extent", Extent.FULL)
        status = self._choice(CrossingStatus, cells, "crossing_status", None) if cells["crossing_status"] else None
        share = self._share(cells)
        span = self._span(cells)
        since = self._dating(cells, "since") if cells["since"] else None
        known = self._dating(cells, "published")
        if place is None or kind is None or any(problem.severity == "error" for problem in self.problems):
            return None
        parts = self.parts(cells, place, dating=dating, since=since, known=known)
        try:
            parts = apply_detail(parts, cells["detail"])
        except ValueError as error:
            self._add("detail", f"it is passed over: {error}", "leave this column as it was written, or empty it", severity="warning")
        self._look_at_actors(parts, by_hand=cells["origin"] in ("", "table", "hand") or review in (Review.CHANGED, Review.ADDED))
        return Claim(
            id=cells["claim_id"] or row_id(cells),
            doc_id=cells["doc_id"],
            start=span[0],
            end=span[1],
            quotation=cells["quotation"],
            type=kind,
            place=parts.place,
            actor=parts.actor,
            partners=parts.partners,
            target=parts.target,
            dating=parts.dating,
            since=parts.since,
            known=parts.known,
            attribution=parts.attribution,
            modality=modality or Modality.ASSERTED,
            extent=extent or Extent.FULL,
            share_percent=share,
            crossing_status=status,
            crossing_side=self._side(cells, place),
            source=cells["source"],
            url=self._url(cells),
            cues=parts.cues,
            origin=cells["origin"] or ("hand" if review is Review.ADDED else origin),
            review=review or Review.NONE,
            note=cells["note"],
        )

    def parts(self, cells: Mapping[str, str], place: Place, *, dating: Dating, since: Dating | None, known: Dating) -> RowParts:
        """What the cells say of the parts that a row shows only in part."""
        country, day = place.country, dating.likely
        speaker = self._actors.find(cells["speaker"], country=country, on=day) if cells["speaker"] else None
        return RowParts(
            place=PlaceRef(raw=cells["place"], place_id=place.id),
            actor=self._actors.refer(cells["actor"], country=country, on=day) if cells["actor"] else None,
            partners=tuple(self._actors.refer(name, country=country, on=day) for name in split_list(cells["partners"])),
            target=self._actors.refer(cells["target"], country=country, on=day) if cells["target"] else None,
            dating=dating,
            since=since,
            known=known,
            attribution=Attribution(
                publication=cells["source"],
                speaker=cells["speaker"],
                speaker_actor_id=speaker.id if speaker else "",
                camp=speaker.camp if speaker else "",
            ),
            cues=split_list(cells["cues"]),
        )

    def parts_of_cells(self, cells: Mapping[str, str], place: Place) -> RowParts:
        """The same for cells that geomap wrote itself, whose dates need no check."""
        return self.parts(
            cells,
            place,
            dating=_written(cells["date"]),
            since=_written(cells["since"]) if cells["since"] else None,
            known=_written(cells["published"]),
        )

    def _cell(self, row: Mapping[str, str], name: str) -> str:
        if not (cell := row.get(name) or ""):
            return ""
        cell = unguard_cell(cell)
        return cell if name in _EXACT_TEXT else cell.strip()

    def _add(self, field_name: str, message: str, hint: str, *, severity: str = "error") -> None:
        self.problems.append(Problem(field=field_name, message=message, hint=hint, severity=severity))

    def _choice(self, kind: type[_E], cells: Mapping[str, str], name: str, default: _E | None) -> _E | None:
        value = cells[name].casefold().replace(" ", "_").replace("-", "_")
        if not value and default is not None:
            return default
        try:
            return kind(value)
        except ValueError:
            allowed = ", ".join(member.value for member in kind if member.value != "none")
            found = f"'{cells[name]}' is no {name.replace('_', ' ')}" if cells[name] else "it is empty"
            self._add(name, found, f"one of {allowed}")
            return None

    def _place(self, cells: Mapping[str, str], *, crossing: bool) -> Place | None:
        try:
            found = self._find_place(cells["place"], cells["place_id"], cells["lon"], cells["lat"], crossing)
        except PlaceError as error:
            self._add(error.field, str(error), error.hint)
            return None
        if found.warning:
            self._add(*found.warning, severity="warning")
        if crossing and found.place.kind is not PlaceKind.BORDER_CROSSING:
            hint = "name the crossing, or write its id into place_id"
            self._add("place", f"{found.place.name} is no border crossing, and crossing_status is said of one", hint)
        if found.own:
            self.place = found.place
        return found.place

    def _find_place(self, name: str, place_id: str, lon: str, lat: str, crossing: bool) -> TablePlace:
        """Tables name the same places again and again, and distances cost."""
        key = (name, place_id, lon, lat, crossing)
        if key not in self._found:
            position = parse_position(lon, lat)
            if not name and not place_id:
                raise PlaceError("place", "neither place nor place_id is given", "name the place")
            self._found[key] = find_place(name, place_id, position, self.gazetteer, crossing=crossing)
        return self._found[key]

    def _dating(self, cells: Mapping[str, str], name: str, *, needed: bool = False) -> Dating:
        if needed and not cells[name] and not cells["doc_id"]:
            self._add(name, "it is empty", "write a day, month, year or range: 2015-03-04, 2015-03, 2015, 2015-03-04/2015-03-09")
            return UNKNOWN_DATE
        try:
            dating = parse_dating(cells[name])
        except ValueError as error:
            message = f"'{cells[name]}': {error}" if cells[name] not in str(error) else str(error)
            self._add(name, message, "write a day, month, year or range: 2015-03-04, 2015-03, 2015, 2015-03-04/2015-03-09")
            return UNKNOWN_DATE
        if self.today and dating.earliest and dating.earliest > self.today:
            self._add(name, f"{dating.edtf} lies in the future", "check the year", severity="warning")
        return dating

    def _share(self, cells: Mapping[str, str]) -> float | None:
        cell = cells["share_percent"].removesuffix("%").strip()
        if not cell:
            return None
        try:
            share = float(cell)
        except ValueError:
            share = -1.0
        if not 0 <= share <= 100:
            self._add("share_percent", f"'{cells['share_percent']}' is no share", "a number from 0 to 100")
            return None
        return share

    def _span(self, cells: Mapping[str, str]) -> tuple[int | None, int | None]:
        if not cells["start"] and not cells["end"]:
            return None, None
        if cells["start"].isdecimal() and cells["end"].isdecimal() and int(cells["start"]) < int(cells["end"]):
            return int(cells["start"]), int(cells["end"])
        self._add(
            "start", f"'{cells['start']}' to '{cells['end']}' is no span of a text", "leave start and end as they were, or empty both"
        )
        return None, None

    def _side(self, cells: Mapping[str, str], place: Place) -> str:
        side = cells["crossing_side"].upper()
        if not side:
            return ""
        crossing = self.gazetteer.crossing(place.id)
        countries = [part.country for part in crossing.sides] if crossing else []
        if side not in countries:
            hint = f"one of {', '.join(countries)}" if countries else "leave it empty: only crossings have sides"
            self._add("crossing_side", f"'{side}' is no side of {place.name}", hint, severity="warning")
        return side

    def _url(self, cells: Mapping[str, str]) -> str:
        url = safe_url(cells["url"])
        if cells["url"] and not url:
            self._add(
                "url",
                "the address is left out: only http and https addresses are kept",
                "give the address of the report",
                severity="warning",
            )
        return url

    def _look_at_actors(self, parts: RowParts, *, by_hand: bool) -> None:
        for name, reference in (("actor", parts.actor), ("target", parts.target), *(("partners", partner) for partner in parts.partners)):
            if reference is None:
                continue
            actor = self._actors.get(reference.actor_id)
            if actor is None:
                message = f"the data does not know the actor '{reference.name}'; it is kept as named"
                self._add(name, message, "add it to actors.csv in a gazetteer folder, or correct the name", severity="warning")
            elif by_hand and parts.dating.latest and actor.active_from and parts.dating.latest < actor.active_from:
                message = f"{actor.name} exists from {actor.active_from}, after the date of the row"
                self._add(name, message, "check the date, or name its predecessor", severity="warning")
            elif by_hand and parts.dating.earliest and actor.active_to and parts.dating.earliest >= actor.active_to:
                message = f"{actor.name} existed until {actor.active_to}, before the date of the row"
                self._add(name, message, "check the date, or name its successor", severity="warning")


def _written(cell: str) -> Dating:
    try:
        return parse_dating(cell)
    except ValueError:
        return UNKNOWN_DATE
