from __future__ import annotations

import csv
from datetime import date

import pytest

from geomap.io import ReadOptions, read_inputs
from geomap.io.event_rules import event_rules, feature_table
from geomap.model import ClaimType, DatePrecision, Extent, Modality, PlacePrecision, PlaceRelation

GED = {
    "id": "1",
    "type_of_violence": "1",
    "side_a": "Government of Arvenia",
    "side_b": "Red Banner",
    "where_prec": "1",
    "where_coordinates": "Sarmad city",
    "where_description": "",
    "adm_1": "Westmark province",
    "adm_2": "",
    "latitude": "41.01",
    "longitude": "10.52",
    "country": "Arvenia",
    "date_prec": "1",
    "date_start": "2015-03-04 00:00:00.000",
    "date_end": "2015-03-04 00:00:00.000",
    "source_headline": "Shots in Sarmad",
    "source_original": "Arvenian army",
    "source_date": "2015-03-05;2015-03-09",
}
OLD_ACLED = {
    "data_id": "7",
    "event_date": "2015-03-04",
    "event_type": "Battle-No change of territory",
    "actor1": "Arvenian army",
    "actor2": "Red Banner",
    "inter1": "1",
    "inter2": "2",
    "country": "Arvenia",
    "admin1": "Westmark",
    "location": "Sarmad",
    "latitude": "41",
    "longitude": "10.5",
    "geo_precision": "1",
    "time_precision": "1",
    "notes": "They fought.",
    "source": "Gazette",
}
NEW_ACLED = {key: value for key, value in OLD_ACLED.items() if key != "data_id"} | {
    "event_id_cnty": "ARV7",
    "event_date": "04 March 2015",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "inter1": "State forces",
    "inter2": "Rebel group",
}


def events(tmp_path, mini, *rows, **options):
    path = tmp_path / "events.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    problems = []
    return read_inputs([path], mini, report=problems.append, options=ReadOptions(**options)), problems


def test_a_ged_event_is_an_attack_whose_attacker_is_not_guessed(tmp_path, mini):
    read, problems = events(tmp_path, mini, GED)
    (claim,) = read.claims
    assert (claim.id, claim.type, claim.place.place_id) == ("ucdp-ged:1", ClaimType.ATTACK, "xa-sarmad")
    assert claim.actor is None and claim.target is None
    assert [partner.actor_id for partner in claim.partners] == ["arvenia", "red-banner"]
    assert (claim.dating.edtf, claim.known.edtf, claim.modality) == ("2015-03-04", "2015-03-05", Modality.REPORTED)
    assert (claim.attribution.speaker_actor_id, claim.quotation) == ("arvenia", "Shots in Sarmad")
    assert not problems and not read.places


def test_one_sided_violence_has_its_attacker_and_civilians_are_nobodys_force(tmp_path, mini):
    read, _ = events(tmp_path, mini, GED | {"type_of_violence": "3", "side_a": "Red Banner", "side_b": "Civilians"})
    (claim,) = read.claims
    assert (claim.actor.actor_id, claim.target, claim.partners) == ("red-banner", None, ())


@pytest.mark.parametrize(
    ("code", "place", "precision", "relation"),
    [
        ("1", "xa-sarmad", PlacePrecision.EXACT, PlaceRelation.AT),
        ("2", "xa-sarmad", PlacePrecision.NEAR, PlaceRelation.NEAR),
        ("4", "admin1-xa-we", PlacePrecision.ADMIN1, PlaceRelation.AREA),
    ],
)
def test_an_imprecise_event_is_on_the_unit_and_never_on_the_town(tmp_path, mini, code, place, precision, relation):
    read, _ = events(tmp_path, mini, GED | {"where_prec": code})
    (claim,) = read.claims
    assert (claim.place.precision, claim.place.relation) == (precision, relation)
    if place in mini:
        assert claim.place.place_id == place
    else:
        assert claim.place.place_id.endswith("/admin1")
    if code == "4":
        assert claim.place.place_id != "xa-sarmad"


def test_a_place_the_gazetteer_lacks_stands_at_its_own_point_with_its_kind(tmp_path, mini):
    read, _ = events(tmp_path, mini, GED | {"where_coordinates": "Gorna village", "latitude": "40.2", "longitude": "11.1"})
    (place,) = read.places
    assert (place.id, place.name) == ("point:11.1000,40.2000", "Gorna")


def test_a_namesake_far_away_is_another_place(tmp_path, mini):
    read, _ = events(tmp_path, mini, GED | {"latitude": "-20", "longitude": "100"})
    assert [place.name for place in read.places] == ["Sarmad"]


def test_date_precision_is_the_data_sets_own(tmp_path, mini):
    read, _ = events(tmp_path, mini, GED | {"date_prec": "4", "date_start": "2015-03-01", "date_end": "2015-03-31"})
    (claim,) = read.claims
    assert (claim.dating.precision, claim.dating.earliest, claim.dating.latest) == (
        DatePrecision.MONTH,
        date(2015, 3, 1),
        date(2015, 3, 31),
    )


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"type_of_violence": "9"}, "type_of_violence"),
        ({"where_prec": ""}, "where_prec"),
        ({"date_start": "2015-06-31"}, "date_start"),
        ({"date_end": "2015-03-01"}, "date_end"),
        ({"latitude": "141"}, "latitude"),
        ({"longitude": ""}, "longitude"),
    ],
)
def test_bad_ged_rows_are_reported_with_their_line_and_cost_only_themselves(tmp_path, mini, cells, field):
    read, problems = events(tmp_path, mini, GED, GED | {"id": "2"} | cells)
    assert len(read.claims) == 1
    assert [(problem.line, problem.field) for problem in problems] == [(3, field)]


@pytest.mark.parametrize(
    ("row", "kind", "actor", "target", "extent"),
    [
        (OLD_ACLED, ClaimType.ATTACK, None, None, Extent.FULL),
        (NEW_ACLED, ClaimType.ATTACK, None, None, Extent.FULL),
        (OLD_ACLED | {"event_type": "Battle-Government regains territory"}, ClaimType.RECAPTURE, "arvenia", "red-banner", Extent.PARTIAL),
        (NEW_ACLED | {"sub_event_type": "Non-state actor overtakes territory"}, ClaimType.CAPTURE, "red-banner", "arvenia", Extent.PARTIAL),
        (
            NEW_ACLED | {"sub_event_type": "Non-state actor overtakes territory", "inter1": "Rebel group"},
            ClaimType.CAPTURE,
            None,
            None,
            Extent.PARTIAL,
        ),
        (OLD_ACLED | {"event_type": "Non-violent transfer of territory"}, ClaimType.TRANSFER, None, None, Extent.PARTIAL),
        (
            NEW_ACLED | {"event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack"},
            ClaimType.ATTACK,
            "arvenia",
            "red-banner",
            Extent.FULL,
        ),
        (
            NEW_ACLED | {"event_type": "Strategic developments", "sub_event_type": "Headquarters or base established"},
            ClaimType.PRESENCE,
            "arvenia",
            "red-banner",
            Extent.FULL,
        ),
    ],
)
def test_only_acled_types_that_say_so_change_a_holder(tmp_path, mini, row, kind, actor, target, extent):
    read, problems = events(tmp_path, mini, row)
    (claim,) = read.claims
    assert not problems
    assert (claim.type, claim.extent) == (kind, extent)
    assert (claim.actor and claim.actor.actor_id, claim.target and claim.target.actor_id) == (actor, target)
    assert (claim.dating.edtf, claim.source, claim.quotation) == ("2015-03-04", "Gazette", "They fought.")


def test_acled_events_without_a_claim_are_counted_and_unknown_types_reported(tmp_path, mini):
    read, problems = events(
        tmp_path,
        mini,
        OLD_ACLED | {"event_type": "Riots/Protests"},
        OLD_ACLED | {"event_type": "Riots/Protests", "data_id": "8"},
        OLD_ACLED | {"event_type": "Dance", "data_id": "9"},
    )
    assert not read.claims
    assert [(problem.severity, problem.line) for problem in problems] == [("error", 4), ("warning", None)]
    assert "2 events of the type 'Riots/Protests'" in problems[1].message


def test_acled_precision_widens_day_and_place(tmp_path, mini):
    read, _ = events(tmp_path, mini, OLD_ACLED | {"time_precision": "2", "geo_precision": "3"})
    (claim,) = read.claims
    assert claim.dating.edtf == "2015-03-01/2015-03-07" and claim.dating.likely == date(2015, 3, 4)
    assert claim.place.precision is PlacePrecision.ADMIN1 and claim.place.place_id != "xa-sarmad"


def test_a_doubled_event_is_used_once_and_the_future_is_told(tmp_path, mini):
    read, problems = events(tmp_path, mini, GED, GED, today=date(2015, 1, 1))
    assert len(read.claims) == 1
    assert ["twice" in problem.message or "future" in problem.message for problem in problems] == [True, True]


def test_no_mapping_lets_an_attack_or_presence_make_a_holder():
    for name in ("ucdp_ged", "acled"):
        for told in event_rules(name).types.values():
            if told.type in (ClaimType.CAPTURE, ClaimType.RECAPTURE):
                assert told.sides in ("state", "non_state") and told.extent is Extent.PARTIAL
            else:
                assert told.type in (ClaimType.ATTACK, ClaimType.PRESENCE, ClaimType.TRANSFER)
    for rules in feature_table().formats:
        assert rules.source
        assert rules.points in (None, ClaimType.ATTACK, ClaimType.PRESENCE)


def test_real_exports_are_read_without_an_error(shared, mini):
    problems = []
    folder = shared / "data" / "events"
    read = read_inputs([folder / "ucdp", folder / "acled"], mini, report=problems.append)
    assert not [str(problem) for problem in problems if problem.severity == "error"]
    by_set = [claim.id.split(":")[0] for claim in read.claims]
    assert by_set.count("ucdp-ged") == 327
    assert by_set.count("acled") == 90
    assert {claim.type for claim in read.claims if claim.actor and claim.extent is Extent.PARTIAL} == {ClaimType.RECAPTURE}
