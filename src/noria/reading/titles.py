"""Names that a title in apposition shows to be a person's, whatever their label: "the head of the air force, Ana Petrova"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from noria.reading.output import NameMention, Token
from noria.reference.lexicons import words

_KINDS = frozenset(["place", "other", "nationality"])


def persons_by_title(tokens: Sequence[Token], names: Sequence[NameMention]) -> tuple[NameMention, ...]:
    """`names` with those made persons that stand in apposition to one person's title."""
    titled = {token.name for token in tokens if token.name >= 0 and token.dep == "appos" and _is_title(tokens[token.head])}
    return tuple(replace(name, kind="person") if i in titled and name.kind in _KINDS and not name.sure else name for i, name in enumerate(names))


def _is_title(token: Token) -> bool:
    last = token.lemma.rsplit("-", maxsplit=1)[-1]
    return token.name < 0 and token.tag == "NN" and (token.lemma in words("names", "ranks") | words("names", "posts") or last in ("chief", "general"))
