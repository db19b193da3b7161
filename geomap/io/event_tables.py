"""UCDP GED and ACLED exports as claims."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from geomap.gazetteer import Gazetteer
from geomap.io.csv_rows import open_table
from geomap.io.event_claims import Event, Events, EventTable, event_dating, spread_dating
from geomap.io.event_rules import event_rules
from geomap.io.opening import InputFile
from geomap.io.options import ReadOptions, Report
from geomap.io.written_dates import parse_day
from geomap.model import UNKNOWN_DATE, DatePrecision, Dating, on_day

T = TypeVar("T")
_DATE_PRECISIONS = {str(member.value): member for member in DatePrecision}


def read_ucdp_ged(file: InputFile, gazetteer: Gazetteer, *, report: Report, options: ReadOptions) -> Events:
    """Read UCDP GED as it is downloaded (the columns of versions 5 to 25).

    Places with ``where_prec`` 3 to 7 are units, regions and countries, never the town at their coordinates.
    """
    table = EventTable(file, event_rules("ucdp_ged"), gazetteer, report, options)
    for line, row in open_table(file, report=report, options=options).rows:
        if (event := _ucdp_event(row, line, table)) is not None:
            table.add(event, line)
    return table.finish()


def read_acled(file: InputFile, gazetteer: Gazetteer, *, report: Report, options: ReadOptions) -> Events:
    """Read an ACLED export, today's or one from before 2019.

    ``geo_precision`` 3 means the first-level unit, not the town whose coordinates stand for it.
    """
    table = EventTable(file, event_rules("acled"), gazetteer, report, options)
    for line, row in open_table(file, report=report, options=options).rows:
        if (event := _acled_event(row, line, table)) is not None:
            table.add(event, line)
    return table.finish()


def _ucdp_event(row: dict[str, str], line: int, table: EventTable) -> Event | None:
    kind = _code(row, "type_of_violence", table.rules.types, line, table)
    where = _code(row, "where_prec", table.rules.where, line, table)
    first, last = (_day(row, name, line, table) for name in ("date_start", "date_end"))
    position = table.position(row, line)
    if kind is None or where is None or first is None or last is None or position is None:
        return None
    if last < first:
        table.report(
            table.file.problem(f"the event ends ({last}) before it begins ({first})", line=line, field="date_end", hint="check both")
        )
        return None
    code = row.get("date_prec", "").strip()
    precision = _DATE_PRECISIONS.get(code)
    names = tuple(
        dict.fromkeys(
            table.places.bare_name(name)
            for name in (_unit(row, where.kind.value) or row.get("where_coordinates", ""), row.get("where_coordinates", ""))
            if name.strip()
        )
    )
    return Event(
        id=f"ucdp-ged:{row['id'].strip()}",
        kind=kind,
        where=where,
        names=names,
        position=position,
        country=row.get("country", "").split("(")[0].strip(),
        sides=(row.get("side_a", "").strip(), _force(row.get("side_b", ""), table)),
        dating=event_dating(first, last, precision),
        quotation=(row.get("source_headline") or row.get("source_article") or "").strip(),
        speaker=row.get("source_original", "").strip(),
        source=table.rules.source,
        note=row.get("where_description", "").strip(),
        known=_first_report(row.get("source_date", ""), first),
    )


def _acled_event(row: dict[str, str], line: int, table: EventTable) -> Event | None:
    kind_name = row.get("event_type", "").strip()
    full_name = f"{kind_name}/{row.get('sub_event_type', '').strip()}".rstrip("/")
    kind = table.rules.types.get(full_name)
    if kind is None:
        if kind_name in table.rules.no_claim or full_name.split("/")[0] in table.rules.no_claim:
            table.passed_over[full_name] += 1
        else:
            hint = "the known types stand in geomap/io/mappings/acled.yaml"
            table.report(table.file.problem(f"unknown event type '{full_name}'", line=line, field="event_type", hint=hint))
        return None
    where = _code(row, "geo_precision", table.rules.where, line, table)
    day = _day(row, "event_date", line, table)
    spread = _code(row, "time_precision", table.rules.days, line, table)
    position = table.position(row, line)
    if where is None or day is None or spread is None or position is None:
        return None
    forces = [index for index in (0, 1) if row.get(f"inter{index + 1}", "").strip() in table.rules.state_forces]
    names = (row.get("admin1", "") if where.kind.value == "admin1" else "", row.get("location", ""))
    return Event(
        id=f"acled:{(row.get('event_id_cnty') or row.get('data_id') or f'line-{line}').strip()}",
        kind=kind,
        where=where,
        names=tuple(dict.fromkeys(table.places.bare_name(name) for name in names if name.strip())),
        position=position,
        country=row.get("country", "").strip(),
        sides=(_force(row.get("actor1", ""), table), _force(row.get("actor2", ""), table)),
        dating=spread_dating(day, spread),
        state_side=forces[0] if len(forces) == 1 else None,
        quotation=row.get("notes", "").strip(),
        source=row.get("source", "").strip(),
        note=table.rules.source,
    )


def _first_report(cell: str, event: date) -> Dating:
    """The day of the oldest report named; reports before the event speak of something else."""
    days = []
    for part in cell.split(";"):
        try:
            day = parse_day(part)
        except ValueError:
            continue
        if day >= event:
            days.append(day)
    return on_day(min(days)) if days else UNKNOWN_DATE


def _unit(row: dict[str, str], kind: str) -> str:
    """The name of the unit an imprecise event lies in."""
    return {"admin1": row.get("adm_1", ""), "admin2": row.get("adm_2", ""), "country": row.get("country", "").split("(")[0]}.get(kind, "")


def _force(name: str, table: EventTable) -> str:
    text = name.strip()
    return "" if text.startswith(tuple(table.rules.nobody) or ("\x00",)) else text


def _day(row: dict[str, str], name: str, line: int, table: EventTable) -> date | None:
    cell = row.get(name, "").strip()
    try:
        return parse_day(cell)
    except ValueError as error:
        table.report(table.file.problem(f"'{cell}': {error}", line=line, field=name, hint="expected a full date, e.g. 2015-03-04"))
        return None


def _code(row: dict[str, str], name: str, codes: Mapping[str, T], line: int, table: EventTable) -> T | None:
    cell = row.get(name, "").strip()
    if cell not in codes:
        hint = f"one of {', '.join(codes)}"
        table.report(table.file.problem(f"'{cell}' is no known code", line=line, field=name, hint=hint))
    return codes.get(cell)
