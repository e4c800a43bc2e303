"""Search: events, places, actors, operations, documents and sentences that hold all the words asked for, a sentence each as the beginning of a word."""

from __future__ import annotations

from typing import Any

from noria.record.listing import EventsAsked
from noria.reference.codebook import fold
from noria.views.forms import document_form, event_form, key_form, operation_form
from noria.views.web.visit import Visit
from noria.views.web.site import Page
from noria.views.web.words import TYPES
from noria.views.web.world import World

SHOWN = 50


def listing(visit: Visit) -> Page:
    """`q` is folded as names are (no case, accents, punctuation); every word must occur, in any order, in a sentence as the beginning of a word.

    An event is found by the sentences that tell it, with the names its places and parties are known by, and by its type.
    """
    world = visit.world
    asked = visit.request.query_params.get("q", "").strip()[:200]
    wanted = fold(asked).split()

    def holds(*texts: str | None) -> bool:
        folded = fold(" ".join(text for text in texts if text))
        return bool(wanted) and all(word in folded for word in wanted)

    events, of_events = world.catalogue.events(EventsAsked(words=_as_types(asked)), 0, SHOWN)
    places = [p for p in world.places.values() if holds(p.name)]
    actors = [a for a in world.actors.values() if holds(a.name, *_other_names(world, a.id))]
    operations = [o for o in world.operations.values() if holds(o.name)]
    documents = [d for d in world.documents.values() if holds(d.title, d.file, d.publisher)]
    claims, of_claims = world.catalogue.sentences(asked, SHOWN)
    found: dict[str, list[Any]] = {"places": places, "actors": actors, "operations": operations, "events": events,
                                   "documents": documents, "sentences": claims}
    totals = {kind: len(items) for kind, items in found.items()} | {"events": of_events, "sentences": of_claims}
    data = {"q": asked, "totals": totals, "events": [event_form(e) for e in events[:SHOWN]],
            "places": [key_form(p) for p in places[:SHOWN]],
            "actors": [{"id": a.id, "name": a.name, "side": a.side} for a in actors[:SHOWN]],
            "operations": [operation_form(o) for o in operations[:SHOWN]],
            "documents": [document_form(d) for d in documents[:SHOWN]],
            "sentences": [{"claim": c.id, "document": c.document.id, "quote": c.evidence.quote} for c in claims[:SHOWN]]}
    return Page("search.html", {"q": asked, "shown": SHOWN, "totals": totals,
                                "found": {kind: items[:SHOWN] for kind, items in found.items()}}, data)


def _as_types(asked: str) -> str:
    """The words asked for, those that a page has for a type of event ("air strike") as the type is called in sentences' own index ("airstrike")."""
    words = f" {fold(asked)} "
    for type_, (name, several, _) in TYPES.items():
        for title in (fold(several), fold(name)):
            words = words.replace(f" {title} ", f" {type_} ")
    return words


def _other_names(world: World, actor: str) -> tuple[str, ...]:
    known = world.codebook.actor_by_id(actor)
    return known.other_names if known else ()
