"""What the commands that show a dossier have in common: their options and how they print."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from noria.errors import ValueRefused
from noria.values.day import Day
from noria.values.vocabulary import CLAIM_TYPES

if TYPE_CHECKING:
    from noria.views.ask import Ask
    from noria.views.columns import Column

Format = Literal["table", "json", "csv"]
LineFormat = Literal["table", "json", "jsonl", "csv"]


def day(text: str) -> Day:
    """A date as typed; anything else is a wrong usage."""
    try:
        return Day.parse(text)
    except ValueRefused as error:
        raise typer.BadParameter(str(error)) from error


def claim_type(text: str) -> str:
    if text not in CLAIM_TYPES:
        raise typer.BadParameter(f"{text!r} is not a type of claim; the types are {', '.join(CLAIM_TYPES)}")
    return text


def on_day(help: str) -> Any:
    """`--on DATE`, which means something else in each listing."""
    return typer.Option("--on", parser=day, metavar="DATE", help=help)


FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]
LineFormatOption = Annotated[LineFormat, typer.Option("--format", help="How to print; jsonl is one JSON object a line.")]
AsKnownOption = Annotated[Day | None, typer.Option("--as-known", parser=day, metavar="DATE",
                                                   help="Only what had been published by the end of this day.")]
SinceOption = Annotated[Day | None, typer.Option("--since", parser=day, metavar="DATE", help="Not what was over before this day.")]
UntilOption = Annotated[Day | None, typer.Option("--until", parser=day, metavar="DATE", help="Not what began after this day.")]
PlaceOption = Annotated[str | None, typer.Option("--place", metavar="NAME", help="At the place of this name or id, however it is spelt.")]
ActorOption = Annotated[str | None, typer.Option("--actor", metavar="NAME",
                                                 help="Of this actor, the forces under it, or this side, by name or codebook id.")]
SourceOption = Annotated[str | None, typer.Option("--source", metavar="NAME", help="Published by, or said to come from, this source.")]
TypeOption = Annotated[list[str] | None, typer.Option("--type", parser=claim_type, metavar="TYPE",
                                                      help="Of this type of claim; may be given more than once.")]
DocumentOption = Annotated[str | None, typer.Option("--document", metavar="FILE", help="Of the document of this file name or id.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="The first N rows only.")]


def ask(as_known: Day | None) -> Ask:
    """A question to the dossier that the command works on. Raises NotADossier, BadSetting or BadCodebook."""
    from noria.cli.opening import open_dossier
    from noria.views.ask import Ask

    return Ask(open_dossier(), as_known)


def check_span(since: Day | None, until: Day | None) -> None:
    """Refuse a span of days that ends before it starts."""
    if since is not None and until is not None and until < since:
        raise typer.BadParameter(f"--until {until} is before --since {since}")


def show(forms: Sequence[dict[str, Any]], columns: Sequence[Column], format: LineFormat, *, limit: int | None = None,
         trees: Sequence[dict[str, Any]] | None = None) -> None:
    """Print rows to standard output; `trees` are what JSON shows in their place. Remarks go to standard error."""
    from noria.views.table import as_csv, as_json, as_jsonl, print_table

    rows = forms if limit is None else forms[:limit]
    if format == "table":
        if rows:
            print_table(rows, columns, sys.stdout)
        else:
            typer.echo("nothing matches", err=True)
    else:
        text = {"json": lambda: as_json(rows if trees is None else trees), "jsonl": lambda: as_jsonl(rows),
                "csv": lambda: as_csv(rows, columns)}[format]()
        typer.echo(text.encode("utf-8"), nl=False)
    if len(rows) < len(forms):
        typer.echo(f"{len(rows)} of {len(forms)} rows shown; leave out --limit for all", err=True)
