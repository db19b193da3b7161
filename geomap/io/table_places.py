"""Places of tables: by gazetteer id, by name, or as a point of their own where the gazetteer has no such place."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.gazetteer import Gazetteer
from geomap.model import LonLat, Place, PlaceKind, PlaceName
from geomap.text.fold import fold

FAR_KM = 50.0
"""A table's point this far from the gazetteer's place of that name is reported."""
_OWN = "point:"
_SAME_KM = 25.0
"""A name means the gazetteer's place if the table's point lies this near to it."""


class PlaceError(ValueError):
    """A place cannot be told; has the field and what to try."""

    def __init__(self, field: str, message: str, hint: str) -> None:
        """Keep field, message and hint."""
        super().__init__(message)
        self.field, self.hint = field, hint


@dataclass(frozen=True, kw_only=True)
class TablePlace:
    """The place of a row."""

    place: Place
    own: bool = False
    """Whether it is no gazetteer entry but a point of the table."""
    warning: tuple[str, str, str] | None = None
    """(field, message, hint) of something to look at."""


def parse_position(lon: str, lat: str) -> LonLat | None:
    """The position of two cells; None if both are empty.

    Raises
    ------
    PlaceError
        If one is missing, no number, or outside the range of longitudes or latitudes.
    """
    if not lon and not lat:
        return None
    if not lon or not lat:
        raise PlaceError("lat" if lon else "lon", "it is empty, while the other coordinate is given", "give both or none")
    values = []
    for field, cell in (("lon", lon), ("lat", lat)):
        try:
            values.append(float(cell.replace(",", ".") if cell.count(",") == 1 else cell))
        except ValueError:
            raise PlaceError(field, f"'{cell}' is no number", "write decimal degrees, e.g. 43.13") from None
    try:
        return LonLat(lon=values[0], lat=values[1])
    except ValueError as error:
        field, _, message = str(error).partition(": ")
        raise PlaceError(field, message, "lon is -180 to 180, lat -90 to 90, in decimal degrees") from None


def find_place(name: str, place_id: str, position: LonLat | None, gazetteer: Gazetteer, *, crossing: bool = False) -> TablePlace:
    """The place a row means.

    A name of several places means the one whose main name it is, else the only town among them (for a statement about
    a `crossing`, the only crossing).

    Raises
    ------
    PlaceError
        If the id is unknown, name and id disagree, or the name is unknown or means several places and no coordinates decide.
    """
    if place_id:
        try:
            place = gazetteer.place(place_id)
        except KeyError:
            if position is not None and place_id.startswith(_OWN):
                return TablePlace(place=_named_by_id(name, place_id, position, gazetteer), own=True)
            hint = f"leave it empty to look up the name '{name}'" if name else "geomap gazetteer search NAME shows the ids"
            raise PlaceError("place_id", f"the gazetteer has no entry '{place_id}'", hint) from None
        if name and name != place.name and place_id not in {hit.place_id for hit in gazetteer.lookup(name)}:
            hint = "change the id too, or leave it empty to look up the name"
            raise PlaceError("place_id", f"'{place_id}' is {place.name}, while place says '{name}'", hint)
        _refuse_swapped(position, [place])
        return TablePlace(place=place, warning=_distance_warning(place, position))
    candidates = [gazetteer.place(hit.place_id) for hit in gazetteer.lookup(name)]
    if crossing and not any(place.kind is PlaceKind.BORDER_CROSSING for place in candidates):
        candidates += _crossings_beside(name, gazetteer)
    if position is not None and candidates:
        near = [place for place in candidates if distance_km(position, place.lonlat) <= _SAME_KM]
        _refuse_swapped(position, near or candidates)
        candidates = near or candidates
    candidates = _preferred(name, candidates, crossing=crossing)
    if len(candidates) == 1:
        return TablePlace(place=candidates[0], warning=_distance_warning(candidates[0], position))
    if candidates:
        choices = ", ".join(f"{place.id} ({place.kind.value})" for place in candidates[:8])
        raise PlaceError("place", f"'{name}' can mean {len(candidates)} places: {choices}", "write the right one's id into place_id")
    return _unknown(name, position, gazetteer)


def _unknown(name: str, position: LonLat | None, gazetteer: Gazetteer) -> TablePlace:
    alike = gazetteer.suggest(name) if position is None else _alike_nearby(name, position, gazetteer)
    advice = f"did you mean {' or '.join(alike[:3])}?" if alike else "add it to a gazetteer folder and name that with --gazetteer"
    if position is None:
        raise PlaceError("place", f"the gazetteer has no place '{name}'", advice)
    message = f"the gazetteer has no place '{name}'; it stands at the coordinates of the row"
    return TablePlace(place=own_place(name, position, gazetteer), own=True, warning=("place", message, advice))


def _alike_nearby(name: str, position: LonLat, gazetteer: Gazetteer) -> list[str]:
    """Main names of the places around a position that look like a name, best first."""
    from rapidfuzz import fuzz, process  # loaded only when a name was not found

    names = {form: place.name for _, place in reversed(gazetteer.nearby(position, km=_SAME_KM)) for form in _forms(place)}
    found = process.extract(fold(name), sorted(names), scorer=fuzz.ratio, limit=None, score_cutoff=70)
    return list(dict.fromkeys(names[form] for form, _, _ in found))


def _forms(place: Place) -> set[str]:
    return {fold(text) for text in (place.name, *(name.text for name in place.names))}


def own_place(name: str, position: LonLat, gazetteer: Gazetteer, *, kind: PlaceKind = PlaceKind.TOWN) -> Place:
    """A place that only a table knows.

    Its id is made of position and kind, so that rows of one place share it and a table read back gives the same place; its
    country and first-level unit are those whose outline covers the position.
    """
    identifier = f"{_OWN}{position.lon:.4f},{position.lat:.4f}" + ("" if kind is PlaceKind.TOWN else f"/{kind.value}")
    units = gazetteer.containing(position)
    return Place(
        id=identifier,
        name=name or identifier,
        kind=kind,
        lonlat=position,
        country=next((unit.country for unit in units if unit.country), ""),
        admin1=next((unit.admin1 or unit.name for unit in units if unit.kind is PlaceKind.ADMIN1), ""),
        names=(PlaceName(text=name),) if name else (),
    )


def _named_by_id(name: str, place_id: str, position: LonLat, gazetteer: Gazetteer) -> Place:
    """The place of a row that geomap wrote itself."""
    kind = next((kind for kind in PlaceKind if place_id.endswith(f"/{kind.value}")), PlaceKind.TOWN)
    return dataclasses.replace(own_place("" if name == place_id else name, position, gazetteer, kind=kind), id=place_id)


def distance_km(one: LonLat, other: LonLat) -> float:
    """Great-circle distance, within half a percent of the geodesic one."""
    from geopy.distance import great_circle  # loaded only for tables with coordinates

    return float(great_circle(one.latlon, other.latlon).km)


def _distance_warning(place: Place, position: LonLat | None) -> tuple[str, str, str] | None:
    if position is None or place.kind.is_area or (apart := distance_km(position, place.lonlat)) <= FAR_KM:
        return None
    message = f"the point lies {apart:,.0f} km from {place.name} in the gazetteer, whose position is used"
    return ("lon", message, "check the coordinates, or write the id of the place that is meant into place_id")


def _refuse_swapped(position: LonLat | None, places: Sequence[Place]) -> None:
    """Positions that fit a place only with lon and lat exchanged are the classic error; half of them are on the map, and wrong."""
    if position is None or abs(position.lon) > 90:
        return
    swapped = LonLat(lon=position.lat, lat=position.lon)
    for place in places:
        if not place.kind.is_area and distance_km(position, place.lonlat) > FAR_KM and distance_km(swapped, place.lonlat) <= FAR_KM:
            message = f"{position.lon:g}, {position.lat:g} fits {place.name} only the other way round: lon and lat changed places"
            raise PlaceError("lon", message, "exchange the two cells")


def _crossings_beside(name: str, gazetteer: Gazetteer) -> list[Place]:
    """Crossings one side of which has the name of the town: a statement about passage is about them."""
    wanted = fold(name)
    return [gazetteer.place(found.place_id) for found in gazetteer.crossings if wanted in {fold(side.name) for side in found.sides}]


def _preferred(name: str, candidates: list[Place], *, crossing: bool) -> list[Place]:
    if len(candidates) < 2:
        return candidates
    for chosen in (
        [place for place in candidates if crossing and place.kind is PlaceKind.BORDER_CROSSING],
        [place for place in candidates if fold(place.name) == fold(name)],
        [place for place in candidates if place.kind.is_settlement],
    ):
        if len(chosen) == 1:
            return chosen
    return candidates
