"""What stands to the right of a verb or a noun of action: its object, phrases of place and particles."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.extract.phrase_lists import PhraseLists
from geomap.extract.phrases import Phrase


@dataclass(frozen=True, eq=False)
class RightWalks(PhraseLists):
    """Walks over the items of a sentence to the right."""

    def behind(self, members: tuple[Phrase, ...]) -> tuple[tuple[str, tuple[Phrase, ...]], ...]:
        """The prepositional phrases right behind a phrase, which narrow it ("the area around P")."""
        index = self.index_of(members[0]) if members else None
        if index is None or index + 1 >= len(self.items) or self.items[index + 1].kind != "p":
            return ()
        return self.right(index + 1)[1]

    def behind_apposition(self, phrase: Phrase) -> tuple[tuple[str, tuple[Phrase, ...]], ...]:
        """The prepositional phrases of what explains a phrase ("the X district, the last stronghold in P"); empty without one."""
        index = self.index_of(phrase)
        if index is None or index + 3 >= len(self.items) or [item.kind for item in self.items[index + 1 : index + 4]] != [",", "N", "p"]:
            return ()
        explains = self.items[index + 2].phrase
        definite = explains is not None and explains.words[0].tag == "d" and not any(word.tag == "P" for word in explains.all_words())
        return self.right(index + 3)[1] if definite else ()

    def right(self, index: int) -> tuple[tuple[Phrase, ...], tuple[tuple[str, tuple[Phrase, ...]], ...], frozenset[str], int]:
        """Object, prepositional phrases, particles and end offset of what follows the item before `index`."""
        direct: tuple[Phrase, ...] = ()
        phrases: list[tuple[str, tuple[Phrase, ...]]] = []
        particles: set[str] = set()
        position = index
        end = self.items[index - 1].end
        while position < len(self.items):
            item = self.items[position]
            if item.kind == "j":
                particles.add(item.text)
                position += 1
            elif item.kind == "N":
                if direct or phrases:
                    break
                direct, position = self.members(position)
                end = direct[-1].full_end
            elif item.kind == "p":
                particles.update(item.text.split())
                words = item.text.split()
                if position + 1 < len(self.items) and self.items[position + 1].kind == "N":
                    members, position = self.members(position + 1)
                    phrases.append((item.text, members))
                    if len(words) > 1 and words[0] in self.lexicon.words("particles"):
                        phrases.append((" ".join(words[1:]), members))  # "broke out in P"
                    end = members[-1].full_end
                elif position + 1 < len(self.items) and self.items[position + 1].kind == "V":
                    break
                else:
                    position += 1
            elif item.kind == "(" and position + 1 < len(self.items) and self.items[position + 1].kind == "p":
                position += 1  # "the withdrawal (from A and B)"
            elif item.kind == ")":
                position += 1
            elif item.kind == "(":
                position = self._closing(position)
            elif item.kind == ",":
                following = self._after_comma(position)
                if following is None:
                    break
                position = following
            else:
                break
        return direct, tuple(phrases), frozenset(particles), end

    def _closing(self, position: int) -> int:
        depth = 0
        for index in range(position, len(self.items)):
            depth += {"(": 1, ")": -1}.get(self.items[index].kind, 0)
            if depth == 0:
                return index + 1
        return len(self.items)

    def _after_comma(self, position: int) -> int | None:
        """Where the clause goes on after the comma at `position`; None if it ends there."""
        following = position + 1
        if following >= len(self.items):
            return None
        kind = self.items[following].kind
        if kind == "p":
            after = following + 1
            return following if after < len(self.items) and self.items[after].kind == "N" else None
        if kind == "N" and not self.begins_clause(following):
            # an apposition between commas is passed over when a phrase of place follows it
            after = following + 1
            while after < len(self.items) and self.items[after].kind in "pN":
                after += 1
            if after + 1 < len(self.items) and self.items[after].kind == "," and self.items[after + 1].kind == "p":
                return after + 1
        return None
