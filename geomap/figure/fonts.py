"""The figure's own typefaces, the same on every machine.

Latin, Greek and Cyrillic: Source Sans Pro (Adobe, SIL Open Font License 1.1), out of the package `font-source-sans-pro`.
Arabic and everything else: DejaVu Sans as matplotlib ships it. Shaping and right-to-left order are matplotlib's own
(libraqm with HarfBuzz and SheenBidi, since 3.11). The faces are registered under names of our own, so a face
installed on the machine never takes their place.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from geomap.errors import InputError, MissingExtraError

SANS = "Geomap Sans"
FALLBACK = "Geomap Fallback"
SVG_FAMILIES = "'Source Sans Pro','Source Sans 3','DejaVu Sans','Noto Sans','Noto Sans Arabic',sans-serif"
"""What an SVG falls back on in a program that ignores the faces it carries."""
REGULAR, STRONG, BOLD = 400, 600, 700


def font_families(font: Path | None) -> tuple[str, ...]:
    """Families to draw with, the first that has a character wins.

    Parameters
    ----------
    font
        A TrueType or OpenType file of the house face, drawn in one weight; None: our own faces only.

    Raises
    ------
    InputError
        If `font` is no font file.
    MissingExtraError
        If the package with the typeface is not installed.
    """
    _register_own()
    return (_register_file(font), SANS, FALLBACK) if font else (SANS, FALLBACK)


def missing_characters(text: str, families: tuple[str, ...]) -> str:
    """The characters of `text` that none of the families has, each once, in order."""
    known = frozenset().union(*(characters(family) for family in families))
    return "".join(dict.fromkeys(character for character in text if not character.isspace() and ord(character) not in known))


@cache
def _register_own() -> None:
    try:
        import font_source_sans_pro  # type: ignore[import-untyped]
    except ImportError:
        raise MissingExtraError(
            "figures need the typeface package font-source-sans-pro, which is not installed", hint="pip install 'geomap[figure]'"
        ) from None
    sans = Path(font_source_sans_pro.__file__).parent / "files"
    deja = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for weight, face in ((REGULAR, "Regular"), (STRONG, "Semibold"), (BOLD, "Bold")):
        _add(sans / f"SourceSansPro-{face}.ttf", SANS, weight=weight)
    _add(sans / "SourceSansPro-It.ttf", SANS, style="italic")
    for weight, face in ((REGULAR, "DejaVuSans"), (STRONG, "DejaVuSans-Bold"), (BOLD, "DejaVuSans-Bold")):
        _add(deja / f"{face}.ttf", FALLBACK, weight=weight)
    # DejaVu's slanted face has no Arabic letters, and Arabic type is not slanted anyway.
    _add(deja / "DejaVuSans.ttf", FALLBACK, style="italic")


@cache
def _register_file(path: Path) -> str:
    try:
        name = f"Geomap {FT2Font(str(path)).family_name}"
    except (OSError, RuntimeError) as error:
        raise InputError(f"{path} cannot be used as a font: {error}", hint="give the path of a .ttf or .otf file") from None
    for weight in (REGULAR, STRONG, BOLD):
        for style in ("normal", "italic"):
            _add(path, name, weight=weight, style=style)
    return name


def _add(path: Path, name: str, *, weight: int = REGULAR, style: str = "normal") -> None:
    entry = font_manager.FontEntry(
        fname=str(path), name=name, style=style, variant="normal", weight=weight, stretch="normal", size="scalable"
    )
    font_manager.fontManager.ttflist.append(entry)


@cache
def characters(family: str) -> frozenset[int]:
    """The code points a registered family has."""
    found = [entry.fname for entry in font_manager.fontManager.ttflist if entry.name == family and entry.style == "normal"]
    return frozenset().union(*(FT2Font(str(path)).get_charmap() for path in found[:1]))
