"""`noria judge`: what people decide about claims and events, beside the machine's result; and what they decided, listed and exchanged."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from noria.cli.opening import open_dossier
from noria.cli.options import DocumentOption, LimitOption, LineFormatOption, show
from noria.errors import BadSetting, NoriaError, ValueRefused

if TYPE_CHECKING:
    from noria.dossier.dossier import Dossier
    from noria.values.judgement import Judgement, JudgementKind

    # Kind, target, correction, and the other events or claims.
    _Wanted = tuple[JudgementKind, str, dict[str, Any] | None, Sequence[str]]

group = typer.Typer(no_args_is_help=True, epilog='Example: noria judge reject c-5b0c1d7a8e2f4b6d9a31 --because "a drill, not an attack"', help=(
    "Accept, correct or reject what the machine made, and say why; it is kept beside the machine's result and through every build."))

IDS = Annotated[list[str], typer.Argument(metavar="ID...", help="Claims (c-…) or events (e-…); of an event, all its claims are meant.")]
WHY = Annotated[str, typer.Option("--because", metavar="REASON", help="Why. Whoever looks at the value later reads it.")]
BY = Annotated[str | None, typer.Option("--by", metavar="NAME", help=(
    "Who decides; without it, judged_by of noria.toml, else the name you are logged in with."))]
DATE = Annotated[str | None, typer.Option("--date", metavar="EDTF", help='2024-12-03, 2024-12, 2024-11-30/2024-12-05; "" for none.')]
PLACE = Annotated[list[str] | None, typer.Option("--place", metavar="PLACE", help=(
    'A name, a place id, or "Name @ 35.1, 36.7"; once for each place, "" for none.'))]
ACTOR = Annotated[list[str] | None, typer.Option("--actor", metavar="NAME", help='Who did it; once for each, "" for nobody.')]
TARGET = Annotated[list[str] | None, typer.Option("--target", metavar="NAME", help='To whom; once for each, "" for nobody.')]
SOURCE = Annotated[list[str] | None, typer.Option("--source", metavar="NAME", help='Who is said to say so; once for each, "" for nobody.')]
COUNT = Annotated[list[str] | None, typer.Option("--count", metavar="FIGURE", help=(
    'killed=8, killed:civilians=12-15, killed=5+ (at least), killed=-30 (at most), displaced=~5000 (about); "" for none.'))]
TYPE = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="The type of claim that it is.")]
FACTUALITY = Annotated[str | None, typer.Option("--factuality", metavar="WORD", help="realised, unverified, planned, failed or denied.")]


def accept(ids: IDS, because: WHY, by: BY = None) -> None:
    """Mark claims or events as checked: the machine was right. What was rejected before counts again."""
    _judge("accept", ids, because, by)


def reject(ids: IDS, because: WHY, by: BY = None) -> None:
    """Leave claims or events out of all that is worked out: the machine was wrong."""
    _judge("reject", ids, because, by)


def correct(ids: IDS, because: WHY, by: BY = None, date: DATE = None, place: PLACE = None, actor: ACTOR = None, target: TARGET = None,
            count: COUNT = None, source: SOURCE = None, type: TYPE = None, factuality: FACTUALITY = None) -> None:
    """Put other values in place of what the machine read."""
    _judge("correct", ids, because, by, time=date, places=place, actors=actor, targets=target, counts=count, attribution=source, type=type,
           factuality=factuality)


def re_date(ids: IDS, because: WHY, date: Annotated[str, typer.Option("--date", metavar="EDTF", help=(
        '2024-12-03, 2024-12, 2024-11-30/2024-12-05; "" for a date that is not known.'))], by: BY = None) -> None:
    """Say when it was."""
    _judge("re-date", ids, because, by, time=date)


def re_place(ids: IDS, because: WHY, place: PLACE = None, by: BY = None) -> None:
    """Say where it was."""
    _judge("re-place", ids, because, by, places=place)


def name_(name: Annotated[str, typer.Argument(metavar="NAME", help="The name of a place, as the reports write it.")],
          place: Annotated[str, typer.Option("--place", metavar="PLACE", help='Its id, a name, or "Name @ 35.1, 36.7"; "" to leave the name open.')],
          because: WHY, document: DocumentOption = None, by: BY = None) -> None:
    """Say which place a name means, in all documents or in one. The next build reads the documents that name it again."""
    from noria.reference.codebook import fold
    from noria.values.judgement import toponym_target
    from noria.views.ask import Ask
    from noria.views.correcting import Correcting
    from noria.views.names import nothing_called

    dossier = open_dossier()
    ask = Ask(dossier)
    where = ask.document_id(document) if document else None
    if not dossier.stands(fold(name), where):
        raise nothing_called("name of a place" + (" in this document" if where else ""), name, dossier.place_names())
    _keep(dossier, [("re-place", toponym_target(fold(name), where), Correcting(ask).fields({"places": place}), ())], because, by)
    typer.echo("next: noria build", err=True)


def re_attribute(ids: IDS, because: WHY, source: SOURCE = None, actor: ACTOR = None, by: BY = None) -> None:
    """Say who says so (--source), or who did it (--actor)."""
    _judge("re-attribute", ids, because, by, attribution=source, actors=actor)


def merge(ids: Annotated[list[str], typer.Argument(metavar="EVENT EVENT...", help="Events, or single claims, that are one event.")],
          because: WHY, by: BY = None) -> None:
    """Say that events are one and the same."""
    if len(set(ids)) < 2:
        raise typer.BadParameter("name two events or more")
    _keep(open_dossier(), [("merge", ids[0], None, ids[1:])], because, by)


def split(event: Annotated[str, typer.Argument(metavar="EVENT")],
          claims: Annotated[list[str], typer.Argument(metavar="CLAIM...", help="Claims of the event that tell of another one.")],
          because: WHY, by: BY = None) -> None:
    """Say that some claims of an event tell of another one."""
    _keep(open_dossier(), [("split", event, None, claims)], because, by)


def undo(ids: Annotated[list[str], typer.Argument(metavar="JUDGEMENT...", help="Judgements (j-…).")], because: WHY, by: BY = None) -> None:
    """Take judgements back. They stay listed."""
    _keep(open_dossier(), [("undo", id, None, ()) for id in ids], because, by)


def redo(ids: Annotated[list[str], typer.Argument(metavar="JUDGEMENT...", help="Judgements (j-…).")], because: WHY, by: BY = None) -> None:
    """Put judgements that were taken back in force again."""
    _keep(open_dossier(), [("redo", id, None, ()) for id in ids], because, by)


def list_(open_: Annotated[bool, typer.Option("--open", help="Those whose sentence changed, so that somebody must look again.")] = False,
          undone: Annotated[bool, typer.Option("--undone", help="Those that were taken back.")] = False,
          limit: LimitOption = None, format: LineFormatOption = "table") -> None:
    """List judgements, oldest first: who decided what, when and why, and whether it is in force."""
    from noria.views.columns import JUDGEMENTS
    from noria.views.judgements import listed_form

    dossier = open_dossier()
    wanted = {state for state, asked in (("open", open_), ("undone", undone)) if asked}
    claims = dossier.claims()
    forms = [listed_form(found, claims) for found in dossier.judging.bearings()]
    show([form for form in forms if not wanted or form["state"] in wanted], JUDGEMENTS, format, limit=limit)


def export(output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help=(
        "Where to write; standard output without it."))] = None) -> None:
    """Write every judgement as JSON lines, undo and redo among them, for a colleague to import."""
    from noria.values.judgement import judgement_json
    from noria.views.table import as_jsonl

    content = as_jsonl(judgement_json(made) for made in open_dossier().judging.history()).encode()
    if output is None:
        typer.echo(content, nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise BadSetting(f"cannot be written: {error.strerror}", file=output) from error


def import_(file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, allow_dash=True, help=(
        "JSON lines that noria judge export wrote; - reads standard input."))]) -> None:
    """Take in what colleagues decided about the same reports. What is here already stays as it is."""
    dossier = open_dossier()
    lines = sys.stdin if str(file) == "-" else file.read_text(encoding="utf-8").splitlines()
    made = [_read_line(line, str(file), number) for number, line in enumerate(lines, 1) if line.strip()]
    new = dossier.judging.take_in(made)
    typer.echo(f"{new} new, {len(made) - new} known before", err=True)
    if new:
        _follow(dossier)


def _read_line(line: str, file: str, number: int) -> Judgement:
    from noria.dossier.judging import check
    from noria.values.judgement import read_judgement

    try:
        made = read_judgement(json.loads(line))
        check(made)
    except json.JSONDecodeError as error:
        raise ValueRefused(f"not JSON: {error.msg}", file=file, line=number) from error
    except NoriaError as error:
        raise ValueRefused(error.message, file=file, line=number) from error
    return made


def _judge(kind: JudgementKind, ids: Sequence[str], because: str, by: str | None, **typed: str | list[str] | None) -> None:
    """Judge each of `ids` by itself. What was not typed (None) stays as the machine has it."""
    from noria.views.ask import Ask
    from noria.views.correcting import Correcting

    dossier = open_dossier()
    given = {key: text if isinstance(text, str) else "; ".join(text) for key, text in typed.items() if text is not None}
    correcting = Correcting(Ask(dossier))
    wanted: list[_Wanted] = []
    for id in ids:
        claim = dossier.claim(id) if given and not id.startswith("e-") else None
        wanted.append((kind, id, correcting.fields(given, claim) if given else None, ()))
    _keep(dossier, wanted, because, by)


def _keep(dossier: Dossier, wanted: Sequence[_Wanted], because: str, by: str | None) -> None:
    """Put judgements into the record and say what was kept, then what follows."""
    judging = dossier.judging
    name = by or judging.default_name
    if not name:
        raise BadSetting("nobody knows who you are; write --by NAME, or judged_by in noria.toml")
    if by is None and all(made.made_by != name for made in judging.history()):
        typer.echo(f"signed {name!r}; another name: --by NAME, or judged_by in noria.toml", err=True)
    for kind, target, correction, others in wanted:
        made = judging.judge(kind, target, by=name, why=because, correction=correction, others=others)
        typer.echo(f"{made.id} {kind} {target}")
    _follow(dossier)


def _follow(dossier: Dossier) -> None:
    """Work the results out anew where that takes seconds, else say when they will follow."""
    if not dossier.follow():
        typer.echo("events, control and figures follow when they are next asked for; noria build works them out and keeps them", err=True)


_COMMANDS: tuple[tuple[Any, str, str], ...] = (
    (accept, "accept", 'noria judge accept e-77aa0e5d3c1b9f204c86 --because "checked against the communique"'),
    (reject, "reject", 'noria judge reject c-5b0c1d7a8e2f4b6d9a31 --because "a drill, not an attack"'),
    (correct, "correct", 'noria judge correct c-5b0c1d7a8e2f4b6d9a31 --count killed:civilians=8 --actor "Northern Front" --because "page 2 says so"'),
    (re_date, "re-date", 'noria judge re-date e-77aa0e5d3c1b9f204c86 --date 2024-12-03 --because "the night to Tuesday"'),
    (re_place, "re-place", 'noria judge re-place c-5b0c1d7a8e2f4b6d9a31 --place "Mill Hill @ 10.52, 20.31" --because "the hill, not the town"'),
    (name_, "name", 'noria judge name "Mill Hill" --place "Mill Hill @ 10.52, 20.31" --because "the hill by the river"'),
    (re_attribute, "re-attribute", 'noria judge re-attribute c-5b0c1d7a8e2f4b6d9a31 --source "River Watch" --because "the paper quotes it"'),
    (merge, "merge", 'noria judge merge e-77aa0e5d3c1b9f204c86 e-1f9c0b7d5a3e2c4f6b80 --because "one strike, told twice"'),
    (split, "split", 'noria judge split e-77aa0e5d3c1b9f204c86 c-5b0c1d7a8e2f4b6d9a31 --because "the raid of the day after"'),
    (undo, "undo", 'noria judge undo j-3d2c1b0a9f8e7d6c5b4a --because "the report was right"'),
    (redo, "redo", 'noria judge redo j-3d2c1b0a9f8e7d6c5b4a --because "it was not, after all"'),
    (list_, "list", "noria judge list --open"),
    (export, "export", "noria judge export -o judgements.jsonl"),
    (import_, "import", "noria judge import judgements.jsonl"),
)


def register(app: typer.Typer) -> None:
    """Add the group to the command line, each command with an example under its help."""
    for command, name, example in _COMMANDS:
        group.command(name, epilog=f"Example: {example}")(command)
    app.add_typer(group, name="judge")
