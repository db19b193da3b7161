"""One key for one name across romanisations and scripts.

`transliteration_key` is the third and last tier of name lookup: a consonant skeleton that "Fallujah", "Falloudja" and
"الفلوجة", or "Kharkiv", "Kharkov" and "Харків", share. It is deliberately blunt, so it is asked only when neither the
exact nor the folded name is known.

Arabic letters are mapped by a table of their own (its vowels are mostly unwritten, and the emphatic letters are romanised
as their plain ones); every other script goes through anyascii (ISC licence).
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from geomap.text.fold import fold

_ARABIC = str.maketrans({
    "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "t", "ج": "j", "چ": "C", "ح": "h", "خ": "X", "د": "d", "ذ": "d", "ر": "r",
    "ز": "z", "ژ": "z", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "g", "ف": "f", "ڤ": "v",
    "ق": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y",
})  # fmt: skip
_DIGRAPHS = (
    ("shch", "s"), ("tch", "C"), ("sch", "s"), ("kh", "X"), ("gh", "g"), ("sh", "s"), ("ch", "C"), ("th", "t"), ("dh", "d"), ("ph", "f"),
    ("zh", "z"), ("dj", "j"), ("ts", "s"), ("ck", "k"), ("q", "k"), ("x", "X"), ("ce", "se"), ("ci", "si"), ("c", "k"),
)  # fmt: skip
_VOWELS = "aeiouwy"
_SHORT = 3
"""Skeletons with fewer consonants than this keep the classes of their vowels, or "Kut" and "Hit" would meet half the world."""
_LEAST = 3
"""Letters a name must have to get a key at all."""
_CLASSES = str.maketrans({"a": "A", "e": "I", "i": "I", "y": "I", "o": "U", "u": "U", "w": "U"})


@lru_cache(maxsize=65536)
def transliteration_key(name: str) -> str:
    """The consonant skeleton of a name, or an empty string if too little of it is left to mean anything.

    Consonants that romanisations exchange (q and k, dh and d, sh and s) count as one; doubled letters as single; vowels
    and semivowels are dropped except at the start, where any vowel counts as the same. A skeleton of fewer than three
    consonants keeps the classes of its vowels (front, back, open) and so stays apart from others.
    """
    latin = _latin(fold(name).replace(" ", ""))
    if len(latin) < _LEAST or latin.isdigit():
        return ""
    skeleton = _skeleton(latin)
    consonants = sum(letter not in "A" for letter in skeleton)
    if consonants == 0:
        return ""
    return skeleton if consonants >= _SHORT else _with_vowels(latin)


def _latin(folded: str) -> str:
    """The name in the alphabet of the skeleton: lower-case Latin, with X for kh and C for ch."""
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in folded)
    text = anyascii(folded.translate(_ARABIC)) if arabic else anyascii(folded).lower()
    if not arabic:
        text = re.sub(r"[^a-z0-9]", "", text)
        for digraph, letter in _DIGRAPHS:
            text = text.replace(digraph, letter)
    text = re.sub(r"(.)\1+", r"\1", text)
    return re.sub(r"(?<=[aeiouwy])h$|(?<=[^aeiouwy])h$", "a", text) if len(text) > 2 else text


def _skeleton(latin: str) -> str:
    first = "A" if latin[0] in "aeiou" else latin[0]
    rest = "".join(letter for letter in latin[1:] if letter not in _VOWELS)
    return first + rest


def _with_vowels(latin: str) -> str:
    classes = latin[0].replace("y", "I").replace("w", "U").translate(_CLASSES) + latin[1:].translate(_CLASSES)
    return "~" + re.sub(r"(.)\1+", r"\1", classes)
