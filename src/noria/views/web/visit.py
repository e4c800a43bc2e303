"""What a request asks for: a day, a state of knowledge, a page of a long list. Nonsense is refused with what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from starlette.requests import Request

from noria.errors import ValueRefused
from noria.values.day import Day
from noria.views.web.site import Site
from noria.views.web.world import World

PAGE_SIZE = 200

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Paged(Generic[Item]):
    """One page of a list: its items, its number from 1, how many pages and items there are in all."""

    items: Sequence[Item]
    page: int
    pages: int
    total: int

    @property
    def first(self) -> int:
        """The number of the first item shown, from 1."""
        return (self.page - 1) * PAGE_SIZE + 1 if self.total else 0


@dataclass(frozen=True, slots=True)
class Visit:
    """One request to one page: the dossier being served and the state of knowledge it is asked about."""

    request: Request
    site: Site
    world: World

    @classmethod
    def of(cls, request: Request, site: Site) -> Self:
        """Raises ValueRefused where `as_known` is not a date."""
        return cls(request, site, site.world(_day(request, "as_known")))

    def day(self, name: str) -> Day | None:
        """The day of the parameter `name`; None where it is absent or empty. Raises ValueRefused on what is not a date."""
        return _day(self.request, name)

    def paged(self, items: Sequence[Item]) -> Paged[Item]:
        """The page of `items` that is asked for. Raises ValueRefused where there is no such page."""
        text = self.request.query_params.get("page", "1")
        pages = max(1, -(-len(items) // PAGE_SIZE))
        if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= pages:
            raise ValueRefused(f"There is no page {text!r}; this list has pages 1 to {pages}.")
        number = int(text)
        return Paged(items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], number, pages, len(items))


def _day(request: Request, name: str) -> Day | None:
    text = request.query_params.get(name, "").strip()
    return Day.parse(text) if text else None
