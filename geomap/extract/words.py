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
from functools import lru_cache, partial
from typing import Any, NamedTuple

from geomap.extract.lexicon import Lexicon
from geomap.text.tokens import Token, tokenize

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


_make_word = partial(tuple.__new__, Word)
"""A word of its seven fields in a row: a third of the time that the keyword constructor takes, for every word of a text."""
_DOUBTFUL = frozenset(f"pdwS{VERBS}")
"""Tags that the neighbours of a word can change."""
_FINITE = frozenset("bhmF")
_CLEAN_END = frozenset(' \n\t"“(,;:')
"""Behind one of these, a word is cut the same whatever follows."""


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return re.compile(lexicon.past_endings), re.compile(lexicon.gerund_endings), re.compile(lexicon.adverb_endings)


def read_words(text: str, tokens: Sequence[Token], entities: Sequence[Entity], lexicon: Lexicon) -> list[Word]:
    """The words of a sentence, tagged.

    Parameters
    ----------
    text
        The document; offsets count in it.
    tokens
        The tokens of the sentence, all of them.
    entities
        Sorted, non-overlapping; those outside the sentence are not given.
    lexicon
        The words of the language.
    """
    words: list[Word] = []
    if not tokens:
        return words
    position, at = tokens[0].start, 0
    for entity in entities:
        if entity.start < position:
            continue
        at = _take(words, text, tokens, at, position, entity.start, lexicon)
        surface = text[entity.start : entity.end]
        place, actor = (entity.value, None) if entity.tag != "B" else entity.value
        words.append(Word(entity.start, entity.end, surface, surface.lower(), "P" if entity.tag == "B" else entity.tag, place, actor))
        position = entity.end
    _take(words, text, tokens, at, position, tokens[-1].end, lexicon)
    return _disambiguate(words, lexicon)


def _take(words: list[Word], text: str, tokens: Sequence[Token], at: int, start: int, end: int, lexicon: Lexicon) -> int:
    """Add the words of [start, end), which stand between entities; from the token `at` on, and tell the first token behind `end`.

    The tokens of the sentence are used where the entities begin and end between two of them; else the stretch is cut anew.
    """
    count = len(tokens)
    while at < count and tokens[at].start < start:
        at += 1
    first = at
    while at < count and tokens[at].start < end:
        at += 1
    clean = (first == 0 or tokens[first - 1].end <= start) and (
        at == count if end >= tokens[-1].end else first == at or (tokens[at - 1].end <= end and text[end - 1] in _CLEAN_END)
    )
    if start < end:
        for token in tokens[first:at] if clean else tokenize(text, start, end):
            words.append(_make_word((*token, _tag(token.text, lexicon), None, None)))
    return at


@lru_cache(maxsize=16_384)
def _tag(word: str, lexicon: Lexicon) -> str:
    lower = word.lower()
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
    finite = not _FINITE.isdisjoint(tags) or any(
        tag in "EZ" and word.lower not in noun_verbs for tag, word in zip(tags, words, strict=True)
    )
    before = "."
    for index, tag in enumerate(tags):
        if tag in _DOUBTFUL:
            tags[index] = _in_context(words, tags, index, before, lexicon, finite=finite)
        if tags[index] not in 'jT"':
            before = tags[index]
    # an apostrophe right after a plural, without a space, is a possessive mark
    for index, word in enumerate(words):
        if (
            word.text in ("'", "’")
            and index
            and words[index - 1].end == word.start
            and words[index - 1].lower.endswith("s")
            and _quote_closes(words, index)
        ):
            words[index] = word._replace(tag="S")
        elif word.tag != tags[index]:
            words[index] = word._replace(tag=tags[index])
    return words


def _in_context(words: list[Word], tags: list[str], index: int, before: str, lexicon: Lexicon, *, finite: bool) -> str:
    """The tag of a word by its neighbours.

    Parameters
    ----------
    before
        Tag of the word before it, adverbs, dates and quotation marks passed over.
    finite
        The sentence has a form that is surely a finite verb.
    """
    word, tag = words[index], tags[index]
    if tag == "p" and before == "h" and word.lower in lexicon.words("temporal_prepositions"):
        return "j"  # "has since captured"
    if tag == "p":
        approximate = word.lower in lexicon.words("approximators") and _after(words, tags, index, lexicon) == "#"
        return "j" if approximate and lexicon.numbers.get(words[index + 1].lower) != 1 else tag  # "under one flag"
    if tag == "d":
        noun = (
            before == "S"
            or (before == "#" and word.lower in lexicon.words("another_words"))
            or (before == "n" and word.lower in lexicon.words("part_nouns"))
        )
        return "n" if noun else tag  # "the city's eastern half"
    if tag == "w":
        return _that(before, _after(words, tags, index, lexicon)) if word.lower in lexicon.words("that") else tag
    if tag == "S":
        return '"' if word.text in "’'" and before not in "nPA" else tag
    if index > 0 and word.text[0].isupper() and before not in '.:"' and not _title_case(words):
        return "n"
    after = _after(words, tags, index, lexicon)
    if (
        tag == "Z"
        and word.lower in lexicon.words("hands_nouns")
        and any(words[back].lower in lexicon.words("hands_prepositions") for back in range(max(0, index - 3), index))
    ):
        return "n"  # "P in rebel hands"
    if tag in "VZI" and word.lower in lexicon.words("noun_verbs"):
        previous = next((number for number in range(index - 1, -1, -1) if tags[number] != "j"), -1)
        plural = previous >= 0 and words[previous].lower.endswith("s")
        agrees = before in "PA" or plural == (tag == "V")
        if tag == "I" and before == "b" and after == "p":
            be = next(number for number in range(index - 1, -1, -1) if tags[number] == "b")
            there = be > 0 and words[be - 1].lower in lexicon.words("there_words")
            return "n" if there else tag  # "is fighting for P", but "there is fighting in P"
        ends = after in ".,;" or (after in "ptcs" and before in "nA")
        if tag in "VZ" and before in "nPA" and ends and agrees and _lacks_verb(tags, index, named=before == "P"):
            return tag  # "the last town that the army holds", "P, which the army holds with 400 men"
        if tag == "Z" and before == "A" and index > 1 and tags[index - 2] in "Vtp":
            return "n"  # "to bomb rebel positions around P"
        return _noun_or_verb(tag, before, after, agrees=agrees, finite=finite)
    if tag == "I" and (before in "dS" or after == "o") and before != "p":
        return "n"  # "the seizing of"; an -ing form after a determiner is a noun or an adjective
    if (tag == "V" and before in "doS" and after not in "dPr") or (tag == "Z" and before in "dS"):
        return "n"
    if tag in "EG" and before in "dS#op" and after in "nPAI":
        return "n"  # "the besieged city": an adjective
    return tag


def _lacks_verb(tags: list[str], index: int, *, named: bool) -> bool:
    """Whether a relative word stands to the left and no verb has followed it yet.

    With `named`, which says that the word before is a place, any word that opens a clause will do ("if P falls,", "should P fall,").
    """
    if named and tags[0] == "m" and not any(tag in VERBS or tag in ",;:" for tag in tags[1:index]):
        return True
    for tag in reversed(tags[:index]):
        if tag == "w" or (named and tag == "s"):
            return True
        if tag in VERBS or tag in "bhmD.;:":
            return False
    return False


def _after(words: list[Word], tags: list[str], index: int, lexicon: Lexicon) -> str:
    """Tag of the word behind the one at `index`, adverbs, dates and quotation marks passed over; ``n`` if it can be a noun."""
    for following in range(index + 1, len(tags)):
        tag = tags[following]
        if tag not in 'jT"':
            return "n" if tag in VERBS and words[following].lower in lexicon.words("noun_verbs") else tag
    return "."


def _quote_closes(words: list[Word], index: int) -> bool:
    """Whether the apostrophe at `index` is not the end of a single-quoted phrase of the sentence."""
    return not any(word.text in ("'", "‘") and (not i or words[i - 1].end < word.start) for i, word in enumerate(words[:index]))


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
        return tag if (before in "pscbnAP" and after in "dPAr#") or (before == "b" and after == "n") else "n"
    if before in "tmDxwr":
        return tag if before != "t" or tag == "V" else "n"
    if before in "dSo#p(":
        return "n"
    if (before in "nPA" and after in "dPAr#") or (before in "PA" and after == "t"):
        return tag
    if before == "," and tag == "Z" and after in "tdPAp" and not finite:
        return tag  # "P, one of the last, falls to X"
    if before in "nPA" and after in "njIp" and agrees and not finite:
        return tag  # the present tense of digests and headlines: "Gunfights break out in"
    if before == "c" and after in "dPAr":
        return tag
    return "n"
