import pytest

from geomap.gazetteer.imported import ImportedName, ImportedPlace, Tally
from geomap.gazetteer.world_airports import AirportsDataAirports, names_of


def airport(icao, name, city, lon, lat=41.0, *, iata="", lid="", country="XA"):
    return {"icao": icao, "iata": iata, "name": name, "city": city, "country": country, "lon": lon, "lat": lat, "lid": lid, "subd": ""}


def town(number, name, lon, lat=41.0, *, people=90_000, others=()):
    return {
        "geonameid": number, "name": name, "longitude": lon, "latitude": lat, "countrycode": "XA", "admin1code": "01",
        "population": people, "alternatenames": list(others),
    }  # fmt: skip


def read(airports, cities=()):
    tally = Tally()
    rows = [row for batch in AirportsDataAirports(airports, cities, {("XA", "01"): "Westmark"}).rows(tally) for row in batch]
    places = {row.id: row for row in rows if type(row) is ImportedPlace}
    names = {}
    for row in rows:
        if type(row) is ImportedName:
            names.setdefault(row.place_id, []).append(row.text)
    return places, names, tally


@pytest.mark.parametrize(
    ("stem", "city", "base", "names"),
    [
        ("Veld", "Veld", False, ["Veld Airport", "Veld International Airport"]),
        (
            "Veld Kamp",
            "Veld",
            False,
            [f"{name}{word} Airport" for name in ("Veld Kamp", "Kamp") for word in ("", " International")],
        ),
        ("Veld North", "Veld", False, ["Veld North Airport", "Veld North International Airport"]),
        ("Veld", "Veld", True, ["Veld Air Base", "Veld Airbase", "Veld Airfield"]),
    ],
)
def test_the_plain_forms_of_a_name(stem, city, base, names):
    assert names_of(stem, city, base=base, international=True) == names


def test_an_airport_has_the_spellings_of_its_town_and_is_an_object_of_its_own():
    places, names, _ = read(
        [airport("XAAA", "Sarmad Jane Doe International Airport", "Sarmad", 10.6, iata="SRM")],
        [town(7, "Sarmad", 10.5, others=["Zarmat", "سرمد", "srmd", "SRM"])],
    )
    place = places["airport:XAAA"]
    assert (place.kind, place.admin1, place.feature_code) == ("airport", "Westmark", "AIRP")
    assert {"Sarmad Airport", "Zarmat Airport", "مطار سرمد"} <= set(names["airport:XAAA"])
    assert not {"Sarmad", "srmd Airport", "SRM Airport"} & set(names["airport:XAAA"])


def test_of_two_airports_the_one_with_the_name_of_the_town_is_meant_and_else_none():
    both = [airport("XAAA", "Kamp Airport", "Sarmad", 10.6, iata="KMP"), airport("XAAB", "Sarmad Airport", "Sarmad", 10.4, iata="SRM")]
    _, names, _ = read(both, [town(7, "Sarmad", 10.5, others=["Zarmat"])])
    assert "Zarmat Airport" in names["airport:XAAB"]
    assert "Zarmat Airport" not in names["airport:XAAA"]
    others = [airport("XAAA", "Kamp Airport", "Sarmad", 10.6, iata="KMP"), airport("XAAC", "Duin Airport", "Sarmad", 10.4, iata="DUI")]
    _, names, _ = read(others, [town(7, "Sarmad", 10.5)])
    assert not [name for known in names.values() for name in known if name.startswith("Sarmad")]


def test_a_town_far_off_or_in_another_country_lends_nothing():
    far = town(7, "Sarmad", 12.5, others=["Zarmat"])
    _, names, _ = read([airport("XAAA", "Sarmad Airport", "", 10.6)], [far, {**far, "longitude": 10.5, "countrycode": "XB"}])
    assert names["airport:XAAA"] == ["Sarmad Airport"]


def test_strips_of_the_faa_list_and_entries_made_twice_are_left_out():
    places, _, tally = read(
        [
            airport("00XA", "Doe Ranch Airport", "Veld", 10.0, lid="00XA"),
            airport("XAAB", "Veld (Veld New)", "", 10.31),
            airport("XAAA", "Veld Airport", "Veld", 10.3, iata="VLD"),
            airport("XAAC", "Veld Airport", "Veld", 10.3, country="XB"),
        ]
    )
    assert sorted(places) == ["airport:XAAA", "airport:XAAC"]
    assert (tally.read, tally.skipped) == (4, 2)


@pytest.mark.parametrize(("name", "kind"), [("Veld Air Base", "airbase"), ("Veld Army Airfield", "airbase"), ("Veld Airfield", "airport")])
def test_kinds_come_from_the_generic_word(name, kind):
    places, _, _ = read([airport("XAAA", name, "", 10.3)])
    assert places["airport:XAAA"].kind == kind


def test_positions_in_whole_minutes_are_known_to_two_kilometres():
    places, _, _ = read([airport("XAAA", "Veld Airport", "", 10.25, 41.133), airport("XAAB", "Kamp Airport", "", 10.2512, 41.1337)])
    assert (places["airport:XAAA"].accuracy_km, places["airport:XAAB"].accuracy_km) == (2.0, 1.0)
