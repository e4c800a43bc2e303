"""`docs/commands.md` against the command line: every command, option and example that there is, and no other."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from noria.cli import app

DOCS = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
GROUPS = typer.main.get_command(app).commands
COMMANDS = {name: command for name, command in GROUPS.items() if not hasattr(command, "commands")} | {
    f"{group} {name}": command for group, inner in GROUPS.items() for name, command in getattr(inner, "commands", {}).items()}
SECTIONS = {name: re.split(r"\n##? ", text)[0] for name, text in re.findall(r"\n## noria ([\w -]+)\n(.*?)(?=\n## noria |\Z)", DOCS, re.DOTALL)}


def example(name):
    return COMMANDS[name].epilog.removeprefix("Example: ")


def options(command):
    return {option for parameter in command.params for option in parameter.opts if option.startswith("-")} - {"--help"}


def test_every_command_is_documented_and_no_other():
    assert sorted(SECTIONS) == sorted(COMMANDS)


@pytest.mark.parametrize("name", sorted(SECTIONS))
def test_options_and_example_are_those_of_the_command(name):
    command = COMMANDS[name]
    assert f"    {example(name)}\n" in SECTIONS[name] + "\n"
    listed = [line for line in SECTIONS[name].splitlines() if line.startswith(("Options: ", "- `--"))]
    documented = {option for line in listed for option in re.findall(r"`(--?[a-z-]+)", line.split("; ")[0])}
    assert documented == options(command)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_example_parses(name):
    words = shlex.split(example(name).split(" && ")[0])
    own = name.split()
    assert words[: 1 + len(own)] == ["noria", *own]
    COMMANDS[name].make_context(name, words[1 + len(own) :])
