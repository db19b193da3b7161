"""Questions to a finished run, and extraction without a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from geomap.control import SCHEMA, Explanation, explain, states_table
from geomap.control.areas import AreaMethod, AreaSet
from geomap.errors import InputError, Problem
from geomap.extract import Extraction, extraction_to_record, resolve_names
from geomap.gazetteer import Gazetteer
from geomap.io import ReadOptions, stream_inputs, write_claims, write_records
from geomap.model import Area, AreaRange, Place
from geomap.model.records import to_record
from geomap.pipeline.gather import extract_all, gather, refuse_bad
from geomap.pipeline.ground import areas_on, measure_ground
from geomap.pipeline.options import Progress, RunOptions
from geomap.pipeline.places import open_gazetteer
from geomap.pipeline.running import Run
from geomap.text.fold import fold


def state_rows(result: Run, as_of: date) -> list[dict[str, Any]]:
    """The states on a day as flat rows; columns and schema are documented in docs/formats.md."""
    return states_table(result.control, as_of)


def ground_ranges(result: Run, day: date, methods: Sequence[str]) -> tuple[AreaRange, ...]:
    """How much ground everybody has on a day, as low, best and high; areas that the user drew count as a method.

    Raises
    ------
    UsageError
        If a method is unknown.
    """
    return measure_ground(result.control, methods, day=day, outlines=result.outlines, others=result.settlements, drawn=_drawn(result))


def measured_areas(result: Run, day: date, methods: Sequence[str]) -> AreaSet:
    """The areas of one day by the methods named, and what the user drew.

    Raises
    ------
    UsageError
        If a method is unknown.
    """
    return areas_on(result.control, methods, day=day, outlines=result.outlines, others=result.settlements, drawn=_drawn(result))


def _drawn(result: Run) -> list[Area]:
    return [area for area in result.areas if area.method == AreaMethod.DRAWN.value]


def control_record(result: Run, as_of: date, methods: Sequence[str] = ()) -> dict[str, Any]:
    """The states on a day (schema ``geomap-states/1`` in docs/formats.md), with the member ``areas`` if methods are named.

    Raises
    ------
    UsageError
        If a method is unknown.
    """
    record: dict[str, Any] = {"schema": SCHEMA, "rows": state_rows(result, as_of)}
    if methods:
        made = measured_areas(result, as_of, methods)
        record["areas"] = {
            "schema": "geomap-ranges/1",
            "as_of": as_of.isoformat(),
            "known_by": result.options.known_by.isoformat() if result.options.known_by else None,
            "methods": list(methods),
            "projection": made.projection,
            "parameters": {area.method: dict(area.parameters) for area in made.areas if area.method != AreaMethod.STATED.value},
            "notes": list(made.notes),
            "ranges": [to_record(one) for one in ground_ranges(result, as_of, methods)],
            "fronts": [{"method": front.method, "actors": list(front.actors), "km": round(front.km, 1)} for front in made.fronts],
        }
    return record


def summarise(result: Run) -> dict[str, Any]:
    """What the map says, in short (schema ``geomap-summary/1`` in docs/formats.md): title, days, counts, states of the day it opens on."""
    spec = result.spec
    return {
        "schema": "geomap-summary/1",
        "title": spec.title,
        "subtitle": spec.subtitle,
        "as_of": spec.as_of.isoformat(),
        "known_by": result.options.known_by.isoformat() if result.options.known_by else None,
        "dates": [day.isoformat() for day in spec.dates],
        "documents": len(result.documents),
        "claims": len(spec.claims),
        "states": state_rows(result, spec.as_of),
        "notices": list(spec.notices),
        "problems": [str(problem) for problem in result.problems],
        "inputs_sha256": spec.inputs_sha256,
        "version": spec.version,
    }


def explain_place(result: Run, place: str, as_of: date) -> tuple[Explanation, ...]:
    """The ledgers of everything on the map that goes by a name: town, crossing, airbase and district apart.

    Parameters
    ----------
    result
        A run.
    place
        A gazetteer id, or a name in any spelling the gazetteer knows.
    as_of
        The day asked for.

    Raises
    ------
    InputError
        If no claim is about a place of that name.
    """
    wanted = fold(place)
    told = result.control.places
    found = [one for one in told.values() if one.id == place or fold(one.name) == wanted]
    found = found or [one for one in told.values() if wanted in {fold(name.text) for name in one.names}]
    # a crossing, an airbase or a district named after the place: "X" asks for "X crossing" as well
    found += [one for one in told.values() if one not in found and _named_after(one, wanted)]
    if not found:
        resolutions = resolve_names([place], result.gazetteer, focus=result.options.focus)
        known = [result.gazetteer.place(one.place_id).name for one in resolutions if one.place_id]
        raise InputError(
            f"no claim in the inputs is about {place!r}: no data" + (f" (the gazetteer knows {known[0]})" if known else ""),
            hint="one of: " + ", ".join(sorted({one.name for one in told.values()})[:12]) if told else "other inputs; they hold no claim",
        )
    return tuple(explain(result.control, result.claims, one.id, as_of) for one in sorted(found, key=lambda one: one.id))


def _named_after(place: Place, wanted: str) -> bool:
    if place.kind.is_settlement or not wanted:
        return False
    return any(fold(name).startswith(f"{wanted} ") for name in (place.name, *(name.text for name in place.names)))


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What `extract_to` wrote."""

    documents: int
    mentions: int
    claims: int
    problems: tuple[Problem, ...]


def extract_to(
    output: Path,
    inputs: Sequence[str | Path],
    options: RunOptions,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Counts:
    """Write what the inputs say, without deciding anything.

    ``.jsonl`` gets one record a document with its mentions and claims, documents passing through one at a time;
    ``.csv`` and ``.geojson`` get one row or point a claim; with claims tables in `options` these are the tables brought up to date:
    decisions stay, rejected rows too, and claims that they do not hold yet are added without a decision.

    Raises
    ------
    OutputError
        If `output` cannot be written; what was there is untouched.
    UsageError
        If its suffix is another one.
    """
    if output.suffix != ".jsonl":
        gathered = gather(inputs, replace(options, new_claims=True), stdin=stdin, progress=progress)
        write_claims(output, (*gathered.claims, *gathered.rejected), gazetteer=gathered.gazetteer, places=gathered.places.values())
        return Counts(
            documents=len(gathered.documents),
            mentions=sum(len(one.mentions) for one in gathered.extractions),
            claims=len(gathered.claims),
            problems=gathered.problems,
        )
    gazetteer = open_gazetteer(options.gazetteer, world=options.world, progress=progress)
    problems: list[Problem] = []
    totals: Counter[str] = Counter()
    settings = ReadOptions(today=options.today)
    _, documents = stream_inputs(inputs, gazetteer, report=problems.append, options=settings, stdin=stdin, progress=progress)
    write_records(output, _records(extract_all(documents, gazetteer, options), gazetteer, totals, lambda: refuse_bad(problems, options)))
    return Counts(documents=totals["documents"], mentions=totals["mentions"], claims=totals["claims"], problems=tuple(problems))


def _records(
    extractions: Iterable[Extraction], gazetteer: Gazetteer, totals: Counter[str], at_end: Callable[[], None]
) -> Iterator[dict[str, Any]]:
    for extraction in extractions:
        totals.update(documents=1, mentions=len(extraction.mentions), claims=len(extraction.claims))
        yield extraction_to_record(extraction, gazetteer)
    at_end()  # an error raised here leaves the old output in place: the new one is renamed only when all is written
