"""How many press spellings still find their place when the gazetteer does not have them. Not collected by pytest.

    python tests/quality/spellings.py FACTS.csv STORE... [--focus IQ,SY] [--kinds city,town,village,capital] [--errors]

For every Latin alternative name of FACTS.csv (`name, alt_names` with semicolons, `kind, country, lat, lon`) that very spelling is
taken out of the curated tables, the name is resolved with the stores beside them, and the place is compared with the facts: right
within 12 km (60 km for units and districts), WGS84 geodesics.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from geopy.distance import geodesic

from geomap.extract.resolve import resolve_names
from geomap.gazetteer import Tier, load_gazetteer
from geomap.gazetteer.names import Entry, NameTable, exact_form
from geomap.model import ResolutionStatus

NEAR_KM, UNIT_KM = 12.0, 60.0
UNITS = ("governorate", "district", "country", "region", "river")


class Hiding(NameTable):
    """The curated names without one spelling."""

    hidden = ""

    def _without(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        return [entry for entry in entries if exact_form(entry[1].text) != self.hidden]

    def find(self, name: str, tier: Tier) -> Sequence[Entry]:
        return self._without(super().find(name, tier))

    def folded(self, phrase: str) -> Sequence[Entry]:
        return self._without(super().folded(phrase))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", type=Path)
    parser.add_argument("stores", nargs="+", type=Path)
    parser.add_argument("--focus", default="IQ,SY")
    parser.add_argument("--countries", default="Iraq,Syria", help="countries of the facts, as they write them")
    parser.add_argument("--kinds", default="city,town,village,capital", help="kinds of the facts; 'all' for every one")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    gazetteer = load_gazetteer(*options.stores)
    names = Hiding(gazetteer._names.entries)
    gazetteer.__dict__["_names"] = names
    counts: Counter[str] = Counter()
    with options.facts.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["country"] not in options.countries.split(",") or (
                options.kinds != "all" and row["kind"] not in options.kinds.split(",")
            ):
                continue
            for spelling in row["alt_names"].split(";"):
                spelling = spelling.strip()
                if not spelling[:1].isascii() or not spelling:
                    continue
                names.hidden = exact_form(spelling)
                (answer,) = resolve_names([spelling], gazetteer, focus=options.focus.split(","))
                if answer.status is not ResolutionStatus.RESOLVED or answer.place_id is None:
                    verdict = answer.status.value
                else:
                    place = gazetteer.place(answer.place_id)
                    away = geodesic(place.lonlat.latlon, (float(row["lat"]), float(row["lon"]))).km
                    verdict = "right" if away <= (UNIT_KM if row["kind"] in UNITS else NEAR_KM) else "wrong"
                counts[verdict] += 1
                if options.errors and verdict != "right":
                    print(f"{verdict:10} {row['name']} as {spelling}: {answer.place_id or ''}")
    total = sum(counts.values())
    print(", ".join(f"{verdict} {count} ({100 * count / total:.1f} %)" for verdict, count in counts.most_common()), f"of {total}")


if __name__ == "__main__":
    main()
