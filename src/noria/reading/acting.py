"""Names of places that stand for who rules from there: "Damascus said", "Kyiv launched", "backed by Tehran".

Such a name is a party to what is told, not where it happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from noria.reading.speakers import is_reporting
from noria.reading.grammar import Tree
from noria.reference.lexicons import words
from noria.values.span import Span

_SAID = re.compile(rf"\s+(?:(?:has|have|had|also|later|then|repeatedly)\s+)*(?:{'|'.join(sorted(words('cues', 'said')))}|denied|denies|insisted|insists|accused|accuses)\b")
_BEFORE = re.compile(r"\b(?:according\s+to|(?:backed|supported|armed|funded|financed|sponsored|supplied|controlled|run|appointed|ordered|rejected|accepted|approved)\s+by)\s+$",
                     re.IGNORECASE)
_DEALING = "state"  # the claim that somebody dealt with somebody: both are parties
DEALINGS = frozenset("""talk talks negotiation negotiations agreement accord deal truce ceasefire cease-fire relation relations ties tension tensions dispute rift
dialogue contact contacts summit rapprochement friction enmity rivalry mediation alliance treaty pact war""".split())
_RULED = words("groups", "forces") | frozenset("government regime leadership envoy envoys ambassador diplomat diplomats proxy proxies ally allies".split())


def of_rulers(tree: Tree) -> Iterator[Span]:
    """The names whose forces or government are told of: "Moscow's forces", "the Damascus government". So speaks who means a capital or a country;
    the forces of any other town are in it.
    """
    for token in tree.tokens:
        if token.name >= 0 and token.dep in ("poss", "compound", "nmod") and _RULED.intersection((tree.tokens[token.head].lemma, tree.tokens[token.head].text.lower())):
            yield tree.sentence.names[token.name].span


def acting(tree: Tree, text: str) -> Iterator[Span]:
    """The spans of the names of one sentence that act or speak in it. `text` is the document's."""
    placed = {place.head for predicate in tree.sentence.predicates for place in predicate.places}
    parties = {i for predicate in tree.sentence.predicates for i in (*predicate.actors, *(predicate.targets if predicate.type == _DEALING else ()))}
    for token in tree.tokens:
        if token.name >= 0 and token.i not in placed:
            span = tree.sentence.names[token.name].span
            if token.i in parties or (_acts(tree, token.i) if tree.sentence.parsed else _speaks(text, span)):
                yield span


def _acts(tree: Tree, i: int) -> bool:
    while tree.tokens[i].dep == "conj":
        i = tree.tokens[i].head
    token = tree.tokens[i]
    above = tree.tokens[token.head]
    if token.dep == "nsubj":
        return is_reporting(tree, above.i)
    if token.dep == "pobj" and above.text.lower() == "between":
        return tree.tokens[above.head].text.lower() in DEALINGS
    return token.dep == "pobj" and (above.dep == "agent" or (above.text.lower() == "to" and tree.tokens[above.head].text.lower() == "according"))


def _speaks(text: str, span: Span) -> bool:
    """By the words right beside the name, in a sentence that was not parsed."""
    return _SAID.match(text, span.end) is not None or _BEFORE.search(text, max(0, span.start - 40), span.start) is not None
