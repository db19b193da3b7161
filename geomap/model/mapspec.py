"""Everything a map shows, as plain data: drawn by `web` for the screen and by `figure` for paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geomap.model.area import Area, AreaRange, FrontLine, Outline
from geomap.model.claim import Claim
from geomap.model.control import ControlState, ControlStatus, CrossingState, SideState
from geomap.model.place import Crossing, Place


@dataclass(frozen=True, kw_only=True)
class ActorStyle:
    """How one actor is drawn; colour is never the only difference."""

    key: str
    """Actor key: actor id, or ``name:<words>``."""
    name: str
    color: str
    """``#rrggbb``."""
    glyph: str
    """circle, square, triangle, diamond, pentagon, hexagon, star, cross, plus, bar."""
    pattern: str
    """Fill pattern for areas and for print without colour: diagonal, dots, cross, horizontal, vertical, back."""
    letter: str
    """One or two characters, unique on the map."""


@dataclass(frozen=True, kw_only=True)
class AttackEvent:
    """An attack on the day it is told for; it changes no holder."""

    id: str
    claim_id: str
    place_id: str
    day: date
    actor: str
    """Actor key; empty if the text does not say."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What follows from the words of one source or camp alone: a state of the place of one of its claims.

    The same rules decide it as decide the map's states, from that voice's claims only. What mostly follows from the claim is not
    said again, so that a telling costs a few bytes.
    """

    voice: str
    """``source:<name>`` or ``camp:<id>``."""
    claim: int
    """Index in `MapSpec.claims` of the claim it rests on; its place and its id are that claim's."""
    status: ControlStatus
    starts: int | None = 0
    """Days from its claim's likely day (else the day that was known) to its first day; None: no first day."""
    lasts: int = 0
    """Days it lasts; 0: until the next telling of the voice on the place, or to this day."""
    holders: tuple[str, ...] = ()
    """Actor keys, if they are not just the actor of its claim."""
    nobody: bool = False
    """It names no holder."""
    opponents: tuple[str, ...] = ()
    sides: tuple[SideState, ...] = ()
    """Of a border crossing: both."""


@dataclass(frozen=True, kw_only=True)
class DocumentCard:
    """What the page says of a document: never its whole text."""

    id: str
    title: str
    source: str
    published: date | None
    published_origin: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class MapSpec:
    """One finished map, ready to be drawn. Same spec, same bytes."""

    title: str
    subtitle: str
    lang: str
    """BCP 47 code of the interface; decides the direction."""
    as_of: date
    """The day the map opens on."""
    dates: tuple[date, ...]
    """Days on which something changes, sorted: the slider's steps."""
    known_dates: tuple[date, ...]
    """Days on which something became known, sorted."""
    places: tuple[Place, ...]
    """Every place a state, claim or event refers to, sorted by id."""
    actors: tuple[ActorStyle, ...]
    """Drawn actors, most places first."""
    claims: tuple[Claim, ...]
    states: tuple[ControlState, ...]
    crossings: tuple[Crossing, ...]
    crossing_states: tuple[CrossingState, ...]
    attacks: tuple[AttackEvent, ...]
    areas: tuple[Area, ...]
    outlines: tuple[Outline, ...]
    """The drawn ground."""
    labels: tuple[Place, ...]
    """Further places that are only named on the ground."""
    documents: tuple[DocumentCard, ...]
    credits: tuple[str, ...]
    """The source line: attribution of data and outlines."""
    notices: tuple[str, ...]
    """What the reader must know: methods differ, documents without dates, unresolved names."""
    bounds: tuple[float, float, float, float]
    """West, south, east, north in degrees."""
    inputs_sha256: str
    """Of everything that went in."""
    version: str
    """geomap's version."""
    camps: tuple[tuple[str, str], ...] = ()
    """(camp id, name) of every camp with a view on the map or a telling."""
    tellings: tuple[Telling, ...] = ()
    """What each source and each camp says by itself, sorted by voice and claim."""
    story: tuple[tuple[str, str, date, str], ...] = ()
    """Guided steps: (title, text, date, place id or empty)."""
    fronts: tuple[FrontLine, ...] = ()
    """Lines between areas of one method."""
    ranges: tuple[AreaRange, ...] = ()
    """How much ground everybody has on `as_of`, if areas were modelled; sorted by actor."""
    title_generated: bool = False
    """The title states the situation on `as_of`; for another day it is made anew from `words`."""
    words: tuple[tuple[str, str], ...] = ()
    """(key, phrase in `lang`): names of statuses, kinds, modalities, and the patterns of the headline."""
    ranks: tuple[tuple[str, int], ...] = ()
    """(place id, rank) for `places` and `labels`: 1 capital or metropolis, 2 city, 4 village; all others are 3, town or site."""
    where: tuple[str, ...] = ()
    """Names of the countries the map is about, in `lang`; empty if there are many."""
    units: tuple[tuple[str, str], ...] = ()
    """(place id, outline id) of every unit in `places` whose shape is among `outlines`."""
    aged_after_days: int = 60
    """A state whose youngest supporting claim is older than this on the day shown is drawn faded."""
    attack_days: int = 7
    """An attack is drawn on its day and, fading, on this many days after it."""
