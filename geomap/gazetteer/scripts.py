"""Which countries write their names without vowels, so that their romanisations differ in them.

Source: the territory and likely-subtag data of CLDR, as the package babel brings it.
"""

from __future__ import annotations

from functools import lru_cache

from babel.core import get_global

_WITHOUT_VOWELS = frozenset({"Arab", "Hebr", "Syrc"})
_SPOKEN_BY = 10.0
"""Percent of a country's people who read a language, from which on its spelling counts."""


@lru_cache(maxsize=512)
def leaves_vowels_out(country: str) -> bool:
    """Whether an official or widely read language of a country is written in a script that leaves most vowels out.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2 code. Of one that CLDR does not know nothing is ruled out.
    """
    languages = get_global("territory_languages").get(country)
    if languages is None:
        return True
    likely = get_global("likely_subtags")
    read = [code for code, known in languages.items() if known["population_percent"] >= _SPOKEN_BY]
    return any(part in _WITHOUT_VOWELS for code in read for part in str(likely.get(code, code)).split("_"))
