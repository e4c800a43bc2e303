"""Judgements that pages and programs post: taken from this machine alone, and from nobody who was not given the token.

Another page in the same browser can send a request here but cannot read an answer, so it never learns the token; its requests also say
where they come from (`Origin`, `Sec-Fetch-Site`). A name that was made to point at this machine is told by its `Host`.
"""

from __future__ import annotations

import ipaddress
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from noria.errors import ValueRefused
from noria.values.judgement import JUDGEMENT_KINDS, Judgement, JudgementKind, judgement_json
from noria.views.correcting import FIELDS, Correcting
from noria.views.web.site import Site, address

SIGNED = "noria_signed"  # the cookie that remembers who judged last in this browser
LONGEST = 200_000  # characters of a posted form: a sheet of paper, not a book
_LOCAL_NAMES = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page needs so that its reader can judge: the token to send along, the name to begin with, the address to come back to."""

    token: str
    name: str
    back: str


def desk(request: Request, site: Site) -> Desk | None:
    """A desk for a reader on this machine; None for others, who can read and not judge."""
    if not _is_local(request):
        return None
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return Desk(site.token, request.cookies.get(SIGNED) or quote(site.dossier.judging.default_name), path)


async def post_form(request: Request, site: Site) -> Response:
    """A form of a page; leads back to where it was sent from, or to the event that what was judged belongs to now."""
    sent = {key: values[0] for key, values in parse_qs(await _body(request), keep_blank_values=True).items() if key != "others"}
    others = [id for value in parse_qs((await request.body()).decode()).get("others", []) for id in value.replace(",", " ").split()]
    _check(request, site, sent.get("token", ""))
    typed = {key: sent[key] for key in FIELDS if key in sent and sent[key].strip() != sent.get(f"was_{key}", "").strip()}
    made = await run_in_threadpool(lambda: _judge(site, sent, typed, others))
    answer = RedirectResponse(await run_in_threadpool(lambda: _back(site, made, sent.get("back", ""))), HTTPStatus.SEE_OTHER)
    answer.set_cookie(SIGNED, quote(made.made_by), samesite="strict", httponly=True, max_age=365 * 24 * 3600)
    return answer


async def post_json(request: Request, site: Site) -> Response:
    """`{"kind", "target", "made_by", "reason", "correction", "others"}`, the token in `X-Noria-Token`; answers 201 with the judgement."""
    body = await _body(request)
    _check(request, site, request.headers.get("x-noria-token", ""))
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the judgement as application/json.")
    try:
        sent = json.loads(body)
    except json.JSONDecodeError as error:
        raise ValueRefused(f"This is not JSON: {error.msg}.") from error
    if not isinstance(sent, dict) or not isinstance(sent.get("others", []), list):
        raise ValueRefused("A judgement is an object with kind, target, made_by and reason.")
    names = {"by": sent.get("made_by", ""), "why": sent.get("reason", ""), "kind": sent.get("kind", ""), "target": sent.get("target", "")}
    made = await run_in_threadpool(lambda: _judge(site, names, {}, sent.get("others", []), sent.get("correction")))
    return JSONResponse(judgement_json(made), HTTPStatus.CREATED)


def _judge(site: Site, sent: Mapping[str, Any], typed: Mapping[str, str], others: Sequence[str], correction: Mapping[str, Any] | None = None) -> Judgement:
    kind, target, by, why = (sent.get(key, "") for key in ("kind", "target", "by", "why"))
    if not all(isinstance(text, str) for text in (kind, target, by, why)) or kind not in JUDGEMENT_KINDS:
        raise ValueRefused(f"There is no judgement of the kind {kind!r}; the kinds are {', '.join(JUDGEMENT_KINDS)}.")
    if not by.strip() or not why.strip():
        raise ValueRefused("A judgement needs a name and a reason.")
    world = site.world(None)
    fields = correction
    if typed and kind not in {"accept", "reject"}:
        fields = Correcting(world.ask).fields(typed, world.machine(target))
    known: JudgementKind = kind
    made = site.dossier.judging.judge(known, target, by=by.strip(), why=why.strip(), correction=fields, others=others)
    site.dossier.follow()
    return made


def _back(site: Site, made: Judgement, wanted: str) -> str:
    """The page the form came from; where its event is no more, the event that the claims are in now, or the list of judgements."""
    back = wanted if wanted.startswith("/") and not wanted.startswith(("//", "/\\")) else "/judgements"
    path = urlsplit(back).path
    if not path.startswith(("/events/", "/places/")):
        return back
    world = site.world(None)
    if path.startswith("/places/"):
        now_at = str(made.payload.get("place", {}).get("id"))
        return back if unquote(path.removeprefix("/places/")) in world.places else address("places", now_at) if now_at in world.places else "/judgements"
    if path.removeprefix("/events/") in world.events:
        return back
    now = [claim.event for claim in world.told(told["id"] for told in made.payload.get("claims", ()))]
    return next((f"/events/{event}" for event in now if event), "/judgements")


async def _body(request: Request) -> str:
    body = await request.body()
    if len(body) > LONGEST:
        raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "This is too long for a judgement.")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise ValueRefused("What was sent is not UTF-8 text.") from error


def _check(request: Request, site: Site, token: str) -> None:
    """Raises HTTPException (403) on a request that is not of a page of this server, opened on this machine."""
    origin, fetched = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    foreign = (origin is not None and origin != f"{request.url.scheme}://{request.headers.get('host', '')}") or fetched not in {None, "same-origin"}
    if not _is_local(request) or foreign or not secrets.compare_digest(token.encode(), site.token.encode()):
        raise HTTPException(HTTPStatus.FORBIDDEN, "Judgements are taken from the pages of this server alone, opened on the machine that it runs on. "
                                                  "If the server was started anew, load the page again.")


def _is_local(request: Request) -> bool:
    """Whether the request comes from this machine, to an address that can only be this machine's."""
    try:
        local = request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
    return local and request.url.hostname in _LOCAL_NAMES
