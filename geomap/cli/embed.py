"""``geomap embed``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from geomap.cli.options import DAY, EXISTING, output
from geomap.cli.speak import note


@click.command(short_help="Put a finished map into a report.")
@click.argument("page", type=EXISTING, metavar="MAP.html")
@click.option(
    "--as",
    "form",
    type=click.Choice(["iframe", "srcdoc", "fragment", "markdown", "quarto"]),
    default="iframe",
    show_default=True,
    help="What the report can take.",
)
@click.option("--src", default="", metavar="URL", help="Address of the page as the report's readers reach it; default: its file name.")
@click.option("--as-of", type=DAY, metavar="D", help="The day shown.")
@click.option("--known-by", type=DAY, metavar="D", help="Only what was published by this day.")
@click.option("--select", default="", metavar="ID", help="Id of a place or mark whose card is open.")
@click.option("--locked", is_flag=True, help="One day, one view, no controls.")
@click.option("--title", default="", metavar="T", help="Accessible name of the frame; default: the page's title.")
@click.option("--ratio", default="4/3", show_default=True, metavar="W/H", help="Width to height until the page says how tall it is.")
@click.option("--picture", default="", metavar="URL", help="A picture of the map, for formats without frames.")
@click.option("--alt", default="", metavar="TEXT", help="What the picture shows.")
@click.option("--host-script", type=EXISTING, metavar="FILE", help="Also write the script that lets frames grow to their maps.")
@output("a file", required=False)
def command(
    page: Path,
    form: str,
    src: str,
    as_of: date | None,
    known_by: date | None,
    select: str,
    locked: bool,
    title: str,
    ratio: str,
    picture: str,
    alt: str,
    host_script: Path | None,
    output: Path | None,
) -> None:
    """Make the lines that put a finished map into a report.

    \b
    Example:
      geomap embed output/map.html --as iframe --host-script host.js
      geomap embed output/map.html --as markdown --picture map.png -o map.md
    """
    from geomap.embed import Look, View, embed_page
    from geomap.embed import host_script as script
    from geomap.io import write_text

    view = View(as_of=as_of, known_by=known_by, select=select, locked=locked)
    lines = embed_page(page, form=form, src=src, view=view, look=Look(title=title, ratio=ratio), picture=picture, alt=alt)
    if host_script is not None:
        write_text(host_script, script())
        note(f"{host_script}: put it on the page once, after the frames")
    if output is None:
        click.echo(lines)
        return
    write_text(output, lines if lines.endswith("\n") else f"{lines}\n")
    note(f"{output}: the map as {form}")
