"""Asking a geocoder from the command line, against a server on this machine."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse

import pytest

from geomap.cli.main import main
from geomap.errors import ExitCode

WHO = "geomap-tests/1.0 (tests@example.org)"
ANSWER = {
    "osm_type": "node", "osm_id": 7, "lat": "47.222", "lon": "2.069", "name": "Quelqueville", "addresstype": "town", "licence": "ODbL 1.0",
    "boundingbox": ["47.15", "47.29", "1.98", "2.16"], "display_name": "Quelqueville, France", "address": {"country_code": "fr"},
}  # fmt: skip


@pytest.fixture
def server():
    """A Nominatim that knows one town and notes who asked for what."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            name = parse_qs(urlparse(self.path).query)["q"][0]
            asked.append((name, self.headers["User-Agent"]))
            body = json.dumps([ANSWER] if name == "Quelkeville" else []).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            pass

    listening = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_address[1]}", asked
    listening.shutdown()
    listening.server_close()


def geocode(tmp_path, address, *more):
    start = ["gazetteer", "geocode", "--geocoder", "nominatim", "--user-agent", WHO, "--focus", "FR", "--domain", address]
    return main([*start, "--cache", str(tmp_path / "cache.sqlite"), *more])


def test_a_dry_run_counts_and_sends_nothing(server, tmp_path, capsys):
    address, asked = server
    assert geocode(tmp_path, address, "Quelkeville", "Nulleville", "--cap", "1", "--dry-run") == ExitCode.DONE
    told = capsys.readouterr()
    assert told.out.split() == ["Quelkeville"]
    assert "1 names to send to nominatim" in told.err
    assert "1 over the cap of 1" in told.err
    assert asked == []


def test_what_is_found_is_written_and_used_and_not_asked_for_again(server, tmp_path, capsys):
    address, asked = server
    out = tmp_path / "found.csv"
    assert geocode(tmp_path, address, "Quelkeville", "-o", str(out)) == ExitCode.DONE
    assert asked == [("Quelkeville", WHO)]
    assert "geocoded-nominatim:node/7,Quelqueville,Quelkeville,town,FR" in out.read_text(encoding="utf-8")
    assert geocode(tmp_path, address, "Quelkeville", "-o", str(out)) == ExitCode.DONE
    assert len(asked) == 1
    capsys.readouterr()
    assert main(["resolve", "Quelkeville", "--no-world", "--focus", "FR", "--gazetteer", str(out)]) == ExitCode.DONE
    assert "Quelqueville (town" in capsys.readouterr().out


def test_names_no_table_knows_are_taken_from_texts(server, tmp_path, capsys):
    address, _ = server
    text = tmp_path / "text.md"
    text.write_text("---\npublished: 2020-05-05\n---\nThe army captured the town of Quelkeville, near Paris in France, on Monday.\n")
    assert geocode(tmp_path, address, "--unknown-of", str(text), "--no-world", "--dry-run") == ExitCode.DONE
    assert capsys.readouterr().out.split("\n")[0] == "Quelkeville"


def test_nobody_there_is_a_network_error_and_keeps_the_table(tmp_path, capsys):
    assert geocode(tmp_path, "http://127.0.0.1:9", "Quelkeville", "-o", str(tmp_path / "found.csv")) == ExitCode.NETWORK
    assert "not answered" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--dry-run"], "nothing to ask for"),
        (["Quelkeville"], "no file to write to"),
        (["Quelkeville", "--dry-run", "--box", "1,2"], "is no box"),
        (["Quelkeville", "-o", "found.html"], "csv"),
        (["Quelkeville", "--dry-run", "--user-agent", "me"], "does not say whom to reach"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(tmp_path, capsys, more, words):
    assert geocode(tmp_path, "", *more) == ExitCode.USAGE
    assert words in capsys.readouterr().err
