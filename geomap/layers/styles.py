"""One style per drawn actor: colour, shape, pattern and letters, so that colour is never alone."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping

from geomap.layers.colour import GROUND, smallest_difference
from geomap.model import Actor, ActorStyle, Claim, ControlState, CrossingState

PALETTES: dict[int, tuple[str, ...]] = {
    4: ("#004488", "#56b4e9", "#bb5566", "#ccbb44"),
    5: ("#0077bb", "#882255", "#88ccee", "#ccbb44", "#ee6677"),
    6: ("#009e73", "#332288", "#4477aa", "#88ccee", "#cc3311", "#ccbb44"),
}
"""Subsets of the palettes of Okabe-Ito and Paul Tol, chosen for the largest smallest CIEDE2000 distance at half opacity
on tan land over four visions (14.7, 11.5, 10.3). Fewer than four actors take the first of four; the test recomputes the distances."""
FURTHER = ("#7a5c2e", "#b07aa1", "#5c5c5c", "#1b6b6f", "#e08214", "#8c96c6")
"""From the seventh actor on: colours repeat sooner than shapes, and the shape and the letters tell."""
DISTINCT = 10.0
"""Smallest CIEDE2000 distance two actors' blended colours may have, and to the ground."""
GLYPHS = ("circle", "square", "triangle", "diamond", "pentagon", "hexagon", "star", "cross", "plus", "bar")
_ARABIC_ARTICLE = "\u0627\u0644"
_ARABIC_FIRST = "\u0600"
"""From here on letters join or stand for more than a letter: one of them is enough."""
PATTERNS = ("diagonal", "dots", "back", "horizontal", "cross", "vertical")


def build_styles(
    states: Iterable[ControlState],
    crossing_states: Iterable[CrossingState],
    claims: Iterable[Claim],
    actors: Mapping[str, Actor],
    *,
    own_colors: bool = True,
    lang: str = "en",
) -> tuple[ActorStyle, ...]:
    """Styles of every actor a state, a crossing or a claim names, those with most places first, ties by key.

    Parameters
    ----------
    states, crossing_states, claims
        What is drawn.
    actors
        Known actors by id.
    own_colors
        Give an actor its own colour where that is `DISTINCT` from all others; the rest take the palette.
    lang
        Language of the names, where the data has one.
    """
    order, names = _ranked(states, crossing_states, claims, actors, lang)
    colors = _colors(order, actors, own_colors=own_colors)
    letters = _letters([names[key] for key in order])
    return tuple(
        ActorStyle(
            key=key,
            name=names[key],
            color=colors[index],
            glyph=GLYPHS[index % len(GLYPHS)],
            pattern=PATTERNS[index % len(PATTERNS)],
            letter=letters[index],
        )
        for index, key in enumerate(order)
    )


def _ranked(
    states: Iterable[ControlState],
    crossing_states: Iterable[CrossingState],
    claims: Iterable[Claim],
    actors: Mapping[str, Actor],
    lang: str,
) -> tuple[list[str], dict[str, str]]:
    held: dict[str, set[str]] = {}
    other: Counter[str] = Counter()
    names: dict[str, str] = {}
    for state in states:
        for key in state.holders:
            held.setdefault(key, set()).add(state.place_id)
        other.update(state.opponents)
        for view in state.views:
            other.update(view.holders)
    for crossing in crossing_states:
        for side in crossing.sides:
            for key in side.holders:
                held.setdefault(key, set()).add(f"{crossing.place_id}/{side.country}")
    for claim in claims:
        for ref in (claim.actor, claim.target, *claim.partners):
            if ref is not None:
                key = ref.actor_id or f"name:{ref.name}"
                other[key] += 1
                names.setdefault(key, ref.name)
    keys = sorted(held.keys() | other.keys(), key=lambda key: (-len(held.get(key, ())), -other[key], key))
    for key in keys:
        names[key] = _name_in(actors[key], lang) if key in actors else names.get(key, key.removeprefix("name:"))
    return keys, names


def _name_in(actor: Actor, lang: str) -> str:
    if lang == "en":
        return actor.name
    return next((name.text for name in actor.names if name.lang == lang and not name.generic), actor.name)


def _colors(order: list[str], actors: Mapping[str, Actor], *, own_colors: bool) -> list[str]:
    chosen: dict[int, str] = {}
    if own_colors:
        for index, key in enumerate(order):
            color = actors[key].color.lower() if key in actors else ""
            if color and all(_apart(color, used) for used in (*chosen.values(), GROUND)):
                chosen[index] = color
    palette = (*PALETTES[min(6, max(4, len(order)))], *FURTHER)
    for index in range(len(order)):
        if index in chosen:
            continue
        free = [color for color in palette if color not in chosen.values()]
        if not free:
            chosen[index] = palette[index % len(palette)]
        elif not chosen:
            chosen[index] = free[0]
        else:
            apart = [color for color in free if all(_apart(color, used) for used in chosen.values())]
            chosen[index] = (
                apart[0] if apart else max(free, key=lambda color: min(smallest_difference(color, used) for used in chosen.values()))
            )
    return [chosen[index] for index in range(len(order))]


def _apart(first: str, second: str) -> bool:
    return smallest_difference(first, second) >= DISTINCT


def _letters(names: list[str]) -> list[str]:
    """One or two characters per name, unique: initials first, then the first letter with another, then letters of the alphabet."""
    used: set[str] = set()
    found = []
    for name in names:
        words = [word.removeprefix(_ARABIC_ARTICLE) for word in name.replace("-", " ").split()]
        words = [word for word in words if word and word[0].isalpha()] or ["?"]
        capitals = [word for word in words if word[0].isupper()] or words
        head = capitals[0]
        initials = head[0] if head[0] >= _ARABIC_FIRST else "".join(word[0] for word in capitals[:2]).upper()
        tries = itertools.chain(
            (initials, *(head[0].upper() + letter.lower() for letter in head[1:] if letter.isalpha())),
            (a + b for a, b in itertools.product("ABCDEFGHIJKLMNOPQRSTUVWXYZ", repeat=2)),
        )
        letter = next((item for item in tries if item not in used), "?")
        used.add(letter)
        found.append(letter)
    return found
