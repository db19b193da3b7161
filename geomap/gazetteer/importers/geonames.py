"""GeoNames: country dumps and ``allCountries``, alternateNamesV2, admin codes, countryInfo.

Source of the layouts: the readme of GeoNames' export folder. Source of the feature codes: GeoNames' featureCodes_en.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from geomap.gazetteer.imported import ImportedName, ImportedPlace, ImportedUnit, Row, Tally
from geomap.gazetteer.importers.opening import opened
from geomap.model import NameKind, PlaceKind, Source

GEONAMES = Source(
    id="geonames",
    title="GeoNames geographical database",
    publisher="GeoNames",
    url="https://www.geonames.org/",
    licence="CC BY 4.0",
    attribution="GeoNames (CC BY 4.0)",
)
DUMP_COLUMNS = 19
NAME_COLUMNS = 10
_PADDING = [""] * NAME_COLUMNS
_BATCH = 20_000
_CITY, _TOWN = 50_000, 5_000
"""People from which a settlement counts as a city or a town."""

_KINDS = {
    "ADM1": PlaceKind.ADMIN1, "ADM2": PlaceKind.ADMIN2, "ADM3": PlaceKind.ADMIN2, "ADM4": PlaceKind.ADMIN2, "ADM5": PlaceKind.ADMIN2,
    "PCLI": PlaceKind.COUNTRY, "PCLS": PlaceKind.COUNTRY, "PCLF": PlaceKind.COUNTRY, "PCLD": PlaceKind.COUNTRY, "PCL": PlaceKind.COUNTRY,
    "TERR": PlaceKind.COUNTRY, "CONT": PlaceKind.CONTINENT, "PPLX": PlaceKind.NEIGHBOURHOOD,
    "AIRB": PlaceKind.AIRBASE, "AIRP": PlaceKind.AIRPORT, "AIRF": PlaceKind.AIRPORT, "INSM": PlaceKind.BASE, "MILB": PlaceKind.BASE,
    "NVB": PlaceKind.BASE, "FT": PlaceKind.BASE, "PSTB": PlaceKind.BORDER_CROSSING, "DAM": PlaceKind.DAM, "DAMSB": PlaceKind.DAM,
    "OILR": PlaceKind.REFINERY, "OILF": PlaceKind.OILFIELD, "GASF": PlaceKind.OILFIELD,
}  # fmt: skip
_CLASSES = {"A": PlaceKind.REGION, "L": PlaceKind.REGION, "T": PlaceKind.REGION, "V": PlaceKind.REGION, "S": PlaceKind.FACILITY}
_RIVERS = ("STM", "CNL", "WAD")
_LAKES = ("LK", "RSV", "LGN")
_SEATS = frozenset({"PPLC", "PPLA", "PPLG"})
_ABBREVIATIONS = frozenset({"abbr", "iata", "icao", "faac"})
_NO_NAMES = frozenset({"link", "post", "unlc", "phon", "piny", "wkdt", "tcid"})
_NO_LANGUAGES = _ABBREVIATIONS | _NO_NAMES
"""What stands in the place of a language and is none."""


def kind_of(feature_class: str, code: str, population: int | None) -> PlaceKind | None:
    """The kind of a GeoNames feature; None for roads and undersea features, which geomap does not keep."""
    if code in _KINDS:
        return _KINDS[code]
    if feature_class == "P":
        people = population or 0
        if people >= _CITY or code in _SEATS:
            return PlaceKind.CITY
        return PlaceKind.TOWN if people >= _TOWN or code.startswith("PPLA") else PlaceKind.VILLAGE
    if feature_class == "H":
        return PlaceKind.RIVER if code.startswith(_RIVERS) else PlaceKind.LAKE if code.startswith(_LAKES) else PlaceKind.REGION
    return _CLASSES.get(feature_class)


class GeoNamesDump:
    """A country dump or ``allCountries``: 19 tab-separated columns, no header."""

    source = GEONAMES

    def __init__(self, path: Path) -> None:
        """Read from `path`, plain, .gz or .zip."""
        self.path = path

    def rows(self, tally: Tally) -> Iterator[Sequence[Row]]:
        """Places with their main, ASCII and alternate names."""
        batch: list[Row] = []
        with opened(self.path) as lines:
            for number, line in enumerate(lines, start=1):
                tally.read += 1
                cells = line.rstrip("\r\n").split("\t")
                if len(cells) != DUMP_COLUMNS:
                    tally.add_broken(str(self.path), number, f"{len(cells)} columns, expected {DUMP_COLUMNS}")
                    continue
                try:
                    self._take(cells, batch, tally)
                except ValueError as error:
                    tally.add_broken(str(self.path), number, str(error))
                if len(batch) >= _BATCH:
                    yield batch
                    batch = []
        yield batch

    def _take(self, cells: list[str], batch: list[Row], tally: Tally) -> None:
        number, name, ascii_name, alternates, lat, lon, feature_class, code, country, _, admin1, _, _, _, population, *_ = cells
        people = int(population) if population and population != "0" else None
        kind = kind_of(feature_class, code, people)
        if kind is None:
            tally.skipped += 1
            return
        x, y = float(lon), float(lat)
        if not (number.isdigit() and name.strip()):
            raise ValueError("no id or no name")
        if not (-180 <= x <= 180 and -90 <= y <= 90):
            raise ValueError(f"lon {lon}, lat {lat}: no position on the Earth")
        place_id = f"geonames:{number}"
        unit = f"code:{country}.{admin1}" if admin1 and admin1 != "00" else ""
        batch.append(
            ImportedPlace(
                place_id, name.strip(), str(kind), x, y, country, unit, people, code,
                "country" if code == "PPLC" else "admin1" if code == "PPLA" else "", None, (),
                unit if kind is PlaceKind.ADMIN1 else "", f"{ascii_name},{alternates}",
            )
        )  # fmt: skip


class GeoNamesAlternateNames:
    """``alternateNamesV2``: 10 tab-separated columns, no header. Needs the dump of the same countries beside it."""

    source = GEONAMES

    def __init__(self, path: Path) -> None:
        """Read from `path`, plain, .gz or .zip."""
        self.path = path

    def rows(self, tally: Tally) -> Iterator[Sequence[Row]]:
        """Names with their language, kind and years; codes and links are no names and left out."""
        make = partial(tuple.__new__, ImportedName)  # a third of the time of calling the class, millions of times
        recent = place_id = ""
        with opened(self.path) as lines:
            while chunk := list(islice(lines, _BATCH)):
                batch = []
                for number, line in enumerate(chunk, start=tally.read + 1):
                    try:
                        _, geonameid, lang, text, preferred, _, _, historic, first, last = line.split("\t")
                    except ValueError:
                        cells = line.rstrip("\r\n").split("\t") + _PADDING
                        _, geonameid, lang, text, preferred, _, _, historic, first, last = cells[:NAME_COLUMNS]
                    if geonameid != recent:
                        recent, place_id = geonameid, f"geonames:{geonameid}" if geonameid.isdigit() else ""
                    if not (place_id and text):
                        tally.add_broken(str(self.path), number, "no geonameid or no name", column="alternateName")
                        continue
                    kind = "former" if historic else "main" if preferred else "variant"
                    if lang in _NO_LANGUAGES:
                        if lang in _NO_NAMES:
                            tally.skipped += 1
                            continue
                        lang, kind = "", "abbreviation"
                    if first or len(last) > 1:
                        first, last = _day(first), _day(last.strip())
                    else:
                        last = ""
                    batch.append((place_id, text, lang, kind, first, last))
                tally.read += len(chunk)
                yield list(map(make, batch))


class GeoNamesAdminCodes:
    """``admin1CodesASCII`` and ``admin2Codes``: the units' own names, where the dump has no row for them."""

    source = GEONAMES

    def __init__(self, path: Path) -> None:
        """Read from `path`."""
        self.path = path

    def rows(self, tally: Tally) -> Iterator[Sequence[Row]]:
        """Names of first- and second-level units, under the unit's geonameid and for their codes."""
        batch: list[Row] = []
        with opened(self.path) as lines:
            for number, line in enumerate(lines, start=1):
                tally.read += 1
                cells = line.rstrip("\r\n").split("\t")
                if len(cells) < 3:
                    tally.add_broken(str(self.path), number, f"{len(cells)} columns, expected 4")
                    continue
                if cells[0].count(".") == 1:
                    batch.append(ImportedUnit(f"code:{cells[0]}", cells[1]))
                geonameid = cells[3] if len(cells) > 3 else ""
                if not geonameid:
                    tally.skipped += 1
                    continue
                batch += [ImportedName(f"geonames:{geonameid}", name) for name in dict.fromkeys(cells[1:3]) if name]
        yield batch


class GeoNamesCountryInfo:
    """``countryInfo``: country names under the country's geonameid."""

    source = GEONAMES

    def __init__(self, path: Path) -> None:
        """Read from `path`."""
        self.path = path

    def rows(self, tally: Tally) -> Iterator[Sequence[Row]]:
        """English country names; comment lines are skipped."""
        batch: list[Row] = []
        with opened(self.path) as lines:
            for number, line in enumerate(lines, start=1):
                if line.startswith("#") or not line.strip():
                    continue
                tally.read += 1
                cells = line.rstrip("\r\n").split("\t")
                if len(cells) < 17 or not cells[16].strip().isdigit():
                    tally.add_broken(str(self.path), number, "no geonameid in column 17", column="geonameid")
                    continue
                batch.append(ImportedName(f"geonames:{cells[16].strip()}", cells[4], "en", str(NameKind.MAIN)))
        yield batch


def _day(text: str) -> str:
    """The first day of a GeoNames period ("1991", "199112", "1991-12-26"); empty if it gives none."""
    digits = text.replace("-", "")
    if not digits.isdigit() or len(digits) not in (4, 6, 8):
        return ""
    return f"{digits[:4]}-{digits[4:6] or '01'}-{digits[6:8] or '01'}"
