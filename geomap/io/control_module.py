"""Marks of the map modules of Wikipedia (Lua), whose legend stands in the module itself.

A mark is a file name (a coloured dot), a position and a label; the caption says whom a dot stands for. Marks whose dot is
not in the caption, doubled ones among them, say nothing of one holder and are left out. The page has no date of its own.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from geomap.gazetteer import Gazetteer
from geomap.io.actor_names import ActorNames
from geomap.io.event_claims import Events
from geomap.io.event_places import EventPlaces
from geomap.io.event_rules import named_day
from geomap.io.opening import InputFile, read_text
from geomap.io.options import ReadOptions, Report
from geomap.io.table_places import PlaceError, parse_position
from geomap.model import Attribution, Claim, ClaimType, LonLat, Modality, Place, PlaceKind, PlaceRef, on_day

_MARK = re.compile(r"\{([^{}]*\bmark\s*=[^{}]*)\}")
_FIELD = re.compile(r"""\b(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?[\d.]+))""")
_LEGEND = re.compile(r"\[\[File:([^|\]]+)[^\]]*\]\]\s*((?:\[\[(?!File:)[^\]]*\]\]|[^;\[\n])+)")
_LINK = re.compile(r"\[\[(?:([^|\]]*)\|)?([^\]]*)\]\]")
_BOLD = "'" * 3
_SOURCE = "Wikipedia map module"
_GENERIC_WORDS = ("town", "city", "village")
"""Words that may be missing in the gazetteer's name. A crossing or airbase is never its town, so those words stay."""


@dataclass(frozen=True, kw_only=True)
class _Mark:
    icon: str
    label: str
    target: str
    """Title of the page that the label links to; empty without one."""
    position: LonLat


def read_control_module(file: InputFile, gazetteer: Gazetteer, *, report: Report, options: ReadOptions) -> Events:
    """Read the labelled marks of a map module as claims of control, reported, on the day in the file's name (YYYYMMDD).

    Without a day in the name nothing is read: such a page changes daily, and its text does not say of which day it is.

    Raises
    ------
    TooLargeError, UndecodableError, OSError
        As `geomap.io.opening.read_text`.
    """
    text = read_text(file, limit=options.max_data_bytes, option="max_data_bytes").text
    day = named_day(file.found.path.name if file.found.path else "")
    if day is None:
        hint = "put the day of the revision into the file's name, e.g. module_20150304.lua"
        report(file.problem("the marks have no day, so nothing can be said of any", field="date", hint=hint))
        return Events(claims=(), places=())
    legend = _legend(text)
    actors = ActorNames(gazetteer.actors)
    places = EventPlaces(gazetteer, _GENERIC_WORDS)
    claims: dict[str, Claim] = {}
    silent = 0
    for mark in _marks(text, file, report):
        holder = legend.get(_icon(mark.icon))
        if holder is None:
            silent += 1
            continue
        place = _place(mark, places)
        digest = hashlib.sha256(f"{day}|{mark.label}|{mark.position.lonlat}|{holder}".encode()).hexdigest()[:12]
        claim = Claim(
            id=f"map-module:{digest}",
            doc_id="",
            start=None,
            end=None,
            quotation=f"{mark.label}: {holder}",
            type=ClaimType.CONTROL,
            place=PlaceRef(raw=mark.label, place_id=place.id),
            actor=actors.refer(holder, country=place.country),
            dating=on_day(day),
            known=on_day(day),
            attribution=Attribution(publication=_SOURCE),
            modality=Modality.REPORTED,
            source=_SOURCE,
            origin="table",
        )
        claims.setdefault(claim.id, claim)
    if silent:
        message = f"{silent} marks have an icon that the legend does not explain, and are left out"
        report(file.problem(message, hint="nothing to do: a doubled dot says nothing of one holder", severity="warning"))
    used = {claim.place.place_id for claim in claims.values()}
    return Events(claims=tuple(claims.values()), places=tuple(places.own[key] for key in sorted(places.own) if key in used))


def _place(mark: _Mark, places: EventPlaces) -> Place:
    """The place of a mark; its link only counts for what is no town, since marks of crossings link to the town beside them."""
    names = tuple(dict.fromkeys((mark.label, places.bare_name(mark.label))))
    linked = places.known(mark.target, mark.position, PlaceKind.TOWN)
    if linked is not None and not linked.kind.is_settlement:
        return linked
    return places.find(names, mark.position, PlaceKind.TOWN).place


def _marks(text: str, file: InputFile, report: Report) -> list[_Mark]:
    marks = []
    for match in _MARK.finditer(text):
        fields = {found[1]: found[2] or found[3] or found[4] or "" for found in _FIELD.finditer(match[1])}
        link = _LINK.search(fields.get("label", ""))
        label = _plain(fields.get("label", ""))
        if not label:
            continue  # an icon below a labelled dot
        line = text.count("\n", 0, match.start()) + 1
        try:
            position = parse_position(fields.get("long", ""), fields.get("lat", ""))
        except PlaceError as error:
            report(file.problem(str(error), line=line, field=error.field, hint=error.hint))
            continue
        if position is not None:
            marks.append(_Mark(icon=fields.get("mark", ""), label=label, target=(link[1] or "").strip() if link else "", position=position))
    return marks


def _legend(text: str) -> dict[str, str]:
    """Icon to what the caption says it stands for."""
    caption = text[text.find("caption") :] if "caption" in text else ""
    return {_icon(icon): words for icon, label in _LEGEND.findall(caption) if (words := _plain(label).split("(")[0].strip())}


def _icon(name: str) -> str:
    return name.strip().replace("_", " ").casefold()


def _plain(label: str) -> str:
    return " ".join(_LINK.sub(r"\2", label).replace(_BOLD, "").split())
