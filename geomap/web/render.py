"""One page from one specification."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from geomap.errors import UsageError
from geomap.model import MapSpec
from geomap.model.compact import encode_spec
from geomap.web.assets import AssetMode, art, catalogue, noscript_style
from geomap.web.delivery import deliver
from geomap.web.drawing import static_drawing
from geomap.web.elements import LAYERS, FrameMap, MapFigure, SpecLayer, check_offline
from geomap.web.policy import content_policy, inline_parts
from geomap.web.ranges import range_table
from geomap.web.rows import LIMIT, REPORTS, cited_reports, table_rows
from geomap.web.tiles import Tiles, find_tiles

_COLUMNS = ("place", "kind", "status", "holder", "since", "confidence", "source", "words")
_SORTABLE = 7
_RTL = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi"})


def render_page(spec: MapSpec, *, assets: AssetMode = AssetMode.INLINE, tiles: str = "") -> str:
    """The page as one HTML document.

    Parameters
    ----------
    spec
        What the map shows.
    assets
        How scripts and styles arrive; `AssetMode.SIDECAR` makes several files, see `render_files`.
    tiles
        Name of a tile source for the ground; empty: the drawn ground, and no request is made.

    Raises
    ------
    LeafletError
        If the installed Leaflet is not the expected one.
    UsageError
        If `assets` asks for files beside the page, or the tile source cannot be used.
    """
    if assets is AssetMode.SIDECAR:
        raise UsageError("files beside the page need a name", hint="call render_files(spec, stem='map', assets=AssetMode.SIDECAR)")
    return next(iter(render_files(spec, assets=assets, tiles=tiles).values()))


def render_files(spec: MapSpec, *, stem: str = "map", assets: AssetMode = AssetMode.INLINE, tiles: str = "") -> dict[str, str]:
    """The page and what belongs beside it: file name to text, the page first.

    Parameters
    ----------
    spec, assets, tiles
        As for `render_page`.
    stem
        Name of the files without their extension.

    Raises
    ------
    LeafletError, UsageError
        As `render_page`.
    """
    return finish_page(build_frame(spec), spec, stem=stem, assets=assets, tiles=tiles)


def build_frame(spec: MapSpec) -> FrameMap:
    """The folium map of the page, for users who add elements of their own before `finish_page`."""
    words = catalogue(spec.lang)
    frame = FrameMap()
    for key in LAYERS:
        SpecLayer(key, words["layer.area" if key == "areas" else f"layer.{key}"]).add_to(frame)
    return frame


def finish_page(
    frame: FrameMap, spec: MapSpec, *, stem: str = "map", assets: AssetMode = AssetMode.INLINE, tiles: str = ""
) -> dict[str, str]:
    """The page around a frame made by `build_frame`, and its files; see `render_files`.

    Raises
    ------
    UsageError
        If an added element asks for outside files, or the tile source cannot be used.
    """
    source = find_tiles(tiles) if tiles else None
    figure = frame.get_root()
    assert isinstance(figure, MapFigure)
    header, body, script = figure.parts()
    check_offline(header, body)
    added_scripts, added_styles = inline_parts(header + body)
    parts = deliver(assets, stem=stem, frame_script=script)
    ui = catalogue(spec.lang)
    words = ui | dict(spec.words)
    rows = table_rows(spec, words)
    reports = cited_reports(spec)
    policy = content_policy(
        (*parts.scripts, *added_scripts),
        (*parts.styles, noscript_style(), *added_styles),
        images=[source.origin] if source else [],
        script_files=parts.script_files,
        style_files=parts.style_files,
    )
    page = (
        _environment()
        .get_template("page.html.jinja")
        .render(
            spec=spec,
            direction="rtl" if spec.lang.split("-")[0] in _RTL else "ltr",
            policy=Markup(policy),  # noqa: S704 - hashes and addresses of our own
            referrer="strict-origin-when-cross-origin" if source else "no-referrer",
            head=parts.head,
            foot=parts.foot,
            noscript=Markup(f"<noscript><style>{noscript_style()}</style></noscript>"),  # noqa: S704 - our own
            header=Markup(header),  # noqa: S704 - folium elements a user added
            frame=Markup(body),  # noqa: S704 - folium's
            drawing=static_drawing(spec, art()["shapes"], f"{spec.title}. {spec.subtitle}"),
            rows=rows[:LIMIT],
            capped=ui["table.capped"].replace("{n}", str(LIMIT)).replace("{total}", str(len(rows))) if len(rows) > LIMIT else "",
            reports=reports[:REPORTS],
            more_reports=max(0, len(reports) - REPORTS),
            ranges=range_table(spec, ui),
            columns=[ui[f"table.{name}"] for name in _COLUMNS],
            sortable=_SORTABLE,
            separator=words.get("list.separator", ", "),
            ui=ui,
            tile_notice=ui["tiles.notice"].replace("{host}", source.host) if source else "",
            tile_credit=source.attribution if source else "",
            data=Markup(island(_data(spec, ui, source))),  # noqa: S704 - escaped for a script element
        )
    )
    return {f"{stem}.html": page, **parts.files}


def _data(spec: MapSpec, ui: dict[str, str], source: Tiles | None) -> dict[str, Any]:
    page: dict[str, Any] = {"catalogue": ui, "art": art()}
    if source:
        page["tiles"] = {"url": source.url, "attribution": source.attribution, "maxZoom": source.max_zoom}
    return {**encode_spec(spec), "page": page}


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
