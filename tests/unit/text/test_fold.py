import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geomap.text.fold import article_before, fold, fold_all, folded_words


@pytest.mark.parametrize(
    ("names", "folded"),
    [
        (["Al-Qaim", "al-Qa'im", "Al Qaim", "QAIM", "Qa’im"], "qaim"),
        (["Deir ez-Zor", "deir zor", "Deir Ez Zor"], "deir zor"),
        (["Ar-Rutbah", "Ar Rutba", "RUTBA"], "rutba"),
        (["Ash-Shirqat", "Shirqat"], "shirqat"),
        (["El-Fasher", "Al-Fasher", "fasher"], "fasher"),
        (["القائم", "قائم"], "قايم"),
        (["الفلوجة", "فەلوجە"], "فلوجه"),
        (["Ḥimş", "Hims"], "hims"),
        (["U.A.E.", "UAE"], "uae"),
        (["Łódź"], "lodz"),
        (["İncirlik", "INCIRLIK"], "incirlik"),
        (["Семёнов"], "семенов"),
    ],
)
def test_spellings_of_one_name_fold_to_one_form(names, folded):
    assert {fold(name) for name in names} == {folded}


@pytest.mark.parametrize("name", ["El Paso", "At-Bashy", "As", "Al", "Utah", "Los Angeles", "An"])
def test_what_only_looks_like_an_article_or_an_ending_stays(name):
    assert fold(name) == name.lower().replace("-", " ")


def test_generic_words_stay():
    assert fold("Mosul Dam") != fold("Mosul")


@given(st.text())
def test_folding_twice_is_folding_once_per_word(text):
    for word in folded_words(text):
        assert word.text
        assert " " not in word.text


@given(st.text())
def test_offsets_lie_in_the_text_in_order(text):
    end = 0
    for word in folded_words(text):
        assert end <= word.start <= word.bare_start < word.stem_end <= word.end <= len(text)
        end = word.end


def test_a_possessive_ending_is_told_apart_and_the_article_belongs_to_the_word():
    words = folded_words("near al-Qaim's gate")
    qaim = words[1]
    assert (qaim.stem, qaim.start, qaim.stem_end) == ("qaim", 5, 12)
    assert "near al-Qaim's gate"[qaim.start : qaim.end] == "al-Qaim's"


def test_an_english_as_before_a_word_with_s_does_not_lengthen_its_span():
    word = folded_words("as Samarra fell")[0]
    assert (word.text, word.start) == ("samarra", 3)


LETTERS = st.text(alphabet="aehlnrstzdAEILQTbdhشرعاللقئةىيکەێۆڵÉéŞşıİйїЙßø'’ʿʼ- .`´x1_\u0301\u064b\u200c", max_size=24)


@example(["ÉL-AA"])
@given(st.lists(LETTERS))
def test_folding_many_names_together_is_folding_each(names):
    assert fold_all(names) == [fold(name) for name in names]


@pytest.mark.parametrize(
    ("text", "at", "start"), [("in al-Qaim", 6, 3), ("as Samarra", 3, 3), ("As Samarra", 3, 0), ("total Qaim", 6, 6), ("x Qaim", 2, 2)]
)
def test_the_article_before_a_word_is_found_backwards(text, at, start):
    assert article_before(text, at) == start
