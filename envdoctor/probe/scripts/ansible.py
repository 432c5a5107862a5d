"""Ansible: tasks of the `pip` module that run with `become`, and the shell text of `shell` and `command`."""

from __future__ import annotations

from envdoctor.facts.commands import Install
from envdoctor.probe.installs.caller import Caller
from envdoctor.probe.installs.session import Session
from envdoctor.probe.installs.walk import Walk
from envdoctor.probe.scripts import yaml_text
from envdoctor.probe.scripts.yaml_text import get, is_scalar, items, pairs, scalar
from envdoctor.yaml_tree import documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.probe.installs.sighting import Sightings
    from envdoctor.probe.scripts.yaml_text import Node

_LISTS = ("pre_tasks", "tasks", "post_tasks", "handlers", "block", "rescue", "always")
_YES = frozenset({"true", "yes", "on", "y", "1"})
_PIP = frozenset({"pip", "ansible.builtin.pip", "ansible.legacy.pip"})
_SHELL = frozenset({"shell", "command", "ansible.builtin.shell", "ansible.builtin.command"})
_OTHER = frozenset({"virtualenv", "virtualenv_command", "executable"})  # with these it is another Python's
_WANTED = frozenset({"name", "requirements"})


class _Become:
    """Whether tasks run as another user; a task inherits from what it stands in."""

    __slots__ = ("python", "user", "wanted")

    def __init__(self, *, wanted: bool = False, user: str = "root", python: bool = False) -> None:
        self.wanted = wanted
        self.user = user
        self.python = python  # another Python than the system's runs the modules

    def within(self, node: Node) -> _Become:
        wanted, user = get(node, "become"), get(node, "become_user")
        return _Become(
            wanted=self.wanted if wanted is None else scalar(wanted).lower() in _YES,
            user=self.user if user is None else scalar(user),
            python=self.python or get(get(node, "vars"), "ansible_python_interpreter") is not None,
        )


def read(text: str, seen: Sightings) -> None:
    """Follow plays, or the tasks of a role."""
    for root in documents(text):
        _tasks(text, items(root), _Become(), seen, set())


def _tasks(text: str, nodes: list[Node], become: _Become, seen: Sightings, done: set[object]) -> None:
    for node in nodes:
        own = become.within(node)
        state = (id(node), own.wanted, own.user, own.python)
        if state in done:  # an alias; it may stand within itself
            continue
        done.add(state)
        for key, name, value in pairs(node):
            if key in _LISTS:
                _tasks(text, items(value), own, seen, done)
            elif key in _PIP and own.wanted and own.user == "root" and not own.python and _system(value):
                start, end = name.start_mark.index, name.end_mark.index
                location, source = seen.place(start, end)
                seen.add(start, Install(location, source, seen.kind, "pip", by="become", user="root"))
            elif key in _SHELL:
                _shell(text, value, own, seen)


def _system(value: Node) -> bool:
    """Say whether a pip task installs, and into the system's Python."""
    if is_scalar(value):  # pip: name=x virtualenv=/y
        words = {word.partition("=")[0] for word in value.value.split()}
        return not words.isdisjoint(_WANTED) and words.isdisjoint(_OTHER) and "state=absent" not in value.value
    keys = {key for key, _, _ in pairs(value)}
    options = scalar(get(value, "extra_args")).split()
    elsewhere = {"--user", "--target", "-t", "--prefix", "--root"}.intersection(
        option.partition("=")[0] for option in options
    )
    wanted = not keys.isdisjoint(_WANTED) and keys.isdisjoint(_OTHER)
    return wanted and not elsewhere and scalar(get(value, "state")) != "absent"


def _shell(text: str, value: Node, become: _Become, seen: Sightings) -> None:
    code = value if is_scalar(value) else get(value, "cmd")
    if not is_scalar(code):
        return
    caller = Caller()
    if become.wanted:
        caller.by, caller.clean = "become", False
        caller.user = become.user if "{" not in become.user else "?"
    Walk(yaml_text.excerpt(text, code), Session(), seen).run(caller)
