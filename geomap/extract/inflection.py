"""Regular forms of verbs, by the endings a language's rules give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Inflection:
    """How regular forms are made from a base form."""

    ending: str
    """Regular expression the base form is searched with; the first entry that fits is used."""
    cut: int
    """Letters cut from the base before the other endings are added (the third person keeps an ``e``)."""
    third: str
    past: str
    participle: str
    gerund: str
    """Endings; a leading ``+`` doubles the last letter."""


@dataclass(frozen=True, kw_only=True)
class VerbForms:
    """The five forms of one verb."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


def regular_forms(base: str, rules: Sequence[Inflection]) -> VerbForms:
    """Regular forms of a base form, by the first rule that fits."""
    rule = next(rule for rule in rules if re.search(rule.ending, base))
    stem = base[: len(base) - rule.cut]

    def form(ending: str) -> str:
        return f"{base}{base[-1]}{ending[1:]}" if ending.startswith("+") else f"{stem}{ending}"

    return VerbForms(base=base, third=form(rule.third), past=form(rule.past), participle=form(rule.participle), gerund=form(rule.gerund))
