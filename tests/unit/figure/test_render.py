"""The finished figure: its file, its words, its sameness."""

from __future__ import annotations

import base64
import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import matplotlib
import pytest
from fontTools.ttLib import TTFont
from mapspec_sample import ACTORS, D0, D1, D2, PLACES, sample_map
from PIL import Image

from geomap.errors import InputError, OutputError, UsageError
from geomap.figure import COLUMN_MM, drawn_marks, render_figure

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "{{7*7}} {% raw %} <img src=x onerror=alert(1)> </script> ` ${x} $\\frac{1}{0}$ =1+1 \u202eevil"


def _render(kind: str = "svg", **options) -> tuple[bytes, object]:
    buffer = io.BytesIO()
    spec = options.pop("spec", None) or sample_map()
    drawn = render_figure(spec, buffer, format=kind, **options)
    return buffer.getvalue(), drawn


def _texts(svg: bytes) -> list[str]:
    return [(node.text or "").lstrip("\u200f") for node in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_same_map_same_bytes(kind):
    assert _render(kind, dpi=72)[0] == _render(kind, dpi=72)[0]


def test_a_users_matplotlib_settings_have_no_part_and_are_left_alone():
    plain, _ = _render("svg")
    with matplotlib.rc_context({"font.size": 30, "hatch.linewidth": 9, "svg.fonttype": "path", "lines.linewidth": 7}):
        before = dict(matplotlib.rcParams)
        assert _render("svg")[0] == plain
        assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize(("width", "pixels"), [(COLUMN_MM, 1003), (180.0, 2125)])
def test_png_has_the_width_of_the_column_at_print_resolution(width, pixels):
    data, _ = _render("png", width_mm=width)
    with Image.open(io.BytesIO(data)) as image:
        assert image.width == pixels
        assert round(image.info["dpi"][0]) == 300
        assert image.info["Description"].startswith("Map: Dawn Front")
        assert image.info["Title"] == "Dawn Front takes the river road"


def test_pdf_embeds_truetype_and_carries_title_and_description_without_a_date():
    data, _ = _render("pdf")
    assert b"/FontFile2" in data
    assert b"/Type3" not in data.replace(b" ", b"")
    assert b"CreationDate" not in data
    assert b"Dawn Front takes the river road" in data
    assert len(data) < 400_000


def test_svg_words_are_real_text_described_for_screen_readers():
    data, drawn = _render("svg")
    root = ET.fromstring(data)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Dawn Front takes the river road"
    assert root.findtext(f"{SVG}desc") == drawn.alt
    texts = _texts(data)
    assert "Norva" in texts
    assert "Highland Guard" in texts
    assert any("Sources: Invented outlines" in text for text in texts)


def test_an_svg_carries_the_letters_it_uses_and_asks_for_no_others():
    svg = _render("svg", spec=sample_map(lang="ar"))[0].decode()
    faces = [TTFont(io.BytesIO(base64.b64decode(face))) for face in re.findall(r"url\(data:font/woff;base64,([^)]+)\)", svg)]
    carried = set().union(*(face.getBestCmap() for face in faces))
    used = {ord(letter) for text in _texts(svg.encode()) for letter in text}
    assert used - {0x200F} <= carried
    assert len(carried) < 2 * len(used)
    assert svg.count("http") == svg.count('"http')  # namespaces only


def test_svg_as_paths_needs_no_face_on_the_readers_machine():
    assert _texts(_render("svg", text="paths")[0]) == []


def test_every_mark_drawn_is_a_group_with_the_id_of_its_state():
    data, drawn = _render("svg")
    ids = [node.get("id") or "" for node in ET.fromstring(data).iter(f"{SVG}g")]
    for mark in drawn.marks[0][1]:
        if mark.kind != "area":
            assert sum(found.endswith(f"-{mark.id}") for found in ids) == 1, mark


def test_arabic_stands_in_reading_order_and_is_shaped_by_the_renderer():
    data, _ = _render("svg", spec=sample_map(lang="ar"))
    texts = _texts(data)
    assert "نورفا" in texts
    assert any("٢ أبريل ٢٠٣١" in text for text in texts)
    anchors = [
        node.get("style") or ""
        for node in ET.fromstring(data).iter(f"{SVG}text")
        if "حكومة" in (node.text or "") or (node.text or "").lstrip("\u200f") == "نهر"
    ]
    assert anchors
    assert all("text-anchor: end" in style for style in anchors)


def test_hostile_words_stay_words_in_every_field():
    places = tuple(replace(place, name=f"{place.name[:3]} {HOSTILE}", names=()) for place in PLACES)
    spec = sample_map(
        title=HOSTILE,
        subtitle=HOSTILE,
        places=places,
        actors=(replace(ACTORS[0], name=HOSTILE), *ACTORS[1:]),
        credits=(HOSTILE,),
        notices=(HOSTILE,),
    )
    data, _ = _render("svg", spec=spec)
    told = " ".join(_texts(data))
    assert "{{7*7}}" in told
    assert "$\\frac{1}{0}$" in told
    assert "\u202e" not in told
    assert not list(ET.fromstring(data).iter(f"{SVG}script"))
    assert b"<img" not in data
    _render("pdf", spec=spec)
    _render("png", spec=spec, dpi=50)


def test_small_multiples_show_each_day_and_what_changed():
    data, drawn = _render("svg", dates=(D0, D1, D2))
    assert [day for day, _ in drawn.marks] == [D0, D1, D2]
    texts = _texts(data)
    assert {"1 March 2031", "14 March 2031", "2 April 2031"} <= set(texts)
    assert "changed since the date before" in texts
    ids = re.findall(rb'id="([^"]+)"', data)
    assert len(ids) == len(set(ids))


def test_marks_are_those_of_the_day():
    _, drawn = _render("svg", on=D0)
    assert drawn.marks == ((D0, drawn_marks(sample_map(), on=D0)),)
    assert {(mark.place_id, mark.holders) for mark in drawn.marks[0][1] if mark.kind == "state"} == {
        ("ar-norva", ("gov-arvand",)),
        ("ar-sarim", ("gov-arvand",)),
    }


def test_a_generated_title_is_not_used_for_another_day():
    spec = sample_map(title="Dawn Front holds 5 of 16", title_generated=True)
    assert "Dawn Front holds 5 of 16" in _texts(_render("svg", spec=spec)[0])
    texts = _texts(_render("svg", spec=spec, on=D0)[0])
    assert "Dawn Front holds 5 of 16" not in texts
    assert "Who holds what" in texts


def test_a_place_outside_the_map_is_named_below_it():
    data, _ = _render("svg", spec=sample_map(bounds=(41.0, 33.0, 45.0, 37.0)))
    assert "Outside the map: " in " ".join(_texts(data))
    assert "Westgate crossing" in " ".join(_texts(data))


def test_the_day_is_always_named():
    assert any("2 April 2031" in text for text in _texts(_render("svg", subtitle="as residents tell")[0]))


def test_an_empty_map_is_drawn_with_its_title_and_day():
    spec = sample_map(states=(), crossing_states=(), attacks=(), areas=(), outlines=(), labels=(), credits=(), notices=())
    data, drawn = _render("svg", spec=spec)
    assert drawn.marks[0][1] == ()
    assert "Dawn Front takes the river road" in _texts(data)


def test_characters_no_face_has_are_refused_with_advice():
    with pytest.raises(InputError, match="font"):
        _render("svg", title="\U00013000")


@pytest.mark.parametrize(
    "options",
    [
        {"kind": "gif"},
        {"kind": ""},
        {"width_mm": 10},
        {"dpi": 5},
        {"text": "curly"},
        {"on": D0, "dates": (D1,)},
    ],
)
def test_wrong_calls_say_what_to_do(options):
    with pytest.raises(UsageError, match="Try:"):
        _render(**options)


def test_a_path_names_the_format(tmp_path):
    target = tmp_path / "map.PNG"
    assert render_figure(sample_map(), target, dpi=50).format == "png"
    assert target.read_bytes().startswith(b"\x89PNG")


def test_a_folder_that_is_not_there_is_named_and_nothing_is_left(tmp_path):
    with pytest.raises(OutputError, match="folder"):
        render_figure(sample_map(), tmp_path / "missing" / "map.svg")
    assert list(tmp_path.iterdir()) == []


def test_a_font_that_is_none_is_refused(tmp_path):
    bad = tmp_path / "face.ttf"
    bad.write_bytes(b"no font")
    with pytest.raises(InputError, match="font"):
        _render("svg", font=bad)


def test_a_state_fades_when_nothing_supports_it_for_long():
    spec = sample_map(aged_after_days=10)
    assert "not confirmed for over 10 days" in " ".join(_texts(_render("svg", spec=spec, on=date(2031, 6, 1))[0]))


def test_an_attack_on_a_place_without_a_state_is_named():
    spec = sample_map(states=tuple(state for state in sample_map().states if state.place_id != "ar-dastan"))
    assert "Dastan" in _texts(_render("svg", spec=spec)[0])


def test_a_country_is_named_only_where_its_name_lies_on_it():
    wide = replace(sample_map().outlines[1], name="Belmar and the Whole of the Western Shore")
    spec = sample_map(outlines=(sample_map().outlines[0], wide))
    texts = {text.replace("\u2009", "") for text in _texts(_render("svg", spec=spec)[0])}
    assert "ARVAND" in texts
    assert not any(text.startswith("BELMAR") for text in texts)


def test_a_generated_title_is_not_kept_for_a_map_that_knew_less():
    early = replace(sample_map().states[0], id="early", known_to=D2)
    spec = sample_map(title_generated=True, states=(early,), crossing_states=())
    data, _ = _render("svg", spec=spec, known_by=D1)
    assert "Who holds what" in _texts(data)
    assert any("as known by 14 March 2031" in text for text in _texts(data))
