"""`noria sample` and `noria agreement`: sentences for a person to code blind, and how far two codings agree."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from noria import __version__
from noria.cli.opening import open_dossier
from noria.cli.options import FormatOption, show
from noria.errors import BadSetting, NothingFound


def sample(
    blind: Annotated[int, typer.Option("--blind", min=1, metavar="N", help="How many sentences to draw; the sheet does not show what the machine made of them.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help="Where to write the sheet, a CSV file for a spreadsheet.")],
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="The same seed draws the same sentences.")] = 1,
) -> None:
    """Draw sentences at random for a person to code without seeing the machine's answer."""
    from noria.views.sheet import blind_sheet, draw, sentences

    dossier = open_dossier()
    found = sentences(dossier.claims(), dossier.refusals())
    drawn = draw(found, blind, seed)
    documents = {id: dossier.document(id) for id in {one.document for one in drawn}}
    if output.exists():
        raise BadSetting("there is a file of this name, which may have been filled in; choose another name", file=output)
    try:
        output.write_text(blind_sheet(drawn, documents), encoding="utf-8", newline="")
    except OSError as error:
        raise BadSetting(f"cannot be written: {error.strerror}", file=output) from error
    typer.echo(f"{output}: {len(drawn)} of {len(found)} sentences; fill in one row for each claim, then: noria agreement {output}", err=True)


def agreement(
    sheet: Annotated[Path, typer.Argument(metavar="SHEET", dir_okay=False, help="A sheet that somebody filled in.")],
    other: Annotated[Path | None, typer.Argument(metavar="[OTHER]", dir_okay=False, help=(
        "The same sentences filled in by somebody else; without it, the machine's coding."))] = None,
    format: FormatOption = "table",
) -> None:
    """Say how far a person agrees with the machine, or with another person, field by field; the dossier keeps it, and exports tell it."""
    from noria.claims.agreement import agreement as compare
    from noria.views.columns import AGREEMENT
    from noria.views.measured import agreement_form
    from noria.views.sheet import machine_coding, read_sheet

    dossier = open_dossier()
    first = read_sheet(sheet)
    if other is None:
        known = {row.id for row in dossier.documents()}
        gone = [id for id in first if id.rpartition(":")[0] not in known]
        if gone:
            typer.echo(f"{len(gone)} sentences are left out: their documents are not in the dossier any more, or changed", err=True)
        machine = machine_coding(dossier.claims())
        first = {id: coded for id, coded in first.items() if id not in set(gone)}
        second = {id: machine.get(id, []) for id in first}
    else:
        second = read_sheet(other)
    if not first.keys() & second.keys():
        raise NothingFound("no sentence was coded by both; fill in the column type, none where there is no claim")
    form = agreement_form(compare(first, second), first=sheet.name, second=other.name if other else "the machine", noria=__version__)
    dossier.keep_measured(form)
    typer.echo(f"{form['first']} against {form['second']}: sentences {form['sentences']}; claims found by both {form['both']}, by the first alone "
               f"{form['only_first']}, by the second alone {form['only_second']}" + (f"; F1 {form['f1']:.2f}" if form["f1"] is not None else ""), err=True)
    show(form["fields"], AGREEMENT, format)


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: noria sample --blind 100 --seed 7 -o sheet.csv")(sample)
    app.command(epilog="Example: noria agreement sheet.csv")(agreement)
