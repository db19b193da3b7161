"""The Word report in a word processor."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from mapspec_sample import sample_map


def test_the_word_report_opens_in_libreoffice(tmp_path, need_module):
    need_module("docx")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("needs LibreOffice: apt-get install libreoffice-writer-nogui")
    from geomap.embed import render_report_docx

    (tmp_path / "report.docx").write_bytes(render_report_docx(sample_map(), dpi=72))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    done = subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "report.docx")],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (tmp_path / "report.pdf").is_file(), done.stdout + done.stderr
    assert (tmp_path / "report.pdf").stat().st_size > 20_000
