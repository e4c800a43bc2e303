"""What a person puts in place of what the machine read: fields of the published form (`docs/claims.md`), laid over a claim.

A claim keeps its id, its quote and its document, whatever is corrected. What stood there before is kept with the judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from noria.claims.json_form import Json, from_json, to_json
from noria.claims.model import Claim
from noria.errors import ValueRefused
from noria.values.vocabulary import CLAIM_TYPES, FACTUALITIES

CORRECTABLE = ("type", "factuality", "actors", "targets", "places", "time", "counts", "attribution")
_KEPT = ("id", "document", *CORRECTABLE, "evidence")


def snapshot(claim: Claim) -> Json:
    """What the machine had said of a claim, and where: kept with a judgement, so that a later reading can be held against it."""
    form = to_json(claim)
    return {key: form[key] for key in _KEPT} | {"document": {key: form["document"][key] for key in ("id", "file")}}


def corrected(claim: Claim, correction: Mapping[str, Any]) -> Claim:
    """The claim with the fields of `correction` in place of its own. Raises ValueRefused on other fields and on what is none."""
    if unknown := sorted(set(correction) - set(CORRECTABLE)):
        raise ValueRefused(f"{unknown[0]!r} cannot be corrected; what can is {', '.join(CORRECTABLE)}")
    if correction.get("type", claim.type) not in CLAIM_TYPES:
        raise ValueRefused(f"{correction['type']!r} is not a type of claim; the types are {', '.join(CLAIM_TYPES)}")
    if correction.get("factuality", claim.factuality) not in FACTUALITIES:
        raise ValueRefused(f"{correction['factuality']!r} is not a degree of factuality; the degrees are {', '.join(FACTUALITIES)}")
    try:
        return from_json(to_json(claim) | dict(correction))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueRefused(f"a correction must have the form of a claim's fields: {error}") from error
