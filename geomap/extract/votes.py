"""What the names of a document say about each other: countries, units and neighbourhood.

Every name spreads one vote over its candidates, in proportion to how likely each is. A candidate is
supported by the votes of the other names for its country, its first-level unit and the cells around it.
Counting in cells of one degree (and the eight around each) stands for nearness within some 100 to 200 km: it
costs the same for any number of names. Distances that are shown to people are geodesics, not cells.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geomap.extract.priors import Prior

COUNTRY_POINTS = 5.0
"""For a candidate in the country that all other names are in."""
UNIT_POINTS = 6.5
"""The same for the first-level unit."""
NEAR_POINTS = 1.2
"""For each other name with a candidate near by, up to `NEAR_MOST` names."""
NEAR_MOST = 2.5
MOST_POINTS = COUNTRY_POINTS + UNIT_POINTS + NEAR_POINTS * NEAR_MOST
"""The most that the other names can give one candidate."""
_SILENT = 0.02
"""Share below which a candidate has no vote."""
_SILENT_NAME = 0.7
UNLISTED_POINTS = 1.5
"""Of the namesake that no gazetteer has: a far-fetched reading does not win by being the only one."""

UNLISTED_HERE_POINTS = 4.0
"""More for it, where all other names are in one country: a small namesake elsewhere is no likelier than a village nobody has listed."""


@dataclass(slots=True)
class Ballot:
    """One name of the document with its candidates and the present share of each."""

    weight: float
    """How often the name occurs, damped."""
    priors: Sequence[Prior]
    fixed: list[float]
    """Points of each candidate before other names are heard: prior, focus, generic word, container."""
    unlisted: float = UNLISTED_POINTS
    """Of the namesake that no gazetteer has."""
    share: list[float] = field(default_factory=list)

    def settle(self, extra: Sequence[float], heat: float = 1.0, *, unlisted: float = 0.0) -> None:
        """Turn points into shares; with the unknown namesake they sum to one.

        Parameters
        ----------
        unlisted
            Points that the other names give the unknown namesake.
        heat
            Above 1 in early rounds: small places get a voice before the big ones have settled the matter.
        """
        points = [own + more for own, more in zip(self.fixed, extra, strict=True)]
        self.share = shares([*(value / heat for value in points), (self.unlisted + unlisted) / heat])[:-1]


@dataclass(slots=True)
class Votes:
    """The votes of all names, by country, unit and cell."""

    countries: dict[str, float]
    units: dict[str, float]
    near: dict[tuple[int, int], float]
    """Of a cell and the eight around it together."""
    total: float


def shares(points: Sequence[float]) -> list[float]:
    """Soft maximum: the share of each candidate, summing to one; empty for none."""
    if not points:
        return []
    top = max(points)
    parts = [math.exp(value - top) for value in points]
    whole = sum(parts)
    return [part / whole for part in parts]


def count(ballots: Sequence[Ballot], peoples: Mapping[str, float]) -> Votes:
    """Count the present shares of all names, and the votes of peoples for their countries."""
    countries: dict[str, float] = defaultdict(float, peoples)
    units: dict[str, float] = defaultdict(float)
    near: dict[tuple[int, int], float] = defaultdict(float)
    total = sum(peoples.values())
    for ballot in ballots:
        total += ballot.weight
        for prior, share in zip(ballot.priors, ballot.share, strict=True):
            if share < _SILENT:
                continue
            vote = share * ballot.weight
            if prior.place.country:
                countries[prior.place.country] += vote
            if prior.unit:
                units[prior.unit] += vote
            for cell in prior.around:
                near[cell] += share
    return Votes(countries, units, near, total)


def support(ballot: Ballot, votes: Votes) -> tuple[list[float], float]:
    """For each candidate of one name, and for the namesake that no gazetteer has, the points that the other names give.

    A candidate gets points for country (a crossing for either of its two), unit and nearness; the unknown
    namesake would lie where most of the text is.
    """
    others = votes.total - ballot.weight
    if others <= 0:
        return [0.0] * len(ballot.priors), 0.0
    own_countries: dict[str, float] = {}
    own_units: dict[str, float] = {}
    heard = [(prior, share) for prior, share in zip(ballot.priors, ballot.share, strict=True) if share >= _SILENT]
    for prior, share in heard:
        code = prior.place.country
        own_countries[code] = own_countries.get(code, 0.0) + share * ballot.weight
        if prior.unit:
            own_units[prior.unit] = own_units.get(prior.unit, 0.0) + share * ballot.weight
    own_cells = [(prior.cell, share) for prior, share in heard if prior.cell]
    # few names say little: the shares are pulled towards nothing by a silent name
    damped = others + _SILENT_NAME
    found = []
    for prior in ballot.priors:
        code = prior.place.country
        points = 0.0
        country = votes.countries.get(code, 0.0)
        if country > 0:
            country -= own_countries.get(code, 0.0)
            if country > 0:
                points = COUNTRY_POINTS * country / damped
        if prior.across:
            points += COUNTRY_POINTS * max(0.0, votes.countries.get(prior.across, 0.0) - own_countries.get(prior.across, 0.0)) / damped
        unit = votes.units.get(prior.unit, 0.0) if prior.unit else 0.0
        if unit > 0 and prior.unit:
            unit -= own_units.get(prior.unit, 0.0)
            if unit > 0:
                points += UNIT_POINTS * math.sqrt(unit / damped)
        near = votes.near.get(prior.cell, 0.0) if prior.cell else 0.0
        if near > 0 and prior.cell:
            x, y = prior.cell
            near -= sum([share for (east, north), share in own_cells if -1 <= east - x <= 1 and -1 <= north - y <= 1])
            if near > 0:
                points += NEAR_POINTS * min(NEAR_MOST, near)
        found.append(points)
    most = max((vote - own_countries.get(code, 0.0) for code, vote in votes.countries.items()), default=0.0)
    return found, UNLISTED_HERE_POINTS * max(0.0, most) / damped
