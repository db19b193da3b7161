"""Speed of reading claims, beside a bare Aho-Corasick scan of the same names in the same run, and memory over a long stream.

The texts are the development part of the claims bench; without it the tests are skipped. The aim of the project is 1 MB/s for the whole
chain on one core; the limits here only guard against getting slower.
"""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import ahocorasick
import pytest

from geomap.extract import extract_document
from geomap.gazetteer import Gazetteer, load_gazetteer
from geomap.model import Document

pytestmark = pytest.mark.bench
LEAST_KB_PER_SECOND = 20.0
MOST_TIMES_SCAN = 3000.0
MOST_GROWTH_MB = 8.0


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[Document]:
    path = shared / "bench" / "claims" / "dev.jsonl"
    if not path.is_file():
        pytest.skip("needs the claims bench")
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        published = date.fromisoformat(record["published"]) if record["published"] else None
        found.append(Document(id=record["id"], text=record["text"], published=published))
    return found


def fastest(work: Callable[[], object], runs: int = 3) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def test_whole_chain_beside_a_bare_scan(gazetteer: Gazetteer, documents: list[Document]) -> None:
    automaton = ahocorasick.Automaton()
    for place in gazetteer.places:
        for name in place.names:
            automaton.add_word(name.text.lower(), name.text)
    automaton.make_automaton()
    size = sum(len(document.text.encode()) for document in documents)
    scan = fastest(lambda: [list(automaton.iter(document.text.lower())) for document in documents])
    chain = fastest(lambda: [extract_document(document, gazetteer) for document in documents])
    print(f"\nwhole chain {size / chain / 1e3:.0f} kB/s, bare scan {size / scan / 1e6:.1f} MB/s, ratio {chain / scan:.0f}")
    assert size / chain / 1e3 > LEAST_KB_PER_SECOND
    assert chain / scan < MOST_TIMES_SCAN


def test_memory_stays_flat_over_many_documents(gazetteer: Gazetteer, documents: list[Document]) -> None:
    def run(rounds: int) -> None:
        for number in range(rounds):
            for document in documents:
                extract_document(Document(id=f"{document.id}-{number}", text=document.text, published=document.published), gazetteer)

    run(2)
    tracemalloc.start()
    run(1)
    first, _ = tracemalloc.get_traced_memory()
    run(4)
    last, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (last - first) / 1e6 < MOST_GROWTH_MB
