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
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed"
_APOSTROPHES = "'\u2019\u2018\u02bc\u02bb\u02bf\u02be\u02b9`\u00b4\uff07"
_JOINERS = "\u200c\u200d\u00ad"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|[^\W_](?:[\w{_MARKS}{_JOINERS}]|[{_APOSTROPHES}](?=\w))*")
_DROPPED = frozenset(_APOSTROPHES + _JOINERS + ".\u0640\u0621_")
_SUN = "tdrzsnl"
_GAPS = "- \u2010\u2011\u2013"
"""What may stand between an article and its word."""
_ARTICLE_STARTS = "aeuAEU"
_ARTICLE_BEFORE = re.compile(rf"(?<![\w])([{_ARTICLE_STARTS}][\w{_APOSTROPHES}]{{1,2}})[{_GAPS}]$")
_LONGEST_ARTICLE = 4
"""Characters of a word that may be an article, apostrophes and marks included."""
_FINAL_H = 5
"""Letters a Latin word must have for its final -ah to count as -a (Fallujah, not Utah or Shah)."""

_LETTERS = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e", "ħ": "h", "ŋ": "n", "ß": "ss",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ئ": "ي", "ؤ": "و", "ۆ": "و", "ۊ": "و",
    "ۇ": "و", "ک": "ك", "ڪ": "ك", "ة": "ه", "ھ": "ه", "ہ": "ه", "ۀ": "ه", "ۃ": "ه", "ڕ": "ر", "ڵ": "ل",
    "ґ": "г",
}  # fmt: skip


_PLAIN = re.compile(rf"(?![{_APOSTROPHES}])[^\W\d_]+(?:(?:[- ](?![{_APOSTROPHES}])|[{_APOSTROPHES}])[^\W\d_]+)*")
_ALONE = re.compile(rf"\b[\u00aa-\u024f\u1e00-\u1eff\uff21-\uff5a]\w{{0,3}}[- ]|ە|[- ]\w?[{_APOSTROPHES}]|[- ]\w{{1,3}}(?:[- ]|$)")
"""Folded one by one, if not plain ASCII: what looks like an article only without its accent, and what could stand behind an article
but is hardly a word once its accents and apostrophes are gone."""
_NO_ACUTE = str.maketrans("", "", "`\u00b4")
_NO_DROPPED = dict.fromkeys(map(ord, _DROPPED))
_SAME_LETTER = {
    **{ord(letter): same for letter, same in _LETTERS.items()},
    **_NO_DROPPED,
    **dict.fromkeys([*range(0x300, 0x370), *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6EE)]),
}
_KURDISH_E = re.compile(r"ە(?=\w)")
_ARTICLE = re.compile(rf"\b(?:al[- ]|[eu]l-|[aeu]([{_SUN}]h?)[- ](?=\1))(?=\w\w)")
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w{3})")
_TA_MARBUTA = re.compile(rf"(?<![^\W])([a-z]{{{_FINAL_H - 2},}}a)h\b")


STARTS = re.compile(
    rf"[A-Z0-9\u0080-\U0010ffff](?<=[^\W_])(?<![\w{_APOSTROPHES}](?s:.))"
    rf"(?:(?<!\d)\.(?:[^\W\d_]\.)+|(?:[\w{_MARKS}{_JOINERS}]|[{_APOSTROPHES}](?=\w))*)"
)
"""Words that may begin a name: in a script with cases those with a capital (other scripts' small letters are left to the caller).

The words of `_WORD`, told so that a search runs over small letters as fast as it can: a class of characters comes first.
"""


class FoldedWord(NamedTuple):
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


def fold_all(names: Sequence[str]) -> list[str]:
    """`fold` of every name, in the same order; plain names go through each step together, as the lines of one text."""
    plain = [name for name in names if _PLAIN.fullmatch(name) and (name.isascii() or not _ALONE.search(name))]
    folded: dict[str, str] = {}
    for group in ([name for name in plain if name.isascii()], [name for name in plain if not name.isascii()]):
        if group:
            folded.update(zip(group, _fold_plain("\n".join(group)).split("\n"), strict=True))
    return [folded[name] if name in folded else fold(name) for name in names]


def _fold_plain(lines: str) -> str:
    """Names of letters, spaces, hyphens and inner apostrophes, one a line; see `_fold_word` and `_is_article`."""
    text = _fold_letters(lines)
    text = _ARTICLE.sub("", text)
    text = _ARABIC_ARTICLE.sub("", text.replace("-", " "))
    return _TA_MARBUTA.sub(r"\1", text)


def folded_words(text: str, start: int = 0, most: int | None = None) -> list[FoldedWord]:
    """The words of a text from `start` on, at most so many, folded, with their code-point offsets.

    A word is letters and digits with their marks and the apostrophes between them; a dotted abbreviation ("U.S.") is
    one word. Articles are no words of their own.
    """
    words: list[FoldedWord] = []
    matches = _WORD.finditer(text, start)
    match = next(matches, None)
    while match is not None:
        raw = match.group()
        first = bare = match.start()
        while len(raw) <= _LONGEST_ARTICLE and raw[0] in _ARTICLE_STARTS:
            following = _WORD.match(text, match.end() + 1)
            if following is None or not _is_article(raw, text[match.end()], following.group()):
                break
            bare = following.start()
            first = first if text[match.end()] != " " or raw[0].isupper() or raw.casefold() == "al" else bare
            match, raw = following, following.group()
            next(matches)
        word = folded_word(raw, bare)
        if word is not None:
            words.append(word if first == bare else word._replace(start=first))
            if len(words) == most:
                break
        match = next(matches, None)
    return words


def folded_word(raw: str, at: int) -> FoldedWord | None:
    """One word that begins at a position of its text; None if nothing is left of it."""
    folded = _fold_word(raw)
    if not folded:
        return None
    end = at + len(raw)
    if len(raw) > 2 and raw[-1] in "sS" and raw[-2] in _APOSTROPHES:
        return FoldedWord(folded, at, end, _fold_word(raw[:-2]) or folded, end - 2, at)
    return FoldedWord(folded, at, end, folded, end, at)


def article_before(text: str, at: int) -> int:
    """Where the article begins that stands before the word at `at`, or `at` itself if there is none."""
    if at < 3 or text[at - 1] not in _GAPS:
        return at
    article = _ARTICLE_BEFORE.search(text, max(0, at - _LONGEST_ARTICLE - 1), at)
    word = _WORD.match(text, at)
    if article is None or word is None or not _is_article(article[1], text[at - 1], word.group()):
        return at
    plain = text[at - 1] == " " and not article[1][0].isupper() and article[1].casefold() != "al"
    return at if plain else article.start(1)


def _is_article(word: str, gap: str, following: str) -> bool:
    """Whether `word` is the Arabic article of `following`, in Latin script."""
    if gap not in _GAPS or not gap or len(following) < 2:
        return False
    article, after = _fold_word(word), _fold_word(following)
    if article == "al":
        return True
    if article in ("el", "ul") and gap != " ":
        return True
    if len(article) < 2 or article[0] not in "aeu" or article[1] not in _SUN or article[2:] not in ("", "h"):
        return False
    return after.startswith(article[1:])


@lru_cache(maxsize=16_384)
def _fold_word(word: str) -> str:
    text = _fold_letters(word)
    if not text.isascii():
        text = "".join(str(unicodedata.digit(letter, letter)) for letter in text if not letter.isspace())
    if text.startswith("ال") and len(text) > 4:
        text = text[2:]
    if text.isascii() and text.isalpha() and len(text) >= _FINAL_H and text.endswith("ah"):
        text = text[:-1]
    return text


def _fold_letters(text: str) -> str:
    """Case, compatibility forms, marks and variants of one letter."""
    if text.isascii():
        return text.lower().translate(_NO_DROPPED)
    text = unicodedata.normalize("NFKD", text.translate(_NO_ACUTE)).casefold().translate(_SAME_LETTER)
    text = unicodedata.normalize("NFC", text)
    return _KURDISH_E.sub("", text).replace("ە", "ه") if "ە" in text else text
