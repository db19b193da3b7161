"""The index over names that are held in memory: three tiers, and the longest known phrase at a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property

from geomap.gazetteer.hits import NameHit, Tier
from geomap.model import PlaceName
from geomap.text.fold import FoldedWord, fold
from geomap.text.transliterate import transliteration_key

Entry = tuple[str, PlaceName]
"""Place id and one of its names."""


def exact_form(name: str) -> str:
    """A name as the exact tier compares it: NFC, one kind of apostrophe, single spaces."""
    text = name if name.isascii() else unicodedata.normalize("NFC", name).replace("\u2019", "'").replace("\u2018", "'")
    return " ".join(text.split())


def in_use(name: PlaceName, on: date | None) -> bool:
    """Whether a name was in use on a day; without a day every name counts."""
    return on is None or ((name.valid_from is None or name.valid_from <= on) and (name.valid_to is None or on < name.valid_to))


class NameTable:
    """Names held in memory. Nothing is computed before it is asked for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Keep the entries; names are indexed on first use."""
        self.entries: Sequence[Entry] = tuple(entries)

    @cached_property
    def _exact(self) -> dict[str, list[Entry]]:
        return _grouped(self.entries, exact_form)

    @cached_property
    def _folded(self) -> dict[str, list[Entry]]:
        return _grouped(self.entries, fold)

    @cached_property
    def _keys(self) -> dict[str, list[Entry]]:
        return _grouped(self.entries, transliteration_key)

    @cached_property
    def _longest(self) -> dict[str, int]:
        """First folded word of a name -> the most words a name has that starts with it."""
        longest: dict[str, int] = {}
        for phrase in self._folded:
            first, count = phrase.split(" ", 1)[0], phrase.count(" ") + 1
            if longest.get(first, 0) < count:
                longest[first] = count
        return longest

    def find(self, name: str, tier: Tier) -> Sequence[Entry]:
        """The entries one tier knows for a name, case-sensitive names by their own case only."""
        if tier is Tier.EXACT:
            return self._exact.get(exact_form(name), ())
        same = self._folded.get(fold(name), ())
        found = same if tier is Tier.FOLDED else self._keys.get(transliteration_key(name), ())
        refused = {entry[0] for entry in same if entry[1].case_sensitive and not same_case(name, entry[1].text)}
        return [entry for entry in found if (entry[0] not in refused and not entry[1].case_sensitive) or same_case(name, entry[1].text)]

    def phrases_at(self, words: Sequence[FoldedWord], index: int) -> Sequence[tuple[int, int, Sequence[Entry]]]:
        """Known phrases that start with word `index`: (words, end in the text, entries), longest first.

        The last word of a phrase also matches without its possessive ending.
        """
        word = words[index]
        most = max(self._longest.get(word.text, 0), self._longest.get(word.stem, 0) if word.stem != word.text else 0)
        found: list[tuple[int, int, Sequence[Entry]]] = []
        for count in range(min(most, len(words) - index), 0, -1):
            last = words[index + count - 1]
            head = "".join(other.text + " " for other in words[index : index + count - 1])
            entries = self._folded.get(head + last.text)
            if entries is not None:
                found.append((count, last.end, entries))
            if last.stem != last.text:
                entries = self._folded.get(head + last.stem)
                if entries is not None:
                    found.append((count, last.stem_end, entries))
        return found


def same_case(written: str, name: str) -> bool:
    """Whether a case-sensitive name is written in its own case; dots of an abbreviation do not matter."""
    return exact_form(written).replace(".", "") == exact_form(name).replace(".", "")


def as_hit(entry: Entry, tier: Tier) -> NameHit:
    """An entry as the answer of a lookup."""
    place_id, name = entry
    return NameHit(place_id, name.text, tier, name.kind)


def _grouped(entries: Iterable[Entry], key_of: Callable[[str], str]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        key = key_of(entry[1].text)
        if key:
            groups.setdefault(key, []).append(entry)
    return groups
