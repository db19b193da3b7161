"""Matching frames: which words of a sentence make a claim."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.extract.clauses import Row
from geomap.extract.noun_frames import NounFrames
from geomap.extract.roles import Draft
from geomap.extract.verb_frames import VerbFrames


class FrameMatcher(VerbFrames, NounFrames):
    """Matches the frames of one language against the sentences of one document."""

    def match(self, row: Row) -> Iterator[Draft]:
        """The drafts of a sentence, in text order; each is made when it is asked for, so that it sees what the one before told."""
        for position, item in enumerate(row.items):
            if item.verb is not None:
                yield from self.of_verb(row, position, item.verb)
            elif item.phrase is not None:
                yield from self.of_phrase(row, position, item.phrase)
