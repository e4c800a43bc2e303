"""`noria demo`: the example dossier, built and served."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from noria.cli.build import build_with_progress, print_report
from noria.cli.opening import until_the_end
from noria.cli.serve import HOST, PORT, HostOption, PortOption, run_server
from noria.errors import BadSetting


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where to put the example; one that is there already is used as it is.")] = Path("demo"),
    host: HostOption = HOST,
    port: PortOption = PORT,
) -> None:
    """Copy the example dossier into a folder, build it and show it in a browser."""
    from noria.dossier.dossier import Dossier

    if not (folder / "noria.toml").exists():
        copy_example(folder)
    dossier = until_the_end(Dossier.open(folder))
    print_report(build_with_progress(dossier))
    run_server(dossier, host, port)


def copy_example(folder: Path) -> None:
    """Copy the packaged example. Raises BadSetting where the folder holds something else."""
    if folder.exists() and any(folder.iterdir()):
        raise BadSetting("there is something else of this name; name another folder: noria demo FOLDER", file=folder)
    with as_file(files("noria") / "data" / "example") as example:
        shutil.copytree(example, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("noria.db*"))


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: noria demo --port 8080")(demo)
