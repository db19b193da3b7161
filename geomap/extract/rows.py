"""Sentences of a document as rows of items, with its places, actors and dates in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.extract.actors import Hint, find_forces
from geomap.extract.clauses import Row, read_row
from geomap.extract.dates import TimeHit
from geomap.extract.document_state import DocumentState
from geomap.extract.named_actors import find_names
from geomap.extract.sentence_entities import sentence_entities
from geomap.extract.words import Word, read_words
from geomap.text.sentences import Span
from geomap.text.tokens import tokenize


class Rows(DocumentState):
    """Reads the sentences of one document."""

    def row_of(self, span: Span, times: Sequence[TimeHit] = ()) -> Row:
        """The items of the sentence at `span`."""
        named = self.memory.within(span.start, span.end)
        hints = [hint for hint in self.hints if span.start <= hint.start < span.end]
        places = [(place.start, place.end, place.place.country) for place in named]
        tokens = tokenize(self.text, span.start, span.end)
        forces = find_forces(self.text, tokens, hints, places, self.names, self.rules.lexicon, self.setting)
        entities = sentence_entities(self.text, span, named, forces, times, self.names, self.rules)
        words = read_words(self.text, tokens, entities, self.rules.lexicon)
        return read_row([self._with_prefix(word) if "-" in word.text else word for word in words], self.rules.lexicon)

    def _with_prefix(self, word: Word) -> Word:
        """Give a compound like "rebel-held" the actor in its first part."""
        if word.tag in "PAT":
            return word
        prefix, _, suffix = word.text.rpartition("-")
        if suffix.lower() not in self.matcher.index.suffixes:
            return word
        found = find_names(prefix, self.names, self.rules.lexicon, self.setting)
        hints = find_forces(prefix, tokenize(prefix), found, (), self.names, self.rules.lexicon, self.setting)
        code = self.names.countries.get(prefix.lower())
        hint: Hint | None = None
        if hints:
            hint = replace(hints[0], start=word.start, end=word.start + len(prefix))
        elif code:
            hint = Hint(start=word.start, end=word.start + len(prefix), text=prefix, country=code, side="state")
        elif prefix[0].isupper():
            hint = Hint(start=word.start, end=word.start + len(prefix), text=prefix, unknown=prefix)
        return word._replace(tag="n", value=hint)
