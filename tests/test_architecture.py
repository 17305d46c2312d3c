"""The plan of the house holds: who may import whom, who touches the world, and what every module says of itself."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator" / "nicbook"
ORDER = (
    "diagnostics",
    "report",
    "reading",
    "text",
    "records",
    "assets",
    "corpus",
    "privacy",
    "theory",
    "addresses",
    "linking",
    "evidence",
    "rules",
    "drawing",
    "pages",
    "website",
    "broken_links",
    "exports",
    "settings",
    "files",
    "mkdocs_host",
    "cli",
)
"""From generator/README.md: a module imports only what stands above it."""
WORLD = ("files", "mkdocs_host", "cli")
TOUCHES_THE_WORLD = {"os", "subprocess", "socket", "urllib.request", "shutil", "tempfile", "time", "logging"}

MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_stands_above_it(path: Path) -> None:
    if path.parent == PACKAGE and path.name == "__init__.py":
        return
    place = ORDER.index(room(path))
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("nicbook.")}
    below = {name for name in ours if name in ORDER and ORDER.index(name) > place}
    assert not below, f"{path.name} imports {sorted(below)}, which stand below it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_three_touch_the_world(path: Path) -> None:
    if room(path) in WORLD:
        return
    names = imports(path)
    assert not names & TOUCHES_THE_WORLD
    assert not any(name.split(".")[0] == "mkdocs" for name in names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_check_does_not_load_mkdocs() -> None:
    program = "import sys, nicbook.cli, nicbook.website; sys.exit(any(name.split('.')[0] == 'mkdocs' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
