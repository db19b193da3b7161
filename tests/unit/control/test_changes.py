from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from mirra import ACTORS, DOVE, PLACES, claim, control, days
from shapely.geometry import box

from geomap.control import COLUMNS, Freshness, age_days, balance, build_control, changes, freshness, states_table
from geomap.model import Area, AreaEstimate, AreaRange, CrossingStatus

FIRST, LAST = days("1990-05-01"), days("1990-06-01")


def found(*claims, **options):
    built = control(*claims)
    return built, {change.id: change for change in changes(built, FIRST, LAST, **options)}


def test_a_town_that_changed_hands_is_told_with_its_day():
    _, told = found(claim("control", "crown", day="1990-04-01"), claim("capture", "league", day="1990-05-10"))
    change = told["arda"]
    assert (change.what, change.holders_before, change.holders_after, change.days) == (
        "changed hands",
        ("crown",),
        ("league",),
        (days("1990-05-10"),),
    )
    assert change.sentence == "Arda changed hands: held by the Crown, then held by the League (1990-05-10)."
    assert json.loads(json.dumps(change.record()))["days"] == ["1990-05-10"]


def test_what_did_not_change_is_not_told():
    _, told = found(claim("control", "crown", day="1990-04-01"), claim("control", "crown", day="1990-05-10"))
    assert told == {}


def test_first_told_of_is_not_taken():
    _, told = found(claim("control", "crown", day="1990-05-10"), claim("capture", "league", day="1990-05-10", at="bryn"))
    assert told["arda"].what == "first told"
    assert told["bryn"].what == "taken"


def test_the_balance_counts_what_was_gained_and_lost_and_not_what_was_first_told():
    places = {**PLACES, "arda": replace(PLACES["arda"], population=1200)}
    claims = [
        claim("control", "crown", day="1990-04-01"),
        claim("capture", "league", day="1990-05-10"),
        claim("control", "crown", day="1990-05-10", at="bryn"),
        claim("control", "league", day="1990-05-10", at="north", extent="most"),
    ]
    built = build_control(claims, places=places, actors=ACTORS, crossings=(DOVE,))
    rows = {row.actor: row for row in balance(changes(built, FIRST, LAST), built)}
    assert (rows["league"].places_gained, rows["league"].people_gained) == (1, 1200)
    assert (rows["crown"].places_gained, rows["crown"].places_lost) == (0, 1)


def test_a_boast_changes_the_status_and_gains_nothing():
    built, told = found(claim("control", "crown", day="1990-04-01"), claim("capture", "league", by="league"))
    assert told["arda"].what == "status"
    assert told["arda"].holders_after == ()
    assert all(row.places_gained == 0 for row in balance(told.values(), built))


def test_a_crossing_that_closes_is_a_change_of_passage():
    _, told = found(
        claim("control", "crown", at="dove-crossing", day="1990-04-01"),
        claim("crossing_status", None, at="dove-crossing", crossing_status=CrossingStatus.CLOSED),
    )
    assert (told["dove-crossing"].kind, told["dove-crossing"].what) == ("crossing", "passage")
    assert "closed" in told["dove-crossing"].sentence


def test_square_kilometres_are_compared_by_actor_and_method():
    def area(first, last, km2):
        shape = box(0, 0, 1, 1)
        return Area(
            id=f"a{km2}", method="drawn", actor="crown", status="held", geometry=shape, valid_from=first, valid_to=last, area_km2=km2
        )

    middle = days("1990-05-15")
    _, told = found(areas=[area(None, middle, 100.0), area(middle, None, 140.0)])
    assert told["crown"].km2 == 40.0
    assert "+40" in told["crown"].sentence


def ground(day, best, spread, people=None, actor="crown"):
    estimates = [
        AreaEstimate(method="reach", parameter=f"reach_km={n}", km2=km2, people=people)
        for n, km2 in ((15, best), (8, best - spread), (25, best + spread))
    ]
    return AreaRange(
        actor=actor,
        as_of=days(day),
        methods=("reach",),
        low_km2=best - spread,
        best_km2=best,
        high_km2=best + spread,
        low_people=people,
        best_people=people,
        high_people=people,
        unknown_population=0,
        estimates=tuple(estimates),
    )


def test_modelled_ground_is_compared_estimate_by_estimate():
    before, after = ground("1990-05-01", 500.0, 200.0, people=1000), ground("1990-06-15", 900.0, 250.0, people=4000)
    (told,) = changes(control(), FIRST, LAST, ranges=((before,), (after,)))
    assert (told.kind, told.km2, told.km2_range) == ("area", 400.0, (350.0, 450.0)), "not 900 - 250 less 500 + 200"
    assert (told.people, told.people_range) == (3000, (3000, 3000))
    assert "300 to 700 km2 (best 500), then 650 to 1,150 km2 (best 900): +350 to +450 (best +400) km2, +3,000 people" in told.sentence
    assert "differ" in told.sentence
    (sums,) = balance([told], control())
    assert sums.km2 == (350.0, 400.0, 450.0)


def test_who_has_no_ground_on_one_day_gained_or_lost_all_of_it():
    (gained,) = changes(control(), FIRST, LAST, ranges=((), (ground("1990-06-15", 900.0, 250.0),)))
    assert gained.km2_range == (650.0, 1150.0)
    assert gained.before == "no ground"
    assert gained.people is None
    (lost,) = changes(control(), FIRST, LAST, ranges=((ground("1990-06-15", 900.0, 250.0),), ()))
    assert lost.km2_range == (-1150.0, -650.0)
    assert changes(control(), FIRST, LAST, ranges=((ground("1990-05-01", 5.0, 1.0),), (ground("1990-06-15", 5.0, 1.0),))) == ()


def test_days_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="before"):
        changes(control(), LAST, FIRST)


def test_known_by_changes_the_comparison():
    claims = [claim("control", "crown", day="1990-04-01"), claim("capture", "league", day="1990-05-10", known="1990-09-01")]
    assert changes(control(*claims, known_by=days("1990-06-15")), FIRST, LAST) == ()


def test_a_state_fades_with_the_age_of_its_last_support():
    state = control(claim("control", "crown", day="1990-05-10")).at("arda", days("1990-05-10"))
    assert [freshness(state, days(day)) for day in ("1990-05-10", "1990-06-20", "1991-05-10")] == [
        Freshness.FRESH,
        Freshness.AGEING,
        Freshness.STALE,
    ]
    assert age_days(state, date(1990, 5, 20)) == 10
    assert age_days(state, date(1990, 5, 1)) == 0


def test_every_column_of_the_table_is_documented_and_in_order():
    rows = states_table(control(claim("capture", "league"), claim("capture", "league", at="dove-crossing")), days("1990-05-10"))
    assert [list(row) for row in rows] == [list(COLUMNS)] * 3
    assert [(row["place_id"], row["side"], row["status"], row["passage"]) for row in rows] == [
        ("arda", "", "held", None),
        ("dove-crossing", "Taube", "no_data", "unknown"),
        ("dove-crossing", "Dove", "held", "unknown"),
    ]
    assert rows[1]["confidence"] is None
    assert all(text for text in COLUMNS.values())
