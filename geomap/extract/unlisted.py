"""Place names the gazetteer does not know, where the words beside them leave no doubt.

They are reported (their resolution is "unknown") so that a reader learns what the gazetteer lacks; they are never
drawn. Four forms: a name with its generic word ("X County", "X and Y counties"), one that begins with such a word
("Lake X"), a name after a generic word ("the village of X"), and a name after a preposition of place that no list explains as
anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache

from geomap.extract.mention_rules import MentionRules, Role
from geomap.extract.sighting import Sighting
from geomap.extract.surroundings import bare
from geomap.model import PlaceKind

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_REST = rf"(?:\w|['’.](?=\w)|-(?={_CAPITAL}))+"
_NAME = _CAPITAL + _REST
_TWO = rf"{_NAME}(?: {_NAME})?"
_POINTS = 2.0
_SURE = 2.5
"""Points of a word before a name from which it shows a place by itself."""
_LOOK_BACK = 160
_NAMING = frozenset({"of", "called", "named"})
"""Between a generic word and its name."""
_UNITS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
_WATERS = frozenset({PlaceKind.RIVER, PlaceKind.LAKE})
_NOT_ALONE = frozenset({"state", "states", "region"})
"""Generic words that stand in too many other names ("Secretary of State")."""
_SURE_LEADS = frozenset({"Fort", "Ft.", "Lake", "Mount", "Mt.", "Camp", "Cape", "Isle"})
_EXPLAINED = (
    Role.CALENDAR,
    Role.OPENER,
    Role.TITLE,
    Role.OFFICE_AFTER,
    Role.BODY_AFTER,
    Role.INSTITUTION_AFTER,
    Role.ORGANISATION_AFTER,
    Role.ADJECTIVE,
)
_BEFORE_GENERIC = re.compile(rf"(?<![\w-])(?:{_NAME} ){{1,3}}$")
_BEFORE_PLURAL = re.compile(rf"(?<![\w-]){_TWO}(?:, {_TWO}){{0,8}},? (?:and|or|&) {_TWO}$")


def find_unlisted(text: str, rules: MentionRules, others: Set[str], demonyms: Mapping[str, str]) -> Iterator[Sighting]:
    """Names with signs of a place that no accepted sighting covers; the caller drops those that overlap one.

    Parameters
    ----------
    others
        Names of persons and groups.
    """
    patterns = _patterns(rules)
    for match in patterns.generic.finditer(text):
        yield from _with_generic(text, match, rules)
    for match in patterns.plural.finditer(text):
        generic = match.group("generic")
        names = _BEFORE_PLURAL.search(text, max(0, match.start() - _LOOK_BACK), match.start())
        for part in re.finditer(_TWO, names.group()) if names else ():
            start = names.start() + part.start() if names else 0
            if part.group() not in rules.words[Role.OPENER]:
                yield _sighting(text, start, start + len(part.group()), rules.kinds.get(generic), "listed before", generic)
    for match in patterns.leading.finditer(text):
        yield _sighting(text, match.start(), match.end(), None, "begins with", match.group("lead"))
    for match in patterns.after_word.finditer(text):
        words = text[max(0, match.start() - 30) : match.start()].rsplit(None, 2)[-2:]
        if bare(words[-1]).lower() not in patterns.signs:
            continue
        before = [bare(word) for word in words]
        if len(before) == 2 and before[1] in _NAMING and before[0] in rules.words[Role.GENERIC_BEFORE]:
            yield _sighting(text, match.start(), match.end(), rules.kinds.get(before[0]), "after", " ".join(before))
        elif (
            before
            and max(rules.before.get(before[-1].lower(), 0.0), rules.before.get(" ".join(before).lower(), 0.0)) >= _SURE
            and _may_be_place(text, match, rules, others, demonyms)
        ):
            yield _sighting(text, match.start(), match.end(), None, "unknown, after", before[-1])


def _with_generic(text: str, match: re.Match[str], rules: MentionRules) -> Iterator[Sighting]:
    names = _BEFORE_GENERIC.search(text, max(0, match.start() + 1 - _LOOK_BACK), match.start() + 1)
    if names is None or text.startswith(" of ", match.end()):
        return
    words, start = names.group().split(), names.start()
    while words and any(words[0] in rules.words[role] for role in (Role.OPENER, Role.CALENDAR, Role.TITLE)):
        start += len(words.pop(0)) + 1
    if words and not any(word in rules.words[Role.ORGANISATION_AFTER] for word in words):
        generic = match.group("generic").lower()
        yield _sighting(text, start, match.end(), rules.kinds.get(generic) or rules.sites.get(generic), "before", generic)


def _sighting(text: str, start: int, end: int, kind: PlaceKind | None, reason: str, word: str) -> Sighting:
    return Sighting(start, end, text[start:end], _POINTS, [(_POINTS, reason, word), (0.0, "not in the gazetteer", "")], kind)


def _may_be_place(text: str, match: re.Match[str], rules: MentionRules, others: Set[str], demonyms: Mapping[str, str]) -> bool:
    end = match.end()
    following = text[end : end + 24].split(None, 1)
    if text[end : end + 1] in ("-", "‑", "’", "'") or (following and text[end] == " " and bare(following[0])[:1].isupper()):
        return False
    words = match.group().split(" ")
    if len(words) == 1 and text[end : end + 1] == "." and f"{words[0]}." in rules.words[Role.LEADING]:
        return False  # "St. Marvell"
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


class _Patterns:
    """Regular expressions made of the rules' words. Each starts from what is rare, so that most of a text is skipped."""

    def __init__(self, rules: MentionRules) -> None:
        units = [word for word, kind in rules.kinds.items() if kind in _UNITS and word not in _NOT_ALONE]
        units += [word for word, kind in rules.sites.items() if kind in _WATERS]
        after = [word.title() for word in units if not word.endswith("s") and word.isalpha()] + ["Islands", "Mountains"]
        leads = sorted(rules.words[Role.LEADING] & _SURE_LEADS)
        particle = _any(sorted(rules.words[Role.PARTICLE]))
        self.generic = re.compile(rf" (?P<generic>{_any(after)})(?![\w-])")
        self.plural = re.compile(rf" (?P<generic>{_any([word for word in units if word.endswith('s')])})(?!\w)")
        self.leading = re.compile(rf"(?<![\w-])(?P<lead>{_any(leads)}) {_NAME}")
        # the capital comes first, not what stands before it: so the search runs over small letters fast
        self.after_word = re.compile(rf"{_CAPITAL}(?<=[a-z] .){_REST}(?: (?:(?:{particle}) )?{_NAME})?(?![\w-])")
        self.signs = _NAMING | {phrase.rpartition(" ")[2] for phrase, points in rules.before.items() if points >= _SURE}
        """Last words before a name that can show a place."""


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"


@lru_cache(maxsize=8)
def _patterns(rules: MentionRules) -> _Patterns:
    return _Patterns(rules)
