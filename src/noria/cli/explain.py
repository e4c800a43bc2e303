"""`noria explain`: why codebooks differ on one event."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer

from noria.cli.options import AsKnownOption, ask

EXAMPLE = "noria explain e-4d0e13 --codebook acled,ucdp"


def _codebooks(text: str) -> list[str]:
    from noria.views.codings import CODEBOOKS

    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in CODEBOOKS:
            raise typer.BadParameter(f"there is no codebook {name!r}; choose among {', '.join(CODEBOOKS)}")
    if not names:
        raise typer.BadParameter("name at least one codebook, for example acled,ucdp")
    return list(dict.fromkeys(names))


def explain(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event, or the beginning of it.")],
    codebook: Annotated[str, typer.Option("--codebook", metavar="NAMES", help="Which codebooks to compare, with commas: acled, ucdp, airwars.")] = "acled,ucdp,airwars",
    as_known: AsKnownOption = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")] = "text",
) -> None:
    """Say how codebooks code an event and why they differ: value by value, with the rule and the sentences."""
    from noria.views.codings.explain import explain as compare
    from noria.views.codings.explain import find_event
    from noria.views.codings.telling import as_form, as_text

    names = _codebooks(codebook)
    ground = ask(as_known).material().ground
    found = compare(find_event(event, ground), ground, names)
    typer.echo(json.dumps(as_form(found, ground), ensure_ascii=False, indent=2) + "\n" if format == "json" else as_text(found, ground), nl=False)


def register(app: typer.Typer) -> None:
    app.command(epilog=f"Example: {EXAMPLE}")(explain)
