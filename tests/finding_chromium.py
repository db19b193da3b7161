"""Where the browser of the tests is."""

from __future__ import annotations

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_chromium() -> str:
    """The Chromium to use: GEOMAP_CHROMIUM, else one of the usual names on the path; without one the test fails and says what to do."""
    found = os.environ.get("GEOMAP_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail(
            f"no Chromium found (looked for {', '.join(NAMES)}): run `make tools`, or set GEOMAP_CHROMIUM to its path; "
            "leave these tests out with -m 'not browser'",
            pytrace=False,
        )
    return found
