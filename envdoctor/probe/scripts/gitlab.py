"""GitLab's pipelines: `before_script` and `script` of a job run in one shell, `after_script` in another."""

from __future__ import annotations

from envdoctor.probe.installs.session import Session
from envdoctor.probe.installs.walk import Walk
from envdoctor.probe.scripts import yaml_text
from envdoctor.probe.scripts.yaml_text import get, is_mapping, pairs
from envdoctor.yaml_tree import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.probe.installs.sighting import Sightings
    from envdoctor.probe.scripts.yaml_text import Node

_NO_JOBS = frozenset({"default", "variables", "include", "stages", "workflow", "spec", "cache", "services", "image"})


def read(text: str, seen: Sightings) -> None:
    """Follow all jobs, the hidden ones too: others are made of them."""
    for root in documents(text):
        shared = get(root, "default")
        usual = Session()
        yaml_text.variables(usual, get(root, "variables"))
        alone = usual.copy()
        for part in (root, shared):
            _script(text, get(part, "before_script"), usual, seen)
            _script(text, get(part, "after_script"), alone.copy(), seen)
        for name, _, job in pairs(root):
            if name in _NO_JOBS or not is_mapping(job):
                continue
            before = get(job, "before_script")
            session = usual.copy() if before is None else alone.copy()
            yaml_text.variables(session, get(job, "variables"))
            for part in (before, get(job, "script")):
                _script(text, part, session, seen)
            _script(text, get(job, "after_script"), alone.copy(), seen)


def _script(text: str, node: Node | None, session: Session, seen: Sightings) -> None:
    for line in yaml_text.lines(node):
        Walk(yaml_text.excerpt(text, line), session, seen).run()
