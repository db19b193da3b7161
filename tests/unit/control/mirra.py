"""An invented country for the control tests: Mirra, its two armies, a third camp, its towns and one border crossing."""

from __future__ import annotations

from datetime import date

from geomap.control import build_control
from geomap.model import (
    UNKNOWN_DATE,
    Actor,
    ActorRef,
    Attribution,
    Claim,
    ClaimType,
    Crossing,
    CrossingSide,
    Dating,
    Extent,
    LonLat,
    Modality,
    Place,
    PlaceKind,
    PlaceRef,
    on_day,
)

ACTORS = {
    actor.id: actor
    for actor in (
        Actor(id="crown", name="the Crown", kind="state", camp="crown"),
        Actor(id="guard", name="the Guard", kind="militia", camp="crown"),
        Actor(id="league", name="the League", kind="armed group", camp="league"),
        Actor(id="hill-bands", name="Hill bands", kind="armed coalition"),
        Actor(id="coast", name="the Coast", kind="regional force", camp="coast"),
        Actor(id="empire", name="the Empire", kind="state", camp="empire"),
    )
}


def place(key: str, kind: PlaceKind = PlaceKind.TOWN, lon: float = 10.0, lat: float = 20.0, population: int | None = None) -> Place:
    return Place(id=key, name=key.title(), kind=kind, lonlat=LonLat(lon=lon, lat=lat), country="MI", population=population)


PLACES = {
    entry.id: entry
    for entry in (
        place("arda"),
        place("bryn", lon=10.4),
        place("cale", lon=10.8),
        place("arda-airbase", PlaceKind.AIRBASE, lon=10.05),
        place("arda-district", PlaceKind.ADMIN2),
        place("north", PlaceKind.ADMIN1),
        place("mirra", PlaceKind.COUNTRY),
        place("dove-crossing", PlaceKind.BORDER_CROSSING, lon=12.0),
    )
}
DOVE = Crossing(
    place_id="dove-crossing",
    sides=(
        CrossingSide(country="MI", name="Dove", lonlat=LonLat(lon=12.0, lat=20.0)),
        CrossingSide(country="NE", name="Taube", lonlat=LonLat(lon=12.02, lat=20.0)),
    ),
)
_numbers = iter(range(1, 10**9))


def ref(key: str | None) -> ActorRef | None:
    if not key:
        return None
    return ActorRef(raw=key, name=ACTORS[key].name, actor_id=key) if key in ACTORS else ActorRef(raw=key, name=key)


def dated(day: str | None) -> Dating:
    return on_day(date.fromisoformat(day)) if day else UNKNOWN_DATE


def claim(
    kind: str,
    actor: str | None = None,
    *,
    target: str | None = None,
    day: str | Dating | None = "1990-05-10",
    at: str = "arda",
    source: str = "Gazette",
    speaker: str = "",
    by: str = "",
    modality: str = "",
    extent: str = "full",
    known: str | None = None,
    since: Dating | None = None,
    quotation: str = "",
    partners: tuple[str, ...] = (),
    key: str = "",
    **fields: object,
) -> Claim:
    """A claim in few words; `by` is the belligerent who says it."""
    dating = day if isinstance(day, Dating) else dated(day)
    published = dated(known) if known else dating
    number = next(_numbers)
    place_fields = {name: fields.pop(name) for name in ("inferred", "relation", "precision") if name in fields}
    return Claim(
        id=key or f"k{number:06d}",
        doc_id=f"doc-{source}-{number}",
        start=None,
        end=None,
        quotation=quotation,
        type=ClaimType(kind),
        place=PlaceRef(raw=at, place_id=at, **place_fields),
        actor=ref(actor),
        partners=tuple(ref(partner) for partner in partners),
        target=ref(target),
        dating=dating,
        since=since,
        known=published,
        attribution=Attribution(publication=source, speaker=speaker, speaker_actor_id=by),
        modality=Modality(modality or ("claimed_by_party" if by else "asserted")),
        extent=Extent(extent),
        source=source,
        **fields,
    )


def control(*claims: Claim, **options: object):
    return build_control(claims, places=PLACES, actors=ACTORS, crossings=(DOVE,), **options)


def at(claims, day: str = "1990-05-10", place_id: str = "arda", **options: object):
    return control(*claims, **options).at(place_id, date.fromisoformat(day))


def days(text: str) -> date:
    return date.fromisoformat(text)
