"""Who says so: sources named before, after or around a statement, and whose word it is.

The *source* decides whether a statement is a party's claim, not the verb: a belligerent's "said" is a claim, a resident's is a report.
Source: study of attribution in LANGUAGE, sections 6 and 7; Pareti, PARC 3.0 (2015), for the forms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from geomap.extract.actor_names import ActorNames
from geomap.extract.actors import Hint
from geomap.extract.clauses import Row
from geomap.extract.phrases import Phrase
from geomap.extract.rules import RuleSet
from geomap.text.tokens import occurrences

_NEAR_BEFORE, _NEAR_AFTER = 70, 60
_WORD = re.compile(r"[\w.'’-]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """Somebody who is cited."""

    text: str
    start: int
    end: int
    kind: str
    """party: speaks for a state, an army or an armed group; neutral: everybody else."""
    hint: Hint | None = None
    """The body the speaker speaks for, where it is named."""
    country: str = ""
    """The country whose official it is, where that is told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Speech:
    """One act of saying, and the stretch of text it covers."""

    speaker: Speaker
    verb_start: int
    start: int
    end: int
    announcing: bool = False
    """The verb makes a deed that it names without an agent the speaker's own ("announced air strikes on")."""
    admitting: bool = False
    """The verb makes a loss that it names without an agent the speaker's own ("conceded the loss of")."""


@lru_cache(maxsize=8)
def _patterns(rules: RuleSet) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How a sentence goes on with a statement, phrases before a source, every form of the verbs of saying, and those with a pronoun."""
    according = "|".join(rf"\b{re.escape(phrase)}\b" for phrase in rules.attribution.according)
    forms = {form for base in rules.attribution.said for form in vars(rules.lexicon.forms_of(base)).values() if isinstance(form, str)}
    speech_words = rf"\b(?:{'|'.join(sorted(forms))})\b"
    pronouns = "|".join(sorted(rules.lexicon.words("pronouns")))
    back = rf"\b(?P<pronoun>{pronouns})\s+(?:\w+ly\s+|also\s+)?{speech_words}"
    return re.compile(rules.attribution.continuing), re.compile(according), re.compile(speech_words), re.compile(back)


class Speakers:
    """The sources of one document."""

    def __init__(self, text: str, rules: RuleSet, names: ActorNames, hints: Sequence[Hint] = ()) -> None:
        """Keep the text, the word lists, and the proper names of actors in the text."""
        self._hints = hints
        self.text = text
        self.rules = rules
        self.names = names
        lexicon = rules.lexicon
        self._said = frozenset(rules.attribution.said)
        self._announcing = frozenset(rules.attribution.announcing)
        self._admitting = frozenset(rules.attribution.admitting)
        self._denying = frozenset(rules.attribution.denying)
        self._neutral = lexicon.words("neutral_speakers")
        self._party = lexicon.words("party_speakers") | lexicon.words("official_nouns")
        self._official = lexicon.words("official_nouns")
        self._continues, self._according, self._speech_words, self._speaks_back = _patterns(rules)
        self._persons: dict[str, Speaker | None] = {}
        self.last: Speaker | None = None

    def mentions_speech(self, start: int, end: int) -> bool:
        """Whether a sentence that was not read in full names a source of its own."""
        return bool(self._speech_words.search(self.text[start:end].lower()))

    def points_back(self, start: int, end: int) -> str:
        """The pronoun that speaks in a sentence ("they said"), in lower case; empty without one."""
        match = self._speaks_back.search(self.text[start:end].lower())
        return match.group("pronoun") if match is not None else ""

    def take_up(self, row: Row, pronoun: str) -> bool:
        """Let a pronoun that speaks stand for whom a sentence is about, where that is somebody who can ("Residents fled. They said")."""
        for index, item in enumerate(row.items):
            subject = row.subject(index) if item.verb is not None and item.verb.form == "finite" else ()
            if not subject:
                continue
            nouns = {word.lower for word in subject[0].words}
            several = subject[0].words[-1].lower.endswith(tuple(self.rules.lexicon.plural_endings.split()))
            fits = not several or pronoun in self.rules.lexicon.words("plural_pronouns")
            if fits and (any(word.tag == "A" for word in subject[0].words) or not nouns.isdisjoint(self._neutral | self._party)):
                self.last = self.read(subject[0], title_after=self._comma_title(row, self._index_of(row, subject[0]) + 1))
                return True
            return False
        return False

    def continues(self, start: int, end: int) -> bool:
        """Whether a sentence that opens a paragraph goes on with the statement before it ("They also ...")."""
        return self._continues.match(self.text[start:end].lower()) is not None

    # ------------------------------------------------------------ one sentence
    def find(self, row: Row, start: int, end: int) -> tuple[Speech, ...]:
        """The acts of saying in the sentence [start, end)."""
        found: list[Speech] = []
        for index, item in enumerate(row.items):
            if item.verb is None or item.verb.base not in self._said or item.verb.passive or item.verb.form == "infinitive":
                continue
            speech = self._of_verb(row, index, start, end)
            if speech is not None:
                found.append(speech)
        found += self._by_phrase(start, end, row)
        if found:
            self.last = found[-1].speaker
        return tuple(found)

    def _of_verb(self, row: Row, index: int, start: int, end: int) -> Speech | None:
        items = row.items
        verb = items[index].verb
        assert verb is not None
        inverted = (
            verb.form == "finite"
            and verb.base not in self.rules.lexicon.words("telling_verbs")
            and index + 1 < len(items)
            and items[index + 1].phrase is not None
            and (index == 0 or items[index - 1].kind in ',.-"' or self.text[max(0, verb.start - 2) : verb.start].strip() in ('"', "”"))
            and not row.begins_clause(index + 1)
        )
        if inverted:
            phrase = items[index + 1].phrase
            assert phrase is not None
            speaker = self.read(phrase, title_after=self._comma_title(row, index + 2))
            if speaker is not None and speaker.hint is None and speaker.kind == "party":
                speaker = replace(speaker, hint=self._spoken_for(row, phrase))
            return Speech(speaker=speaker, verb_start=verb.start, start=start, end=verb.start) if speaker else None
        subject = row.subject(index)
        if not subject:
            return None
        speaker = self.read(subject[0], title_after=self._comma_title(row, self._index_of(row, subject[0]) + 1))
        if speaker is None:
            return None
        if verb.base in self._denying and self._denies_a_thing(row, index):
            return None
        if speaker.hint is None or not (speaker.hint.ids or speaker.hint.unknown or speaker.hint.country):
            office = self._office_before(row, subject[0])
            speaker = replace(speaker, hint=office, kind="party") if office is not None else speaker
        if speaker.hint is None and (speaker.kind == "party" or subject[0].words[0].tag != "r"):
            body = self._spoken_for(row, subject[0])
            speaker = replace(speaker, hint=body, kind="party" if body is not None else speaker.kind)
        if any(word.lower in self._neutral for member in subject[1:] for word in member.words):
            speaker = replace(speaker, kind="neutral")  # "officers and residents said": not a party alone
        party = speaker.kind == "party"
        announcing, admitting = party and verb.base in self._announcing, party and verb.base in self._admitting
        if self._is_last(row, index):
            return Speech(
                speaker=speaker,
                verb_start=verb.start,
                start=start,
                end=min(speaker.start, verb.start),
                announcing=announcing,
                admitting=admitting,
            )
        return Speech(
            speaker=speaker,
            verb_start=verb.start,
            start=verb.end,
            end=self._reach(row, index, end),
            announcing=announcing,
            admitting=admitting,
        )

    def _office_before(self, row: Row, phrase: Phrase) -> Hint | None:
        """The body whose office stands before a name ("A spokesman of the X, Colonel N, said")."""
        index = self._index_of(row, phrase) - 2
        if index < 0 or row.items[index + 1].kind != "," or (index and (row.items[index - 1].verb or row.items[index - 1].kind == "p")):
            return None
        title = row.items[index].phrase
        if title is None or not any(word.lower in self._party and word.tag == "n" for word in title.words):
            return None
        hints: list[Hint] = [word.value for word in title.all_words() if word.tag == "A"]
        return next((hint for hint in hints if hint.ids or hint.unknown), hints[0] if hints else None)

    def _spoken_for(self, row: Row, phrase: Phrase) -> Hint | None:
        """The body behind an office ("a spokesman for the X", "N, a general of the X", "N, who commands the X")."""
        index = self._index_of(row, phrase)
        items = row.items
        if index + 2 >= len(items):
            return None
        if items[index + 1].kind == "," and items[index + 2].phrase is not None:
            index += 2
        heads = items[index + 1 : index + 4]
        verb = heads[2].verb if [item.kind for item in heads] == [",", "w", "V"] else None
        commands = verb is not None and verb.base in self.rules.lexicon.words("commanding_verbs") and not verb.passive
        if commands:
            index += 3
        elif index + 2 >= len(items) or items[index + 1].text not in self.rules.lexicon.words("office_prepositions"):
            return None
        else:
            index += 1
        body = items[index + 1].phrase if index + 1 < len(items) else None
        if body is None:
            return None
        known = next((word.value for word in body.all_words() if word.tag == "A"), None)
        names = [word for word in body.words if word.tag != "d"]
        if known is None and commands and all(word.text[0].isupper() for word in names):
            text = self.text[names[0].start : body.full_end]
            return Hint(start=names[0].start, end=body.full_end, text=text, unknown=text)
        return known

    def _denies_a_thing(self, row: Row, index: int) -> bool:
        """As in "denied responsibility": what is denied is no statement."""
        phrase = row.items[index + 1].phrase if index + 1 < len(row.items) else None
        if phrase is None or phrase.words[0].tag == "r" or row.begins_clause(index + 1):
            return False
        return not any(word.lower in self.rules.lexicon.words("content_nouns") for word in phrase.words)

    def _index_of(self, row: Row, phrase: Phrase) -> int:
        return next((index for index, item in enumerate(row.items) if item.phrase is phrase), len(row.items))

    def _comma_title(self, row: Row, index: int) -> Phrase | None:
        """The phrase behind a comma that tells who a person is."""
        if index + 1 < len(row.items) and row.items[index].kind == "," and row.items[index + 1].phrase is not None:
            return row.items[index + 1].phrase
        return None

    def _is_last(self, row: Row, index: int) -> bool:
        """Whether the verb of saying closes its statement ("..., residents said")."""
        for position in range(index + 1, len(row.items)):
            item = row.items[position]
            if item.kind in "jp" or (item.kind == "N" and row.items[position - 1].kind == "p"):
                continue  # "said in a statement"
            if item.kind == "s" and item.text in self.rules.lexicon.words("that"):
                return False
            return item.kind in ".,s;-)"
        return True

    def _reach(self, row: Row, index: int, end: int) -> int:
        """Where a statement opened by the verb at `index` ends: at the next act of saying with its own subject after a comma."""
        for position in range(index + 1, len(row.items)):
            verb = row.items[position].verb
            if row.items[position].kind == "w" and row.items[position - 1].kind == ",":
                return row.items[position - 1].start  # what a loose relative clause adds is the writer's
            if verb is not None and verb.base in self._said and verb.form == "finite" and not verb.passive:
                for back in range(position, index, -1):
                    if row.items[back].kind in ",s;":
                        return row.items[back].start
        return end

    def _by_phrase(self, start: int, end: int, row: Row) -> list[Speech]:
        """As in "according to X"."""
        found = []
        for match in self._according.finditer(self.text[start:end].lower()):
            begin = start + match.end()
            item = next((item for item in row.items if item.start >= begin and item.phrase is not None), None)
            if item is None or item.phrase is None or item.start > begin + 3:
                continue
            speaker = self.read(item.phrase)
            if speaker is None:
                continue
            opens = match.start() < 3
            scope = (speaker.end, end) if opens else (start, start + match.start())
            found.append(Speech(speaker=speaker, verb_start=start + match.start(), start=scope[0], end=scope[1]))
        return found

    # ------------------------------------------------------------ whose word
    def read(self, phrase: Phrase, *, title_after: Phrase | None = None) -> Speaker | None:
        """What kind of source a phrase names; None if it names none (a thing, an unknown pronoun)."""
        first = phrase.words[0]
        if first.tag == "r":
            return replace(self.last, start=first.start, end=first.end) if self.last else None
        words = list(phrase.all_words())
        text = self.text[phrase.start : phrase.full_end]
        hints = [word.value for word in words if word.tag == "A"]
        hint = next((found for found in hints if found.ids or found.unknown or found.country), hints[0] if hints else None)
        named = next((word.value for word in words if word.tag == "P"), None)
        country = (
            named.place.country
            if named is not None
            else next((self._country(word.lower) for word in words if self._country(word.lower)), "")
        )
        nouns = [word.lower for word in phrase.words if word.tag in "nA"]
        head = nouns[-1] if nouns else ""
        kind = self._kind(head, nouns, words, hint)
        if kind is None and named is not None and len(phrase.words) <= 2:
            kind = "party"  # "Moscow said"
        if kind is None:
            person = self._person(phrase)
            if person is not None:
                return replace(person, text=text, start=phrase.start, end=phrase.full_end)
            if title_after is not None:
                titled = self.read(title_after)
                if titled is not None:
                    return replace(titled, text=text, start=phrase.start, end=phrase.full_end)
            kind = "neutral"
        return Speaker(text=text, start=phrase.start, end=phrase.full_end, kind=kind, hint=hint, country=country)

    def _country(self, lower: str) -> str:
        return self.names.countries.get(lower, "")

    def _kind(self, head: str, nouns: Sequence[str], words: Sequence[object], hint: Hint | None) -> str | None:
        watching = any(getattr(word, "lower", "") in self.rules.lexicon.words("neutral_modifiers") for word in words)
        if watching and head not in self._official:
            return "neutral"
        if head in self._neutral and head not in self._party:
            medium_of_state = hint is not None or any(noun in self._party for noun in nouns[:-1])
            return "party" if medium_of_state and head in self.rules.lexicon.words("media_nouns") else "neutral"
        if (
            any(noun in self._neutral for noun in nouns)
            and head in self._official
            and not any(noun in self.rules.lexicon.words("forces_state") for noun in nouns)
        ):
            return "neutral"
        if head in self._party or any(noun in self._party for noun in nouns) or hint is not None:
            return "party"
        if any(noun in self._neutral for noun in nouns):
            return "neutral"
        return None

    def _person(self, phrase: Phrase) -> Speaker | None:
        """What the rest of the document says of a person: the office beside the name, where it is told."""
        names = [word.text for word in phrase.words if word.tag == "n" and word.text[0].isupper()]
        if not names or phrase.words[0].tag == "d" or names[-1].isupper():
            return None  # "the United Harbours", "UHR": a body
        surname = names[-1]
        if surname not in self._persons:
            self._persons[surname] = self._look_up(surname)
        return self._persons[surname]

    def _body_beside(self, start: int, end: int) -> Hint | None:
        """The one body named in a stretch around a person with an office; None of several."""
        found = {(hint.ids, hint.unknown): hint for hint in self._hints if start <= hint.start and hint.end <= end}
        return next(iter(found.values())) if len(found) == 1 else None

    def _look_up(self, surname: str) -> Speaker | None:
        for start in occurrences(self.text, surname):
            end = start + len(surname)
            window = self.text[max(0, start - _NEAR_BEFORE) : end + _NEAR_AFTER]
            before, _, after = window.partition(surname)
            after = re.split(r"[.!?]\W", after)[0]  # what the next sentence names says nothing of the person
            words = [*reversed(_WORD.findall(before.rpartition(".")[2] if len(before) > 20 else before)), *_WORD.findall(after)]
            country = next(
                (
                    self._country(word.lower().removesuffix("'s").removesuffix("’s"))
                    for word in words
                    if self._country(word.lower().removesuffix("'s").removesuffix("’s"))
                ),
                "",
            )
            for word in words:
                lower = word.lower().strip(".")
                if lower in self._official or (lower in self._party and lower not in self.rules.lexicon.side_of_force):
                    hint = self._body_beside(start - len(before), end + len(after)) if not country else None
                    return Speaker(text=surname, start=start, end=end, kind="party", country=country, hint=hint)
                if lower in self._neutral:
                    return Speaker(text=surname, start=start, end=end, kind="neutral", country=country)
        return None
