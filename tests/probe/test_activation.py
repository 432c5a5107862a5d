"""What the variables of a shell say, and what the probe makes of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from envdoctor.facts import Snapshot
from envdoctor.facts.activation import Activation, Claim, CondaFile, Leak
from envdoctor.probe import look
from envdoctor.probe.activations.elsewhere import likely
from envdoctor.probe.project import aim
from envdoctor.record import CannotKnow, from_data, to_data
from envdoctor.snapshot_file import save
from envdoctor.testing import Machine, snapshot

VENV = "/home/me/shop/.venv"
SYSTEM = "/usr/bin:/bin"
NOTHING = {"VIRTUAL_ENV": False, "PATH": SYSTEM}
DATA = "/home/me/envs/data"
OTHER = {f"{DATA}/pyvenv.cfg": "home = /usr/local/bin\nversion = 3.12.4\n"}
OTHER_LINKS = {f"{DATA}/bin/python": "/usr/local/bin/python3.12"}
SHIM = '#!/usr/bin/env bash\nexec "/home/me/.pyenv/libexec/pyenv" exec "$program" "$@"\n'

Tables = dict[str, Any]


def seen(changes: Tables) -> Activation:
    return snapshot(changes).activation


def on(machine: Machine) -> Snapshot:
    return look(machine, aim(machine, ()))


@pytest.mark.parametrize("like", ["linux", "macos", "windows"])
def test_a_shell_in_order_needs_nothing_else(like: str) -> None:
    found = seen({"machine": {"like": like}})
    assert found.claim is not None
    assert found == Activation(claim=found.claim)
    assert found.claim.agreed
    assert found.claim.name == ".venv"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"files": {".venv": False}},
        {"env": {"PATH": SYSTEM, "PYTHONHOME": "/x", "PYTHONPATH": "/x/lib/python3.8/site-packages", "PIP_ROOT": "/x"}},
        {"machine": {"user": 0}, "env": {"SUDO_USER": "me", "SUDO_UID": "1000"}},
        {"files": {".venv": False}, "env": NOTHING},
        {
            "env": {**NOTHING, "PATH": "/home/me/.pyenv/shims", "PYTHONHOME": "/x"},
            "files": {"/home/me/.pyenv/shims/python": SHIM, ".python-version": "9\n"},
        },
    ],
)
def test_it_survives_a_file(changes: Tables) -> None:
    found = seen(changes)
    assert from_data(json.loads(json.dumps(to_data(found)))) == found


# variable and value; what it is taken for: name and state, or nothing
CLAIMS: list[tuple[str, Tables, tuple[str, str, str] | None]] = [
    ("gone", {"env": {"VIRTUAL_ENV": "/home/me/gone"}}, ("VIRTUAL_ENV", "~/gone", "gone")),
    ("empty", {"env": {"VIRTUAL_ENV": ""}}, None),
    ("no environment", {"env": {"VIRTUAL_ENV": "/usr/local"}}, ("VIRTUAL_ENV", "/usr/local", "none")),
    (
        "a link that leads nowhere",
        {"env": {"VIRTUAL_ENV": "/home/me/link"}, "links": {"/home/me/link": "/home/me/nowhere"}},
        ("VIRTUAL_ENV", "~/link", "gone"),
    ),
    (
        "relative to the project, read in a folder of it",
        {"machine": {"cwd": "/home/me/shop/src"}, "files": {"src/x.py": ""}, "env": {"VIRTUAL_ENV": ".venv"}},
        ("VIRTUAL_ENV", ".venv", "sound"),
    ),
    (
        "conda's variable, where VIRTUAL_ENV is not set",
        {"env": {**NOTHING, "CONDA_PREFIX": "/opt/conda/envs/x"}},
        ("CONDA_PREFIX", "/opt/conda/envs/x", "gone"),
    ),
    ("conda's variable behind VIRTUAL_ENV", {"env": {"CONDA_PREFIX": "/opt/x"}}, ("VIRTUAL_ENV", ".venv", "sound")),
    ("a path of Windows", {"env": {"VIRTUAL_ENV": "C:\\x"}}, None),
    ("a share of Windows", {"env": {"VIRTUAL_ENV": "\\\\host\\x"}}, None),
    ("a path of POSIX", {"machine": {"like": "windows"}, "env": {"VIRTUAL_ENV": "/c/x"}}, None),
    ("a drive that is not plugged in", {"machine": {"like": "windows"}, "env": {"VIRTUAL_ENV": "E:\\x"}}, None),
    (
        "slashes in a path of Windows",
        {"machine": {"like": "windows"}, "env": {"VIRTUAL_ENV": "C:/Users/me/shop/.venv"}},
        ("VIRTUAL_ENV", ".venv", "sound"),
    ),
    (
        "the root of micromamba, still empty",
        {
            "files": {"/home/me/mm/pkgs/x": ""},
            "env": {**NOTHING, "CONDA_PREFIX": "/home/me/mm", "MAMBA_ROOT_PREFIX": "/home/me/mm/"},
        },
        None,
    ),
    (
        "a folder that conda left behind",
        {
            "files": {"/home/me/mm/envs/a/x": ""},
            "env": {**NOTHING, "CONDA_PREFIX": "/home/me/mm/envs/a", "MAMBA_ROOT_PREFIX": "/home/me/mm"},
        },
        ("CONDA_PREFIX", "~/mm/envs/a", "none"),
    ),
    (
        "nox, whose environment it is",
        {"env": {"VIRTUAL_ENV": "/home/me/shop/.nox/a", "NOX_CURRENT_SESSION": "a"}},
        None,
    ),
]


def state(claim: Claim) -> str:
    return "sound" if claim.environment else "gone" if claim.gone else "none"


@pytest.mark.parametrize(("changes", "expected"), [row[1:] for row in CLAIMS], ids=[row[0] for row in CLAIMS])
def test_claims(changes: Tables, expected: tuple[str, str, str] | None) -> None:
    claim = seen(changes).claim
    assert (claim and (claim.variable, claim.name, state(claim))) == expected


class Closed(Machine):
    """A machine on which one folder cannot be looked into."""

    def __init__(self, changes: Tables, closed: str, *, listed: bool) -> None:
        super().__init__(changes)
        self.closed, self.listed = closed, listed

    def kind(self, path: str, *, follow: bool = True) -> str:
        return "" if path.startswith(self.closed + "/") else super().kind(path, follow=follow)

    def read(self, path: str, limit: int = 8 * 1024 * 1024) -> bytes:
        if path.startswith(self.closed + "/"):
            raise OSError(13, "Permission denied", path)
        return super().read(path, limit)

    def names(self, path: str) -> list[str]:
        if path == self.closed and not self.listed:
            raise OSError(13, "Permission denied", path)
        return super().names(path)


@pytest.mark.parametrize("listed", [True, False])
def test_what_may_not_be_looked_at_is_not_gone(listed: bool) -> None:
    changes = {"files": {"/srv/secret/env/pyvenv.cfg": "home = /x\n"}, "env": {"VIRTUAL_ENV": "/srv/secret/env"}}
    assert on(Closed(changes, "/srv/secret", listed=listed)).activation.claim is None


def test_the_entry_in_front_may_be_a_shim_that_leads_nowhere() -> None:
    files = {"/home/me/.pyenv/shims/python": SHIM, ".python-version": "9.9\n"}
    snap = snapshot({"files": files, "env": {"PATH": f"/home/me/.pyenv/shims:{VENV}/bin:{SYSTEM}"}})
    claim = snap.activation.claim
    assert claim is not None
    assert (claim.in_front, claim.on_path, claim.commands) == ("/home/me/.pyenv/shims", True, ("python", "python3"))
    with pytest.raises(CannotKnow, match=r"pyenv is told to use 9\.9"):
        snap.activation.shadowed(snap.shell)


MOVED: list[tuple[str, Tables, bool]] = [
    ("bash", {".venv/bin/activate": 'VIRTUAL_ENV="/home/me/gone"\n'}, True),
    ("without quotes", {".venv/bin/activate": "VIRTUAL_ENV=/home/me/gone\n"}, True),
    ("a longer name", {".venv/bin/activate": 'VIRTUAL_ENV="/home/me/gone-too"\n'}, False),
    ("no script", {".venv/bin/activate": False}, False),
    ("no environment", {".venv": False}, False),
]


@pytest.mark.parametrize(("files", "expected"), [row[1:] for row in MOVED], ids=[row[0] for row in MOVED])
def test_moved(files: Tables, expected: bool) -> None:
    claim = seen({"files": files, "env": {"VIRTUAL_ENV": "/home/me/gone", "PATH": SYSTEM}}).claim
    assert claim is not None
    assert claim.moved == expected


PACKAGES = "/lib/python3.12/site-packages"
LEAKS: list[tuple[str, Tables, tuple[Leak, ...]]] = [
    ("nothing there, and no packages", {"env": {"PYTHONPATH": "/opt/x/lib/python3.8"}}, ()),
    (
        "modules, no library",
        {"files": {"/opt/x/lib/python3.8/x.py": ""}, "env": {"PYTHONPATH": "/opt/x/lib/python3.8"}},
        (),
    ),
    (
        "the standard library of the same version",
        {"files": {"/opt/x/lib/python3.12/os.py": ""}, "env": {"PYTHONPATH": "/opt/x/lib/python3.12"}},
        (),
    ),
    ("an empty entry", {"env": {"PYTHONPATH": ":python"}}, ()),
    ("no Python", {"env": {**NOTHING, "PATH": "/bin", "PYTHONPATH": "/opt/x/lib/python3.8/site-packages"}}, ()),
    (
        "lib64",
        {
            "files": {"/opt/x/lib64/python3.8/site-packages/x.py": ""},
            "env": {"PYTHONPATH": "/opt/x/lib64/python3.8/site-packages/"},
        },
        (Leak("/opt/x/lib64/python3.8/site-packages", "Python 3.8", "3.8"),),
    ),
    (
        "PyPy",
        {
            "files": {"/opt/x/lib/pypy3.10/site-packages/x.py": ""},
            "env": {"PYTHONPATH": "/opt/x/lib/pypy3.10/site-packages"},
        },
        (Leak("/opt/x/lib/pypy3.10/site-packages", "PyPy 3.10", "3.10"),),
    ),
    (
        "a conda environment's",
        {
            "files": {"/c/envs/x/conda-meta/history": "", f"/c/envs/x{PACKAGES}/x.py": ""},
            "env": {"PYTHONPATH": f"/c/envs/x{PACKAGES}"},
        },
        (Leak(f"/c/envs/x{PACKAGES}", "/c/envs/x"),),
    ),
    (
        "the home directory's, in an environment",
        {"files": {f"/home/me/.local{PACKAGES}/x.py": ""}, "env": {"PYTHONPATH": f"/home/me/.local{PACKAGES}"}},
        (Leak(f"~/.local{PACKAGES}", "~/.local"),),
    ),
    (
        "the home directory's, with a Python of uv's in it",
        {
            "files": {f"/opt/uv{PACKAGES}/x.py": "", "/home/me/uv/bin/python3.12": ""},
            "links": {"/opt/uv/bin/python3.12": "/home/me/uv/bin/python3.12"},
            "env": {"PYTHONPATH": f"/opt/uv{PACKAGES}"},
        },
        (),
    ),
    (
        "the base's own, in the environment made from it",
        {"files": {f"/usr/local{PACKAGES}/x.py": ""}, "env": {"PYTHONPATH": f"/usr/local{PACKAGES}"}},
        (Leak(f"/usr/local{PACKAGES}", "the Python 3.12.4 in /usr/local"),),
    ),
    (
        "a link into the project",
        {
            "files": {"lib/python3.8/site-packages/x.py": ""},
            "links": {"/home/me/l": "/home/me/shop/lib"},
            "env": {"PYTHONPATH": "/home/me/l/python3.8/site-packages"},
        },
        (),
    ),
    (
        "Windows, the installation's own",
        {
            "machine": {"like": "windows"},
            "files": {r"C:\Users\me\AppData\Local\Programs\Python\Python312\Lib\site-packages\x.py": ""},
            "env": {"PYTHONPATH": r"src;C:\Users\me\AppData\Local\Programs\Python\Python312\Lib\site-packages"},
        },
        (Leak(r"~\AppData\Local\Programs\Python\Python312\Lib\site-packages", "the Python 3.12.4 of python.org"),),
    ),
]


@pytest.mark.parametrize(("changes", "expected"), [row[1:] for row in LEAKS], ids=[row[0] for row in LEAKS])
def test_leaks(changes: Tables, expected: tuple[Leak, ...]) -> None:
    search = seen(changes).search
    assert (search.leaks if search else ()) == expected


def test_in_conda_the_packages_of_the_home_directory_are_seen_anyway() -> None:
    folder = "/c/envs/x"
    files = {f"{folder}/conda-meta/history": "", f"{folder}/bin/python3.12": "", f"/home/me/.local{PACKAGES}/x.py": ""}
    path = {"PYTHONPATH": f"/home/me/.local{PACKAGES}", "PATH": f"{folder}/bin:{SYSTEM}"}
    env = {**NOTHING, "CONDA_PREFIX": folder, **path}
    assert seen({"files": files, "links": {f"{folder}/bin/python": "python3.12"}, "env": env}).search is None


PERSONS: list[tuple[str, Tables, tuple[str, str, bool]]] = [
    ("sudo", {"SUDO_USER": "me", "SUDO_UID": "1000"}, ("sudo", "me", True)),
    ("sudo to another's project", {"SUDO_USER": "you", "SUDO_UID": "1001"}, ("sudo", "you", False)),
    ("sudo by root", {"SUDO_USER": "root", "SUDO_UID": "0"}, ("sudo", "root", False)),
    ("doas", {"DOAS_USER": "me"}, ("doas", "me", True)),
    ("pkexec", {"PKEXEC_UID": "1000"}, ("pkexec", "me", True)),
    ("somebody that no file knows", {"PKEXEC_UID": "4711"}, ("pkexec", "user 4711", False)),
]


@pytest.mark.parametrize(("env", "expected"), [row[1:] for row in PERSONS], ids=[row[0] for row in PERSONS])
def test_who_is_behind_root(env: Tables, expected: tuple[str, str, bool]) -> None:
    users = "root:x:0:0:root:/root:/bin/sh\n+\nme:x:1000:1000::/home/me:/bin/sh\n"
    machine = {"user": 0, "owners": {"": 1000}}
    found = seen({"machine": machine, "files": {"/etc/passwd": users}, "env": env}).elevation
    assert found is not None
    assert (found.program, found.person, found.owns) == expected


def test_without_a_list_of_users() -> None:
    found = seen({"machine": {"user": 0, "owners": {"": 1000}}, "env": {"DOAS_USER": "me"}}).elevation
    assert found is not None
    assert not found.owns


SHARED: list[tuple[str, Tables, bool]] = [
    (
        "another project's",
        {"files": OTHER, "links": OTHER_LINKS, "env": {"VIRTUAL_ENV": DATA, "PATH": f"{DATA}/bin"}},
        False,
    ),
    (
        "of the repository, above the project",
        {
            "machine": {"cwd": "/home/me/shop/one"},
            "files": {"one/pyproject.toml": "", "one/.venv/pyvenv.cfg": "home = /usr/local/bin\n"},
            "links": {"one/.venv/bin/python": "/usr/local/bin/python3.12"},
        },
        True,
    ),
    (
        "by a link",
        {
            "files": {"envs/a/pyvenv.cfg": "home = /usr/local/bin\n"},
            "links": {"/home/me/a": "/home/me/shop/envs/a", "envs/a/bin/python": "/usr/local/bin/python3.12"},
            "env": {"VIRTUAL_ENV": "/home/me/a", "PATH": "/home/me/a/bin"},
        },
        True,
    ),
]


@pytest.mark.parametrize(("changes", "expected"), [row[1:] for row in SHARED], ids=[row[0] for row in SHARED])
def test_shared(changes: Tables, expected: bool) -> None:
    snap = snapshot(changes)
    active, project = snap.environments.active, snap.environments.project
    assert active is not None
    assert project is not None
    assert active.identity != project.identity
    assert snap.activation.shared == expected


DECLARED: list[tuple[str, dict[str, str], tuple[str, ...]]] = [
    (
        "requirements.txt comes first",
        {"requirements.txt": "a\n", "requirements/base.txt": "b==1\n"},
        ("requirements.txt", "requirements/base.txt"),
    ),
    ("only for some machines", {"requirements.txt": "a; sys_platform == 'win32'\nb==1; sys_platform == 'win32'\n"}, ()),
    ("empty", {"requirements.txt": "# none\n"}, ()),
    ("for development", {"requirements-dev.txt": "ruff\n"}, ()),
    ("in a folder of something else", {"deploy/requirements.txt": "a\n"}, ()),
    ("no TOML", {"pyproject.toml": "{{ project }}\n"}, ()),
    ("no list", {"pyproject.toml": "[project]\ndependencies = 'a'\n[tool.poetry]\ndependencies = 'b'\n"}, ()),
    ("dependencies that are no text", {"pyproject.toml": "[project]\ndependencies = [1]\n"}, ()),
    ("only extras", {"pyproject.toml": "[project]\noptional-dependencies = {a = ['b']}\n"}, ()),
    ("poetry asks for Python alone", {"pyproject.toml": "[tool.poetry.dependencies]\npython = '^3.11'\n"}, ()),
    ("setup.cfg twice", {"setup.cfg": "[options]\n[options]\n"}, ()),
    ("setup.cfg", {"setup.cfg": "[options]\ninstall_requires =\n  a\n"}, ("setup.cfg",)),
    ("an empty Pipfile", {"Pipfile": "[packages]\n"}, ()),
    ("environment.yaml", {"environment.yaml": "name: shop\ndependencies:\n- conda-forge::a\n"}, ("environment.yaml",)),
    ("environment.yml asks for Python alone", {"environment.yml": "dependencies:\n  - python=3.12\n  - pip\n"}, ()),
    ("environment.yml for base", {"environment.yml": "name: base\ndependencies:\n  - a\n"}, ()),
    ("environment.yml without dependencies", {"environment.yml": "name: shop\n"}, ()),
]


@pytest.mark.parametrize(("files", "expected"), [row[1:] for row in DECLARED], ids=[row[0] for row in DECLARED])
def test_declared(files: dict[str, str], expected: tuple[str, ...]) -> None:
    changed: dict[str, Any] = {".venv": False, "requirements.txt": False, **files}
    assert seen({"files": changed, "env": NOTHING}).dependencies == expected


ELSEWHERE: list[tuple[str, Tables, bool]] = [
    ("no sign", {}, False),
    ("nothing on PATH", {"env": {"PATH": "/bin"}}, False),
    ("tox", {"files": {".tox/py312/pyvenv.cfg": ""}}, True),
    ("PEP 582", {"files": {"__pypackages__/3.12/lib/x.py": ""}}, True),
    ("a container to develop in", {"files": {".devcontainer/devcontainer.json": "{}"}}, True),
    ("a shell of Nix", {"env": {"IN_NIX_SHELL": "impure"}}, True),
    (
        "a Python of Nix",
        {
            "files": {"/nix/store/x-python3-3.12.4-env/bin/python3.12": ""},
            "links": {"/nix/store/x-python3-3.12.4-env/bin/python": "python3.12"},
            "env": {"PATH": "/nix/store/x-python3-3.12.4-env/bin"},
        },
        True,
    ),
    ("VS Code, of old", {"files": {".vscode/settings.json": '{"python.pythonPath": "x"}'}}, True),
    ("VS Code, of other things", {"files": {".vscode/settings.json": '{"editor.tabSize": 4}'}}, False),
    ("PyCharm", {"files": {".idea/misc.xml": '<component project-jdk-type="Python SDK" />'}}, True),
    ("in a folder of the project", {"files": {"backend/.venv/pyvenv.cfg": ""}}, True),
    ("beside the project", {"files": {"/home/me/tools/pyvenv.cfg": ""}}, True),
    ("pyenv's, of the same name", {"files": {"/home/me/.pyenv/versions/shop-3.12/pyvenv.cfg": ""}}, True),
    (
        "pyenv's versions",
        {"files": {"/home/me/.pyenv/versions/3.12.4/bin/python": "", "/home/me/.pyenv/versions/pypy3.10-7.3.16/x": ""}},
        False,
    ),
    ("conda's, of the same name", {"files": {"/home/me/.conda/environments.txt": "/opt/conda/envs/Shop\n"}}, True),
    ("conda's, of another name", {"files": {"/home/me/.conda/environments.txt": "/opt/conda/envs/data\n"}}, False),
    ("a name that says nothing", {"files": {"/home/me/.virtualenvs/s/pyvenv.cfg": ""}}, False),
    ("poetry, told to make none", {"files": {"poetry.lock": ""}, "env": {"POETRY_VIRTUALENVS_CREATE": "false"}}, True),
    ("poetry, told to make one", {"files": {"poetry.lock": ""}, "env": {"POETRY_VIRTUALENVS_CREATE": "true"}}, False),
    ("poetry", {"files": {"poetry.lock": ""}}, False),
]


@pytest.mark.parametrize(("changes", "expected"), [row[1:] for row in ELSEWHERE], ids=[row[0] for row in ELSEWHERE])
def test_signs_of_an_environment_elsewhere(changes: Tables, expected: bool) -> None:
    machine = Machine(
        {
            "files": {".venv": False, **changes.get("files", {})},
            "links": changes.get("links", {}),
            "env": {**NOTHING, **changes.get("env", {})},
        }
    )
    assert likely(machine, on(machine)) == expected


AT_HAND: list[tuple[str, Tables, dict[str, str], bool]] = [
    ("not there", {}, {}, False),
    ("the system's", {}, {"/usr/lib/python3/dist-packages/Flask-3.0.egg-info/x": ""}, True),
    ("pip's, as root on Debian", {}, {"/usr/local/lib/python3.11/dist-packages/flask-3.0.dist-info/x": ""}, True),
    ("the home directory's", {}, {"/home/me/.local/lib/python3.11/site-packages/flask-3.0.dist-info/x": ""}, True),
    ("another version's", {}, {"/home/me/.local/lib/python3.9/site-packages/flask-3.0.dist-info/x": ""}, False),
    ("the like", {}, {"/usr/lib/python3/dist-packages/flask_login-3.0.dist-info/x": ""}, False),
]


@pytest.mark.parametrize(("env", "files", "expected"), [row[1:] for row in AT_HAND], ids=[row[0] for row in AT_HAND])
def test_all_is_at_hand(env: Tables, files: dict[str, str], expected: bool) -> None:
    found = seen({"files": {".venv": False, **files}, "env": {**NOTHING, **env}}).dependencies
    assert (found == ()) == expected


def test_all_is_at_hand_on_windows() -> None:
    python = r"C:\Users\me\AppData\Local\Programs\Python\Python312"
    files = {".venv": False, python + r"\Lib\site-packages\flask-3.0.dist-info\x": ""}
    found = seen({"machine": {"like": "windows"}, "files": files, "env": {"VIRTUAL_ENV": False, "PATH": python}})
    assert found.dependencies == ()


BASE = {"/c/condabin/conda": "", "/c/conda-meta/history": "", "/c/bin/python": "", ".venv": False}
CONDA: list[tuple[str, dict[str, str], CondaFile | None]] = [
    ("none", {}, None),
    ("a name", {"environment.yml": "name: 'shop'  # us\ndependencies: [a]\n"}, CondaFile("environment.yml", "shop")),
    ("no name", {"environment.yaml": "dependencies:\n- a\n"}, CondaFile("environment.yaml", "")),
    ("of base", {"environment.yml": "name: base\ndependencies:\n- a\n"}, None),
    ("something else", {"environment.yml": "variables: {}\n"}, None),
]


@pytest.mark.parametrize(("files", "expected"), [row[1:] for row in CONDA], ids=[row[0] for row in CONDA])
def test_conda_files(files: dict[str, str], expected: CondaFile | None) -> None:
    env = {**NOTHING, "CONDA_PREFIX": "/c", "PATH": f"/c/bin:{SYSTEM}"}
    assert seen({"files": {**BASE, **files}, "env": env}).conda == expected


def test_the_person_behind_root_is_masked() -> None:
    users = "anna:x:1000:1000::/home/anna:/bin/sh\n"
    machine = Machine({"machine": {"user": 0}, "files": {"/etc/passwd": users}, "env": {"PKEXEC_UID": "1000"}})
    snap = on(machine)
    assert snap.activation.elevation is not None
    assert snap.activation.elevation.person == "anna"
    assert "anna" not in save(snap, machine)
