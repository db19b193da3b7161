"""Deciding who is meant: names with dates and countries, peoples with a noun, plain nouns by what the document told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from geomap.extract.actor_names import STATE_KINDS, ActorNames, existed
from geomap.extract.actors import Hint
from geomap.model import Actor, ActorName, ActorRef

_OUTSIDE_KINDS = frozenset({"international coalition"})


class Belligerents:
    """The parties of one document."""

    def __init__(
        self,
        names: ActorNames,
        *,
        day: date | None,
        country: str,
        named: Sequence[Hint],
        rebels: Collection[str] = (),
        local: Collection[str] = (),
        foreign: Collection[str] = (),
        helpers: Collection[int] = (),
    ) -> None:
        """Keep what the document names.

        Parameters
        ----------
        day
            Day of publication: actors that did not exist then are not meant. None: any time.
        country
            The country most of the text is about; used where a claim's place has none.
        named
            Proper names of actors in the whole document, in order.
        rebels
            Nouns for those who fight a state, in lower case.
        helpers
            Where names begin of those who help somebody ("backed by X").
        foreign
            Nouns for an army from abroad ("the invaders").
        local
            Nouns for people who fight on their own account: never another word for a group named before.
        """
        self.names = names
        self._rebels = rebels
        self._helpers = helpers
        self._locals = local
        self._foreign = foreign
        self.day = day
        self.country = country
        self.named = named
        self._armies: set[str] = set()
        """Countries whose armies were told of so far, by people or plainly."""

    # ------------------------------------------------------------ who is meant
    def resolve(self, hint: Hint, *, country: str = "", before: int | None = None) -> ActorRef:
        """The actor a hint means in a claim about `country`; an unknown one keeps its words as its name."""
        place_country = country or self.country
        hint = self._from_abroad(hint, place_country)
        actor = self._decide(hint, place_country, hint.start if before is None else before)
        if actor is not None:
            return self.reference(actor, hint)
        name = hint.unknown or self._state_name(hint, place_country) or self._only_unknown(hint) or _plain(hint)
        return ActorRef(raw=hint.text, name=name, start=hint.start, end=hint.end)

    def _from_abroad(self, hint: Hint, country: str) -> Hint:
        """Plain soldiers as those of the one foreign army told of so far, while the country's own was not named at all.

        "Vandian tanks crossed the border. Soldiers are now in P": they are Vandia's, wherever P lies.
        """
        if hint.side != "state" or not hint.phrase:
            return hint
        plain = not (hint.ids or hint.country or hint.unknown or hint.own)
        if plain and country not in self._armies and len(self._armies) == 1:
            home = self.state_of(country)
            if " " not in hint.phrase and (home is None or home.id not in self.counts):
                return replace(hint, country=next(iter(self._armies)))
        only = self._only_army_before(hint, country) if plain and " " not in hint.phrase else ""
        if only:
            return replace(hint, ids=(only,))
        if plain or hint.country:
            self._armies.add(hint.country or country)
        elif hint.ids:
            self._armies.add(self.home(self._choose([self.names.actors[actor_id] for actor_id in hint.ids], country)))
            self._armies.discard("")
        return hint

    def _only_army_before(self, hint: Hint, country: str) -> str:
        """Id of the one army named so far by the very noun of a plain one ("the Y army ... The army"), if it is not the country's own."""
        home = self.state_of(country)
        if home is not None and home.id in self.counts:
            return ""
        armies = [named for named in self.named if named.start < hint.start and named.text.lower().endswith(" " + hint.phrase)]
        found = {self._choose([self.names.actors[actor_id] for actor_id in named.ids], country).id for named in armies if named.ids}
        only = next(iter(found)) if len(found) == 1 else ""
        return only if only and self.side(self.names.actors[only]) == "state" else ""

    def _only_unknown(self, hint: Hint) -> str:
        """The one armed body of the document that nobody knows, for a plain noun ("the rebels") that means no known one."""
        plain = (
            hint.side == "nonstate"
            and not hint.country
            and hint.phrase not in self._locals
            and all(word in self._rebels for word in hint.phrase.split())
        )
        bodies = {other.unknown for other in self.named if other.unknown} if plain else set()
        return next(iter(bodies)) if len(bodies) == 1 else ""

    def _state_name(self, hint: Hint, country: str) -> str:
        """The country whose forces are meant, where the data knows no actor for its state; empty if the words mean none."""
        code = hint.country if hint.side != "nonstate" else ""
        if not code and hint.side == "state":
            code = country
        return self.names.country_names.get(code, "")

    def reference(self, actor: Actor, hint: Hint | None = None) -> ActorRef:
        """A known actor as a claim names it; without a hint it is told by context only."""
        if hint is None:
            return ActorRef(raw="", name=actor.name, actor_id=actor.id)
        return ActorRef(raw=hint.text, name=actor.name, actor_id=actor.id, start=hint.start, end=hint.end)

    def _decide(self, hint: Hint, country: str, before: int) -> Actor | None:
        if hint.ids:
            return self._choose([self.names.actors[actor_id] for actor_id in hint.ids], country)
        if hint.side and not hint.country and any(word in self._foreign for word in hint.phrase.split()):
            return self._only_foreign_state(country)
        generic = self._generic(hint, hint.country or country, several_words=True)
        if generic is not None:
            return generic
        if hint.country:
            return self._of_people(hint, before)
        if hint.unknown:
            return None
        if hint.side == "state":
            return self._generic(hint, country) or self.state_of(country)
        if hint.phrase in self._locals:
            return self._generic(hint, country)
        if hint.side == "nonstate" or any(self.names.generic.get(word) for word in hint.alternatives):
            return (
                self._context("nonstate", country, before, later=False)
                or self._generic(hint, country)
                or self._context("nonstate", country, before)
            )
        return self._generic(hint, country) or self._context("", country, before)

    def _choose(self, actors: Sequence[Actor], country: str) -> Actor:
        """One of several actors of one name: of the time, of the country, known to act anywhere."""
        for fitting in (
            [actor for actor in actors if self._exists(actor)],
            [actor for actor in actors if self._exists(actor) and country in actor.countries],
            [actor for actor in actors if country in actor.countries],
        ):
            if len(fitting) == 1:
                return fitting[0]
            actors = fitting or actors
        return actors[0]

    def _exists(self, actor: Actor) -> bool:
        return existed(actor, self.day)

    def _only_foreign_state(self, country: str) -> Actor | None:
        """The one state from abroad that the document names as an actor; None of several."""
        named = [self.names.actors[actor_id] for actor_id in self.counts]
        found = [actor for actor in named if self.side(actor) == "state" and self.home(actor) not in ("", country)]
        return found[0] if len(found) == 1 else None

    def _generic(self, hint: Hint, country: str, *, several_words: bool = False) -> Actor | None:
        """The actor a descriptive name means in a country, by the table."""
        body = hint.phrase.rpartition(" ")[0]  # "al-Qaeda" of "al-Qaeda fighters"
        for key in dict.fromkeys((hint.text.lower(), hint.phrase, *(() if several_words else (body, *hint.alternatives)))):
            if not key or (several_words and " " not in key):
                continue
            for owner, name in self.names.generic.get(key, ()):
                if self._name_fits(owner, name, country):
                    return owner
        return None

    def _name_fits(self, actor: Actor, name: ActorName, country: str) -> bool:
        if name.country and name.country != country:
            return False
        if self.day is not None and ((name.valid_from and self.day < name.valid_from) or (name.valid_to and self.day >= name.valid_to)):
            return False
        return self._exists(actor) and (bool(name.country) or not actor.countries or country in actor.countries)

    def _of_people(self, hint: Hint, before: int) -> Actor | None:
        """As in "Iraqi troops", "Syrian rebels": the state of the people, or those who fight it there."""
        if hint.side == "nonstate":
            return self._generic(hint, hint.country) or self._context("nonstate", hint.country, before)
        return self.state_of(hint.country)

    def state_of(self, country: str) -> Actor | None:
        """The state whose home a country is, on the day of the document."""
        return next((actor for actor in self.names.states.get(country, ()) if self._exists(actor)), None)

    def home(self, actor: Actor) -> str:
        """The country a state governs; empty for others."""
        return self.names.homes.get(actor.id, "")

    def side(self, actor: Actor) -> str:
        """state, nonstate, or outside for coalitions of states."""
        return "state" if actor.kind in STATE_KINDS else "outside" if actor.kind in _OUTSIDE_KINDS else "nonstate"

    def acts_in(self, actor: Actor, country: str) -> bool:
        """Whether the data lets the actor fight in the country."""
        return not country or country in actor.countries or self.home(actor) == country

    def _sent_by_others(self, actor: Actor, country: str) -> bool:
        """Whether a group stands in the camp of a foreign state: it may fight there beside the state as well as against it."""
        homes = self.names.camp_homes.get(actor.camp)
        return homes is not None and country not in homes

    def _context(self, side: str, country: str, before: int, *, later: bool = True) -> Actor | None:
        """The actor of a side named last before an offset, else (`later`) named next; those known to act in the country first."""
        earlier = [hint for hint in self.named if hint.start < before]
        after = [hint for hint in self.named if hint.start >= before] if later else []
        for hints in (reversed(earlier), iter(after)):
            for hint in hints:
                if not hint.ids or (side == "nonstate" and hint.start in self._helpers):
                    continue  # who helps another is not "the rebels"
                actor = self._choose([self.names.actors[actor_id] for actor_id in hint.ids], country)
                if (not side or self.side(actor) == side) and self.acts_in(actor, country) and self._exists(actor):
                    return actor
        return self._context(side, "", before, later=later) if side == "nonstate" and country else None

    # ------------------------------------------------------------ the other side
    @cached_property
    def counts(self) -> Counter[str]:
        """How often each known actor is named."""
        return Counter(
            self._choose([self.names.actors[actor_id] for actor_id in hint.ids], self.country).id for hint in self.named if hint.ids
        )

    def only_other(self, actor: Actor, *, beside: Iterable[str]) -> bool:
        """Whether nobody but the given actors and `actor` is told of in the document: then one of them did it to the other."""
        camps = {self.names.actors[actor_id].camp or actor_id for actor_id in (*beside, actor.id) if actor_id in self.names.actors}
        others = {self.names.actors[actor_id].camp or actor_id for actor_id in self.counts} - camps
        return not others and not any(hint.unknown for hint in self.named)

    def opponent(self, actor_ids: Iterable[str], *, country: str = "") -> Actor | None:
        """Who fights the given actors in a country, by the document; None if that is open.

        Source: study of actors in LANGUAGE, section 5: the last belligerent of the other side; where there are two, this is
        nearly always right.
        """
        country = country or self.country
        given = [self.names.actors[actor_id] for actor_id in actor_ids if actor_id in self.names.actors]
        if not given:
            return None
        camps = {actor.camp or actor.id for actor in given}

        def hostile(actor: Actor) -> bool:
            return (actor.camp or actor.id) not in camps and self._exists(actor)

        state = self.state_of(country)
        local = all(self.side(actor) == "nonstate" and not self._sent_by_others(actor, country) for actor in given)
        rivals = any(
            hostile(self.names.actors[actor_id])
            and self.side(self.names.actors[actor_id]) == "nonstate"
            and self.acts_in(self.names.actors[actor_id], country)
            for actor_id in self.counts
        )
        if state is not None and hostile(state) and local and (state.id in self.counts or not rivals):
            return state
        ranked = sorted(self.counts.items(), key=lambda item: (self.side(self.names.actors[item[0]]) != "nonstate", -item[1], item[0]))
        foreign = all(self.home(actor) != country for actor in given)
        for actor_id, _ in ranked:
            actor = self.names.actors[actor_id]
            if hostile(actor) and self.acts_in(actor, country) and self.side(actor) != "outside":
                if foreign and not local and state is not None and hostile(state) and actor.id != state.id and state.id in self.counts:
                    return None  # somebody from outside, and both sides of the war are told of
                return actor
        if state is not None and hostile(state) and (local or state.id in self.counts):
            return state  # a foreign army may as well fight beside the state, which the text must at least name
        return None


def _plain(hint: Hint) -> str:
    """The words of an actor nobody knows, as they are called: a noun of its own in lower case and the plural ("rebels")."""
    if hint.side == "state" or hint.unknown or hint.country or not hint.phrase or hint.text.lower() != hint.phrase:
        return hint.text
    last = hint.phrase.rpartition(" ")[2]
    plural = next((word for word in hint.alternatives if word != last and word.startswith(last)), last)
    words = [word if "-" in word else word.lower() for word in hint.text.split()]
    return " ".join([*words[:-1], plural])
