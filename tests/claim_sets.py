"""Claims of every kind, thrown together at random, for what must hold whatever the claims."""

from __future__ import annotations

from factory import actor, claim, place
from hypothesis import HealthCheck, settings, strategies as st

from noria.reference.codebook import Actor, Codebook, Side
from noria.values.count import Count

BOOK = Codebook(sides=(Side(id="n", name="North"), Side(id="s", name="South")),
                actors=(Actor(id="na", name="Northern army", side="n"), Actor(id="sa", name="Southern army", side="s")))
PLACES = [place("Goma", -1.68, 29.22), place("Bukavu", -2.5, 28.86), place("Uvira", -3.4, 29.14), place("Lost Hamlet")]
ACTORS = [actor("Northern army"), actor("Southern army troops"), actor("Lake militia"), actor("hill rebels")]
WORDS = "guns fell silent near river after columns left road toward market while people crossed bridge".split()



def figures(low, kind):
    """A toll of civilians, with a part, as a total, or both."""
    whole = Count("killed", low, low, group="civilians", kind="cumulative" if kind in {"total", "both"} else "increment")
    return (whole, Count("killed", low // 2, None, group="children", kind="subset")) if kind in {"part", "both"} else (whole,)


one_claim = st.builds(
    lambda type_, document, number, words, by, at, where, day, low, source, fact, kind: claim(
        type_, f"Item {number}: " + " ".join(words) + ".", document=f"d-{document}", published=f"2001-03-{10 + document:02d}", at=number * 300,
        actors=tuple(by), targets=tuple(at), places=tuple(where), time=f"2001-03-{day:02d}" if day else None,
        counts=figures(low, kind) if type_ == "casualty" else (), sources=("The Monitor",) if source else (), factuality=fact),
    st.sampled_from(["capture", "withdraw", "hold", "advance", "encircle", "clash", "shelling", "attack", "casualty", "launch", "deploy", "state"]),
    st.integers(0, 3), st.integers(0, 12), st.lists(st.sampled_from(WORDS), min_size=7, max_size=9, unique=True),
    st.lists(st.sampled_from(ACTORS), max_size=2, unique=True), st.lists(st.sampled_from(ACTORS), max_size=1),
    st.lists(st.sampled_from(PLACES), max_size=2, unique=True), st.integers(0, 5), st.integers(1, 30), st.booleans(),
    st.sampled_from(["realised", "realised", "unverified", "planned", "failed", "denied"]), st.sampled_from(["toll", "toll", "part", "total", "both"]))
claim_sets = st.lists(one_claim, max_size=14).map(lambda claims: list({c.id: c for c in claims}.values()))
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
