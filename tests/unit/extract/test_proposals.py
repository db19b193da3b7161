"""Proposals of other extractors: what is not in the text or has no place is rejected; one model over a loopback server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from corpus.read_corpus import world

from geomap.errors import NetworkError, UsageError
from geomap.extract.chat import ChatExtractor
from geomap.extract.proposals import Proposal, check_proposals, make_extractor
from geomap.model import Document, Mention, Resolution, ResolutionStatus

TEXT = "Belmor has a new master: the Northern Front runs the town hall."
DOCUMENT = Document(id="d", text=TEXT, published=date(2020, 5, 13))
MENTIONS = (Mention(id="m", doc_id="d", start=0, end=6, surface="Belmor"),)
RESOLUTIONS = (Resolution(mention_id="m", query="Belmor", status=ResolutionStatus.RESOLVED, place_id="xv-belmor", score=1.0),)
GOOD = Proposal(quotation="Belmor has a new master", start=0, type="control", place="Belmor", actor="Northern Front", day="2020-05-12")


def check(*proposals: Proposal) -> tuple[int, list[str]]:
    claims, problems = check_proposals(DOCUMENT, proposals, mentions=MENTIONS, resolutions=RESOLUTIONS, gazetteer=world(), origin="test")
    return len(claims), [problem.message for problem in problems]


def test_a_good_proposal_becomes_a_claim_with_its_origin() -> None:
    claims, problems = check_proposals(DOCUMENT, [GOOD], mentions=MENTIONS, resolutions=RESOLUTIONS, gazetteer=world(), origin="test")
    (claim,) = claims
    assert not problems
    assert (claim.origin, claim.place.place_id, claim.actor and claim.actor.actor_id) == ("test", "xv-belmor", "northern-front")
    assert claim.quotation == TEXT[claim.start : claim.end]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"quotation": "Belmor has an old master"}, "quotation is not in the text"),
        ({"start": 3}, "quotation is not in the text"),
        ({"start": -1}, "quotation is not in the text"),
        ({"quotation": ""}, "quotation is not in the text"),
        ({"place": "Arvad"}, "no resolved place name"),
        ({"type": "conquest"}, "is no ClaimType"),
        ({"modality": "sure"}, "is no Modality"),
        ({"extent": "huge"}, "is no Extent"),
        ({"day": "yesterday"}, "is no day"),
    ],
)
def test_a_bad_proposal_is_rejected_and_says_why(change: dict[str, Any], words: str) -> None:
    count, problems = check(replace(GOOD, **change))
    assert count == 0
    assert words in problems[0]


def test_an_unknown_extractor_is_named_with_those_installed() -> None:
    with pytest.raises(UsageError, match="no extractor is called 'nobody'"):
        make_extractor("nobody", {})


@pytest.mark.parametrize("settings", [{}, {"address": "http://127.0.0.1:1"}, {"address": "http://example.org", "model": "m"}])
def test_the_chat_extractor_sends_nothing_without_a_safe_address_and_a_model(settings: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        ChatExtractor(settings)


class _Server(BaseHTTPRequestHandler):
    answer: str = ""
    seen: ClassVar[dict[str, Any]] = {}

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).seen = {"path": self.path, "body": body, "key": self.headers.get("Authorization")}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"choices": [{"message": {"content": self.answer}}]}).encode())

    def log_message(self, *args: object) -> None:
        """Silent."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), _Server) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def test_the_chat_extractor_proposes_what_the_model_lists(server: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEOMAP_CHAT_KEY", "k-1")
    _Server.answer = json.dumps({"claims": [{"quotation": "Belmor has a new master", "type": "control", "place": "Belmor"}, "no object"]})
    extractor = ChatExtractor({"address": f"http://127.0.0.1:{server.server_port}/v1", "model": "m"})
    (proposal,) = extractor.propose(DOCUMENT)
    assert (proposal.start, proposal.type, proposal.modality) == (0, "control", "asserted")
    assert _Server.seen["path"] == "/v1/chat/completions"
    assert _Server.seen["key"] == "Bearer k-1"
    assert TEXT in _Server.seen["body"]["messages"][1]["content"]


@pytest.mark.parametrize("answer", ["no json", "[]", json.dumps({"claims": "none"})])
def test_an_answer_that_is_none_is_a_network_error(server: HTTPServer, answer: str) -> None:
    _Server.answer = answer
    extractor = ChatExtractor({"address": f"http://127.0.0.1:{server.server_port}", "model": "m"})
    with pytest.raises(NetworkError):
        list(extractor.propose(DOCUMENT))


def test_a_server_that_is_not_there_is_a_network_error() -> None:
    with pytest.raises(NetworkError, match="cannot be asked"):
        list(ChatExtractor({"address": "http://127.0.0.1:9", "model": "m", "timeout": "2"}).propose(DOCUMENT))
