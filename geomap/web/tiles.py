"""Map tiles from a host, for those who ask for them: the page then makes requests, and says so."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from urllib.parse import urlsplit

from geomap.errors import MissingExtraError, UsageError


@dataclass(frozen=True, kw_only=True)
class Tiles:
    """One tile source."""

    url: str
    """Template with ``{z}``, ``{x}``, ``{y}``."""
    attribution: str
    """As the provider wants it, without markup."""
    max_zoom: int

    @property
    def origin(self) -> str:
        """Scheme and host, as the page's policy names them."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        """The host that sees readers' addresses."""
        return urlsplit(self.url).netloc


def find_tiles(name: str) -> Tiles:
    """The tile source of that name in xyzservices (``OpenStreetMap.Mapnik``); case and punctuation do not matter.

    Raises
    ------
    MissingExtraError
        If xyzservices is not installed.
    UsageError
        If there is no such source, it needs a key, or it is not fetched over https.
    """
    try:
        import xyzservices.providers as providers
    except ImportError:
        raise MissingExtraError("map tiles need the package xyzservices", hint="pip install 'geomap[tiles]'") from None
    try:
        provider = providers.query_name(name)
    except ValueError:
        raise UsageError(
            f"tiles: there is no tile source called {name!r}", hint="OpenStreetMap.Mapnik, for one; xyzservices lists them"
        ) from None
    with warnings.catch_warnings():  # a source that needs a key is refused below, in our words
        warnings.simplefilter("ignore")
        url = str(provider.build_url(x="{x}", y="{y}", z="{z}")) if not provider.requires_token() else ""
    if not url:
        raise UsageError(
            f"tiles: {provider.name} needs a key of its provider", hint="take a source without one, such as OpenStreetMap.Mapnik"
        )
    if not url.startswith("https://"):
        raise UsageError(f"tiles: {provider.name} is not served over https", hint="take another source, such as OpenStreetMap.Mapnik")
    return Tiles(url=url, attribution=str(provider.attribution), max_zoom=int(provider.get("max_zoom", 18)))
