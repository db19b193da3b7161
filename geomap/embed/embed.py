"""One door for putting a page into a report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from geomap.embed.fragment import fragment
from geomap.embed.frames import Look, frame_by_address, frame_by_content
from geomap.embed.page import read_page
from geomap.embed.texts import markdown_block, quarto_block
from geomap.embed.view import View
from geomap.errors import UsageError


class EmbedForm(StrEnum):
    """What the report can take."""

    IFRAME = "iframe"
    """A frame that loads the page from its address: articles, news systems, wikis. The page lies beside the report."""
    SRCDOC = "srcdoc"
    """A frame that carries the page: notebooks and reports in one file."""
    FRAGMENT = "fragment"
    """Picture, words and table as plain HTML: feeds, e-mail, editors that remove frames and scripts."""
    MARKDOWN = "markdown"
    """A frame for HTML and a picture for everything else."""
    QUARTO = "quarto"
    """The same, with Quarto's own conditions."""


def embed_page(
    page: Path | str,
    *,
    form: EmbedForm | str = EmbedForm.IFRAME,
    src: str = "",
    view: View | None = None,
    look: Look | None = None,
    picture: str = "",
    alt: str = "",
) -> str:
    """The lines that put a finished page into a report.

    Parameters
    ----------
    page
        Path of the page, or its HTML; a string is always HTML.
    form
        See `EmbedForm`.
    src
        Address of the page as the report's readers reach it, relative or http(s). Empty: the page's file name, for a report in the
        same folder; for `EmbedForm.MARKDOWN` and `EmbedForm.QUARTO` from a text, the page itself.
    view
        Day, selection, locked mode.
    look
        Title, ratio and heights of the frame.
    picture
        Address of a picture of the map, for readers and formats without frames.
    alt
        What the picture shows; empty: generated for a fragment, else the page's description.

    Raises
    ------
    InputError
        If the page cannot be read or is not geomap's.
    MissingExtraError
        If a fragment must draw its picture and matplotlib is not installed.
    UsageError
        If the form is unknown, the address none, or a frame has no address.
    """
    try:
        wanted = EmbedForm(form)
    except ValueError:
        raise UsageError(f"{form!r} is no form to embed in", hint=f"use one of {', '.join(EmbedForm)}") from None
    read = read_page(page)
    view, look = view or View(), look or Look()
    alt = alt or (f"{read.title}. {read.description}" if wanted is not EmbedForm.FRAGMENT else "")
    address = src or (quote(read.path.name) if read.path else "")
    if wanted is EmbedForm.SRCDOC:
        return frame_by_content(read, view, look) + "\n"
    if wanted is EmbedForm.IFRAME:
        if not address:
            raise UsageError("a frame needs an address, and a page given as text has none", hint="give src, or use the form srcdoc")
        return frame_by_address(read, view, look, address) + "\n"
    if wanted is EmbedForm.FRAGMENT:
        return fragment(read, view, look, src=src, picture=picture, alt=alt)
    block = markdown_block if wanted is EmbedForm.MARKDOWN else quarto_block
    return block(read, view, look, src=address, picture=picture, alt=alt)


def host_script() -> str:
    """The small script for host pages: frames grow to their map, and the host may set day and selection."""
    from importlib import resources

    return (resources.files("geomap.embed") / "host.js").read_text("utf-8")
