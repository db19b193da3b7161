"""Names of claims that survive a second reading of a changed text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from geomap.model import Claim


def with_ids(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims with stable ids.

    An id is ``<document>#c<12 hex digits>``: of document, place, type, actor, date and modality, with a counter for claims
    that agree in all of them. It holds no offset and no words, so it stays when the text around the claim is edited.
    """
    seen: Counter[str] = Counter()
    named = []
    for claim in claims:
        actor = (claim.actor.actor_id or f"name:{claim.actor.name}") if claim.actor else ""
        key = "\x1f".join((claim.doc_id, claim.place.place_id, claim.type.value, actor, claim.dating.edtf, claim.modality.value))
        seen[key] += 1
        digest = hashlib.sha256(f"{key}\x1f{seen[key]}".encode()).hexdigest()[:12]
        named.append(replace(claim, id=f"{claim.doc_id}#c{digest}"))
    return tuple(named)
