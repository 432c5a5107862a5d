"""CircleCI and Azure Pipelines: steps, wherever they stand; each runs in a shell of its own."""

from __future__ import annotations

from envdoctor.probe.installs.session import Session
from envdoctor.probe.installs.walk import SHELLS, Walk
from envdoctor.probe.scripts import yaml_text
from envdoctor.probe.scripts.yaml_text import get, is_scalar, items, pairs, scalar
from envdoctor.yaml_tree import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.probe.installs.sighting import Sightings
    from envdoctor.probe.scripts.yaml_text import Node


def read(text: str, seen: Sightings) -> None:
    """Follow all steps: `run:` of CircleCI, `script:` and `bash:` of Azure."""
    for node in yaml_text.everything(documents(text), unless="condition"):
        for step in [step for key, _, steps in pairs(node) if key == "steps" for step in items(steps)]:
            if yaml_text.never(get(step, "condition")):
                continue
            run = get(step, "run")
            _run(text, run if is_scalar(run) else get(run, "command"), get(run, "shell"), seen)
            for name in ("script", "bash"):
                _run(text, get(step, name), None, seen)


def _run(text: str, code: Node | None, shell: Node | None, seen: Sightings) -> None:
    words = scalar(shell).split() or ["bash"]
    if is_scalar(code) and words[0].rpartition("/")[2] in SHELLS:
        Walk(yaml_text.excerpt(text, code), Session(), seen).run()
