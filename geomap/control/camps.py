"""Actor keys, and which camp an actor stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geomap.model import Actor, ActorRef

INDEPENDENT = "independent"
"""The camp of sources that are no party."""


def actor_key(ref: ActorRef) -> str:
    """The actor id, or ``name:<words>`` for an actor the data does not know."""
    return ref.actor_id or f"name:{ref.name}"


class Camps:
    """Looks up camps and names; an actor without a camp is a camp of its own."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        """Keep `actors` by id."""
        self._actors = actors
        self._camps = {key: actor.camp or key for key, actor in actors.items()}
        self._sides = frozenset(actor.camp for actor in actors.values() if actor.camp)

    def of(self, key: str) -> str:
        """The camp of an actor key; the key itself if the actor is unknown; empty for no actor."""
        return self._camps.get(key, key)

    def apart(self, camps: Iterable[str]) -> bool:
        """Whether more than one of these is a camp that the data tells as a side of its own, and so no other name of the same side."""
        return len(self._sides.intersection(camps)) > 1

    def name(self, key: str) -> str:
        """The name of an actor key, for people."""
        actor = self._actors.get(key)
        return actor.name if actor else key.removeprefix("name:")
