"""What geocoders found, as a table that people can look through and ``--gazetteer`` takes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from geomap.gazetteer.geocode import Geocoded
from geomap.gazetteer.world import PLAIN_COLUMNS

_FORMULA = "=+-@\t\r"
"""What a spreadsheet takes for the beginning of a formula."""


def geocoded_table(answers: Iterable[Geocoded], *, asked_on: date) -> str:
    """The places found, one a row, with the columns of `geomap.gazetteer.world.PLAIN_COLUMNS`; sorted by id.

    The name that was asked for stands among the other names. Two names with one answer share a row.
    """
    rows: dict[str, dict[str, object]] = {}
    asked: dict[str, list[str]] = {}
    for answer in answers:
        place = answer.place
        if place is None:
            continue
        asked.setdefault(place.id, []).append(answer.query)
        rows[place.id] = {
            "place_id": place.id,
            "name": _cell(place.name) or _cell(answer.query),
            "kind": place.kind.value,
            "country": place.country,
            "lon": round(place.lonlat.lon, 5),
            "lat": round(place.lonlat.lat, 5),
            "accuracy_km": place.accuracy_km if place.accuracy_km else "",
            "source_id": place.source_id,
            "note": _cell(f"{place.note}; asked on {asked_on.isoformat()}"),
        }
    out = io.StringIO()
    writer = csv.DictWriter(out, PLAIN_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for place_id in sorted(rows):
        names = dict.fromkeys(_cell(name) for name in asked[place_id])
        writer.writerow({**rows[place_id], "other_names": ";".join(name for name in names if name and name != rows[place_id]["name"])})
    return out.getvalue()


def _cell(text: str) -> str:
    """Text as one line of a cell that no spreadsheet takes for a formula; semicolons part names."""
    return " ".join(text.replace(";", ",").split()).lstrip(_FORMULA)
