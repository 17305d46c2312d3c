"""While serving, nothing an author does stops the server: errors are a page beside the last good website."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nicbook.files import CannotRun
from nicbook.mkdocs_host import serve

PATIENCE = 120
"""Seconds until a test gives up waiting: no measure of how fast anything is."""
SERVE = "import sys; from pathlib import Path; from nicbook.mkdocs_host import serve; serve(Path(sys.argv[1]), sys.argv[2])"
BAD_RECORD = "titel: <b>BAD</b>\n"


def heed_ctrl_c() -> None:
    """What runs in the background of a shell is started deaf to Ctrl-C; a program that a person starts is not."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Server:
    def __init__(self, process: subprocess.Popen[str], address: str, log: Path) -> None:
        self.process, self.address, self.log = process, address, log

    def read(self, path: str = "") -> str:
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()
        except OSError:
            return ""

    def wait(self, until: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not until():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.2)


@pytest.fixture
def start(root: Path, tmp_path: Path) -> Iterator[Callable[[], Server]]:
    running: list[subprocess.Popen[str]] = []

    def begin() -> Server:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            host = f"127.0.0.1:{free.getsockname()[1]}"
        log = tmp_path / "log"
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(root), host],
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=heed_ctrl_c,
        )
        running.append(process)
        server = Server(process, f"http://{host}/", log)
        server.wait(lambda: server.read() != "")
        return server

    yield begin
    for process in running:
        process.kill()
        process.wait()


def test_an_error_appears_beside_the_last_good_website_and_goes_when_it_is_mended(root: Path, start) -> None:
    server = start()
    record = root / "theory/networks/demo/aims/credit.yml"
    good = record.read_text()
    assert "Credit in one year" in server.read("networks/demo/aims/credit/")
    assert "nicbook-problems" not in server.read()

    record.write_text(BAD_RECORD)
    server.wait(lambda: "nicbook-problems" in server.read())
    for path, way in (("", "_problems/"), ("networks/demo/aims/credit/", "../../../../_problems/"), ("x", "/_problems/")):
        assert re.search(rf'<a href="{way}">See every error</a>', server.read(path))
    assert "Credit in one year" in server.read("networks/demo/aims/credit/")
    problems = server.read("_problems/")
    assert "theory/networks/demo/aims/credit.yml" in problems
    assert "<b>BAD" not in problems

    record.write_text(good.replace("one year", "two years"))
    server.wait(lambda: "nicbook-problems" not in server.read())
    assert "Credit in two years" in server.read("networks/demo/aims/credit/")
    assert "Nothing to mend" in server.read("_problems/")


def test_the_first_website_may_have_errors_already(root: Path, start) -> None:
    record = root / "theory/networks/demo/aims/credit.yml"
    good = record.read_text()
    record.write_text(BAD_RECORD)
    server = start()
    assert "What to mend" in server.read() and "theory/networks/demo/aims/credit.yml" in server.read()
    record.write_text(good)
    server.wait(lambda: "What to mend" not in server.read())
    assert "Credit in one year" in server.read("networks/demo/aims/credit/")


def test_prose_is_watched_too(root: Path, start) -> None:
    server = start()
    (root / "content/about.md").write_text("# How we work\n\nAltogether differently.\n")
    server.wait(lambda: "Altogether differently" in server.read("about/"))


def test_a_broken_mkdocs_yml_is_told_like_any_other_error(root: Path, start) -> None:
    server = start()
    good = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text("site_name: [\n")
    server.wait(lambda: "nicbook-problems" in server.read("about/"))
    assert "mkdocs.yml cannot be used" in server.read("_problems/")
    (root / "mkdocs.yml").write_text(good)
    server.wait(lambda: "nicbook-problems" not in server.read("about/"))
    assert "Traceback" not in server.log.read_text()


def test_an_open_page_loads_again_by_itself(root: Path, start, visit) -> None:
    server = start()
    opened = visit(server.address + "about/", wait_until="load")
    (root / "content/about.md").write_text("# How we work\n\nAltogether differently.\n")
    opened.get_by_text("Altogether differently").wait_for(timeout=PATIENCE * 1000)
    (root / "theory/networks/demo/aims/credit.yml").write_text(BAD_RECORD)
    opened.get_by_role("link", name="See every error").click(timeout=PATIENCE * 1000)
    opened.get_by_text("theory/networks/demo/aims/credit.yml").wait_for()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a POSIX system")
@pytest.mark.parametrize("stop", ["SIGINT", "SIGTERM"])
def test_it_stops_when_told_to(start, stop: str) -> None:
    server = start()
    server.process.send_signal(getattr(signal, stop))
    assert server.process.wait(PATIENCE) == 0
    assert "Traceback" not in server.log.read_text()


def test_an_address_that_is_taken_is_told_in_a_sentence(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CannotRun, match="cannot be served at 127.0.0.1:.*in use"):
            serve(root, f"127.0.0.1:{taken.getsockname()[1]}")


def test_plain_mkdocs_serves_it_too(root: Path, tmp_path: Path) -> None:
    (root / "theory/networks/demo/aims/credit.yml").write_text(BAD_RECORD)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    log = tmp_path / "log"
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", host, "--livereload"],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=log.open("w"),
        stderr=subprocess.STDOUT,
        text=True,
    )
    server = Server(process, f"http://{host}/", log)
    try:
        server.wait(lambda: "What to mend" in server.read())
    finally:
        process.kill()
        process.wait()
