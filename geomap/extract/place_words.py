"""What the words of a noun phrase say of a place: its sort, how much of it, how far from it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.extract.lexicon import Lexicon
from geomap.extract.phrases import Phrase
from geomap.extract.spots import SETTLEMENTS, UNITS
from geomap.model import Extent, Place, PlaceKind

_PERCENT = re.compile(r"^(\d+(?:\.\d+)?)%?$")


class PlaceWords:
    """Reads sort, share and distance out of noun phrases, in one language."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        """Keep the document's text and the words of its language."""
        self._text = text
        self._lexicon = lexicon
        self._full = lexicon.words("full_words")
        self._most = lexicon.words("most_words")
        self._several = lexicon.words("several_words")
        self._definite = lexicon.words("definite_determiners")
        self._edge_adjectives = lexicon.words("edge_adjectives")
        self._not_plurals = lexicon.words("not_plurals")
        self._endings = tuple(lexicon.plural_endings.split())
        self._quantities = self._most | self._full | self._edge_adjectives | self._several | lexicon.fractions.keys()

    def kinds_meant(self, kind: str) -> frozenset[PlaceKind]:
        """Kinds of places that a generic word of a kind can mean: a town may be called a city."""
        if kind in self._lexicon.settlement_kinds:
            return SETTLEMENTS
        if kind in ("airbase", "base", "airport"):
            return frozenset({PlaceKind.AIRBASE, PlaceKind.BASE, PlaceKind.AIRPORT})
        return frozenset({PlaceKind(kind)})

    def distance(self, phrase: Phrase) -> float | None:
        """Kilometres of "20 km west of P"."""
        for index, word in enumerate(phrase.words):
            number = re.match(r"^(\d+(?:[.,]\d+)?)\s*([a-z]*)$", word.lower)
            unit = (number.group(2) if number else "") or (phrase.words[index + 1].lower if index + 1 < len(phrase.words) else "")
            if number and unit in self._lexicon.words("distance_words"):
                return float(number.group(1).replace(",", ".")) * self._lexicon.distance_factors.get(unit, 1.0)
        return None

    def head(self, phrase: Phrase) -> str:
        """The noun that says what a phrase is about, in lower case."""
        nouns = [word.lower for word in phrase.words if word.tag in "nIA"]
        return nouns[-1] if nouns else phrase.words[-1].lower

    def is_seat(self, phrase: Phrase) -> bool:
        """As in "the police station", "the governor's office": where those who rule a town sit."""
        named = any(part in self._lexicon.words("seat_modifiers") for word in phrase.words for part in word.lower.split())
        return named and self.head(phrase) in self._lexicon.words("seat_nouns")

    def is_definite(self, phrase: Phrase) -> bool:
        """Whether a phrase speaks of something told before."""
        return phrase.words[0].lower in self._definite or any(word.tag == "S" for word in phrase.words)

    def is_plural(self, noun: str) -> bool:
        """Whether a noun looks like a plural."""
        return noun.endswith(self._endings) and not noun.endswith("ss") and noun not in self._not_plurals

    def fits(self, place: Place, kind: str) -> bool:
        """Whether the generic word says what the place is ("Anbar province", "the city of Qaim")."""
        return (
            place.kind in self.kinds_meant(kind)
            or (kind in ("admin1", "region", "admin2") and place.kind in UNITS)
            or (kind in ("river", "region") and place.kind in (PlaceKind.RIVER, PlaceKind.REGION, PlaceKind.LAKE))
        )

    def quantity(self, phrase: Phrase) -> tuple[Extent | None, float | None]:
        """How much of it: "most of", "at least 70 percent of", "parts of", "all of"."""
        lowers = [word.lower for word in phrase.words]
        if self._quantities.isdisjoint(lowers) and not any(lower[0].isdigit() for lower in lowers):
            return None, None
        for index, word in enumerate(phrase.words):
            match = _PERCENT.match(word.lower)
            percent_sign = word.lower.endswith("%") or (
                index + 1 < len(lowers) and lowers[index + 1] in self._lexicon.words("percent_words")
            )
            if match and percent_sign:
                share = min(100.0, float(match.group(1)))
                return (Extent.FULL if share >= 100 else Extent.MOST if share > 50 else Extent.PARTIAL), share
        if any(lower in self._most for lower in lowers):
            return Extent.MOST, None
        fraction = self._fraction(lowers, phrase.start)
        if fraction is not None:
            return (Extent.MOST if fraction > 0.5 else Extent.PARTIAL), None
        if any(lower in self._full for lower in lowers):
            almost = self._text[max(0, phrase.start - 12) : phrase.end].lower()
            return (Extent.MOST if re.search(rf"\b(?:{'|'.join(self._lexicon.words('almost_words'))})\b", almost) else Extent.FULL), None
        if any(lower in self._edge_adjectives for lower in lowers):
            return Extent.EDGE, None
        if any(lower in self._several for lower in lowers):
            return Extent.PARTIAL, None
        return None, None

    def _fraction(self, lowers: Sequence[str], start: int) -> float | None:
        """The number behind "two thirds", "more than half"; None if no fraction is told."""
        for index, lower in enumerate(lowers):
            base = self._lexicon.fractions.get(lower)
            if base is None:
                continue
            count = self._lexicon.numbers.get(lowers[index - 1], 1.0) if index else 1.0
            share = base * count if count < 10 else base
            before = self._text[max(0, start - 12) : start].lower().rstrip()
            over = before.endswith(self._lexicon.exceeding) or " ".join(lowers[:index]).endswith(self._lexicon.exceeding)
            return min(1.0, share + (0.01 if over else 0.0))
        return None
