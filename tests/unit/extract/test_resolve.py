from __future__ import annotations

from dataclasses import replace

import pytest
from small_world import SmallWorld, place

from geomap.extract.mentions import find_mentions, find_names
from geomap.extract.resolve import resolve_mentions, resolve_names
from geomap.gazetteer import NameHit, Tier
from geomap.model import Document, LonLat, Mention, NameKind, PlaceName, Resolution, ResolutionStatus

NORLAND = place("Norland", "country", country="NL", at=(5, 50))
SUDMARK = place("Sudmark", "country", country="SM", at=(25, 40))
EASTMARCH = place("Eastmarch", "admin1", country="NL", at=(6, 51))
WORLD = SmallWorld(
    NORLAND,
    SUDMARK,
    EASTMARCH,
    place("Brackwater", "city", id="nl-brackwater", country="NL", admin1="Eastmarch", at=(6.1, 51.1), population=250_000),
    place("Brackwater", "town", id="sm-brackwater", country="SM", at=(25.5, 40.5), population=12_000),
    place("Fenwick", "town", id="nl-fenwick", country="NL", admin1="Eastmarch", at=(6.3, 51.2), population=9_000),
    place("Fenwick", "town", id="sm-fenwick", country="SM", at=(25.6, 40.4), population=9_000),
    place("Fenwick crossing", "border_crossing", id="nl-fenwick-crossing", country="NL", admin1="Eastmarch", at=(6.6, 51.2)),
    place("Fenwick", "admin2", id="nl-fenwick-district", country="NL", admin1="Eastmarch", at=(6.5, 51.3)),
    place("Larkhill", "city", id="nl-larkhill", country="NL", admin1="Larkhill", at=(4.0, 50.0), population=800_000),
    place("Larkhill", "admin1", id="nl-larkhill-province", country="NL", at=(4.3, 50.2)),
    place("Sandholm", "town", id="sm-sandholm", country="SM", at=(25.2, 40.3), population=30_000),
)


def resolve(text: str, *, world: SmallWorld = WORLD) -> dict[str, str | None]:
    document = Document(id="d", text=text)
    names = find_names(document, world)
    answers = resolve_mentions(document, names.mentions, world, inside=names.inside)
    return {mention.surface: answer.place_id for mention, answer in zip(names.mentions, answers, strict=True)}


def one(name: str, **options: object) -> Resolution:
    return resolve_names([name], WORLD, **options)[0]


def test_the_country_of_the_text_decides_between_homonyms():
    assert resolve("Sudmark's army left Sandholm and moved into Fenwick.")["Fenwick"] == "sm-fenwick"
    assert resolve("Norland's army left Larkhill and moved into Fenwick.")["Fenwick"] == "nl-fenwick"


def test_a_container_beats_the_bigger_namesake():
    assert resolve("The fire in Brackwater, Sudmark, is out.")["Brackwater"] == "sm-brackwater"
    assert one("Brackwater, Sudmark").place_id == "sm-brackwater"


def test_a_typed_container_that_holds_no_such_place_leaves_the_name_unknown():
    assert one("Sandholm, Norland").status is ResolutionStatus.UNKNOWN


@pytest.mark.parametrize(
    ("text", "surface", "place_id"),
    [
        ("Norland's army took Fenwick.", "Fenwick", "nl-fenwick"),
        ("Norland closed the Fenwick crossing.", "Fenwick crossing", "nl-fenwick-crossing"),
        ("Norland lost the Fenwick district.", "Fenwick", "nl-fenwick-district"),
        ("They met in Larkhill.", "Larkhill", "nl-larkhill"),
        ("They met in Larkhill province.", "Larkhill", "nl-larkhill-province"),
    ],
)
def test_the_generic_word_decides_between_a_town_and_what_is_named_after_it(text, surface, place_id):
    assert resolve(text)[surface] == place_id


def test_a_site_is_never_taken_for_the_town_it_is_named_after():
    answer = resolve("Shells fell on the Larkhill dam.")
    assert answer == {"Larkhill dam": None}


def test_equal_homonyms_without_context_are_ambiguous_and_nothing_is_chosen():
    answer = one("Fenwick")
    assert answer.status is ResolutionStatus.AMBIGUOUS
    assert answer.place_id is None
    assert {candidate.place_id for candidate in answer.candidates} >= {"nl-fenwick", "sm-fenwick"}
    assert answer.candidates == tuple(sorted(answer.candidates, key=lambda candidate: (-candidate.score, candidate.place_id)))


def test_focus_and_neighbourhood_decide_when_asked():
    assert one("Fenwick", focus=("SM",)).place_id == "sm-fenwick"
    assert one("Fenwick", near=LonLat(lon=25.0, lat=40.0)).place_id == "sm-fenwick"
    assert one("Fenwick", context="A letter from Sandholm, Sudmark").place_id == "sm-fenwick"


def test_a_name_nobody_knows_is_unknown_with_look_alikes_that_resolve_nothing():
    answer = one("Fenwik")
    assert answer.status is ResolutionStatus.UNKNOWN
    assert answer.place_id is None
    assert answer.suggestions


def test_every_resolved_name_says_why():
    for answer in resolve_names(["Norland", "Larkhill", "Brackwater, Sudmark", "Larkhill province"], WORLD):
        assert answer.status is ResolutionStatus.RESOLVED
        assert len(answer.reasons) >= 2
        assert answer.candidates[0].place_id == answer.place_id


def test_one_name_has_one_sense_in_a_text():
    text = "Brackwater, Sudmark, burned. Help came to Brackwater from the coast. In Brackwater nobody slept."
    document = Document(id="d", text=text)
    mentions = find_mentions(document, WORLD)
    answers = resolve_mentions(document, mentions, WORLD)
    assert {answer.place_id for mention, answer in zip(mentions, answers, strict=True) if mention.surface == "Brackwater"} == {
        "sm-brackwater"
    }


def test_the_town_that_bears_the_name_wins_over_its_quarter_that_borrowed_it():
    town = place("Oxmoor", "city", id="nl-oxmoor", country="NL", at=(6.0, 51.0))
    quarter = place("Gatefield", "town", id="nl-gatefield", country="NL", at=(6.1, 51.0), population=74_000, other=("Oxmoor",))
    (answer,) = resolve_names(["Oxmoor"], SmallWorld(town, quarter))
    assert answer.place_id == "nl-oxmoor"


def test_peoples_of_a_text_vote_for_their_country():
    world = SmallWorld(*WORLD.places.values(), demonyms={"sudmarkers": "SM"})
    assert resolve("The Sudmarkers left. Smoke rose in Fenwick as Sudmarkers fled.", world=world)["Fenwick"] == "sm-fenwick"


def test_a_site_is_found_under_another_generic_word_of_its_sort():
    assert one("Fenwick border post").place_id == "nl-fenwick-crossing"


def test_a_plain_container_in_a_text_rules_out_places_elsewhere():
    assert resolve("The fire in Sandholm, Norland, is out.")["Sandholm"] is None
    assert resolve("They met in Sandholm, Larkhill and Brackwater.")["Sandholm"] == "sm-sandholm"


def test_a_bare_name_is_the_town_and_not_its_province_even_where_the_town_is_not_big():
    world = SmallWorld(
        NORLAND,
        place("Kerrow", "admin1", id="nl-kerrow-province", country="NL", at=(7.0, 52.0)),
        place("Kerrow", "town", id="nl-kerrow", country="NL", admin1="Kerrow", at=(12.0, 52.0), population=12_000),
    )
    assert resolve("Norland's army left Kerrow on Friday.", world=world)["Kerrow"] == "nl-kerrow"
    assert resolve("Norland's army left Kerrow province on Friday.", world=world)["Kerrow"] == "nl-kerrow-province"


def test_what_has_banks_and_an_article_is_a_river_or_unknown_but_no_town():
    assert resolve("Norland's army left the west bank of the Brackwater.")["Brackwater"] is None
    assert resolve("Norland's army left Brackwater.")["Brackwater"] == "nl-brackwater"


def test_a_village_does_not_hide_the_city_of_its_name():
    world = SmallWorld(
        NORLAND,
        EASTMARCH,
        place("Harrow", "city", id="nl-harrow", country="NL", at=(1.0, 48.0), population=105_000),
        place("Harrow", "village", id="nl-harrow-village", country="NL", at=(9.0, 45.0), population=600),
        place("Brackwater", "city", id="nl-brackwater", country="NL", admin1="Eastmarch", at=(6.1, 51.1), population=250_000),
    )
    assert resolve("The army left the towns of Brackwater and Harrow in Norland.", world=world)["Harrow"] == "nl-harrow"


def test_a_generic_word_the_gazetteer_lacks_is_read_off_the_name_of_a_province():
    text = "Norland's army left Larkhill region."
    mentions = (
        Mention(id="m1", doc_id="d", start=0, end=7, surface="Norland"),
        Mention(id="m2", doc_id="d", start=20, end=35, surface="Larkhill region"),
    )
    answers = resolve_mentions(Document(id="d", text=text), mentions, WORLD)
    assert answers[1].place_id == "nl-larkhill-province"


def test_a_district_of_a_city_is_no_district_called_like_the_city():
    assert resolve("Norland's army left the Selmore district of Brackwater.")["Brackwater"] == "nl-brackwater"
    assert resolve("Norland's army left a district of Brackwater.")["Brackwater"] == "nl-brackwater"
    assert resolve("Norland's army left the district of Fenwick.")["Fenwick"] == "nl-fenwick-district"


LISTED = SmallWorld(
    *WORLD.places.values(),
    *(
        place(name, "admin1", id=f"nl-{name.lower()}", country="NL", at=(at, 52.0))
        for at, name in enumerate(("Westfold", "Ambermoor", "Tarn"))
    ),
    place("Tarn", "city", id="nl-tarn-city", country="NL", admin1="Tarn", at=(2.1, 52.0), population=900_000),
    place("Tarn", "country", id="tarn", country="TN", at=(40, 10)),
)


def test_a_name_among_provinces_is_the_province_and_among_countries_the_country():
    assert resolve("Rain fell in Westfold, Eastmarch, Tarn and Ambermoor.", world=LISTED)["Tarn"] == "nl-tarn"
    assert resolve("Rain fell in Norland, Sudmark and Tarn.", world=LISTED)["Tarn"] == "tarn"
    assert resolve("Norland's rain fell in Larkhill, Fenwick and Brackwater.", world=LISTED)["Larkhill"] == "nl-larkhill"


def test_in_a_list_of_provinces_none_lies_in_the_next():
    world = SmallWorld(
        *LISTED.places.values(), place("Westfold", "village", id="nl-westfold-village", country="NL", admin1="Eastmarch", at=(6, 51))
    )
    assert resolve("Rain fell in Westfold, Eastmarch, Ambermoor and Norland.", world=world)["Westfold"] == "nl-westfold"


def test_a_city_that_stands_for_its_unit_is_no_less_than_the_unit_of_another_country():
    world = SmallWorld(
        NORLAND,
        SUDMARK,
        place("Oru", "admin1", id="sm-oru", country="SM", at=(26, 40)),
        place("Oru", "admin1", id="nl-oru-unit", country="NL", at=(3, 50)),
        place("Oru", "city", id="nl-oru", country="NL", admin1="Oru", at=(3, 50), population=400_000),
    )
    assert resolve("Norland's army left Oru.", world=world)["Oru"] == "nl-oru"
    assert resolve("Sudmark's army left Oru.", world=world)["Oru"] == "sm-oru"
    assert resolve("They left Oru.", world=world)["Oru"] is None


def test_names_inside_other_names_vote_and_are_not_answered():
    answers = resolve("The Sandholm Historical Society opened a branch in Fenwick.")
    assert answers == {"Fenwick": "sm-fenwick"}


def test_what_goes_with_a_town_decides_against_a_country():
    world = SmallWorld(
        EASTMARCH,
        NORLAND,
        place("Jorvan", "country", id="jorvan", country="JV", at=(40, 30), population=20_000_000),
        place("Jorvan", "town", id="nl-jorvan", country="NL", admin1="Eastmarch", at=(6, 51), population=8_000),
        place("Fenwick", "town", id="nl-fenwick", country="NL", admin1="Eastmarch", at=(6.3, 51.2), population=9_000),
    )
    assert resolve("The Jorvan City Council met. People came from Fenwick in Eastmarch.", world=world)["Jorvan"] == "nl-jorvan"
    assert resolve("Jorvan denied the report. People came from Fenwick in Eastmarch.", world=world)["Jorvan"] == "jorvan"


def test_who_speaks_behind_a_comma_holds_no_place():
    assert resolve("Brackwater stays in the hands of Sudmark's army in Sandholm, Norland said.")["Sandholm"] == "sm-sandholm"
    assert resolve("They met in Brackwater, Sudmark.")["Brackwater"] == "sm-brackwater"


def test_the_last_of_three_names_says_where_the_first_lies():
    world = SmallWorld(*WORLD.places.values(), place("Sandholm", "town", id="nl-sandholm", country="NL", at=(6, 51), population=90_000))
    assert resolve("A fire in Sandholm, Fenwick, Sudmark, is out.", world=world)["Sandholm"] == "sm-sandholm"


def test_a_sea_is_the_sea_and_not_the_province_named_after_it():
    world = SmallWorld(
        NORLAND,
        place("Green Sea", "admin1", id="nl-green-sea", country="NL", at=(5, 50)),
        place("Green Sea", "region", id="green-sea", country="", at=(4, 49)),
    )
    assert resolve("Norland's ships crossed the Green Sea.", world=world)["Green Sea"] == "green-sea"
    assert resolve("Norland's army left Green Sea province.", world=world)["Green Sea"] == "nl-green-sea"


def test_a_far_village_is_no_answer_where_everything_else_lies_together():
    world = SmallWorld(*WORLD.places.values(), place("Selmore", "village", id="gn:selmore", country="SM", at=(25, 40), population=300))
    assert resolve("Troops entered Selmore, near Eastmarch, Brackwater and Larkhill in Norland.", world=world)["Selmore"] is None
    assert resolve("Troops entered Selmore, near Sandholm in Sudmark.", world=world)["Selmore"] == "gn:selmore"


def test_the_very_spelling_of_a_far_town_does_not_hide_the_one_with_an_article():
    world = SmallWorld(
        *WORLD.places.values(),
        place("Bayra", "town", id="sm-bayra", country="SM", at=(25, 40), population=80_000),
        place("Al-Bayra", "town", id="nl-bayra", country="NL", admin1="Eastmarch", at=(6, 51), population=30_000),
    )
    assert resolve("Norland's army left Brackwater and Bayra.", world=world)["Bayra"] == "nl-bayra"
    assert resolve("Sudmark's army left Sandholm and Bayra.", world=world)["Bayra"] == "sm-bayra"


def test_a_typed_generic_word_is_taken_off_a_name_even_where_the_whole_sounds_like_something():
    class Sounding(SmallWorld):
        def lookup(self, name, *, on=None):
            return super().lookup(name, on=on) or (
                (NameHit("nl-fenwick-district", name, Tier.TRANSLITERATION, NameKind.MAIN),) if name == "Sandholm town" else ()
            )

    (answer,) = resolve_names(["Sandholm town"], Sounding(*WORLD.places.values()))
    assert answer.place_id == "sm-sandholm"


def test_an_imported_village_known_by_name_alone_is_no_answer_for_a_name_that_sounds_alike():
    class Sounding(SmallWorld):
        def lookup(self, name, *, on=None):
            found = super().lookup(name, on=on)
            return found or tuple(NameHit(key, name, Tier.TRANSLITERATION, NameKind.MAIN) for key in ("gn:kassar",) if name == "Kesser")

    def answer(population):
        world = Sounding(NORLAND, place("Kassar", "village", id="gn:kassar", country="NL", population=population))
        return resolve_names(["Kesser"], world, focus=("NL",))[0].place_id

    assert answer(None) is None
    assert answer(40_000) == "gn:kassar"


def test_a_place_is_called_by_its_main_name_also_where_a_variant_is_the_very_spelling():
    def lent(town):
        return replace(town, names=(*town.names, PlaceName(text="Kob\u00e2r", kind=NameKind.VARIANT)))

    bearer = lent(place("Kobar", "city", id="nl-kobar", country="NL", at=(5, 50), population=50_000))
    lender = lent(place("Afren", "city", id="nl-afren", country="NL", at=(8, 50), population=50_000))
    assert resolve_names(["Kob\u00e2r"], SmallWorld(NORLAND, bearer, lender))[0].place_id == "nl-kobar"


def test_of_two_names_both_are_what_only_both_can_be():
    world = SmallWorld(
        *LISTED.places.values(),
        place("Tessel", "country", id="tessel", country="TS", at=(41, 10)),
        place("Tessel", "admin1", id="nl-tessel", country="NL", at=(2, 53)),
    )
    assert resolve("Rain fell in Eastmarch and Tessel.", world=world)["Tessel"] == "nl-tessel"
    assert resolve("Rain fell in Sudmark and Tessel.", world=world)["Tessel"] == "tessel"
    assert resolve("Norland's rain fell in Eastmarch and Larkhill.", world=world)["Larkhill"] == "nl-larkhill"


def test_towns_of_a_province_make_it_no_town():
    assert resolve("Norland's army left the towns of Larkhill province.")["Larkhill"] == "nl-larkhill-province"


@pytest.mark.parametrize("field", ["dateline", "source"])
def test_dateline_and_source_are_weak_evidence(field):
    def answer(text, value):
        document = Document(id="d", text=text, **{field: value})
        names = find_names(document, WORLD)
        answers = resolve_mentions(document, names.mentions, WORLD, inside=names.inside)
        return {mention.surface: found.place_id for mention, found in zip(names.mentions, answers, strict=True)}["Fenwick"]

    assert answer("A fire in Fenwick is out.", "") is None
    assert answer("A fire in Fenwick is out.", "Sandholm Courier") == "sm-fenwick"
    assert answer("A fire in Fenwick, near Brackwater and Larkhill in Norland, is out.", "Sandholm Courier") == "nl-fenwick"


def test_a_side_name_of_a_far_town_is_no_answer_where_nothing_else_lies_in_its_country():
    far = place("Durren", "city", id="gn:durren", country="SM", at=(25, 40), population=110_000)
    world = SmallWorld(*WORLD.places.values(), replace(far, names=(*far.names, PlaceName(text="Drasse", kind=NameKind.VARIANT))))
    assert resolve("Troops left Drasse, and Brackwater and Larkhill in Norland.", world=world)["Drasse"] is None
    assert resolve("Troops left Durren, and Brackwater and Larkhill in Norland.", world=world)["Durren"] is None
    assert resolve("Troops of Sudmark left Durren, and Brackwater and Larkhill in Norland.", world=world)["Durren"] == "gn:durren"
    assert resolve("Troops left Drasse and Sandholm.", world=world)["Drasse"] == "gn:durren"
