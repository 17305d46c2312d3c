"""Building from a base on disk: with our command and with plain `mkdocs build`, well and badly."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nicbook.diagnostics import has_errors
from nicbook.diagnostics import to_mend
from nicbook.files import CannotRun
from nicbook.mkdocs_host import build_website

BAD_RECORD = "titel: BAD\n"


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def mkdocs(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )


def spoil(root: Path) -> None:
    (root / "theory/networks/demo/aims/credit.yml").write_text(BAD_RECORD)


def test_our_build_publishes_where_mkdocs_would_and_leaves_nothing_beside(root: Path) -> None:
    built = build_website(root)
    assert (built.output, built.in_one_step) == (root / "site", True)
    assert "Credit in one year" in (root / "site/networks/demo/aims/credit/index.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in root.iterdir()) == ["content", "mkdocs.yml", "site", "theory"]


def test_our_build_publishes_where_it_is_told(root: Path, tmp_path: Path) -> None:
    assert build_website(root, tmp_path / "elsewhere").output == tmp_path / "elsewhere"
    assert (tmp_path / "elsewhere/index.html").is_file()
    assert not (root / "site").exists()


def test_our_build_keeps_the_old_website_while_there_are_errors(root: Path) -> None:
    build_website(root)
    before = tree(root / "site")
    spoil(root)
    built = build_website(root)
    assert built.output is None and has_errors(built.diagnostics)
    assert {found.path for found in built.diagnostics} == {"theory/networks/demo/aims/credit.yml"}
    assert built.sources["theory/networks/demo/aims/credit.yml"] == BAD_RECORD.encode()
    assert tree(root / "site") == before


def test_a_refused_file_stops_the_build(root: Path) -> None:
    os.symlink("/etc/passwd", root / "content/passwd.md")
    built = build_website(root)
    assert built.output is None
    assert [found.code.name for found in to_mend(built.diagnostics)] == ["symbolic-link"]


def test_plain_mkdocs_builds_it_strictly(root: Path) -> None:
    ran = mkdocs(root, "--strict")
    assert ran.returncode == 0, ran.stderr
    assert "WARNING" not in ran.stderr
    ours = build_website(root, root.parent / "ours").output
    assert tree(root / "site") == tree(ours)


def test_plain_mkdocs_keeps_the_old_website_while_there_are_errors(root: Path) -> None:
    assert mkdocs(root).returncode == 0
    before = tree(root / "site")
    spoil(root)
    for strictness in ((), ("--strict",), ("--quiet",)):
        ran = mkdocs(root, *strictness)
        assert ran.returncode == 1
        assert "theory/networks/demo/aims/credit.yml" in ran.stderr
        assert "Traceback" not in ran.stderr
        assert tree(root / "site") == before


def test_strict_mode_of_plain_mkdocs_refuses_warnings_before_it_touches_the_website(root: Path) -> None:
    assert mkdocs(root).returncode == 0
    before = tree(root / "site")
    with (root / "theory/networks/demo/aims/credit.yml").open("a") as file:
        file.write("retired: {date: 2020, why: reached}\n")
    (root / "theory/networks/demo/drivers").mkdir()
    (root / "theory/networks/demo/drivers/teaching.yml").write_text("title: Teaching\ndrives: [credit]\n")
    ran = mkdocs(root, "--strict")
    assert ran.returncode == 1 and "retired-target" in ran.stderr
    assert tree(root / "site") == before
    assert mkdocs(root).returncode == 0
    assert "networks/demo/drivers/teaching/index.html" in tree(root / "site")


def test_a_link_that_leads_nowhere_is_not_published(root: Path) -> None:
    (root / "content/about.md").write_text("# How we work\n\nSee [more](../nowhere/).\n")
    built = build_website(root)
    assert built.output is None
    assert [found.path for found in to_mend(built.diagnostics)] == ["content/about.md"]


def test_what_plain_mkdocs_built_our_build_may_replace(root: Path) -> None:
    assert mkdocs(root).returncode == 0
    assert build_website(root).output == root / "site"


def test_a_newer_format_is_not_guessed_at(root: Path) -> None:
    build_website(root)
    before = tree(root / "site")
    text = (root / "mkdocs.yml").read_text().replace("nicbook]", "nicbook: {format: 2}]")
    (root / "mkdocs.yml").write_text(text)
    with pytest.raises(CannotRun, match="written in format 2; this nicbook knows format 1"):
        build_website(root)
    ran = mkdocs(root)
    assert ran.returncode == 1 and "written in format 2" in ran.stderr
    assert tree(root / "site") == before


def test_mkdocs_yml_needs_nothing_but_the_theme_and_the_plugins(root: Path) -> None:
    (root / "mkdocs.yml").write_text("theme: material\nplugins: [search, nicbook]\n")
    build_website(root)
    assert (root / "site/about/index.html").is_file()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (None, "mkdocs.yml.* does not exist"),
        (("site_name: Demo network", "site_name: ["), "mkdocs.yml cannot be used"),
        (("site_name", "sight_name"), "sight_name"),
        (("name: material", "name: readthedocs"), "write theme: material"),
        (("[search, nicbook]", "[search]"), r"plugins: \[search, nicbook\]"),
    ],
)
def test_what_is_wrong_with_mkdocs_yml_is_told_in_plain_words(root: Path, change, says: str) -> None:
    if change is None:
        (root / "mkdocs.yml").unlink()
    else:
        (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text().replace(*change))
    with pytest.raises(CannotRun, match=f"(?s){says}"):
        build_website(root)
    assert not (root / "site").exists()


BUILD = "import sys; from pathlib import Path; from nicbook.mkdocs_host import build_website; build_website(Path(sys.argv[1]))"


def test_the_same_files_make_the_same_bytes_anywhere_on_any_day(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "another place" / "with a longer name"
    shutil.copytree(root, elsewhere)
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "86400"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1790000000"},
    ]
    for place, environment in zip((root, elsewhere), surroundings, strict=True):
        subprocess.run([sys.executable, "-c", BUILD, str(place)], env={**os.environ, **environment}, check=True)
    assert tree(root / "site") == tree(elsewhere / "site")
