"""What the five seed articles must yield, from nothing but their texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from geomap.extract import extract_document
from geomap.gazetteer import Gazetteer, load_gazetteer
from geomap.model import Claim, Document, Extent, Modality


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def claims(shared: Path, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    found: list[Claim] = []
    for path in sorted((shared / "seeds" / "articles").glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---", 2)
        fields = yaml.safe_load(front)
        published = fields["published"] if isinstance(fields["published"], date) else date.fromisoformat(str(fields["published"]))
        document = Document(
            id=fields["id"], text=body.strip(), title=fields.get("title") or "", source=fields.get("source") or "", published=published
        )
        found += extract_document(document, gazetteer).claims
    return tuple(found)


def rows(claims: tuple[Claim, ...], place: str, kind: str) -> list[Claim]:
    return [claim for claim in claims if claim.place.place_id == place and claim.type.value == kind]


@pytest.mark.parametrize("place", ["iq-rawa", "iq-ana", "iq-al-qaim-crossing"])
def test_captures_of_21_june_according_to_residents(claims: tuple[Claim, ...], place: str) -> None:
    told = rows(claims, place, "capture")
    assert any(
        claim.actor is not None
        and claim.actor.actor_id == "islamic-state"
        and claim.modality is Modality.REPORTED
        and claim.attribution.speaker == "residents"
        and claim.dating.edtf == "2014-06-21"
        for claim in told
    )


@pytest.mark.parametrize("place", ["iq-rawa", "iq-ana"])
def test_the_withdrawal_is_a_second_claim_of_the_government(claims: tuple[Claim, ...], place: str) -> None:
    told = rows(claims, place, "withdrawal")
    assert any(claim.modality is Modality.CLAIMED_BY_PARTY and claim.attribution.camp == "iraq-government" for claim in told)


def test_mosul_about_10_june(claims: tuple[Claim, ...]) -> None:
    days = [claim.dating for claim in rows(claims, "iq-mosul", "capture")]
    assert any(dating.earliest and dating.latest and dating.earliest <= date(2014, 6, 10) <= dating.latest for dating in days)


def test_fallujah_whole_and_ramadi_in_part_since_january_are_inferred(claims: tuple[Claim, ...]) -> None:
    held = {claim.place.place_id: claim for claim in claims if claim.type.value == "control" and claim.place.inferred}
    assert held["iq-fallujah"].extent is Extent.FULL
    assert held["iq-ramadi"].extent is Extent.PARTIAL
    assert all(claim.since is not None and claim.since.edtf == "2014-01" for claim in (held["iq-fallujah"], held["iq-ramadi"]))


def test_the_air_strike_is_an_attack_in_a_city_held_by_the_other_side(claims: tuple[Claim, ...]) -> None:
    strikes = rows(claims, "iq-tikrit", "attack")
    assert any(claim.actor is not None and claim.actor.actor_id == "government-of-iraq" for claim in strikes)
    held = rows(claims, "iq-tikrit", "control")
    assert any(claim.actor is not None and claim.actor.actor_id in ("islamic-state", "iraqi-sunni-insurgents") for claim in held)


def test_hilla_is_attacked_and_nothing_else(claims: tuple[Claim, ...]) -> None:
    assert {claim.type.value for claim in claims if claim.place.place_id == "iq-hilla"} == {"attack"}


@pytest.mark.parametrize(("place", "holder"), [("iq-al-walid-crossing", "government-of-iraq"), ("iq-rabia-crossing", "peshmerga")])
def test_the_unnamed_crossings_are_inferred_with_their_sentence(claims: tuple[Claim, ...], place: str, holder: str) -> None:
    told = rows(claims, place, "crossing_status")
    assert told
    assert all(claim.place.inferred and claim.actor is not None and claim.actor.actor_id == holder and claim.quotation for claim in told)


def test_the_airbase_is_taken_and_not_its_town(claims: tuple[Claim, ...]) -> None:
    assert rows(claims, "iq-tal-afar-airbase", "capture")
    assert not [claim for claim in claims if claim.place.place_id == "iq-tal-afar"]


def test_every_claim_says_which_rules_shaped_it(claims: tuple[Claim, ...]) -> None:
    assert all(claim.cues and claim.cues[0].partition(".")[0] for claim in claims)
