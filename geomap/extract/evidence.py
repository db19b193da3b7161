"""What the words beside a name say for and against a place. The points are explained in `geomap.extract.sighting`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geomap.extract.mention_rules import MentionRules, Role
from geomap.extract.name_facts import BIG, SMALL, NameFacts
from geomap.extract.sighting import Sighting
from geomap.extract.surroundings import Around, bare, ends_phrase, is_capital
from geomap.model import PlaceKind

_PARTY = re.compile(r"[\[(]?[A-Z][-‑]")
_NO_GLUE = "\"'“‘«([{—–/.…-"
_DASHES = frozenset({"-", "–", "—", "--"})
_JOINING = frozenset({"of", "and", "&", "for", "the"})
_UNITS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2})
_SURE = 2.0
"""Points of a word beside a name from which it settles that a place is meant."""


def weigh(
    sighting: Sighting,
    facts: NameFacts,
    around: Around,
    rules: MentionRules,
    demonyms: Mapping[str, str],
    *,
    headline: bool,
    inside_names: bool = False,
) -> None:
    """Add what the words beside a name say to `sighting`.

    Parameters
    ----------
    headline
        The line has most words capitalised, so that capitals beside the name say little.
    inside_names
        Names inside the names of organisations, and abbreviations before a noun, may be places.
    """
    if facts.never:
        sighting.veto(facts.never)
        return
    if sighting.surface.isupper() and len(sighting.surface) > 3 and _opens_dateline(around):
        sighting.add(3.0, "opens a dateline")
        sighting.located = True
        return
    if _PARTY.fullmatch(around.glue_before):
        sighting.add(3.0, "after the letter of a party")
        sighting.located = True
    elif around.before and not around.glue_before.strip(_NO_GLUE):
        if not ends_phrase(around.before[-1]) and around.glue_before not in ("(", "[", "{"):
            _left_neighbour(sighting, facts, around.before, rules, demonyms, headline=headline, inside_names=inside_names)
        if not sighting.vetoed:
            _left_phrase(sighting, around.before, rules)
    if not sighting.vetoed and not inside_names and _is_adjective(facts, around, rules, headline=headline):
        sighting.veto("an abbreviation used as an adjective")
    if sighting.vetoed:
        return
    if around.possessive:
        sighting.add(0.3, "has a possessive")
    elif around.glue_after == ",":
        _apposition(sighting, around.after, rules)
    elif around.after and not around.glue_after:
        _fate(sighting, around.after, rules, headline=headline)
        _right_neighbour(sighting, facts, around, rules, demonyms, headline=headline, inside_names=inside_names)


def _opens_dateline(around: Around) -> bool:
    """Whether a name in capitals is followed by a dash or a bracket."""
    if around.possessive or not around.after:
        return False
    first = around.after[0]
    return first in _DASHES or around.glue_after in _DASHES or (not around.glue_after and first.startswith("("))


def _is_adjective(facts: NameFacts, around: Around, rules: MentionRules, *, headline: bool) -> bool:
    """Whether a short form of a country stands before a noun ("US troops")."""
    if not facts.short or around.possessive or around.glue_after or not around.after:
        return False
    word = bare(around.after[0])
    if not word[:1].isalnum():
        return False
    if word[0].isupper() and not headline:
        return word not in rules.words[Role.OPENER] and word not in rules.words[Role.CALENDAR]
    low = word.lower()
    return low not in rules.words[Role.AFTER_NOUN_USE] and low not in rules.words[Role.METONYM_AFTER] and not low.endswith("ed")


def _person(sighting: Sighting, reason: str, word: str = "") -> None:
    sighting.person = True
    sighting.veto(reason, word)


def _left_neighbour(
    sighting: Sighting,
    facts: NameFacts,
    words: list[str],
    rules: MentionRules,
    demonyms: Mapping[str, str],
    *,
    headline: bool,
    inside_names: bool,
) -> None:
    """The one word before the name: it may make it a part of a longer name, or of a person's."""
    if headline:
        return
    word = bare(words[-1])
    low = word.lower()
    roles = rules.words
    if low == "of" and len(words) > 1 and bare(words[-2]) in roles[Role.ORGANISATION_OF]:
        if not inside_names:
            sighting.in_organisation = sighting.in_name = True
            sighting.veto("in a name of the form ... of, with", bare(words[-2]))
    elif not word[:1].isupper():
        return
    elif word in roles[Role.TITLE] and not (facts.strong and word in roles[Role.OPENER]):
        _person(sighting, "after the title", word)
    elif len(word) == 2 and word[1] == "." and len(words) > 1 and is_capital(words[-2]) and not ends_phrase(words[-2]):
        _person(sighting, "after an initial")
    elif word in roles[Role.HEAD_BEFORE] or word in roles[Role.LEADING]:
        sighting.longer = word in roles[Role.LEADING]
        sighting.veto("part of a longer name that begins with", word)
    elif word in roles[Role.OPENER] or low in rules.neutral or low in demonyms or word in roles[Role.OFFICE_AFTER]:
        return
    elif "-" in word and word.rsplit("-", 1)[1].islower():
        return  # "Rebel-held X"
    elif word in rules.given_names and low not in rules.ordinary_words:
        _person(sighting, "after the given name", word)
    elif not (len(words) == 1 and low in rules.ordinary_words):
        loss = -1.0 if low in rules.ordinary_words else -2.0 if facts.strong else -3.0
        sighting.add(loss, "after the capitalised word", word)


def _left_phrase(sighting: Sighting, words: list[str], rules: MentionRules) -> None:
    """A preposition, a verb or a generic word before the name, with "the" and directions between."""
    roles = rules.words
    position = len(words) - 1
    direction = ""
    while position >= 0 and not ends_phrase(words[position]):
        word = bare(words[position]).lower()
        if word in roles[Role.DIRECTION]:
            direction = word
        elif word != "the":
            break
        position -= 1
    _river(sighting, words, rules, position)
    if direction:
        _located(sighting, rules.weights[Role.DIRECTION], "after", direction)
        sighting.located = True
    if position < 0 or ends_phrase(words[position]):
        return
    word = bare(words[position]).lower()
    ahead = bare(words[position - 1]).lower() if position else ""
    pair = f"{ahead} {word}"
    if pair in rules.before:
        _located(sighting, rules.before[pair], "after", pair)
    elif word == "of" and ahead in roles[Role.GENERIC_BEFORE]:
        _located(sighting, rules.weights[Role.GENERIC_BEFORE], "after", f"{ahead} of")
        own = sighting.surface.rpartition(" ")[2].lower()
        if own in rules.kinds or own in rules.sites:
            return  # "towns of X province": X province is no town
        kind = rules.kinds.get(_singular(ahead), rules.kinds.get(ahead))
        sighting.kind_hint = None if _is_anothers(words[: position - 1], ahead, kind, rules) else kind
        sighting.spreads = int(ahead != _singular(ahead))
    elif word in roles[Role.GENERIC_BEFORE] and position == len(words) - 1:
        _located(sighting, _SURE, "after", word)
        if not (bare(words[position])[:1].isupper() and position and is_capital(words[position - 1])):  # not "Save the Villages X"
            sighting.kind_hint = rules.kinds.get(word)
            sighting.spreads = int(word != _singular(word))
    elif word == "of" and position and _is_inhabitant(words[:position], rules):
        _located(sighting, 2.5, "who is of it:", bare(words[position - 1]))
    elif word in rules.before:
        _located(sighting, rules.before[word], "after", word)


def _is_anothers(words: list[str], generic: str, kind: PlaceKind | None, rules: MentionRules) -> bool:
    """Whether the generic word before "of X" calls something in X: "the Selmore district of X", "a district of X", "districts of X"."""
    small = kind in (PlaceKind.ADMIN2, PlaceKind.NEIGHBOURHOOD)
    if small and generic != _singular(generic):
        return True
    if not words or ends_phrase(words[-1]):
        return False
    word = bare(words[-1])
    if word[:1].isupper():
        return word not in rules.words[Role.OPENER] and word.lower() not in rules.neutral
    return small and (word in ("a", "an") or word in rules.words[Role.DIRECTION])


def _river(sighting: Sighting, words: list[str], rules: MentionRules, position: int) -> None:
    """As in "the west bank of the X", "across the X": with the article, what has banks and is crossed is a river."""
    if position < 0 or position != len(words) - 2 or bare(words[-1]).lower() != "the":
        return
    word = bare(words[position]).lower()
    pair = f"{bare(words[position - 1]).lower() if position else ''} {word}"
    if word in rules.words[Role.RIVER_BEFORE] or pair in rules.words[Role.RIVER_BEFORE]:
        sighting.kind_hint = PlaceKind.RIVER


def _located(sighting: Sighting, points: float, reason: str, word: str) -> None:
    sighting.add(points, reason, word)
    sighting.located |= points >= _SURE


def _is_inhabitant(words: list[str], rules: MentionRules) -> bool:
    """Whether the words before "of" end in an age or in a person's name ("Ann Miller, 22, of X")."""
    last = words[-1]
    plain = bare(last)
    if plain.isdigit() or last.endswith(","):
        return True
    if not plain[:1].isupper() or plain.lower() in rules.ordinary_words:
        return False
    return plain in rules.surnames or (len(words) > 1 and bare(words[-2]) in rules.given_names)


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word[:-1] if word.endswith("s") else word


def generic_after(around: Around, rules: MentionRules) -> tuple[int, str, PlaceKind | None, bool]:
    """The generic word after a name: its number of words, itself, its kind, and whether it belongs to the name."""
    if around.glue_after or around.possessive or not around.after:
        return 0, "", None, False
    first = _unowned(bare(around.after[0]).lower())
    if first.rstrip(".") not in rules.generic_starts:
        return 0, "", None, False
    words = [first]
    for word in around.after[1:4]:
        if ends_phrase(around.after[len(words) - 1]):
            break
        words.append(_unowned(bare(word).lower()).rstrip("."))
    for count in range(len(words), 0, -1):
        if count < len(words) and words[count] in ("of", "called", "named"):
            return 0, "", None, False  # "the X town of Y": the generic word is Y's
        phrase = " ".join(words[:count]).rstrip(".")
        if phrase in rules.sites:
            return count, phrase, rules.sites[phrase], True
        if phrase in rules.kinds:
            return count, phrase, rules.kinds[phrase], False
    return 0, "", None, False


def _unowned(word: str) -> str:
    """A word without a possessive mark: "X province's districts"."""
    return word.removesuffix("'s").removesuffix("’s")


def _right_neighbour(
    sighting: Sighting,
    facts: NameFacts,
    around: Around,
    rules: MentionRules,
    demonyms: Mapping[str, str],
    *,
    headline: bool,
    inside_names: bool,
) -> None:
    """What follows the name: a generic word, a noun it modifies, the head of an organisation's name, a surname."""
    roles = rules.words
    first = around.after[0]
    capital = is_capital(first) and not headline
    organisation = _organisation_in(around.after, rules) if capital else ""
    if organisation and inside_names and not (facts.given or facts.surname or facts.ordinary):
        return
    if organisation:
        sighting.in_organisation = True
        sighting.in_name = not (facts.given or facts.surname or facts.ordinary)
        sighting.veto("in a name with", organisation)
        return
    if len(around.after) > 1 and first in rules.words[Role.PARTICLE] and is_capital(around.after[1]):
        sighting.longer = True
        sighting.veto("part of a longer name that goes on with", first)
        return
    count, phrase, kind, belongs = generic_after(around, rules)
    if count:
        _located(sighting, 2.0 if belongs else 3.0, "before", phrase)
        belongs_to_unit = phrase in rules.words[Role.SEAT_AFTER]  # "the X capital" is the capital of X
        sighting.kind_hint = None if belongs_to_unit or (facts.country and kind not in _UNITS) else kind
        sighting.spreads = -int(phrase != _singular(phrase))
    elif capital:
        _right_capital(sighting, facts, bare(first), rules, demonyms)
    else:
        low = bare(first).lower()
        if low in rules.after:
            sighting.add(rules.after[low], "before", low)
            sighting.located |= rules.after[low] >= _SURE and not headline
        elif low in roles[Role.PERSON_VERB] and (facts.given or facts.surname) and not facts.acts:
            sighting.add(rules.weights[Role.PERSON_VERB], "before", low)


def _fate(sighting: Sighting, words: list[str], rules: MentionRules, *, headline: bool) -> None:
    """What befell the name behind its auxiliaries ("has been retaken", "is in the hands of"): only places are told of so."""
    passive = rules.words[Role.PASSIVE]
    for position, word in enumerate(words):
        low = bare(word).rstrip(".").lower()
        if position and (low in rules.words[Role.FATE] or any(_reads(words, position, phrase) for phrase in rules.fates.get(low, ()))):
            sighting.add(rules.weights[Role.FATE], "it was", low)
            sighting.located |= not headline
            return
        if low not in passive or ends_phrase(word):
            return


def _reads(words: list[str], position: int, phrase: tuple[str, ...]) -> bool:
    """Whether the words from `position` on are the phrase; an asterisk in it is any word."""
    found = [bare(word).rstrip(".").lower() for word in words[position : position + len(phrase)]]
    return len(found) == len(phrase) and all(part in ("*", word) for part, word in zip(phrase, found, strict=True))


def _apposition(sighting: Sighting, words: list[str], rules: MentionRules) -> None:
    """What the words behind a comma tell of the name ("X, the second largest town in", "X, 20 km to the north")."""
    if len(words) > 1 and words[0][0].isdigit() and bare(words[1]).lower() in rules.words[Role.DISTANCE]:
        _located(sighting, rules.weights[Role.DISTANCE], "lies so far off:", " ".join(words[:2]))
        return
    if not words or words[0].lower() not in rules.words[Role.APPOSITION]:
        return
    for position, word in enumerate(words[1:], 1):
        low = bare(word).rstrip(".").lower()
        kind = rules.kinds.get(low)
        if (kind is not None and kind.is_settlement) or low in rules.words[Role.SEAT_AFTER]:
            following = words[position + 1].lower() if position + 1 < len(words) else ""
            if ends_phrase(word) or word.endswith(".") or following in rules.before or following in rules.words[Role.AFTER_NOUN_USE]:
                _located(sighting, rules.weights[Role.APPOSITION], "is called a", low)
            return
        if ends_phrase(word):
            return


def _right_capital(sighting: Sighting, facts: NameFacts, word: str, rules: MentionRules, demonyms: Mapping[str, str]) -> None:
    roles = rules.words
    plain = word.removesuffix("'s").removesuffix("’s")
    low = word.lower()
    if plain in roles[Role.OFFICE_AFTER] or word in roles[Role.OFFICE_AFTER]:
        _located(sighting, rules.weights[Role.OFFICE_AFTER], "before the office", plain)
    elif plain in roles[Role.BODY_AFTER] or word in roles[Role.BODY_AFTER]:
        sighting.add(rules.weights[Role.BODY_AFTER], "before the public body", plain)
    elif plain in roles[Role.INSTITUTION_AFTER]:
        doubtful = facts.given or facts.surname or facts.ordinary
        sighting.add(rules.weights[Role.INSTITUTION_AFTER] * (-1 if doubtful else 1), "before the institution", plain)
    elif word in roles[Role.CALENDAR] or low in demonyms or word in roles[Role.OPENER] or not word[:1].isalpha() or len(word) < 2:
        return
    elif facts.given and _is_surname(word, rules, sure=facts.strong or sighting.points >= SMALL):
        _person(sighting, "a given name before", word)
    else:
        loss = -0.5 if facts.strong else -1.0 if facts.size >= BIG else -3.0 if facts.given and low not in rules.ordinary_words else -2.0
        sighting.add(loss, "before the capitalised word", word)


def _is_surname(word: str, rules: MentionRules, *, sure: bool) -> bool:
    """Whether a word after a given name is a surname; `sure` asks for one of the list."""
    return word.lower() not in rules.ordinary_words and (not sure or word.rstrip(".") in rules.surnames)


def _organisation_in(words: list[str], rules: MentionRules) -> str:
    """The head of an organisation's name among the capitalised words that follow, before any mark."""
    heads = rules.words[Role.ORGANISATION_AFTER]
    for word in words:
        if not is_capital(word) and word not in _JOINING:
            return ""
        plain = bare(word).removesuffix("'s").removesuffix("’s")
        if plain in heads or plain.rstrip(".") in heads:
            return plain
        if ends_phrase(word):
            return ""
    return ""
