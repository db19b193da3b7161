import pytest

from geomap.gazetteer import check_gazetteer


def test_the_packaged_data_is_clean():
    assert [str(problem) for problem in check_gazetteer()] == []


def test_the_invented_world_is_clean(mini_folder):
    assert check_gazetteer(mini_folder, base=False) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "field", "words"),
    [
        ("places.csv", "town,XA,Eastmark,11.8,41", "town,XA,Eastmark,41,11.8", 3, "lon", "change places"),
        ("places.csv", "10.2,40.4", "13.9,40.4", 7, "lon", "outside XA"),
        ("places.csv", "city,XB", "city,XZ", 10, "country", "no country 'XZ'"),
        ("places.csv", "town,XA,Westmark,10.8", "town,XA,Northmark,10.8", 8, "admin1", "no first-level unit 'Northmark'"),
        ("places.csv", "xa-nahr-dam", "xa-veld", 9, "place_id", "already in line 7"),
        ("places.csv", "xa-veld,Veld,town", "xa-veld,Veld,hamlet", 7, "kind", "'hamlet' is not one of"),
        ("places.csv", "40.4,9000,2013,,1,,,,,invented", "40.4,9000,2013,,1,,,,,hearsay", 7, "source_id", "no source 'hearsay'"),
        ("places.csv", "9000,2013", "9000,", 7, "population_date", "needs its year"),
        ("places.csv", "country-xa admin1-xa-we", "country-xy", 2, "capital_of", "no place 'country-xy'"),
        ("places.csv", "10.82,40.85", "north,40.85", 9, "lon", "'north' is not a number"),
        ("places.csv", "xa-veld,Veld", "xa_veld,Veld", 7, "place_id", "no slug"),
        ("names.csv", "xa-veld,Veld,en", "xa-weld,Veld,en", 14, "place_id", "no place 'xa-weld'"),
        ("names.csv", "xa-veld,Veld,en,main", "xa-veld,Veld,en,variant", 7, "place_id", "no main English name"),
        ("names.csv", "سرمد,ar", "سرمد,en", 4, "lang", "not written in latin"),
        ("names.csv", "Sármád", "Sаrmad", 3, "name", "mixes CYRILLIC and LATIN"),
        ("names.csv", "Tal Karda,en,variant", "Tell Karda,en,variant", 6, "name", "at the same time as line 5"),
        ("names.csv", ",,2014-01-01,,invented", ",,2014-31-01,,invented", 19, "valid_to", "no"),
        ("names.csv", "main,2014-01-01,,", "main,2014-01-01,2013-01-01,", 20, "valid_to", "not before"),
        ("crossings.csv", "12.01,41", "13.01,41", 2, "other_lon", "km apart"),
        ("crossings.csv", "xa-tell-karda-crossing,XA", "xa-veld,XA", 2, "place_id", "no place of kind border_crossing"),
        ("crossings.csv", "crossing,XA,Tell Karda,11.99", "crossing,XA,Tell Karda,11.8", 2, "lon", "not where places.csv"),
        ("actors.csv", "militia,arvenia", "militia,guards", 3, "camp", "no camp 'guards'"),
        ("actors.csv", "#3a3a3a", "black", 4, "color", "'black' is no colour"),
        ("actors.csv", "2012-05-01,2016-01-01", "2016-05-01,2016-01-01", 4, "active_to", "not before"),
        ("actor_names.csv", "red-banner,Red Banner", "red-flag,Red Banner", 6, "actor_id", "no actor 'red-flag'"),
        ("actor_names.csv", "bostria,Bostrian army", "bostria,Arvenian army", 3, "name", "at the same time"),
        ("not_places.txt", "Veld\tweak", "Veld\tperhaps", 2, "", "never or weak"),
        ("world/country_names.csv", "en,adjective", "en,epithet", 4, "kind", "'epithet' is none of"),
    ],
)
def test_a_fault_is_found_with_its_line(mini_folder, file, old, new, line, field, words):
    path = mini_folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    problems = [problem for problem in check_gazetteer(mini_folder, base=False) if words in f"{problem.message} {problem.hint}"]
    assert [(problem.line, problem.field) for problem in problems][:1] == [(line, field)]


def test_a_crossing_without_its_two_sides_is_a_fault(mini_folder):
    (mini_folder / "crossings.csv").unlink()
    assert [problem.message for problem in check_gazetteer(mini_folder, base=False)] == ["has no row in crossings.csv"]


def test_a_shape_that_crosses_itself_is_a_fault(mini_folder):
    path = mini_folder / "outlines" / "admin1.geojson"
    path.write_text(
        path.read_text().replace(
            "[[[10, 40], [11, 40], [11, 42], [10, 42], [10, 40]]]", "[[[10, 40], [11, 42], [11, 40], [10, 42], [10, 40]]]"
        )
    )
    assert any("crosses itself" in problem.message for problem in check_gazetteer(mini_folder, base=False))


def test_additions_may_name_packaged_countries_and_sources(tmp_path):
    header = "place_id,name,kind,country,lon,lat,source_id"
    (tmp_path / "places.csv").write_text(f"{header}\nfr-testville,Testville,town,FR,2.5,46.5,own-desk\n")
    (tmp_path / "names.csv").write_text("place_id,name,lang,kind,source_id\nfr-testville,Testville,en,main,own-desk\n")
    assert check_gazetteer(tmp_path) == ()
