from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import pytest
import shapely
from mirra import ACTORS, claim
from shapely.geometry import LineString, Polygon, box

from geomap.control import build_control
from geomap.control.areas import AreaMethod, AreaOptions, build_areas, estimate_areas
from geomap.control.areas.plane import Plane, geodesic_km2
from geomap.model import Area, Extent, LonLat, Outline, OutlineKind, Place, PlaceKind

DAY = date(1990, 5, 10)
COUNTRY = Outline(id="country-mi", name="Mirra", kind=OutlineKind.ADMIN0, geometry=box(9, 19, 12, 21), country="MI")
LAKE = Outline(id="lake", name="Lake", kind=OutlineKind.LAKE, geometry=box(9.95, 20.05, 10.05, 20.1), country="MI")
ROAD = Outline(id="road", name="Road", kind=OutlineKind.ROAD, geometry=LineString([(9.5, 20), (11.5, 20)]), country="MI")
NORTH = Outline(id="north", name="North", kind=OutlineKind.ADMIN1, geometry=box(9, 20, 12, 21), country="MI")


def town(key: str, lon: float, lat: float = 20.0, population: int | None = None, kind: PlaceKind = PlaceKind.TOWN, country: str = "MI"):
    return Place(id=key, name=key.title(), kind=kind, lonlat=LonLat(lon=lon, lat=lat), country=country, population=population)


def built(*holdings, places=None, extra=()):
    """Towns in a row with a holder each: (key, lon, holder)."""
    table = {key: town(key, lon, population=1000) for key, lon, _ in holdings} | {place.id: place for place in places or ()}
    claims = [claim("control", holder, at=key) for key, _, holder in holdings if holder]
    return build_control([*claims, *extra], places=table, actors=ACTORS)


def areas(control, *outlines, **options):
    chosen = {"methods": (AreaMethod.REACH,), "simplify_km": 0.0, **options}
    return build_areas(control, DAY, outlines or (COUNTRY,), AreaOptions(**chosen))


def by_actor(result):
    return {area.actor: area for area in result.areas}


def test_a_town_reaches_no_farther_than_its_reach():
    result = areas(built(("arda", 10.5, "crown")), reach_km=10.0)
    (area,) = result.areas
    assert area.area_km2 == pytest.approx(3.1416 * 100, rel=0.02)
    assert (area.actor, area.method, area.status) == ("crown", "reach", "held")
    assert dict(area.parameters)["reach_km"] == "10"
    assert "equal-area" in dict(area.parameters)["projection"]
    assert area.state_ids == ("arda@1990-05-10",)
    assert area.claim_ids
    assert result.fronts == ()


def test_nothing_is_drawn_beyond_the_border_or_on_water():
    result = areas(built(("arda", 9.02, "crown"), ("bryn", 10.0, "crown")), COUNTRY, LAKE, reach_km=20.0)
    (area,) = result.areas
    assert area.geometry.intersection(LAKE.geometry).area < 1e-4 * area.geometry.area
    assert area.geometry.difference(COUNTRY.geometry.buffer(1e-6)).area == pytest.approx(0, abs=1e-9)


def test_desert_keeps_no_data_between_far_towns():
    result = areas(built(("arda", 9.5, "crown"), ("bryn", 11.5, "crown")), reach_km=15.0)
    (area,) = result.areas
    assert not area.geometry.intersects(box(10.2, 19.9, 10.8, 20.1))


def test_where_two_holders_meet_there_is_a_front_and_a_contested_band():
    result = areas(built(("arda", 10.4, "crown"), ("bryn", 10.6, "league")), reach_km=15.0, band_km=2.0)
    (front,) = result.fronts
    assert front.actors == ("crown", "league")
    assert front.geometry.distance(shapely.Point(10.5, 20.0)) < 0.005
    band = by_actor(result)[""]
    assert band.status == "contested"
    assert band.geometry.contains(shapely.Point(10.5, 20.0))
    for one, two in combinations(result.areas, 2):
        assert one.geometry.intersection(two.geometry).area < 1e-6


def test_no_front_between_a_dot_and_nothing_nor_between_friends():
    assert areas(built(("arda", 10.4, "crown"), ("bryn", 11.6, "league")), reach_km=10.0).fronts == ()
    assert areas(built(("arda", 10.4, "crown"), ("bryn", 10.6, "guard")), reach_km=15.0).fronts == ()


def test_a_contested_town_gives_its_ground_to_nobody():
    fight = claim("contested", "league", target="crown", at="arda")
    result = areas(built(("arda", 10.4, None), ("bryn", 10.6, "crown"), extra=[fight]), reach_km=15.0)
    assert by_actor(result)[""].geometry.contains(shapely.Point(10.4, 20.0))
    assert not by_actor(result)["crown"].geometry.contains(shapely.Point(10.4, 20.0))


def test_no_colour_runs_over_a_town_of_which_nothing_is_told():
    control = built(("arda", 10.4, "crown"))
    silent = town("still", 10.5)
    without = by_actor(build_areas(control, DAY, [COUNTRY], AreaOptions(reach_km=15.0)))["crown"]
    with_it = by_actor(build_areas(control, DAY, [COUNTRY], AreaOptions(reach_km=15.0), others=[silent]))["crown"]
    assert without.geometry.contains(silent.lonlat.point)
    assert not with_it.geometry.intersects(silent.lonlat.point)


@pytest.mark.parametrize("kind", ["capture"])
def test_a_partys_word_alone_colours_no_ground(kind):
    boast = claim(kind, "league", at="arda", by="league")
    assert areas(built(("arda", 10.4, None), extra=[boast])).areas == ()


def test_simplified_areas_still_share_their_edges():
    control = built(("arda", 10.4, "crown"), ("bryn", 10.6, "league"), ("cale", 10.5, "coast"))
    result = areas(control, reach_km=20.0, band_km=0.0, simplify_km=1.0)
    for one, two in combinations(result.areas, 2):
        assert one.geometry.intersection(two.geometry).area < 1e-9


def test_holders_and_the_band_between_them_share_their_edges_exactly():
    towns = [(f"town-{n}", 9.4 + 0.17 * (n % 9), "crown" if n % 9 < 4 else "league") for n in range(9)]
    more = [town(f"south-{n}", 9.5 + 0.2 * n, 19.8) for n in range(9)]
    told = [claim("control", "coast", at=place.id) for place in more[:6]]
    result = areas(built(*towns, places=more, extra=told), COUNTRY, LAKE, reach_km=14.0, band_km=2.0, simplify_km=0.5)
    assert {area.actor for area in result.areas} == {"", "crown", "league", "coast"}
    assert shapely.coverage_is_valid([area.geometry for area in result.areas])


def test_fronts_and_their_band_stay_on_land_and_in_the_countries_of_both():
    """A lake lies across the front; the neighbour country has an outline, a third one has none."""
    lake = replace(LAKE, geometry=box(10.45, 20.02, 10.55, 20.06))
    abroad = Outline(id="country-ne", name="Nessa", kind=OutlineKind.ADMIN0, geometry=box(9, 21, 12, 23), country="NE")
    more = [town("cale", 10.4, 21.05, country="NE"), town("dorn", 11.5, country="MI"), town("ebb", 11.7, country="OO")]
    told = [claim("control", holder, at=key) for key, holder in (("cale", "league"), ("dorn", "crown"), ("ebb", "league"))]
    control = built(("arda", 10.4, "crown"), ("bryn", 10.6, "league"), ("fell", 10.4, None), places=more, extra=told)
    result = areas(control, COUNTRY, lake, abroad, reach_km=15.0, band_km=2.0)
    (front,) = result.fronts
    assert front.geometry.distance(shapely.Point(10.5, 20.0)) < 0.005
    assert front.geometry.distance(shapely.Point(11.6, 20.0)) < 0.005, "no outline of a country: its ground counts as land"
    assert front.geometry.intersection(lake.geometry).length < 1e-4
    assert not by_actor(result)[""].geometry.intersects(lake.geometry.buffer(-1e-4))
    assert front.km == pytest.approx(shapely.length(Plane([(10.5, 20.0)]).project(np.array([front.geometry]))[0]) / 1000, rel=1e-2)
    for one, two in combinations(result.areas, 2):
        assert one.geometry.intersection(two.geometry).area < 1e-9
    assert all(area.geometry.is_valid for area in result.areas)


def test_without_a_band_the_front_is_there_and_nothing_is_contested():
    result = areas(built(("arda", 10.4, "crown"), ("bryn", 10.6, "league")), reach_km=15.0, band_km=0.0)
    assert len(result.fronts) == 1
    assert set(by_actor(result)) == {"crown", "league"}


def test_square_kilometres_are_geodesic():
    control = built(("arda", 9.02, "crown"), ("bryn", 10.0, "crown"), ("cale", 10.2, "league"))
    for area in areas(control, COUNTRY, LAKE, reach_km=20.0).areas:
        assert area.area_km2 == pytest.approx(geodesic_km2(area.geometry), rel=1e-5)


def test_corridors_join_neighbours_of_one_holder_along_the_road_only():
    control = built(("arda", 10.0, "crown"), ("bryn", 10.3, "crown"), ("cale", 10.6, "league"), ("dorn", 11.4, "league"))
    result = areas(control, COUNTRY, ROAD, methods=(AreaMethod.CORRIDORS,), gap_km=50.0, width_km=3.0)
    crown, league = by_actor(result)["crown"], by_actor(result)["league"]
    assert crown.geometry.contains(LineString([(10.0, 20), (10.3, 20)]))
    assert not league.geometry.intersects(shapely.Point(11.0, 20.0)), "farther apart than the gap"
    assert not crown.geometry.intersects(shapely.Point(10.45, 20.0)), "between two holders"
    assert result.fronts == ()


def test_corridors_that_cross_are_contested_there_and_have_no_front():
    """Rounding leaves hairs of one holder along the edge of what both cover; they are no front and get no band."""
    places, roads, told = [], [], []
    for number in range(16):
        turn = np.pi * (number + 0.3) / 16
        ends = [(10.5 + 0.25 * side * np.cos(turn), 20.0 + 0.25 * side * np.sin(turn + 0.1 * number)) for side in (-1, 1)]
        roads.append(replace(ROAD, id=f"road-{number}", geometry=LineString(ends)))
        for side, (lon, lat) in zip("ab", ends, strict=True):
            places.append(town(f"{side}-{number}", round(lon, 5), round(lat, 5)))
            told.append(claim("control", "crown" if number % 2 else "league", at=places[-1].id))
    result = areas(built(places=places, extra=told), COUNTRY, *roads, methods=(AreaMethod.CORRIDORS,), width_km=1.0)
    assert {area.actor for area in result.areas} == {"", "crown", "league"}
    assert result.fronts == ()


def test_one_holders_corridors_meet_another_at_the_border_in_a_front():
    """Two countries that share a border, and a disc of another holder on each side of it."""
    abroad = Outline(id="country-ne", name="Nessa", kind=OutlineKind.ADMIN0, geometry=box(12, 19, 14, 21), country="NE")
    control = built(("arda", 11.98, "crown"), places=[town("bryn", 12.02, country="NE")], extra=[claim("control", "league", at="bryn")])
    result = areas(control, COUNTRY, abroad, methods=(AreaMethod.CORRIDORS,), width_km=4.0, band_km=1.0)
    (front,) = result.fronts
    assert front.km > 5
    assert front.geometry.distance(shapely.Point(12, 20)) < 1e-6
    assert by_actor(result)[""].geometry.contains(shapely.Point(12, 20))


def test_a_town_of_somebody_else_parts_a_corridor():
    control = built(("arda", 10.0, "crown"), ("bryn", 10.2, "league"), ("cale", 10.4, "crown"))
    crown = by_actor(areas(control, COUNTRY, ROAD, methods=(AreaMethod.CORRIDORS,), width_km=3.0))["crown"]
    assert not crown.geometry.intersects(shapely.Point(10.2, 20.0))


def test_without_a_road_there_are_only_discs():
    control = built(("arda", 10.0, "crown"), ("bryn", 10.3, "crown"))
    (area,) = areas(control, methods=(AreaMethod.CORRIDORS,), width_km=3.0).areas
    assert area.area_km2 == pytest.approx(2 * 3.1416 * 9, rel=0.03)


def test_a_stated_share_is_counted_by_the_share_and_drawn_as_the_unit():
    north = Place(id="north", name="North", kind=PlaceKind.ADMIN1, lonlat=LonLat(lon=10.5, lat=20.5), country="MI")
    share = claim("control", "league", at="north", extent="most", share_percent=70.0)
    control = build_control([share], places={"north": north}, actors=ACTORS)
    (area,) = areas(control, COUNTRY, NORTH, methods=(AreaMethod.STATED,)).areas
    assert area.geometry == NORTH.geometry
    assert area.area_km2 == pytest.approx(0.7 * geodesic_km2(NORTH.geometry))
    assert dict(area.parameters)["share"] == "70 percent"
    assert areas(control, COUNTRY, NORTH, methods=(AreaMethod.REACH, AreaMethod.CORRIDORS)).areas == (), "a share colours no ground"


def test_drawn_areas_count_on_their_days_and_are_measured():
    def drawn(key, first, last):
        shape = box(10, 20, 10.1, 20.1)
        return Area(id=key, method="drawn", actor="crown", status="held", geometry=shape, valid_from=first, valid_to=last, area_km2=0.0)

    control = built(("arda", 10.4, "crown"))
    given = [drawn("now", date(1990, 1, 1), None), drawn("past", date(1980, 1, 1), DAY)]
    result = build_areas(control, DAY, [COUNTRY], AreaOptions(methods=(AreaMethod.DRAWN,)), drawn=given)
    assert [area.id for area in result.areas] == ["now"]
    assert result.areas[0].area_km2 == pytest.approx(115.7, rel=0.01)


def test_ranges_go_from_low_to_high_over_methods_and_parameters():
    control = built(("arda", 10.0, "crown"), ("bryn", 10.3, "crown"))
    (found,) = estimate_areas(control, DAY, [COUNTRY, ROAD, NORTH])
    assert found.low_km2 < found.best_km2 < found.high_km2
    assert {estimate.method for estimate in found.estimates} == {"reach", "corridors"}
    assert (found.low_people, found.best_people, found.high_people) == (2000, 2000, 2000)
    (north,) = found.units
    assert 0 < north.low < north.best < north.high < 100
    assert found.best_km2 == found.estimates[0].km2
    assert "Methods differ" in found.sentence


def test_a_stated_share_and_a_drawn_area_count_as_estimates_of_their_own():
    unit = town("north", 10.5, kind=PlaceKind.ADMIN1)
    share = replace(claim("control", "crown", at="north"), share_percent=70.0, extent=Extent.MOST)
    control = built(("arda", 10.5, None), places=[unit, town("still", 10.2, 20.2, population=300)], extra=[share])
    field = Area(
        id="f",
        method="drawn",
        actor="crown",
        status="held",
        geometry=box(10.1, 20.1, 10.3, 20.3),
        valid_from=DAY,
        valid_to=None,
        area_km2=0,
    )
    options = AreaOptions(methods=(AreaMethod.STATED, AreaMethod.DRAWN))
    (found,) = estimate_areas(control, DAY, [COUNTRY, NORTH], options, others=[control.places["still"]], drawn=[field])
    assert found.methods == ("stated", "drawn")
    assert found.best_km2 == pytest.approx(0.7 * geodesic_km2(NORTH.geometry), rel=1e-6)
    assert found.low_km2 == pytest.approx(geodesic_km2(field.geometry), rel=1e-3)
    assert found.best_people == 300, "of the drawn area; a share says nothing of places"
    assert estimate_areas(control, date(1990, 5, 9), [NORTH], AreaOptions(methods=(AreaMethod.DRAWN,)), drawn=[field]) == ()


def test_square_kilometres_of_many_pieces_with_holes_are_their_sum():
    ring = box(0, 0, 1, 1).difference(box(0.2, 0.2, 0.8, 0.8))
    pieces = [ring, shapely.transform(ring, lambda xy: xy + np.array([20, 40])), shapely.reverse(box(-60, -30, -59, -29))]
    assert geodesic_km2(shapely.multipolygons(pieces)) == pytest.approx(sum(geodesic_km2(piece) for piece in pieces), rel=1e-9)
    holes = geodesic_km2(box(0, 0, 1, 1)) - geodesic_km2(box(0.2, 0.2, 0.8, 0.8))
    assert geodesic_km2(ring) == pytest.approx(holes, rel=1e-9)
    assert geodesic_km2(Polygon()) == 0


def test_people_of_places_without_a_population_are_not_guessed():
    control = built(("arda", 10.0, "crown"), places=[town("bryn", 10.3)], extra=[claim("control", "crown", at="bryn")])
    (found,) = estimate_areas(control, DAY, [COUNTRY])
    assert (found.best_people, found.unknown_population) == (1000, 1)


def test_the_same_claims_give_the_same_bytes():
    control = built(("arda", 10.4, "crown"), ("bryn", 10.6, "league"))
    first, second = areas(control), areas(control)
    assert [area.geometry.wkb for area in first.areas] == [area.geometry.wkb for area in second.areas]


def test_a_place_without_an_outline_of_its_country_is_told_of():
    assert any("MI" in note for note in build_areas(built(("arda", 10.4, "crown")), DAY, [], AreaOptions()).notes)


def test_no_states_no_areas():
    assert areas(built()).areas == ()


def test_two_places_on_one_spot_do_not_break_the_cells():
    control = built(("arda", 10.4, "crown"), ("bryn", 10.4, "league"))
    assert [area.actor for area in areas(control).areas] == ["crown"]


def test_square_kilometres_do_not_depend_on_the_order_of_rings():
    square = Polygon([(10, 20), (11, 20), (11, 21), (10, 21)], [[(10.4, 20.4), (10.6, 20.4), (10.6, 20.6), (10.4, 20.6)]])
    assert geodesic_km2(square) == pytest.approx(geodesic_km2(shapely.reverse(square)))
    assert geodesic_km2(square) < geodesic_km2(Polygon(square.exterior))
    assert geodesic_km2(shapely.GeometryCollection([square, shapely.Point(0, 0)])) == pytest.approx(geodesic_km2(square))


def test_the_plane_is_equal_area_and_goes_back():
    plane = Plane([(10.0, 20.0), (12.0, 22.0)])

    shape = box(10, 20, 11, 21)
    flat = plane.project(np.array([shape], dtype=object))
    assert flat[0].area / 1e6 == pytest.approx(geodesic_km2(shapely.segmentize(shape, 0.01)), rel=1e-3)
    assert plane.unproject(flat)[0].hausdorff_distance(shape) < 1e-7


@pytest.mark.parametrize("wrong", [{"reach_km": 0.0}, {"band_km": -1.0}, {"width_range_km": (5.0, 2.0)}])
def test_numbers_that_mean_nothing_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        AreaOptions(**wrong)
