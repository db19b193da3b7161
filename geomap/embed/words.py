"""The words of reports and fragments, in the map's language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources

from geomap.figure.words import FigureWords, load_words, printable
from geomap.model import MapSpec


@dataclass(frozen=True, kw_only=True)
class ReportWords(FigureWords):
    """`FigureWords` with the phrases of reports."""

    def sources_line(self, spec: MapSpec) -> str:
        """The credit line of the map."""
        return (
            self.fill("figure.source", credits=self["list.semicolon"].join(printable(credit).rstrip(".") for credit in spec.credits))
            if spec.credits
            else ""
        )


def load_report_words(spec: MapSpec) -> ReportWords:
    """The words for `spec`; see `geomap.figure.words.load_words`."""
    base = load_words(spec)
    folder = resources.files("geomap.embed") / "phrases"
    phrases: dict[str, str] = json.loads((folder / "en.json").read_text("utf-8"))
    own = folder / f"{base.lang.split('-')[0].lower()}.json"
    if own.is_file():
        phrases |= json.loads(own.read_text("utf-8"))
    return ReportWords(lang=base.lang, phrases=phrases | base.phrases)
