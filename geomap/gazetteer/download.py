"""Fetching one file over HTTP: resumed where it broke off, checked, tried again, silent about nothing."""

from __future__ import annotations

import hashlib
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path

from geomap.errors import NetworkError, OutputError, UsageError
from geomap.gazetteer.imported import Progress

_CHUNK = 1 << 16
_TIMEOUT_S = 30.0
_PAUSES_S = (1.0, 4.0, 10.0)
"""Waits before the second, third and fourth attempt."""
_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_MOST_BYTES = 4 << 30


@dataclass(frozen=True, kw_only=True)
class Downloader:
    """How files are fetched; everything about the network is a parameter."""

    user_agent: str
    """Who asks: a name and a way to reach you."""
    progress: Progress | None = None
    pauses_s: tuple[float, ...] = _PAUSES_S
    sleep: Callable[[float], None] = time.sleep

    def fetch(self, url: str, target: Path, *, sha256: str = "") -> Path:
        """Fetch `url` to `target`, which is there only when it is complete.

        An earlier part (``<target>.part``) is continued if the server gives ranges and the file there is still the same;
        else the file is fetched anew.

        Parameters
        ----------
        sha256
            Hexadecimal digest the file must have; without it only its length is checked.

        Raises
        ------
        NetworkError
            If the server cannot be reached, refuses, or what comes is not the file.
        OutputError
            If the target cannot be written.
        UsageError
            If the address is none for HTTP.
        """
        if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
            raise UsageError(f"{url}: no http or https address", hint="check the base address")
        problem = ""
        for pause in (0.0, *self.pauses_s):
            if pause:
                self.sleep(pause)
            try:
                self._attempt(url, target)
                break
            except urllib.error.HTTPError as error:
                if error.code not in _AGAIN:
                    raise NetworkError(f"{url}: the server answers {error.code} {error.reason}", hint="check the address") from error
                problem = f"the server answers {error.code} {error.reason}"
            except (OSError, HTTPException) as error:
                if isinstance(error, OutputError):
                    raise
                problem = str(getattr(error, "reason", error)) or type(error).__name__
        else:
            raise NetworkError(
                f"{url}: cannot be fetched: {problem}",
                hint="check the connection and run the command again, it goes on where it stopped; "
                "or fetch the file yourself and use geomap gazetteer import",
            )
        self._finish(url, target, sha256)
        return target

    def _attempt(self, url: str, target: Path) -> None:
        part, tag = _part(target), _tag(target)
        have = part.stat().st_size if part.exists() and tag.exists() else 0
        request = urllib.request.Request(url, headers={"User-Agent": self.user_agent})  # noqa: S310 - http and https only, see fetch
        if have:
            request.add_header("Range", f"bytes={have}-")
            request.add_header("If-Range", tag.read_text(encoding="utf-8"))
        try:
            answer: HTTPResponse
            with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:  # noqa: S310
                resumed = answer.status == 206 and have > 0
                self._store(answer, part, tag, url, have if resumed else 0)
        except urllib.error.HTTPError as error:
            if error.code == 416 and have:  # the part is as long as the file, or longer: begin anew
                part.unlink()
                raise OSError("the part that was there did not fit the file") from error
            raise

    def _store(self, answer: HTTPResponse, part: Path, tag: Path, url: str, have: int) -> None:
        length = answer.headers.get("Content-Length")
        total = have + int(length) if length and length.isdigit() else None
        if total is not None and total > _MOST_BYTES:
            raise NetworkError(f"{url}: {total >> 20} MB, more than any file geomap fetches", hint="check the address")
        mark = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
        try:
            if mark and not mark.startswith("W/"):
                tag.write_text(mark, encoding="utf-8")
            else:
                tag.unlink(missing_ok=True)
            handle = part.open("ab" if have else "wb")
        except OSError as error:
            raise OutputError(f"{part}: cannot be written: {error.strerror}", hint="choose another folder") from error
        done = have
        with handle:
            while chunk := answer.read(_CHUNK):
                handle.write(chunk)
                done += len(chunk)
                if self.progress is not None:
                    self.progress(f"fetching {url.rsplit('/', 1)[-1]}", done, total)
        if total is not None and done < total:
            raise OSError(f"broke off after {done} of {total} bytes")

    def _finish(self, url: str, target: Path, sha256: str) -> None:
        part = _part(target)
        if sha256:
            found = _digest(part)
            if found != sha256.casefold():
                part.unlink()
                _tag(target).unlink(missing_ok=True)
                raise NetworkError(f"{url}: sha256 is {found}, expected {sha256}", hint="fetch it again; if it stays so, do not use it")
        part.replace(target)
        _tag(target).unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _part(target: Path) -> Path:
    return target.with_name(target.name + ".part")


def _tag(target: Path) -> Path:
    """Beside a part: which version of the file it is of."""
    return target.with_name(target.name + ".part.etag")
