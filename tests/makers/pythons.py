"""Pythons as their installers leave them on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from envdoctor.machines import launcher
from tests.makers.disk import PROJECT, Disk, minor_of
from tests.makers.environments import conda, conda_windows, config


def _prefix(disk: Disk, prefix: str, version: str, *, pip: bool = True) -> None:
    """Write what `make install` leaves: what pyenv, asdf, mise, uv, images and hosted tool caches have."""
    minor = minor_of(version)
    disk.files |= {
        f"{prefix}/bin/python{minor}": "\x7fELF",
        f"{prefix}/lib/python{minor}/os.py": "",
        f"{prefix}/lib/python{minor}/ensurepip/__init__.py": "",
        f"{prefix}/include/python{minor}/patchlevel.h": f'#define PY_VERSION      	"{version}"\n',
    }
    disk.links[f"{prefix}/bin/python3"] = f"python{minor}"
    if pip:
        site = f"{prefix}/lib/python{minor}/site-packages"
        header = f"#!{prefix}/bin/python{minor}\n"
        disk.wheel(site, "pip", by="pip", scripts=f"{prefix}/bin", header=header, minor=minor)


def _source(disk: Disk, version: str, prefix: str = "/usr/local", *, pip: bool = True, packages: bool = False) -> None:
    _prefix(disk, prefix, version, pip=pip)
    disk.links[f"{prefix}/bin/python"] = "python3"  # as in the images called python, in pyenv's and others' versions
    minor = minor_of(version)
    for name in PROJECT if packages else ():
        site, header = f"{prefix}/lib/python{minor}/site-packages", f"#!{prefix}/bin/python{minor}\n"
        disk.wheel(site, name, by="pip", scripts=f"{prefix}/bin", header=header, minor=minor)


def _debian(disk: Disk, version: str = "3.11.2", *, pip: bool = True, venv: bool = True) -> None:
    minor = minor_of(version)
    disk.files |= {
        f"/usr/bin/python{minor}": "\x7fELF",
        f"/usr/lib/python{minor}/os.py": "",
        f"/usr/lib/python{minor}/EXTERNALLY-MANAGED": "[externally-managed]\nError=To install Python packages …\n",
        # of Debian's packages some have a .egg-info, none has an INSTALLER
        "/usr/lib/python3/dist-packages/distro_info-1.5.egg-info/PKG-INFO": (
            "Metadata-Version: 2.1\nName: distro-info\nVersion: 1.5\n"
        ),
        "/usr/lib/python3/dist-packages/distro_info.py": "",
    }
    disk.links["/usr/bin/python3"] = f"python{minor}"
    if venv:
        disk.files[f"/usr/lib/python{minor}/ensurepip/__init__.py"] = ""
    if pip:
        disk.files |= dict.fromkeys(("/usr/bin/pip", "/usr/bin/pip3"), "#!/usr/bin/python3\nimport sys\n")
        disk.files["/usr/lib/python3/dist-packages/pip/__init__.py"] = ""
        disk.files["/usr/lib/python3/dist-packages/pip-23.0.1.dist-info/METADATA"] = (
            "Metadata-Version: 2.1\nName: pip\nVersion: 23.0.1\nRequires-Python: >=3.7\n"
        )


def _fedora(disk: Disk, version: str = "3.13.2") -> None:
    minor = minor_of(version)
    site = f"/usr/lib/python{minor}/site-packages"
    disk.files |= {
        f"/usr/bin/python{minor}": "\x7fELF",
        f"/usr/lib64/python{minor}/os.py": "",
        f"/usr/lib64/python{minor}/EXTERNALLY-MANAGED": "[externally-managed]\n",
        f"/usr/lib64/python{minor}/ensurepip/__init__.py": "",
        f"{site}/pip/__init__.py": "",
        f"{site}/pip-24.3.1.dist-info/METADATA": "Metadata-Version: 2.1\nName: pip\nVersion: 24.3.1\n",
        f"{site}/pip-24.3.1.dist-info/INSTALLER": "rpm\n",
    }
    disk.files |= dict.fromkeys(("/usr/bin/pip", "/usr/bin/pip3"), f"#!/usr/bin/python{minor} -sP\nimport sys\n")
    disk.links |= {"/usr/bin/python": "./python3", "/usr/bin/python3": f"python{minor}"}


def _homebrew(disk: Disk, version: str = "3.12.4", prefix: str = "/opt/homebrew", *, linux: bool = False) -> None:
    minor = minor_of(version)
    cellar = f"Cellar/python@{minor}/{version}"
    framework = f"{prefix}/{cellar}" if linux else f"{prefix}/{cellar}/Frameworks/Python.framework/Versions/{minor}"
    disk.files |= {
        f"{framework}/bin/python{minor}": "\x7fELF" if linux else b"\xcf\xfa\xed\xfe",
        f"{framework}/lib/python{minor}/os.py": "",
        f"{framework}/lib/python{minor}/ensurepip/__init__.py": "",
        f"{framework}/lib/python{minor}/EXTERNALLY-MANAGED": "[externally-managed]\n",
        f"{framework}/include/python{minor}/patchlevel.h": f'#define PY_VERSION              "{version}"\n',
        f"{framework}/bin/pip{minor}": f"#!{prefix}/opt/python@{minor}/bin/python{minor}\nimport sys\n",
    }
    disk.links |= {
        f"{prefix}/opt/python@{minor}": f"../{cellar}",
        f"{prefix}/bin/python3": f"../{cellar}/bin/python3",
        f"{prefix}/bin/python{minor}": f"../{cellar}/bin/python{minor}",
        f"{prefix}/bin/pip3": f"../{cellar}/bin/pip3",
        f"{prefix}/bin/pip{minor}": f"../{cellar}/bin/pip{minor}",
        f"{prefix}/{cellar}/bin/python3": f"python{minor}",
        f"{prefix}/{cellar}/bin/pip3": f"pip{minor}",
    }
    if not linux:
        inside = f"../Frameworks/Python.framework/Versions/{minor}/bin"
        disk.links |= {
            f"{prefix}/{cellar}/bin/python3": f"{inside}/python{minor}",
            f"{prefix}/{cellar}/bin/python{minor}": f"{inside}/python{minor}",
            f"{prefix}/{cellar}/bin/pip3": f"{inside}/pip{minor}",
            f"{prefix}/{cellar}/bin/pip{minor}": f"{inside}/pip{minor}",
            f"{framework}/Headers": f"include/python{minor}",
        }


def _apple(disk: Disk, version: str = "3.9.6") -> None:
    """Write Apple's stubs in /usr/bin, and the command line tools that they start."""
    minor, tools = minor_of(version), "/Library/Developer/CommandLineTools"
    framework = f"{tools}/Library/Frameworks/Python3.framework/Versions/{minor}"
    disk.files |= dict.fromkeys(("/usr/bin/git", "/usr/bin/python3", "/usr/bin/pip3"), b"\xcf\xfa\xed\xfe")
    disk.files |= {
        f"{framework}/bin/python{minor}": b"\xcf\xfa\xed\xfe",
        f"{framework}/lib/python{minor}/os.py": "",
        f"{framework}/lib/python{minor}/ensurepip/__init__.py": "",
        f"{framework}/Headers/patchlevel.h": f'#define PY_VERSION      	"{version}"\n',
        f"{tools}/usr/bin/pip3": f"#!{tools}/usr/bin/python3\nimport sys\n",
    }
    disk.links |= {
        f"{framework}/bin/python3": f"python{minor}",
        f"{tools}/usr/bin/python3": f"../../Library/Frameworks/Python3.framework/Versions/{minor}/bin/python3",
        "/var/db/xcode_select_link": tools,
    }


def _python_org_macos(disk: Disk, version: str = "3.12.4") -> None:
    minor = minor_of(version)
    framework = f"/Library/Frameworks/Python.framework/Versions/{minor}"
    disk.files |= {
        f"{framework}/bin/python{minor}": b"\xcf\xfa\xed\xfe",
        f"{framework}/lib/python{minor}/os.py": "",
        f"{framework}/lib/python{minor}/ensurepip/__init__.py": "",
        f"{framework}/include/python{minor}/patchlevel.h": f'#define PY_VERSION      	"{version}"\n',
    }
    site = f"{framework}/lib/python{minor}/site-packages"
    disk.wheel(
        site,
        "pip",
        by="pip",
        scripts=f"{framework}/bin",
        header=f"#!{framework}/bin/python{minor}\n",
        minor=minor,
        plain=False,
    )
    disk.links |= {f"{framework}/bin/python3": f"python{minor}", f"{framework}/Headers": f"include/python{minor}"}
    disk.links |= {
        f"/usr/local/bin/{name}": f"{framework}/bin/{name}" for name in ("python3", f"python{minor}", "pip3")
    }
    disk.links["/Library/Frameworks/Python.framework/Versions/Current"] = minor


def _python_org_windows(
    disk: Disk, version: str = "3.12.4",
    prefix: str = "C:\\Users\\me\\AppData\\Local\\Programs\\Python\\Python312",
) -> None:  # fmt: skip
    minor = minor_of(version)
    disk.files |= {
        f"{prefix}\\python.exe": "MZ",
        f"{prefix}\\pythonw.exe": "MZ",
        f"{prefix}\\python3.dll": "MZ",
        f"{prefix}\\python{minor.replace('.', '')}.dll": "MZ",
        f"{prefix}\\Lib\\os.py": "",
        f"{prefix}\\Lib\\ensurepip\\__init__.py": "",
        f"{prefix}\\DLLs\\_ssl.pyd": "MZ",
        f"{prefix}\\include\\patchlevel.h": f'#define PY_VERSION              "{version}"\n',
    }
    header = launcher(f"{prefix}\\python.exe")
    disk.wheel(
        f"{prefix}\\Lib\\site-packages", "pip", by="pip", scripts=f"{prefix}\\Scripts", header=header, minor=minor
    )


def _conda_base(disk: Disk, prefix: str, version: str = "3.12.4") -> None:
    conda(disk, prefix, version, (), pixi=False, pip=True)
    disk.files[f"{prefix}/condabin/conda"] = f"#!{prefix}/bin/python\nimport sys\n"
    disk.files[f"{prefix}/bin/conda"] = f"#!{prefix}/bin/python\nimport sys\n"


def _conda_base_windows(disk: Disk, prefix: str, version: str = "3.12.4") -> None:
    conda_windows(disk, prefix, version, ())
    disk.files[f"{prefix}\\condabin\\conda.bat"] = "@echo off\n"


def _pyenv(disk: Disk, versions: Iterable[str], root: str = "/home/me/.pyenv") -> None:
    shim = (
        '#!/usr/bin/env bash\nset -e\n[ -n "$PYENV_DEBUG" ] && set -x\n\nprogram="${0##*/}"\n\n'
        f'export PYENV_ROOT="{root}"\nexec "{root}/libexec/pyenv" exec "$program" "$@"\n'
    )
    names = ["python", "python3", "pip", "pip3"]
    for version in versions:
        _source(disk, version, f"{root}/versions/{version}")
        names += [f"python{minor_of(version)}", f"pip{minor_of(version)}"]
    disk.files |= dict.fromkeys((f"{root}/shims/{name}" for name in names), shim)
    disk.files[f"{root}/libexec/pyenv"] = "#!/usr/bin/env bash\n"
    disk.links[f"{root}/bin/pyenv"] = "../libexec/pyenv"


def _asdf(disk: Disk, versions: Iterable[str], root: str = "/home/me/.asdf") -> None:
    versions = list(versions)
    for version in versions:
        _source(disk, version, f"{root}/installs/python/{version}")
    plugin = "".join(f"# asdf-plugin: python {version}\n" for version in versions)
    for name in ("python", "python3", "pip", "pip3"):
        disk.files[f"{root}/shims/{name}"] = f'#!/usr/bin/env bash\n{plugin}exec {root}/bin/asdf exec "{name}" "$@"\n'


def _uv(disk: Disk, version: str, home: str = "/home/me") -> None:
    root = f"{home}/.local/share/uv/python"
    _source(disk, version, f"{root}/cpython-{version}-linux-x86_64-gnu")
    disk.files[f"{root}/cpython-{version}-linux-x86_64-gnu/lib/python{minor_of(version)}/EXTERNALLY-MANAGED"] = (
        "[externally-managed]\nError=This Python installation is managed by uv and should not be modified.\n"
    )
    disk.links[f"{root}/cpython-{minor_of(version)}-linux-x86_64-gnu"] = f"cpython-{version}-linux-x86_64-gnu"
    disk.files[f"{home}/.local/bin/uv"] = disk.files[f"{home}/.local/bin/uvx"] = "\x7fELF"


def _pipx(disk: Disk, *, python: str, version: str, home: str = "/home/me", where: str = "") -> None:
    """Write envdoctor's own environment, as pipx makes it."""
    path = where or f"{home}/.local/share/pipx/venvs/python-envdoctor"
    disk.files |= {
        f"{path}/pyvenv.cfg": config("venv", path, python, real=python, version=version),
        f"{path}/pipx_metadata.json": "{}",
        f"{home}/.local/bin/envdoctor": f"#!{path}/bin/python -E\nimport sys\n",
    }
    disk.links |= {f"{path}/bin/python": python, f"{path}/bin/python3": "python"}


def _pipx_windows(disk: Disk, *, python: str, version: str) -> None:
    path = "C:\\Users\\me\\pipx\\venvs\\python-envdoctor"
    disk.files |= {
        f"{path}\\pyvenv.cfg": config("venv", path, python, real=python, version=version),
        f"{path}\\pipx_metadata.json": "{}",
        f"{path}\\Scripts\\python.exe": "MZ",
        "C:\\Users\\me\\.local\\bin\\envdoctor.exe": launcher(f"{path}\\Scripts\\python.exe"),
    }


def _uv_tool(disk: Disk, *, python: str, version: str, home: str = "/home/me") -> None:
    """Write envdoctor's own environment, as `uv tool install` makes it."""
    path = f"{home}/.local/share/uv/tools/python-envdoctor"
    disk.files |= {
        f"{path}/pyvenv.cfg": config("uv", path, python, real=python, version=version),
        f"{path}/uv-receipt.toml": '[tool]\nrequirements = [{ name = "python-envdoctor" }]\n',
        f"{path}/bin/envdoctor": f"#!{path}/bin/python\nimport sys\n",
    }
    disk.links |= {
        f"{path}/bin/python": python,
        f"{path}/bin/python3": "python",
        f"{home}/.local/bin/envdoctor": f"{path}/bin/envdoctor",
    }


PYTHONS: dict[str, Callable[..., Any]] = {
    "debian": _debian, "source": _source, "fedora": _fedora, "homebrew": _homebrew, "apple": _apple,
    "python.org on macOS": _python_org_macos, "python.org on Windows": _python_org_windows, "conda": _conda_base,
    "conda on Windows": _conda_base_windows, "pyenv": _pyenv, "asdf": _asdf, "uv": _uv, "pipx": _pipx,
    "pipx on Windows": _pipx_windows,
    "uv tool": _uv_tool,
}  # fmt: skip
