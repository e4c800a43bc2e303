"""An explanation told: in text for a terminal, and as a JSON form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import fill

from noria.views.codings import CODEBOOKS
from noria.views.codings.coded import Row, Uncoded
from noria.views.codings.explain import Answer, Explanation, Topic
from noria.views.codings.ground import Ground
from noria.views.forms import Form, event_name

WIDTH = 100


def as_text(explanation: Explanation, ground: Ground) -> str:
    """What each codebook made of the event, then topic by topic the values with their rules, then the sentences, numbered."""
    numbers = _numbered(_cited(explanation, ground), ground)
    out = [f"{event_name(explanation.event)}  ({explanation.event.id})", ""]
    for name in explanation.codebooks:
        out += _made(name, explanation.rows[name], explanation.missing[name])
    differing = [topic for topic in explanation.topics if topic.differs]
    if differing:
        out += ["", f"They differ in: {', '.join(topic.about.lower() for topic in differing)}."]
    elif len([name for name in explanation.codebooks if explanation.rows[name]]) > 1:
        out += ["", "They do not differ in what can be compared."]
    for topic in explanation.topics:
        out += ["", f"{topic.about}{'  (differs)' if topic.differs else ''}"]
        for answer in topic.answers:
            out += _told(answer, numbers)
    out += ["", "Sentences"] if numbers else []
    for number in sorted(set(numbers.values())):
        same = [id for id, its in numbers.items() if its == number]
        claim = ground.claims[same[0]]
        source = claim.document.publisher or claim.document.title or claim.document.file
        out += [_wrapped(f"[{number}] {claim.evidence.quote}  ({source}, {claim.document.published or 'undated'}; {', '.join(same)})", "  ")]
    return "\n".join(out) + "\n"


def _made(name: str, rows: Sequence[Row], missing: Sequence[Uncoded]) -> list[str]:
    title = CODEBOOKS[name].title
    out = [f"{title}: {len(rows)} row{'s' * (len(rows) != 1)}" + (f" ({', '.join(row.id for row in rows)})" if rows else "")] if rows else []
    out += [_wrapped(f"{title}: no row{' for a toll of it' if rows else ''}. {miss.reason} [{miss.rule}]: {CODEBOOKS[name].rules[miss.rule]}", "  ") for miss in missing]
    return out or [f"{title}: no row"]


def _told(answer: Answer, numbers: dict[str, int]) -> list[str]:
    value = answer.value
    shown = "empty" if value.value is None else str(value.value)
    cited = "".join(f"[{number}]" for number in sorted({numbers[id] for id in value.claims if id in numbers}))
    line = f"  {CODEBOOKS[answer.codebook].title:<15}{answer.column} = {shown}" + (f"  ({value.reason})" if value.reason else "")
    return [_wrapped(line, " " * 19), _wrapped(f"{' ' * 17}{value.rule}: {answer.statement} {cited}".rstrip(), " " * 19)]


def _wrapped(text: str, indent: str) -> str:
    return fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, drop_whitespace=True, replace_whitespace=True)


def _numbered(cited: Iterable[str], ground: Ground) -> dict[str, int]:
    """The number of each claim's sentence; claims of one sentence share it."""
    sentences: dict[tuple[str, int], int] = {}
    return {id: sentences.setdefault((ground.claims[id].document.id, ground.claims[id].evidence.span.start), len(sentences) + 1) for id in cited}


def _cited(explanation: Explanation, ground: Ground) -> list[str]:
    told: Iterable[str] = (id for topic in explanation.topics for answer in topic.answers for id in answer.value.claims)
    missed = (id for misses in explanation.missing.values() for miss in misses for id in miss.claims)
    return [id for id in dict.fromkeys((*told, *missed)) if id in ground.claims]


def as_form(explanation: Explanation, ground: Ground) -> Form:
    """`{"event", "name", "codebooks", "differs", "topics", "sentences"}`; a codebook has its rows' ids and what has no row."""
    cited = {id: ground.claims[id] for topic in explanation.topics for answer in topic.answers for id in answer.value.claims if id in ground.claims}
    cited |= {id: ground.claims[id] for misses in explanation.missing.values() for miss in misses for id in miss.claims if id in ground.claims}
    return {
        "event": explanation.event.id, "name": event_name(explanation.event),
        "codebooks": {name: {"rows": [row.id for row in explanation.rows[name]],
                             "uncoded": [{"rule": miss.rule, "reason": miss.reason, "claims": list(miss.claims)} for miss in explanation.missing[name]]}
                      for name in explanation.codebooks},
        "differs": [topic.about for topic in explanation.topics if topic.differs], "topics": [_topic_form(topic) for topic in explanation.topics],
        "sentences": [{"claim": id, "quote": claim.evidence.quote, "document": claim.document.id, "publisher": claim.document.publisher,
                       "published": claim.document.published} for id, claim in sorted(cited.items())]}


def _topic_form(topic: Topic) -> Form:
    return {"about": topic.about, "differs": topic.differs, "answers": [
        {"codebook": answer.codebook, "column": answer.column, "value": answer.value.value, "rule": answer.value.rule, "statement": answer.statement,
         "reason": answer.value.reason, "claims": list(answer.value.claims)} for answer in topic.answers]}
