"""Whom the packaged actors let a phrase mean, by country and day."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from geomap.extract.actor_names import ActorNames, Setting, actor_names
from geomap.extract.actors import find_forces
from geomap.extract.belligerents import Belligerents
from geomap.extract.extraction import rules_for
from geomap.extract.named_actors import find_names
from geomap.gazetteer import Gazetteer, load_gazetteer
from geomap.text.tokens import tokenize

LEXICON = rules_for("en").lexicon


@cache
def packaged() -> tuple[Gazetteer, ActorNames]:
    gazetteer = load_gazetteer()
    return gazetteer, actor_names(gazetteer)


def meant(phrase: str, country: str, day: str) -> str:
    """Actor id of a phrase that opens a sentence about a country; empty if it stays as named."""
    gazetteer, names = packaged()
    text = f"{phrase} seized the town."
    setting = Setting(text=text, day=date.fromisoformat(day), countries=(country,), peoples=gazetteer.demonyms)
    named = find_names(text, names, LEXICON, setting)
    hints = find_forces(text, tokenize(text), named, (), names, LEXICON, setting)
    parties = Belligerents(names, day=date.fromisoformat(day), country=country, named=named)
    return parties.resolve(hints[0], country=country).actor_id if hints else ""


@pytest.mark.parametrize(
    ("phrase", "country", "day", "actor"),
    [
        ("Kurdish forces", "IQ", "2014-07-10", "peshmerga"),
        ("Kurdish forces", "SY", "2014-07-10", "ypg"),
        ("Kurdish forces", "SY", "2017-07-10", "sdf"),
        ("Kurdish militants", "TR", "2016-01-10", "pkk"),
        ("Syrian government forces", "SY", "2015-05-01", "government-of-syria"),
        ("Syrian government forces", "SY", "2025-05-01", "syrian-transitional-government"),
        ("Iraqi troops", "IQ", "2003-04-01", "iraq-baathist"),
        ("Iraqi troops", "IQ", "2016-04-01", "government-of-iraq"),
        ("Coalition forces", "IQ", "2004-04-01", "mnf-iraq"),
        ("Coalition forces", "IQ", "2016-04-01", "us-led-coalition"),
        ("Coalition warplanes", "YE", "2015-09-10", "saudi-arabia"),
        ("Afghan forces", "AF", "2015-05-01", "government-of-afghanistan"),
        ("Afghan forces", "AF", "2023-05-01", "taliban"),
        ("Taliban fighters", "PK", "2009-05-01", "ttp"),
        ("Taliban fighters", "AF", "2009-05-01", "taliban"),
        ("Al-Shabaab", "MZ", "2021-03-25", "islamic-state-mozambique"),
        ("Al-Shabaab", "SO", "2012-03-25", "al-shabaab"),
        ("Al-Qaeda", "YE", "2015-04-02", "aqap"),
        ("Al-Qaeda", "ML", "2019-04-02", "jnim"),
        ("Rebels", "CD", "2012-11-20", "m23"),
        ("Rebels", "CD", "2017-11-20", ""),
        ("Rebels", "LY", "2011-04-01", "libya-ntc"),
        ("Rebels", "LY", "2019-04-01", ""),
        ("Rebels", "CI", "2002-10-01", "forces-nouvelles"),
        ("Rebels", "SS", "2014-04-15", "splm-io"),
        ("Separatists", "UA", "2014-06-01", "russia-backed-separatists"),
        ("Separatists", "CM", "2019-06-01", "ambazonia"),
        ("Separatists", "YE", "2019-08-10", "southern-transitional-council"),
        ("Serb forces", "BA", "1993-05-01", "vrs"),
        ("Serb forces", "HR", "1993-05-01", "rsk"),
        ("Serb forces", "XK", "1999-05-01", "serbia"),
        ("Yugoslav army", "HR", "1991-11-01", "yugoslavia-jna"),
        ("Rwandan government forces", "RW", "1994-06-01", "government-of-rwanda-1994"),
        ("Rwandan troops", "CD", "2025-01-27", "rwanda"),
        ("UPC fighters", "CF", "2018-05-01", "upc-car"),
        ("UPC fighters", "CD", "2003-05-01", "upc-congo"),
        ("SNA troops", "SO", "2022-05-01", "government-of-somalia"),
        ("SNA fighters", "SY", "2022-05-01", "syrian-national-army"),
        ("SRF fighters", "SY", "2014-05-01", "syrian-revolutionaries-front"),
        ("SRF fighters", "SD", "2014-05-01", "sudan-revolutionary-front"),
        ("ADF fighters", "CD", "2021-05-01", "allied-democratic-forces"),
        ("ADF fighters", "CM", "2021-05-01", "ambazonia"),
        ("Junta troops", "MM", "2024-05-01", "myanmar-military"),
        ("Gangs", "HT", "2024-03-03", "viv-ansanm"),
        ("Security forces", "CO", "2010-03-03", "government-of-colombia"),
        ("Ethnic Albanian rebels", "MK", "2001-03-25", "nla-macedonia"),
        ("Ethnic Albanian rebels", "XK", "1998-07-25", "kla"),
        ("Maoist rebels", "NP", "2004-03-20", "cpn-maoist"),
        ("Maoist rebels", "IN", "2010-04-07", "cpi-maoist"),
    ],
)
def test_country_and_day_tell_who_is_meant(phrase, country, day, actor):
    assert meant(phrase, country, day) == actor


@pytest.mark.parametrize(
    "short", ["AA", "SNA", "PDF", "ANA", "SAF", "GNA", "KIA", "CNA", "STC", "TIP", "MEND", "FACT", "NRF", "AFP", "SLA"]
)
def test_abbreviations_of_other_things_mean_nobody_in_another_country(short):
    assert meant(short, "NZ", "2014-05-01") == ""
