"""The rules, by name, with their words and where they come from.

A policy is one frozen value: the numbers that rules need, and the list of rules. Two policies give
different states only where a number or a rule of theirs made the difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from geomap.control.rules import RULES, Rule


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How claims decide who holds what."""

    name: str
    """Goes into every output, so that a state can be recomputed."""
    rules: tuple[Rule, ...] = RULES
    own_word_holds: bool = False
    """Whether a party's word about its own gain makes it the holder (rule ``own-word``)."""
    conflict_days: int = 3
    """A report of a standing holder within this many days of another's gain contradicts it; later, it is news."""
    margin: float = 1.5
    """Of two holders told for one day, one wins only with this many times the weight of the other."""
    naming_days: int = 7
    """Two names for who took a place from the same loser within this many days are one event."""
    pressure_days: int = 14
    """How long an attack or an advance marks a held place as pressured."""
    siege_days: int = 60
    """A newer word for the holder, this long after the last word of the siege or the fight, ends it."""
    fresh_days: int = 30
    """Up to this age, in days, the last support counts as fresh."""
    stale_days: int = 120
    """From this age on it is stale; in between it is ageing."""
    same_text: float = 0.3
    """Jaccard similarity of word shingles from which two quotations count as copies of one text. Agency copies that an editor
    has touched lie above it, sentences of different authors about one event far below."""
    shingle_words: int = 3
    asserted_weight: float = 1.0
    reported_weight: float = 0.8
    admission_weight: float = 1.5
    outsider_weight: float = 0.5
    """The word of a party that neither gains nor loses."""
    own_word_weight: float = 0.25
    inferred_factor: float = 0.6
    """For a claim whose text does not name the place."""
    likely_from: float = 0.7
    """A single origin of at least this weight makes a state likely."""
    possible_from: float = 0.4
    """Below it a state is doubtful."""
    origin_from: float = 0.55
    """Weight from which an origin counts as a second one; an ally's word does not reach it."""
    max_known_dates: int = 400
    """Of `bitemporal`: distinct publication days kept per place; earlier ones are merged into the first kept."""

    @cached_property
    def _by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id.

        Raises
        ------
        KeyError
            If the policy has no such rule.
        """
        return self._by_id[rule_id]


DEFAULT_POLICY = Policy(name="desk-1")
"""What a careful desk would print."""

OWN_WORD_POLICY = Policy(name="own-word-1", own_word_holds=True)
"""Every party is believed about its own gains: for comparison, to see what rests on boasts alone."""

POLICIES = {policy.name: policy for policy in (DEFAULT_POLICY, OWN_WORD_POLICY)}
"""All policies that ship, by name."""
