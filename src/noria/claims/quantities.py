"""Which figure counts which noun: "17 border guards", "both pilots", "a crew of five", "some 800,000 Tutsi and moderate Hutu"."""

from __future__ import annotations

from noria.reading.grammar import Tree
from noria.reading.lists import number_on
from noria.reading.numbers import read_numbers
from noria.reading.output import NumberMention
from noria.values.count import Count, CountKind

# Singular nouns that name many.
COLLECTIVE = frozenset("""army police military militia group faction coalition alliance government regime opposition unit brigade division battalion regiment
corps squad platoon squadron fleet navy garrison crew convoy column patrol side party infantry cavalry tribe detachment contingent legion horde personnel wing
element remnant population crowd mob staff family people life command state force company other public infantry armor team delegation""".split())
# Bodies that are counted as bodies: two divisions are not two fighters.
UNITS = frozenset("""army corps division brigade regiment battalion company platoon squad squadron fleet column unit team group detachment contingent faction militia
convoy patrol party side wing flotilla battery legion horde tribe coalition government state""".split())
_MEN = frozenset("man member strong person".split())
# Words before a singular noun that is not one: "every tank".
NOT_ONE = frozenset("no every each any".split())
_LEFT = frozenset("nummod quantmod amod det nmod advmod compound npadvmod".split())


def number_at(tree: Tree, head: int) -> NumberMention | None:
    """The quantity that counts the noun at `head`, or that `head` itself is part of; "both pilots" are two."""
    token = tree.tokens[head]
    for c in tree.children(head, "det", "preconj", "predet"):
        if tree.tokens[c].text.lower() == "both":
            return NumberMention(tree.tokens[c].span, "both", 2, 2)
    own = number_on(tree, head)
    if own is not None:
        return own
    for word, below in tree.prepositions(head):
        if word == "of" and token.lemma in COLLECTIVE and tree.tokens[below].pos == "NUM":
            return number_at(tree, below)  # "a crew of five"
    for c in range(head - 1, tree.phrase_start(head) - 1, -1):
        number = number_on(tree, c)
        if number is not None and _counts(tree, c, head) and not _times(tree, c, head):
            return _part_of(tree, c) or number
    first = tree.phrase_start(head)
    hung = tree.tokens[first - 1] if first else token
    if hung.tag == "JJ" and hung.dep == "advmod" and hung.text[0].isdigit() and tree.tokens[hung.head].pos == "VERB":
        return number_on(tree, first - 1)  # "800–900 rebels had been killed", where the parse hangs the figure at the verb
    return None


def _times(tree: Tree, c: int, head: int) -> bool:
    """Whether a figure only says how many times as many: "five times as many losses"."""
    i = c
    while i < head and number_on(tree, i) is not None:
        i += 1
    return i < head and tree.tokens[i].text.lower() == "times"


def crew(tree: Tree, head: int) -> NumberMention | None:
    """How many a body is said to be before its name: "a six-man patrol", "the 600-man battalion"."""
    for c in range(tree.phrase_start(head), head):
        figure, _, men = tree.tokens[c].text.lower().partition("-")
        told = read_numbers(figure) if men in _MEN else []
        if told:
            return NumberMention(tree.tokens[c].span, tree.tokens[c].text, told[0].low, told[0].high)
    return None


def _part_of(tree: Tree, i: int) -> NumberMention | None:
    """The figure before "of" where that of token `i` is the whole it is part of: "five of ten missiles", "26 of the 50 men"."""
    whole = number_on(tree, i)
    while i > 0 and (number_on(tree, i - 1) == whole or tree.tokens[i - 1].text.lower() in ("the", "its", "their", "his", "all")):
        i -= 1
    return number_on(tree, i - 2) if i > 1 and tree.tokens[i - 1].text.lower() == "of" else None


def _counts(tree: Tree, number: int, head: int) -> bool:
    """Whether the numeral at token `number` counts the noun at `head` and not a modifier of it."""
    seen = number
    for above in tree.ancestors(number):
        if above == head:
            return tree.tokens[seen].dep in _LEFT
        token = tree.tokens[above]
        belongs = token.pos in ("NUM", "ADJ", "ADV", "DET") or (token.dep in _LEFT and _describes_people(tree, above, head))
        if not belongs:
            return False
        seen = above
    return False


def _describes_people(tree: Tree, i: int, head: int) -> bool:
    """Whether a name before `head` only says which people: "four Azerbaijani soldiers", "800,000 Tutsi and moderate Hutu"."""
    name = tree.tokens[i].name
    return name >= 0 and i < head and (tree.sentence.names[name].kind == "nationality" or bool(tree.children(i, "conj")))


def count(number: NumberMention, measure: str, group: str | None, kind: CountKind = "increment") -> Count:
    """A mention as a figure of a claim."""
    return Count(measure, number.low, number.high, number.approximate, group, kind)
