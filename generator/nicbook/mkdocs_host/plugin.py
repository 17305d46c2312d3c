"""The plugin: it reads and checks before MkDocs touches its output, and hands it the finished pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from html import escape
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from nicbook.broken_links import broken_links
from nicbook.diagnostics import Diagnostics, Severity, has_errors, to_mend
from nicbook.files import FOLDERS, CannotRun
from nicbook.files.folder import read_folder
from nicbook.files.history import last_changes
from nicbook.files.publishing import leave_mark
from nicbook.mkdocs_host.shell import content_security_policy, dress, valid
from nicbook.mkdocs_host.structure import START, ReadyPage, add_page, navigation
from nicbook.pages.page import Page
from nicbook.report import source_texts, to_blocks, to_text
from nicbook.settings import FORMAT, newer_format
from nicbook.website import Website, make_website, read_base

PROBLEMS = "_problems/"
"""Where errors are shown while serving; no record can have this address, for ids begin with a letter."""

_LIVERELOAD = "assets/nicbook/livereload.js"
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}

_TITLE_BOOST = 10
"""A word of a title weighs as much as so many of a text. The theme's own 1000 lets no text count, and no kind."""

_NOTHING = Website({}, {})

_log = logging.getLogger("mkdocs.plugins.nicbook")


def read_and_check(root: Path) -> tuple[Mapping[str, bytes], Diagnostics, Website]:
    """The files of the base at `root`, all that is wrong with them, and its website: an empty one if there are errors.

    Raises CannotRun where there is no base.
    """
    sources, refused = read_folder(root)
    base, diagnostics = read_base(sources, None, refused)
    if has_errors(diagnostics):
        return sources, diagnostics, _NOTHING
    website = make_website(base, last_changes(root), date.today())
    return sources, diagnostics + broken_links(website), website


class Settings(Config):
    """What mkdocs.yml may say under the plugin."""

    format = Type(int, default=FORMAT)


class NicbookPlugin(BasePlugin[Settings]):
    """`plugins: [search, nicbook]`. MkDocs keeps one instance for all the builds of a `serve`."""

    serving = False
    website: Website | None = None
    """What is published: while serving the last good one, None before the first."""
    problems = ""
    """While serving: what keeps the newest files from being published."""
    outside = ""
    """While serving: why mkdocs.yml cannot be used."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.serving = command == "serve"
        self.website, self.problems, self.outside = None, "", ""

    def check_settings(self, config: MkDocsConfig) -> None:
        """Raises CannotRun for a base of a newer format and for a theme that the pages are not made for."""
        if newer := newer_format(self.config.format):
            raise CannotRun(newer)
        if config.theme.name != "material":
            raise CannotRun("The pages are made for the theme material: write theme: material in mkdocs.yml.")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        dress(config)
        root = Path(config.config_file_path).parent
        config.watch = [*config.watch, *(str(root / name) for name in FOLDERS if (root / name).is_dir())]
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """MkDocs has not touched its output folder yet: an error raised here keeps the old website."""
        if self.website is not None and not self.serving:
            return  # handed over by our own build
        try:
            problems = self._read(config)
        except CannotRun as fault:
            problems = str(fault)
        if problems and not self.serving:
            raise PluginError(problems)
        self.problems = "\n\n".join(filter(None, (self.outside, problems)))

    def _read(self, config: MkDocsConfig) -> str:
        """Take over the website of the newest files, or say why not."""
        self.check_settings(config)
        sources, diagnostics, website = read_and_check(Path(config.config_file_path).parent)
        texts = source_texts(sources, diagnostics)
        for severity, block in to_blocks(to_mend(diagnostics), texts):
            # strict mode counts what is said above INFO, and a `serve` must go on
            _log.log(logging.INFO if self.serving else _LEVELS[severity], block)
        if has_errors(diagnostics):
            if not self.serving:
                return "The website has errors and was not built."
            _log.info(f"The website stays as it was until the errors are mended; /{PROBLEMS} shows them.")
            return to_text(to_mend(diagnostics), texts)
        if config.strict and not self.serving and any(found.severity is Severity.WARNING for found in diagnostics):
            return "The website has warnings and, in strict mode, was not built."
        self.website = website
        return ""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Only what is in the website is published, whatever lies in content/."""
        for file in list(files):
            if file.src_dir == config.docs_dir or file.src_uri == "sitemap.xml":
                files.remove(file)
        website = self.website or _NOTHING
        for page in website.pages.values():
            add_page(files, config, page)
        for path, content in website.files.items():
            files.append(File.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED))
        if self.serving:
            for address in self._problem_pages():
                add_page(files, config, _problems_page(address, self.problems))
        else:
            files.remove(files.src_uris[_LIVERELOAD])
        if config.site_url:
            addresses = [file.page.canonical_url for file in files.documentation_pages()]
            files.append(File.generated(config, "sitemap.xml", content=_sitemap(addresses)))
        return files

    def _problem_pages(self) -> tuple[str, ...]:
        """Where the errors are shown: at home too, while there is no other home."""
        return (PROBLEMS,) if self.website else (PROBLEMS, "")

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation | None:
        if config.nav is not None:
            return None  # the base has its own
        pages = {page.ours.address: page for page in _pages(files)}
        return navigation(pages)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        config.repo_url = None  # the theme would ask the repository's host about it; the edit links are made by now
        website = self.website or _NOTHING
        env.globals["nicbook"] = shell = {
            "stylesheets": ["assets/nicbook/shell.css", *(path for path in website.files if path.endswith(".css"))],
            "scripts": [path for path in website.files if path.endswith(".js")],
            "problems": bool(self.problems),
            "problem_pages": self._problem_pages(),
            "last_good": self.website is not None,
            "start": START,
            "policy": "",
        }
        shell["policy"] = content_security_policy(env, config)
        search = config.plugins.get("material/search")
        if search is not None and search.config.enabled:
            search.search_index.config["fields"]["title"]["boost"] = _TITLE_BOOST
            search.search_index.entries += [_search_entry(page) for page in _pages(files) if page.ours.search]
        return env

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        return valid(output)

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        return valid(output)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        leave_mark(Path(config.site_dir))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable) -> LiveReloadServer:
        """A page of the preview reloads by a script of its own, and a broken mkdocs.yml does not stop the server."""

        def reloading(html: bytes, epoch: int) -> bytes:
            script = f'<script src="{server.mount_path}{_LIVERELOAD}" data-epoch="{epoch}"></script></body>'
            return html.replace(b"</body>", script.encode())

        error_page = server.error_handler
        server.error_handler = lambda code: (html := error_page(code)) and reloading(html, server._visible_epoch)
        server._inject_js_into_html = reloading

        def build_or_explain() -> None:
            with complaints_of_mkdocs() as complaints:
                try:
                    self.outside = ""
                    builder()
                    return
                except MkDocsException as error:
                    self.outside = "\n".join(["mkdocs.yml cannot be used.", *complaints, str(error)])
            builder(config)

        server.builder = build_or_explain
        return server


def _pages(files: Files) -> Iterator[ReadyPage]:
    return (file.page for file in files.documentation_pages() if isinstance(file.page, ReadyPage))


def _problems_page(address: str, problems: str) -> Page:
    if problems:
        title = "What to mend"
        said = (
            "<p>The website shows your newest files as soon as this is mended.</p>"
            f'<pre tabindex="0"><code>{escape(problems)}</code></pre>'
        )
    else:
        title = "Nothing to mend"
        said = '<p>The website shows your newest files. <a href="../">Go to the home page</a></p>'
    return Page(address=address, title=title, html=f'<div class="nicbook"><h1>{title}</h1>{said}</div>')


def _search_entry(page: ReadyPage) -> dict[str, str | float]:
    """The theme shows title and text as HTML."""
    return {
        "location": page.url,
        "title": page.title,
        "text": escape(page.ours.search, quote=False),
        "boost": page.ours.boost,
    }


def _sitemap(addresses: list[str]) -> str:
    entries = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )


@contextmanager
def complaints_of_mkdocs() -> Iterator[list[str]]:
    """What MkDocs warns about meanwhile, which it otherwise says only to the terminal."""

    class Complaints(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    said: list[str] = []
    handler = Complaints(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)
