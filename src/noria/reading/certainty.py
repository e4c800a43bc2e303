"""How sure the text itself is of a predicate: realised, unverified, planned, failed or denied, from the words that govern it."""

from __future__ import annotations

from itertools import islice

from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.irrealis import unreal
from noria.reference.lexicons import words

_PLANNABLE = frozenset("capture encircle attack advance launch withdraw deploy airstrike shelling displace agree detain bombing defect casualty".split())
_ATTEMPTED = frozenset("attack advance capture encircle launch withdraw".split())
_SUBJUNCTIVE = frozenset("demand urge insist order propose recommend request require".split())
_LETTING = frozenset("allow let permit enable".split())
_OF_PEOPLE = frozenset(["suspected", "alleged", "supposed", "purported", "likely", "probable"])
_NEGATIVE = frozenset(["not", "n't", "never", "neither", "nor", "no"])
_CHECKING = frozenset("confirm verify corroborate authenticate establish ascertain determine know prove substantiate".split())
_OPEN = frozenset("clear unclear certain known unknown know say see ask tell examine investigate check confirm verify establish determine wonder question doubt".split())
_PROOF = frozenset("evidence sign indication proof trace suggestion hint".split())
# Whom nobody is said to have owned to a thing, does not mean that it did not happen.
_OWNING = frozenset("claim admit acknowledge confess confirm".split())
_CALLED_OFF = frozenset("cancel shelve".split())
_TOLD = frozenset("claim report allegation assertion account statement figure toll".split())
_UNREAL = frozenset("fictitious fictional imaginary invented fabricated bogus non-existent nonexistent".split())
# Verbs whose object, an act not told before, is still to come; and what an act may be a step towards.
_PREPARING = frozenset("plan prepare contemplate consider envisage propose threaten schedule rehearse postpone".split())
_TOWARDS = frozenset("toward towards for".split())
_STEPS = frozenset("step preparation stage move prelude preliminary".split())
# Of those and what is the first to do a thing, it is told that they do: "the first town to fall".
_ORDINAL = frozenset("first second third fourth fifth last next only latest".split())
_WRONGLY = frozenset("falsely wrongly erroneously incorrectly mistakenly".split())
_SENDING = frozenset("send redirect deploy dispatch redeploy divert".split())
_READYING = frozenset("prepare ready brace preparation plan".split())
# Who does these to a move of forces has not made it yet.
_INTENDING = frozenset("announce propose envision envisage back favour favor advocate promise urge support authorise authorize".split())
_OPENINGS = frozenset(["opportunity", "chance", "occasion"])
_USED = frozenset(["take", "use", "seize"])
_NEARLY = frozenset(["nearly", "almost"])
_IN_VAIN = frozenset(["unsuccessfully", "vainly", "fruitlessly"])
_UNDONE = frozenset("capture encircle casualty".split())
_THROWN_BACK = frozenset("repel repulse rebuff foil thwart".split())
_BACKWARDS = frozenset("back off".split())
# With "would", what was still to come and came.
_IN_THE_EVENT = frozenset("later eventually ultimately subsequently afterwards".split())
_DECLINING = frozenset("refuse decline".split())
_DURING = frozenset("during amid amidst following".split())
# Verbs that only carry an act told as their object: what is said of them is said of it.
_CARRYING = frozenset("organise organize mount launch stage conduct perform undertake".split())


def factuality(tree: Tree, i: int, type_: str) -> str:
    """The factuality of the predicate headed by token `i`. Realised unless words of the sentence say otherwise."""
    if _negated(tree, i):
        return "denied"
    own = _own(tree, i, type_)
    if own is not None:
        return own
    below = i
    for above in tree.ancestors(i) if tree.tokens[i].dep != "amod" or tree.tokens[i].tag != "VBN" else ():
        verdict = _governed(tree, below, above, type_)
        if verdict is not None:
            return verdict
        if tree.tokens[below].dep in ("relcl", "advcl") and not _infinitive(tree, below):
            break
        if tree.tokens[below].dep in ("acl", "amod") and tree.tokens[below].tag == "VBN":
            break  # "ordered them out of the only port captured in May": what only says which one is told as a fact
        if below != i and tree.tokens[below].dep == "advcl" and tree.tokens[i].dep in ("xcomp", "ccomp", "dobj"):
            return "planned"  # "was sent to help retake the town"
        if tree.tokens[above].pos == "VERB" and tree.tokens[below].dep in ("nsubj", "prep", "pobj", "dobj", "agent") and below == i and not (
                tree.tokens[below].dep == "dobj" and tree.tokens[above].lemma in _CARRYING):
            break
        if tree.tokens[below].dep in ("prep", "agent") and _known(tree, i):
            break
        below = above
    if type_ == "attack" and _thrown_back(tree, i):
        return "failed"
    if unreal(tree, i) == "planned":
        return "planned"
    return "unverified" if _doubted(tree, i) else "realised"


def _known(tree: Tree, i: int) -> bool:
    """Whether a noun points to an act that was told, so that doubts about what came of it are none about it: "reportedly died in the strike"."""
    return tree.tokens[i].pos == "NOUN" and (tree.tokens[tree.tokens[i].head].text.lower() in _DURING or any(tree.tokens[c].text.lower() in ("the", "this", "that", "these", "those") for c in tree.children(i, "det")))


def _thrown_back(tree: Tree, i: int) -> bool:
    """Whether the clauses that go on from an attack tell that those who made it were beaten back: "attacked the fort, but their columns were
    repulsed", "attacked and were driven off".
    """
    light = [r for o in tree.objects(i) for h in (o, *(b for _, b in tree.prepositions(o)), *(b for _, b in tree.prepositions(i))) for r in tree.children(h, "relcl")] if tree.tokens[i].pos == "VERB" else tree.children(i, "relcl")
    if any(tree.is_passive(c) and tree.tokens[c].lemma in _THROWN_BACK and any(tree.tokens[s].text.lower() == "which" for s in tree.children(c, "nsubjpass")) for c in light):
        return True  # "launched an attack, which was repelled"
    for c in tree.children(i, "conj", "advcl"):
        if c > i and tree.tokens[c].lemma in words("cues", "failing") and not tree.is_passive(c) and (own := tree.own_subject(c)) is not None and tree.tokens[own].text.lower() in (
                "this", "these", "it", "they", "all", "both"):
            return True  # "launched two counter-attacks, though these failed"
        if c < i or not tree.is_passive(c) or not (tree.tokens[c].lemma in _THROWN_BACK or (tree.tokens[c].lemma in ("drive", "beat", "throw", "push", "fight", "force") and any(
                tree.tokens[p].text.lower() in _BACKWARDS for p in tree.children(c, "prt", "advmod")))):
            continue
        if tree.tokens[c].dep == "advcl" and not any(tree.tokens[m].text.lower() in ("though", "although", "but") for m in tree.children(c, "mark", "cc", "advmod")):
            continue
        subject = tree.own_subject(c)
        if subject is None or tree.tokens[subject].text.lower() in ("they", "it", "he", "she") or any(
                tree.tokens[p].text.lower() in ("their", "his", "its", "her") for p in tree.children(subject, "poss")) or "event" in categories(tree, subject):
            return True
    return False


def _negated(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if token.dep == "conj" and token.pos == "VERB" and tree.own_subject(i) is None and any(
            tree.tokens[c].text.lower() in ("or", "nor") for c in tree.children(token.head, "cc")) and _negated(tree, token.head):
        return True  # "did not enter the town or attack its garrison"
    if any(tree.tokens[c].text.lower() in _NEGATIVE and not _only(tree, c) and not _or_not(tree, c) for c in tree.children(i, "neg", "advmod", "cc", "preconj")):
        return True
    heads = [i, *tree.children(i, "nsubjpass", "dobj", "nsubj")] if tree.tokens[i].pos == "VERB" else [i]
    return any(tree.tokens[c].text.lower() == "no" and tree.tokens[c + 1].text.lower() not in ("less", "fewer", "more") for h in heads for c in tree.children(h, "det", "neg"))


def _or_not(tree: Tree, i: int) -> bool:
    """Whether a "not" is that of "whether or not"."""
    return i > 1 and [t.text.lower() for t in tree.tokens[i - 2 : i]] == ["whether", "or"]


def _only(tree: Tree, i: int) -> bool:
    """Whether a "not" is that of "not only": what stands under it happened."""
    return i + 1 < len(tree.tokens) and tree.tokens[i + 1].text.lower() in ("only", "just", "merely", "simply")


def _own(tree: Tree, i: int, type_: str) -> str | None:
    token = tree.tokens[i]
    if (type_ == "launch" and token.lemma in ("plan", "prepare")) or (type_ == "capture" and token.lemma == "seek"):
        return "planned"
    for c in (c for h in (i, *_acts(tree, i)) for c in tree.children(h, "amod", "compound")):
        if tree.tokens[c].text.lower() in _UNREAL:
            return "denied"
        if _fails(tree, c):
            return "failed"
        if tree.tokens[c].text.lower() in ("planned", "possible", "potential", "imminent", "future", "threatened"):
            return "planned"
    for c in tree.children(i, "advmod"):
        word = tree.tokens[c].text.lower()
        if (word in _IN_VAIN and type_ in _ATTEMPTED) or (word in _NEARLY and c == i - 1 and type_ in _UNDONE):
            return "failed"  # "unsuccessfully attacked", "had nearly taken"
    for c in tree.children(i, "aux"):
        if tree.tokens[c].text.lower() == "would" and token.dep != "ccomp" and any(tree.tokens[m].text.lower() in _IN_THE_EVENT for m in tree.children(i, "advmod")):
            continue  # "would later retake the town": told from after it
        if tree.tokens[c].text.lower() in words("cues", "modals-planned"):
            return "planned"
        if tree.tokens[c].text.lower() in ("may", "might", "could") and any(tree.tokens[h].lemma == "have" for h in tree.children(i, "aux")) and token.tag == "VBN":
            return "unverified"  # "may have been hit by its own side"
        if tree.tokens[c].text.lower() in words("cues", "modals-possible") and type_ != "hold":
            return "planned"
        if tree.tokens[c].text.lower() in ("must", "should") and not any(tree.tokens[h].lemma == "have" for h in tree.children(i, "aux")):
            return "planned"  # "the city must be retaken"
    if token.dep in ("advcl", "xcomp") and _infinitive(tree, i) and tree.tokens[token.head].lemma == "go" and any(
            tree.tokens[c].text.lower() == "on" for c in tree.children(token.head, "prt", "advmod", "prep")):
        return None  # "went on to take the port"
    if token.dep == "advcl" and _infinitive(tree, i):
        return "failed" if any(_fails(tree, c) for o in _acts(tree, token.head) for c in tree.children(o, "amod")) else "planned"
    if token.dep == "conj" and token.tag == "VB" and not tree.children(i, "aux", "nsubj", "nsubjpass"):
        return _own(tree, token.head, type_)  # "to halt the advance and push them back"
    marks = {tree.tokens[c].text.lower() for c in tree.children(i, "mark", "advmod")}
    if "whether" in marks or ("if" in marks and _asked(tree, i)):
        return None if _infinitive(tree, i) else "unverified"  # "it was not clear if they were killed"
    if marks & {"if", "unless"}:
        return "planned"
    return None


def _asked(tree: Tree, i: int) -> bool:
    """Whether a clause with "if" is a question that the clause above leaves open, and no condition."""
    token = tree.tokens[i]
    above = tree.tokens[token.head]
    asked = {above.lemma, *(tree.tokens[c].lemma for c in tree.children(above.i, "acomp"))} & _OPEN
    return bool(asked) and (token.dep == "ccomp" or (token.dep == "advcl" and token.head < i and bool(tree.children(above.i, "acomp"))))


def _acts(tree: Tree, i: int) -> list[int]:
    """Acts of war that a verb has for its object ("made an attempted counterattack")."""
    return [o for o in tree.objects(i) if "event" in categories(tree, o)] if tree.tokens[i].pos == "VERB" else []


def _fails(tree: Tree, c: int) -> bool:
    return not {tree.tokens[c].lemma, tree.tokens[c].text.lower()}.isdisjoint(words("cues", "fail-adjectives"))


def _governed(tree: Tree, below: int, above: int, type_: str) -> str | None:
    """What the word `above` does to the certainty of what hangs below it at `below`."""
    dep, lemma = tree.tokens[below].dep, tree.tokens[above].lemma.lower()
    infinitive = _infinitive(tree, below)
    if lemma in _PROOF and dep in ("acl", "ccomp", "relcl", "prep") and any(tree.tokens[c].text.lower() == "no" for c in tree.children(above, "det")):
        return "denied"  # "there was no sign that they had left"
    if tree.tokens[above].pos == "NOUN" and any(tree.tokens[c].text.lower() in _UNREAL for c in tree.children(above, "amod")):
        return "denied"  # "a fictitious attack encircling the town"
    if dep == "ccomp" and lemma in _CHECKING and _negated(tree, above):
        return "unverified"  # "could not confirm that the bridge had been blown up"
    if dep == "dobj" and lemma in _CALLED_OFF and tree.tokens[below].pos == "NOUN":
        return "denied"
    if dep in ("xcomp", "ccomp", "acl", "relcl") and infinitive:
        if lemma in _DECLINING and dep == "xcomp":
            return "denied"  # "refused to withdraw"
        if lemma in _OPENINGS and tree.tokens[above].dep == "dobj" and tree.tokens[tree.tokens[above].head].lemma in _USED:
            return None  # "took the opportunity to attack"
        if dep in ("acl", "relcl") and any(tree.tokens[c].text.lower() in _ORDINAL for c in tree.children(above, "amod")):
            return None  # "the first town to fall"
        if lemma in words("cues", "fail") | words("cues", "fail-nouns"):
            return "planned" if _under_way(tree, above) else "failed"
        if lemma in words("cues", "passive-report") and tree.is_passive(above):
            return "unverified"
        if lemma in words("cues", "plan") | words("cues", "plan-nouns"):
            return "planned"
        if any(_fails(tree, c) for c in tree.children(above, "amod")):
            return "failed"  # "a failed counterattack to retake the bridge"
        if dep == "xcomp" and ((lemma in _SENDING and tree.is_passive(above)) or any(tree.tokens[c].text.lower() in ("should", "must") for c in tree.children(above, "aux"))):
            return "planned"  # "were redirected to hold the road", "should unite to take it"
        if dep == "xcomp" and _purposed(tree, below, above):
            return "planned"
        if dep in ("acl", "relcl") and tree.tokens[above].pos == "NOUN" and type_ in _PLANNABLE:
            return "planned"
    if dep == "ccomp" and any(tree.tokens[c].text.lower() in _WRONGLY for c in tree.children(above, "advmod")):
        return "denied"  # "falsely claimed that the town had fallen"
    if type_ in ("withdraw", "deploy") and lemma in _INTENDING and tree.tokens[below].lemma not in ("mobilisation", "mobilization") and (dep == "dobj" or (dep in ("xcomp", "ccomp") and tree.tokens[below].tag == "VBG" and tree.own_subject(below) is None)):
        return "planned"  # "announced the withdrawal of 400 men"
    if dep == "pobj" and lemma == "for" and tree.tokens[tree.tokens[above].head].lemma in _READYING and tree.tokens[below].pos == "NOUN":
        return "planned"  # "prepared for the arrival of the fleet"
    if dep == "ccomp" and infinitive and lemma in _LETTING and _negated(tree, above):
        return "denied"  # "would not allow them to leave"
    if dep == "ccomp" and lemma in _SUBJUNCTIVE and (tree.tokens[below].tag == "VB" or (lemma != "insist" and tree.tokens[below].tag in ("VBP", "VBZ"))):
        return "planned"
    if dep in ("dobj", "nsubjpass") and lemma in words("cues", "defeating") and tree.tokens[below].pos == "NOUN":
        return None if _infinitive(tree, _first(tree, above)) else "failed"  # who fights "to repel an attack" is attacked
    if dep == "nsubj" and tree.tokens[below].pos == "NOUN" and type_ in _ATTEMPTED and (lemma in words("cues", "failing") or (lemma in ("come", "end") and any(
            word in ("to", "in") and tree.tokens[o].lemma in words("cues", "nothing") for word, o in tree.prepositions(above)))):
        return "failed"  # "three attacks came to nothing"
    if dep in ("dobj", "nsubjpass") and lemma in _PREPARING and tree.tokens[below].pos == "NOUN" and not any(
            tree.tokens[c].text.lower() in ("the", "this", "that", "these", "those") for c in tree.children(below, "det")):
        return "planned"  # "planned a counter-attack"; who "planned the attack" that was told is no such
    if dep == "pcomp" and tree.tokens[above].dep == "prep":
        verb, noun = tree.tokens[tree.tokens[above].head].lemma, tree.tokens[tree.tokens[above].head].pos == "NOUN"
        if tree.tokens[above].text.lower() in _TOWARDS and verb in _STEPS:
            return "planned"  # "a first step towards retaking the port"
        if (noun and verb in words("cues", "plan-nouns")) or (verb == "task" and tree.tokens[above].text.lower() == "with") or (
                verb == "insist" and tree.tokens[above].text.lower() == "on") or (verb in ("aim", "plan") and tree.tokens[above].text.lower() in ("at", "on", "of")):
            return "planned"
    if dep == "prep" and tree.tokens[below].text.lower() == "by" and tree.children(below, "pcomp") and any(
            tree.tokens[c].text.lower() in words("cues", "modals-planned") for c in tree.children(_first(tree, above), "aux")):
        return "planned"  # "would only reach its aim by taking the port"
    if dep == "ccomp" and lemma in words("cues", "doubtful"):
        return None
    if tree.tokens[above].pos == "VERB" and dep == "xcomp" and lemma not in _OWNING and _negated(tree, above):
        return "denied"
    outcome = dep == "advcl" and tree.tokens[below].tag == "VBG" and not tree.children(below, "aux", "mark", "advmod")  # "would turn south, encircling Paris"
    if (dep in ("xcomp", "conj", "csubj") or (dep == "ccomp" and infinitive) or outcome) and any(tree.tokens[c].text.lower() in words("cues", "modals-planned") for c in tree.children(_first(tree, above), "aux")) and (
            not tree.children(below, "aux", "nsubj", "nsubjpass") or infinitive):
        return "planned"
    return None


def _purposed(tree: Tree, below: int, above: int) -> bool:
    """Whether an infinitive that the parse hangs at a verb says what an operation or a plan is for: "began operations to take the port", "their
    aim was to take the port"; and whether what somebody is able to do is only supposed.
    """
    if tree.tokens[above].lemma == "be":
        subject = tree.own_subject(above)
        # "their aim was to take the port"; "under which the garrison was to leave"
        return subject is not None and (tree.tokens[subject].lemma in words("cues", "plan-nouns") or bool(categories(tree, subject) & {"force", "people", "person"}))
    if tree.tokens[above].lemma == "able":
        return any(tree.tokens[c].text.lower() in words("cues", "modals-planned") for c in tree.children(tree.tokens[above].head, "aux"))
    return any(above < o < below and "launchable" in categories(tree, o) for o in tree.objects(above))


def _first(tree: Tree, verb: int) -> int:
    """The first of the verbs that `verb` is coordinated with."""
    while tree.tokens[verb].dep == "conj" and tree.tokens[tree.tokens[verb].head].pos == "VERB":
        verb = tree.tokens[verb].head
    return verb


def _under_way(tree: Tree, i: int) -> bool:
    """Whether the outcome of an attempt is open: "were attempting to", "in an attempt to"; "attempted to" says that it came to nothing."""
    token = tree.tokens[i]
    if token.pos == "NOUN":
        going_on = any(tree.tokens[a].lemma in ("continue", "renew", "resume", "step") for a in islice(tree.ancestors(i), 2))
        return going_on or (token.dep == "pobj" and tree.tokens[token.head].text.lower() == "in" and not tree.children(i, "amod"))
    return token.tag == "VBG" and token.lemma != "fail" and any(tree.tokens[c].lemma == "be" for c in tree.children(i, "aux"))


def _infinitive(tree: Tree, i: int) -> bool:
    return any(tree.tokens[c].text.lower() == "to" for c in tree.children(i, "aux"))


def _doubted(tree: Tree, i: int) -> bool:
    doubt = words("cues", "doubt")
    chain = [i]
    for above in tree.ancestors(i):
        last = tree.tokens[chain[-1]]
        if last.dep in ("ccomp", "relcl") or (last.dep == "advcl" and not _circumstance(tree, chain[-1])) or (last.dep in ("prep", "agent") and _known(tree, i)):
            break
        if tree.tokens[chain[-1]].dep == "conj" and tree.children(chain[-1], "nsubj", "nsubjpass"):
            break
        chain.append(above)
    for h in chain:
        for c in tree.children(h, "advmod", "amod"):
            if tree.tokens[c].text.lower() in doubt and not _of_adjunct(tree, h, c):
                return True
        for c in tree.children(h, "nsubj", "nsubjpass", "dobj"):
            # "suspected rebels attacked" doubts who they were, not that they did
            doubted = doubt - _OF_PEOPLE if tree.tokens[c].lemma in words("groups", "forces") | words("groups", "people") else doubt
            if any(tree.tokens[d].text.lower() in doubted for d in tree.children(c, "amod", "advmod")):
                return True
    token = tree.tokens[i]
    if any(unconfirmed(tree, noun.i) for noun in tree.tokens[i + 1 :] if noun.lemma in _TOLD):
        return True  # "that the town had fallen, a claim that was not confirmed"
    if any(_unproved(tree, c) for h in (*chain, *tree.ancestors(i)) for c in tree.children(h, "advcl", "conj") if c > i):
        return True
    if any(_rumoured(tree, h) for h in chain):
        return True
    if token.tag == "VBN" and token.dep in ("xcomp", "oprd") and not tree.children(i, "aux", "auxpass") and tree.tokens[token.head].lemma in words("cues", "passive-report"):
        return True  # "32 fighters reported killed"
    return token.dep == "xcomp" and tree.tokens[token.head].lemma in words("cues", "passive-report") and tree.is_passive(token.head)


def _of_adjunct(tree: Tree, verb: int, adverb: int) -> bool:
    """Whether an adverb of doubt is only about what follows it: "crashed, most likely due to a failure"."""
    following = tree.tokens[adverb + 1 : adverb + 2]
    return adverb > verb and any(token.pos in ("ADP", "SCONJ") or token.text.lower() == "due" for token in following)


def unconfirmed(tree: Tree, noun: int) -> bool:
    """Whether the text says of a report that it could not be, or was not, confirmed."""
    return any(tree.tokens[c].lemma in _CHECKING and _negated(tree, c) for c in tree.children(noun, "relcl", "acl"))


def _unproved(tree: Tree, clause: int) -> bool:
    """Whether a clause says of what was told before it that it is not confirmed: "though this could not be verified", "but that was not verifiable"."""
    subject = tree.own_subject(clause)
    if subject is None or not (tree.tokens[subject].text.lower() in ("this", "that", "it", "which", "these", "neither") or (tree.tokens[subject].lemma in _TOLD and any(
            tree.tokens[c].text.lower() in ("this", "these", "the", "his", "their") for c in tree.children(subject, "det", "poss")))) or not _negated(tree, clause):
        return False
    return tree.tokens[clause].lemma in _CHECKING - {"know", "determine"} or any(tree.tokens[c].text.lower() in ("verifiable", "verified", "confirmed") for c in tree.children(clause, "acomp"))


def _circumstance(tree: Tree, clause: int) -> bool:
    """Whether a clause is part of what the verb before it tells: "was reportedly killed when a rocket hit his headquarters"."""
    return tree.tokens[clause].head < clause and any(tree.tokens[c].text.lower() in ("when", "after") for c in tree.children(clause, "mark", "advmod"))


def _rumoured(tree: Tree, verb: int) -> bool:
    """Whether a clause is what "it was reported" says, nobody being named as the one who did."""
    token = tree.tokens[verb]
    above = token.head
    if token.dep not in ("ccomp", "nsubjpass") or tree.tokens[above].lemma not in words("cues", "passive-report") or not tree.is_passive(above):
        return False
    return not tree.agents(above) and any(tree.tokens[c].text.lower() == "it" for c in tree.children(above, "nsubjpass", "nsubj"))
