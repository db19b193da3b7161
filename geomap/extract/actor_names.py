"""The names of actors of a gazetteer, ready to be found; made once a gazetteer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from weakref import WeakKeyDictionary

import ahocorasick

from geomap.extract.lexicon import Lexicon
from geomap.gazetteer import Gazetteer
from geomap.model import Actor, ActorName, PlaceKind

STATE_KINDS = frozenset({"state", "state force", "regional force", "regional state force", "de facto state"})
_GRACE = timedelta(days=60)
"""An actor that ended so lately is still told of."""
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w'’-]+")


def existed(actor: Actor, day: date | None) -> bool:
    """Whether an actor is there on a day, or was lately; on any day if none is given."""
    return day is None or actor.active_on(day) or actor.active_on(day - _GRACE)


class Setting:
    """Where and when a text plays: a name that holds for one country or time means its actor only there and then."""

    def __init__(self, *, text: str, day: date | None, countries: Iterable[str], peoples: Mapping[str, str]) -> None:
        """Keep what decides.

        Parameters
        ----------
        text
            The whole text; its peoples count as their countries.
        day
            Of publication; None: any day fits.
        countries
            ISO 3166-1 alpha-2 codes of the places the text names.
        peoples
            Lower-case people to country code.
        """
        self._text = text
        self._day = day
        self._placed = frozenset(countries)
        self._peoples = peoples

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries of the places and peoples of the text; looked for when a name asks."""
        words = {match.group().lower() for match in _CAPITALISED.finditer(self._text)}
        return self._placed | {self._peoples[word] for word in words if word in self._peoples}

    def fits(self, actor: Actor, name: ActorName) -> bool:
        """Whether the name can mean the actor in this text."""
        if name.country and name.country not in self.countries:
            return False
        if self._day is not None and ((name.valid_from and self._day < name.valid_from) or (name.valid_to and self._day >= name.valid_to)):
            return False
        if not name.generic:
            return True
        # a short name that is also a word or somebody else's: where and while its actor fights
        return existed(actor, self._day) and (not actor.countries or not self.countries.isdisjoint(actor.countries))


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
        self.country_names: dict[str, str] = {}
        """Country code to the name of the country."""
        for place in gazetteer.places:
            if place.kind is PlaceKind.COUNTRY:
                self.country_names.setdefault(place.country, place.name)
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

    @cached_property
    def homes(self) -> dict[str, str]:
        """Actor id of a state or of one that governs like one to the country it governs."""
        homes = {}
        for actor in self.actors.values():
            if actor.kind not in STATE_KINDS:
                continue
            codes = [self.countries[name.text.lower()] for name in actor.names if name.text.lower() in self.countries]
            # a state is entered with its own country first, then with those it fights in
            alone = actor.kind == "state" or len(actor.countries) == 1
            code = codes[0] if codes else (actor.countries[0] if actor.countries and alone else "")
            if code:
                homes[actor.id] = code
        return homes

    @cached_property
    def states(self) -> dict[str, list[Actor]]:
        """Country to the states whose home it is, of any time."""
        found: dict[str, list[Actor]] = defaultdict(list)
        for actor in self.actors.values():
            if actor.kind == "state":
                found[self.homes.get(actor.id, "")].append(actor)
        return dict(found)

    @cached_property
    def camp_homes(self) -> dict[str, frozenset[str]]:
        """Camp to the countries that the states of it govern; camps without a state are left out."""
        found: dict[str, set[str]] = defaultdict(set)
        for country, states in self.states.items():
            for actor in states:
                if actor.camp and country:
                    found[actor.camp].add(country)
        return {camp: frozenset(countries) for camp, countries in found.items()}

    def stems(self, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
        """Persons and bodies that forces are named for ("X forces", "X's army", "forces loyal to X"): X to actor ids."""
        known = self._stems.get(id(lexicon))
        if known is None:
            nouns = "|".join([*lexicon.side_of_force, *lexicon.owned_forces.split()])
            links = "|".join(re.escape(link) for link in lexicon.force_links)
            shapes = (re.compile(rf"(.+?)(?:'s)? (?:{nouns})"), re.compile(rf"(?:{nouns}) (?:{links}) (?:the )?(.+)"))
            stems: dict[str, list[str]] = defaultdict(list)
            for lower, known_as in self.named.items():
                owners = [owner for owner in known_as if not owner[1].country]
                if not owners:
                    continue
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
