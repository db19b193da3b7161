"""One key for one name across romanisations and scripts.

`transliteration_key` is the third and last tier of name lookup: a consonant skeleton that "Fallujah", "Falloudja" and
"الفلوجة", or "Kharkiv", "Kharkov" and "Харків", share. It is deliberately blunt, so it is asked only when neither the
exact nor the folded name is known.

Arabic letters are mapped by a table of their own (its vowels are mostly unwritten, and the emphatic letters are romanised
as their plain ones); every other script goes through anyascii (ISC licence).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

from geomap.text.fold import fold

_ARABIC = str.maketrans({
    "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "t", "ج": "j", "چ": "C", "ح": "h", "خ": "X", "د": "d", "ذ": "d", "ر": "r",
    "ز": "z", "ژ": "z", "س": "s", "ش": "S", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "g", "ف": "f", "ڤ": "v",
    "ق": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y",
})  # fmt: skip
_DIGRAPHS = (
    ("shch", "S"), ("tch", "C"), ("sch", "S"), ("kh", "X"), ("gh", "g"), ("sh", "S"), ("ch", "C"), ("th", "t"), ("dh", "d"), ("ph", "f"),
    ("zh", "z"), ("dj", "j"), ("ts", "s"), ("ck", "k"), ("q", "k"), ("x", "X"), ("ce", "se"), ("ci", "si"), ("c", "k"),
)  # fmt: skip
_VOWELS = "aeiouwy"
_SHORT = 3
"""Skeletons with fewer consonants than this keep the classes of their vowels, or "Kut" and "Hit" would meet half the world."""
_LEAST = 3
"""Letters a name must have to get a key at all."""
_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
_NOT_LATIN = re.compile(r"[^a-z0-9\n]+")
_DOUBLED = re.compile(r"([^\n])\1+")
_FINAL_H = re.compile(r"(?m)(?<=[^\n]{2})[ae]?h$")
_FIRST_VOWEL = re.compile(r"(?m)^[aeiou]")
_NOT_FIRST_VOWEL = re.compile(rf"(?<=[^\n])[{_VOWELS}]+")
_CLASSES = str.maketrans({"a": "A", "e": "I", "i": "I", "y": "I", "o": "U", "u": "U", "w": "U"})


@lru_cache(maxsize=16_384)
def transliteration_key(name: str) -> str:
    """The consonant skeleton of a name, or an empty string if too little of it is left to mean anything.

    Consonants that romanisations exchange (q and k, dh and d, sh and s) count as one; doubled letters as single; vowels
    and semivowels are dropped except at the start, where any vowel counts as the same. A skeleton of fewer than three
    consonants keeps the classes of its vowels (front, back, open) and so stays apart from others.
    """
    return keys_of_folded([fold(name)])[0]


def spoken_form(name: str) -> str:
    """A name as it sounds, vowels by class: what tells names of one key apart; empty if its script leaves vowels out."""
    folded = fold(name)
    return "" if _ARABIC_LETTER.search(folded) else _with_vowels(_latin(folded, arabic=False))


def keys_of_folded(folded: Sequence[str]) -> list[str]:
    """The keys of names that are folded already, in the same order.

    All names go through each step together, as the lines of one text: ten times as fast as one by one.
    """
    plain = [name for name in folded if name.isascii()]
    other = [name for name in folded if not name.isascii()]
    arabic = [name for name in other if _ARABIC_LETTER.search(name)]
    keys = dict.fromkeys(folded, "")
    for names in (plain, [name for name in other if not _ARABIC_LETTER.search(name)], arabic):
        if not names:
            continue
        lines = _latin("\n".join(names), arabic=names is arabic)
        skeletons = _NOT_FIRST_VOWEL.sub("", _FIRST_VOWEL.sub("A", lines))
        for name, latin, skeleton in zip(names, lines.split("\n"), skeletons.split("\n"), strict=True):
            if len(latin) < _LEAST or latin.isdigit() or skeleton in ("A", ""):
                continue
            consonants = len(skeleton) - (skeleton[0] == "A")
            keys[name] = skeleton if consonants >= _SHORT else _with_vowels(latin)
    return [keys[name] for name in folded]


def _latin(lines: str, *, arabic: bool) -> str:
    """Names, one a line, in the alphabet of the skeleton: lower-case Latin, with X for kh and C for ch."""
    text = lines.replace(" ", "")
    if arabic:
        text = text.translate(_ARABIC)
    if not text.isascii():
        text = text.translate({ord(letter): anyascii(letter) for letter in set(text) if not letter.isascii()})
    if not arabic:
        text = _NOT_LATIN.sub("", text.lower())
        for digraph, letter in _DIGRAPHS:
            text = text.replace(digraph, letter)
    return _FINAL_H.sub("a", _DOUBLED.sub(r"\1", text))


def _with_vowels(latin: str) -> str:
    classes = _FIRST_VOWEL.sub("A", latin).translate(_CLASSES)
    return "~" + _DOUBLED.sub(r"\1", classes)
