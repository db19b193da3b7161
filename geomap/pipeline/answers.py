"""Answers to "which place is meant?", as records (schema ``geomap-resolve/1`` in docs/formats.md)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from geomap.extract import resolve_names
from geomap.gazetteer import Gazetteer
from geomap.model import LonLat, Place
from geomap.pipeline.places import open_gazetteer


def answer_names(
    names: Sequence[str],
    *,
    gazetteer: Sequence[Path] = (),
    world: bool = True,
    focus: Sequence[str] = (),
    context: str = "",
    near: LonLat | None = None,
    on: date | None = None,
) -> list[dict[str, Any]]:
    """One record a name: ``query, status, place, candidates, reasons, suggestions``.

    ``place`` is None unless the status is ``resolved``; its position is EPSG:4326 degrees.
    """
    places = open_gazetteer(gazetteer, world=world)
    answers = []
    for resolution in resolve_names(names, places, focus=tuple(focus), context=context, near=near, on=on):
        answers.append(
            {
                "schema": "geomap-resolve/1",
                "query": resolution.query,
                "status": resolution.status.value,
                "place": place_record(places.place(resolution.place_id), places) if resolution.place_id else None,
                "candidates": [
                    {**place_record(places.place(one.place_id), places), "score": round(one.score, 4), "reasons": list(one.reasons)}
                    for one in resolution.candidates
                ],
                "reasons": list(resolution.reasons),
                "suggestions": list(resolution.suggestions),
            }
        )
    return answers


def place_record(place: Place, gazetteer: Gazetteer) -> dict[str, Any]:
    """A place in short: ``id, name, kind, lon, lat, country, admin1, source``."""
    source = gazetteer.sources.get(place.source_id)
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind.value,
        "lon": place.lonlat.lon,
        "lat": place.lonlat.lat,
        "country": place.country,
        "admin1": place.admin1,
        "source": source.title if source else place.source_id,
    }
