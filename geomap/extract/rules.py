"""Rules as data: one folder of YAML files a language, checked against the dataclasses below.

The allowed keys of every file come from the dataclasses and are written down nowhere else. Every
rule has an `id`, a `source` and an `example`; a test runs every example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from geomap.errors import Problem, ProblemsError
from geomap.extract.lexicon import Lexicon
from geomap.model import ClaimType, Extent, Modality
from geomap.model.records import from_record
from geomap.text.sieve import Sieve

T = TypeVar("T")
R = TypeVar("R", "Frame", "Cue")
COPULA = "be"
"""The verb of frames that hang on no verb of their own; what else they ask for is their trigger."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """How one group of words puts a claim: which words, and where place, actor and target stand.

    Roles are told for the active voice: ``subject``, ``object``, ``possessive``, ``modifier``
    (words before the noun), ``hands`` ("in the hands of X", "under X control"), ``hands:from`` (the same
    behind a preposition of its own), ``subject-inner`` ("the garrison of P", "soldiers in P"), ``subject:around``,
    ``subject-owner`` ("X's flag"), ``copula`` ("X are the masters of"), ``predicate`` ("their capital
    is P"), or a preposition. Nouns are one word or two ("front line").
    """

    id: str
    type: ClaimType
    source: str
    example: str
    """A sentence with invented names that a test runs."""
    expects: str
    """What the example yields: ``place by actor``, or ``nothing``."""
    verbs: tuple[str, ...] = ()
    """Base forms."""
    nouns: tuple[str, ...] = ()
    """Nouns that tell the event ("the fall of"); plural forms are listed too."""
    suffixes: tuple[str, ...] = ()
    """Second parts of compound modifiers ("rebel-held")."""
    object_nouns: tuple[str, ...] = ()
    """The object must be one of these nouns ("take control"), and the place follows it."""
    subject_nouns: tuple[str, ...] = ()
    """The subject must be one of these nouns ("a bomb exploded")."""
    object_words: tuple[str, ...] = ()
    """The object must hold one of these words ("cut the only road")."""
    not_objects: tuple[str, ...] = ()
    """Objects with which the verb tells something else ("struck a deal", "cleared the road")."""
    governors: tuple[str, ...] = ()
    """Of a noun that tells a state: base forms of the verb it hangs on, one of them needed ("came under the control of").

    ``be`` is the copula.
    """
    particles: tuple[str, ...] = ()
    """One of these words must follow the verb or its object ("drove them out")."""
    not_particles: tuple[str, ...] = ()
    """With one of these words behind it, it says something else ("next on the list")."""
    place: tuple[str, ...] = ("object",)
    """Roles that may hold the place, first hit wins."""
    actor: tuple[str, ...] = ("subject",)
    target: tuple[str, ...] = ()
    place_from_context: bool = False
    """Without a place of its own it is about the place told of last."""
    needs_fighter: bool = True
    """The actor, where there is one, must be somebody who can fight; else it is no claim."""
    needs_actor: bool = False
    needs_object: bool = False
    """Without an object (or in the passive) the verb tells something else ("pushed into P from Q")."""
    intransitive: bool = False
    """With an object, or with a goal that is nobody, the verb tells something else ("fell silent", "fell under snow")."""
    after_gain: bool = False
    """It goes on with a gain just told, and says nothing after anything else; without an object ("P followed")."""
    names: bool = False
    """A proper name that nobody knows may be the actor: the words leave no doubt that whoever does it fights."""
    at_war: bool = False
    """It says something only in a text that has a word of war."""
    kinds: tuple[str, ...] = ()
    """Kinds of place it can be about; empty: any."""
    extent: Extent | None = None
    modality: Modality | None = None
    status: str = ""
    """For ``crossing_status``."""


@dataclass(frozen=True, kw_only=True)
class Cue:
    """Words that change the mood of what stands in their scope.

    Source of the method: Harkema et al., ConText (2009): a cue, the direction it works in, and what ends its scope.
    """

    id: str
    modality: str
    """A `Modality` value, ``pseudo`` (looks like a cue and is none), ``hedge`` (reported, without a source) or ``ended`` (so no more)."""
    source: str
    example: str
    expects: str
    pattern: str
    """Regular expression over lower-case text."""
    direction: str = "forward"
    """forward, backward or both."""
    reach: int = 12
    """Most words between cue and trigger."""
    nominal: bool = False
    """It touches nouns of action only ("the fall of P would end")."""
    types: tuple[ClaimType, ...] = ()
    """Types of claim it touches; empty: all."""


@dataclass(frozen=True, kw_only=True)
class TimeRule:
    """Words that say when."""

    id: str
    source: str
    example: str
    expects: str
    """EDTF the example yields for the publication day 2020-05-13 (a Wednesday)."""
    pattern: str
    """Regular expression over lower-case text; ``{weekday}``, ``{month}``, ``{unit}``, ``{number}`` stand for the word lists."""
    operation: str
    """What `geomap.extract.dates` does with it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class TimeRules:
    """`time.yaml`."""

    weekdays: tuple[str, ...]
    """Monday first; each a list of spellings split at white space."""
    months: tuple[str, ...]
    units: Mapping[str, str]
    """day, week, month, year to their words."""
    since_words: str
    number_words: str
    heading: str
    """Regular expression of what may follow a date for it to head a chronology entry."""
    lasting: str
    """Regular expression of words that say that a past event still holds."""
    measured: str
    """Regular expression of how long something lasted."""
    meanwhile: str
    """Regular expression of words that open a clause about the time just told ("on Sunday, when ...")."""
    rules: tuple[TimeRule, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class AttributionRules:
    """`attribution.yaml`."""

    said: tuple[str, ...]
    """Verbs of saying, base forms."""
    announcing: tuple[str, ...]
    """Verbs by which a party tells a deed of its own."""
    admitting: tuple[str, ...]
    """Verbs by which a party tells what it suffered."""
    continuing: str
    """Regular expression of how a sentence goes on with the statement before it."""
    denying: tuple[str, ...]
    according: tuple[str, ...]
    """Phrases before a source ("according to")."""
    statement: str
    """Regular expression that makes the rest of a text one speaker's ("Minister X said:")."""


@dataclass(frozen=True, kw_only=True, eq=False)
class RuleSet:
    """All rules of one language."""

    lexicon: Lexicon
    frames: tuple[Frame, ...]
    cues: tuple[Cue, ...]
    edge: str
    """Regular expression of what ends the scope of a cue."""
    time: TimeRules
    attribution: AttributionRules

    @cached_property
    def fixed_phrases(self) -> re.Pattern[str]:
        """Several words that are one: conjunctions (group ``c``), adverbs (``j``), prepositions (``p``)."""
        lexicon = self.lexicon
        groups = (("c", lexicon.list_additions), ("j", lexicon.fixed_adverbs), ("p", lexicon.fixed_prepositions))
        parts = (f"(?P<{tag}>{'|'.join(map(re.escape, phrases))})" for tag, phrases in groups)
        return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)

    @cached_property
    def fixed_phrase_sieve(self) -> Sieve:
        """Tells of lower-case text whether `fixed_phrases` is worth looking for: few sentences have one."""
        return Sieve([re.compile(self.fixed_phrases.pattern)])

    @cached_property
    def rule_ids(self) -> frozenset[str]:
        """Ids of all rules."""
        return frozenset([*(frame.id for frame in self.frames), *(cue.id for cue in self.cues), *(rule.id for rule in self.time.rules)])


@lru_cache(maxsize=8)
def load_rules(folder: Path, extra: tuple[Path, ...] = ()) -> RuleSet:
    """Read and check the rules of one language.

    Parameters
    ----------
    folder
        Holds ``lexicon.yaml``, ``frames.yaml``, ``modality.yaml``, ``attribution.yaml``, ``time.yaml``.
    extra
        Further files with ``frames:`` and ``cues:``; a rule with a known id replaces the known one.

    Raises
    ------
    ProblemsError
        If a file is missing, is no YAML or does not fit; all problems are listed.
    """
    problems: list[Problem] = []
    lexicon = _read_one(folder / "lexicon.yaml", Lexicon, problems)
    time = _read_one(folder / "time.yaml", TimeRules, problems)
    attribution = _read_one(folder / "attribution.yaml", AttributionRules, problems)
    frames = _read_list(folder / "frames.yaml", "frames", Frame, problems, required=True)
    cues = _read_list(folder / "modality.yaml", "cues", Cue, problems, required=True)
    moods = _read_yaml(folder / "modality.yaml", [])
    edge = str(moods.get("edge", "")) if isinstance(moods, Mapping) else ""
    for path in extra:
        frames = _merge(frames, _read_list(path, "frames", Frame, problems))
        cues = _merge(cues, _read_list(path, "cues", Cue, problems))
    if problems or lexicon is None or time is None or attribution is None:
        raise ProblemsError(problems, message=f"the rules in {folder} cannot be used", hint="compare with the packaged rule files")
    framed = " ".join(dict.fromkeys(verb for frame in frames for verb in frame.verbs if verb != COPULA))
    lexicon = replace(lexicon, verbs=f"{lexicon.verbs} {framed}")
    return RuleSet(lexicon=lexicon, frames=tuple(frames), cues=tuple(cues), edge=edge, time=time, attribution=attribution)


def _merge(known: Sequence[R], new: Sequence[R]) -> list[R]:
    rules: dict[str, R] = {rule.id: rule for rule in known}
    for rule in new:
        rules[rule.id] = rule
    return [rules[rule_id] for rule_id in rules]


class _Loader(yaml.SafeLoader):
    """YAML with the booleans of version 1.2: "on", "off", "yes" and "no" are words."""


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or letter in "tTfF"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _read_yaml(path: Path, problems: list[Problem]) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except OSError as error:
        problems.append(Problem(path=str(path), message=f"cannot be read: {error.strerror}", hint="name a readable YAML file"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        problems.append(Problem(path=str(path), line=line, message=f"is no YAML: {getattr(error, 'problem', error)}"))
    return None


def _read_one(path: Path, kind: type[T], problems: list[Problem]) -> T | None:
    record = _read_yaml(path, problems)
    if record is None:
        return None
    try:
        return from_record(kind, record)
    except (ValueError, TypeError, AttributeError) as error:
        problems.append(Problem(path=str(path), message=str(error)))
        return None


def _read_list(path: Path, key: str, kind: type[T], problems: list[Problem], *, required: bool = False) -> list[T]:
    record = _read_yaml(path, problems)
    if not isinstance(record, Mapping) or (required and key not in record):
        if record is not None or required:
            problems.append(Problem(path=str(path), field=key, message=f"expected a mapping with the list {key!r}"))
        return []
    return list(_build_each(path, key, kind, record.get(key) or [], problems))


def _build_each(path: Path, key: str, kind: type[T], entries: Iterable[Any], problems: list[Problem]) -> Iterable[T]:
    for number, entry in enumerate(entries):
        name = entry.get("id", number) if isinstance(entry, Mapping) else number
        try:
            yield from_record(kind, entry)
        except (ValueError, TypeError) as error:
            allowed = ", ".join(getattr(kind, "__dataclass_fields__", {}))
            problems.append(Problem(path=str(path), field=f"{key}[{name}]", message=str(error), hint=f"allowed keys: {allowed}"))
