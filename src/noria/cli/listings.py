"""The listings of a dossier: claims, events, control, casualties, operations, forces, timeline, refusals, documents, problems."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from noria.cli.options import (
    ActorOption,
    AsKnownOption,
    DocumentOption,
    FormatOption,
    LimitOption,
    LineFormatOption,
    PlaceOption,
    SinceOption,
    SourceOption,
    TypeOption,
    UntilOption,
    ask,
    check_span,
    on_day,
    show,
)
from noria.values.day import Day


def claims(
    on: Annotated[Day | None, on_day("Claims whose time, as exactly as the text tells it, contains this day.")] = None,
    since: SinceOption = None, until: UntilOption = None, as_known: AsKnownOption = None, place: PlaceOption = None,
    actor: ActorOption = None, type: TypeOption = None, source: SourceOption = None, document: DocumentOption = None,
    limit: LimitOption = None, format: LineFormatOption = "table",
) -> None:
    """List claims: what each sentence says happened, with its quote and the event it belongs to."""
    from noria.views.columns import CLAIMS
    from noria.views.select import select_claims

    check_span(since, until)
    asked = ask(as_known)
    selection = asked.selection(on=on, since=since, until=until, place=place, actor=actor, source=source, types=type or ())
    wanted = asked.document_id(document) if document else None
    found = [claim for claim in select_claims(asked.claims, selection) if wanted is None or claim.document.id == wanted]
    show([asked.attested.claim_form(claim, asked.judgements) for claim in found], CLAIMS, format, limit=limit)


def events(
    on: Annotated[Day | None, on_day("Events whose time, as exactly as it is known, contains this day.")] = None,
    since: SinceOption = None, until: UntilOption = None, as_known: AsKnownOption = None, place: PlaceOption = None,
    actor: ActorOption = None, type: TypeOption = None, limit: LimitOption = None, format: LineFormatOption = "table",
) -> None:
    """List events: claims of one occurrence put together, with every account of it."""
    from noria.views.columns import EVENTS
    from noria.views.select import select_events

    check_span(since, until)
    asked = ask(as_known)
    selection = asked.selection(on=on, since=since, until=until, place=place, actor=actor, types=type or ())
    found = select_events(asked.results.events, selection)
    show([asked.attested.event_form(event, asked.judgements.on_event(event)) for event in found], EVENTS, format, limit=limit)


def control(
    on: Annotated[Day | None, on_day("Who held each place on this day; without it, the whole history of each place.")] = None,
    since: SinceOption = None, until: UntilOption = None, as_known: AsKnownOption = None, place: PlaceOption = None, actor: ActorOption = None,
    changes: Annotated[bool, typer.Option("--changes", help="When places changed hands and who says so; --since and --until ask for some days' changes.")] = False,
    fades: Annotated[int | None, typer.Option("--fades-after", min=1, metavar="DAYS", help=(
        "How long evidence lasts before the holder is unknown; control_fades_after in noria.toml, else for ever."))] = None,
    format: FormatOption = "table",
) -> None:
    """List who held which place, from when to when, on the evidence of which claims; or what changed hands, and who says so."""
    from noria.views.columns import CONTROL, HANDOVERS
    from noria.views.forms import holding_form
    from noria.views.handovers import handover_form, handovers
    from noria.views.policies import policy_text
    from noria.views.select import select_holdings

    check_span(since, until)
    changes = changes or since is not None or until is not None
    if on is not None and changes:
        raise typer.BadParameter("--on asks for one day, --changes, --since and --until for the changes of several; give one or the other")
    asked = ask(as_known)
    chosen = asked.dossier.settings.control
    policy = chosen if fades is None else replace(chosen, fades_after=fades)
    selection = asked.selection(on=on, place=place, actor=None if changes else actor)
    found = select_holdings(asked.holdings(on, policy), selection)
    if format == "table":
        typer.echo(policy_text(policy), err=True)
    if not changes:
        show([holding_form(holding) for holding in found], CONTROL, format)
    else:
        of = asked.selection(actor=actor).actor
        claims = {claim.id: claim for claim in asked.claims}
        show([handover_form(change, claims) for change in handovers(found, since, until) if of is None or change.touches(of)], HANDOVERS, format)


def casualties(
    on: Annotated[Day | None, on_day("The figures by the end of this day, from dated claims of what was over by then.")] = None,
    since: SinceOption = None, until: UntilOption = None, as_known: AsKnownOption = None, place: PlaceOption = None,
    actor: ActorOption = None, source: SourceOption = None,
    by_source: Annotated[bool, typer.Option("--by-source", help="What each source says by itself, in place of what they are reconciled to.")] = False,
    limit: LimitOption = None, format: FormatOption = "table",
) -> None:
    """List killed, wounded, missing and displaced, low to high: single events added, totals beside them, and how much they agree."""
    from noria.views.columns import CASUALTIES
    from noria.views.tolls import TollQuestion, toll_forms

    check_span(since, until)
    question = TollQuestion(on=on, since=since, until=until, place=place, actor=actor, source=source, sources=by_source)
    show(toll_forms(ask(as_known), question), CASUALTIES, format, limit=limit)


def operations(
    on: Annotated[Day | None, on_day("Operations under way on this day.")] = None, as_known: AsKnownOption = None,
    place: PlaceOption = None, actor: ActorOption = None, format: FormatOption = "table",
) -> None:
    """List operations, battles and offensives, each under the one it is part of."""
    from noria.views.columns import OPERATIONS
    from noria.views.forms import flattened, operation_forms
    from noria.views.select import select_operations

    asked = ask(as_known)
    trees = operation_forms(select_operations(asked.results.operations, asked.selection(on=on, place=place, actor=actor)))
    show(flattened(trees, "parts"), OPERATIONS, format, trees=trees)


def forces(
    on: Annotated[Day | None, on_day("The order of battle as it stood on this day; without it, all of any day, each force under the last it was part of.")] = None,
    as_known: AsKnownOption = None, actor: ActorOption = None, format: FormatOption = "table",
) -> None:
    """List forces as a tree: who belongs to whom, who commands, from when to when."""
    from noria.derive.roster import order_on
    from noria.views.columns import FORCES
    from noria.views.forms import flattened, force_forms
    from noria.views.select import select_forces

    asked = ask(as_known)
    known = asked.results.forces
    trees = force_forms(select_forces(known if on is None else order_on(known, on), asked.selection(actor=actor).actor))
    show(flattened(trees, "units"), FORCES, format, trees=trees)


def timeline(
    on: Annotated[Day | None, on_day("What happened or was under way on this day.")] = None, since: SinceOption = None,
    until: UntilOption = None, as_known: AsKnownOption = None, place: PlaceOption = None, actor: ActorOption = None,
    type: TypeOption = None, limit: LimitOption = None, format: FormatOption = "table",
) -> None:
    """List events and operations in one order of time; what has no date stands last."""
    from noria.views.columns import TIMELINE
    from noria.views.forms import timeline_form
    from noria.views.select import timeline as chronicle

    check_span(since, until)
    asked = ask(as_known)
    selection = asked.selection(on=on, since=since, until=until, place=place, actor=actor, types=type or ())
    show([timeline_form(item) for item in chronicle(asked.results, selection)], TIMELINE, format, limit=limit)


def refusals(
    on: Annotated[Day | None, on_day("Of documents published on this day (a refused sentence has no date of its own).")] = None,
    as_known: AsKnownOption = None, document: DocumentOption = None, limit: LimitOption = None, format: LineFormatOption = "table",
) -> None:
    """List sentences that could have held a claim and gave none, with the reason."""
    from noria.views.columns import REFUSALS
    from noria.views.forms import refusal_form

    asked = ask(as_known)
    found = asked.refusals(document=asked.document_id(document) if document else None, on=on)
    show([refusal_form(refusal) for refusal in found], REFUSALS, format, limit=limit)


def documents(
    on: Annotated[Day | None, on_day("Documents published on this day.")] = None, as_known: AsKnownOption = None,
    format: FormatOption = "table",
) -> None:
    """List the documents of the dossier: what each gave, and why one could not be read."""
    from noria.views.columns import DOCUMENTS
    from noria.views.forms import document_form

    show([document_form(row) for row in ask(as_known).documents(on)], DOCUMENTS, format)


def problems(
    on: Annotated[Day | None, on_day("Problems that concern a claim whose time contains this day.")] = None,
    as_known: AsKnownOption = None, limit: LimitOption = None, format: FormatOption = "table",
) -> None:
    """List what did not fit together: contradictions that a rule noticed, with the claims they concern."""
    from noria.views.columns import PROBLEMS
    from noria.views.forms import problem_form
    from noria.views.select import select_problems

    asked = ask(as_known)
    found = select_problems(asked.results.problems, asked.claims, on)
    show([problem_form(problem) for problem in found], PROBLEMS, format, limit=limit)


LISTINGS = (
    (claims, "noria claims --type capture --since 2024-12-01 --format jsonl"),
    (events, "noria events --place Riverton --format csv"),
    (control, "noria control --on 2024-12-04"),
    (casualties, "noria casualties --since 2024-12-01 --until 2024-12-05 --place Riverton"),
    (operations, "noria operations --on 2024-12-01 --format json"),
    (forces, "noria forces --actor 'Northern Front' --on 2024-12-04"),
    (timeline, "noria timeline --since 2024-11-27 --until 2024-12-08"),
    (refusals, "noria refusals --document report.txt"),
    (documents, "noria documents --as-known 2024-12-03"),
    (problems, "noria problems --format json"),
)


def register(app: typer.Typer) -> None:
    """Add the listings to the command line, each with an example under its help."""
    for command, example in LISTINGS:
        app.command(epilog=f"Example: {example}")(command)
