"""How much a claim weighs: whose word it is, how good the source is rated, how well the place is known.

Ratings follow the Admiralty grid (NATO STANAG 2511): reliability of the source A to F, credibility of
its information 1 to 6. They come from a small table that users edit; an outlet that is not in it
counts as neither good nor bad.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geomap.control.interest import Word
from geomap.control.policy import Policy
from geomap.errors import Problem, ProblemsError
from geomap.model import Claim, Modality

RELIABILITY = {"A": 1.0, "B": 0.9, "C": 0.75, "D": 0.5, "E": 0.25, "F": 0.75}
"""Factor of each grade; F says that it cannot be judged, which is not the same as bad."""
CREDIBILITY = {1: 1.0, 2: 0.9, 3: 0.75, 4: 0.5, 5: 0.25, 6: 0.75}
"""Factor of each grade; 6 says that it cannot be judged."""
RATING_COLUMNS = ("source", "reliability", "credibility", "camp", "note")
"""Columns of the table of ratings."""


@dataclass(frozen=True, kw_only=True)
class SourceRating:
    """What the desk thinks of one outlet."""

    source: str
    """Name of the outlet as claims give it, compared without case."""
    reliability: str = ""
    """A (completely reliable) to E (unreliable), F (cannot be judged); empty: not rated."""
    credibility: int | None = None
    """1 (confirmed) to 5 (improbable), 6 (cannot be judged); None: not rated."""
    camp: str = ""
    """Camp the outlet belongs to (state media, a group's channel); empty: none."""
    note: str = ""

    @property
    def factor(self) -> float:
        """What the weight of a claim of this outlet is multiplied with."""
        reliability = RELIABILITY[self.reliability] if self.reliability else 1.0
        credibility = CREDIBILITY[self.credibility] if self.credibility is not None else 1.0
        return reliability * credibility


def parse_ratings(rows: Iterable[Mapping[str, str]], *, path: str = "") -> dict[str, SourceRating]:
    """Ratings by case-folded name of the outlet.

    Parameters
    ----------
    rows
        Rows with the columns of `RATING_COLUMNS`, of which only ``source`` is required; the header is line 1.
    path
        File as the user named it, for the problems.

    Raises
    ------
    ProblemsError
        With every bad value and every outlet that is rated twice.
    """
    ratings: dict[str, SourceRating] = {}
    problems: list[Problem] = []

    def wrong(line: int, field: str, message: str) -> None:
        problems.append(Problem(path=path, line=line, field=field, message=message))

    for line, row in enumerate(rows, start=2):
        source = (row.get("source") or "").strip()
        reliability = (row.get("reliability") or "").strip().upper()
        credibility = (row.get("credibility") or "").strip()
        if not source:
            wrong(line, "source", "empty; expected the name of an outlet")
        elif source.casefold() in ratings:
            wrong(line, "source", f"{source!r} is rated twice")
        elif reliability and reliability not in RELIABILITY:
            wrong(line, "reliability", f"{reliability!r} is none of {', '.join(RELIABILITY)}")
        elif credibility and credibility not in {str(grade) for grade in CREDIBILITY}:
            wrong(line, "credibility", f"{credibility!r} is no number from 1 to 6")
        else:
            ratings[source.casefold()] = SourceRating(
                source=source,
                reliability=reliability,
                credibility=int(credibility) if credibility else None,
                camp=(row.get("camp") or "").strip(),
                note=(row.get("note") or "").strip(),
            )
    if problems:
        raise ProblemsError(problems)
    return ratings


def weight_of(claim: Claim, word: Word, factor: float, policy: Policy) -> float:
    """The weight of one claim, by the numbers of `policy`; `factor` is that of the outlet."""
    if word is Word.ADMISSION:
        weight = policy.admission_weight
    elif word is Word.OWN:
        weight = policy.own_word_weight
    elif word is Word.OUTSIDER:
        weight = policy.outsider_weight
    elif claim.modality is Modality.REPORTED:
        weight = policy.reported_weight
    else:
        weight = policy.asserted_weight
    if claim.place.inferred:
        weight *= policy.inferred_factor
    return weight * factor
