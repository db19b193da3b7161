"""YAML front matter: the block between two ``---`` lines that opens a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from geomap.errors import Problem

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_MAX_CHARACTERS = 65_536


class _PlainLoader(yaml.SafeLoader):
    """Safe YAML that leaves dates as text, so that a day in no calendar is reported and not a crash."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, kw_only=True)
class FrontMatter:
    """Front matter and what follows it."""

    fields: tuple[tuple[str, Any], ...] = ()
    """Keys and values in the order given; values are text, numbers, booleans, None, lists or mappings."""
    lines: tuple[tuple[str, int], ...] = ()
    """Line of each key in the file, counted from 1."""
    body: str = ""
    """The text after it."""
    problems: tuple[Problem, ...] = ()
    """Without a path; the caller knows it."""

    def line(self, key: str) -> int | None:
        """Line of `key`, or None."""
        return dict(self.lines).get(key)


def split_front_matter(text: str) -> FrontMatter:
    """Split a text with LF line ends into front matter and body.

    A text that does not begin with a ``---`` line, or never closes it, is all body. Front matter that cannot be used
    is reported and left out; the body is read all the same.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is not None and closing is None and re.match(r"[\w-]+:[ \t]\S", text[opening.end() :]):
        message = "the front matter is never closed, so it is read as part of the text"
        problem = Problem(line=1, field="front matter", message=message, hint="add a line --- below it", severity="warning")
        return FrontMatter(body=text, problems=(problem,))
    if opening is None or closing is None:
        return FrontMatter(body=text)
    block, body = text[opening.end() : closing.start()], text[closing.end() :]
    if not re.search(r"^[\w\"'-]+[ \t]*:", block, re.MULTILINE) and "\n\n" in block:
        return FrontMatter(body=text)  # two ornamental rules with prose between them
    if len(block) > _MAX_CHARACTERS:
        return _refused(body, 1, f"the front matter has {len(block)} characters, more than {_MAX_CHARACTERS}", "close it with a --- line")
    return _parse(block, body)


def _parse(block: str, body: str) -> FrontMatter:
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(block, Loader=_PlainLoader)):
            return _refused(body, 1, "the front matter uses YAML aliases (*name), which are not read", "write the values out")
        node = yaml.compose(block, Loader=_PlainLoader)
        if node is None:
            return FrontMatter(body=body)
        if not isinstance(node, yaml.MappingNode):
            return _refused(
                body, 2, "the front matter is no list of 'key: value' lines", "write e.g. published: 2015-03-04 on a line of its own"
            )
        values = yaml.load(block, Loader=_PlainLoader)  # noqa: S506 - a SafeLoader with fewer types
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error) or "the YAML cannot be read"
        hint = "put quotation marks around a value that holds a colon or begins with a sign"
        return _refused(body, mark.line + 2 if mark else 1, f"the front matter is broken: {reason}", hint)
    lines: dict[str, int] = {}
    problems = []
    for key_node, _ in node.value:
        key = str(getattr(key_node, "value", ""))
        if key in lines:
            message = f"'{key}' stands twice in the front matter; the last one counts"
            problems.append(
                Problem(line=key_node.start_mark.line + 2, field=key, message=message, severity="warning", hint="remove one of them")
            )
        lines[key] = key_node.start_mark.line + 2
    fields = tuple((str(key), value) for key, value in values.items())
    return FrontMatter(fields=fields, lines=tuple(lines.items()), body=body, problems=tuple(problems))


def _refused(body: str, line: int, message: str, hint: str) -> FrontMatter:
    return FrontMatter(body=body, problems=(Problem(line=line, field="front matter", message=message, hint=hint),))
