"""What a request asks for: a day, a state of knowledge, a page of a long list. Nonsense is refused with what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from starlette.requests import Request

from noria.errors import ValueRefused
from noria.values.day import Day
from noria.views.web.site import Site
from noria.views.web.world import World

PAGE_SIZE = 200

Item = TypeVar("Item")
Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class Paged(Generic[Item]):
    """One page of a list: its items, its number from 1, how many pages and items there are in all."""

    items: Sequence[Item]
    page: int
    pages: int
    total: int

    def showing(self, items: Sequence[Shown]) -> Paged[Shown]:
        """The same page with other things in place of its items."""
        return Paged(items, self.page, self.pages, self.total)

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
        return self.page_of(lambda first, number: (items[first : first + number], len(items)))

    def page_of(self, read: Callable[[int, int], tuple[Sequence[Item], int]]) -> Paged[Item]:
        """The page asked for of what `read(first, number)` gives, with how many there are in all. Raises ValueRefused where there is no such page."""
        text = self.request.query_params.get("page", "1")
        asked = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
        items, total = read((max(asked, 1) - 1) * PAGE_SIZE, PAGE_SIZE)
        pages = max(1, -(-total // PAGE_SIZE))
        if not 1 <= asked <= pages:
            raise ValueRefused(f"There is no page {text!r}; this list has pages 1 to {pages}.")
        return Paged(items, asked, pages, total)


def _day(request: Request, name: str) -> Day | None:
    text = request.query_params.get(name, "").strip()
    return Day.parse(text) if text else None
