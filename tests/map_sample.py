"""A small war that never was, as the rooms before `layers` would hand it over; for the tests of `layers` and `web`.

Nord and Sund share a border. The League took river towns from the Crown; every status, two crossings, an attack, a
disagreement, an inferred state and a share of a province occur on 20 June 2031.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from shapely.geometry import LineString, MultiPolygon, Polygon, box

from geomap.layers import MapOptions, build_map
from geomap.model import (
    Actor,
    ActorName,
    ActorRef,
    Area,
    Attribution,
    Claim,
    ClaimType,
    Confidence,
    ControlState,
    ControlStatus,
    Crossing,
    CrossingSide,
    CrossingState,
    CrossingStatus,
    DateOrigin,
    Document,
    Extent,
    FrontLine,
    LonLat,
    MapSpec,
    Modality,
    NameKind,
    Outline,
    OutlineKind,
    PartyView,
    Place,
    PlaceKind,
    PlaceName,
    PlaceRef,
    RuleStep,
    SideState,
    on_day,
)

DAY = date(2031, 6, 20)
EARLY = date(2031, 1, 5)
HOSTILE = (
    '{{7*7}} {% raw %} {# gone #} <img src=x onerror="window.pwned=1"> </script><script>window.pwned=1</script> ` ${window.pwned=1} '
    "javascript:window.pwned=1 =1+1 \u202eabc\u2066 & &lt;b&gt;"
)


def place(place_id: str, name: str, kind: PlaceKind, lon: float, lat: float, *, arabic: str = "", people: int | None = None) -> Place:
    names = [PlaceName(text=name, lang="en", kind=NameKind.MAIN)]
    if arabic:
        names.append(PlaceName(text=arabic, lang="ar", kind=NameKind.MAIN))
    return Place(
        id=place_id,
        name=name,
        kind=kind,
        lonlat=LonLat(lon=lon, lat=lat),
        country="XN" if lon < 13 else "XS",
        names=tuple(names),
        population=people,
        capital_of=("nord",) if place_id == "kron" else (),
    )


PLACES: dict[str, Place] = {
    item.id: item
    for item in (
        place("kron", "Kron", PlaceKind.CITY, 10.6, 41.0, arabic="كرون", people=2_000_000),
        place("birk", "Birk", PlaceKind.CITY, 11.4, 41.6, arabic="بيرك", people=200_000),
        place("alm", "Alm", PlaceKind.TOWN, 12.1, 41.2, arabic="ألم", people=30_000),
        place("esk", "Esk", PlaceKind.TOWN, 12.3, 41.0, people=20_000),
        place("fyr", "Fyr", PlaceKind.TOWN, 11.8, 40.5, people=20_000),
        place("gard", "Gard", PlaceKind.TOWN, 10.9, 40.4, people=20_000),
        place("holm", "Holm", PlaceKind.VILLAGE, 11.2, 40.8, people=2_000),
        place("ivar", "Ivar", PlaceKind.TOWN, 11.6, 41.0, people=20_000),
        place("juel", "Juel airbase", PlaceKind.AIRBASE, 11.9, 41.5),
        place("lund", "Lund", PlaceKind.CITY, 10.3, 41.5, people=150_000),
        place("gate-south", "Sundgate", PlaceKind.BORDER_CROSSING, 12.98, 40.6),
        place("gate-north", "Nordgate", PlaceKind.BORDER_CROSSING, 12.98, 41.5),
        place("ostmark", "Ostmark", PlaceKind.ADMIN1, 12.2, 40.8, arabic="أوستمارك"),
    )
}
ACTORS: dict[str, Actor] = {
    item.id: item
    for item in (
        Actor(
            id="league",
            name="River League",
            kind="armed group",
            camp="league",
            color="#222222",
            names=(ActorName(text="عصبة النهر", lang="ar"),),
        ),
        Actor(id="crown", name="Crown of Nord", kind="state", camp="crown"),
        Actor(id="hill", name="Hill Guard", kind="militia", camp="hill"),
    )
}
OUTLINES = (
    Outline(
        id="nord", name="Nord", kind=OutlineKind.ADMIN0, geometry=box(10, 40, 13, 42), country="XN", name_ar="نورد", label=(11.2, 41.8)
    ),
    Outline(
        id="sund",
        name="Sund",
        kind=OutlineKind.ADMIN0,
        geometry=MultiPolygon([box(13, 40, 15, 42), box(15.2, 40, 15.4, 40.3)]),
        country="XS",
    ),
    Outline(
        id="ostmark",
        name="Ostmark",
        kind=OutlineKind.ADMIN1,
        geometry=Polygon([(11.5, 40), (13, 40), (13, 41.4), (11.5, 41.4)], [[(12.6, 40.2), (12.7, 40.2), (12.7, 40.3)]]),
        country="XN",
        label=(12.5, 40.4),
    ),
    Outline(
        id="long-river",
        name="Long River",
        kind=OutlineKind.RIVER,
        geometry=LineString([(10, 41.1), (11.5, 40.9), (13, 41.0), (14.5, 40.7)]),
    ),
    Outline(id="still-lake", name="Still Lake", kind=OutlineKind.LAKE, geometry=box(10.2, 40.2, 10.5, 40.4), label=(10.35, 40.3)),
    Outline(id="old-road", name="Old Road", kind=OutlineKind.ROAD, geometry=LineString([(10.6, 41.0), (12.98, 40.6)]), schematic=True),
)
DOCUMENTS = (
    Document(
        id="wire",
        text="-",
        title="League takes river towns",
        source="North Wire",
        published=DAY,
        published_origin=DateOrigin.FRONT_MATTER,
        url="https://example.org/wire",
    ),
    Document(
        id="gazette",
        text="-",
        title="Orderly withdrawal, says army",
        source="Gazette",
        published=DAY,
        published_origin=DateOrigin.DATELINE,
    ),
)


def claim(claim_id: str, place_id: str, kind: ClaimType, actor: str, quotation: str, **more: Any) -> Claim:
    more = {
        "dating": on_day(DAY),
        "doc_id": "wire",
        "source": "North Wire",
        "url": "https://example.org/wire",
        "modality": Modality.REPORTED,
    } | more
    inferred = more.pop("inferred", False)
    return Claim(
        id=claim_id,
        start=0,
        end=len(quotation),
        quotation=quotation,
        type=kind,
        place=PlaceRef(raw="" if inferred else PLACES[place_id].name, place_id=place_id, inferred=inferred),
        actor=ActorRef(raw=actor, name=ACTORS[actor].name if actor in ACTORS else actor, actor_id=actor if actor in ACTORS else "")
        if actor
        else None,
        known=on_day(DAY),
        **more,
    )


def state(place_id: str, status: ControlStatus, holders: tuple[str, ...] = (), *, since: date = DAY, **more: Any) -> ControlState:
    return ControlState(
        id=f"{place_id}@{since}",
        place_id=place_id,
        status=status,
        valid_from=since,
        valid_to=more.pop("until", None),
        holders=holders,
        last_supported=more.pop("last_supported", DAY),
        trace=(RuleStep(rule_id="sample-rule", text="Two sources say so."),),
        **more,
    )


@dataclass(frozen=True, kw_only=True)
class World:
    """What `build_map` is given."""

    claims: tuple[Claim, ...]
    states: tuple[ControlState, ...]
    crossing_states: tuple[CrossingState, ...]
    crossings: tuple[Crossing, ...]
    places: Mapping[str, Place]
    actors: Mapping[str, Actor]
    documents: tuple[Document, ...]
    voices: Mapping[str, tuple[ControlState | CrossingState, ...]] = field(default_factory=dict)


def world() -> World:
    """The sample, whole."""
    s, t = ControlStatus, ClaimType
    claims = (
        claim("birk-1", "birk", t.CAPTURE, "league", "columns drove through the empty gate at dawn", dating=on_day(date(2031, 6, 10))),
        claim(
            "alm-1", "alm", t.CAPTURE, "league", "shopkeepers of Alm saw the garrison leave", attribution=Attribution(speaker="shopkeepers")
        ),
        claim(
            "alm-2",
            "alm",
            t.WITHDRAWAL,
            "crown",
            "a regrouping, the colonel called it",
            doc_id="gazette",
            source="Gazette",
            url="",
            modality=Modality.CLAIMED_BY_PARTY,
            attribution=Attribution(speaker="a colonel", speaker_actor_id="crown", camp="crown"),
        ),
        claim("esk-1", "esk", t.CAPTURE, "league", "Esk is ours, said the League's channel", modality=Modality.CLAIMED_BY_PARTY),
        claim("fyr-1", "fyr", t.CONTESTED, "league", "shells fell on both banks"),
        claim("gard-1", "gard", t.SIEGE, "league", "the ring around Gard closed"),
        claim("holm-1", "holm", t.PRESENCE, "league", "riders were seen"),
        claim("ivar-1", "ivar", t.WITHDRAWAL, "crown", "the police station stood empty"),
        claim("juel-1", "juel", t.CONTROL, "crown", "the runway was still in army hands"),
        claim("kron-1", "kron", t.CONTROL, "crown", "the capital was calm"),
        claim("kron-2", "kron", t.ATTACK, "league", "a rocket hit the harbour", dating=on_day(date(2031, 6, 18))),
        claim("lund-1", "lund", t.CONTROL, "league", "Lund has been lost since January", dating=on_day(EARLY)),
        claim("ost-1", "ostmark", t.CONTROL, "league", "two thirds of Ostmark", share_percent=66.0, extent=Extent.MOST),
        claim("holm-2", "holm", t.ADVANCE, "league", "trucks rolled towards Holm"),
        claim("gate-1", "gate-south", t.CAPTURE, "league", "the customs house changed flags"),
        claim("gate-2", "gate-north", t.CONTROL, "hill", "leaving the last of the two gates to the hill people", inferred=True),
    )
    states = (
        state(
            "kron", s.PRESSURED, ("crown",), opponents=("league",), support=("kron-1",), other=("kron-2",), confidence=Confidence.CONFIRMED
        ),
        state("birk", s.HELD, ("league",), since=date(2031, 6, 10), support=("birk-1",)),
        state(
            "alm",
            s.HELD,
            ("league",),
            support=("alm-1", "alm-2"),
            views=(
                PartyView(camp="crown", holders=("crown",), claim_ids=("alm-2",)),
                PartyView(camp="independent", holders=("league",), claim_ids=("alm-1",)),
            ),
        ),
        state("esk", s.CLAIMED_ONLY, ("league",), support=("esk-1",), confidence=Confidence.DOUBTFUL),
        state("fyr", s.CONTESTED, ("league", "crown"), opponents=("crown",), support=("fyr-1",)),
        state("gard", s.BESIEGED, ("crown",), opponents=("league",), support=("gard-1",)),
        state("holm", s.PRESENCE_ONLY, ("league",), support=("holm-1",)),
        state("ivar", s.UNKNOWN, (), support=("ivar-1",)),
        state("juel", s.HELD, ("crown",), support=("juel-1",)),
        state("lund", s.HELD, ("league",), since=EARLY, support=("lund-1",), last_supported=EARLY),
        state("ostmark", s.HELD, ("league",), support=("ost-1",), share_percent=66.0, extent=Extent.MOST),
        state("gate-south", s.HELD, ("league",), support=("gate-1",)),
        state("gate-north", s.HELD, ("hill",), support=("gate-2",), inferred=True),
    )
    sides = {
        "gate-south": (
            SideState(country="XN", name="Sundgate", holders=("league",), control=s.HELD, passage=CrossingStatus.CLOSED),
            SideState(country="XS", name="Abu Sund", holders=(), control=s.NO_DATA, passage=CrossingStatus.UNKNOWN),
        ),
        "gate-north": (
            SideState(country="XN", name="Nordgate", holders=("hill",), control=s.HELD, passage=CrossingStatus.OPEN),
            SideState(country="XS", name="Abu Nord", holders=("crown",), control=s.CONTESTED, passage=CrossingStatus.RESTRICTED),
        ),
    }
    return World(
        claims=claims,
        states=states,
        crossing_states=tuple(
            CrossingState(
                id=f"{gate}#{DAY}",
                place_id=gate,
                sides=both,
                valid_from=DAY,
                valid_to=None,
                inferred=gate == "gate-north",
                support=(proof,),
            )
            for (gate, both), proof in zip(sides.items(), ("gate-1", "gate-2"), strict=True)
        ),
        crossings=tuple(
            Crossing(
                place_id=gate,
                sides=(
                    CrossingSide(country="XN", name=both[0].name, lonlat=LonLat(lon=12.97, lat=PLACES[gate].lonlat.lat)),
                    CrossingSide(country="XS", name=both[1].name, lonlat=LonLat(lon=13.05, lat=PLACES[gate].lonlat.lat)),
                ),
            )
            for gate, both in sides.items()
        ),
        places=PLACES,
        actors=ACTORS,
        documents=DOCUMENTS,
        voices={
            "camp:crown": (state("alm", s.HELD, ("crown",), support=("alm-2",)),),
            "source:Gazette": (state("alm", s.CLAIMED_ONLY, ("crown",), support=("alm-2",)),),
            "source:North Wire": (
                state("birk", s.HELD, ("league",), since=date(2031, 6, 10), support=("birk-1",)),
                state("alm", s.HELD, ("league",), support=("alm-1",)),
                state("ivar", s.UNKNOWN, (), support=("ivar-1",)),
                state("ostmark", s.HELD, ("league",), support=("ost-1",)),
                state("lund", s.HELD, ("league",), since=EARLY, until=DAY, support=("lund-1",)),
                CrossingState(
                    id=f"gate-north#{DAY}",
                    place_id="gate-north",
                    sides=sides["gate-north"],
                    valid_from=DAY,
                    valid_to=None,
                    support=("gate-2",),
                ),
            ),
        },
    )


def sample_map(source: World | None = None, *, areas: tuple[Area, ...] = (), fronts: tuple[FrontLine, ...] = (), **options: Any) -> MapSpec:
    """The sample as a finished map of 20 June 2031."""
    given = source or world()
    return build_map(
        control_states=given.states,
        crossing_states=given.crossing_states,
        claims=given.claims,
        places=given.places,
        actors=given.actors,
        crossings=given.crossings,
        documents=given.documents,
        outlines=OUTLINES,
        labels=(place("mark", "Markby", PlaceKind.TOWN, 14.0, 41.3, people=30_000), place("far", "Farby", PlaceKind.TOWN, 60.0, 41.3)),
        credits=("Ground: invented",),
        notices=("Nothing here is real.",),
        areas=areas,
        fronts=fronts,
        voices=given.voices,
        options=MapOptions(**({"as_of": DAY, "version": "0.0.1", "inputs_sha256": "ab" * 32} | options)),
    )


def hostile_map(**options: Any) -> MapSpec:
    """The sample with `HOSTILE` in every field a stranger can write."""
    given = world()
    bad = HOSTILE
    claims = tuple(
        replace(
            item,
            quotation=bad,
            source=bad,
            url="javascript:window.pwned=1",
            note=bad,
            attribution=replace(item.attribution, speaker=bad, publication=bad),
            place=replace(item.place, raw=bad),
            actor=replace(item.actor, raw=bad, name=bad, actor_id="") if item.actor and item.id == "birk-1" else item.actor,
        )
        for item in given.claims
    )
    places = {
        key: replace(
            item,
            name=f"{item.name} {bad}",
            names=(PlaceName(text=f"{item.name} {bad}", lang="en", kind=NameKind.MAIN),),
            admin1=bad,
            note=bad,
        )
        for key, item in given.places.items()
    }
    states = tuple(
        replace(
            item,
            holders=(f"name:{bad}",) if item.place_id == "birk" else item.holders,
            trace=(RuleStep(rule_id=bad, text=bad),),
        )
        for item in given.states
    )
    crossings = tuple(replace(item, sides=tuple(replace(side, name=bad) for side in item.sides)) for item in given.crossing_states)
    actors = {key: replace(item, name=f"{item.name} {bad}", names=()) for key, item in given.actors.items()}
    documents = tuple(replace(item, title=bad, source=bad, url="javascript:window.pwned=1") for item in given.documents)
    spec = sample_map(
        World(
            claims=claims,
            states=states,
            crossing_states=crossings,
            crossings=given.crossings,
            places=places,
            actors=actors,
            documents=documents,
            voices={f"source:{bad}": states[:1]},
        ),
        **({"title": bad} | options),
    )
    return replace(spec, credits=(bad,), notices=(bad,), subtitle=bad, version=bad, inputs_sha256=bad)


def modelled(method: str, actor: str, shape: Polygon) -> Area:
    """An area of 20 June 2031."""
    return Area(
        id=f"{method}:{actor or 'contested'}",
        method=method,
        actor=actor,
        status="held" if actor else "contested",
        geometry=shape,
        valid_from=DAY,
        valid_to=date(2031, 6, 21),
        area_km2=1000.0,
        parameters=(("reach_km", "20"),),
    )


AREAS = (
    modelled("reach", "league", box(11.4, 40.8, 12.5, 41.7)),
    modelled("reach", "crown", box(10.2, 40.3, 11.2, 41.2)),
    modelled("reach", "", box(11.2, 40.3, 11.4, 41.2)),
    modelled("corridors", "league", box(11.4, 41.1, 12.5, 41.3)),
)
FRONTS = (
    FrontLine(
        id="reach:crown/league",
        method="reach",
        actors=("crown", "league"),
        geometry=LineString([(11.3, 40.3), (11.3, 41.2)]),
        valid_from=DAY,
        valid_to=date(2031, 6, 21),
        km=100.0,
    ),
)
