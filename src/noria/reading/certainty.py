"""How sure the text itself is of a predicate: realised, unverified, planned, failed or denied, from the words that govern it."""

from __future__ import annotations

from noria.reading.grammar import Tree
from noria.reference.lexicons import words

_PLANNABLE = frozenset("capture encircle attack advance launch withdraw deploy airstrike shelling displace agree detain bombing defect casualty".split())
_ATTEMPTED = frozenset("attack advance capture encircle launch withdraw".split())
_SUBJUNCTIVE = frozenset("demand urge insist order propose recommend request require".split())
_OF_PEOPLE = frozenset(["suspected", "alleged", "supposed", "purported", "likely", "probable"])
_NEGATIVE = frozenset(["not", "n't", "never", "neither", "nor", "no"])


def factuality(tree: Tree, i: int, type_: str) -> str:
    """The factuality of the predicate headed by token `i`. Realised unless words of the sentence say otherwise."""
    if _negated(tree, i):
        return "denied"
    own = _own(tree, i, type_)
    if own is not None:
        return own
    below = i
    for above in tree.ancestors(i):
        verdict = _governed(tree, below, above, type_)
        if verdict is not None:
            return verdict
        if tree.tokens[below].dep in ("relcl", "advcl") and not _infinitive(tree, below):
            break
        if tree.tokens[above].pos == "VERB" and tree.tokens[below].dep in ("nsubj", "prep", "pobj", "dobj", "agent") and below == i:
            break
        below = above
    return "unverified" if _doubted(tree, i) else "realised"


def _negated(tree: Tree, i: int) -> bool:
    if any(tree.tokens[c].text.lower() in _NEGATIVE for c in tree.children(i, "neg", "advmod", "cc", "preconj")):
        return True
    heads = [i, *tree.children(i, "nsubjpass", "dobj", "nsubj")] if tree.tokens[i].pos == "VERB" else [i]
    return any(tree.tokens[c].text.lower() == "no" for h in heads for c in tree.children(h, "det", "neg"))


def _own(tree: Tree, i: int, type_: str) -> str | None:
    token = tree.tokens[i]
    if type_ == "launch" and token.lemma in ("plan", "prepare"):
        return "planned"
    for c in tree.children(i, "amod", "compound"):
        if tree.tokens[c].lemma in words("cues", "fail-adjectives") or tree.tokens[c].text.lower() in words("cues", "fail-adjectives"):
            return "failed"
        if tree.tokens[c].text.lower() in ("planned", "possible", "potential", "imminent", "future", "threatened"):
            return "planned"
    for c in tree.children(i, "aux"):
        if tree.tokens[c].text.lower() in words("cues", "modals-planned"):
            return "planned"
        if tree.tokens[c].text.lower() in words("cues", "modals-possible") and not tree.children(i, "auxpass") and type_ != "hold":
            return "planned"
    if token.dep == "advcl" and _infinitive(tree, i):
        return "planned"
    if token.dep == "conj" and token.tag == "VB" and not tree.children(i, "aux", "nsubj", "nsubjpass"):
        return _own(tree, token.head, type_)  # "to halt the advance and push them back"
    if any(tree.tokens[c].text.lower() in ("if", "unless") for c in tree.children(i, "mark")):
        return "planned"
    return None


def _governed(tree: Tree, below: int, above: int, type_: str) -> str | None:
    """What the word `above` does to the certainty of what hangs below it at `below`."""
    dep, lemma = tree.tokens[below].dep, tree.tokens[above].lemma.lower()
    infinitive = _infinitive(tree, below)
    if dep in ("xcomp", "ccomp", "acl", "relcl") and infinitive:
        if lemma in words("cues", "fail") | words("cues", "fail-nouns"):
            return "planned" if _under_way(tree, above) else "failed"
        if lemma in words("cues", "passive-report") and tree.is_passive(above):
            return "unverified"
        if lemma in words("cues", "plan") | words("cues", "plan-nouns"):
            return "planned"
        if dep in ("acl", "relcl") and tree.tokens[above].pos == "NOUN" and type_ in _PLANNABLE:
            return "planned"
    if dep == "ccomp" and lemma in _SUBJUNCTIVE and tree.tokens[below].tag == "VB":
        return "planned"
    if dep in ("dobj", "nsubjpass") and lemma in words("cues", "defeating") and tree.tokens[below].pos == "NOUN":
        return "failed"
    if dep == "nsubj" and tree.tokens[below].pos == "NOUN" and type_ in _ATTEMPTED and (lemma in words("cues", "failing") or (lemma in ("come", "end") and any(
            word in ("to", "in") and tree.tokens[o].lemma in words("cues", "nothing") for word, o in tree.prepositions(above)))):
        return "failed"  # "three attacks came to nothing"
    if dep == "nsubj" and tree.tokens[below].pos == "NOUN" and any(tree.tokens[c].text.lower() == "would" for c in tree.children(above, "aux")):
        return "planned"  # "an attack on X would be a red line"
    if dep == "pcomp" and tree.tokens[above].dep == "prep":
        verb = tree.tokens[tree.tokens[above].head].lemma
        if verb in words("cues", "plan-nouns") or (verb == "task" and tree.tokens[above].text.lower() == "with") or (verb in ("aim", "plan") and tree.tokens[above].text.lower() in ("at", "on", "of")):
            return "planned"
    if dep == "ccomp" and lemma in words("cues", "doubtful"):
        return None
    if tree.tokens[above].pos == "VERB" and dep in ("xcomp", "ccomp", "conj") and _negated(tree, above) and dep == "xcomp":
        return "denied"
    if dep in ("xcomp", "conj") and any(tree.tokens[c].text.lower() in words("cues", "modals-planned") for c in tree.children(above, "aux")) and (
            not tree.children(below, "aux", "nsubj", "nsubjpass") or infinitive):
        return "planned"
    return None


def _under_way(tree: Tree, i: int) -> bool:
    """Whether the outcome of an attempt is open: "were attempting to", "in an attempt to"; "attempted to" says that it came to nothing."""
    token = tree.tokens[i]
    if token.pos == "NOUN":
        return token.dep == "pobj" and tree.tokens[token.head].text.lower() == "in" and not tree.children(i, "amod")
    return token.tag == "VBG" and token.lemma != "fail" and any(tree.tokens[c].lemma == "be" for c in tree.children(i, "aux"))


def _infinitive(tree: Tree, i: int) -> bool:
    return any(tree.tokens[c].text.lower() == "to" for c in tree.children(i, "aux"))


def _doubted(tree: Tree, i: int) -> bool:
    doubt = words("cues", "doubt")
    chain = [i]
    for above in tree.ancestors(i):
        if tree.tokens[chain[-1]].dep in ("ccomp", "relcl", "advcl") and above != i:
            break
        if tree.tokens[chain[-1]].dep == "conj" and tree.children(chain[-1], "nsubj", "nsubjpass"):
            break
        chain.append(above)
    for h in chain:
        for c in tree.children(h, "advmod", "amod"):
            if tree.tokens[c].text.lower() in doubt:
                return True
        for c in tree.children(h, "nsubj", "nsubjpass", "dobj"):
            # "suspected rebels attacked" doubts who they were, not that they did
            doubted = doubt - _OF_PEOPLE if tree.tokens[c].lemma in words("groups", "forces") | words("groups", "people") else doubt
            if any(tree.tokens[d].text.lower() in doubted for d in tree.children(c, "amod", "advmod")):
                return True
    token = tree.tokens[i]
    if any(_rumoured(tree, h) for h in chain):
        return True
    if token.tag == "VBN" and token.dep in ("xcomp", "oprd") and not tree.children(i, "aux", "auxpass") and tree.tokens[token.head].lemma in words("cues", "passive-report"):
        return True  # "32 fighters reported killed"
    return token.dep == "xcomp" and tree.tokens[token.head].lemma in words("cues", "passive-report") and tree.is_passive(token.head)


def _rumoured(tree: Tree, verb: int) -> bool:
    """Whether a clause is what "it was reported" says, nobody being named as the one who did."""
    token = tree.tokens[verb]
    above = token.head
    if token.dep not in ("ccomp", "nsubjpass") or tree.tokens[above].lemma not in words("cues", "passive-report") or not tree.is_passive(above):
        return False
    return not tree.agents(above) and any(tree.tokens[c].text.lower() == "it" for c in tree.children(above, "nsubjpass", "nsubj"))
