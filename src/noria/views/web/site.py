"""The dossier behind the pages: worlds kept while the record stays as it is, templates, links, the built islands."""

from __future__ import annotations

import json
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from starlette.datastructures import URL

from noria.values.day import Day
from noria.views.ask import Ask
from noria.views.judgements import change_text, claim_field_text
from noria.views.web import dates, drawing, words
from noria.views.web.world import World, actor_key, place_key

if TYPE_CHECKING:
    from noria.dossier.dossier import Dossier

WORLDS_KEPT = 6
STATIC = Path(__file__).parent / "static"
ENTRY = "src/main.ts"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page function gives: the template with its values, and the same as JSON for the twin, where that is much made when it is asked for."""

    template: str
    values: Mapping[str, Any]
    data: Mapping[str, Any] | Callable[[], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """The built islands: the script and the style sheets to link, as paths below /static."""

    script: str
    styles: tuple[str, ...]


def read_bundle(static: Path = STATIC) -> Bundle | None:
    """The bundle that Vite's manifest names; None where the front end has not been built."""
    try:
        manifest = json.loads((static / "build" / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    entry = manifest[ENTRY]
    return Bundle(f"build/{entry['file']}", tuple(f"build/{name}" for name in entry.get("css", ())))


@dataclass
class Site:
    """One dossier being served. Page functions ask it for a world and it renders what they give back."""

    dossier: Dossier
    static: Path = STATIC
    _worlds: OrderedDict[tuple[str, str], World] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.bundle = read_bundle(self.static)
        self.token = secrets.token_urlsafe(24)

    @property
    def name(self) -> str:
        return self.dossier.settings.name

    @property
    def tiles(self) -> str | None:
        """The user's own map tiles, a URL template or a .pmtiles address; None for plain outlines."""
        return self.dossier.settings.map_tiles

    def world(self, as_known: Day | None) -> World:
        """What was known on a day, or what is known now; kept until the record changes."""
        key = (str(as_known or ""), self.dossier.stamp())
        with self._lock:
            if key not in self._worlds:
                self._worlds[key] = World(Ask(self.dossier, as_known))
                while len(self._worlds) > WORLDS_KEPT:
                    self._worlds.popitem(last=False)
            self._worlds.move_to_end(key)
            return self._worlds[key]

    def render(self, template: str, values: Mapping[str, Any]) -> str:
        return _templates().get_template(template).render(site=self, **values)


@cache
def _templates() -> Environment:
    """The templates, compiled once a process; a name that no page gave is an error, not an empty string."""
    made = Environment(loader=PackageLoader("noria.views.web"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True,
                       undefined=StrictUndefined)
    made.globals |= _GLOBALS
    made.filters["relative"] = relative
    made.filters["prose"] = dates.prose
    made.filters["unquote"] = unquote
    return made


@pass_context
def href(context: Context, kind: str = "", id: str | None = None, *, anchor: str | None = None, **asked: object) -> str:
    """The address of a page. A state of knowledge that was chosen once goes along with every link."""
    world = context.get("world")
    known = world.as_known if isinstance(world, World) else None
    parameters = {"as_known": known} | asked
    return address(kind, id, anchor=anchor, **parameters)


def address(kind: str = "", id: str | None = None, *, anchor: str | None = None, **asked: object) -> str:
    """`/events/e-1?on=2024-12-04#part`; parameters that are None are left out."""
    path = f"/{kind}" if id is None else f"/{kind}/{quote(id, safe=':')}"
    query = urlencode({key: str(value) for key, value in asked.items() if value is not None})
    return path + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")


def relative(url: URL) -> str:
    """The address without scheme and host, so that it holds behind any name the server is reached by."""
    return url.path + (f"?{url.query}" if url.query else "")


_GLOBALS: dict[str, Any] = {
    "href": href, "dates": dates, "words": words, "drawing": drawing, "place_key": place_key, "actor_key": actor_key,
    "plural": words.plural, "bar": drawing.range_bar, "change_text": change_text, "field_text": claim_field_text,
}
