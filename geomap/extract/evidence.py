"""What speaks for and against a name being meant as a place, weighed from the words around it.

The measure is a sum of points: what the name is by itself (a country, a big town, an English word,
a surname) and what the words beside it say. Points and word lists are data
(``gazetteer/rules/<language>/mentions.yaml``) where they concern words; those of the name itself stand here.
From `ACCEPTED` points on a name is a place. The scale: a preposition of place alone (3 points)
carries a village that is also a surname (0.5 - 1.5) over the line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from geomap.extract.mention_rules import MentionRules, Role
from geomap.extract.surroundings import Around, bare, ends_phrase, is_capital
from geomap.gazetteer.hits import NameHit, TextHit
from geomap.model import NameKind, Place, PlaceKind

ACCEPTED = 1.5
"""Points from which a name is taken for a place."""
_NEVER = -9.0
_PARTY = re.compile(r"[\[(]?[A-Z]-")
SMALL = 2.0
"""Points below which a name is that of a small town: it gives way to an organisation of the same name."""
_BIG = 2.2
"""Points of a town of half a million: its name is the town before it is a person."""
_ACTING = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1})


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What a name is by itself."""

    points: float
    """What it brings before any context."""
    reasons: tuple[str, ...]
    given: bool
    """It can be a given name."""
    surname: bool
    ordinary: bool
    """Its lower-case form is an English word."""
    never: str
    """Why it is never a place by itself (a day, a title, a people); empty if it can be one."""
    strong: bool
    """A country, a continent or a first-level unit has this name."""
    acts: bool
    """A government is called by this name: a country, a unit with one, or the capital of a country."""
    kinds: frozenset[PlaceKind]
    inside: frozenset[tuple[str, str]]
    """(country, "") and (country, unit) that its places lie in."""
    holds: frozenset[tuple[str, str]]
    """The same for the countries and units that it names."""
    short: bool
    """A country's abbreviation, which is an adjective before a noun."""


@dataclass(slots=True)
class Sighting:
    """One occurrence of a known name, weighed."""

    start: int
    end: int
    surface: str
    points: float
    reasons: list[str] = field(default_factory=list)
    kind_hint: PlaceKind | None = None
    metonym: bool = False
    person: bool = False
    """The words beside it make it part of a person's name."""
    vetoed: bool = False
    """Part of another name: no other occurrence can make it a place."""
    located: bool = False
    """The words right beside it say that it is a place, whatever the name is by itself."""

    in_organisation: bool = False
    """It is part of the name of an organisation."""
    against: bool = False
    """Words right beside it speak against a place."""

    def add(self, points: float, reason: str) -> None:
        """Count `points` and keep the reason."""
        self.points += points
        self.against |= points <= -2
        self.reasons.append(f"{points:+.1f} {reason}")

    def veto(self, reason: str) -> None:
        """Rule it out for good."""
        self.vetoed = True
        self.add(_NEVER, reason)


def name_facts(hit: TextHit, place_of: Callable[[str], Place], rules: MentionRules, demonyms: Mapping[str, str]) -> NameFacts:
    """What a name is by itself, for the places it could mean."""
    surface, hits, doubt = hit.surface, hit.hits, hit.doubt
    best, why = -9.0, ""
    places = [place_of(hit.place_id) for hit in hits]
    for name_hit, place in zip(hits, places, strict=True):
        points, reason = _place_points(name_hit, place)
        if points > best:
            best, why = points, reason
    single = " " not in surface
    lower = surface.lower()
    is_abbreviation = surface.isupper() and len(surface) <= 5 and (single or "." in surface)
    ordinary = single and lower in rules.ordinary_words and not is_abbreviation
    title_case = surface.capitalize() if surface.isupper() else surface
    given = single and title_case in rules.given_names
    surname = single and title_case in rules.surnames
    reasons = [f"{best:+.1f} {why}"]
    if ordinary:
        best -= 2.0
        reasons.append("-2.0 an English word")
    if (surname or given) and not any(place.kind is PlaceKind.COUNTRY for place in places):
        loss = 0.7 if best >= _BIG else 1.5
        best -= loss
        reasons.append(f"-{loss} also a person's name")
    if doubt and not (surname or given or ordinary):
        best -= 1.5
        reasons.append(f"-1.5 {doubt}")
    if not single:
        best += 0.8
        reasons.append("+0.8 more than one word")
    if len(surface) <= 3 and not is_abbreviation and not (surname or given):
        best -= 1.0
        reasons.append("-1.0 very short")
    kinds = frozenset(place.kind for place in places)
    if single and len(surface) == 2 and surface.isupper() and PlaceKind.COUNTRY not in kinds:
        best -= 2.5
        reasons.append("-2.5 two letters can mean many things")
    strong = bool(kinds & {PlaceKind.COUNTRY, PlaceKind.CONTINENT, PlaceKind.ADMIN1})
    if is_abbreviation and not strong and not any(other.kind is NameKind.ABBREVIATION for other in hits):
        best -= 3.0
        reasons.append("-3.0 looks like an abbreviation of something else")
    acts = bool(kinds & _ACTING) or any(place.capital_of and place.kind.is_settlement for place in places)
    return NameFacts(
        best,
        tuple(reasons),
        given,
        surname,
        ordinary,
        _never(surface, title_case, hits, strong, rules, demonyms),
        strong,
        acts,
        kinds,
        *_containment(places),
        is_abbreviation and PlaceKind.COUNTRY in kinds,
    )


_NEVER_ROLES = (
    (Role.CALENDAR, "a day or month"),
    (Role.OPENER, "a function word"),
    (Role.TITLE, "a title"),
    (Role.OFFICE_AFTER, "an office"),
    (Role.BODY_AFTER, "a public body"),
    (Role.ADJECTIVE, "an adjective or a people"),
)


def _never(surface: str, title_case: str, hits: tuple[NameHit, ...], strong: bool, rules: MentionRules, demonyms: Mapping[str, str]) -> str:
    for role, reason in _NEVER_ROLES:
        if (title_case in rules.words[role] or f"{title_case}." in rules.words[role]) and not strong:
            return reason
    low = surface.lower()
    if low in rules.kinds or low in rules.sites or low in rules.words[Role.DIRECTION] or low in rules.words[Role.GENERIC_BEFORE]:
        return "a generic word"
    if low in demonyms:
        return "a people or an adjective"
    first, _, rest = surface.partition(" ")
    if rest and first in rules.words[Role.CALENDAR]:
        return "a date"
    if (
        rest
        and first in rules.words[Role.OPENER]
        and not strong
        and (first != "The" or rest.lower() in rules.ordinary_words or all(hit.kind is not NameKind.MAIN for hit in hits))
    ):
        return "begins with a function word"
    return ""


def _containment(places: list[Place]) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    inside: set[tuple[str, str]] = set()
    holds: set[tuple[str, str]] = set()
    for place in places:
        if place.kind is PlaceKind.COUNTRY:
            holds.add((place.country, ""))
            continue
        inside.add((place.country, ""))
        if place.kind is PlaceKind.ADMIN1:
            holds.add((place.country, place.name))
        elif place.admin1:
            inside.add((place.country, place.admin1))
    return frozenset(inside), frozenset(holds)


def _place_points(hit: NameHit, place: Place) -> tuple[float, str]:
    kind = place.kind
    if kind in (PlaceKind.COUNTRY, PlaceKind.CONTINENT):
        points, reason = 3.5, "a country or continent"
    elif kind in (PlaceKind.ADMIN1, PlaceKind.REGION):
        points, reason = 3.0, "a first-level unit or region"
    elif place.population:
        points = min(2.6, max(0.2, math.log10(place.population) / 2 - 0.6))
        reason = f"a settlement of {place.population} people"
    elif kind.is_settlement:
        points, reason = 0.8, "a settlement"
    else:
        points, reason = 1.6, f"a {kind.value.replace('_', ' ')}"
    if hit.kind is NameKind.VARIANT and place.population is not None and kind.is_settlement:
        points, reason = points - 0.8, reason + ", by another name"
    return points, reason


def weigh(
    sighting: Sighting, facts: NameFacts, around: Around, rules: MentionRules, demonyms: Mapping[str, str], *, headline: bool
) -> None:
    """Add what the words beside a name say to `sighting`.

    Parameters
    ----------
    headline
        The line has most words capitalised, so that capitals beside the name say little.
    """
    if facts.never:
        sighting.veto(facts.never)
        return
    _before(sighting, facts, around, rules, demonyms, headline=headline)
    if not sighting.vetoed and _is_adjective(facts, around, rules):
        sighting.veto("an abbreviation used as an adjective")
    if not sighting.vetoed:
        _after(sighting, facts, around, rules, demonyms, headline=headline)


def _is_adjective(facts: NameFacts, around: Around, rules: MentionRules) -> bool:
    """Whether a short form of a country stands before a noun ("US troops")."""
    if not facts.short or around.possessive or around.glue_after or not around.after:
        return False
    word = bare(around.after[0]).lower()
    if not word[:1].isalnum():
        return False
    if is_capital(around.after[0]):
        return bare(around.after[0]) not in rules.words[Role.OPENER] | rules.words[Role.CALENDAR]
    return word not in rules.words[Role.AFTER_NOUN_USE] and word not in rules.words[Role.METONYM_AFTER] and not word.endswith("ed")


def _person(sighting: Sighting, reason: str) -> None:
    sighting.person = True
    sighting.veto(reason)


def _before(
    sighting: Sighting, facts: NameFacts, around: Around, rules: MentionRules, demonyms: Mapping[str, str], *, headline: bool
) -> None:
    words = around.before
    if around.glue_before.strip("\"'“‘«([{—–/.…-") or not words:
        return None
    last = words[-1]
    if around.glue_before and is_capital(last) and around.glue_before in "([{":
        return None  # "Smith (Ohio)": the bracket parts them
    low = bare(last).lower()
    roles = rules.words
    if not ends_phrase(last):
        if is_capital(last) and not headline:
            word = bare(last)
            if word in roles[Role.TITLE] and not (facts.strong and word in roles[Role.OPENER]):
                return _person(sighting, f"after the title {word}")
            if len(word) == 2 and word[1] == "." and word[0].isupper() and len(words) > 1 and is_capital(words[-2]):
                return _person(sighting, "after an initial")
            if word in roles[Role.HEAD_BEFORE]:
                return sighting.veto(f"in a name that begins with {word}")
            if word in roles[Role.LEADING]:
                return sighting.veto(f"part of a longer name that begins with {word}")
            if word in rules.given_names and low not in rules.ordinary_words and low not in demonyms and word not in roles[Role.ADJECTIVE]:
                return _person(sighting, f"after the given name {word}")
            if (
                word not in roles[Role.OPENER]
                and word not in roles[Role.CALENDAR]
                and word not in roles[Role.ADJECTIVE]
                and low not in demonyms
                and low not in rules.kinds
                and low not in roles[Role.DIRECTION]
                and low not in roles[Role.GENERIC_BEFORE]
                and low not in rules.before
                and word.rstrip(".") not in roles[Role.OFFICE_AFTER]
                and not word[0].isdigit()
                and not (len(words) == 1 and low in rules.ordinary_words)
            ):
                sighting.add(-3.0 if not facts.strong else -2.0, f"after the capitalised word {word}")
        if low == "of" and len(words) > 1:
            head = bare(words[-2])
            if head in roles[Role.ORGANISATION_OF] and not headline:
                return sighting.veto(f"in a name of the form {head} of ...")
    position = len(words) - 1
    direction = ""
    while (
        position >= 0
        and not ends_phrase(words[position])
        and (bare(words[position]).lower() in roles[Role.DIRECTION] or bare(words[position]).lower() == "the")
    ):
        if bare(words[position]).lower() != "the":
            direction = bare(words[position]).lower()
        position -= 1
    if direction:
        sighting.add(rules.weights[Role.DIRECTION], f"after {direction!r}")
        sighting.located = True
    if position < 0 or ends_phrase(words[position]):
        return None
    word = bare(words[position]).lower()
    pair = f"{bare(words[position - 1]).lower()} {word}" if position else word
    if pair in rules.before and pair != word:
        weight, _ = rules.before[pair]
        sighting.add(weight, f"after {pair!r}")
        sighting.located |= weight >= 2
    elif word == "of" and position and bare(words[position - 1]).lower() in roles[Role.GENERIC_BEFORE]:
        generic = bare(words[position - 1]).lower()
        sighting.add(rules.weights[Role.GENERIC_BEFORE], f"after {generic!r} of")
        sighting.kind_hint = rules.kinds.get(_singular(generic), rules.kinds.get(generic))
        sighting.located = True
    elif word in roles[Role.GENERIC_BEFORE] and word == low:
        sighting.add(2.0, f"after {word!r}")
        sighting.kind_hint = rules.kinds.get(word)
        sighting.located = True
    elif word in rules.before:
        weight, _ = rules.before[word]
        sighting.add(weight, f"after {word!r}")
        sighting.located |= weight >= 2.5
    return None


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word[:-1] if word.endswith("s") else word


def generic_after(around: Around, rules: MentionRules) -> tuple[int, str, PlaceKind | None, bool]:
    """The generic word after a name: its number of words, itself, its kind, and whether it belongs to the name."""
    if around.glue_after or around.possessive or not around.after:
        return 0, "", None, False
    first = bare(around.after[0]).lower()
    words = [first]
    for word in around.after[1:3]:
        if ends_phrase(around.after[len(words) - 1]):
            break
        words.append(bare(word).lower().rstrip("."))
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[:count]).rstrip(".")
        if phrase in rules.sites:
            return count, phrase, rules.sites[phrase], True
        if phrase in rules.kinds:
            return count, phrase, rules.kinds[phrase], False
    return 0, "", None, False


def _after(
    sighting: Sighting, facts: NameFacts, around: Around, rules: MentionRules, demonyms: Mapping[str, str], *, headline: bool
) -> None:
    roles = rules.words
    if around.possessive:
        sighting.add(0.3, "has a possessive")
        return None
    if around.glue_after or not around.after:
        return None
    first = around.after[0]
    word = bare(first)
    low = word.lower()
    run = _capital_run(around.after) if is_capital(first) else []
    organisation = next((part for part in run if part in roles[Role.ORGANISATION_AFTER]), "")
    if organisation and not headline:
        sighting.in_organisation = True
        return sighting.veto(f"in a name with {organisation}")
    count, phrase, kind, belongs = generic_after(around, rules)
    if count:
        sighting.add(2.0 if belongs else 3.0, f"before {phrase!r}")
        sighting.kind_hint = kind
        sighting.located = True
        if not belongs:
            return None
    if not is_capital(first) or headline:
        if low in rules.after:
            sighting.add(rules.after[low][0], f"before {low!r}")
            sighting.located |= rules.after[low][0] >= 2 and not headline
        elif low in roles[Role.PERSON_VERB] and (facts.given or facts.surname) and not facts.acts:
            sighting.add(rules.weights[Role.PERSON_VERB], f"before {low!r}")
        if not headline:
            return None
    if count or headline:
        return None
    plain = word.removesuffix("'s").removesuffix("’s")
    if plain in roles[Role.OFFICE_AFTER] or word in roles[Role.OFFICE_AFTER]:
        sighting.add(rules.weights[Role.OFFICE_AFTER], f"before the office {plain}")
        sighting.located = True
    elif plain in roles[Role.BODY_AFTER] or word in roles[Role.BODY_AFTER]:
        weight = rules.weights[Role.BODY_AFTER] * (-1 if facts.given or facts.surname or facts.ordinary else 1)
        sighting.add(weight, f"before the public body {plain}")
    elif word in roles[Role.CALENDAR] or low in demonyms or word in roles[Role.OPENER]:
        pass
    elif facts.given and not facts.strong:
        return _person(sighting, f"a given name before {word}")
    elif word[:1].isalpha() and len(word) > 1:
        loss = -3.0 if facts.given else -0.5 if facts.strong else -2.0
        sighting.add(loss, f"before the capitalised word {word}")
        sighting.person = facts.given
    return None


def _capital_run(words: list[str]) -> list[str]:
    run = []
    for word in words:
        if not is_capital(word) and word not in ("of", "and", "&", "for", "the"):
            break
        plain = bare(word)
        if len(plain) > 5:
            plain = plain.rstrip(".")
        run.append(plain.removesuffix("'s").removesuffix("’s"))
        if ends_phrase(word):
            break
    return run
