"""Noun phrases and verb groups: the items a sentence is a row of.

A shallow grammar: noun phrases with their "of" complements, verb groups with voice and form, prepositions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geomap.extract.lexicon import Lexicon
from geomap.extract.words import VERBS, Word

_GROUP = frozenset("mbhDx") | frozenset(VERBS)
_DATE = 5
"""Code points between two words from which a date stood there, which is passed over."""
_GROUP_STARTS = _GROUP | {"t"}


# The nouns below are not changed once made. They are not frozen, since a frozen one takes three times as long to make, and every
# second word of a text makes one.
@dataclass(kw_only=True, slots=True, eq=False)
class Phrase:
    """A noun phrase: its own words, and what follows "of"."""

    words: tuple[Word, ...]
    of: Phrase | None = None
    of_list: tuple[Phrase, ...] = ()
    """Further members of a list after "of" ("the towns of A and B")."""

    @property
    def start(self) -> int:
        """First code point."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Last code point, exclusive, without the complement."""
        return self.words[-1].end

    @property
    def full_end(self) -> int:
        """Last code point, exclusive, with the complements."""
        last = self.of_list[-1] if self.of_list else self.of
        return last.full_end if last else self.end

    @property
    def head(self) -> Word:
        """The last word that is a noun, name, number or pronoun."""
        return next((word for word in reversed(self.words) if word.tag in "nPA#rd"), self.words[-1])

    @property
    def complements(self) -> tuple[Phrase, ...]:
        """All members after "of"."""
        return (self.of, *self.of_list) if self.of else ()

    def all_words(self) -> Iterator[Word]:
        """Words of the phrase and of its complements, in order."""
        yield from self.words
        for phrase in self.complements:
            yield from phrase.all_words()


@dataclass(kw_only=True, slots=True, eq=False)
class Verb:
    """A verb group."""

    words: tuple[Word, ...]
    base: str
    """Base form of the main verb; empty for the copula."""
    passive: bool
    form: str
    """finite, infinitive or participle."""
    perfect: bool = False

    @property
    def start(self) -> int:
        """First code point."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Last code point, exclusive."""
        return self.words[-1].end


@dataclass(kw_only=True, slots=True, eq=False)
class Item:
    """One element of the row: ``N`` phrase, ``V`` verb group, ``p`` preposition, else the tag of a single word."""

    kind: str
    start: int
    end: int
    text: str = ""
    phrase: Phrase | None = None
    verb: Verb | None = None


def read_items(words: Sequence[Word], lexicon: Lexicon) -> tuple[Item, ...]:
    """The items of a sentence; dates and quotation marks are passed over."""
    plain = [word for word in words if word.tag != '"']
    particles = lexicon.words("particles") - lexicon.words("inside_prepositions") - lexicon.words("approximators")
    dated = {index - 1 for index, word in enumerate(plain) if word.tag == "T" and index and plain[index - 1].tag == "p"}
    dated -= {index for index in dated if plain[index].lower in particles}  # "pulled out Monday"
    kept = [word for index, word in enumerate(plain) if word.tag != "T" and index not in dated]  # "By 11 May the rebels"
    durations, later = lexicon.words("duration_nouns"), lexicon.words("later_words")
    copular, leading, approximators = lexicon.words("copular_verbs"), lexicon.words("leading_adverbs"), lexicon.words("approximators")
    for index, word in enumerate(kept[:-1]):
        if word.tag in "ZFEV" and kept[index + 1].tag in "EG" and lexicon.base_of.get(word.lower) in copular:
            kept[index] = word._replace(tag="b")  # "remains closed"
        elif word.tag == "n" and index and kept[index - 1].tag in "PA" and word.lower in durations:
            kept[index] = word._replace(tag="j")  # "entered P hours after"
        elif word.lower == lexicon.open and index and kept[index - 1].tag == "P":
            kept[index] = word._replace(tag="j")  # "keeps the P crossing open"
        elif word.tag == "n" and word.lower in durations and kept[index + 1].lower in later:
            kept[index] = word._replace(tag="j")  # "Hours later shells landed"
        elif word.lower in leading and index and kept[index - 1].tag in "nPAr" and kept[index + 1].tag in "EF":
            kept[index] = word._replace(tag="j")  # "the rebels first took P"
    for index, word in enumerate(kept[:-2]):
        if word.tag == "p" and word.lower in approximators and kept[index + 1].tag == "d":
            share = kept[index + 2].lower in lexicon.words("part_nouns") or (
                kept[index + 1].lower in lexicon.fractions and kept[index + 2].tag == "o"
            )
            if share and (index == 0 or kept[index - 1].tag in VERBS or kept[index - 1].tag in "cs,"):
                kept[index] = word._replace(tag="j")  # "occupies about a fifth of"
    items: list[Item] = []
    position = 0
    while position < len(kept):
        if kept[position].tag in _GROUP_STARTS:
            end = _group_end(kept, position)
            if end > position:
                items.append(_verb_item(kept, position, end, lexicon))
                position = end
                continue
        phrase, end = _phrase(kept, position)
        if phrase is not None and position and kept[position - 1].tag == "p" and _runs_on(phrase, kept[end : end + 1], lexicon):
            phrase, end = Phrase(words=phrase.words[:2]), position + 2  # "From the south rebels captured P"
        if phrase is not None:
            items.append(Item(kind="N", start=phrase.start, end=phrase.full_end, phrase=phrase))
            position = end
            continue
        word = kept[position]
        if word.tag in "pot":
            end = position + 1
            while end < len(kept) and kept[end].tag in "po" and (kept[end].tag == "o" or kept[end - 1].tag == "p"):
                end += 1
            text = " ".join(other.lower for other in kept[position:end])
            if end + 2 < len(kept) and kept[end].tag == "c" and kept[end + 1].tag == "p" and kept[end + 2].tag in "dn#PA":
                end += 2  # "in and around P": the first counts
            items.append(Item(kind="p", start=word.start, end=kept[end - 1].end, text=text))
            position = end
            continue
        items.append(Item(kind=word.tag, start=word.start, end=word.end, text=word.lower))
        position += 1
    return tuple(_with_clauses(items, lexicon))


def _runs_on(phrase: Phrase, behind: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether "the" and a direction are followed by who does what the verb right behind tells: two phrases without a comma."""
    words = phrase.words
    if phrase.of is not None or len(words) < 3 or words[0].tag != "d" or words[1].lower not in lexicon.bearings:
        return False
    return all(word.tag == "A" for word in words[2:]) and bool(behind) and behind[0].tag in "FEZVhm"


def _with_clauses(items: Sequence[Item], lexicon: Lexicon) -> list[Item]:
    """Prepositions of time that open a clause ("after residents fled") become subordinators."""
    temporal = lexicon.words("temporal_prepositions")
    found = list(items)
    _share_auxiliaries(found, lexicon)
    for index, item in enumerate(items):
        if item.kind != "p" or item.text not in temporal:
            continue
        position = index + 1
        if position >= len(items) or items[position].kind != "N":
            continue
        while position < len(items) and items[position].kind in "Npjc":
            if items[position].kind == "c" and (position + 1 == len(items) or items[position + 1].kind != "N"):
                break  # "after the siege and left"
            if items[position].kind == "N" and items[position - 1].kind == "N":
                break  # "after two days of fighting the rebels left": the second phrase is the subject of the main clause
            position += 1
        verb = items[position].verb if position < len(items) else None
        if verb is not None and verb.form == "finite" and items[position - 1].kind != "p":
            found[index] = replace(item, kind="s")
    return found


def _share_auxiliaries(items: list[Item], lexicon: Lexicon) -> None:
    """Let a bare participle behind a conjunction take the perfect of the verb before it ("have looted the bank and taken the hall")."""
    last: Verb | None = None
    for index, item in enumerate(items):
        verb = item.verb
        if verb is None:
            continue
        bare = len(verb.words) == 1 and verb.words[0].tag in "EG" and index and items[index - 1].kind == "c"
        behind = items[index + 1] if index + 1 < len(items) else None
        by = behind is not None and behind.text in lexicon.words("agent_prepositions")
        if bare and not by and last is not None and last.perfect and not last.passive and last.form == "finite":
            verb = replace(verb, passive=False, form="finite", perfect=True)
            items[index] = replace(item, verb=verb)
        last = verb


def _group_end(words: Sequence[Word], start: int) -> int:
    """End of the verb group that begins at `start`; `start` if there is none."""
    position = start
    tag = words[start].tag
    if tag == "t":
        position += 1
        while position < len(words) and words[position].tag in "jx":
            position += 1
        if position >= len(words) or words[position].tag not in "VbhD":
            return start
    elif tag not in _GROUP:
        return start
    seen = False
    last = start
    while position < len(words):
        tag = words[position].tag
        if tag in VERBS:
            if seen and tag in "VZF" and words[position - 1].tag not in "mDtxj":
                break
            return position + 1
        if tag in "mbhDx":
            seen = True
            position += 1
            last = position
        elif tag == "j" and seen:
            position += 1
        else:
            break
    return last if any(word.tag in "bhmD" for word in words[start:last]) else start


def _verb_item(words: Sequence[Word], start: int, end: int, lexicon: Lexicon) -> Item:
    group = tuple(words[start:end])
    tags = "".join(word.tag for word in group)
    main = group[-1]
    auxiliaries = tags[:-1]
    passive = False
    form = "finite"
    if tags[0] == "t":
        form = "infinitive"
    if main.tag in VERBS:
        following = words[end] if end < len(words) else None
        base_form = lexicon.base_of.get(main.lower) == main.lower
        if auxiliaries and any(tag in auxiliaries for tag in "mDt") and not any(tag in auxiliaries for tag in "bh"):
            pass  # "will hit": the base form, whatever else the word can be
        elif main.tag == "G" and base_form and not auxiliaries.strip("jx") and following is not None and following.tag in "dnPA#":
            pass  # "they overrun the town"
        elif "b" in auxiliaries and main.tag in "EGF":
            passive = True
        elif main.tag == "I" and "b" not in auxiliaries:
            form = "participle"
        elif main.tag in "EG" and not ("h" in auxiliaries or "b" in auxiliaries):
            by = following is not None and following.lower in lexicon.words("agent_prepositions")
            if main.tag == "G" or by:
                passive, form = True, "participle"
        elif main.tag == "V" and auxiliaries == "" and tags[0] != "t":
            form = "finite"
        if group[0].tag == "b" and group[0].lower.endswith("ing") and form != "infinitive":
            form = "participle"
        if group[0].tag == "h" and group[0].lower.endswith("ing"):
            form = "participle"
        base = lexicon.base_of.get(main.lower, main.lower)
    else:
        base = lexicon.base_of.get(main.lower, "") if main.tag == "h" else ""
    return Item(
        kind="V",
        start=group[0].start,
        end=main.end,
        text=base,
        verb=Verb(words=group, base=base, passive=passive, form=form, perfect="h" in auxiliaries),
    )


def _phrase(words: Sequence[Word], start: int) -> tuple[Phrase | None, int]:
    base, position = _base_phrase(words, start)
    if base is None:
        return None, start
    if position + 1 < len(words) and words[position].tag == "o":
        inner, after = _phrase(words, position + 1)
        if inner is not None:
            listed: list[Phrase] = []
            if not (_explains(words, start) and after < len(words) and words[after].tag == ","):
                listed, after = _of_list(words, after)
            return Phrase(words=base, of=inner, of_list=tuple(listed)), after
    return Phrase(words=base), position


def _explains(words: Sequence[Word], start: int) -> bool:
    """Whether the phrase at `start` is an apposition between commas: in "P, the capital of D, and Q" Q is no part of it."""
    return start > 0 and words[start - 1].tag == "," and words[start].tag == "d"


def _of_list(words: Sequence[Word], position: int) -> tuple[list[Phrase], int]:
    """Members after the first of a list that stands after "of": bare names joined by commas and a conjunction."""
    found: list[Phrase] = []
    pending: list[Phrase] = []
    after = position
    while position < len(words):
        comma = words[position].tag == ","
        step = position + 1 if comma else position
        closing = step < len(words) and words[step].tag == "c"
        if closing:
            step += 1
        if not comma and not closing:
            break
        base, end = _base_phrase(words, step) if step < len(words) else (None, step)
        share = _share(words, base, end)
        if share is not None:
            behind = words[end + 2].tag if end + 2 < len(words) else "."
            return ([*found, *pending, share], end + 2) if closing and behind not in "bhmDFZVE" else (found, after)  # "A and most of B"
        if base is None or (base[0].tag not in "P#" and not (base[0].tag == "n" and any(word.tag == "P" for word in base))):
            break
        if end < len(words) and words[end].tag in "bhmDFZ":
            break
        if end < len(words) and words[end].tag == "o":
            break
        pending.append(Phrase(words=base))
        position = end
        if closing:
            found += pending
            pending = []
            after = position
    return found, after


def _share(words: Sequence[Word], base: tuple[Word, ...] | None, end: int) -> Phrase | None:
    """As in "most of P": a share of a place, where `base` and the words behind it tell one."""
    if base is None or not all(word.tag in "d#" for word in base) or end + 1 >= len(words):
        return None
    if words[end].tag != "o" or words[end + 1].tag != "P":
        return None
    return Phrase(words=base, of=Phrase(words=(words[end + 1],)))


def _base_phrase(words: Sequence[Word], start: int) -> tuple[tuple[Word, ...] | None, int]:
    if words[start].tag == "r":
        return (words[start],), start + 1
    position = start
    while position < len(words) and words[position].tag == "d":
        position += 1
    while position < len(words):
        tag = words[position].tag
        if tag == "A" and position > start and words[position - 1].tag == "P":
            break  # "In P rebels attacked"
        if position > start and words[position - 1].tag in "nPA" and words[position].start - words[position - 1].end >= _DATE:
            break  # "at dawn on Tuesday rebels attacked"
        if tag == "#" and position > start and words[position - 1].tag == "P" and _counts(words, position):
            break  # "struck P eleven times"
        if tag in "n#PAS" or (
            tag == "j"
            and position + 1 < len(words)
            and words[position + 1].tag in "n#PAj"
            and (position > start or _leads_to_noun(words, position))
        ):
            position += 1
        else:
            break
    return (tuple(words[start:position]), position) if position > start else (None, start)


def _counts(words: Sequence[Word], position: int) -> bool:
    """Whether the number at `position` counts the common noun behind it."""
    following = words[position + 1] if position + 1 < len(words) else None
    return not words[position].text[0].isdigit() and following is not None and following.tag == "n" and following.text.islower()


def _leads_to_noun(words: Sequence[Word], position: int) -> bool:
    """Whether the adverb at `position` modifies a quantity ("nearly all", "about 70 percent")."""
    return words[position + 1].tag == "#"
