"""Clauses: who does what to whom where, by walks over the items of a sentence.

To the left for the subject (past relative clauses, appositions and participles), to the right for object and phrases of place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.extract.lexicon import Lexicon
from geomap.extract.phrases import Phrase, read_items
from geomap.extract.right_walks import RightWalks
from geomap.extract.words import Word


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Arguments:
    """What belongs to a verb or noun of action, by role."""

    subject: tuple[Phrase, ...] = ()
    object: tuple[Phrase, ...] = ()
    phrases: tuple[tuple[str, tuple[Phrase, ...]], ...] = ()
    """(preposition, members) to the right, in order."""
    fronted: tuple[tuple[str, tuple[Phrase, ...]], ...] = ()
    """(preposition, members) at the head of the clause."""
    particles: frozenset[str] = frozenset()
    start: int = 0
    end: int = 0


@dataclass(frozen=True, eq=False)
class Row(RightWalks):
    """A sentence as items, and who does what in it."""

    _subjects: dict[int, tuple[Phrase, ...]] = field(default_factory=dict)

    # ------------------------------------------------------------ to the left
    def subject(self, index: int) -> tuple[Phrase, ...]:
        """Who does what the verb group at `index` says, by position; empty if the sentence does not tell."""
        known = self._subjects.get(index)
        if known is None:
            self._subjects[index] = ()  # breaks circles
            known = self._find_subject(index)
            self._subjects[index] = known
        return known

    def _find_subject(self, index: int) -> tuple[Phrase, ...]:
        verb = self.items[index].verb
        assert verb is not None
        left = index - 1
        while left >= 0 and self.items[left].kind == "j":
            left -= 1
        previous = self.items[left].kind if left >= 0 else "."
        if verb.form == "participle" and not verb.passive and previous == "p":
            prevented = self._prevented(left)
            if prevented:
                return prevented
        if (
            verb.form == "participle"
            and verb.passive
            and previous == "N"
            and left == 1
            and self.items[0].text in self.lexicon.words("accompanying")
        ):
            return self._nearest_phrase(left + 1)  # "With P taken, X holds ..."
        if verb.form == "participle" and verb.passive and left < 0:
            return self._shared_subject(index)  # "Seized on Sunday, P is quiet"
        if verb.form == "participle" and not verb.passive:
            return self.list_ending(left) if previous == "N" else self._shared_subject(index)
        if verb.form == "infinitive":
            return self._infinitive_subject(index)
        if verb.form == "participle" and previous in ",(" and verb.passive:
            before = self._nearest_phrase(index - 1)
            return before or self._shared_subject(index)
        return self._walk_left(index)

    def _prevented(self, link: int) -> tuple[Phrase, ...]:
        """Who does not do what follows the preposition at `link` ("kept X from taking")."""
        governor = self.items[link - 2].verb if link >= 2 and self.items[link - 1].kind == "N" else None
        if governor is None or governor.base not in self.lexicon.words("prevention_verbs"):
            return ()
        return self.list_ending(link - 1)

    def _nearest_phrase(self, index: int) -> tuple[Phrase, ...]:
        phrase = self.items[index - 1].phrase if index >= 1 else None
        return (phrase,) if phrase is not None else ()

    def _walk_left(self, index: int) -> tuple[Phrase, ...]:
        position = index - 1
        commas = 0
        while position >= 0:
            item = self.items[position]
            if item.kind == "N":
                before = self.items[position - 1] if position else None
                if before is not None and (before.kind == "p" or (before.verb is not None and before.verb.form == "participle")):
                    position -= 2  # governed by a preposition, or the object of a participle
                    continue
                if before is not None and before.verb is not None and any(other.kind == "c" for other in self.items[position + 1 : index]):
                    return self.subject(position - 1)  # "X shelled P and seized Q"
                if before is not None and before.verb is not None and any(other.kind == "," for other in self.items[position + 1 : index]):
                    relative = self._relative_before(position - 1)
                    if relative is not None:
                        position = relative - 1  # the object inside "X, which fought Y, captured"
                        continue
                start, listed = self._list_start(position)
                if self._is_object(start) and self._relative_before(start - 1) == start - 2:
                    position = start - 3  # "a villager who reached P said"
                    continue
                if start < position and self._is_object(start):
                    if self.items[index - 1].kind == "c":
                        return self.subject(start - 1)  # "X took P and Q and holds R"
                    return listed[-1:]  # "X took P and Y holds Q": a clause of its own
                if start > 0 and self.items[start - 1].kind == "p":
                    position = start - 2
                    continue
                if start > 0 and self.items[start - 1].kind == "," and commas and self._is_apposition(start):
                    position = start - 1
                    continue
                return listed
            if item.kind == "w":
                return self._antecedent(position)
            if item.kind == "V":
                verb = item.verb
                assert verb is not None
                if verb.form != "finite" or self._is_reduced(position, index):
                    position -= 1
                    continue
                if position > 2 and self._is_aside(position):
                    position -= 3  # "the rebels, officials said, had taken P"
                    continue
                relative = self._loose_relative(position, index)
                if relative is not None:
                    position = relative - 2
                    continue
                if position + 1 < index and self.items[position + 1].kind in "c,":
                    return self.subject(position)
                between = self.items[position + 1 : index]
                if any(other.kind == "c" for other in between):
                    return self.subject(position)
                return ()
            if item.kind in "s;":
                return self._shared_subject(index) if item.kind == "s" and position == index - 1 else ()
            if item.kind == ",":
                commas += 1
            if item.kind == ")":
                position = self._opening(position)
                continue
            position -= 1
        return ()

    def _is_object(self, position: int) -> bool:
        """Whether the phrase at `position` stands right behind a verb that takes no clause."""
        verb = self.items[position - 1].verb if position else None
        return verb is not None and bool(verb.base) and not verb.passive and verb.base not in self.lexicon.words("clause_verbs")

    def _is_reduced(self, position: int, index: int) -> bool:
        """Whether the bare past form at `position` only describes the subject of the verb at `index` ("rebels said to be many took")."""
        verb = self.items[position].verb
        assert verb is not None
        bare = len(verb.words) == 1 and verb.words[0].tag == "E"
        later = self.items[index].verb
        if not bare or later is None or later.form != "finite" or verb.base in self.lexicon.words("clause_verbs"):
            return False
        between = [item.kind for item in self.items[position + 1 : index]]
        enclosed = position > 1 and self.items[position - 1].kind == "," and self.items[position - 2].kind == "N" and between[-1:] == [","]
        if enclosed and not any(kind in "cs,;:w-V" for kind in between[:-1]):
            return position + 1 == len(self.items) or self.items[position + 1].kind != "N"  # "P, taken in May, is held by X"
        return not any(kind in "cs,;:w-" for kind in between)

    def _loose_relative(self, position: int, index: int) -> int | None:
        """Index of the relative word of a clause between commas that holds the verb at `position` and ends before `index`; None if none."""
        if not any(item.kind == "," for item in self.items[position + 1 : index]):
            return None
        if any(item.kind == "c" for item in self.items[position + 1 : index]):
            return None
        relative = self._relative_before(position)
        if relative is None or relative < 2 or self.items[relative - 1].kind == ",":
            return relative or None
        if self.items[relative - 1].phrase is None:
            return None
        start, _ = self._list_start(relative - 1)  # "the rebels, men of the junta that was ousted, attacked"
        return start if start > 1 and self.items[start - 1].kind == "," and self._is_apposition(start) else None

    def _relative_before(self, position: int) -> int | None:
        """Index of the relative word that opens the clause of the verb at `position`; None if it is no relative clause."""
        for index in range(position - 1, -1, -1):
            if self.items[index].kind == "w":
                return index
            if self.items[index].kind in "Vs;:":
                return None
        return None

    def _opening(self, position: int) -> int:
        depth = 0
        for index in range(position, -1, -1):
            depth += {")": 1, "(": -1}.get(self.items[index].kind, 0)
            if depth == 0:
                return index - 1
        return -1

    def _antecedent(self, position: int) -> tuple[Phrase, ...]:
        """What the relative word at `position` stands for."""
        left = position - 1
        while left >= 0 and self.items[left].kind in ",pj)(":
            left -= 1
        phrase = self.items[left].phrase if left >= 0 else None
        if phrase is None:
            return ()
        if left > 1 and self._tells_bearing(phrase) and self.items[left - 1].kind == "," and self.items[left - 2].kind == "N":
            left -= 2  # "P, north of Q, which X shelled"
        return self.explained(left) or self._list_start(left, governed=True)[1]

    def antecedent_before(self, index: int) -> tuple[Phrase, ...]:
        """The phrases a relative word right before the clause of item `index` stands for; empty if it is no relative clause."""
        for position in range(index - 1, -1, -1):
            kind = self.items[position].kind
            if kind == "w":
                return self._antecedent(position)
            if kind in "Vs;:":
                return ()
        return ()

    def _is_aside(self, position: int) -> bool:
        """Whether a verb of saying at `position` stands between commas with its subject ("..., X said, ...")."""
        verb = self.items[position].verb
        behind = self.items[position + 1].kind if position + 1 < len(self.items) else ""
        before = self.items[position - 2].kind if position >= 2 and self.items[position - 1].kind == "N" else ""
        return verb is not None and verb.base in self.lexicon.words("clause_verbs") and behind == before == ","

    def _shared_subject(self, index: int) -> tuple[Phrase, ...]:
        """Subject of the clause a participle belongs to: the nearest finite verb to the left, else to the right."""
        loose = index > 0 and self.items[index - 1].kind == ","
        for position in range(index - 1, -1, -1):
            verb = self.items[position].verb
            if verb is not None and (verb.form == "finite" or (verb.form == "participle" and not verb.passive)):
                if self._is_aside(position):
                    continue  # ", the observatory said, after seizing P"
                found = self.subject(position)
                if found:
                    return (self.agents(position) if verb.passive and loose else ()) or found
        for position in range(index + 1, len(self.items)):
            verb = self.items[position].verb
            if verb is not None and verb.form == "finite":
                return self.subject(position)
        return ()

    def agents(self, index: int) -> tuple[Phrase, ...]:
        """The phrases after "by" of a passive verb group; "by noon", "by the 10th", "by land" name nobody."""
        _, phrases, _, _ = self.right(index + 1)
        doers = self.lexicon.words("agent_prepositions")
        return next((members for preposition, members in phrases if preposition in doers and not self._is_adverbial(members[0])), ())

    def _infinitive_subject(self, index: int) -> tuple[Phrase, ...]:
        effort = self._efforts_owner(index)
        if effort:
            return effort
        for position in range(index - 1, -1, -1):
            verb = self.items[position].verb
            if verb is None:
                continue
            if position == 0 and not verb.base:
                return self._nearest_phrase(index)  # "Were P to fall, ..."
            if verb.base in self.lexicon.words("object_control_verbs"):
                direct, _, _, _ = self.right(position + 1)
                if verb.passive:
                    return self.subject(position)
                if direct and any(word.tag == "A" or word.tag == "r" for word in direct[0].words):
                    return direct
            if verb.passive:
                return self.agents(position) or self.subject(position)
            return self.subject(position)
        # no verb: "an attempt by X to take"; a heading
        phrases = [item.phrase for item in self.items[:index] if item.phrase is not None]
        return (phrases[-1],) if phrases else self._shared_subject(index)

    def _efforts_owner(self, index: int) -> tuple[Phrase, ...]:
        """Whose effort an infinitive is the aim of: "an attempt by X to take P", "a rebel bid to take P"; empty if nobody's."""
        phrase = self.items[index - 1].phrase if index else None
        if phrase is None:
            return ()
        efforts = self.lexicon.words("instruments")
        noun = (
            self.items[index - 3].phrase if index >= 3 and self.items[index - 2].text in self.lexicon.words("agent_prepositions") else None
        )
        if noun is not None and noun.words[-1].lower in efforts:
            return (phrase,)
        owned = phrase.words[-1].tag == "A" and " " in phrase.words[-1].lower and phrase.words[-1].lower.rpartition(" ")[2] in efforts
        return (phrase,) if owned else ()

    # ------------------------------------------------------------ both
    def arguments(self, index: int) -> Arguments:
        """All arguments of the verb group at `index`."""
        verb = self.items[index].verb
        assert verb is not None
        direct, phrases, particles, end = self.right(index + 1)
        subject = self.subject(index)
        start = min([verb.start, *(phrase.start for phrase in subject if phrase.start < verb.start)])
        return Arguments(
            subject=subject,
            object=direct,
            phrases=phrases,
            fronted=self.fronted(index),
            particles=particles,
            start=start,
            end=max(end, verb.end),
        )

    def fronted(self, index: int) -> tuple[tuple[str, tuple[Phrase, ...]], ...]:
        """Prepositional phrases at the head of the clause of item `index` ("In X, they ...")."""
        begin = 0
        for position in range(index - 1, -1, -1):
            if self.items[position].kind in "sw;:":
                begin = position + 1
                break
            if self.items[position].kind == "V":
                marks = [mark for mark in range(position + 1, index) if self.items[mark].kind in ",c-"]
                begin = marks[0] + 1 if marks else index  # what stands right behind a verb is its own
                break
        found = []
        position = begin
        while position < index and self.items[position].kind in "cj,-":
            position += 1
        while position + 1 < index and self.items[position].kind == "p" and self.items[position + 1].kind == "N":
            members, after = self.members(position + 1)
            found.append((self.items[position].text, members))
            position = after
            while position < index and self.items[position].kind == ",":
                position += 1
        if begin and self.items[begin - 1].kind == "w" and self.items[begin - 1].text in self.lexicon.words("where_words"):
            antecedent = self._antecedent(begin - 1)
            if antecedent:
                found.append(("in", antecedent))
        return tuple(found)


def read_row(words: Sequence[Word], lexicon: Lexicon) -> Row:
    """The clauses of a sentence; dates and quotation marks are passed over."""
    return Row(items=read_items(words, lexicon), lexicon=lexicon)
