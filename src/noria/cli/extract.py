"""`noria extract` and `noria annotate`: one text at a time, without a dossier."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from noria.cli.options import LineFormat, day, show
from noria.values.day import Day

if TYPE_CHECKING:
    from noria.documents.model import Document, Metadata
    from noria.reference.codebook import Codebook
    from noria.reference.gazetteer import Gazetteer

Layer = Literal["times", "places", "numbers", "actors"]
_STDIN = "-"

Files = Annotated[list[str], typer.Argument(metavar="FILE…", help="Texts to read; - reads standard input.")]
Published = Annotated[Day | None, typer.Option(parser=day, metavar="DATE", help="When the text was published; else what it says of itself.")]
CodebookFile = Annotated[Path | None, typer.Option("--codebook", metavar="FILE", help="A codebook of actors, sources and sites.")]
Tables = Annotated[list[Path] | None, typer.Option("--gazetteer", metavar="FILE", help="A place table; may be given more than once.")]


def extract(
    files: Files,
    published: Published = None,
    publisher: Annotated[str | None, typer.Option(help="Who published the text.")] = None,
    title: Annotated[str | None, typer.Option(help="The title of the text.")] = None,
    kind: Annotated[str | None, typer.Option(help="What it is: encyclopedia, news, bulletin, official statement …")] = None,
    codebook: CodebookFile = None,
    gazetteer: Tables = None,
    format: Annotated[LineFormat, typer.Option(help="How to print; jsonl is one claim a line.")] = "table",
) -> None:
    """Print the claims that texts make."""
    from noria.claims.extract import Extractor
    from noria.claims.json_form import to_json
    from noria.documents.metadata import with_origin
    from noria.views.columns import CLAIMS

    given = with_origin("option", published=published, publisher=publisher, title=title, kind=kind)
    documents = list(_documents(files, given))
    extractor = Extractor(*_knowledge(codebook, gazetteer))
    forms = [to_json(claim) | {"event": None} for document in documents for claim in extractor.extract(document).claims]
    if format == "jsonl":
        forms = [{key: value for key, value in form.items() if key != "event"} for form in forms]
    show(forms, CLAIMS, format)


def annotate(
    files: Files,
    layer: Annotated[Layer, typer.Option(help="What to show.")],
    published: Published = None,
    codebook: CodebookFile = None,
    gazetteer: Tables = None,
    format: Annotated[Literal["jsonl", "json", "csv"], typer.Option(help="How to print.")] = "jsonl",
) -> None:
    """Print what the reading saw, by character offset into the text: times as TIMEX3, places, numbers or actors."""
    from noria.documents.metadata import with_origin
    from noria.reading.layers import LAYERS
    from noria.views.columns import Column

    documents = list(_documents(files, with_origin("option", published=published)))
    book, places = _knowledge(codebook, gazetteer) if layer in ("places", "actors") else (None, None)
    rows: list[dict[str, Any]] = [row for document in documents for row in LAYERS[layer](document, book, places)]
    columns = [Column(name, lambda form, name=name: form[name]) for name in (rows[0] if rows else ())]  # type: ignore[misc]
    show(rows, columns, format)


def _documents(files: list[str], given: Metadata) -> Iterator[Document]:
    """The documents of `files`; what cannot be read is said and, where nothing else can be, raised."""
    from noria.documents.model import Problem
    from noria.documents.read import read_path, read_text
    from noria.errors import UnreadableDocument

    read = 0
    for name in files:
        found = [read_text(sys.stdin.read(), file=_STDIN, given=given)] if name == _STDIN else read_path(Path(name), given)
        for one in found:
            if isinstance(one, Problem):
                typer.echo(str(UnreadableDocument(one.message, file=one.file, line=one.line)), err=True)
                continue
            read += 1
            _say_found(one)
            yield one
    if not read:
        raise UnreadableDocument("nothing could be read")


def _say_found(document: Document) -> None:
    """What the text said of itself and nobody else did, on standard error."""
    found = [f"{field} {getattr(document.meta, field)}" for field in ("published", "publisher", "title")
             if document.meta.origins.get(field) == "file" and getattr(document.meta, field) is not None]
    if found:
        typer.echo(f"{document.file}: taken from the text itself: {'; '.join(found)}", err=True)


def _knowledge(codebook: Path | None, tables: list[Path] | None) -> tuple[Codebook, Gazetteer]:
    from noria.reference.codebook import Codebook, load_codebook
    from noria.reference.gazetteer import Gazetteer

    book = load_codebook(codebook) if codebook is not None else Codebook()
    return book, Gazetteer.open(tables or (), book)


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: noria extract report.txt --published 2024-12-04 --format jsonl")(extract)
    app.command(epilog="Example: noria annotate report.txt --layer times --published 2024-12-04")(annotate)
