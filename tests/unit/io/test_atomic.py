from __future__ import annotations

import os
from pathlib import Path

import pytest

from geomap.errors import OutputError
from geomap.io import replacing, write_text
from geomap.io.atomic import write_stream


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "map.html"
    path.write_text("old")

    def fail(stream):
        stream.write("half")
        stream.flush()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_stream(path, fail)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_finished_write_replaces_the_file_whole_and_keeps_its_rights(tmp_path):
    path = tmp_path / "map.html"
    path.write_text("old")
    path.chmod(0o640)
    write_text(path, "نص\n")
    assert path.read_bytes() == "نص\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    write_text(tmp_path / "new.html", "x")
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "new.html").stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.parametrize(
    ("name", "words", "hint"),
    [
        ("missing/map.html", "does not exist", "mkdir -p"),
        ("", "is a folder", "name a file in it"),
        ("file/map.html", "is no folder", "another place"),
    ],
)
def test_impossible_outputs_are_refused_with_advice(tmp_path, name, words, hint):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match=words) as caught:
        write_text(tmp_path / name, "x")
    assert hint in caught.value.hint
    assert isinstance(caught.value, OSError)


def test_a_folder_that_refuses_us_and_a_full_disk_are_told_apart(tmp_path, monkeypatch):
    import tempfile

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(OutputError, match="no permission"):
        write_text(tmp_path / "a.html", "x")
    monkeypatch.undo()

    def full(self, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="No space left"):
        write_text(tmp_path / "a.html", "x")
    assert not list(tmp_path.iterdir())


def test_the_file_beside_keeps_the_suffix_that_drivers_go_by(tmp_path):
    with replacing(tmp_path / "a.gpkg") as beside:
        assert (beside.parent, beside.suffix) == (tmp_path, ".gpkg")
        beside.write_bytes(b"x")
