"""Throughput of finding and resolving against flashgeotext, which only finds. Not collected by pytest.

    python tests/benchmarks/geoparse_speed.py TEXTS.jsonl... [--gazetteer STORE...]

Prints characters a second of processor time for each, best of three runs after a warm-up, and the ratio.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from flashgeotext.geotext import GeoText

from geomap.extract.mentions import MentionFinder
from geomap.extract.resolve import Resolver
from geomap.gazetteer import load_gazetteer
from geomap.model import Document

RUNS = 3


def fastest(work: Callable[[], None]) -> float:
    """Processor seconds of the fastest run, after one to warm up."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--gazetteer", nargs="*", default=[], type=Path)
    options = parser.parse_args()
    texts = [json.loads(line)["text"] for path in options.texts for line in path.read_text(encoding="utf-8").split("\n") if line]
    documents = [Document(id=str(number), text=text) for number, text in enumerate(texts)]
    size = sum(map(len, texts))
    yardstick = GeoText()
    gazetteer = load_gazetteer(*options.gazetteer)
    finder, resolver = MentionFinder(gazetteer), Resolver(gazetteer)

    def theirs() -> None:
        for text in texts:
            yardstick.extract(text)

    def scan() -> None:
        for text in texts:
            gazetteer.scan(text)

    def find() -> None:
        for document in documents:
            finder.read(document)

    def ours() -> None:
        for document in documents:
            names = finder.read(document)
            resolver.resolve(document, names.mentions, names.inside)

    base = fastest(theirs)
    print(f"{len(texts)} texts, {size:,} characters")
    for name, seconds in (("flashgeotext", base), ("scan", fastest(scan)), ("find", fastest(find)), ("find and resolve", fastest(ours))):
        print(f"{name:18} {seconds:7.3f} s  {size / seconds / 1e6:6.2f} million characters/s  {base / seconds:5.2f} x flashgeotext")


if __name__ == "__main__":
    main()
