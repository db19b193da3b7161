"""Figures for claims: run the extraction over a bench file, write the system file, print the scores.

    python tests/quality/claims.py BENCH.jsonl [--out SYSTEM.jsonl] [--gold-mentions] [--gazetteer PATH...]
        [--per-doc] [--errors N] [--only ID...] [--scorer FOLDER]

`BENCH.jsonl` lies beside its scorer `score.py`, or `--scorer` names the folder that has it. With `--gold-mentions` the mentions
and their places come from the bench, so that the reading of claims is measured alone. Figures are printed for all documents, for
the war of the seed articles and for the other wars apart. A bench that annotates no mentions (`tests/corpus/strangers*`) has 0 there.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from geomap.extract.claims import read_claims
from geomap.extract.extraction import Extraction, extract_document, rules_for
from geomap.extract.records import extraction_to_record
from geomap.gazetteer import Gazetteer, load_gazetteer
from geomap.model import Document, LonLat, Mention, Place, PlaceKind, PlaceName, Resolution, ResolutionStatus


class GoldPlaces:
    """A gazetteer that also knows the gold mentions of one document under ids of their own."""

    def __init__(self, base: Gazetteer, record: dict[str, Any]) -> None:
        self._base = base
        self._places: dict[str, Place] = {}
        for mention in record["mentions"]:
            self._places.setdefault(_gold_id(mention), self._make(mention))

    def _make(self, mention: dict[str, Any]) -> Place:
        kind = PlaceKind(mention["kind"])
        position = LonLat(lon=mention["lon"], lat=mention["lat"])
        near = self._base.nearby(position, km=60 if kind in (PlaceKind.ADMIN1, PlaceKind.COUNTRY) else 8, kinds=(kind,))
        same = next((place for _, place in near if place.name == mention["name"] or kind is not PlaceKind.ADMIN1), None)
        if kind is PlaceKind.COUNTRY and self._base.country(mention.get("country") or ""):
            return self._base.country(mention["country"])
        if same is not None and same.name == mention["name"]:
            return same
        towns = (
            self._base.nearby(position, km=8, kinds=(PlaceKind.CITY, PlaceKind.TOWN)) if kind in (PlaceKind.CITY, PlaceKind.TOWN) else ()
        )
        return Place(
            id=same.id if same else _gold_id(mention),
            name=mention["name"],
            kind=kind,
            lonlat=position,
            country=mention.get("country") or "",
            admin1=towns[0][1].admin1 if towns else "",
            names=(PlaceName(text=mention["name"]),),
            capital_of=towns[0][1].capital_of if towns else (),
        )

    def id_of(self, mention: dict[str, Any]) -> str:
        return self._places[_gold_id(mention)].id

    def place(self, place_id: str) -> Place:
        return next((place for place in self._places.values() if place.id == place_id), None) or self._base.place(place_id)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._base, name)


def _gold_id(mention: dict[str, Any]) -> str:
    return f"gold:{mention['kind']}:{mention['name']}"


def as_document(record: dict[str, Any]) -> Document:
    """The document of a bench record, with what a system is given and nothing else."""
    published = date.fromisoformat(record["published"]) if record.get("published") else None
    return Document(
        id=record["id"], text=record["text"], title=record.get("title") or "", published=published, dateline=record.get("dateline") or ""
    )


def with_gold(record: dict[str, Any], base: Gazetteer) -> dict[str, Any]:
    """The system record with mentions and places from the gold."""
    document = as_document(record)
    gazetteer = GoldPlaces(base, record)
    mentions = tuple(
        Mention(
            id=f"{document.id}#m{row['start']}-{row['end']}",
            doc_id=document.id,
            start=row["start"],
            end=row["end"],
            surface=row["surface"],
            metonym=bool(row["metonym"]),
        )
        for row in record["mentions"]
    )
    resolutions = tuple(
        Resolution(mention_id=mention.id, query=mention.surface, status=ResolutionStatus.RESOLVED, place_id=gazetteer.id_of(row), score=1.0)
        for mention, row in zip(mentions, record["mentions"], strict=True)
    )
    rules = rules_for(document.language)
    assert rules is not None
    reading = read_claims(document, mentions, resolutions, gazetteer, rules)
    found = Extraction(document=document, mentions=mentions, resolutions=resolutions, claims=reading.claims)
    return extraction_to_record(found, gazetteer)


def from_text(record: dict[str, Any], base: Gazetteer) -> dict[str, Any]:
    """The system record from nothing but the text."""
    found = extract_document(as_document(record), base)
    return extraction_to_record(found, base)


def load_scorer(path: Path) -> ModuleType:
    """The bench's own scorer."""
    spec = importlib.util.spec_from_file_location("bench_score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a bench file."""
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            if line.strip():
                yield json.loads(line)


def show(title: str, result: dict[str, Any]) -> None:
    """One line of figures."""
    claims = result["claims"]
    matched = result["on_matched_claims"]
    hard = result["hard_negatives"]

    def number(value: float | None) -> str:
        return " n/a" if value is None else f"{value:.3f}"

    columns = (
        ("mentions", result["mentions"]["f1"]),
        ("claims a", claims["place_type"]["f1"]),
        ("b", claims["actor"]["f1"]),
        ("c", claims["date"]["f1"]),
        ("P", claims["place_type"]["p"]),
        ("R", claims["place_type"]["r"]),
        ("modality", matched["modality_accuracy"]),
        ("live", matched["live_or_not_accuracy"]),
        ("extent", matched["extent_accuracy"]),
        ("traps", hard["trap_false_positive_rate"]),
        ("overclaims", hard["overclaim_rate"]),
        ("control", result["control_state"]["f1"]),
    )
    print(f"{title:12}" + "  ".join(f"{name} {number(value)}" for name, value in columns))


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--gazetteer", type=Path, nargs="*", default=[], help="further gazetteer folders or stores")
    parser.add_argument("--gold-mentions", action="store_true")
    parser.add_argument("--per-doc", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--scorer", type=Path, help="folder of score.py and actor_names.csv, if not that of the bench")
    parser.add_argument("--full", action="store_true", help="the scorer's own report")
    arguments = parser.parse_args()
    base = load_gazetteer(*arguments.gazetteer)
    gold = {record["id"]: record for record in read_lines(arguments.bench) if not arguments.only or record["id"] in arguments.only}
    make = with_gold if arguments.gold_mentions else from_text
    system = {ident: make(record, base) for ident, record in gold.items()}
    if arguments.out:
        arguments.out.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in system.values()), encoding="utf-8")
    home = arguments.scorer or arguments.bench.parent
    scorer = load_scorer(home / "score.py")
    actors = scorer.Actors(str(home / "actor_names.csv"))
    seeds_war = next((record["conflict"] for ident, record in gold.items() if ident.startswith("seed")), None)
    for title, chosen in (
        ("all", gold),
        ("seeds' war", {ident: record for ident, record in gold.items() if record["conflict"] == seeds_war}),
        ("other wars", {ident: record for ident, record in gold.items() if record["conflict"] != seeds_war}),
    ):
        if chosen:
            show(title, scorer.evaluate(chosen, system, actors))
    if arguments.full or arguments.per_doc or arguments.errors:
        scorer.report(scorer.evaluate(gold, system, actors), arguments.per_doc, arguments.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
