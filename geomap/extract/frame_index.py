"""Frames by the words that trigger them, and one pattern that finds any such word."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from geomap.extract.rules import COPULA, Frame, RuleSet

_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class FrameIndex:
    """Frames by the words that trigger them."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    suffixes: dict[str, tuple[Frame, ...]]
    triggers: frozenset[str]
    """Every trigger word of frames that say something in any text, lower case."""
    war_triggers: frozenset[str]
    """The further ones of frames that do so only in a text about war."""
    long_triggers: re.Pattern[str]
    """Finds those that are more than one run of letters and digits."""
    long_heads: frozenset[str]
    """The first runs of those."""

    def may_claim(self, lower: str, start: int, end: int, *, at_war: bool = True) -> bool:
        """Whether a trigger word stands in ``lower[start:end]``, which is lower-case text; a sentence without one makes no claim."""
        runs = _RUN.findall(lower, start, end)
        if not self.triggers.isdisjoint(runs) or (at_war and not self.war_triggers.isdisjoint(runs)):
            return True
        return not self.long_heads.isdisjoint(runs) and self.long_triggers.search(lower, start, end) is not None


def _demands(frame: Frame) -> int:
    """How many sorts of words a frame asks for beside its trigger."""
    return sum(map(bool, (frame.object_nouns, frame.particles, frame.governors, frame.subject_nouns, frame.object_words)))


def _triggers(frame: Frame, rules: RuleSet) -> set[str]:
    """The words of which a sentence must hold one for a frame to fit: the rarest sort of word that it asks for."""
    words = {*frame.nouns, *frame.suffixes}
    if not frame.verbs or all(role.startswith("hands") for role in frame.actor):
        return words  # "in the hands of X": those nouns are triggers themselves
    rare = frame.object_nouns or frame.subject_nouns or (frame.particles if COPULA in frame.verbs else ())
    forms = [vars(rules.lexicon.forms_of(base)).values() for base in frame.verbs if base != COPULA]
    return words | set(rare or (form for group in forms for form in group))


@lru_cache(maxsize=8)
def index_frames(rules: RuleSet) -> FrameIndex:
    """The frames of a rule set by trigger; the more a frame asks for, the earlier it is tried."""
    verbs: dict[str, list[Frame]] = defaultdict(list)
    nouns: dict[str, list[Frame]] = defaultdict(list)
    suffixes: dict[str, list[Frame]] = defaultdict(list)
    words: dict[bool, set[str]] = {False: set(), True: set()}
    for frame in sorted(rules.frames, key=_demands, reverse=True):
        words[frame.at_war] |= _triggers(frame, rules)
        for base in frame.verbs:
            verbs["" if base == COPULA else base].append(frame)  # the copula has no base form in a row
        for noun in frame.nouns:
            nouns[noun.rpartition(" ")[2]].append(frame)
        for suffix in frame.suffixes:
            suffixes[suffix].append(frame)
    long = sorted(word for word in words[False] | words[True] if not _RUN.fullmatch(word))
    long_triggers = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, long)) or '(?!)'})(?![^\W_])")

    def frozen(table: dict[str, list[Frame]]) -> dict[str, tuple[Frame, ...]]:
        return {key: tuple(value) for key, value in table.items()}

    return FrameIndex(
        verbs=frozen(verbs),
        nouns=frozen(nouns),
        suffixes=frozen(suffixes),
        triggers=frozenset(words[False]),
        war_triggers=frozenset(words[True] - words[False]),
        long_triggers=long_triggers,
        long_heads=frozenset(run for word in long for run in _RUN.findall(word)[:1]),
    )
