"""Who is said to say so: the sources that govern a predicate in its sentence, outermost first."""

from __future__ import annotations

from dataclasses import dataclass

from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.roles import is_event
from noria.reference.lexicons import words

_WITNESS = frozenset("video photo footage image photograph picture report document statement letter reports map graphic evidence footage testimony source media outlet agency monitor newspaper".split())
# Verbs whose subject may as well be a fact ("the loss shows that …").
_INDIRECT = frozenset("show indicate suggest mark note add find count put mean".split())
_SHOWING = frozenset("show depict claim say suggest describe confirm purport".split())
_ACCUSING = frozenset("accuse blame suspect".split())
# Verbs by which a party announces what it is to do.
_PROMISING = frozenset("vow pledge threaten promise announce declare swear claim".split())
_CONTRAST = frozenset("while whereas although though".split())
_MANNER = frozenset("cite quote".split())


@dataclass(frozen=True, slots=True)
class Voice:
    """A source by the head of its phrase and the words that bring it in; `denies` where it says the thing is not so."""

    head: int
    cue: str
    cue_head: int
    denies: bool = False
    doubtful: bool = False


def voices(tree: Tree, i: int) -> list[Voice]:
    """The sources of the predicate headed by token `i`, outermost first; none where the text speaks in its own voice."""
    inner: list[Voice] = []
    below = i
    chain = [i, *tree.ancestors(i)]
    for above in chain[1:]:
        if any(tree.tokens[c].text.lower() in _CONTRAST for c in tree.children(below, "mark", "advmod", "cc")) and below != i:
            break  # "A said …, while B claimed": what hangs below "while" is B's alone
        inner = [*_said_by(tree, below, above, i), *inner]
        below = above
    according: list[Voice] = []
    for h in chain:
        according += _according(tree, h, i)
        for c in tree.children(h, "parataxis"):
            if is_reporting(tree, c) and tree.own_subject(c) is not None and c > h and not inner:
                inner = _speakers(tree, c, i)  # "…, activists said, …"
    seen: dict[int, Voice] = {}
    for voice in [*according, *inner]:
        seen.setdefault(voice.head, voice)
    return list(seen.values())


def is_reporting(tree: Tree, verb: int) -> bool:
    """Whether a verb is one of report."""
    return tree.tokens[verb].lemma.lower() in words("cues", "report")


def _said_by(tree: Tree, below: int, verb: int, i: int) -> list[Voice]:
    """Sources that the verb (or noun) `verb` gives to what hangs below it at `below`."""
    token, dep = tree.tokens[verb], tree.tokens[below].dep
    lemma = token.lemma.lower()
    if any(t.text == ";" for t in tree.tokens[min(below, verb) : max(below, verb)]):
        return []  # another statement begins behind a semicolon
    if lemma in _ACCUSING and dep in ("prep", "pcomp", "xcomp"):
        return _speakers(tree, verb, i)
    if dep in ("acl", "relcl") and lemma in ("statement", "interview", "speech", "address", "letter", "briefing", "post") and tree.tokens[token.head].pos == "ADP":
        # "said in a statement that …": what hangs at the statement is what was said
        said = tree.tokens[token.head].head
        return _speakers(tree, said, i) if tree.tokens[said].lemma in words("cues", "report") else []
    if token.pos == "NOUN" and lemma in ("report", "claim", "allegation", "rumour", "rumor", "accusation") and dep in ("acl", "ccomp", "relcl") and (
            tree.tokens[token.head].lemma in words("cues", "denying")):
        return _speakers(tree, token.head, i)  # "rejected reports that …"
    if token.pos not in ("VERB", "AUX") or lemma not in words("cues", "report") | _PROMISING:
        if token.pos in ("NOUN", "PROPN") and _lemma(tree, verb) in _WITNESS and dep in ("acl", "relcl") and tree.tokens[below].lemma in _SHOWING and below != i:
            doubted = any(tree.tokens[c].text.lower() in words("cues", "doubt") for c in tree.children(verb, "amod"))
            return [Voice(verb, tree.tokens[below].text, below, doubtful=doubted)]
        return []
    if dep == "dobj" and below != i and i in {d for c in tree.children(below, "acl", "relcl") for d in tree.subtree(c)} and lemma in ("report", "see", "show", "claim"):
        return _speakers(tree, verb, i)
    if dep == "xcomp" and lemma in _PROMISING:
        return _speakers(tree, verb, i)
    if dep not in ("ccomp", "xcomp", "parataxis", "dep", "advcl") and not (dep == "dobj" and lemma in ("report", "confirm", "claim", "deny", "announce")):
        return []
    if dep == "advcl" and (tree.tokens[below].tag == "VBG" or tree.children(below, "mark", "advmod")):
        return []
    if lemma not in words("cues", "report") and dep != "xcomp":
        return []
    if dep == "xcomp" and lemma in ("think", "find", "put", "count", "show", "see"):
        return []
    return _speakers(tree, verb, i)


def _lemma(tree: Tree, i: int) -> str:
    token = tree.tokens[i]
    return "media" if token.text.lower() == "media" else token.lemma.lower()


def _speakers(tree: Tree, verb: int, i: int) -> list[Voice]:
    token = tree.tokens[verb]
    denies = token.lemma.lower() in words("cues", "denying")
    if tree.is_passive(verb):
        heads = tree.agents(verb)
    else:
        subject = tree.subject(verb)
        heads = tree.conjuncts(subject) if subject is not None else []
    heads = [h for h in heads if h != i and not is_event(tree, h) and (
        token.lemma.lower() not in _INDIRECT or categories(tree, h) & {"force", "people", "person", "office", "pronoun"} or _lemma(tree, h) in _WITNESS)]
    heads = [m for h in heads for m in _authors(tree, h)]
    out = [Voice(h, token.text, verb, denies) for h in heads if i not in tree.subtree(h)]
    for c in tree.children(verb, "advcl", "prep"):
        if tree.tokens[c].lemma.lower() in _MANNER or tree.tokens[c].text.lower() in ("citing", "quoting"):
            cited = tree.objects(c) or [m for o in tree.children(c, "pobj") for m in tree.conjuncts(o)]
            out += [Voice(o, tree.tokens[c].text, c) for o in cited]
    told = [o for o in tree.objects(verb) if token.lemma == "tell" and categories(tree, o) & {"name", "office"}]
    return [*(Voice(o, token.text, verb) for o in told), *out]


def _authors(tree: Tree, h: int) -> list[int]:
    """Whose statement it is, where a statement speaks: "a statement from the ministry said"."""
    if tree.tokens[h].lemma in ("statement", "communique", "communiqué", "spokesperson"):
        whose = [b for word, b in tree.prepositions(h) if word in ("from", "by", "of")]
        return whose or [h]
    return [h]


def _according(tree: Tree, h: int, i: int) -> list[Voice]:
    out = []
    for p in tree.children(h, "prep", "advcl", "advmod"):
        if tree.tokens[p].text.lower() not in ("according", "per"):
            continue
        for q in [p, *tree.children(p, "prep")]:
            for o in tree.children(q, "pobj"):
                out += [Voice(m, "according to", p) for m in tree.conjuncts(o) if m != i]
    return out
