"""Names as derivations compare them: forces without "forces", people without ranks, places without "the town of".

The word lists hold plain English of any war; the names of one conflict belong in its codebook.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from noria.reference.codebook import fold

GroupClass = Literal["civilians", "children", "women", "people", "health workers", "journalists", "aid workers",
                     "objects"]

FORCE_WORDS = frozenset("force troop soldier fighter member personnel men unit element servicemen serviceman militant gunmen group "
                         "position headquarter line target jet jets warplane aircraft plane advisor of".split())
NUMBER_WORDS = frozenset("one two three four five six seven eight nine ten eleven twelve dozen dozens several many some other others "
                          "another more most few number hundred hundreds thousand thousands local".split())
_RANKS = frozenset(
    "lt lieutenant gen general maj major col colonel brig brigadier capt captain cpl corporal sgt sergeant pvt private cmdr commander "
    "commodore adm admiral vice rear field marshal chief staff president minister prime king emir sheikh sheik mullah dr mr mrs ms sir "
    "prince warlord leader deputy senior ambassador chairman director spokesman spokesperson spokeswoman".split())
_BODIES = frozenset(
    "army armies navy force forces brigade division battalion regiment corps guard guards front movement party group militia government "
    "ministry state states republic council union nations command organization organisation police coalition alliance resistance "
    "committee agency company legion squad unit units bloc authority administration parliament court room office defense defence "
    "intelligence security service services rebels troops fighters soldiers militants opposition regime kingdom federation".split())
_SUFFIXES = ("ian", "ese", "ish", "an", "ia", "ey", "i", "a", "e", "y")
_STEM = 4
_PLACE_WORDS = frozenset("city town village hamlet neighborhood neighbourhood district area region province governorate state county "
                         "countryside of in near".split())
_CLASSES: dict[str, GroupClass] = {
    **dict.fromkeys("civilian civilians noncombatant noncombatants resident residents inhabitant inhabitants villager villagers "
                    "townspeople protester protesters demonstrator demonstrators refugee refugees passenger passengers worshipper "
                    "worshippers family families bystander bystanders".split(), "civilians"),
    **dict.fromkeys("child children baby babies infant infants boy boys girl girls minor minors student students pupil pupils".split(),
                    "children"),
    **dict.fromkeys("woman women".split(), "women"),
    **dict.fromkeys("people person persons population others casualties deaths dead inmates prisoners detainees idps".split(), "people"),
    **dict.fromkeys("doctor doctors nurse nurses medic medics paramedic paramedics".split(), "health workers"),
    **dict.fromkeys("hospital hospitals school schools house houses market markets building buildings ambulance ambulances convoy depot "
                    "warehouse demonstration demonstrations mosque church camp".split(), "objects"),
    **dict.fromkeys("journalist journalists reporter reporters photographer photographers cameraman".split(), "journalists"),
}


@lru_cache(maxsize=100_000)
def actor_key(mention: str) -> str:
    """One key for "rebel forces", "rebels" and "the rebels"; for "Russia" and "Russian troops"."""
    words = fold(re.sub(r"\([^)]*\)", " ", mention)).split() or fold(mention).split()
    stems = [singular(word) for word in words if not word.isdigit()]
    core = [word for word in stems if word not in FORCE_WORDS and word not in NUMBER_WORDS]
    return " ".join(_demonym(word) for word in core or stems)


def singular(word: str) -> str:
    """An English noun without its plural s."""
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _demonym(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _STEM:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=100_000)
def group_class(mention: str) -> GroupClass | None:
    """Which kind of people a mention names, if it names no party: "three children" are children, "rebels" are None."""
    words = fold(mention).split()
    if "aid" in words or "humanitarian" in words:
        return "aid workers"
    for word in reversed(words):
        if word in _CLASSES:
            return _CLASSES[word]
    return None


@lru_cache(maxsize=100_000)
def person_key(mention: str) -> frozenset[str]:
    """The name words of a person, without ranks; empty where the mention does not look like one person's name."""
    if "," in mention or " and " in mention:
        return frozenset()
    tail = re.split(r"[)]", mention)[-1].strip() or mention
    words = [word for word in re.split(r"\s+", tail) if word]
    ranked = any(fold(word) in _RANKS for word in words)
    names = [word for word in words if fold(word) not in _RANKS]
    capital = [word for word in names if word[:1].isupper() or re.match(r"(?:al|el|bin|ibn|abu|de|van|von|der)\b", word)]
    body = any(fold(word) in _BODIES or (word.isupper() and len(word) > 1) for word in names)
    if len(capital) != len(names) or not names or (len(names) < 2 and not ranked) or body or group_class(mention):
        return frozenset()
    return frozenset(word for name in names for word in fold(name).split() if len(word) > 1)


def is_ranked(mention: str) -> bool:
    """Whether the mention is a person by its rank or office: "Colonel N.", "President N."."""
    return bool(person_key(mention)) and any(fold(word) in _RANKS for word in mention.split())


def same_person(one: frozenset[str], other: frozenset[str]) -> bool:
    """One name's words inside the other's: "Ivanov" and "Petr Ivanov"."""
    return bool(one and other) and (one <= other or other <= one)


@lru_cache(maxsize=100_000)
def place_name(mention: str) -> str:
    """A place name as compared: folded, without "city" or "the town of", words run together ("Deir ez-Zor", "Deir Ezzor")."""
    words = fold(mention).split()
    return "".join(word for word in words if word not in _PLACE_WORDS) or "".join(words)


_OPERATION = re.compile(
    r"[Oo]peration\s+[\"“‘']?((?:[A-Z][\w'’-]*)(?:\s+(?:(?:of|the|and|for|in|on)\s+)*[A-Z0-9][\w'’-]*)*)"
    r"|(?:[Dd]ubbed|[Cc]ode-?\s?named|[Nn]amed|[Cc]alled)\s+(?:[Oo]peration\s+)?[\"“‘']?"
    r"((?:[A-Z][\w'’-]*)(?:\s+(?:(?:of|the|and|for|in|on)\s+)*[A-Z0-9][\w'’-]*)*)")


@lru_cache(maxsize=100_000)
def operation_names(quote: str) -> tuple[str, ...]:
    """Code names that a sentence gives ("Operation Iron Gate", "dubbed 'Long Night'"), without the word "Operation"."""
    found = (match[1] or match[2] for match in _OPERATION.finditer(quote))
    cleaned = (re.sub(r"^Operation\s+", "", name) for name in found)
    return tuple(dict.fromkeys(name for name in cleaned if name != "Operation"))


_RUN = re.compile(r"(?:[A-Z][\w’'-]*|(?:al|el|as|at|ad|ar|az|ash|de|la)-[A-Z]?[\w’'-]*)(?:\s+(?:[A-Z][\w’'-]*|(?:al|el|as|at|ad|ar|az|ash|de|la)-[A-Z]?[\w’'-]*))*")
_LONGEST = 4


@lru_cache(maxsize=100_000)
def proper_names(quote: str) -> frozenset[str]:
    """Everything in a sentence that may be a place's name, as `place_name` gives it: runs of capitalised words and their parts."""
    out = set()
    for match in _RUN.finditer(quote):
        words = match[0].split()
        for at in range(len(words)):
            out |= {place_name(" ".join(words[at:end])) for end in range(at + 1, min(at + _LONGEST, len(words)) + 1)}
    return frozenset(name for name in out if len(name) > 3)
