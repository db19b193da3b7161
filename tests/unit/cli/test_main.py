from __future__ import annotations

import subprocess
import sys

import click
import pytest

from geomap.cli import main as main_module
from geomap.cli.main import COMMANDS, LazyGroup, cli, main
from geomap.errors import InputError, NetworkError, UsageError

HEAVY = ("folium", "branca", "jinja2", "geopandas", "pandas", "matplotlib", "geopy", "trafilatura", "numpy", "shapely")


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from geomap.cli.main import main; main(['--help']); "
        f"sys.exit([name for name in {HEAVY!r} if name in sys.modules] or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "build" in done.stdout


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_and_an_example(name, capsys):
    assert main([name, "--help"]) == 0
    text = capsys.readouterr().out
    assert "Example" in text
    assert f"geomap {name}" in text


def test_first_lines_of_help_agree():
    context = click.Context(cli)
    assert isinstance(cli, LazyGroup)
    for name, line in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command is not None
        assert (command.help or "").strip().splitlines()[0] == line


@pytest.mark.parametrize(
    ("error", "code"), [(UsageError("x"), 2), (InputError("x", hint="do y"), 3), (NetworkError("x"), 4), (KeyError("x"), 1)]
)
def test_errors_become_exit_codes(monkeypatch, capsys, error, code):
    def fail(**kwargs):
        raise error

    monkeypatch.setattr(main_module.cli, "main", fail)
    assert main([]) == code
    text = capsys.readouterr().err
    assert "geomap:" in text
    if getattr(error, "hint", ""):
        assert "do y" in text


def test_wrong_usage_is_2(capsys):
    assert main(["build"]) == 2
    assert main(["nonsense"]) == 2
    assert main(["resolve", "Rawa", "--focus", "IRAQ"]) == 2
    assert "two letters" in capsys.readouterr().err
