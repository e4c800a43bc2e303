"""What a person puts in place of what the machine read: fields of the published form (`docs/claims.md`), laid over a claim.

A claim keeps its id, its quote and its document, whatever is corrected. What stood there before is kept with the judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from noria.claims.json_form import Json, from_json, to_json
from noria.claims.model import Claim, ClaimTime, DocumentRef, Evidence
from noria.errors import ValueRefused
from noria.values.span import Span
from noria.values.vocabulary import CLAIM_TYPES, FACTUALITIES

CORRECTABLE = ("type", "factuality", "actors", "targets", "places", "time", "counts", "attribution")
_KEPT = ("id", "document", *CORRECTABLE, "evidence")
_BLANK = to_json(Claim(document=DocumentRef("", ""), type="state", time=ClaimTime(None), extractor="", rule="",
                       evidence=Evidence("", Span(0, 0), "", Span(0, 0))))


def snapshot(claim: Claim) -> Json:
    """What the machine had said of a claim, and where: kept with a judgement, so that a later reading can be held against it."""
    form = to_json(claim)
    return {key: form[key] for key in _KEPT} | {"document": {key: form["document"][key] for key in ("id", "file")}}


def corrected(claim: Claim, correction: Mapping[str, Any]) -> Claim:
    """The claim with the fields of `correction` in place of its own. Raises ValueRefused as `check_correction` does."""
    return _laid_over(to_json(claim), correction)


def check_correction(correction: Mapping[str, Any]) -> None:
    """Raises ValueRefused where a correction names other fields than can be corrected, or gives them what they cannot hold."""
    _laid_over(_BLANK, correction)


def _laid_over(form: Json, correction: Mapping[str, Any]) -> Claim:
    if unknown := sorted(set(correction) - set(CORRECTABLE)):
        raise ValueRefused(f"{unknown[0]!r} cannot be corrected; what can is {', '.join(CORRECTABLE)}")
    if correction.get("type", form["type"]) not in CLAIM_TYPES:
        raise ValueRefused(f"{correction['type']!r} is not a type of claim; the types are {', '.join(CLAIM_TYPES)}")
    if correction.get("factuality", form["factuality"]) not in FACTUALITIES:
        raise ValueRefused(f"{correction['factuality']!r} is not a degree of factuality; the degrees are {', '.join(FACTUALITIES)}")
    try:
        return from_json(form | dict(correction))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueRefused(f"a correction must have the form of a claim's fields: {error}") from error
