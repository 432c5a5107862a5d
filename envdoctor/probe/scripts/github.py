"""GitHub's workflows and composite actions: what `run:` runs, where it is run by a shell that is read here."""

from __future__ import annotations

from envdoctor.probe.installs.session import Session
from envdoctor.probe.installs.walk import SHELLS, Walk
from envdoctor.probe.scripts import yaml_text
from envdoctor.probe.scripts.yaml_text import get, items, pairs, scalar
from envdoctor.yaml_tree import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.probe.installs.sighting import Sightings
    from envdoctor.probe.scripts.yaml_text import Node


def read(text: str, seen: Sightings) -> None:
    """Follow the steps of all jobs."""
    for root in documents(text):
        for _, _, job in pairs(get(root, "jobs")):
            steps = items(get(job, "steps")) if not yaml_text.never(get(job, "if")) else []
            windows = "windows" in scalar(get(job, "runs-on"))
            shell = _shell(get(job, "defaults")) or _shell(get(root, "defaults")) or ("pwsh" if windows else "")
            _steps(text, steps, seen, shell, [get(root, "env"), get(job, "env")])
        _steps(text, items(get(get(root, "runs"), "steps")), seen, "", [])


def _steps(text: str, steps: list[Node], seen: Sightings, usual: str, env: list[Node | None]) -> None:
    for step in steps:
        run = get(step, "run")
        shell = scalar(get(step, "shell")) or usual or "bash"
        if (
            yaml_text.never(get(step, "if"))
            or not yaml_text.is_scalar(run)
            or shell.split()[0].rpartition("/")[2] not in SHELLS
        ):
            continue
        session = Session()
        yaml_text.variables(session, *env, get(step, "env"))
        Walk(yaml_text.excerpt(text, run), session, seen).run()


def _shell(defaults: Node | None) -> str:
    return scalar(get(get(defaults, "run"), "shell"))
