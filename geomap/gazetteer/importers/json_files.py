"""JSON inputs: Linked Places, Who's On First, Overpass, Wikidata results, GeoJSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from shapely.errors import ShapelyError
from shapely.geometry import shape

from geomap.errors import GazetteerError
from geomap.gazetteer.imported import ImportedName, ImportedPlace, Row, Tally
from geomap.gazetteer.importers.common import (
    broken,
    check_position,
    country_at,
    country_code,
    kind_from_word,
    language,
    parse_people,
    parse_point,
    source_of_file,
)
from geomap.gazetteer.importers.geonames import kind_of
from geomap.gazetteer.importers.opening import opened
from geomap.gazetteer.importers.tables import WIKIDATA
from geomap.model import NameKind, PlaceKind, Source

Json = dict[str, Any]
WOF = Source(
    id="whosonfirst", title="Who's On First", publisher="Who's On First", url="https://whosonfirst.org/",
    licence="CC0 1.0 and CC BY of its sources", attribution="Who's On First (whosonfirst.org/docs/licenses)",
)  # fmt: skip
OSM = Source(
    id="osm", title="OpenStreetMap", publisher="OpenStreetMap contributors", url="https://www.openstreetmap.org/copyright",
    licence="ODbL 1.0", attribution="© OpenStreetMap contributors (ODbL)",
)  # fmt: skip
_LINKS = {"wd": "wikidata", "gn": "geonameid"}
_WOF_NAME = re.compile(r"name:([a-z]{3})_x_(preferred|variant|colloquial|abbreviation)")
_BATCH = 5_000
_UNKNOWN_SIZE = 5_000
"""People assumed for the kind of a settlement whose size a source does not tell: a town."""


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The content of a JSON file; a file with one object a line becomes a feature collection.

    Raises
    ------
    GazetteerError
        If it is no JSON, with the line.
    """
    with opened(path) as text:
        content = text.read()
    try:
        return json.loads(content)
    except json.JSONDecodeError as whole:
        try:
            return {"type": "FeatureCollection", "features": [json.loads(line) for line in content.splitlines() if line.strip("\x1e \t")]}
        except json.JSONDecodeError:
            raise GazetteerError(f"{path}:{whole.lineno}: no JSON: {whole.msg}", hint="look whether the file is complete") from whole


class _JsonFile:
    """A JSON file; subclasses say where its records are and what they mean."""

    publisher: ClassVar[Source | None] = None
    """Where all files of this kind come from, if that is one place."""

    def __init__(self, path: Path, *, source: Source | None = None, content: Any = None) -> None:  # noqa: ANN401
        self.path = path
        self.source = source or self.publisher or source_of_file(path)
        self._content = content

    def rows(self, tally: Tally) -> Iterator[Sequence[Row]]:
        """Places and names, record by record."""
        batch: list[Row] = []
        content = self._content if self._content is not None else read_json(self.path)
        for number, record in enumerate(self.records(content), start=1):
            tally.read += 1
            try:
                taken = self.take(record, number)
            except (ValueError, KeyError, TypeError, AttributeError, IndexError, ShapelyError) as error:
                broken(tally, self.path, None, ValueError(f"record {number}: {error if isinstance(error, ValueError) else repr(error)}"))
                continue
            if not taken:
                tally.skipped += 1
            batch += taken
            if len(batch) >= _BATCH:
                yield batch
                batch = []
        yield batch

    def records(self, content: Any) -> Iterable[Json]:  # noqa: ANN401
        """The features of a collection, or the one feature."""
        features: Iterable[Json] = content.get("features", [content])
        return features

    def take(self, record: Json, number: int) -> list[Row]:
        raise NotImplementedError


class GeoJsonFeatures(_JsonFile):
    """Points and areas with a name; an area stands at a point inside it."""

    def take(self, record: Json, number: int) -> list[Row]:
        """One place a feature."""
        properties: Json = {str(key).casefold(): value for key, value in (record.get("properties") or {}).items()}
        name = _first(properties, "name", "name_en", "title", "label", "shapename", "adm2_en", "adm1_en", "nam")
        if not name:
            raise ValueError("no name among its properties")
        lon, lat, is_area = _position(record["geometry"])
        country = country_code(_first(properties, "country", "iso2", "iso_a2", "country_code", "adm0_a3", "shapegroup")) or country_at(
            lon, lat
        )
        word = _first(properties, "kind", "type", "placetype", "place", "feature_type", "shapetype")
        kind = kind_from_word(word, PlaceKind.REGION if is_area else PlaceKind.TOWN)
        given = str(record.get("id") or _first(properties, "id", "gid", "shapeid", "geonameid") or number)
        place_id = f"{self.source.id}:{given}"
        place = ImportedPlace(place_id, name, str(kind), lon, lat, country, "", parse_people(_first(properties, "population", "pop")))
        names = [
            ImportedName(place_id, str(value), language(key[5:7]), str(NameKind.MAIN))
            for key, value in properties.items()
            if re.fullmatch(r"name[_:][a-z]{2,3}", key) and isinstance(value, str) and value
        ]
        return [place, *names]


class LinkedPlaces(_JsonFile):
    """Linked Places format (LPF 1.x): features with ``names`` that carry their languages."""

    def take(self, record: Json, number: int) -> list[Row]:
        """One place a feature, with its names and the places it is matched to."""
        properties = record.get("properties") or {}
        title = str(properties.get("title") or record["names"][0]["toponym"])
        lon, lat, is_area = _position(record["geometry"])
        given = str(record.get("@id") or number)
        place_id = f"{self.source.id}:{given.rstrip('/').rsplit('/', 1)[-1]}"
        words = [str(entry.get("label") or "") for entry in record.get("types") or []]
        kind = kind_from_word(words[0] if words else "", PlaceKind.REGION if is_area else PlaceKind.TOWN)
        links = [str(link.get("identifier") or "").partition(":")[::2] for link in record.get("links") or []]
        external = tuple((_LINKS[prefix], value) for prefix, value in links if prefix in _LINKS)
        if "geonames.org/" in given and "geonameid" not in dict(external):
            external += (("geonameid", given.rstrip("/").rsplit("/", 1)[-1]),)
        country = country_code(next(iter(properties.get("ccodes") or []), "")) or country_at(lon, lat)
        names = [
            ImportedName(place_id, str(entry["toponym"]), language(str(entry.get("lang") or "")))
            for entry in record.get("names") or []
            if entry.get("toponym")
        ]
        return [ImportedPlace(place_id, title, str(kind), lon, lat, country, external=external), *names]


class WhosOnFirst(_JsonFile):
    """Who's On First records, one or a collection."""

    publisher = WOF

    def take(self, record: Json, number: int) -> list[Row]:  # noqa: ARG002
        """One place a record; deprecated and superseded ones are left out."""
        properties = record["properties"]
        if str(properties.get("edtf:deprecated") or "uuuu") not in ("uuuu", "", "..") or properties.get("wof:superseded_by"):
            return []
        lon, lat = check_position(
            properties.get("lbl:longitude") or properties.get("geom:longitude"),
            properties.get("lbl:latitude") or properties.get("geom:latitude"),
        )
        people = parse_people(properties.get("wof:population") or properties.get("gn:population"))
        placetype = str(properties.get("wof:placetype") or "locality")
        kind = {"region": PlaceKind.ADMIN1, "locality": kind_of("P", str(properties.get("gn:fcode") or ""), people or _UNKNOWN_SIZE)}.get(
            placetype
        ) or kind_from_word(placetype, PlaceKind.FACILITY)
        place_id = f"wof:{properties.get('wof:id') or record['id']}"
        concordances = properties.get("wof:concordances") or {}
        external = tuple(
            (system, str(concordances[key])) for key, system in (("gn:id", "geonameid"), ("wd:id", "wikidata")) if concordances.get(key)
        )
        country = country_code(str(properties.get("iso:country") or properties.get("wof:country") or "")) or country_at(lon, lat)
        place = ImportedPlace(
            place_id,
            str(properties["wof:name"]),
            str(kind),
            lon,
            lat,
            country,
            "",
            people,
            str(properties.get("gn:fcode") or ""),
            external=external,
        )
        kinds = {"preferred": NameKind.MAIN, "abbreviation": NameKind.ABBREVIATION}
        names = [
            ImportedName(place_id, str(text), language(match[1]), str(kinds.get(match[2], NameKind.VARIANT)))
            for key, texts in properties.items()
            if (match := _WOF_NAME.fullmatch(key)) and isinstance(texts, list)
            for text in texts
            if text
        ]
        return [place, *names]


class Overpass(_JsonFile):
    """Answers of the Overpass API in JSON: nodes, and ways and relations with ``center``."""

    publisher = OSM

    def records(self, content: Any) -> Iterable[Json]:  # noqa: ANN401
        """The elements that carry a name."""
        return [element for element in content["elements"] if (element.get("tags") or {}).get("name")]

    def take(self, record: Json, number: int) -> list[Row]:  # noqa: ARG002
        """One place an element."""
        tags = record["tags"]
        at = record.get("center") or record
        lon, lat = check_position(at.get("lon"), at.get("lat"))
        kind = _osm_kind(tags)
        if kind is None:
            return []
        place_id = f"osm:{record['type']}/{record['id']}"
        name = str(tags.get("name:en") or tags.get("int_name") or tags["name"])
        external = (("wikidata", str(tags["wikidata"])),) if tags.get("wikidata") else ()
        country = country_code(str(tags.get("is_in:country_code") or tags.get("ISO3166-1:alpha2") or "")) or country_at(lon, lat)
        place = ImportedPlace(place_id, name, str(kind), lon, lat, country, "", parse_people(tags.get("population")), external=external)
        names = [ImportedName(place_id, str(tags["name"]))]
        for key, value in tags.items():
            lang = key[5:] if re.fullmatch(r"name:[a-z]{2,3}", key) else ""
            sort = {"old_name": "former", "short_name": "abbreviation"}.get(key, "main" if lang else "variant")
            if lang or key in ("alt_name", "official_name", "old_name", "short_name", "int_name", "loc_name"):
                names += [ImportedName(place_id, text.strip(), lang, sort) for text in str(value).split(";") if text.strip()]
        return [place, *names]


class WikidataResults(_JsonFile):
    """Results of a Wikidata query in JSON, as the query service or its page gives them."""

    publisher = WIKIDATA

    def records(self, content: Any) -> Iterable[Json]:  # noqa: ANN401
        """The rows, as plain cells."""
        if isinstance(content, list):
            return content
        return [{key: cell["value"] for key, cell in binding.items()} for binding in content["results"]["bindings"]]

    def take(self, record: Json, number: int) -> list[Row]:  # noqa: ARG002
        """One place a row; rows of one item become its names."""
        cells = {key.casefold(): str(value) for key, value in record.items() if value is not None}
        qid = next(
            (value.rsplit("/", 1)[-1] for value in cells.values() if re.fullmatch(r"https?://www\.wikidata\.org/entity/Q\d+", value)), ""
        )
        name = _first(cells, "itemlabel", "label", "placelabel", "name")
        point = next((point for value in cells.values() if (point := parse_point(value))), None)
        if point is None or not name or not qid:
            raise ValueError("expected an item, its label and a coordinate as WKT point")
        lon, lat = check_position(*point)
        country = country_code(_first(cells, "countrycode", "iso", "countrylabel")) or country_at(lon, lat)
        people = parse_people(cells.get("population"))
        kind = kind_from_word(
            _first(cells, "kind", "typelabel", "instancelabel"), kind_of("P", "", people or _UNKNOWN_SIZE) or PlaceKind.TOWN
        )
        place_id = f"wikidata:{qid}"
        external: tuple[tuple[str, str], ...] = (("wikidata", qid),)
        geonameid = _first(cells, "geonameid", "geonames")
        external += (("geonameid", geonameid),) if geonameid else ()
        names = [
            ImportedName(place_id, text.strip()) for text in _first(cells, "altlabel", "itemaltlabel", "alias").split(",") if text.strip()
        ]
        return [ImportedPlace(place_id, name, str(kind), lon, lat, country, "", people, external=external), *names]


def _first(cells: Json, *keys: str) -> str:
    return next((str(cells[key]) for key in keys if cells.get(key) not in (None, "")), "")


def _position(geometry: Json | None) -> tuple[float, float, bool]:
    """A point of a geometry, and whether it stands for an area."""
    if not geometry:
        raise ValueError("no geometry")
    if geometry["type"] == "Point":
        return *check_position(geometry["coordinates"][0], geometry["coordinates"][1]), False
    figure = shape(geometry)
    if figure.is_empty:
        raise ValueError("empty geometry")
    point = figure.representative_point()
    return *check_position(point.x, point.y), figure.area > 0


def _osm_kind(tags: Json) -> PlaceKind | None:
    """The kind of an OpenStreetMap element; None for what is no place geomap keeps."""
    place = str(tags.get("place") or "")
    if place:
        return kind_from_word("admin1" if place in ("state", "province") else place, PlaceKind.REGION)
    if tags.get("boundary") == "administrative":
        level = str(tags.get("admin_level") or "")
        return {"2": PlaceKind.COUNTRY, "3": PlaceKind.ADMIN1, "4": PlaceKind.ADMIN1}.get(level, PlaceKind.ADMIN2)
    if tags.get("military") == "airfield":
        return PlaceKind.AIRBASE
    if tags.get("military") or tags.get("landuse") == "military":
        return PlaceKind.BASE
    for key, kind in (("aeroway", PlaceKind.AIRPORT), ("barrier", PlaceKind.BORDER_CROSSING)):
        if tags.get(key) in ("aerodrome", "border_control"):
            return kind
    waterway = str(tags.get("waterway") or "")
    if waterway:
        return PlaceKind.DAM if waterway in ("dam", "weir") else PlaceKind.RIVER
    if tags.get("natural") == "water":
        return PlaceKind.LAKE
    if tags.get("man_made") or tags.get("amenity") or tags.get("industrial") or tags.get("power"):
        return PlaceKind.REFINERY if "refinery" in str(tags.get("industrial") or "") else PlaceKind.FACILITY
    return None
