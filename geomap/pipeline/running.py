"""The whole street: documents in, a map specification out, every stage kept."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

import shapely
from geopy.distance import geodesic

from geomap import __version__
from geomap.control import DEFAULT_POLICY, POLICIES, Control, Policy, SourceRating, bitemporal, build_control, parse_ratings
from geomap.errors import Problem, ProblemsError, UsageError
from geomap.extract import Extraction
from geomap.gazetteer import Gazetteer
from geomap.io import read_ratings, read_story, write_text
from geomap.layers import MapOptions, StoryStep, build_map
from geomap.model import Area, Claim, Document, LonLat, MapSpec, Outline, Place, PlaceKind
from geomap.pipeline.fingerprint import fingerprint
from geomap.pipeline.gather import Gathered, gather
from geomap.pipeline.ground import model_ground
from geomap.pipeline.notices import credits, notices
from geomap.pipeline.options import Progress, RunOptions
from geomap.pipeline.voices import hear_voices
from geomap.web import AssetMode, render_files, render_page

NO_OPTIONS = RunOptions()
LARGE = 50_000
"""People of a settlement of a store that is named on the ground."""
BESIDE_DEG = 0.08
"""Settlements of a store this near to a better known one, in degrees, are a part of it on the ground."""
MOST_KM = 1500.0
"""How far around the places told of the ground is named at the most."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """Every stage of one run, in the order of the street."""

    options: RunOptions
    gazetteer: Gazetteer = field(repr=False)
    documents: tuple[Document, ...] = field(repr=False)
    extractions: tuple[Extraction, ...] = field(repr=False)
    """One a document, in the order read."""
    claims: tuple[Claim, ...] = field(repr=False)
    """From the texts and from tables, after review; what decides and what is drawn."""
    areas: tuple[Area, ...] = field(repr=False)
    control: Control = field(repr=False)
    """As known by `RunOptions.known_by`, or as known to this day."""
    problems: tuple[Problem, ...]
    """Everything that was wrong with the inputs, in the order found."""
    outlines: tuple[Outline, ...] = field(default=(), repr=False)
    """The ground of the countries told of."""
    settlements: tuple[Place, ...] = field(default=(), repr=False)
    """Places that are named on the ground."""
    lay_out: Callable[[], MapSpec] = field(repr=False)
    """Makes `spec`; ask that, which makes it once."""

    @cached_property
    def spec(self) -> MapSpec:
        """The map, laid out when first asked for: both clocks and all voices cost far more than the states of a day."""
        return self.lay_out()


def run(
    inputs: Sequence[str | Path],
    options: RunOptions = NO_OPTIONS,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Run:
    """Read inputs, find and resolve places, read claims and decide control; the map is laid out when `Run.spec` is asked for.

    Parameters
    ----------
    inputs
        Files and folders of documents, claims, events and areas; ``-`` for standard input.
    options
        See `RunOptions`. Same inputs and options give the same result, byte for byte.
    stdin
        Bytes of standard input, needed for ``-``.
    progress
        Told how far long work has come.

    Raises
    ------
    ProblemsError
        If nothing usable is in the inputs, part of them cannot be used and `RunOptions.skip_bad` is off, or no day can be
        given to the map; all problems are listed.
    GazetteerError
        If a gazetteer cannot be used.
    """
    gathered = gather(inputs, options, stdin=stdin, progress=progress)
    actors = {actor.id: actor for actor in gathered.gazetteer.actors}
    crossings = gathered.gazetteer.crossings
    policy, sources = _policy(options.policy), _ratings(options.ratings)
    control = build_control(
        gathered.claims,
        places=gathered.places,
        actors=actors,
        crossings=crossings,
        policy=policy,
        known_by=options.known_by,
        sources=sources,
    )
    shown = tuple(claim for claim in gathered.claims if _known(claim, options.known_by))
    outlines = gathered.gazetteer.outlines(options.focus or _countries(gathered))
    as_of = options.as_of or _last_day(gathered)
    settlements = _settlements(gathered)
    ground = model_ground(control, options.areas, as_of=as_of, outlines=outlines, others=settlements, drawn=gathered.areas)
    story = _story(options.story)

    def lay_out() -> MapSpec:
        states, crossing_states = control.states, control.crossing_states
        if options.known_by is None:
            clocks = bitemporal(gathered.claims, places=gathered.places, actors=actors, crossings=crossings, policy=policy, sources=sources)
            states, crossing_states = clocks.states, clocks.crossing_states
        return build_map(
            control_states=states,
            crossing_states=crossing_states,
            claims=shown,
            places=gathered.places,
            actors=actors,
            crossings=crossings,
            documents=gathered.documents,
            outlines=outlines,
            labels=settlements,
            credits=credits(gathered, outlines),
            notices=(*notices(gathered), *ground.notes),
            areas=ground.areas,
            fronts=ground.fronts,
            voices=hear_voices(shown, places=gathered.places, actors=actors, crossings=crossings, policy=policy, sources=sources),
            ranges=ground.ranges,
            options=MapOptions(
                as_of=as_of,
                title=options.title,
                lang=options.lang,
                date_from=options.date_from,
                date_to=options.date_to,
                story=story,
                version=__version__,
                inputs_sha256=fingerprint([__version__, policy, sources, *gathered.documents, *gathered.claims, *gathered.areas]),
            ),
        )

    return Run(
        options=options,
        gazetteer=gathered.gazetteer,
        documents=gathered.documents,
        extractions=gathered.extractions,
        claims=gathered.claims,
        areas=ground.areas,
        control=control,
        problems=gathered.problems,
        outlines=tuple(outlines),
        settlements=tuple(settlements),
        lay_out=lay_out,
    )


def render_map(result: Run, *, assets: AssetMode = AssetMode.INLINE, tiles: str = "") -> str:
    """The finished page of a run: one HTML file as text; see `geomap.web.render_page`."""
    return render_page(result.spec, assets=assets, tiles=tiles)


def save(result: Run, path: str | Path, *, assets: AssetMode = AssetMode.INLINE, tiles: str = "") -> None:
    """Write the finished page; beside its place first, then renamed into it.

    With `AssetMode.SIDECAR` its scripts and styles are written beside it first, under names made from its own.

    Raises
    ------
    OutputError
        If it cannot be written; what was there is untouched.
    """
    target = Path(path)
    page, *beside = render_files(result.spec, stem=target.stem, assets=assets, tiles=tiles).items()
    for name, text in beside:
        write_text(target.with_name(name), text)
    write_text(target, page[1])


def _policy(name: str) -> Policy:
    if not name:
        return DEFAULT_POLICY
    if name not in POLICIES:
        raise UsageError(f"there is no policy {name!r}", hint=f"one of {', '.join(POLICIES)}")
    return POLICIES[name]


def _ratings(paths: Sequence[Path]) -> dict[str, SourceRating]:
    found: dict[str, SourceRating] = {}
    for path in paths:
        found.update(parse_ratings(read_ratings(path), path=str(path)))
    return found


def _story(path: Path | None) -> tuple[StoryStep, ...]:
    if path is None:
        return ()
    return tuple(StoryStep(title=title, text=text, day=day, place_id=place_id) for title, text, day, place_id in read_story(path))


def _settlements(gathered: Gathered) -> list[Place]:
    """Places to name on the ground: the curated ones, and from stores the large ones of the countries told of."""
    curated = [place for place in gathered.gazetteer.places if place.kind.is_settlement]
    known = {place.id for place in curated} | set(gathered.places)
    told = [place.lonlat for place in gathered.places.values() if not place.kind.is_area]
    if not told:
        return curated
    middle = LonLat(lon=sum(one.lon for one in told) / len(told), lat=sum(one.lat for one in told) / len(told))
    reach_km = min(MOST_KM, 200 + max(geodesic(middle.latlon, one.latlon).km for one in told))
    around = gathered.gazetteer.nearby(middle, km=reach_km, kinds=(PlaceKind.CITY, PlaceKind.TOWN))
    further = [place for _, place in around if place.id not in known and (place.population or 0) >= LARGE]
    # Quarters and suburbs of a store carry the people of their whole city, and would be named in its stead: of those side by side
    # the one that goes by most names is the city.
    listed = [*curated, *further]
    points = [place.lonlat.point for place in listed]
    weight = [math.inf] * len(curated) + [len(place.names) + (place.population or 0) / 1e9 for place in further]
    near = shapely.STRtree(points).query(points, predicate="dwithin", distance=BESIDE_DEG).T.tolist() if further else []
    beside = {one for one, other in near if weight[one] < weight[other]}
    return [place for index, place in enumerate(listed) if index not in beside]


def _countries(gathered: Gathered) -> tuple[str, ...]:
    return tuple(sorted({place.country for place in gathered.places.values() if place.country}))


def _known(claim: Claim, known_by: date | None) -> bool:
    return known_by is None or (claim.known.likely is not None and claim.known.likely <= known_by)


def _last_day(gathered: Gathered) -> date:
    days = [claim.dating.likely for claim in gathered.claims if claim.dating.likely and claim.modality.is_live]
    days += [document.published for document in gathered.documents if document.published]
    if not days:
        raise ProblemsError(
            gathered.problems,
            message="no input has a date, so the map has no day to show",
            hint="add `published: YYYY-MM-DD` as front matter to the articles, or give --as-of",
        )
    return max(days)
