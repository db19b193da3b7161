"""Words with a coarse part of speech, places, actors and dates merged into single words.

One letter a word: ``d`` determiner, ``n`` noun, adjective or unknown, ``#`` number, ``P`` place, ``A`` actor,
``T`` date, ``S`` possessive mark, ``r`` pronoun, ``p`` preposition, ``o`` the linking "of", ``t`` "to", ``c``
conjunction, ``s`` subordinator, ``w`` relative, ``m`` modal, ``b`` be, ``h`` have, ``D`` do, ``x`` negation, ``j``
adverb; verbs ``V`` base, ``Z`` third person, ``F`` past only, ``G`` participle only, ``E`` past or participle, ``I``
-ing form; ``,`` ``;`` ``:`` ``(`` ``)`` ``"`` ``-`` marks, ``.`` any other mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from geomap.extract.lexicon import Lexicon
from geomap.text.tokens import tokenize

_MARKS = {
    ",": ",", ";": ";", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")", '"': '"', "“": '"', "”": '"', "«": '"', "»": '"', "‘": '"',
    "’": '"', "'": '"', "–": "-", "—": "-", "-": "-", "--": "-", "…": "-", "...": "-",
}  # fmt: skip
VERBS = "VZFGEI"


class Entity(NamedTuple):
    """A span that is one word: a place (`value`: mention index), an actor (`value`: a hint) or a date."""

    start: int
    end: int
    tag: str
    value: Any


class Word(NamedTuple):
    """One word of a sentence."""

    start: int
    end: int
    text: str
    lower: str
    tag: str
    value: Any = None
    """Of ``P``, ``A`` and ``T``: what it stands for; a place that is an actor too carries its hint in `other`."""
    other: Any = None


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return re.compile(lexicon.past_endings), re.compile(lexicon.gerund_endings), re.compile(lexicon.adverb_endings)


def read_words(text: str, start: int, end: int, entities: Sequence[Entity], lexicon: Lexicon) -> list[Word]:
    """The words of ``text[start:end]``, tagged.

    Parameters
    ----------
    text, start, end
        The sentence; offsets of the words count in `text`.
    entities
        Sorted, non-overlapping; those outside the sentence are not given.
    lexicon
        The words of the language.
    """
    words: list[Word] = []
    position = start
    for entity in entities:
        if entity.start < position:
            continue
        words.extend(_plain(text, position, entity.start, lexicon))
        surface = text[entity.start : entity.end]
        place, actor = (entity.value, None) if entity.tag != "B" else entity.value
        words.append(Word(entity.start, entity.end, surface, surface.lower(), "P" if entity.tag == "B" else entity.tag, place, actor))
        position = entity.end
    words.extend(_plain(text, position, end, lexicon))
    return _disambiguate(words, lexicon)


def _plain(text: str, start: int, end: int, lexicon: Lexicon) -> list[Word]:
    return [Word(*token, tag=_tag(token.text, token.lower, lexicon)) for token in tokenize(text, start, end)]


def _tag(word: str, lower: str, lexicon: Lexicon) -> str:
    known = lexicon.tags.get(lower)
    if known is not None:
        # a capitalised verb form inside a sentence is a name more often than not; the second pass looks at the first word
        return known
    if lower in _MARKS:
        return _MARKS[lower]
    if not lower[0].isalnum():
        return "."
    if lower[0].isdigit():
        return "#"
    if word[0].isupper():
        return "n"
    past, gerund, adverb = _patterns(lexicon)
    if "-" in lower:
        return "n"
    if past.search(lower):
        return "E"
    if gerund.search(lower):
        return "I"
    return "j" if adverb.search(lower) else "n"


def _disambiguate(words: list[Word], lexicon: Lexicon) -> list[Word]:
    tags = [word.tag for word in words]
    noun_verbs = lexicon.words("noun_verbs")
    finite = any(tag in "bhmF" or (tag in "EZ" and word.lower not in noun_verbs) for tag, word in zip(tags, words, strict=True))
    for index, word in enumerate(words):
        tag = tags[index]
        before = _before(tags, index)
        following = next((number for number in range(index + 1, len(tags)) if tags[number] not in 'jT"'), None)
        after = "." if following is None else "n" if words[following].lower in noun_verbs and tags[following] in VERBS else tags[following]
        if tag == "p" and after == "#" and word.lower in lexicon.words("approximators"):
            tags[index] = "j"
        elif tag in VERBS and index > 0 and word.text[0].isupper() and before not in '.:"' and not _title_case(words):
            tags[index] = "n"
        elif tag in "VZI" and word.lower in noun_verbs:
            plural = index > 0 and words[index - 1].lower.endswith("s")
            agrees = before in "PA" or plural == (tag == "V")
            tags[index] = _noun_or_verb(tag, before, after, agrees=agrees, finite=finite)
        elif tag == "I" and (before in "dS" or after == "o") and before != "p":
            tags[index] = "n"  # "the seizing of"; an -ing form after a determiner is a noun or an adjective
        elif (tag == "V" and before in "doS" and after not in "dPr") or (tag == "Z" and before in "dS"):
            tags[index] = "n"
        elif tag in "EG" and before in "dS#op" and after in "nPAI":
            tags[index] = "n"  # "the besieged city": an adjective
        elif tag == "d" and (
            before == "S"
            or (before == "#" and word.lower in lexicon.words("another_words"))
            or (before == "n" and word.lower in lexicon.words("part_nouns"))
        ):
            tags[index] = "n"  # "the city's eastern half"
        elif tag == "w" and word.lower in lexicon.words("that"):
            tags[index] = _that(before, after)
        elif tag == "S" and word.text in "’'" and before not in "nPA":
            tags[index] = '"'
    # an apostrophe right after a plural, without a space, is a possessive mark
    return [
        word._replace(tag="S")
        if word.text in ("'", "’")
        and index
        and words[index - 1].end == word.start
        and words[index - 1].lower.endswith("s")
        and _quote_closes(words, index)
        else word._replace(tag=tags[index])
        for index, word in enumerate(words)
    ]


def _quote_closes(words: list[Word], index: int) -> bool:
    """Whether the apostrophe at `index` is not the end of a single-quoted phrase of the sentence."""
    return not any(word.text in ("'", "‘") and (not i or words[i - 1].end < word.start) for i, word in enumerate(words[:index]))


def _before(tags: list[str], index: int) -> str:
    while index > 0:
        index -= 1
        if tags[index] not in 'jT"':
            return tags[index]
    return "."


@lru_cache(maxsize=256)
def _is_title(text: tuple[str, ...]) -> bool:
    longer = [word for word in text if len(word) > 3 and word[0].isalpha()]
    return len(longer) > 3 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)


def _title_case(words: list[Word]) -> bool:
    return _is_title(tuple(word.text for word in words))


def _that(before: str, after: str) -> str:
    if before in VERBS:
        return "s"
    if after in "n#" and before in "pot.,s":
        return "d"
    return "w"


def _noun_or_verb(tag: str, before: str, after: str, *, agrees: bool, finite: bool) -> str:
    """Whether a form that is both is the noun (``n``) or keeps its verb tag.

    Parameters
    ----------
    agrees
        The noun before it agrees with it in number.
    finite
        The sentence has another form that is surely a finite verb.
    """
    if tag == "I":
        if before == ",":
            return tag if after in "dPAr#pt" else "n"
        return tag if before in "pscbnAP" and after in "dPAr#" else "n"
    if before in "tmDxwr":
        return tag if before != "t" or tag == "V" else "n"
    if before in "dSo#p(":
        return "n"
    if (before in "nPA" and after in "dPAr#") or (before in "PA" and after == "t"):
        return tag
    if before in "nPA" and after in "njIp" and agrees and not finite:
        return tag  # the present tense of digests and headlines: "Gunfights break out in"
    if before == "c" and after in "dPAr":
        return tag
    return "n"
