"""What a distribution's metadata say: the headers of METADATA, or of PKG-INFO in an egg-info.

The headers end at the first blank line; behind it stands a description of any length, which is not read. What is
written as all tools write it today is cut out by searching text; anything else goes to the parser that pip uses.
"""

from __future__ import annotations

from envdoctor.facts.distributions import Metadata, normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from envdoctor.system import System

    Fields = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]

ENDS = (".dist-info", ".egg-info")
HEAD = 8192  # bytes: the headers of ninety-eight in a hundred end before
LONGER = 1 << 15  # those of nearly all others
LONGEST = 1 << 20
STARTS = ("Metadata-Version: 2.", "Metadata-Version: 1.")
MINOR = len(STARTS[0])  # where the second number of the metadata's own version stands
FOLDED = (" ", "\t")


def entries(system: System, site: str) -> list[str]:
    """Give the names of a site's metadata folders (an old one may be a file), but not what an interrupted pip left.

    Raises:
        OSError: the site is no folder, or cannot be read.
    """
    return [name for name in system.names(site) if name.endswith(ENDS) and name[0] != "~"]


def read(system: System, site: str, entry: str) -> Metadata:
    """Read one distribution."""
    return read_all(system, site, [entry])[0]


def read_all(system: System, site: str, entries: Sequence[str]) -> list[Metadata]:
    """Read the distributions of a site by the names of their metadata folders, with few calls for each."""
    sep = system.path.sep
    place = site.rstrip(sep) + sep
    heads = system.heads(place, [entry + sep + _file(entry) for entry in entries], HEAD)
    found = []
    for entry, head in zip(entries, heads):  # noqa: B905 - they are of one length
        said = _quickly(head)
        key = normal(said[0]) if said else ""
        if said and _sound(key, said[1]):
            name, version, python, requires, imports = said
            found.append(Metadata(name, key, version, place + entry, requires, python, imports, ""))
        else:
            found.append(_closely(system, place, entry, head))
    return found


def name_and_version(system: System, site: str, entry: str) -> tuple[str, str]:
    """Read name and version alone; empty where the metadata cannot be read, or does not say them."""
    sep = system.path.sep
    place = site.rstrip(sep) + sep
    head = next(system.heads(place, [entry + sep + _file(entry)], HEAD))
    try:
        return _fields(system, place, entry, head)[:2]
    except OSError:
        return "", ""


def required(system: System, site: str, entry: str) -> tuple[str, ...]:
    """Read Requires-Dist exactly as pip does; slow."""
    return exactly(system, system.path.join(site, entry))[3]


def exactly(system: System, folder: str) -> Fields:
    """Read the headers of a distribution exactly as pip does; slow. They are empty where that cannot be done."""
    place = folder
    if system.kind(place) == "folder":
        place = system.path.join(place, _file(folder))
    try:
        return exact(system.head(place, LONGEST))
    except OSError:
        return "", "", "", (), ()


def fields(data: bytes) -> Fields:
    """Read the headers that matter: name, version, Requires-Python, those of Requires-Dist, those of Import-Name."""
    end = data.find(b"\n\n")
    text = (data if end < 0 else data[: end + 1]).decode("utf-8", "replace")
    if "\r" in text:
        text = data.decode("utf-8", "replace").replace("\r\n", "\n").partition("\n\n")[0] + "\n"
    return _plain(text) or exact(data)


def _plain(text: str) -> Fields | None:
    """Read headers that are written as all tools write them; None: these are not."""
    if not text.startswith(STARTS) or "\r" in text:
        return None
    first, *requires = text.split("\nRequires-Dist: ")
    for number, part in enumerate(requires):
        if "\n" in part:  # most often the last alone: they stand together
            line, _, rest = part.partition("\n")
            if rest[:1] in FOLDED:
                return None
            requires[number] = line
    small = text.lower()  # what is written in another way is read in another way
    if small.count("\nrequires-dist:") != len(requires):
        return None
    _, name, version, rest, *_ = [*first.split("\n", 3), "", "", ""]
    if (
        name[:6] == "Name: " and version[:9] == "Version: " and rest[:1] not in FOLDED
    ):  # where nearly all tools write them
        name, version = name[6:].strip(), version[9:].strip()
    else:
        name, version = _after(text, "\nName: "), _after(text, "\nVersion: ")
    if not name or not version:
        return None
    python = _after(text, "\nRequires-Python: ")
    if small.count("\nrequires-python:") != bool(python):
        return None
    imports: tuple[str, ...] = ()
    if text[MINOR] not in "01234" and "\nimport-name" in small:  # before 2.5 there was no such header
        several = [text.split(mark)[1:] for mark in ("\nImport-Name: ", "\nImport-Namespace: ")]
        parts = [part for named in several for part in named]
        if len(parts) != small.count("\nimport-name:") + small.count("\nimport-namespace:"):
            return None
        if any("\n" in part and part[part.index("\n") + 1 :][:1] in FOLDED for part in parts):
            return None
        imports = _names([part.partition("\n")[0] for part in parts])
    return name, version, python, tuple(requires), imports


def exact(data: bytes) -> Fields:
    """Read the headers as pip does."""
    from email.parser import HeaderParser

    message = HeaderParser().parsestr(data.decode("utf-8", "replace"))

    def values(field: str) -> list[str]:
        return [" ".join(str(value).splitlines()).strip() for value in message.get_all(field, ())]

    name, version, python = ((values(field) or [""])[0] for field in ("Name", "Version", "Requires-Python"))
    imports = [*values("Import-Name"), *values("Import-Namespace")]
    return name, version, python, tuple(values("Requires-Dist")), _names(imports)


def _names(imports: list[str]) -> tuple[str, ...]:
    """Take `; private` away."""
    return tuple([name for one in imports if (name := one.partition(";")[0].strip())])


def _after(text: str, mark: str) -> str:
    """Give what stands behind a header's name; empty: there is none, or it goes on in the next line."""
    at = text.find(mark)
    if at < 0:
        return ""
    end = text.find("\n", at + len(mark))
    return text[at + len(mark) : end].strip() if text[end + 1 : end + 2] not in FOLDED else ""


def _file(entry: str) -> str:
    return "METADATA" if entry.endswith(".dist-info") else "PKG-INFO"


def _quickly(head: bytes | None) -> Fields | None:
    """Read headers out of the beginning of a file; None: they go on behind it, or are not as all tools write them."""
    end = head.find(b"\n\n") if head else -1
    return _plain(head[: end + 1].decode("utf-8", "replace")) if head and end >= 0 else None


def _fields(system: System, place: str, entry: str, head: bytes | None) -> Fields:
    """Read the headers, of which the beginning was read; an old .egg-info is a file, and is its own metadata.

    Raises:
        OSError: they cannot be read.
    """
    found = _quickly(head)
    if found:
        return found
    if head is not None and len(head) < HEAD:
        return fields(head)
    path = system.path.join(place + entry, _file(entry))
    if head is None and entry.endswith(".egg-info") and system.kind(place + entry) == "file":
        path = place + entry
    data = system.head(path, LONGER)
    return fields(data if len(data) < LONGER or b"\n\n" in data else system.head(path, LONGEST))


def _closely(system: System, place: str, entry: str, head: bytes | None) -> Metadata:
    """Read what is not written as all tools write it, and say what is wrong with it."""
    problem = ""
    try:
        name, version, python, requires, imports = _fields(system, place, entry, head)
    except OSError as error:
        name, version, python, requires, imports = "", "", "", (), ()
        problem = _unread(system, place + entry + system.path.sep + _file(entry), error)
    key = normal(name)
    if not _sound(key, version):
        from envdoctor.probe.dists.validity import problem_of

        problem = problem or problem_of(name, version)
        if problem:
            from envdoctor.probe.dists.naming import guessed

            name, version = guessed(entry)
            key = normal(name)
        if entry.endswith(".egg-info"):
            problem = ""  # old ones had versions, and left out files, as they liked
    return Metadata(name, key, version, place + entry, requires, python, imports, problem)


def _sound(key: str, version: str) -> bool:
    """Say whether name and version are such beyond doubt."""
    if not key.isascii() or not key.replace("-", "").isalnum() or key[0] == "-" or key[-1] == "-":
        return False
    if version.replace(".", "").isdecimal() and version[0] != "." != version[-1] and ".." not in version:
        return True
    from envdoctor.probe.dists.versions import release

    return release(version) is not None


def _unread(system: System, path: str, error: OSError) -> str:
    name = system.path.basename(path)
    if not system.kind(path, follow=False):
        return f"it has no {name}"
    return f"its {name} cannot be read: {error.strerror}"
