"""The order of problems, wherever they were noticed."""

from __future__ import annotations

from collections.abc import Iterable

from noria.derive.model import Problem


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by rule and claims."""
    return tuple(sorted(set(problems), key=lambda p: (p.rule, p.claims, p.message)))
