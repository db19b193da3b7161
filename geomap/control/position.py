"""What speaks for one holder of one place since it came to hold it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geomap.control.camps import Camps
from geomap.control.evidence import Evidence
from geomap.control.independence import add_origin, one_origin
from geomap.control.interest import Word
from geomap.control.policy import Policy
from geomap.model import Confidence, Extent

Step = tuple[str, tuple[str, ...], tuple[str, ...], str, tuple[str, ...]]
"""Rule id, who (actor keys), whom (actor keys), more, claim ids."""

_LADDER = (Confidence.CONFIRMED, Confidence.LIKELY, Confidence.POSSIBLE, Confidence.DOUBTFUL)


def lower(confidence: Confidence) -> Confidence:
    """One step less sure."""
    return _LADDER[min(_LADDER.index(confidence) + 1, len(_LADDER) - 1)]


def ids(pieces: Sequence[Evidence]) -> tuple[str, ...]:
    """Claim ids of some evidence, each once, in its order."""
    if len(pieces) == 1:
        return (pieces[0].id,)
    return tuple(dict.fromkeys(piece.id for piece in pieces))


class Position:
    """A holder (one camp, or several told together) with everything that speaks for it."""

    __slots__ = (
        "_holders",
        "_origins",
        "_policy",
        "_votes",
        "admitted",
        "best",
        "camps",
        "extent",
        "joint",
        "last",
        "loser",
        "named",
        "share",
        "start",
        "steps",
        "support",
    )

    def __init__(self, policy: Policy, extent: Extent, start: date) -> None:
        """Begin with nothing said."""
        self._policy = policy
        self._votes: dict[str, float] = {}
        self._holders: tuple[str, ...] | None = None
        self._origins: list[Evidence] = []
        self.camps: set[str] = set()
        self.extent = extent
        self.share: float | None = None
        self.joint = False
        """Several camps are said to hold it together, in one claim."""
        self.loser = ""
        """Camp it was taken from; empty if nobody says."""
        self.start = start
        self.last = start
        """Day of the youngest support."""
        self.best = 0.0
        self.admitted = False
        self.named = False
        """Whether any supporting text names the place."""
        self.support: list[Evidence] = []
        self.steps: list[Step] = []

    def add(self, piece: Evidence, *, votes: bool = True) -> None:
        """Take one more piece of support; `votes` says whether it names the holder (a loss does not)."""
        self.support.append(piece)
        if piece.day > self.last:
            self.last = piece.day
        weight = piece.weight
        if votes and piece.actors:
            voted = self._votes
            if len(piece.actors) == 1:
                actor = piece.actors[0]
                voted[actor] = voted.get(actor, 0.0) + weight
            else:
                for rank, actor in enumerate(piece.actors):  # partners come after the actor they are told with
                    voted[actor] = voted.get(actor, 0.0) + weight * 0.9**rank
            self._holders = None
            self.camps.add(piece.camp)
            if piece.allies:
                self.camps.update(piece.allies)
                self.joint = True
            if not self.loser and piece.target and piece.target not in self.camps:
                self.loser = piece.target
        if not piece.inferred:
            self.named = True
        word = piece.word
        if word is Word.OWN:
            return
        if word is Word.ADMISSION:
            self.admitted = True
        if weight > self.best:
            self.best = weight
        origins = self._origins
        # Two are enough: the engine asks whether there is a second origin; the ledger counts them all.
        if weight >= self._policy.origin_from:
            if not origins:
                origins.append(piece)
            elif len(origins) == 1:
                add_origin(origins, piece, size=self._policy.shingle_words, threshold=self._policy.same_text)

    def repeats(self, piece: Evidence) -> bool:
        """Whether one more word for the holder would change neither who it is nor how sure that is."""
        if len(self._votes) != 1 or piece.actors != self.holders or not (self.named or piece.inferred):
            return False
        if self.strong or piece.word is Word.OWN:
            return True
        if piece.word is Word.ADMISSION or piece.weight > self.best:
            return False
        if piece.weight < self._policy.origin_from:
            return True
        size, threshold = self._policy.shingle_words, self._policy.same_text
        return len(self._origins) == 1 and one_origin(self._origins[0], piece, size=size, threshold=threshold)

    def grant(self, actors: tuple[str, ...], camp: str, piece: Evidence) -> None:
        """Take a claim of loss as a word for the one it was lost to."""
        self.add(piece, votes=False)
        for actor in actors:
            self._votes[actor] = self._votes.get(actor, 0.0) + piece.weight
        self._holders = None
        self.camps.add(camp)
        self.loser = self.loser or piece.camp

    def drop(self, camp: str, camps: Camps) -> None:
        """Take one of several camps out; what spoke for all of them still speaks for the others."""
        self.camps.discard(camp)
        self.joint = self.joint and len(self.camps) > 1
        self._votes = {key: weight for key, weight in self._votes.items() if camps.of(key) != camp}
        self._holders = None

    @property
    def holders(self) -> tuple[str, ...]:
        """Actor keys, the one with the most weight first."""
        if self._holders is None and len(self._votes) == 1:
            self._holders = tuple(self._votes)
        elif self._holders is None:
            self._holders = tuple(sorted(self._votes, key=lambda key: (-round(self._votes[key], 6), key)))
        return self._holders

    @property
    def strong(self) -> bool:
        """Whether two independent origins or an admission speak for it."""
        return self.admitted or len(self._origins) > 1

    def confidence(self) -> Confidence:
        """How sure it is, before contradictions."""
        if self.strong:
            return Confidence.CONFIRMED if self.named else Confidence.LIKELY
        if self.best >= self._policy.likely_from:
            return Confidence.LIKELY
        return Confidence.POSSIBLE if self.best >= self._policy.possible_from else Confidence.DOUBTFUL
