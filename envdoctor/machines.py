"""The healthy machines that `testing` starts from, as text: one of each system."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LINUX: dict[str, Any] = {
    "name": "linux",
    "root": "/home/me/shop",
    "prefix": "/home/me/.local/share/pipx/venvs/python-envdoctor",
    "base_prefix": "/usr",
    "ancestors": ["bash", "tmux: server"],
    "user": 1000,
    "release": "6.1.0-18-amd64",
    "env": {
        "HOME": "/home/me",
        "USER": "me",
        "SHELL": "/bin/bash",
        "TERM": "xterm-256color",
        "LANG": "en_GB.UTF-8",
        "VIRTUAL_ENV": "/home/me/shop/.venv",
        "VIRTUAL_ENV_PROMPT": "(.venv) ",
        "PATH": "/home/me/shop/.venv/bin:/home/me/.local/bin:/usr/local/bin:/usr/bin:/bin",
    },
    "files": {
        "/usr/bin/git": "\x7fELF",
        "/bin/bash": "\x7fELF",
        # Debian's own Python, managed by apt
        "/usr/bin/python3.11": "\x7fELF",
        "/usr/bin/pip3": "#!/usr/bin/python3\nimport sys\n",
        "/usr/bin/pip": "#!/usr/bin/python3\nimport sys\n",
        "/usr/lib/python3.11/os.py": "",
        "/usr/lib/python3.11/EXTERNALLY-MANAGED": "[externally-managed]\n",
        "/usr/include/python3.11/patchlevel.h": '#define PY_VERSION "3.11.2"\n',
        # a Python built from source, the base of the project's environment
        "/usr/local/bin/python3.12": "\x7fELF",
        "/usr/local/bin/pip3.12": "#!/usr/local/bin/python3.12\nimport sys\n",
        "/usr/local/lib/python3.12/os.py": "",
        "/usr/local/include/python3.12/patchlevel.h": '#define PY_VERSION "3.12.4"\n',
        # envdoctor itself, installed by pipx
        "/home/me/.local/bin/envdoctor": "#!/home/me/.local/share/pipx/venvs/python-envdoctor/bin/python -E\n",
        "/home/me/.local/share/pipx/venvs/python-envdoctor/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.2\n",
        "/home/me/.local/share/pipx/venvs/python-envdoctor/pipx_metadata.json": "{}",
        # the project
        ".git/HEAD": "ref: refs/heads/main\n",
        ".gitignore": ".venv/\n.env\n__pycache__/\n*.pyc\n",
        "README.md": "# shop\n",
        "app.py": "import flask\n",
        "requirements.txt": "flask==3.0.3\n",
        # its environment
        ".venv/pyvenv.cfg": (
            "home = /usr/local/bin\ninclude-system-site-packages = false\nversion = 3.12.4\n"
            "executable = /usr/local/bin/python3.12\ncommand = /usr/local/bin/python3.12 -m venv /home/me/shop/.venv\n"
        ),
        ".venv/bin/activate": 'VIRTUAL_ENV="/home/me/shop/.venv"\nexport VIRTUAL_ENV\n',
        ".venv/bin/activate.csh": 'setenv VIRTUAL_ENV "/home/me/shop/.venv"\n',
        ".venv/bin/activate.fish": 'set -gx VIRTUAL_ENV "/home/me/shop/.venv"\n',
        ".venv/bin/Activate.ps1": "",
        ".venv/bin/pip": "#!/home/me/shop/.venv/bin/python3.12\nimport sys\n",
        ".venv/bin/pip3": "#!/home/me/shop/.venv/bin/python3.12\nimport sys\n",
        ".venv/lib/python3.12/site-packages/pip/__init__.py": "",
        ".venv/lib/python3.12/site-packages/pip-24.0.dist-info/METADATA": "Name: pip\nVersion: 24.0\n",
        ".venv/lib/python3.12/site-packages/flask/__init__.py": "",
        ".venv/lib/python3.12/site-packages/flask-3.0.3.dist-info/METADATA": "Name: Flask\nVersion: 3.0.3\n",
    },
    "links": {
        "/usr/bin/python3": "python3.11",
        "/usr/local/bin/python3": "python3.12",
        ".venv/bin/python": "python3.12",
        ".venv/bin/python3": "python3.12",
        ".venv/bin/python3.12": "/usr/local/bin/python3.12",
        ".venv/lib64": "lib",
    },
}  # fmt: skip

MACHINES: dict[str, dict[str, Any]] = {"linux": LINUX}
