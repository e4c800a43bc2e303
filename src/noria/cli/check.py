"""`noria check`: tables of cases, each a short text and the claims that a careful reader finds in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from noria.claims.cases import Case
    from noria.claims.check import Difference
    from noria.claims.extract import Extractor


def check(files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Case tables (TOML).")]) -> None:
    """Say where the claims of case tables differ from those expected; exit code 1 if an unlisted case fails."""
    from noria.claims.cases import KNOWN_FAILURES, known_failures, read_cases
    from noria.claims.check import differences

    cases = [(file, case) for file in files for case in read_cases(file)]
    known = frozenset[str]().union(*(known_failures(folder / KNOWN_FAILURES) for folder in {file.parent for file in files}))
    failed = []
    for file, case in cases:
        found = differences(case.claims, _extractor(case.tables).extract(case.document()).claims)
        if found:
            failed.append(case.id)
            typer.echo(_report(file, case, found, listed=case.id in known))
        elif case.id in known:
            typer.echo(f"{case.id} is listed as a known failure and does not fail; take it off the list", err=True)
    new = [id for id in failed if id not in known]
    typer.echo(f"cases {len(cases)}: as expected {len(cases) - len(failed)}, known failures {len(failed) - len(new)}, new failures {len(new)}",
               err=True)
    if new:
        raise typer.Exit(1)


@cache
def _extractor(tables: tuple[Path, ...]) -> Extractor:
    from noria.claims.extract import Extractor
    from noria.reference.codebook import Codebook
    from noria.reference.gazetteer import Gazetteer

    return Extractor(Codebook(), Gazetteer.open(tables))


def _report(file: Path, case: Case, found: tuple[Difference, ...], *, listed: bool) -> str:
    head = f"{file}: {case.id}{' (known failure)' if listed else ''}"
    return "\n".join([head, *(f"  | {line}" for line in case.text.strip().splitlines()), *(f"  {one}" for one in found), ""])


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: noria check tests/cases/claims/*.toml")(check)
