"""The named fields of a document, wherever they come from, checked in one place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from geomap.errors import Problem
from geomap.io.decoding import normalise
from geomap.io.options import ReadOptions
from geomap.io.written_dates import parse_day

FIELDS = ("id", "title", "source", "published", "dateline", "text", "url", "lang")
"""Fields of front matter and of JSONL records; others are kept as extra."""


_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, kw_only=True)
class DocumentFields:
    """Checked fields; empty where not given."""

    id: str = ""
    title: str = ""
    source: str = ""
    published: date | None = None
    published_unusable: bool = False
    """A day was given and is none; no other day may take its place."""
    dateline: str = ""
    text: str = ""
    url: str = ""
    lang: str = ""
    extra: tuple[tuple[str, str], ...] = ()


def check_fields(values: Iterable[tuple[str, Any]], *, options: ReadOptions) -> tuple[DocumentFields, tuple[Problem, ...]]:
    """Check the fields of one document; what cannot be used is left empty and reported, without path and line."""
    problems: list[Problem] = []
    known: dict[str, Any] = {}
    extra: list[tuple[str, str]] = []
    for key, value in values:
        name = "lang" if key == "language" else key
        if name not in FIELDS:
            if (text := _plain(value)) is not None:
                extra.append((normalise(key), text))
        elif name == "published":
            known["published"] = _published(value, options, problems)
            known["published_unusable"] = known["published"] is None and value not in (None, "")
        elif (text := _plain(value)) is None:
            problems.append(_problem(name, f"expected text, found {type(value).__name__}", "write a single value"))
        else:
            known[name] = text if name == "text" else text.strip()
    if known.get("url"):
        known["url"] = safe_url(known["url"])
        if not known["url"]:
            problems.append(
                _problem("url", "the address is left out: only http and https addresses are kept", "give the address of the original")
            )
    if known.get("lang") and not is_language(known["lang"]):
        found = known.pop("lang")
        problems.append(_problem("lang", f"'{found}' is no language code", "write e.g. en, ar or pt-BR"))
    return DocumentFields(**known, extra=tuple(extra)), tuple(problems)


def is_language(code: str) -> bool:
    """Whether it has the form of a BCP 47 code; other text must not get where codes choose files."""
    return bool(_LANGUAGE.fullmatch(code))


def safe_url(url: str) -> str:
    """The address if a link to it does no more than open a web page, else nothing."""
    text = url.strip()
    try:
        parts = urlsplit(text)
        usable = parts.scheme.casefold() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return text if usable and text.isprintable() and not any(character in text for character in " \"'<>\\`") else ""


def _published(value: Any, options: ReadOptions, problems: list[Problem]) -> date | None:  # noqa: ANN401
    if value is None or value == "":
        return None
    text = _plain(value) or ""
    try:
        day = parse_day(text)
    except ValueError as error:
        hint = "write the day as YYYY-MM-DD, e.g. 2015-03-04"
        problems.append(Problem(field="published", message=f"'{text}': {error}", hint=hint))
        return None
    if options.today and day > options.today:
        problems.append(_problem("published", f"{day} lies in the future", "check the year"))
    return day


def _plain(value: Any) -> str | None:  # noqa: ANN401
    """A single value as text; None for what is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return str(value)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return normalise(", ".join(value))
    return None


def _problem(field: str, message: str, hint: str) -> Problem:
    """Something to look at that spoils nothing else; a wrong day of publication would, and is an error."""
    return Problem(field=field, message=message, hint=hint, severity="warning")


def record_fields(record: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """A JSONL record's fields; lists and objects of other programs (mentions, claims) are not fields of a document."""
    return [(key, value) for key, value in record.items() if key in FIELDS or not isinstance(value, (list, dict))]
