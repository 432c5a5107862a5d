"""The Pythons of managers that keep several side by side: pyenv, asdf, mise, uv and others."""

from __future__ import annotations

from envdoctor.probe.pythons import user_folders as user

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.probe.installations import Found
    from envdoctor.system import System


def look(system: System) -> Found:
    """Give what lies in their folders; a link to another version is no version of its own."""
    join = system.path.join
    for manager, folder in folders(system):
        for name in system.inside(folder):
            place = join(folder, name)
            link = system.link(place)
            # pyenv's links lead to virtual environments, those of the others to what has a longer name
            if name.startswith(".") or (link and manager != "pyenv"):
                continue
            for inside in ("", "python", "install"):
                found = executable(system, join(place, inside) if inside else place)
                if found:
                    yield found, manager, name
                    break


def folders(system: System) -> Iterator[tuple[str, str]]:
    """Give the folders that hold a Python each, with whose they are."""
    join, env, home = system.path.join, system.env, user.home(system)
    windows = system.name == "windows"
    data, shared = user.folder(system, "data"), user.xdg(system, "data")
    yield "pyenv", join(pyenv_root(system), "versions")
    yield "asdf", join(env.get("ASDF_DATA_DIR") or join(home, ".asdf"), "installs", "python")
    mise = env.get("MISE_DATA_DIR") or join(data if windows else shared, "mise")
    yield "mise", join(mise, "installs", "python")
    if env.get("UV_PYTHON_INSTALL_DIR"):
        yield "uv", user.expand(system, env["UV_PYTHON_INSTALL_DIR"])
    yield "uv", join(user.folder(system, "config") if windows else shared, "uv", "python")
    if system.name == "macos":
        yield "uv", join(data, "uv", "python")  # of old
    yield "hatch", join(env.get("HATCH_DATA_DIR") or join(data, "hatch"), "pythons")
    yield "pdm", join(data, "pdm", "python")
    yield "poetry", join(data, "pypoetry", "python")
    yield "rye", join(env.get("RYE_HOME") or join(home, ".rye"), "py")


def pyenv_root(system: System) -> str:
    """Give the folder of pyenv, or of pyenv-win."""
    home = system.path.join(user.home(system), ".pyenv")
    return system.env.get("PYENV_ROOT") or (system.path.join(home, "pyenv-win") if system.name == "windows" else home)


def executable(system: System, prefix: str) -> str:
    """Give the Python of an installation or environment; empty: there is none that could start."""
    join = system.path.join
    if system.name == "windows":
        places = [join(prefix, "python.exe"), join(prefix, "Scripts", "python.exe"), join(prefix, "bin", "python.exe")]
    else:
        places = [join(prefix, "bin", name) for name in ("python", "python3", "pypy3")]
    return next((one for one in places if system.kind(one) == "file"), "")
