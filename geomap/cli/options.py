"""Options that several commands share, declared once, and the values they become."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType):  # type: ignore[type-arg] # generic only since click 8.4
    """A calendar day, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that says what a day looks like."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day of the calendar; expected YYYY-MM-DD, as in 2014-06-22", param, ctx)


class Countries(click.ParamType):  # type: ignore[type-arg] # generic only since click 8.4
    """Country codes, comma-separated: ``IQ,SY``."""

    name = "codes"

    def convert(self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Upper-case ISO 3166-1 alpha-2 codes."""
        if isinstance(value, tuple):
            return value
        codes = tuple(part.strip().upper() for part in value.split(",") if part.strip())
        for code in codes:
            if len(code) != 2 or not code.isascii() or not code.isalpha():
                self.fail(f"{code!r} is no country code; expected two letters (ISO 3166-1), as in IQ,SY", param, ctx)
        return codes


class Names(click.ParamType):  # type: ignore[type-arg] # generic only since click 8.4
    """Names, comma-separated; ``none`` is no name."""

    name = "names"

    def convert(self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The names in the order given."""
        if isinstance(value, tuple):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip() and part.strip() != "none")


class Setting(click.ParamType):  # type: ignore[type-arg] # generic only since click 8.4
    """KEY=VALUE."""

    name = "setting"

    def convert(self, value: str | tuple[str, str], param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Key and value."""
        if isinstance(value, tuple):
            return value
        key, sign, setting = value.partition("=")
        if not sign or "." not in key:
            self.fail(f"{value!r} is no setting; expected EXTRACTOR.KEY=VALUE, as in chat.model=small", param, ctx)
        return key, setting


DAY = Day()
COUNTRIES = Countries()
EXISTING = click.Path(path_type=Path)


def _some_input(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    if not value and not ctx.params.get("claims"):
        raise click.MissingParameter(ctx=ctx, param=param)
    return value


def inputs(function: F) -> F:
    """INPUT...: files, folders or ``-``; may be left out where a claims table is given."""
    return click.argument("inputs", nargs=-1, required=False, metavar="INPUT...", callback=_some_input)(function)


def output(suffixes: str, *, required: bool = True) -> Callable[[F], F]:
    """``-o FILE``."""
    return click.option("-o", "--output", type=EXISTING, required=required, metavar="FILE", help=f"Where to write: {suffixes}.")


def world(function: F) -> F:
    """``--no-world``: without the world's towns."""
    return click.option(
        "--world/--no-world", default=True, help="Use the towns of the whole world, if geomap[world] is installed (on by default)."
    )(function)


def reading(function: F) -> F:
    """How inputs are read: gazetteers, rules, focus, corrected claims."""
    options: list[Callable[[F], F]] = [
        click.option(
            "--gazetteer",
            type=EXISTING,
            multiple=True,
            metavar="DIR|STORE",
            help="Further places, names and actors: a folder laid out like the packaged gazetteer, or a store. May be repeated.",
        ),
        world,
        click.option(
            "--rules", type=EXISTING, multiple=True, metavar="FILE", help="Further rules for reading claims (YAML). May be repeated."
        ),
        click.option(
            "--extractor",
            "extractors",
            multiple=True,
            metavar="NAME",
            help="Also ask this extractor for claims, e.g. chat; off by default. May be repeated.",
        ),
        click.option(
            "--set",
            "settings",
            type=Setting(),
            multiple=True,
            metavar="KEY=VALUE",
            help="A setting of an extractor, e.g. chat.address=http://127.0.0.1:8080/v1. May be repeated.",
        ),
        click.option("--focus", type=COUNTRIES, default=(), metavar="IQ,SY", help="Countries the texts are about."),
        click.option(
            "--claims",
            type=EXISTING,
            multiple=True,
            metavar="FILE",
            is_eager=True,
            help="A claims table: exactly its rows count, but those rejected; new claims of the texts are reported. May be repeated.",
        ),
        click.option("--new-claims", is_flag=True, help="With --claims: use claims of the texts that the table does not hold too."),
        click.option("--ratings", type=EXISTING, multiple=True, metavar="FILE", help="A table that rates sources (docs/formats.md)."),
        click.option("--policy", default="", metavar="NAME", help="The rules that decide; default: desk-1."),
        click.option("--skip-bad", is_flag=True, help="Leave out inputs and rows that cannot be used, and say so on the map."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def known_by(function: F) -> F:
    """``--known-by D``: the second clock."""
    return click.option("--known-by", type=DAY, metavar="D", help="Use only what was published by this day.")(function)


def areas(function: F) -> F:
    """``--areas METHOD,...``: ground around places, by models."""
    return click.option(
        "--areas",
        type=Names(),
        default=(),
        metavar="METHOD,...|none",
        help="Also measure ground, by models that differ: reach, corridors, stated; default: none.",
    )(function)


def as_json(function: F) -> F:
    """``--json``."""
    return click.option("--json", "json_output", is_flag=True, help="Print JSON (schema in docs/formats.md).")(function)
