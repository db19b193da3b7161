import pytest

from geomap.errors import GazetteerError, ProblemsError
from geomap.gazetteer import load_gazetteer


def test_a_folder_of_additions_replaces_entries_and_says_so(mini_folder, tmp_path):
    extra = tmp_path / "extra"
    extra.mkdir()
    header = (mini_folder / "places.csv").read_text().splitlines()[0]
    (extra / "places.csv").write_text(header + "\nxa-veld,Veld,town,XA,Westmark,10.3,40.4,,,,,,,,,invented,moved\n")
    (extra / "names.csv").write_text("place_id,name,lang,kind,source_id\nxa-veld,Veldburg,en,variant,invented\n")
    gazetteer = load_gazetteer(mini_folder, extra, base=False)
    assert gazetteer.place("xa-veld").lonlat.lon == 10.3
    assert [hit.place_id for hit in gazetteer.lookup("Veldburg")] == ["xa-veld"]
    assert [hit.place_id for hit in gazetteer.lookup("Veld")] == ["xa-veld"]
    assert ("xa-veld", extra / "places.csv", mini_folder / "places.csv") in gazetteer.overrides


def test_all_errors_of_a_broken_table_come_at_once(mini_folder):
    path = mini_folder / "places.csv"
    text = path.read_text().replace("10.5,41,400000", "10.5,410,400000").replace(",town,XA,Westmark,10.2", ",metropolis,XA,Westmark,10.2")
    path.write_text(text)
    with pytest.raises(ProblemsError) as caught:
        load_gazetteer(mini_folder, base=False)
    assert [(problem.line, problem.field) for problem in caught.value.problems] == [(2, "lat"), (7, "kind")]


def test_what_is_no_folder_is_refused(tmp_path):
    with pytest.raises(GazetteerError, match="no gazetteer"):
        load_gazetteer(tmp_path / "missing")


def test_a_table_without_a_column_it_needs_names_it(mini_folder):
    (mini_folder / "names.csv").write_text("place,name\nxa-veld,Veld\n")
    with pytest.raises(ProblemsError, match="lacks place_id"):
        load_gazetteer(mini_folder, base=False)
