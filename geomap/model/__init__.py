"""The nouns. Frozen, keyword-only values; no I/O; imports the standard library and shapely only.

Direction: Document -> Mention -> Resolution -> Claim -> ControlState -> Area -> MapSpec; each later
value carries the ids of the earlier ones.
"""

from geomap.model.actor import Actor, ActorName, Source
from geomap.model.area import Area, AreaEstimate, AreaRange, FrontLine, Outline, OutlineKind, UnitShare
from geomap.model.claim import (
    ActorRef,
    Attribution,
    Claim,
    ClaimType,
    CrossingStatus,
    Extent,
    Modality,
    PlacePrecision,
    PlaceRef,
    PlaceRelation,
    Review,
)
from geomap.model.control import (
    Confidence,
    ControlState,
    ControlStatus,
    CrossingState,
    PartyView,
    RuleStep,
    SideState,
)
from geomap.model.dating import UNKNOWN_DATE, DatePrecision, Dating, between, in_month, in_year, on_day
from geomap.model.document import DateOrigin, Document
from geomap.model.lonlat import LonLat
from geomap.model.mapspec import ActorStyle, AttackEvent, DocumentCard, MapSpec, Telling
from geomap.model.mention import Candidate, Mention, Resolution, ResolutionStatus
from geomap.model.place import Crossing, CrossingSide, NameKind, Place, PlaceKind, PlaceName

__all__ = [
    "UNKNOWN_DATE",
    "Actor",
    "ActorName",
    "ActorRef",
    "ActorStyle",
    "Area",
    "AreaEstimate",
    "AreaRange",
    "AttackEvent",
    "Attribution",
    "Candidate",
    "Claim",
    "ClaimType",
    "Confidence",
    "ControlState",
    "ControlStatus",
    "Crossing",
    "CrossingSide",
    "CrossingState",
    "CrossingStatus",
    "DateOrigin",
    "DatePrecision",
    "Dating",
    "Document",
    "DocumentCard",
    "Extent",
    "FrontLine",
    "LonLat",
    "MapSpec",
    "Mention",
    "Modality",
    "NameKind",
    "Outline",
    "OutlineKind",
    "PartyView",
    "Place",
    "PlaceKind",
    "PlaceName",
    "PlacePrecision",
    "PlaceRef",
    "PlaceRelation",
    "Resolution",
    "ResolutionStatus",
    "Review",
    "RuleStep",
    "SideState",
    "Source",
    "Telling",
    "UnitShare",
    "between",
    "in_month",
    "in_year",
    "on_day",
]
