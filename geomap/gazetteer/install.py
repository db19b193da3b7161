"""Installing GeoNames for some countries: fetched from a base address, checked, built into one store."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from geomap.errors import NetworkError, OutputError, UsageError
from geomap.gazetteer.download import Downloader
from geomap.gazetteer.imported import Importer
from geomap.gazetteer.importers.detect import importers_for
from geomap.gazetteer.store_build import BuildReport, build_store

GEONAMES_BASE = "https://download.geonames.org/export/dump"
"""Where GeoNames offers its daily export."""
_CODES = ("admin1CodesASCII.txt", "admin2Codes.txt")


def install_geonames(
    countries: Sequence[str], store: Path, *, folder: Path, downloader: Downloader, base: str = GEONAMES_BASE, checksums: str = ""
) -> BuildReport:
    """Fetch the dumps of some countries and build a store from them.

    Parameters
    ----------
    countries
        ISO 3166-1 alpha-2 codes.
    store
        The store to write; an older one stays until the new one is whole.
    folder
        Where the downloads are kept, so that a second run fetches only what is missing.
    base
        Address of the folder that holds ``XX.zip`` and ``alternatenames/XX.zip``, as GeoNames and its mirrors lay it out.
    checksums
        Name of a file under `base` with one ``<sha256>  <file>`` a line, as ``sha256sum`` writes it; GeoNames itself has none.

    Raises
    ------
    UsageError
        If a code is no country code.
    NetworkError
        If a file cannot be fetched or is not what its checksum says.
    OutputError
        If a folder cannot be written.
    """
    wanted = list(dict.fromkeys(code.strip().upper() for code in countries if code.strip()))
    wrong = [code for code in wanted if not re.fullmatch(r"[A-Z]{2}", code)]
    if wrong or not wanted:
        raise UsageError(f"no country codes: {', '.join(wrong) or 'none given'}", hint="ISO 3166-1 alpha-2, e.g. SD,UA")
    try:
        (folder / "alternatenames").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {error.strerror}", hint="choose another folder") from error
    names = [*(f"{code}.zip" for code in wanted), *(f"alternatenames/{code}.zip" for code in wanted), *_CODES]
    digests = _checksums(base, checksums, folder, downloader) if checksums else {}
    files = []
    for name in names:
        target = folder / name
        if not target.exists():
            downloader.fetch(f"{base.rstrip('/')}/{name}", target, sha256=digests.get(name, ""))
        files.append(target)
    importers: list[Importer] = importers_for(files)
    return build_store(store, importers, progress=downloader.progress)


def _checksums(base: str, name: str, folder: Path, downloader: Downloader) -> Mapping[str, str]:
    path = downloader.fetch(f"{base.rstrip('/')}/{name}", folder / Path(name).name)
    digests = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        match = re.fullmatch(r"([0-9a-fA-F]{64}) [ *](.+)", line.strip())
        if match:
            digests[match[2].removeprefix("./")] = match[1].casefold()
    if not digests:
        raise NetworkError(f"{base}/{name}: no checksums in it", hint="give the name of a file as sha256sum writes it")
    return digests
