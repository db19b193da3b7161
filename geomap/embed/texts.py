"""The page in texts that become HTML and something else besides: Markdown and Quarto. Where a frame cannot go, the picture stands."""

from __future__ import annotations

from geomap.embed.escape import attribute, markdown
from geomap.embed.frames import Look, frame_by_address, frame_by_content, page_address
from geomap.embed.page import Page
from geomap.embed.view import View


def markdown_block(page: Page, view: View, look: Look, *, src: str, picture: str, alt: str) -> str:
    """A block for CommonMark, GitHub, Pandoc, MyST and Python-Markdown.

    The frame is one line of raw HTML without a blank line in it. Writers that drop raw HTML (Word, LaTeX, plain text) drop the
    frame without a word; they keep the picture, which HTML hides.

    Parameters
    ----------
    src
        Address of the page; empty: the page itself in ``srcdoc``.
    picture
        Address of a PNG, SVG or PDF of the map; empty: none, and such writers get a link.
    alt
        What the picture shows.
    """
    frame = frame_by_address(page, view, look, src) if src else frame_by_content(page, view, look)
    name = markdown(look.title or page.title)
    if picture:
        instead = f"![{markdown(alt or page.title)}]({_target(picture)})"
    elif src:
        instead = f"[{name}]({_target(src)})"
    else:
        instead = name
    return f'{frame}\n\n<div class="geomap-picture" hidden>\n\n{instead}\n\n</div>\n'


def quarto_block(page: Page, view: View, look: Look, *, src: str, picture: str, alt: str) -> str:
    """A block for Quarto: the frame in HTML output, the picture in every other.

    Raises
    ------
    UsageError
        If an address is none.
    """
    frame = frame_by_address(page, view, look, src) if src else frame_by_content(page, view, look)
    name = markdown(look.title or page.title)
    if picture:
        instead = f'![{name}]({_target(picture)}){{fig-alt="{attribute(alt or page.title)}" width="100%"}}'
    elif src:
        instead = f"[{name}]({_target(src)})"
    else:
        instead = name
    return (
        '::: {.content-visible when-format="html"}\n```{=html}\n'
        f"{frame}\n"
        '```\n:::\n\n::: {.content-visible unless-format="html"}\n'
        f"{instead}\n"
        ":::\n"
    )


def _target(address: str) -> str:
    """An address in the round brackets of a link."""
    return page_address(address).replace("(", "%28").replace(")", "%29")
