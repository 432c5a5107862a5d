"""Requirements that are not taken from an index: URLs, repositories, folders and archives.

pip looks at the disk to tell a folder from a name, and takes relative paths from the folder it is started in. That is
not known here, so a path may lie below any of some folders: the project's root and that of the file.
"""

from __future__ import annotations

import re

from envdoctor.record import Record
from envdoctor.requirements.answers import Asked, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from envdoctor.system import System

_PROJECT = re.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_BUILT_BY = ("pyproject.toml", "setup.py")


class Places(Record):
    """Where paths are looked for."""

    system: System
    folders: tuple[str, ...]

    def kinds(self, path: str, inside: str = "") -> set[str]:
        """Give what a path is, as `System.kind` says it, in each of the folders."""
        join = self.system.path.join
        places = [self.system.path.normpath(join(folder, path)) for folder in self.folders]
        return {self.system.kind(join(place, inside) if inside else place) for place in places}

    def looks_like_path(self, text: str) -> bool:
        """Say whether a text is a path at first sight."""
        return text.startswith(".") or "/" in text or self.system.path.sep in text


def library() -> Any:
    """Import pip-requirements-parser, which takes longer than a clean run may."""
    import pip_requirements_parser  # type: ignore[import-untyped]

    return pip_requirements_parser


def link(text: str, places: Places) -> Asked | None:
    """Read a path or the name of an archive; None: pip takes it for a name.

    Raises:
        Refusal: it is a folder of something else, or an archive with an impossible name.
    """
    path, extras = _split_extras(text)
    if places.looks_like_path(path) and "folder" in places.kinds(path):
        if any("file" in places.kinds(path, name) for name in _BUILT_BY):
            return Asked(kind="path", extras=extras, url=path)
        raise Refusal(f"Directory {text!r} is not installable. Neither 'setup.py' nor 'pyproject.toml' found.")
    if not library().is_archive_file(path):
        return None
    before, at, _ = text.partition("@")
    if "file" not in places.kinds(path) and at and not places.looks_like_path(before):
        return None
    return from_url(path).replace(extras=extras)


def from_url(url: str) -> Asked:
    """Read a URL or the path of an archive.

    Raises:
        Refusal: it is a wheel whose name no wheel can have.
    """
    target = library().Link(url)
    name, version = egg(url), ""
    if target.is_wheel:
        from packaging.utils import InvalidWheelFilename, parse_wheel_filename

        try:
            wheel, release, _, _ = parse_wheel_filename(target.filename)
        except InvalidWheelFilename as error:
            raise Refusal(str(error)) from None
        name, version = str(wheel), str(release)
    return Asked(kind=kind(url), name=name, specifier=version and f"=={version}", version=version, url=url)


def editable(text: str, places: Places) -> Asked:
    """Read what stands behind `-e`: `NAME @ URL`, a folder, or the URL of a repository.

    Raises:
        Refusal: it is nothing of that kind, or its name is not to be had.
    """
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        found = Requirement(text)
    except InvalidRequirement:
        found = None
    if found and found.url:
        egg(found.url)
        asked = Asked(kind="editable", name=found.name, extras=tuple(sorted(found.extras)), url=found.url)
        asked = asked.replace(marker=str(found.marker or ""))
    else:
        path, extras = _split_extras(text)
        if "folder" in places.kinds(path) or path.lower().startswith("file:"):
            return Asked(kind="editable", name=egg(path), extras=extras, url=path)
        bare = next((one for one in library().vcs if text.lower().startswith(one + ":")), "")
        url = f"{bare}+{text}" if bare else text
        asked = Asked(kind="editable", name=egg(url), url=url)
    local = asked.url.startswith("file:")
    if not local and kind(asked.url) != "vcs":
        raise Refusal(
            f"{text} is not a valid editable requirement. It should either be a path to a local project or a VCS URL "
            f"(beginning with {', '.join(library().vcs_all_schemes)})."
        )
    if not local and not asked.name:
        raise Refusal(
            f"Could not detect requirement name for {text!r}, please specify one with your_package_name @ URL"
        )
    return asked


def egg(url: str) -> str:
    """Give the name in the fragment of a URL, which must be a name and nothing else.

    Raises:
        Refusal: it is not.
    """
    name: str | None = library().Link(url).egg_fragment
    if name is None:
        return ""
    if not _PROJECT.fullmatch(name):
        raise Refusal(f"Invalid egg fragment: {name!r} is no project name")
    return name


def kind(url: str) -> str:
    """Say whether a URL is that of a repository, of a local file, or of something else."""
    target = library().Link(url)
    if target.is_vcs:
        return "vcs"
    return "path" if target.scheme in {"", "file"} else "url"


def _split_extras(text: str) -> tuple[str, tuple[str, ...]]:
    """Take the extras off a path."""
    from packaging.requirements import InvalidRequirement, Requirement

    path, _, inside = text.removesuffix("]").rpartition("[")
    if not text.endswith("]") or not path or not inside or "]" in inside:
        return text, ()
    try:
        return path.rstrip(), tuple(sorted(Requirement(f"name[{inside.lower()}]").extras))
    except InvalidRequirement as error:
        raise Refusal(f"Invalid requirement: {text!r}: {getattr(error.__cause__, 'message', error)}") from None
