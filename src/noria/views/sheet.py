"""Annotation sheets: sentences with their context for a person to code without the machine's answer, as CSV for any spreadsheet.

One row for each claim that the person finds; a second claim of a sentence is a second row with the same `sentence`. `type` is `none` where
there is no claim, and empty where nobody has coded the sentence yet. In the other columns empty means that the text does not say, `?` that the
coder leaves it to others. The sentences drawn are those that gave a claim or were refused with a reason.
"""

from __future__ import annotations

import csv
import io
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from noria.claims.agreement import NAMES, Coded, Name, coded_by_machine, figure
from noria.claims.model import Claim, Refusal
from noria.documents.model import Document
from noria.errors import BadCase, NoriaError
from noria.values.day import Day
from noria.values.span import Span
from noria.values.vocabulary import CLAIM_TYPES, FACTUALITIES
from noria.views.columns import Column
from noria.views.correcting import read_counts
from noria.views.table import as_csv

GIVEN = ("sentence", "document", "published", "before", "text", "after")
CODED = ("type", "start", "end", "places", "actors", "targets", "counts", "sources", "factuality", "note")
CONTEXT = 400  # characters before and after a sentence
NO_CLAIM, LEFT_OUT = "none", "?"
_GUARDED = re.compile(r"'+(?=[=+\-@＝＋－＠\t\r\n'])")


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """A sentence that gave claims or was refused, by document and offsets."""

    document: str
    span: Span

    @property
    def id(self) -> str:
        return f"{self.document}:{self.span.start}-{self.span.end}"


def sentences(claims: Iterable[Claim], refusals: Iterable[Refusal]) -> list[Sentence]:
    """Every sentence that gave a claim or was refused, in order, each once."""
    return sorted({*(Sentence(claim.document.id, claim.evidence.span) for claim in claims), *(Sentence(r.document, r.span) for r in refusals)})


def draw(found: Sequence[Sentence], number: int, seed: int) -> list[Sentence]:
    """`number` of the sentences, at random but the same for the same seed, in order."""
    return sorted(random.Random(seed).sample(found, min(number, len(found))))  # noqa: S311 - a sample, no secret


def blind_sheet(drawn: Iterable[Sentence], documents: Mapping[str, Document]) -> str:
    """The sheet to fill in."""
    columns = [Column(name, lambda form, name=name: form[name]) for name in (*GIVEN, *CODED)]  # type: ignore[misc]
    return "\ufeff" + as_csv((_row(one, documents[one.document]) for one in drawn), columns)


def machine_coding(claims: Iterable[Claim]) -> dict[str, list[Coded]]:
    """What the machine coded, by the id of the sentence."""
    out: dict[str, list[Coded]] = defaultdict(list)
    for claim in claims:
        out[Sentence(claim.document.id, claim.evidence.span).id].append(coded_by_machine(claim))
    return dict(out)


def read_sheet(path: Path) -> dict[str, list[Coded]]:
    """What a person coded, by the id of the sentence; sentences not coded yet are left out. Raises BadCase with file and line."""
    try:
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        missing = {"sentence", *CODED} - set(rows.fieldnames or ())
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadCase(f"not a sheet in UTF-8 CSV: {error}", file=path) from error
    if missing:
        raise BadCase(f"the sheet has no column {min(missing)!r}; noria sample writes one that has them all", file=path)
    out: dict[str, list[Coded]] = {}
    for row in rows:
        cells = {key: _GUARDED.sub("", (value or "").strip()) for key, value in row.items() if key}
        if not cells["type"]:
            continue
        coded = out.setdefault(cells["sentence"], [])
        if cells["type"] != NO_CLAIM:
            try:
                coded.append(_coded(cells))
            except NoriaError as error:
                raise BadCase(error.message, file=path, line=rows.line_num) from error
    return out


def _row(one: Sentence, document: Document) -> dict[str, Any]:
    text, start, end = document.text, one.span.start, one.span.end
    block = next((b.span for b in document.blocks if b.span.contains(one.span)), Span(0, len(text)))
    given = {"sentence": one.id, "document": document.file, "published": str(document.meta.published or ""),
             "before": text[max(block.start, start - CONTEXT) : start], "text": text[start:end], "after": text[end : min(block.end, end + CONTEXT)]}
    given = {key: " ".join(told.split()) for key, told in given.items()}  # one line a row, so that an error's line is the row
    return given | dict.fromkeys(CODED)


def _coded(cells: Mapping[str, str]) -> Coded:
    if cells["type"] not in CLAIM_TYPES:
        raise BadCase(f"{cells['type']!r} is no type of claim; write one of {', '.join(CLAIM_TYPES)}, or {NO_CLAIM} where there is no claim")
    factuality = cells["factuality"] or "realised"
    if factuality not in {*FACTUALITIES, LEFT_OUT}:
        raise BadCase(f"{factuality!r} is no factuality; there are {', '.join(FACTUALITIES)}")
    names: dict[str, tuple[Name, ...] | None] = {
        key: None if cells[key] == LEFT_OUT else tuple((name.strip(), None) for name in cells[key].split(";") if name.strip()) for key in NAMES}
    counts = None if cells["counts"] == LEFT_OUT else tuple(sorted(figure(c["measure"], c["low"], c["high"]) for c in read_counts(cells["counts"])))
    return Coded(type=cells["type"], time=_time(cells["start"], cells["end"]), counts=counts,
                 factuality=None if factuality == LEFT_OUT else factuality, **names)


def _time(start: str, end: str) -> str | None:
    if LEFT_OUT in {start, end}:
        return None
    return f"{Day.parse(start)}/{Day.parse(end or start)}" if start else ""
