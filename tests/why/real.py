"""Small environments of the Pythons that are here, made by hand, and what those Pythons say when they are asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

from envdoctor.facts.machine import Interpreter
from envdoctor.probe.pythons.interpreter import identify
from envdoctor.system import System

# the interpreter's own machinery alone: a module that is hidden on purpose must not be needed to ask
ASK = """
import sys
import _frozen_importlib
def spec(name):
    if name in sys.modules:
        return getattr(sys.modules[name], "__spec__", None) or sys.modules[name]
    path = None
    parent = name.rpartition(".")[0]
    if parent:
        __import__(parent)
        path = sys.modules[parent].__path__
    return _frozen_importlib._find_spec(name, path)
answers = []
for name in sys.argv[1:]:
    try:
        found = spec(name)
        origin = getattr(found, "origin", None) or ("built-in" if name in sys.builtin_module_names else "")
        answers.append((name, found is not None, origin))
    except (ImportError, AttributeError):
        answers.append((name, False, ""))
    except Exception as error:
        answers.append((name, False, repr(error)))
import json
sys.stdout.write(json.dumps([answers, sys.path]))
"""


@cache
def pythons() -> dict[str, str]:
    """Give the base interpreters that are here, by minor version: the one that runs the tests, and those of pyenv."""
    own = Path(os.path.realpath(sys.executable))
    found = {f"{sys.version_info[0]}.{sys.version_info[1]}": str(own)}
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv", "versions")
    for folder in sorted(root.iterdir()) if root.is_dir() else []:
        number = ".".join(folder.name.split(".")[:2])
        binary = folder / "bin" / f"python{number}"
        if number.startswith("3.") and binary.exists() and not folder.is_symlink():
            found.setdefault(number, str(binary))
    return dict(sorted(found.items(), key=lambda item: [int(part) for part in item[0].split(".")]))


class Place:
    """An environment, a project's folder and a home, all in one temporary folder."""

    def __init__(self, root: Path, number: str, *, outside: bool = False) -> None:
        self.root, self.number = root, number
        self.base = Path(pythons()[number])
        self.env = {"HOME": str(root / "home"), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        self.project = root / "project"
        self.venv = root / "venv"
        self.site = self.venv / "lib" / f"python{number}" / "site-packages"
        self.user = root / "home" / ".local" / "lib" / f"python{number}" / "site-packages"
        for folder in (self.project, self.venv / "bin", self.site, self.user):
            folder.mkdir(parents=True)
        (self.venv / "bin" / "python").symlink_to(self.base)
        seen = "true" if outside else "false"
        (self.venv / "pyvenv.cfg").write_text(
            f"home = {self.base.parent}\ninclude-system-site-packages = {seen}\nversion = {number}\n"
        )
        self.python = self.venv / "bin" / "python"

    def write(self, files: dict[str, str]) -> None:
        """Write files below `site/`, `user/`, `project/` or the root; `{…}` stands for one of these folders."""
        folders = {"site": self.site, "user": self.user, "project": self.project, "root": self.root}
        for name, text in files.items():
            first, _, rest = name.partition("/")
            path = folders[first] / rest.replace("{xy}", self.number.replace(".", "")).replace("{so}", self.suffix)
            path.parent.mkdir(parents=True, exist_ok=True)
            for word, folder in folders.items():
                text = text.replace("{" + word + "}", str(folder))  # noqa: PLW2901 - it is filled in
            path.write_text(text)

    def zip(self, name: str, files: dict[str, str], *, listed: tuple[str, ...] = ()) -> None:
        """Write a zip archive below the root."""
        with zipfile.ZipFile(self.root / name, "w") as archive:
            for folder in listed:
                archive.writestr(folder, "")
            for path, text in files.items():
                archive.writestr(path, text)

    @property
    def suffix(self) -> str:
        """The ending of compiled modules."""
        flags = "m" if self.number in {"3.6", "3.7"} else ""
        return f".cpython-{self.number.replace('.', '')}{flags}-{os.uname().machine}-linux-gnu.so"

    def system(self) -> System:
        """Give this machine, as it looks from the project."""
        system = System()
        system.env = dict(self.env)
        system.cwd = str(self.project)
        return system

    def interpreter(self) -> Interpreter:
        """Give the Python of the environment."""
        return identify(self.system(), str(self.python), os.path.realpath(self.python))

    def ask(self, *modules: str) -> tuple[dict[str, tuple[bool, str]], list[str]]:
        """Ask the real Python: is it there, and where; and its sys.path."""
        done = subprocess.run(
            [str(self.python), "-c", ASK, *modules],
            cwd=self.project, env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        answers, path = json.loads(done.stdout)
        return {name: (there, origin) for name, there, origin in answers}, path
