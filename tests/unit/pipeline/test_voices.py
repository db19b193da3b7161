"""Tests of what would follow if one voice were the only one to be heard."""

from __future__ import annotations

from geomap.control import DEFAULT_POLICY
from geomap.model import Attribution, ClaimType, ControlStatus, Modality
from geomap.pipeline.voices import hear_voices
from tests.map_sample import ACTORS, PLACES, claim

CAPTURED = claim("wire", "birk", ClaimType.CAPTURE, "league", "the league took Birk", modality=Modality.ASSERTED)
BOAST = claim(
    "boast",
    "birk",
    ClaimType.RECAPTURE,
    "crown",
    "Birk is ours again, the colonel said",
    source="Gazette",
    modality=Modality.CLAIMED_BY_PARTY,
    attribution=Attribution(speaker="the colonel", speaker_actor_id="crown", camp="crown"),
)


def said(*claims):
    return hear_voices(claims, places=PLACES, actors=ACTORS, crossings=(), policy=DEFAULT_POLICY, sources={})


def test_each_voice_is_decided_from_its_own_claims() -> None:
    heard = said(CAPTURED, BOAST)
    assert set(heard) == {"source:North Wire", "source:Gazette", "camp:crown", "camp:independent"}
    (wire,) = heard["source:North Wire"]
    assert (wire.status, wire.holders, wire.support) == (ControlStatus.HELD, ("league",), ("wire",))


def test_a_source_keeps_a_partys_word_apart_and_a_camp_is_taken_at_it() -> None:
    heard = said(CAPTURED, BOAST)
    assert [(state.status, state.holders) for state in heard["source:Gazette"]] == [(ControlStatus.CLAIMED_ONLY, ("crown",))]
    assert [(state.status, state.holders) for state in heard["camp:crown"]] == [(ControlStatus.HELD, ("crown",))]


def test_without_parties_there_are_no_camps_to_choose() -> None:
    assert set(said(CAPTURED)) == {"source:North Wire"}
