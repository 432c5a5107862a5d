"""Finding checks: the built-in ones, and the packs of others installed beside envdoctor."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from envdoctor.facts import Snapshot
from envdoctor.facts.project import Project
from envdoctor.load import sources, usual
from envdoctor.system import System

CHECK = '''
from envdoctor.check import check

@check("note")
def house_style(snap):
    """The house has a style."""
    yield from ()
'''


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed distribution that brings one check, as a stranger would write it."""
    site = tmp_path / "lib" / "site-packages"
    info = site / "acme_checks-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text(
        "[console_scripts]\nacme = acme:main\n\n[envdoctor.checks]\n# ours\nacme = acme_checks\n"
    )
    (site / "other-1.0.dist-info").mkdir()
    family = site / "acme_checks" / "house"
    family.mkdir(parents=True)
    (family.parent / "__init__.py").write_text("")
    (family / "__init__.py").write_text("")
    (family / "house_style.py").write_text(CHECK)
    (family / "_shared.py").write_text("raise SystemExit('never imported')")
    monkeypatch.syspath_prepend(site)
    yield site
    for name in [name for name in sys.modules if name.startswith("acme_checks")]:
        del sys.modules[name]


def test_a_pack_is_found_the_way_the_built_in_one_is(pack: Path) -> None:
    found = {source.name: source for source in sources(System())}
    assert found["house-style"].family == "house"
    assert found["house-style"].page == str(pack / "acme_checks" / "house" / "house_style.md")
    check = found["house-style"].load()
    assert (check.name, check.family, check.severity) == ("house-style", "house", "note")
    assert "shared" not in found
    assert {source.module.partition(".")[0] for source in found.values()} == {"acme_checks", "envdoctor_checks"}


def test_a_file_without_its_check_says_so(pack: Path) -> None:
    (pack / "acme_checks" / "house" / "lonely_file.py").write_text("")
    (source,) = [source for source in sources(System()) if source.name == "lonely-file"]
    with pytest.raises(ImportError, match=r"acme_checks\.house\.lonely_file has no check named lonely-file"):
        source.load()


def test_only_what_is_installed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project's folder on sys.path cannot bring checks: its code is never imported."""
    info = tmp_path / "evil-1.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[envdoctor.checks]\nevil = evil_checks\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert {source.module.partition(".")[0] for source in sources(System())} == {"envdoctor_checks"}


GATE = """
def concerns(snap):
    return snap.project.anchor
"""


def test_a_family_may_say_that_nothing_here_concerns_it(pack: Path) -> None:
    """Then its checks are not even imported; where it cannot know, they are asked themselves."""
    (pack / "acme_checks" / "house" / "__init__.py").write_text(GATE)
    (source,) = [source for source in sources(System()) if source.name == "house-style"]
    sound, sick = (Project("/shop", "shop", (), package=False, anchor=anchor) for anchor in ("", "setup.py"))
    assert not source.concerned(Snapshot(project=sound))
    assert source.concerned(Snapshot(project=sick))
    assert source.concerned(Snapshot())
    assert "acme_checks.house.house_style" not in sys.modules


def test_the_page_says_whether_a_check_is_run_unasked(pack: Path) -> None:
    (source,) = [source for source in sources(System()) if source.name == "house-style"]
    assert usual(System(), [source]) == {"house-style"}
    page = pack / "acme_checks" / "house" / "house_style.md"
    page.write_text("# house-style\n\nnote · house · off by default\n")
    assert not usual(System(), [source])
    page.unlink()
    assert usual(System(), [source]) == {"house-style"}
