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
_NO = frozenset({"false", "no", "off", "n", "0"})
_PIP = frozenset({"pip", "ansible.builtin.pip", "ansible.legacy.pip"})
_SHELL = frozenset({"shell", "command", "ansible.builtin.shell", "ansible.builtin.command"})
_OTHER = frozenset({"virtualenv", "virtualenv_command", "executable"})  # with these it is another Python's
_WANTED = frozenset({"name", "requirements"})


class _Become:
    """Whether tasks run as another user; a task inherits from what it stands in."""

    __slots__ = ("moved", "never", "python", "user", "wanted")

    def __init__(
        self,
        *,
        wanted: bool = False,
        user: str = "root",
        never: bool = False,
        python: bool = False,
        moved: bool = False,
    ) -> None:
        self.wanted = wanted
        self.user = user
        self.never = never  # a variable says no, which counts more than the keyword
        self.python = python  # another Python than the system's runs the modules, or its pip is another's
        self.moved = moved  # PATH is perhaps set: any pip may be an environment's

    def within(self, node: Node) -> _Become:
        wanted, user, own = get(node, "become"), get(node, "become_user"), get(node, "vars")
        never = get(own, "ansible_become")
        return _Become(
            wanted=self.wanted if wanted is None else scalar(wanted).lower() in _YES,
            user=self.user if user is None else scalar(user),
            never=self.never or (never is not None and scalar(never).lower() not in _YES),
            python=self.python or get(own, "ansible_python_interpreter") is not None or _default(node),
            moved=self.moved or _path_set(get(node, "environment")),
        )

    @property
    def state(self) -> tuple[object, ...]:
        """All of it, to be compared."""
        return self.wanted, self.user, self.never, self.python, self.moved


def read(text: str, seen: Sightings) -> None:
    """Follow plays, or the tasks of a role."""
    for root in documents(text):
        _tasks(text, items(root), _Become(), seen, set())


def _tasks(text: str, nodes: list[Node], become: _Become, seen: Sightings, done: set[object]) -> None:
    for node in nodes:
        own = become.within(node)
        state = (id(node), *own.state)
        if _never(get(node, "when")) or own.moved:
            continue
        if state in done:  # an alias; it may stand within itself
            continue
        done.add(state)
        for key, name, value in pairs(node):
            if key in _LISTS:
                _tasks(text, items(value), own, seen, done)
            elif (
                key in _PIP
                and own.wanted
                and not own.never
                and own.user == "root"
                and not own.python
                and _system(value)
            ):
                start, end = name.start_mark.index, name.end_mark.index
                location, source = seen.place(start, end)
                seen.add(start, Install(location, source, seen.kind, "pip", by="become", user="root"))
            elif key in _SHELL:
                _shell(text, value, own, seen)


def _default(node: Node) -> bool:
    """Say whether `module_defaults` name the environment of all pip tasks."""
    return any(
        key in _PIP and any(name in _OTHER for name, _, _ in pairs(values))
        for key, _, values in pairs(get(node, "module_defaults"))
    )


def _path_set(node: Node | None) -> bool:
    """Say whether `environment` sets PATH, or may: a template can hold anything."""
    if is_scalar(node):
        return bool(scalar(node).strip())
    return any(map(_path_set, items(node))) or any(key in {"PATH", "VIRTUAL_ENV"} for key, _, _ in pairs(node))


def _never(when: Node | None) -> bool:
    """Say whether a condition is never met."""
    return any(is_scalar(one) and scalar(one).lower() in _NO for one in [when, *items(when)])


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
    if become.wanted and not become.never:
        caller.by = "become"
        caller.user = become.user if "{" not in become.user else "?"
    Walk(yaml_text.excerpt(text, code), Session(), seen).run(caller)
