"""Table cells that no spreadsheet runs as a formula, and back.

Rule after OWASP, "CSV Injection": a cell that begins with one of ``= + - @``, a tab or a carriage return gets an
apostrophe in front. Reading takes exactly one apostrophe away where one was put, so that every text survives.
"""

from __future__ import annotations

import re

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guard_cell(text: str) -> str:
    """The text as a cell that is text in every spreadsheet."""
    return f"'{text}" if _RISKY.match(text) else text


def unguard_cell(cell: str) -> str:
    """The text that `guard_cell` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell
