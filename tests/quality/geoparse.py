"""Run finding and resolving over annotated texts and write what the scorers read. Not collected by pytest.

    python tests/quality/geoparse.py TEXTS.jsonl... -o SYSTEM.jsonl [--gazetteer STORE...] [--focus IQ,SY]
    python tests/quality/geoparse.py TEXTS.jsonl... --curve [--gazetteer STORE...]

The first form writes one JSON object a document (`id`, `mentions` with `start, end, lat, lon, name, kind, metonym`): the system
file of the geoparsing scorer, and of the mention part of the claims scorer. The second prints, for the gold mentions that were
found and are no metonyms, the share right within 161 km among the resolved (precision) and the share resolved (coverage) at each
threshold of `ResolveOptions`. Distances are WGS84 geodesics.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from geopy.distance import geodesic

from geomap.extract.mentions import MentionFinder, MentionOptions
from geomap.extract.options import ResolveOptions
from geomap.extract.resolve import Resolver
from geomap.gazetteer import load_gazetteer
from geomap.model import Document

THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
RIGHT_KM = 161.0


def read(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)


def as_document(record: dict[str, Any]) -> Document:
    published = record.get("published")
    return Document(
        id=record["id"],
        text=record["text"],
        title=record.get("title") or "",
        published=date.fromisoformat(published) if published else None,
        dateline=record.get("dateline") or "",
    )


def overlapping(gold: dict[str, Any], found: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    return next((item for item in found if item["start"] < gold["end"] and gold["start"] < item["end"]), None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--gazetteer", nargs="*", default=[], type=Path)
    parser.add_argument("--focus", default="")
    parser.add_argument("--inside-names", action="store_true", help="count as some corpora do; see MentionOptions.inside_names")
    parser.add_argument("--curve", action="store_true")
    options = parser.parse_args()
    if options.curve == bool(options.output):
        parser.error("give either -o or --curve: the curve is made without a threshold")
    gazetteer = load_gazetteer(*options.gazetteer)
    finder = MentionFinder(gazetteer, MentionOptions(inside_names=options.inside_names))
    focus = tuple(code for code in options.focus.split(",") if code)
    resolver = Resolver(gazetteer, ResolveOptions(focus=focus, threshold=0.0 if options.curve else ResolveOptions().threshold))
    system = []
    judged: list[tuple[float, bool]] = []
    for record in read(options.texts):
        document = as_document(record)
        names = finder.read(document)
        mentions = names.mentions
        rows = []
        for mention, answer in zip(mentions, resolver.resolve(document, mentions, names.inside), strict=True):
            place = gazetteer.place(answer.place_id) if answer.place_id else None
            rows.append({
                "start": mention.start, "end": mention.end, "surface": mention.surface, "metonym": mention.metonym,
                "lat": place.lonlat.lat if place else None, "lon": place.lonlat.lon if place else None,
                "name": place.name if place else None, "kind": place.kind.value if place else None, "score": answer.score,
            })  # fmt: skip
        system.append({"id": record["id"], "mentions": rows})
        for gold in record.get("mentions", ()):
            found = overlapping(gold, rows)
            if gold.get("lat") is None or gold.get("metonym") or found is None:
                continue
            right = found["lat"] is not None and geodesic((gold["lat"], gold["lon"]), (found["lat"], found["lon"])).km <= RIGHT_KM
            judged.append((found["score"] if found["lat"] is not None else -1.0, right))
    if options.output:
        options.output.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in system), encoding="utf-8")
    if options.curve:
        print(f"{'threshold':>9}  {'coverage':>8}  {'precision':>9}   ({len(judged)} found gold mentions)")
        for threshold in THRESHOLDS:
            kept = [right for score, right in judged if score >= threshold]
            print(f"{threshold:9.2f}  {len(kept) / max(1, len(judged)):8.1%}  {sum(kept) / max(1, len(kept)):9.1%}")


if __name__ == "__main__":
    main()
