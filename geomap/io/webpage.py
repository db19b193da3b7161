"""Articles saved as HTML: main text and metadata by trafilatura, the publication date from what the page declares.

trafilatura's own dating (htmldate) also guesses from body text and bounds its guess by today's clock; only declared
dates are taken here, since a wrong date is worse than none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from geomap.io.written_dates import parse_day

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DATE_KEYS = frozenset(
    {
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "datepublished",
        "article:published",
        "publishdate",
        "publish-date",
        "publish_date",
        "pubdate",
        "publication_date",
        "citation_publication_date",
        "citation_online_date",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
    }
)
"""Metadata names that declare the publication; ``modified`` and plain ``date`` do not."""
_NO_GUESSING = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}


@dataclass(frozen=True, kw_only=True)
class WebPage:
    """What a page says in its main text and about itself."""

    text: str
    """Main text, paragraphs on lines of their own; empty if none was found."""
    title: str = ""
    source: str = ""
    """Name of the site."""
    url: str = ""
    """Canonical address, as declared."""
    language: str = ""
    published: date | None = None
    conflicting_dates: tuple[date, ...] = ()
    """The declared publication dates where they differ; `published` is None then."""


def declared_charset(data: bytes) -> str:
    """The encoding a page declares in its first kilobytes; empty if none."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii", "replace") if match else ""


def parse_webpage(html: str) -> WebPage:
    """Main text and metadata of an HTML page, given as text."""
    import trafilatura  # takes a third of a second to load, and only web pages need it

    tree = trafilatura.load_html(html)
    if tree is None:
        return WebPage(text="")
    days = _one_instant(list(_declared_days(tree)))
    metadata = trafilatura.extract_metadata(html, date_config=dict(_NO_GUESSING))
    text = trafilatura.extract(html, include_comments=False, include_tables=True, date_extraction_params=dict(_NO_GUESSING))
    return WebPage(
        text=text or "",
        title=metadata.title or "",
        source=metadata.sitename or "",
        url=metadata.url or "",
        language=(tree.get("lang") or "").replace("_", "-"),
        published=days.pop() if len(days) == 1 else None,
        conflicting_dates=tuple(sorted(days)) if len(days) > 1 else (),
    )


def _one_instant(declared: list[tuple[date, str]]) -> set[date]:
    """The days declared; one only if all values mean the same moment, once in universal and once in local time: the local one."""
    days = {day for day, _ in declared}
    moments = {_moment(value) for _, value in declared}
    if len(days) > 1 and len(moments) == 1 and None not in moments:
        local = {day for day, value in declared if not value.strip().endswith(("Z", "+00:00", "+0000"))}
        return local if len(local) == 1 else days
    return days


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None


def _declared_days(tree: Any) -> Iterator[tuple[date, str]]:  # noqa: ANN401 - an lxml element
    declared = [element.get("content") for element in tree.iter("meta") if _key(element) in _DATE_KEYS]
    declared += [
        element.get("datetime")
        for element in tree.iter("time")
        if element.get("pubdate") is not None or (element.get("itemprop") or "").casefold() == "datepublished"
    ]
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            declared += _linked_data_dates(json.loads(script.text_content()))
        except (ValueError, RecursionError):
            continue
    for value in declared:
        try:
            yield parse_day(value or ""), value
        except ValueError:
            continue


def _key(element: Any) -> str:  # noqa: ANN401
    return str(element.get("property") or element.get("name") or element.get("itemprop") or "").casefold()


def _linked_data_dates(data: Any) -> list[str]:  # noqa: ANN401 - whatever the page's JSON-LD holds
    """``datePublished`` of the page's articles; those of linked other works are nested deeper and not followed."""
    items = data if isinstance(data, list) else [data]
    found = []
    for item in items:
        if not isinstance(item, dict):
            continue
        found += _linked_data_dates(item["@graph"]) if isinstance(item.get("@graph"), list) else []
        kinds = item.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if isinstance(item.get("datePublished"), str) and any(
            "Article" in str(kind) or "Posting" in str(kind) or "Report" in str(kind) for kind in kinds
        ):
            found.append(item["datePublished"])
    return found
