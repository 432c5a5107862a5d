"""Which environment is active, which is the project's, which is judged and why."""

from __future__ import annotations

from typing import Any

import pytest

from envdoctor.record import CannotKnow
from envdoctor.testing import snapshot

DATA, CONDA, SHOP = "/home/me/envs/data", "/home/me/miniconda3", "/home/me/miniconda3/envs/shop"
CFG = "home = /usr/local/bin\nversion = 3.12.4\n"
NOTHING = {"VIRTUAL_ENV": False, "PATH": "/usr/bin:/bin"}
OTHERS: dict[str, Any] = {
    f"{DATA}/pyvenv.cfg": CFG,
    f"{CONDA}/condabin/conda": "",
    **{f"{folder}/{name}": "" for folder in (CONDA, SHOP) for name in ("conda-meta/history", "bin/python3.11")},
}
LINKS = {
    f"{DATA}/bin/python": "/usr/local/bin/python3.12",
    f"{CONDA}/bin/python": "python3.11",
    f"{SHOP}/bin/python": "python3.11",
}
OWN = "the project's own environment"
# what it is, files, variables, active, project, why
ROWS: list[tuple[str, dict[str, Any], dict[str, Any], str | None, str | None, str]] = [
    ("the healthy machine", {}, {}, ".venv", ".venv", "active in this shell"),
    ("nothing active", {}, NOTHING, None, ".venv", f"{OWN}; this shell (bash) uses /usr/bin/python3"),
    ("no python at all", {}, {**NOTHING, "PATH": "/bin"}, None, ".venv", OWN),
    ("PATH alone", {}, {"VIRTUAL_ENV": False}, ".venv", ".venv", "active in this shell"),
    ("another", {}, {"VIRTUAL_ENV": DATA, "PATH": f"{DATA}/bin:/bin"}, "~/envs/data", ".venv", "active in this shell"),
    ("VIRTUAL_ENV is set, PATH leads elsewhere", {}, {"PATH": "/usr/bin"}, ".venv", ".venv", "active in this shell"),
    (
        "VIRTUAL_ENV is relative",
        {},
        {"VIRTUAL_ENV": ".venv", "PATH": "/usr/bin"},
        ".venv",
        ".venv",
        "active in this shell",
    ),
    (
        "VIRTUAL_ENV is gone",
        {},
        {"VIRTUAL_ENV": "/gone", "PATH": "/usr/bin"},
        None,
        ".venv",
        f"{OWN}; this shell (bash) uses /usr/bin/python3",
    ),
    (
        "VIRTUAL_ENV is gone, PATH leads to another",
        {},
        {"VIRTUAL_ENV": "/gone", "PATH": f"{DATA}/bin"},
        "~/envs/data",
        ".venv",
        "active in this shell",
    ),
    (
        "conda's environment",
        {},
        {"VIRTUAL_ENV": False, "CONDA_PREFIX": SHOP, "PATH": f"{SHOP}/bin:/bin"},
        "~/miniconda3/envs/shop",
        ".venv",
        "active in this shell",
    ),
    (
        "conda's base",
        {},
        {"VIRTUAL_ENV": False, "CONDA_PREFIX": CONDA, "PATH": f"{CONDA}/bin:/bin"},
        "~/miniconda3",
        ".venv",
        f"{OWN}; this shell (bash) uses ~/miniconda3/bin/python",
    ),
    (
        "conda's base, nothing else there",
        {".venv": False},
        {"VIRTUAL_ENV": False, "CONDA_PREFIX": CONDA, "PATH": f"{CONDA}/bin:/bin"},
        "~/miniconda3",
        None,
        "active in this shell",
    ),
    (
        "conda's base behind the active one",
        {},
        {"CONDA_PREFIX": CONDA, "PATH": f"/home/me/shop/.venv/bin:{CONDA}/bin"},
        ".venv",
        ".venv",
        "active in this shell",
    ),
    (
        "conda was activated later",
        {},
        {"CONDA_PREFIX": SHOP, "PATH": f"{SHOP}/bin:/home/me/shop/.venv/bin"},
        "~/miniconda3/envs/shop",
        ".venv",
        "active in this shell",
    ),
    ("in a hook", {}, {**NOTHING, "PRE_COMMIT": "1"}, None, ".venv", OWN),
    (
        "no environment",
        {".venv": False},
        NOTHING,
        None,
        None,
        "the first python on PATH; the project has no environment",
    ),
    (
        "neither",
        {".venv": False},
        {**NOTHING, "PATH": "/bin"},
        None,
        None,
        "the project has no environment, and there is no python on PATH",
    ),
    ("without pyvenv.cfg, but it was one", {".venv/pyvenv.cfg": False}, {}, ".venv", ".venv", "active in this shell"),
]


@pytest.mark.parametrize(
    ("files", "env", "active", "project", "why"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_environments(
    files: dict[str, Any], env: dict[str, Any], active: str | None, project: str | None, why: str
) -> None:
    found = snapshot({"files": {**OTHERS, **files}, "links": LINKS, "env": env}).environments
    assert (found.active.name if found.active else None) == active
    assert (found.project.name if found.project else None) == project
    assert found.why == why
    assert found.launcher == "pipx"


VERSIONS = [
    ({}, {}, "3.12.4"),
    ({".venv": False}, NOTHING, "3.11.2"),
    ({".venv": False}, {**NOTHING, "PATH": "/bin"}, ""),
]


@pytest.mark.parametrize(("files", "env", "version"), VERSIONS)
def test_python(files: dict[str, Any], env: dict[str, Any], version: str) -> None:
    assert snapshot({"files": files, "env": env}).environments.python == version


def test_a_python_that_cannot_be_known_hides_nothing() -> None:
    found = snapshot({"env": {"PATH": False, "VIRTUAL_ENV": False}}).environments
    assert found.judged is not None
    assert found.why == OWN


def configured(said: str, **files: Any) -> Any:
    text = f"[tool.envdoctor]\nenvironment = '{said}'\n"
    return snapshot({"files": {**OTHERS, "pyproject.toml": text, **files}, "links": LINKS}).environments


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("envs/test", "envs/test"),
        ("~/envs/data", "~/envs/data"),
        (DATA, "~/envs/data"),
        ("../shop/.venv/bin/python", ".venv"),
    ],
)
def test_configured(said: str, name: str) -> None:
    found = configured(said, **{"envs/test/pyvenv.cfg": CFG})
    assert found.project == found.judged
    assert (found.judged.name, found.why) == (name, "named in [tool.envdoctor]")
    assert found.active.name == ".venv"


@pytest.mark.parametrize(
    ("said", "what"), [("envs/gone", "does not exist"), ("docs", "is no environment"), ("app.py", "is no environment")]
)
def test_configured_wrongly(said: str, what: str) -> None:
    with pytest.raises(CannotKnow) as raised:
        configured(said, **{"docs/index.md": ""})
    assert str(raised.value) == f"[tool.envdoctor] names {said} as the project's environment, but that {what}"
