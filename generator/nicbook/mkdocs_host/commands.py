"""What the commands `build` and `serve` do."""

from __future__ import annotations

import logging
import re
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import mkdocs.commands.build
import mkdocs.commands.serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from nicbook.diagnostics import Diagnostics, has_errors
from nicbook.files import CannotRun
from nicbook.files.publishing import publish
from nicbook.mkdocs_host.plugin import NicbookPlugin, complaints_of_mkdocs, read_and_check
from nicbook.website import Website


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: what was read, what is wrong with it, and where the website is now.

    `output` is None where errors kept the old website in its place; `in_one_step` is as `publish` returns it.
    """

    sources: Mapping[str, bytes]
    diagnostics: Diagnostics
    output: Path | None
    in_one_step: bool = True


def build_website(root: Path, output: Path | None = None) -> Built:
    """Publish the base at `root` to `output` (as mkdocs.yml says: ROOT/site), or nothing if it has errors.

    Raises CannotRun for a fault of the surroundings: mkdocs.yml, the output folder, another build.
    """
    config = _load(root)
    sources, diagnostics, website = read_and_check(root)
    if has_errors(diagnostics):
        return Built(sources, diagnostics, None)
    target = output or Path(config.site_dir)
    in_one_step = publish(target, root, lambda folder: _write(website, config, folder))
    return Built(sources, diagnostics, target, in_one_step)


def write_website(website: Website, root: Path, folder: Path) -> None:
    """Write a website into a folder, dressed as the mkdocs.yml of `root` says. Raises CannotRun."""
    _write(website, _load(root), folder)


def serve(root: Path, address: str = "127.0.0.1:8000") -> None:
    """Serve the base at `root` until Ctrl-C, building again after every edit; errors are shown as a page.

    Raises CannotRun where mkdocs.yml cannot be used or the address is taken.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stops as Ctrl-C does: MkDocs then tidies up
    _load(root)
    with _spoken():
        try:
            mkdocs.commands.serve.serve(str(root / "mkdocs.yml"), dev_addr=address, **_given(root))
        except (OSError, MkDocsException) as error:
            reason = getattr(error, "strerror", None) or error
            hint = "If another nicbook is still running, stop it first."
            raise CannotRun(f"The website cannot be served at {address}: {reason}. {hint}") from error


def _load(root: Path) -> MkDocsConfig:
    """mkdocs.yml, checked: in strict mode, for what MkDocs warns about would be published half right."""
    with complaints_of_mkdocs() as complaints:
        try:
            config = load_config(str(root / "mkdocs.yml"), strict=True, **_given(root))
        except MkDocsException as error:
            raise CannotRun("\n".join([f"{root / 'mkdocs.yml'} cannot be used.", *complaints, str(error)])) from error
    _plugin(config).check_settings(config)
    return config


def _given(root: Path) -> dict[str, str]:
    """What mkdocs.yml need not say. MkDocs insists on a folder of documents; nothing in it is published as it lies."""
    folder = root / "content" if (root / "content").is_dir() else root / "theory"
    given = {"docs_dir": str(folder.resolve())}
    settings = root / "mkdocs.yml"
    if settings.is_file():
        written = settings.read_text(encoding="utf-8", errors="replace")
        if not re.search(r"^site_name\s*:", written, re.MULTILINE):
            given["site_name"] = "nicbook"
    return given


def _plugin(config: MkDocsConfig) -> NicbookPlugin:
    plugin = config.plugins.get("nicbook")
    if not isinstance(plugin, NicbookPlugin):
        raise CannotRun("mkdocs.yml does not name the plugin nicbook: write plugins: [search, nicbook].")
    return plugin


def _write(website: Website, config: MkDocsConfig, folder: Path) -> None:
    config.site_dir = str(folder)
    config.plugins.on_startup(command="build", dirty=False)
    _plugin(config).website = website
    with complaints_of_mkdocs() as complaints:
        try:
            mkdocs.commands.build.build(config)
        except MkDocsException as error:
            raise CannotRun("\n".join(["MkDocs could not make the website.", *complaints, str(error)])) from error
        finally:
            config.plugins.on_shutdown()
    for path in (*(f"{address}index.html" for address in website.pages), *website.files, "404.html"):
        if not (folder / path).is_file():
            raise CannotRun(f"MkDocs left out {path}, so the website was not published.")


@contextmanager
def _spoken() -> Iterator[None]:
    """What MkDocs says while it serves goes to the terminal."""
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
