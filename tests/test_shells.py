"""How each shell says things; where a shell is installed it is asked itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from envdoctor import shells
from envdoctor.facts.machine import Environment, Shell
from envdoctor.testing import snapshot

if TYPE_CHECKING:
    from pathlib import Path

POSIX = ("bash", "zsh", "dash", "ksh")
# program, the kind that it is for us, the words that start it without a person's configuration
REAL: list[tuple[str, str, list[str]]] = [
    *((name, "sh" if name in {"dash", "ksh"} else name, ["-c"]) for name in POSIX),
    ("fish", "fish", ["--no-config", "-c"]),
    ("tcsh", "csh", ["-f", "-c"]),
    ("pwsh", "powershell", ["-NoProfile", "-NonInteractive", "-Command"]),
    ("nu", "nushell", ["--no-config-file", "-c"]),
    ("xonsh", "xonsh", ["--no-rc", "-c"]),
    ("cmd", "cmd", ["/d", "/c"]),
]
NASTY = [
    "plain", "", " ", "two words", "it's", '"quoted"', "a\"b'c", "$HOME", "${HOME}", "$(id)", "`id`", "a!b", "!!",
    "a\\b",
    "a\\", "\\'", "a;b", "a&b|c", "a>b", "<a", "(a)", "{a,b}", "[a]", "a*b", "?", "~", "~/x", "=ls", "a=b", "#a", "-x",
    "--a=b", "%PATH%", "100%", "^a", "a^b", "@", "@x", "@(x)", ",", "a,b", "é", "🐍", "’", "a’b", "tab\there",
    "a\nb", ".5", "1", "true", "null", "-a.b", "requests>=2", "flask[async]~=3.0", "C:\\Users\\me", "\\\\host\\share",
]  # fmt: skip


MAKERS = {"venv": ["--without-pip"], "virtualenv": ["--quiet", "--no-seed"]}


def program(name: str) -> str:
    # a shell that is a Python package may be beside this interpreter, or where the variable says
    extra = os.environ.get("ENVDOCTOR_TEST_SHELLS", "")
    path = os.pathsep.join([os.environ.get("PATH", ""), os.path.dirname(sys.executable), extra])
    found = shutil.which(name, path=path)
    if not found:
        pytest.skip(f"{name} is not installed here")
    return found


def run(name: str, words: list[str], line: str, folder: Path) -> str:
    env = {**os.environ, "HOME": str(folder), "XONSH_HISTORY_BACKEND": "dummy", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [program(name), *words, line], cwd=folder, env=env, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize(("name", "kind", "words"), REAL, ids=[row[0] for row in REAL])
def test_quote_round_trips(name: str, kind: str, words: list[str], tmp_path: Path) -> None:
    program(name)
    script = tmp_path / "it's a script.py"
    script.write_text("import json, sys\nprint(json.dumps(sys.argv[1:]))\n", "utf-8")
    nasty = [word for word in NASTY if not (kind == "cmd" and ("%" in word or "\n" in word))]
    line = shells.command(kind, [sys.executable, str(script), *nasty])
    assert json.loads(run(name, words, line, tmp_path)) == nasty


@pytest.mark.parametrize(("name", "kind", "words"), REAL, ids=[row[0] for row in REAL])
def test_variables(name: str, kind: str, words: list[str], tmp_path: Path) -> None:
    program(name)
    script = tmp_path / "show.py"
    script.write_text("import os\nprint(repr(os.environ.get('ENVDOCTOR_TEST')))\n", "utf-8")
    show = shells.command(kind, [sys.executable, str(script)])
    value = "a 'b' $c"
    line = shells.join(kind, shells.set_variable(kind, "ENVDOCTOR_TEST", value), show)
    assert run(name, words, line, tmp_path).strip() == repr(value)
    unset = shells.join(
        kind, shells.set_variable(kind, "ENVDOCTOR_TEST", "x"), shells.unset_variable(kind, "ENVDOCTOR_TEST")
    )
    assert run(name, words, shells.join(kind, unset, show), tmp_path).strip() == "None"


@pytest.mark.parametrize(("name", "kind", "words"), REAL, ids=[row[0] for row in REAL])
def test_the_second_command_needs_the_first(name: str, kind: str, words: list[str], tmp_path: Path) -> None:
    good = shells.command(kind, [sys.executable, "-c", "print(1)"])
    assert run(name, words, shells.join(kind, good, good), tmp_path).split() == ["1", "1"]
    bad = shells.command(kind, [sys.executable, "-c", "raise SystemExit(1)"])
    done = subprocess.run(
        [program(name), *words, shells.join(kind, bad, good)],
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == b""


@pytest.fixture(
    scope="module", params=[f"{maker} {name}" for maker in MAKERS for name in ("shop", "my shop", "it's mine")]
)
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project with an environment, by both makers whose scripts differ."""
    maker, _, folder = request.param.partition(" ")
    pytest.importorskip(maker)
    root: Path = tmp_path_factory.mktemp("shells") / folder
    subprocess.run([sys.executable, "-m", maker, *MAKERS[maker], str(root / ".venv")], check=True, timeout=60)
    return root


@pytest.mark.parametrize(("name", "kind", "words"), REAL, ids=[row[0] for row in REAL])
def test_activate_for_real(name: str, kind: str, words: list[str], project: Path) -> None:
    program(name)
    root = project
    made = environment(str(root / ".venv"), ".venv", real=True)
    for cwd in (root, root.parent):
        line = shells.activate(shell(kind, str(cwd)), made)
        show = shells.command(kind, ["python", "-c", "import sys; print(sys.prefix)"])
        after = "; " if kind != "cmd" else " & "
        assert run(name, words, line + after + show, cwd).strip() == str(root / ".venv")


def shell(kind: str, cwd: str = "/home/me/shop", **words: Any) -> Shell:
    return snapshot({}).shell.replace(kind=kind, cwd=cwd, **words)


def environment(path: str, name: str, *, real: bool = False, **words: Any) -> Environment:
    slash = "\\" if "\\" in path else "/"
    scripts = path + slash + ("Scripts" if slash == "\\" else "bin")
    activators = tuple(os.listdir(scripts)) if real else ("activate", "activate.fish", "activate.csh", "Activate.ps1")
    kept = {"path": path, "name": name, "scripts": scripts, "activators": activators, **words}
    found = snapshot({}).environments.project
    assert found is not None
    return found.replace(**kept)


OWN = ("/home/me/shop/.venv", ".venv")
ACTIVATE: list[tuple[str, str, tuple[str, str], dict[str, Any], str]] = [
    ("bash", "/home/me/shop", OWN, {}, "source .venv/bin/activate"),
    ("zsh", "/home/me/shop", OWN, {}, "source .venv/bin/activate"),
    ("sh", "/home/me/shop", OWN, {}, ". .venv/bin/activate"),
    ("fish", "/home/me/shop", OWN, {}, "source .venv/bin/activate.fish"),
    ("csh", "/home/me/shop", OWN, {}, "source .venv/bin/activate.csh"),
    ("powershell", "/home/me/shop", OWN, {}, ".venv/bin/Activate.ps1"),
    ("powershell", "/home/me/shop", OWN, {"activators": ("activate.ps1",)}, ".venv/bin/activate.ps1"),
    ("nushell", "/home/me/shop", OWN, {"activators": ("activate.nu",)}, "overlay use .venv/bin/activate.nu"),
    ("nushell", "/home/me/shop", OWN, {}, "$env.PATH = ($env.PATH | prepend '/home/me/shop/.venv/bin')"),
    ("xonsh", "/home/me/shop", OWN, {"activators": ("activate.xsh",)}, "source .venv/bin/activate.xsh"),
    ("xonsh", "/home/me/shop", OWN, {}, "$PATH.insert(0, '/home/me/shop/.venv/bin')"),
    # a shell for which it has no script
    ("fish", "/", OWN, {"activators": ()}, "set -gx PATH /home/me/shop/.venv/bin $PATH"),
    ("csh", "/", OWN, {"activators": ()}, 'setenv PATH /home/me/shop/.venv/bin:"$PATH"'),
    ("bash", "/", OWN, {"activators": ()}, 'export PATH=/home/me/shop/.venv/bin:"$PATH"'),
    ("powershell", "/", OWN, {"activators": ()}, "$env:PATH = '/home/me/shop/.venv/bin' + ':' + $env:PATH"),
    # where the shell stands
    ("bash", "/home/me/shop/.venv/bin", OWN, {}, "source ./activate"),
    ("sh", "/home/me/shop/.venv/bin", OWN, {}, ". ./activate"),
    ("bash", "/home/me/shop/src/a", OWN, {}, "source ../../.venv/bin/activate"),
    ("bash", "/home/me/shop/.venv", OWN, {}, "source bin/activate"),
    ("bash", "/home/me/shopping", OWN, {}, "source /home/me/shop/.venv/bin/activate"),
    ("bash", "/", OWN, {}, "source home/me/shop/.venv/bin/activate"),
    ("bash", "/home/me/shop", ("/home/me/envs/a", "~/envs/a"), {}, "source ~/envs/a/bin/activate"),
    (
        "nushell",
        "/home/me/shop",
        ("/home/me/e", "~/e"),
        {"activators": ("activate.nu",)},
        "overlay use /home/me/e/bin/activate.nu",
    ),
    ("bash", "/home/me/shop", ("/home/me/my envs/a", "~/my envs/a"), {}, "source '/home/me/my envs/a/bin/activate'"),
    ("bash", "/home/me/shop", ("/srv/envs/a", "/srv/envs/a"), {}, "source /srv/envs/a/bin/activate"),
    ("powershell", "/home/me", ("/home/me/my envs/a", "my envs/a"), {}, "& 'my envs/a/bin/Activate.ps1'"),
    # conda
    ("fish", "/", ("/home/me/conda/envs/data", "~/conda/envs/data"), {"kind": "conda"}, "conda activate data"),
    ("bash", "/", ("/home/me/shop/env", "env"), {"kind": "conda"}, "conda activate /home/me/shop/env"),
    ("bash", "/", ("/home/me/conda", "~/conda"), {"kind": "conda", "root": True}, "conda activate base"),
]
WINDOWS: list[tuple[str, str, tuple[str, str], dict[str, Any], str]] = [
    ("powershell", r"C:\shop", (r"C:\shop\.venv", ".venv"), {}, r".venv\Scripts\Activate.ps1"),
    ("powershell", r"C:\shop\src", (r"C:\shop\.venv", ".venv"), {}, r"..\.venv\Scripts\Activate.ps1"),
    ("powershell", "C:\\", (r"C:\my shop\.venv", ".venv"), {}, r"& 'my shop\.venv\Scripts\Activate.ps1'"),
    ("powershell", r"D:\x", (r"C:\e", r"C:\e"), {"activators": ()}, r"$env:PATH = 'C:\e\Scripts' + ';' + $env:PATH"),
    ("cmd", r"C:\shop", (r"C:\shop\.venv", ".venv"), {"activators": ("activate.bat",)}, r".venv\Scripts\activate.bat"),
    ("cmd", r"C:\x", (r"C:\my e", r"C:\my e"), {"activators": ("activate.bat",)}, r'"C:\my e\Scripts\activate.bat"'),
    ("cmd", r"C:\x", (r"C:\my e", r"C:\my e"), {"activators": ()}, r'set "PATH=C:\my e\Scripts;%PATH%"'),
    ("bash", r"C:\shop", (r"C:\shop\.venv", ".venv"), {}, "source .venv/Scripts/activate"),
    ("bash", r"C:\x", (r"C:\my e", r"C:\my e"), {}, "source 'C:/my e/Scripts/activate'"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "cwd", "where", "words", "expected"), [*ACTIVATE, *WINDOWS])
def test_activate(kind: str, cwd: str, where: tuple[str, str], words: dict[str, Any], expected: str) -> None:
    assert shells.activate(shell(kind, cwd), environment(*where, **words)) == expected


COMMANDS = [
    ("bash", ["my prog", "a"], "'my prog' a"),
    ("powershell", [r"C:\my prog.exe", "a b"], r"& 'C:\my prog.exe' 'a b'"),
    ("nushell", ["my prog", "it's"], "^'my prog' \"it's\""),
    ("cmd", ["pip", "install", "requests>=2"], 'pip install "requests>=2"'),
    ("powershell", ["pip", "install", "requests>=2"], "pip install 'requests>=2'"),
    ("bash", ["pip", "install", "flask==3.0.3"], "pip install 'flask==3.0.3'"),
    ("cmd", ['a"b', "c d\\"], '"a""b" "c d\\\\"'),
]


@pytest.mark.parametrize(("kind", "words", "line"), COMMANDS)
def test_command(kind: str, words: list[str], line: str) -> None:
    assert shells.command(kind, words) == line


def test_python_of_an_environment() -> None:
    assert shells.python(shell("bash"), environment(*OWN)) == ".venv/bin/python"
    assert shells.python(shell("cmd", "D:\\"), environment(r"C:\e", r"C:\e")) == r"C:\e\Scripts\python.exe"


def test_pip_of_the_first_python() -> None:
    debian = snapshot({"env": {"PATH": "/usr/bin"}}).shell
    assert shells.pip(shell("bash")) == ("python", "-m", "pip")
    assert shells.pip(debian) == ("python3", "-m", "pip")
    assert shells.pip(debian.replace(python=None)) == ("python", "-m", "pip")


SAID = [
    ("bash", "export A='b c'", "unset A"),
    ("fish", "set -gx A 'b c'", "set -e A"),
    ("csh", "setenv A 'b c'", "unsetenv A"),
    ("powershell", "$env:A = 'b c'", "Remove-Item Env:A"),
    ("cmd", 'set "A=b c"', 'set "A="'),
    ("nushell", "$env.A = 'b c'", "hide-env A"),
    ("xonsh", "$A = 'b c'", "del $A"),
]


@pytest.mark.parametrize(("kind", "set_it", "unset_it"), SAID)
def test_variables_in_words(kind: str, set_it: str, unset_it: str) -> None:
    assert shells.set_variable(kind, "A", "b c") == set_it
    assert shells.unset_variable(kind, "A") == unset_it


JOINED = [
    ("bash", "a && b"),
    ("fish", "a && b"),
    ("cmd", "a && b"),
    ("powershell", "a; if ($?) { b }"),
    ("nushell", "a; b"),
]


@pytest.mark.parametrize(("kind", "line"), JOINED)
def test_join(kind: str, line: str) -> None:
    assert shells.join(kind, "a", "b") == line


QUOTED = [
    ("powershell", "a’b", "'a’’b'"),
    ("powershell", "-a.b", "'-a.b'"),
    ("powershell", "-a", "-a"),
    ("nushell", "it's \"\\", '"it\'s \\"\\\\"'),
    ("cmd", "a b\\", '"a b\\\\"'),
    ("cmd", "", '""'),
]


@pytest.mark.parametrize(("kind", "word", "said"), QUOTED)
def test_quote(kind: str, word: str, said: str) -> None:
    assert shells.quote(kind, word) == said
