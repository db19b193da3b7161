import json
from typing import ClassVar

import pytest
from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderUnavailable

from geomap.errors import OutputError, UsageError
from geomap.gazetteer.geocode import GeocodeRequest, GeocodeStatus, geocode, plan_geocoding
from geomap.gazetteer.geocode_cache import GeocodeCache
from geomap.gazetteer.geocode_providers import make_provider

WHO = "geomap-tests/1.0 (tests@example.org)"
DAY = 86_400.0
# Answers in the form the services give them, about a French village and a Danish capital.
NOMINATIM = {
    "Vierzon": [
        {
            "osm_type": "relation", "osm_id": 1, "lat": "47.222", "lon": "2.069", "name": "Vierzon", "type": "administrative",
            "addresstype": "town",
            "licence": "Data © OpenStreetMap contributors, ODbL 1.0.", "boundingbox": ["47.15", "47.29", "1.98", "2.16"],
            "display_name": "Vierzon, Cher, France", "address": {"town": "Vierzon", "country_code": "fr"},
        }
    ],
    "Kobenhavn": [
        {
            "osm_type": "node", "osm_id": 2, "lat": "55.676", "lon": "12.568", "name": "Copenhagen", "type": "city", "addresstype": "city",
            "boundingbox": ["55.6", "55.7", "12.4", "12.7"], "display_name": "Copenhagen, Denmark", "address": {"country_code": "fr"},
        }
    ],
    "Nowhere": [],
}  # fmt: skip
PHOTON = {
    "features": [
        {
            "geometry": {"coordinates": [2.069, 47.222]},
            "properties": {
                "name": "Vierzon",
                "countrycode": "FR",
                "osm_type": "R",
                "osm_id": 1,
                "osm_value": "town",
                "extent": [1.98, 47.29, 2.16, 47.15],
            },
        }
    ]
}
PELIAS = {
    "features": [
        {
            "bbox": [1.98, 47.15, 2.16, 47.29],
            "geometry": {"coordinates": [2.069, 47.222]},
            "properties": {"name": "Vierzon", "label": "Vierzon", "country_code": "FR", "layer": "locality", "gid": "wof:1"},
        }
    ]
}
GEONAMES = {
    "geonames": [
        {
            "lat": "47.222",
            "lng": "2.069",
            "name": "Vierzon",
            "toponymName": "Vierzon",
            "countryCode": "FR",
            "fcode": "PPLA3",
            "geonameId": 1,
            "countryName": "France",
            "adminName1": "Centre",
        }
    ]
}


class Recorded(BaseSyncAdapter):
    """Plays answers back and notes what was asked."""

    asked: ClassVar[list] = []
    answers: ClassVar[dict] = {}

    def get_json(self, url, *, timeout, headers):
        self.asked.append((url, headers))
        for word, answer in self.answers.items():
            if word in url:
                if answer is GeocoderUnavailable:
                    raise GeocoderUnavailable("no route")
                return json.loads(json.dumps(answer))
        raise AssertionError(f"nothing recorded for {url}")

    def get_text(self, url, *, timeout, headers):
        raise AssertionError(url)


@pytest.fixture
def recorded():
    def factory(**options):
        return Recorded(**options)

    Recorded.asked, Recorded.answers = [], dict(NOMINATIM)
    return factory


@pytest.fixture
def nominatim(recorded):
    return make_provider("nominatim", user_agent=WHO, adapter_factory=recorded)


@pytest.fixture
def cache(tmp_path):
    cache = GeocodeCache(tmp_path / "deep" / "cache.sqlite")
    yield cache
    cache.close()


class Time:
    def __init__(self):
        self.now, self.slept = 100.0, []

    def clock(self):
        self.now += 0.1
        return self.now

    def sleep(self, seconds):
        self.slept.append(round(seconds, 2))
        self.now += seconds


def run(names, provider, cache, request=None, now=0.0, time=None):
    time = time or Time()
    return geocode(names, provider, cache, request or GeocodeRequest(countries=("FR",)), now=now, sleep=time.sleep, clock=time.clock)


def test_a_found_place_is_marked_as_geocoded_with_its_licence_and_error(nominatim, cache):
    (found,) = run(["Vierzon"], nominatim, cache)
    assert found.status is GeocodeStatus.FOUND
    place = found.place
    assert (place.id, place.kind, place.country, place.source_id) == ("geocoded-nominatim:relation/1", "town", "FR", "geocoded-nominatim")
    assert place.lonlat.lonlat == (2.069, 47.222)
    assert place.accuracy_km == pytest.approx(10.3, abs=0.2)
    assert "geocoded" in place.note
    assert nominatim.source.licence == "ODbL 1.0"
    url, headers = Recorded.asked[0]
    assert headers["User-Agent"] == WHO
    assert "countrycodes=fr" in url


def test_an_answer_in_another_country_is_refused_whatever_the_geocoder_calls_it(nominatim, cache):
    (found,) = run(["Kobenhavn"], nominatim, cache)
    assert found.status is GeocodeStatus.REFUSED
    assert "lies in DK, not in FR" in found.reason
    assert found.place is None


def test_an_answer_outside_the_box_is_refused(nominatim, cache):
    (found,) = run(["Vierzon"], nominatim, cache, GeocodeRequest(box=(3.0, 45.0, 4.0, 46.0)))
    assert (found.status, "outside the box" in found.reason) == (GeocodeStatus.REFUSED, True)


def test_answers_and_empty_answers_are_asked_for_once_and_expire(nominatim, cache):
    run(["Vierzon", "Nowhere", "Vierzon "], nominatim, cache)
    assert len(Recorded.asked) == 2
    again = run(["Nowhere", "Vierzon"], nominatim, cache, now=8 * DAY)
    assert [found.status for found in again] == [GeocodeStatus.NOT_FOUND, GeocodeStatus.FOUND]
    assert len(Recorded.asked) == 2
    run(["Nowhere", "Vierzon"], nominatim, cache, now=10 * DAY)
    assert len(Recorded.asked) == 3
    run(["Vierzon"], nominatim, cache, now=91 * DAY)
    assert len(Recorded.asked) == 4


def test_requests_are_a_second_apart_and_capped(nominatim, cache):
    time = Time()
    found = run(["Vierzon", "Nowhere", "Kobenhavn"], nominatim, cache, GeocodeRequest(cap=2), time=time)
    assert [one.status for one in found] == [GeocodeStatus.FOUND, GeocodeStatus.NOT_FOUND, GeocodeStatus.NOT_ASKED]
    assert len(Recorded.asked) == 2
    assert len(time.slept) == 1
    assert 0.7 <= time.slept[0] <= 1.0


def test_the_plan_counts_and_sends_nothing(nominatim, cache):
    request = GeocodeRequest(countries=("FR",), cap=1)
    run(["Vierzon"], nominatim, cache, request)
    before = len(Recorded.asked)
    plan = plan_geocoding(["Vierzon", "Nowhere", "Kobenhavn", "Nowhere"], nominatim, cache, request, now=0.0)
    assert (plan.cached, plan.to_ask, plan.over_cap, plan.least_seconds) == (("Vierzon",), ("Nowhere",), ("Kobenhavn",), 0.0)
    assert len(Recorded.asked) == before


def test_a_service_out_of_reach_ends_the_asking_and_keeps_what_it_said(nominatim, cache):
    Recorded.answers = {"Vierzon": NOMINATIM["Vierzon"], "Nowhere": GeocoderUnavailable}
    found = run(["Vierzon", "Nowhere", "Kobenhavn"], nominatim, cache)
    assert [one.status for one in found] == [GeocodeStatus.FOUND, GeocodeStatus.NOT_ASKED, GeocodeStatus.NOT_ASKED]
    assert "no route" in found[2].reason
    assert len(Recorded.asked) == 2


@pytest.mark.parametrize(
    ("name", "options", "answer", "kind"),
    [
        ("photon", {}, PHOTON, "town"),
        ("pelias", {"domain": "pelias.example.org", "key": "k"}, PELIAS, "town"),
        ("geonames", {"key": "someone"}, GEONAMES, "town"),
    ],
)
def test_other_services_answer_in_the_same_form(recorded, cache, name, options, answer, kind):
    Recorded.answers = {"Vierzon": answer}
    provider = make_provider(name, user_agent=WHO, adapter_factory=recorded, **options)
    (found,) = run(["Vierzon"], provider, cache)
    assert (found.status, found.place.kind, found.place.country) == (GeocodeStatus.FOUND, kind, "FR")
    assert found.place.source_id == f"geocoded-{name}"


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("nominatim", {"user_agent": "my-app"}, "does not say whom to reach"),
        ("google", {"user_agent": WHO}, "no geocoder 'google'"),
        ("pelias", {"user_agent": WHO}, "needs the host"),
        ("geonames", {"user_agent": WHO}, "needs a user name"),
    ],
)
def test_what_a_service_needs_is_asked_for_before_anything_is_sent(name, options, words):
    with pytest.raises(UsageError, match=words):
        make_provider(name, **options)


@pytest.mark.parametrize("limits", [{"cap": -1}, {"box": (4.0, 45.0, 3.0, 46.0)}])
def test_limits_that_cannot_be_meant_are_refused(limits):
    with pytest.raises(UsageError):
        GeocodeRequest(**limits)


def test_a_file_that_is_no_cache_is_refused(tmp_path):
    (tmp_path / "x").write_text("not a database at all, but long enough to be looked at as one" * 20)
    with pytest.raises(OutputError, match="cannot be used as cache"):
        GeocodeCache(tmp_path / "x")
