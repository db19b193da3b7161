"""What would follow if one source, or one camp, were the only one to be heard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from geomap.control import Policy, build_control
from geomap.control.camps import INDEPENDENT
from geomap.control.weights import SourceRating
from geomap.model import Actor, Attribution, Claim, ControlState, Crossing, CrossingState, Modality, Place

Said = tuple[ControlState | CrossingState, ...]


def hear_voices(
    claims: Iterable[Claim],
    *,
    places: Mapping[str, Place],
    actors: Mapping[str, Actor],
    crossings: Iterable[Crossing],
    policy: Policy,
    sources: Mapping[str, SourceRating],
) -> dict[str, Said]:
    """Voice to the states that the same rules make of its claims alone; see `geomap.model.Telling`.

    A source is heard as it stands: what it reports as a party's word stays that. A camp is taken at its word, so its claims count as
    asserted; those who are no party are heard together, where there is a party to tell them from.
    """
    heard: dict[str, list[Claim]] = {}
    parties = False
    for claim in claims:
        if claim.source:
            heard.setdefault(f"source:{claim.source}", []).append(claim)
        camp = claim.attribution.camp
        parties = parties or bool(camp)
        heard.setdefault(f"camp:{camp or INDEPENDENT}", []).append(_at_its_word(claim) if camp else claim)
    if not parties:
        heard.pop(f"camp:{INDEPENDENT}", None)
    listed = tuple(crossings)
    said: dict[str, Said] = {}
    for voice, words in sorted(heard.items()):
        control = build_control(words, places=places, actors=actors, crossings=listed, policy=policy, sources=sources)
        said[voice] = (*control.states, *control.crossing_states)
    return said


def _at_its_word(claim: Claim) -> Claim:
    modality = Modality.ASSERTED if claim.modality is Modality.CLAIMED_BY_PARTY else claim.modality
    return replace(claim, modality=modality, attribution=Attribution(publication=claim.attribution.publication))
