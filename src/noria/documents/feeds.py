"""Feeds: one JSON object a line, and RSS or Atom files. Each entry is a document of its own; a bad one is a Problem, the rest is read.

Keys of a JSON line, in the order in which they are looked for:
text | body | content | article | full_text;  title | headline;  published | date | pubDate | published_at | created_at | datetime;
publisher | source | site;  url | link;  id | guid | uuid;  kind | type;  language | lang;  author.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import feedparser

from noria.documents.dates import parse_day
from noria.documents.decode import clean_text
from noria.documents.draft import Draft, TextBuilder, finish
from noria.documents.metadata import merge, with_origin
from noria.documents.model import Document, Metadata, Problem
from noria.documents.plain import read_plain
from noria.documents.webpage import paragraphs_of
from noria.errors import NoriaError, UnreadableDocument

_KEYS = {
    "text": ("text", "body", "content", "article", "full_text"),
    "title": ("title", "headline"),
    "published": ("published", "date", "pubdate", "published_at", "publication_date", "created_at", "datetime"),
    "publisher": ("publisher", "source", "site"),
    "url": ("url", "link"),
    "key": ("id", "guid", "uuid"),
    "kind": ("kind", "type"),
    "language": ("language", "lang"),
    "author": ("author",),
}
_HTML = re.compile(r"</?(?:p|br|div|a|b|i|em|strong|ul|li|h[1-6]|blockquote)\b[^<>]*>", re.IGNORECASE)
_LONGEST_LINE = 32 * 1024 * 1024


def read_json_lines(lines: Iterable[bytes], *, file: str, given: Metadata | None = None) -> Iterator[Document | Problem]:
    """The documents of a JSONL feed, read line by line (a feed may be larger than the memory)."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield from _json_entry(line, file=file, number=number, given=given)
        except UnreadableDocument as error:
            yield Problem(file, error.message, number)


def read_syndication(data: bytes, *, file: str, given: Metadata | None = None) -> Iterator[Document | Problem]:
    """The entries of an RSS or Atom file. Raises UnreadableDocument where there are none."""
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries:
        raise UnreadableDocument("holds no RSS or Atom entries", file=file)
    channel = with_origin("file", publisher=_told(parsed.feed, "title"), language=_told(parsed.feed, "language"))
    for number, entry in enumerate(parsed.entries, start=1):
        contents = [part.get("value", "") for part in entry.get("content", [])]
        body = max([*contents, entry.get("summary", "")], key=len)
        written = _told(entry, "published") or _told(entry, "updated")
        found = with_origin("file", title=_plain_words(_told(entry, "title")), url=_told(entry, "link"), author=_told(entry, "author"),
                            published=parse_day(written) if written else None)
        key = _told(entry, "id") or _told(entry, "link") or ""
        digest = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()
        try:
            yield _finish_entry(clean_text(body), merge(found, channel), file=file, sha256=digest, key=key, given=given)
        except NoriaError as error:
            yield Problem(file, f"entry {number}: {error.message}")
        if written and found.published is None:
            yield Problem(file, f"entry {number}: its date {written!r} cannot be read and is not used")


def _json_entry(line: bytes, *, file: str, number: int, given: Metadata | None) -> Iterator[Document | Problem]:
    if len(line) > _LONGEST_LINE:
        raise UnreadableDocument("the line is longer than 32 MiB")
    try:
        data = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableDocument("the line is not UTF-8 text") from error
    except json.JSONDecodeError as error:
        raise UnreadableDocument(f"the line is not a JSON object ({error.msg} at column {error.colno})") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets nested without end
        raise UnreadableDocument("the line is not a JSON object that can be read") from error
    if not isinstance(data, dict):
        raise UnreadableDocument("the line is not a JSON object")
    told = _told_by(data)
    if "text" not in told:
        raise UnreadableDocument(f"the entry has no text; name it by one of the keys {', '.join(_KEYS['text'])}")
    written = told.pop("published", None)
    body, key = told.pop("text"), told.pop("key", "")
    day = parse_day(written) if written else None
    yield _finish_entry(clean_text(body), with_origin("file", **told, published=day), file=file,
                        sha256=hashlib.sha256(line.rstrip(b"\r\n")).hexdigest(), key=key or told.get("url", ""), given=given)
    if written and day is None:
        yield Problem(file, f"the date {written!r} cannot be read and is not used; write it as YYYY-MM-DD", number)


def _told_by(data: dict[str, Any]) -> dict[str, str]:
    lower = {key.casefold(): value for key, value in data.items()}
    out: dict[str, str] = {}
    for field, keys in _KEYS.items():
        value = next((lower[key] for key in keys if lower.get(key) not in (None, "")), None)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            out[field] = str(value) if field == "text" else str(value).strip()
    return out


def _finish_entry(body: str, found: Metadata, *, file: str, sha256: str, key: str, given: Metadata | None) -> Document:
    """A headline over a body: the headline becomes the first line of the text unless the body begins with it."""
    if not any(c.isalnum() for c in body):
        raise UnreadableDocument("the entry has no text")
    title = clean_text(" ".join(found.title.split())) if found.title else None
    if _HTML.search(body):
        builder = TextBuilder()
        builder.add("title", title or "", level=1)
        for words in paragraphs_of(body):
            builder.add("paragraph", words)
        draft = Draft(text=builder.text, blocks=builder.blocks, found=found)
    else:
        text = body if title is None or body.lstrip().startswith(title) else f"{title}\n\n{body}"
        plain = read_plain(text, title)
        draft = Draft(text=text, blocks=plain.blocks, found=merge(found, plain.found))
    return finish(draft, file=file, sha256=sha256, given=given, key=key)


def _told(data: Any, key: str) -> str | None:
    value = data.get(key)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _plain_words(words: str | None) -> str | None:
    return " ".join(paragraphs_of(words)) or None if words and _HTML.search(words) else words
