"""Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, then charset-normalizer's best guess."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class UndecodableError(ValueError):
    """The bytes are no text in any known encoding."""


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A text and how its bytes were understood."""

    text: str
    encoding: str
    """Python codec name."""
    guessed: bool = False
    """Whether the encoding was guessed from letter statistics: neither marked nor valid UTF-8."""


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Text of `data`, as it is: neither normalised nor with changed line ends.

    Parameters
    ----------
    data
        The whole content.
    declared
        Encoding that the content itself names (HTML ``<meta charset>``); tried after marks and UTF-8.

    Raises
    ------
    UndecodableError
        If no encoding fits.
    """
    marked = marked_encoding(data)
    for encoding in (marked,) if marked else (_unmarked_utf16(data), "utf-8", declared):  # ASCII in UTF-16 is valid UTF-8 too
        if not encoding:
            continue
        try:
            return Decoded(text=data.decode(encoding), encoding=encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    best = from_bytes(data).best()
    if best is None or "\x00" in (text := str(best)):
        raise UndecodableError("the bytes are no text in any known encoding")
    return Decoded(text=text, encoding=best.encoding, guessed=True)


def marked_encoding(data: bytes) -> str:
    """The encoding a byte order mark names; empty without one."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")


def normalise(text: str) -> str:
    """Unicode NFC with LF line ends and without a byte order mark; lone surrogates become U+FFFD.

    This is the form of `geomap.model.Document.text`, in which all offsets count.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", _LONE_SURROGATE.sub("\ufffd", text))
    return text


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 shows by zero bytes and, once decoded, by ordinary spaces; binary data has no such spaces."""
    head = data[: 4096 & ~1]
    if b"\x00" not in head:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = head.decode(encoding)
        except UnicodeDecodeError:
            continue
        spaces = sum(text.count(character) for character in " \n")
        if "\x00" not in text and spaces * 40 >= len(text):
            return encoding
    return ""
