"""MkDocs publishes a Website: the plugin, build and serve. The only importer of mkdocs.

One of the three that touch the world (with files/ and cli.py). MkDocs is given finished pages: it renders no
Markdown and publishes no contributed file of its own accord, and only wraps the theme around what is there.
"""

from nicbook.mkdocs_host.commands import Built, build_website, serve
from nicbook.mkdocs_host.plugin import NicbookPlugin

__all__ = ["Built", "NicbookPlugin", "build_website", "serve"]
