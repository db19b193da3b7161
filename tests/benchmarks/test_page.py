"""The page beside folium used the ordinary way: the same claims, the same run. Figures go to standard output."""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import folium
import pytest
from finding_chromium import find_chromium
from playwright.sync_api import sync_playwright

from geomap.layers import MapOptions, build_map
from geomap.model import (
    Actor,
    ActorRef,
    Attribution,
    Claim,
    ClaimType,
    ControlState,
    ControlStatus,
    LonLat,
    MapSpec,
    Modality,
    Place,
    PlaceKind,
    PlaceRef,
    on_day,
)
from geomap.web import render_page
from geomap.web.assets import leaflet_script, leaflet_style

pytestmark = pytest.mark.bench
WORDS = ("north", "of the", "river", "armed men", "were seen", "holding", "the old", "police station", "beside", "the main road", "at noon")
FIRST = date(2014, 1, 1)


def synthetic(count: int, places: int) -> tuple[list[Claim], list[ControlState], dict[str, Place], dict[str, Actor]]:
    """`count` claims over `places` places, each claim the start of a state until the next one there."""
    chance = random.Random(1)
    actors = {f"actor-{index}": Actor(id=f"actor-{index}", name=f"Side {index}", kind="group", camp=f"actor-{index}") for index in range(6)}
    where = {
        f"place-{index}": Place(
            id=f"place-{index}",
            name=f"Place {index}",
            kind=PlaceKind.TOWN,
            lonlat=LonLat(lon=round(chance.uniform(38, 48), 4), lat=round(chance.uniform(30, 37), 4)),
            country="XA",
        )
        for index in range(places)
    }
    claims = []
    for index in range(count):
        place, actor = f"place-{index % places}", f"actor-{chance.randrange(6)}"
        day = on_day(FIRST + timedelta(days=chance.randrange(700)))
        claims.append(
            Claim(
                id=f"claim-{index}",
                doc_id=f"document-{index % 50}",
                start=index,
                end=index + 90,
                quotation=f"{' '.join(chance.choice(WORDS) for _ in range(9))} {index}",
                type=ClaimType.CAPTURE,
                place=PlaceRef(raw=where[place].name, place_id=place, start=index, end=index + 9),
                actor=ActorRef(raw=actor, name=actors[actor].name, actor_id=actor),
                dating=day,
                known=on_day(FIRST + timedelta(days=14 * (index % 50))),
                attribution=Attribution(speaker="residents"),
                modality=Modality.REPORTED,
                source=f"Wire {index % 50 % 7}",
                url=f"https://example.org/{index % 50}",
            )
        )
    told: dict[str, dict[date, Claim]] = {}
    for claim in claims:
        assert claim.dating.likely
        told.setdefault(claim.place.place_id, {})[claim.dating.likely] = claim
    states = []
    for place, by_day in sorted(told.items()):
        days = sorted(by_day)
        for number, (day, end) in enumerate(zip(days, [*days[1:], None], strict=True)):
            claim = by_day[day]
            assert claim.actor
            states.append(
                ControlState(
                    id=f"{place}@{day}",
                    place_id=place,
                    status=ControlStatus.HELD if number % 5 else ControlStatus.CONTESTED,
                    valid_from=day,
                    valid_to=end,
                    holders=(claim.actor.actor_id,),
                    support=(claim.id,),
                    last_supported=day,
                )
            )
    return claims, states, where, actors


def voices(claims: list[Claim]) -> dict[str, list[ControlState]]:
    """What each of the seven outlets says by itself: of every place from each of its claims to its next one there."""
    told: dict[tuple[str, str], dict[date, Claim]] = {}
    for claim in claims:
        assert claim.dating.likely
        told.setdefault((f"source:{claim.source}", claim.place.place_id), {})[claim.dating.likely] = claim
    said: dict[str, list[ControlState]] = {}
    for (voice, place), by_day in sorted(told.items()):
        days = sorted(by_day)
        for day, end in zip(days, [*days[1:], None], strict=True):
            claim = by_day[day]
            assert claim.actor
            state = ControlState(
                id=f"{place}@{day}",
                place_id=place,
                status=ControlStatus.HELD,
                valid_from=day,
                valid_to=end,
                holders=(claim.actor.actor_id,),
                support=(claim.id,),
            )
            said.setdefault(voice, []).append(state)
    return said


def our_map(data: tuple[Any, ...], said: dict[str, list[ControlState]]) -> MapSpec:
    claims, states, places, actors = data
    return build_map(
        control_states=states,
        claims=claims,
        places=places,
        actors=actors,
        voices=said,
        options=MapOptions(as_of=date(2015, 6, 1)),
    )


def folium_page(data: tuple[Any, ...]) -> str:
    """What the documentation of folium shows: a marker with a popup for each claim, a layer per actor, a layer control."""
    claims, _, places, actors = data
    chart = folium.Map((33.5, 43), zoom_start=6)
    layers = {key: folium.FeatureGroup(name=actor.name).add_to(chart) for key, actor in actors.items()}
    for claim in claims:
        place = places[claim.place.place_id]
        text = (
            f"<h4>{place.name}</h4><p>{claim.type}: {claim.actor.name}</p><blockquote>{claim.quotation}</blockquote>"
            f"<p>Said by {claim.attribution.speaker}, {claim.modality}, {claim.dating.edtf}</p>"
            f'<p><a href="{claim.url}">{claim.source}</a>, known {claim.known.edtf}, document {claim.doc_id}, {claim.start}-{claim.end}</p>'
        )
        folium.CircleMarker(
            place.lonlat.latlon, radius=5, color="#004488", fill=True, popup=folium.Popup(text, max_width=300), tooltip=place.name
        ).add_to(layers[claim.actor.actor_id])
    folium.LayerControl().add_to(chart)
    return str(chart.get_root().render())


def with_leaflet(html: str) -> str:
    """The same page able to draw without a network: Leaflet inlined, every other link and the tiles taken out."""
    html = re.sub(r'<script src="[^"]*"></script>|<link[^>]*/>', "", html)
    html = re.sub(r"var tile_layer_\w+ = L\.tileLayer\(.*?\);\s*tile_layer_\w+\.addTo\(\w+\);", "", html, flags=re.S)
    shim = "function $(html) { const box = document.createElement('div'); box.innerHTML = html; return [box.firstElementChild]; }"
    return html.replace("<head>", f"<head><style>{leaflet_style()}</style><script>{leaflet_script()}{shim}</script>", 1)


def drawn_after(browser: Any, pages: dict[Path, str]) -> list[float]:
    """Seconds from opening each file until its expression holds and a frame was painted; the best of five, turn by turn."""
    times: dict[Path, list[float]] = {path: [] for path in pages}
    for _ in range(5):
        for path, ready in pages.items():
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            start = time.perf_counter()
            page.goto(path.as_uri())
            page.evaluate(f"async () => {{ await ({ready}); await new Promise(r => requestAnimationFrame(() => setTimeout(r))); }}")
            times[path].append(time.perf_counter() - start)
            page.close()
    return [min(taken) for taken in times.values()]


def fastest(make: Callable[[], str]) -> tuple[float, str]:
    """Seconds of the faster of two runs, and what it made."""
    runs = []
    for _ in range(2):
        start = time.perf_counter()
        made = make()
        runs.append(time.perf_counter() - start)
    return min(runs), made


@pytest.fixture(scope="module")
def browser() -> Any:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-background-networking"])
        yield made
        made.close()


def test_ten_thousand_claims_beside_folium(browser: Any, tmp_path: Path) -> None:
    data = synthetic(10_000, 5_000)
    said = voices(data[0])
    render_page(our_map(synthetic(10, 10), {}))  # imports and templates are nobody's share
    built, ours = fastest(lambda: render_page(our_map(data, said)))
    folium_built, theirs = fastest(lambda: folium_page(data))
    (tmp_path / "ours.html").write_text(ours, encoding="utf-8")
    (tmp_path / "theirs.html").write_text(with_leaflet(theirs), encoding="utf-8")
    loaded = "new Promise(r => document.readyState === 'complete' ? r() : addEventListener('load', r))"
    drawn, folium_drawn = drawn_after(browser, {tmp_path / "ours.html": "geomap.ready", tmp_path / "theirs.html": loaded})
    size, folium_size = len(ours.encode()), len(theirs.encode())
    print(
        f"\n10,000 claims: built {built:.2f} s, folium {folium_built:.2f} s (1/{folium_built / built:.1f}); "
        f"{size / 1024:.0f} KB, folium {folium_size / 1024:.0f} KB (1/{folium_size / size:.1f}); "
        f"drawn {drawn:.2f} s, folium {folium_drawn:.2f} s (1/{folium_drawn / drawn:.1f})"
    )
    assert built * 10 <= folium_built
    assert size * 8 <= folium_size
    assert drawn * 3 <= folium_drawn


def test_a_hundred_thousand_claims_open_and_step(browser: Any, tmp_path: Path) -> None:
    page_file = tmp_path / "many.html"
    many = synthetic(100_000, 5_000)
    page_file.write_text(render_page(our_map(many, voices(many[0]))), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    start = time.perf_counter()
    page.goto(page_file.as_uri())
    page.evaluate("geomap.ready.then(() => true)")
    opened = time.perf_counter() - start
    days = [(FIRST + timedelta(days=30 + 37 * index)).isoformat() for index in range(15)]
    rounds = page.evaluate(
        """days => [0, 1, 2].map(() => days.map(day => { const start = performance.now(); geomap.setAsOf(day);
            document.body.offsetHeight; return performance.now() - start; }))""",
        days,
    )
    steps = [min(times) for times in zip(*rounds, strict=True)]
    size = page_file.stat().st_size / 1e6
    print(f"\n100,000 claims: {size:.1f} MB, open in {opened:.2f} s, slider step {statistics.median(steps):.0f} ms median")
    assert statistics.median(steps) < 100
