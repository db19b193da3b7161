"""The names of actors of a gazetteer, ready to be found; made once a gazetteer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from weakref import WeakKeyDictionary

import ahocorasick

from geomap.extract.lexicon import Lexicon
from geomap.gazetteer import Gazetteer
from geomap.model import Actor, ActorName, PlaceKind


class ActorNames:
    """Every actor name of a gazetteer, ready to be found; made once a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Index names by their lower-case form."""
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in gazetteer.actors}
        self.named: dict[str, list[tuple[Actor, ActorName]]] = defaultdict(list)
        self.generic: dict[str, list[tuple[Actor, ActorName]]] = defaultdict(list)
        for actor in gazetteer.actors:
            own = () if any(name.text == actor.name for name in actor.names) else (ActorName(text=actor.name),)
            for name in (*actor.names, *own):
                lower = safe_lower(name.text)
                (self.generic if name.generic else self.named)[lower].append((actor, name))
        self._stems: dict[int, dict[str, tuple[str, ...]]] = {}
        self.countries = dict(gazetteer.demonyms)
        """Lower-case people or country name to country code."""
        for place in gazetteer.places:
            if place.kind is PlaceKind.COUNTRY:
                for place_name in place.names:
                    self.countries.setdefault(place_name.text.lower(), place.country)

    @cached_property
    def automaton(self) -> ahocorasick.Automaton:
        """Finds every proper name of an actor in lower-case text."""
        automaton = ahocorasick.Automaton()
        for lower in self.named:
            automaton.add_word(lower, lower)
        for lower, owners in self.generic.items():
            # an abbreviation that is also a word counts in capitals only
            if any(name.text.isupper() for _, name in owners):
                automaton.add_word(lower, lower)
        automaton.make_automaton()
        return automaton

    def stems(self, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
        """Persons and bodies that forces are named for ("X forces", "X's army", "forces loyal to X"): X to actor ids."""
        known = self._stems.get(id(lexicon))
        if known is None:
            nouns = "|".join([*lexicon.side_of_force, *lexicon.owned_forces.split()])
            links = "|".join(re.escape(link) for link in lexicon.force_links)
            shapes = (re.compile(rf"(.+?)(?:'s)? (?:{nouns})"), re.compile(rf"(?:{nouns}) (?:{links}) (?:the )?(.+)"))
            stems: dict[str, list[str]] = defaultdict(list)
            for lower, owners in self.named.items():
                for shape in shapes:
                    match = shape.fullmatch(lower)
                    if (
                        match
                        and match.group(1) not in self.countries
                        and match.group(1) not in self.named
                        and match.group(1) not in self.generic
                    ):
                        original = next(name.text for _, name in owners)
                        if original.lower().find(match.group(1)) >= 0 and any(
                            word[0].isupper() for word in original[original.lower().find(match.group(1)) :].split()[:1]
                        ):
                            stems[match.group(1)] += [actor.id for actor, _ in owners]
            known = self._stems[id(lexicon)] = {stem: tuple(dict.fromkeys(ids)) for stem, ids in stems.items()}
        return known

    def owners(self, lower: str) -> list[tuple[Actor, ActorName]]:
        """Actors with this name."""
        return self.named.get(lower) or self.generic.get(lower, [])


_INDEXES: WeakKeyDictionary[Gazetteer, ActorNames] = WeakKeyDictionary()


def actor_names(gazetteer: Gazetteer) -> ActorNames:
    """The name index of a gazetteer, made on first use."""
    index = _INDEXES.get(gazetteer)
    if index is None:
        index = _INDEXES[gazetteer] = ActorNames(gazetteer)
    return index


def safe_lower(text: str) -> str:
    """Lower case of the same length, so that offsets stay."""
    lower = text.lower().replace("’", "'")
    return lower if len(lower) == len(text) else "".join(part if len(part := char.lower()) == 1 else char for char in text)
