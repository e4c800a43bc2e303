"""Denials of what a sentence has just told: "the army said the town had fallen, which the militia denied" tells it twice, once as denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noria.claims.model import Attribution, Claim, Evidence
from noria.reading.grammar import Tree
from noria.reading.output import Predicate

RULE = "denied.told"
_DENYING = frozenset("deny reject dismiss refute dispute contradict rebut".split())
_POINTING = frozenset("this that it which these those".split())
_TOLD = frozenset("claim report allegation assertion statement accusation charge account".split())


def denies_told(tree: Tree, predicate: Predicate) -> bool:
    """Whether a verb of denying has for its object what the sentence told before, and nothing new."""
    i = predicate.head
    if tree.tokens[i].lemma not in _DENYING:
        return False
    above = tree.tokens[i].head
    misread = tree.tokens[i].dep == "ccomp" and tree.tokens[above].text.lower() in ("claims", "reports") and tree.tokens[above - 1].text == ","
    told = above if tree.tokens[i].dep in ("relcl", "acl") or misread else None  # "…, claims that the army rejected"
    denied = tree.children(i, "dobj", "nsubjpass")
    if told is not None and (not denied or tree.tokens[told].lemma in _TOLD) and tree.tokens[told].lemma in _TOLD:
        return True
    return any(tree.tokens[d].text.lower() in _POINTING or (tree.tokens[d].lemma in _TOLD and not tree.children(d, "acl", "relcl") and not any(
        word in ("of", "about") for word, _ in tree.prepositions(d))) for d in denied)


def denials(claims: Sequence[Claim], denier: Sequence[Attribution], evidence: Evidence) -> list[Claim]:
    """The claims that a denial denies, told by the denier: those of another source, else the last one told."""
    told = [c for c in claims if c.type != "state" and c.factuality != "denied" and c.evidence.trigger.start < evidence.trigger.start]
    others = [c for c in told if c.attribution and not {a.mention for a in c.attribution} & {a.mention for a in denier}]
    return [replace(c, factuality="denied", attribution=tuple(denier), evidence=evidence, rule=RULE) for c in (others or told[-1:])]
