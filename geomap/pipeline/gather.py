"""The first half of the street: inputs to documents, mentions, places and claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from geomap.errors import Problem, ProblemsError
from geomap.extract import Extraction, ExtractOptions, extract_document
from geomap.gazetteer import Gazetteer
from geomap.io import Inputs, ReadOptions, Reviewed, apply_review, read_claims, read_inputs
from geomap.model import Area, Claim, Document, Place
from geomap.pipeline.options import Progress, RunOptions
from geomap.pipeline.places import open_gazetteer
from geomap.text.transliterate import transliteration_key


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What the inputs say, before anything is decided."""

    gazetteer: Gazetteer = field(repr=False)
    documents: tuple[Document, ...] = field(repr=False)
    extractions: tuple[Extraction, ...] = field(repr=False)
    """One a document, in the order read."""
    claims: tuple[Claim, ...] = field(repr=False)
    """From the texts and from tables, after review."""
    rejected: tuple[Claim, ...] = field(repr=False)
    """Rows of the tables of `RunOptions.claims` that a person rejected."""
    places: Mapping[str, Place] = field(repr=False)
    """Every place a claim names, by id."""
    areas: tuple[Area, ...] = field(repr=False)
    problems: tuple[Problem, ...]
    """Everything that was wrong with the inputs, in the order found."""


def gather(
    inputs: Sequence[str | Path],
    options: RunOptions,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Gathered:
    """Read inputs, find and resolve places, read claims, apply what a person decided about them.

    Raises
    ------
    ProblemsError
        If nothing usable is in the inputs, or part of them cannot be used and `RunOptions.skip_bad` is off.
    """
    gazetteer = open_gazetteer(options.gazetteer, world=options.world, progress=progress)
    problems: list[Problem] = []
    settings = ReadOptions(today=options.today)
    read = read_inputs(inputs, gazetteer, report=problems.append, options=settings, stdin=stdin, progress=progress)
    extractions = tuple(extract_all(read.documents, gazetteer, options, progress))
    problems.extend(problem for extraction in extractions for problem in extraction.rejected)
    claims, rejected, places = _review(read, extractions, gazetteer, options, problems)
    if not (read.documents or claims or read.areas):
        raise ProblemsError(
            problems,
            message="there is nothing to read in the inputs",
            hint="a folder with .txt, .md, .html or .jsonl articles; `geomap demo` shows what comes out",
        )
    refuse_bad(problems, options)
    return Gathered(
        gazetteer=gazetteer,
        documents=read.documents,
        extractions=extractions,
        claims=claims,
        rejected=rejected,
        places=places,
        areas=read.areas,
        problems=tuple(problems),
    )


def refuse_bad(problems: Sequence[Problem], options: RunOptions) -> None:
    """Stop before anything is made from inputs that are read only in part, unless the caller wants that.

    Raises
    ------
    ProblemsError
        If a problem is an error and `RunOptions.skip_bad` is off; it lists all problems.
    """
    errors = sum(problem.severity == "error" for problem in problems)
    if errors and not options.skip_bad:
        raise ProblemsError(
            problems,
            message=f"{errors} input{'s' if errors != 1 else ''} or row{'s' if errors != 1 else ''} cannot be used; nothing was made",
            hint="mend them, or leave them out with --skip-bad (the map then says so)",
        )


def extract_all(
    documents: Iterable[Document], gazetteer: Gazetteer, options: RunOptions, progress: Progress | None = None
) -> Iterator[Extraction]:
    """One extraction a document, in order, as they come."""
    settings = ExtractOptions(focus=options.focus, rules=options.rules, extractors=options.extractors, settings=options.settings)
    total = len(documents) if isinstance(documents, Sized) else 0
    for number, document in enumerate(documents, 1):
        yield extract_document(document, gazetteer, options=settings)
        if progress:
            progress("reading claims", number, total)


def _review(
    read: Inputs, extractions: Sequence[Extraction], gazetteer: Gazetteer, options: RunOptions, problems: list[Problem]
) -> tuple[tuple[Claim, ...], tuple[Claim, ...], dict[str, Place]]:
    """The claims that count, those a person rejected, and the places of both."""
    claims = [claim for extraction in extractions for claim in extraction.claims]
    documents = {extraction.document.id: extraction.document for extraction in extractions}
    extra = {place.id: place for place in read.places}
    if read.claims:  # a table among the inputs: more claims, and decisions about those of the texts
        reviewed = apply_review(claims, read.claims, documents=documents, new=True)
        claims = list(reviewed.claims)
        problems.extend(_lost(reviewed))
    table: list[Claim] = []
    for path in options.claims:
        rows = read_claims(path, gazetteer, report=problems.append)
        table.extend(rows.claims)
        extra.update((place.id, place) for place in rows.places)
    rejected: tuple[Claim, ...] = ()
    if options.claims:
        reviewed = apply_review(claims, table, documents=documents, new=options.new_claims)
        claims = list(reviewed.claims)
        rejected = tuple(row for row in table if row.id in reviewed.rejected)
        problems.extend(_lost(reviewed))
        if not options.new_claims:
            problems.extend(_left_out(reviewed.unknown, documents))
    named = (*claims, *rejected)
    ids = {claim.place.place_id for claim in named} | {claim.place.other_place_id for claim in named if claim.place.other_place_id}
    places = {place_id: extra.get(place_id) or gazetteer.place(place_id) for place_id in sorted(ids)}
    return tuple(claims), rejected, as_reported(places, claims)


def as_reported(places: Mapping[str, Place], claims: Sequence[Claim]) -> dict[str, Place]:
    """The places under the spelling of the texts, where an imported entry has another romanisation than the press.

    Curated entries carry the name the map is to show. An imported one is shown as the texts most often spell it, if that is
    a romanisation of one of its names (the same transliteration key); the first in the alphabet among equals.
    """
    spellings: dict[str, Counter[str]] = {}
    for claim in claims:
        if ":" in claim.place.place_id and claim.place.raw and not claim.place.raw.isupper():
            spellings.setdefault(claim.place.place_id, Counter())[claim.place.raw] += 1
    named = dict(places)
    for place_id, counts in spellings.items():
        place = places.get(place_id)
        if place is None:
            continue
        known = {transliteration_key(name.text) for name in place.names} | {transliteration_key(place.name)}
        fitting = [spelling for spelling in counts if transliteration_key(spelling) in known and spelling[0].isupper()]
        told = sorted(fitting, key=lambda spelling: (-counts[spelling], spelling))
        if told:
            named[place_id] = replace(place, name=told[0])
    return named


def _lost(reviewed: Reviewed) -> Iterator[Problem]:
    """What became of rows whose claims the texts no longer make."""
    told = (
        (reviewed.kept, "is in the table and no longer found in the texts; it is used as the table has it"),
        (reviewed.stale, "is in the table, unreviewed, and no longer found in the texts; it is left out"),
    )
    for claim_ids, message in told:
        for claim_id in claim_ids:
            yield Problem(message=f"claim {claim_id} {message}", severity="warning", hint="review the row")


def _left_out(claims: Sequence[Claim], documents: Mapping[str, Document]) -> Iterator[Problem]:
    """The claims of the texts that the table does not hold, told once a document."""
    counts = Counter(claim.doc_id for claim in claims)
    for doc_id, number in counts.items():
        first = next(claim for claim in claims if claim.doc_id == doc_id)
        document = documents.get(doc_id)
        yield Problem(
            path=(document.path if document is not None else "") or doc_id,
            message=f"{number} claim{'s' if number != 1 else ''} not in your table, left out; the first: {first.quotation[:80]!r}",
            severity="warning",
            hint="`geomap extract ... --claims TABLE -o TABLE` adds them to the table for review; --new-claims takes them as they are",
        )
