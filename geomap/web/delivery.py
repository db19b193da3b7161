"""The scripts and styles of a page in the way they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from geomap.web.assets import CDN, AssetMode, integrity, leaflet_script, leaflet_style, page_script, page_style


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What goes into the page, and what beside it."""

    head: Markup
    """Styles."""
    foot: Markup
    """Scripts, after the data."""
    scripts: tuple[str, ...] = ()
    """Contents of the inline scripts, for the policy."""
    styles: tuple[str, ...] = ()
    """Contents of the inline styles, for the policy."""
    script_files: tuple[str, ...] = ()
    """Where script files may come from."""
    style_files: tuple[str, ...] = ()
    """Where style files may come from."""
    files: dict[str, str] = field(default_factory=dict)
    """Files beside the page."""


def deliver(assets: AssetMode, *, stem: str, frame_script: str) -> Delivery:
    """Scripts and styles for one page.

    Parameters
    ----------
    assets
        The way.
    stem
        Name of the files beside the page, without extension.
    frame_script
        What folium wrote for this page.
    """
    if assets is AssetMode.SIDECAR:
        script = f"{leaflet_script()}\n{page_script()}\n{frame_script}"
        style = f"{leaflet_style()}\n{page_style()}"
        return Delivery(
            head=Markup('<link rel="stylesheet" href="{}.css">').format(stem),
            foot=Markup('<script src="{}.js"></script>').format(stem),
            script_files=("'self'", "file:"),
            style_files=("'self'", "file:"),
            files={f"{stem}.js": script, f"{stem}.css": style},
        )
    if assets is AssetMode.CDN:
        scripts, styles = (page_script(), frame_script), (page_style(),)
        link = Markup('<link rel="stylesheet" href="{}leaflet.css" integrity="{}" crossorigin="anonymous">\n').format(
            CDN, integrity("leaflet.css")
        )
        first = Markup('<script src="{}leaflet.js" integrity="{}" crossorigin="anonymous"></script>\n').format(CDN, integrity("leaflet.js"))
        return Delivery(
            head=link + _styles(styles),
            foot=first + _scripts(scripts),
            scripts=scripts,
            styles=styles,
            script_files=(f"{CDN}leaflet.js",),
            style_files=(f"{CDN}leaflet.css",),
        )
    inline = (leaflet_script(), page_script(), frame_script)
    sheets = (leaflet_style(), page_style())
    return Delivery(head=_styles(sheets), foot=_scripts(inline), scripts=inline, styles=sheets)


def _styles(texts: Iterable[str]) -> Markup:
    return Markup("\n".join(f"<style>{text}</style>" for text in texts))  # noqa: S704 - our own and Leaflet's


def _scripts(texts: Iterable[str]) -> Markup:
    return Markup("\n".join(f"<script>{text}</script>" for text in texts))  # noqa: S704 - our own, Leaflet's and folium's
