"""What shapes say: areas somebody is shown to hold, and points where something happened."""

from __future__ import annotations

import hashlib
import json
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from geomap.gazetteer import Gazetteer
from geomap.io.actor_names import ActorNames
from geomap.io.areas import area_km2
from geomap.io.descriptions import first_url, plain_text
from geomap.io.edtf_dates import parse_dating
from geomap.io.event_places import EventPlaces
from geomap.io.event_rules import FeatureRules, compact_day, feature_table, named_day
from geomap.io.fields import safe_url
from geomap.io.geo_features import GeoCollection, GeoFeature, points, polygons
from geomap.io.opening import InputFile
from geomap.io.options import Report
from geomap.io.table_places import distance_km
from geomap.model import (
    ActorRef,
    Area,
    Attribution,
    Claim,
    ClaimType,
    ControlStatus,
    Dating,
    LonLat,
    Modality,
    Place,
    PlaceKind,
    PlaceRef,
    PlaceRelation,
    on_day,
)

_STRAY_KM = 1500.0
"""A point without a known name this far from the middle of all others is taken for a geocoder's mistake."""


@dataclass(frozen=True, kw_only=True)
class GeoInputs:
    """What one file of shapes says."""

    areas: tuple[Area, ...]
    claims: tuple[Claim, ...]
    places: tuple[Place, ...]
    """Places the gazetteer does not have, sorted by id."""


def interpret_features(collection: GeoCollection, file: InputFile, gazetteer: Gazetteer, *, report: Report) -> GeoInputs:
    """Areas and claims of a file's features.

    What they mean is decided by ``mappings/features.yaml``. An area needs a holder (or the status ``contested``) and a day;
    a point needs a type and a day. What lacks one is reported and left out: nothing is guessed.
    """
    reader = _FeatureReader(collection=collection, file=file, gazetteer=gazetteer, report=report)
    for feature in collection.features:
        reader.read(feature)
    return reader.finish()


@dataclass(kw_only=True)
class _FeatureReader:
    collection: GeoCollection
    file: InputFile
    gazetteer: Gazetteer
    report: Report
    areas: list[Area] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    _left_out: Counter[str] = field(default_factory=Counter)
    _ids: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        table = feature_table()
        self._keys = table.keys
        self._rules = _rules_for(self.collection, table.formats)
        self._places = EventPlaces(self.gazetteer, table.generic_words, trust_names=True)
        self._actors = ActorNames(self.gazetteer.actors)
        self._file_name = self.file.found.path.name if self.file.found.path else ""
        self._middle = _middle(self.collection.features)
        self._named_day = self._day_of_names()

    def read(self, feature: GeoFeature) -> None:
        """Take one feature."""
        shape = polygons(feature.geometry)
        if not shape.is_empty:
            self._add_area(feature, shape)
        for point in points(feature.geometry):
            self._add_point(feature, LonLat(lon=point.x, lat=point.y))
        if shape.is_empty and not points(feature.geometry):
            self._left_out["lines"] += 1

    def finish(self) -> GeoInputs:
        """Report what was left out in bulk, and return the rest."""
        if count := self._left_out["lines"]:
            hint = "nothing to do: a line shows no area"
            self.report(self.file.problem(f"{count} lines are passed over", hint=hint, severity="warning"))
        if count := self._left_out["untyped"]:
            hint = f"add a property type: one of {', '.join(kind.value for kind in ClaimType)}"
            self.report(self.file.problem(f"{count} points do not say what happened there, and are left out", field="type", hint=hint))
        if count := self._left_out["nobody"]:
            hint = "add a property actor if you know it"
            message = f"{count} points do not say who did it; the actor stays unknown"
            self.report(self.file.problem(message, field="actor", hint=hint, severity="warning"))
        own = self._places.own
        if strange := sorted({place.name for place in own.values() if place.name != place.id}):
            names = ", ".join(strange[:12]) + (", ..." if len(strange) > 12 else "")
            message = f"{len(strange)} names are not in the gazetteer near their points, and stand where the file has them: {names}"
            self.report(self.file.problem(message, field="name", hint="correct the spelling, or look at their points", severity="warning"))
        used = {claim.place.place_id for claim in self.claims}
        return GeoInputs(areas=tuple(self.areas), claims=tuple(self.claims), places=tuple(own[key] for key in sorted(own) if key in used))

    def _add_area(self, feature: GeoFeature, shape: Any) -> None:  # noqa: ANN401 - a shapely geometry
        status = self._text(feature, "status").casefold().replace(" ", "_") or ControlStatus.HELD.value
        if status not in {member.value for member in ControlStatus}:
            status = ControlStatus.HELD.value
        actor = self._actor_key(feature)
        if not actor and status != ControlStatus.CONTESTED.value:
            hint = f"add a property {self._keys['actor'][0]}, or status: contested"
            self.report(self.file.problem(f"feature {feature.number} does not say who holds the area", field="actor", hint=hint))
            return
        first, end = self._validity(feature)
        if first is None:
            self._undated(feature, "the area")
            return
        parameters = {
            "format": self._rules.id,
            "file": self._file_name,
            "source": self._text(feature, "source"),
            "credit": self._rules.credit,
            "snapshot": first.isoformat() if self._rules.snapshot else "",
        }
        self.areas.append(
            Area(
                id=f"{self._rules.id}:{self.file.found.stem}#{feature.number}",
                method="drawn",
                actor=actor,
                status=status,
                geometry=shape,
                valid_from=first,
                valid_to=end,
                area_km2=area_km2(shape),
                parameters=tuple((key, value) for key, value in parameters.items() if value),
                label=self._text(feature, "name"),
            )
        )

    def _add_point(self, feature: GeoFeature, position: LonLat) -> None:
        kind = self._type(feature)
        if kind is None:
            self._left_out["untyped"] += 1
            return
        dating = self._dating(feature)
        if dating is None:
            self._undated(feature, "the point")
            return
        name = self._text(feature, "name")
        bare = self._places.bare_name(name) if any(character.isalpha() for character in name) else ""
        names = tuple(dict.fromkeys(part for part in (bare, self._places.bare_name(bare.split(",")[0])) if part))
        if self._several(bare):
            hint = "give each place a feature of its own"
            self.report(self.file.problem(f"feature {feature.number}: '{name}' names several places", field="name", hint=hint))
            return
        found = self._places.find(names, position, PlaceKind.TOWN)
        if found.own and self._middle is not None and (apart := distance_km(position, self._middle)) > _STRAY_KM:
            message = f"feature {feature.number}: '{name}' lies {apart:,.0f} km from the middle of all points, and the name is not known"
            self.report(self.file.problem(message, field="geometry", hint="correct the point or the name"))
            return
        if found.warning:
            field_name, message, hint = found.warning
            self.report(self.file.problem(f"feature {feature.number}: {message}", field=field_name, hint=hint, severity="warning"))
        actor = self._actor(feature, found.place.country)
        if actor is None:
            self._left_out["nobody"] += 1
        target = self._text(feature, "target")
        text = plain_text(self._text(feature, "text"))
        source = self._text(feature, "source") or self._rules.credit or self._file_name
        self.claims.append(
            Claim(
                id=self._id(feature, position),
                doc_id="",
                start=None,
                end=None,
                quotation=text or _as_words(feature.properties),
                type=kind,
                place=PlaceRef(
                    raw=name, place_id=found.place.id, relation=PlaceRelation.AT if bare in ("", name.strip()) else PlaceRelation.NEAR
                ),
                actor=actor,
                target=self._actors.refer(target, country=found.place.country) if target else None,
                dating=dating,
                attribution=Attribution(publication=source),
                modality=Modality.REPORTED,
                source=source,
                url=safe_url(self._text(feature, "url")) or first_url(self._text(feature, "text")),
                origin="table",
            )
        )

    def _several(self, name: str) -> bool:
        """Whether a list of names names more than one town."""
        towns = set()
        for part in name.split(",") if "," in name else ():
            hits = self.gazetteer.lookup(part.strip()) if part.strip() else ()
            towns |= {hit.place_id for hit in hits[:1] if self.gazetteer.place(hit.place_id).kind.is_settlement}
        return len(towns) > 1

    def _text(self, feature: GeoFeature, key: str) -> str:
        value = _property(feature.properties, self._keys[key])
        return "" if value is None or isinstance(value, (dict, list)) else str(value).strip()

    def _actor_name(self, feature: GeoFeature) -> str:
        if self._rules.by_key:
            value = _property(feature.properties, (self._rules.by_key,))
            return self._rules.by_value.get(str(value).casefold(), "")
        return self._rules.actor or self._text(feature, "actor")

    def _actor(self, feature: GeoFeature, country: str) -> ActorRef | None:
        name = self._actor_name(feature)
        return self._actors.refer(name, country=country) if name else None

    def _actor_key(self, feature: GeoFeature) -> str:
        name = self._actor_name(feature)
        if not name or name.startswith("name:"):
            return name
        actor = self._actors.find(name)
        return actor.id if actor else f"name:{name}"

    def _type(self, feature: GeoFeature) -> ClaimType | None:
        if self._rules.points:
            return self._rules.points
        try:
            return ClaimType(self._text(feature, "type").casefold().replace(" ", "_"))
        except ValueError:
            return None

    def _dating(self, feature: GeoFeature) -> Dating | None:
        dating = _dating_of(self._text(feature, "from"))
        if dating is None and self._named_day:
            dating = on_day(self._named_day)
        return dating

    def _validity(self, feature: GeoFeature) -> tuple[date | None, date | None]:
        """Half-open interval; a snapshot has no end of its own."""
        dating = self._dating(feature)
        if dating is None:
            return None, None
        end = None if self._rules.snapshot else _dating_of(self._text(feature, "to"))
        last = None if self._rules.snapshot or end else _dating_of(self._text(feature, "last"))
        if last and last.latest:
            return dating.earliest, last.latest + timedelta(days=1)
        return dating.earliest, end.earliest if end else None

    def _day_of_names(self) -> date | None:
        """The day in the name of the collection, else in that of the file, which is said."""
        if day := self._rules.day_of(self.collection.name):
            return day
        day = named_day(self._file_name)
        if day and any(_dating_of(self._text(feature, "from")) is None for feature in self.collection.features):
            message = f"the shapes without a day of their own are dated {day} by the name of the file"
            self.report(self.file.problem(message, hint="add a property valid_from to be sure", severity="warning"))
        return day

    def _undated(self, feature: GeoFeature, what: str) -> None:
        hint = "add a property valid_from: YYYY-MM-DD, or put the day into the file's name as YYYYMMDD"
        self.report(self.file.problem(f"feature {feature.number}: {what} has no day, so it cannot be shown", field="date", hint=hint))

    def _id(self, feature: GeoFeature, position: LonLat) -> str:
        words = json.dumps([dict(feature.properties), position.lon, position.lat], sort_keys=True, default=str)
        identifier = f"{self._rules.id}:{hashlib.sha256(words.encode()).hexdigest()[:12]}"
        self._ids[identifier] += 1
        return identifier if self._ids[identifier] == 1 else f"{identifier}-{self._ids[identifier]}"


def _rules_for(collection: GeoCollection, formats: Sequence[FeatureRules]) -> FeatureRules:
    keys = {str(key) for feature in collection.features[:1] for key in feature.properties}
    for rules in formats:
        named = rules.collection_name is None or bool(rules.collection_name.search(collection.name))
        if named and set(rules.properties) <= keys:
            return rules
    raise AssertionError("the last format takes what is left")


def _property(properties: Mapping[str, Any], names: Sequence[str]) -> Any:  # noqa: ANN401
    folded = {str(key).casefold(): value for key, value in properties.items()}
    return next((folded[name.casefold()] for name in names if folded.get(name.casefold()) not in (None, "")), None)


def _dating_of(text: str) -> Dating | None:
    if not text:
        return None
    if day := compact_day(text):
        return on_day(day)
    try:
        return parse_dating(text)
    except ValueError:
        return None


def _middle(features: Sequence[GeoFeature]) -> LonLat | None:
    """Median position of the points if nearly all lie around it; None for few points, or for a file about the whole world."""
    found = [LonLat(lon=point.x, lat=point.y) for feature in features for point in points(feature.geometry)]
    if len(found) < 10:
        return None
    middle = LonLat(lon=statistics.median(point.lon for point in found), lat=statistics.median(point.lat for point in found))
    near = sum(distance_km(point, middle) <= _STRAY_KM for point in found)
    return middle if near >= 0.9 * len(found) else None


def _as_words(properties: Mapping[str, Any]) -> str:
    words = "; ".join(f"{key}: {value}" for key, value in properties.items() if isinstance(value, (str, int, float)) and value != "")
    return words[:500]
