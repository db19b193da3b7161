"""The README tells of every command, and every option says what it does."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from geomap.cli.main import COMMANDS, cli

README = Path(__file__).parents[3] / "README.md"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_readme_tells_of_it(name):
    assert f"`geomap {name}" in README.read_text(encoding="utf-8")


def options() -> list[tuple[str, click.Option]]:
    found = []
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        members = list(command.commands.values()) if isinstance(command, click.Group) else [command]
        for member in members:
            assert member is not None
            found += [(f"{name} {member.name} {option.opts[0]}", option) for option in member.params if isinstance(option, click.Option)]
    return found


def test_every_option_has_help():
    assert not [name for name, option in options() if not option.help]
