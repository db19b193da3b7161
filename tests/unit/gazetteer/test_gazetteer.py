from dataclasses import replace
from datetime import date

import pytest

from geomap.gazetteer import Tier, load_gazetteer
from geomap.model import LonLat, OutlineKind, PlaceKind


def ids(hits):
    return [hit.place_id for hit in hits]


def test_the_first_tier_that_knows_a_name_answers(mini):
    assert {hit.tier for hit in mini.lookup("Nahr")} == {Tier.EXACT}
    assert ids(mini.lookup("Nahr")) == ["xb-nahr"]
    assert ids(mini.lookup("nahr")) == ["xa-al-nahr", "xb-nahr"]
    assert {hit.tier for hit in mini.lookup("nahr")} == {Tier.FOLDED}
    assert mini.lookup("Sarmed")[0].tier is Tier.TRANSLITERATION


def test_homonyms_are_all_there_and_sorted(mini):
    assert ids(mini.lookup("Tell Karda")) == ["xa-tell-karda", "xa-tell-karda-district"]


@pytest.mark.parametrize("name", ["تل كردة", "Телль-Карда", "Tall Kardah", "تل كرده"])
def test_arabic_and_cyrillic_and_new_spellings_find_their_place(mini, name):
    assert "xa-tell-karda" in ids(mini.lookup(name))


def test_a_case_sensitive_name_needs_its_case_on_every_tier(mini):
    assert ids(mini.lookup("Veld")) == ["xa-veld"]
    assert mini.lookup("veld") == ()
    assert ids(mini.lookup("AV")) == ["country-xa"]
    assert mini.lookup("av") == ()


def test_another_spelling_of_a_case_sensitive_name_counts_if_it_has_its_case(mini):
    assert ids(mini.lookup("V\u0113ld")) == ["xa-veld"]
    assert mini.lookup("v\u0113ld") == mini.lookup("V\u0112LD") == ()


def test_a_code_of_two_letters_has_no_dots_unless_they_are_listed(mini):
    assert mini.lookup("A.V.") == ()
    assert [hit.place_id for hit in mini.scan("They left AV. Then A.V. wrote.")[0].hits] == ["country-xa"]
    assert len(mini.scan("They left AV. Then A.V. wrote.")) == 1


def test_a_name_counts_only_while_it_was_in_use(mini):
    assert ids(mini.lookup("Old Harbour", on=date(2013, 5, 1))) == ["xa-old-harbour"]
    assert mini.lookup("Old Harbour", on=date(2014, 1, 1)) == ()
    assert ids(mini.lookup("Old Harbour")) == ["xa-old-harbour"]


def test_an_unknown_name_has_no_hits_and_look_alikes_only_as_suggestions(mini):
    assert mini.lookup("Sarmadonia") == ()
    assert mini.suggest("Sarmat")[0] == "Sarmad"
    assert mini.suggest("qqqqqq") == ()


def test_demonyms_name_a_country_and_are_no_places(mini):
    assert mini.demonyms == {"arvenian": "XA", "bostrians": "XB"}
    assert mini.lookup("Arvenian") == ()


def test_capitals_of_countries_and_units(mini):
    assert mini.capital("country-xa").id == "xa-sarmad"
    assert mini.capital("admin1-xa-ea").id == "xa-tell-karda"
    assert mini.capital("xa-veld") is None


def test_a_curated_capital_replaces_the_world_tables_one(mini):
    assert "capital-xa" not in mini
    assert mini.place("capital-xc").name == "Cardiapolis"


def test_a_place_carries_all_its_names(mini):
    place = mini.place("xa-tell-karda")
    assert {name.text for name in place.names} == {"Tell Karda", "Tal Karda", "تل كردة", "Телль-Карда"}
    assert place.name_in("ar") == "تل كردة"
    with pytest.raises(KeyError):
        mini.place("xa-nowhere")


def test_nearby_is_geodesic_sorted_and_by_kind(mini):
    around = mini.nearby(LonLat(lon=11.8, lat=41), km=12)
    assert [place.id for _, place in around] == ["xa-tell-karda", "xa-tell-karda-airbase"]
    assert around[1][0] == pytest.approx(10.08, abs=0.01)
    assert mini.nearby(LonLat(lon=11.8, lat=41), km=12, kinds=[PlaceKind.AIRBASE])[0][1].id == "xa-tell-karda-airbase"


def test_a_crossing_has_two_sides(mini):
    crossing = mini.crossing("xa-tell-karda-crossing")
    assert [side.name for side in crossing.sides] == ["Tell Karda", "Bab Nahr"]
    assert mini.crossing("xa-tell-karda") is None


def test_units_around_a_point_and_of_a_place(mini):
    assert [place.id for place in mini.containing(LonLat(lon=10.5, lat=41))] == ["admin1-xa-we", "country-xa"]
    assert mini.containing(LonLat(lon=0, lat=0)) == ()
    assert mini.admin1_of(mini.place("xa-veld")).id == "admin1-xa-we"
    assert mini.unit_of(mini.place("xa-veld")) == mini.unit_of(mini.place("admin1-xa-we")) == "admin1-xa-we"
    assert mini.unit_of(replace(mini.place("xa-veld"), admin1="Nowhere")) == "XA/nowhere"
    assert mini.admin1_of(replace(mini.place("xa-veld"), admin1="Nowhere")) is None
    assert mini.unit_of(replace(mini.place("xa-veld"), admin1="")) == ""
    assert mini.country("XB").id == "country-xb"


def test_a_disputed_piece_is_drawn_beside_its_country():
    drawn = {outline.id for outline in load_gazetteer().outlines(["UA"])}
    assert {"country-ua", "disputed-crimea"} <= drawn


def test_outlines_of_a_focus_leave_far_countries_out(mini):
    names = {outline.name for outline in mini.outlines(["XA"])}
    assert {"Arvenia", "Bostria", "Westmark", "Nahr River"} <= names
    assert "Cardia" not in names
    assert "Cardia" in {outline.name for outline in mini.outlines()}
    assert next(outline for outline in mini.outlines() if outline.kind is OutlineKind.RIVER).schematic


def test_actors_have_their_names_and_camps(mini):
    assert mini.actor("arvenian-guard").camp == mini.actor("arvenia").camp
    assert [name.text for name in mini.actor("red-banner").names if name.generic] == ["rebels"]
    assert mini.camps == {"arvenia": "State of Arvenia and its militia"}
