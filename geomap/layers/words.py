"""Phrases of the map in its language: statuses, kinds, and the patterns of the headline."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LEFT_TO_RIGHT = "A-Za-z\u00c0-\u024f"
_AGAINST = {
    True: re.compile(f"[^{_RIGHT_TO_LEFT}]*[{_LEFT_TO_RIGHT}]"),
    False: re.compile(f"[^{_LEFT_TO_RIGHT}]*[{_RIGHT_TO_LEFT}]"),
}
"""Names that run against the language, by whether it is written from right to left."""
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FALLBACK = "en"


@dataclass(frozen=True, kw_only=True)
class Words:
    """The phrases of one language; patterns hold ``{name}`` and, for counts, a CLDR plural category as last part of the key."""

    lang: str
    phrases: dict[str, str]

    def __getitem__(self, key: str) -> str:
        """The phrase itself.

        Raises
        ------
        KeyError
            If there is none; keys are the program's own, so that is a mistake in it.
        """
        return self.phrases[key]

    def fill(self, key: str, **values: str) -> str:
        """The phrase with its ``{names}`` replaced, each once; what is put in is not looked at again.

        A name that runs against the language is set apart (U+2068, U+2069), so that it does not turn the words beside it.
        """
        parts = []
        for index, piece in enumerate(self.phrases[key].replace("}", "{").split("{")):
            parts.append(self._apart(values[piece]) if index % 2 else piece)
        return "".join(parts)

    def _apart(self, value: str) -> str:
        return f"\u2068{value}\u2069" if _AGAINST[self.lang.startswith("ar")].match(value) else value

    def count(self, key: str, number: int) -> str:
        """The phrase for `number` things, in the right plural."""
        category = str(_locale(self.lang).plural_form(number))
        full = f"{key}.{category}"
        return self.fill(full if full in self.phrases else f"{key}.other", n=self.number(number))

    def number(self, number: int) -> str:
        """A whole number in the digits of the language."""
        return str(number).translate(_ARABIC_DIGITS) if self.lang.startswith("ar") else str(number)

    def day(self, day: date) -> str:
        """A day as one writes it: ``22 June 2014``."""
        text = format_date(day, "d MMMM y", locale=_locale(self.lang))
        return text.translate(_ARABIC_DIGITS) if self.lang.startswith("ar") else text

    def listed(self, items: Sequence[str]) -> str:
        """``a, b and c``."""
        if len(items) < 2:
            return "".join(items)
        return self["list.separator"].join(items[:-1]) + self["list.last"] + items[-1]


def load_words(lang: str) -> Words:
    """The phrases of `lang` (BCP 47); what a catalogue does not have is English, so is a language without one."""
    folder = resources.files("geomap.layers") / "phrases"
    phrases = json.loads((folder / f"{FALLBACK}.json").read_text("utf-8"))
    own = folder / f"{lang.split('-')[0].lower()}.json"
    if own.is_file():
        phrases |= json.loads(own.read_text("utf-8"))
    return Words(lang=lang, phrases=phrases)


def _locale(lang: str) -> Locale:
    try:
        return Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK)
