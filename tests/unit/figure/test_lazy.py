"""What works without the figure extra, and what says that it is missing."""

from __future__ import annotations

import subprocess
import sys

WITHOUT = """
import sys
sys.modules["matplotlib"] = None
from geomap.errors import MissingExtraError
from geomap.figure import alt_text, drawn_marks
try:
    from geomap.figure import render_figure
except MissingExtraError as error:
    print(error)
"""


def test_without_matplotlib_the_description_works_and_drawing_names_the_extra():
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True, timeout=60)
    assert "pip install 'geomap[figure]'" in done.stdout


def test_describing_does_not_load_what_draws():
    code = "import sys, geomap.figure; geomap.figure.alt_text; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"
