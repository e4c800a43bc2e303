"""What a common name says of who somebody is: "rebels" and "insurgents" are one role, "Iran-backed" names a friend, "troops" nobody.

Plain English of any war. A role without a qualifier ("the army", "government troops") is the role's one holder in the dossier;
with one ("Chadian rebels") it is another party until the accounts show that only one such is spoken of.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from noria.derive.words import FORCE_WORDS, NUMBER_WORDS, actor_key, singular
from noria.reference.codebook import fold

Role = Literal["rebels", "government"]

_HEADS: dict[str, Role] = {
    **dict.fromkeys("rebel insurgent insurgency opposition revolutionary revolutionarie revolutionarist guerrilla guerilla".split(), "rebels"),
    **dict.fromkeys("government regime loyalist army armie military state".split(), "government"),
}
_PLAIN = (FORCE_WORDS | NUMBER_WORDS | frozenset(
    "pro armed faction coalition alliance column convoy reinforcement drone artillery helicopter helicopters tank armour armor garrison "
    "contingent special large heavy ground air aerial allied commander officer leader leadership campaign patrol squad team bomber gun "
    "attacker defender ally side enemy backed people statement strike airstrike his her its their our and".split()))
_NO_PARTY = re.compile(r"^(?:(?:the|rural|several|some|many|other|most|all)\s+)*(?:parts?|areas?|regions?|towns?|villages?|districts?|positions?|cit(?:y|ies)"
                       r"|provinces?|countryside|suburbs?|outskirts|roads?|territor(?:y|ies)|bases?|airports?|statement|sources?)\b"
                       r"|[- ](?:held|controlled|occupied)\b", re.IGNORECASE)
_REPORTER = frozenset("observatory monitor monitoring media newspaper television tv radio broadcaster news correspondent journalist reporter "
                      "observer ngo humanitarian unicef ohchr unhcr ocha un spokesman spokesperson spokeswoman witness resident activist".split())
_ATTACHED = re.compile(r"\b([\w'’.]+(?:[ -][A-Z][\w'’.]*)*)[- ](?:led|backed|aligned|allied|affiliated|supported|sponsored|linked|dominated)\b")
_FOR = re.compile(r"\b(pro|anti)[- ]?([A-Z][\w'’]+)")
_SHORT = re.compile(r"\(([A-Z][A-Z0-9-]{1,7})\)")


@lru_cache(maxsize=100_000)
def _parsed(mention: str) -> tuple[Role | None, tuple[str, ...]]:
    """The one role that a mention names, and the words beside it that qualify it."""
    words = [singular(word) for word in fold(mention).split() if not word.isdigit()]
    turned = "anti" in words or "antigovernment" in words
    words = [word.removeprefix("anti").removeprefix("pro") if word in {"antigovernment", "progovernment"} else word for word in words]
    if words == ["armed", "force"]:
        return "government", ()
    roles = {_HEADS[word] for word in words if word in _HEADS}
    if turned and roles == {"government"}:
        return "rebels", tuple(w for w in words if w not in _HEADS and w not in _PLAIN and w != "anti")
    rest = tuple(word for word in words if word not in _HEADS and word not in _PLAIN)
    return (next(iter(roles)) if len(roles) == 1 else None), rest


def plain_role(mention: str) -> Role | None:
    """The role, where the mention says nothing else: "rebel forces", "pro-government troops", "the army"."""
    role, rest = _parsed(mention)
    return role if not rest else None


@lru_cache(maxsize=100_000)
def qualified_role(mention: str) -> tuple[Role, str] | None:
    """The role and its qualifier in "Chadian rebels", "Habré's regime"; a title of several capitalised words is a name, not a role."""
    role, rest = _parsed(mention)
    if role is None or not rest:
        return None
    heads = [word for word in mention.split() if singular(fold(word)) in _HEADS]
    if len(rest) > 1 and any(word[:1].isupper() for word in heads):
        return None
    return role, actor_key(" ".join(rest))


@lru_cache(maxsize=100_000)
def is_nobody(mention: str) -> bool:
    """Whether a mention names no party: only words that any force may bear ("troops", "a drone"), a place, a source."""
    if plain_role(mention) is not None:
        return False
    words = [singular(word) for word in fold(mention).split()]
    return all(word in _PLAIN or word.isdigit() for word in words) or _NO_PARTY.search(mention) is not None


@lru_cache(maxsize=100_000)
def is_reporter(mention: str) -> bool:
    """Whether a mention is one who reports or observes and holds no ground: a monitor, a newspaper, the United Nations."""
    folded = fold(mention)
    return bool({singular(word) for word in folded.split()} & _REPORTER) or any(
        name in folded for name in ("united nations", "human rights", "red cross", "red crescent", "news agency", "world food programme"))


@lru_cache(maxsize=100_000)
def can_name_a_side(mention: str) -> bool:
    """Whether a side may be called by the mention: a role or a proper name."""
    return not is_nobody(mention) and not is_reporter(mention) and (
        plain_role(mention) is not None or any(word[:1].isupper() for word in mention.split()))


@lru_cache(maxsize=100_000)
def friends(mention: str) -> tuple[tuple[str, bool], ...]:
    """Names inside a mention and whether they are its friends: "Iran-backed" is with Iran, "anti-Taliban" against the Taliban."""
    found = [(match[1], True) for match in _ATTACHED.finditer(mention)]
    found += [(match[2], match[1].casefold() == "pro") for match in _FOR.finditer(mention)]
    found += [(match[1], True) for match in _SHORT.finditer(mention)]
    return tuple(found)


def side_name(mention: str) -> str:
    """A side's name from a mention of its chief: the role, else the name without article and "forces"."""
    role = plain_role(mention)
    if role is not None:
        return role
    bare = re.sub(r"^(?:the|a|an)\s+", "", mention, flags=re.IGNORECASE)
    return re.sub(r"\s+(?:forces|troops|soldiers?|fighters?|militants|units|aircraft|warplanes|jets)$", "", bare) or mention
