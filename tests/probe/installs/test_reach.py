"""What is never run, and so is not spoken of."""

from __future__ import annotations

import pytest

from tests.probe.seen import seen

DEAD: list[tuple[str, list[str]]] = [
    ("exit 0\nsudo pip install x\n", []),
    ("if a; then exit 0; fi\nsudo pip install x\n", ["2:1-9, sudo root"]),
    ("[ a ] && exit 0\nsudo pip install x\n", ["2:1-9, sudo root"]),
    ("(exit 0)\nsudo pip install x\n", ["2:1-9, sudo root"]),
    ("false && sudo pip install x\nsudo pip install y\n", ["2:1-9, sudo root"]),
    ("true || sudo pip install x\n", []),
    ("false && { sudo pip install x; }\nsudo pip install y\n", ["2:1-9, sudo root"]),
    ("false && a || sudo pip install x\n", ["1:15-23, sudo root"]),
    (
        "if false; then\n  sudo pip install x\nelse\n  sudo pip install y\nfi\nsudo pip install z\n",
        ["4:3-11, sudo root", "6:1-9, sudo root"],
    ),
    ("if true; then sudo pip install x; else sudo pip install y; fi\n", ["1:15-23, sudo root"]),
    ("if ! false; then sudo pip install x; fi\n", ["1:18-26, sudo root"]),
    ("if false || a; then sudo pip install x; fi\n", ["1:21-29, sudo root"]),
    ("f() { sudo pip install x; }\necho a\n", []),
    ("f() { sudo pip install x; }\nset -e\n", ["1:7-15, sudo root"]),
    ("f() { sudo pip install x; }\nf\n", ["1:7-15, sudo root"]),
    ('f() { sudo pip install x; }\n"$@"\n', ["1:7-15, sudo root"]),
    ("g() { f; }\nf() { sudo pip install x; }\ng\n", ["2:7-15, sudo root"]),
    ('bash -n -c "sudo pip install x"\n', []),
    ("true | sudo pip install x\n", ["1:8-16, sudo root"]),
    (
        "if false; then if a; then sudo pip install x; fi; sudo pip install y; fi\nsudo pip install z\n",
        ["2:1-9, sudo root"],
    ),
    ("if a; then b; elif false; then sudo pip install x; else sudo pip install y; fi\n", ["1:57-65, sudo root"]),
    ("case a in b) false;; esac && sudo pip install x\n", ["1:30-38, sudo root"]),
    ("x=1 || sudo pip install y\n", ["1:8-16, sudo root"]),
    ("exit 0 || sudo pip install x\n", ["1:11-19, sudo root"]),
    ("false && [[ a ]] && sudo pip install x\n", []),
    ("false && [[ a ]] || sudo pip install x\n", ["1:21-29, sudo root"]),
    ("if true || false; then sudo pip install x; fi\n", ["1:24-32, sudo root"]),
    ("if false; then sudo pip install x; elif a; then sudo pip install y; fi\n", ["1:49-57, sudo root"]),
    ("if false; then for a in b; do sudo pip install x; done; fi\n", []),
    ("if true; then a; elif b; then sudo pip install x; else sudo pip install y; fi\n", []),
    ("if [[ a ]]; then sudo pip install x; fi\n", ["1:18-26, sudo root"]),
    ("! true && sudo pip install x\n", []),
    ("false & sudo pip install x\n", ["1:9-17, sudo root"]),
    ("# f: installs\nf() { sudo pip install x; }\nb\n", []),
    ('f() { a; }\nb\neval "$c"\nsudo pip install x\n', ["4:1-9, sudo root"]),
    ("if false\nthen\n  { sudo pip install x; }\nfi\n", []),
    ("if false; then f() { sudo pip install x; }; fi\n", []),
    ("echo $(exit 0)\nsudo pip install x\n", ["2:1-9, sudo root"]),
    ("for a in b; do sudo pip install x; done || false && sudo pip install y\n", ["1:16-24, sudo root"]),
    ("if false; then case a in b) sudo pip install x;; esac; fi\n", []),
    ("exit 0\nif a; then sudo pip install x; fi\n", []),
    ("if false; then [[ a ]] && sudo pip install x; fi\n", []),
    ("if false; then (sudo pip install x); fi\n", []),
]
ACTIVE: list[tuple[str, list[str]]] = [
    ('. .venv/bin/activate\nif [ -z "$VIRTUAL_ENV" ]; then pip install --user x; fi\n', []),
    (". .venv/bin/activate\nif [[ -z $VIRTUAL_ENV ]]; then\n pip install --user x\nfi\n", []),
    ('. .venv/bin/activate\n[ -n "$VIRTUAL_ENV" ] || pip install --user x\n', []),
    (
        '. v/bin/activate\nif [ -n "${VIRTUAL_ENV:-}" ]; then pip install --user x; else pip install --user y; fi\n',
        ["2:36-39, environment=v, --user"],
    ),
    ('. .venv/bin/activate\nif ! [[ -n "$VIRTUAL_ENV" ]]; then pip install --user x; fi\n', []),
    (
        '. .venv/bin/activate\nif [ ! -z "$VIRTUAL_ENV" ]; then pip install --user x; fi\n',
        ["2:34-37, environment=.venv, --user"],
    ),
    ('conda activate e\n[ -n "$VIRTUAL_ENV" ] || pip install --user x\n', ["2:26-29, conda=e, --user"]),
]


@pytest.mark.parametrize(("text", "expected"), [*DEAD, *ACTIVE])
def test_reach(text: str, expected: list[str]) -> None:
    assert seen("setup.sh", text) == expected
