"""Which importer an input needs, told from its content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError
from geomap.gazetteer.imported import Importer
from geomap.gazetteer.importers.geonames import (
    DUMP_COLUMNS,
    GeoNamesAdminCodes,
    GeoNamesAlternateNames,
    GeoNamesCountryInfo,
    GeoNamesDump,
)
from geomap.gazetteer.importers.json_files import GeoJsonFeatures, LinkedPlaces, Overpass, WhosOnFirst, WikidataResults, read_json
from geomap.gazetteer.importers.opening import opened
from geomap.gazetteer.importers.tables import FlexibleTable, GnsTable, LinkedPlacesTable, PCodeTable, WikidataTable, is_flexible
from geomap.model import Source

_SAMPLE = 65_536
_READABLE = "GeoNames, CSV or TSV with name, lat, lon, P-code tables, Linked Places, Who's On First, Overpass, Wikidata, GNS, GeoJSON"


def importers_for(paths: Sequence[Path], *, source: Source | None = None) -> list[Importer]:
    """An importer for every file; folders are looked through, and what geomap does not know in them is left alone.

    Alternate names come before the dumps they belong to, so that a name keeps the language they state.

    Parameters
    ----------
    source
        Where the users' own tables and GeoJSON come from; without it the name of the file. The formats that have one publisher
        (GeoNames, GNS, Who's On First, Overpass, Wikidata, OCHA) state their own.

    Raises
    ------
    GazetteerError
        If a file is of no kind geomap reads.
    """
    found: list[Importer] = []
    for path in paths:
        if not path.is_dir():
            found.append(importer_for(path, source=source))
            continue
        for file in sorted(child for child in path.rglob("*") if child.is_file()):
            with suppress(GazetteerError):  # a folder also holds readmes and the like
                found.append(importer_for(file, source=source))
    return sorted(found, key=lambda importer: not isinstance(importer, GeoNamesAlternateNames))


def importer_for(path: Path, *, source: Source | None = None) -> Importer:
    """The importer for one file; see `importers_for`."""
    with opened(path) as text:
        sample = text.read(_SAMPLE)
    start = sample.lstrip()
    if start.startswith(("{", "[")):
        return _json(path, source)
    lines = [line for line in sample.splitlines() if line.strip()]
    if not lines or "\x00" in sample:
        raise GazetteerError(f"{path}: empty or no text", hint=f"geomap imports {_READABLE}")
    return _geonames(path, lines) or _table(path, lines, source)


def _geonames(path: Path, lines: Sequence[str]) -> Importer | None:
    """The importer of a GeoNames file, which has no header."""
    cells = next((line for line in lines if not line.startswith("#")), "").split("\t")
    if lines[0].startswith("#") and any(line.startswith("#ISO\tISO3") for line in lines):
        return GeoNamesCountryInfo(path)
    if len(cells) == DUMP_COLUMNS and cells[0].isdigit() and re.fullmatch(r"-?\d+(\.\d+)?", cells[4]):
        return GeoNamesDump(path)
    if 4 <= len(cells) <= 10 and cells[0].isdigit() and cells[1].isdigit():
        return GeoNamesAlternateNames(path)
    if 3 <= len(cells) <= 4 and re.fullmatch(r"[A-Z]{2}(\.\w+){1,2}", cells[0]):
        return GeoNamesAdminCodes(path)
    return None


def _table(path: Path, lines: Sequence[str], source: Source | None) -> Importer:
    header_line = next((line for line in lines if not line.startswith("#")), "")
    header = {cell.strip().strip('"').casefold() for cell in re.split("[\t,;|]", header_line)}
    if {"ufi", "uni"} & header and any(column.startswith("full_n") for column in header):
        return GnsTable(path)
    if any(re.fullmatch(r"adm(in)?\d_?pcode", column) for column in header):
        return PCodeTable(path, source=source)
    if {"title", "title_source"} <= header:
        return LinkedPlacesTable(path, source=source)
    if "itemlabel" in header:
        return WikidataTable(path)
    if is_flexible(header):
        return FlexibleTable(path, source=source)
    raise GazetteerError(f"{path}: of no kind geomap imports", hint=f"geomap imports {_READABLE}")


def _json(path: Path, source: Source | None) -> Importer:
    content: Any = read_json(path)
    if isinstance(content, list) and content and isinstance(content[0], dict):
        return WikidataResults(path, content=content)
    if not isinstance(content, dict):
        raise GazetteerError(f"{path}: JSON, but of no kind geomap imports", hint=f"geomap imports {_READABLE}")
    if "elements" in content:
        return Overpass(path, content=content)
    if "results" in content:
        return WikidataResults(path, content=content)
    features = content.get("features") or [content]
    first = features[0] if features and isinstance(features[0], dict) else {}
    if "names" in first and ("@context" in content or any("toponym" in entry for entry in first["names"] if isinstance(entry, dict))):
        return LinkedPlaces(path, source=source, content=content)
    if any(str(key).startswith("wof:") for key in first.get("properties") or {}):
        return WhosOnFirst(path, content=content)
    if first.get("type") == "Feature":
        return GeoJsonFeatures(path, source=source, content=content)
    raise GazetteerError(f"{path}: JSON, but of no kind geomap imports", hint=f"geomap imports {_READABLE}")
