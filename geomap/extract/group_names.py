"""Places inside the names of armed groups ("Army of X and Y"), which are no mentions of the place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from geomap.model import Actor
from geomap.text.tokens import tokenize

_GOVERNMENTS = frozenset({"state", "de facto state", "state government", "government", "state armed forces", "state army"})
GroupNames = Mapping[str, Sequence[tuple[str, int]]]
"""Every word of a group's name -> (the whole name, where the word begins in it)."""


def group_names(actors: Iterable[Actor]) -> GroupNames:
    """The names of armed groups by each capitalised word in them; governments and names in lower case (descriptions) are left out."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for actor in actors:
        if actor.kind in _GOVERNMENTS:
            continue  # "the Government of X" names X, which is in the text
        for name in actor.names:
            if name.generic or name.text == name.text.lower():
                continue
            for token in tokenize(name.text):
                if token.text[0].isupper():
                    found[token.text].append((name.text, token.start))
    return {word: sorted(set(places), key=lambda place: (-len(place[0]), place)) for word, places in found.items()}


def name_around(text: str, start: int, surface: str, names: GroupNames) -> str:
    """The longest name of a group that the words at `start` are a part of where they stand; empty if there is none."""
    first = surface.split(" ", 1)[0]
    for name, offset in names.get(first, ()):
        begin = start - offset
        if (
            begin >= 0
            and len(name) >= len(surface)
            and text.startswith(name, begin)
            and not text[begin + len(name) : begin + len(name) + 1].isalpha()
        ):
            return name
    return ""
