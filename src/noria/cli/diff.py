"""`noria diff`: what changed between two builds, two days of knowledge or two dossiers, each change with its cause."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noria.cli.opening import open_dossier, until_the_end
from noria.cli.options import LimitOption, LineFormatOption, show
from noria.errors import ValueRefused

if TYPE_CHECKING:
    from noria.dossier.dossier import Dossier
    from noria.dossier.state import State

NOW = "now"


def diff(
    before: Annotated[str | None, typer.Argument(metavar="A", help="A build (its number), a day (as known then), a folder of another dossier, or now.")] = None,
    after: Annotated[str, typer.Argument(metavar="B", help="The same.")] = NOW,
    kind: Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help=(
        "document, judgement, input, claim, event, control or toll; may be given more than once."))] = None,
    limit: LimitOption = None, format: LineFormatOption = "table",
) -> None:
    """List what was added, changed or withdrawn from A to B, and why. Without A: from the build before the last."""
    from noria.dossier.changes import ORDER, changes
    from noria.views.columns import CHANGES
    from noria.views.forms import change_form

    if unknown := set(kind or ()) - set(ORDER):
        raise typer.BadParameter(f"there are no changes of the kind {min(unknown)!r}; the kinds are {', '.join(ORDER)}")
    dossier = open_dossier()
    one, other = _state(dossier, before or str(max(dossier.number_of_builds - 1, 1))), _state(dossier, after)
    if not (one.whole and other.whole):
        typer.echo("a dossier of this size keeps of a build what was put in, not what was said; two days or two folders can be compared in full", err=True)
    found = [change_form(change) for change in changes(one, other) if not kind or change.kind in kind]
    show(found, CHANGES, format, limit=limit)


def _state(dossier: Dossier, text: str) -> State:
    """The state that a word of the command line means."""
    from noria.dossier.dossier import Dossier
    from noria.values.day import Day

    if text == NOW:
        return dossier.state()
    if text.isdigit():
        return dossier.state_after(int(text))
    if Path(text).is_dir():
        return until_the_end(Dossier.open(Path(text))).state()
    try:
        return dossier.state(as_known=Day.parse(text))
    except ValueRefused as error:
        raise typer.BadParameter(f"{text!r} is no build, no day and no folder; write 3, 2024-12-04, ../other or now") from error


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: noria diff 2024-12-03 2024-12-05 --kind control")(diff)
