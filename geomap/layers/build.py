"""From states, claims and ground to one finished map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from geomap.layers.ground import around, choose_labels, clip_outlines, window
from geomap.layers.headline import build_headline, states_on
from geomap.layers.options import MapOptions
from geomap.layers.ranks import place_rank
from geomap.layers.styles import build_styles
from geomap.layers.tellings import Voice, build_tellings
from geomap.layers.words import Words, load_words
from geomap.model import (
    Actor,
    ActorStyle,
    Area,
    AreaRange,
    AttackEvent,
    Claim,
    ClaimType,
    ControlState,
    Crossing,
    CrossingState,
    Document,
    DocumentCard,
    FrontLine,
    MapSpec,
    Outline,
    OutlineKind,
    Place,
    PlaceKind,
    Telling,
)

INDEPENDENT = "independent"
_WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.CONTINENT})


def build_map(
    *,
    control_states: Iterable[ControlState],
    crossing_states: Iterable[CrossingState] = (),
    claims: Iterable[Claim] = (),
    places: Mapping[str, Place],
    actors: Mapping[str, Actor],
    crossings: Iterable[Crossing] = (),
    documents: Iterable[Document] = (),
    outlines: Iterable[Outline] = (),
    labels: Iterable[Place] = (),
    credits: Iterable[str] = (),
    notices: Iterable[str] = (),
    areas: Iterable[Area] = (),
    fronts: Iterable[FrontLine] = (),
    voices: Mapping[str, Voice] | None = None,
    ranges: Iterable[AreaRange] = (),
    options: MapOptions,
) -> MapSpec:
    """Everything a map shows, in a fixed order.

    Parameters
    ----------
    control_states, crossing_states, areas, fronts, ranges
        What was computed, in any order.
    claims
        The claims they come from, and those that decide nothing.
    places
        By id; every place a state, crossing or claim names must be there.
    actors
        By id.
    crossings
        Crossings of the gazetteer; those without a state are left out.
    documents
        What the claims are from; only their head data goes into the map.
    outlines, labels
        The ground: shapes, and places that are only named. Both are cut to the window.
    credits, notices
        The source line, and what the reader must know; each line once, in the order given.
    voices
        What each source and camp says by itself: ``source:<name>`` or ``camp:<id>`` to its states.
    options
        Title, language, days.

    Raises
    ------
    KeyError
        If `places` lacks a place.
    """
    words = load_words(options.lang)
    states = tuple(sorted(control_states, key=lambda state: (state.place_id, state.valid_from or date.min, state.id)))
    labels = tuple(labels)
    crossings = tuple(crossings)
    side_names = _side_names((*places.values(), *labels), options.lang) | _given_side_names(crossings, options.lang)
    passages = tuple(
        _both_named(state, side_names)
        for state in sorted(crossing_states, key=lambda state: (state.place_id, state.valid_from or date.min, state.id))
    )
    told = tuple(sorted(claims, key=lambda claim: (claim.known.likely or date.min, claim.doc_id, claim.start or 0, claim.id)))
    fields = tuple(sorted(areas, key=lambda area: (area.method, area.valid_from or date.min, area.id)))
    attacks = _attacks(told)
    heard = {
        voice: [_both_named(state, side_names) if isinstance(state, CrossingState) else state for state in said]
        for voice, said in (voices or {}).items()
    }
    tellings = build_tellings(heard, told)
    used = _used_places(states, passages, told, places)
    by_id = {place.id: place for place in used}
    shapes = tuple(outlines)
    countries = frozenset(place.id for place in used if place.kind is PlaceKind.COUNTRY) | frozenset(
        outline.id for outline in shapes if outline.kind is OutlineKind.ADMIN0
    )
    bounds = _bounds(states, passages, attacks, by_id, fields)
    box = around(bounds)
    kept = clip_outlines(shapes, box, frozenset(place.country for place in used if place.kind is not PlaceKind.COUNTRY))
    named = choose_labels(((place_rank(p, countries), p) for p in labels if p.id not in by_id), box, options.lang)
    styles = build_styles(states, passages, told, actors, own_colors=options.actor_colors, lang=options.lang)
    where = _countries(states, passages, by_id, kept, options.lang)
    title, subtitle = build_headline(states_on(states, options.as_of), by_id, styles, day=options.as_of, words=words, where=where)
    shape_ids = {outline.id for outline in kept}
    return MapSpec(
        title=options.title or title,
        subtitle=subtitle,
        title_generated=not options.title,
        lang=options.lang,
        as_of=options.as_of,
        dates=_days(states, passages, attacks, fields, options),
        known_dates=tuple(sorted({claim.known.likely for claim in told if claim.known.likely})),
        places=used,
        actors=styles,
        claims=told,
        states=states,
        crossings=tuple(sorted((c for c in crossings if c.place_id in {p.place_id for p in passages}), key=lambda c: c.place_id)),
        crossing_states=passages,
        attacks=attacks,
        areas=fields,
        outlines=kept,
        labels=named,
        documents=_cards(documents, told),
        credits=tuple(dict.fromkeys(credits)),
        notices=tuple(dict.fromkeys(notices)),
        bounds=bounds,
        inputs_sha256=options.inputs_sha256,
        version=options.version,
        camps=_camps(states, tellings, actors, styles, words),
        tellings=tellings,
        story=tuple((step.title, step.text, step.day, step.place_id) for step in options.story),
        words=tuple(sorted(words.phrases.items())),
        ranks=_ranks((*used, *named), countries),
        fronts=tuple(sorted(fronts, key=lambda front: (front.method, front.valid_from or date.min, front.id))),
        ranges=tuple(sorted(ranges, key=lambda one: one.actor)),
        where=where,
        units=tuple((place.id, place.id) for place in used if place.kind.is_area and place.id in shape_ids),
        aged_after_days=options.aged_after_days,
        attack_days=options.attack_days,
    )


def _attacks(claims: tuple[Claim, ...]) -> tuple[AttackEvent, ...]:
    """Attacks that are said to have happened, with a date; an undated one is never put on a day, one between two places on neither."""
    events = [
        AttackEvent(
            id=f"attack:{claim.id}",
            claim_id=claim.id,
            place_id=claim.place.place_id,
            day=claim.dating.likely,
            actor=(claim.actor.actor_id or f"name:{claim.actor.name}") if claim.actor else "",
        )
        for claim in claims
        if claim.type is ClaimType.ATTACK and claim.modality.is_live and claim.dating.likely and not claim.place.other_place_id
    ]
    return tuple(sorted(events, key=lambda event: (event.day, event.id)))


def _used_places(
    states: tuple[ControlState, ...],
    passages: tuple[CrossingState, ...],
    claims: tuple[Claim, ...],
    places: Mapping[str, Place],
) -> tuple[Place, ...]:
    ids = {state.place_id for state in states} | {passage.place_id for passage in passages}
    for claim in claims:
        ids.add(claim.place.place_id)
        if claim.place.other_place_id:
            ids.add(claim.place.other_place_id)
    return tuple(places[place_id] for place_id in sorted(ids))


def _bounds(
    states: tuple[ControlState, ...],
    passages: tuple[CrossingState, ...],
    attacks: tuple[AttackEvent, ...],
    places: Mapping[str, Place],
    areas: tuple[Area, ...],
) -> tuple[float, float, float, float]:
    ids = {state.place_id for state in states} | {event.place_id for event in attacks}
    positions = [places[place_id].lonlat for place_id in sorted(ids) if places[place_id].kind not in _WIDE]
    positions += [places[passage.place_id].lonlat for passage in passages]
    return window(positions, [area.geometry for area in areas])


def _both_named(state: CrossingState, names: Mapping[tuple[str, str], str]) -> CrossingState:
    first, second = (replace(side, name=names.get((side.country, side.name), side.name)) for side in state.sides)
    return replace(state, sides=(first, second))


def _side_names(places: Iterable[Place], lang: str) -> dict[tuple[str, str], str]:
    """Country and a foreign name of a place, as sides of crossings are entered, to its name in `lang`; none where places differ on it."""
    found: dict[tuple[str, str], set[str]] = {}
    for place in places:
        own = {name.text for name in place.names if name.lang == lang}
        if own and not place.kind.is_area and place.kind is not PlaceKind.BORDER_CROSSING:
            for name in {place.name, *(name.text for name in place.names)} - own:
                found.setdefault((place.country, name), set()).add(place.name_in(lang))
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}


def _given_side_names(crossings: Iterable[Crossing], lang: str) -> dict[tuple[str, str], str]:
    """The same out of the table of crossings, which names both sides in English and Arabic."""
    sides = [side for crossing in crossings for side in crossing.sides if side.name_ar]
    return {(side.country, side.name): side.name_ar for side in sides} if lang.startswith("ar") else {}


def _ranks(places: Iterable[Place], countries: frozenset[str]) -> tuple[tuple[str, int], ...]:
    """Only those that are not of the third rank: most places are."""
    ranked = sorted((place.id, place_rank(place, countries)) for place in places)
    return tuple((place_id, rank) for place_id, rank in ranked if rank != 3)


def _countries(
    states: tuple[ControlState, ...],
    passages: tuple[CrossingState, ...],
    places: Mapping[str, Place],
    outlines: tuple[Outline, ...],
    lang: str,
) -> tuple[str, ...]:
    """Names of the countries with drawn places, those with most first; none if there are more than three."""
    names = {
        outline.country: outline.name_ar if lang.startswith("ar") and outline.name_ar else outline.name
        for outline in outlines
        if outline.kind is OutlineKind.ADMIN0 and not outline.disputed
    }
    ids = {state.place_id for state in states} | {passage.place_id for passage in passages}
    count = Counter(places[place_id].country for place_id in ids if places[place_id].kind not in _WIDE)
    codes = sorted((code for code in count if code in names), key=lambda code: (-count[code], code))
    return tuple(names[code] for code in codes) if len(codes) <= 3 else ()


def _days(
    states: tuple[ControlState, ...],
    passages: tuple[CrossingState, ...],
    attacks: tuple[AttackEvent, ...],
    areas: tuple[Area, ...],
    options: MapOptions,
) -> tuple[date, ...]:
    days = {event.day for event in attacks}
    spans = [(thing.valid_from, thing.valid_to) for group in (states, passages) for thing in group]
    # an area computed for the one day shown is no change of that day
    spans += [(area.valid_from, area.valid_to) for area in areas if None in (area.valid_from, area.valid_to) or _days_of(area) > 1]
    days.update(day for span in spans for day in span if day is not None)
    first, last = options.date_from or date.min, options.date_to or date.max
    return tuple(sorted(day for day in days if first <= day <= last))


def _days_of(area: Area) -> int:
    return (area.valid_to - area.valid_from).days if area.valid_to and area.valid_from else 0


def _cards(documents: Iterable[Document], claims: tuple[Claim, ...]) -> tuple[DocumentCard, ...]:
    cited = {claim.doc_id for claim in claims}
    cards = [
        DocumentCard(
            id=document.id,
            title=document.title,
            source=document.source,
            published=document.published,
            published_origin=document.published_origin.value,
            url=document.url,
        )
        for document in documents
        if document.id in cited
    ]
    return tuple(sorted(cards, key=lambda card: (card.published or date.min, card.id)))


def _camps(
    states: tuple[ControlState, ...],
    tellings: tuple[Telling, ...],
    actors: Mapping[str, Actor],
    styles: tuple[ActorStyle, ...],
    words: Words,
) -> tuple[tuple[str, str], ...]:
    """Camps with a view or a telling, named after their most drawn actor."""
    names = {INDEPENDENT: words["camp.independent"]}
    for style in styles:
        if style.key in actors:
            names.setdefault(actors[style.key].camp or style.key, style.name)
    camps = sorted(
        {view.camp for state in states for view in state.views}
        | {telling.voice.removeprefix("camp:") for telling in tellings if telling.voice.startswith("camp:")}
    )
    return tuple((camp, names.get(camp) or (actors[camp].name if camp in actors else camp)) for camp in camps)
