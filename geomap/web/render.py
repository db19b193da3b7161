"""One page from one specification."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from geomap.model import MapSpec
from geomap.model.compact import encode_spec
from geomap.web.assets import AssetMode, art, catalogue, leaflet_script, leaflet_style, noscript_style, page_script, page_style
from geomap.web.drawing import static_drawing
from geomap.web.elements import LAYERS, FrameMap, MapFigure, SpecLayer, check_offline
from geomap.web.policy import content_policy, inline_parts
from geomap.web.rows import LIMIT, table_rows

_COLUMNS = ("place", "kind", "status", "holder", "since", "confidence", "source", "words")
_SORTABLE = 7
_RTL = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi"})


def render_page(spec: MapSpec, *, assets: AssetMode = AssetMode.INLINE) -> str:
    """The page as one HTML document that makes no request.

    Parameters
    ----------
    spec
        What the map shows.
    assets
        How scripts and styles arrive.

    Raises
    ------
    LeafletError
        If the installed Leaflet is not the expected one.
    """
    return finish_page(build_frame(spec), spec, assets=assets)


def build_frame(spec: MapSpec) -> FrameMap:
    """The folium map of the page, for users who add elements of their own before `finish_page`."""
    words = catalogue(spec.lang)
    frame = FrameMap()
    for key in LAYERS:
        SpecLayer(key, words["layer.area" if key == "areas" else f"layer.{key}"]).add_to(frame)
    return frame


def finish_page(frame: FrameMap, spec: MapSpec, *, assets: AssetMode = AssetMode.INLINE) -> str:
    """The page around a frame made by `build_frame`.

    Raises
    ------
    UsageError
        If an added element asks for outside files.
    """
    del assets  # one way so far; the parameter is part of the interface
    figure = frame.get_root()
    assert isinstance(figure, MapFigure)
    header, body, script = figure.parts()
    check_offline(header, body)
    added_scripts, added_styles = inline_parts(header + body)
    styles = (leaflet_style(), page_style())
    scripts = (leaflet_script(), page_script(), script)
    ui = catalogue(spec.lang)
    words = ui | dict(spec.words)
    rows = table_rows(spec, words)
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            spec=spec,
            direction="rtl" if spec.lang.split("-")[0] in _RTL else "ltr",
            policy=Markup(content_policy((*scripts, *added_scripts), (*styles, noscript_style(), *added_styles))),  # noqa: S704 - hashes
            styles=[Markup(f"<style>{text}</style>") for text in styles],  # noqa: S704 - our own and Leaflet's
            scripts=[Markup(f"<script>{text}</script>") for text in scripts],  # noqa: S704 - our own, Leaflet's, folium's
            noscript=Markup(f"<noscript><style>{noscript_style()}</style></noscript>"),  # noqa: S704 - our own
            header=Markup(header),  # noqa: S704 - folium elements a user added
            frame=Markup(body),  # noqa: S704 - folium's
            drawing=static_drawing(spec, art()["shapes"], f"{spec.title}. {spec.subtitle}"),
            rows=rows[:LIMIT],
            capped=ui["table.capped"].replace("{n}", str(LIMIT)) if len(rows) > LIMIT else "",
            columns=[ui[f"table.{name}"] for name in _COLUMNS],
            sortable=_SORTABLE,
            separator=words.get("list.separator", ", "),
            ui=ui,
            as_of=spec.as_of.isoformat(),
            data=Markup(island({**encode_spec(spec), "page": {"catalogue": ui, "art": art()}})),  # noqa: S704 - escaped for a script element
        )
    )


def island(data: dict[str, Any]) -> str:
    r"""JSON for a script element: no ``<`` in it, so no text in it can end the element or begin another.

    ``<``, ``>``, ``&`` and the two line separators of Unicode come out as ``\uXXXX``, which JSON reads back as themselves.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("geomap.web"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
