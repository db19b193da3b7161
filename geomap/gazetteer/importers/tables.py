"""Tables with a header: flexible CSV and TSV, OCHA P-codes, Linked Places TSV, NGA GNS, Wikidata results as CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from geomap.errors import GazetteerError
from geomap.gazetteer.imported import ImportedName, ImportedPlace, Row, Tally
from geomap.gazetteer.importers.common import (
    broken,
    check_position,
    country_at,
    country_code,
    kind_from_word,
    parse_people,
    parse_point,
    source_of_file,
)
from geomap.gazetteer.importers.geonames import kind_of
from geomap.gazetteer.importers.opening import opened
from geomap.model import NameKind, PlaceKind, Source

_BATCH = 5_000
_ALIASES = {
    "id": "id place_id gid item uri code",
    "name": "name title place place_name name_en toponym label itemlabel asciiname settlement location city town village",
    "lat": "lat latitude y lat_dd center_lat centroid_lat decimal_latitude lat_wgs84",
    "lon": "lon lng long longitude x long_dd center_lon centroid_lon decimal_longitude lon_wgs84",
    "wkt": "coord coords coordinate coordinates wkt geom geometry point geowkt coordinate_location",
    "country": "country country_code countrycode iso2 iso_a2 iso3 iso_a3 cc ccodes adm0_pcode countrylabel admin0",
    "admin1": "admin1 adm1 admin1_name adm1_en adm1_name governorate province state region oblast",
    "kind": "kind type types feature_type placetype place_type typelabel instancelabel featuretype class",
    "population": "population pop people",
    "names": "alt_names alternate_names alternatenames aliases variants other_names altlabel altlabels itemaltlabel also",
    "name_ar": "name_ar arabic name_arabic label_ar",
    "wikidata": "wikidata wikidata_id qid",
    "geonameid": "geonameid geonames geonames_id",
}
_COLUMNS = {alias: column for column, aliases in reversed(_ALIASES.items()) for alias in aliases.split()}
_SEPARATORS = re.compile(r"\s*[;|]\s*")
_UNIT = re.compile(r"adm(?:in)?(\d)_?(pcode|name|[a-z]{2})\d?", re.IGNORECASE)
_QID = re.compile(r"Q[1-9]\d*")


OCHA = Source(
    id="ocha-cod", title="Common operational datasets: administrative boundaries", publisher="OCHA", url="https://data.humdata.org/",
    licence="CC BY 3.0 IGO", attribution="OCHA COD-AB (CC BY 3.0 IGO)",
)  # fmt: skip
GNS = Source(
    id="gns", title="GEOnet Names Server", publisher="National Geospatial-Intelligence Agency", url="https://geonames.nga.mil/",
    licence="Public domain", attribution="NGA GEOnet Names Server",
)  # fmt: skip
WIKIDATA = Source(
    id="wikidata", title="Wikidata", publisher="Wikimedia Foundation", url="https://www.wikidata.org/", licence="CC0 1.0",
    attribution="Wikidata",
)  # fmt: skip


class _Table:
    """A table with a header row; subclasses say what a row means."""

    publisher: ClassVar[Source | None] = None
    """Where all files of this kind come from, if that is one place."""

    def __init__(self, path: Path, *, source: Source | None = None) -> None:
        self.path = path
        self.source = source or self.publisher or source_of_file(path)

    def rows(self, tally: Tally) -> Iterator[Sequence[Row]]:
        """Places and names, row by row."""
        batch: list[Row] = []
        for line, row in read_rows(self.path, tally):
            tally.read += 1
            try:
                batch += self.take(row, line)
            except (ValueError, KeyError, IndexError) as error:
                broken(tally, self.path, line, error)
            if len(batch) >= _BATCH:
                yield batch
                batch = []
        yield batch

    def take(self, row: dict[str, str], line: int) -> list[Row]:
        raise NotImplementedError


def read_rows(path: Path, tally: Tally) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a delimited table as dictionaries of its lower-case header, with their lines."""
    with opened(path) as text:
        sample = text.read(65536)
        header_line = next((line for line in sample.splitlines() if line.strip() and not line.startswith("#")), "")
        delimiter = max("\t,;|", key=header_line.count)
        text.seek(0)
        reader = csv.reader((line for line in text if not line.startswith("#")), delimiter=delimiter)
        header: list[str] = []
        try:
            for cells in reader:
                if not any(cells):
                    continue
                if not header:
                    header = [cell.strip().casefold() for cell in cells]
                    continue
                if len(cells) > len(header):
                    tally.read += 1
                    tally.add_broken(str(path), reader.line_num, f"{len(cells)} cells, the header has {len(header)}")
                    continue
                yield reader.line_num, dict(zip(header, map(str.strip, cells), strict=False))
        except csv.Error as error:
            raise GazetteerError(f"{path}:{reader.line_num}: {error}", hint="the file is no table in UTF-8") from error


class FlexibleTable(_Table):
    """Any table with a name and a position; columns go by the names people give them."""

    def take(self, row: dict[str, str], line: int) -> list[Row]:
        """One place a row."""
        cells = {_COLUMNS[column]: value for column, value in row.items() if column in _COLUMNS and value}
        name = cells.get("name", "")
        if not name:
            raise ValueError("no name")
        point = parse_point(cells.get("wkt", ""))
        lon, lat = check_position(*point) if point else check_position(cells.get("lon"), cells.get("lat"))
        people = parse_people(cells.get("population"))
        given = cells.get("id", "").rsplit("/", 1)[-1]
        place_id = f"{self.source.id}:{given or line}"
        external = tuple((system, value) for system in ("wikidata", "geonameid") if (value := cells.get(system, "").rsplit("/", 1)[-1]))
        if _QID.fullmatch(given) and "wikidata" not in dict(external):
            external += (("wikidata", given),)
        feature = cells.get("kind", "")
        kind = kind_of("P", feature.upper(), people) if feature.upper().startswith("PPL") else kind_from_word(_SEPARATORS.split(feature)[0])
        others = [other for other in _SEPARATORS.split(cells.get("names", "")) if other and other != name]
        arabic = [ImportedName(place_id, cells["name_ar"], "ar", str(NameKind.MAIN))] if "name_ar" in cells else []
        country = country_code(_SEPARATORS.split(cells.get("country", ""))[0]) or country_at(lon, lat)
        place = ImportedPlace(place_id, name, str(kind), lon, lat, country, cells.get("admin1", ""), people, external=external)
        return [place, *arabic, *(ImportedName(place_id, other) for other in others)]


def is_flexible(header: Collection[str]) -> bool:
    """Whether a header has what a flexible table needs: a name and a position."""
    columns = {_COLUMNS.get(column) for column in header}
    return "name" in columns and ("wkt" in columns or {"lat", "lon"} <= columns)


class WikidataTable(FlexibleTable):
    """Results of a Wikidata query as CSV or TSV: item, itemLabel, a coordinate as WKT."""

    publisher = WIKIDATA


class LinkedPlacesTable(FlexibleTable):
    """Linked Places TSV (LP-TSV 0.5): one place a row, variants with semicolons, matches as ``wd:Q...`` or ``gn:...``."""

    def take(self, row: dict[str, str], line: int) -> list[Row]:
        """One place a row, with the ids it is matched to."""
        matches = [match.partition(":")[::2] for match in _SEPARATORS.split(row.get("matches", "")) if ":" in match]
        systems = {"wd": "wikidata", "gn": "geonameid"}
        external = tuple((systems[prefix], value) for prefix, value in matches if prefix in systems)
        taken = super().take({column: value for column, value in row.items() if column != "title_source"}, line)
        place = taken[0]
        assert isinstance(place, ImportedPlace)
        return [place._replace(external=external), *taken[1:]]


class PCodeTable(_Table):
    """OCHA's common operational datasets (COD-AB): names of every level with their P-codes, and a point of the unit."""

    publisher = OCHA

    def take(self, row: dict[str, str], line: int) -> list[Row]:  # noqa: ARG002
        """The unit of the deepest level the row names."""
        levels: dict[int, dict[str, str]] = {}
        for column, value in row.items():
            match = _UNIT.fullmatch(column)
            if match and value:
                levels.setdefault(int(match[1]), {}).setdefault(match[2].casefold(), value)
        level = max((number for number, cells in levels.items() if "pcode" in cells), default=None)
        if level is None:
            raise ValueError("no P-code")
        unit = levels[level]
        names = {("en" if column == "name" else column): value for column, value in unit.items() if column != "pcode"}
        name = names.get("en") or next(iter(names.values()), "")
        if not name:
            raise ValueError(f"no name for {unit['pcode']}")
        cells = {_COLUMNS[column]: value for column, value in row.items() if column in _COLUMNS and value}
        lon, lat = check_position(cells.get("lon"), cells.get("lat"))
        kind = (PlaceKind.COUNTRY, PlaceKind.ADMIN1)[level] if level < 2 else PlaceKind.ADMIN2
        country = country_code(levels.get(0, {}).get("pcode", "")) or country_code(unit["pcode"][:2]) or country_at(lon, lat)
        above = levels.get(1, {})
        place_id = f"pcode:{unit['pcode']}"
        place = ImportedPlace(
            place_id, name, str(kind), lon, lat, country, above.get("en") or above.get("name", ""), external=(("pcode", unit["pcode"]),)
        )
        return [place, *(ImportedName(place_id, text, lang, str(NameKind.MAIN)) for lang, text in names.items())]


class GnsTable(_Table):
    """NGA GEOnet Names Server country files, old and new column names; one row a name, several a feature."""

    publisher = GNS

    def take(self, row: dict[str, str], line: int) -> list[Row]:  # noqa: ARG002
        """A name of a feature, with the feature."""

        def cell(*columns: str) -> str:
            return next((row[column] for column in columns if row.get(column)), "")

        ufi, name = cell("ufi"), cell("full_name_ro", "full_name", "full_name_nd_ro", "full_nm")
        if not ufi or not name:
            raise ValueError("no UFI or no name")
        lon, lat = check_position(cell("long", "long_dd", "lon"), cell("lat", "lat_dd"))
        code = cell("dsg", "desig_cd")
        kind = kind_of(cell("fc"), code, None)
        if kind is None:
            return []
        country = country_code(cell("cc_ft").split(",")[0]) or country_at(lon, lat)  # cc1 is FIPS 10-4, which is not ISO 3166
        place_id = f"gns:{ufi.removeprefix('-')}"
        sort = cell("nt", "name_type")
        name_kind = NameKind.MAIN if sort in ("C", "N") else NameKind.VARIANT
        return [
            ImportedPlace(place_id, name, str(kind), lon, lat, country, "", None, code),
            ImportedName(place_id, name, "", str(name_kind)),
        ]
