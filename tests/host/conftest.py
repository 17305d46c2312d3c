"""A small base on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

MKDOCS_YML = """\
site_name: Demo network
docs_dir: content
theme:
  name: material
plugins: [search, nicbook]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A base that is fine."""
    base = tmp_path / "base"
    for path, text in {
        "mkdocs.yml": MKDOCS_YML,
        "content/about.md": "# How we work\n\nWe test changes in small cycles.\n",
        "theory/networks/demo/network.yml": "title: Demo network\n",
        "theory/networks/demo/aims/credit.yml": "title: Credit in one year\nstatement: Half earn credit in one year.\n",
    }.items():
        (base / path).parent.mkdir(parents=True, exist_ok=True)
        (base / path).write_text(text, encoding="utf-8")
    return base
