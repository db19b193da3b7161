import hashlib
import http.server
import io
import threading
import zipfile
from pathlib import Path

import pytest

from geomap.errors import NetworkError, UsageError
from geomap.gazetteer.download import Downloader
from geomap.gazetteer.install import install_geonames
from geomap.gazetteer.store import Store

ROW = "\t".join(
    [
        "77",
        "Garbveld",
        "Garbveld",
        "",
        "46.5",
        "2.5",
        "P",
        "PPL",
        "FR",
        "",
        "24",
        "",
        "",
        "",
        "61000",
        "",
        "200",
        "Europe/Paris",
        "2020-01-01",
    ]
)
NAME = "1\t77\tar\tغرب\t1\t\t\t\t\t"


def zipped(name, text):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), text)
    return buffer.getvalue()


FILES = {
    "/FR.zip": zipped("FR.txt", ROW + "\n"),
    "/alternatenames/FR.zip": zipped("FR.txt", NAME + "\n"),
    "/admin1CodesASCII.txt": b"FR.24\tCentre\tCentre\t1\n",
    "/admin2Codes.txt": b"FR.24.18\tCher\tCher\t2\n",
    "/big": bytes(range(256)) * 2000,
}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        server = self.server
        server.requests.append((self.path, dict(self.headers)))
        fault = server.faults.pop(0) if server.faults else ""
        if isinstance(fault, int):
            self.send_error(fault)
            return
        if self.path not in server.files:
            self.send_error(404)
            return
        body = server.files[self.path]
        etag = f'"{hashlib.md5(body).hexdigest()}"'
        start = 0
        asked = self.headers.get("Range")
        if asked and self.headers.get("If-Range") == etag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            self.send_response(206)
        else:
            self.send_response(200)
        self.send_header("ETag", etag)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        sent = body[start:]
        self.wfile.write(sent[: len(sent) // 3] if fault == "break off" else sent)
        if fault == "break off":
            self.close_connection = True

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.files, server.faults, server.requests = dict(FILES), [], []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.base = f"http://127.0.0.1:{server.server_address[1]}"
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def waits():
    return []


@pytest.fixture
def downloader(waits):
    return Downloader(user_agent="geomap-tests (tests@example.org)", sleep=waits.append)


def test_a_download_that_breaks_off_is_resumed(server, downloader, waits, tmp_path):
    server.faults = ["break off", "break off"]
    path = downloader.fetch(f"{server.base}/big", tmp_path / "big")
    assert path.read_bytes() == FILES["/big"]
    ranges = [headers.get("Range") for _, headers in server.requests]
    assert ranges[0] is None
    assert int(ranges[2].removeprefix("bytes=").removesuffix("-")) > int(ranges[1].removeprefix("bytes=").removesuffix("-")) > 0
    assert waits == [1.0, 4.0]
    assert [file.name for file in tmp_path.iterdir()] == ["big"]


def test_a_part_of_an_older_file_is_not_continued(server, downloader, tmp_path):
    (tmp_path / "big.part").write_bytes(b"older")
    (tmp_path / "big.part.etag").write_text('"older"')
    assert downloader.fetch(f"{server.base}/big", tmp_path / "big").read_bytes() == FILES["/big"]


def test_a_busy_server_is_asked_again_and_a_refusal_is_not(server, downloader, waits, tmp_path):
    server.faults = [503, 429]
    downloader.fetch(f"{server.base}/big", tmp_path / "big")
    assert len(waits) == 2
    with pytest.raises(NetworkError, match="404"):
        downloader.fetch(f"{server.base}/missing", tmp_path / "missing")
    assert len(waits) == 2


def test_a_wrong_checksum_leaves_nothing(server, downloader, tmp_path):
    with pytest.raises(NetworkError, match="sha256 is"):
        downloader.fetch(f"{server.base}/big", tmp_path / "big", sha256="0" * 64)
    assert list(tmp_path.iterdir()) == []
    digest = hashlib.sha256(FILES["/big"]).hexdigest()
    assert downloader.fetch(f"{server.base}/big", tmp_path / "big", sha256=digest.upper()).exists()


def test_without_a_network_the_message_says_what_to_do(downloader, waits, tmp_path):
    with pytest.raises(NetworkError, match=r"cannot be fetched(.|\n)*goes on where it stopped"):
        downloader.fetch("http://127.0.0.1:9/FR.zip", tmp_path / "x")
    assert waits == [1.0, 4.0, 10.0]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x/y", "FR.zip"])
def test_only_http_addresses_are_fetched(downloader, tmp_path, url):
    with pytest.raises(UsageError, match="no http"):
        downloader.fetch(url, tmp_path / "x")


def test_installing_builds_a_store_and_says_who_asks_and_how_far_it_is(server, waits, tmp_path):
    seen = []
    downloader = Downloader(user_agent="geomap-tests (tests@example.org)", sleep=waits.append, progress=lambda *step: seen.append(step))
    report = install_geonames(
        ["fr", "FR"], tmp_path / "fr.gazetteer", folder=tmp_path / "kept", downloader=downloader, base=server.base + "/"
    )
    assert report.places == 1
    assert {name.text for name in Store(tmp_path / "fr.gazetteer").names_of("geonames:77")} == {"Garbveld", "غرب"}
    assert {headers["User-Agent"] for _, headers in server.requests} == {"geomap-tests (tests@example.org)"}
    assert any(what == "fetching FR.zip" and done == total for what, done, total in seen)
    count = len(server.requests)
    install_geonames(["FR"], tmp_path / "fr.gazetteer", folder=tmp_path / "kept", downloader=downloader, base=server.base)
    assert len(server.requests) == count


def test_checksums_beside_the_files_are_kept(server, downloader, tmp_path):
    lines = [f"{hashlib.sha256(body).hexdigest()}  {name[1:]}" for name, body in FILES.items()]
    server.files["/SHA256SUMS"] = "\n".join(lines).encode()
    install_geonames(
        ["FR"], tmp_path / "a.gazetteer", folder=tmp_path / "kept", downloader=downloader, base=server.base, checksums="SHA256SUMS"
    )
    server.files["/alternatenames/FR.zip"] += b"x"
    with pytest.raises(NetworkError, match="expected"):
        install_geonames(
            ["FR"], tmp_path / "b.gazetteer", folder=tmp_path / "other", downloader=downloader, base=server.base, checksums="SHA256SUMS"
        )
    assert not Path(tmp_path / "b.gazetteer").exists()


@pytest.mark.parametrize("codes", [[], ["Sudan"], ["../etc"]])
def test_country_codes_are_checked_before_anything_is_fetched(downloader, tmp_path, codes):
    with pytest.raises(UsageError, match="no country codes"):
        install_geonames(codes, tmp_path / "x", folder=tmp_path, downloader=downloader, base="http://127.0.0.1:9")
