"""Shared by all tests: where the optional bench data is, and the invented world."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation data beside the checkout; a test that needs it is skipped, saying so, without it."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the evaluation data in {SHARED.name}/ beside the checkout, which is not there")
    return SHARED
