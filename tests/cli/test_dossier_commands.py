"""The commands that make, fill, build, check and serve a dossier, as a user types them."""

from __future__ import annotations

import errno
import socket

import pytest
from fake_parts import PARTS
from typer.testing import CliRunner

from noria import __version__
from noria.cli import app
from noria.cli.demo import copy_example
from noria.cli.edge import dossier_first
from noria.dossier.dossier import Dossier
from noria.dossier.settings import load_settings
from noria.errors import BadSetting
from noria.reference.codebook import load_codebook


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Type a line in `tmp_path`, or in a folder below it."""
    monkeypatch.setattr("noria.dossier.dossier.Parts", lambda: PARTS)

    def typed(*words, where="", code=0):
        monkeypatch.chdir(tmp_path / where)
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == code, result.output
        return result

    return typed


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "port.txt").write_text("They shelled the port.\nIt rained.\n")
    (folder / "mill.txt").write_text("They shelled the mill.\n")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / "sources.toml").write_text('[port]\npublisher = "Monitor"\npublished = 2024-12-04\n\n[dam]\nkind = "news"\n')
    return folder


def test_from_nothing_to_a_record_that_is_whole(run, reports):
    assert "next: cd war && noria add REPORTS" in run("new", "war").stdout
    added = run("add", "../reports", "--meta", "../reports/sources.toml", "--kind", "bulletin", where="war").stdout
    assert added.splitlines() == [
        "../reports/photo.png: not added, Noria does not read .png",
        "[dam] of the meta file names none of these files",
        "added: 2, there already: 0, not added: 1; next: noria build",
    ]
    built = run("build", where="war").stdout.splitlines()
    assert built[:4] == [
        "mill.txt: claims 1, refused 0",
        "port.txt: claims 1, refused 1",
        "the record holds: documents 2, claims 2, refused sentences 1; left open: places 2, times 1",
        "  refused by fake: 1; why, sentence by sentence: noria refusals",
    ]
    assert built[4].startswith("sources: read 2, unchanged 0, withdrawn 0, in ")
    assert run("build", where="war").stdout.splitlines()[0] == "nothing to do, every source is as it was read"
    assert run("verify", where="war/sources").stdout == "the record is whole: documents 2, claims 2\n"


def test_a_build_says_what_could_not_be_read_and_what_is_gone(run, tmp_path):
    run("new", "war")
    sources = tmp_path / "war" / "sources"
    for name, text in {"bad.txt": "unreadable", "feed.jsonl": "They shelled it.\n\n", "gone.txt": "Words."}.items():
        (sources / name).write_text(text)
    (tmp_path / "war" / "gazetteer" / "places.csv").write_text("name\n")
    first = run("build", where="war").stdout.splitlines()
    assert "bad.txt: not read: the file is binary" in first
    assert "feed.jsonl: in part: the entry is empty" in first
    assert "gazetteer: places.csv:2: no coordinates" in first
    (sources / "gone.txt").unlink()
    assert "gone.txt: withdrawn, it is no longer among the sources" in run("build", where="war").stdout


def test_adding_twice_and_adding_namesakes_is_said(run, reports, tmp_path):
    run("new", "war")
    run("add", "../reports/port.txt", where="war")
    assert "../reports/port.txt: not added, the very same is there as port.txt" in run("add", "../reports/port.txt", where="war").stdout
    told = run("add", "../reports/port.txt", "--kind", "news", where="war").stdout.splitlines()
    assert told[0].endswith("the very same is there as port.txt; what you told of it is noted")
    assert told[1] == "added: 0, there already: 1, not added: 0; next: noria build"
    (tmp_path / "port.txt").write_text("Another report.")
    assert "../port.txt: added as port-2.txt, there is another port.txt" in run("add", "../port.txt", where="war").stdout


def test_a_broken_record_is_said_break_by_break(run, reports, tmp_path):
    import sqlite3
    from contextlib import closing

    run("new", "war")
    run("add", "../reports/port.txt", where="war")
    run("build", where="war")
    with closing(sqlite3.connect(tmp_path / "war" / "noria.db")) as record, record:
        record.execute("UPDATE claim SET payload = replace(payload, 'They shelled', 'We shelled')")
    result = run("verify", where="war", code=1)
    assert result.stdout.startswith("port.txt 0..22: the text there is not the quote 'We shelled the port.'")
    assert result.stderr.startswith("breaks found: ")


ERRORS = [
    (("build",), "", 1, "is a dossier; go into one"),
    (("build", "--dossier", "nowhere"), "", 1, "nowhere is no dossier, it has no noria.toml"),
    (("new", "war"), "", 1, "war: there is something of this name already"),
    (("add", "none.txt"), "war", 1, "none.txt: there is no such file or folder"),
    (("add", "noria.toml", "--meta", "none.toml"), "war", 1, "none.toml: the meta file cannot be opened"),
    (("add", "noria.toml", "--published", "yesterday"), "war", 2, "write it as YYYY-MM-DD"),
    (("add", "noria.toml", "sources", "--title", "T"), "war", 2, "--title and --url are of one"),
    (("add",), "war", 2, "Missing argument"),
    (("mend",), "war", 2, "No such command"),
]


@pytest.mark.parametrize(("words", "where", "code", "said"), ERRORS)
def test_errors_are_one_clear_line_and_a_code(run, words, where, code, said):
    run("new", "war")
    result = run(*words, where=where, code=code)
    assert said in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""
    if code == 1:
        assert len(result.stderr.splitlines()) == 1


def test_an_unknown_setting_names_file_and_line(run, tmp_path):
    run("new", "war")
    path = tmp_path / "war" / "noria.toml"
    path.write_text('name = "War"\ncolour = "red"\n')
    assert run("build", where="war", code=1).stderr.startswith(f"{path}:2: unknown key 'colour'; known are name")


def test_a_disk_that_is_full_is_one_line_and_a_fault_of_noria_is_not(run, monkeypatch):
    run("new", "war")

    def full(self, **rest):
        raise OSError(errno.ENOSPC, "No space left on device", "noria.db")

    monkeypatch.setattr(Dossier, "build", full)
    assert run("build", where="war", code=1).stderr == "noria.db: No space left on device\n"

    def faulty(self, **rest):
        return 1 // 0

    monkeypatch.setattr(Dossier, "build", faulty)
    assert isinstance(run("build", where="war", code=1).exception, ZeroDivisionError)


def test_control_c_says_what_is_kept(run, tmp_path):
    run("new", "war")
    (tmp_path / "war" / "sources" / "a.txt").write_text("interrupt")
    assert run("build", where="war", code=130).stderr.endswith("stopped; what was finished is kept\n")


def test_the_dossier_may_be_named_anywhere_on_the_line(run, reports):
    run("new", "war")
    for words in (["--dossier", "war", "verify"], ["verify", "--dossier", "war"], ["verify", "--dossier=war"]):
        assert "the record is whole" in run(*words).stdout
    assert dossier_first(["add", "--", "--dossier", "x"]) == ["add", "--", "--dossier", "x"]
    assert dossier_first(["verify", "--dossier"]) == ["--dossier", "verify"]


def test_version_and_help_need_no_dossier(run):
    assert run("--version").stdout == f"noria {__version__}\n"
    for command in ("new", "add", "build", "verify", "serve", "demo"):
        assert f"Example: noria {command}" in " ".join(run(command, "--help").stdout.split())


def no_pages(dossier):
    from starlette.applications import Starlette

    return Starlette()


def test_serve_listens_and_says_where(run, monkeypatch, tmp_path):
    run("new", "war")
    served = []
    monkeypatch.setattr("noria.views.web.app.create_app", no_pages)
    monkeypatch.setattr("uvicorn.Server.run", lambda _, sockets: served.append(sockets[0].getsockname()))
    result = run("serve", "--port", "0", where="war")
    [(host, port)] = served
    assert result.stdout == f"war: http://127.0.0.1:{port} (Ctrl-C stops it)\n"
    assert host == "127.0.0.1"
    assert result.stderr == "nothing has been read yet; the pages stay empty until: noria build\n"


def test_a_port_that_is_taken_is_said(run, monkeypatch):
    run("new", "war")
    monkeypatch.setattr("noria.views.web.app.create_app", no_pages)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve", "--port", port, where="war", code=1)
    assert f"cannot listen at 127.0.0.1:{port} (Address already in use" in result.stderr
    assert "choose another with --port" in result.stderr


def test_the_example_is_a_dossier_that_opens(tmp_path):
    copy_example(tmp_path / "demo")
    assert load_settings(tmp_path / "demo").name
    assert load_codebook(tmp_path / "demo" / "codebook.toml").actors
    assert len(Dossier.open(tmp_path / "demo").sources.metadata()) >= 1
    with pytest.raises(BadSetting, match="noria demo FOLDER"):
        copy_example(tmp_path / "demo")


def test_demo_builds_the_example_and_serves_it(run, monkeypatch, tmp_path):
    served = []
    monkeypatch.setattr("noria.cli.demo.run_server", lambda dossier, host, port: served.append((dossier.path.name, host, port)))
    first = run("demo", "--port", "9000").stdout
    again = run("demo").stdout
    assert served == [("demo", "127.0.0.1", 9000), ("demo", "127.0.0.1", 8765)]
    assert "sources: read" in first
    assert "nothing to do" in again
