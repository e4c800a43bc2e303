"""Noun phrases as mentions: who is meant, in the text's own words, without articles, figures and relative clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noria.claims.quantities import COLLECTIVE
from noria.reading.categories import categories
from noria.reading.grammar import Tree
from noria.reading.locations import ROADS, joined_by_road
from noria.reading.roles import HELD, party
from noria.reading.speakers import OUTLETS
from noria.reference.lexicons import words
from noria.values.span import Span

_LEADING = frozenset("the a an some several many other another all both no any each every few most more these those this that multiple numerous various additional further".split())
_BESIDE = frozenset("adjacent nearby neighbouring neighboring surrounding local same entire whole".split())
# Blanks, and where a page has lost one before an acronym: "agencyANSA".
_GAP = re.compile(r"\s+|(?<=[a-z]{4})(?=[A-Z]{3,}\b)")
_GENERIC = frozenset("""coalition alliance bloc force forces member unit fighter troop soldier group resident inhabitant supporter element part remnant people leader commander
head chief official convoy column gathering position number dozen hundred thousand score majority rest wave team body crew employee
spokesman spokesperson spokeswoman director president minister representative one some two three four five six seven eight nine ten none""".split())
# Who leads or rules, and is no body of men.
_HEADING = frozenset("leader commander head chief official president director minister governor officer enemy state government".split())
_OFFICES = frozenset("ministry department office directorate command council bureau committee commission agency service university bank institute".split())
# Bodies of people that a text calls by whose they are ("our forces").
COMMANDED = frozenset("force troop soldier army fighter militia unit man navy warplane pilot side".split())
_WORDS = frozenset("statement communique communiqué announcement message release letter".split())
# What is told of somebody by another.
_UNDONE = frozenset("death killing arrest capture detention assassination murder body execution abduction kidnapping".split())
_QUANTITY = frozenset("total truckload busload boatload planeload number dozen hundred thousand score majority rest couple dozens hundreds thousands scores tens some one two three four five six seven eight nine ten several many most all none both percent %".split())


def mention(tree: Tree, text: str, head: int, since: int = 0) -> str:
    """The phrase headed by `head`, from word `since` on, as a short mention ("17 border guards" gives "border guards")."""
    token = tree.tokens[head]
    if (named := _named(tree, head)) is not None:
        head = named
    first, last = max(tree.phrase_start(head), since), head
    if token.lemma.lower() in _QUANTITY | {"body", "corpse"} or token.pos == "NUM":
        for word, below in tree.prepositions(head):
            if word == "of":
                return mention(tree, text, below)
    whose = tree.tokens[first].tag == "PRP$" and first < head and token.lemma in COMMANDED
    while first < head and not whose and (tree.tokens[first].text.lower() in _LEADING or tree.tokens[first].pos in ("NUM", "DET", "ADV", "PUNCT")
                            or tree.tokens[first].tag in ("PRP$", "CD", "RB", "RBR", "JJR") or _in_number(tree, first)
                            or tree.tokens[first].text.lower().rpartition("-")[2] == "strong"):
        first += 1
    for c in tree.children(head, "appos"):
        if c == head + 1 and tree.tokens[c].name >= 0:
            last = c  # "state television Kanal 5"
    if head + 1 < len(tree.tokens) and token.lemma in OUTLETS and tree.tokens[head + 1].name >= 0 and tree.tokens[head + 1].text.isupper():
        last = head + 1  # "news agency ANSA", wherever the parse hangs it
    for p in tree.children(head, "prep"):
        if tree.tokens[p].text.lower() == "of" and p == head + 1 and token.name < 0:
            for o in tree.children(p, "pobj"):
                if token.lemma.lower() in _GENERIC | _OFFICES or (categories(tree, head) & {"force", "people", "aircraft", "vehicles", "weapons"} and (tree.tokens[o].name >= 0 or (party(tree, o) and not tree.children(o, "nummod")))):
                    last = max(last, o, *_out_of(tree, o))  # "members of the guard", "jets of the Libyan National Army"
    if last == head and head + 1 < len(tree.tokens) and _one_craft(tree, head):
        last = head + 1
    last = max(last, _allegiance(tree, head), *_out_of(tree, head)) if last == head else last
    start, end = tree.text(first, last)
    return HELD.sub("", _GAP.sub(" ", text[start:end])).strip(" ,\"“”'")


def _allegiance(tree: Tree, head: int) -> int:
    """The last word of what says whose a body of people is: "forces loyal to the government", "units under their command"."""
    if tree.tokens[head].lemma not in COMMANDED | {"group", "member", "gunman", "militant", "rebel"}:
        return head
    for c in tree.children(head, "amod", "acl", "relcl"):
        if c == head + 1 and tree.tokens[c].lemma in ("loyal", "allied", "ally", "affiliate", "affiliated", "align", "aligned", "link", "linked", "faithful"):
            below = [b for word, b in tree.prepositions(c) if word in ("to", "with")]
            if below and below[0] - head < 10:
                return below[0]
    return head


def _out_of(tree: Tree, head: int) -> list[int]:
    """The bodies of which those are that a phrase names: "troops from the 101st Division", "fighters from the opposition forces"."""
    if not _of_men(tree, head):
        return []
    above = tree.children(tree.tokens[head].head, "prep")  # "militias and troops from X", "captured 33 fighters from the X Brigades", wherever the parse hangs it
    return [b for p in (*tree.children(head, "prep"), *above) if p == head + 1 and tree.tokens[p].text.lower() == "from" for b in tree.children(p, "pobj")
            if party(tree, b) or (tree.tokens[b].tag == "NNPS" and "force" in categories(tree, b))]


def _one_craft(tree: Tree, head: int) -> bool:
    """Whether the name behind a ship or an aircraft is its own: "the submarine HMS Seal"."""
    after, token = tree.tokens[head + 1], tree.tokens[head]
    return (after.name >= 0 and token.tag == "NN" and token.name < 0 and bool(categories(tree, head) & {"vehicles", "aircraft"})
            and (after.head == token.i or (after.dep == token.dep and after.head == token.head)))


def joined_to(tree: Tree, head: int) -> list[int]:
    """Bodies that act beside those a phrase names, inside its words: B of "fighters of A and B", X of "allied units, including X"."""
    if tree.tokens[head].name >= 0 and not tree.children(head, "prep"):
        return []
    out = []
    for p in tree.children(head, "prep"):
        word = tree.tokens[p].text.lower()
        below = [m for q in (p, *tree.children(p, "conj")) for o in tree.children(q, "pobj") for m in tree.conjuncts(o)]
        if word == "including":
            out += [m for m in below if "force" in categories(tree, m) and (tree.tokens[m].name >= 0 or any(
                inner == "of" and tree.tokens[b].name >= 0 and "force" in categories(tree, b) for inner, b in tree.prepositions(m)))]
        elif word in ("of", "from") and (p == head + 1 or tree.tokens[p - 1].dep == "cc") and _of_men(tree, head) and all(
                party(tree, m) or (word == "of" and "force" in categories(tree, m)) for m in below):
            out += below[1:] if p == head + 1 else below
    return out


def _of_men(tree: Tree, head: int) -> bool:
    """Whether a phrase is a body of armed men, not their leader."""
    token = tree.tokens[head]
    return token.name < 0 and bool(categories(tree, head) & {"force", "men"}) and token.lemma not in words("names", "ranks") | _HEADING


_PASSING = frozenset("since before after than unlike following anniversary".split())


def is_bare_quantity(tree: Tree, head: int) -> bool:
    """Whether a phrase is a figure and nothing more ("a dozen were hurt"), so that those it counts were named before."""
    token = tree.tokens[head]
    if (token.pos != "NUM" and token.lemma.lower() not in _QUANTITY) or token.lemma == "couple":
        return False
    return not any(word == "of" for word, _ in tree.prepositions(head))


def counted_before(tree: Tree, head: int) -> int | None:
    """Of what kind the "others" are that a sentence counts: the people that it has counted before ("40 soldiers surrendered, 15 others died")."""
    if any(t.text.lower() in ("whom", "which") for t in tree.tokens[max(0, head - 3) : head]):  # "eight people, of whom three died"
        people = [t.i for t in tree.tokens[: head - 1] if t.tag in ("NNS", "NNPS") and categories(tree, t.i) & {"people", "force"}]
        return people[0] if len(people) == 1 else None
    return next((t.i for t in reversed(tree.tokens[:head]) if t.tag == "NNS" and t.name < 0 and categories(tree, t.i) & {"people", "force"}
                 and any(_in_number(tree, c) for c in tree.children(t.i, "nummod", "amod", "quantmod"))), None)


def struck_by(tree: Tree, head: int) -> int | None:
    """Whom a bare number counts that a deed killed which is told with its target: "struck rebel fighters in Arin, killing 52"."""
    verb = tree.tokens[head].head
    above = tree.tokens[verb].head
    if tree.tokens[head].dep != "dobj" or tree.tokens[verb].tag != "VBG" or tree.tokens[verb].dep != "advcl" or tree.tokens[head].pos != "NUM" or tree.is_passive(above):
        return None
    hit = [o for o in tree.objects(above) if tree.tokens[o].tag in ("NNS", "NNPS") and tree.tokens[o].name < 0 and categories(tree, o) & {"force", "people"}]
    return hit[0] if len(hit) == 1 else None


def by_name(tree: Tree, head: int) -> list[int]:
    """Those whom a plural names behind a comma ("the pilots, Col. A and Lt. B"); `head` alone where it names nobody."""
    if tree.tokens[head].name >= 0 or tree.tokens[head].tag != "NNS":
        return [head]
    named = [m for c in tree.children(head, "appos") for m in tree.conjuncts(c) if _person(tree, m)]
    if not named and head + 2 < len(tree.tokens) and tree.tokens[head + 1].text == ",":
        named = [m for m in tree.conjuncts(head + 2) if _person(tree, m)]
    return named if len(named) > 1 else [head]


def _named(tree: Tree, head: int) -> int | None:
    """The name behind a comma of the one person that a phrase tells of: "the army chief, A B,", "the ambassador to C, A B,"."""
    token = tree.tokens[head]
    title = token.name >= 0 and set(token.text.lower().replace(".", "").split()) <= words("names", "ranks") | {"deputy", "chief", "head", "acting"}
    if token.tag in ("NNS", "NNPS") or not (token.name < 0 or title or tree.sentence.names[token.name].kind in ("actor", "other")):
        return None
    below = [c for c in tree.subtree(head) if c > head and tree.tokens[c].name >= 0 and tree.tokens[c - 1].text == ","]
    for c in below:
        if tree.tokens[c].dep == "appos" and _person(tree, c):
            return c
        if (title or _one_of_office(tree, head)) and (tree.tokens[c].dep == "appos" or _closed(tree, c)) and _may_be_person(tree, c) and (
                not any(tree.tokens[j].text == "," for j in range(head, c - 1))):
            return c
    return None


def _one_of_office(tree: Tree, head: int) -> bool:
    """Whether a phrase is one person by office or trade ("the army chief", "a photographer"), not a body of people."""
    token = tree.tokens[head]
    return token.name < 0 and token.tag in ("NN", "NNP") and token.lemma not in COLLECTIVE and (
        token.lemma in words("names", "ranks") or token.lemma in ("chief", "head", "deputy", "official", "secretary") or (
            bool(categories(tree, head)) and categories(tree, head) <= {"people", "civil", "person"}))


def _may_be_person(tree: Tree, i: int) -> bool:
    name = tree.sentence.names[tree.tokens[i].name]
    return _person(tree, i) or (not name.sure and not name.known and " " in name.text)


def _closed(tree: Tree, i: int) -> bool:
    """Whether a name stands between commas."""
    return i + 1 < len(tree.tokens) and tree.tokens[i + 1].text == ","


def _person(tree: Tree, i: int) -> bool:
    name = tree.tokens[i].name
    return name >= 0 and tree.sentence.names[name].kind == "person"


def _place(tree: Tree, i: int) -> bool:
    name = tree.tokens[i].name
    return name >= 0 and tree.sentence.names[name].kind == "place" and tree.tokens[i].dep == "pobj"


def antecedent(tree: Tree, pronoun: int, *, machines: bool = False) -> int | None:
    """The subject before a pronoun in its own sentence that it can stand for; None where there is none. `machines`: it stands for one."""
    word = tree.tokens[pronoun].text.lower()
    person = word in ("he", "she", "him", "her")
    beside = tree.tokens[tree.tokens[pronoun].head]
    if tree.tokens[pronoun].dep == "poss" and beside.dep == "conj" and tree.tokens[beside.head].name >= 0 and beside.head < pronoun:
        return beside.head  # "Washington and his army"
    if machines:
        return next((t.i for t in reversed(tree.tokens[:pronoun]) if t.dep in ("nsubj", "nsubjpass", "dobj") and t.pos in ("NOUN", "PROPN")
                     and categories(tree, t.i) & {"aircraft", "vehicles", "equipment"} and "pronoun" not in categories(tree, t.i)), None)
    doer = _doer_to(tree, pronoun)
    if word in ("they", "them"):
        several = _who_says(tree, pronoun) if word == "they" else None
        several = several if several is not None else next((t.i for t in reversed(tree.tokens[:pronoun]) if t.i != doer and t.tag in ("NNS", "NNPS") and "force" in categories(tree, t.i) and (
            t.dep in ("nsubj", "nsubjpass") or (t.dep == "pobj" and tree.tokens[t.head].dep == "agent" and tree.tokens[tree.tokens[t.head].head].dep != "acl"))), None)
        if word == "them":  # "dragged the men out and shot them", "struck at the rebels, driving them back"
            held = next((t.i for t in reversed(tree.tokens[:pronoun]) if t.i != doer and ((t.dep == "dobj" and t.tag == "NNS" and categories(tree, t.i) & {"people", "force"}) or (
                t.dep == "pobj" and tree.tokens[t.head].text.lower() in ("against", "at", "on") and _many(tree, t.i)))), None)
            several = held if held is not None else several
        if several is not None:
            return several
    above = tree.tokens[tree.tokens[pronoun].head]
    if word in ("it", "them", "him") and tree.tokens[pronoun].dep in ("dobj", "nsubj") and above.pos == "VERB" and (
            first := above.head if above.dep == "conj" else tree.tokens[above.head].head if above.dep in ("xcomp", "ccomp") and tree.tokens[above.head].dep == "conj" and (
                tree.tokens[above.head].lemma not in words("cues", "report")) else -1) >= 0:
        struck = next((o for o in reversed(tree.objects(first)) if o < pronoun and categories(tree, o) & {"force", "people"}), None)
        if struck is not None and tree.tokens[struck].pos != "PRON":
            return struck  # "ambushed a unit and forced it to retreat"
    possessive = tree.tokens[pronoun].tag == "PRP$" and not person and word != "his"
    for token in reversed(tree.tokens[:pronoun]):
        if token.i == doer:
            continue  # "the government accused them": somebody else
        if possessive:
            several = token.tag in ("NNS", "NNPS") or bool(tree.children(token.i, "conj"))
            if token.pos in ("NOUN", "PROPN") and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj") and (
                    "force" in categories(tree, token.i) and not _place(tree, token.i)) and (word == "its" or several):
                return token.i
            continue
        if token.dep in ("nsubj", "nsubjpass") and token.pos in ("ADJ", "NUM") and (whole := tree.core(token.i)) != token.i:
            token = tree.tokens[whole]  # noqa: PLW2901 - "most of the squadron": the squadron
        elif token.dep not in ("nsubj", "nsubjpass") or token.pos not in ("NOUN", "PROPN"):
            continue
        kinds = categories(tree, token.i)
        if word in ("they", "them") and "force" not in kinds and kinds & {"office", "people"} and tree.tokens[token.head].lemma in words("cues", "report") and tree.tokens[token.i].name < 0:
            behind = next((c for c in tree.children(token.i, "amod", "compound", "poss", "nmod") if "force" in categories(tree, c)), None)
            if behind is not None:
                return behind  # "Iraqi officials said they had taken the town": those they speak for
            continue
        if kinds & ({"person"} if person else {"force", "office", "people", "name"}) and not (word in ("they", "them") and kinds == {"person", "people", "name"}):
            said_by = next((b for w, b in tree.prepositions(token.i) if w in ("from", "by") and "force" in categories(tree, b)), None)
            return said_by if token.lemma in _WORDS and said_by is not None else token.i
    if possessive and (owner := _spoken_for(tree, pronoun)) is not None:
        return owner
    if possessive and word == "their":  # "the group announced their withdrawal"
        return next((t.i for t in reversed(tree.tokens[:pronoun]) if t.i != doer and t.dep == "nsubj" and "force" in categories(tree, t.i)
                     and t.pos in ("NOUN", "PROPN") and not _place(tree, t.i)), None)
    if person and tree.tokens[pronoun].dep in ("nsubj", "nsubjpass") and (named := {t.text for t in tree.tokens[:pronoun] if _person(tree, t.i)}) and len(named) == 1:
        return next(t.i for t in tree.tokens if t.text in named)  # "the funeral of General X was held, and it was said that he had died"
    return None


def _many(tree: Tree, i: int) -> bool:
    """Whether a word names several who fight."""
    return party(tree, i) and (tree.tokens[i].tag in ("NNS", "NNPS") or tree.tokens[i].name >= 0)


def _who_says(tree: Tree, pronoun: int) -> int | None:
    """The force that says of itself what the clause of a pronoun tells: "rebels backed by the army said they had taken the town"."""
    clause = tree.tokens[pronoun].head
    if tree.tokens[pronoun].dep not in ("nsubj", "nsubjpass") or tree.tokens[clause].dep != "ccomp" or tree.tokens[tree.tokens[clause].head].lemma not in words("cues", "report"):
        return None
    says = tree.subject(tree.tokens[clause].head)
    return says if says is not None and says < pronoun and _many(tree, says) else None


def _spoken_for(tree: Tree, pronoun: int) -> int | None:
    """Whose office says what a pronoun stands in: "Russia's defence ministry said its forces", "the army's spokesman said its troops"."""
    for above in tree.ancestors(pronoun):
        if tree.tokens[above].lemma in words("cues", "report") and (says := tree.own_subject(above)) is not None and says < pronoun and "office" in categories(tree, says):
            return next((c for c in tree.children(says, "poss", "amod", "compound", "nmod") if tree.tokens[c].name >= 0 or "force" in categories(tree, c)), None)
    return None


def _doer_to(tree: Tree, pronoun: int) -> int | None:
    """Who does something to those a pronoun means, and so is not meant by it; None where the pronoun is no object."""
    above = tree.tokens[pronoun].head
    if tree.tokens[pronoun].tag == "PRP$" and tree.tokens[above].dep == "dobj" and (
            tree.tokens[tree.tokens[above].head].lemma in words("cues", "defeating") or tree.tokens[above].lemma in _UNDONE):
        return tree.subject(tree.tokens[above].head)  # "repelled their assault", "announced his death"
    if tree.tokens[pronoun].dep not in ("dobj", "pobj", "dative") or tree.tokens[pronoun].text.lower().endswith("selves"):
        return None
    verb = next((a for a in tree.ancestors(pronoun) if tree.tokens[a].pos == "VERB"), None)
    return tree.subject(verb) if verb is not None and not tree.is_passive(verb) else None


def site_span(tree: Tree, head: int) -> Span:
    """Where an unnamed site stands, with the place it is of: "central prison", "citadel of Erbil"."""
    first = tree.phrase_start(head)
    while first < head and (tree.tokens[first].text.lower() in _LEADING | _BESIDE or tree.tokens[first].tag in ("PRP$", "CD")):
        first += 1
    last = max([head, *joined_by_road(tree, head)]) if tree.tokens[head].lemma in ROADS else head
    for p in tree.children(head, "prep"):
        if tree.tokens[p].text.lower() == "of":
            last = max([last, *(o for o in tree.children(p, "pobj") if tree.tokens[o].name >= 0)])
    return Span(*tree.text(first, last))


def site_mention(tree: Tree, text: str, head: int) -> str:
    """An unnamed site in the text's words."""
    return " ".join(site_span(tree, head).of(text).split())


def describes(tree: Tree, head: int) -> bool:
    """Whether a noun says by itself which one is meant ("the central prison of X"), so that it need not point back."""
    if tree.children(head, "compound", "amod", "nmod"):
        return True
    return any(word == "of" and tree.tokens[below].name >= 0 for word, below in tree.prepositions(head))


def is_beside(tree: Tree, head: int) -> bool:
    """Whether a noun is told of beside the place it belongs to, so that it points back to that alone: "the town and its airfield"."""
    own = tree.children(head, "det", "poss")
    return tree.tokens[head].dep == "conj" and (not own or any(tree.tokens[c].text.lower() in ("its", "their") for c in own))


def _in_number(tree: Tree, i: int) -> bool:
    return any(number.span.overlaps(tree.tokens[i].span) for number in tree.sentence.numbers)


def split_modifiers(tree: Tree, head: int) -> Iterator[int]:
    """Heads of the coordinated modifiers of a phrase: "opposition and pro-government forces" names two forces."""
    for c in tree.children(head, "amod", "compound", "nmod"):
        coordinated = [m for m in tree.conjuncts(c) if m != c and m < head]
        if coordinated and (tree.tokens[c].name >= 0 or tree.tokens[c].lemma in words("groups", "forces") or "-" in tree.tokens[c].text):
            yield c
            yield from coordinated[:-1]
        elif tree.tokens[c].name >= 0 and c + 2 < head and tree.tokens[c + 1].dep == "cc" and tree.tokens[c + 1].head == c:
            yield c  # "ELN and government forces", where the parse joins nothing to the first


def is_definite(tree: Tree, head: int) -> bool:
    """Whether a noun points back to what was told ("the strike")."""
    return any(tree.tokens[c].text.lower() in ("the", "this", "that", "these", "those") for c in tree.children(head, "det"))


def is_pronoun(tree: Tree, head: int) -> bool:
    return tree.tokens[head].pos == "PRON" and tree.tokens[head].text.lower() not in ("one", "others", "all", "none", "some", "each", "both")


def in_passing(tree: Tree, i: int) -> bool:
    """Whether a place is named only to say since when, compared with what, or what another is: "Arin, the last town in Belo that holds out"."""
    return any(tree.tokens[above].text.lower() in _PASSING or (tree.tokens[above].dep == "appos" and tree.tokens[above].name < 0) for above in tree.ancestors(i))


def acts(tree: Tree, i: int) -> bool:
    """Whether a place's name stands for those who rule from there: it says or does something."""
    token = tree.tokens[i]
    if not tree.sentence.parsed:
        return token.dep == "dep"  # it stands behind no preposition: most likely it is the subject
    verb = tree.tokens[token.head]
    return token.dep == "nsubj" and verb.pos == "VERB" and (verb.lemma in words("cues", "report") or bool(tree.children(verb.i, "xcomp", "ccomp")))
