"""What is known of a document while its claims are read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.errors import Problem
from geomap.extract.actor_names import Setting, actor_names
from geomap.extract.actors import Hint
from geomap.extract.attribution import Speaker, Speakers, Speech
from geomap.extract.belligerents import Belligerents
from geomap.extract.clauses import Row
from geomap.extract.dates import DateReader, TimeHit
from geomap.extract.denials import denying_words
from geomap.extract.far_names import far_names
from geomap.extract.frames import FrameMatcher
from geomap.extract.groups import GroupReader
from geomap.extract.holdings import read_holdings
from geomap.extract.labels import find_labels, is_dateline
from geomap.extract.learned_names import learn_names
from geomap.extract.memory import Memory, Named
from geomap.extract.named_actors import find_names
from geomap.extract.named_roles import with_roles
from geomap.extract.parties import PartyFinder
from geomap.extract.places import PlaceFinder
from geomap.extract.rules import RuleSet
from geomap.extract.short_names import short_names
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.location import data_folder
from geomap.model import ActorRef, ClaimType, Dating, Document, Mention, Modality, PlaceKind, Resolution, ResolutionStatus
from geomap.text.sentences import Span

NEAR = 700
"""Code points within which a pronoun or an open agent looks back."""
GAINS = frozenset({ClaimType.CAPTURE, ClaimType.RECAPTURE, ClaimType.TRANSFER})


@dataclass(frozen=True, kw_only=True)
class SentenceReading:
    """Everything read of one sentence."""

    span: Span
    paragraph: Span
    row: Row
    times: tuple[TimeHit, ...]
    speeches: tuple[Speech, ...]
    heading: Dating | None
    """The date that heads the chronology entry the sentence stands in."""
    carried: Speaker | None
    """Who spoke before, where a statement may go on."""


class DocumentState:
    """One document and what was read of it so far; the readers of who, when and what build on it."""

    def __init__(
        self, document: Document, mentions: Sequence[Mention], resolutions: Sequence[Resolution], gazetteer: Gazetteer, rules: RuleSet
    ) -> None:
        """Read the names of places and actors; nothing of the sentences yet."""
        self.document = document
        self.text = document.text
        self.gazetteer = gazetteer
        self.rules = rules
        self.names = actor_names(gazetteer)
        resolved = named_places(mentions, resolutions, gazetteer)
        far = far_names(self.text, resolved, self.names.countries)
        placed = with_roles(self.text, [named for named in resolved if named not in far], rules.lexicon)
        if placed and is_dateline(self.text, placed[0]) and self._governs(placed[0]):
            placed[0] = replace(placed[0], passing=True, leads=False)
        self.memory = Memory(
            named=placed,
            labels=find_labels(self.text, placed),
            seats=frozenset(named.place.id for named in placed if self._governs(named)),
            village_nouns=rules.lexicon.words("village_nouns"),
            strange=sorted([*unknown_places(mentions, resolutions), *(named.start for named in far)]),
        )
        self.setting = Setting(
            text=self.text,
            day=document.published,
            countries={named.place.country for named in self.memory.named},
            peoples=gazetteer.demonyms,
        )
        self.hints = find_names(self.text, self.names, rules.lexicon, self.setting)
        spans = [Span(named.start, named.end) for named in self.memory.named]
        learned = learn_names(self.text, self.hints, spans, self.names.countries.keys(), rules.lexicon)
        self.hints = sorted([*self.hints, *learned], key=lambda hint: hint.start)
        short = short_names(self.text, self.hints, rules.lexicon)
        self.hints = [*self._in_title(rules), *sorted([*self.hints, *short], key=lambda hint: hint.start)]
        self.armed_unknown = self._armed_unknown(rules)
        """Names of bodies that nobody knows and that are no army of a state."""
        country = self._main_country()
        self.parties = Belligerents(
            self.names,
            day=document.published,
            country=country,
            named=self.hints,
            rebels=rules.lexicon.rebels,
            local=rules.lexicon.words("local_forces"),
            foreign=rules.lexicon.words("foreign_forces") | rules.lexicon.words("foreign_modifiers"),
            helpers=self._helpers(rules),
        )
        self.places = PlaceFinder(self.text, gazetteer, rules.lexicon, self.memory, gazetteer.country(country))
        self.groups = GroupReader(gazetteer, rules.lexicon, self.memory, read_holdings(data_folder()), self.places.share_of)
        self.matcher = FrameMatcher(rules, self.places, self.groups)
        self.problems: list[Problem] = [self._too_far(named) for named in far if not named.place.capital_of]  # talks sit in capitals
        self.dates = DateReader(rules.time, rules.lexicon, document.published)
        self.speakers = Speakers(self.text, rules, self.names, self.hints)
        self.edge = re.compile(rules.edge)
        self.denies = denying_words(rules)
        self.pronouns = PartyFinder(self.text, rules.lexicon, gazetteer)
        self.last_dating: tuple[int, Dating] | None = None
        self.last_time: tuple[int, Dating] | None = None
        """The last exact day told, in a sentence that was read."""
        self.last_actor: tuple[int, ActorRef] | None = None
        self.last_holder: tuple[int, ActorRef] | None = None
        self.last_attacker: ActorRef | None = None
        self.last_subject: tuple[int, Hint] | None = None
        """Who acted last in a sentence, and where that sentence begins."""
        self.two_sided = -1
        """Where the last sentence begins in which one side spoke of another."""
        self.last_gain: tuple[int, ActorRef] | None = None
        self.last_gain_wins_back = False
        self.unread: tuple[Span, Span] | None = None
        """The last sentence that told of no event, with its paragraph."""
        self.gainers: set[str] = set()
        """Who was told to gain ground, in so many words; ids, or names of the unknown."""
        self.sources: dict[int, Modality] = {}
        """The mood of each claim before its age was looked at, by identity."""
        self.attackers: dict[str, list[ActorRef]] = defaultdict(list)
        """Who was told to attack or fight at each place, as news; by place id."""
        self.history: dict[str, list[tuple[ClaimType, ActorRef]]] = defaultdict(list)
        """What was told of each place so far, by place id: who did what."""

    def _armed_unknown(self, rules: RuleSet) -> frozenset[str]:
        sides = rules.lexicon.side_of_force
        names = {hint.unknown for hint in self.hints if hint.unknown}
        return frozenset(name for name in names if name.isupper() or sides.get(name.rpartition(" ")[2]) != "state")

    def _governs(self, named: Named) -> bool:
        """Whether a state is governed from the place."""
        return any(self.gazetteer.place(unit).kind is PlaceKind.COUNTRY for unit in named.place.capital_of)

    def _helpers(self, rules: RuleSet) -> frozenset[int]:
        """Where names begin of those who help somebody else ("backed by X")."""
        links = "|".join(map(re.escape, rules.lexicon.helping_links))
        behind = re.compile(rf"(?:{links})\s+(?:the\s+)?$", re.IGNORECASE)
        return frozenset(hint.start for hint in self.hints if behind.search(self.text[max(0, hint.start - 40) : max(0, hint.start)]))

    def _too_far(self, named: Named) -> Problem:
        return Problem(
            path=self.document.path or self.document.id,
            field=f"{named.start}-{named.end}",
            message=f"nothing is told of {named.place.name} ({named.place.country}): it is far from every other place of the text",
            hint="a place of this name near the others may be missing in the gazetteer",
            severity="warning",
        )

    def _in_title(self, rules: RuleSet) -> list[Hint]:
        """The belligerents a headline names, as if it stood before the text; it tells who "the rebels" are and claims nothing by itself."""
        title = self.document.title
        if not title or title in self.text:
            return []
        shift = len(title) + 1
        found = find_names(title, self.names, rules.lexicon, self.setting)
        return [replace(hint, start=hint.start - shift, end=hint.end - shift) for hint in found]

    def _main_country(self) -> str:
        counts = Counter(named.place.country for named in self.memory.named if named.place.country and not named.metonym)
        return min(counts, key=lambda code: (-counts[code], code)) if counts else ""


def told_by_context(ref: ActorRef) -> ActorRef:
    """An actor told by context only."""
    return replace(ref, raw="", start=None, end=None)


def named_places(mentions: Sequence[Mention], resolutions: Sequence[Resolution], gazetteer: Gazetteer) -> list[Named]:
    """The resolved mentions of a document, in order."""
    by_mention = {resolution.mention_id: resolution for resolution in resolutions}
    found = []
    for mention in mentions:
        resolution = by_mention.get(mention.id)
        if resolution is None or resolution.status is not ResolutionStatus.RESOLVED or resolution.place_id is None:
            continue
        place = gazetteer.place(resolution.place_id)
        found.append(Named(start=mention.start, end=mention.end, place=place, metonym=mention.metonym, score=resolution.score))
    return sorted(found, key=lambda named: named.start)


_AREA_WORDS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.RIVER, PlaceKind.LAKE})


def unknown_places(mentions: Sequence[Mention], resolutions: Sequence[Resolution]) -> list[int]:
    """Where names stand that are places, but not known which; names of areas aside."""
    known = {resolution.mention_id for resolution in resolutions if resolution.status is ResolutionStatus.RESOLVED}
    return [mention.start for mention in mentions if mention.id not in known and mention.kind_hint not in _AREA_WORDS]
