"""Shared by all tests: where the optional bench data is, and the invented world."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from finding_chromium import find_chromium
from playwright.sync_api import Playwright, sync_playwright

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation data beside the checkout; a test that needs it is skipped, saying so, without it."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the evaluation data in {SHARED.name}/ beside the checkout, which is not there")
    return SHARED


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where the Chromium of the browser tests is."""
    return find_chromium()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One for all browser tests: a second one in the same process would find the first one's event loop running."""
    with sync_playwright() as started:
        yield started
