"""Asking an online geocoder: the last, opt-in resort for names no table knows.

Never implicit: `plan_geocoding` counts first, `geocode` asks only after that. One request a second, a hard cap, every answer kept on
disk, and every answer checked: it must lie in a country and box that was asked for, by the packaged outlines and not only
by the geocoder's word.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from geomap.errors import NetworkError, UsageError
from geomap.gazetteer.distance import distance_km
from geomap.gazetteer.geocode_cache import GeocodeCache
from geomap.gazetteer.geocode_providers import Answer, Box, Provider
from geomap.gazetteer.imported import Progress
from geomap.gazetteer.importers.common import country_at, kind_from_word
from geomap.gazetteer.importers.geonames import kind_of
from geomap.model import LonLat, NameKind, Place, PlaceName

LEAST_INTERVAL_S = 1.0
"""Least time between two requests; the rule of Nominatim's usage policy, kept with every service."""


class GeocodeStatus(StrEnum):
    """What became of a name."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    REFUSED = "refused"
    """There is an answer, and it cannot be right."""
    NOT_ASKED = "not_asked"
    """The cap was reached, or the service could not be reached."""


@dataclass(frozen=True, kw_only=True)
class GeocodeRequest:
    """What is asked and within which limits."""

    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2; an answer elsewhere is refused. Empty: anywhere."""
    box: Box | None = None
    """West, south, east, north; an answer outside is refused."""
    cap: int = 50
    """Most requests of one run; what is in the cache costs none."""

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if self.cap < 0:
            raise UsageError(f"cap: {self.cap} is less than 0")
        if self.box is not None and not (self.box[0] < self.box[2] and self.box[1] < self.box[3]):
            raise UsageError(f"box: {self.box} is not west, south, east, north")


@dataclass(frozen=True, kw_only=True)
class GeocodePlan:
    """What a run would do."""

    cached: tuple[str, ...]
    """Names whose answer is on disk."""
    to_ask: tuple[str, ...]
    """Names that would be sent to the service."""
    over_cap: tuple[str, ...]
    """Names that would not be asked because of the cap."""
    least_seconds: float
    """How long the requests take at least."""


@dataclass(frozen=True, kw_only=True)
class Geocoded:
    """The answer for one name."""

    query: str
    status: GeocodeStatus
    reason: str
    """In words, for a person."""
    place: Place | None = None
    """The place, if it was found; its source is the geocoder's."""


def plan_geocoding(names: Sequence[str], provider: Provider, cache: GeocodeCache, request: GeocodeRequest, *, now: float) -> GeocodePlan:
    """What `geocode` would do with the same arguments; nothing is sent."""
    cached: list[str] = []
    missing: list[str] = []
    for name in _wanted(names):
        known, _ = cache.get(provider.key, _key(name, request), now=now)
        (cached if known else missing).append(name)
    return GeocodePlan(
        cached=tuple(cached), to_ask=tuple(missing[: request.cap]), over_cap=tuple(missing[request.cap :]),
        least_seconds=max(0, min(len(missing), request.cap) - 1) * LEAST_INTERVAL_S,
    )  # fmt: skip


def geocode(
    names: Sequence[str],
    provider: Provider,
    cache: GeocodeCache,
    request: GeocodeRequest,
    *,
    now: float,
    progress: Progress | None = None,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[Geocoded, ...]:
    """One answer for every different name, in the order given.

    A service that cannot be reached ends the asking; what was answered before is kept and returned.

    Parameters
    ----------
    now
        Seconds since 1970, for the age of cached answers.
    sleep, clock
        How to wait and to measure time between requests.
    """
    results = []
    asked, last = 0, -LEAST_INTERVAL_S
    trouble = ""
    wanted = _wanted(names)
    for index, name in enumerate(wanted):
        known, record = cache.get(provider.key, _key(name, request), now=now)
        if not known and (trouble or asked >= request.cap):
            reason = trouble or f"the cap of {request.cap} requests was reached"
            results.append(Geocoded(query=name, status=GeocodeStatus.NOT_ASKED, reason=reason))
            continue
        if not known:
            wait = last + LEAST_INTERVAL_S - clock()
            if asked and wait > 0:
                sleep(wait)
            last = clock()
            asked += 1
            try:
                answer = provider.ask(name, request.countries, request.box)
            except NetworkError as error:
                trouble = error.message
                results.append(Geocoded(query=name, status=GeocodeStatus.NOT_ASKED, reason=trouble))
                continue
            record = None if answer is None else asdict(answer)
            cache.put(provider.key, _key(name, request), record, now=now)
        results.append(_checked(name, record, provider, request))
        if progress is not None:
            progress(f"asking {provider.key}", index + 1, len(wanted))
    return tuple(results)


def _wanted(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


def _key(name: str, request: GeocodeRequest) -> str:
    box = ",".join(f"{value:g}" for value in request.box) if request.box else ""
    return "|".join((name, " ".join(sorted(request.countries)), box))


def _checked(name: str, record: dict[str, Any] | None, provider: Provider, request: GeocodeRequest) -> Geocoded:
    """The answer as a place, unless it lies where it cannot."""
    if record is None:
        return Geocoded(query=name, status=GeocodeStatus.NOT_FOUND, reason=f"{provider.key} has no such place")
    answer = Answer(**{**record, "box": tuple(record["box"]) if record["box"] else None})
    try:
        position = LonLat(lon=answer.lon, lat=answer.lat)
    except ValueError as error:
        return Geocoded(query=name, status=GeocodeStatus.REFUSED, reason=str(error))
    lies_in = country_at(*position.lonlat)
    where = f"{answer.name} at {position.lon:.4f}, {position.lat:.4f}"
    for country in (answer.country, lies_in):
        if request.countries and country and country not in request.countries:
            reason = f"{where} lies in {country}, not in {' or '.join(request.countries)}"
            return Geocoded(query=name, status=GeocodeStatus.REFUSED, reason=reason)
    if request.countries and not answer.country and not lies_in:
        return Geocoded(query=name, status=GeocodeStatus.REFUSED, reason=f"{where} lies in no country geomap can tell")
    if request.box is not None and not _inside(position, request.box):
        return Geocoded(query=name, status=GeocodeStatus.REFUSED, reason=f"{where} lies outside the box that was asked for")
    kind = kind_of("P", answer.sort, None) if answer.sort.startswith("PPL") else kind_from_word(answer.sort)
    place = Place(
        id=f"{provider.source.id}:{answer.id or name}", name=answer.name, kind=kind or kind_from_word(""), lonlat=position,
        country=answer.country or lies_in, names=(
            PlaceName(text=answer.name, kind=NameKind.MAIN, source_id=provider.source.id),
            *((PlaceName(text=name, source_id=provider.source.id),) if name != answer.name else ()),
        ),
        accuracy_km=_half_width_km(answer.box), source_id=provider.source.id, note=f"geocoded; {answer.licence}".rstrip("; "),
    )  # fmt: skip
    return Geocoded(query=name, status=GeocodeStatus.FOUND, reason=f"{where}, by {provider.key}", place=place)


def _inside(position: LonLat, box: Box) -> bool:
    return box[0] <= position.lon <= box[2] and box[1] <= position.lat <= box[3]


def _half_width_km(box: Box | None) -> float | None:
    """Half the diagonal of what was found: how far its point may be from any part of it."""
    if box is None:
        return None
    return round(distance_km(LonLat(lon=box[0], lat=box[1]), LonLat(lon=box[2], lat=box[3])) / 2, 1)
