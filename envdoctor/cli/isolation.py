"""What PYTHONPATH adds comes last: nothing of a project may stand in the place of what envdoctor imports."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.system import System


def put_last(path: list[str], system: System) -> None:
    """Move what PYTHONPATH added to the end, and leave out what is no folder of installed packages.

    A folder that envdoctor itself was imported from stays: Nix and Bazel install that way.
    """
    import envdoctor

    own = {system.path.dirname(folder) for folder in envdoctor.__path__}
    separator = ";" if system.name == "windows" else ":"
    for entry in system.env["PYTHONPATH"].split(separator):
        added = system.path.normpath(system.path.join(system.cwd, entry))
        if added in path:
            path.remove(added)
            if added in own or added.endswith(("site-packages", "dist-packages")):
                path.append(added)
