"""YAML front matter: metadata and the infobox-like keys that some exports keep there, each value with its exact place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from noria.documents.dates import parse_day
from noria.documents.infobox import make_field
from noria.documents.metadata import with_origin
from noria.documents.model import InfoboxField, Metadata
from noria.values.span import Span

_FENCE = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST = 262_144
_META = {
    "title": ("title", "headline", "subject"),
    "publisher": ("publisher", "source", "site", "sitename", "publication"),
    "kind": ("kind", "type"),
    "url": ("url", "link", "canonical"),
    "language": ("language", "lang"),
    "author": ("author", "authors", "byline"),
}
_DATES = ("published", "pubdate", "publishdate", "date_published", "datepublished", "published_at", "publication_date", "date")
_INFOBOX = re.compile(r"(?:conflict|partof|date|place|location|result|status|territory|(?:combatant|belligerent|commander|unit|strength|"
                      r"casualtie)s?\d?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`end` is where the body begins (0 without front matter); `problem` is (message, line) where it could not be read."""

    end: int
    found: Metadata
    infobox: tuple[InfoboxField, ...] = ()
    problem: tuple[str, int | None] | None = None


def has_front_matter(text: str) -> bool:
    """Whether `text` begins with a block fenced by `---` lines that holds a `key:`."""
    match = _FENCE.match(text)
    return match is not None and re.search(r"^[\w-]+:", match["yaml"], re.MULTILINE) is not None


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of `text`. Dates in words, ISO and RFC 2822 forms; `date:` counts as published only as a single date."""
    match = _FENCE.match(text)
    if match is None or not has_front_matter(text):
        return FrontMatter(0, Metadata())
    end, start = match.end(), match.start("yaml")
    if len(match["yaml"]) > _LONGEST:
        return FrontMatter(end, Metadata(), problem=("the front matter is too long to be read; its metadata is not used", 1))
    try:
        root = yaml.compose(match["yaml"], Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else None
        return FrontMatter(end, Metadata(), problem=(f"the front matter is not valid YAML ({error.problem}); its metadata is not used", line))
    except (yaml.YAMLError, RecursionError):
        return FrontMatter(end, Metadata(), problem=("the front matter is not valid YAML; its metadata is not used", 1))
    if not isinstance(root, yaml.MappingNode):
        return FrontMatter(end, Metadata(), problem=("the front matter has no keys; its metadata is not used", 1))
    pairs = [(key.value, node) for key, node in root.value if isinstance(key, yaml.ScalarNode)]
    return FrontMatter(end, _metadata(pairs), tuple(_infobox(text, start, pairs)))


def _metadata(pairs: list[tuple[str, yaml.Node]]) -> Metadata:
    told = {key.casefold(): words for key, node in pairs if (words := _words(node))}
    values: dict[str, object] = {field: next((told[key] for key in keys if key in told), None) for field, keys in _META.items()}
    days = (parse_day(told[key]) for key in _DATES if key in told)
    return with_origin("file", **values, published=next((day for day in days if day), None))


def _words(node: yaml.Node) -> str | None:
    if isinstance(node, yaml.SequenceNode) and len(node.value) == 1:
        node = node.value[0]
    return " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else None


def _infobox(text: str, start: int, pairs: list[tuple[str, yaml.Node]]) -> Iterator[InfoboxField]:
    """One field for each value under an infobox key; spans run over the value as the file writes it."""
    for key, node in pairs:
        if not _INFOBOX.fullmatch(key):
            continue
        for value in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if not isinstance(value, yaml.ScalarNode) or not value.value.strip() or (key.casefold() == "date" and parse_day(value.value)
                                                                                   and value is node):
                continue
            span = _place(text, start + value.start_mark.index, start + value.end_mark.index, value.style)
            yield make_field(text, key, span, span)


def _place(text: str, start: int, end: int, style: str | None) -> Span:
    if style in {"|", ">"}:
        start = text.find("\n", start, end) + 1
    elif style in {"'", '"'}:
        start, end = start + 1, end - 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
