"""Words by which a text points back to places and actors told of before; part of the lexicon of a language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, eq=False)
class ReferenceWords:
    """Word lists as strings of words split at white space."""

    passing_prepositions: str
    """Before the name of where somebody goes or comes from ("a convoy from P")."""
    leaving_words: str
    """Words after which `purpose` opens the name of where somebody goes ("left for P")."""
    purpose: str
    """See `leaving_words`."""
    standing_links: str
    """Words before such a preposition that make it one of standing ("close to P")."""
    village_nouns: str
    """Nouns that no city is called by."""
    not_plurals: str
    """Nouns of places that end like a plural and are none."""
    counted_places: str
    """Nouns that mean places only with a number ("the two places")."""
    foreign_forces: str
    """Nouns for an army from abroad, whoever's it is ("the invaders")."""
    commanding_verbs: str
    """What somebody does to the body he speaks for ("N, who commands the X, said")."""
    body_kinds: str
    """Nouns that call a body an armed one ("X, a militia of"), or do so behind one of `rebel_modifiers`."""
    group_kinds: str
    """Nouns that do so only behind one of `rebel_modifiers` ("X, an armed group")."""
    rebel_modifiers: str
    """Adjectives of those who fight."""
    plain_heads: str
    """Last words of names of bodies that stand for one in small letters too ("the brigade")."""
    telling_verbs: str
    """Verbs of saying that name whom it is said to ("X told reporters"): what follows is never who speaks."""
    plural_pronouns: str
    """Pronouns that stand for several."""
    foreign_modifiers: str
    """Adjectives of an army from abroad ("the invading troops")."""
    limiting_words: str
    """Adverbs and adjectives beside "open" that leave a crossing open to some only ("partially reopened", "open only for aid")."""
