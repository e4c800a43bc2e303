"""Forces as trees, for the pages that draw the order of battle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from noria.derive.model import Force


@dataclass(frozen=True, slots=True)
class Branch:
    """A force and the forces under it."""

    force: Force
    under: tuple[Branch, ...]


def tree(forces: Sequence[Force]) -> tuple[Branch, ...]:
    """The forces, each under its parent where that is among them; a ring of parents is cut where it was entered."""
    known = {force.id for force in forces}
    placed: set[str] = set()

    def branch(force: Force) -> Branch:
        placed.add(force.id)
        return Branch(force, tuple(branch(f) for f in forces if f.parent == force.id and f.id not in placed))

    roots = [branch(force) for force in forces if force.parent not in known]
    return tuple(roots + [branch(force) for force in forces if force.id not in placed])
