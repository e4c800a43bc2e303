"""Lines of text gathered into paragraphs, and what a paragraph is: running text, list item, heading, caption, dateline.

Texts come in three layouts: one paragraph a line, paragraphs parted by blank lines, and lines broken at a fixed width. A line is taken
to go on from the one before when it begins in lower case and that one has not ended a sentence, or when the file is broken at a width
and the first word would not have fitted on the line before. Offsets are never moved: a paragraph is a span that may hold line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from noria.documents.dates import parse_day
from noria.documents.model import Block
from noria.values.span import Span

_BULLET = re.compile(r"(?:(?:[*·–—-]|\*{2,6}|\(?\d{1,2}[.)]|#{1,6}(?=\s+[^#]))\s+|[•‣▪◦]\s*)(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?:\[[^\[\]]{1,30}\])*$")
_CREDIT = re.compile(r"\s*(?:\[(?P<square>[A-Z][^\[\]]{1,60})\]|\((?:Photo|Image|Picture|Credit|File photo)[^()]{0,60}\)"
                     r"|(?:Photo|Image|Picture|Credit|Photograph)(?: by| credit)?: ?[A-Z][^.\n]{1,60})$")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_WHEN = rf"(?:,? (?:\d{{1,2}} {_MONTHS}|{_MONTHS} \d{{1,2}})(?:,? \d{{4}})?)"
_WHO = r"(?:\s*\([A-Z][\w .&/'’-]{1,40}\))"
# In mixed case a name with brackets behind it is a dateline only where the brackets hold a wire service ("Free Army (FSA) –" is none).
_WIRE = (r"(?:\s*\((?:AP|AFP|Reuters|CNN|BBC|dpa|DPA|UPI|TASS|RIA Novosti|Interfax|Ukrinform|Xinhua|SANA|IRNA|WAFA|ANSA|EFE|PTI|ANI|Kyodo|Yonhap|"
         r"Bernama|Anadolu(?: Agency)?|AA|VOA|RFE/RL|NNA|MENA|PNA|ENA|NAN|The New Humanitarian|IRIN|OCHA)\))")
_CAPITALS = r"[A-Z][A-Z.'’/-]{2,}(?: [A-Z.'’/-]{2,}){0,3}(?:, [A-Z][\w.' -]{1,24}?){0,2}?"
_TITLED = r"[A-Z][\w'’/-]+(?: (?:[A-Z][\w'’/-]+|al|el|de|la)){0,3}(?:, [A-Z][\w.' -]{1,24}?){0,2}?"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}{_WHEN}?{_WHO}?\s*(?:--|[–—-])\s+|{_CAPITALS}{_WHEN}?{_WHO}:\s+"
    rf"|{_TITLED}{_WHEN}{_WHO}?\s*(?:--|[–—-])\s+|{_TITLED}{_WIRE}\s*(?:--|[–—-]|:)\s+|{_WIRE}\s*(?:--|[–—-])\s+)")
_WHOLE_DATELINE = re.compile(rf"(?:{_CAPITALS}|{_TITLED}){_WHEN}?{_WIRE}")
_CAPTION = re.compile(r"(?:Image caption|Media caption|Caption|Photo|Picture):?\s+(?=[A-Z\"'“‘])")
_FURNITURE = re.compile(
    r"(?:\d+ min(?:ute)?s?(?: read)?|advertisement|share(?: this)?|read (?:more|also)(?:: .{0,150})?|listen to this article|"
    r"(?:last )?(?:updated|modified)(?: on| at)?:? .{6,40}|(?:image|media|photo|video) (?:copyright|source|credit):? .{1,60}|source: .{2,60})",
    re.IGNORECASE)
# The line under an embedded post: "— Desk (@desk) December 3, 2024".
_SIGNATURE = re.compile(r"\s*[—–-]{1,2}\s*(?P<name>[^—\n]{1,80}?\s*\(@[\w.@-]{1,60}\))\s+(?P<date>[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+\.?,? \d{4})$")
_HEADING_LENGTH = 90
_WIDEST_BREAK = 160  # no mail client or page printer breaks later


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `span` without the white space around it, `width` with what stands before it."""

    span: Span
    width: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`span` of the words (without the bullet of an item); `bullet` is the bullet as written; `lone`: blank lines on both sides."""

    span: Span
    bullet: str = ""
    lone: bool = False


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of `text[start:end]`, blank ones too (their span is empty)."""
    out = []
    end = len(text) if end is None else end
    while start <= end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        words = text[start:stop]
        left = start + len(words) - len(words.lstrip())
        right = max(left, start + len(words.rstrip()))
        out.append(Line(Span(left, right), right - start))
        start = stop + 1
    return out


def paragraphs(text: str, lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs and list items of `lines`, in order."""
    width = _break_width(text, lines)
    groups: list[list[Line]] = []
    previous: Line | None = None
    for line in lines:
        if not line.span:
            previous = None
            continue
        goes_on = previous is not None and _goes_on(text, previous, line, width)
        if goes_on:
            groups[-1].append(line)
        else:
            groups.append([line])
        previous = line
    blank = _stands_alone(lines)
    return [_paragraph(text, group, lone=len(group) == 1 and group[0].span in blank) for group in groups]


def ends_sentence(words: str) -> bool:
    """Whether `words` end like a sentence, closing quotes and reference marks allowed for."""
    return bool(_SENTENCE_END.search(words[-60:]))


def is_furniture(words: str) -> bool:
    """Whether a line belongs to the page around the report: reading time, "Read more: …", the owner of a picture."""
    return _FURNITURE.fullmatch(words) is not None


def body_blocks(text: str, pieces: Sequence[Paragraph], above: tuple[str, ...] = ()) -> Iterator[Block]:
    """The blocks of running text under the headings `above`; headings without any mark-up open a section below those."""
    section = above
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if _SIGNATURE.fullmatch(piece.span.of(text)):
            continue
        signature = _SIGNATURE.fullmatch(following.span.of(text)) if following else None
        if signature:
            yield _post(piece.span, signature, section)
        elif piece.bullet:
            yield Block("item", piece.span, section, len(piece.bullet) if piece.bullet[0] == "*" else 1)
        elif is_furniture(piece.span.of(text)):
            continue
        elif is_heading(text, piece, following):
            yield Block("heading", piece.span, above, len(above) + 2)
            section = (*above, piece.span.of(text))
        else:
            yield from running_text(text, piece.span, section)


def is_heading(text: str, paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Whether an undecorated line reads as a heading: short, no sentence's end, running text below it."""
    words = paragraph.span.of(text)
    if paragraph.bullet or following is None or len(words) > _HEADING_LENGTH or "\n" in words or len(words.split()) > 14:
        return False
    quoted = words[0] in "'‘" and words[-1] in "'’"
    if not (words[0].isupper() or words[0].isdigit() or words[0] in '"“' or quoted) or (words[-1] in ".,;:!?…\"”’'" and not quoted):
        return False
    if next(running_text(text, paragraph.span, ())).kind != "paragraph":
        return False
    return paragraph.lone or (not following.bullet and len(following.span) > 2 * len(words))


def running_text(text: str, span: Span, section: tuple[str, ...]) -> Iterator[Block]:
    """The blocks of one paragraph: its dateline apart, or a caption without its credit, or the whole."""
    words = span.of(text)
    signature = _SIGNATURE.search(words[-160:])
    if signature and len(signature[0]) < len(words):
        yield _post(Span(span.start, span.end - len(signature[0])), signature, section)
        return
    label = _CAPTION.match(words)
    if label and len(words) < 400:
        yield Block("caption", Span(span.start + label.end(), span.end), section)
        return
    credit = _CREDIT.search(words[-80:]) if len(words) < 600 else None
    if credit and not ends_sentence(words[:len(words) - len(credit[0])].rstrip()[-60:]) and len(credit[0]) < len(words):
        yield Block("caption", Span(span.start, span.end - len(credit[0])), section)
        return
    dateline = _WHOLE_DATELINE.fullmatch(words) or _DATELINE.match(words)
    if dateline is None:
        yield Block("paragraph", span, section)
        return
    yield Block("dateline", Span(span.start, span.start + len(dateline[0].rstrip())), section)
    if dateline.end() < len(words):
        yield Block("paragraph", Span(span.start + dateline.end(), span.end), section)


def _post(span: Span, signature: re.Match[str], section: tuple[str, ...]) -> Block:
    """An embedded post as a paragraph that stands under its own date and author."""
    return Block("paragraph", span, section, day=parse_day(signature["date"]), author=signature["name"])


def _goes_on(text: str, previous: Line, line: Line, width: int | None) -> bool:
    words, before = line.span.of(text), previous.span.of(text)
    if _BULLET.match(words) or re.match(r"by [A-Z]", words):
        return False
    if words[0].islower() and not _SENTENCE_END.search(before[-60:]) and before[-1] != ":":
        return True
    return width is not None and previous.width + 1 + len(words.split(maxsplit=1)[0]) > width


def _break_width(text: str, lines: Sequence[Line]) -> int | None:
    """The width at which the lines were broken, None where each line is a paragraph or the text is too short to tell."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.span and b.span]
    widths = sorted(line.width for line in lines if line.span)
    if len(pairs) < 3 or widths[-1] > _WIDEST_BREAK:
        return None
    width = widths[int(0.97 * (len(widths) - 1))]
    open_ = [a for a, b in pairs if not ends_sentence(a.span.of(text)) and a.width + 1 + len(b.span.of(text).split(maxsplit=1)[0]) > width]
    return width if len(open_) >= 2 and len(open_) >= len(pairs) / 5 else None


def _stands_alone(lines: Sequence[Line]) -> set[Span]:
    shut = [None, *lines, None]
    return {line.span for i, line in enumerate(lines)
            if line.span and all(side is None or not side.span for side in (shut[i], shut[i + 2]))}


def _paragraph(text: str, group: Sequence[Line], *, lone: bool) -> Paragraph:
    span = Span(group[0].span.start, group[-1].span.end)
    bullet = _BULLET.match(text, span.start, span.end)
    if bullet is None or _SIGNATURE.fullmatch(text, span.start, span.end):
        return Paragraph(span, lone=lone)
    return Paragraph(Span(bullet.end(), span.end), bullet[0].strip(), lone)
