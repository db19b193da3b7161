"""Text that goes through other people's tools: HTML first, then Markdown and site generators, unchanged all the way."""

from __future__ import annotations

import re

_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_LINES = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_TABLE = str.maketrans({**_HTML, **_LINES})
_PAGE = str.maketrans({"&": "&amp;", '"': "&quot;", **_LINES})
_BRACES = re.compile(r"\{(?=[{%#<])|(?<=[}%#>])\}")


def attribute(text: str) -> str:
    """Text as the value of a double-quoted attribute, on one line.

    Line ends and tabs are written as references: a blank line inside an attribute ends the HTML block for CommonMark readers,
    and Python-Markdown turns tabs into spaces. So are the braces that Jinja, Liquid and Hugo would read as commands.
    """
    return _quiet(text.translate(_TABLE))


def content(text: str) -> str:
    """Text as the content of an element, on one line."""
    return _quiet(" ".join(text.split()).translate(_TABLE))


def whole_page(page: str) -> str:
    """A page as the value of ``srcdoc``: only what must be escaped is, to keep it small."""
    return _quiet(page.translate(_PAGE))


def markdown(text: str) -> str:
    """Text as words of a Markdown line: nothing in it is markup, a link, a formula or raw HTML, at the start of a line or inside it.

    Where readers disagree about a backslash (Python-Markdown, Pandoc, CommonMark) a character reference is written instead.
    """
    line = re.sub(r"[\\`*_\[\]<>&|~^${}]|!(?=\[)", lambda match: f"&#{ord(match[0])};", " ".join(text.split()))
    line = re.sub(r":(?=//)|(?<=www)\.|(?<=WWW)\.|@", lambda match: f"&#{ord(match[0])};", line)
    line = re.sub(r"^(\(?\w{1,9})([.)])|^([#+\-=:%])", lambda match: f"{match[1] or ''}&#{ord(match[2] or match[3])};", line)
    return _quiet(line)


def _quiet(text: str) -> str:
    return _BRACES.sub(lambda match: f"&#{ord(match[0])};", text)
