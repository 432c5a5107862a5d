"""Which Python a shim of pyenv, asdf or mise would start, by files."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.probe.pythons import shims
from envdoctor.record import CannotKnow
from envdoctor.testing import Machine

ROOT, ASDF, MISE = "/home/me/.pyenv", "/home/me/.asdf", "/home/me/.local/share/mise"
PYENV_SHIM = '#!/usr/bin/env bash\nset -e\nexec "/home/me/.pyenv/libexec/pyenv" exec "$program" "$@"\n'
ASDF_SHIM = '#!/usr/bin/env bash\n# asdf-plugin: python 3.12.1\nexec asdf exec "python" "$@" # asdf_allow: \' asdf \'\n'
SEVERAL = ("3.10.13", "3.11.7", "3.11.10", "3.12.1", "3.13.0rc2", "3.13-dev", "3.13.1t", "pypy3.10-7.3.15", "shop")


def pyenv(**files: Any) -> dict[str, Any]:
    return {
        f"{ROOT}/shims/python": PYENV_SHIM,
        **{f"{ROOT}/versions/{version}/bin/python": "" for version in SEVERAL},
        f"{ROOT}/versions/3.11.7/bin/black": "",
        **files,
    }


# what it is, files, variables, the version that starts
PYENV: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("the variable", {}, {"PYENV_VERSION": "3.12.1"}, "3.12.1"),
    ("the variable beats the file", {".python-version": "3.10.13"}, {"PYENV_VERSION": "3.12.1"}, "3.12.1"),
    ("an empty variable is none", {".python-version": "3.10.13"}, {"PYENV_VERSION": ""}, "3.10.13"),
    ("the first word of a line", {".python-version": "3.12.1 3.10.13\n"}, {}, "3.12.1"),
    ("several lines, the first that is there", {".python-version": "3.11.7\n3.12.1\n"}, {}, "3.11.7"),
    ("a comment, CRLF, empty lines", {".python-version": "# ours\r\n\r\n  3.12.1\r\n"}, {}, "3.12.1"),
    ("a file above", {"/home/me/.python-version": "3.12.1"}, {}, "3.12.1"),
    ("the nearest file", {".python-version": "3.10.13", "/home/me/.python-version": "3.12.1"}, {}, "3.10.13"),
    ("several, with a colon", {".python-version": "3.10.13:3.12.1\n"}, {}, "3.10.13"),
    ("pyenv's own file", {f"{ROOT}/version": "3.12.1\n"}, {}, "3.12.1"),
    ("the latest of a prefix, by number", {".python-version": "3.11"}, {}, "3.11.10"),
    ("no pre-release, no development version", {".python-version": "3.13.0rc2"}, {}, "3.13.0rc2"),
    ("python- in front", {".python-version": "python-3.12.1"}, {}, "3.12.1"),
    ("python- and a prefix", {".python-version": "python-3.10"}, {}, "3.10.13"),
    ("a prefix that ends at a hyphen", {".python-version": "pypy3.10"}, {}, "pypy3.10-7.3.15"),
    ("a virtual environment by its name", {".python-version": "shop"}, {}, "shop"),
    ("a path is refused", {".python-version": "../../evil\n3.12.1\n"}, {}, "3.12.1"),
]


@pytest.mark.parametrize(("files", "env", "version"), [row[1:] for row in PYENV], ids=[row[0] for row in PYENV])
def test_pyenv(files: dict[str, Any], env: dict[str, Any], version: str) -> None:
    machine = Machine({"files": pyenv(**files), "env": env})
    assert shims.target(machine, f"{ROOT}/shims/python", "python") == f"{ROOT}/versions/{version}/bin/python"


def test_pyenv_gives_way_to_the_system() -> None:
    own = {f"{ROOT}/version": "3.12.1\n"}  # the nearest file decides, even if it says nothing
    for files in (
        {},
        {".python-version": "system\n3.12.1\n"},
        {".python-version": "\n", **own},
        {".python-version": "..", **own},
    ):
        assert shims.target(Machine({"files": pyenv(**files)}), f"{ROOT}/shims/python", "python") == shims.SYSTEM


def test_pyenv_looks_on_where_none_of_its_versions_has_the_command() -> None:
    machine = Machine({"files": pyenv(**{".python-version": "3.12.1\n"})})
    assert shims.target(machine, f"{ROOT}/shims/python", "flake8") == shims.SYSTEM


def test_pyenv_takes_the_version_that_has_the_command() -> None:
    machine = Machine({"files": pyenv(**{".python-version": "3.12.1\n3.11.7\n"})})
    assert shims.target(machine, f"{ROOT}/shims/python", "black") == f"{ROOT}/versions/3.11.7/bin/black"


UNKNOWN: list[tuple[dict[str, Any], str, str]] = [
    ({".python-version": "3.9"}, "python", "pyenv is told to use 3.9, which it has not installed"),
    ({".python-version": ">=3.10"}, "python", "pyenv is told to use >=3.10, which it has not installed"),
    ({".python-version": "3.13"}, "python", "pyenv is told to use 3.13, which it has not installed"),
    (
        {".python-version": "3.12", f"{ROOT}/versions": False},
        "python",
        "pyenv is told to use 3.12, which it has not installed",
    ),
    (
        {f"{ROOT}/shims/python": "#!/bin/sh\necho no\n"},
        "python",
        f"{ROOT}/shims/python looks like a shim, but not like one of pyenv, asdf or mise",
    ),
    ({f"{ROOT}/shims/python": False}, "python", f"{ROOT}/shims/python cannot be read: No such file or directory"),
]


@pytest.mark.parametrize(("files", "command", "reason"), UNKNOWN)
def test_pyenv_cannot_know(files: dict[str, Any], command: str, reason: str) -> None:
    machine = Machine({"files": {**pyenv(), **files}})
    with pytest.raises(CannotKnow) as raised:
        shims.target(machine, f"{ROOT}/shims/python", command)
    assert str(raised.value) == reason


@pytest.mark.parametrize("place", [r"python.exe", r"Scripts\python.exe"])
def test_pyenv_on_windows(place: str) -> None:
    root = r"C:\Users\me\.pyenv\pyenv-win"
    found = rf"{root}\versions\3.12.1\{place}"
    files = {rf"{root}\shims\python.bat": '@echo off\ncall pyenv exec "%~n0" %*\n', found: "MZ"}
    machine = Machine({"machine": {"like": "windows"}, "files": files, "env": {"PYENV_VERSION": "3.12.1"}})
    assert shims.target(machine, rf"{root}\shims\python.bat", "python") == found


NONE_OF = "none of the Pythons that asdf is told to use is installed and has `python`"
TOOL_ONLY = "only the tool itself knows which Python `{}` is"
MISE_TOML = '[tools]\nnode = "22"\npython = {}\n'
# tool, files, variables, the folder of the version (or SYSTEM)
TOOLS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("asdf", {".tool-versions": "nodejs 22.1\npython 3.12.1 3.11.7\n"}, {}, "3.12.1"),
    ("asdf", {".tool-versions": "python 3.9.9 3.11.7 # the second is there\n"}, {}, "3.11.7"),
    ("asdf", {"/home/me/.tool-versions": "python 3.12.1\n"}, {}, "3.12.1"),
    (
        "asdf",
        {".tool-versions": "# python 3.11.7\nnodejs 22\n", "/home/me/.tool-versions": "python 3.12.1"},
        {},
        "3.12.1",
    ),
    ("asdf", {".tool-versions": "python system\n"}, {}, shims.SYSTEM),
    ("asdf", {".tool-versions": "python 3.11.7\n"}, {"ASDF_PYTHON_VERSION": "3.12.1"}, "3.12.1"),
    ("asdf", {".versions": "python 3.12.1\n"}, {"ASDF_TOOL_VERSIONS_FILENAME": ".versions"}, "3.12.1"),
    ("asdf", {".tool-versions": "python ref:main\n"}, {}, "ref-main"),
    ("asdf", {".tool-versions": "python path:~/python\n"}, {}, "/home/me/python"),
    ("asdf", {".tool-versions": "python path:/opt/python\n"}, {}, "/opt/python"),
    ("mise", {"mise.toml": MISE_TOML.format('"3.12.1"')}, {}, "3.12.1"),
    ("mise", {"mise.toml": MISE_TOML.format('["3.9", "3.11"]')}, {}, "3.11.7"),
    ("mise", {"mise.toml": MISE_TOML.format('{version = "3.11", virtualenv = ".venv"}')}, {}, "3.11.7"),
    ("mise", {"mise.toml": MISE_TOML.format('"prefix:3.12"')}, {}, "3.12.1"),
    (
        "mise",
        {"mise.local.toml": MISE_TOML.format('"3.11.7"'), "mise.toml": MISE_TOML.format('"3.12.1"')},
        {},
        "3.11.7",
    ),
    ("mise", {"mise.toml": "[env]\nA = 1\n", ".tool-versions": "python 3.12.1\n"}, {}, "3.12.1"),
    ("mise", {"/home/me/.config/mise/config.toml": MISE_TOML.format('"3.12.1"')}, {}, "3.12.1"),
    (
        "mise",
        {"/home/me/own/mise/config.toml": MISE_TOML.format('"3.12.1"')},
        {"XDG_CONFIG_HOME": "/home/me/own"},
        "3.12.1",
    ),
    ("mise", {}, {"MISE_PYTHON_VERSION": "3.12"}, "3.12.1"),
]


def tools(tool: str, files: dict[str, Any]) -> dict[str, Any]:
    data = ASDF if tool == "asdf" else MISE
    there = {f"{data}/installs/python/{version}/bin/python": "" for version in ("3.11.7", "3.12.1", "ref-main")}
    shim: dict[str, Any] = {f"{ASDF}/shims/python": ASDF_SHIM} if tool == "asdf" else {"/usr/bin/mise": "\x7fELF"}
    return {**there, **shim, "/home/me/python/bin/python": "", "/opt/python/bin/python": "", **files}


def target(tool: str, files: dict[str, Any], env: dict[str, Any]) -> str:
    links = {f"{MISE}/shims/python": "/usr/bin/mise"} if tool == "mise" else {}
    machine = Machine({"files": tools(tool, files), "links": links, "env": env})
    return shims.target(machine, f"{ASDF if tool == 'asdf' else MISE}/shims/python", "python")


@pytest.mark.parametrize(("tool", "files", "env", "folder"), TOOLS)
def test_asdf_and_mise(tool: str, files: dict[str, Any], env: dict[str, Any], folder: str) -> None:
    data = ASDF if tool == "asdf" else MISE
    place = folder if folder.startswith("/") else f"{data}/installs/python/{folder}"
    expected = folder if folder == shims.SYSTEM else f"{place}/bin/python"
    assert target(tool, files, env) == expected


TOOLS_UNKNOWN: list[tuple[str, dict[str, Any], str]] = [
    ("asdf", {}, "no file says which Python asdf starts here"),
    ("asdf", {".tool-versions": "python 3.8.1\n"}, NONE_OF),
    ("asdf", {".tool-versions": "python 3.12.1\n", f"{ASDF}/installs": False}, NONE_OF),
    ("mise", {"mise.toml": MISE_TOML.format('"latest"')}, TOOL_ONLY.format("latest")),
    ("mise", {"mise.toml": MISE_TOML.format('"sub-1:latest"')}, TOOL_ONLY.format("sub-1:latest")),
    ("mise", {"mise.toml": "[tools\npython = 3\n"}, "/home/me/shop/mise.toml: it is not valid TOML"),
    ("mise", {"mise.toml": MISE_TOML.format("3.12")}, "no file says which Python mise starts here"),
]


@pytest.mark.parametrize(("tool", "files", "reason"), TOOLS_UNKNOWN)
def test_asdf_and_mise_cannot_know(tool: str, files: dict[str, Any], reason: str) -> None:
    with pytest.raises(CannotKnow) as raised:
        target(tool, files, {})
    assert str(raised.value).startswith(reason)


def test_data_folders_of_asdf_and_mise_by_variable() -> None:
    files = {"/srv/tools/installs/python/3.12.1/bin/python": "", ".tool-versions": "python 3.12.1\n"}
    assert target("asdf", files, {"ASDF_DATA_DIR": "/srv/tools"}) == "/srv/tools/installs/python/3.12.1/bin/python"
    assert target("mise", files, {"MISE_DATA_DIR": "/srv/tools"}) == "/srv/tools/installs/python/3.12.1/bin/python"
    there = {"/srv/mise/installs/python/3.12.1/bin/python": "", ".tool-versions": "python 3.12.1\n"}
    assert target("mise", there, {"XDG_DATA_HOME": "/srv"}) == "/srv/mise/installs/python/3.12.1/bin/python"
