"""Environments as their makers write them: venv, virtualenv and those who use it, uv, conda, pixi."""

from __future__ import annotations

from collections.abc import Iterable

from envdoctor.machines import launcher
from tests.makers.disk import DISTRIBUTIONS, PROJECT, Disk, minor_of

SIGNATURE = "# SIG # Begin signature block\n# MIIvJAYJKoZIhvcNAQcCoIIvFTCCLxECAQExDzAN\n# SIG # End signature block\n"
CACHEDIR = "Signature: 8a477f597d28d172789f06886806bc55\n"


def config(maker: str, path: str, python: str, *, real: str, version: str, prompt: str = "") -> str:
    """Write pyvenv.cfg as its maker does."""
    cut = max(python.rfind("/"), python.rfind("\\"))
    home, base = python[:cut], python[:cut].removesuffix("/bin")
    system = "include-system-site-packages = false"
    said = [f"prompt = {prompt}"] if prompt else []
    if maker == "uv":
        lines = [f"home = {home}", "implementation = CPython", "uv = 0.9.5", f"version_info = {version}", system, *said]
    elif maker == "virtualenv":
        lines = [
            f"home = {home}", "implementation = CPython", f"python-version = {minor_of(version)}",
            f"version_info = {version}.final.0", f"version = {version}",
            f"executable = {real}", f"command = {python} -m virtualenv {path}", "virtualenv = 20.36.1", system,
            f"base-prefix = {base}", f"base-exec-prefix = {base}", f"base-executable = {python}", *said,
        ]  # fmt: skip
    else:
        lines = [f"home = {home}", system, f"version = {version}", *said]
        if int(version.split(".")[1]) >= 11:
            lines += [f"executable = {real}", f"command = {python} -m venv {path}"]
    return "\n".join(lines) + "\n"


def first_lines(python: str) -> str:
    """Write how a script names its Python: in its first line, or where that cannot be, for /bin/sh to read."""
    if " " in python or len(python) > 125:
        return f"#!/bin/sh\n'''exec' \"{python}\" \"$0\" \"$@\"\n' '''\n"
    return f"#!{python}\n"


def activator(path: str, maker: str, version: str) -> str:
    """Write the lines of `activate` that speak of the place."""
    if maker == "uv":
        inside = 'if [ "$OSTYPE" = cygwin ]; then\n    VIRTUAL_ENV=$(cygpath -u "$VIRTUAL_ENV")\nfi\n'
        return f"VIRTUAL_ENV='{path}'\n{inside}export VIRTUAL_ENV\n"
    if maker == "virtualenv":
        return f"        VIRTUAL_ENV={path}\n    export VIRTUAL_ENV\n"
    if int(version.split(".")[1]) >= 13:
        return f"        VIRTUAL_ENV=$(cygpath {path})\n        export VIRTUAL_ENV\n        export VIRTUAL_ENV={path}\n"
    if int(version.split(".")[1]) < 12:
        return f'VIRTUAL_ENV="{path}"\nexport VIRTUAL_ENV\n'
    return f'    export VIRTUAL_ENV=$(cygpath "{path}")\n    export VIRTUAL_ENV="{path}"\n'


def posix(
    disk: Disk, *, path: str, maker: str, version: str, python: str = "", real: str = "",
    packages: Iterable[str] = PROJECT, pip: bool | None = None, prompt: str = "", installer: str = "",
    macos: bool = False,
) -> None:  # fmt: skip
    minor, bin_ = minor_of(version), f"{path}/bin"
    if maker in {"conda", "pixi"}:
        conda(disk, path, version, packages, pixi=maker == "pixi", pip=pip is not False)
        return
    made_by = {"poetry": "virtualenv", "pipenv": "virtualenv", "hatch": "virtualenv", "pdm": "virtualenv"}
    kind = made_by.get(maker, maker)
    disk.files[f"{path}/pyvenv.cfg"] = config(kind, path, python, real=real or python, version=version, prompt=prompt)
    first = python.rpartition("/")[2] if kind == "venv" else "python"
    disk.links[f"{bin_}/{first}"] = python
    disk.links |= {f"{bin_}/{name}": first for name in ("python", "python3", f"python{minor}") if name != first}
    if kind != "virtualenv" and not macos:
        disk.links[f"{path}/lib64"] = "lib"
    names = ["activate.fish", "activate.csh", "Activate.ps1" if kind == "venv" else "activate.ps1"]
    names += [] if kind == "venv" else ["activate.nu", "activate.xsh", "activate_this.py"]
    names += {"uv": ["activate.bat", "deactivate.bat", "pydoc.bat"], "virtualenv": ["deactivate.csh"]}.get(kind, [])
    disk.files |= dict.fromkeys((f"{bin_}/{name}" for name in names), "")
    disk.files[f"{bin_}/activate"] = activator(path, kind, version)
    disk.files[f"{bin_}/activate.fish"] = f'set -gx VIRTUAL_ENV "{path}"\n'
    disk.files[f"{bin_}/activate.csh"] = f'setenv VIRTUAL_ENV "{path}"\n'
    _marks(disk, path, "/", kind, version)
    site = f"{path}/lib/python{minor}/site-packages"
    with_pip = kind in {"venv", "virtualenv"} and maker not in {"poetry", "pdm", "hatch"} if pip is None else pip
    shebang = first_lines(f"{bin_}/{first if kind == 'venv' else 'python'}")
    by = installer or {"uv": "uv", "poetry": "Poetry 2.2.1"}.get(maker, "pip")
    for name in (*(["pip"] if with_pip else []), *packages):
        disk.wheel(site, name, by="pip" if name == "pip" else by, scripts=bin_, header=shebang, minor=minor)
    if maker == "pipenv":
        disk.files[f"{path}/.project"] = "/home/me/shop"


def windows(
    disk: Disk, *, path: str, maker: str, version: str, python: str = "",
    packages: Iterable[str] = PROJECT, pip: bool | None = None, prompt: str = "",
) -> None:  # fmt: skip
    if maker == "conda":
        conda_windows(disk, path, version, packages)
        return
    scripts, minor = f"{path}\\Scripts", minor_of(version)
    disk.files[f"{path}\\pyvenv.cfg"] = config(maker, path, python, real=python, version=version, prompt=prompt)
    disk.files |= dict.fromkeys((f"{scripts}\\{name}" for name in ("python.exe", "pythonw.exe")), "MZ")
    disk.files |= dict.fromkeys((f"{scripts}\\{name}" for name in ("activate.bat", "deactivate.bat")), "@echo off\n")
    disk.files[f"{scripts}\\activate.bat"] = f'@echo off\nset "VIRTUAL_ENV={path}"\n'
    disk.files[f"{scripts}\\activate"] = activator(path, maker, version)
    disk.files[f"{scripts}\\{'Activate' if maker == 'venv' else 'activate'}.ps1"] = SIGNATURE if maker == "venv" else ""
    _marks(disk, path, "\\", maker, version)
    with_pip = maker != "uv" if pip is None else pip
    for name in (*(["pip"] if with_pip else []), *packages):
        by = "uv" if maker == "uv" and name != "pip" else "pip"
        site = f"{path}\\Lib\\site-packages"
        disk.wheel(site, name, by=by, scripts=scripts, header=launcher(f"{scripts}\\python.exe"), minor=minor)


def _marks(disk: Disk, path: str, sep: str, maker: str, version: str) -> None:
    if maker != "venv" or int(version.split(".")[1]) >= 13:
        disk.files[f"{path}{sep}.gitignore"] = "*\n"
    if maker != "venv":
        disk.files[f"{path}{sep}CACHEDIR.TAG"] = CACHEDIR
    if maker == "uv":
        disk.files[f"{path}{sep}.lock"] = ""


def conda(disk: Disk, path: str, version: str, packages: Iterable[str], *, pixi: bool, pip: bool) -> None:
    minor, site = minor_of(version), f"{path}/lib/python{minor_of(version)}/site-packages"
    channel = "conda-forge/linux-64"
    disk.files |= {
        f"{path}/conda-meta/history": f"==> 2026-01-05 10:00:00 <==\n+{channel}::python-{version}-h5148396_1\n",
        f"{path}/conda-meta/python-{version}-h5148396_1.json": "{}",
        f"{path}/bin/python{minor}": "\x7fELF",
        f"{path}/lib/python{minor}/os.py": "",
        f"{path}/include/python{minor}/patchlevel.h": f'#define PY_VERSION              "{version}"\n',
    }
    if pixi:
        disk.files[f"{path}/conda-meta/pixi"] = '{"manifest_path": "/home/me/shop/pixi.toml"}\n'
    disk.links |= {f"{path}/bin/{name}": f"python{minor}" for name in ("python", "python3")}
    for name in (*(["pip"] if pip else []), *packages):
        disk.wheel(site, name, by="conda", scripts=f"{path}/bin", header=f"#!{path}/bin/python{minor}\n", minor=minor)
        build = f"{name}-{DISTRIBUTIONS[name][0]}-pyhd8ed1ab_0"
        disk.files[f"{path}/conda-meta/{build}.json"] = "{}"


def conda_windows(disk: Disk, path: str, version: str, packages: Iterable[str]) -> None:
    disk.files |= {
        f"{path}\\conda-meta\\history": f"==> 2026-01-05 10:00:00 <==\n+defaults/win-64::python-{version}-h205edd6_0\n",
        f"{path}\\conda-meta\\python-{version}-h205edd6_0.json": "{}",
        f"{path}\\python.exe": "MZ",
        f"{path}\\python{minor_of(version).replace('.', '')}.dll": "MZ",
        f"{path}\\Lib\\os.py": "",
        f"{path}\\include\\patchlevel.h": f'#define PY_VERSION              "{version}"\n',
    }
    site, scripts = f"{path}\\Lib\\site-packages", f"{path}\\Scripts"
    for name in ("pip", *packages):
        header = launcher(f"{path}\\python.exe")
        disk.wheel(site, name, by="conda", scripts=scripts, header=header, minor=minor_of(version))
