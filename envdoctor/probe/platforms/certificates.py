"""Settings that name a file of certificates to trust, and whether that is there; who obeys which was tried out."""

from __future__ import annotations

from envdoctor.facts.obstacles import MissingBundle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from envdoctor.facts import Snapshot
    from envdoctor.system import System


def look(system: System, snap: Snapshot) -> tuple[MissingBundle, ...]:
    """Give the settings that are obeyed and name nothing; an empty one is none."""
    return tuple(_missing(system, snap))


def _missing(system: System, snap: Snapshot) -> Iterator[MissingBundle]:
    env = system.env
    # requests, and pip with it, take the first of these that is set, and then ask for no other
    obeyed = next((name for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE") if env.get(name)), "")
    if obeyed:
        path = _path(system, env[obeyed])
        if not system.kind(path):  # it may also be a folder
            yield MissingBundle(obeyed, path, "does not exist")
    setting = None if obeyed else snap.pip_config.get("cert")
    if setting:
        path = _path(system, _home(snap, setting.value))
        if not system.kind(path):
            name = setting.variable if not setting.path else "cert"
            yield MissingBundle(
                name, path, "does not exist", setting.section, setting.origin, setting.path, setting.line
            )
    if env.get("SSL_CERT_FILE"):
        path = _path(system, env["SSL_CERT_FILE"])
        kind = system.kind(path)
        if kind in {"", "folder"}:
            yield MissingBundle("SSL_CERT_FILE", path, "is a folder" if kind else "does not exist")


def _path(system: System, said: str) -> str:
    """Make a path absolute, from the folder that the shell stands in."""
    return system.path.normpath(system.path.join(system.cwd, said))


def _home(snap: Snapshot, said: str) -> str:
    """Put the home directory in the place of `~`, which only pip does."""
    return (snap.host.home or "~") + said[1:] if said == "~" or said.startswith(("~/", "~\\")) else said
