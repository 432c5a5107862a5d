"""Where programs keep what is theirs for this user; and reading there, where nothing may be."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.system import System


def home(system: System) -> str:
    """Give the home directory; empty: no variable says which."""
    return system.env.get("HOME") or system.env.get("USERPROFILE") or ""


def folder(system: System, kind: str) -> str:
    """Give the folder of "cache", "config" or "data"."""
    env, join = system.env, system.path.join
    if system.name == "windows":
        local = env.get("LOCALAPPDATA") or join(home(system), "AppData", "Local")
        return env.get("APPDATA") or join(home(system), "AppData", "Roaming") if kind == "config" else local
    if system.name == "macos":
        return join(home(system), "Library", "Caches" if kind == "cache" else "Application Support")
    return xdg(system, kind)


def xdg(system: System, kind: str) -> str:
    """Give the folder as the XDG rules have it, which some tools follow on every system."""
    variable, usual = {"cache": ("XDG_CACHE_HOME", ".cache"), "config": ("XDG_CONFIG_HOME", ".config")}.get(
        kind, ("XDG_DATA_HOME", system.path.join(".local", "share"))
    )
    return system.env.get(variable) or system.path.join(home(system), usual)


def expand(system: System, path: str) -> str:
    """Write a path from `~` in full."""
    below = path == "~" or path.startswith(("~/", "~\\"))
    return system.path.normpath(home(system) + path[1:]) if below else path


def text(system: System, path: str) -> str:
    """Read a small file; empty where there is none."""
    try:
        return system.head(path, 1 << 18).decode("utf-8", "replace")
    except OSError:
        return ""
