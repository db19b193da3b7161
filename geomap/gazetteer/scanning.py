"""Finding every known name in a text, in one pass over its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geomap.gazetteer.curated import NotPlace
from geomap.gazetteer.hits import NameHit, TextHit, Tier
from geomap.gazetteer.names import Entry, NameTable, as_hit, exact_form, same_case
from geomap.text.fold import FoldedWord, folded_words

_CLITICS = ("و", "ف", "ب", "ك", "ل")
"""Arabic particles that are written onto the word that follows: and, so, in, like, to."""


def scan_text(text: str, names: NameTable, not_places: Mapping[str, NotPlace]) -> tuple[TextHit, ...]:
    """See `geomap.gazetteer.Gazetteer.scan`."""
    words = folded_words(text)
    longest_not = max((phrase.count(" ") + 1 for phrase in not_places), default=0)
    found = []
    index = 0
    while index < len(words):
        skip = _not_a_place(words, index, not_places, longest_not)
        hit, count = _longest_hit(text, words, index, names, not_places)
        if skip and skip >= count:
            index += skip
        elif hit is not None:
            found.append(hit)
            index += count
        else:
            index += 1
    return tuple(found)


def _not_a_place(words: Sequence[FoldedWord], index: int, not_places: Mapping[str, NotPlace], longest: int) -> int:
    """How many words from here on are a phrase that never means a place."""
    for count in range(min(longest, len(words) - index), 0, -1):
        head = [word.text for word in words[index : index + count - 1]]
        last = words[index + count - 1]
        for ending in (last.text, last.stem):
            phrase = not_places.get(" ".join([*head, ending]))
            if phrase is not None and phrase.always:
                return count
    return 0


def _longest_hit(
    text: str, words: Sequence[FoldedWord], index: int, names: NameTable, not_places: Mapping[str, NotPlace]
) -> tuple[TextHit | None, int]:
    for shift, run in _readings(words, index):
        for count, end, entries in names.phrases_at(run, 0):
            start = run[0].start
            hits = _hits(text[start:end], text[run[0].bare_start : end], entries)
            if hits:
                phrase = not_places.get(" ".join([*(word.text for word in run[: count - 1]), run[count - 1].stem]))
                doubt = phrase.reason if phrase is not None and not shift else ""
                return TextHit(start=start, end=end, surface=text[start:end], hits=hits, doubt=doubt), count
    return None, 0


def _readings(words: Sequence[FoldedWord], index: int) -> list[tuple[int, Sequence[FoldedWord]]]:
    """The words from here on as they stand, and with Arabic particles taken off the first one."""
    run = words[index : index + _MOST_WORDS]
    readings: list[tuple[int, Sequence[FoldedWord]]] = [(0, run)]
    first = run[0]
    if not "\u0620" <= first.text[0] <= "\u06ff":
        return readings
    text, shift = first.text, 0
    while len(text) > 3 and text[0] in _CLITICS and shift < 2:
        text, shift = text[1:], shift + 1
        bare = (
            text[2:]
            if text.startswith("ال") and len(text) > 4
            else text[1:]
            if text.startswith("ل") and first.text[shift - 1] == "ل"
            else text
        )
        if len(bare) < 3:
            break
        start = first.start + shift
        readings.append((shift, [FoldedWord(bare, start, first.end, bare, first.end, start), *run[1:]]))
    return readings


_MOST_WORDS = 12
"""No name has more words."""


def _hits(surface: str, bare: str, entries: Sequence[Entry]) -> tuple[NameHit, ...]:
    """The places of a phrase as it is written here: best tier first, then by place id."""
    cased = surface != surface.swapcase()
    capital = not cased or any(letter.isupper() or letter.istitle() for letter in surface)
    written = (exact_form(surface), exact_form(bare))
    best: dict[str, NameHit] = {}
    for entry in entries:
        name = entry[1]
        if name.case_sensitive:
            if not (same_case(surface, name.text) or same_case(bare, name.text)):
                continue
        elif not capital:
            continue
        tier = Tier.EXACT if exact_form(name.text) in written else Tier.FOLDED
        known = best.get(entry[0])
        if known is None or tier < known.tier:
            best[entry[0]] = as_hit(entry, tier)
    return tuple(sorted(best.values(), key=lambda hit: (hit.tier, hit.place_id)))
