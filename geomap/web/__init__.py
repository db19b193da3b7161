"""From a map specification to one HTML page, on folium."""

from geomap.web.assets import AssetMode
from geomap.web.render import build_frame, finish_page, render_files, render_page

__all__ = ["AssetMode", "build_frame", "finish_page", "render_files", "render_page"]
