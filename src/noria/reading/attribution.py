"""Who is said to say so: the sources that govern a predicate in its sentence, outermost first."""

from __future__ import annotations

from collections.abc import Iterator

from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.speakers import INDIRECT, Voice, doubted, is_reporting, is_witness, joined_saying, parties, speakers_of
from noria.reference.lexicons import words

_SHOWING = frozenset("show depict claim say suggest describe confirm purport".split())
_ACCUSING = frozenset("accuse blame suspect".split())
# Verbs by which a party announces what it is to do.
_PROMISING = frozenset("vow pledge threaten promise announce declare swear claim".split())
# Verbs that make what they have as an object known.
_MAKING_KNOWN = frozenset("report confirm claim deny announce declare proclaim record register document count verify log acknowledge admit justify reason".split())
# Verbs that make a thing so by saying it.
_ANNOUNCING = frozenset("announce declare proclaim".split())
# Figures that are put, placed or given.
_FIGURES = frozenset("figure number toll total estimate count loss casualty death".split())
_PUTTING = frozenset("put place set give offer provide estimate cite".split())
_SPREADING = frozenset("spread circulate post publish release peddle share issue".split())
_SEEING = frozenset("think see record document describe register log observe monitor".split())
_NEWS = frozenset("report rumour rumor claim theory allegation story photo photograph image video footage picture statement".split())
_SURFACING = frozenset("come emerge surface circulate spread".split())
_CONTRAST = frozenset("while whereas although though".split())
_INFERRING = frozenset("effectively thereby thus essentially".split())
_QUOTES = frozenset(["“", "”", '"', "``", "''"])
_BREAKS = _QUOTES | {",", "-", "–", "—"}
_JOINING = frozenset(["and", "but", "while"])
_ACCORDING = frozenset(["according", "per"])
# "150 killed per day" names no source.
_RATES = frozenset("day night week month year hour minute person capita head cent square kilometre kilometer mile".split())
# What somebody tells, as a phrase of its own: "by rebel accounts", "in the ministry's version".
_ACCOUNTS = frozenset("account estimate reckoning version telling count tally figure".split())


def voices(tree: Tree, i: int) -> list[Voice]:
    """The sources of the predicate headed by token `i`, outermost first; none where the text speaks in its own voice."""
    inner: list[Voice] = []
    below = i
    chain = [i]
    parted = False
    for above in tree.ancestors(i):
        parted = _parts_from(tree, below, i)
        if parted:
            break
        chain.append(above)
        inner = [*_unless_denied_apart(tree, _said_by(tree, below, above, i), chain), *inner]
        below = above
    inner = inner or _says_itself(tree, i)
    according: list[Voice] = []
    for h in chain:
        according += _according(tree, h, i)
        if not inner:
            inner = _beside(tree, h, i) or _own_account(tree, h)
    if not according and not inner and not parted:
        inner = _opening_noun(tree, i) or _label(tree, i)
    if not according and not inner and not parted:
        according = _according_around(tree, i) or _said_next_to(tree, i) or _said_last(tree, i)
    seen: dict[int, Voice] = {}
    for voice in [*according, *inner]:
        if not _parted(tree, voice.cue_head, i):
            seen.setdefault(voice.head, voice)
    return list(seen.values())


def _unless_denied_apart(tree: Tree, told: list[Voice], chain: list[int]) -> list[Voice]:
    """`told` without those who deny what only describes whom or what the denial is about: "denied supporting the rebels who took the town"."""
    apart = any(tree.tokens[j].dep == "relcl" for j in chain)
    return [v for v in told if not (v.denies and apart)]


def _says_itself(tree: Tree, i: int) -> list[Voice]:
    """Sources of a predicate whose own verb tells it: "put the toll at 40", "announced an offensive"."""
    lemma = tree.tokens[i].lemma.lower()
    puts = (lemma == "count" and bool(tree.objects(i))) or (lemma in ("put", "estimate", "speak") and any(
        word in ("at", "of") for word, _ in tree.prepositions(i))) or (lemma in ("put", "estimate") and any(_figure(tree, o) for o in tree.objects(i)))
    launches = lemma in _ANNOUNCING and any("launchable" in categories(tree, tree.core(o)) for o in tree.objects(i))
    return speakers_of(tree, i, i) if puts or launches else []


def _parts_from(tree: Tree, below: int, i: int) -> bool:
    """Whether what stands above `below` no longer tells of the predicate `i`: another voice begins there."""
    token = tree.tokens[below]
    if token.dep == "advcl" and token.tag == "VBG" and any(tree.tokens[c].text.lower() in _INFERRING for c in tree.children(below, "advmod")):
        return True  # "said they had taken the town, effectively cutting the road": what follows is the text's own
    if token.dep == "advcl" and any(tree.tokens[c].text.lower() in ("after", "before") for c in tree.children(below, "mark")) and _dated_by(tree, below):
        return True  # "said it was ending the war, hours after its last town had fallen"
    if joined_saying(tree, below) is not None:
        return True  # "denied that X had fallen and maintained that Y held"
    if below == i:
        return any(tree.tokens[c].text.lower() in _CONTRAST and tree.tokens[c - 1].text == "," for c in tree.children(below, "mark"))
    if any(tree.tokens[c].text.lower() in _CONTRAST for c in tree.children(below, "mark", "advmod", "cc")):
        return True  # "A said …, while B claimed": what hangs below "while" is B's alone
    if is_reporting(tree, below) and (subject := tree.own_subject(below)) is not None and not tree.children(below, "mark") and (
            token.dep == "conj" or (token.dep == "ccomp" and tree.tokens[tree.phrase_start(subject) - 1].text.lower() in ("and", "but"))):
        return True  # "A said …, but B reported …"
    return token.dep == "advcl" and (token.lemma == "refer" or (is_reporting(tree, below) and tree.own_subject(below) is not None))  # "A said …, as B announced"


def _dated_by(tree: Tree, clause: int) -> bool:
    """Whether a clause of time says how long after or before ("hours after"), as a text does in its own voice."""
    return any(tree.tokens[c].lemma in ("hour", "day", "week", "month", "minute", "year", "moment") for c in tree.children(clause, "npadvmod"))


def _beside(tree: Tree, h: int, i: int) -> list[Voice]:
    """Sources that a clause beside the verb `h` names: "…, activists said, …", "as the newspaper noted, …"."""
    for c in tree.children(h, "parataxis", "advcl"):
        if not is_reporting(tree, c) or tree.children(c, "ccomp", "dobj"):
            continue
        marked = any(tree.tokens[m].text.lower() == "as" for m in tree.children(c, "mark", "advmod"))
        if (tree.tokens[c].dep == "parataxis" and c > h and tree.own_subject(c) is not None) or (marked and (tree.own_subject(c) is not None or tree.agents(c))):
            return speakers_of(tree, c, i)
    return []


def _own_account(tree: Tree, h: int) -> list[Voice]:
    """Whose account a clause is by its own words: "the air force, by its own account, shot down three"."""
    subject = tree.own_subject(h) if tree.tokens[h].pos == "VERB" else None
    if subject is None:
        return []
    for own in (t.i for t in tree.tokens[2:-1] if t.text.lower() == "own"):
        if tree.tokens[own + 1].lemma in _ACCOUNTS | {"admission", "words"} and tree.tokens[own - 1].tag == "PRP$" and tree.tokens[own - 2].text.lower() in (
                "by", "on", "in") and not any(t.dep.startswith("nsubj") for t in tree.tokens[min(subject, own) + 1 : max(subject, own)]):
            return [Voice(m, "own account", own) for m in tree.conjuncts(subject)]
    return []


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


def _said_by(tree: Tree, below: int, verb: int, i: int) -> list[Voice]:
    """Sources that the verb (or noun) `verb` gives to what hangs below it at `below`."""
    token, dep = tree.tokens[verb], tree.tokens[below].dep
    lemma = token.lemma.lower()
    if token.pos not in ("VERB", "AUX"):
        return _told_in(tree, below, verb, i)
    of_what = lemma in _ACCUSING and dep in ("dobj", "nsubjpass") and any(i in tree.subtree(c) for c in tree.children(below, "prep"))
    if (lemma in _ACCUSING and dep in ("prep", "pcomp", "xcomp", "agent") and below > verb) or of_what or (lemma == "blame" and dep in ("dobj", "nsubjpass")):
        return speakers_of(tree, verb, i)
    if lemma in ("speak", "put", "estimate") and dep == "prep" and tree.tokens[below].text.lower() in ("of", "at"):
        return speakers_of(tree, verb, i)
    if lemma in _PUTTING and dep == "dobj" and _figure(tree, below) and not tree.is_passive(verb):
        return speakers_of(tree, verb, i)  # "gave a figure of 60 soldiers killed", "placed the number of the wounded at 90"
    if lemma in _SPREADING and dep == "dobj" and tree.tokens[below].lemma in _NEWS and below != i:
        return speakers_of(tree, verb, i)  # "spread theories about", "posted photos of"
    subject = tree.own_subject(verb)
    if subject is not None and dep in ("xcomp", "ccomp") and lemma in _SPREADING and is_witness(tree, subject):
        showing = [j for j in range(verb + 1, below) if tree.tokens[j].lemma in _SHOWING]
        return [Voice(subject, tree.tokens[showing[0]].text, showing[0])] if showing else []  # "footage posted online shows": the parse takes "posted" for the verb
    if lemma in _SURFACING and dep == "ccomp" and subject is not None and tree.tokens[subject].lemma in _NEWS:
        return [Voice(subject, token.text, verb, doubtful=True)]  # "reports came in that …"
    if lemma == "go" and dep == "ccomp" and any(tree.tokens[c].text.lower() == "on" for c in tree.children(verb, "prt")):
        return speakers_of(tree, verb, i)  # "…, he went on"
    if lemma not in words("cues", "report") | _PROMISING:
        return []
    if dep in ("conj", "ccomp") and verb > 0 and tree.own_subject(verb) != verb + 1 and tree.tokens[verb - 1].text == "," and (
            tree.own_subject(below) is None and any(o == verb + 1 and tree.tokens[o].name >= 0 for o in tree.objects(verb))):
        # "the army, wrote the general in his memoirs, lost …": an inserted verb whose subject follows it
        return [Voice(o, token.text, verb) for o in tree.objects(verb) if o == verb + 1 and tree.tokens[o].name >= 0]
    if dep == "nsubjpass" and lemma in _MAKING_KNOWN:
        return speakers_of(tree, verb, i) if tree.agents(verb) else []  # "40 deaths were reported by the army"
    if dep == "prep" and lemma in _ANNOUNCING and tree.tokens[below].text.lower() == "with":
        return speakers_of(tree, verb, i) if any(tree.tokens[o].lemma in words("cues", "plan-nouns") for o in tree.children(below, "pobj")) else []
    if dep == "prep" and lemma in ("claim", "report") and tree.tokens[below].text.lower() == "with" and tree.children(below, "pcomp") and tree.objects(verb):
        return speakers_of(tree, verb, i)  # "claimed heavy losses for their foes, with 220 soldiers killed"
    if dep == "dobj":
        if tree.tokens[below].lemma in ("claim", "allegation", "accusation", "charge", "assertion"):
            return []  # "said that …, a claim that others rejected"
        governed = {d for c in tree.children(below, "acl", "relcl", "prep") for d in tree.subtree(c)}
        told = speakers_of(tree, verb, i)
        if lemma in _MAKING_KNOWN:  # a report confirms an attack, a fact does not
            return [v for v in told if is_witness(tree, v.head) or categories(tree, v.head) - {"unlisted", "of-place"} or tree.tokens[v.head].pos == "PROPN" or tree.tokens[v.head].text.isupper()]
        return told if (i in governed and lemma in _SHOWING | {"see"}) else []
    if lemma in _PROMISING and dep in ("xcomp", "ccomp"):
        told = speakers_of(tree, verb, i)
        if lemma == "threaten":  # an army on the march threatens without a word
            return [] if token.tag == "VBG" else [v for v in told if "force" not in categories(tree, v.head) or tree.tokens[v.head].lemma in words("names", "ranks")]
        return told
    if dep == "advcl" and tree.is_passive(verb) and subject is not None and tree.tokens[subject].text.lower() == "it":
        return speakers_of(tree, verb, i)  # "it was reported by officials that …, advancing …"
    if dep not in ("ccomp", "xcomp", "parataxis", "dep", "advcl") or reported_as(tree, below) or (
            lemma == "find" and token.tag == "VBG" and (token.dep == "pcomp" or verb < token.head)):
        return []  # "upon finding that the enemy had left"
    if dep == "advcl" and (tree.tokens[below].tag == "VBG" or tree.children(below, "mark", "advmod")):
        return []
    if lemma not in words("cues", "report") or (dep == "xcomp" and lemma in ("think", "find", "put", "count", "see")):
        return []
    return speakers_of(tree, verb, i)


def _figure(tree: Tree, i: int) -> bool:
    """Whether a noun is a count of people, or the dead themselves with their number ("4,020 dead")."""
    token = tree.tokens[i]
    return token.name < 0 and (token.lemma in _FIGURES - {"loss", "casualty", "death"} or (
        token.lemma in _FIGURES | words("groups", "states") and bool(tree.children(i, "nummod", "amod"))))


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
    if dep in ("acl", "relcl") and token.dep == "dobj" and tree.tokens[token.head].lemma in ("tell", "inform") and any(
            tree.tokens[c].text.lower() == "that" for c in tree.children(below, "mark")):
        return speakers_of(tree, token.head, i)  # "told a conference that …"
    if dep in ("acl", "relcl") and lemma in ("statement", "interview", "speech", "address", "letter", "briefing", "post") and tree.tokens[token.head].pos == "ADP":
        said = tree.tokens[token.head].head  # "said in a statement that …": what hangs at the statement is what was said
        return speakers_of(tree, said, i) if tree.tokens[said].lemma in words("cues", "report") else []
    if lemma in ("report", "claim", "allegation", "rumour", "rumor", "accusation") and dep in ("acl", "ccomp", "relcl") and (
            tree.tokens[token.head].lemma in words("cues", "denying")):
        return speakers_of(tree, token.head, i)  # "rejected reports that …"
    above = tree.tokens[token.head]
    if token.dep == "pobj" and above.text.lower() == "by" and dep in ("relcl", "acl") and tree.tokens[above.head].lemma in words("cues", "report"):
        return speakers_of(tree, above.head, i)  # "it was reported by an official that …": the parse hangs the clause at the official
    if token.pos in ("NOUN", "PROPN") and is_witness(tree, noun) and dep in ("acl", "relcl") and tree.tokens[below].lemma in _SHOWING and below != i:
        return [Voice(noun, tree.tokens[below].text, below, doubtful=doubted(tree, noun))]
    return []


def _according(tree: Tree, h: int, i: int) -> list[Voice]:
    out = []
    for p in tree.children(h, "prep", "advcl", "advmod"):
        word = tree.tokens[p].text.lower()
        if word in _ACCORDING and not (i > p and _closes_clause(tree, p)):
            out += [Voice(m, "according to", p, since=since) for o in _named_behind(tree, p) if o != i for m, since in parties(tree, o)]
        elif word in ("by", "in") and (p == 0 or tree.tokens[p - 1].text == ","):
            # "by rebel accounts, …"
            out += [Voice(o, f"{word} {tree.tokens[o].text}", p) for o in tree.children(p, "pobj")
                    if tree.tokens[o].lemma in _ACCOUNTS and tree.children(o, "compound", "amod", "poss", "nmod")]
    return out


def _named_behind(tree: Tree, p: int) -> Iterator[int]:
    for q in [p, *tree.children(p, "prep")]:
        for o in tree.children(q, "pobj"):
            if tree.tokens[p].text.lower() != "per" or tree.tokens[o].lemma not in _RATES:
                yield from tree.conjuncts(o)


def _closes_clause(tree: Tree, p: int) -> bool:
    """Whether an "according to" ends its clause, another being joined to it: "…, according to the mayor, and on Monday …"."""
    after = _after_phrase(tree, p)
    return p > 0 and tree.tokens[p - 1].text == "," and after < len(tree.tokens) and tree.tokens[after].text.lower() in _JOINING


def _after_phrase(tree: Tree, p: int) -> int:
    """Index of the word behind the phrase of an "according to"."""
    named = list(_named_behind(tree, p))
    last = max([p, *(j for o in named for j in tree.subtree(o))])
    after = last + 1
    while after < len(tree.tokens) and tree.tokens[after].text == ",":
        after += 1
    return after


def _according_around(tree: Tree, i: int) -> list[Voice]:
    """Sources named at the head of the sentence, or behind a comma where it or its clause ends ("…, killing two, according to the
    police"): they vouch for all that stands behind or before.
    """
    for p, token in enumerate(tree.tokens):
        if token.text.lower() not in _ACCORDING:
            continue
        after = _after_phrase(tree, p)
        opens = p == 0 and i >= after
        ends = p > i and tree.tokens[p - 1].text == "," and (_ends(tree, max(tree.subtree(p)) + 1) or (
            after < len(tree.tokens) and tree.tokens[after].text.lower() in _JOINING))
        if opens or ends:
            return [Voice(m, "according to", p, since=since) for o in _named_behind(tree, p) for m, since in parties(tree, o)]
    return []


def _ends(tree: Tree, i: int) -> bool:
    """Whether nothing but punctuation stands from token `i` on."""
    return all(tree.tokens[j].pos == "PUNCT" for j in range(i, len(tree.tokens)))


def _opening_noun(tree: Tree, i: int) -> list[Voice]:
    """The source at the head of a sentence whose verb of saying the parse took for a noun: "Partners on the ground report that …", "Sources
    close to the militia speak of …".
    """
    root = next(token for token in tree.tokens if token.head == token.i)
    if root.tag != "NNS" or root.i > i or tree.phrase_start(root.i) != 0:
        return []
    for token in tree.tokens[root.i + 1 : i]:
        following = tree.tokens[token.i + 1].text.lower()
        if token.tag in ("NN", "VBP") and ((following == "that" and token.lemma in words("cues", "report")) or (following == "of" and token.lemma == "speak")):
            return [Voice(root.i, token.text, token.i)]
    return []


def _label(tree: Tree, i: int) -> list[Voice]:
    """The source that a label before a colon names, or the end of a headline: "Police: three men were shot", "Strike kills four - medics"."""
    for lower in (token.i for token in tree.tokens if token.dep == "parataxis"):
        upper = tree.tokens[lower].head
        if upper < lower <= i and tree.tokens[upper].pos in ("NOUN", "PROPN") and any(token.text == ":" for token in tree.tokens[upper + 1 : lower]):
            return [Voice(upper, ":", upper)]
        first = next(j for j in tree.subtree(lower) if tree.tokens[j].pos != "PUNCT")
        if i < lower and tree.tokens[lower].pos in ("NOUN", "PROPN") and tree.tokens[first - 1].text in (":", "-", "–", "—"):
            return [Voice(lower, ":", lower)]
    return []


def _said_next_to(tree: Tree, i: int) -> list[Voice]:
    """Sources of a clause that the parse hung elsewhere, though it follows right behind a verb of saying."""
    clause = next((a for a in (i, *tree.ancestors(i)) if tree.tokens[a].pos == "VERB" and tree.children(a, "nsubj", "nsubjpass")), None)
    if clause is None:
        return []
    start = min(tree.phrase_start(s) for s in tree.children(clause, "nsubj", "nsubjpass"))
    for verb in range(start - 1, -1, -1):
        token = tree.tokens[verb]
        if token.pos == "VERB" and is_reporting(tree, verb) and token.lemma not in INDIRECT | _ACCUSING | _SEEING:
            return [] if tree.children(verb, "ccomp", "dobj") else speakers_of(tree, verb, i)
        if token.pos not in ("ADV", "ADJ", "NUM", "SCONJ") and not _dated(tree, verb):
            return []
    return []


def _said_last(tree: Tree, i: int) -> list[Voice]:
    """The source of a sentence that ends in who says so, where the parse does not see a verb there: "…, footage from the town shows."."""
    end = next((token.i for token in reversed(tree.tokens) if token.pos != "PUNCT"), 0)
    if end <= i or tree.tokens[end].lemma.lower() not in words("cues", "report") or tree.tokens[end].dep in ("relcl", "acl", "advcl", "ccomp", "xcomp"):
        return []
    comma = next((j for j in range(end - 1, i, -1) if tree.tokens[j].text in _BREAKS), None)
    if comma is None:
        return []
    said = next((j for j in range(comma + 1, end) if tree.tokens[j].pos in ("NOUN", "PROPN") and tree.tokens[j].dep not in ("compound", "poss")), None)
    return [Voice(said, tree.tokens[end].text, end)] if said is not None else []


def _dated(tree: Tree, i: int) -> bool:
    return any(time.span.overlaps(tree.tokens[i].span) for time in tree.sentence.times)


def speakers(tree: Tree) -> list[Voice]:
    """Those whom a sentence lets speak, the latest last, whatever they say; a reader carries them on to "he added"."""
    out: list[Voice] = []
    for token in tree.tokens:
        if token.text.lower() in _ACCORDING:
            out += [Voice(o, "according to", token.i) for o in _named_behind(tree, token.i)][:1]
        elif token.pos == "VERB" and is_reporting(tree, token.i) and token.lemma not in INDIRECT - {"add", "note"} | _ACCUSING | _SEEING:
            out += [v for v in speakers_of(tree, token.i, token.i) if v.cue_head == token.i and v.head not in tree.objects(token.i)][:1]
    return out
