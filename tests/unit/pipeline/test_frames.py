from __future__ import annotations

import json
import re

import geopandas
import pytest

import geomap


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    path = tmp_path_factory.mktemp("in") / "a.jsonl"
    text = "Islamic State fighters seized the town of Rawa on Saturday, residents said. The army shelled Fallujah."
    path.write_text(json.dumps({"id": "a", "published": "2014-06-22", "text": text}) + "\n")
    return geomap.run([path], geomap.RunOptions(world=False, areas=("reach",)))


def test_every_stage_is_a_geodataframe_in_degrees(result):
    claims, states, mentions = geomap.claims_frame(result), geomap.states_frame(result), geomap.mentions_frame(result)
    areas = geomap.area_frame(result)
    for frame in (claims, states, mentions, areas):
        assert isinstance(frame, geopandas.GeoDataFrame)
        assert frame.crs.to_epsg() == 4326
    assert set(mentions.surface) == {"Rawa", "Fallujah"}
    assert len(claims) == len(result.claims)
    rawa = states[states.place == "Rawa"].iloc[0]
    assert (rawa.geometry.x, rawa.geometry.y) == pytest.approx((41.9, 34.5), abs=0.1)
    assert areas.geometry.is_valid.all()
    assert areas.area_km2.gt(0).all()


def test_an_empty_frame_has_its_columns(result):
    from datetime import date

    frame = geomap.states_frame(result, date(1999, 1, 1))
    assert len(frame) == 0
    assert "place_id" in frame.columns


def test_areas_are_computed_around_the_places_told_of(result):
    notices = " ".join(result.spec.notices)
    assert "not clipped" not in notices
    latitude, longitude = (float(re.search(rf"{name}=(-?[\d.]+)", notices)[1]) for name in ("lat_0", "lon_0"))
    assert 32 < latitude < 36
    assert 40 < longitude < 45
