from __future__ import annotations

from datetime import date

from mirra import at, claim, control

from geomap.model import Confidence, ControlStatus, Extent

S = ControlStatus


def north(*args, **fields):
    return claim(*args, at="north", **fields)


def state(*claims, day="1990-05-10"):
    return at(claims, day, "north")


def test_a_stated_share_is_kept_with_its_extent():
    found = state(north("control", "league", extent="most", share_percent=70.0))
    assert (found.status, found.holders, found.extent, found.share_percent) == (S.HELD, ("league",), Extent.MOST, 70.0)
    assert "70 percent" in found.trace[0].text


def test_part_of_a_unit_is_shared_since_the_rest_is_somebody_elses():
    assert state(north("control", "league", extent="partial")).status is S.SHARED


def test_two_camps_hold_shares_side_by_side_the_larger_first():
    found = state(north("control", "league", extent="partial"), north("control", "crown", extent="most", source="Herald"))
    assert (found.status, found.holders, found.extent) == (S.SHARED, ("crown", "league"), Extent.MOST)


def test_the_whole_wipes_out_the_shares():
    found = state(north("control", "league", extent="partial", day="1990-05-01"), north("capture", "crown"))
    assert (found.status, found.holders) == (S.HELD, ("crown",))


def test_taking_more_parts_does_not_shrink_a_share_and_holding_part_does():
    most = north("control", "league", extent="most", day="1990-05-01")
    assert state(most, north("capture", "league", extent="partial")).extent is Extent.MOST
    assert state(most, north("control", "league", extent="partial")).extent is Extent.PARTIAL


def test_a_share_that_is_no_longer_told_is_not_carried_into_another_extent():
    claims = [north("control", "league", extent="most", share_percent=70.0, day="1990-05-01"), north("control", "league", extent="partial")]
    assert state(*claims).share_percent is None


def test_a_partys_word_about_its_share_is_claimed_only():
    found = state(north("control", "crown", by="crown"))
    assert (found.status, found.holders, found.confidence) == (S.CLAIMED_ONLY, ("crown",), Confidence.POSSIBLE)


def test_losing_part_makes_most_of_all():
    found = state(north("control", "league", day="1990-05-01"), north("loss", "league", extent="partial"))
    assert (found.status, found.extent) == (S.HELD, Extent.MOST)


def test_losing_all_leaves_it_unknown():
    found = state(north("control", "league", day="1990-05-01"), north("withdrawal", "league"))
    assert (found.status, found.holders) == (S.UNKNOWN, ())


def test_an_attack_in_a_unit_makes_no_state():
    assert state(north("attack", "league")) is None


def test_old_fighting_ends_when_a_share_is_told_long_after():
    fight = north("contested", "league", target="crown", extent="partial", day="1990-01-05")
    assert state(fight, north("control", "league", extent="most", day="1990-01-20"), day="1990-01-20").status is S.CONTESTED
    assert state(fight, north("control", "league", extent="most")).status is S.HELD


def test_thousands_of_claims_on_one_unit_are_taken_in_their_stride():
    claims = [north("control", "league", extent="partial", day=date.fromordinal(726_000 + n).isoformat()) for n in range(3000)]
    assert len(control(*claims).states) == 1
