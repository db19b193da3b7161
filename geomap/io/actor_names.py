"""Actors of tables: matched to the gazetteer's by id, name or alias; an unknown one is kept as it is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from geomap.model import Actor, ActorName, ActorRef
from geomap.text.fold import fold


class ActorNames:
    """Every name of every actor, folded."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        """Index the names once."""
        self._by_id = {actor.id: actor for actor in actors}
        self._by_name: dict[str, list[tuple[Actor, ActorName | None]]] = defaultdict(list)
        self._found: dict[tuple[str, str, date | None], Actor | None] = {}
        for actor in actors:
            self._by_name[fold(actor.name)].append((actor, None))
            for name in actor.names:
                self._by_name[fold(name.text)].append((actor, name))

    def find(self, words: str, *, country: str = "", on: date | None = None) -> Actor | None:
        """The one actor the words can mean, or None.

        Parameters
        ----------
        words
            Actor id, name or alias.
        country
            ISO 3166-1 alpha-2 code of the place spoken of: some names mean different actors in different countries.
        on
            The day spoken of: some names pass from one actor to the next; None: names without dates go first.
        """
        key = (words, country, on)
        if key not in self._found:
            self._found[key] = self._find(words, country, on)
        return self._found[key]

    def _find(self, words: str, country: str, on: date | None) -> Actor | None:
        if words in self._by_id:
            return self._by_id[words]
        hits = self._by_name.get(fold(words), [])
        fitting = [actor for actor, name in hits if name is None or not name.country or name.country == country]
        # a table names nobody by accident: an abbreviation that only one actor bears is his in any country
        own = {actor.id: actor for actor in fitting or [actor for actor, name in hits if name is not None and name.text.isupper()]}
        if len(own) > 1 and not fitting:
            return None
        if len(own) > 1:  # a name that passed from one state to the next: whoever bore it on the day
            own = {actor.id: actor for actor, name in hits if actor.id in own and _borne(actor, name, on)}
        if len(own) > 1:  # "army": the one that fights in this country, if it is one
            own = {key: actor for key, actor in own.items() if country and country in actor.countries}
        return next(iter(own.values())) if len(own) == 1 else None

    def refer(self, words: str, *, country: str = "", on: date | None = None) -> ActorRef:
        """A reference to the actor; one the data does not know keeps its words and has no id."""
        actor = self.find(words, country=country, on=on)
        if actor is None:
            return ActorRef(raw=words, name=words)
        return ActorRef(raw=words, name=actor.name, actor_id=actor.id)

    def get(self, actor_id: str) -> Actor | None:
        """The actor with this id, or None."""
        return self._by_id.get(actor_id)


def _borne(actor: Actor, name: ActorName | None, on: date | None) -> bool:
    """Whether the actor bore the name on the day; of no day, whether it always did."""
    first, last = (name.valid_from, name.valid_to) if name is not None else (None, None)
    if on is None:
        return first is None and last is None
    return actor.active_on(on) and (first is None or first <= on) and (last is None or on < last)
