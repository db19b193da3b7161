"""The Content-Security-Policy of the page: what it carries may run, nothing else, and nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html.parser import HTMLParser


def source_hash(content: str) -> str:
    """``'sha256-...'`` of a script or style as it stands between its tags, line ends as in the file."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}'"


def content_policy(
    scripts: Iterable[str],
    styles: Iterable[str],
    *,
    images: Iterable[str] = (),
    script_files: Iterable[str] = (),
    style_files: Iterable[str] = (),
) -> str:
    """A policy that lets exactly these scripts and styles in.

    Parameters
    ----------
    scripts, styles
        Contents of every inline ``<script>`` and ``<style>``.
    images
        Further hosts that pictures may come from (map tiles); empty: none.
    script_files, style_files
        Addresses or keywords that files may come from; empty: none.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join((*script_files, *dict.fromkeys(source_hash(text) for text in scripts)))}",
            f"style-src {' '.join((*style_files, *dict.fromkeys(source_hash(text) for text in styles)))}",
            f"img-src {' '.join(('data:', *images))}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def inline_parts(markup: str) -> tuple[list[str], list[str]]:
    """Contents of the ``<script>`` and ``<style>`` elements of markup that folium elements made."""
    scripts: list[str] = []
    styles: list[str] = []

    class Parts(HTMLParser):
        into: list[str] | None = None

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            del attrs
            self.into = {"script": scripts, "style": styles}.get(tag)
            if self.into is not None:
                self.into.append("")

        def handle_data(self, data: str) -> None:
            if self.into is not None:
                self.into[-1] += data

        def handle_endtag(self, tag: str) -> None:
            if tag in ("script", "style"):
                self.into = None

    parser = Parts(convert_charrefs=False)
    parser.feed(markup)
    parser.close()
    return scripts, styles
