"""A fingerprint of everything that went into a map."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from geomap.model.records import to_record


def fingerprint(parts: Iterable[Any]) -> str:
    """SHA-256, in hexadecimal, of nouns and plain values in the order given.

    It depends on what was read, not on where the files lay: the paths of documents are left out, so that the
    same articles in another folder give the same bytes.
    """
    digest = hashlib.sha256()
    for part in parts:
        record = to_record(part)
        if isinstance(record, dict):
            record.pop("path", None)
        digest.update(json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
        digest.update(b"\n")
    return digest.hexdigest()
