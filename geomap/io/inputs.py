"""The front door: mixed inputs, sorted by what they are."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from geomap.gazetteer import Gazetteer
from geomap.io.areas import chain_snapshots
from geomap.io.claim_cells import CLAIMS_SCHEMA
from geomap.io.claim_tables import ClaimBook, is_claims_layer, layer_record
from geomap.io.control_module import read_control_module
from geomap.io.csv_rows import open_table
from geomap.io.decoding import UndecodableError
from geomap.io.documents import documents_of
from geomap.io.event_tables import read_acled, read_ucdp_ged
from geomap.io.geo_features import read_features
from geomap.io.geo_inputs import interpret_features
from geomap.io.opening import InputFile, TooLargeError, open_inputs
from geomap.io.options import Progress, ReadOptions, Report
from geomap.io.sniff import DOCUMENT_KINDS, Kind
from geomap.model import Area, Claim, Document, Place

DEFAULT_OPTIONS = ReadOptions()
_CLAIM_KINDS = frozenset({Kind.CLAIMS_CSV, Kind.CLAIMS_JSONL})
_EVENT_READERS = {Kind.UCDP_GED: read_ucdp_ged, Kind.ACLED: read_acled, Kind.CONTROL_MODULE: read_control_module}


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Everything that was read."""

    documents: tuple[Document, ...] = ()
    claims: tuple[Claim, ...] = ()
    """Of claims tables (rejected rows too) and of events, in the order read."""
    areas: tuple[Area, ...] = ()
    """Drawn or imported areas, in the order read."""
    places: tuple[Place, ...] = ()
    """Places of claims that the gazetteer does not have, sorted by id."""


def read_inputs(
    paths: Sequence[str | Path],
    gazetteer: Gazetteer,
    *,
    report: Report,
    options: ReadOptions = DEFAULT_OPTIONS,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Inputs:
    """Read documents, claims, events and areas from mixed inputs, told apart by content.

    Parameters
    ----------
    paths
        Files, folders and ``-``.
    gazetteer
        Where places and actors of tables are looked up.
    report
        Told about every problem; what is bad is left out and the rest is read.
    options, stdin
        As in `read_documents`.
    progress
        As in `read_documents`; while inputs are still being recognised and tables read, the number of all files is 0.

    Raises
    ------
    UsageError
        If ``-`` is among `paths` and no `stdin` is given.
    """
    tables, documents = stream_inputs(paths, gazetteer, report=report, options=options, stdin=stdin, progress=progress)
    return Inputs(documents=tuple(documents), claims=tables.claims, areas=tables.areas, places=tables.places)


def stream_inputs(
    paths: Sequence[str | Path],
    gazetteer: Gazetteer,
    *,
    report: Report,
    options: ReadOptions = DEFAULT_OPTIONS,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> tuple[Inputs, Iterator[Document]]:
    """The same for corpora of any length: tables and areas at once, documents one at a time.

    Returns
    -------
    `Inputs` without documents, and the documents. Their problems are reported while they are read.
    """
    sorter = _Sorter(gazetteer=gazetteer, report=report, options=options)
    for number, file in enumerate(open_inputs(paths, report=report, options=options, stdin=stdin)):
        if progress:
            progress(file.shown, number, 0)
        sorter.take(file)
    return sorter.inputs(), documents_of(sorter.documents, report=report, options=options, progress=progress)


@dataclass(kw_only=True)
class _Sorter:
    gazetteer: Gazetteer
    report: Report
    options: ReadOptions
    documents: list[InputFile] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._area_ids: Counter[str] = Counter()
        self._book = ClaimBook(self.gazetteer, report=self.report, options=self.options)

    def inputs(self) -> Inputs:
        """What the tables hold."""
        table = self._book.table()
        places = self.places | {place.id: place for place in table.places}
        return Inputs(
            claims=(*table.claims, *self.claims),
            areas=chain_snapshots(self.areas),
            places=tuple(places[key] for key in sorted(places)),
        )

    def take(self, file: InputFile) -> None:
        """Read a table or shapes; keep a document for later."""
        if file.sniffed.kind in DOCUMENT_KINDS:
            self.documents.append(file)
            return
        try:
            self._read(file)
        except TooLargeError as error:
            self.report(file.problem(str(error), hint="split it, or raise the limit"))
        except UndecodableError as error:
            self.report(file.problem(str(error), hint="save it as UTF-8"))
        except OSError as error:
            self.report(file.problem(f"it cannot be read: {error.strerror or error}", hint="check the path and the disk"))

    def _read(self, file: InputFile) -> None:
        kind = file.sniffed.kind
        if kind in _CLAIM_KINDS:
            self._book.read(file)
        elif kind in _EVENT_READERS:
            events = _EVENT_READERS[kind](file, self.gazetteer, report=self.report, options=self.options)
            self.claims += events.claims
            self.places |= {place.id: place for place in events.places}
        elif kind is Kind.GEOJSON and self._is_claims(file):
            self._book.read(file)
        elif kind in (Kind.GEOJSON, Kind.KML, Kind.KMZ, Kind.GEOPACKAGE):
            collection = read_features(file, report=self.report, options=self.options)
            if is_claims_layer(collection):
                for feature in collection.features:
                    self._book.add_record(layer_record(feature.properties), file, None)
                return
            found = interpret_features(collection, file, self.gazetteer, report=self.report)
            self.claims += found.claims
            self.areas += [self._with_own_id(area) for area in found.areas]
            self.places |= {place.id: place for place in found.places}
        elif kind is Kind.TERRITORY_SERIES:
            self._tell_series(file)

    def _with_own_id(self, area: Area) -> Area:
        """Files of one name in two folders must not share the ids of their areas."""
        self._area_ids[area.id] += 1
        count = self._area_ids[area.id]
        return area if count == 1 else dataclasses.replace(area, id=f"{area.id}-{count}")

    def _is_claims(self, file: InputFile) -> bool:
        """Claims written as GeoJSON carry the name of their schema at the beginning."""
        with file.open() as stream:
            return CLAIMS_SCHEMA.encode() in stream.read(4096)

    def _tell_series(self, file: InputFile) -> None:
        days = [row["date"][:10] for _, row in open_table(file, report=self.report, options=self.options).rows]
        span = f" from {min(days)} to {max(days)}" if days else ""
        message = f"{len(days)} daily totals of an area{span}: totals say nothing of any place, so nothing is drawn from them"
        self.report(file.problem(message, hint="compare them with the areas of geomap changes", severity="warning"))
