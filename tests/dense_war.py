"""Reports of a small war in which everything meets: copies, near copies, places left open, launches, tolls, the same words on other days."""

from __future__ import annotations

import random

from factory import actor, claim, place
from record_factory import document

from noria.claims.extraction import Extraction
from noria.claims.model import Claim, DocumentRef, Evidence
from noria.documents.model import Document
from noria.values.count import Count
from noria.values.day import Day
from noria.values.span import Span

from dataclasses import replace

PLACES = [place("Goma", -1.68, 29.22), place("Sake", -1.57, 29.04), place("Bukavu", -2.5, 28.86), place("Lost Hamlet"), None]
ACTORS = ["Northern army", "Southern army", "Lake militia", "Coast guard"]
ACTS = {"capture": "captured", "withdraw": "left", "hold": "held", "advance": "entered", "shelling": "shelled", "attack": "attacked", "clash": "fought at",
        "launch": "launched Operation Long Night at", "deploy": "arrived at", "airstrike": "bombed"}
TAILS = ["near the old bridge before the rain came down", "while shops were still open along the eastern road", "as columns of smoke rose over the fields"]


def sentence(dice: random.Random) -> tuple[str, dict]:
    """One sentence with what its claims say."""
    kind, where, by, at = dice.choice(list(ACTS)), dice.choice(PLACES), *dice.sample(ACTORS, 2)
    day, dead = (None if dice.random() < 0.08 else 1 + int(dice.random() ** 2 * 9)), dice.choice([0, 0, 1, 3, 12])
    words = [f"{by} {ACTS[kind]} {where.mention if where else 'the outskirts'}", dice.choice(TAILS)]
    words += [f"on {day} March"] if day and dice.random() < 0.6 else []
    words += [f"and {dead} soldiers of the {at} were killed"] if dead else [f"against the {at}"]
    if dice.random() < 0.1:
        words[0] = f"{by}, led by Colonel Ann Bell, {ACTS[kind]} {where.mention if where else 'the outskirts'}"
    return " ".join(words) + ".", {"kind": kind, "where": where, "by": by, "at": at, "day": day, "dead": dead, "stated": "March" in " ".join(words),
                                   "source": dice.choice([None, None, None, "Lake Monitor"])}


POOL = [sentence(random.Random(f"sentence {number}")) for number in range(60)]


def report(seed: int, *, totals: bool, corrected: bool = False, apart: int = 1) -> tuple[Document, Extraction]:
    """The report of a seed, of days so far `apart`; corrected, with a line before and without its last sentence."""
    dice = random.Random(f"report {seed}")
    told = [dice.choice(POOL) if dice.random() < 0.5 else sentence(dice) for _ in range(dice.randrange(2, 7))]
    told = [(f"Meanwhile {text}", facts) if dice.random() < 0.2 else (text, facts) for text, facts in told]
    head = f"Report {seed}{', corrected' if corrected else ''}. "
    told = told[:-1] if corrected else told
    text = head + " ".join(sentence for sentence, _ in told)
    made = document(text, published=f"2001-03-{1 + seed % 20:02d}", publisher=dice.choice(["Lake Monitor", "Hill Paper", "Coast Daily"]))
    found: list[Claim] = []
    at = len(head)
    for quote, facts in told:
        found += _claims(made, quote, at, facts, totals=totals and dice.random() < 0.2, apart=apart)
        at += len(quote) + 1
    return made, Extraction(tuple({one.id: one for one in found}.values()), ())


def _claims(made: Document, quote: str, at: int, facts: dict, *, totals: bool, apart: int) -> list[Claim]:
    ref = DocumentRef(made.id, made.file, made.meta.title, made.meta.publisher, str(made.meta.published))
    day = str(Day(2001, 3, 1).plus((facts["day"] - 1) * apart)) if facts["day"] else None
    out = []
    for kind, trigger in ((facts["kind"], facts["by"]), ("casualty", "killed")):
        if kind == "casualty" and not facts["dead"]:
            continue
        counts = (Count("killed", facts["dead"], facts["dead"], group="soldiers", kind="cumulative" if totals else "increment"),) if kind == "casualty" else ()
        one = claim(kind, quote, actors=(actor(facts["by"]),), targets=(actor(facts["at"]),), places=(facts["where"],) if facts["where"] else (), time=day,
                    counts=counts, sources=(facts["source"],) if facts["source"] else ())
        start = at + quote.index(trigger)
        basis = "explicit" if facts["stated"] else "narrative"
        out.append(replace(one, document=ref, time=replace(one.time, basis=basis) if day else one.time,
                           evidence=Evidence(quote, Span(at, at + len(quote)), trigger, Span(start, start + len(trigger)))).identified())
    return out
