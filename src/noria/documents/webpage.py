"""HTML pages: main text and metadata by trafilatura; embedded posts are blocks that stand under their own date and author.

The date is taken only from what the page declares (meta elements, JSON-LD, a `time` element), never searched for in its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import trafilatura
from lxml import etree, html

from noria.documents.dates import parse_day
from noria.documents.draft import Draft, Outline, TextBuilder
from noria.documents.metadata import with_origin
from noria.values.day import Day

_POST_CLASSES = re.compile(r"\b(?:twitter-tweet|tweet|instagram-media|telegram-post|tgme_widget_message|mastodon-embed|bluesky-embed|fb-post)\b")
_PLACEHOLDER = "Noriaembeddedpost{}stands in this place of the page."
_PLACED = re.compile(r"Noriaembeddedpost(\d+)stands in this place of the page\.")
_SIGNATURE = re.compile(r"(?:[—–-]{1,2}|&mdash;)\s*(?P<name>[^—\n]{1,80}?\s*(?:\(@?[\w.@]+\))?)\s+(?P<date>\w+\.? \d{1,2}, \d{4}|\d{1,2} \w+ \d{4}|"
                        r"\d{4}-\d{2}-\d{2})\s*$")
_BLOCK_TAGS = frozenset({"p", "div", "section", "article", "blockquote", "ul", "ol", "table", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6",
                         "li", "pre", "figure", "figcaption", "dd", "dt", "body", "html"})


@dataclass(frozen=True, slots=True)
class _Post:
    words: str
    day: Day | None
    author: str | None


def read_webpage(page: str) -> Draft:
    """Draft of an HTML page; one without a main text gives a draft without text."""
    tree = trafilatura.load_html(page)
    if tree is None:
        return Draft(text="", blocks=())
    posts = _take_posts(tree)
    language = tree.get("lang")
    found: Any = trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False, include_tables=True,
                                        date_extraction_params={"extensive_search": False, "original_date": True})
    builder, title = TextBuilder(), None
    if found is None or found.body is None:
        _fallback(page, builder)
        return Draft(text=builder.text, blocks=builder.blocks, found=with_origin("file", language=language))
    title = found.title
    _fill(found.body, title, posts, builder)
    return Draft(text=builder.text, blocks=builder.blocks, found=with_origin(
        "file", title=title, publisher=found.sitename, published=parse_day(found.date or ""), url=found.url, author=found.author,
        language=language))


def paragraphs_of(fragment: str) -> list[str]:
    """The paragraphs of a piece of HTML, in order: for feeds, whose entries hold an article's body and nothing around it."""
    try:
        tree = html.fromstring(f"<div>{fragment}</div>")
    except (etree.ParserError, ValueError):
        return []
    pieces: list[list[str]] = [[]]
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
            pieces[-1].append((element.tail or "") if event == "end" else "")
            continue
        if element.tag in _BLOCK_TAGS:
            pieces.append([])
        pieces[-1].append((element.text if event == "start" else element.tail) or "")
    folded = (" ".join("".join(piece).split()) for piece in pieces)
    return [words for words in folded if words]


def _take_posts(tree: html.HtmlElement) -> list[_Post]:
    """Lift the embedded posts out of the tree, a placeholder paragraph in each one's place."""
    posts: list[_Post] = []
    for element in list(tree.iter("blockquote", "div")):
        if not _POST_CLASSES.search(element.get("class") or "") or element.getparent() is None or _in_post(element):
            continue
        posts.append(_read_post(element))
        paragraph = html.Element("p")
        paragraph.text = _PLACEHOLDER.format(len(posts) - 1)
        paragraph.tail = element.tail
        element.getparent().replace(element, paragraph)
    return posts


def _in_post(element: html.HtmlElement) -> bool:
    return any(_POST_CLASSES.search(above.get("class") or "") for above in element.iterancestors())


def _read_post(element: html.HtmlElement) -> _Post:
    moment = next((parse_day(time.get("datetime", "")) for time in element.iter("time")), None)
    words = " ".join("\n".join(paragraphs_of(etree.tostring(element, encoding="unicode", with_tail=False))).split())
    signature = _SIGNATURE.search(words)
    if signature is None:
        return _Post(words, moment, None)
    return _Post(words[:signature.start()].strip(), moment or parse_day(signature["date"]), signature["name"].strip())


def _fill(body: etree._Element, title: str | None, posts: list[_Post], builder: TextBuilder) -> None:
    outline, placed = Outline(), set()
    if title:
        builder.add("title", title, level=1)
    for tag, words, level in _pieces(body):
        post = _PLACED.search(words)
        if post is not None:
            placed.add(int(post[1]))
            _add_post(posts[int(post[1])], outline, builder)
        elif tag == "head":
            if not (level == 1 and title and _same(words, title)):
                builder.add("heading", words, outline.enter(level, words), level=level)
        elif tag == "row":
            builder.add("table", words, outline.section, level=level)
        else:
            builder.add("item" if tag == "item" else "paragraph", words, outline.section, level=1 if tag == "item" else 0)
    for number, post_left in enumerate(posts):
        if number not in placed:
            _add_post(post_left, Outline(), builder)


def _add_post(post: _Post, outline: Outline, builder: TextBuilder) -> None:
    builder.add("paragraph", post.words, outline.section, day=post.day, author=post.author)


def _pieces(body: etree._Element) -> Iterator[tuple[str, str, int]]:
    """(tag, words, level) of the main text's elements, none inside another."""
    for element in body:
        if element.tag == "head":
            yield "head", _words(element), int(re.sub(r"\D", "", element.get("rend") or "") or 2)
        elif element.tag == "list":
            for item in element.iter("item"):
                yield "item", _words(item), 1
        elif element.tag == "table":
            for row in element.iter("row"):
                cells = [cell for cell in row if _words(cell)]
                header = bool(cells) and all(cell.get("role") == "head" for cell in cells)
                yield "row", " | ".join(_words(cell) for cell in cells), 1 if header else 0
        elif element.tag in {"quote", "div"} and len(element):
            if element.text and element.text.strip():
                yield "p", element.text, 0
            yield from _pieces(element)
        elif isinstance(element.tag, str):
            yield "p", _words(element), 0
        if element.tail and element.tail.strip():
            yield "p", element.tail, 0


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _same(a: str, b: str) -> bool:
    return " ".join(a.split()).casefold() == " ".join(b.split()).casefold()


def _fallback(page: str, builder: TextBuilder) -> None:
    """A page that trafilatura finds no article in (a few lines long) is read paragraph by paragraph."""
    for words in trafilatura.html2txt(page).split("\n"):
        builder.add("paragraph", words)
