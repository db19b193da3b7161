"""What a question does not need is not made."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.pipeline import RunOptions, running, state_rows

TABLE = """place,type,actor,date,published,source
Tikrit,capture,Islamic State,2014-06-11,2014-06-12,Gazette
Tikrit,recapture,Iraqi government,2015-03-31,2015-04-01,Gazette
"""


def test_states_of_a_day_lay_out_no_map(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(TABLE, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("only a map needs both clocks")

    monkeypatch.setattr(running, "bitemporal", refuse)
    result = running.run([path], RunOptions(as_of=date(2014, 7, 1), world=False))
    assert [row["status"] for row in state_rows(result, date(2014, 7, 1))] == ["held"]
    with pytest.raises(AssertionError, match="both clocks"):
        _ = result.spec
    monkeypatch.undo()
    assert result.spec is result.spec
    assert result.spec.as_of == date(2014, 7, 1)
