"""Who a noun phrase means as somebody who fights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.extract.actors import Hint
from geomap.extract.learned_names import is_capital_elsewhere, opens_sentence
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

    def __init__(self, text: str, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        """Keep the document's text, the word lists, and the gazetteer that knows capitals."""
        self._text = text
        self._weak = lexicon.words("weak_forces")
        self._civil = lexicon.words("civil_bodies")
        self._officials = lexicon.words("official_nouns")
        self._kinds = frozenset(lexicon.kind_of_noun)
        self._joiners = lexicon.words("name_joiners")
        self._gazetteer = gazetteer
        self._instruments = lexicon.words("instruments")
        self._neutral = lexicon.words("neutral_speakers")
        self._sides = lexicon.side_of_force
        self._links = frozenset(link.split()[0] for link in lexicon.force_links)  # "the X Guard loyal to Y"
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
            if self._is_weak(hint):
                return None
            return Party(hint=hint, start=hint.start, end=hint.end)
        named = self._of_place(phrase)
        if named is not None:
            return named
        for index in range(len(words) - 1, -1, -1):
            if words[index].tag != "A":
                continue
            rest = [word for word in words[index + 1 :] if word.tag in "nI"]
            plain = (self._instruments, self._sides, self._modifiers, self._links)
            if all(any(word.lower in group for group in plain) for word in rest):
                hint = words[index].value
                return Party(hint=hint, start=hint.start, end=hint.end)
            return None
        if phrase.of is not None and last.lower not in self._neutral:
            return self.of_phrase(phrase.of)
        short = last.tag == "n" and last.text.isupper() and len(last.text) > 2 and last.lower not in self._civil
        if short and len([word for word in words if word.tag == "n"]) == 1:
            return Party(hint=Hint(start=last.start, end=last.end, text=last.text, unknown=last.text), start=last.start, end=last.end)
        return None

    def _is_weak(self, hint: Hint) -> bool:
        """Whether a noun of its own does not say that it fights ("a convoy", "peacekeepers")."""
        bare = not (hint.ids or hint.country or hint.unknown or hint.own)
        return bare and bool(hint.phrase) and all(word in self._weak for word in hint.phrase.split())

    def of_name(self, phrase: Phrase) -> Party | None:
        """A proper name that nothing is known of, as somebody who fights; None where it may be anything else.

        Only for frames that leave no doubt that who does it fights.
        """
        names = [word for word in phrase.words if word.tag in "nA#"]
        if not names or any(word.tag in "PrS" for word in phrase.words):
            return None
        inner = phrase.of.words if phrase.of is not None else ()
        plain = (self._civil, self._neutral, self._officials, self._kinds)
        words = [word for word in (*names, *inner) if word.tag not in "do"]
        if any(not word.text[0].isupper() and word.lower not in self._joiners for word in words):
            return None
        if any(word.lower in group for word in words for group in plain):
            return None
        start, end = names[0].start, phrase.full_end
        text = self._text[start:end]
        if len(words) == 1 and opens_sentence(self._text, start) and not is_capital_elsewhere(self._text, text):
            return None
        return Party(hint=Hint(start=start, end=end, text=text, unknown=text), start=start, end=end)

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
