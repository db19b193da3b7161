"""What the picture says, in sentences, for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geomap.figure.phrasing import actor_names, doubts, parties, side_holder, status_words
from geomap.figure.snapshot import Snapshot, take_snapshot
from geomap.figure.words import FigureWords, load_words, printable
from geomap.model import ControlStatus, MapSpec

_MOST_NAMES = 12
"""Places named per sentence; a longer list is counted out, the table has it whole."""


def alt_text(spec: MapSpec, *, dates: Sequence[date] | None = None, known_by: date | None = None, title: str | None = None) -> str:
    """A description of the figure of `spec`: title, day, who holds what in which state, crossings by side, attacks.

    Parameters
    ----------
    dates
        The days shown; None: `MapSpec.as_of`. With several the last is described in full, since the others lead to it.
    known_by
        As in `render_figure`.
    title
        Other than the map's own.
    """
    words = load_words(spec)
    days = tuple(dates) if dates else (spec.as_of,)
    sentences = [words.fill("alt.map", title=printable(title if title is not None else spec.title))]
    if len(days) > 1:
        sentences.append(words.fill("alt.days", days=words.listed([words.day(day) for day in days])))
    sentences.append(words.fill("alt.day", day=words.day(days[-1])))
    if known_by is not None:
        sentences.append(words.fill("alt.known", day=words.day(known_by)))
    snapshot = take_snapshot(spec, days[-1], known_by=known_by)
    told = _states(spec, snapshot, words) + _crossings(spec, snapshot, words)
    sentences += told or [words["alt.nothing"]]
    if snapshot.attacks:
        places = dict.fromkeys(_name(snapshot, attack.place_id, words) for attack in snapshot.attacks)
        sentences.append(words.fill("alt.attacks", places=_cut(list(places), words)))
    if snapshot.advances:
        goals: dict[str, dict[str, None]] = {}
        for one in snapshot.advances:
            goals.setdefault(actor_names(spec, (one.actor,), words), {})[_name(snapshot, one.place_id, words)] = None
        told_of = [words.fill("alt.advance", actor=actor, places=_cut(list(places), words)) for actor, places in goals.items()]
        sentences.append(words.fill("alt.advances", told=words["list.semicolon"].join(told_of)))
    if snapshot.areas:
        sentences.append(words.fill("alt.areas", n=words.number(len(snapshot.areas))))
    sentences += [
        words.fill("alt.front", actors=actor_names(spec, front, words)) for front in dict.fromkeys(one.actors for one in snapshot.fronts)
    ]
    return " ".join(sentences)


def _states(spec: MapSpec, snapshot: Snapshot, words: FigureWords) -> list[str]:
    groups: dict[tuple[str, str], list[str]] = {}
    ranks: dict[tuple[str, str], tuple[int, int]] = {}
    order = {style.key: index for index, style in enumerate(spec.actors)}
    statuses = list(ControlStatus)
    for state in snapshot.states:
        who = parties(state)
        key = (actor_names(spec, who, words), status_words(state, words))
        # Those that hold alone come first, in the map's order; several together after them; nobody last.
        rank = order.get(who[0], len(order)) + len(order) * min(1, len(who) - 1) if who else 3 * len(order)
        ranks[key] = min(ranks.get(key, (rank, statuses.index(state.status))), (rank, statuses.index(state.status)))
        unsure = doubts(state, words)
        name = _name(snapshot, state.place_id, words)
        groups.setdefault(key, []).append(f"{name} ({unsure})" if unsure else name)
    told: dict[str, list[str]] = {}
    for actor, status in sorted(groups, key=lambda key: (ranks[key], key)):
        told.setdefault(actor, []).append(words.fill("alt.status", status=status, places=_cut(groups[actor, status], words)))
    return [
        words.fill("alt.actor", actor=actor, told=words["list.semicolon"].join(parts))
        if actor
        else words.fill("alt.nobody", told=words["list.semicolon"].join(parts))
        for actor, parts in told.items()
    ]


def _crossings(spec: MapSpec, snapshot: Snapshot, words: FigureWords) -> list[str]:
    found = []
    for crossing in snapshot.crossings:
        sides = [
            words.fill(
                "alt.side",
                side=printable(side.name),
                holder=side_holder(spec, side, words),
                passage=words[f"passage.{side.passage.value}"],
            )
            for side in crossing.sides
        ]
        if crossing.inferred:
            sides.append(words["legend.inferred"])
        found.append(words.fill("alt.crossing", place=_name(snapshot, crossing.place_id, words), sides=words["list.semicolon"].join(sides)))
    return found


def _name(snapshot: Snapshot, place_id: str, words: FigureWords) -> str:
    return printable(snapshot.places[place_id].name_in(words.lang))


def _cut(names: list[str], words: FigureWords) -> str:
    if len(names) <= _MOST_NAMES:
        return words.listed(names)
    return words.listed([*names[:_MOST_NAMES], words.fill("figure.more", n=words.number(len(names) - _MOST_NAMES))])
