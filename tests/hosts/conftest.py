"""Real hosts in a real browser: a folder served on the loopback, a headless Chromium, and the tools that make reports."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hosting import Site
from mapspec_sample import sample_map
from playwright.sync_api import Browser, Playwright

from geomap.web import render_page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def page_html() -> str:
    return render_page(sample_map())


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(
        executable_path=chromium_path,
        args=["--no-sandbox", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
    )
    yield chromium
    chromium.close()


@pytest.fixture
def site(browser: Browser, tmp_path: Path) -> Iterator[Site]:
    opened = Site(folder=tmp_path / "site", browser=browser)
    opened.folder.mkdir()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def need_module() -> Callable[[str], None]:
    """Skips, saying how to install it, where a Python tool is missing."""

    def need(name: str) -> None:
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"needs {name}: pip install --group hosts")

    return need


@pytest.fixture(scope="session")
def pandoc() -> Callable[..., str]:
    """Runs pandoc on a text and returns what it writes; skips where it is missing."""
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("needs pandoc: apt-get install pandoc, or see pandoc.org")

    def run(text: str, *options: str, cwd: Path | None = None) -> str:
        assert program is not None
        done = subprocess.run([program, *options], input=text, capture_output=True, text=True, check=False, cwd=cwd, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
