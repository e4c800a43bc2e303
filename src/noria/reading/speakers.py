"""Whom a verb of saying lets speak: its subject, whose statement it is, whom it cites, to which outlet it was told."""

from __future__ import annotations

from dataclasses import dataclass

from noria.reading.categories import categories
from noria.reading.certainty import unconfirmed
from noria.reading.grammar import Tree
from noria.reading.roles import is_event
from noria.reference.lexicons import words

# Verbs whose subject may as well be a fact ("the loss shows that …").
INDIRECT = frozenset("show indicate suggest mark note add find count put mean depict".split())
_CITING = frozenset("citing quoting".split())
# Those that publish news.
OUTLETS = frozenset("agency newspaper paper radio station channel broadcaster television tv media network magazine website".split())
# Statements whose author says what they say ("a statement from the ministry"), and things that somebody shows.
_STATEMENTS = frozenset("statement communique communiqué spokesperson".split())
_SHOWN = frozenset("footage video film clip image photo photograph picture recording".split())
_PUBLISHED = frozenset("figure report data record estimate count account testimony evidence document image picture survey dispatch map communique communiqué bulletin".split())
_RELAYING = frozenset("quote cite report describe".split())
_RELEASED = frozenset("release publish share issue distribute broadcast air post present upload show circulate".split())


@dataclass(frozen=True, slots=True)
class Voice:
    """A source by the head of its phrase and the words that bring it in; `denies` where it says the thing is not so.

    `since` is the first word of the phrase where words of another source stand before it.
    """

    head: int
    cue: str
    cue_head: int
    denies: bool = False
    doubtful: bool = False
    since: int = 0


def is_reporting(tree: Tree, verb: int) -> bool:
    """Whether a verb is one of report."""
    return tree.tokens[verb].lemma.lower() in words("cues", "report")


def doubted(tree: Tree, noun: int) -> bool:
    """Whether the text itself doubts a source ("an unverified photo", "a video that could not be authenticated")."""
    return unconfirmed(tree, noun) or any(tree.tokens[c].text.lower() in words("cues", "doubt") for c in tree.children(noun, "amod"))


def is_witness(tree: Tree, noun: int) -> bool:
    """Whether a noun is a thing that can tell: a report, a film."""
    return _lemma(tree, noun) in words("cues", "witness")


def speakers_of(tree: Tree, verb: int, i: int) -> list[Voice]:
    """Whom the verb of saying `verb` lets speak of the predicate at `i`, outermost first: to whom it was told, who says it, whom they cite."""
    token = tree.tokens[verb]
    denies = token.lemma.lower() in words("cues", "denying")
    if (relayed := _relayed(tree, verb)) is not None:
        return relayed
    if _said_of(tree, verb):
        return []
    heads = [_antecedent(tree, h) for h in _subjects(tree, verb)]
    heads = [h for h in heads if h != i and _can_speak(tree, h, token.lemma.lower())]
    heads = [m for h in heads if not any(tree.tokens[c].text.lower() == "no" for c in tree.children(h, "det")) for m in _authors(tree, h)]
    seeming = token.dep == "xcomp" and tree.tokens[token.head].lemma in ("appear", "seem", "purport")
    out = [Voice(m, token.text, verb, denies, seeming or doubted(tree, h), since)
           for h in heads if i not in tree.subtree(h) or i > verb for m, since in parties(tree, h)]
    told = [o for o in tree.objects(verb) if token.lemma == "tell" and _is_outlet(tree, o)]
    return [*(Voice(o, token.text, verb) for o in told), *out, *_cited(tree, verb, heads)]


def _said_of(tree: Tree, verb: int) -> bool:
    """Whether a participle tells what is said of its noun, where the parse takes that for the speaker: "70 soldiers said to have been shot"."""
    after = tree.tokens[verb + 1 : verb + 3]
    return tree.tokens[verb].text.lower() in ("said", "believed", "thought") and len(after) > 1 and after[0].text.lower() == "to" and after[1].tag == "VB"


def _relayed(tree: Tree, verb: int) -> list[Voice] | None:
    """Who is quoted "as saying", behind whoever quotes them; None where `verb` is no such saying."""
    above = tree.tokens[tree.tokens[verb].head]
    quoting = above.head
    if above.text.lower() != "as" or tree.tokens[verb].tag != "VBG" or tree.tokens[quoting].lemma not in _RELAYING:
        return None
    told = tree.children(quoting, "nsubjpass") if tree.is_passive(quoting) else tree.objects(quoting)
    by = tree.agents(quoting) if tree.is_passive(quoting) else _subjects(tree, quoting)
    return [Voice(h, tree.tokens[quoting].text, quoting) for h in by] + [Voice(m, tree.tokens[verb].text, verb) for h in told for m in tree.conjuncts(h)]


def parties(tree: Tree, head: int) -> list[tuple[int, int]]:
    """Those whom one phrase names before one noun, each with its first word: "the Red Cross and hospital sources" are two."""
    for c in tree.children(head, "nmod", "compound", "amod"):
        name = tree.tokens[c].name
        if name >= 0 and tree.sentence.names[name].kind in ("actor", "other") and (later := tree.children(c, "conj")) and later[0] < head:
            return [(c, 0), (head, later[0])]
        if name < 0 and tree.tokens[c].tag == "NN" and categories(tree, c) == {"people", "civil"} and (later := tree.children(c, "conj")) and later[0] < head:
            return [(c, 0), (head, later[0])]  # "the mayor and hospital officials"
    return [(head, 0)]


def _subjects(tree: Tree, verb: int) -> list[int]:
    if tree.is_passive(verb):
        return tree.agents(verb)
    joined = joined_saying(tree, verb)
    behind = tree.children(verb, "dobj")[:1]
    if behind and tree.own_subject(verb) is None and tree.tokens[verb - 1].text in (",", '"', "”") and any(c < verb for c in tree.children(verb, "ccomp")) and (
            categories(tree, behind[0]) & {"person", "people", "office", "force"}):
        return [o for o in tree.children(verb, "dobj") if tree.tokens[o].name >= 0][:1] or behind  # "…, writes the general and historian Ana Petrova"
    subject = tree.subject(verb if joined is None else joined)
    if tree.tokens[verb].dep == "acl" and tree.tokens[verb].tag == "VBG" and tree.tokens[tree.tokens[tree.tokens[verb].head].head].text.lower() == "to":
        # "issued a warning to residents saying that …": who speaks is who issued it
        subject = next((s for a in tree.ancestors(verb) if tree.tokens[a].pos == "VERB" and (s := tree.own_subject(a)) is not None), subject)
    if subject is None:
        return []
    for c in tree.children(subject, "appos"):
        if c == verb - 1 and "office" in categories(tree, c) and tree.tokens[c].name < 0 and tree.children(subject, "conj"):
            return [c]  # "five villages - A, B and C - the ministry said"
    return tree.conjuncts(subject)


def joined_saying(tree: Tree, verb: int) -> int | None:
    """The verb of saying that another one goes on from, where the parse joins that to what was said: "denied that X fell and maintained that …"."""
    token = tree.tokens[verb]
    if token.dep != "conj" or tree.own_subject(verb) is not None or not tree.children(verb, "ccomp", "dobj"):
        return None
    above = tree.tokens[token.head]
    if not tree.children(verb, "ccomp") and not any(tree.tokens[c].text.lower() == "but" for c in tree.children(above.i, "cc")):
        return None  # "denied that X had done it but blamed Y"
    if above.dep == "ccomp" and not is_reporting(tree, above.i) and is_reporting(tree, above.head) and above.head < above.i:
        return above.head
    return None


def _can_speak(tree: Tree, h: int, lemma: str) -> bool:
    token = tree.tokens[h]
    if is_event(tree, h) or any(time.span.overlaps(token.span) for time in tree.sentence.times):
        return False
    if lemma in INDIRECT:
        return bool(categories(tree, h) & {"force", "people", "person", "office", "pronoun"}) or is_witness(tree, h) or token.lemma in words("groups", "reporters")
    return token.pos not in ("VERB", "AUX", "ADV", "ADP") or not token.text.islower()


def _is_outlet(tree: Tree, o: int) -> bool:
    name = tree.tokens[o].name
    if name >= 0:
        return tree.sentence.names[name].kind in ("actor", "other")
    return _lemma(tree, o) in OUTLETS


def _cited(tree: Tree, verb: int, heads: list[int]) -> list[Voice]:
    """Whom those who speak rely on: "the institute cited the army", "the agency, quoting a police officer, said"."""
    if tree.tokens[verb].lemma in ("cite", "quote") and heads:
        return [Voice(o, tree.tokens[verb].text, verb) for o in tree.objects(verb)]
    out = []
    for c, token in enumerate(tree.tokens):
        if token.text.lower() in _CITING and next((a for a in tree.ancestors(c) if tree.tokens[a].pos == "VERB" and is_reporting(tree, a)), None) == verb:
            cited = tree.objects(c) or [m for o in tree.children(c, "pobj") for m in tree.conjuncts(o)]
            out += [Voice(o, token.text, c) for o in cited]
    return out


def _antecedent(tree: Tree, h: int) -> int:
    """The noun right before a relative pronoun that the parse left at its verb."""
    return h - 1 if tree.tokens[h].text.lower() in ("who", "which") and h > 0 and tree.tokens[h - 1].pos in ("NOUN", "PROPN") else h


def _authors(tree: Tree, h: int) -> list[int]:
    """Whose statement it is, where a statement speaks: "a statement from the ministry said"."""
    if tree.tokens[h].lemma in _STATEMENTS:
        whose = [b for word, b in tree.prepositions(h) if word in ("from", "by", "of") and _can_speak(tree, b, "say")]
        return whose or [h]
    return [h]


def shown_by(tree: Tree, h: int) -> tuple[int, int | None]:
    """Of a thing that was shown or published ("footage released by the army", "figures from the ministry", "reports in local media") the last
    word of its phrase and who showed it.
    """
    if _lemma(tree, h) not in _SHOWN:
        whose = [(word, b) for word, b in tree.prepositions(h) if word in ("from", "by", "of", "in", "on") and _publishes(tree, b)]
        told = [(word, b) for word, b in whose[:1] if _lemma(tree, h) in _PUBLISHED]
        return (max(h, told[0][1]), told[0][1] if told[0][0] in ("from", "by", "of") else None) if told else (h, None)
    for c in tree.children(h, "acl"):
        if tree.tokens[c].lemma in _RELEASED and tree.tokens[c].tag == "VBN":
            by = tree.agents(c)
            where = [b for word, b in tree.prepositions(c) if word in ("on", "by", "to")]
            return max([c, *by[:1], *where[:1]]), by[0] if by else None
    above = tree.tokens[h].head
    if tree.tokens[h].dep == "dobj" and tree.tokens[above].lemma in _RELEASED and (subject := tree.own_subject(above)) is not None and _publishes(tree, subject):
        return h, subject  # "the ministry presented a video showing …"
    return h, None


def _publishes(tree: Tree, i: int) -> bool:
    """Whether a phrase names who may have a thing published: an office, a force, an outlet; no place."""
    kinds = categories(tree, i)
    return _is_outlet(tree, i) or bool(kinds & {"office", "force", "people", "person"} and "place" not in kinds) or _lemma(tree, i) in ("media", "press")


def _lemma(tree: Tree, i: int) -> str:
    token = tree.tokens[i]
    return "media" if token.text.lower() == "media" else token.lemma.lower()
