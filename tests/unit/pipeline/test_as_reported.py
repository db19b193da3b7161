from __future__ import annotations

from geomap.model import Claim, ClaimType, LonLat, NameKind, Place, PlaceKind, PlaceName, PlaceRef
from geomap.pipeline.gather import as_reported


def place(place_id: str, name: str, *others: str) -> Place:
    names = (PlaceName(text=name, kind=NameKind.MAIN), *(PlaceName(text=other) for other in others))
    return Place(id=place_id, name=name, kind=PlaceKind.TOWN, lonlat=LonLat(lon=1, lat=2), names=names)


def claims(place_id: str, *spellings: str) -> list[Claim]:
    return [
        Claim(id=str(number), doc_id="d", start=0, end=1, quotation="x", type=ClaimType.CONTROL, place=PlaceRef(raw=raw, place_id=place_id))
        for number, raw in enumerate(spellings)
    ]


def shown(entry: Place, *spellings: str) -> str:
    return as_reported({entry.id: entry}, claims(entry.id, *spellings))[entry.id].name


def test_an_imported_place_is_shown_as_the_texts_spell_it():
    assert shown(place("geonames:1", "Kupyansk"), "Kupiansk", "Kupiansk", "Kupyansk") == "Kupiansk"


def test_a_curated_place_keeps_its_name():
    assert shown(place("ua-kupiansk", "Kupyansk"), "Kupiansk") == "Kupyansk"


def test_words_that_are_no_spelling_of_it_do_not_name_it():
    entry = place("geonames:1", "Kupyansk")
    assert shown(entry, "the town", "there", "KUPIANSK") == "Kupyansk"


def test_ties_break_by_the_alphabet():
    assert shown(place("geonames:1", "Izyum"), "Izyum", "Izium") == "Izium"
