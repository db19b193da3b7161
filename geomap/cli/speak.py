"""How commands talk: problems and notes to standard error, results to standard output or a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from geomap.errors import Problem, visible

SHOWN = 20
"""Problems printed before the rest is only counted."""


def note(text: str) -> None:
    """A line for the person, on standard error so that pipes stay clean."""
    click.echo(visible(text), err=True)


def tell_problems(problems: Iterable[Problem]) -> None:
    """List what was wrong with the inputs: errors first, the first `SHOWN` of them."""
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    for problem in ordered[:SHOWN]:
        note(f"{problem.severity}: {problem}")
    if len(ordered) > SHOWN:
        note(f"... and {len(ordered) - SHOWN} more")


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A callback for long work: a bar on a terminal, silence in a pipe.

    Yields
    ------
    callable
        Takes (what is being done, done so far, how many in all; 0 if unknown).
    """
    bar: Any = None
    label = ""

    def report(what: str, done: int, total: int) -> None:
        nonlocal bar, label
        if not sys.stderr.isatty():
            return
        if bar is None or what != label:
            if bar is not None:
                bar.render_finish()
            label = what
            bar = click.progressbar(length=total or None, label=what, file=sys.stderr)
        bar.update(max(0, done - bar.pos))

    try:
        yield report
    finally:
        if bar is not None:
            bar.render_finish()
