"""Why a sentence that names a date, a place, a force or a number made no claim."""

from __future__ import annotations

from noria.claims.model import Refusal
from noria.documents.model import Document
from noria.reading.grammar import Tree
from noria.reading.output import Sentence
from noria.reference.lexicons import words


def refusal(document: Document, sentence: Sentence) -> Refusal | None:
    """The refusal for a sentence without a claim; None where it holds nothing a claim is made of."""
    holds = []
    if sentence.times:
        holds.append("a time")
    if any(name.kind == "place" for name in sentence.names):
        holds.append("a place")
    if any(token.lemma in words("groups", "forces") for token in sentence.tokens) or any(n.kind == "actor" for n in sentence.names):
        holds.append("a force")
    if sentence.numbers:
        holds.append("a number")
    if not holds:
        return None
    if document.blocks[sentence.block].kind in ("title", "heading"):
        return None
    tree = Tree(sentence)
    verbs = [token.lemma for token in tree.tokens if token.pos == "VERB"]
    if not sentence.parsed:
        reason, rule = "no word in it is known to tell of an act of war", "refusal.no-trigger"
    elif not verbs:
        reason, rule = "no verb that says something happened", "refusal.no-verb"
    else:
        reason, rule = f"no word in it is known to tell of an act of war (verbs: {', '.join(dict.fromkeys(verbs[:5]))})", "refusal.no-frame"
    return Refusal(document.id, sentence.span, sentence.span.of(document.text), f"names {', '.join(holds)}, but {reason}", rule)
