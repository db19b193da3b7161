"""Finding those who fight in a sentence: names widened by their nouns, peoples with a noun, plain nouns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from geomap.extract.actor_names import ActorNames, Setting, safe_lower
from geomap.extract.lexicon import Lexicon
from geomap.text.tokens import Token


@dataclass(frozen=True, kw_only=True, slots=True)
class Hint:
    """An actor as the text puts it, before it is decided who is meant."""

    start: int
    end: int
    text: str
    ids: tuple[str, ...] = ()
    """Actors the name can mean; empty if it is no known name."""
    country: str = ""
    """Country of the people or the possessive before the noun."""
    side: str = ""
    """state, nonstate, any; empty for a bare name."""
    alternatives: tuple[str, ...] = ()
    """Plural forms of the nouns in it, for look-up ("rebel" is one of the "rebels")."""
    phrase: str = ""
    """Modifiers and noun in lower case, without the people."""
    unknown: str = ""
    """Proper name of an actor the data does not know."""
    instrument: bool = False
    own: bool = False
    """A possessive pronoun stands before it ("its forces"): it belongs to whoever was told of."""


def find_forces(
    text: str,
    tokens: Sequence[Token],
    named: Sequence[Hint],
    places: Sequence[tuple[int, int, str]],
    names: ActorNames,
    lexicon: Lexicon,
    setting: Setting,
) -> list[Hint]:
    """All actors of one sentence: the named ones, widened by their nouns, and those told by people or noun alone.

    Parameters
    ----------
    tokens
        Of the sentence; offsets count in `text`.
    named
        Hints of `find_names` inside the sentence.
    places
        (start, end, country) of the place mentions inside the sentence.
    setting
        As for `find_names`.
    """
    starts = {hint.start: hint for hint in named}
    ends = {hint.end: hint for hint in named}
    country_at = {place_end: (place_start, country) for place_start, place_end, country in places}
    inside = [(hint.start, hint.end) for hint in named] + [(place_start, place_end) for place_start, place_end, _ in places]
    sides = lexicon.side_of_force
    instruments = lexicon.words("instruments")
    owned_nouns = lexicon.words("owned_forces")
    heads = lexicon.force_heads
    found: list[Hint] = []
    used = 0
    for index, token in enumerate(tokens):
        if token.lower not in heads:
            continue
        side = sides.get(token.lower)
        owned = side is None and token.lower in owned_nouns
        instrument = side is None and token.lower in instruments
        if owned:
            side = "any"
        if (side is None and not instrument) or token.start < used or any(a <= token.start < b for a, b in inside):
            continue
        hint = _widen(text, tokens, index, side or "any", instrument, ends, country_at, names, lexicon, setting)
        if hint is None:
            continue
        hint = _follow(text, tokens, index, hint, starts, names, lexicon)
        if not (hint.ids or hint.country or hint.unknown):
            hint = _owned(text, hint, country_at, lexicon.owner_links if not owned else (*lexicon.owner_links, *lexicon.follower_links))
        if owned and not (hint.ids or hint.unknown):
            continue
        if found and hint.start <= found[-1].start and not hint.instrument:
            found.pop()  # "rebel" was only the first word of "rebel forces loyal to X"
        if found and text[found[-1].end : hint.start] == " " and hint.text == token.text and not found[-1].instrument:
            found[-1] = replace(found[-1], end=hint.end, text=text[found[-1].start : hint.end])  # "the X gang alliance"
        else:
            found.append(hint)
        used = hint.end
    covered = [(hint.start, hint.end) for hint in found]
    found += [hint for hint in named if not any(a <= hint.start and hint.end <= b for a, b in covered)]
    found += _unknown_names(text, tokens, found, places, lexicon)
    return sorted(found, key=lambda hint: hint.start)


def _widen(
    text: str,
    tokens: Sequence[Token],
    index: int,
    side: str,
    instrument: bool,
    ends: Mapping[int, Hint],
    country_at: Mapping[int, tuple[int, str]],
    names: ActorNames,
    lexicon: Lexicon,
    setting: Setting,
) -> Hint | None:
    """The force noun at `index` with what stands before it."""
    modifiers = lexicon.people_modifiers
    head = tokens[index]
    begin = index
    country = ""
    owner: Hint | None = None
    unknown = ""
    while begin > 0:
        token = tokens[begin - 1]
        if token.text == ")" and begin >= 4 and tokens[begin - 3].text == "(":
            token, begin = tokens[begin - 4], begin - 3  # "the Kalmar Army (KA) soldiers"
        known = ends.get(token.end)
        if known is not None:
            owner = known
            begin = next(i for i, other in enumerate(tokens) if other.start >= known.start)
            break
        if token.lower in lexicon.words("possessive") and begin >= 2:
            place = country_at.get(tokens[begin - 2].end)
            body = ends.get(tokens[begin - 2].end)
            if place is not None:
                country = place[1]
                begin = next(i for i, other in enumerate(tokens) if other.start >= place[0])
            elif body is not None:
                owner = body
                begin = next(i for i, other in enumerate(tokens) if other.start >= body.start)
            elif tokens[begin - 2].lower in names.stems(lexicon):
                begin -= 2
                owner = Hint(
                    start=tokens[begin].start, end=tokens[begin].end, text=tokens[begin].text, ids=names.stems(lexicon)[tokens[begin].lower]
                )
            elif tokens[begin - 2].lower in lexicon.side_of_force:
                begin -= 2  # "the military government's forces"
                continue
            elif tokens[begin - 2].text[0].isupper():
                begin -= 2
                unknown = tokens[begin].text  # "Krul's men"
            break
        stem = names.stems(lexicon).get(token.lower) if token.text[0].isupper() else None
        if stem is not None:
            owner = Hint(start=token.start, end=token.end, text=token.text, ids=stem)
            begin -= 1
            break
        of_two = names.countries.get(f"{tokens[begin - 2].lower} {token.lower}") if begin > 1 else None  # "South Ostlandic"
        code = of_two or names.countries.get(token.lower) if token.text[0].isupper() else None
        if code is not None:
            country = code
            begin -= 2 if of_two else 1
            break
        if token.lower in modifiers or ("-" in token.text and token.lower not in lexicon.tags and token.text[0].isalpha()):
            begin -= 1
            continue
        described = safe_lower(text[token.start : head.end]) in names.generic  # "Kurdish rebels", whatever case the sentence begins with
        first = begin == 1 and not described and head.lower not in lexicon.words("organisation_nouns")
        named_place = token.end in country_at or token.lower in lexicon.side_of_force
        calendar = token.lower in lexicon.words("civil_bodies")  # "last Thursday hunters"
        if token.end in country_at and _is_body(tokens[begin : index + 1], lexicon):
            begin = next(i for i, other in enumerate(tokens) if other.start >= country_at[token.end][0])
            unknown = text[tokens[begin].start : head.end]  # "the P Defence Force" of a place P
            break
        if token.text[0].isupper() and not (first or named_place or calendar or instrument) and token.lower not in lexicon.tags:
            unknown = token.text  # a people or body the data does not know ("Vandian army")
            begin = _name_start(tokens, begin - 1, lexicon)
            break
        break
    if instrument and not (country or owner or unknown):
        return None
    if instrument:
        # the instrument itself stays a word of its own: it may tell an attack
        if begin == index:
            return None
        last = tokens[index - 1]
        if last.lower in lexicon.words("possessive"):
            return None
        stop = last.end
        head_text = ""
    else:
        stop = head.end
        head_text = head.text
    words = [token.lower for token in tokens[begin : index + 1] if token.start >= tokens[begin].start]
    phrase = " ".join(word for word in words if names.countries.get(word) is None or word in modifiers)
    surface = text[tokens[begin].start : stop]
    sides, endings = lexicon.side_of_force, ("", *lexicon.plural_endings.split())
    decided = _side(words, side, lexicon)
    fitting = {side, decided, "any"} if decided == side else {decided}  # "renegade troops" are not the state's "troops"
    alternatives = tuple(word + ending for word in words for ending in endings if sides.get(word + ending) in fitting)
    return Hint(
        start=tokens[begin].start,
        end=stop,
        text=surface,
        ids=_full_name(surface, names, setting) or (owner.ids if owner else ()),
        country=country,
        side=decided,
        alternatives=alternatives,
        phrase=phrase if head_text else "",
        unknown=(owner.unknown if owner else "") or (surface if unknown else ""),
        own=begin > 0 and tokens[begin - 1].lower in lexicon.words("own_pronouns"),
        instrument=instrument,
    )


def _is_body(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether words with capitals end a proper name of an armed body ("Defence Force", "Brigade")."""
    return all(word.text[0].isupper() for word in words) and words[-1].lower in lexicon.words("organisation_nouns")


def _name_start(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> int:
    """Index of the first word of the name that ends at `index` ("Lord's Salvation" before "Army")."""
    while index > 0:
        before = tokens[index - 1]
        possessive = before.lower in lexicon.words("possessive") and index >= 2
        word = tokens[index - 2] if possessive else before
        plain = lexicon.tags.get(word.lower, "#") != "#" or word.lower in lexicon.words("civil_bodies")
        if not word.text[0].isupper() or plain:
            break
        index -= 2 if possessive else 1
    return index


def _side(words: Sequence[str], side: str, lexicon: Lexicon) -> str:
    """The side a force is on by its noun (`side`) and the words before it: a rebel army is no state's, security forces are."""
    before = [lexicon.side_of_force.get(word) for word in words[:-1]]
    if "nonstate" in before or any(word in lexicon.words("rebel_adjectives") for word in words[:-1]):
        return "nonstate"
    if side == "nonstate" and any(word in lexicon.words("loyal_adjectives") for word in words[:-1]):
        return "state"  # "government militiamen"
    return "state" if side == "any" and ("state" in before or " ".join(words[-2:]) in lexicon.state_forces) else side


def _full_name(surface: str, names: ActorNames, setting: Setting) -> tuple[str, ...]:
    owners = names.named.get(safe_lower(surface), [])
    return tuple(dict.fromkeys(actor.id for actor, name in owners if setting.fits(actor, name)))


class _Links(NamedTuple):
    """The words that tie a force to what it is named for, as patterns of what follows the force."""

    any: re.Pattern[str]
    each: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=8)
def _links(lexicon: Lexicon) -> _Links:
    each = tuple((link, re.compile(rf",?\s+{re.escape(link)}\s+")) for link in lexicon.force_links)
    return _Links(re.compile("|".join(pattern.pattern for _, pattern in each) or "(?!)"), each)


def _follow(
    text: str, tokens: Sequence[Token], index: int, hint: Hint, starts: Mapping[int, Hint], names: ActorNames, lexicon: Lexicon
) -> Hint:
    """Widen to the right: a name right behind the noun, or behind "loyal to", "of the", "led by"."""
    if hint.instrument:
        return hint
    for skip in (1, 2):
        position = index + skip
        if position < len(tokens) and tokens[position].start in starts and (skip == 1 or tokens[index + 1].text in "“\"'"):
            body = starts[tokens[position].start]
            return _joined(text, hint, body, body.end)
    explained = _name_behind(tokens, index, starts, lexicon) if not (hint.ids or hint.country or hint.unknown) else None
    if explained is not None:
        return _joined(text, hint, explained, hint.end)
    lower = text[hint.end : hint.end + 120].lower()
    links = _links(lexicon)
    if links.any.match(lower) is None:
        return hint
    for link, pattern in links.each:
        match = pattern.match(lower)
        if match is None:
            continue
        begin = hint.end + match.end()
        position = next((i for i in range(index + 1, len(tokens)) if tokens[i].start >= begin), len(tokens))
        for step in range(position, min(position + 6, len(tokens))):
            token = tokens[step]
            code = names.countries.get(token.lower) if token.text[0].isupper() and not hint.country else None
            if code is not None and link in lexicon.country_links:
                return replace(hint, end=token.end, text=text[hint.start : token.end], country=code, unknown="")
            stem = names.stems(lexicon).get(token.lower) if token.text[0].isupper() else None
            if token.start in starts or stem is not None:
                body = starts.get(token.start) or Hint(start=token.start, end=token.end, text=token.text, ids=stem or ())
                if "," in match.group() or link in lexicon.loose_links:
                    # the name says who they are, but the words after it may go on with something else
                    return _joined(text, hint, body, hint.end)
                return _joined(text, hint, body, body.end)
            if lexicon.tags.get(token.lower, "n") not in "dnE" or token.text in ",;.:()":
                break
    return hint


def _name_behind(tokens: Sequence[Token], index: int, starts: Mapping[int, Hint], lexicon: Lexicon) -> Hint | None:
    """The name between commas behind a plain noun ("an armed group, the X, said"); None without one."""
    position = index + 2
    if position < len(tokens) and tokens[position].lower in lexicon.words("definite_articles"):
        position += 1
    body = starts.get(tokens[position].start) if position < len(tokens) and tokens[index + 1].text == "," else None
    if body is None or not (body.ids or body.unknown):
        return None
    after = next((token.text for token in tokens[position:] if token.start >= body.end), "")
    return body if after == "," else None


def _owned(text: str, hint: Hint, country_at: Mapping[int, tuple[int, str]], links: tuple[str, ...]) -> Hint:
    """Widen a plain noun by the unknown name of whom it follows ("forces loyal to General X"); the words are all there is to call it."""
    match = _owners(links).match(text[hint.end : hint.end + 100])
    if match is None:
        return hint
    end = hint.end + match.end("name")
    if any(hint.end < place_end <= end for place_end in country_at):
        return hint
    called = text[hint.start : end]
    return replace(hint, end=end, text=called, unknown=called[0].lower() + called[1:])


@lru_cache(maxsize=8)
def _owners(owner_links: tuple[str, ...]) -> re.Pattern[str]:
    """What follows a plain noun of fighters that are told by whom they follow."""
    links = "|".join(map(re.escape, owner_links)) or "(?!)"
    return re.compile(rf",?\s+(?:{links})\s+(?:the\s+)?(?P<name>[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’-]*){{0,4}})")


def _joined(text: str, hint: Hint, body: Hint, end: int) -> Hint:
    return Hint(
        start=hint.start,
        end=end,
        text=text[hint.start : end],
        ids=body.ids or hint.ids,
        country=hint.country,
        side=hint.side,
        phrase=hint.phrase,
        unknown=body.unknown or hint.unknown,
    )


def _unknown_names(
    text: str, tokens: Sequence[Token], found: Sequence[Hint], places: Sequence[tuple[int, int, str]], lexicon: Lexicon
) -> list[Hint]:
    """Runs of capitalised words that end like the name of an armed body ("Northern Front")."""
    taken = [(hint.start, hint.end) for hint in found] + [(start, end) for start, end, _ in places]
    organisation = lexicon.words("organisation_nouns")
    new = []
    for index, token in enumerate(tokens):
        if token.lower not in organisation or not token.text[0].isupper():
            continue
        begin = index
        while begin > 0 and tokens[begin - 1].text[0].isupper() and tokens[begin - 1].lower not in lexicon.words("determiners"):
            begin -= 1
        start, end = tokens[begin].start, token.end
        if begin < index and not any(a < end and start < b for a, b in taken):
            new.append(Hint(start=start, end=end, text=text[start:end], unknown=text[start:end]))
    return new
