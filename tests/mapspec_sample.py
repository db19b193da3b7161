"""A finished map of an invented country, for the rooms that draw or embed one.

Arvand and Belmar share a border river; the Dawn Front took a row of river towns from the government of Arvand, the
Highland Guard stands in the north. Every control status, both clocks, a two-sided crossing and areas occur.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from shapely import LineString, Polygon, box

from geomap.layers.words import load_words
from geomap.model import (
    ActorRef,
    ActorStyle,
    Area,
    AttackEvent,
    Attribution,
    Claim,
    ClaimType,
    Confidence,
    ControlState,
    ControlStatus,
    Crossing,
    CrossingSide,
    CrossingState,
    CrossingStatus,
    DocumentCard,
    FrontLine,
    LonLat,
    MapSpec,
    Modality,
    NameKind,
    Outline,
    OutlineKind,
    PartyView,
    Place,
    PlaceKind,
    PlaceName,
    PlaceRef,
    RuleStep,
    SideState,
    on_day,
)

D0, D1, D2, D3 = date(2031, 3, 1), date(2031, 3, 14), date(2031, 4, 2), date(2031, 4, 20)
GOV, DAWN, GUARD = "gov-arvand", "dawn-front", "highland-guard"

_PLACES = (
    # id, English, Arabic, kind, lon, lat, population, country
    ("ar-sarim", "Sarim", "صارم", PlaceKind.CITY, 44.40, 33.10, 2_400_000, "AR"),
    ("ar-norva", "Norva", "نورفا", PlaceKind.CITY, 43.10, 36.30, 900_000, "AR"),
    ("ar-tell-hadar", "Tell Hadar", "تل حضر", PlaceKind.TOWN, 42.40, 36.38, 90_000, "AR"),
    ("ar-tell-hadar-airbase", "Tell Hadar airbase", "قاعدة تل حضر الجوية", PlaceKind.AIRBASE, 42.47, 36.32, None, "AR"),
    ("ar-dastan", "Dastan", "دستان", PlaceKind.CITY, 43.70, 34.60, 160_000, "AR"),
    ("ar-rumah", "Rumah", "رماح", PlaceKind.CITY, 43.30, 33.42, 200_000, "AR"),
    ("ar-fallat", "Fallat", "فلات", PlaceKind.CITY, 43.78, 33.35, 250_000, "AR"),
    ("ar-anat", "Anat", "عانات", PlaceKind.TOWN, 42.00, 34.38, 20_000, "AR"),
    ("ar-ravan", "Ravan", "روان", PlaceKind.TOWN, 41.92, 34.48, 18_000, "AR"),
    ("ar-qasr", "Qasr", "القصر", PlaceKind.TOWN, 41.08, 34.38, 60_000, "AR"),
    ("ar-qasr-crossing", "Qasr crossing", "معبر القصر", PlaceKind.BORDER_CROSSING, 40.99, 34.42, None, "AR"),
    ("ar-west-crossing", "Westgate crossing", "معبر الغرب", PlaceKind.BORDER_CROSSING, 38.95, 33.40, None, "AR"),
    ("ar-rubat", "Rubat", "رباط", PlaceKind.TOWN, 40.28, 33.03, 24_000, "AR"),
    ("ar-haditha-dam", "Hadar Dam", "سد حضر", PlaceKind.DAM, 42.36, 34.20, None, "AR"),
    ("ar-bayan", "Bayan refinery", "مصفاة بيان", PlaceKind.REFINERY, 43.50, 34.98, None, "AR"),
    ("ar-kirkan", "Kirkan", "كركان", PlaceKind.CITY, 44.40, 35.47, 600_000, "AR"),
    ("ar-hillan", "Hillan", "حلان", PlaceKind.CITY, 44.43, 32.48, 400_000, "AR"),
    ("ar-west", "West Province", "ولاية الغرب", PlaceKind.ADMIN1, 41.60, 32.60, None, "AR"),
)


def _place(id_: str, name: str, arabic: str, kind: PlaceKind, lon: float, lat: float, population: int | None, country: str) -> Place:
    names = (PlaceName(text=name, lang="en", kind=NameKind.MAIN), PlaceName(text=arabic, lang="ar", kind=NameKind.MAIN))
    return Place(id=id_, name=name, kind=kind, lonlat=LonLat(lon=lon, lat=lat), country=country, names=names, population=population)


PLACES = tuple(sorted((_place(*row) for row in _PLACES), key=lambda place: place.id))
ACTORS = (
    ActorStyle(key=DAWN, name="Dawn Front", color="#882255", glyph="square", pattern="diagonal", letter="D"),
    ActorStyle(key=GOV, name="Government of Arvand", color="#0077BB", glyph="circle", pattern="dots", letter="G"),
    ActorStyle(key=GUARD, name="Highland Guard", color="#CCBB44", glyph="triangle", pattern="back", letter="H"),
)


def _claim(number: int, place_id: str, kind: ClaimType, actor: str, day: date, words: str, **more: object) -> Claim:
    names = {style.key: style.name for style in ACTORS}
    doc_id = "d1" if number % 2 else "d2"
    fields: dict[str, object] = {
        "id": f"{doc_id}#c{number:02d}",
        "doc_id": doc_id,
        "start": number * 100,
        "end": number * 100 + len(words),
        "quotation": words,
        "type": kind,
        "place": PlaceRef(raw=place_id, place_id=place_id),
        "actor": ActorRef(raw=names[actor], name=names[actor], actor_id=actor),
        "dating": on_day(day),
        "known": on_day(day),
        "attribution": Attribution(publication="The Arvand Courier" if number % 2 else "River Radio", speaker="residents"),
        "modality": Modality.REPORTED,
        "source": "The Arvand Courier" if number % 2 else "River Radio",
        "url": "https://courier.example/1" if number % 2 else "",
    }
    return Claim(**(fields | more))  # type: ignore[arg-type]


CLAIMS = (
    _claim(1, "ar-norva", ClaimType.CAPTURE, DAWN, D1, "The Dawn Front entered Norva and now runs its streets."),
    _claim(2, "ar-dastan", ClaimType.ATTACK, GOV, D2, "Aircraft struck the edge of Dastan after midnight."),
    _claim(3, "ar-qasr-crossing", ClaimType.CAPTURE, DAWN, D2, "The gate at Qasr changed hands before dawn."),
    _claim(4, "ar-rumah", ClaimType.CONTESTED, DAWN, D1, "Both sides hold streets in Rumah."),
    _claim(5, "ar-fallat", ClaimType.SIEGE, GOV, D2, "Fallat is closed in on every side."),
    _claim(
        6,
        "ar-ravan",
        ClaimType.CAPTURE,
        DAWN,
        D2,
        "Our fighters hold Ravan, the front's radio said.",
        modality=Modality.CLAIMED_BY_PARTY,
        attribution=Attribution(publication="River Radio", speaker="the front's radio", speaker_actor_id=DAWN, camp=DAWN),
    ),
    _claim(7, "ar-kirkan", ClaimType.CONTROL, GUARD, D1, "The Highland Guard patrols all of Kirkan."),
    _claim(8, "ar-sarim", ClaimType.CONTROL, GOV, D0, "Ministries in Sarim worked as usual."),
    _claim(9, "ar-norva", ClaimType.CONTROL, GOV, D0, "Norva was calm under its garrison."),
)


def _state(
    place_id: str, status: ControlStatus, start: date | None, end: date | None = None, *holders: str, **more: object
) -> ControlState:
    fields: dict[str, object] = {
        "id": f"{place_id}@{start or 'before'}",
        "place_id": place_id,
        "status": status,
        "valid_from": start,
        "valid_to": end,
        "holders": holders,
        "confidence": Confidence.LIKELY,
        "last_supported": start,
        "support": tuple(claim.id for claim in CLAIMS if claim.place.place_id == place_id),
        "trace": (RuleStep(rule_id="newest-live-claim", text="the youngest live claim decides"),),
    }
    return ControlState(**(fields | more))  # type: ignore[arg-type]


S = ControlStatus
STATES = (
    _state("ar-anat", S.HELD, D2, None, DAWN, confidence=Confidence.POSSIBLE),
    _state("ar-bayan", S.PRESSURED, D2, None, GOV, opponents=(DAWN,)),
    _state("ar-dastan", S.HELD, D1, None, DAWN, other=("d2#c02",)),
    _state("ar-fallat", S.BESIEGED, D1, None, DAWN, opponents=(GOV,)),
    _state("ar-haditha-dam", S.SHARED, D1, None, GOV, GUARD),
    _state("ar-hillan", S.NO_DATA, None),
    _state("ar-kirkan", S.HELD, D1, None, GUARD, confidence=Confidence.CONFIRMED),
    _state("ar-norva", S.HELD, D0, D1, GOV),
    _state("ar-norva", S.HELD, D1, None, DAWN, confidence=Confidence.CONFIRMED),
    _state("ar-qasr", S.HELD, D2, None, DAWN, inferred=True, confidence=Confidence.POSSIBLE),
    _state("ar-qasr-crossing", S.HELD, D2, None, DAWN),
    _state(
        "ar-ravan",
        S.CLAIMED_ONLY,
        D2,
        None,
        DAWN,
        views=(
            PartyView(camp=DAWN, holders=(DAWN,), claim_ids=("d2#c06",)),
            PartyView(camp=GOV, holders=(GOV,), claim_ids=()),
        ),
        confidence=Confidence.DOUBTFUL,
    ),
    _state("ar-rubat", S.UNKNOWN, D2),
    _state("ar-rumah", S.CONTESTED, D1, None, opponents=(DAWN, GOV)),
    _state("ar-sarim", S.HELD, D0, None, GOV, confidence=Confidence.CONFIRMED),
    _state("ar-tell-hadar", S.PRESENCE_ONLY, D2, None, GUARD),
    _state("ar-tell-hadar-airbase", S.HELD, D2, None, GOV),
    _state("ar-west", S.HELD, D2, None, DAWN, share_percent=70.0),
)
STATES = tuple(sorted(STATES, key=lambda state: state.id))

CROSSINGS = (
    Crossing(
        place_id="ar-qasr-crossing",
        sides=(
            CrossingSide(country="AR", name="Qasr", lonlat=LonLat(lon=41.00, lat=34.42)),
            CrossingSide(country="BE", name="Bukhan", lonlat=LonLat(lon=40.97, lat=34.43)),
        ),
    ),
    Crossing(
        place_id="ar-west-crossing",
        sides=(
            CrossingSide(country="AR", name="Westgate", lonlat=LonLat(lon=38.97, lat=33.40)),
            CrossingSide(country="BE", name="Tamar", lonlat=LonLat(lon=38.90, lat=33.41)),
        ),
    ),
)


def _crossing_state(
    place_id: str, start: date | None, end: date | None, *, inner: tuple[str, ...], passage: CrossingStatus, inferred: bool = False
) -> CrossingState:
    crossing = next(one for one in CROSSINGS if one.place_id == place_id)
    here, there = crossing.sides
    return CrossingState(
        id=f"{place_id}@{start or 'before'}#crossing",
        place_id=place_id,
        sides=(
            SideState(country=here.country, name=here.name, holders=inner, control=S.HELD if inner else S.NO_DATA, passage=passage),
            SideState(country=there.country, name=there.name, holders=(), control=S.NO_DATA, passage=CrossingStatus.UNKNOWN),
        ),
        valid_from=start,
        valid_to=end,
        inferred=inferred,
    )


CROSSING_STATES = (
    _crossing_state("ar-qasr-crossing", None, D2, inner=(GOV,), passage=CrossingStatus.OPEN),
    _crossing_state("ar-qasr-crossing", D2, None, inner=(DAWN,), passage=CrossingStatus.CLOSED),
    _crossing_state("ar-west-crossing", D2, None, inner=(GOV,), passage=CrossingStatus.UNKNOWN, inferred=True),
)

_ARVAND = Polygon(
    [
        (39.0, 33.2),
        (41.1, 34.4),
        (41.3, 35.6),
        (42.3, 37.1),
        (44.8, 37.3),
        (46.0, 35.6),
        (45.5, 33.5),
        (47.6, 31.0),
        (47.0, 29.8),
        (44.7, 29.2),
        (39.0, 32.0),
    ]
)
_BELMAR = Polygon([(36.0, 32.3), (39.0, 32.3), (39.0, 33.2), (41.1, 34.4), (41.3, 35.6), (42.3, 37.1), (36.5, 36.8), (35.8, 35.2)])
_SOUTH = Polygon([(35.0, 29.0), (39.0, 32.0), (44.7, 29.2), (47.0, 29.8), (48.0, 24.0), (36.0, 24.0)])
OUTLINES = (
    Outline(id="country-ar", name="Arvand", name_ar="أرفاند", kind=OutlineKind.ADMIN0, geometry=_ARVAND, country="AR", label=(43.2, 31.6)),
    Outline(id="country-be", name="Belmar", name_ar="بلمار", kind=OutlineKind.ADMIN0, geometry=_BELMAR, country="BE", label=(38.6, 34.9)),
    Outline(id="country-so", name="Sodan", name_ar="سودان", kind=OutlineKind.ADMIN0, geometry=_SOUTH, country="SO", label=(42.0, 28.0)),
    Outline(
        id="ar-west",
        name="West Province",
        name_ar="ولاية الغرب",
        kind=OutlineKind.ADMIN1,
        geometry=_ARVAND & box(38, 31, 42.7, 35),
        country="AR",
        label=(41.6, 32.6),
    ),
    Outline(
        id="admin1-ar-n",
        name="North Province",
        name_ar="ولاية الشمال",
        kind=OutlineKind.ADMIN1,
        geometry=_ARVAND & box(41, 35, 44, 38),
        country="AR",
        label=(42.6, 35.5),
    ),
    Outline(
        id="river-sil",
        name="Sil",
        name_ar="نهر السيل",
        kind=OutlineKind.RIVER,
        geometry=LineString(
            [
                (38.0, 36.5),
                (39.0, 35.9),
                (40.4, 35.1),
                (41.0, 34.42),
                (41.9, 34.45),
                (42.4, 34.1),
                (43.3, 33.44),
                (44.3, 32.6),
                (46.2, 31.0),
                (47.6, 30.6),
            ]
        ),
        label=(39.7, 35.5),
    ),
    Outline(
        id="lake-thar",
        name="Lake Thar",
        name_ar="بحيرة ثار",
        kind=OutlineKind.LAKE,
        geometry=Polygon([(43.1, 34.3), (43.5, 34.1), (43.4, 33.7), (43.2, 33.8)]),
        label=(43.3, 34.0),
    ),
    Outline(
        id="road-1",
        name="Road 1",
        kind=OutlineKind.ROAD,
        geometry=LineString([(44.4, 33.1), (43.7, 34.6), (43.5, 35.0), (43.1, 36.3)]),
        schematic=True,
    ),
)
AREAS = (
    Area(
        id="area-dawn",
        method="reach",
        actor=DAWN,
        status="held",
        geometry=box(41.7, 34.0, 42.6, 34.7),
        valid_from=D2,
        valid_to=None,
        area_km2=6_400.0,
        state_ids=("ar-anat@2031-04-02",),
    ),
    Area(
        id="area-guard",
        method="reach",
        actor=GUARD,
        status="held",
        geometry=box(44.0, 35.2, 45.2, 36.4),
        valid_from=D1,
        valid_to=None,
        area_km2=14_500.0,
    ),
    Area(
        id="area-band",
        method="reach",
        actor="",
        status="contested",
        geometry=box(43.0, 33.2, 43.6, 33.7),
        valid_from=D1,
        valid_to=None,
        area_km2=3_000.0,
    ),
)

WORDS = tuple(sorted(load_words("en").phrases.items()))


def _rank(place: Place) -> int:
    people = place.population or 0
    return 1 if people > 1_000_000 else 2 if people > 150_000 else 3


def sample_map(**changes: object) -> MapSpec:
    """The whole sample, with fields replaced at will."""
    spec = MapSpec(
        title="Dawn Front takes the river road",
        subtitle="Who holds what in Arvand, according to two outlets",
        lang="en",
        as_of=D2,
        dates=(D0, D1, D2),
        known_dates=(D0, D1, D2),
        places=PLACES,
        actors=ACTORS,
        claims=CLAIMS,
        states=STATES,
        crossings=CROSSINGS,
        crossing_states=CROSSING_STATES,
        attacks=(AttackEvent(id="attack-1", claim_id="d2#c02", place_id="ar-dastan", day=D2, actor=GOV),),
        areas=AREAS,
        outlines=OUTLINES,
        labels=(_place("ar-amarin", "Amarin", "عمارين", PlaceKind.CITY, 47.14, 31.84, 500_000, "AR"),),
        documents=(
            DocumentCard(
                id="d1",
                title="River towns fall",
                source="The Arvand Courier",
                published=D1,
                published_origin="field",
                url="https://courier.example/1",
            ),
            DocumentCard(id="d2", title="Gate closes", source="River Radio", published=D2, published_origin="dateline"),
        ),
        credits=("Invented outlines", "Reports: The Arvand Courier, River Radio"),
        notices=("1 document without a date was left out.",),
        bounds=(38.5, 32.0, 46.5, 37.0),
        inputs_sha256="0" * 64,
        version="0.1.0",
        camps=((DAWN, "Dawn Front"), (GOV, "Government of Arvand")),
        story=(),
        words=WORDS,
        ranks=tuple((place.id, _rank(place)) for place in PLACES),
        units=(("ar-west", "ar-west"),),
    )
    return replace(spec, **changes)  # type: ignore[arg-type]


def eventful_map(**changes: object) -> MapSpec:
    """The sample with advances, areas by a second method, and a front line of each method."""
    claims = (
        *CLAIMS,
        # From Fallat, the nearest town its actor holds.
        _claim(20, "ar-sarim", ClaimType.ADVANCE, DAWN, D2, "The front's columns were moving on Sarim."),
        # From the south, as its text says.
        _claim(
            21,
            "ar-kirkan",
            ClaimType.ADVANCE,
            GOV,
            D1,
            "Troops approached Kirkan from 60 km to the south.",
            place=PlaceRef(raw="Kirkan", place_id="ar-kirkan", bearing_deg=180.0, distance_km=60.0),
        ),
        # On a place without a state, known only later.
        _claim(22, "ar-hillan", ClaimType.ADVANCE, DAWN, D1, "In March they had pushed towards Hillan.", known=on_day(D3)),
        # Nothing is drawn for these: only planned, long past, or by somebody who holds nothing near.
        _claim(23, "ar-norva", ClaimType.ADVANCE, GUARD, D2, "The Guard means to march on Norva.", modality=Modality.PLANNED),
        _claim(24, "ar-norva", ClaimType.ADVANCE, GOV, date(2030, 3, 1), "A year before, columns had moved on Norva."),
        _claim(25, "ar-rubat", ClaimType.ADVANCE, GUARD, D2, "The Guard was seen driving at Rubat."),
    )
    other = Area(
        id="area-stated",
        method="stated",
        actor=GOV,
        status="held",
        geometry=box(44.0, 32.0, 45.0, 33.5),
        valid_from=D1,
        valid_to=None,
        area_km2=9_000.0,
    )
    fronts = tuple(
        FrontLine(
            id=f"front-{method}",
            method=method,
            actors=(DAWN, GUARD),
            geometry=LineString([(43.2, 34.9), (43.6, 35.4), (43.9, 36.1)]),
            valid_from=D1,
            valid_to=D3,
            km=150.0,
        )
        for method in ("reach", "stated")
    )
    return sample_map(claims=claims, areas=(*AREAS, other), fronts=fronts, **changes)
