"""Claims and extractions to files, in the schema that `read_claims` reads back without loss."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from geomap.gazetteer import Gazetteer
from geomap.io.atomic import write_stream
from geomap.io.claim_cells import CLAIMS_SCHEMA, COLUMNS, detail_cell, guarded, visible_cells
from geomap.io.claim_rows import RowReader
from geomap.io.suffixes import output_suffix
from geomap.model import Claim, LonLat, Place, PlaceKind
from geomap.model.records import Record

_NUMBERS = {"lon": float, "lat": float, "share_percent": float, "start": int, "end": int}


def write_claims(
    path: str | Path, claims: Iterable[Claim], *, gazetteer: Gazetteer, places: Iterable[Place] = (), mentions: Iterable[Record] = ()
) -> None:
    """Write claims as ``.csv``, ``.jsonl`` or ``.geojson``, whichever the suffix says; written beside and renamed into place.

    Reading the file back with the same gazetteer gives equal claims. Cells of a CSV that a spreadsheet would run as a
    formula are guarded with an apostrophe, which reading removes.

    Parameters
    ----------
    path
        The output; its folder must exist.
    claims
        In the order to be written.
    gazetteer
        Gives names and positions of places.
    places
        Places that are no gazetteer entries.
    mentions
        Further features for GeoJSON: records with ``lon`` and ``lat`` in degrees (EPSG:4326), kept as properties.

    Raises
    ------
    UsageError
        If the suffix is another one.
    OutputError
        If the file cannot be written; what was there is untouched.
    """
    suffix = output_suffix(path, (".csv", ".jsonl", ".geojson"))
    table = _Table(gazetteer, places)
    if suffix == ".csv":
        write_stream(path, lambda stream: _write_csv(stream, table, claims))
    elif suffix == ".jsonl":
        write_stream(path, lambda stream: _write_lines(stream, (table.record(claim) for claim in claims)))
    else:
        write_stream(path, lambda stream: _write_geojson(stream, table, claims, mentions))


def write_records(path: str | Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Write ready records as JSON Lines (``.jsonl``), one object a line in the order given, in flat memory.

    Raises
    ------
    UsageError
        If the suffix is another one.
    OutputError
        If the file cannot be written; what was there is untouched.
    """
    output_suffix(path, (".jsonl",))
    write_stream(path, lambda stream: _write_lines(stream, records))


def claim_records(claims: Iterable[Claim], *, gazetteer: Gazetteer, places: Iterable[Place] = ()) -> Iterator[Record]:
    """The claims as flat records with the columns of a claims table; empty cells are left out."""
    table = _Table(gazetteer, places)
    return (table.record(claim) for claim in claims)


class _Table:
    """Turns claims into cells."""

    def __init__(self, gazetteer: Gazetteer, places: Iterable[Place]) -> None:
        self._gazetteer = gazetteer
        self._own = {place.id: place for place in places}
        self._rows = RowReader(gazetteer=gazetteer)

    def cells(self, claim: Claim) -> dict[str, str]:
        """All cells, not yet guarded."""
        place = self._place(claim)
        cells = visible_cells(claim, place_name=place.name, position=place.lonlat if place.name else None)
        read_back = self._rows.parts_of_cells(cells, place)
        return {**cells, "detail": detail_cell(claim, read_back)}

    def record(self, claim: Claim) -> Record:
        """The cells as JSON values; empty ones are left out."""
        record: Record = {}
        for name, cell in self.cells(claim).items():
            if not cell:
                continue
            if name in _NUMBERS:
                record[name] = _NUMBERS[name](cell)
            elif name == "detail":
                record[name] = json.loads(cell)
            else:
                record[name] = cell
        return record

    def _place(self, claim: Claim) -> Place:
        identifier = claim.place.place_id
        if identifier in self._own:
            return self._own[identifier]
        if identifier in self._gazetteer:
            return self._gazetteer.place(identifier)
        return Place(id=identifier, name="", kind=PlaceKind.TOWN, lonlat=LonLat(lon=0.0, lat=0.0))


def _write_csv(stream: IO[str], table: _Table, claims: Iterable[Claim]) -> None:
    writer = csv.DictWriter(stream, COLUMNS)  # CRLF as in RFC 4180; the module then also quotes a lone CR
    writer.writeheader()
    for claim in claims:
        writer.writerow(guarded(table.cells(claim)))


def _write_lines(stream: IO[str], records: Iterable[Mapping[str, Any]]) -> None:
    for record in records:
        stream.write(_json(record) + "\n")


def _write_geojson(stream: IO[str], table: _Table, claims: Iterable[Claim], mentions: Iterable[Record]) -> None:
    stream.write(f'{{"type":"FeatureCollection","geomap":{_json({"schema": CLAIMS_SCHEMA})},"features":[')
    mark = "\n"
    for kind, record in (*(("claim", table.record(claim)) for claim in claims), *(("mention", mention) for mention in mentions)):
        lon, lat = record.get("lon"), record.get("lat")
        point = None if lon is None or lat is None else {"type": "Point", "coordinates": [lon, lat]}
        stream.write(mark + _json({"type": "Feature", "geometry": point, "properties": {"kind": kind, **record}}))
        mark = ",\n"
    stream.write("\n]}\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
