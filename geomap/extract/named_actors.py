"""Finding the proper names of those who fight: known ones, and abbreviations and unknown names the text itself explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from geomap.extract.actor_names import ActorNames, Setting, safe_lower
from geomap.extract.actors import Hint
from geomap.extract.lexicon import Lexicon

_BRACKET = re.compile(r"\s*[(\[]\s*[\"“']?(?P<short>[^\W\d_][\w'’&/-]{1,11})(?=[\"”']?\s*[,;)\]])")


def find_names(text: str, names: ActorNames, lexicon: Lexicon, setting: Setting) -> list[Hint]:
    """Proper names of actors in a text: known ones, and abbreviations and unknown names the text itself explains.

    Parameters
    ----------
    setting
        Of the document: a name that holds for one country or time means nobody elsewhere.
    """
    lower = safe_lower(text)
    found = [Hint(start=start, end=end, text=text[start:end], ids=ids) for start, end, ids in _known(text, lower, names, setting)]
    learned = dict(_learned(text, found, lexicon))
    if learned:
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, learned), key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)
        taken = [(hint.start, hint.end) for hint in found]
        for match in pattern.finditer(text):
            source = learned.get(match.group()) or learned.get(match.group().upper()) or learned.get(match.group().lower())
            if source is None or any(start < match.end() and match.start() < end for start, end in taken):
                continue
            found.append(Hint(start=match.start(), end=match.end(), text=match.group(), ids=source.ids, unknown=source.unknown))
    return sorted(found, key=lambda hint: hint.start)


def _known(text: str, lower: str, names: ActorNames, setting: Setting) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    hits = []
    for last, name in names.automaton.iter(lower):
        start, end = last - len(name) + 1, last + 1
        if (start and (lower[start - 1].isalnum() or lower[start - 1] == "-")) or (end < len(lower) and lower[end].isalnum()):
            continue
        surface = text[start:end]
        owners = [owner for owner in names.owners(name) if _case_fits(surface, owner[1].text) and setting.fits(*owner)]
        if owners:
            hits.append((start, end, tuple(dict.fromkeys(actor.id for actor, _ in owners))))
    position = 0
    for start, end, ids in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= position:
            yield start, end, ids
            position = end


def _case_fits(surface: str, name: str) -> bool:
    if name.isupper() and len(name) <= 6:
        return surface.isupper()
    if name[0].islower():
        return True
    return any(char.isupper() for char in surface)


@lru_cache(maxsize=8)
def _long_name(lexicon: Lexicon) -> re.Pattern[str]:
    """A name of several words at the end of a text."""
    small = "|".join(sorted(map(re.escape, lexicon.words("name_joiners")), key=len, reverse=True))
    return re.compile(rf"((?:[A-Z][\w'’-]+|{small})\s+){{1,7}}[A-Z][\w'’-]+$")


def _learned(text: str, found: Sequence[Hint], lexicon: Lexicon) -> Iterator[tuple[str, Hint]]:
    """Abbreviations in brackets behind a name: of known actors, and of unknown ones whose initials fit."""
    ends = {hint.end: hint for hint in found}
    organisation = lexicon.words("organisation_nouns")
    joiners = lexicon.words("name_joiners")
    long_name = _long_name(lexicon)
    for match in _BRACKET.finditer(text):
        short = match.group("short")
        if not short.isupper() and not (short.islower() and len(short) <= 6):
            continue
        known = ends.get(match.start())
        if known is not None:
            yield short, known
            continue
        before = long_name.search(text[max(0, match.start() - 90) : match.start()])
        if before is None:
            continue
        words = [word for word in before.group().split() if word.lower() not in joiners]
        initials = "".join(word[0] for word in words).upper()
        position = initials.find(short.upper())
        if position < 0 or not any(word.lower() in organisation for word in words[position:]):
            continue
        name = before.group()[before.group().index(words[position]) :]
        start = match.start() - len(name)
        yield short, Hint(start=start, end=match.start(), text=name, unknown=name)
        yield name, Hint(start=start, end=match.start(), text=name, unknown=name)
