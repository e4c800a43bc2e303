"""`noria add`: reports into the dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noria.cli.opening import open_dossier
from noria.cli.options import day
from noria.values.day import Day

if TYPE_CHECKING:
    from noria.dossier.sources import AddReport


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, and folders to take all readable files of.")],
    publisher: Annotated[str | None, typer.Option(help="Who published them.")] = None,
    published: Annotated[Day | None, typer.Option(parser=day, metavar="DATE", help="When they were published.")] = None,
    title: Annotated[str | None, typer.Option(help="The title, of one report.")] = None,
    kind: Annotated[str | None, typer.Option(help="What they are: encyclopedia, news, bulletin, official statement …")] = None,
    url: Annotated[str | None, typer.Option(help="The address, of one report.")] = None,
    language: Annotated[str | None, typer.Option(help="The language, as two letters.")] = None,
    meta: Annotated[Path | None, typer.Option(metavar="FILE", help="A TOML file with a table of these for each report, by file name.")] = None,
) -> None:
    """Copy reports into the dossier, with what is known of them. They are read by the next build."""
    from noria.documents.metadata import with_origin

    if (title or url) and (len(paths) > 1 or paths[0].is_dir()):
        raise typer.BadParameter("--title and --url are of one report; name one file, or use --meta")
    given = with_origin("option", publisher=publisher, published=published, title=title, kind=kind, url=url, language=language)
    _print(open_dossier().add(paths, given=given, meta_file=meta))


def _print(report: AddReport) -> None:
    for taken in report.added:
        if taken.name != taken.path.name:
            typer.echo(f"{taken.path}: added as {taken.name}, there is another {taken.path.name}")
    for taken in report.same:
        noted = "; what you told of it is noted" if taken.name in report.noted else ""
        typer.echo(f"{taken.path}: not added, the very same is there as {taken.name}{noted}")
    for skipped in report.skipped:
        typer.echo(f"{skipped.path}: not added, {skipped.reason}")
    for name in report.unused:
        typer.echo(f"[{name}] of the meta file names none of these files")
    typer.echo(f"added: {len(report.added)}, there already: {len(report.same)}, not added: {len(report.skipped)}"
               + ("; next: noria build" if report.added or report.noted else ""))


def register(app: typer.Typer) -> None:
    app.command(epilog='Example: noria add ../reports/*.txt --publisher "River Valley Monitor" --published 2024-12-04')(add)
