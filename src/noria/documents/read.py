"""The door of the room: a file or a text in, Documents out. What cannot be read is a Problem with the reason, and the rest is read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from noria.documents.decode import MAX_BYTES, clean_text, decode
from noria.documents.draft import Draft, finish
from noria.documents.dump import looks_like_dump, read_dump
from noria.documents.frontmatter import has_front_matter
from noria.documents.markdown import looks_like_markdown, read_markdown
from noria.documents.model import Document, Metadata, Problem
from noria.documents.plain import read_plain
from noria.documents.wikitext import looks_like_wikitext, read_wikitext
from noria.errors import UnreadableDocument

Format = Literal["plain", "dump", "markdown", "wikitext", "html", "jsonl", "syndication", "pdf", "word"]

# Endings that settle the format. Every other ending (.txt above all) is read by what the file holds.
_ENDINGS: dict[str, Format] = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".rss": "syndication", ".atom": "syndication", ".pdf": "pdf", ".docx": "word", ".wiki": "wikitext", ".wikitext": "wikitext",
    ".mediawiki": "wikitext",
}
# What is taken out of a folder that holds all sorts of files; a file named on its own is always tried.
READABLE = frozenset(_ENDINGS) | {".txt", ".text"}
_NOT_DOCUMENTS = {
    ".json": "one JSON value; a feed has one object a line and ends in .jsonl", ".csv": "a table", ".tsv": "a table", ".xlsx": "a table",
    ".parquet": "a table", ".geojson": "a map layer", ".toml": "a settings file", ".yaml": "a settings file", ".yml": "a settings file",
    ".doc": "an old Word file; save it as .docx or .txt", ".rtf": "a rich-text file; save it as .docx or .txt", ".odt": "an OpenDocument file; save it as .docx or .txt",
}
_TEXT_READERS: dict[Format, Callable[[str], Draft]] = {
    "plain": read_plain, "dump": read_dump, "markdown": read_markdown, "wikitext": read_wikitext,
}
_SAMPLE = 65_536
_TOO_LARGE = "the file has {size:.0f} MiB, more than the {limit} MiB that are read as one document; split it, or make it a feed (.jsonl)"


def read_path(path: Path, given: Metadata | None = None) -> Iterator[Document | Problem]:
    """The documents of one file: one, or as many as a feed has entries. `given` wins over what the file says of itself.

    Nothing is raised for what the file holds or for a file that is missing: it comes as a Problem (file, reason, line).
    `Document.file` and `Problem.file` are `path` as given.
    """
    file = str(path)
    try:
        yield from _documents(path, file, given)
    except UnreadableDocument as error:
        yield Problem(file, error.message, error.line)
    except IsADirectoryError:
        yield Problem(file, "this is a folder; name the files in it")
    except OSError as error:
        yield Problem(file, f"the file cannot be opened ({error.strerror or error})")


def read_text(text: str, *, file: str = "-", given: Metadata | None = None) -> Document:
    """The document of a text whose format its own words tell. Raises UnreadableDocument where there is nothing to read.

    For plain text, dumps and Markdown `Document.text` is `text` with line ends as one line feed.
    """
    text = clean_text(text)
    if not any(c.isalnum() for c in text):
        raise UnreadableDocument("holds no text", file=file)
    format_ = sniff(text)
    if format_ in {"jsonl", "syndication"}:
        return _only_entry(text.encode(), format_, file, given)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return finish(_draft(text, format_), file=file, sha256=sha256, given=given)


def _only_entry(data: bytes, format_: Format, file: str, given: Metadata | None) -> Document:
    from noria.documents.feeds import read_json_lines, read_syndication  # heavy

    found = list(read_json_lines(data.split(b"\n"), file=file, given=given) if format_ == "jsonl"
                 else read_syndication(data, file=file, given=given))
    entries = [entry for entry in found if isinstance(entry, Document)]
    if len(entries) == 1:
        return entries[0]
    reason = next((problem.message for problem in found if isinstance(problem, Problem)), "it has no entries")
    raise UnreadableDocument(f"this is a feed of {len(entries)} documents; read it from a file" if entries else reason, file=file)


def sniff(text: str) -> Format:
    """The format that the words of a text show; "plain" where they show none."""
    sample = text[:_SAMPLE]
    head = sample.lstrip("\ufeff \t\n")[:2000]
    if re.match(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article)\b", head, re.IGNORECASE | re.DOTALL):
        return "html"
    if re.match(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", head, re.DOTALL):
        return "syndication"
    if _is_json_line(text):
        return "jsonl"
    if has_front_matter(text):
        return "markdown"
    if looks_like_wikitext(sample):
        return "wikitext"
    if looks_like_dump(sample):
        return "dump"
    return "markdown" if looks_like_markdown(sample) else "plain"


def _is_json_line(text: str) -> bool:
    line = text.lstrip("\ufeff \t\n").split("\n", 1)[0].strip()
    if not (line.startswith("{") and line.endswith("}")):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _documents(path: Path, file: str, given: Metadata | None) -> Iterator[Document | Problem]:
    ending = path.suffix.lower()
    if ending in _NOT_DOCUMENTS:
        raise UnreadableDocument(f"not a document but {_NOT_DOCUMENTS[ending]}")
    format_ = _ENDINGS.get(ending)
    if format_ is None and path.is_file() and _streams(path):
        format_ = "jsonl"
    if format_ == "jsonl":
        yield from _feed(path, file, given)
        return
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise UnreadableDocument(_TOO_LARGE.format(size=size / 2**20, limit=MAX_BYTES // 2**20))
    yield from _one(path.read_bytes(), format_, file, given)


def _feed(path: Path, file: str, given: Metadata | None) -> Iterator[Document | Problem]:
    from noria.documents.feeds import read_json_lines  # heavy

    empty = True
    with path.open("rb") as lines:
        for found in read_json_lines(iter(lambda: lines.readline(MAX_BYTES + 2), b""), file=file, given=given):
            empty = False
            yield found
    if empty:
        raise UnreadableDocument("the file is empty")


def _streams(path: Path) -> bool:
    """Whether a file without a telling ending is a feed: its first line is a JSON object."""
    with path.open("rb") as file:
        first = file.readline(MAX_BYTES)
    return first.lstrip(b"\xef\xbb\xbf").startswith(b"{") and _is_json_line(first.decode("utf-8", "replace"))


def _one(data: bytes, format_: Format | None, file: str, given: Metadata | None) -> Iterator[Document | Problem]:
    sha256 = hashlib.sha256(data).hexdigest()
    if not data.strip():
        raise UnreadableDocument("the file is empty")
    if data.startswith(b"%PDF-") or format_ == "pdf":
        from noria.documents.office import read_pdf  # heavy

        yield finish(read_pdf(data), file=file, sha256=sha256, given=given)
        return
    if format_ == "word" or (data.startswith(b"PK\x03\x04") and b"word/" in data):
        from noria.documents.office import read_word  # heavy

        yield finish(read_word(data), file=file, sha256=sha256, given=given)
        return
    format_ = format_ or ("syndication" if b"<rss" in data[:2000] or b"<feed" in data[:2000] else None)
    if format_ == "syndication":
        from noria.documents.feeds import read_syndication  # heavy

        yield from read_syndication(data, file=file, given=given)
        return
    text = decode(data, declared=format_ == "html" or data[:1000].lstrip()[:1] == b"<")
    draft = _draft(text, format_ or sniff(text))
    yield finish(draft, file=file, sha256=sha256, given=given)
    yield from (Problem(file, message, line) for message, line in draft.problems)


def _draft(text: str, format_: Format) -> Draft:
    if format_ == "html":
        from noria.documents.webpage import read_webpage  # heavy

        return read_webpage(text)
    return _TEXT_READERS.get(format_, read_plain)(text)
