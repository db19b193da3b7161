"""What the host tests share: a folder served on the loopback, an article, and how to find the maps in it."""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page


class _Quiet(http.server.SimpleHTTPRequestHandler):
    policy = ""

    def end_headers(self) -> None:
        if self.policy and self.path.endswith("article.html"):
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@dataclass
class Site:
    """A folder on the loopback, and a browser to look at it."""

    folder: Path
    browser: Browser
    policy: str = ""
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _pages: list[Any] = field(default_factory=list)
    _servers: list[Any] = field(default_factory=list)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def open(self, name: str, *, width: int = 900, height: int = 800, **context: Any) -> Page:
        """Open a file of the folder over HTTP; requests to anything but this site and messages of the console are kept."""
        handler = type("Handler", (_Quiet,), {"policy": self.policy})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(self.folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._servers.append(server)
        base = f"http://127.0.0.1:{server.server_address[1]}/"
        place = self.browser.new_context(viewport={"width": width, "height": height}, **context)
        self._pages.append(place)
        page = place.new_page()
        page.on(
            "request",
            lambda request: self.asked.append(request.url.removeprefix(base)) if not request.url.startswith(("data:", "about:")) else None,
        )
        page.on("console", lambda message: self.errors.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(base + name)
        return page

    def close(self) -> None:
        for place in self._pages:
            place.close()
        for server in self._servers:
            server.shutdown()
            server.server_close()


def maps_in(page: Page) -> list[Frame]:
    """Every frame that holds a map, when all of them are drawn."""
    frames = []
    for element in page.query_selector_all("iframe[data-geomap-frame]"):
        element.scroll_into_view_if_needed()
        frame = element.content_frame()
        assert frame is not None
        frame.wait_for_selector("[data-geomap-id]", state="attached", timeout=15_000)
        frames.append(frame)
    return frames


def marks_of(frame: Frame) -> int:
    return int(frame.evaluate("document.querySelectorAll('[data-geomap-id]').length"))


def article(*parts: str, head: str = "") -> str:
    """A plain article around embedded maps."""
    words = "<p>" + "The river road runs from the border to the capital. " * 12 + "</p>"
    body = words.join(("", *parts, ""))
    # An icon of its own, or the browser asks the site for one and complains.
    top = f'<meta charset="utf-8"><link rel="icon" href="data:,"><title>Article</title>{head}'
    style = "max-width:760px;margin:auto"
    return f'<!DOCTYPE html><html lang="en"><head>{top}</head><body style="{style}"><h1>Article</h1>{body}</body></html>'


def run_module(*words: str, cwd: Path) -> None:
    """Run a Python tool and fail with what it says."""
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=False, cwd=cwd, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
