"""`noria build`: reads what is new or changed and derives anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from noria.cli.opening import open_dossier

if TYPE_CHECKING:
    from noria.dossier.build import BuildReport
    from noria.dossier.dossier import Dossier


def build() -> None:
    """Read the reports that are new or changed, and say what was read, refused and left open."""
    print_report(build_with_progress(open_dossier()))


def build_with_progress(dossier: Dossier) -> BuildReport:
    """Build with a progress bar on standard error; a terminal shows it, a file does not get it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    bar = Progress(TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False),
                   console=console, transient=True, disable=not console.is_terminal)
    with bar:
        task = bar.add_task("", total=None, visible=False)
        return dossier.build(progress=lambda done, total, file: bar.update(task, completed=done, total=total, description=file, visible=True))


def print_report(report: BuildReport) -> None:
    """The report as lines: each source that was read, then what the record holds."""
    for source in report.sources:
        if source.status == "read":
            several = f"documents {source.documents}, " if source.documents != 1 else ""
            typer.echo(f"{source.file}: {several}claims {source.claims}, refused {source.refusals}")
    for line in report.tables:
        typer.echo(f"gazetteer: {line}")
    for source in report.sources:
        for problem in source.problems:
            typer.echo(f"{source.file}: not read: {problem}" if source.status == "unreadable" or not source.documents
                       else f"{source.file}: in part: {problem}")
    for file in report.withdrawn:
        typer.echo(f"{file}: withdrawn, it is no longer among the sources")
    if report.derived is not None and report.derived.because is not None:
        typer.echo(f"all results were derived anew, because {report.derived.because}")
    if not report.changed:
        typer.echo("nothing to do, every source is as it was read")
    tally = report.tally
    typer.echo(f"the record holds: documents {tally.documents}, claims {tally.claims}, refused sentences {tally.refusals}; "
               f"left open: places {tally.places_open}, times {tally.times_open}")
    for rule, number in tally.refused_by:
        typer.echo(f"  refused by {rule}: {number}; why, sentence by sentence: noria refusals")
    if report.changed:
        unchanged = len(report.sources) - report.read
        typer.echo(f"sources: read {report.read}, unchanged {unchanged}, withdrawn {len(report.withdrawn)}, in {report.seconds:.1f} s")


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: noria build")(build)
