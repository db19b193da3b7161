"""The rules and word lists by which place names are found; data in, frozen values out.

The data is ``gazetteer/rules/<language>/mentions.yaml`` and the lists in ``words/`` beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from geomap.errors import GazetteerError, Problem, ProblemsError
from geomap.gazetteer.location import data_folder
from geomap.model import PlaceKind


class Role(StrEnum):
    """What a list of words is for; each role is read by one mechanism."""

    BEFORE = "before"
    """Stands right before a place."""
    DIRECTION = "direction"
    """May stand between a preposition and a place ("northern")."""
    GENERIC_BEFORE = "generic_before"
    """"city of", "the towns"."""
    AFTER = "after"
    """A noun that a place modifies ("residents")."""
    FATE = "fate"
    """What befell a place, behind the auxiliaries after its name ("has been retaken")."""
    KIND = "kind"
    """Generic word of a unit or settlement, in or out of the span."""
    RIVER_BEFORE = "river_before"
    """With "the" between, stands before a river ("the bank of the X")."""
    SEAT_AFTER = "seat_after"
    """Generic words that name another place when they follow a unit ("the X capital")."""
    SITE = "site"
    """Generic word that makes a longer name of another place ("airbase")."""
    REGION = "region"
    """Generic word of a natural feature."""
    LEADING = "leading"
    """First word of longer place names ("Fort")."""
    PARTICLE = "particle"
    """Joins the parts of a longer name."""
    TOWN_AFTER = "town_after"
    """What goes with a town and not with a country ("Council", "woman": for a country one says the adjective)."""
    OFFICE_AFTER = "office_after"
    """A title of office after a place."""
    BODY_AFTER = "body_after"
    """A public body after the place it serves."""
    INSTITUTION_AFTER = "institution_after"
    """An institution after the place or the person it is named after."""
    HEAD_BEFORE = "head_before"
    """First word of the name of an event, ship, club or brand."""
    ORGANISATION_AFTER = "organisation_after"
    """Head of the name of an organisation, paper, event."""
    ORGANISATION_OF = "organisation_of"
    """The same, with "of" and a place."""
    TITLE = "title"
    """Stands before a person's name."""
    GIVEN = "given"
    """Further given names."""
    METONYM_AFTER = "metonym_after"
    """Verb of which a government is the subject."""
    METONYM_BEFORE = "metonym_before"
    """Words of which a government is the addressee."""
    AUXILIARY = "auxiliary"
    """May stand between a name and its verb."""
    APPOSITION = "apposition"
    """Opens the words behind a comma that say what the name before it is ("X, a town in the north")."""
    DISTANCE = "distance"
    """Follows the number behind a comma that says how far off the name before it lies ("X, 20 km to the north")."""
    PASSIVE = "passive"
    """May stand between a name and what befell it."""
    PERSON_VERB = "person_verb"
    """Verb of which a person is the subject."""
    ADJECTIVE = "adjective"
    """Capitalised adjectives and peoples that belong to no country."""
    AFTER_NOUN_USE = "after_noun_use"
    """What may follow a country's abbreviation that is used as a noun."""
    CALENDAR = "calendar"
    """Days and months: capitalised, never a name."""
    OPENER = "opener"
    """Function words that are capitalised only at the start of a sentence."""


@dataclass(frozen=True, kw_only=True)
class MentionExample:
    """A sentence, the names a gazetteer holds, and what must be found."""

    text: str
    known: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MentionRule:
    """One list of words and what they say about the name beside them."""

    id: str
    role: Role
    words: tuple[str, ...]
    source: str
    examples: tuple[MentionExample, ...]
    weight: float = 0.0
    """Added to the evidence that a place is meant."""
    kind: PlaceKind | None = None
    """Of generic words: what they call the place."""


@dataclass(frozen=True, kw_only=True, eq=False)
class MentionRules:
    """The rules of one language, arranged for look-up; all words in the case the text has them or in lower case, as noted."""

    language: str
    rules: tuple[MentionRule, ...]
    before: Mapping[str, float]
    """Lower-case words before the name, and their points; two-word entries joined by a space."""
    after: Mapping[str, float]
    """Lower-case nouns after the name, and their points."""
    kinds: Mapping[str, PlaceKind]
    """Lower-case generic words that may stay outside the span."""
    sites: Mapping[str, PlaceKind]
    """Lower-case generic words that belong to the name, one to three words."""
    generic_starts: frozenset[str]
    """First words of `kinds` and `sites`."""
    neutral: frozenset[str]
    """Lower-case words that may stand capitalised before a place and say nothing (days, adjectives, directions)."""
    words: Mapping[Role, frozenset[str]]
    """The words of every other role, as written in the data."""
    fates: Mapping[str, tuple[tuple[str, ...], ...]]
    """First word -> phrases of several words for what befell a place, in lower case."""
    weights: Mapping[Role, float]
    """Weight of roles that have one rule."""
    given_names: frozenset[str]
    surnames: frozenset[str]
    ordinary_words: frozenset[str]
    """Lower case."""


@lru_cache(maxsize=64)
def packaged_rules(language: str) -> MentionRules:
    """The rules shipped for a language, English where there are none."""
    folder = data_folder() / "rules"
    own = folder / language.split("-")[0].lower()
    return load_mention_rules(own if (own / "mentions.yaml").is_file() else folder / "en")


@cache
def load_mention_rules(folder: Path) -> MentionRules:
    """Read the rules of one language.

    Parameters
    ----------
    folder
        Holds ``mentions.yaml`` and ``words/``.

    Raises
    ------
    GazetteerError
        If a file is missing or no YAML.
    ProblemsError
        If rules have faults; all of them are listed.
    """
    path = folder / "mentions.yaml"
    try:
        record = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
        lists = {name: _read_words(folder / "words" / f"{name}.txt") for name in ("given_names", "surnames", "ordinary_words")}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GazetteerError(f"{path}: cannot be read: {error}", hint="restore the file from the package") from error
    problems: list[Problem] = []
    rules = []
    for number, entry in enumerate(record.get("rules", ())):
        try:
            rules.append(_rule(entry))
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            name = entry.get("id", f"rule {number}") if isinstance(entry, dict) else f"rule {number}"
            problems.append(
                Problem(
                    path=str(path), field=str(name), message=f"{type(error).__name__}: {error}", hint="compare with a neighbouring rule"
                )
            )
    if problems:
        raise ProblemsError(problems, message="The rules for finding places have faults")
    return arrange(str(record.get("language", "")), rules, **lists)


def arrange(
    language: str,
    rules: Iterable[MentionRule],
    *,
    given_names: frozenset[str] = frozenset(),
    surnames: frozenset[str] = frozenset(),
    ordinary_words: frozenset[str] = frozenset(),
) -> MentionRules:
    """Rules arranged for look-up; the order of the rules decides where two name the same word."""
    rules = tuple(rules)
    before: dict[str, float] = {}
    after: dict[str, float] = {}
    kinds: dict[str, PlaceKind] = {}
    sites: dict[str, PlaceKind] = {}
    words: dict[Role, set[str]] = {role: set() for role in Role}
    weights: dict[Role, float] = {}
    for rule in rules:
        words[rule.role].update(rule.words)
        weights.setdefault(rule.role, rule.weight)
        for word in rule.words:
            if rule.role is Role.BEFORE:
                before.setdefault(word, rule.weight)
            elif rule.role is Role.AFTER:
                after.setdefault(word, rule.weight)
            elif rule.role in (Role.KIND, Role.REGION) and rule.kind is not None:
                kinds.setdefault(word, rule.kind)
            elif rule.role is Role.SITE and rule.kind is not None:
                sites.setdefault(word, rule.kind)
    fates: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(words[Role.FATE]):
        if " " in phrase:
            fates.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return MentionRules(
        language=language,
        fates={first: tuple(found) for first, found in fates.items()},
        rules=rules,
        before=before,
        after=after,
        kinds=kinds,
        sites=sites,
        generic_starts=frozenset(word.split(" ")[0].rstrip(".") for word in (*kinds, *sites)),
        neutral=frozenset(
            {*before, *kinds, *words[Role.DIRECTION], *words[Role.GENERIC_BEFORE]}
            | {word.lower() for role in (Role.CALENDAR, Role.ADJECTIVE) for word in words[role]}
        ),
        words={role: frozenset(found) for role, found in words.items()},
        weights=weights,
        given_names=given_names | words[Role.GIVEN],
        surnames=surnames,
        ordinary_words=ordinary_words,
    )


def _rule(entry: Mapping[str, Any]) -> MentionRule:
    unknown = set(entry) - {"id", "role", "words", "source", "examples", "weight", "kind"}
    if unknown:
        raise ValueError(f"unknown key {sorted(unknown)[0]!r}")
    words = entry["words"]
    parts = [part.strip() for part in words.split(",")] if "," in words else words.split()
    return MentionRule(
        id=entry["id"],
        role=Role(entry["role"]),
        words=tuple(part for part in parts if part),
        source=entry["source"],
        examples=tuple(_example(example) for example in entry["examples"]),
        weight=float(entry.get("weight", 0.0)),
        kind=PlaceKind(entry["kind"]) if "kind" in entry else None,
    )


def _example(record: Mapping[str, Any]) -> MentionExample:
    unknown = set(record) - {"text", "known", "places", "metonyms"}
    if unknown:
        raise ValueError(f"unknown key {sorted(unknown)[0]!r} in an example")
    return MentionExample(
        text=record["text"],
        known=tuple(record.get("known", ())),
        places=tuple(record.get("places", ())),
        metonyms=tuple(record.get("metonyms", ())),
    )


def _read_words(path: Path) -> frozenset[str]:
    return frozenset(line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
