"""Names that lead a reader astray, each in a sentence of our own: what must be found, and what must not.

Used by the tests with a small store of real namesakes, and by ``tests/quality/traps.py`` with any store.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geomap.extract.mentions import find_names
from geomap.extract.resolve import resolve_mentions
from geomap.gazetteer import Gazetteer
from geomap.model import Document


@dataclass(frozen=True, kw_only=True)
class Trap:
    """A sentence, and the id each name in it must be resolved to."""

    text: str
    places: dict[str, str] = field(default_factory=dict)
    nowhere: tuple[str, ...] = ()
    """Names that must be resolved to nothing, if they are found at all."""


TRAPS = (
    Trap(text="The men hit back, the hit was hard, and then they left Hit, a town in Anbar.", places={"Hit": "iq-hit"}, nowhere=("hit",)),
    Trap(text="Militants took Ana, Rawa and Hit in Iraq.", places={"Ana": "iq-ana", "Rawa": "iq-rawa", "Hit": "iq-hit"}),
    Trap(text="Ana Moreira sang in Baghdad, and Ana was glad.", places={"Baghdad": "iq-baghdad"}, nowhere=("Ana",)),
    Trap(text="Mortars hit Balad and Balad airbase north of Baghdad.", places={"Balad": "iq-balad", "Balad airbase": "iq-balad-airbase"}),
    Trap(
        text="Fighters of Abu Bakr al-Baghdadi attacked Baghdadi, a town in Anbar.",
        places={"Baghdadi": "iq-al-baghdadi", "Anbar": "admin1-iq-an"},
    ),
    Trap(text="Abu Bakr al-Baghdadi spoke in Mosul; Baghdadi was not seen again.", places={"Mosul": "iq-mosul"}, nowhere=("Baghdadi",)),
    Trap(text="Muqtada al-Sadr spoke in Sadr City, and Sadr was angry at Iraq.", places={"Sadr City": "iq-sadr-city"}, nowhere=("Sadr",)),
    Trap(text="Rashid Hamid left Baghdad; Rashid was tired.", places={"Baghdad": "iq-baghdad"}, nowhere=("Rashid",)),
    Trap(
        text="The Great Zab and the Little Zab flow into the Tigris.",
        places={"Great Zab": "iq-great-zab", "Little Zab": "iq-little-zab", "Tigris": "iq-tigris"},
    ),
    Trap(text="Riyadh, a town in Kirkuk province of Iraq, was retaken.", places={"Riyadh": "iq-al-riyadh-kirkuk"}),
    Trap(text="Riyadh said that Saudi Arabia would send jets.", places={"Riyadh": "sa-riyadh"}),
    Trap(text="On Thursday nothing moved in Ramadi. Thursday was calm.", places={"Ramadi": "iq-ramadi"}, nowhere=("Thursday",)),
    Trap(text="Georgia's president in Tbilisi accused Russia.", places={"Georgia": "country-ge", "Tbilisi": "capital-ge"}),
    Trap(text="Officials of Georgia and Alabama met in Tallahassee, Florida.", places={"Georgia": "admin1-us-ga"}),
    Trap(text="Washington and London urged Iraq to wait, a minister said in Baghdad.", places={"Washington": "us-washington"}),
    Trap(text="The governor of Washington state wrote to Oregon.", places={"Washington state": "admin1-us-wa"}),
    Trap(
        text="Shells fell on Aleppo University in Aleppo, and the army left towns of Aleppo governorate in Syria.",
        places={"Aleppo University": "sy-aleppo-university", "Aleppo": "sy-aleppo", "Aleppo governorate": "admin1-sy-hl"},
    ),
    Trap(
        text="Al-Qaim fell, and Husaybah too; the Al-Qaim border crossing is shut, and Al-Qaim district in Iraq is lost.",
        places={
            "Al-Qaim": "iq-al-qaim", "Husaybah": "iq-husaybah",
            "Al-Qaim border crossing": "iq-al-qaim-crossing", "Al-Qaim district": "iq-al-qaim-district",
        },
    ),
    Trap(text="Khalidiyah lies between Ramadi and Fallujah in Anbar.", places={"Khalidiyah": "iq-khalidiyah"}),
    Trap(text="Rawanduz is in Erbil province, far from Rawa in Anbar.", places={"Rawa": "iq-rawa"}),
)  # fmt: skip


def faults(trap: Trap, gazetteer: Gazetteer) -> list[str]:
    """What is wrong with the answers for a trap, in words."""
    document = Document(id="trap", text=trap.text)
    names = find_names(document, gazetteer)
    answers = resolve_mentions(document, names.mentions, gazetteer, inside=names.inside)
    found = {mention.surface: answer.place_id for mention, answer in zip(names.mentions, answers, strict=True)}
    wrong = [f"{name}: {found.get(name)} instead of {place}" for name, place in trap.places.items() if found.get(name) != place]
    return wrong + [f"{name}: {found[name]} instead of nothing" for name in trap.nowhere if found.get(name)]
