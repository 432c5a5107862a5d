"""The pages are the documentation and the tests: every example is run, and says exactly what stands there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from envdoctor.check import Check
from envdoctor.config import load as load_config
from envdoctor.engine import Report, run
from envdoctor.load import Source, sources
from envdoctor.pages import Example, examples
from envdoctor.probe import look
from envdoctor.probe.project import aim
from envdoctor.render.layout import lay_out
from envdoctor.repair import plan
from envdoctor.system import System
from envdoctor.testing import Machine

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SOURCES = [source for source in sources(System()) if source.module.startswith("envdoctor_checks.")]
EXAMPLES = [(source, example) for source in SOURCES for example in examples(Path(source.page).read_text("utf-8"))]
HEADINGS = ["Why it matters", "What to do", "Examples", "When to ignore it"]


def judge(machine: Machine, source: Source, check: Check) -> Report:
    """Run one check on a machine, as `envdoctor check` in its project would."""
    target = aim(machine, ())
    settings = load_config(machine, target.root)
    snap = look(machine, target.replace(exclude=settings.exclude, environment=settings.environment))
    report = run(snap, [check], clock=lambda: 0.0)
    if check.default:  # no family speaks for the others
        spared = not source.concerned(snap)
        assert not spared or not (report.found or report.skipped), "its family says that nothing concerns it"
    return report


def say(report: Report, check: Check) -> str:
    lines = ["".join(text for text, _ in line).rstrip() for line in lay_out(report.found, {check.name: check})]
    return "\n".join([*lines, *(f"skipped: {skip.reason}" for skip in report.skipped)])


def named(value: object) -> str:
    return value.name if isinstance(value, Source) else value.title if isinstance(value, Example) else str(value)


@pytest.mark.parametrize(("source", "example"), EXAMPLES, ids=named)
def test_example(source: Source, example: Example, request: pytest.FixtureRequest) -> None:
    check = source.load()
    machine = Machine(tomllib.loads(example.changes))
    report = judge(machine, source, check)
    assert not report.failed
    if request.config.getoption("--rewrite-pages"):
        rewrite(Path(source.page), example, say(report, check))
        return
    assert say(report, check) == example.output.rstrip("\n")
    assert bool(report.skipped) == (example.kind == "Skips")

    found = plan(report.found, lambda path: machine.read(machine.at(path)), unsafe=True)
    changed = {change.path: change.after for change in found.changes}
    assert {path: after.decode() for path, after in changed.items()} == dict(example.after)
    if changed:
        machine.put(dict(changed), {})
        again = plan(judge(machine, source, check).found, lambda path: machine.read(machine.at(path)), unsafe=True)
        assert not again.changes, "a second --fix must have nothing left to do"


def rewrite(page: Path, example: Example, output: str) -> None:
    text = page.read_text("utf-8")
    old = f"```text\n{example.output}```"
    assert example.kind != "Silent" or not output, f"a silent example speaks: {output}"
    heading = text.index(f"### {example.kind}: {example.title}")
    if example.kind != "Silent" and old in text[heading:]:
        text = text[:heading] + text[heading:].replace(old, f"```text\n{output}\n```", 1)
    page.write_text(text, "utf-8")


@pytest.mark.parametrize("source", SOURCES, ids=named)
def test_page(source: Source) -> None:
    text = Path(source.page).read_text("utf-8")
    check = source.load()
    lines = text.splitlines()
    assert lines[0] == f"# {source.name}"
    facts = f"{check.severity} · {check.family}" + (f" · fix: {check.fixable}" if check.fixable else "")
    assert lines[2] == facts + ("" if check.default else " · off by default")
    assert check.summary in " ".join(lines[4:10]), "the page opens with the summary"
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS
    kinds = [example.kind for example in examples(text)]
    assert kinds.count("Speaks") >= 1
    assert kinds.count("Silent") >= kinds.count("Speaks")
    titles = [example.title for example in examples(text)]
    assert len(titles) == len(set(titles))
    if check.fixable in {"safe", "unsafe"}:
        assert any(example.after for example in examples(text)), "a fixable check shows the file after the fix"


def test_every_page_belongs_to_a_check() -> None:
    folder = Path(__file__).parent.parent / "checks"
    pages = {str(page) for page in folder.rglob("*.md")}
    assert pages == {source.page for source in SOURCES}
