"""Words by which a text points back to places and actors told of before; part of the lexicon of a language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, eq=False)
class ReferenceWords:
    """Word lists as strings of words split at white space."""

    passing_prepositions: str
    """Before the name of where somebody goes or comes from ("a convoy from P")."""
    standing_links: str
    """Words before such a preposition that make it one of standing ("close to P")."""
    village_nouns: str
    """Nouns that no city is called by."""
    not_plurals: str
    """Nouns of places that end like a plural and are none."""
    counted_places: str
    """Nouns that mean places only with a number ("the two places")."""
