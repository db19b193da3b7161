"""Finding every known name in a text, in one pass over its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from geomap.gazetteer.curated import NotPlace
from geomap.gazetteer.hits import NameHit, TextHit, Tier
from geomap.gazetteer.names import Entry, NameSource, as_hit, exact_form, same_case
from geomap.text.fold import STARTS, FoldedWord, article_before, folded_word, folded_words

_CLITICS = ("و", "ف", "ب", "ك", "ل")
"""Arabic particles that are written onto the word that follows: and, so, in, like, to."""
_MOST_WORDS = 12
"""Longer names are not looked for."""


class Scanner:
    """Knows where to look names up, and which words are no places."""

    def __init__(self, names: Sequence[NameSource], not_places: Mapping[str, NotPlace], twin_of: Callable[[str], str]) -> None:
        """Take the sources of names, the folded words that are no places, and what gives the id an entry is known under."""
        self._names = tuple(names)
        self._not_places = not_places
        self._not_first = {phrase.split(" ", 1)[0] for phrase in not_places}
        self._longest_not = max((phrase.count(" ") + 1 for phrase in not_places), default=0)
        self._twin_of = twin_of

    def scan(self, text: str) -> tuple[TextHit, ...]:
        """See `geomap.gazetteer.Gazetteer.scan`."""
        found = []
        at = 0
        while (match := STARTS.search(text, at)) is not None:
            at = match.end()
            raw = match.group()
            if raw[0].islower():
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

    def _first_word(self, text: str, raw: str, at: int) -> FoldedWord | None:
        """The word at a position, behind the article it may be, with the article before it."""
        if len(raw) <= 3 and raw[0] in "AEU":
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
        sources = self._names
        phrase = first.text
        known = [(phrase, first.end)] if any(names.knows(phrase) for names in sources) else []
        if first.stem is not phrase and any(names.knows(first.stem) for names in sources):
            known.append((first.stem, first.stem_end))
        end = first.end
        for _ in range(_MOST_WORDS):
            if not any(names.continues(phrase) for names in sources):
                break
            following = folded_words(text, end, 1)
            if not following:
                break
            word = following[0]
            end = word.end
            if word.stem is not word.text:
                known.append((f"{phrase} {word.stem}", word.stem_end))
            phrase = f"{phrase} {word.text}"
            known.append((phrase, end))
        for candidate, end in sorted(known, key=lambda pair: -pair[1]):
            entries = [entry for names in sources for entry in names.folded(candidate)]
            hits = self._hits(text[first.start : end], text[first.bare_start : end], entries) if entries else ()
            if hits:
                doubtful = self._not_places.get(candidate)
                reason = doubtful.reason if doubtful is not None else ""
                return TextHit(start=first.start, end=end, surface=text[first.start : end], hits=hits, doubt=reason)
        return None

    def _hits(self, surface: str, bare: str, entries: Sequence[Entry]) -> tuple[NameHit, ...]:
        """The places of a phrase as it is written here: best tier first, then by place id."""
        written = (exact_form(surface), exact_form(bare))
        best: dict[str, NameHit] = {}
        for place_id, name in entries:
            if name.case_sensitive and not (same_case(surface, name.text) or same_case(bare, name.text)):
                continue
            tier = Tier.EXACT if exact_form(name.text) in written else Tier.FOLDED
            twin = self._twin_of(place_id)
            known = best.get(twin)
            if known is None or tier < known.tier:
                best[twin] = as_hit((twin, name), tier)
        return tuple(sorted(best.values(), key=lambda hit: (hit.tier, hit.place_id)))


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
