"""What speaks for one holder of one place since it came to hold it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geomap.control.camps import Camps
from geomap.control.evidence import Evidence
from geomap.control.independence import add_origin
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
        return (pieces[0].claim.id,)
    return tuple(dict.fromkeys(piece.claim.id for piece in pieces))


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
        if votes and piece.actors:
            weight = piece.weight
            for actor in piece.actors:
                self._votes[actor] = self._votes.get(actor, 0.0) + weight
                weight = piece.weight * 0.9  # partners come after the actor they are told with
            self._holders = None
            self.camps.add(piece.camp)
            if piece.allies:
                self.camps.update(piece.allies)
                self.joint = True
            if piece.target and not self.loser and piece.target not in self.camps:
                self.loser = piece.target
        if not piece.claim.place.inferred:
            self.named = True
        if piece.word is Word.ADMISSION:
            self.admitted = True
        if piece.word is not Word.OWN:
            self.best = max(self.best, piece.weight)
            # Two are enough: the engine asks whether there is a second origin; the ledger counts them all.
            if len(self._origins) < 2 and piece.weight >= self._policy.origin_from:
                add_origin(self._origins, piece, size=self._policy.shingle_words, threshold=self._policy.same_text)

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
        if self._holders is None:
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
