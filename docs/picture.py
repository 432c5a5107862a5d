"""Draw docs/report.svg: a real run of envdoctor in a project made for it, as a terminal shows it.

python docs/picture.py
"""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from rich.console import Console
from rich.text import Text

WIDTH = 100
MINOR = f"{sys.version_info.major}.{sys.version_info.minor}"
FILES = {
    ".gitignore": "__pycache__/\n*.pyc\n",
    ".env": "DATABASE_PASSWORD=hunter2\n",
    "pyproject.toml": f'[project]\nname = "shop"\nversion = "1.0"\nrequires-python = ">=3.9,<{MINOR}"\n',
    "requirements.txt": "flask>=2\nrequests\ngunicorn==23.0.0\n# data\nnumpy==1.*\n",
    "scripts/setup.sh": "#!/bin/sh\nset -eu\nsudo -H pip3 install -r requirements.txt\n",
    "app.py": "import flask\n",
}
BEGIN = "-- from here --"
INSTALLED = {"flask": "3.0.3", "requests": "2.32.3", "gunicorn": "23.0.0", "numpy": "1.26.4"}


def make(root: Path) -> None:
    """Make the project, with its environment."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    venv.create(root / ".venv", symlinks=True, with_pip=False)
    (root / ".venv" / ".gitignore").unlink(missing_ok=True)  # Python 3.13 has environments ignore themselves
    for name, version in INSTALLED.items():
        info = root / ".venv" / "lib" / f"python{MINOR}" / "site-packages" / f"{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n")
    subprocess.run(["git", "init", "-q", str(root)], check=True)  # noqa: S603, S607 - our own project


def run(root: Path, home: Path) -> str:
    """Run envdoctor in a bash whose standard input is a terminal; give what it prints, with its colours."""
    envdoctor = Path(sys.executable).parent / "envdoctor"
    base = home / ".local" / "bin"
    base.mkdir(parents=True)
    for name in ("python", "python3"):
        (base / name).symlink_to(Path(sys.base_prefix) / "bin" / f"python{MINOR}")
    older = base / f"python3.{sys.version_info.minor - 1}"  # what the project asks for is there, too
    older.write_bytes(b"\x7fELF")
    older.chmod(0o755)
    for name in ("pip", "pip3"):
        (base / name).write_text(f"#!{base}/python3\n")
        (base / name).chmod(0o755)
    environ = {
        "HOME": str(home),
        "PATH": f"{base}:/usr/local/bin:/usr/bin:/bin",
        "PS1": "",
        "SHELL": "/bin/bash",
        "TERM": "xterm-256color",
        "COLUMNS": str(WIDTH),
        "LANG": "C.UTF-8",
    }
    ours, theirs = pty.openpty()
    words = ["bash", "--norc", "--noprofile", "-i"]
    with subprocess.Popen(  # noqa: S603
        words, cwd=root, env=environ, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ):
        os.close(theirs)
        os.write(ours, f"stty -echo; echo {BEGIN}; '{envdoctor}'; exit\n".encode())
        heard = b""
        try:
            while part := os.read(ours, 65536):
                heard += part
        except OSError:  # the other end is closed: it is done
            pass
    os.close(ours)
    return heard.decode().replace("\r\n", "\n").rpartition(BEGIN + "\n")[2].rpartition("exit\n")[0]


def main() -> None:
    """Make the project, run envdoctor in it, and draw what it says."""
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(os.path.realpath(temporary))
        root = home / "code" / "shop"
        root.mkdir(parents=True)
        make(root)
        output = run(root, home)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi("$ envdoctor\n" + output.rstrip("\n")))
    target = Path(__file__).parent / "report.svg"
    console.save_svg(str(target), title="~/code/shop", unique_id="envdoctor")
    sys.stdout.write(output)


if __name__ == "__main__":
    main()
