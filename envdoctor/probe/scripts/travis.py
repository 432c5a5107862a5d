"""Travis: the phases of a job run one after the other in one shell."""

from __future__ import annotations

from envdoctor.probe.installs.session import Session
from envdoctor.probe.installs.walk import Walk
from envdoctor.probe.scripts import yaml_text
from envdoctor.probe.scripts.yaml_text import get, items
from envdoctor.yaml_tree import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.probe.installs.sighting import Sightings
    from envdoctor.probe.scripts.yaml_text import Node

_PHASES = (
    "before_install", "install", "before_script", "script", "before_cache", "after_success", "after_failure",
    "before_deploy", "after_deploy", "after_script",
)  # fmt: skip


def read(text: str, seen: Sightings) -> None:
    """Follow the phases of the file, and of the jobs that have their own."""
    for root in documents(text):
        jobs = [*items(get(get(root, "jobs"), "include")), *items(get(get(root, "matrix"), "include"))]
        for job in (root, *jobs):
            _phases(text, job, seen)


def _phases(text: str, job: Node, seen: Sightings) -> None:
    session = Session()
    for phase in _PHASES:
        for line in yaml_text.lines(get(job, phase)):
            Walk(yaml_text.excerpt(text, line), session, seen).run()
