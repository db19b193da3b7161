"""Short forms of the names of armed bodies: "the Front" after "X Liberation Front"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from geomap.extract.actors import Hint
from geomap.extract.lexicon import Lexicon


def short_names(text: str, named: Sequence[Hint], lexicon: Lexicon) -> list[Hint]:
    """Every later "the Front" that can mean only one of the bodies named in full.

    The last word of a full name with the article stands for the body where no other body named in the text ends in that word; with its
    capital, or without where the word means little else. Words that a state's own forces are called by ("the Army") are not in the list.

    Parameters
    ----------
    text
        The document.
    named
        Hints of full names and abbreviations, in order.
    lexicon
        The words of the language.
    """
    heads = lexicon.words("short_heads")
    bodies: dict[str, dict[tuple[tuple[str, ...], str], Hint]] = defaultdict(dict)
    for hint in named:
        first, _, head = hint.text.rpartition(" ")
        if first and head.lower() in heads and head[0].isupper() and first[0].isupper() and (hint.ids or hint.unknown):
            bodies[head].setdefault((hint.ids, hint.unknown), hint)
    unknown = re.compile(rf"(?:[A-Z][\w'’-]+ ){{1,5}}(?P<head>{'|'.join(sorted(map(str.title, heads)))})(?![\w-])")
    for match in unknown.finditer(text):
        if any(hint.start < match.end() and match.start() < hint.end for hint in named):
            continue
        words = match.group().split(" ")
        words = words[1:] if words[0].lower() in lexicon.tags else words
        if len(words) > 1:
            name = " ".join(words)
            hint = Hint(start=match.end() - len(name), end=match.end(), text=name, unknown=name)
            bodies[match.group("head")].setdefault(((), name), hint)
    found = []
    for head, owners in bodies.items():
        if len(owners) != 1:
            continue
        (body,) = owners.values()
        article = "|".join(sorted(map(re.escape, lexicon.words("definite_articles"))))
        forms = f"{re.escape(head)}|{re.escape(head.lower())}" if head.lower() in lexicon.words("plain_heads") else re.escape(head)
        for match in re.finditer(rf"\b(?i:{article})\s+(?P<head>{forms})\b(?!\s+[A-Z])(?!\s+of\b)", text[body.end :]):
            start, end = body.end + match.start("head"), body.end + match.end("head")
            if not any(hint.start < end and start < hint.end for hint in named):
                found.append(Hint(start=start, end=end, text=text[start:end], ids=body.ids, unknown=body.unknown))
    return found
