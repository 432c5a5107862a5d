"""The projects that speed is measured on: seeded, healthy as built, and made without network."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks import environments

NAMES = (
    "anchor", "beacon", "cobalt", "drizzle", "ember", "falcon", "garnet", "harbor", "indigo", "juniper", "kestrel",
    "lantern", "meadow", "nimbus", "orchard",
)  # fmt: skip
MINOR = f"{sys.version_info.major}.{sys.version_info.minor}"


def w1(folder: Path) -> Path:
    """Make a small project: git, an environment of 15 distributions, 15 pinned requirements, scripts, CI."""
    root = folder / "w1"
    site = small(root)
    for name, version in pins(15):
        install(site, name, version)
    commit(root)
    return root


def w2(folder: Path) -> Path:
    """Make the same project with a large environment: 462 distributions with pip, as large as real ones."""
    root = folder / "w2"
    environments.fill(small(root), pins(461))
    commit(root)
    return root


def small(root: Path) -> Path:
    """Make what the two have in common, with pip in the environment; give the folder of its packages."""
    files = {
        ".gitignore": ".venv/\n.env\n__pycache__/\n*.py[cod]\nbuild/\ndist/\n",
        ".python-version": f"{MINOR}\n",
        ".github/workflows/test.yml": WORKFLOW,
        "Dockerfile": DOCKERFILE,
        "README.md": "# shop\n\n```sh\npython -m pip install -r requirements.txt\n```\n",
        "pyproject.toml": f'[project]\nname = "shop"\nversion = "1.0"\nrequires-python = ">={MINOR}"\n',
        "scripts/deploy.sh": DEPLOY,
        "scripts/setup.sh": SETUP,
        "src/shop/__init__.py": "",
        "src/shop/app.py": "import anchor\n\n\ndef main() -> None:\n    print(anchor)\n",
        "requirements.txt": "".join(f"{name}=={version}\n" for name, version in pins(15)),
    }
    for path, text in files.items():
        write(root / path, text)
    venv.create(root / ".venv", symlinks=True, with_pip=False)
    site = root / ".venv" / "lib" / f"python{MINOR}" / "site-packages"
    install(site, "pip", "26.0")
    shebang = f"#!{root}/.venv/bin/python\nfrom pip import main\n"
    for script in ("pip", "pip3"):
        write(root / ".venv" / "bin" / script, shebang)
        (root / ".venv" / "bin" / script).chmod(0o755)
    return site


def w4(folder: Path, lines: int = 10_000) -> Path:
    """Make a project that is one requirements file of so many lines, as pip-compile writes it: a pin and two hashes."""
    root = folder / f"w4-{lines}"
    chance = random.Random(4)  # noqa: S311 - the same each time is what is wanted
    text = []
    for name, version in pins(lines // 3):
        hashes = " \\\n".join(f"    --hash=sha256:{chance.getrandbits(256):064x}" for _ in range(2))
        text.append(f"{name}=={version} \\\n{hashes}\n")
    write(root / "requirements.txt", "".join(text))
    write(root / ".gitignore", ".venv/\n__pycache__/\n*.pyc\n")
    commit(root)
    return root


def pins(count: int) -> list[tuple[str, str]]:
    """Give names and versions, always the same."""
    chance = random.Random(1)  # noqa: S311 - the same each time is what is wanted
    return [
        (
            NAMES[number] if number < len(NAMES) else f"{NAMES[number % len(NAMES)]}-{number}",
            f"{chance.randint(0, 9)}.{chance.randint(0, 30)}.{chance.randint(0, 12)}",
        )
        for number in range(count)
    ]


def install(site: Path, name: str, version: str) -> None:
    """Put a distribution into an environment as pip would leave it: every file of its RECORD is there."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}/__init__.py": f"__version__ = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\nRequires-Python: >=3.8\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: bench\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/INSTALLER": "pip\n",
    }
    record = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    for path, text in {**files, f"{info}/RECORD": record}.items():
        write(site / path, text)


def write(path: Path, text: str) -> None:
    """Write a file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def commit(root: Path) -> None:
    """Make a repository of a folder and commit it."""
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    author = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"]
    for words in (["init", "-q"], ["add", "."], [*author, "commit", "-qm", "as built"]):
        subprocess.run(["git", "-C", str(root), *words], check=True, env=quiet)


WORKFLOW = f"""\
name: test
on: [push]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-python@v6
        with:
          python-version: "{MINOR}"
      - run: python -m pip install -r requirements.txt
      - run: python -m pytest
"""
DOCKERFILE = f"""\
FROM python:{MINOR}-slim
WORKDIR /app
COPY requirements.txt .
RUN python -m pip install --no-cache-dir -r requirements.txt
COPY src/ src/
CMD ["python", "-m", "shop.app"]
"""
SETUP = """\
#!/bin/sh
set -eu
python3 -m venv .venv
. .venv/bin/activate
python -m pip install -r requirements.txt
"""
DEPLOY = """\
#!/usr/bin/env bash
set -euo pipefail
git pull --ff-only
.venv/bin/python -m pip install -r requirements.txt
docker compose up --detach
"""
