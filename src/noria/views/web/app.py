"""The web application: one row per page, a `.json` twin beside each, one shape for every error."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from noria.errors import NoriaError, NothingFound, ValueRefused
from noria.views.web import posting
from noria.views.web.visit import Visit
from noria.views.web.pages import actors, atlas, casualties, codings, control, documents, events, judgements, notes, operations, overview, places, search
from noria.views.web.site import Page, Site

if TYPE_CHECKING:
    from noria.dossier.dossier import Dossier

PageFunction = Callable[[Visit], Page]
Handler = Callable[[Request], Awaitable[Response]]

PAGES: tuple[tuple[str, PageFunction], ...] = (
    ("/events", events.listing),
    ("/events/{id:path}", events.one),
    ("/codings/{id:path}", codings.one),
    ("/places", places.listing),
    ("/places/{id:path}", places.one),
    ("/actors", actors.listing),
    ("/actors/{id:path}", actors.one),
    ("/control", control.one),
    ("/casualties", casualties.listing),
    ("/operations", operations.listing),
    ("/operations/{id:path}", operations.one),
    ("/forces", operations.forces),
    ("/documents", documents.listing),
    ("/documents/{id:path}", documents.one),
    ("/refusals", notes.refusals),
    ("/problems", notes.problems),
    ("/judgements", judgements.listing),
    ("/claims/{id:path}", judgements.claim),
    ("/search", search.listing),
)
_log = logging.getLogger(__name__)


def create_app(dossier: Dossier) -> Starlette:
    """The application that serves `dossier`. It writes judgements and nothing else."""
    site = Site(dossier)
    routes: list[Route | Mount] = [
        Route("/", _html(site, overview.one)),
        Route("/index.json", _json(site, overview.one)),
        Route("/atlas.json", _json(site, atlas.one)),
        Route("/areas.json", _json(site, control.areas)),
        Route("/judgements", _post(site, posting.post_form), methods=["POST"]),
        Route("/api/judgements", _post(site, posting.post_json), methods=["POST"]),
    ]
    for path, page in PAGES:
        routes.append(Route(f"{path}.json", _json(site, page)))
        routes.append(Route(path, _html(site, page)))
    routes.append(Mount("/static", StaticFiles(directory=site.static)))
    app = Starlette(routes=routes, middleware=[Middleware(GZipMiddleware, minimum_size=2000)])
    for kind in (HTTPException, NoriaError, Exception):
        app.add_exception_handler(kind, _failure(site))
    return app


def _html(site: Site, page: PageFunction) -> Handler:
    async def handle(request: Request) -> Response:
        def work() -> str:
            visit = Visit.of(request, site)
            made = page(visit)
            return site.render(made.template, {"world": visit.world, "request": request, "desk": posting.desk(request, site), **made.values})

        return HTMLResponse(await run_in_threadpool(work), headers=_headers(site))

    return handle


def _post(site: Site, taken: Callable[[Request, Site], Awaitable[Response]]) -> Handler:
    async def handle(request: Request) -> Response:
        return await taken(request, site)

    return handle


def _json(site: Site, page: PageFunction) -> Handler:
    async def handle(request: Request) -> Response:
        def work() -> Mapping[str, Any]:
            made = page(Visit.of(request, site))
            return made.data() if callable(made.data) else made.data

        return JSONResponse(await run_in_threadpool(work))

    return handle


def _failure(site: Site) -> Callable[[Request, Exception], Response]:
    def handle(request: Request, error: Exception) -> Response:
        status, message = _explain(error)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            _log.error("%s failed", request.url.path, exc_info=error)
        if request.url.path.endswith(".json") or request.url.path.startswith("/api/"):
            return JSONResponse({"error": {"message": message, "status": int(status)}}, status)
        page = site.render("error.html", {"world": None, "request": request, "desk": None, "status": int(status), "message": message})
        return HTMLResponse(page, status, headers=_headers(site))

    return handle


def _explain(error: Exception) -> tuple[HTTPStatus, str]:
    """The status and the words for a failure."""
    if isinstance(error, NothingFound):
        return HTTPStatus.NOT_FOUND, error.message
    if isinstance(error, ValueRefused):
        return HTTPStatus.BAD_REQUEST, error.message
    if isinstance(error, HTTPException):
        if error.status_code == HTTPStatus.NOT_FOUND:
            return HTTPStatus.NOT_FOUND, "There is no page at this address."
        return HTTPStatus(error.status_code), error.detail
    if isinstance(error, NoriaError):
        return HTTPStatus.INTERNAL_SERVER_ERROR, str(error)
    return HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong while this page was made. The terminal that runs noria serve says what."


def _headers(site: Site) -> dict[str, str]:
    """Pages may load only what this server serves, and the user's own map tiles."""
    tiles = _origin(site.tiles)
    policy = (f"default-src 'self'; connect-src 'self'{tiles}; img-src 'self' data: blob:{tiles}; style-src 'self' 'unsafe-inline'; "
              "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'")
    return {"Content-Security-Policy": policy, "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff"}


def _origin(url: str | None) -> str:
    """` https://host` of an address, empty for none or for one of this server."""
    if url is None or "://" not in url:
        return ""
    scheme, _, rest = url.removeprefix("pmtiles://").partition("://")
    return f" {scheme}://{rest.split('/')[0]}" if scheme in {"http", "https"} else ""
