"""Whether a name stands for the government behind it ("accused X of", "X denied")."""

from __future__ import annotations

from geomap.extract.mention_rules import MentionRules, Role
from geomap.extract.surroundings import Around, bare, ends_phrase, is_capital

_PLACED = frozenset({"in", "near", "from", "outside", "inside", "at", "around", "across", "to", "into", "of", "through"})


def is_metonym(around: Around, rules: MentionRules) -> bool:
    """Whether the name acts or is addressed where it stands."""
    words = [bare(word).lower() for word in around.before[-3:]]
    if around.before and ends_phrase(around.before[-1]):
        words = []
    if words and words[-1] == "the":
        words.pop()
    last = words[-1] if words else ""
    if not around.glue_before:
        pair = f"{words[-2]} {last}" if len(words) > 1 else ""
        if last in rules.words[Role.METONYM_BEFORE] or pair in rules.words[Role.METONYM_BEFORE]:
            return not around.possessive
    if around.possessive or around.glue_after or last in _PLACED:
        return False
    after = around.after[2:6] if around.after[:1] == ["and"] and around.after[1:2] and is_capital(around.after[1]) else around.after[:4]
    for word in after:
        plain = bare(word).lower()
        if plain in rules.words[Role.METONYM_AFTER]:
            return True
        if plain not in rules.words[Role.AUXILIARY] and not plain.endswith("ly"):
            return False
    return False
