"""Folding names: what stays of a name when case, accents, apostrophes, hyphens and the Arabic article are taken away.

`fold` is the second tier of every name lookup (exact, folded, transliteration key). It keeps the script: letters of
Arabic and Cyrillic script stay what they are, only variants of one letter are united. Generic words (province, dam)
stay: they tell homonyms apart. `folded_words` is the same folding over running text, with offsets, and the one place
where words are cut.

Source of the article rule: the Arabic article assimilates to the following sun letter (t th d dh r z s sh n l), so
"as-" is an article before s and none before b; "al" and "el" stand before any letter.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed"
_APOSTROPHES = "'\u2019\u2018\u02bc\u02bb\u02bf\u02be\u02b9`\u00b4\uff07"
_JOINERS = "\u200c\u200d\u00ad"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|[^\W_](?:[\w{_MARKS}{_JOINERS}]|[{_APOSTROPHES}](?=\w))*")
_MARK = re.compile(f"[{_MARKS}]")
_ACUTE = re.compile("[`\u00b4]")
"""Accents typed as apostrophes; NFKC would turn the second into a space and a mark."""
_POSSESSIVE = re.compile(rf"(?i)[{_APOSTROPHES}]s$")
_DROPPED = frozenset(_APOSTROPHES + _JOINERS + ".\u0640\u0621_")
_SUN = "tdrzsnl"
_FINAL_H = 5
"""Letters a Latin word must have for its final -ah to count as -a (Fallujah, not Utah or Shah)."""

_LETTERS = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e", "ħ": "h", "ŋ": "n", "ß": "ss",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ئ": "ي", "ؤ": "و", "ۆ": "و", "ۊ": "و",
    "ۇ": "و", "ک": "ك", "ڪ": "ك", "ة": "ه", "ھ": "ه", "ہ": "ه", "ۀ": "ه", "ۃ": "ه", "ڕ": "ر", "ڵ": "ل",
    "ё": "е", "ґ": "г",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoldedWord:
    """One word of a text, folded; an article before it belongs to its span."""

    text: str
    """The folded word, without article."""
    start: int
    """First code point of the word or of its article, inclusive."""
    end: int
    """Exclusive."""
    stem: str
    """`text` without a possessive ending; the same if it has none."""
    stem_end: int
    """Where `stem` ends in the text."""
    bare_start: int
    """First code point of the word itself, behind its article."""


def fold(name: str) -> str:
    """A name without case, accents, apostrophes, hyphens and article, its words joined by one space.

    NFKC, case folding, accents of Latin letters, hamza, ayn and apostrophes, hyphens (as spaces), the article in Latin
    (al-, as-, el-, ul- ...) and Arabic (ال) script, final ta marbuta (-ah is -a), alef, ya and Kurdish letter forms.
    "Al-Qa'im" and "Qaim" are "qaim"; "Deir ez-Zor" is "deir zor". A name that is nothing but an article stays itself.
    """
    return " ".join(word.text for word in folded_words(name))


def folded_words(text: str) -> list[FoldedWord]:
    """Every word of a text, folded, with its code-point offsets.

    A word is letters and digits with their marks and the apostrophes between them; a dotted abbreviation ("U.S.") is
    one word. Articles are no words of their own.
    """
    words: list[FoldedWord] = []
    matches = list(_WORD.finditer(text))
    index = 0
    while index < len(matches):
        match = matches[index]
        raw = match.group()
        start = bare = match.start()
        if len(raw) <= 3 and index + 1 < len(matches):
            following = matches[index + 1]
            if _is_article(raw, text[match.end() : following.start()], following.group()):
                index += 1
                hyphen = text[match.end()] != " "
                bare = following.start()
                start = start if hyphen or raw[0].isupper() or raw.casefold() == "al" else bare
                match, raw = following, following.group()
        folded = _fold_word(raw)
        index += 1
        if not folded:
            continue
        possessive = _POSSESSIVE.search(raw)
        stem, stem_end = (_fold_word(raw[: possessive.start()]), bare + possessive.start()) if possessive else (folded, match.end())
        words.append(FoldedWord(folded, start, match.end(), stem or folded, stem_end, bare))
    return words


def _is_article(word: str, gap: str, following: str) -> bool:
    """Whether `word` is the Arabic article of `following`, in Latin script."""
    if gap not in ("-", " ", "\u2010", "\u2011", "\u2013") or len(following) < 2:
        return False
    article, after = _fold_word(word), _fold_word(following)
    if article == "al":
        return True
    if article in ("el", "ul"):
        return gap != " "
    if len(article) not in (2, 3) or article[0] not in "aeu" or article[1] not in _SUN:
        return False
    return after.startswith(article[1:])


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    folded = []
    for character in unicodedata.normalize("NFKC", _ACUTE.sub("", word)).casefold():
        if character in _DROPPED or character.isspace():
            continue
        if character in _LETTERS:
            folded.append(_LETTERS[character])
        elif character < "\u0250" or "\u1e00" <= character <= "\u1fff":
            folded.append(_without_marks(character))
        elif _MARK.match(character):
            continue
        elif character.isdigit():
            folded.append(str(unicodedata.digit(character, character)))
        else:
            folded.append(character)
    text = _kurdish_e("".join(folded))
    if text.startswith("ال") and len(text) > 4:
        text = text[2:]
    if text.isascii() and len(text) >= _FINAL_H and text.endswith("ah"):
        text = text[:-1]
    return text


def _kurdish_e(text: str) -> str:
    """The Kurdish letter e: a final one stands where Arabic has ta marbuta, the others are vowels Arabic does not write."""
    return re.sub("ە$", "ه", text).replace("ە", "") if "ە" in text else text


@lru_cache(maxsize=1024)
def _without_marks(character: str) -> str:
    if character.isascii():
        return character
    bare = "".join(part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part))
    return "".join(_LETTERS.get(part, part) for part in bare)
