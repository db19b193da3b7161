"""The error tree, and problems that name their place.

Every error a user can meet derives from `GeomapError` and from the built-in class a Python
programmer would expect, so ``except ValueError`` works as well as ``except GeomapError``.
`slug` gives each kind of message an address in the documentation; `hint` is the next thing to try.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """What the process returns to the shell."""

    DONE = 0
    BUG = 1
    USAGE = 2
    BAD_INPUT = 3
    NETWORK = 4


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong with one input, with what to do about it.

    Printed as ``path:line: field: message (hint)``; parts that are unknown are left out.
    """

    message: str
    """What is wrong, with the value found and what was expected."""
    path: str = ""
    """File as the user named it; empty if the input is no file."""
    line: int | None = None
    """Line in the file, counted from 1."""
    field: str = ""
    """Column, key or property the problem is in."""
    hint: str = ""
    """What to try next, as a phrase without a full stop."""
    severity: str = "error"
    """"error" (the thing is not used) or "warning" (it is used, look at it)."""

    def __str__(self) -> str:
        """The problem on one line; control characters in it are shown, not sent."""
        place = self.path
        if self.line is not None:
            place = f"{place}:{self.line}" if place else f"line {self.line}"
        parts = [part for part in (place, self.field, self.message) if part]
        text = ": ".join(parts)
        return visible(f"{text} ({self.hint})" if self.hint else text)


def visible(text: str) -> str:
    r"""Text with control and direction characters escaped, safe to print on a terminal.

    A file name or cell from a stranger may hold ANSI sequences or bidirectional overrides that
    would change what the terminal shows; they come out as ``\x1b`` or ``\u202e``.
    """
    return "".join(
        character if character.isprintable() or character == "\n" else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


class GeomapError(Exception):
    """Root of all errors geomap raises on purpose."""

    slug = "error"
    exit_code = ExitCode.BUG

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep `message` (what is wrong) and `hint` (what to try next)."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Message and hint, terminal-safe."""
        return visible(f"{self.message}\n  Try: {self.hint}" if self.hint else self.message)


class UsageError(GeomapError, ValueError):
    """The call itself is wrong: an option, an argument or their combination."""

    slug = "usage"
    exit_code = ExitCode.USAGE


class InputError(GeomapError, ValueError):
    """An input cannot be used."""

    slug = "bad-input"
    exit_code = ExitCode.BAD_INPUT


class ProblemsError(InputError):
    """An input has one or more problems; all of them are listed at once."""

    slug = "problems"

    def __init__(self, problems: Iterable[Problem], *, message: str = "", hint: str = "") -> None:
        """Keep the problems in the order they were found."""
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(message or f"{count} problem{'s' if count != 1 else ''} found", hint=hint)

    def __str__(self) -> str:
        """The message, then every problem on a line of its own, what stops the work first."""
        errors = [f"  {problem}" for problem in self.problems if problem.severity == "error"]
        warnings = [problem for problem in self.problems if problem.severity != "error"]
        lines = [self.message, *errors, *(f"  {problem.severity}: {problem}" if errors else f"  {problem}" for problem in warnings)]
        if self.hint:
            lines.append(f"  Try: {self.hint}")
        return visible("\n".join(lines))


class OutputError(GeomapError, OSError):
    """An output cannot be written; what was there before is untouched."""

    slug = "output"
    exit_code = ExitCode.BAD_INPUT

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep message and hint; `OSError` takes no part of its own."""
        GeomapError.__init__(self, message, hint=hint)


class GazetteerError(InputError):
    """The gazetteer's files or store cannot be used."""

    slug = "gazetteer"


class MissingExtraError(GeomapError, ImportError):
    """A feature needs an optional dependency that is not installed."""

    slug = "missing-extra"
    exit_code = ExitCode.USAGE


class NetworkError(GeomapError, ConnectionError):
    """An opted-in network request failed or was refused."""

    slug = "network"
    exit_code = ExitCode.NETWORK

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep message and hint."""
        GeomapError.__init__(self, message, hint=hint)
