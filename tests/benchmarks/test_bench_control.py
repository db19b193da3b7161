"""Claims to states, and states to areas, as ratios to named peers in the same run.

Processor time, best of several runs: the peers are `pandas.read_csv` on the same claims as a table, and one
`shapely.voronoi_polygons` call on the same points.
"""

from __future__ import annotations

import csv
import random
import time
import timeit
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import LineString, box

from geomap.control import build_control
from geomap.control.areas import AreaMethod, AreaOptions, build_areas
from geomap.gazetteer import load_gazetteer
from geomap.model import (
    Actor,
    ActorRef,
    Attribution,
    Claim,
    ClaimType,
    Extent,
    LonLat,
    Modality,
    Outline,
    OutlineKind,
    Place,
    PlaceKind,
    PlaceRef,
    on_day,
)

CLAIMS, PLACES, ACTORS = 100_000, 5_000, 8
WORDS = tuple(
    """the fighters entered seized held left town city district after clashes with troops late on saturday morning residents officials
    said near river bridge road police station army base convoy militia commander told reporters that most of it was quiet again""".split()  # noqa: SIM905
)
COLUMNS = tuple(
    """claim_id source published place place_id type actor target date since modality speaker extent share_percent crossing_status
    crossing_side quotation url review note""".split()  # noqa: SIM905
)
FIRST = date(2014, 1, 1)


def made_up_claims() -> tuple[list[Claim], dict[str, Place], dict[str, Actor]]:
    """A war of four years: a town changes hands about three times; in between it is told of as held, struck, besieged, fought over."""
    rng = random.Random(20141110)
    places = {
        f"xx-town-{n:05d}": Place(
            id=f"xx-town-{n:05d}",
            name=f"Town Number {n}",
            kind=PlaceKind.TOWN,
            lonlat=LonLat(lon=round(rng.uniform(38, 48), 4), lat=round(rng.uniform(30, 37), 4)),
            country="XX",
            population=rng.choice([None, rng.randrange(500, 90_000)]),
        )
        for n in range(PLACES)
    }
    actors = {f"party-{n}": Actor(id=f"party-{n}", name=f"Party {n}", kind="armed group", camp=f"camp-{n // 2}") for n in range(ACTORS)}
    claims: list[Claim] = []
    for place in places.values():
        holder = rng.randrange(ACTORS)
        days = sorted(rng.randrange(1400) for _ in range(CLAIMS // PLACES))
        for offset in days:
            other = (holder + rng.randrange(2, ACTORS - 1)) % ACTORS
            kind = rng.choices(["capture", "control", "attack", "contested", "siege", "withdrawal", "planned"], [3, 8, 4, 1, 1, 1, 2])[0]
            party = rng.random() < 0.15
            modality = "planned" if kind == "planned" else "claimed_by_party" if party else rng.choice(["asserted", "asserted", "reported"])
            if kind in ("capture", "planned"):
                actor, target = other, holder
                holder = holder if kind == "planned" else other
            elif kind in ("control", "withdrawal"):
                actor, target = holder, other
            else:
                actor, target = other, holder
            claims.append(made_up_claim(rng, len(claims), place, "capture" if kind == "planned" else kind, actor, target, offset, modality))
    rng.shuffle(claims)
    return claims, places, actors


def made_up_claim(rng, number, place, kind, actor, target, offset, modality) -> Claim:
    day = FIRST + timedelta(days=offset)
    source = f"Outlet of Record {rng.randrange(40)}"
    return Claim(
        id=f"{source.replace(' ', '-').lower()}-{day}:{place.id}:{kind}:party-{actor}:{day}:{modality}:{number}",
        doc_id=f"{source.replace(' ', '-').lower()}-{number // 3}",
        start=None,
        end=None,
        quotation=" ".join(rng.choices(WORDS, k=20)),
        type=ClaimType(kind),
        place=PlaceRef(raw=place.name, place_id=place.id),
        actor=ActorRef(raw="", name=f"Party {actor}", actor_id=f"party-{actor}"),
        target=ActorRef(raw="", name=f"Party {target}", actor_id=f"party-{target}"),
        dating=on_day(day),
        known=on_day(day + timedelta(days=rng.randrange(3))),
        modality=Modality(modality),
        extent=Extent(rng.choices(["full", "most", "partial"], [8, 1, 1])[0]),
        source=source,
        attribution=Attribution(publication=source, speaker_actor_id=f"party-{actor}" if modality == "claimed_by_party" else ""),
        url=f"https://news.example.org/{day:%Y/%m/%d}/{place.id}-{kind}-{number}",
    )


def write_table(claims: list[Claim], path) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(COLUMNS)
        for claim in claims:
            writer.writerow(
                [
                    claim.id,
                    claim.source,
                    claim.known.edtf,
                    claim.place.raw,
                    claim.place.place_id,
                    claim.type.value,
                    claim.actor.name,
                    claim.target.name,
                    claim.dating.edtf,
                    "",
                    claim.modality.value,
                    claim.attribution.speaker_actor_id,
                    claim.extent.value,
                    "",
                    "",
                    "",
                    claim.quotation,
                    claim.url,
                    "",
                    "",
                ]
            )


def best(action, runs: int = 5) -> float:
    """Seconds of processor time, best of `runs`; the cyclic collector is off meanwhile, as in `timeit`."""
    return min(timeit.repeat(action, timer=time.process_time, repeat=runs, number=1))


@pytest.mark.bench
def test_states_of_any_date_against_reading_the_same_table(tmp_path):
    claims, places, actors = made_up_claims()
    table = tmp_path / "claims.csv"
    write_table(claims, table)
    day, other_day = date(2016, 1, 1), date(2017, 3, 1)
    reading = best(lambda: pd.read_csv(table))

    def every_state(on: date) -> int:
        """All places with status, holder, confidence and claims; how many have a state."""
        made = build_control(claims, places=places, actors=actors).states_on(on)
        return sum(bool(state.status and state.confidence and (state.support or not state.holders)) for state in made)

    building = best(lambda: every_state(day), runs=3)
    control = build_control(claims, places=places, actors=actors)
    first = control.states_on(day)
    # Places that did not change since the day asked for before come from memory: the first jump is the slowest.
    askings = [best(lambda day=other_day + timedelta(days=n): control.states_on(day), runs=1) for n in range(0, 300, 60)]
    print(
        f"\n{len(claims):,} claims, {len(places):,} places, {table.stat().st_size / 1e6:.0f} MB as CSV: pandas.read_csv {reading:.2f} s; "
        f"states of a day {building:.2f} s, {building / reading:.1f}x; "
        f"another day {min(askings) * 1000:.0f} to {max(askings) * 1000:.0f} ms for {len(first):,} states"
    )
    assert len(first) > 4_000
    assert building < 12 * reading
    assert max(askings) < 0.2


def spread_towns(rng, number, west, south, east, north, country="XX", inside=None) -> dict[str, Place]:
    """Towns at random positions."""
    places: dict[str, Place] = {}
    while len(places) < number:
        lon, lat = round(rng.uniform(west, east), 4), round(rng.uniform(south, north), 4)
        if inside is None or shapely.contains_xy(inside, lon, lat):
            key = f"{country.lower()}-{len(places)}"
            places[key] = Place(id=key, name=key, kind=PlaceKind.TOWN, lonlat=LonLat(lon=lon, lat=lat), country=country)
    return places


def held_by_quarters(rng, places, lon, lat):
    """Three holders, each with a quarter or two of the map."""
    actors = {f"party-{n}": Actor(id=f"party-{n}", name=f"Party {n}", kind="armed group", camp=f"c{n}") for n in range(3)}
    claims = [
        made_up_claim(rng, n, place, "capture", 0 if place.lonlat.lon < lon else 1 if place.lonlat.lat < lat else 2, 3, 0, "asserted")
        for n, place in enumerate(places.values())
    ]
    return build_control(claims, places=places, actors=actors)


def measure_areas(control, outlines, words, *, reach, corridors) -> None:
    """Both in turns, so that other work on the machine slows both; nothing is kept from one call to the next but the states."""
    points = shapely.multipoints(np.array([place.lonlat.lonlat for place in control.places.values()]))
    for method, limit in ((AreaMethod.REACH, reach), (AreaMethod.CORRIDORS, corridors)):
        options = AreaOptions(methods=(method,))
        cells = taken = float("inf")
        for _ in range(9):
            cells = min(cells, best(lambda: shapely.voronoi_polygons(points), runs=2))
            taken = min(taken, best(lambda options=options: build_areas(control, FIRST, outlines, options), runs=1))
        ratio = taken / cells
        print(f"\n{len(control.places):,} places, {words}, {method.value}: {taken * 1000:.0f} ms, {ratio:.1f}x one voronoi_polygons call")
        assert ratio < limit


def real_ground():
    """Towns at random inside two countries with their real outlines, lakes, roads and rivers."""
    rng = random.Random(7)
    outlines = [o for o in load_gazetteer().outlines(("IQ", "SY")) if o.kind is not OutlineKind.ADMIN0 or o.country in ("IQ", "SY")]
    places = {}
    for country, number in (("IQ", 1400), ("SY", 600)):
        # all outlines of the country: ground that others claim has one of its own
        land = shapely.union_all([o.geometry for o in outlines if o.kind is OutlineKind.ADMIN0 and o.country == country])
        shapely.prepare(land)
        places |= spread_towns(rng, number, *land.bounds, country, land)
    return held_by_quarters(rng, places, 41, 34), outlines


def tangled_ground():
    """A box for a country, and 40 roads of 2,000 km that cross each other everywhere: the hard case for corridors."""
    rng = random.Random(7)
    outlines = [Outline(id="xx", name="X", kind=OutlineKind.ADMIN0, geometry=box(39, 29, 49, 37), country="XX")]
    places = spread_towns(rng, 2_000, 40, 30, 48, 36)
    for n in range(40):
        road = LineString([(rng.uniform(40, 48), rng.uniform(30, 36)) for _ in range(6)])
        outlines.append(Outline(id=f"r{n}", name="R", kind=OutlineKind.ROAD, geometry=road, country="XX"))
    return held_by_quarters(rng, places, 43, 33), outlines


@pytest.mark.bench
def test_areas_on_real_ground_against_one_voronoi_call():
    control, outlines = real_ground()
    roads = sum(o.kind is OutlineKind.ROAD for o in outlines)
    measure_areas(control, outlines, f"real outlines, {roads} roads, rivers", reach=25, corridors=28)


@pytest.mark.bench
def test_areas_with_a_tangle_of_roads_against_one_voronoi_call():
    measure_areas(*tangled_ground(), "40 roads in a tangle", reach=18, corridors=50)
