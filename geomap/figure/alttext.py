"""What the picture says, in sentences, for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geomap.figure.snapshot import Snapshot, take_snapshot
from geomap.figure.words import FigureWords, load_words, printable
from geomap.model import ControlStatus, MapSpec

_MOST_NAMES = 12
"""Places named per sentence; a longer list is counted out, the table has it whole."""


def alt_text(
    spec: MapSpec, *, dates: Sequence[date] | None = None, known_by: date | None = None, title: str | None = None, lang: str | None = None
) -> str:
    """A description of the figure of `spec`: title, day, who holds what in which state, crossings by side, attacks.

    Parameters
    ----------
    dates
        The days shown; None: `MapSpec.as_of`. With several the last is described in full, since the others lead to it.
    known_by
        As in `render_figure`.
    title
        Other than the map's own.
    lang
        BCP 47 code; None: that of the map.
    """
    words = load_words(spec, lang)
    days = tuple(dates) if dates else (spec.as_of,)
    sentences = [words.fill("alt.map", title=printable(title if title is not None else spec.title))]
    if len(days) > 1:
        sentences.append(words.fill("alt.days", days=words.listed([words.day(day) for day in days])))
    sentences.append(words.fill("alt.day", day=words.day(days[-1])))
    snapshot = take_snapshot(spec, days[-1], known_by=known_by)
    told = _states(spec, snapshot, words) + _crossings(spec, snapshot, words)
    sentences += told or [words["alt.nothing"]]
    if snapshot.attacks:
        places = dict.fromkeys(_name(snapshot, attack.place_id, words) for attack in snapshot.attacks)
        sentences.append(words.fill("alt.attacks", places=_cut(list(places), words)))
    if snapshot.areas:
        sentences.append(words.fill("alt.areas", n=words.number(len(snapshot.areas))))
    return " ".join(sentences)


def _states(spec: MapSpec, snapshot: Snapshot, words: FigureWords) -> list[str]:
    names = {style.key: printable(style.name) for style in spec.actors}
    groups: dict[tuple[str, ControlStatus], list[str]] = {}
    for state in snapshot.states:
        if state.status is ControlStatus.NO_DATA:
            continue
        parties = state.holders or (state.opponents if state.status is ControlStatus.CONTESTED else ())
        actor = words.listed([names.get(key, printable(key.removeprefix("name:"))) for key in parties])
        groups.setdefault((actor, state.status), []).append(_name(snapshot, state.place_id, words))
    order = {words.listed([name]): index for index, name in enumerate(names.values())}
    statuses = list(ControlStatus)
    told: dict[str, list[str]] = {}
    for actor, status in sorted(groups, key=lambda key: (order.get(key[0], len(order)), key[0], statuses.index(key[1]))):
        places = _cut(groups[actor, status], words)
        told.setdefault(actor, []).append(words.fill("alt.status", status=words[f"status.{status.value}"], places=places))
    return [
        words.fill("alt.actor", actor=actor, told="; ".join(parts)) if actor else words.fill("alt.nobody", told="; ".join(parts))
        for actor, parts in told.items()
    ]


def _crossings(spec: MapSpec, snapshot: Snapshot, words: FigureWords) -> list[str]:
    names = {style.key: printable(style.name) for style in spec.actors}
    found = []
    for crossing in snapshot.crossings:
        sides = [
            words.fill(
                "alt.side",
                side=printable(side.name),
                holder=words.listed([names.get(key, printable(key.removeprefix("name:"))) for key in side.holders]) or words["holder.none"],
                passage=words[f"passage.{side.passage.value}"],
            )
            for side in crossing.sides
        ]
        found.append(words.fill("alt.crossing", place=_name(snapshot, crossing.place_id, words), sides="; ".join(sides)))
    return found


def _name(snapshot: Snapshot, place_id: str, words: FigureWords) -> str:
    return printable(snapshot.places[place_id].name_in(words.lang))


def _cut(names: list[str], words: FigureWords) -> str:
    if len(names) <= _MOST_NAMES:
        return words.listed(names)
    return words.listed([*names[:_MOST_NAMES], words.fill("figure.more", n=words.number(len(names) - _MOST_NAMES))])
