"""Code blocks of Markdown and reStructuredText."""

from __future__ import annotations

import pytest

from tests.probe.seen import commands, seen

FILES = [
    ("README.md", "```bash\nsudo pip install x\n```\n", ["2:1-9, sudo root"]),
    ("README.md", '```sh title="x"\nsudo pip install x\n```\n', ["2:1-9, sudo root"]),
    ("README.md", "```\nsudo pip install x\n```\n", []),
    ("README.md", "```\n$ sudo pip install x\nsudo pip install printed\n```\n", ["2:3-11, sudo root"]),
    ("README.md", "```console\n$ sudo pip \\\n>   install x\n# sudo pip install y\n```\n", ["2:3-11, sudo root"]),
    ("README.md", "```console\nsudo pip install x\n```\n", ["2:1-9, sudo root"]),
    ("README.md", "```python\nsudo pip install x\n```\n", []),
    ("README.md", "Never do this:\n\n```bash\nsudo pip install x\n```\n", []),
    ("README.md", "Don't:\n```sh\nsudo pip install x\n```\nDo\n", []),
    ("README.md", "## Wrong\n\n```sh\nsudo pip install x\n```\n", []),
    ("README.md", "We never give up.\n\n## Install\n\n```sh\nsudo pip install x\n```\n", ["6:1-9, sudo root"]),
    ("README.md", "1. Do\n\n   ```sh\n   sudo pip install x\n   ```\n", ["4:4-12, sudo root"]),
    ("README.md", "```bash\n# bad\nsudo pip install x\n```\n", []),
    ("README.md", "`sudo pip install x`\n", []),
    ("README.md", "    sudo pip install x\n", []),
    ("README.md", "    $ sudo pip install x\n", []),
    ("README.md", "````md\n```bash\nsudo pip install x\n```\n````\n", []),
    ("README.md", "```{code-block} bash\nsudo pip install x\n```\n", ["2:1-9, sudo root"]),
    (
        "README.md",
        "```sh\n(venv) $ sudo pip install x\nme@host:~$ sudo pip install y\n```\n",
        ["2:10-18, sudo root", "3:12-20, sudo root"],
    ),
    ("README.md", "```bash\nsudo pip install x\n", []),
    ("README.md", "~~~sh\n```\nsudo pip install x\n~~~\n", ["3:1-9, sudo root"]),
    (
        "README.md",
        "```bash\npython -m venv .venv\nsource .venv/bin/activate\npip install --user x\n```\n",
        ["4:1-4, environment=.venv, --user"],
    ),
    ("README.md", "```sh\nsudo pip install x\n```\n\nThis is not recommended.\n", []),
    ("docs/a.rst", ".. code-block:: bash\n\n   sudo pip install x\n\nText\n", ["3:4-12, sudo root"]),
    ("docs/a.rst", "X::\n\n  $ sudo pip install x\n  sudo pip install y\n", ["3:5-13, sudo root"]),
    ("docs/a.rst", "X::\n\n  sudo pip install x\n", []),
    ("docs/a.rst", ".. code-block:: python\n\n  sudo pip install x\n", []),
    ("docs/a.rst", ".. code-block:: console\n   :linenos:\n\n   $ sudo pip install x\n", ["4:6-14, sudo root"]),
    ("docs/a.rst", ".. note::\n\n   $ sudo pip install x\n", []),
    ("docs/a.rst", "a\n\n  .. code:: sh\n\n     sudo pip install x\n  b\n", ["5:6-14, sudo root"]),
    ("README.md", "```sh\nsudo pip install x\n```\n\n> [!WARNING]\n> no\n", []),
    ("README.md", ":::{danger}\n```sh\nsudo pip install x\n```\n", []),
    ("README.md", "```sh\nsudo pip install x\n```\n\n\na\n\nb\n\nThis fails on Debian\n", []),
    ("README.md", "```sh\nsudo pip install x\n```\n\n## Do not\n", ["2:1-9, sudo root"]),
    ("README.md", "<!--\n```sh\nsudo pip install x\n```\n-->\n", []),
    ("README.md", "## How not to do it\n\na\n\nb\n\nc\n\nd\n\n```sh\nsudo pip install x\n```\n", []),
    ("README.md", "!!! warning\n\n```sh\nsudo pip install x\n```\n", []),
    ("README.md", "Permission denied?\n\n```sh\nsudo pip install x\n```\n", []),
    ("README.md", "```sh\nsudo pip install x\n```\n\na\n\nb\n\nc\n\nd\n\nThis fails\n", ["2:1-9, sudo root"]),
    ("README.md", "```sh\n. v/bin/activate\n# or, as a user install\npip install --user x\n```\n", ["4:1-4, --user"]),
    ("README.md", "```console\n(v) $ a\n$ pip install --user x\n```\n", ["3:3-6, --user"]),
    ("README.md", "```sh\n. v/bin/activate\nexit\npip install --user x\n```\n", ["4:1-4, --user"]),
    (
        "README.md",
        "```console\n$ . v/bin/activate\n(v) $ pip install --user x\n```\n",
        ["3:7-10, environment=v, --user"],
    ),
    ("README.md", "```sh\n. v/bin/activate\n# tools\npip install --user x\n```\n", ["4:1-4, environment=v, --user"]),
    ("docs/a.rst", "Wrong\n=====\n\na\n\nb\n\nc\n\nd\n\n.. code-block:: sh\n\n   sudo pip install x\n", []),
    ("docs/changelog.md", "```sh\nsudo pip install x\n```\n", []),
]


@pytest.mark.parametrize(("path", "text", "expected"), FILES)
def test_docs(path: str, text: str, expected: list[str]) -> None:
    assert seen(path, text) == expected


MENDABLE = [
    ("sudo pip install x", "sudo pip", False),
    ("sudo -E pip install x", "sudo -E pip", True),
    ("sudo --preserve-env pip install x", "sudo --preserve-env pip", True),
    ("sudo --preserve-env=A,PATH pip install x", "sudo --preserve-env=A,PATH pip", True),
    ("sudo --preserve-env=A pip install x", "sudo --preserve-env=A pip", False),
]


@pytest.mark.parametrize(("command", "old", "keeps"), MENDABLE)
def test_what_the_fix_takes_away(command: str, old: str, *, keeps: bool) -> None:
    block = f"```sh\n{command}\n```\n"
    (install,) = commands({"README.md": f"## Install\n\n{block}"}).installs
    assert (install.old, install.keeps) == (old, keeps)
    for prose in ("## System-wide\n\na\n\nb\n\nc\n\nd\n", "Install it globally:\n", "For all users:\n"):
        (install,) = commands({"README.md": f"{prose}\n{block}"}).installs
        assert (install.old, install.plain) == ("", "")
