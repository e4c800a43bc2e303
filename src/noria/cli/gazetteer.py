"""`noria gazetteer`: the place tables of a dossier, and questions to them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noria.cli.opening import open_dossier
from noria.cli.options import DocumentOption, FormatOption, LimitOption, LineFormatOption, day, show
from noria.values.day import Day

if TYPE_CHECKING:
    from noria.errors import BadGazetteer
    from noria.reference.gazetteer import Gazetteer
    from noria.values.place import Point

_SHOWN = 10  # unusable rows are shown one by one up to here

group = typer.Typer(no_args_is_help=True, help="The place tables of the dossier: add, list, remove; look up a name, see why it means which place.",
                    epilog="Example: noria gazetteer add SD.zip && noria gazetteer search Kasala --near Khartoum")


def columns_named(text: str) -> dict[str, str]:
    """"name=Ort,lat=Breite" as a mapping; anything else is a wrong usage."""
    pairs = [pair.split("=", 1) for pair in text.split(",")]
    if any(len(pair) < 2 or not pair[0].strip() or not pair[1].strip() for pair in pairs):
        raise typer.BadParameter(f"{text!r} is not like name=HEADING,lat=HEADING,lon=HEADING")
    return {pair[0].strip(): pair[1].strip() for pair in pairs}


def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help=(
        "Place tables: CSV, TSV, Excel, GeoJSON, GeoNames dumps (SD.txt, SD.zip), OCHA p-code tables, GNS files, Wikidata query results."))],
    name: Annotated[str | None, typer.Option(metavar="NAME", help="What the table is called in the dossier; the file's name if not given.")] = None,
    columns: Annotated[dict[str, str] | None, typer.Option(parser=columns_named, metavar="FIELD=HEADING,…", help=(
        "Which column holds what, where its heading does not tell: name, lat, lon, others, kind, admin1, country, id …"))] = None,
    source: Annotated[str | None, typer.Option(help="Who made the table.")] = None,
    licence: Annotated[str | None, typer.Option(help="Under which licence it is.")] = None,
    retrieved: Annotated[Day | None, typer.Option(parser=day, metavar="DATE", help="When it was taken from there.")] = None,
) -> None:
    """Copy place tables into the dossier, with where they are from. The next build uses them."""
    from noria.reference.about_tables import About

    if name and len(files) > 1:
        raise typer.BadParameter("--name is of one table; add them one by one")
    dossier = open_dossier()
    told = About(source=source, licence=licence, retrieved=retrieved, added=Day.of(datetime.now().astimezone().date()), columns=columns or {})
    for file in files:
        added = dossier.tables.add(file, told, name=name)
        _say_unusable(added.problems)
        typer.echo(f"{file}: {'was there already' if added.there else 'added'} as table {added.name}, places {added.places:,}, "
                   f"rows that cannot be used {len(added.problems)}")
    dossier.gazetteer()
    typer.echo("next: noria build")


def _say_unusable(problems: tuple[BadGazetteer, ...]) -> None:
    for problem in problems[:_SHOWN]:
        typer.echo(f"{problem}; not used", err=True)
    if len(problems) > _SHOWN:
        typer.echo(f"and {len(problems) - _SHOWN} rows more; all of them: noria gazetteer list --format json", err=True)


def list_tables(format: FormatOption = "table") -> None:
    """List the place tables: how many places each has, where it is from, its licence."""
    from noria.views.gazetteer import TABLES, table_forms

    show(table_forms(open_dossier().gazetteer()), TABLES, format)


def search(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, spelt in any way, or its beginning.")],
    near: Annotated[str | None, typer.Option(metavar="PLACE", help='Only places near this one: a name ("Tripoli, Lebanon"), an id, or LAT,LON.')] = None,
    within: Annotated[float, typer.Option(metavar="KM", min=0.1, help="How near, in kilometres.")] = 100.0,
    limit: LimitOption = 20, format: LineFormatOption = "table",
) -> None:
    """List the places that a name may mean, in all tables and spellings; what two tables have is one row, with the reason."""
    from noria.reference.gazetteer.search import search as find
    from noria.views.gazetteer import PLACES, found_forms

    gazetteer = open_dossier().gazetteer()
    found = find(gazetteer, name, near=_point(near, gazetteer) if near else None, within_km=within)
    show(found_forms(found), PLACES, format, limit=limit)


def where(
    name: Annotated[str, typer.Argument(metavar="NAME", help='A place name as a text has it; "Tripoli, Lebanon" is one with its country.')],
    near: Annotated[list[str] | None, typer.Option(metavar="PLACE", help="A place that the text names too; may be given more than once.")] = None,
    document: DocumentOption = None, limit: LimitOption = None, format: FormatOption = "table",
) -> None:
    """Show which place a name would be taken for, its candidates with their scores, and why."""
    from noria.reading.toponyms import explain
    from noria.views.ask import Ask
    from noria.views.gazetteer import CANDIDATES, candidate_forms, verdict_form

    dossier = open_dossier()
    gazetteer = dossier.gazetteer()
    company = list(near or ())
    if document is not None:
        company += _places_of(Ask(dossier).document_id(document), name, gazetteer)
    verdict = explain(name, gazetteer, company=company)
    forms = candidate_forms(verdict, _point(near[0], gazetteer) if near else None)
    taken = f"taken for {verdict.chosen.entry.name} ({verdict.chosen.entry.id})" if verdict.chosen else "left open"
    typer.echo(f"{name}: {taken}, confidence {verdict.confidence:.2f}: {'; '.join(verdict.reasons)}", err=True)
    show(forms, CANDIDATES, format, limit=limit, trees=[verdict_form(name, verdict, forms)])


def _places_of(document: str, name: str, gazetteer: Gazetteer) -> list[str]:
    """The places that a document names, read anew; what it made of `name` itself is said."""
    from noria.reading.read import Reader
    from noria.reference.gazetteer.names import light

    dossier = open_dossier()
    read = Reader(dossier.codebook, gazetteer).read(dossier.document(document)).places
    here = [place for place in read if light(place.text) == light(name)]
    for place in here[:1]:
        typer.echo(f"in the document: {place.id or 'left open'}, confidence {place.confidence:.2f}: {'; '.join(place.reasons)}", err=True)
    return [place.text for place in read if light(place.text) != light(name)]


def _point(text: str, gazetteer: Gazetteer) -> Point:
    """Where to look: coordinates, an id, or the likeliest place of a name, which is said. Raises NothingFound."""
    from noria.errors import NothingFound, ValueRefused
    from noria.reading.toponyms import explain
    from noria.values.place import Point

    try:
        lat, lon = (float(part) for part in text.split(","))
        return Point(lat, lon)
    except ValueRefused as error:
        raise typer.BadParameter(str(error)) from error
    except ValueError:
        pass
    entry = gazetteer.entry(text)
    if entry is None:
        ranked = explain(text, gazetteer).ranked
        if not ranked:
            raise NothingFound(f"no gazetteer knows {text!r}; name another place near by, or write LAT,LON")
        entry = ranked[0].entry
        typer.echo(f"near {', '.join(filter(None, (entry.name, entry.admin1, entry.country)))} ({entry.lat:.3f},{entry.lon:.3f}, {entry.id})", err=True)
    return entry.point


def remove(table: Annotated[str, typer.Argument(metavar="TABLE", help="The table's name, as `noria gazetteer list` shows it.")]) -> None:
    """Take a place table out of the dossier; the next build does without it."""
    path = open_dossier().tables.remove(table)
    typer.echo(f"removed {path.name}; next: noria build")


def register(app: typer.Typer) -> None:
    for command, name, example in (
            (add, "add", 'noria gazetteer add villages.csv --columns name=Village,lat=Y,lon=X --source "Ministry of Maps" --licence "CC BY 4.0"'),
            (list_tables, "list", "noria gazetteer list --format json"),
            (search, "search", "noria gazetteer search Kasala --near Khartoum"),
            (where, "where", "noria gazetteer where Tripoli --near Zawiya"),
            (remove, "remove", "noria gazetteer remove villages")):
        group.command(name, epilog=f"Example: {example}")(command)
    app.add_typer(group, name="gazetteer")
