"""Commanders as infoboxes list them: a rank, a name, and a mark of their fate that often lost its blank ("Jane RoeKIA")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from noria.claims.infobox.words import listed
from noria.claims.infobox_facts import Fate
from noria.documents.model import InfoboxItem
from noria.reference.lexicons import load_lexicon
from noria.values.span import Span


@dataclass(frozen=True, slots=True)
class Person:
    """`written` is rank and name as listed; `name` the name alone. `mark` is where the fate stands, None without one."""

    written: str
    name: str
    rank: str | None
    fate: Fate | None
    span: Span
    mark: Span | None


@cache
def _fate_pattern() -> tuple[re.Pattern[str], dict[str, Fate]]:
    fates: dict[str, Fate] = {mark: fate for fate, marks in load_lexicon("infobox")["fates"].items() for mark in marks}
    body = "|".join(re.escape(mark) for mark in sorted(fates, key=len, reverse=True))
    glued = "|".join(re.escape(mark) for mark in sorted(fates, key=len, reverse=True) if not mark.islower())
    return re.compile(rf"\s*\((?P<in>{body})\b[^)]*\)|(?:\s+|(?<=[a-z.)\]]))(?P<at>{glued})(?!\w)"), fates


def read_person(text: str, item: InfoboxItem) -> Person | None:
    """The person an entry of a commander list names; None for a heading or an entry without a name."""
    raw = item.span.of(text)
    pattern, fates = _fate_pattern()
    match = pattern.search(raw)
    mark = None if match is None else Span(*(item.span.start + at for at in match.span("in" if match["in"] else "at")))
    bare = raw[:match.start()] if match else raw
    written = re.sub(r"\s+", " ", re.sub(r"\s*[(\[][^)\]]*[)\]]?", "", bare)).strip(" ,;")
    rank, name = _split_rank(written)
    if not name or written.endswith(":") or not name[0].isupper():
        return None
    return Person(written, name, rank, fates[match["in"] or match["at"]] if match else None, item.span, mark)


def _split_rank(written: str) -> tuple[str | None, str]:
    words = written.split()
    count = 0
    while count < len(words) - 1 and words[count].rstrip(".").casefold() in listed("ranks", "words"):
        count += 1
    return (" ".join(words[:count]) or None), " ".join(words[count:])
