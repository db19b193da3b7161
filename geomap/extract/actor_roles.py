"""Who fills the roles of a frame: actors and targets among the phrases of a clause."""

from __future__ import annotations

from collections.abc import Sequence, Set

from geomap.extract.actors import Hint
from geomap.extract.frame_index import index_frames
from geomap.extract.groups import GroupReader
from geomap.extract.parties import Party, PartyFinder
from geomap.extract.phrases import Phrase
from geomap.extract.places import PlaceFinder
from geomap.extract.rules import RuleSet

Members = tuple[Phrase, ...]
Phrases = tuple[tuple[str, Members], ...]


class ActorRoles:
    """Reads who acts and who is acted on in one document."""

    def __init__(self, rules: RuleSet, places: PlaceFinder, groups: GroupReader) -> None:
        """Keep the rules and the readers of places and of counted groups."""
        self.groups = groups
        self.rules = rules
        self.index = index_frames(rules)
        self.places = places
        self.parties = PartyFinder(places.text, rules.lexicon, places.gazetteer)
        lexicon = rules.lexicon
        self._lots = lexicon.quantity_nouns
        self._light = lexicon.words("light_verbs")
        self._metaphor = lexicon.words("metaphor_words")
        self._inside = lexicon.words("inside_prepositions")
        self._edge_prepositions = lexicon.words("edge_prepositions")
        self._agent = lexicon.words("agent_prepositions")
        self._goals = lexicon.words("goal_prepositions")
        self._officials = lexicon.words("official_nouns")
        self._offices = self._officials | lexicon.words("party_speakers")
        self._hands = lexicon.words("hands_nouns")
        self._hand_prepositions = lexicon.words("hands_prepositions")

    def _role(
        self, roles: Sequence[str], agents: Members, direct: Members, phrases: Phrases, *, names: bool = False
    ) -> tuple[Party, ...] | None:
        """The actors of the first role that holds one; None if no role does. With `names` a proper name that nobody knows will do."""
        for role in roles:
            if role == "subject":
                members = agents
            elif role == "object":
                members = direct
            elif role.startswith("hands"):
                _, _, preposition = role.partition(":")
                found = self._hands_of(phrases, {preposition} if preposition else self._hand_prepositions)
                if found:
                    return found
                continue
            elif role == "subject-owner":
                found = self._owner(agents[0]) if agents else ()
                if found:
                    return found
                continue
            else:
                members = next((found for preposition, found in phrases if preposition == role), ())
                if members and role == self.rules.lexicon.under and self._head_word(members[0]) in self.rules.lexicon.words("instruments"):
                    continue  # "under rebel fire"
            parties = self.parties.of_members(members) if members else ()
            if not parties and members and names:
                named = self.parties.of_name(members[0])
                parties = (named,) if named is not None else ()
            if parties:
                return parties
        return None

    def _hands_of(self, phrases: Phrases, prepositions: Set[str]) -> tuple[Party, ...]:
        """As in "into the hands of X", "under X control", "to X's control"."""
        for preposition, members in phrases:
            if preposition in prepositions and self._head(members[0]) in self._hands:
                return self._owner(members[0])
        return ()

    def _owner(self, phrase: Phrase) -> tuple[Party, ...]:
        if phrase.of is not None:
            return self.parties.of_members(phrase.complements)
        return self._modifier_parties(phrase, len(phrase.words) - 1) or self._people(phrase)

    def _people(self, phrase: Phrase) -> tuple[Party, ...]:
        """As in "in Vandian hands", "in federal hands"."""
        for word in phrase.words[:-1]:
            if word.lower in self.rules.lexicon.words("loyal_adjectives"):
                hint = Hint(start=word.start, end=word.end, text=word.text, side="state", phrase=word.lower)
                return (Party(hint=hint, start=word.start, end=word.end),)
            code = self.places.gazetteer.demonyms.get(word.lower) if word.tag == "n" and word.text[0].isupper() else None
            if code:
                hint = Hint(start=word.start, end=word.end, text=word.text, country=code, side="state")
                return (Party(hint=hint, start=word.start, end=word.end),)
        return ()

    def _modifier_parties(self, phrase: Phrase, before: int) -> tuple[Party, ...]:
        """Actors among the words of a phrase before its word number `before`."""
        found = []
        for index in range(before - 1, -1, -1):
            word = phrase.words[index]
            if word.tag == "A":
                found.append(Party(hint=word.value, start=word.start, end=word.end))
            elif word.tag == "P" and index + 1 < len(phrase.words) and phrase.words[index + 1].tag == "S":
                party = self.parties.of_phrase(Phrase(words=(word,)))
                if party is not None:
                    found.append(party)
        if not found and phrase.words[0].lower in self.rules.lexicon.words("own_pronouns"):
            word = phrase.words[0]
            return (Party(hint=None, pronoun=word.lower, start=word.start, end=word.end),)
        return tuple(reversed(found))

    def _head(self, phrase: Phrase) -> str:
        nouns = [word.lower for word in phrase.words if word.tag in "nI"]
        return nouns[-1] if nouns else ""

    def _is_one_of(self, phrase: Phrase, nouns: Sequence[str]) -> bool:
        """Whether the head of a phrase is one of the nouns, or its last two words are one ("front line")."""
        words = " ".join(word.lower for word in phrase.words if word.tag in "nIA").split()
        return bool(words) and (words[-1] in nouns or " ".join(words[-2:]) in nouns)

    def _head_word(self, phrase: Phrase) -> str:
        """The last word of a phrase in lower case, of an actor's name too."""
        words = [word for word in phrase.words if word.tag in "nIA"]
        return words[-1].lower.rpartition(" ")[2] if words else ""

    def _are_armed(self, members: Members) -> bool:
        """Whether the first of them is an armed body by its name, or by a noun that says so."""
        hints = (word.value for word in members[0].all_words() if word.tag == "A") if members else ()
        return any(hint.ids or hint.side == "nonstate" for hint in hints)

    def _is_weapon(self, phrase: Phrase) -> bool:
        return any(
            word.lower in self.rules.lexicon.words("instruments") or word.lower in self.rules.lexicon.side_of_force for word in phrase.words
        )
