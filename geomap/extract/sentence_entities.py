"""Places, actors, dates and fixed phrases of a sentence as words."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.extract.actor_names import ActorNames
from geomap.extract.actors import Hint
from geomap.extract.dates import TimeHit
from geomap.extract.memory import Named
from geomap.extract.rules import RuleSet
from geomap.extract.words import Entity
from geomap.text.sentences import Span


def _seat_of_power(text: str, place: Named, names: ActorNames) -> Hint | None:
    """The actor a place name stands for anywhere ("Washington", by the table of actors)."""
    surface = text[place.start : place.end]
    ids = tuple(actor.id for actor, name in names.generic.get(surface.lower(), ()) if not name.country)
    return Hint(start=place.start, end=place.end, text=surface, ids=ids) if ids else None


def sentence_entities(
    text: str, span: Span, named: Sequence[Named], forces: Sequence[Hint], times: Sequence[TimeHit], names: ActorNames, rules: RuleSet
) -> list[Entity]:
    """Places, actors, dates and fixed phrases of a sentence as words; where a place name is an actor's as well, it is both."""
    entities: list[Entity] = []
    for place in named:
        same = next((hint for hint in forces if hint.start == place.start and hint.end == place.end), None)
        same = same or _seat_of_power(text, place, names)
        wider = next((hint for hint in forces if hint.start <= place.start and place.end <= hint.end and hint is not same), None)
        if wider is None:
            entities.append(Entity(place.start, place.end, "B" if same else "P", (place, same) if same else place))
    taken = [(entity.start, entity.end) for entity in entities]

    def add(start: int, end: int, tag: str, value: object = None) -> None:
        if not any(a < end and start < b for a, b in taken):
            entities.append(Entity(start, end, tag, value))
            taken.append((start, end))

    for hint in forces:
        add(hint.start, hint.end, "A", hint)
    for hit in times:
        add(hit.start, hit.end, "T", hit)
    if rules.fixed_phrase_sieve.passing(text[span.start : span.end].lower()):
        for match in rules.fixed_phrases.finditer(text, span.start, span.end):
            add(match.start(), match.end(), match.lastgroup or "j")
    return sorted(entities, key=lambda entity: (entity.start, entity.end))
