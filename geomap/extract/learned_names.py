"""Names of armed bodies that the data does not know, learned from the document itself.

A proper name is an armed body's where the text says so anywhere: a noun of fighters stands behind it ("Kalmar militiamen") or before it
("fighters of the Kalmar Guard"), or it opens like one ("Ansar ..."). Every further occurrence of the name is the same body.
Source: study of actors in LANGUAGE, section 5; nothing is guessed beyond the document's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from geomap.extract.actors import Hint
from geomap.extract.lexicon import Lexicon
from geomap.extract.words import VERBS
from geomap.text.sentences import Span
from geomap.text.sieve import Sieve
from geomap.text.tokens import occurrences

_WORD = r"[^\W\d_][\w'’/-]*"
_SHORT = 3


@dataclass(frozen=True, slots=True)
class _Patterns:
    behind: re.Pattern[str]
    before: re.Pattern[str]
    opened: re.Pattern[str]
    explained: re.Pattern[str]
    """A name and what it is, behind a comma."""
    called: re.Pattern[str]
    """What a body is, right before its name."""
    kinds: Sieve
    """Tells of lower-case text whether `explained` and `called` are worth looking for."""
    openers: Sieve
    """Tells of lower-case text whether `opened` is worth looking for."""


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> _Patterns:
    people = "|".join(sorted(map(re.escape, lexicon.words("body_people")), key=len, reverse=True))
    joiners = "|".join(sorted(map(re.escape, lexicon.words("name_joiners")), key=len, reverse=True))
    openers = "|".join(sorted(map(re.escape, lexicon.words("body_openers")), key=len, reverse=True))
    links = "|".join(map(re.escape, lexicon.naming_links))
    capital, rest = r"[^\W\d_a-z]", rf"[\w'’/]*(?:-[\w'’/]+)*(?:\s+(?:(?:{joiners})\s+){{0,2}}[^\W\d_a-z][\w'’/-]*){{0,5}}"
    name = f"(?-i:{capital}{rest})"
    bodies, groups, modifiers = (
        "|".join(sorted(map(re.escape, lexicon.words(words)), key=len, reverse=True))
        for words in ("body_kinds", "group_kinds", "rebel_modifiers")
    )
    kind = rf"(?:(?:{bodies})|(?:{modifiers})\s+(?:{groups}))(?![\w-])"
    articles = "|".join(sorted(lexicon.words("definite_articles") | lexicon.words("indefinite_determiners")))
    return _Patterns(
        explained=re.compile(
            rf"(?P<name>{capital}(?<![\w-](?s:.)){rest})(?:\s*\([^()]{{2,12}}\))?,\s+(?:{articles})\s+(?:[\w-]+\s+){{0,4}}?(?i:{kind})"
        ),
        called=re.compile(rf"(?<!\w)(?i:{kind}),?\s+(?:(?i:{links})\s+)?(?:the\s+)?[\"“']?(?P<name>{name})"),
        kinds=Sieve([re.compile(kind)]),
        # the capital comes first, not what must not stand before it: so the search runs over small letters fast
        behind=re.compile(rf"(?P<name>{capital}(?<![\w-](?s:.)){rest})(?:['’]s?)?\s+(?:{people})(?!\w)"),
        before=re.compile(rf"(?<!\w)(?i:{people}),?\s+(?:{links})\s+(?:the\s+)?[\"“']?(?P<name>{name})"),
        opened=re.compile(rf"(?<![\w-])(?P<name>(?i:{openers})(?:[\s-]+(?:al|as|ul|ud|ad|ash|wal|e|i|ye)[\s-]+|\s+|-){name})"),
        openers=Sieve([re.compile(openers)]),
    )


def learn_names(text: str, known: Sequence[Hint], places: Sequence[Span], people: Set[str], lexicon: Lexicon) -> list[Hint]:
    """Every occurrence of the names of bodies that the text shows to be armed and that nobody knows.

    Parameters
    ----------
    text
        The document.
    known
        Hints of names that are known or explained; nothing is learned inside them.
    places
        Place names of the document: what begins with one is told of the place.
    people
        Lower-case names of peoples and countries; they decide by themselves.
    lexicon
        The words of the language.
    """
    inside = [span for span in places if _is_inside_name(text, span, lexicon.of)]
    taken = [(hint.start, hint.end) for hint in known] + [(span.start, span.end) for span in places if span not in inside]
    names: dict[str, str] = {}
    for name, called in _learned(text, taken, frozenset(span.start for span in places), people, lexicon):
        names.setdefault(name, called)
    if not names:
        return []
    plural = lexicon.plural_endings.split()[0]
    pattern = re.compile(r"(?<![\w-])(" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + rf"){plural}?(?![\w-])")
    return [
        Hint(start=match.start(), end=match.end(), text=match.group(), unknown=names[match.group(1)])
        for match in pattern.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]


def _learned(
    text: str, taken: Sequence[tuple[int, int]], placed: Set[int], people: Set[str], lexicon: Lexicon
) -> Iterator[tuple[str, str]]:
    """(name, what its bearer is called); a people alone says less than the words of its first mention ("Kalmari rebels").

    No name begins where the name of a place does (`placed`).
    """
    patterns = _patterns(lexicon)
    lower = text.lower()
    opened = (patterns.opened,) if patterns.openers.passing(lower) else ()
    kinds = (patterns.explained, patterns.called) if patterns.kinds.passing(lower) else ()
    for pattern in (patterns.behind, patterns.before, *opened, *kinds):
        for match in pattern.finditer(text):
            start, name = _trimmed(text, match.start("name"), match.group("name"), lexicon)
            if not name or start in placed or any(a < start + len(name) and start < b for a, b in taken):
                continue
            first = name.split()[0].lower()
            if pattern is patterns.called and lexicon.tags.get(first, "n") in VERBS:
                continue  # "Militia Seizes P"
            if name.lower() in people or first in people or len(name) < _SHORT:
                continue
            explained = pattern is patterns.explained and first not in lexicon.tags
            league = first != name.lower() and name.rpartition(" ")[2].lower() in lexicon.words("short_heads")
            sure = explained or (league and pattern is not patterns.behind)
            if not sure and _is_plain(text, start, name, lexicon):
                continue
            is_people = " " not in name and not name.isupper() and name.lower().endswith(tuple(lexicon.people_endings.split()))
            yield name, text[start : match.end()] if is_people and pattern is patterns.behind else name


def _is_inside_name(text: str, place: Span, of: str) -> bool:
    """Whether a place name may be part of a longer name: between capitalised words ("Free P League"), or behind "of" ("Sons of the P")."""
    before = text[max(0, place.start - 24) : place.start].rpartition(" ")[0].rpartition(" ")[2]
    after = text[place.end : place.end + 2]
    if re.search(rf"\s[^\W\d_a-z]\w+\s{of}\s(?:\w+\s)?$", text[max(0, place.start - 24) : place.start]):
        return True
    inner = text[place.start - 1 : place.start] == " " and before[:1].isupper() and not opens_sentence(text, place.start - len(before) - 1)
    return inner and len(after) == 2 and after[0] == " " and after[1].isupper()


def _trimmed(text: str, start: int, name: str, lexicon: Lexicon) -> tuple[int, str]:
    """A name without the function words and adjectives of force before it, and without a possessive mark."""
    words = name.split()
    plain = lexicon.words("force_modifiers") | lexicon.words("body_people") | lexicon.words("name_joiners")
    while len(words) > 1:
        first = words[0].lower()
        if first not in plain and lexicon.tags.get(first, "V") in VERBS:  # "Free" may open a name, "The" does not
            break
        start += len(words[0]) + 1
        words = words[1:]
    name = " ".join(words)
    for mark in ("'s", "’s", "'", "’"):
        name = name.removesuffix(mark)
    start = text.find(words[0], max(0, start - 2)) if words else start
    return start, name


def _is_plain(text: str, start: int, name: str, lexicon: Lexicon) -> bool:
    """Whether one capitalised word may be no name: the first of its sentence, and nowhere else with a capital."""
    lower = name.lower()
    if lower in lexicon.tags or ("-" in name and " " not in name and name.rpartition("-")[2].islower()):
        return True  # "X-backed", "X-led"
    if lower.rpartition(" ")[2] in lexicon.words("civil_bodies"):
        return True  # "last Sunday tribesmen"
    if " " in name or "-" in name or any(char.isdigit() for char in name) or (name.isupper() and len(name) >= _SHORT):
        return False
    if lower in lexicon.words("ethnic_modifiers") or lower in lexicon.side_of_force:
        return True
    if not opens_sentence(text, start):
        return False
    return not is_capital_elsewhere(text, name) and not lower.endswith(tuple(lexicon.people_endings.split()))


def opens_sentence(text: str, start: int) -> bool:
    """Whether a word is the first of its sentence, line or quotation, a determiner aside."""
    before = text[max(0, start - 8) : start].rstrip(" \t\"'“”‘’(-–—•*")
    return not before or before[-1] in ".!?:;\n"


def is_capital_elsewhere(text: str, name: str) -> bool:
    """Whether a name stands with its capital inside a sentence too."""
    return any(not opens_sentence(text, start) for start in occurrences(text, name))
