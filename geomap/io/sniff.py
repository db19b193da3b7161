"""What a file is, by its content; the name only helps to word a complaint."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from geomap.io.decoding import UndecodableError, decode, marked_encoding

HEAD_BYTES = 65_536
"""How much of a file is looked at."""


class Kind(StrEnum):
    """Kinds of input that geomap tells apart."""

    EMPTY = "empty file"
    TEXT = "text"
    HTML = "web page"
    DOCUMENTS = "documents, one JSON object a line"
    CLAIMS_JSONL = "claims, one JSON object a line"
    CLAIMS_CSV = "claims table"
    UCDP_GED = "UCDP GED events"
    ACLED = "ACLED events"
    TERRITORY_SERIES = "series of areas by day"
    GEOJSON = "GeoJSON"
    KML = "KML"
    KMZ = "KMZ"
    GEOPACKAGE = "GeoPackage"
    CONTROL_MODULE = "map module in Lua"
    UNKNOWN_TABLE = "table of an unknown sort"
    UNKNOWN_JSON = "JSON of an unknown sort"
    PICTURE = "picture, sound or film"
    BINARY = "binary file"


DOCUMENT_KINDS = frozenset({Kind.TEXT, Kind.HTML, Kind.DOCUMENTS})
"""What `geomap.io.read_documents` reads."""


@dataclass(frozen=True, kw_only=True)
class Sniffed:
    """What a file was recognised as."""

    kind: Kind
    label: str = ""
    """For binary files: what it is, e.g. ``a PDF``."""
    hint: str = ""
    """For what cannot be read: what to do about it."""


_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "convert it to text first, e.g. pdftotext -layout FILE.pdf FILE.txt (poppler-utils), and check the result"),
    (b"{\\rtf", "an RTF document", "save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save it as plain text or CSV (UTF-8) first"),
    (b"SQLite format 3\x00", "a SQLite file", "export it as CSV or GeoJSON first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first: gunzip FILE"),
    (b"BZh", "a bzip2 archive", "unpack it first: bunzip2 FILE"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first: unxz FILE"),
)
_PICTURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (8, b"WEBP", "a WebP picture"),
    (8, b"WAVE", "a sound recording"),
    (4, b"ftyp", "a film, a sound recording or a HEIC picture"),
    (0, b"ID3\x03", "a sound recording"),
    (0, b"ID3\x04", "a sound recording"),
    (0, b"OggS", "a sound recording or a film"),
    (0, b"\x1aE\xdf\xa3", "a film"),
)
_WORDS_ONLY = "only text can be read; type or recognise its words first"
_SVG = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg\b", re.IGNORECASE | re.DOTALL)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|section|div|main|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_KML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?kml\b", re.IGNORECASE | re.DOTALL)
_MARKS = re.compile(r"\bmarks\s*=\s*\{")
_MARK = re.compile(r"\blat\s*=\s*[\"']?-?\d")
_GED_COLUMNS = frozenset({"type_of_violence", "where_prec", "date_prec", "date_start", "side_a", "side_b"})
_ACLED_COLUMNS = frozenset({"event_date", "event_type", "actor1", "actor2", "geo_precision"})


def sniff(head: bytes, *, name: str = "") -> Sniffed:
    """Recognise a file by its first `HEAD_BYTES`.

    Parameters
    ----------
    head
        Beginning of the file; fewer than `HEAD_BYTES` bytes are the whole file.
    name
        Its name. It never makes a file something it is not: it only decides whether content that
        fits nothing else is an article or a broken table.
    """
    if not head.strip():
        return Sniffed(kind=Kind.EMPTY, hint="remove it or put the text in")
    if (magic := _magic(head)) is not None:
        return magic
    try:
        text = decode(_whole_characters(head)).text.removeprefix("\ufeff")
    except UndecodableError:
        return _binary()
    if _controls(text) * 200 > len(text):
        return _binary()
    if not text.strip():
        return Sniffed(kind=Kind.EMPTY, hint="remove it or put the text in")
    if _SVG.match(text):
        return Sniffed(kind=Kind.PICTURE, label="an SVG picture", hint=_WORDS_ONLY)
    return Sniffed(kind=_kind_of_text(text, name.casefold(), whole=len(head) < HEAD_BYTES))


def delimiter_of(line: str) -> str:
    """The separator of a table by its header line: comma, semicolon or tab."""
    return max(",;\t", key=lambda mark: (line.count(mark), mark == ","))


def columns_of(line: str) -> tuple[str, ...]:
    """Lower-cased, stripped column names of a header line."""
    row = next(csv.reader([line], delimiter=delimiter_of(line)), [])
    return tuple(cell.strip().removeprefix("\ufeff").casefold() for cell in row)


def _magic(head: bytes) -> Sniffed | None:
    if head.startswith(b"SQLite format 3\x00") and head[68:72] == b"GPKG":  # application id, GeoPackage 1.2 and later
        return Sniffed(kind=Kind.GEOPACKAGE)
    for start, label, hint in _MAGIC:
        if head.startswith(start):
            return Sniffed(kind=Kind.BINARY, label=label, hint=hint)
    for at, mark, label in _PICTURES:
        if head.startswith(mark, at) and (at == 0 or _is_container(head)):
            return Sniffed(kind=Kind.PICTURE, label=label, hint=_WORDS_ONLY)
    if not head.startswith(b"PK\x03\x04"):
        return None
    if b".kml" in head[:400].lower():
        return Sniffed(kind=Kind.KMZ)
    if b"word/" in head or b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
        return Sniffed(kind=Kind.BINARY, label="a word-processor document", hint="save it as plain text first")
    if b"xl/" in head or b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in head:
        return Sniffed(kind=Kind.BINARY, label="a spreadsheet", hint="save the sheet as CSV (UTF-8) first")
    return Sniffed(kind=Kind.BINARY, label="a zip archive", hint="unpack it first")


def _is_container(head: bytes) -> bool:
    """Whether a mark that stands further in is one: text may happen to hold its letters."""
    return head.startswith(b"RIFF") or b"\x00" in head[:4]


def _binary() -> Sniffed:
    return Sniffed(kind=Kind.BINARY, label="no text, whatever its name says", hint="convert it to a text file first")


def _whole_characters(head: bytes) -> bytes:
    """The head without a character that the cut at `HEAD_BYTES` may have split."""
    if len(head) < HEAD_BYTES:
        return head
    if marked_encoding(head) or b"\x00" in head:
        return head[: len(head) & ~3]
    cut = head.rfind(b"\n")
    return head[: cut + 1] if cut > 0 else head[: max(head.rfind(b" "), len(head) - 4)]


def _controls(text: str) -> int:
    return sum(character < " " and character not in "\t\n\r\f\v\x1b" for character in text)


def _kind_of_text(text: str, name: str, *, whole: bool) -> Kind:
    if _KML.match(text):
        return Kind.KML
    if _HTML.match(text):
        return Kind.HTML
    lines = [line for line in re.split(r"\r\n?|\n", text) if line.strip()]
    if not whole and len(lines) > 1:
        lines = lines[:-1]  # the last one may be cut
    if (kind := _kind_of_json(text, lines, name, whole=whole)) is not None:
        return kind
    if (kind := _kind_of_table(lines, name)) is not None:
        return kind
    if text.lstrip().startswith("return") and _MARKS.search(text) and _MARK.search(text):
        return Kind.CONTROL_MODULE
    return Kind.TEXT


def _kind_of_json(text: str, lines: list[str], name: str, *, whole: bool) -> Kind | None:
    start = text.lstrip()[:2]
    named = name.endswith((".json", ".jsonl", ".ndjson", ".geojson"))
    if start[:1] == "{" and re.search(r'"type"\s*:\s*"(?:FeatureCollection|Feature)"', text):
        # A GeoJSON file in one line of text, or over many; its text may be cut here, so it is not parsed.
        first = _parse(lines[0])
        if not (isinstance(first, dict) and "text" in first):
            return Kind.GEOJSON
    records = [record for line in lines[:50] if isinstance(record := _parse(line), dict)]
    if records and len(records) * 2 >= len(lines[:50]):
        return _kind_of_records(records)
    if start[:1] == "{" and len(lines) == 1 and not whole and re.match(r'\s*\{\s*"\w+"\s*:', text):
        return Kind.DOCUMENTS  # one very long record
    if isinstance(_parse(text), (dict, list)) or (named and start[:1] in ("{", "[")):
        return Kind.DOCUMENTS if name.endswith((".jsonl", ".ndjson")) else Kind.UNKNOWN_JSON
    return None


def _kind_of_records(records: list[dict[str, Any]]) -> Kind:
    if any("text" in record for record in records):
        return Kind.DOCUMENTS
    if any("type" in record and ("place" in record or "place_id" in record) for record in records):
        return Kind.CLAIMS_JSONL
    return Kind.DOCUMENTS  # its records are then reported one by one for having no text


def _kind_of_table(lines: list[str], name: str) -> Kind | None:
    columns = columns_of(lines[0]) if len(lines[0]) < 10_000 else ()
    known = frozenset(columns)
    if known >= _GED_COLUMNS:
        return Kind.UCDP_GED
    if known >= _ACLED_COLUMNS:
        return Kind.ACLED
    if columns == ("date", "area"):
        return Kind.TERRITORY_SERIES
    if len(columns) > 2 and "type" in known and known & {"place", "place_id"}:
        return Kind.CLAIMS_CSV
    return Kind.UNKNOWN_TABLE if name.endswith((".csv", ".tsv")) else None


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
