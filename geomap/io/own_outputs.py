"""What geomap itself made, told by its content: fed back in, a map would be read as a report about itself."""

from __future__ import annotations

import re
import zipfile
from typing import IO

from geomap.io.sniff import HEAD_BYTES, Kind, Sniffed, columns_of

_PAGE = re.compile(rb'<meta name="geomap:(version|report)"')
_HEAD_ENDS = re.compile(rb"</head|<body", re.IGNORECASE)
_PIECE = re.compile(
    rb"""\s*(?:<div\ class="geomap-fragment"
    | :::\ [^\n]*\n```{=html}\n<(?:figure\ class="geomap"|iframe\ class="geomap-frame")
    | <figure\ class="geomap"(?:(?!</figure>).)*(?:</figure>\s*)?\Z
    | <iframe\ class="geomap-frame"(?:(?!</iframe>).)*(?:</iframe>\s*)?\Z)""",
    re.DOTALL | re.VERBOSE,
)
"""Lines of `geomap embed` by themselves; an article that they stand in is an article."""
_MARKED = re.compile(rb"\s*<!-- geomap:(report) ")
_RESULTS = re.compile(
    rb'\s*\{\s*(?:"type"\s*:\s*"FeatureCollection"\s*,\s*"geomap"\s*:\s*\{\s*)?"schema"\s*:\s*"geomap-(?!claims|areas)[a-z]+/\d+"'
)
_MODELLED = re.compile(rb'"geomap-areas/\d+".{0,65536}?"method"\s*:\s*"(?:reach|corridors|stated)"', re.DOTALL)
_STATE_COLUMNS = frozenset({"state_id", "place_id", "side", "status", "holders"})
_TAIL_BYTES = 8_192


def made_by_geomap(stream: IO[bytes], head: bytes, sniffed: Sniffed) -> str:
    """What a file made by geomap is, in words ("a map"); empty for everything else, claims tables and drawn areas among it.

    Parameters
    ----------
    stream
        The file; more of it is read only where its beginning does not tell.
    head
        Its first `HEAD_BYTES`.
    sniffed
        What it was recognised as.
    """
    match sniffed.kind:
        case Kind.HTML:
            return _of_page(head)
        case Kind.PICTURE:
            return "a figure" if head.startswith(b"\x89PNG") and b"tEXtSoftware\x00geomap " in head[:4096] else ""
        case Kind.BINARY if head.startswith(b"%PDF-"):
            return "a figure" if b"/Creator (geomap " in _tail(stream) else ""
        case Kind.BINARY if head.startswith(b"PK\x03\x04"):
            return "a report" if _is_own_word_file(stream) else ""
        case Kind.GEOPACKAGE:
            return "a table of states" if b'"state_id"' in head + stream.read(HEAD_BYTES) else ""
        case Kind.KML:
            return "a table of states" if b'<Schema id="states.schema">' in head else ""
        case Kind.TEXT:
            return "a report" if _MARKED.match(head) else _of_page(head)
        case Kind.UNKNOWN_TABLE:
            line = head.partition(b"\n")[0].decode("utf-8", "replace")
            return "a table of states" if frozenset(columns_of(line)) >= _STATE_COLUMNS else ""
        case Kind.GEOJSON | Kind.UNKNOWN_JSON | Kind.DOCUMENTS:
            return "a results file" if _RESULTS.match(head) else ""
        case _:
            return ""


def is_modelled(head: bytes, sniffed: Sniffed) -> bool:
    """Whether a file holds areas that geomap modelled: they can be read, but are no report of anything."""
    if sniffed.kind is Kind.KML:
        return b'<Schema id="areas.schema">' in head and bool(re.search(rb'name="method">(?:reach|corridors|stated)<', head))
    return sniffed.kind is Kind.GEOJSON and bool(_MODELLED.search(head))


def _of_page(head: bytes) -> str:
    ends = _HEAD_ENDS.search(head)
    if found := _PAGE.search(head, 0, ends.start() if ends else len(head)):
        return "a report" if found[1] == b"report" else "a map"
    return "a piece of a page" if _PIECE.match(head) else ""


def _tail(stream: IO[bytes]) -> bytes:
    stream.seek(0, 2)
    stream.seek(max(0, stream.tell() - _TAIL_BYTES))
    return stream.read()


def _is_own_word_file(stream: IO[bytes]) -> bool:
    try:
        with zipfile.ZipFile(stream) as archive:
            info = archive.getinfo("docProps/core.xml")
            return info.file_size < HEAD_BYTES and b"<dc:creator>geomap</dc:creator>" in archive.read(info)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
        return False
