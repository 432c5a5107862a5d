"""What envdoctor was started with, and PATH as it was before: most launchers put their own environment in front."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.system import System

# a tool's own environment, and the file in it that says so
MARKERS = ((".prek-hook.json", "prek"), ("uv-receipt.toml", "uv tool"), ("pipx_metadata.json", "pipx"))
ISOLATED = frozenset({"pre-commit", "prek", "uv tool", "pipx", "uvx", "uv run", "tox", "nox"})
_UV_CACHE = {"archive": "uvx", "environments": "uvx", "builds": "uv run"}  # folders of uv's cache: archive-v0


def classify(system: System, prefix: str) -> str:
    """Say whose environment a folder is: "base", "venv", or the tool that made it for itself."""
    path = system.path
    if prefix == system.base_prefix:
        return "base"
    parent, name = path.split(path.normpath(prefix))
    if name.startswith("py_env-"):
        database = path.join(path.dirname(parent), "db.db")
        if "PRE_COMMIT" in system.env or system.kind(database) == "file":
            return "pre-commit"
    for marker, tool in MARKERS:
        if system.kind(path.join(prefix, marker)) == "file":
            return tool
    above, folder = path.split(parent)
    cached = _UV_CACHE.get(folder.partition("-v")[0])
    if cached and system.kind(path.join(above, "CACHEDIR.TAG")) == "file":
        return cached
    if folder == ".tox" or _same(system, system.env.get("TOX_ENV_DIR", ""), prefix):
        return "tox"
    return "nox" if folder == ".nox" else "venv"


def isolated(system: System, folder: str) -> bool:
    """Say whether an environment belongs to a tool, and so is not what the user works with.

    One of tox or nox that envdoctor was not started in may have been activated by hand: then it is the user's.
    """
    kind = classify(system, folder)
    if kind in {"tox", "nox"} and system.prefix != folder:
        return "TOX_ENV_NAME" in system.env or "TOX_ENV_DIR" in system.env or "NOX_CURRENT_SESSION" in system.env
    return kind in ISOLATED


def users_path(system: System) -> tuple[str, ...]:
    """Give the entries of PATH as absolute folders, without what the launcher of envdoctor put there."""
    path = system.path
    windows = system.name == "windows"
    entries = []
    for said in system.env.get("PATH", "").split(";" if windows else ":"):
        entry = said.strip('"') if windows else said
        if entry or not windows:  # an empty entry is the current folder on POSIX
            entries.append(path.normpath(path.join(system.cwd, entry)))
    git = system.env.get("GIT_EXEC_PATH", "")
    entries = _without_pyenv(system, [entry for entry in entries if not git or entry != path.normpath(git)])
    return tuple(entry for entry in entries if not _tools_own(system, entry))


def _tools_own(system: System, entry: str) -> bool:
    folder, name = system.path.split(entry)
    if name not in {"bin", "Scripts"} or system.kind(system.path.join(folder, "pyvenv.cfg")) != "file":
        return False
    return isolated(system, folder)


def _without_pyenv(system: System, entries: list[str]) -> list[str]:
    """Take off what pyenv puts in front for a program that is started through a shim."""
    root = system.env.get("PYENV_ROOT") or system.env.get("_PYENV_INSTALL_PREFIX")
    if not root or "PYENV_DIR" not in system.env or "PYENV_HOOK_PATH" not in system.env:
        return entries
    path = system.path
    versions, plugins = path.join(root, "versions", ""), path.join(root, "plugins", "")
    own = [entry == path.join(root, "libexec") for entry in entries]
    if True not in own:
        return entries
    middle = own.index(True)
    end = middle + 1
    while end < len(entries) and entries[end].startswith(plugins) and path.basename(entries[end]) == "bin":
        end += 1
    begin = middle
    while begin and entries[begin - 1].startswith(versions):
        begin -= 1
    return entries[:begin] + entries[end:]


def _same(system: System, one: str, other: str) -> bool:
    return bool(one) and system.identity(one) == system.identity(other)
