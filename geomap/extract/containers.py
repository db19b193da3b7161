"""Which place the text itself says another lies in: "X, Y", "X (Y)", "X in Y", "Y's X"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set

from geomap.extract.mention_rules import MentionRules, Role
from geomap.extract.surroundings import bare, ends_phrase, look_around
from geomap.model import Mention, Place

_SIDE = "western |eastern |northern |southern |central |north |south |east |west "
_GAP = re.compile(rf",? ?\(|, (?:(?:in|a|an|the|of|town|city|village|capital|province|state) |{_SIDE}){{0,5}}| (?:in|of) (?:the |{_SIDE})*")
_INSIDE_GAP = re.compile(rf",? in (?:the |{_SIDE})*")
_MOVING = frozenset({"from", "to", "for", "on", "over", "about", "against", "with", "between", "and"})
"""Words before a name after which "in U" tells of somebody or something else: "refugees from P in U", "protests over P in U"."""
_OWNER_GAP = re.compile(r"['’]s (?:(?:[a-z]+ )?(?:city|town|village|capital|port|province|district|region) of )?")
_FAR = 60
_NO_LIST = re.compile(r"[.)]?(?:[,;]? [a-z(–—-](?<!and )(?!nd |r )|[,.;]?\s*$|\)|[.,;]?\n)")


def _in_list(text: str, before: Mention, mention: Mention) -> bool:
    """Whether the mention follows another one in a list."""
    return mention.start - before.end <= 6 and text[before.end : mention.start].strip() in (",", "and", ", and", "or")


def containers_of(
    text: str,
    mentions: Sequence[Mention],
    units_of: Callable[[str], Sequence[Place]],
    lies_in: Callable[[str, Place], bool],
    rules: MentionRules,
    *,
    apart: Set[int] = frozenset(),
) -> tuple[dict[int, list[Place]], frozenset[int], frozenset[int]]:
    """For each mention (by its index) the units that the words right beside it put it into.

    Returns
    -------
    The units by mention; the mentions that name such units; the mentions that are put into a unit so plainly ("X, Y said") that a
    place elsewhere is no answer.

    Parameters
    ----------
    units_of
        The countries and units a name can mean.
    lies_in
        Whether a place of a name may lie in a unit.
    apart
        Mentions that stand in a list with the next one: it says nothing of where they lie.
    """
    found: dict[int, list[Place]] = {}
    outer: dict[int, Sequence[Place]] = {}
    holders: set[int] = set()
    firm: set[int] = set()
    order = sorted(range(len(mentions)), key=lambda index: mentions[index].start)
    for position in range(len(order) - 2, -1, -1):
        index, right_index = order[position], order[position + 1]
        left, right = mentions[index], mentions[right_index]
        if right.start - left.end > _FAR or right.start < left.end or index in apart:
            continue
        gap = text[left.end : right.start]
        if _GAP.fullmatch(gap) or (gap.startswith(" ") and _after_generic(gap)):
            units = units_of(right.surface)
            feasible = any(lies_in(left.surface, unit) for unit in units)
            subject = "," in gap and _is_subject(text, right, rules)
            if subject and not feasible:
                continue  # "they left X, Y said"
            if gap == ", ":
                units = outer[index] = (*units, *outer.get(right_index, ()))  # "X, Y, Z": X lies in Z too
            found.setdefault(index, []).extend(units)
            if "," in gap and feasible:
                holders.add(right_index)
            if (
                (gap in (", ", " (") or (_INSIDE_GAP.fullmatch(gap) and not _moves(text, left)))
                and not subject
                and _NO_LIST.match(text, right.end)
                and not (position and _in_list(text, mentions[order[position - 1]], left))
            ):
                firm.add(index)
        elif _OWNER_GAP.fullmatch(gap):
            found.setdefault(right_index, []).extend(units_of(left.surface))
    return found, frozenset(holders), frozenset(firm)


def _moves(text: str, mention: Mention) -> bool:
    before = text[max(0, mention.start - 12) : mention.start].lower().split()
    return bool(before) and before[-1] in _MOVING


def _is_subject(text: str, mention: Mention, rules: MentionRules) -> bool:
    """Whether a verb of doing or saying follows: the name begins a clause of its own."""
    if mention.metonym:
        return True
    following = text[mention.end : mention.end + 24]
    word = bare(following.split(None, 1)[0]).rstrip(".").lower() if following[:1] == " " and following.strip() else ""
    return word in rules.words[Role.AUXILIARY] or word in rules.words[Role.METONYM_AFTER]


def is_towns(text: str, mention: Mention, rules: MentionRules) -> bool:
    """Whether what follows a name goes with a town and not with a country or province ("X City Council", "an X woman")."""
    around = look_around(text, mention.start, mention.end)
    if around.glue_after or around.possessive or not around.after:
        return False
    words = [bare(word) for word in around.after[:2]]
    towns = rules.words[Role.TOWN_AFTER]
    return words[0] in towns or (not ends_phrase(around.after[0]) and " ".join(words) in towns)


_GENERIC_GAP = re.compile(r" (?:[a-z]+ ){0,2}in (?:the )?(?:western |eastern |northern |southern |central )?")


def _after_generic(gap: str) -> bool:
    return _GENERIC_GAP.fullmatch(gap) is not None
