"""What texts say about who holds, takes, loses or strikes a place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from geomap.model.dating import UNKNOWN_DATE, Dating


class ClaimType(StrEnum):
    """What is said to happen or to be so (DESIGN vocabulary)."""

    CAPTURE = "capture"
    RECAPTURE = "recapture"
    CONTROL = "control"
    LOSS = "loss"
    WITHDRAWAL = "withdrawal"
    TRANSFER = "transfer"
    CONTESTED = "contested"
    SIEGE = "siege"
    ATTACK = "attack"
    PRESENCE = "presence"
    ADVANCE = "advance"
    CROSSING_STATUS = "crossing_status"


class Modality(StrEnum):
    """In which mood it is said; the first that fits wins, in this order."""

    DENIED = "denied"
    """The source denies it; the proposition is kept as if it were true."""
    HISTORICAL = "historical"
    """Background, over by the time of writing."""
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"
    CLAIMED_BY_PARTY = "claimed_by_party"
    """Said by a belligerent."""
    REPORTED = "reported"
    """Said by residents, monitors, other media, or hedged."""
    ASSERTED = "asserted"
    """The writer's own voice."""

    @property
    def is_live(self) -> bool:
        """Whether it says that something is so."""
        return self in _LIVE


_LIVE = frozenset({Modality.CLAIMED_BY_PARTY, Modality.REPORTED, Modality.ASSERTED})


class Extent(StrEnum):
    """How much of the place is meant."""

    FULL = "full"
    MOST = "most"
    PARTIAL = "partial"
    EDGE = "edge"
    """Only its outskirts or surroundings."""


class PlaceRelation(StrEnum):
    """How the event lies to the named place."""

    AT = "at"
    NEAR = "near"
    BEARING = "bearing"
    """"20 km west of"."""
    BETWEEN = "between"
    AREA = "area"


class PlacePrecision(IntEnum):
    """How exactly the place is known, on the scale of UCDP GED's ``where_prec``.

    Source: Högbladh, UCDP GED Codebook version 24.1, variable ``where_prec``.
    """

    EXACT = 1
    """The exact location."""
    NEAR = 2
    """Within about 25 km of a known point."""
    ADMIN2 = 3
    """The second-level unit."""
    ADMIN1 = 4
    """The first-level unit."""
    LINEAR = 5
    """A line or a fuzzy area: a river, a road, a border, a region."""
    COUNTRY = 6
    INTERNATIONAL = 7
    """International waters or airspace, or several countries."""


class CrossingStatus(StrEnum):
    """Whether one side of a crossing lets people and goods through."""

    OPEN = "open"
    RESTRICTED = "restricted"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Review(StrEnum):
    """What a person decided about a claim."""

    NONE = "none"
    ACCEPTED = "accepted"
    CHANGED = "changed"
    REJECTED = "rejected"
    ADDED = "added"
    """Written by hand, with its source."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceRef:
    """The place of a claim."""

    raw: str
    """The words in the text; empty if the text never names it."""
    place_id: str
    """Gazetteer entry."""
    start: int | None = None
    """Span of `raw` in the document."""
    end: int | None = None
    score: float = 1.0
    """Of the resolution, 0 to 1."""
    precision: PlacePrecision = PlacePrecision.EXACT
    relation: PlaceRelation = PlaceRelation.AT
    inferred: bool = False
    """The place follows from the sentence but is not named in the text."""
    other_place_id: str = ""
    """The second place of ``between``."""
    bearing_deg: float | None = None
    """Of ``bearing``: degrees clockwise from north, from the named place."""
    distance_km: float | None = None
    """Of ``bearing`` and ``near``, where stated."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ActorRef:
    """An actor in a claim, as written and as known."""

    raw: str
    """The words in the text; empty if the text names it only by context."""
    name: str
    """Canonical name, or the words themselves for an actor the data does not know."""
    actor_id: str = ""
    """Empty for an actor the data does not know."""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribution:
    """Who says so: publication > quotation > speaker > the speaker's camp."""

    publication: str = ""
    """The outlet."""
    speaker: str = ""
    """Who is quoted, in the text's words; empty for the writer."""
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_actor_id: str = ""
    """The belligerent the speaker speaks for; empty if none."""
    camp: str = ""
    """The camp of that belligerent."""
    quoted: bool = False
    """Whether the evidence stands inside quotation marks."""


_WRITER = Attribution()


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """One statement about one place in one document."""

    id: str
    """Stable: made of document, place, type, actor, date and modality, not of offsets; see `extract.identity`."""
    doc_id: str
    start: int | None
    """Evidence: the clause that says it, in `Document.text`; None for a claim without a text (a table row)."""
    end: int | None
    quotation: str
    """``text[start:end]``, or the words given with a table row."""
    type: ClaimType
    place: PlaceRef
    actor: ActorRef | None = None
    """Who does it; for control who holds it, for loss who lost it; None if the text does not say."""
    partners: tuple[ActorRef, ...] = ()
    """Others who do it together with `actor`, or the rivals of equal standing in ``contested``."""
    target: ActorRef | None = None
    """Whom it was taken from or done to."""
    dating: Dating = UNKNOWN_DATE
    """When it was true or happened."""
    since: Dating | None = None
    """For control that has lasted: since when."""
    known: Dating = UNKNOWN_DATE
    """When it was known: the day the document was published."""
    attribution: Attribution = _WRITER
    modality: Modality = Modality.ASSERTED
    extent: Extent = Extent.FULL
    share_percent: float | None = None
    """A stated share of the unit ("70 percent of"), 0 to 100."""
    crossing_status: CrossingStatus | None = None
    """For ``crossing_status``: open, restricted or closed; None if only the holder is told."""
    crossing_side: str = ""
    """ISO country of the side meant; empty: the side the gazetteer enters the crossing under."""
    source: str = ""
    """Outlet or table the claim comes from."""
    url: str = ""
    cues: tuple[str, ...] = ()
    """Ids of the rules that shaped it, in the order they were applied."""
    origin: str = "rules"
    """What proposed it: ``rules``, ``table``, ``hand``, or the name of an extractor."""
    review: Review = Review.NONE
    note: str = ""
