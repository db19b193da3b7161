"""Putting a finished map into someone's report."""

from geomap.embed.embed import EmbedForm, embed_page, host_script
from geomap.embed.frames import Look
from geomap.embed.page import Page, read_page
from geomap.embed.view import View

__all__ = ["EmbedForm", "Look", "Page", "View", "embed_page", "host_script", "read_page"]
