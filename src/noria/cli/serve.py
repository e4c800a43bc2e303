"""`noria serve`: the dossier as pages."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Annotated

import typer

from noria.cli.opening import open_dossier
from noria.errors import BadSetting

if TYPE_CHECKING:
    from noria.dossier.dossier import Dossier

HOST, PORT = "127.0.0.1", 8765

HostOption = Annotated[str, typer.Option(help="The address to listen at; 0.0.0.0 lets other machines in, and there is no password.")]
PortOption = Annotated[int, typer.Option(min=0, max=65535, help="The port to listen at; 0 takes a free one.")]


def serve(host: HostOption = HOST, port: PortOption = PORT) -> None:
    """Show the dossier in a browser, until Ctrl-C. Nothing leaves this machine."""
    dossier = open_dossier()
    if not dossier.documents():
        typer.echo("nothing has been read yet; the pages stay empty until: noria build", err=True)
    run_server(dossier, host, port)


def run_server(dossier: Dossier, host: str, port: int) -> None:
    """Serve until interrupted. Raises BadSetting where the address is taken or is none of this machine's."""
    import uvicorn

    from noria.views.web.app import create_app

    app = create_app(dossier)
    with _listen(host, port) as listener:
        typer.echo(f"{dossier.settings.name}: http://{host}:{listener.getsockname()[1]} (Ctrl-C stops it)")
        try:
            uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
        except KeyboardInterrupt:
            typer.echo("stopped", err=True)


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise BadSetting(f"cannot listen at {host}:{port} ({error.strerror}); choose another with --port") from error


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: noria serve --port 8080")(serve)
