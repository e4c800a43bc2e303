"""Plain text: reports as they are copied from a page or a wire. Headline, date line, byline and captions are told from running text.

The text is left as it is; a headline that is printed again, a byline, a date line and "4 min read" stay in it and are no blocks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from noria.documents.dates import parse_date_line
from noria.documents.draft import Draft
from noria.documents.metadata import with_origin
from noria.documents.model import Block
from noria.documents.prose import Paragraph, body_blocks, ends_sentence, is_furniture, lines_of, paragraphs, running_text
from noria.values.day import Day

_HEAD = 14  # paragraphs among which headline, byline and date line are looked for
_HEADLINE = 250
_BYLINE = re.compile(r"[Bb]y (?P<name>[A-Z][\w.'’-]*(?: (?:and|al|[A-Z][\w.'’-]*),?){1,8})")


def read_plain(text: str, title: str | None = None) -> Draft:
    """Blocks of a plain text. `title` is the headline where it is known from elsewhere (the text may still begin with it)."""
    pieces = paragraphs(text, lines_of(text))
    head = _Head(text, pieces, title)
    blocks = (*head.blocks, *body_blocks(text, pieces[head.length:]))
    return Draft(text=text, blocks=blocks, found=with_origin("file", title=head.title, published=head.published, author=head.author))


class _Head:
    """What stands above the running text: read once, `length` paragraphs long."""

    def __init__(self, text: str, pieces: Sequence[Paragraph], title: str | None) -> None:
        self.title: str | None = None
        self.published: Day | None = None
        self.author: str | None = None
        self.blocks: list[Block] = []
        self.length = 0
        seen: set[str] = set()
        for number, piece in enumerate(pieces[:_HEAD]):
            words = " ".join(piece.span.of(text).split())
            if number == 0 and _is_headline(text, pieces, title):
                self.title = words
                self.blocks.append(Block("title", piece.span, (), 1))
            elif not self._furniture(words, seen):
                if piece.bullet or ends_sentence(words) or not _more_head(text, pieces[number + 1:_HEAD]):
                    break
                self.blocks.extend(running_text(text, piece.span, ()))
            seen.add(words)
            self.length = number + 1

    def _furniture(self, words: str, seen: set[str]) -> bool:
        """Take in a date line or byline; true for every line that is not to be read."""
        if words in seen or is_furniture(words):
            return True
        day, byline = parse_date_line(words), _BYLINE.fullmatch(words)
        if day is not None:
            self.published = self.published or day
        elif byline is not None:
            self.author = self.author or byline["name"]
        return day is not None or byline is not None


def _more_head(text: str, pieces: Sequence[Paragraph]) -> bool:
    """Whether a date line, byline or caption is still to come before the running text begins."""
    for piece in pieces:
        words = " ".join(piece.span.of(text).split())
        if parse_date_line(words) or _BYLINE.fullmatch(words) or is_furniture(words):
            return True
        if next(running_text(text, piece.span, ())).kind == "caption":
            return True
        if ends_sentence(words):
            return False
    return False


def _is_headline(text: str, pieces: Sequence[Paragraph], title: str | None) -> bool:
    first = pieces[0]
    words = " ".join(first.span.of(text).split())
    if title is not None and words == " ".join(title.split()):
        return True
    opens_like_one = words[0].isupper() or words[0].isdigit() or words[0] in "\"'“‘"
    if first.bullet or len(pieces) < 2 or len(words) > _HEADLINE or not opens_like_one:
        return False
    if words[-1] in ",;:" or (ends_sentence(words) and words[-1] != "?") or re.search(r"[.!?] [A-Z].{40}", words):
        return False
    if parse_date_line(words) or is_furniture(words) or next(running_text(text, first.span, ())).kind != "paragraph":
        return False
    again = any(" ".join(piece.span.of(text).split()) == words for piece in pieces[1:_HEAD])
    return again or _more_head(text, pieces[1:_HEAD]) or (len(words.split()) >= 5 and not re.search(r"\d{3,4}\)?$", words)
                                                          and (first.lone or len(pieces[1].span) > len(words)))
