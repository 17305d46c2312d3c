"""What tests of whole websites share: a web server, and a browser that notices everything a page should not do."""

from __future__ import annotations

import hashlib
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Literal, NoReturn
from urllib.parse import urlsplit

import hypothesis
import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from nicbook.mkdocs_host import build_website

REPOSITORY = Path(__file__).parent.parent
INSTALL = [sys.executable, "-m", "playwright", "install", "chromium"]
NODE = REPOSITORY / "tests" / "node"
FETCH = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]

# No test judges by the clock: machines differ.
hypothesis.settings.register_profile("nicbook", deadline=None)
hypothesis.settings.load_profile("nicbook")


@pytest.fixture(scope="session")
def real_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of this repository's own theory/ and content/."""
    folder = tmp_path_factory.mktemp("website") / "site"
    built = build_website(REPOSITORY, folder)
    assert built.output == folder
    return folder


@pytest.fixture
def real_site(real_folder: Path, site: Callable[[Path], str]) -> str:
    return site(real_folder)


@pytest.fixture
def site() -> Iterator[Callable[[Path], str]]:
    """site(folder) serves a folder as a web host does, 404.html included, and returns its address."""
    running: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


class _Host(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, *_: object) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)


# --- the browser -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> str:
    """The path of a Chromium: the machine's own, or Playwright's, fetched if need be."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"):
        if found := shutil.which(name):
            return found
    own = playwright.chromium.executable_path
    if not os.path.exists(own):
        fetched = subprocess.run(INSTALL, capture_output=True, text=True)
        if not os.path.exists(own):
            _pass_over(f"There is no Chromium on this machine. This installs one: {' '.join(INSTALL)}\n{fetched.stderr}")
    return own


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    running = playwright.chromium.launch(
        executable_path=chromium, args=["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    )
    yield running
    running.close()


def _pass_over(message: str) -> NoReturn:
    """Where nobody reads the report line by line, a test that cannot run has failed."""
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """visit(address, width=, scheme=) opens a page; what it complained of or asked of another host fails the test."""
    with _watched(browser) as open_page:
        yield open_page


@contextmanager
def _watched(browser: Browser) -> Iterator[Callable[..., Page]]:
    contexts, complaints = [], []

    def open_page(
        address: str,
        *,
        width: int = 1280,
        scheme: str = "light",
        may_complain: bool = False,
        wait_until: Literal["load", "networkidle"] = "networkidle",
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        host = urlsplit(address).netloc

        def complain(what: str) -> None:
            if not may_complain:
                complaints.append(f"{address}: {what}")

        def of_console(message) -> None:
            is_the_page_itself = "404" in message.text and message.location.get("url") == page.url
            if message.type in ("error", "warning") and not is_the_page_itself:
                complain(message.text)

        def of_request(request) -> None:
            if urlsplit(request.url).scheme.startswith("http") and urlsplit(request.url).netloc != host:
                complain(f"asked another host: {request.url}")

        page.on("console", of_console)
        page.on("pageerror", lambda error: complain(str(error)))
        page.on("request", of_request)
        page.goto(address, wait_until=wait_until)
        return page

    try:
        yield open_page
    finally:
        for context in contexts:
            try:
                context.close()
            except Error:
                pass
    assert not complaints, "\n".join(complaints)


# --- what is written in JavaScript -----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def node_modules(request: pytest.FixtureRequest) -> Path:
    """The folder of the packages that tests/node names, in the versions of its package-lock.json; fetched once and kept."""
    if not shutil.which("node") or not shutil.which("npm"):
        _pass_over("There is no Node.js on this machine. On Debian and Ubuntu this installs it: apt-get install nodejs npm")
    lock = (NODE / "package-lock.json").read_bytes()
    kept = Path(request.config.cache.mkdir("node"))
    folder = kept / hashlib.sha256(lock).hexdigest()[:16]
    if not folder.exists():
        # Several runs may fetch at once: each for itself, and the first to finish is kept.
        with tempfile.TemporaryDirectory(dir=kept) as work:
            fetching = Path(work, "fetching")
            shutil.copytree(NODE, fetching)
            fetched = subprocess.run(FETCH, cwd=fetching, capture_output=True, text=True)
            if fetched.returncode:
                _pass_over(f"What tests/node names cannot be fetched: {' '.join(FETCH)}\n{fetched.stderr}")
            with suppress(OSError):
                fetching.rename(folder)
    return folder / "node_modules"
