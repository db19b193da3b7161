"""Denials that point back, as in "X said it had taken P. Y denied it".

Source: study of modality in LANGUAGE, section 6: counter-claims come in pairs, and both are kept with their sources; the guide to the
claims bench: a denied proposition is kept as if it were true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geomap.extract.clauses import Row
from geomap.extract.phrases import Phrase
from geomap.extract.rules import RuleSet

CUE = "denied.pointing-back"


@dataclass(frozen=True, kw_only=True, slots=True)
class Denial:
    """One act of denying what was said before."""

    denier: Phrase | None
    """Who denies; None if the text does not say."""
    start: int
    """Where its verb begins: what was claimed before it is meant."""


@lru_cache(maxsize=8)
def denying_words(rules: RuleSet) -> re.Pattern[str]:
    """Finds any form of a verb of denying in lower-case text."""
    forms = {form for base in rules.attribution.denying for form in vars(rules.lexicon.forms_of(base)).values()}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, forms)))})\b")


def find_denials(row: Row, rules: RuleSet) -> tuple[Denial, ...]:
    """The denials of a sentence whose object only points back ("it", "the claim", "a claim that Y denied")."""
    found = []
    for index, item in enumerate(row.items):
        verb = item.verb
        if verb is None or verb.base not in rules.attribution.denying or verb.form == "infinitive":
            continue
        if any(word.tag in "xm" for word in verb.words):
            continue  # "did not deny it", "would deny it"
        if verb.passive:
            subject = row.subject(index)
            if subject and _points_back(row, subject[0], rules, pronouns=False):
                agents = row.agents(index)
                found.append(Denial(denier=agents[0] if agents else None, start=subject[0].start))
            continue
        subject = row.subject(index)
        if subject and _object_points_back(row, index, subject, rules):
            found.append(Denial(denier=subject[0], start=verb.start))
    return tuple(found)


def _object_points_back(row: Row, index: int, subject: Sequence[Phrase], rules: RuleSet) -> bool:
    items = row.items
    following = items[index + 1] if index + 1 < len(items) else None
    if following is not None and following.phrase is not None:
        return _points_back(row, following.phrase, rules, pronouns=True) and not row.begins_clause(index + 1)
    if following is not None and following.kind in "swd" and following.text in rules.lexicon.words("that"):
        return index + 2 >= len(items) or items[index + 2].kind in ",.;"  # "denied that, saying"
    antecedent = row.antecedent_before(index)
    if antecedent and antecedent[0] is not subject[0]:
        return True  # "..., which the army denied"
    before = row.index_of(subject[0])
    claim = items[before - 1].phrase if before else None
    return claim is not None and _points_back(row, claim, rules, pronouns=False)  # "a claim the army denied"


def _points_back(row: Row, phrase: Phrase, rules: RuleSet, *, pronouns: bool) -> bool:
    """Whether a phrase is a pronoun or a noun of saying that does not go on to say what was said."""
    lexicon = rules.lexicon
    first = phrase.words[0]
    if len(phrase.words) == 1 and (first.tag == "r" or first.lower in lexicon.words("definite_determiners")):
        return pronouns and first.lower in lexicon.words("pointing_pronouns")
    if phrase.of is not None or not any(word.lower in lexicon.words("content_nouns") for word in phrase.words):
        return False
    index = row.index_of(phrase)
    following = row.items[index + 1] if index is not None and index + 1 < len(row.items) else None
    return following is None or following.kind not in "sw" or following.text not in lexicon.words("that")
