"""pyvenv.cfg: what makes a folder a virtual environment. It is no INI file: keys and values, split at the first `=`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.system import System


def read(system: System, folder: str) -> dict[str, str] | None:
    """Give the keys (in lower case) and values of a folder's pyvenv.cfg; None: it has none."""
    try:
        data = system.head(system.path.join(folder, "pyvenv.cfg"), 1 << 16)
    except OSError:
        return None
    return parse(data.decode("utf-8", "replace"))


def parse(text: str) -> dict[str, str]:
    """Read the text; of a key that stands twice, Python takes the last."""
    found = {}
    for line in text.removeprefix("\ufeff").splitlines():
        key, equals, value = line.partition("=")
        if equals:
            found[key.strip().lower()] = value.strip()
    return found


def version(keys: dict[str, str]) -> str:
    """Give the version that was noted when the environment was made; an upgrade of its base does not change it."""
    # virtualenv writes 3.11.7.final.0, uv 3.12.1 or 3.12 or 3.13.0rc1
    noted = keys.get("version") or keys.get("version_info") or keys.get("python-version") or ""
    return ".".join(noted.split(".")[:3])


def maker(keys: dict[str, str]) -> str:
    """Say which tool made the environment."""
    if "uv" in keys:
        return "uv"
    if "virtualenv" in keys or "-m virtualenv " in keys.get("command", ""):
        return "virtualenv"
    return "venv" if "home" in keys else ""


def system_packages(keys: dict[str, str]) -> bool:
    """Say whether the base's packages are visible: so they are where the line is missing."""
    return keys.get("include-system-site-packages", "true").lower() == "true"
