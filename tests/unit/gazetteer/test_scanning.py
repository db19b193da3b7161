import pytest
from hypothesis import given
from hypothesis import strategies as st


def found(gazetteer, text):
    return [(hit.surface, sorted({name.place_id for name in hit.hits})) for hit in gazetteer.scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left Tell Karda airbase.", [("Tell Karda airbase", ["xa-tell-karda-airbase"])]),
        ("Tell Karda's market", [("Tell Karda", ["xa-tell-karda", "xa-tell-karda-district"])]),
        ("the Tell Karda border crossing", [("Tell Karda border crossing", ["xa-tell-karda-crossing"])]),
        ("in al-Nahr and Nahr", [("al-Nahr", ["xa-al-nahr", "xb-nahr"]), ("Nahr", ["xa-al-nahr", "xb-nahr"])]),
        ("SARMAD, Arvenia", [("SARMAD", ["xa-sarmad"]), ("Arvenia", ["country-xa"])]),
        ("tell karda and sarmad in lower case", []),
        ("Veld, but no veld and no VELD", [("Veld", ["xa-veld"])]),
        ("the A.V. and an AV", [("AV", ["country-xa"])]),
        ("Sarmadian and Nahrs", []),
        ("Omar al-Sarmad spoke in Sarmad", [("Sarmad", ["xa-sarmad"])]),
        ("دخلوا تل كردة وسرمد وبالنهر", [("تل كردة", ["xa-tell-karda"]), ("سرمد", ["xa-sarmad"]), ("النهر", ["xa-al-nahr"])]),
        ("бои за Телль-Карда", [("Телль-Карда", ["xa-tell-karda"])]),
        ("", []),
    ],
)
def test_names_in_text(mini, text, expected):
    assert found(mini, text) == expected


def test_a_doubtful_word_keeps_its_reason(mini):
    assert mini.scan("Veld fell.")[0].doubt == "an English-looking word"
    assert mini.scan("Sarmad fell.")[0].doubt == ""


@given(
    st.lists(st.sampled_from(["Sarmad", "Tell Karda", "Veld", "and", "al-", "'s", ",", " ", "تل كردة", "و", "\n", "Omar al-Sarmad", "ﷺ"]))
)
def test_hits_are_sorted_disjoint_and_quote_the_text(mini, parts):
    text = " ".join(parts)
    end = 0
    for hit in mini.scan(text):
        assert end <= hit.start < hit.end
        assert hit.surface == text[hit.start : hit.end]
        end = hit.end
