"""The measured error of a dossier, in words and as JSON: how far the machine and people agreed on sentences that people coded blind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from noria.claims.agreement import Agreement

Measured = dict[str, Any]


def agreement_form(found: Agreement, *, first: str, second: str, noria: str) -> Measured:
    """Who was compared with whom, claims that both found, and the fields."""
    return {"first": first, "second": second, "noria": noria, "sentences": found.sentences, "both": found.both, "only_first": found.only_first,
            "only_second": found.only_second, "f1": round(found.f1, 4) if found.f1 is not None else None,
            "fields": [{"field": f.field, "units": f.units, "agreement": f.agreement, "alpha": f.alpha} for f in found.fields]}


def readme_head(file: str, dossier: str) -> str:
    """How the README beside an export begins, where the export has none of its own."""
    return f"# {file}\n\nMade by Noria from the dossier “{dossier}”. Every value was read out of documents by rule, and can be wrong.\n"


def measured_section(measured: Sequence[Measured]) -> str:
    """The section of that README on the measured error: every comparison as a table in Markdown."""
    return "\n## Measured error\n\n" + "\n".join(map(_one, measured))


def measured_rows(measured: Sequence[Measured]) -> list[tuple[str | float | None, ...]]:
    """The same as rows of a sheet: a heading for each comparison, then its fields."""
    rows: list[tuple[str | float | None, ...]] = []
    for one in measured:
        rows += [("measured error", (f"{one['first']} against {one['second']}, {one['sentences']} sentences; claims found by both {one['both']}, by the first "
                  f"alone {one['only_first']}, by the second alone {one['only_second']}"), "units", "agreement", "alpha"),
                 *((f["field"], None, f["units"], f["agreement"], f["alpha"]) for f in one["fields"])]
    return rows


def _one(one: Measured) -> str:
    f1 = f"; F1 {one['f1']:.2f}" if one["f1"] is not None else ""
    rows = "".join(f"| {f['field']} | {f['units']} | {_number(f['agreement'])} | {_number(f['alpha'])} |\n" for f in one["fields"])
    return (f"{one['first']} against {one['second']}, on {one['sentences']} sentences coded blind (Noria {one['noria']}): {one['both']} claims found "
            f"by both, {one['only_first']} by the first alone, {one['only_second']} by the second alone{f1}.\n\n"
            f"| field | units | agreement | Krippendorff's alpha (nominal) |\n|---|---|---|---|\n{rows}")


def _number(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.2f}"
