"""Who is said to say so: the sources that govern a predicate in its sentence, outermost first."""

from __future__ import annotations

from dataclasses import dataclass

from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.roles import is_event
from noria.reference.lexicons import words

# Verbs whose subject may as well be a fact ("the loss shows that …").
_INDIRECT = frozenset("show indicate suggest mark note add find count put mean depict".split())
_SHOWING = frozenset("show depict claim say suggest describe confirm purport".split())
_ACCUSING = frozenset("accuse blame suspect".split())
# Verbs by which a party announces what it is to do.
_PROMISING = frozenset("vow pledge threaten promise announce declare swear claim".split())
# Verbs that make what they have as an object known.
_MAKING_KNOWN = frozenset("report confirm claim deny announce record register document count verify log".split())
_SPREADING = frozenset("spread circulate post publish release peddle share issue".split())
_SEEING = frozenset("think see record document describe register log observe monitor".split())
_NEWS = frozenset("report rumour rumor claim theory allegation story photo photograph image video footage picture statement".split())
_SURFACING = frozenset("come emerge surface circulate spread".split())
_CONTRAST = frozenset("while whereas although though".split())
_MANNER = frozenset("cite quote".split())
_QUOTES = frozenset(["“", "”", '"', "``", "''"])


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
        if tree.tokens[below].dep == "advcl" and (tree.tokens[below].lemma == "refer" or (is_reporting(tree, below) and tree.own_subject(below) is not None)):
            break  # "A said …, as B announced"; "A said …, referring to the massacre"
        inner = [*_said_by(tree, below, above, i), *inner]
        below = above
    if tree.tokens[i].lemma.lower() in ("put", "estimate", "speak") and any(word in ("at", "of") for word, _ in tree.prepositions(i)):
        inner = inner or _speakers(tree, i, i)  # "put the toll at 40"
    according: list[Voice] = []
    for h in chain:
        according += _according(tree, h, i)
        for c in tree.children(h, "parataxis"):
            if is_reporting(tree, c) and tree.own_subject(c) is not None and c > h and not inner:
                inner = _speakers(tree, c, i)  # "…, activists said, …"
    according = according or ([] if inner else _according_last(tree, i))
    seen: dict[int, Voice] = {}
    for voice in [*according, *inner]:
        if not _parted(tree, voice.cue_head, i):
            seen.setdefault(voice.head, voice)
    return list(seen.values())


def _parted(tree: Tree, cue: int, i: int) -> bool:
    """Whether a semicolon outside quotation marks parts the words of saying from what they would govern: another statement begins there."""
    first, last = min(cue, i), max(cue, i)
    quoted = sum(tree.tokens[j].text in _QUOTES for j in range(first)) % 2 == 1
    for j in range(first, last):
        if tree.tokens[j].text in _QUOTES:
            quoted = not quoted
        elif tree.tokens[j].text == ";" and not quoted:
            return True
    return False


def is_reporting(tree: Tree, verb: int) -> bool:
    """Whether a verb is one of report."""
    return tree.tokens[verb].lemma.lower() in words("cues", "report")


def _said_by(tree: Tree, below: int, verb: int, i: int) -> list[Voice]:
    """Sources that the verb (or noun) `verb` gives to what hangs below it at `below`."""
    token, dep = tree.tokens[verb], tree.tokens[below].dep
    lemma = token.lemma.lower()
    if token.pos not in ("VERB", "AUX"):
        return _told_in(tree, below, verb, i)
    if lemma in _ACCUSING and dep in ("prep", "pcomp", "xcomp"):
        return _speakers(tree, verb, i)
    if lemma in ("speak", "put", "estimate") and dep == "prep" and tree.tokens[below].text.lower() in ("of", "at"):
        return _speakers(tree, verb, i)
    if lemma in _SPREADING and dep == "dobj" and tree.tokens[below].lemma in _NEWS and below != i:
        return _speakers(tree, verb, i)  # "spread theories about", "posted photos of"
    subject = tree.own_subject(verb)
    if lemma in _SURFACING and dep == "ccomp" and subject is not None and tree.tokens[subject].lemma in _NEWS:
        return [Voice(subject, token.text, verb, doubtful=True)]  # "reports came in that …"
    if lemma not in words("cues", "report") | _PROMISING:
        return []
    if dep == "dobj":
        if tree.tokens[below].lemma in ("claim", "allegation", "accusation", "charge", "assertion"):
            return []  # "said that …, a claim that others rejected"
        governed = {d for c in tree.children(below, "acl", "relcl", "prep") for d in tree.subtree(c)}
        return _speakers(tree, verb, i) if lemma in _MAKING_KNOWN or (i in governed and lemma in _SHOWING | {"see"}) else []
    if lemma in _PROMISING and dep in ("xcomp", "ccomp"):
        return _speakers(tree, verb, i)
    if dep not in ("ccomp", "xcomp", "parataxis", "dep", "advcl") or reported_as(tree, below):
        return []
    if dep == "advcl" and (tree.tokens[below].tag == "VBG" or tree.children(below, "mark", "advmod")):
        return []
    if lemma not in words("cues", "report") or (dep == "xcomp" and lemma in ("think", "find", "put", "count", "see")):
        return []
    return _speakers(tree, verb, i)


def reported_as(tree: Tree, participle: int) -> bool:
    """Whether a participle is what somebody unnamed reports: "32 fighters reported killed"."""
    token = tree.tokens[participle]
    above = tree.tokens[token.head]
    return (token.tag == "VBN" and token.dep in ("xcomp", "oprd", "acl", "ccomp") and above.lemma in words("cues", "passive-report") and above.tag in ("VBN", "VBD")
            and not tree.children(participle, "aux", "auxpass", "nsubj", "nsubjpass", "csubj", "dobj") and not tree.objects(token.head))


def _told_in(tree: Tree, below: int, noun: int, i: int) -> list[Voice]:
    """Sources that a noun gives to the clause at it: "a statement that …", "footage showing …", "rejected reports that …"."""
    token, dep = tree.tokens[noun], tree.tokens[below].dep
    lemma = token.lemma.lower()
    if dep in ("acl", "relcl") and lemma in ("statement", "interview", "speech", "address", "letter", "briefing", "post") and tree.tokens[token.head].pos == "ADP":
        said = tree.tokens[token.head].head  # "said in a statement that …": what hangs at the statement is what was said
        return _speakers(tree, said, i) if tree.tokens[said].lemma in words("cues", "report") else []
    if lemma in ("report", "claim", "allegation", "rumour", "rumor", "accusation") and dep in ("acl", "ccomp", "relcl") and (
            tree.tokens[token.head].lemma in words("cues", "denying")):
        return _speakers(tree, token.head, i)  # "rejected reports that …"
    above = tree.tokens[token.head]
    if token.dep == "pobj" and above.text.lower() == "by" and dep in ("relcl", "acl") and tree.tokens[above.head].lemma in words("cues", "report"):
        return _speakers(tree, above.head, i)  # "it was reported by an official that …": the parse hangs the clause at the official
    if token.pos in ("NOUN", "PROPN") and _lemma(tree, noun) in words("cues", "witness") and dep in ("acl", "relcl") and (
            tree.tokens[below].lemma in _SHOWING and below != i):
        return [Voice(noun, tree.tokens[below].text, below, doubtful=_doubted(tree, noun))]
    return []


def _doubted(tree: Tree, noun: int) -> bool:
    """Whether the text itself doubts a source ("an unverified photo")."""
    return any(tree.tokens[c].text.lower() in words("cues", "doubt") for c in tree.children(noun, "amod"))


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
    heads = [_antecedent(tree, h) for h in heads]
    heads = [h for h in heads if h != i and not is_event(tree, h) and (
        token.lemma.lower() not in _INDIRECT or categories(tree, h) & {"force", "people", "person", "office", "pronoun"} or _lemma(tree, h) in words("cues", "witness"))]
    heads = [m for h in heads if not any(tree.tokens[c].text.lower() == "no" for c in tree.children(h, "det")) for m in _authors(tree, h)]
    seeming = token.dep == "xcomp" and tree.tokens[token.head].lemma in ("appear", "seem", "purport")
    out = [Voice(h, token.text, verb, denies, seeming or _doubted(tree, h)) for h in heads if i not in tree.subtree(h) or i > verb]
    if token.lemma in _MANNER and out:
        out += [Voice(o, token.text, verb) for o in tree.objects(verb)]  # "the institute cited the army that …"
    for c in [*tree.children(verb, "advcl", "prep"), *(c for h in heads for p in (h, *tree.children(h, "punct")) for c in tree.children(p, "acl", "prep"))]:
        if tree.tokens[c].lemma.lower() in _MANNER or tree.tokens[c].text.lower() in ("citing", "quoting"):
            cited = tree.objects(c) or [m for o in tree.children(c, "pobj") for m in tree.conjuncts(o)]
            out += [Voice(o, tree.tokens[c].text, c) for o in cited]
    told = [o for o in tree.objects(verb) if token.lemma == "tell" and tree.tokens[o].name >= 0 and tree.sentence.names[tree.tokens[o].name].kind in ("actor", "other")]
    return [*(Voice(o, token.text, verb) for o in told), *out]


def _antecedent(tree: Tree, h: int) -> int:
    """The noun right before a relative pronoun that the parse left at its verb."""
    return h - 1 if tree.tokens[h].text.lower() in ("who", "which") and h > 0 and tree.tokens[h - 1].pos in ("NOUN", "PROPN") else h


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


def _according_last(tree: Tree, i: int) -> list[Voice]:
    """Sources named at the very end behind a comma ("…, killing two, according to the police"): they vouch for the sentence as a whole."""
    for p, token in enumerate(tree.tokens):
        if p > i and token.text.lower() in ("according", "per") and tree.tokens[p - 1].text == "," and all(
                tree.tokens[j].pos == "PUNCT" for j in range(max(tree.subtree(p)) + 1, len(tree.tokens))):
            return _according(tree, token.head, i)
    return []


def speakers(tree: Tree) -> list[Voice]:
    """Those whom a sentence lets speak, the latest last, whatever they say; a reader carries them on to "he added"."""
    out: list[Voice] = []
    for token in tree.tokens:
        if token.pos == "VERB" and is_reporting(tree, token.i) and token.lemma not in _INDIRECT - {"add", "note"} | _ACCUSING | _SEEING:
            out += _speakers(tree, token.i, token.i)[:1]
        elif token.text.lower() == "according":
            out += _according(tree, token.head, token.i)[:1]
    return out
