"""The whole street: documents in, a map specification out, every stage kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from geomap import __version__
from geomap.control import Control, bitemporal, build_control
from geomap.errors import Problem, ProblemsError
from geomap.extract import Extraction
from geomap.gazetteer import Gazetteer
from geomap.io import read_story, write_text
from geomap.layers import MapOptions, StoryStep, build_map
from geomap.model import Area, Claim, Document, MapSpec
from geomap.pipeline.fingerprint import fingerprint
from geomap.pipeline.gather import Gathered, gather
from geomap.pipeline.ground import model_ground
from geomap.pipeline.notices import credits, notices
from geomap.pipeline.options import Progress, RunOptions
from geomap.web import AssetMode, render_files, render_page

NO_OPTIONS = RunOptions()


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
    spec: MapSpec = field(repr=False)
    problems: tuple[Problem, ...]
    """Everything that was wrong with the inputs, in the order found."""


def run(
    inputs: Sequence[str | Path],
    options: RunOptions = NO_OPTIONS,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Run:
    """Read inputs, find and resolve places, read claims, decide control and lay out the map.

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
    control = build_control(gathered.claims, places=gathered.places, actors=actors, crossings=crossings, known_by=options.known_by)
    states, crossing_states = control.states, control.crossing_states
    if options.known_by is None:
        clocks = bitemporal(gathered.claims, places=gathered.places, actors=actors, crossings=crossings)
        states, crossing_states = clocks.states, clocks.crossing_states
    shown = tuple(claim for claim in gathered.claims if _known(claim, options.known_by))
    outlines = gathered.gazetteer.outlines(options.focus or _countries(gathered))
    as_of = options.as_of or _last_day(gathered)
    settlements = [place for place in gathered.gazetteer.places if place.kind.is_settlement]
    ground = model_ground(control, options.areas, as_of=as_of, outlines=outlines, others=settlements, drawn=gathered.areas)
    spec = build_map(
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
        options=MapOptions(
            as_of=as_of,
            title=options.title,
            lang=options.lang,
            date_from=options.date_from,
            date_to=options.date_to,
            story=_story(options.story),
            version=__version__,
            inputs_sha256=fingerprint([__version__, *gathered.documents, *gathered.claims, *gathered.areas]),
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
        spec=spec,
        problems=gathered.problems,
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


def _story(path: Path | None) -> tuple[StoryStep, ...]:
    if path is None:
        return ()
    return tuple(StoryStep(title=title, text=text, day=day, place_id=place_id) for title, text, day, place_id in read_story(path))


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
