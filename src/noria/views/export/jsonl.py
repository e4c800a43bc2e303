"""Claims in the published form (`docs/claims.md`), one a line, with the event each belongs to. Nothing is lost on the way."""

from __future__ import annotations

from noria.claims.json_form import to_json
from noria.views.export.material import Material
from noria.views.select import Selection, select_claims
from noria.views.table import as_jsonl


def export(material: Material) -> str:
    return as_jsonl(map(to_json, select_claims(material.claims, Selection(on=material.on))))
