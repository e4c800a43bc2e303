"""What is spoken of and did not happen: acts that are authorised, warned of, protested against; what is usual; conditions; talk in quotations."""

from __future__ import annotations

from noria.reading.grammar import Tree
from noria.reference.lexicons import words

_POINTING = frozenset("the this that these those".split())
_MODALS = frozenset("will would shall may might could can must should 'll ll 'd".split())
# Modals of what is announced; verbs whose present is of now, and no habit.
_COMING = frozenset("will shall 'll ll".split())
_LASTING = frozenset("be have continue remain keep stay stand begin start go include appear seem attribute credit blame".split())
# What could be perceived was there.
_PERCEIVING = frozenset("see hear feel observe find trace say attribute describe explain characterise characterize regard consider call compare".split())
# Prepositions that tell when or why: what stands behind them is taken for granted.
_GRANTED = frozenset("after before since until till during amid amidst following despite throughout upon because due owing by given prior".split())
# Prepositions under which the lexicon lists what makes an act one that may come ("a call for strikes"), or that is only thought of ("vulnerable to attack").
_INTENDED_BY = frozenset("for of about".split())
_MINDED_BY = frozenset("for on of to against from about".split())


def unreal(tree: Tree, i: int) -> str | None:
    """"planned" where the act that the noun at `i` names, and that nothing in the sentence points to as one that was told, may yet come; "untold"
    where it is only thought of; None where it happened.
    """
    if tree.tokens[i].pos not in ("NOUN", "PROPN") or _given(tree, i):
        return None
    below = i
    for above in tree.ancestors(i):
        dep, token = tree.tokens[below].dep, tree.tokens[above]
        if dep == "prep" and below != i:
            word = tree.tokens[below].text.lower()
            if word in _INTENDED_BY and token.lemma in words("cues", f"intended-{word}"):
                return "planned"
            if word in _MINDED_BY and token.lemma in words("cues", f"minded-{word}"):
                return "untold"
        if token.pos in ("VERB", "AUX"):
            return _of_verb(tree, above, dep)
        if dep not in ("conj", "pobj", "prep", "compound") or (token.dep == "prep" and token.text.lower() in _GRANTED) or (dep == "prep" and _given(tree, above)):
            return None
        below = above
    return None


def _of_verb(tree: Tree, verb: int, dep: str) -> str | None:
    """What a verb above an act makes of it."""
    auxiliaries = {tree.tokens[c].text.lower() for c in tree.children(verb, "aux")}
    lemma = tree.tokens[verb].lemma
    if lemma in _PERCEIVING or tree.children(verb, "neg"):
        return None
    if auxiliaries & _MODALS and "have" not in auxiliaries:
        return "planned" if dep != "csubj" else None
    if dep not in ("dobj", "nsubjpass") or "to" in auxiliaries:
        return None
    return "planned" if lemma in words("cues", "intended") else "untold" if lemma in words("cues", "minded") else None


def _given(tree: Tree, i: int) -> bool:
    """Whether words at a noun point to an act that was told, or say when it was or what became of it."""
    if any(tree.tokens[c].text.lower() in _POINTING or tree.tokens[c].dep == "poss" for c in tree.children(i, "det", "poss", "predet")):
        return True
    if any(tree.tokens[c].tag == "VBN" for c in tree.children(i, "acl")) or tree.children(i, "relcl"):
        return True
    own = {j for p in tree.children(i, "prep", "npadvmod") for j in tree.subtree(p)}
    return any(time.span.overlaps(tree.tokens[j].span) for j in own for time in tree.sentence.times)


def habitual(tree: Tree, i: int) -> bool:
    """Whether a sentence without a date tells in the simple present what is usual: "snipers prefer to attack at dusk"."""
    return not tree.sentence.times and tree.tokens[-1].text in '.!?”"' and (clause := timeless(tree, i)) is not None and not _modals(tree, clause)


def supposition(tree: Tree, i: int) -> bool:
    """Whether a clause is a condition: "if they cross the river"."""
    first = i
    while tree.tokens[first].dep == "conj" and tree.tokens[tree.tokens[first].head].pos == "VERB" and tree.own_subject(first) is None:
        first = tree.tokens[first].head
    return tree.tokens[first].dep == "advcl" and any(tree.tokens[c].text.lower() in ("if", "unless") for c in tree.children(first, "mark"))


def timeless(tree: Tree, i: int) -> int | None:
    """The finite verb above a word (or itself) that is a simple present or has a modal other than of the future, so that no deed is told; None where
    another tense comes first, or a figure tells of one.
    """
    counted = [i, *(j for c in tree.children(i, "dobj", "nsubj", "nsubjpass", "nummod") for j in tree.subtree(c))]
    if (tree.tokens[i].pos in ("NOUN", "PROPN") and _given(tree, i)) or any(number.span.overlaps(tree.tokens[j].span) for j in counted for number in tree.sentence.numbers):
        return None
    for h in (i, *tree.ancestors(i)):
        token = tree.tokens[h]
        if token.pos in ("VERB", "AUX"):
            auxiliaries = [tree.tokens[c] for c in tree.children(h, "aux", "auxpass")]
            if _modals(tree, h):
                return None if any(a.text.lower() in _COMING or a.lemma == "have" for a in auxiliaries) else h
            if any(a.tag in ("VBD", "VBZ", "VBP") or a.lemma == "have" for a in auxiliaries) or token.tag == "VBD" or token.lemma in _LASTING or token.lemma in words("cues", "report"):
                return None
            if token.tag in ("VBZ", "VBP"):
                past = {token.text.lower(), token.text.lower().removeprefix("re")} & words("cues", "finite")
                return None if past or any(tree.tokens[c].text.lower() in _GRANTED | {"once", "when"} for c in tree.children(h, "mark", "advmod")) else h
        if token.tag == "VBN" and token.dep in ("acl", "advcl", "amod", "relcl"):
            return None
    return None


def _modals(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[c].tag == "MD" for c in tree.children(verb, "aux"))
