"""Descriptions in map files: words of strangers, often with markup around them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from geomap.io.fields import safe_url


def plain_text(text: str) -> str:
    """The words of a description without its markup; it is text from a stranger and nothing else."""
    if "<" not in text and "&" not in text:
        return text
    stripper = _Stripper()
    stripper.feed(text)
    stripper.close()
    return " ".join(" ".join(stripper.pieces).split())


def first_url(text: str) -> str:
    """The first http or https address in a text, or nothing."""
    match = re.search(r"https?://[^\s<>\"')\]]+", text)
    return safe_url(match[0].rstrip(".,;")) if match else ""


class _Stripper(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
