"""Lists of phrases in a sentence: coordination, appositions, and lists that name what a plural counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from geomap.extract.lexicon import Lexicon
from geomap.extract.phrases import Item, Phrase

_DATE_GAP = 3
"""Code points between two items that are more than a space and a mark: words that are no items stood there."""


@dataclass(frozen=True, eq=False)
class PhraseLists:
    """A sentence as items, and the lists in it."""

    items: tuple[Item, ...]
    lexicon: Lexicon

    def members(self, index: int) -> tuple[tuple[Phrase, ...], int]:
        """The phrase at `index` with the members coordinated to it, and the index after them."""
        first = self.items[index].phrase
        assert first is not None
        name = self._name_behind(index)
        found = [name or first]
        after = index + 3 if name is not None else index + 1
        pending: list[Phrase] = []
        position = after
        while position < len(self.items):
            comma = self.items[position].kind == ","
            step = position + 1 if comma else position
            closing = step < len(self.items) and self.items[step].kind == "c"
            if closing:
                step += 1
            if not comma and not closing:
                break
            if comma and step < len(self.items) and self.items[step].kind == "w":
                resumed = self._after_relative(step)
                if resumed is None:
                    break
                step, closing = resumed, True
            if (
                step >= len(self.items)
                or self.items[step].phrase is None
                or self.begins_clause(step)
                or (comma and self._lists_subjects(step))
            ):
                break
            phrase = self.items[step].phrase
            assert phrase is not None
            pending.append(phrase)
            position = step + 1
            if closing:
                found += pending
                pending = []
                after = position
        return tuple(found), after

    def _name_behind(self, index: int) -> Phrase | None:
        """The name in "the capital, X": a bare place behind a definite phrase without a name."""
        phrase = self.items[index].phrase
        if phrase is None or phrase.words[0].tag != "d" or any(word.tag in "PA" for word in phrase.words):
            return None
        owned = phrase.of is not None and not phrase.of_list and phrase.of.of is None and any(word.tag == "S" for word in phrase.of.words)
        if phrase.of is not None and not owned:
            return None
        if index + 2 >= len(self.items) or self.items[index + 1].kind != ",":
            return None
        name = self.items[index + 2].phrase
        closes = index + 3 >= len(self.items) or self.items[index + 3].kind in ",.)"
        if name is None or not closes or [word.tag for word in name.words] != ["P"]:
            return None
        return replace(phrase, of=name) if owned else name  # "the airport of X's third city, P"

    def index_of(self, phrase: Phrase) -> int | None:
        """Index of the item that a phrase is; None for a phrase inside another one."""
        return next((index for index, item in enumerate(self.items) if item.phrase is phrase), None)

    def enumerated(self, phrase: Phrase) -> tuple[tuple[Phrase, ...], bool]:
        """The list that names what a plural counts, and whether it names all of it.

        "three towns: A, B and C", "two of its cities, A and B" (all); "several towns, including A", "towns such as A" (some).
        """
        index = self.index_of(phrase)
        if index is None:
            return (), False
        marks = [item.kind for item in self.items[index + 1 : index + 3]]
        following = index + 2 if marks[:1] and marks[0] in ":-(," else index + 1
        if following >= len(self.items):
            return (), False
        item = self.items[following]
        if following == index + 2 and item.phrase is not None and (marks[0] != "," or self._is_named_list(following)):
            return self.members(following)[0], True
        if item.kind != "p" or item.text not in self.lexicon.words("including_words"):
            return (), False
        following += 1
        if following + 1 < len(self.items) and self.items[following + 1].phrase is not None:
            first = self.items[following].phrase
            following += first is not None and first.words[0].tag == "r"  # "among them A and B"
        listed = following < len(self.items) and self.items[following].phrase is not None
        return (self.members(following)[0], False) if listed else ((), False)

    def _is_named_list(self, index: int) -> bool:
        """Whether a list of bare place names begins at `index`."""
        members, _ = self.members(index)
        return len(members) > 1 and all(len(phrase.words) == 1 and phrase.words[0].tag == "P" for phrase in members)

    def _after_relative(self, index: int) -> int | None:
        """Index of the list member behind the relative clause at `index` ("A, which is far, in addition to B"); None if there is none."""
        for position in range(index + 1, min(index + 12, len(self.items) - 2)):
            if self.items[position].kind == "," and self.items[position + 1].kind == "c" and " " in self.items[position + 1].text:
                return position + 2
        return None

    def _lists_subjects(self, index: int) -> bool:
        """Whether the phrase at `index` opens a list that is the subject of a verb ("In D, A and B remain ...")."""
        position = index
        while position + 2 < len(self.items) and self.items[position + 1].kind in ",c":
            following = position + 2 if self.items[position + 2].phrase is not None else position + 3
            if following >= len(self.items) or self.items[following].phrase is None:
                return False
            closing = any(item.kind == "c" for item in self.items[position + 1 : following])
            position = following
            if closing:
                return self.begins_clause(position)
        return False

    def begins_clause(self, index: int) -> bool:
        """Whether the phrase at `index` is the subject of a verb right after it."""
        following = index + 1
        while following < len(self.items) and self.items[following].kind == "j":
            following += 1
        if following < len(self.items) and self.items[following].kind == "V":
            verb = self.items[following].verb
            return verb is not None and verb.form == "finite"
        return False

    def _list_start(self, position: int, *, governed: bool = False) -> tuple[int, tuple[Phrase, ...]]:
        """Index of the first member of the list that ends at `position`, and its members; `governed`: a verb may stand before the list."""
        phrase = self.items[position].phrase
        assert phrase is not None
        found = [phrase]
        joined = False
        while position >= 2:
            mark = self.items[position - 1].kind
            left = position - 3 if mark == "c" and self.items[position - 2].kind == "," else position - 2
            member = self.items[left].phrase if left >= 0 else None
            serial = mark != "c" or left == position - 2 or (left > 1 and self.items[left - 1].kind == ",")
            if not serial and left > 0:
                break  # "X broke through at P, and Y admitted": a clause of its own
            explains = found[0].words[0].lower in self.lexicon.words("indefinite_determiners")  # "the rebels, a mixture of X and Y"
            if member is None or not (
                mark == "c" or (mark == "," and joined and not explains and self._is_listed(left, governed=governed))
            ):
                break
            joined = True
            position = left
            found.insert(0, member)
        return position, tuple(found)

    def _is_listed(self, position: int, *, governed: bool = False) -> bool:
        """Whether the phrase at `position` is a member of a list that goes on behind a comma: a bare name, which nothing governs."""
        phrase = self.items[position].phrase
        before = self.items[position - 1].kind if position else ","
        return phrase is not None and phrase.words[-1].tag in "PA" and before in (",cs-pV" if governed else ",cs-")

    def list_ending(self, position: int) -> tuple[Phrase, ...]:
        """The members of the list whose last member is the item at `position`."""
        return self._list_start(position)[1]

    def explained(self, index: int) -> tuple[Phrase, ...]:
        """The names that the phrase at `index` explains ("A and B, two towns that"); empty if it explains none."""
        phrase = self.items[index].phrase
        if phrase is None or index < 2 or self.items[index - 1].kind not in ",-" or any(word.tag in "PAS" for word in phrase.words):
            return ()
        counted = phrase.words[0].tag == "#" or phrase.words[0].lower in self.lexicon.words("indefinite_determiners")
        before = self.items[index - 2].phrase
        if not counted or before is None or before.words[-1].tag != "P":
            return ()
        return self.list_ending(index - 2)

    def _is_apposition(self, start: int) -> bool:
        """Whether the phrase at `start`, which follows a comma, explains the phrase before it."""
        before = self.items[start - 2] if start >= 2 else None
        phrase = self.items[start].phrase
        return (
            before is not None
            and before.kind == "N"
            and phrase is not None
            and (
                phrase.words[0].tag in "d#"
                or phrase.words[0].lower in self.lexicon.words("apposition_nouns")
                or self._tells_bearing(phrase)
            )
            and not self._governed(start - 2)
        )

    def _tells_bearing(self, phrase: Phrase) -> bool:
        """As in "north of P": it says where the place before it lies."""
        return phrase.of is not None and phrase.words[-1].lower in self.lexicon.bearings

    def _governed(self, position: int) -> bool:
        return position > 0 and self.items[position - 1].kind == "p"

    def _is_adverbial(self, phrase: Phrase) -> bool:
        """Whether a phrase after "by" tells when or in what way, not who."""
        head = phrase.words[-1]
        return all(word.tag in "d#" for word in phrase.all_words()) or (
            head.tag == "n" and head.lower in self.lexicon.words("adverbial_nouns")
        )

    def gapped(self, index: int, *, undated: bool = False) -> Phrase | None:
        """The name in a later clause that leaves out the verb at `index` ("P fell on Monday and Q on Tuesday"); None without one.

        Dates are no items: where one stood, the items lie apart. Two such clauses each have a date, so one must stand beside the
        conjunction or behind the name, unless `undated` ("P followed, and Q").
        """
        link = next((at for at in range(index + 1, len(self.items)) if self.items[at].kind in "cVws;"), None)
        if link is None or self.items[link].kind != "c" or link + 1 >= len(self.items):
            return None
        phrase = self.items[link + 1].phrase
        if phrase is None or phrase.of is not None or [word.tag for word in phrase.words] != ["P"]:
            return None
        tail = self.items[link + 1 :]
        if any(item.kind in "Vws;" for item in tail):
            return None
        ahead = self.items[link].start - self.items[link - 1].end
        dated = any(after.start - before.end > _DATE_GAP for before, after in pairwise(tail))
        return phrase if undated or dated or ahead > _DATE_GAP else None
