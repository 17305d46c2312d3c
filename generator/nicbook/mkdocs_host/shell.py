"""The shell around every page: what the theme is told, and what a page may run."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

_THEME = Path(__file__).parent.parent / "theme"
_PALETTE = [
    {
        "media": "(prefers-color-scheme)",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/brightness-auto", "name": "Colours as on this device; switch to light"},
    },
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/brightness-7", "name": "Light colours; switch to dark"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/brightness-4", "name": "Dark colours; switch to those of this device"},
    },
]
_FEATURES = ("navigation.indexes", "navigation.prune", "toc.follow")
_UNSAFE_FEATURES = ("navigation.instant", "search.suggest", "search.share")  # they throw, or need a wider policy
_SWITCH = re.compile(r'(<input class="md-toggle" [^>]*) autocomplete="off"')
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def dress(config: MkDocsConfig) -> None:
    """Set what must hold whatever mkdocs.yml says, and what it leaves open. May run twice on one config."""
    theme = config.theme
    folder = str(_THEME)
    if folder not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, folder)
    theme.static_templates.discard("sitemap.xml")  # it names the day of the build; ours does not
    theme["font"] = False  # no request to another host
    chosen = [name for name in theme.get("features") or [] if not name.startswith(_UNSAFE_FEATURES)]
    theme["features"] = [*chosen, *(name for name in _FEATURES if name not in chosen)]
    theme.setdefault("palette", _PALETTE)
    theme.setdefault("logo", "assets/nicbook/logo.svg")
    if theme.get("favicon") == "assets/images/favicon.png":  # the theme's own
        theme["favicon"] = "assets/nicbook/logo.svg"
    config.use_directory_urls = True  # addresses are permanent
    config.extra.setdefault("homepage", ".")
    config.extra["scope"] = urlsplit(config.site_url or "/").path  # else inline scripts differ by depth
    config.mdx_configs.setdefault("toc", {})["title"] = "On this page"


def valid(html: str) -> str:
    """A whole page without the one attribute by which the theme breaks the rules of HTML, on its two switches."""
    return _SWITCH.sub(r"\1", html)


def content_security_policy(env: Environment, config: MkDocsConfig) -> str:
    """The policy of every page. The scripts it allows are those of a page that holds no contributed word."""
    clean = env.get_template("404.html").render(get_context(Navigation([], []), [], config, base_url="."))
    digests = [hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(clean)]
    hashes = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in dict.fromkeys(digests))
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self'; style-src-attr 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; "
        "form-action 'none'; object-src 'none'"
    )
