"""The Pythons of a machine, wherever managers and installers put them; found by their files."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.facts.interpreters import Interpreters
from envdoctor.record import from_data, to_data
from envdoctor.testing import snapshot

HOME = "/home/me"
PYENV, ASDF, MISE = f"{HOME}/.pyenv", f"{HOME}/.asdf", f"{HOME}/.local/share/mise"
UV, CONDA, CACHE = f"{HOME}/.local/share/uv", f"{HOME}/miniconda3", f"{HOME}/.cache/pypoetry/virtualenvs"
CFG = "home = /usr/local/bin\nversion = 3.12.4\n"
BREW, XCODE = "/opt/homebrew", "/Applications/Xcode.app/Contents/Developer"
CLT = "/Library/Developer/CommandLineTools"
LOCAL = r"C:\Users\me\AppData\Local"
RUNTIME = rf"{LOCAL}\Python\pythoncore-3.14-64"
STORE = rf"{LOCAL}\Microsoft\WindowsApps"


def seen(like: str = "linux", **changes: Any) -> Interpreters:
    registry = changes.pop("registry", {})
    if like == "linux":
        named = [name for name in changes.get("files", {}) if "/bin/python3." in name and not name.startswith("/usr")]
        links = {name.rpartition("3.")[0]: name.rpartition("/")[2] for name in named}
        changes["links"] = {**links, **changes.get("links", {})}
    return snapshot({"machine": {"like": like, "registry": registry}, **changes}).interpreters


def base(prefix: str, version: str) -> dict[str, Any]:
    """Give the files of an installation, with its exact version written down."""
    name = "python" + ".".join(version.split(".")[:2])
    return {
        f"{prefix}/bin/{name}": "",
        f"{prefix}/lib/{name}/os.py": "",
        f"{prefix}/include/{name}/patchlevel.h": f'#define PY_VERSION "{version}"\n',
    }


def made(*folders: str) -> dict[str, Any]:
    return {f"{folder}/{name}": text for folder in folders for name, text in (("pyvenv.cfg", CFG), ("bin/python", ""))}


def conda(*folders: str) -> dict[str, Any]:
    names = ("conda-meta/python-3.11.5-h1_0.json", "bin/python")
    return {f"{folder}/{name}": "" for folder in folders for name in names}


# what it is, files, links, variables; the manager, and of each of its Pythons the name, the kind and the version
LINUX: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], str, list[tuple[str, str, str]]]] = [
    (
        "pyenv",
        {**base(f"{PYENV}/versions/3.10.13", "3.10.13"), f"{PYENV}/versions/2.7/README": ""},
        {},
        {},
        "pyenv",
        [("3.10.13", "base", "3.10.13")],
    ),
    (
        "pyenv's virtual environments, under both of their names",
        {**base(f"{PYENV}/versions/3.10.13", "3.10.13"), **made(f"{PYENV}/versions/3.10.13/envs/shop")},
        {f"{PYENV}/versions/shop": f"{PYENV}/versions/3.10.13/envs/shop"},
        {},
        "pyenv",
        [("3.10.13", "base", "3.10.13"), ("shop", "environment", "3.12.4")],
    ),
    (
        "pyenv's root",
        base("/srv/pyenv/versions/3.9.1", "3.9.1"),
        {},
        {"PYENV_ROOT": "/srv/pyenv"},
        "pyenv",
        [("3.9.1", "base", "3.9.1")],
    ),
    ("asdf", base(f"{ASDF}/installs/python/3.9.1", "3.9.1"), {}, {}, "asdf", [("3.9.1", "base", "3.9.1")]),
    (
        "asdf's data",
        base("/srv/a/installs/python/3.9.1", "3.9.1"),
        {},
        {"ASDF_DATA_DIR": "/srv/a"},
        "asdf",
        [("3.9.1", "base", "3.9.1")],
    ),
    (
        "mise, whose links have shorter names",
        base(f"{MISE}/installs/python/3.9.1", "3.9.1"),
        {f"{MISE}/installs/python/3.9": "./3.9.1", f"{MISE}/installs/python/latest": "./3.9.1"},
        {},
        "mise",
        [("3.9.1", "base", "3.9.1")],
    ),
    (
        "uv, and its link to the newest of a minor version",
        base(f"{UV}/python/cpython-3.13.1-linux-x86_64-gnu", "3.13.1"),
        {f"{UV}/python/cpython-3.13-linux-x86_64-gnu": "cpython-3.13.1-linux-x86_64-gnu"},
        {},
        "uv",
        [("cpython-3.13.1-linux-x86_64-gnu", "base", "3.13.1")],
    ),
    (
        "uv's folder",
        {f"{HOME}/py/cpython-3.8.20-linux-x86_64-gnu/bin/python3": "", f"{HOME}/py/.lock": ""},
        {},
        {"UV_PYTHON_INSTALL_DIR": "~/py"},
        "uv",
        [("cpython-3.8.20-linux-x86_64-gnu", "base", "3.8.20")],
    ),
    (
        "hatch",
        base(f"{HOME}/.local/share/hatch/pythons/3.9/python", "3.9.20"),
        {},
        {},
        "hatch",
        [("3.9", "base", "3.9.20")],
    ),
    ("PyPy", {f"{PYENV}/versions/pypy3.10/bin/pypy3": ""}, {}, {}, "pyenv", [("pypy3.10", "base", "")]),
    (
        "conda, and its environments",
        {**conda(CONDA, f"{CONDA}/envs/data", "/srv/e"), f"{CONDA}/envs/r/conda-meta/history": "",
         f"{HOME}/.conda/environments.txt": f"{CONDA}\n{CONDA}/envs/data\n/srv/e\n/gone\n"},
        {},
        {},
        "conda",
        [("base", "conda", "3.11.5"), ("data", "conda", "3.11.5"), ("/srv/e", "conda", "3.11.5")],
    ),
    (
        "conda by its variable, environments where .condarc says",
        {**conda("/srv/c", f"{HOME}/e/data"), f"{HOME}/.condarc": "channels:\n  - x\nenvs_dirs:\n  - ~/e\n"},
        {},
        {"CONDA_EXE": "/srv/c/bin/conda"},
        "conda",
        [("base", "conda", "3.11.5"), ("data", "conda", "3.11.5")],
    ),
    (
        "micromamba",
        conda(f"{HOME}/mm/envs/data"),
        {},
        {"MAMBA_ROOT_PREFIX": f"{HOME}/mm"},
        "conda",
        [("data", "conda", "3.11.5")],
    ),
    (
        "conda's folders of environments",
        conda("/srv/envs/a", "/srv/more/b"),
        {},
        {"CONDA_ENVS_PATH": "/srv/envs:/srv/more"},
        "conda",
        [("a", "conda", "3.11.5"), ("b", "conda", "3.11.5")],
    ),
    (
        "pipx",
        made(f"{HOME}/.local/share/pipx/venvs/black", f"{HOME}/.local/pipx/venvs/tox"),
        {},
        {},
        "pipx",
        [("tox", "environment", "3.12.4"), ("black", "environment", "3.12.4")],
    ),
    ("pipx's home", made("/srv/x/venvs/tox"), {}, {"PIPX_HOME": "/srv/x"}, "pipx", [("tox", "environment", "3.12.4")]),
    ("uv tool", made(f"{UV}/tools/ruff"), {}, {}, "uv tool", [("ruff", "environment", "3.12.4")]),
    (
        "poetry",
        {**made(f"{CACHE}/shop-AAAAAAAA-py3.12"), f"{CACHE}/envs.toml": "", f"{CACHE}/.lock": ""},
        {},
        {},
        "poetry",
        [("shop-AAAAAAAA-py3.12", "environment", "3.12.4")],
    ),
    (
        "pipenv",
        made(f"{HOME}/.local/share/virtualenvs/shop-leXjPTUc"),
        {},
        {},
        "pipenv",
        [("shop-leXjPTUc", "environment", "3.12.4")],
    ),
    (
        "virtualenvwrapper's folder, which pipenv uses too",
        made(f"{HOME}/v/shop-leXjPTUc"),
        {},
        {"WORKON_HOME": "~/v"},
        "pipenv",
        [("shop-leXjPTUc", "environment", "3.12.4")],
    ),
    (
        "virtualenvwrapper",
        made(f"{HOME}/.virtualenvs/shop"),
        {},
        {},
        "virtualenvwrapper",
        [("shop", "environment", "3.12.4")],
    ),
    (
        "hatch's environments",
        made(f"{HOME}/.local/share/hatch/env/virtual/shop/SmjHJqoF/shop"),
        {},
        {},
        "hatch",
        [("shop", "environment", "3.12.4")],
    ),
    (
        "Homebrew on Linux",
        base("/home/linuxbrew/.linuxbrew/Cellar/python@3.13/3.13.1", "3.13.1"),
        {"/home/linuxbrew/.linuxbrew/opt/python@3.13": "../Cellar/python@3.13/3.13.1"},
        {},
        "Homebrew",
        [("python@3.13", "base", "3.13.1")],
    ),
    ("the system's", {"/usr/bin/python3.9": "", "/usr/bin/python3-config": ""}, {}, {"PATH": "/bin"}, "system",
     [("3.11", "base", "3.11.2"), ("3.9", "base", "3.9")]),
    ("built from source", {}, {}, {"PATH": "/bin"}, "/usr/local", [("3.12", "base", "3.12.4")]),
    ("a dead one is none", {f"{HOME}/.virtualenvs/x/pyvenv.cfg": CFG}, {f"{HOME}/.virtualenvs/x/bin/python": "/gone"},
     {}, "virtualenvwrapper", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "links", "env", "manager", "expected"), [row[1:] for row in LINUX], ids=[row[0] for row in LINUX]
)
def test_linux(
    files: dict[str, Any],
    links: dict[str, Any],
    env: dict[str, Any],
    manager: str,
    expected: list[tuple[str, str, str]],
) -> None:
    own = {f"{HOME}/.local/share/pipx": False}
    found = seen(files={**own, **files}, links=links, env=env).installations
    assert [(one.name, one.kind, one.version) for one in found if one.manager == manager] == expected


FRAMEWORK = "/Library/Frameworks/Python.framework/Versions/3.11"
PYTHON3 = f"{CLT}/Library/Frameworks/Python3.framework/Versions/3.9"
MACOS: list[tuple[str, dict[str, Any], dict[str, Any], list[tuple[str, str, str]]]] = [
    ("Homebrew", {}, {}, [("Homebrew", "python@3.12", "3.12.4")]),
    (
        "python.org",
        {f"{FRAMEWORK}/bin/python3.11": "", f"{FRAMEWORK}/Headers/patchlevel.h": '#define PY_VERSION "3.11.9"\n'},
        {"/Library/Frameworks/Python.framework/Versions/Current": "3.11"},
        [("Homebrew", "python@3.12", "3.12.4"), ("python.org", "3.11", "3.11.9")],
    ),
    (
        "the command line tools",
        {f"{PYTHON3}/bin/python3.9": "", f"{PYTHON3}/Headers/patchlevel.h": '#define PY_VERSION "3.9.6"\n'},
        {f"{CLT}/usr/bin/python3": "../../Library/Frameworks/Python3.framework/Versions/3.9/bin/python3.9"},
        [("Homebrew", "python@3.12", "3.12.4"), ("CommandLineTools", "", "3.9.6")],
    ),
    (
        "MacPorts",
        {"/opt/local/bin/python3.10": ""},
        {},
        [("Homebrew", "python@3.12", "3.12.4"), ("MacPorts", "3.10", "3.10")],
    ),
]


@pytest.mark.parametrize(("files", "links", "expected"), [row[1:] for row in MACOS], ids=[row[0] for row in MACOS])
def test_macos(files: dict[str, Any], links: dict[str, Any], expected: list[tuple[str, str, str]]) -> None:
    found = seen("macos", files={"/Users/me/.local/pipx": False, **files}, links=links).installations
    assert [(one.manager, one.name, one.version) for one in found if one.kind == "base"] == expected


OTHER = "HKCU\\Software\\Python"
CORE = "HKLM\\Software\\Python\\PythonCore"
WINDOWS: list[tuple[str, dict[str, Any], dict[str, Any], list[tuple[str, str, str]], tuple[str, ...]]] = [
    ("python.org", {}, {}, [("python.org", "3.12", "3.12.4")], ("3.12",)),
    (
        "by the registry alone, with the default value",
        {r"D:\Py\python.exe": "MZ", r"D:\Py\python310.dll": "MZ"},
        {f"{CORE}\\3.10-32\\InstallPath": {"": "D:\\Py\\"}},
        [("python.org", "3.12", "3.12.4"), ("python.org", "3.10-32", "3.10")],
        ("3.12", "3.10"),
    ),
    (
        "another company's, one that is gone, one without a place, and the launcher's own entry",
        {r"D:\C\python.exe": "MZ", r"D:\C\python39.dll": "MZ"},
        {
            f"{OTHER}\\ContinuumAnalytics\\Anaconda39\\InstallPath": {"ExecutablePath": "D:\\C\\python.exe"},
            f"{OTHER}\\Acme\\1\\InstallPath": {"": "D:\\gone"},
            f"{OTHER}\\Acme\\2": {"SysVersion": "3.9"},
            f"{OTHER}\\PyLauncher": {"": "C:\\Windows\\py.exe"},
        },
        [("python.org", "3.12", "3.12.4"), ("conda", "Anaconda39", "3.9")],
        ("3.12",),
    ),
    (
        "a folder that nobody registered",
        {r"C:\Python39\python.exe": "MZ", r"C:\Python39\python39.dll": "MZ"},
        {},
        [("python.org", "3.12", "3.12.4"), ("python.org", "3.9", "3.9")],
        ("3.12",),
    ),
    (
        "the Store",
        {rf"{STORE}\PythonSoftwareFoundation.Python.3.11_qbz5n2kfra8p0\python.exe": ""},
        {},
        [("python.org", "3.12", "3.12.4"), ("Microsoft Store", "3.11", "3.11")],
        ("3.12", "3.11"),
    ),
    (
        "the Python install manager",
        {rf"{RUNTIME}\python.exe": "MZ", rf"{RUNTIME}\python314.dll": ""},
        {},
        [("python.org", "3.12", "3.12.4"), ("Python install manager", "3.14", "3.14")],
        ("3.12", "3.14"),
    ),
    (
        "pyenv-win",
        {r"C:\Users\me\.pyenv\pyenv-win\versions\3.9.1\python.exe": "MZ"},
        {},
        [("python.org", "3.12", "3.12.4"), ("pyenv", "3.9.1", "3.9.1")],
        ("3.12",),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "registry", "expected", "numbers"), [row[1:] for row in WINDOWS], ids=[row[0] for row in WINDOWS]
)
def test_windows(
    files: dict[str, Any], registry: dict[str, Any], expected: list[tuple[str, str, str]], numbers: tuple[str, ...]
) -> None:
    found = seen("windows", files=files, registry=registry)
    assert [(one.manager, one.name, one.version) for one in found.installations if one.kind == "base"] == expected
    assert found.registered == numbers


def test_a_registry_without_any_python() -> None:
    key = "HKCU\\Software\\Python\\PythonCore\\3.12"
    found = seen("windows", registry={key: False, f"{key}\\InstallPath": False}, env={"PATH": "C:\\Windows"})
    assert found.registered == ()
    assert [one.manager for one in found.installations if one.kind == "base"] == ["python.org"]


def test_those_on_path_come_first_and_belong_to_who_knows_them_by_name() -> None:
    files = {f"{PYENV}/shims/python3.10": "", **base(f"{PYENV}/versions/3.10.13", "3.10.13"), **base("/opt/x", "3.9.9")}
    found = seen(files=files, env={"PATH": f"/opt/x/bin:{PYENV}/versions/3.10.13/bin:/usr/bin:/home/me/shop/.venv/bin"})
    assert [(one.manager, one.version) for one in found.installations][:4] == [
        ("PATH", "3.9.9"),
        ("pyenv", "3.10.13"),
        ("system", "3.11.2"),
        ("PATH", "3.12.4"),
    ]


def test_commands_in_the_order_of_path() -> None:
    shim = '#!/usr/bin/env bash\nexec "/home/me/.pyenv/libexec/pyenv" exec "$program" "$@"\n'
    files = {
        **base(f"{PYENV}/versions/3.10.13", "3.10.13"),
        ".python-version": "3.10.13\n",
        **{f"{PYENV}/shims/{name}": shim for name in ("python", "python3.9", "pip", "black")},
        f"{PYENV}/versions/3.10.13/bin/pip": f"#!{PYENV}/versions/3.10.13/bin/python3.10\n",
        "/opt/pip": "",
        "/opt/bin/pip": b"\x7fELF",
    }
    links = {"/bin": "usr/bin"}
    found = seen(files=files, links=links, env={"PATH": f"{PYENV}/shims:/usr/bin:/bin:/opt/bin:/gone"})
    told = [(one.name, one.path, one.python.version if one.python else one.problem) for one in found.commands]
    assert told == [
        ("pip", f"{PYENV}/shims/pip", "3.10.13"),
        ("python", f"{PYENV}/shims/python", "3.10.13"),
        ("pip", "/usr/bin/pip", "3.11.2"),
        ("pip3", "/usr/bin/pip3", "3.11.2"),
        ("python3", "/usr/bin/python3", "3.11.2"),
        ("python3.11", "/usr/bin/python3.11", "3.11.2"),
        ("pip", "/opt/bin/pip", "/opt/bin/pip is a program of its own, not a script"),
    ]
    first = found.first("pip")
    assert first
    assert first.path == f"{PYENV}/shims/pip"
    assert found.first("python2") is None


def test_a_shim_that_gives_way_is_no_command() -> None:
    shim = '#!/usr/bin/env bash\nexec "/home/me/.pyenv/libexec/pyenv" exec "$program" "$@"\n'
    found = seen(files={f"{PYENV}/shims/python": shim}, env={"PATH": f"{PYENV}/shims:/usr/bin"})
    assert found.first("python") is None


def test_commands_of_windows_stand_there_once() -> None:
    files = {r"C:\tools\python.exe": "MZ", r"C:\tools\python.bat": "", r"C:\tools\python39.dll": ""}
    found = seen("windows", files=files, env={"PATH": r"C:\tools"})
    assert [(one.name, one.path) for one in found.commands] == [("python", r"C:\tools\python.exe")]


TOOLS: list[tuple[str, dict[str, Any], dict[str, Any], tuple[str, ...], str, str]] = [
    ("none", {}, {}, (), "uv", ""),
    ("on PATH", {f"{HOME}/.local/bin/uv": ""}, {}, ("uv",), "uv", "uv"),
    ("not on PATH", {f"{HOME}/.local/bin/uv": ""}, {"PATH": "/usr/bin"}, ("uv",), "uv", f"{HOME}/.local/bin/uv"),
    ("pyenv", {f"{PYENV}/bin/pyenv": ""}, {}, ("pyenv",), "pyenv", f"{PYENV}/bin/pyenv"),
    ("asdf", {f"{ASDF}/bin/asdf": ""}, {}, ("asdf",), "asdf", f"{ASDF}/bin/asdf"),
    ("conda", {f"{CONDA}/bin/conda": ""}, {}, ("conda",), "conda", f"{CONDA}/bin/conda"),
    ("conda's variable", {"/srv/b/conda": ""}, {"CONDA_EXE": "/srv/b/conda"}, ("conda",), "conda", "/srv/b/conda"),
    ("micromamba", {"/srv/mm": ""}, {"MAMBA_EXE": "/srv/mm"}, (), "micromamba", "/srv/mm"),
    ("pixi", {f"{HOME}/.pixi/bin/pixi": ""}, {}, ("pixi",), "pixi", f"{HOME}/.pixi/bin/pixi"),
    ("no manager", {"/usr/bin/apt": ""}, {}, (), "apt", "apt"),
    (
        "all in their order",
        {f"/usr/bin/{name}": "" for name in ("pixi", "poetry", "mise", "pdm", "hatch", "pipenv")},
        {},
        ("mise", "poetry", "pdm", "hatch", "pipenv", "pixi"),
        "mise",
        "mise",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "env", "managers", "name", "word"), [row[1:] for row in TOOLS], ids=[row[0] for row in TOOLS]
)
def test_tools(files: dict[str, Any], env: dict[str, Any], managers: tuple[str, ...], name: str, word: str) -> None:
    found = seen(files=files, env=env)
    assert found.managers == managers
    assert found.tool(name) == word


def test_tools_of_windows() -> None:
    files = {
        r"C:\Users\me\.pyenv\pyenv-win\bin\pyenv.bat": "",
        r"C:\Users\me\miniconda3\Scripts\conda.exe": "MZ",
        r"C:\Windows\py.exe": "MZ",
    }
    found = seen("windows", files=files)
    assert [(one.name, one.on_path) for one in found.tools] == [("pyenv", False), ("conda", False), ("py", True)]


def test_bases_the_newest_first() -> None:
    versions = ("3.10.2", "3.10.13", "3.10.9", "3.1.5")
    files = {name: text for one in versions for name, text in base(f"{PYENV}/versions/{one}", one).items()}
    found = seen(files={**files, **made(f"{HOME}/.virtualenvs/a")})
    assert [one.version for one in found.bases("3.10")] == ["3.10.13", "3.10.9", "3.10.2"]
    assert [one.version for one in found.bases("3.10.9")] == ["3.10.9"]
    assert found.bases("3.9") == []


def test_debian_keeps_a_part_in_a_package_of_its_own() -> None:
    whole, split = seen(), seen(files={"/usr/lib/python3.11/ensurepip": False})
    assert [one.ensurepip for one in whole.bases("3.11")] == [True]
    assert [one.ensurepip for one in split.bases("3.11")] == [False]


@pytest.mark.parametrize("like", ["linux", "macos", "windows"])
def test_the_fact_survives_a_file(like: str) -> None:
    assert from_data(to_data(seen(like))) == seen(like)


def test_folders_that_are_not_one_manager_s_are_left_out() -> None:
    files = {"/home/linuxbrew/.linuxbrew/opt/node/bin/x": "", "/home/linuxbrew/.linuxbrew/opt/python@3/bin/python3": ""}
    assert not [one for one in seen(files=files).installations if one.manager == "Homebrew"]
    files = {"/opt/local/bin/port": "", "/opt/local/bin/python3.10": ""}
    found = seen("macos", files=files).installations
    assert [one.name for one in found if one.manager == "MacPorts"] == ["3.10"]
