"""The faults that environments have, one function each: it takes a sound environment, and plants the fault in it.

An environment is given by its folder, which stands in the project's folder. What is made is what people's machines look
like after a `mv`, a `cp -r`, an uninstalled Python or a `sudo pip install`.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def renamed(folder: Path) -> Path:
    """Rename the project's folder; give the environment's new place."""
    project = folder.parent
    moved = project.rename(project.with_name(project.name + "-renamed"))
    return moved / folder.name


def copied(folder: Path) -> Path:
    """Copy the whole project, as people do to begin another; give the copy's environment."""
    project = folder.parent
    copy = shutil.copytree(project, project.with_name(project.name + "-copy"), symlinks=True)
    return copy / folder.name


def base_gone(folder: Path) -> None:
    """Take away the Python that the environment was made from; the links to it stay."""
    for name in sorted(os.listdir(folder / "bin")):
        link = folder / "bin" / name
        if link.is_symlink() and os.path.isabs(os.readlink(link)):
            link.unlink()
            link.symlink_to(f"/opt/gone/bin/{name}")


def base_upgraded(folder: Path, python: str) -> None:
    """Let the environment's links lead to a Python of another minor version."""
    for name in ("python", "python3"):
        (folder / "bin" / name).unlink()
        (folder / "bin" / name).symlink_to(python)


def without_config(folder: Path) -> None:
    """Lose pyvenv.cfg, as a `git clean` or a careless ignore rule does."""
    (folder / "pyvenv.cfg").unlink()


def of_windows(folder: Path) -> None:
    """Put what a Windows environment looks like in its place."""
    shutil.rmtree(folder)
    (folder / "Scripts").mkdir(parents=True)
    (folder / "Lib" / "site-packages").mkdir(parents=True)
    (folder / "Scripts" / "python.exe").write_bytes(b"MZ")
    (folder / "Scripts" / "activate.bat").write_text('@set "VIRTUAL_ENV=C:\\Users\\me\\shop\\.venv"\r\n')
    (folder / "pyvenv.cfg").write_text(
        "home = C:\\Python312\r\ninclude-system-site-packages = false\r\nversion = 3.12.4\r\n"
    )


def seeing_the_system(folder: Path) -> None:
    """Make the packages of the base visible."""
    config = folder / "pyvenv.cfg"
    text = config.read_text("utf-8")
    assert "include-system-site-packages = false" in text
    config.write_text(text.replace("include-system-site-packages = false", "include-system-site-packages = true"))


def unfinished(folder: Path) -> None:
    """Leave what `python3 -m venv` leaves on a Debian without python3-venv."""
    for entry in (folder / "bin").iterdir():
        if not entry.name.startswith("python"):
            entry.unlink()
    for packages in folder.glob("lib/python*/site-packages"):
        shutil.rmtree(packages)
        packages.mkdir()


def unrunnable(folder: Path, name: str, first_line: bytes = b"#!/opt/gone/bin/python3.12\n") -> None:
    """Give a command a first line that starts nothing."""
    script = folder / "bin" / name
    _, _, rest = script.read_bytes().partition(b"\n")
    script.write_bytes(first_line + rest)


def owned_by_root(folder: Path, user: int, distribution: str) -> None:
    """Let everything be a user's but one distribution, as `sudo pip install` leaves it; this takes root to plant."""
    for place, folders, files in os.walk(folder.parent):
        for name in (*folders, *files, ""):
            os.chown(os.path.join(place, name), user, user, follow_symlinks=False)
    (metadata,) = folder.glob(f"lib/python*/site-packages/{distribution}-*.dist-info")
    os.chown(metadata, 0, 0)


def site(folder: Path) -> Path:
    """Give the folder of an environment's packages."""
    (found,) = folder.glob("lib/python*/site-packages")
    return found


def package_deleted(folder: Path, package: str) -> None:
    """Delete the code of a package by hand; its metadata stay."""
    shutil.rmtree(site(folder) / package)


def source_altered(folder: Path, path: str) -> None:
    """Put a line into an installed module, to see what it does."""
    with (site(folder) / path).open("a") as file:
        file.write("print('here')\n")


def left_over(folder: Path, package: str, distribution: str) -> None:
    """Set a package aside as pip does, and be stopped before it is put back or replaced."""
    for name in (package, distribution):
        (site(folder) / name).rename(site(folder) / f"~{name[1:]}")


def editable_target_gone(folder: Path, source: Path) -> None:
    """Delete the project that an editable installation leads to."""
    assert any(str(source) in file.read_text() for file in site(folder).glob("*.pth")), folder
    shutil.rmtree(source)
