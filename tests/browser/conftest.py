"""A headless Chromium for the tests of the finished page; it opens files from disk and must ask for nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from geomap.model import MapSpec
from geomap.web import render_page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(
        executable_path=chromium_path, args=["--no-sandbox", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"]
    )
    yield browser
    browser.close()


@dataclass
class Opened:
    """A page with everything it did that it should not do."""

    page: Page
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def js(self, code: str, *arguments: Any) -> Any:
        return self.page.evaluate(code, *arguments)

    def marks(self, css: str = "") -> list[dict[str, str]]:
        return self.js(
            f"""() => [...document.querySelectorAll('[data-geomap-id]{css}')]
                .map(e => ({{...e.dataset, label: e.getAttribute('aria-label')}}))"""
        )

    def ids(self) -> set[str]:
        return {mark["geomapId"] for mark in self.marks()}

    def clean(self) -> None:
        assert self.asked == [], f"the page asked for {self.asked}"
        assert self.errors == [], f"the page complained: {self.errors}"


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens a map, a page's HTML or a file; every context is closed after the test."""
    contexts = []

    def open_it(
        what: MapSpec | str | Path, *, width: int = 1280, height: int = 800, fragment: str = "", wait: bool = True, **context: Any
    ) -> Opened:
        if isinstance(what, Path):
            path = what
        else:
            path = tmp_path / f"page-{len(contexts)}.html"
            path.write_text(what if isinstance(what, str) else render_page(what), encoding="utf-8")
        made = chromium.new_context(viewport={"width": width, "height": height}, **context)
        contexts.append(made)
        page = made.new_page()
        opened = Opened(page=page)
        page.on(
            "request", lambda request: opened.asked.append(request.url) if not request.url.startswith((path.as_uri(), "data:")) else None
        )
        page.on("console", lambda message: opened.errors.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: opened.errors.append(str(error)))
        page.on("dialog", lambda dialog: (opened.errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.goto(path.as_uri() + fragment)
        if wait and context.get("java_script_enabled", True):
            page.evaluate("geomap.ready.then(() => true)")
        return opened

    yield open_it
    for made in contexts:
        made.close()
