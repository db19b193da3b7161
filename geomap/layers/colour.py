"""How different two colours look, blended on the ground, to readers with and without colour vision.

Sources: CIE 142-2001 (CIEDE2000), in the form of Sharma, Wu and Dalal, "The CIEDE2000 color-difference
formula", Color Research and Application 30 (2005); Machado, Oliveira and Fernandes, "A physiologically-based
model for simulation of color vision deficiency", IEEE TVCG 15 (2009), matrices for severity 1.0.
"""

from __future__ import annotations

import math
from functools import cache

Rgb = tuple[float, float, float]
Lab = tuple[float, float, float]
_Matrix = tuple[Rgb, Rgb, Rgb]

GROUND = "#f3f0e8"
"""The land colour marks and areas lie on."""
BLEND = 0.5
"""Opacity of an area's fill; dots are drawn opaque, so areas are the harder case."""

VISIONS: dict[str, _Matrix] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Normal sight and the three dichromacies: linear-light sRGB matrices, rows give R, G, B."""
_LUMINANCE = (0.2126, 0.7152, 0.0722)
GREY: _Matrix = (_LUMINANCE, _LUMINANCE, _LUMINANCE)
"""Print without colour: luminance only. Shape and pattern must tell there; the test says how far colours do."""


def parse_hex(color: str) -> Rgb:
    """``#rrggbb`` as three numbers from 0 to 1.

    Raises
    ------
    ValueError
        If it is not of that form.
    """
    if len(color) != 7 or color[0] != "#":
        raise ValueError(f"{color!r} is no colour of the form #rrggbb")
    return (int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255)


@cache
def smallest_difference(first: str, second: str, *, opacity: float = BLEND) -> float:
    """The CIEDE2000 distance of two blended colours, in the vision that tells them apart worst.

    Parameters
    ----------
    first, second
        ``#rrggbb``.
    opacity
        Of both over `GROUND`, 0 to 1.
    """
    return min(difference(first, second, vision=vision, opacity=opacity) for vision in VISIONS)


def difference(first: str, second: str, *, vision: str = "normal", opacity: float = 1.0) -> float:
    """The CIEDE2000 distance of two colours blended over `GROUND`, as seen with `vision`: a key of `VISIONS`, or ``grey``."""
    return ciede2000(_seen(first, vision, opacity), _seen(second, vision, opacity))


def luminance(color: str) -> float:
    """Relative luminance of WCAG 2.2, 0 black to 1 white."""
    red, green, blue = (_linear(part) for part in parse_hex(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of WCAG 2.2, 1 to 21."""
    bright, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _seen(color: str, vision: str, opacity: float) -> Lab:
    ground = parse_hex(GROUND)
    blended = [part * opacity + under * (1 - opacity) for part, under in zip(parse_hex(color), ground, strict=True)]
    linear = [_linear(part) for part in blended]
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, linear, strict=True))))
        for row in (GREY if vision == "grey" else VISIONS[vision])
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in (x, y, z))
    return (116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))


def ciede2000(first: Lab, second: Lab) -> float:
    """The CIEDE2000 colour difference of two CIELAB colours, with kL = kC = kH = 1."""
    l1, a1, b1 = first
    l2, a2, b2 = second
    mean_c = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1 = math.degrees(math.atan2(b1, a1)) % 360 if c1 else 0.0
    h2 = math.degrees(math.atan2(b2, a2)) % 360 if c2 else 0.0
    turn = 0.0
    if c1 and c2:
        turn = (h2 - h1 + 180) % 360 - 180
    delta_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    if not (c1 and c2):
        mean_h = h1 + h2
    elif abs(h1 - h2) <= 180:
        mean_h = (h1 + h2) / 2
    else:
        mean_h = (h1 + h2 + (360 if h1 + h2 < 360 else -360)) / 2
    t = (
        1
        - 0.17 * math.cos(math.radians(mean_h - 30))
        + 0.24 * math.cos(math.radians(2 * mean_h))
        + 0.32 * math.cos(math.radians(3 * mean_h + 6))
        - 0.20 * math.cos(math.radians(4 * mean_h - 63))
    )
    scale_l = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    scale_c = 1 + 0.045 * mean_c
    scale_h = 1 + 0.015 * mean_c * t
    rotation = -2 * math.sqrt(mean_c**7 / (mean_c**7 + 25**7)) * math.sin(math.radians(60 * math.exp(-(((mean_h - 275) / 25) ** 2))))
    part_l, part_c, part_h = (l2 - l1) / scale_l, (c2 - c1) / scale_c, delta_h / scale_h
    return math.sqrt(max(0.0, part_l**2 + part_c**2 + part_h**2 + rotation * part_c * part_h))
