"""The decision on one name laid open: its candidates, how likely each is, and why."""

from __future__ import annotations

from collections.abc import Sequence

from noria.reading.toponyms.model import ResolutionContext, Toponym
from noria.reading.toponyms.names import gather
from noria.reading.toponyms.weigh import Verdict, weigh
from noria.reference.gazetteer import Gazetteer
from noria.values.span import Span


def explain(name: str, gazetteer: Gazetteer, *, company: Sequence[str] = (), context: ResolutionContext = ResolutionContext()) -> Verdict:  # noqa: B008 - frozen
    """What `resolve` would make of a name in a text that names the places in `company` too.

    "Tripoli, Lebanon" is the name with the areas that the text puts it in.
    """
    core, *containers = (part.strip() for part in name.split(","))
    asked = Toponym(Span(0, max(1, len(core))), core, containers=tuple(filter(None, containers)))
    beside = [Toponym(Span(0, len(other)), other) for other in (*containers, *company) if other]
    names, which = gather([asked, *beside], gazetteer, context.decided)
    return weigh(names, gazetteer)[which[0]]
