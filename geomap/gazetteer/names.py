"""The index over names that are held in memory: three tiers, and the longest known phrase at a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Protocol

from geomap.gazetteer.hits import NameHit, Tier
from geomap.model import PlaceName
from geomap.text.fold import fold, fold_all
from geomap.text.transliterate import keys_of_folded, spoken_form, transliteration_key

_ALIKE = 66.0
"""Least share of letters, in percent, that two spellings of one name have in common with their vowels taken by class."""
_CLOSE = 16.0
"""How far below the best of them, in the same percent, another spelling still counts."""
_VOWEL_CLASSES = "AIU"
_POSTAL = 2
Entry = tuple[str, PlaceName]
"""Place id and one of its names."""


def exact_form(name: str) -> str:
    """A name as the exact tier compares it: NFC, one kind of apostrophe, single spaces."""
    text = name if name.isascii() else unicodedata.normalize("NFC", name).replace("\u2019", "'").replace("\u2018", "'")
    return " ".join(text.split())


def in_use(name: PlaceName, on: date | None) -> bool:
    """Whether a name was in use on a day; without a day every name counts."""
    return on is None or ((name.valid_from is None or name.valid_from <= on) and (name.valid_to is None or on < name.valid_to))


class NameSource(Protocol):
    """Anything that knows names: tables in memory, or a store."""

    def find(self, name: str, tier: Tier) -> Sequence[Entry]:
        """The entries one tier has for a name."""
        ...

    def knows(self, phrase: str) -> bool:
        """Whether this is a folded name."""
        ...

    def continues(self, phrase: str) -> bool:
        """Whether a folded name begins with this phrase and goes on with another word."""
        ...

    def folded(self, phrase: str) -> Sequence[Entry]:
        """The entries whose folded name is this phrase."""
        ...

    def look_alikes(self, folded: str) -> Sequence[str]:
        """Folded names that may look like a folded name, for a closer look."""
        ...


class NameTable:
    """Names held in memory. Nothing is computed before it is asked for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Keep the entries; names are indexed on first use."""
        self.entries: Sequence[Entry] = tuple(entries)

    @cached_property
    def _folded(self) -> dict[str, tuple[Entry, ...]]:
        return _grouped(self.entries, fold_all([entry[1].text for entry in self.entries]))

    @cached_property
    def _keys(self) -> dict[str, tuple[Entry, ...]]:
        keys = dict(zip(self._folded, keys_of_folded(list(self._folded)), strict=True))
        return _grouped(
            [entry for entries in self._folded.values() for entry in entries],
            [keys[form] for form in self._folded for _ in self._folded[form]],
        )

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """Every run of words that begins a folded name and is not all of it."""
        return frozenset(phrase[:at] for phrase in self._folded for at, letter in enumerate(phrase) if letter == " ")

    def find(self, name: str, tier: Tier) -> Sequence[Entry]:
        """The entries one tier knows for a name, case-sensitive names by their own case only."""
        if tier is not Tier.TRANSLITERATION:
            found = self._folded.get(fold(name), ())
            if tier is Tier.EXACT:
                exact = exact_form(name)
                return [entry for entry in found if exact_form(entry[1].text) == exact]
        else:
            key = transliteration_key(name)
            found = self._keys.get(key, ()) if key else ()
        return [entry for entry in found if not entry[1].case_sensitive or same_case(name, entry[1].text)]

    def knows(self, phrase: str) -> bool:
        """Whether this is a folded name."""
        return phrase in self._folded

    def continues(self, phrase: str) -> bool:
        """Whether a folded name begins with this phrase and goes on with another word."""
        return phrase in self._beginnings

    def folded(self, phrase: str) -> Sequence[Entry]:
        """The entries whose folded name is this phrase, of whatever case."""
        return self._folded.get(phrase, ())

    def look_alikes(self, folded: str) -> Sequence[str]:
        """Every folded name: there are few."""
        return list(self._folded) if folded else []


def same_case(written: str, name: str) -> bool:
    """Whether a case-sensitive name is written in its own case; dots of an abbreviation and accents do not matter.

    Postal codes of two letters have no dots: "L.A." is not the state LA. Two letters that may have dots are listed with them.
    """
    if len(name) == _POSTAL and "." in written[:-1]:
        return False
    if exact_form(written).replace(".", "") == exact_form(name).replace(".", ""):
        return True
    # another spelling of a name in small letters, as "Hamah" of "Hama"; an abbreviation has one spelling
    return name.istitle() and written.istitle() and "." not in name


def sounding_alike(name: str, entries: Sequence[Entry]) -> list[Entry]:
    """Those entries of one transliteration key that sound like the name, and about as much as the best of them.

    A consonant skeleton alone would make "Heat" a spelling of "Hayat". Where a script leaves its vowels out there is nothing to
    compare: such entries count as just alike enough.
    """
    from rapidfuzz.fuzz import ratio  # loaded only when the better tiers have nothing

    wanted = spoken_form(name)
    forms = [spoken_form(entry[1].text) for entry in entries]
    scores = [ratio(wanted, form) if wanted and form else _ALIKE for form in forms]
    least = max(_ALIKE, max(scores, default=0.0) - _CLOSE)
    return [entry for entry, score in zip(entries, scores, strict=True) if score >= least]


def same_vowels(one: str, other: str) -> bool:
    """Whether two names of one transliteration key have the same vowels by class, but for those they end on.

    Where the script of one leaves vowels out there is nothing to compare, and they count as the same.
    """
    first, second = (spoken_form(name).rstrip(_VOWEL_CLASSES) for name in (one, other))
    return not first or not second or first == second


def as_hit(entry: Entry, tier: Tier) -> NameHit:
    """An entry as the answer of a lookup."""
    place_id, name = entry
    return NameHit(place_id, name.text, tier, name.kind)


def _grouped(entries: Iterable[Entry], keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
    """Entries by key. Tuples: most keys have one entry, and a list would take twice the memory."""
    groups: dict[str, tuple[Entry, ...]] = {}
    for entry, key in zip(entries, keys, strict=True):
        if key:
            groups[key] = (*groups.get(key, ()), entry)
    return groups
