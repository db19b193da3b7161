"""Finding the place names of a text: every literal name, each time it occurs, and nothing else.

What counts follows the annotation guide of the claims vocabulary: names used as nouns count, wherever
they stand; demonyms, names in hyphen compounds and names inside the names of persons, papers, parties and
firms do not. Three steps: the gazetteer's scan proposes known names, `geomap.extract.evidence` weighs
each where it stands, and the document as a whole decides what single places leave open (one name
has one sense in one text).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from geomap.extract.evidence import generic_after, weigh
from geomap.extract.group_names import group_names, name_around
from geomap.extract.known_places import KnownPlaces
from geomap.extract.mention_rules import MentionRules, Role, packaged_rules
from geomap.extract.metonyms import is_metonym
from geomap.extract.mutual import take_containers, take_lists, take_neighbours, take_repetitions
from geomap.extract.name_facts import SMALL, NameFacts, name_facts
from geomap.extract.people import find_people
from geomap.extract.sighting import ACCEPTED, Sighting
from geomap.extract.surroundings import Around, look_around
from geomap.extract.unlisted import find_unlisted
from geomap.gazetteer.hits import TextHit
from geomap.model import Document, Mention, NameKind

_HEADLINE_SHARE = 0.7
_HEADLINE_LENGTH = 240
_ABBREVIATION = 5
_KEPT = 8_192
"""Names of which a finder remembers what it learned."""
_NONE: frozenset[int] = frozenset()
_PARTY = re.compile(r"[\[(]?[A-Z][-‑]")


@dataclass(frozen=True, kw_only=True)
class MentionOptions:
    """What counts as a mention."""

    unlisted: bool = True
    """Also names the gazetteer does not know, where the words beside them leave no doubt; they resolve to unknown."""
    inside_names: bool = False
    """Also abbreviations before a noun ("X troops"), names in compounds ("X-based") and inside the names of organisations."""
    rules: MentionRules | None = None
    """Rules to use instead of the packaged ones of the document's language."""


@dataclass(frozen=True, kw_only=True)
class FoundNames:
    """What a text names."""

    mentions: tuple[Mention, ...]
    """In order, never overlapping."""
    inside: tuple[str, ...] = ()
    """Names of places inside the names of bodies and in compounds ("the X Historical Society", "X-based"), as often as they stand."""


class MentionFinder:
    """Finds mentions with one gazetteer; keeps what it learned about names, so that a second document costs less."""

    def __init__(self, gazetteer: KnownPlaces, options: MentionOptions | None = None) -> None:
        """Use `gazetteer`; nothing is looked up yet."""
        self._gazetteer = gazetteer
        self._options = options or MentionOptions()
        self._facts: dict[tuple[str, str], NameFacts] = {}
        self._lookup = lru_cache(_KEPT)(gazetteer.lookup)
        self._groups = group_names(gazetteer.actors)
        self._group_words = frozenset(word for word, names in self._groups.items() if any(name == word for name, _ in names))

    def read(self, document: Document) -> FoundNames:
        """The place names of a document, and the names that only stand inside other names."""
        sightings = self.sight(document)
        mentions = tuple(
            Mention(
                id=f"{document.id}#m{sighting.start}-{sighting.end}",
                doc_id=document.id,
                start=sighting.start,
                end=sighting.end,
                surface=document.text[sighting.start : sighting.end],
                metonym=sighting.metonym,
                kind_hint=sighting.kind_hint,
            )
            for sighting in sightings
            if sighting.points >= ACCEPTED
        )
        return FoundNames(mentions=mentions, inside=tuple(sighting.surface for sighting in sightings if sighting.in_name))

    def sight(self, document: Document) -> tuple[Sighting, ...]:
        """Every known name in a document with the points for and against it, taken or not; what `find` decides by."""
        rules = self._options.rules or packaged_rules(document.language)
        text = document.text
        found = [trimmed for hit in self._gazetteer.scan(text) if (trimmed := self._trim(hit, text)) is not None]
        facts = {hit.surface: self._facts_of(hit, rules) for hit in found}
        people = find_people(text, rules, {surface: fact.size >= SMALL for surface, fact in facts.items()})
        lines = _Lines(text)
        starts = {hit.start for hit in found if facts[hit.surface].points >= 2}
        ends = {hit.end for hit in found if facts[hit.surface].points >= 2}
        any_ends = {hit.end for hit in found}
        sightings: list[Sighting] = []
        arounds: list[Around] = []
        for hit in found:
            fact = facts[hit.surface]
            if fact.never:
                continue  # nothing beside it can make it a place
            around = look_around(text, hit.start, hit.end)
            if hit.start - 2 in any_ends and text[hit.start - 2] == "." and not _is_abbreviation(around.before, rules):
                around.before.clear()  # another name ended the sentence before
            sighting = Sighting(hit.start, hit.end, hit.surface, fact.points, list(fact.heard))
            sightings.append(sighting)
            arounds.append(around)
            group = self._groups and name_around(text, hit.start, hit.surface, self._groups)
            if group and not (group == hit.surface and fact.strong):
                sighting.veto("in the name of an armed group:", group)
            elif not self._options.inside_names and _is_compound(
                around, hit, starts if fact.points >= 2 else _NONE, ends if fact.points >= 2 else _NONE
            ):
                sighting.veto("part of a hyphen compound")
                sighting.in_name = fact.points >= 2
            else:
                weigh(
                    sighting,
                    fact,
                    around,
                    rules,
                    self._gazetteer.demonyms,
                    headline=lines.is_headline(hit.start),
                    inside_names=self._options.inside_names,
                )
                if hit.surface in people and not sighting.located:
                    sighting.add(-3.0, "a person of the text has this name")
                    sighting.person = True
        take_containers(text, sightings, facts)
        take_lists(text, sightings)
        take_neighbours(text, sightings, facts)
        take_repetitions(sightings, lambda surface: facts[surface].points < SMALL)
        _take_sites(text, sightings, arounds, facts, rules)
        for sighting, around in zip(sightings, arounds, strict=True):
            if sighting.points >= ACCEPTED and facts[sighting.surface].acts:
                sighting.metonym = is_metonym(around, rules)
        if self._options.unlisted:
            unlisted = find_unlisted(text, rules, people | self._group_words, self._gazetteer.demonyms)
            outside = (one for one in unlisted if not name_around(text, one.start, one.surface, self._groups))
            sightings = _merge(sightings, outside)
        return tuple(sightings)

    def _facts_of(self, hit: TextHit, rules: MentionRules) -> NameFacts:
        key = (hit.surface, hit.doubt)
        facts = self._facts.get(key)
        if facts is None:
            if len(self._facts) >= _KEPT:
                self._facts.clear()
            facts = self._facts[key] = name_facts(hit, self._gazetteer.bare_place, self._gazetteer.unit_of, rules, self._gazetteer.demonyms)
        return facts

    def _trim(self, hit: TextHit, text: str) -> TextHit | None:
        """A hit as a proper name: without lower-case words before it and without a possessive ending; None if nothing is left."""
        surface, start, hits = hit.surface, hit.start, hit.hits
        if surface[-2:] in ("'s", "’s") and (shorter := self._lookup(surface[:-2])):
            surface, hits = surface[:-2], shorter
        while surface[0].islower() and " " in surface:
            first, _, rest = surface.partition(" ")
            start, surface = start + len(first) + 1, rest
        if len(surface) <= _ABBREVIATION and text[start + len(surface) : start + len(surface) + 1] == ".":
            dotted = [other for other in self._lookup(f"{surface}.") if other.kind is NameKind.ABBREVIATION and other.name[-1] == "."]
            if dotted:
                surface, hits = f"{surface}.", tuple(dotted)
        if len(surface) < 2 or surface == surface.lower() != surface.upper() or surface.isdigit():
            return None
        return (
            hit if surface is hit.surface else TextHit(start=start, end=start + len(surface), surface=surface, hits=hits, doubt=hit.doubt)
        )


def find_mentions(document: Document, gazetteer: KnownPlaces, *, options: MentionOptions | None = None) -> tuple[Mention, ...]:
    """The place names of a document, in order, never overlapping.

    Parameters
    ----------
    document
        Text in a language that has rules (English).
    gazetteer
        Knows the names.
    """
    return find_names(document, gazetteer, options=options).mentions


def find_names(document: Document, gazetteer: KnownPlaces, *, options: MentionOptions | None = None) -> FoundNames:
    """The place names of a document as `find_mentions` gives them, with the names that only stand inside other names."""
    return _finder(gazetteer, options or MentionOptions()).read(document)


@lru_cache(maxsize=2)
def _finder(gazetteer: KnownPlaces, options: MentionOptions) -> MentionFinder:
    """The finder of the last calls: what it learned of names depends on the gazetteer alone and spares most of the work."""
    return MentionFinder(gazetteer, options)


def _is_compound(around: Around, hit: TextHit, starts: Set[int], ends: Set[int]) -> bool:
    """Whether a hyphen ties the name to something that is no place ("X-led", "pro-X")."""
    after, before = around.glue_after, around.glue_before
    if after[:1] in ("$", "€", "£"):
        return True
    if after[:1] in "-‑" and len(after) > 1 and (after[1].isalnum()) and hit.end + 1 not in starts:
        return True
    if _PARTY.fullmatch(before):
        return False
    if before[-1:] in ("-", "‑") and len(before) > 1 and before[-2].isalnum() and hit.start - 1 not in ends:
        return True
    return (before[-1:] in ("@", "#", "_", ".") and len(before) >= 1 and before != "...") or after[:1] in ("@", "_")


def _is_abbreviation(before: Sequence[str], rules: MentionRules) -> bool:
    """Whether the word before is a title or the first word of a name ("Gen.", "St.")."""
    return not before or before[-1] in rules.words[Role.TITLE] or before[-1] in rules.words[Role.LEADING]


class _Lines:
    """Which lines of a text are written as headlines; worked out line by line on first use."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, bool] = {}

    def is_headline(self, position: int) -> bool:
        start = self._text.rfind("\n", 0, position) + 1
        if start not in self._known:
            end = self._text.find("\n", start, start + _HEADLINE_LENGTH)
            if end < 0 and len(self._text) - start <= _HEADLINE_LENGTH:
                end = len(self._text)
            words = [word for word in self._text[start:end].split() if len(word) > 3 and word[0].isalpha()] if end >= 0 else []
            capital = sum(word[0].isupper() for word in words)
            self._known[start] = len(words) >= 3 and capital >= _HEADLINE_SHARE * len(words)
        return self._known[start]


def _take_sites(text: str, sightings: list[Sighting], arounds: list[Around], facts: Mapping[str, NameFacts], rules: MentionRules) -> None:
    """A site keeps its whole name: "X airbase" is one mention."""
    for sighting, around in zip(sightings, arounds, strict=True):
        if sighting.points < ACCEPTED or facts[sighting.surface].country:
            continue
        count, _, _, belongs = generic_after(around, rules)
        if belongs:
            end = sighting.end
            for word in around.after[:count]:
                end = text.index(word, end) + len(word)
            sighting.end = end - len(around.after[count - 1]) + len(around.after[count - 1].rstrip(".,;:!?)\"'”’"))


def _merge(sightings: list[Sighting], more: Iterable[Sighting]) -> list[Sighting]:
    """Both in order; an unlisted name replaces doubtful ones inside it and yields to accepted ones and to those ruled out."""
    taken = [sighting for sighting in sightings if sighting.points >= ACCEPTED or (sighting.vetoed and not sighting.longer)]
    out = list(sightings)
    for new in more:
        if not any(new.start < old.end and old.start < new.end for old in taken):
            out.append(new)
            taken.append(new)
    return sorted(out, key=lambda sighting: (sighting.start, sighting.end))
