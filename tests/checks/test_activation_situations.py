"""One cause, one check: in each situation exactly these checks of the family speak, and the gate lets them."""

from __future__ import annotations

from typing import Any

import pytest
from envdoctor_checks.activation import concerns

from envdoctor.engine import run
from envdoctor.facts import Snapshot
from envdoctor.load import sources
from envdoctor.record import CannotKnow
from envdoctor.system import System
from envdoctor.testing import snapshot

FAMILY = [one.load() for one in sources(System()) if one.module.startswith("envdoctor_checks.activation.")]

HOME = "/home/me"
VENV = f"{HOME}/shop/.venv"
DATA = f"{HOME}/envs/data"
CONDA = f"{HOME}/miniconda3"
PYENV = f"{HOME}/.pyenv"
SYSTEM = "/usr/bin:/bin"
SHIM = f'#!/usr/bin/env bash\nexec "{PYENV}/libexec/pyenv" exec "$program" "$@"\n'

Tables = dict[str, dict[str, Any]]


def of(*parts: Tables) -> Tables:
    """Put the tables of several changes together."""
    whole: Tables = {}
    for part in parts:
        for table, entries in part.items():
            whole[table] = {**whole.get(table, {}), **entries}
    return whole


def env(**variables: str | bool) -> Tables:
    return {"env": dict(variables)}


def files(**texts: str | bool) -> Tables:
    return {"files": dict(texts)}


def without(*paths: str) -> Tables:
    return {"files": dict.fromkeys(paths, False)}


def named(name: str) -> Tables:
    """Make a conda environment."""
    folder = f"{CONDA}/envs/{name}"
    return {
        "files": {
            f"{folder}/conda-meta/history": "",
            f"{folder}/bin/python3.12": "",
            f"{folder}/bin/pip": f"#!{folder}/bin/python\n",
            f"{folder}/bin/pip3": f"#!{folder}/bin/python\n",
            f"{folder}/lib/python3.12/site-packages/pip/__init__.py": "",
        },
        "links": {f"{folder}/bin/python": "python3.12", f"{folder}/bin/python3": "python3.12"},
    }


NOTHING = env(VIRTUAL_ENV=False, VIRTUAL_ENV_PROMPT=False, PATH=SYSTEM)
NO_VENV = without(".venv")
OTHER: Tables = {
    "files": {
        f"{DATA}/pyvenv.cfg": "home = /usr/local/bin\nversion = 3.12.4\n",
        f"{DATA}/bin/activate": "",
        f"{DATA}/bin/pip": f"#!{DATA}/bin/python\n",
        f"{DATA}/bin/pip3": f"#!{DATA}/bin/python\n",
        f"{DATA}/lib/python3.12/site-packages/pip/__init__.py": "",
    },
    "links": {f"{DATA}/bin/python": "/usr/local/bin/python3.12", f"{DATA}/bin/python3": "python"},
}
IN_OTHER = of(OTHER, env(VIRTUAL_ENV=DATA, PATH=f"{DATA}/bin:{SYSTEM}"))
BASE: Tables = {
    "files": {
        f"{CONDA}/condabin/conda": "",
        f"{CONDA}/conda-meta/history": "",
        f"{CONDA}/bin/python3.12": "",
        f"{CONDA}/bin/pip": f"#!{CONDA}/bin/python\n",
        f"{CONDA}/bin/pip3": f"#!{CONDA}/bin/python\n",
    },
    "links": {f"{CONDA}/bin/python": "python3.12", f"{CONDA}/bin/python3": "python3.12"},
}
IN_BASE = of(BASE, env(VIRTUAL_ENV=False, CONDA_PREFIX=CONDA, CONDA_DEFAULT_ENV="base", PATH=f"{CONDA}/bin:{SYSTEM}"))
IN_SHOP = of(
    BASE,
    named("shop"),
    env(VIRTUAL_ENV=False, CONDA_PREFIX=f"{CONDA}/envs/shop", PATH=f"{CONDA}/envs/shop/bin:{CONDA}/condabin:{SYSTEM}"),
)
FILE = {"files": {"environment.yml": "name: shop\ndependencies:\n  - python=3.12\n  - flask\n"}}
PYENV_ENV: Tables = {
    "files": {
        f"{PYENV}/shims/python": SHIM,
        f"{PYENV}/shims/python3": SHIM,
        f"{PYENV}/shims/pip": SHIM,
        f"{PYENV}/shims/pip3": SHIM,
        f"{PYENV}/versions/3.12.4/bin/python3.12": "",
        f"{PYENV}/versions/3.12.4/envs/shop/pyvenv.cfg": f"home = {PYENV}/versions/3.12.4/bin\nversion = 3.12.4\n",
        f"{PYENV}/versions/3.12.4/envs/shop/bin/pip": f"#!{PYENV}/versions/3.12.4/envs/shop/bin/python\n",
        f"{PYENV}/versions/3.12.4/envs/shop/bin/pip3": f"#!{PYENV}/versions/3.12.4/envs/shop/bin/python\n",
        f"{PYENV}/versions/3.12.4/envs/shop/lib/python3.12/site-packages/pip/__init__.py": "",
    },
    "links": {
        f"{PYENV}/versions/shop": f"{PYENV}/versions/3.12.4/envs/shop",
        f"{PYENV}/versions/3.12.4/envs/shop/bin/python": f"{PYENV}/versions/3.12.4/bin/python3.12",
        f"{PYENV}/versions/3.12.4/envs/shop/bin/python3": "python",
    },
}
IN_PYENV = of(
    PYENV_ENV,
    env(
        PYENV_VERSION="shop",
        PYENV_VIRTUAL_ENV=f"{PYENV}/versions/shop",
        VIRTUAL_ENV=f"{PYENV}/versions/shop",
        PATH=f"{PYENV}/shims:{SYSTEM}",
    ),
)
ROOT: Tables = {"machine": {"user": 0, "owners": {"": 1000}}}
SUDO = of(ROOT, env(SUDO_USER="me", SUDO_UID="1000", SUDO_COMMAND="/bin/bash", PATH="/usr/sbin:/usr/bin:/sbin:/bin"))
WINDOWS: Tables = {"machine": {"like": "windows"}}
BARE_WINDOWS = r"C:\Users\me\AppData\Local\Programs\Python\Python312;C:\Windows\system32"
MACOS: Tables = {"machine": {"like": "macos"}}
POETRY = "[tool.poetry]\nname = 'shop'\n[tool.poetry.dependencies]\npython = '^3.11'\nflask = '^3'\n"
POETRY_ENV = f"{HOME}/.cache/pypoetry/virtualenvs/shop-abcdefgh-py3.12"
UVX = f"{HOME}/.cache/uv/archive-v0/q9DdDdmS"

DEBIAN = "/usr/lib/python3/dist-packages"
LEFTOVER = without(".venv/pyvenv.cfg", ".venv/lib", ".venv/bin/pip", ".venv/bin/pip3")
DEAD_PIN: Tables = {
    "files": {
        f"{PYENV}/shims/python": SHIM,
        f"{PYENV}/versions/3.12.4/bin/python3.12": "",
        ".python-version": "myenv\n",
    }
}
IN_SHIMS = env(PATH=f"{PYENV}/shims:{SYSTEM}")
DEAD_AND_NOT_ACTIVE = {"environment-not-active", "skipped: pip-of-another-python"}
DEAD_UV = {"skipped: pip-of-another-python"}
PYENV_311: Tables = {
    "files": {
        f"{PYENV}/versions/3.11.7/bin/python3.11": "",
        f"{PYENV}/versions/3.11.7/bin/pip": f"#!{PYENV}/versions/3.11.7/bin/python\n",
        f"{PYENV}/versions/3.11.7/bin/pip3": f"#!{PYENV}/versions/3.11.7/bin/python\n",
        f"{DEBIAN}/numpy/__init__.py": "",
    },
    "links": {
        f"{PYENV}/versions/3.11.7/bin/python": "python3.11",
        f"{PYENV}/versions/3.11.7/bin/python3": "python3.11",
    },
    "env": {"PATH": f"{PYENV}/versions/3.11.7/bin:{SYSTEM}"},
}


def _active_at(folder: str) -> Tables:
    """Activate an environment in a folder of a project."""
    return {
        "files": {
            "/.dockerenv": "",
            f"{folder}/pyproject.toml": "",
            f"{folder}/.venv/pyvenv.cfg": "home = /usr/local/bin\nversion = 3.12.4\n",
            f"{folder}/.venv/bin/activate": "",
        },
        "links": {f"{folder}/.venv/bin/python": "/usr/local/bin/python3.12"},
        "env": {"VIRTUAL_ENV": f"{folder}/.venv", "PATH": f"{folder}/.venv/bin:/usr/local/bin:/bin"},
    }


ELSEWHERE = _active_at("/work/data")
IN_HOME = _active_at(HOME)
IN_BESIDE = _active_at(f"{HOME}/data")
CONDA_DATA = env(
    VIRTUAL_ENV=False, CONDA_PREFIX=f"{CONDA}/envs/data", PATH=f"{CONDA}/envs/data/bin:/usr/local/bin:/bin"
)

SITUATIONS: list[tuple[str, Tables, set[str]]] = [
    # the environment in use
    ("all is well", {}, set()),
    ("nothing is active", NOTHING, {"environment-not-active"}),
    ("another project's environment is active", IN_OTHER, {"environment-of-another-project"}),
    ("another project's, and this one has none", of(IN_OTHER, NO_VENV), set()),
    (
        "another project's, in a project of uv",
        of(IN_OTHER, {"files": {"uv.lock": ""}}),
        set(),
    ),
    (
        "a conda environment on top of the venv",
        of(named("data"), env(CONDA_PREFIX=f"{CONDA}/envs/data", PATH=f"{CONDA}/envs/data/bin:{VENV}/bin:{SYSTEM}")),
        {"activation-shadowed"},
    ),
    (
        "the project's own conda environment on top of a venv of another",
        of(OTHER, NO_VENV, FILE, IN_SHOP, env(VIRTUAL_ENV=DATA)),
        {"activation-shadowed"},
    ),
    (
        "the venv on top of a conda environment",
        of(named("data"), env(CONDA_PREFIX=f"{CONDA}/envs/data", PATH=f"{VENV}/bin:{CONDA}/envs/data/bin:{SYSTEM}")),
        set(),
    ),
    ("deleted while active", NO_VENV, {"activation-stale"}),
    ("its packages deleted while active, its python left", LEFTOVER, {"activation-stale"}),
    ("the same, and no file declares anything", of(LEFTOVER, without("requirements.txt")), {"activation-stale"}),
    (
        "its packages deleted, and a shim in front that pyenv has no Python for",
        of(LEFTOVER, DEAD_PIN, env(PATH=f"{PYENV}/shims:{VENV}/bin:{SYSTEM}")),
        {"activation-stale", "skipped: pip-of-another-python"},
    ),
    ("pyenv is told to use what it has not, nothing active", of(NOTHING, DEAD_PIN, IN_SHIMS), DEAD_AND_NOT_ACTIVE),
    (
        "the same, and several are named",
        of(NOTHING, DEAD_PIN, IN_SHIMS, files(**{".python-version": "myenv\n3.9.1\n"})),
        DEAD_AND_NOT_ACTIVE,
    ),
    (
        "of several one is installed, but nothing says which would run",
        of(NOTHING, DEAD_PIN, IN_SHIMS, files(**{".python-version": "myenv\n3.12.4\n"})),
        {"skipped: environment-not-active", "skipped: pip-of-another-python"},
    ),
    (
        "a shim of nobody that is known",
        of(NOTHING, DEAD_PIN, IN_SHIMS, files(**{f"{PYENV}/shims/python": "#!/bin/sh\n"})),
        {"skipped: environment-not-active", "skipped: pip-of-another-python"},
    ),
    (
        "asdf is told to use what it has not",
        of(
            NOTHING,
            IN_SHIMS,
            files(**{f"{PYENV}/shims/python": "exec asdf exec python\n", ".tool-versions": "python 3.9.1\n"}),
        ),
        {"skipped: environment-not-active", "skipped: pip-of-another-python"},
    ),
    ("pyenv is told to use what it has not, .venv active", DEAD_PIN, set()),
    ("pyenv is told to use what it has not, uv", of(NOTHING, DEAD_PIN, IN_SHIMS, files(**{"uv.lock": ""})), DEAD_UV),
    (
        "the same, with a folder without Pythons in front",
        of(NOTHING, DEAD_PIN, env(PATH=f"/bin:{PYENV}/shims")),
        DEAD_AND_NOT_ACTIVE,
    ),
    (
        "only python3 is a shim's",
        of(NOTHING, DEAD_PIN, IN_SHIMS, {"files": {f"{PYENV}/shims/python": False, f"{PYENV}/shims/python3": SHIM}}),
        DEAD_AND_NOT_ACTIVE,
    ),
    (
        "no PATH that could be read",
        of(NOTHING, env(PATH=False)),
        {"skipped: environment-not-active", "skipped: pip-of-another-python"},
    ),
    # containers that a person works in
    ("a dev container, another project's environment", ELSEWHERE, {"environment-of-another-project"}),
    (
        "a dev container, another repository's, made by a tool that sets no prompt",
        of(ELSEWHERE, env(VIRTUAL_ENV_PROMPT=False), files(**{"/work/data/.git/HEAD": ""})),
        {"environment-of-another-project"},
    ),
    ("a dev container, the image's copy of the project", of(ELSEWHERE, env(VIRTUAL_ENV_PROMPT=False)), set()),
    ("a dev container, in no project", of(ELSEWHERE, without("/work/data/pyproject.toml")), set()),
    ("a dev container, the image's own in the home directory", IN_HOME, set()),
    (
        "a dev container, a project beside this one",
        of(IN_BESIDE, {"files": {"/.dockerenv": ""}}, env(VIRTUAL_ENV_PROMPT=False)),
        {"environment-of-another-project"},
    ),
    ("a dev container, a conda environment", of(named("data"), CONDA_DATA, {"files": {"/.dockerenv": ""}}), set()),
    # PYTHONPATH without an environment
    (
        "the system's packages for a Python of pyenv of the same version, .venv not active",
        of(PYENV_311, env(VIRTUAL_ENV=False, VIRTUAL_ENV_PROMPT=False, PYTHONPATH=DEBIAN)),
        {"environment-not-active"},
    ),
    (
        "the same, .venv active",
        of(PYENV_311, env(PATH=f"{VENV}/bin:{SYSTEM}", PYTHONPATH=DEBIAN)),
        {"pythonpath-leaks"},
    ),
    (
        "deleted, and the project has another",
        of(env(VIRTUAL_ENV=f"{HOME}/shop/venv", PATH=f"{HOME}/shop/venv/bin:{SYSTEM}")),
        {"activation-stale"},
    ),
    (
        "deleted, with another project's environment next on PATH",
        of(OTHER, env(VIRTUAL_ENV=f"{HOME}/gone", PATH=f"{HOME}/gone/bin:{DATA}/bin:{SYSTEM}")),
        {"activation-stale"},
    ),
    (
        "moved while active",
        of(
            {"files": {".venv/bin/activate": f'VIRTUAL_ENV="{HOME}/store/.venv"\n'}},
            env(VIRTUAL_ENV=f"{HOME}/store/.venv", PATH=f"{HOME}/store/.venv/bin:{SYSTEM}"),
        ),
        {"activation-stale"},
    ),
    (
        "a deleted one of pyenv's, which its shims are still told to use",
        of(
            NO_VENV,
            {"files": {f"{PYENV}/shims/python": SHIM, f"{PYENV}/versions/3.12.4/bin/python3.12": ""}},
            env(
                PYENV_VERSION="shop",
                PYENV_VIRTUAL_ENV=f"{PYENV}/versions/shop",
                VIRTUAL_ENV=f"{PYENV}/versions/shop",
                PATH=f"{PYENV}/shims:{SYSTEM}",
            ),
        ),
        {"activation-stale", "skipped: pip-of-another-python"},
    ),
    ("active, and no Python on PATH", env(PATH="/bin"), {"activation-shadowed"}),
    (
        "active, with a pip in front that names no Python",
        of({"files": {f"{HOME}/bin/pip": "MZ"}}, env(PATH=f"{HOME}/bin:/usr/bin:{VENV}/bin")),
        {"activation-shadowed", "skipped: pip-of-another-python"},
    ),
    ("Debian, /usr/bin in front", env(PATH=f"/usr/bin:{VENV}/bin:/bin"), {"activation-shadowed"}),
    ("tmux inside of a venv", {"machine": {"ancestors": ["bash", "tmux: server"]}}, set()),
    (
        "tmux inside of a venv, with a login shell that sets PATH anew",
        of({"machine": {"ancestors": ["-bash", "tmux: server"]}}, env(PATH="/usr/local/bin:/usr/bin:/bin")),
        {"activation-shadowed"},
    ),
    (
        "a pip of the home directory in front",
        of({"files": {f"{HOME}/bin/pip": "#!/usr/bin/python3\n"}}, env(PATH=f"{HOME}/bin:{VENV}/bin:{SYSTEM}")),
        {"pip-of-another-python"},
    ),
    ("only pip3 is another's", {"files": {".venv/bin/pip3": "#!/usr/bin/python3\n"}}, {"pip-of-another-python"}),
    ("pyenv activate, and no shims on PATH", of(NO_VENV, IN_PYENV, env(PATH=SYSTEM)), set()),
    (
        "the active environment starts another Python, and PATH leads elsewhere",
        of({"links": {".venv/bin/python3.12": "/usr/bin/python3.11"}}, env(PATH=SYSTEM)),
        set(),
    ),
    ("pyenv activate", of(NO_VENV, IN_PYENV), set()),
    ("pyenv activate, beside a .venv", IN_PYENV, {"environment-of-another-project"}),
    ("pyenv activate, as .python-version says", of(IN_PYENV, {"files": {".python-version": "shop\n"}}), set()),
    (
        "poetry shell",
        of(
            NO_VENV,
            {
                "files": {"pyproject.toml": POETRY, f"{POETRY_ENV}/pyvenv.cfg": "home = /usr/local/bin\n"},
                "links": {f"{POETRY_ENV}/bin/python": "/usr/local/bin/python3.12"},
            },
            env(VIRTUAL_ENV=POETRY_ENV, POETRY_ACTIVE="1", PATH=f"{POETRY_ENV}/bin:/bin"),
        ),
        set(),
    ),
    (
        "direnv",
        of(
            NO_VENV,
            {
                "files": {".envrc": "layout python\n", ".direnv/python-3.12.4/pyvenv.cfg": "home = /usr/local/bin\n"},
                "links": {".direnv/python-3.12.4/bin/python": "/usr/local/bin/python3.12"},
            },
            env(
                DIRENV_DIR=f"-{HOME}/shop",
                VIRTUAL_ENV=f"{HOME}/shop/.direnv/python-3.12.4",
                PATH=f"{HOME}/shop/.direnv/python-3.12.4/bin:/bin",
            ),
        ),
        set(),
    ),
    ("direnv that only sets PATH", env(VIRTUAL_ENV=False), set()),
    ("VS Code's terminal", env(TERM_PROGRAM="vscode", VSCODE_GIT_IPC_HANDLE="/run/x.sock"), set()),
    (
        "VS Code's terminal, in which .zshrc puts conda's base in front",
        of(BASE, env(TERM_PROGRAM="vscode", CONDA_PREFIX=CONDA, PATH=f"{CONDA}/bin:{VENV}/bin:{SYSTEM}")),
        {"activation-shadowed"},
    ),
    ("a task of VS Code", of(NOTHING, {"machine": {"ancestors": ["bash -c envdoctor", "code"]}}), set()),
    (
        "uvx",
        of(
            {"machine": {"prefix": UVX}, "files": {f"{HOME}/.cache/uv/CACHEDIR.TAG": "", f"{UVX}/pyvenv.cfg": ""}},
            env(PATH=f"{UVX}/bin:{VENV}/bin:{SYSTEM}"),
        ),
        set(),
    ),
    # sudo and root
    ("sudo", of(SUDO, env(VIRTUAL_ENV=False, HOME="/root", SUDO_COMMAND="/usr/bin/envdoctor")), {"sudo-session"}),
    ("sudo -E", SUDO, {"sudo-session"}),
    (
        "sudo -E, with PATH and pip's settings kept",
        of(SUDO, env(PATH=f"{VENV}/bin", PIP_TARGET="/x")),
        {"sudo-session"},
    ),
    ("sudo -E, and no Python on PATH", of(SUDO, env(PATH="/bin")), {"sudo-session"}),
    ("pip's settings, with the environment in name only", env(PATH=SYSTEM, PIP_TARGET="/x"), {"activation-shadowed"}),
    ("sudo -E, with a stale variable", of(SUDO, NO_VENV), {"sudo-session"}),
    ("sudo -E, with pip's settings kept", of(SUDO, env(PIP_TARGET="/x", PIP_USER="1")), {"sudo-session"}),
    ("sudo -i", of(SUDO, env(VIRTUAL_ENV=False, HOME="/root")), {"sudo-session"}),
    ("sudo -i, no environment", of(SUDO, NO_VENV, env(VIRTUAL_ENV=False, HOME="/root")), {"sudo-session"}),
    (
        "doas",
        of(
            ROOT,
            NOTHING,
            {"files": {"/etc/passwd": "me:x:1000:1000::/home/me:/bin/sh\n"}},
            env(DOAS_USER="me"),
        ),
        {"sudo-session"},
    ),
    ("pkexec", of(ROOT, NOTHING, env(PKEXEC_UID="1000")), {"sudo-session"}),
    ("sudo in a container", of(SUDO, {"files": {"/.dockerenv": ""}}), set()),
    ("root in a container", of(ROOT, {"files": {"/.dockerenv": ""}}), set()),
    (
        "root in a container, nothing active",
        of(ROOT, NOTHING, {"files": {"/.dockerenv": ""}}),
        {"environment-not-active"},
    ),
    ("root in a container, no environment", of(ROOT, NOTHING, NO_VENV, {"files": {"/.dockerenv": ""}}), set()),
    ("root by itself", ROOT, set()),
    # other shells
    ("PowerShell", WINDOWS, set()),
    ("PowerShell, nothing active", of(WINDOWS, env(VIRTUAL_ENV=False, PATH=BARE_WINDOWS)), {"environment-not-active"}),
    ("PowerShell, deleted while active", of(WINDOWS, NO_VENV), {"activation-stale"}),
    ("cmd", of(WINDOWS, env(PROMPT="$P$G", PSModulePath=False)), set()),
    (
        "cmd, the installation in front",
        of(WINDOWS, env(PROMPT="$P$G", PATH=rf"{BARE_WINDOWS};C:\Users\me\shop\.venv\Scripts")),
        {"activation-shadowed"},
    ),
    (
        "Git Bash, which writes paths its own way",
        of(WINDOWS, env(MSYSTEM="MINGW64", VIRTUAL_ENV="/c/Users/me/x")),
        set(),
    ),
    ("zsh on macOS", MACOS, set()),
    (
        "zsh on macOS, in tmux, where path_helper puts the system in front",
        of(MACOS, env(PATH="/opt/homebrew/bin:/usr/bin:/bin:/Users/me/shop/.venv/bin")),
        {"activation-shadowed"},
    ),
    ("fish", {"machine": {"ancestors": ["fish"]}}, set()),
    ("fish, nothing active", of(NOTHING, {"machine": {"ancestors": ["fish"]}}), {"environment-not-active"}),
    # conda's base
    ("base is active, the project has a venv", IN_BASE, {"environment-not-active"}),
    ("base is active, no environment", of(IN_BASE, NO_VENV), {"environment-missing"}),
    ("base is active, environment.yml and no environment", of(IN_BASE, NO_VENV, FILE), {"conda-base-active"}),
    (
        "base is active, environment.yml and its environment",
        of(IN_BASE, NO_VENV, FILE, named("shop")),
        {"conda-base-active"},
    ),
    ("base is active, environment.yml and a venv", of(IN_BASE, FILE), {"environment-not-active"}),
    ("environment.yml's environment is active", of(NO_VENV, FILE, IN_SHOP), set()),
    ("environment.yml's environment is active, beside a venv", of(FILE, IN_SHOP), set()),
    (
        "environment.yml's environment is active, base in front",
        of(NO_VENV, FILE, IN_SHOP, env(PATH=f"{CONDA}/bin:{CONDA}/envs/shop/bin:{SYSTEM}")),
        {"activation-shadowed"},
    ),
    (
        "environment.yml's environment was removed while active",
        of(NO_VENV, FILE, BASE, env(VIRTUAL_ENV=False, CONDA_PREFIX=f"{CONDA}/envs/shop", PATH=SYSTEM)),
        {"activation-stale"},
    ),
    ("VIRTUAL_ENV names base, PATH the system", of(IN_BASE, NO_VENV, FILE, env(VIRTUAL_ENV=CONDA, PATH=SYSTEM)), set()),
    (
        "the configuration names base",
        of(IN_BASE, NO_VENV, FILE, {"files": {"pyproject.toml": "[tool.envdoctor]\nenvironment = '~/miniconda3'\n"}}),
        set(),
    ),
    ("base lies behind the venv", of(BASE, env(CONDA_PREFIX=CONDA, PATH=f"{VENV}/bin:{CONDA}/bin:{SYSTEM}")), set()),
    # variables
    ("PYTHONPATH=src", env(PYTHONPATH="src"), set()),
    (
        "PYTHONPATH with the packages of another version",
        of(
            {"files": {"/opt/x/lib/python3.8/site-packages/x.py": ""}},
            env(PYTHONPATH="/opt/x/lib/python3.8/site-packages"),
        ),
        {"pythonpath-leaks"},
    ),
    ("PYTHONHOME", env(PYTHONHOME="/opt/python"), {"pythonhome-set"}),
    ("PYTHONHOME, nothing active", of(NOTHING, env(PYTHONHOME="/x")), {"pythonhome-set", "environment-not-active"}),
    (
        "pip.conf with target",
        {"files": {f"{HOME}/.config/pip/pip.conf": "[install]\ntarget = /x\n"}},
        {"pip-config-redirects"},
    ),
    (
        "pip.conf with prefix",
        {"files": {f"{HOME}/.config/pip/pip.conf": "[global]\nprefix = /x\n"}},
        {"pip-config-redirects"},
    ),
    ("pip.conf with root", {"files": {"/etc/pip.conf": "[global]\nroot = /x\n"}}, {"pip-config-redirects"}),
    ("pip.conf with user", {"files": {"/etc/pip.conf": "[global]\nuser = yes\n"}}, {"user-install-in-environment"}),
    ("PIP_TARGET in CI", env(PIP_TARGET="package", CI="true"), set()),
    ("PIP_TARGET, nothing active", of(NOTHING, env(PIP_TARGET="/x")), {"environment-not-active"}),
    # no environment anywhere
    ("requirements.txt", of(NOTHING, NO_VENV), {"environment-missing"}),
    (
        "pyproject.toml",
        of(
            NOTHING,
            without(".venv", "requirements.txt"),
            {"files": {"pyproject.toml": "[project]\ndependencies = ['x']\n"}},
        ),
        {"environment-missing"},
    ),
    (
        "setup.cfg",
        of(
            NOTHING, without(".venv", "requirements.txt"), {"files": {"setup.cfg": "[options]\ninstall_requires = x\n"}}
        ),
        {"environment-missing"},
    ),
    (
        "Pipfile",
        of(NOTHING, without(".venv", "requirements.txt"), {"files": {"Pipfile": "[packages]\nx = '*'\n"}}),
        {"environment-missing"},
    ),
    ("environment.yml", of(NOTHING, without(".venv", "requirements.txt"), FILE), {"environment-missing"}),
    (
        "poetry",
        of(NOTHING, without(".venv", "requirements.txt"), {"files": {"pyproject.toml": POETRY}}),
        {"environment-missing"},
    ),
    ("uv", of(NOTHING, NO_VENV, {"files": {"uv.lock": "version = 1\n"}}), set()),
    ("uv, deleted while active", of(NO_VENV, {"files": {"uv.lock": "version = 1\n"}}), {"activation-stale"}),
    (
        "the build of an image",
        of(NOTHING, NO_VENV, {"machine": {"terminal": False}, "files": {"/.dockerenv": ""}}),
        set(),
    ),
    ("a hook", of(NOTHING, NO_VENV, env(PRE_COMMIT="1")), set()),
    ("a notebook", of(NOTHING, NO_VENV, env(JPY_PARENT_PID="1")), set()),
    ("no Python at all", of(NOTHING, NO_VENV, env(PATH="/bin")), set()),
]


def spoken(changes: Tables) -> set[str]:
    report = run(snapshot(changes), FAMILY, clock=lambda: 0.0)
    assert not report.failed
    return {one.check for one in report.found} | {f"skipped: {one.check}" for one in report.skipped}


@pytest.mark.parametrize(("changes", "expected"), [row[1:] for row in SITUATIONS], ids=[row[0] for row in SITUATIONS])
def test_exactly_these_speak(changes: Tables, expected: set[str]) -> None:
    assert spoken(changes) == expected


@pytest.mark.parametrize(("changes", "expected"), [row[1:] for row in SITUATIONS], ids=[row[0] for row in SITUATIONS])
def test_the_gate_is_open_where_any_speaks(changes: Tables, expected: set[str]) -> None:
    try:
        assert concerns(snapshot(changes)) or not expected
    except CannotKnow:
        assert expected  # the checks are asked themselves, and say why they cannot judge


SPARED = [
    "all is well", "PowerShell", "zsh on macOS", "fish", "base lies behind the venv", "uv", "a hook",
    "the build of an image", "a notebook",
]  # fmt: skip


@pytest.mark.parametrize("name", SPARED)
def test_the_gate_spares_a_shell_in_order(name: str) -> None:
    (changes,) = (row[1] for row in SITUATIONS if row[0] == name)
    assert not concerns(snapshot(changes))


FACTS = ("host", "shell", "project", "environments", "pip_config", "activation", "aim")
SPEAKING = {
    "activation-shadowed": env(PATH=SYSTEM),
    "activation-stale": NO_VENV,
    "conda-base-active": of(IN_BASE, NO_VENV, FILE),
    "environment-missing": of(NOTHING, NO_VENV),
    "environment-not-active": NOTHING,
    "environment-of-another-project": IN_OTHER,
    "pip-config-redirects": env(PIP_TARGET="/x"),
    "pythonhome-set": env(PYTHONHOME="/opt/python"),
    "pythonpath-leaks": env(PYTHONPATH="/opt/x/lib/python3.8/site-packages"),
    "sudo-session": SUDO,
    "user-install-in-environment": env(PIP_USER="1"),
}
# what is of no consequence to a check, so that it speaks all the same
THOUGH_SUDO = {"pythonhome-set", "pythonpath-leaks", "sudo-session", "user-install-in-environment"}
SILENT_IN_A_CONTAINER = {"conda-base-active", "environment-missing", "environment-of-another-project", "sudo-session"}
SILENT_WITH_UV = {
    "conda-base-active",
    "environment-missing",
    "environment-not-active",
    "environment-of-another-project",
}


def judged(name: str, **changed: dict[str, Any]) -> bool:
    """Say whether a check speaks of facts that were changed after the probes had looked."""
    snap = snapshot(SPEAKING[name])
    facts = {one: getattr(snap, one) for one in FACTS}
    for fact, fields in changed.items():
        facts[fact] = facts[fact].replace(**fields)
    (check,) = (one for one in FAMILY if one.name == name)
    report = run(Snapshot(snap._look, **facts), [check], clock=lambda: 0.0)
    assert (report.failed, report.skipped) == ((), ())
    return bool(report.found)


@pytest.mark.parametrize("name", SPEAKING)
def test_each_check_goes_by_the_facts_alone(name: str) -> None:
    assert judged(name)
    assert not judged(name, shell={"interactive": False})
    assert judged(name, host={"sudo_user": "me"}) == (name in THOUGH_SUDO)
    assert judged(name, host={"container": "/.dockerenv"}) == (name not in SILENT_IN_A_CONTAINER)
    assert judged(name, project={"managers": ("uv",)}) == (name not in SILENT_WITH_UV)


def test_an_environment_that_was_found_after_all() -> None:
    found = snapshot({}).environments.project
    assert not judged("environment-missing", environments={"project": found})
    assert not judged("environment-missing", environments={"active": found})
    assert not judged("conda-base-active", environments={"active": found})
