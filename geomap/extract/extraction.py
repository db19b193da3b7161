"""One document in, everything it yields out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geomap.errors import Problem
from geomap.extract.claims import read_claims
from geomap.extract.mentions import find_names
from geomap.extract.options import ExtractOptions, ResolveOptions
from geomap.extract.proposals import check_proposals, make_extractor
from geomap.extract.resolve import resolve_mentions
from geomap.extract.rules import RuleSet, load_rules
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.location import data_folder
from geomap.model import Claim, Document, Mention, Resolution

_DEFAULT = ExtractOptions()


@dataclass(frozen=True, kw_only=True)
class Extraction:
    """What one document yields."""

    document: Document
    mentions: tuple[Mention, ...]
    resolutions: tuple[Resolution, ...]
    """One for each mention, in the same order."""
    claims: tuple[Claim, ...]
    rejected: tuple[Problem, ...] = ()
    """What was proposed and not taken, and why."""


def rules_for(language: str, options: ExtractOptions = _DEFAULT) -> RuleSet | None:
    """The packaged rules of a language (BCP 47; the first part counts) with the user's files; None if there are none.

    Raises
    ------
    ProblemsError
        If a rule file does not fit.
    """
    folder = _rule_folder(language.partition("-")[0].lower())
    return load_rules(folder, options.rules) if folder is not None else None


@lru_cache(maxsize=64)
def _rule_folder(language: str) -> Path | None:
    folder = data_folder() / "rules" / language
    return folder if folder.is_dir() else None


def extract_document(document: Document, gazetteer: Gazetteer, *, options: ExtractOptions = _DEFAULT) -> Extraction:
    """Mentions, resolved places and claims of one document.

    Parameters
    ----------
    document
        Its text, language and day of publication; without a day relative dates stay unknown.
    gazetteer
        Knows places, actors, crossings.
    options
        Focus, further rules, further extractors.

    Raises
    ------
    ProblemsError
        If a rule file does not fit.
    UsageError
        If an extractor is not installed, or its settings do not do.
    NetworkError
        If an extractor the user asked for cannot reach its address.
    """
    names = find_names(document, gazetteer)
    mentions = names.mentions
    resolutions = resolve_mentions(document, mentions, gazetteer, inside=names.inside, options=ResolveOptions(focus=options.focus))
    rules = rules_for(document.language, options)
    if rules is None:
        note = Problem(
            path=document.path, field="language", message=f"no rules for {document.language!r}: no claims are read", severity="warning"
        )
        return Extraction(document=document, mentions=mentions, resolutions=resolutions, claims=(), rejected=(note,))
    reading = read_claims(document, mentions, resolutions, gazetteer, rules)
    claims, rejected = reading.claims, reading.problems
    for name in options.extractors:
        proposed = make_extractor(name, options.settings_of(name)).propose(document)
        more, problems = check_proposals(document, proposed, mentions=mentions, resolutions=resolutions, gazetteer=gazetteer, origin=name)
        known = {claim.id for claim in claims}
        claims = (*claims, *(claim for claim in more if claim.id not in known))
        rejected = (*rejected, *problems)
    return Extraction(document=document, mentions=mentions, resolutions=resolutions, claims=claims, rejected=rejected)
