"""Place names the gazetteer does not know, where the words beside them leave no doubt.

They are reported (their resolution is "unknown") so that a reader learns what the gazetteer lacks; they are never
drawn. Three forms: a name with its generic word ("X County", "Lake X", "X and Y counties"), a name after
a generic word ("the village of X"), and a name after a preposition of place that no list explains as anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache

from geomap.extract.mention_rules import MentionRules, Role
from geomap.extract.sighting import Sighting
from geomap.extract.surroundings import bare
from geomap.model import PlaceKind

_NAME = r"[^\W\d_a-zß-öø-ÿ](?:\w|['’.](?=\w)|-(?=[^\W\d_a-zß-öø-ÿ]))+"
_POINTS = 2.0


def find_unlisted(text: str, rules: MentionRules, others: Set[str], demonyms: Mapping[str, str]) -> Iterator[Sighting]:
    """Names with signs of a place that no accepted sighting covers; the caller drops those that overlap one.

    Parameters
    ----------
    others
        Names of persons and groups.
    """
    patterns = _patterns(rules)
    for match in patterns.with_generic.finditer(text):
        words = match.group("name").split(" ")
        if text[match.end() : match.end() + 4] == " of ":
            continue
        start = match.start("name")
        while words and (
            words[0] in rules.words[Role.OPENER] or words[0] in rules.words[Role.CALENDAR] or words[0] in rules.words[Role.TITLE]
        ):
            start += len(words.pop(0)) + 1
        if not words or any(word in rules.words[Role.ORGANISATION_AFTER] for word in words):
            continue
        generic = match.group("generic").lower()
        yield _sighting(text, start, match.end("generic"), rules.kinds.get(generic) or rules.sites.get(generic), "before", generic)
    for match in patterns.plural.finditer(text):
        kind = rules.kinds.get(match.group("generic").lower())
        for part in re.finditer(rf"{_NAME}(?: {_NAME})?", match.group("names")):
            offset = match.start("names")
            if part.group() not in rules.words[Role.OPENER]:
                yield _sighting(text, offset + part.start(), offset + part.end(), kind, "listed before", match.group("generic"))
    for match in patterns.leading.finditer(text):
        yield _sighting(text, match.start(), match.end(), None, "begins with", match.group("lead"))
    for match in patterns.after_generic.finditer(text):
        yield _sighting(
            text, match.start("name"), match.end("name"), rules.kinds.get(match.group("generic")), f"after {match.group('generic')!r}"
        )
    for match in patterns.after_preposition.finditer(text):
        name = match.group("name")
        if _may_be_place(name, text, match.end("name"), rules, others, demonyms):
            yield _sighting(
                text, match.start("name"), match.end("name"), None, "after a preposition of place, and nothing else is known of it"
            )


def _sighting(text: str, start: int, end: int, kind: PlaceKind | None, reason: str, word: str = "") -> Sighting:
    return Sighting(start, end, text[start:end], _POINTS, [(_POINTS, reason, word), (0.0, "not in the gazetteer", "")], kind)


def _may_be_place(name: str, text: str, end: int, rules: MentionRules, others: Set[str], demonyms: Mapping[str, str]) -> bool:
    words = name.split(" ")
    following = text[end : end + 24].split(None, 1)
    if text[end : end + 1] in "-‑’'" or (following and text[end] == " " and bare(following[0])[:1].isupper()):
        return False
    for word in words:
        if word in rules.words[Role.PARTICLE]:
            continue
        if (
            word.lower() in rules.ordinary_words
            or word in rules.given_names
            or word in others
            or word.lower() in demonyms
            or word[-2:] in ("'s", "’s")
            or word.isupper()
            or any(word in rules.words[role] for role in _EXPLAINED)
        ):
            return False
    return not all(word in rules.surnames for word in words)


_EXPLAINED = (
    Role.CALENDAR,
    Role.OPENER,
    Role.TITLE,
    Role.OFFICE_AFTER,
    Role.BODY_AFTER,
    Role.ORGANISATION_AFTER,
    Role.ADJECTIVE,
)


class _Patterns:
    """Regular expressions made of the rules' words."""

    def __init__(self, rules: MentionRules) -> None:
        units = [word for word, kind in rules.kinds.items() if kind in _UNITS and word not in ("state", "states", "region")] + [
            word for word, kind in rules.sites.items() if kind in (PlaceKind.RIVER, PlaceKind.LAKE)
        ]
        after = [word.title() for word in units if not word.endswith("s") and word.isalpha()] + ["Islands", "Mountains"]
        plural = [word for word in units if word.endswith("s")]
        leads = [word for word in rules.words[Role.LEADING] if word in _SURE_LEADS]
        generics = [word for word in rules.words[Role.GENERIC_BEFORE] if word in rules.kinds]
        strong = [word for word, weight in rules.before.items() if weight >= 2.5]
        one = rf"{_NAME}(?: {_NAME}){{0,2}}"
        self.with_generic = re.compile(rf"(?<![\w-])(?P<name>{one}) (?P<generic>{_any(after)})(?![\w-])")
        two = rf"{_NAME}(?: {_NAME})?"
        self.plural = re.compile(rf"(?<![\w-])(?P<names>{two}(?:, {two}){{0,8}},? (?:and|or|&) {two}) (?P<generic>{_any(plural)})(?!\w)")
        self.leading = re.compile(rf"(?<![\w-])(?P<lead>{_any(leads)}) {_NAME}")
        self.after_generic = re.compile(rf"(?<![\w-])(?P<generic>{_any(generics)}) (?:of|called|named) (?P<name>{_NAME}(?: {_NAME})?)")
        particle = _any(sorted(rules.words[Role.PARTICLE]))
        self.after_preposition = re.compile(rf"(?<![\w-])(?:{_any(strong)}) (?P<name>{_NAME}(?: (?:(?:{particle}) )?{_NAME})?)(?![\w-])")


_UNITS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
_SURE_LEADS = frozenset({"Fort", "Ft.", "Lake", "Mount", "Mt.", "Camp", "Cape", "Isle"})


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"


@lru_cache(maxsize=8)
def _patterns(rules: MentionRules) -> _Patterns:
    return _Patterns(rules)
