"""Filling a store: rows of importers become rows of SQLite, names get the number of their folded form."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, compress, islice, repeat

import marisa_trie

from geomap.gazetteer.imported import ImportedName, ImportedPlace, ImportedUnit, Importer, Progress, Tally
from geomap.gazetteer.store_format import NAME_INDEXES, PLACE_INDEXES, cell_of
from geomap.text.fold import fold_all
from geomap.text.transliterate import keys_of_folded

_REMEMBERED = 1_000_000
"""Spellings remembered to leave out repeated ones; what is repeated further apart is written twice, which does no harm."""
_CODE = 4
"""Capitals of a name that is no name but an airport's or a unit's code, where the source does not say what it is."""
_KEPT = frozenset({"en", "ar"})
"""Languages the map can be shown in."""
_AT_ONCE = 20
"""Rows that one statement inserts."""


class StoreWriter:
    """Fills the tables of one store. There are millions of names, so a batch goes through each step column by column."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Take a database that has the store's empty tables and is in a transaction."""
        self.places = 0
        self._database = database
        self._numbers: dict[str, int] = {}
        self._prefixes: dict[str, int] = {}
        self._sources: dict[str, int] = {}
        self._units: dict[str, str] = {}
        self._seen: set[tuple[int, str]] = set()
        self._recent: dict[str, int] = {}
        self._form_of: dict[str, int] = {}
        self._forms = {"": 0}

    def take(self, importer: Importer, tally: Tally, progress: Progress | None) -> None:
        """Write everything an importer reads."""
        source = importer.source
        number = self._sources.get(source.id)
        if number is None:
            number = self._sources[source.id] = len(self._sources) + 1
            fields = (
                source.id,
                source.title,
                source.publisher,
                source.url,
                source.licence,
                source.attribution,
                source.read_on,
                source.note,
            )
            self._database.execute("INSERT INTO source VALUES (?,?,?,?,?,?,?,?,?)", (number, *fields))
        for batch in importer.rows(tally):
            places = [row for row in batch if type(row) is ImportedPlace]
            names = [row for row in batch if type(row) is ImportedName] if len(places) < len(batch) else []
            if len(places) + len(names) < len(batch):
                for unit in [row for row in batch if type(row) is ImportedUnit]:
                    self._units.setdefault(unit.code, unit.name)
            if places:
                self._add_places(places, number, tally)
            if names:
                self._add_names(names)
            if progress is not None:
                progress(f"reading {source.title}", tally.read, None)

    def _number(self, place_id: str) -> int:
        """The row number of a place: its own number where the source has one, so that millions need no table in memory."""
        number = self._recent.get(place_id)
        if number is None:
            prefix, _, rest = place_id.partition(":")
            if rest.isascii() and rest.isdigit() and len(rest) < 12 and rest[0] != "0":
                number = (self._prefixes.setdefault(prefix, len(self._prefixes) + 1) << 40) + int(rest)
            else:
                number = self._numbers.setdefault(place_id, len(self._numbers) + 1)
            self._recent[place_id] = number
        return number

    def _add_places(self, places: Sequence[ImportedPlace], source: int, tally: Tally) -> None:
        ids, names, kinds, lons, lats, countries, units, people, codes, capitals, errors, external, own_units, alternates = zip(
            *places, strict=True
        )
        numbers = [self._number(place_id) for place_id in ids]
        before = self._database.total_changes
        cells = map(cell_of, lons, lats)
        columns = (numbers, ids, names, kinds, lons, lats, countries, units, people, codes, capitals, errors, repeat(source), cells)
        self._insert("place", list(zip(*columns)))  # noqa: B905 - the source repeats for ever
        added = self._database.total_changes - before
        self.places += added
        tally.skipped += len(places) - added
        self._insert("external", [(number, *there) for number, elsewhere in zip(numbers, external, strict=True) for there in elsewhere])
        self._units |= {unit: name for unit, name in zip(own_units, names, strict=True) if unit}
        langs = ["en" if name.isascii() else "" for name in names]
        self._write_names(numbers, names, langs, repeat("main"), repeat(""))
        seen = self._seen
        spellings = [
            (number, text)
            for number, together in zip(numbers, alternates, strict=True)
            if together
            for text in together.split(",")
            if text and (number, text) not in seen and not (len(text) <= _CODE and text.isupper() and text.isascii())
        ]
        self._write_names([number for number, _ in spellings], [text for _, text in spellings], repeat(""), repeat("variant"), repeat(""))

    def _add_names(self, names: Sequence[ImportedName]) -> None:
        ids, texts, langs, kinds, first, last = zip(*names, strict=True)
        known = self._recent
        for place_id in dict.fromkeys(ids):
            self._number(place_id)
        periods: Iterable[str] = repeat("")
        if any(first) or any(last):
            periods = [f"{start}/{end}" if start or end else "" for start, end in zip(first, last, strict=True)]
        self._write_names([known[place_id] for place_id in ids], texts, langs, kinds, periods)

    def _write_names(
        self, numbers: Sequence[int], texts: Sequence[str], langs: Iterable[str], kinds: Iterable[str], periods: Iterable[str]
    ) -> None:
        """Write names, column by column: each spelling of a place once; English and Arabic ones also if another language has the same."""
        seen, known, forms = self._seen, self._form_of, self._forms
        langs = list(islice(langs, len(texts)))
        kept = []
        for key, lang in zip(zip(numbers, texts, strict=True), langs, strict=True):
            if key not in seen:
                seen.add(key)
                kept.append(True)
            else:
                kept.append(lang in _KEPT)
        new = [text for text in dict.fromkeys(compress(texts, kept)) if text not in known]
        for text, folded in zip(new, fold_all(new), strict=True):
            known[text] = forms.setdefault(folded, len(forms))
        columns = (numbers, map(known.get, texts), texts, langs, kinds, periods)
        self._insert("name", list(compress(zip(*columns), kept)))  # noqa: B905 - some repeat for ever
        if len(seen) > _REMEMBERED:
            for memory in (seen, known, self._recent):
                memory.clear()

    def _insert(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Write rows, the first of an id wins; several a statement, which takes half the time of one by one."""
        whole = len(rows) - len(rows) % _AT_ONCE
        for several, blocks in (
            (_AT_ONCE, (tuple(chain.from_iterable(rows[at : at + _AT_ONCE])) for at in range(0, whole, _AT_ONCE))),
            (1, rows[whole:]),
        ):
            if rows:
                row = f"({','.join('?' * len(rows[0]))})"
                query = f"INSERT OR IGNORE INTO {table} VALUES {','.join([row] * several)}"  # noqa: S608 - one of our own tables
                self._database.executemany(query, blocks)

    def finish(self, progress: Progress | None) -> int:
        """Cluster the names and make the indexes; the number of names."""
        database = self._database
        if progress is not None:
            progress("indexing names", 0, None)
        database.execute("CREATE TEMP TABLE unit (code TEXT PRIMARY KEY, name TEXT)")
        database.executemany("INSERT INTO unit VALUES (?,?)", self._units.items())
        database.execute(
            "UPDATE place SET admin1 = coalesce((SELECT name FROM unit WHERE code = admin1), '') "
            "WHERE admin1 >= 'code:' AND admin1 < 'code;'"
        )
        for statement in PLACE_INDEXES.split(";"):
            database.execute(statement)
        with ThreadPoolExecutor(1) as beside:  # SQLite sorts without Python's lock
            indexing = beside.submit(self._index_names)
            del self._forms[""]
            keys = keys_of_folded(list(self._forms))
            forms = [(form,) for form in self._forms.values()]
            phrases = marisa_trie.RecordTrie("<I", zip(self._forms, forms, strict=True)).tobytes()
            sounds = marisa_trie.RecordTrie("<I", (pair for pair in zip(keys, forms, strict=True) if pair[0])).tobytes()
            indexing.result()
        self._join_same()
        database.execute("INSERT INTO phrases VALUES (?,?)", (phrases, sounds))
        return int(database.execute("SELECT count(*) FROM name").fetchone()[0])

    def _index_names(self) -> None:
        for statement in NAME_INDEXES.split(";"):
            self._database.execute(statement)

    def _join_same(self) -> None:
        """Join entries of other sources that say which GeoNames entry they are with that entry; its position stays."""
        same = self._database.execute(
            "SELECT e.place, p.number FROM external e JOIN place p ON p.id = 'geonames:' || e.value "
            "WHERE e.system = 'geonameid' AND e.place <> p.number ORDER BY 1, 2"
        ).fetchall()
        for other, number in same:
            self._database.execute("UPDATE name SET place = ? WHERE place = ?", (number, other))
            self._database.execute("UPDATE external SET place = ? WHERE place = ? AND system <> 'geonameid'", (number, other))
            self.places -= self._database.execute("DELETE FROM place WHERE number = ?", (other,)).rowcount
