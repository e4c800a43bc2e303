"""Where a predicate happened: the places its words give, else those beside it in the sentence, else where the paragraph stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from noria.claims.counting import counts
from noria.claims.discourse import WIDE, Discourse
from noria.claims.mentions import acts, describes, in_passing, is_beside, is_definite, site_mention, site_span
from noria.claims.model import Claim, PlaceRef
from noria.claims.resolve import Resolver
from noria.reading.grammar import NOMINAL, Tree
from noria.reading.locations import how_many, is_battle, is_described_site, may_be_place, points_to_city, points_to_several
from noria.reading.names import event_place
from noria.reading.output import PlaceArgument, Predicate
from noria.reference.lexicons import words
from noria.values.span import Span

# Types that a reader does not place by what else the sentence tells.
_UNPLACED = frozenset("state launch".split())
# Types that lend their place to nothing told with them.
_UNTOLD = frozenset("state launch agree".split())
_HAPPENING = frozenset("in during by from amid after".split())
# Types that say nothing of where the story stands: a ceasefire is signed far off.
_SPOKEN = frozenset("state agree".split())
# Types that a reader places where the story stands when the sentence names no place of its own.
_PLACED_BY_CONTEXT = frozenset("displace casualty clash airstrike shelling bombing attack hold materiel detain withdraw deploy encircle".split())
_CONTENT = frozenset("ccomp xcomp dobj prep advcl parataxis".split())
_BELOW = frozenset("advcl relcl acl pcomp pobj appos".split())
_TIMING = frozenset("after before since until during following".split())
_ADDING = frozenset("addition additionally also".split())
_MEANWHILE = frozenset("meanwhile elsewhere".split())
# What is summed up over more than the place that the paragraph stands at.
_SUMMED = frozenset("casualty materiel detain displace".split())
_TOTAL = re.compile(r"(?:In (?:all|total|sum)|Altogether|All told|All in all|Overall|In the course of the (?:war|campaign))\b")
_LEAVING = frozenset("withdraw displace".split())
_MOVING = frozenset("capture withdraw advance deploy hold encircle displace".split())
_SINCE = frozenset("after despite since following before until".split())
_SENT = frozenset("deploy advance airstrike shelling attack".split())
_SOMEWHERE = frozenset("area village town settlement district city neighbourhood neighborhood location".split())


# What stands between a place and the one that it is told by: "X, some 20 km north-east of Y".
_OFF = re.compile(r"[,\s(]+(?:[\w.,-]+\s+){0,7}(?:(?:north|south|east|west)[\w-]*\s+of|(?:km|kilomet\w+|miles)\s+from)\s+(?:the\s+)?(?:(?:city|town|village)\s+of\s+)?", re.IGNORECASE)


class Whereabouts:
    """The places of one document's predicates; its sentences are given to it in order."""

    def __init__(self, text: str, resolver: Resolver, discourse: Discourse) -> None:
        self._text = text
        self._resolver = resolver
        self._discourse = discourse

    def see(self, tree: Tree) -> None:
        """Remember the places that a sentence names; not those that only say whose men somebody's are ("Havelock's column")."""
        told = {tree.tokens[a.head].name for p in tree.sentence.predicates for a in p.places if a.named}
        owners = {token.name for token in tree.tokens if token.name >= 0 and token.dep in ("poss", "compound")
                  and tree.tokens[token.head].lemma.lower() in words("groups", "forces") | words("groups", "offices")}
        origins = {tree.tokens[a.head].name for p in tree.sentence.predicates if _from_afar(p) for a in p.places if a.named}
        seen: list[tuple[bool, PlaceRef, str | None, int]] = []
        last: Span | None = None
        for i, name in enumerate(tree.sentence.names):
            place = self._resolver.known_place(event_place(name.text)) if is_battle(name) else self._resolver.mentioned_place(name.span)
            if place is None and (i in told or (name.kind == "place" and name.sure)):
                place = PlaceRef(name.text)
            off = last is not None and place is not None and _OFF.fullmatch(self._text, last.end, name.span.start) is not None
            if place is not None:  # beside a building, the place that it is told by stays in mind: "the academy north-east of Y"
                last = None if name.text.split()[-1].lower() in words("groups", "sites") else name.span
            if off or place is None or not (i in told or ((name.kind in ("place", "event") or place.id is not None) and (name.sure or i not in owners))):
                continue
            at = next((token.i for token in tree.tokens if token.name == i), None)
            if place.id is None and at is not None and name.kind != "event" and not may_be_place(tree, at):
                continue  # "villages taken from the FARC"
            if i in origins or (name.kind == "event" and name.text.startswith("Operation ")):
                continue  # "reinforcements came from X": what follows happens elsewhere
            if at is None or i in told or not acts(tree, at):
                seen.append((at is None or not in_passing(tree, at), place, name.feature, name.span.start))
        for _, place, feature, offset in sorted(seen, key=lambda s: s[0]):  # what is named in passing is less in mind than what the sentence is about
            self._discourse.saw_place(place, feature, offset)

    def head(self, tree: Tree) -> None:
        """Let the section below a heading stand at the one place that the heading names, until the next heading."""
        whole = self._resolver.known_place(tree.sentence.span.of(self._text).strip())
        named = [whole] if whole.id is not None else [place for name in tree.sentence.names if name.kind in ("place", "other", "event")
                 for place in [self._resolver.known_place(event_place(name.text)) if is_battle(name) else self._resolver.mentioned_place(name.span)] if place is not None]
        self._discourse.section = tuple(named) if len(named) == 1 and named[0].precision not in WIDE else ()

    def of(self, tree: Tree, predicate: Predicate, found: Sequence[Predicate]) -> tuple[PlaceRef, ...]:
        """The places of `predicate`, one of those `found` in its sentence; none where neither the sentence nor those before it tell."""
        own = self._own(tree, predicate, found)
        if predicate.type == "launch":
            meant = min((p.head for p in _meant(tree, predicate, found)), default=len(tree.tokens))
            own = self._refs(tree, [p for p in predicate.places if not p.lent and p.head < meant]) or self._purpose(tree, predicate, found) or own
        elif not own and predicate.type == "state":
            own = self._purpose(tree, predicate, found) or self._spoken_of(tree, predicate, found)
        if predicate.type in _LEAVING and own:
            left = tuple(ref for ref in own if ref.relation != "toward")  # "fled the town towards X"
            own = left or self._driven_from(tree, predicate, found) or own
        if own or predicate.factuality == "planned" or predicate.type in _UNPLACED:
            return own
        if predicate.type == "capture" and counts(tree, self._text, predicate):
            return own  # "more than ten villages" are not the place of the clause beside it
        # the sentence's one place is where all of it happened, unless a clause has its own
        telling = [p for p in found if p.type not in _UNTOLD or p.type == predicate.type]
        others = [self._refs(tree, _lendable(p)) for p in sorted(telling, key=lambda p: abs(p.head - predicate.head)) if not _gone_before(tree, p, predicate)]
        near = next((refs for refs in others if refs), ())
        if len({ref.mention for refs in others for ref in refs}) == 1 or (near and predicate.type in _PLACED_BY_CONTEXT):
            return near
        if predicate.type in _PLACED_BY_CONTEXT and not _somewhere(tree, predicate.head):
            if predicate.type in _SUMMED and _TOTAL.match(self._text, tree.sentence.span.start) is not None:
                return self._discourse.scene
            reached = self._text.startswith("By ", tree.sentence.span.start)  # "By May, …" tells what had come of it where the story stands
            return self._pointed_at(tree) or self._discourse.setting(anew=_anew(tree) and not (reached and not self._discourse.scene))
        return self._discourse.scene if predicate.type == "advance" and not predicate.places else ()

    def _own(self, tree: Tree, predicate: Predicate, found: Sequence[Predicate]) -> tuple[PlaceRef, ...]:
        """The places that a predicate's words give; where they give none, or a site that nothing tells more of ("the building"), those of
        the predicates it is told with, those that the clauses around name, that site.
        """
        words_ = [p for p in predicate.places if not p.lent]
        if self._refs(tree, words_, vague=False) or predicate.type in ("launch", "state"):
            return self._refs(tree, words_) or self._refs(tree, predicate.places)
        return self._with(tree, predicate, found) or self._refs(tree, [p for p in predicate.places if p.lent]) or self._refs(tree, words_)

    def _with(self, tree: Tree, predicate: Predicate, found: Sequence[Predicate]) -> tuple[PlaceRef, ...]:
        """The places of the predicates that one is told with: those of the verb that it stands below without a subject of its own ("attacked X,
        killing ten"), those of the act that did it or that it happened in ("a raid on X killed ten").
        """
        telling = {p.head: p for p in found if p is not predicate and p.type not in _UNTOLD}
        below = [h for h in telling if telling[h].nominal and _told_in(tree, predicate.head, h)]
        for head in (*below, *_told_below(tree, predicate.head)):
            if head in telling:
                told = [p for p in _lendable(telling[head]) if not p.lent]
                if self._refs(tree, told, vague=False):
                    return self._refs(tree, told)
        return ()

    def _pointed_at(self, tree: Tree) -> tuple[PlaceRef, ...]:
        """The place that a sentence points back to, whatever part it has there: "The dam failed after the raids"."""
        if self._discourse.scene and any(t.lemma in ("siege", "battle") and t.tag == "NN" and t.name < 0 and is_definite(tree, t.i) for t in tree.tokens):
            return self._discourse.scene  # "supplies were flown in during the siege"
        nouns = [t for t in tree.tokens if t.name < 0 and t.tag == "NN" and t.lemma in words("groups", "sites") and is_definite(tree, t.i) and not describes(tree, t.i)]
        meant = (self._discourse.place_for(t.lemma, t.span.start) for t in nouns)
        return next(((place,) for place in meant if place is not None), ())

    def settle(self, tree: Tree, told: Sequence[tuple[Claim, Predicate]]) -> None:
        """Let the paragraph stand where the main clause of a sentence happened; what it tells in addition moves it nowhere."""
        placed = [(_depth(tree, predicate.head), claim.places) for claim, predicate in told if claim.places and claim.type not in _SPOKEN and not _from_afar(predicate)]
        if not placed:
            return
        least = min(depth for depth, _ in placed)
        here = [places for depth, places in placed if depth == least][-1]
        adding = not _ADDING.isdisjoint(token.text.lower() for token in tree.tokens[:2])
        self._discourse.stand(here, adding=adding)

    def _purpose(self, tree: Tree, predicate: Predicate, found: Sequence[Predicate]) -> tuple[PlaceRef, ...]:
        """Where what is announced or begun is to lead: "vowed to march on X", "an offensive to retake X", "an offensive that took X"."""
        return next((refs for refs in (self._refs(tree, p.places) for p in _meant(tree, predicate, found)) if refs), ())

    def _spoken_of(self, tree: Tree, predicate: Predicate, found: Sequence[Predicate]) -> tuple[PlaceRef, ...]:
        """The place that a statement is about, no whole country: "claimed that X was lost because …"."""
        about = {t for c in tree.children(predicate.head, *_CONTENT) if tree.tokens[c].text.lower() not in _TIMING for t in tree.subtree(c)}
        told = [self._refs(tree, p.places) for p in found if p.head in about]
        told += [self._refs(tree, [PlaceArgument(t, "in", named=True)]) for t in sorted(about) if self._is_place(tree, t)]
        told += [self._refs(tree, [PlaceArgument(t, "in", named=False)]) for t in sorted(about)
                 if tree.tokens[t].lemma in ("city", "town", "village") and tree.tokens[t].tag == "NN" and is_definite(tree, t)]
        return next((refs for refs in told if refs and not all(map(_whole_country, refs))), ())

    def _is_place(self, tree: Tree, i: int) -> bool:
        name = tree.tokens[i].name
        return name >= 0 and tree.sentence.names[name].kind == "place" and (
            tree.tokens[i].dep == "pobj" or (tree.tokens[i].dep == "compound" and tree.tokens[tree.tokens[i].head].lemma in words("groups", "settled"))) and (
            self._resolver.mentioned_place(tree.sentence.names[name].span) is not None)

    def _driven_from(self, tree: Tree, predicate: Predicate, found: Sequence[Predicate]) -> tuple[PlaceRef, ...]:
        """What was taken from those who withdrew, where only their destination is told: "they took X, and the garrison fled to Y"."""
        above = {predicate.head, *tree.ancestors(predicate.head)}
        taken = [p for p in found if p.type == "capture" and p.factuality == "realised" and p.head in above]
        return next((refs for refs in (self._refs(tree, p.places) for p in taken) if refs), ())

    def _refs(self, tree: Tree, arguments: Sequence[PlaceArgument], *, vague: bool = True) -> tuple[PlaceRef, ...]:
        """References to places; `vague`: also to sites that are named by one common noun that nothing before explains."""
        out: dict[str, PlaceRef] = {}
        for argument in arguments:
            name = tree.tokens[argument.head].name
            if not argument.named:
                meant = self._unnamed(tree, argument, vague=vague, beside=bool(out))
            elif (ref := self._resolver.place(tree, argument)).id is None and self._resolver.acts(tree.sentence.names[name]):
                continue  # "a camp of Islamic State", who attacks elsewhere in the text
            else:
                meant = (ref,)
            for ref in meant:
                out.setdefault(ref.mention.lower(), ref)
        return tuple(out.values())

    def _unnamed(self, tree: Tree, argument: PlaceArgument, *, vague: bool, beside: bool) -> tuple[PlaceRef, ...]:
        """What a place noun without a name means: what was named before, or a site that its own words tell; `beside` another place."""
        i = argument.head
        lemma, before = tree.tokens[i].lemma, tree.tokens[i].span.start
        if tree.tokens[i].tag == "NNS" and points_to_several(tree, i):
            return self._discourse.several(lemma, how_many(tree, i), before)
        described = (lemma in words("groups", "sites") and describes(tree, i)) or (lemma not in words("groups", "sites") and is_described_site(tree, i))
        if (beside and is_beside(tree, i)) or (lemma in words("groups", "settled") and any(tree.tokens[c].name >= 0 for c in tree.children(i, "amod", "compound", "nmod"))):
            meant = None  # "the Syrian capital city" was not named before
        elif described:
            meant = self._discourse.named_like(site_mention(tree, self._text, i), before)
        elif points_to_city(tree, i):
            meant = self._discourse.city(before)
        else:
            meant = self._discourse.place_for(lemma, before, shown=any(tree.tokens[c].text.lower() in ("this", "that") for c in tree.children(i, "det")))
        if meant is not None:
            if lemma in words("groups", "settled") and (meant, lemma, before) not in self._discourse.places:
                self._discourse.saw_place(meant, lemma, before)  # what is spoken of again is in mind again
            return (replace(meant, relation=self._resolver.relation(argument.relation)),)
        if not described and lemma not in words("groups", "sites"):
            return ()
        ref = self._resolver.site(site_mention(tree, self._text, i), site_span(tree, i), argument)
        if not (vague or described) and ref.mention.islower():
            return ()
        if not ref.mention.islower():
            self._discourse.saw_place(ref, None, before)  # "Odesa's port" is "the port" from here on
        return (ref,)


def _meant(tree: Tree, predicate: Predicate, found: Sequence[Predicate]) -> list[Predicate]:
    """What is told below an announcement or a beginning as its aim: "an offensive to retake X"."""
    below = set(tree.subtree(predicate.head))
    return [p for p in found if p.head in below and p is not predicate and not p.nominal and (p.factuality == "planned" or predicate.type == "launch")]


def _told_in(tree: Tree, i: int, act: int) -> bool:
    """Whether an act told as a noun did what the verb at `i` tells, or is what it happened in: "a raid killed ten", "killed in a raid"."""
    return act in tree.children(i, "nsubj") or any(below == act and word in _HAPPENING for word, below in tree.prepositions(i))


def _told_below(tree: Tree, i: int) -> Iterator[int]:
    """The words that a predicate stands below in one clause, nearest first: up to where somebody else begins to act."""
    below = i
    for above in tree.ancestors(i):
        token = tree.tokens[below]
        own = tree.own_subject(below)
        if token.dep in ("ccomp", "parataxis") or (token.dep == "prep" and token.text.lower() in _TIMING and tree.tokens[i].pos in NOMINAL) or (own is not None and own != above and tree.tokens[own].pos != "PRON" and tree.tokens[below].pos in ("VERB", "AUX")):
            return
        yield above
        below = above


def _from_afar(predicate: Predicate) -> bool:
    """Whether all that is told of where is where those came from who were sent, or what was fired."""
    return predicate.type in _SENT and bool(predicate.places) and all(p.relation == "from" for p in predicate.places)


def _gone_before(tree: Tree, told: Predicate, predicate: Predicate) -> bool:
    """Whether `told` only says after or despite what `predicate` happened: "after the fall of X, they fought back"; strikes and fights
    have their dead and their damage told so.
    """
    above = next((a for a in tree.ancestors(told.head) if tree.tokens[a].dep == "prep" and tree.tokens[a].text.lower() in _SINCE), None)
    return above is not None and told.type in _MOVING and predicate.head not in tree.subtree(above)


def _lendable(predicate: Predicate) -> list[PlaceArgument]:
    """The places of a predicate where what is told beside it may have happened too: not where those got to who left."""
    return [p for p in predicate.places if p.relation != "toward" or predicate.type not in _LEAVING]


def _whole_country(place: PlaceRef) -> bool:
    return place.precision in WIDE and place.mention.split()[0].lower() not in words("names", "compass")


def _depth(tree: Tree, i: int) -> int:
    """How far below the main clause a predicate is told: 0 in it and in what is joined to it."""
    return sum(tree.tokens[a].dep in _BELOW for a in (i, *tree.ancestors(i)))


def _anew(tree: Tree) -> bool:
    """Whether a sentence opens by going on to another time or scene: "The next day, …", "Meanwhile, …"."""
    first = tree.sentence.times[0] if tree.sentence.times else None
    opened = tree.sentence.span.start
    return tree.tokens[0].text.lower() in _MEANWHILE or (first is not None and first.span.start - opened < 8 and first.type in ("DATE", "TIME"))


def _somewhere(tree: Tree, i: int) -> bool:
    """Whether the places of a predicate are told but not which: "strikes on areas held by …", "raids in three nearby villages"."""
    below = [*tree.objects(i), *(b for word, b in tree.prepositions(i) if word in ("in", "on", "at", "against"))]
    return any(tree.tokens[b].tag == "NNS" and tree.tokens[b].lemma in _SOMEWHERE and not is_definite(tree, b) for b in below)
