"""Reading a store: opened in milliseconds, shared read-only between processes, nothing held in memory but what was asked for."""

from __future__ import annotations

import math
import sqlite3
import weakref
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from sys import intern
from types import MappingProxyType
from urllib.parse import quote

import marisa_trie

from geomap.errors import GazetteerError
from geomap.gazetteer.hits import Tier
from geomap.gazetteer.names import Entry, exact_form
from geomap.gazetteer.store_format import FORMAT, cells_between, is_store
from geomap.model import LonLat, NameKind, Place, PlaceKind, PlaceName, Source
from geomap.text.fold import fold
from geomap.text.transliterate import transliteration_key

_NAMES_CACHED = 1_024
"""Names whose entries are remembered: enough that one name asked for on several tiers is read once."""
_CACHED = 8_192
"""Answers remembered for one kind of question: about what the last few hundred articles asked."""
_LOOK_ALIKES = 20_000
_PAGES_KB = 2_048
"""Pages SQLite keeps; the rest stays with the system, shared by all processes."""
_KM_PER_DEGREE = 110.5
"""Less than the shortest degree of latitude on WGS84."""
_PLACE = (
    "SELECT p.id, p.name, p.kind, p.lon, p.lat, p.country, p.admin1, p.population, p.feature_code, p.capital, p.accuracy_km, s.id "
    "FROM place p JOIN source s ON s.number = p.source WHERE "
)
_ENTRY = "SELECT p.id, n.text, n.lang, n.kind, n.period, s.id FROM "
_JOINED = " JOIN place p ON p.number = n.place JOIN source s ON s.number = p.source WHERE "
_BY_FORM = f"{_ENTRY} name n {_JOINED} n.form = ?"
_BY_PLACE = f"{_ENTRY} name n {_JOINED} p.id = ?"


class Store:
    """One store file, open for reading."""

    def __init__(self, path: Path) -> None:
        """Open a store.

        Raises
        ------
        GazetteerError
            If the file is no store or of another format version.
        """
        self.path = path
        if not is_store(path):
            raise GazetteerError(f"{path} is no geomap store", hint="build one with geomap gazetteer import")
        self._database = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        version = self._database.execute("PRAGMA user_version").fetchone()[0]
        if version != FORMAT:
            self._database.close()
            age = "an older" if version < FORMAT else "a newer"
            raise GazetteerError(
                f"{path} was built by {age} geomap: format {version}, this one reads {FORMAT}",
                hint=f"build it again: geomap gazetteer import FILE... -o {path}; the store of the extra world is built by itself",
            )
        weakref.finalize(self, self._database.close)
        self._contents: list[bytes] = []  # the tries read from these and do not keep them alive
        self._database.execute(f"PRAGMA cache_size=-{_PAGES_KB}")
        self.folded = lru_cache(_NAMES_CACHED)(self._folded)
        self.place = lru_cache(_CACHED)(self._place)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @property
    def sources(self) -> Mapping[str, Source]:
        """Where the store's facts come from, with the credit lines they ask for."""
        rows = self._database.execute("SELECT id, title, publisher, url, licence, attribution, read_on, note FROM source ORDER BY number")
        names = ("id", "title", "publisher", "url", "licence", "attribution", "read_on", "note")
        return MappingProxyType({row[0]: Source(**dict(zip(names, row, strict=True))) for row in rows})

    def count(self) -> tuple[int, int]:
        """How many places and names there are."""
        places, names = self._database.execute("SELECT (SELECT count(*) FROM place), (SELECT count(*) FROM name)").fetchone()
        return int(places), int(names)

    def counts(self, column: str) -> list[tuple[str, int]]:
        """Places by ``country`` or ``kind``, most first."""
        if column not in ("country", "kind"):
            raise ValueError(f"column: {column!r} is neither country nor kind")
        query = f"SELECT {column}, count(*) FROM place GROUP BY {column} ORDER BY 2 DESC, 1"  # noqa: S608 - one of two known words
        return [(str(value), int(count)) for value, count in self._database.execute(query)]

    def find(self, name: str, tier: Tier) -> Sequence[Entry]:
        """The entries one tier has for a name."""
        if tier is Tier.TRANSLITERATION:
            key = transliteration_key(name)
            forms = sorted(form for (form,) in self._keys.get(key, ())) if key else []
            return [entry for form in forms for entry in self._entries(_BY_FORM, form)]
        found = self.folded(fold(name))
        if tier is Tier.FOLDED:
            return found
        exact = exact_form(name)
        return [entry for entry in found if exact_form(entry[1].text) == exact]

    def _folded(self, phrase: str) -> Sequence[Entry]:
        """The entries whose folded name is this phrase."""
        form = self._phrases.get(phrase) if phrase else None
        return self._entries(_BY_FORM, form[0][0]) if form else ()

    @cached_property
    def _phrases(self) -> marisa_trie.RecordTrie:
        """Folded form -> its number; a few bytes each."""
        return self._trie("forms")

    @cached_property
    def _keys(self) -> marisa_trie.RecordTrie:
        """Transliteration key -> the numbers of the forms that have it."""
        return self._trie("keys")

    def _trie(self, column: str) -> marisa_trie.RecordTrie:
        """A trie that reads its bytes where they lie: building it from them would hold them three times for a while."""
        content = self._database.execute(f"SELECT {column} FROM phrases").fetchone()[0]  # noqa: S608 - one of two known words
        self._contents.append(content)
        trie = marisa_trie.RecordTrie("<I")
        trie.map(content)
        return trie

    def knows(self, phrase: str) -> bool:
        """Whether this is a folded name."""
        return phrase in self._phrases

    def continues(self, phrase: str) -> bool:
        """Whether a folded name begins with this phrase and goes on with another word."""
        return next(self._phrases.iterkeys(phrase + " "), None) is not None

    def _entries(self, query: str, value: str | int) -> tuple[Entry, ...]:
        rows = self._database.execute(query + " ORDER BY p.id, n.rowid", (value,))
        return tuple((place_id, _name(*rest)) for place_id, *rest in rows)

    def _place(self, place_id: str) -> Place | None:
        """The place with this id, without its names; None if there is none."""
        row = self._database.execute(_PLACE + "p.id = ?", (place_id,)).fetchone()
        return _as_place(row) if row else None

    def names_of(self, place_id: str) -> tuple[PlaceName, ...]:
        """Every name of a place, each spelling once, in the order they were read."""
        names: dict[tuple[str, str], PlaceName] = {}
        for _, name in self._entries(_BY_PLACE, place_id):
            names.setdefault((name.text, name.lang), name)
        return tuple(names.values())

    def external_ids(self, place_id: str) -> dict[str, str]:
        """Ids of a place elsewhere."""
        query = "SELECT e.system, e.value FROM external e JOIN place p ON p.number = e.place WHERE p.id = ? ORDER BY e.system, e.value"
        found = dict(self._database.execute(query, (place_id,)).fetchall())
        prefix, _, rest = place_id.partition(":")
        return found | {"geonameid": rest} if prefix == "geonames" else found

    def in_box(self, lonlat: LonLat, km: float) -> Iterator[Place]:
        """The places in the cells around a point that reach `km` far; a sieve, not an answer."""
        high = km / _KM_PER_DEGREE
        wide = high / max(math.cos(math.radians(min(abs(lonlat.lat) + high, 89.9))), 1e-3)
        cells = cells_between(lonlat.lon - wide, lonlat.lat - high, lonlat.lon + wide, lonlat.lat + high)
        for cell in cells:
            for row in self._database.execute(_PLACE + "p.cell = ? ORDER BY p.id", (cell,)):
                yield _as_place(row)

    def units(self, country: str, kind: PlaceKind) -> list[Place]:
        """The entries of a country for itself or for its first-level units."""
        rows = self._database.execute(_PLACE + "p.country = ? AND p.kind = ? ORDER BY p.id", (country, str(kind)))
        return [_as_place(row) for row in rows]

    def capital(self, country: str, admin1: str = "") -> Place | None:
        """The capital of a country, or of its first-level unit of this name."""
        query = _PLACE + "p.country = ? AND p.capital = ? AND (? = '' OR p.admin1 = ?) ORDER BY p.population DESC, p.id LIMIT 1"
        row = self._database.execute(query, (country, "admin1" if admin1 else "country", admin1, admin1)).fetchone()
        return _as_place(row) if row else None

    def look_alikes(self, folded: str) -> list[str]:
        """Folded names that begin like a folded name, for a closer look."""
        return list(islice(self._phrases.iterkeys(folded[:2]), _LOOK_ALIKES)) if folded else []


def _name(text: str, lang: str, kind: str, period: str | None, source_id: str) -> PlaceName:
    first, _, last = (period or "").partition("/")
    return PlaceName(
        text=text,
        lang=intern(lang),
        kind=NameKind(kind),
        valid_from=date.fromisoformat(first) if first else None,
        valid_to=date.fromisoformat(last) if last else None,
        source_id=intern(source_id),
    )


def _number(value: object) -> float:
    assert isinstance(value, (float, int))
    return float(value)


def _as_place(row: Sequence[object]) -> Place:
    place_id, name, kind, lon, lat, country, admin1, population, feature_code, _capital, accuracy_km, source_id = row
    return Place(
        id=str(place_id), name=str(name), kind=PlaceKind(str(kind)), lonlat=LonLat(lon=_number(lon), lat=_number(lat)),
        country=intern(str(country or "")), admin1=intern(str(admin1 or "")),
        population=population if isinstance(population, int) else None, accuracy_km=accuracy_km if isinstance(accuracy_km, float) else None,
        feature_code=intern(str(feature_code or "")), source_id=intern(str(source_id)),
    )  # fmt: skip
