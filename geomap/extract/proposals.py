"""A way in for other extractors: anything may propose claims, nothing is believed.

An extractor is a class named in the entry-point group ``geomap.extractors``. It is made with the settings the user gave for it and
proposes claims for a document. A proposal whose quotation is not in the text at its span, whose place is no resolved name of the text, or
whose words are none of the vocabulary's is rejected and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import entry_points
from typing import Protocol

from geomap.errors import Problem, UsageError
from geomap.extract.actor_names import actor_names
from geomap.extract.actors import Hint
from geomap.extract.belligerents import Belligerents
from geomap.extract.identity import with_ids
from geomap.gazetteer import Gazetteer
from geomap.model import (
    UNKNOWN_DATE,
    ActorRef,
    Attribution,
    Claim,
    ClaimType,
    Dating,
    Document,
    Extent,
    Mention,
    Modality,
    PlaceRef,
    Resolution,
    ResolutionStatus,
    on_day,
)
from geomap.text.fold import fold

GROUP = "geomap.extractors"
"""Entry-point group extractors register in."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A claim as an extractor proposes it: words of the text and words of the vocabulary."""

    quotation: str
    start: int
    """First code point of the quotation in `Document.text`."""
    type: str
    """A `ClaimType` value."""
    place: str
    """The place as the text names it."""
    actor: str = ""
    target: str = ""
    speaker: str = ""
    modality: str = Modality.ASSERTED.value
    extent: str = Extent.FULL.value
    day: str = ""
    """ISO 8601 day; empty if unknown."""


class Extractor(Protocol):
    """What an entry point has to offer, once made with its settings."""

    def propose(self, document: Document) -> Iterable[Proposal]:
        """Claims of a document, in any order."""
        ...


ExtractorFactory = Callable[[Mapping[str, str]], Extractor]


def make_extractor(name: str, settings: Mapping[str, str]) -> Extractor:
    """The extractor an installed package registered under a name.

    Raises
    ------
    UsageError
        If no installed package registers the name, or it cannot be made with these settings.
    """
    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in found:
        known = ", ".join(sorted(found)) or "none"
        raise UsageError(f"no extractor is called {name!r}", hint=f"installed: {known}")
    factory: ExtractorFactory = found[name].load()
    return factory(settings)


def check_proposals(
    document: Document,
    proposals: Iterable[Proposal],
    *,
    mentions: Sequence[Mention],
    resolutions: Sequence[Resolution],
    gazetteer: Gazetteer,
    origin: str,
) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """The proposals that hold as claims, and a problem for each that does not.

    Parameters
    ----------
    document, mentions, resolutions
        The text, its place names and what they mean.
    origin
        Name of the extractor, kept with every claim.
    """
    places = _places(mentions, resolutions)
    names = actor_names(gazetteer)
    parties = Belligerents(names, day=document.published, country="", named=())
    claims: list[Claim] = []
    problems: list[Problem] = []
    for number, proposal in enumerate(proposals, start=1):
        reason = _why_not(document, proposal, places)
        if reason:
            problems.append(
                Problem(
                    path=document.path or document.id,
                    field=f"{origin}[{number}]",
                    message=reason,
                    hint="it is not used",
                    severity="warning",
                )
            )
            continue
        mention, resolution = places[fold(proposal.place)]
        country = gazetteer.place(resolution.place_id or "").country

        def party(words: str, country: str = country) -> ActorRef | None:
            if not words:
                return None
            owners = names.owners(words.lower())
            hint = Hint(start=0, end=0, text=words, ids=tuple(actor.id for actor, _ in owners), unknown=words)
            ref = parties.resolve(hint, country=country)
            return ActorRef(raw=words, name=ref.name, actor_id=ref.actor_id)

        claims.append(
            Claim(
                id="",
                doc_id=document.id,
                start=proposal.start,
                end=proposal.start + len(proposal.quotation),
                quotation=proposal.quotation,
                type=ClaimType(proposal.type),
                place=PlaceRef(
                    raw=mention.surface, place_id=resolution.place_id or "", start=mention.start, end=mention.end, score=resolution.score
                ),
                actor=party(proposal.actor),
                target=party(proposal.target),
                dating=_day(proposal.day),
                known=on_day(document.published) if document.published else UNKNOWN_DATE,
                attribution=Attribution(publication=document.source, speaker=proposal.speaker),
                modality=Modality(proposal.modality),
                extent=Extent(proposal.extent),
                source=document.source,
                url=document.url,
                cues=(f"extractor.{origin}",),
                origin=origin,
            )
        )
    return with_ids(claims), tuple(problems)


def _places(mentions: Sequence[Mention], resolutions: Sequence[Resolution]) -> dict[str, tuple[Mention, Resolution]]:
    by_mention = {resolution.mention_id: resolution for resolution in resolutions}
    found: dict[str, tuple[Mention, Resolution]] = {}
    for mention in mentions:
        resolution = by_mention.get(mention.id)
        if resolution is not None and resolution.status is ResolutionStatus.RESOLVED:
            found.setdefault(fold(mention.surface), (mention, resolution))
    return found


def _why_not(document: Document, proposal: Proposal, places: Mapping[str, object]) -> str:
    """Why a proposal cannot be used; empty if it can."""
    end = proposal.start + len(proposal.quotation)
    if not proposal.quotation or proposal.start < 0 or document.text[proposal.start : end] != proposal.quotation:
        return f"the quotation is not in the text at {proposal.start}: {proposal.quotation[:60]!r}"
    if fold(proposal.place) not in places:
        return f"{proposal.place!r} is no resolved place name of the text"
    for words, vocabulary in ((proposal.type, ClaimType), (proposal.modality, Modality), (proposal.extent, Extent)):
        if words not in {member.value for member in vocabulary}:
            return f"{words!r} is no {vocabulary.__name__}"
    if proposal.day and not _day(proposal.day).known:
        return f"{proposal.day!r} is no day (expected YYYY-MM-DD)"
    return ""


def _day(text: str) -> Dating:
    try:
        return on_day(date.fromisoformat(text)) if text else UNKNOWN_DATE
    except ValueError:
        return UNKNOWN_DATE
