"""Finding every known name in a text, in one pass over its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import methodcaller
from typing import NamedTuple

from geomap.gazetteer.curated import NotPlace
from geomap.gazetteer.hits import NameHit, TextHit, Tier
from geomap.gazetteer.names import NameSource, as_hit, exact_form, same_case
from geomap.text.fold import STARTS, FoldedWord, article_before, folded_word, folded_words

_CLITICS = ("و", "ف", "ب", "ك", "ل")
"""Arabic particles that are written onto the word that follows: and, so, in, like, to."""
_MOST_WORDS = 12
"""Longer names are not looked for."""
_WORDS_KEPT, _NAMES_KEPT = 16_384, 8_192
"""Of the words and of the written names seen last it is remembered what they can mean."""


class _Beginning(NamedTuple):
    """What the names that begin with a word look like."""

    known: bool
    """The word is a name."""
    stem_known: bool
    """The word is one without its possessive ending, which it has."""
    goes_on: bool
    """Longer names begin with it."""


class Scanner:
    """Knows where to look names up, and which words are no places."""

    def __init__(self, names: Sequence[NameSource], not_places: Mapping[str, NotPlace], known_as: Callable[[str, str], str]) -> None:
        """Take the sources of names, the folded words that are no places, and what gives the id an entry is known under.

        Parameters
        ----------
        known_as
            Takes an entry's id and one of its names; empty if the entry is not known by this name.
        """
        self._names = tuple(names)
        self._not_places = not_places
        self._not_first = {phrase.split(" ", 1)[0] for phrase in not_places}
        self._longest_not = max((phrase.count(" ") + 1 for phrase in not_places), default=0)
        self._known_as = known_as
        # texts repeat their words: most of a scan is looking at capitalised words that begin no name, over and over
        self._begins = lru_cache(_WORDS_KEPT)(self._beginning)
        self._opens = lru_cache(_WORDS_KEPT)(self._may_open)
        self._places = lru_cache(_NAMES_KEPT)(self._places_of)

    def scan(self, text: str) -> tuple[TextHit, ...]:
        """See `geomap.gazetteer.Gazetteer.scan`."""
        found = []
        at = 0
        search, opens = STARTS.search, self._opens
        while (match := search(text, at)) is not None:
            at = match.end()
            raw = match.group()
            if not opens(raw):
                continue
            first = self._first_word(text, raw, match.start())
            if first is None:
                continue
            hit = self._hit_from(text, first)
            if first.text in self._not_first:
                end = self._end_of_no_place(text, first)
                if end and (hit is None or hit.end <= end):
                    at = end
                    continue
            if hit is None and "\u0620" <= first.text[0] <= "\u06ff":
                hit = next(filter(None, (self._hit_from(text, word) for word in _without_clitics(first))), None)
            if hit is not None:
                found.append(hit)
                at = hit.end
            elif first.end > at:
                at = first.bare_start + 1
        return tuple(found)

    def _may_open(self, raw: str) -> bool:
        """Whether a word as it is written may open a name, or words that are no place; True of what may be an article."""
        if raw[0].islower():
            return False
        if _may_be_article(raw):
            return True
        word = folded_word(raw, 0)
        if word is None:
            return False
        return any(self._begins(word.text, word.stem)) or word.text in self._not_first or "\u0620" <= word.text[0] <= "\u06ff"

    def _beginning(self, word: str, stem: str) -> _Beginning:
        names = self._names
        return _Beginning(
            known=any(source.knows(word) for source in names),
            stem_known=stem != word and any(source.knows(stem) for source in names),
            goes_on=any(source.continues(word) for source in names),
        )

    def _first_word(self, text: str, raw: str, at: int) -> FoldedWord | None:
        """The word at a position, behind the article it may be, with the article before it."""
        if _may_be_article(raw):
            words = folded_words(text, at, 1)
            return words[0] if words else None
        word = folded_word(raw, at)
        start = article_before(text, at)
        return word if word is None or start == at else word._replace(start=start)

    def _end_of_no_place(self, text: str, first: FoldedWord) -> int:
        """Where the longest phrase ends that begins here and never means a place; 0 if there is none."""
        words = folded_words(text, first.bare_start, self._longest_not)
        for count in range(len(words), 0, -1):
            head = "".join(word.text + " " for word in words[: count - 1])
            last = words[count - 1]
            for ending in (last.text, last.stem):
                phrase = self._not_places.get(head + ending)
                if phrase is not None and phrase.always:
                    return last.end
        return 0

    def _hit_from(self, text: str, first: FoldedWord) -> TextHit | None:
        """The longest name that starts with the word `first`."""
        phrase = first.text
        begins = self._begins(phrase, first.stem)
        known = [(phrase, first.end)] if begins.known else []
        if begins.stem_known:
            known.append((first.stem, first.stem_end))
        end, goes_on = first.end, begins.goes_on
        for _ in range(_MOST_WORDS):
            following = folded_words(text, end, 1) if goes_on else ()
            if not following:
                break
            word = following[0]
            end = word.end
            if word.stem is not word.text and self._knows(f"{phrase} {word.stem}"):
                known.append((f"{phrase} {word.stem}", word.stem_end))
            phrase = f"{phrase} {word.text}"
            if self._knows(phrase):
                known.append((phrase, end))
            goes_on = any(map(methodcaller("continues", phrase), self._names))
        for candidate, end in sorted(known, key=lambda pair: -pair[1]) if len(known) > 1 else known:
            hits = self._places(candidate, text[first.start : end], text[first.bare_start : end])
            if hits:
                doubtful = self._not_places.get(candidate)
                reason = doubtful.reason if doubtful is not None else ""
                return TextHit(start=first.start, end=end, surface=text[first.start : end], hits=hits, doubt=reason)
        return None

    def _knows(self, phrase: str) -> bool:
        return any(map(methodcaller("knows", phrase), self._names))

    def _places_of(self, phrase: str, surface: str, bare: str) -> tuple[NameHit, ...]:
        """The places of a phrase as it is written here, with and without its article: best tier first, then by place id."""
        entries = [entry for source in self._names for entry in source.folded(phrase)]
        if not entries:
            return ()
        written = (exact_form(surface), exact_form(bare))
        best: dict[str, NameHit] = {}
        for place_id, name in entries:
            if name.case_sensitive and not (same_case(surface, name.text) or same_case(bare, name.text)):
                continue
            tier = Tier.EXACT if exact_form(name.text) in written else Tier.FOLDED
            twin = self._known_as(place_id, name.text)
            if not twin:
                continue
            known = best.get(twin)
            if known is None or tier < known.tier:
                best[twin] = as_hit((twin, name), tier)
        return tuple(sorted(best.values(), key=lambda hit: (hit.tier, hit.place_id)))


def _may_be_article(raw: str) -> bool:
    """Whether a word is so short that it may be the Arabic article of the next one."""
    return len(raw) <= 3 and raw[0] in "AEU"


def _without_clitics(word: FoldedWord) -> list[FoldedWord]:
    """An Arabic word with one or two particles taken off its front, and the article behind them."""
    shorter = []
    text, cut = word.text, 0
    while len(text) > 3 and text[0] in _CLITICS and cut < 2:
        particle, text, cut = text[0], text[1:], cut + 1
        if text.startswith("ال") and len(text) > 4:
            bare = text[2:]
        elif particle == "ل" and text.startswith("ل"):
            bare = text[1:]  # li- before the article al- drops its alef
        else:
            bare = text
        if len(bare) >= 3:
            start = word.start + cut
            shorter.append(FoldedWord(bare, start, word.end, bare, word.end, start))
    return shorter
