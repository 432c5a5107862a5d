"""Code blocks of Markdown and reStructuredText."""

from __future__ import annotations

import pytest

from tests.probe.seen import seen

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
    ("docs/changelog.md", "```sh\nsudo pip install x\n```\n", []),
]


@pytest.mark.parametrize(("path", "text", "expected"), FILES)
def test_docs(path: str, text: str, expected: list[str]) -> None:
    assert seen(path, text) == expected
