"""Is a wheel for the Python and the platform that it is installed for? Told by its tags, as installers do.

Installers of today refuse any other; it comes from folders that were copied or shared, and from options such as
`--platform`. Where it depends on what files do not tell, the wheel is taken to fit: the level of manylinux, the
version of macOS, what an emulator runs.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from envdoctor.probe.dists.target import Target

OLDEST = (3, 8)  # before, tags had letters more: cp37m
BEGINS = {"linux": ("manylinux", "linux_", "musllinux_"), "macos": ("macosx_",), "windows": ("win",)}
ALL = ("manylinux", "linux_", "musllinux_", "macosx_", "win", "ios_", "android_")
MACHINES = {
    "linux": ("x86_64", "aarch64", "armv6l", "armv7l", "i686", "ppc64le", "s390x", "riscv64"),
    "macos": ("x86_64", "arm64"),
    "windows": ("amd64", "arm64", "win32"),
}
# what a Mac's own kind of machine runs, and what of several kinds holds it
_MAC = {"x86_64": ("universal2", "intel", "universal", "fat64", "fat3"), "arm64": ("universal2",)}


def misfits(tagged: Iterable[tuple[str, Sequence[str]]], target: Target) -> list[tuple[str, Sequence[str]]]:
    """Give those distributions of which no tag fits: their metadata folders, and the tags."""
    if target.minor is None or target.minor < OLDEST:
        return []
    quick = Quick(target)
    return [(one, tags) for one, tags in tagged if not any(map(quick.fits, tags)) and not any_fits(tags, target)]


class Quick:
    """Tags that plainly fit, each looked at once."""

    def __init__(self, target: Target) -> None:
        self._target, self._known = target, {"py3-none-any": True}

    def fits(self, tag: str) -> bool:
        """Say whether a tag fits beyond doubt."""
        if tag not in self._known:
            self._known[tag] = self._judge(*tag.split("-")) if tag.count("-") == 2 else False  # noqa: PLR2004
        return self._known[tag]

    def _judge(self, python: str, abi: str, platform: str) -> bool:
        major, minor = self._target.minor or OLDEST
        if abi == "none" and platform == "any":
            return f"py{major}" in python.split(".") or python == f"py{major}{minor}"
        if platform_fits(platform, self._target) is not True or self._target.implementation != "cpython":
            return False
        if abi == "none":
            return python in {f"py{major}", f"py{major}{minor}"}
        if python == abi == f"cp{major}{minor}":
            return not self._target.free_threaded
        older = python.removeprefix(f"cp{major}")
        return abi == "abi3" and older.isdecimal() and int(older) <= minor and not self._target.free_threaded


def any_fits(tags: Iterable[str], target: Target) -> bool:
    """Say whether one of the tags fits, or may fit, as `packaging` sees it for this Python."""
    if target.implementation != "cpython" or target.minor is None:
        return True  # another implementation has rules of its own
    from packaging.tags import compatible_tags, cpython_tags, parse_tag

    try:
        wanted = {parsed for tag in tags for parsed in parse_tag(tag)}
    except ValueError:
        return True
    platforms = sorted({one.platform for one in wanted if platform_fits(one.platform, target) is not False} - {"any"})
    platforms = platforms or ["nowhere"]  # with none, `packaging` would take those of the Python that runs this
    name = "cp{}{}".format(*target.minor)
    abi = name + "t" if target.free_threaded else name
    known = {*cpython_tags(target.minor, abis=[abi], platforms=platforms)}
    known |= {*compatible_tags(target.minor, interpreter=name, platforms=platforms)}
    # with the debug build's letter it would be another ABI, which nothing tells apart by its files
    return not wanted.isdisjoint(known) or any(one.abi == abi + "d" for one in wanted)


def platform_fits(platform: str, target: Target) -> bool | None:
    """Say whether a platform is this one; None: it may be."""
    if platform == "any":
        return True
    if not platform.startswith(ALL):
        return None  # one that was not there when this was written
    if not platform.startswith(BEGINS[target.system]):
        return False
    if target.system == "linux" and target.libc and not platform.startswith("linux_"):
        made_for = "musl" if platform.startswith("musllinux_") else "glibc"
        if made_for != target.libc:
            return False
    machine = target.machine.lower()
    if not machine:
        return None
    if target.system == "windows":
        return {"amd64": "win_amd64", "arm64": "win_arm64", "x86": "win32"}[machine] == platform
    if platform.endswith("_" + machine):
        return True
    if target.system == "macos":
        return any(platform.endswith(f"_{one}") for one in _MAC.get(machine, ())) or (
            False if platform.endswith(MACHINES["macos"]) else None
        )
    return False if platform.endswith(MACHINES["linux"]) else None
