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
    """Every trigger word, lower case."""
    long_triggers: re.Pattern[str]
    """Finds those that are more than one run of letters and digits."""

    def may_claim(self, lower: str, start: int, end: int) -> bool:
        """Whether a trigger word stands in ``lower[start:end]``, which is lower-case text; a sentence without one makes no claim."""
        return not self.triggers.isdisjoint(_RUN.findall(lower, start, end)) or self.long_triggers.search(lower, start, end) is not None


def _demands(frame: Frame) -> int:
    """How many sorts of words a frame asks for beside its trigger."""
    return sum(map(bool, (frame.object_nouns, frame.particles, frame.governors, frame.subject_nouns, frame.object_words)))


@lru_cache(maxsize=8)
def index_frames(rules: RuleSet) -> FrameIndex:
    """The frames of a rule set by trigger; the more a frame asks for, the earlier it is tried."""
    verbs: dict[str, list[Frame]] = defaultdict(list)
    nouns: dict[str, list[Frame]] = defaultdict(list)
    suffixes: dict[str, list[Frame]] = defaultdict(list)
    words: set[str] = set()
    for frame in sorted(rules.frames, key=_demands, reverse=True):
        words.update(frame.object_nouns)
        for base in frame.verbs:
            verbs["" if base == COPULA else base].append(frame)  # the copula has no base form in a row
            if base == COPULA:
                words.update(frame.object_nouns or frame.subject_nouns or frame.particles)
            elif not frame.object_nouns:  # else the noun is the rarer word
                forms = rules.lexicon.forms_of(base)
                words |= {forms.base, forms.third, forms.past, forms.participle, forms.gerund}
        for noun in frame.nouns:
            nouns[noun.rpartition(" ")[2]].append(frame)
            words.add(noun)
        for suffix in frame.suffixes:
            suffixes[suffix].append(frame)
            words.add(suffix)
    long = sorted(word for word in words if not _RUN.fullmatch(word))
    long_triggers = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, long)) or '(?!)'})(?![^\W_])")

    def frozen(table: dict[str, list[Frame]]) -> dict[str, tuple[Frame, ...]]:
        return {key: tuple(value) for key, value in table.items()}

    return FrameIndex(frozen(verbs), frozen(nouns), frozen(suffixes), frozenset(words), long_triggers)
