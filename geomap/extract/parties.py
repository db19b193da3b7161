"""Who a noun phrase means as somebody who fights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.extract.actors import Hint
from geomap.extract.lexicon import Lexicon
from geomap.extract.memory import Named
from geomap.extract.phrases import Phrase
from geomap.gazetteer import Gazetteer
from geomap.model import PlaceKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """An actor as an argument: a hint, or a pronoun that stands for the actor told of before."""

    hint: Hint | None
    pronoun: str = ""
    start: int = 0
    end: int = 0


class PartyFinder:
    """Reads actors out of noun phrases."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        """Keep the word lists, and the gazetteer that knows capitals."""
        self._gazetteer = gazetteer
        self._instruments = lexicon.words("instruments")
        self._neutral = lexicon.words("neutral_speakers")
        self._sides = lexicon.side_of_force
        self._modifiers = lexicon.words("force_modifiers")
        self._definite = lexicon.words("definite_determiners")

    def of_members(self, members: Sequence[Phrase]) -> tuple[Party, ...]:
        """The actors of a list of phrases, in order; empty if the first is none."""
        found = []
        for index, phrase in enumerate(members):
            party = self.of_phrase(phrase)
            if party is None:
                if index == 0:
                    return ()
                continue
            found.append(party)
        return tuple(found)

    def of_phrase(self, phrase: Phrase) -> Party | None:
        """The actor a phrase means; None if it means none."""
        words = phrase.words
        last = next((word for word in reversed(words) if word.tag in "nPAr#"), words[-1])
        if last.tag == "r":
            return Party(hint=None, pronoun=last.lower, start=last.start, end=last.end)
        if last.tag == "A":
            hint: Hint = last.value
            return Party(hint=hint, start=hint.start, end=hint.end)
        named = self._of_place(phrase)
        if named is not None:
            return named
        for index in range(len(words) - 1, -1, -1):
            if words[index].tag != "A":
                continue
            rest = [word for word in words[index + 1 :] if word.tag in "nI"]
            if all(word.lower in self._instruments or word.lower in self._sides or word.lower in self._modifiers for word in rest):
                hint = words[index].value
                return Party(hint=hint, start=hint.start, end=hint.end)
            return None
        if phrase.of is not None and last.lower not in self._neutral:
            return self.of_phrase(phrase.of)
        if last.tag == "n" and last.text.isupper() and len(last.text) > 2 and len([word for word in words if word.tag == "n"]) == 1:
            return Party(hint=Hint(start=last.start, end=last.end, text=last.text, unknown=last.text), start=last.start, end=last.end)
        return None

    def _of_place(self, phrase: Phrase) -> Party | None:
        """A country or capital that acts; "Sudan's army" is a hint of its own already."""
        last = phrase.words[-1]
        if last.other is not None:
            return Party(hint=last.other, start=last.start, end=last.end)
        if last.tag != "P" or phrase.of is not None:
            return None
        named: Named = last.value
        place = named.place
        country = self._gazetteer.country(place.country)
        if place.kind is PlaceKind.COUNTRY or (country is not None and country.id in place.capital_of):
            hint = Hint(start=last.start, end=last.end, text=last.text, country=place.country, side="state")
            return Party(hint=hint, start=last.start, end=last.end)
        return None
