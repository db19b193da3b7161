"""The figure's words: those of the map first, then phrases only paper needs, in the map's language, else in English."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from geomap.model import MapSpec

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"})
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True, kw_only=True)
class FigureWords:
    """Phrases by key, with numbers and days as the language writes them."""

    lang: str
    phrases: dict[str, str]

    def __getitem__(self, key: str) -> str:
        """The phrase, or the key's last part in words where there is none (a status or kind newer than the catalogues)."""
        return self.phrases.get(key) or key.rpartition(".")[2].replace("_", " ")

    @property
    def right_to_left(self) -> bool:
        """Whether lines begin on the right."""
        return is_right_to_left(self.lang)

    def fill(self, key: str, **values: str) -> str:
        """The phrase with its ``{names}`` replaced once; what is put in is not looked at again."""
        parts = self[key].replace("}", "{").split("{")
        return "".join(values.get(part, "") if index % 2 else part for index, part in enumerate(parts))

    def day(self, day: date) -> str:
        """``22 June 2014``."""
        try:
            locale = Locale.parse(self.lang.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            locale = Locale.parse("en")
        return self._digits(format_date(day, "d MMMM y", locale=locale))

    def number(self, number: float) -> str:
        """Up to six digits, without trailing zeros."""
        return self._digits(f"{number:g}")

    def listed(self, items: Sequence[str]) -> str:
        """``a, b and c``."""
        if len(items) < 2:
            return "".join(items)
        return self["list.separator"].join(items[:-1]) + self["list.last"] + items[-1]

    def _digits(self, text: str) -> str:
        return text.translate(_ARABIC_DIGITS) if self.lang.startswith("ar") else text


def load_words(spec: MapSpec) -> FigureWords:
    """The words for `spec`, in its language: its own first, then the figure's, then the figure's in English."""
    folder = resources.files("geomap.figure") / "phrases"
    phrases: dict[str, str] = json.loads((folder / "en.json").read_text("utf-8"))
    own = folder / f"{spec.lang.split('-')[0].lower()}.json"
    if own.is_file():
        phrases |= json.loads(own.read_text("utf-8"))
    return FigureWords(lang=spec.lang, phrases=phrases | dict(spec.words))


def is_right_to_left(lang: str) -> bool:
    """Whether the language of this BCP 47 code is written from right to left."""
    lowered = lang.lower()
    return lowered in _RIGHT_TO_LEFT or lowered.split("-")[0] in _RIGHT_TO_LEFT


def printable(text: str) -> str:
    """Text as it can be set in type: one line, without control, format and direction characters.

    Names and titles come from strangers: a direction override would turn the words that follow it around.
    The joiners U+200C and U+200D stay; Persian and Indic scripts need them.
    """
    kept = (
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character
        for character in text
        if unicodedata.category(character) not in ("Cf", "Cs", "Co", "Cn") or character in "\u200c\u200d"
    )
    return " ".join("".join(kept).split())
