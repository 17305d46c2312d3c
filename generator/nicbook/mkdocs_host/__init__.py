"""MkDocs publishes a Website: the plugin, build and serve. The only importer of mkdocs.

One of the three that touch the world (with files/ and cli.py). MkDocs is given finished pages: it renders no
Markdown and publishes no contributed file of its own accord, and only wraps the theme around what is there.
"""

import os

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme would print an advertisement when it is loaded

from nicbook.mkdocs_host.commands import Built, build_website, serve  # noqa: E402
from nicbook.mkdocs_host.plugin import NicbookPlugin  # noqa: E402

__all__ = ["Built", "NicbookPlugin", "build_website", "serve"]
