"""Documents out of files, folders, web pages, JSON Lines and standard input, one at a time."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from geomap.errors import Problem
from geomap.io.dateline import find_dateline
from geomap.io.decoding import UndecodableError, normalise
from geomap.io.fields import DocumentFields, check_fields, is_language, record_fields, safe_url
from geomap.io.frontmatter import split_front_matter
from geomap.io.json_lines import read_json_lines
from geomap.io.opening import InputFile, TooLargeError, open_inputs, read_text
from geomap.io.options import Progress, ReadOptions, Report
from geomap.io.publication import Publication, find_publication
from geomap.io.sniff import DOCUMENT_KINDS, Kind
from geomap.io.webpage import declared_charset, parse_webpage
from geomap.model import DateOrigin, Document

DEFAULT_OPTIONS = ReadOptions()


def read_documents(
    paths: Sequence[str | Path],
    *,
    report: Report,
    options: ReadOptions = DEFAULT_OPTIONS,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Iterator[Document]:
    """Read documents one at a time; memory stays flat over a corpus of any length.

    Text, Markdown with YAML front matter, HTML and JSON Lines are told apart by content. Every text is normalised to
    Unicode NFC with LF line ends; offsets count in `Document.text` from then on. The publication date comes from
    front matter, a JSONL field, declared HTML metadata, the dateline or a publication line of the text, in that order;
    `Document.published_origin` keeps which. It is never taken from the clock or from the file's own date.

    Parameters
    ----------
    paths
        Files, folders (recursive, sorted, hidden ones skipped) and ``-`` for standard input.
    report
        Told about every problem as it is found, e.g. ``problems.append``; a bad file among good ones is reported and
        the rest is read. Severity "error" means that something is left out, "warning" that it is used.
    options
        Limits, the caller's day, the default language.
    stdin
        Bytes of standard input, for ``-``.
    progress
        Called before each file and once at the end.

    Raises
    ------
    UsageError
        If ``-`` is among `paths` and no `stdin` is given.
    """
    files = []
    for file in open_inputs(paths, report=report, options=options, stdin=stdin):
        if file.sniffed.kind in DOCUMENT_KINDS:
            files.append(file)
        else:
            report(file.problem(f"this is no document but: {file.sniffed.kind.value}", hint="hand it over as claims, events or areas"))
    yield from documents_of(files, report=report, options=options, progress=progress)


def documents_of(
    files: Sequence[InputFile], *, report: Report, options: ReadOptions = DEFAULT_OPTIONS, progress: Progress | None = None
) -> Iterator[Document]:
    """The documents of recognised files; see `read_documents`."""
    known = _KnownDocuments(report=report)
    for index, file in enumerate(files):
        if progress:
            progress(file.shown, index, len(files))
        for document, line in _read_file(file, report, options):
            if (unique := known.admit(document, file, line)) is not None:
                if unique.published is None:
                    report(_undated(unique, file, line))
                yield unique
    if progress:
        progress("", len(files), len(files))


def _read_file(file: InputFile, report: Report, options: ReadOptions) -> Iterable[tuple[Document, int | None]]:
    try:
        if file.sniffed.kind is Kind.DOCUMENTS:
            yield from _read_records(file, report, options)
            return
        declared = ""
        if file.sniffed.kind is Kind.HTML:
            with file.open() as stream:
                declared = declared_charset(stream.read(4096))
        decoded = read_text(file, limit=options.max_document_bytes, option="max_document_bytes", declared=declared)
    except TooLargeError as error:
        report(file.problem(str(error), hint="split it into one file per article, or raise the limit"))
        return
    except UndecodableError as error:
        report(file.problem(str(error), hint="save it as UTF-8"))
        return
    except OSError as error:
        report(file.problem(f"it cannot be read: {error.strerror or error}", hint="check the path and the disk"))
        return
    if decoded.guessed:
        message = f"the encoding is a guess: {decoded.encoding}"
        report(file.problem(message, hint="look at names with accents, or save the file as UTF-8", severity="warning"))
    text = normalise(decoded.text)
    read = _read_webpage if file.sniffed.kind is Kind.HTML else _read_plain
    document = read(text, file, report, options)
    if document is not None:
        yield document, None


def _read_plain(text: str, file: InputFile, report: Report, options: ReadOptions) -> Document | None:
    matter = split_front_matter(text)
    fields, problems = check_fields(matter.fields, options=options)
    for problem in (*matter.problems, *problems):
        report(dataclasses.replace(problem, path=file.shown, line=problem.line or matter.line(problem.field)))
    body = (fields.text or matter.body).strip("\n")
    if not body.strip():
        report(file.problem("there is no text after the front matter", hint="put the article below the closing --- line"))
        return None
    return _document(fields, body, DateOrigin.FRONT_MATTER, file, options)


def _read_webpage(html: str, file: InputFile, report: Report, options: ReadOptions) -> Document | None:
    page = parse_webpage(html)
    if not page.text.strip():
        report(file.problem("no main text was found in the page", hint="save the article's text as .txt or .md"))
        return None
    if page.conflicting_dates:
        days = " and ".join(day.isoformat() for day in page.conflicting_dates)
        hint = "save the text as .md with a line published: YYYY-MM-DD in its front matter"
        report(file.problem(f"the page declares several dates of publication: {days}", field="published", hint=hint, severity="warning"))
    if page.published and options.today and page.published > options.today:
        report(file.problem(f"{page.published} lies in the future", field="published", hint="check the page", severity="warning"))
    fields = DocumentFields(
        title=normalise(page.title),
        source=normalise(page.source),
        published=page.published,
        url=safe_url(page.url),
        lang=page.language if is_language(page.language) else "",
    )
    return _document(fields, normalise(page.text).strip("\n"), DateOrigin.METADATA, file, options)


def _read_records(file: InputFile, report: Report, options: ReadOptions) -> Iterator[tuple[Document, int]]:
    for line, record in read_json_lines(file, limit=options.max_document_bytes, option="max_document_bytes", report=report):
        fields, problems = check_fields(record_fields(record), options=options)
        for problem in problems:
            report(dataclasses.replace(problem, path=file.shown, line=line))
        if not fields.text.strip():
            found = "is empty" if "text" in record else "is missing"
            report(file.problem(f"the text {found}", line=line, field="text", hint="a document has at least the field text"))
            continue
        if not fields.id:
            fields = dataclasses.replace(fields, id=f"{file.found.stem}-{line}")
        yield _document(fields, fields.text, DateOrigin.FIELD, file, options), line


def _document(fields: DocumentFields, text: str, origin: DateOrigin, file: InputFile, options: ReadOptions) -> Document:
    found = Publication(day=fields.published, origin=origin, dateline=fields.dateline)
    if found.day is None and not fields.published_unusable:
        found = find_publication(text)
    elif not found.dateline and (opening := find_dateline(text)):
        found = dataclasses.replace(found, dateline=opening.place)
    return Document(
        id=fields.id or file.found.stem,
        text=text,
        title=fields.title,
        source=fields.source,
        published=found.day,
        published_origin=found.origin if found.day else DateOrigin.NONE,
        dateline=fields.dateline or found.dateline,
        url=fields.url,
        language=fields.lang or options.language,
        path="" if file.found.path is None else file.shown,
        extra=fields.extra,
    )


def _undated(document: Document, file: InputFile, line: int | None) -> Problem:
    remark = find_publication(document.text).remark
    message = f"document '{document.id}' has no date of publication, so its relative dates ('on Sunday') stay unknown"
    hint = (
        'add the field "published": "YYYY-MM-DD" to the record'
        if line is not None
        else "add front matter: a line ---, a line published: YYYY-MM-DD, a line ---, above the text"
    )
    return file.problem(f"{message}; {remark}" if remark else message, line=line, field="published", hint=hint, severity="warning")


@dataclass(kw_only=True)
class _KnownDocuments:
    """Ids and digests of what was read, so that no two documents share an id."""

    report: Report
    seen: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def admit(self, document: Document, file: InputFile, line: int | None) -> Document | None:
        """The document under an id of its own; None if it was read before or its given id is taken."""
        digest = hashlib.sha256(document.text.encode()).digest()
        known = self.seen.get(document.id)
        if known is None:
            self.seen[document.id] = (digest, file.shown)
            return document
        earlier, where = known
        if earlier == digest:
            message = f"document '{document.id}' was read before, from {where}, with the same text"
            self.report(file.problem(message, line=line, field="id", hint="remove one of them", severity="warning"))
            return None
        if document.id == file.found.stem:  # made from the file's name: a.txt beside a.md
            suffix = file.found.path.suffix if file.found.path else ""
            renamed = f"{document.id}{suffix}" if f"{document.id}{suffix}" not in self.seen else f"{document.id}-{digest.hex()[:8]}"
            self.seen[renamed] = (digest, file.shown)
            return dataclasses.replace(document, id=renamed)
        message = f"the id '{document.id}' is taken by another text, from {where}; this one is left out"
        self.report(file.problem(message, line=line, field="id", hint="give each document an id of its own"))
        return None
