"""What only a traceback can show: the module was found, and something in it was not."""

from __future__ import annotations

from envdoctor.why import remedies
from envdoctor.why.answer import Cause, Remedy
from envdoctor.why.causes import hiding
from envdoctor.why.finding import Found as Seen
from envdoctor.why.search_path import CURRENT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.why.case import Case

    Found = tuple[Cause, Remedy | None] | None

# a library of the system: its package on Debian
_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libSM.so.6": "libsm6",
    "libXext.so.6": "libxext6",
    "libXrender.so.1": "libxrender1",
    "libgomp.so.1": "libgomp1",
    "libpq.so.5": "libpq5",
    "libmagic.so.1": "libmagic1",
    "libmysqlclient.so.21": "libmysqlclient21",
    "libmariadb.so.3": "libmariadb3",
    "libsndfile.so.1": "libsndfile1",
    "libportaudio.so.2": "libportaudio2",
    "libusb-1.0.so.0": "libusb-1.0-0",
    "libgdal.so.32": "libgdal32",
    "libodbc.so.2": "unixodbc",
    "libffi.so.7": "libffi7",
    "libtk8.6.so": "libtk8.6",
    "libzbar.so.0": "libzbar0",
    "libopenblas.so.0": "libopenblas0",
}
_MOVED = {
    "collections": (
        "collections.abc",
        (
            "Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator Hashable Iterable Iterator Generator "
            "Reversible Sized Container Callable Collection Set MutableSet Mapping MutableMapping MappingView KeysView "
            "ItemsView ValuesView Sequence MutableSequence ByteString"
        ),
        "3.10",
    ),
    "fractions": ("math", "gcd", "3.9"),
    "inspect": ("inspect.getfullargspec", "getargspec formatargspec", "3.11"),
    "asyncio": ("async def", "coroutine", "3.11"),
}


def _local(case: Case, found: Seen) -> bool:
    return found.entry == CURRENT or hiding.folder_alone(case, found)


def library_missing(case: Case) -> Found:
    """A library of the system that compiled code needs is not there."""
    trace = case.trace
    if trace is None or trace.problem != "library":
        return None
    message = f"`{case.module}` was found, but it needs {trace.library}, a library of the system that is not there."
    package = _LIBRARIES.get(trace.library, "")
    sudo = () if case.snap.host.superuser else ("sudo",)
    remedy = remedies.write(case, (*sudo, "apt", "install", package)) if package else None
    if remedy and trace.library == "libGL.so.1" and case.distribution.startswith("opencv"):
        remedy = remedy.replace(then="On a server, opencv-python-headless in its place needs no such library.")
    return Cause("library-missing", message), remedy


def name_missing(case: Case) -> Found:
    """The module has no such name: it is another file, a release that differs, or the name has moved."""
    trace = case.trace
    if trace is None or trace.problem not in {"name", "attribute"}:
        return None
    found = case.here.result
    top = case.here.find(case.top)
    shadow = next((one for one in (found, top) if isinstance(one, Seen) and _local(case, one)), None)
    hidden = hiding.shadowed(case, shadow) if shadow else None
    if hidden:
        return hidden
    own = hiding.taken(case, shadow) if shadow else None
    if own:
        return own
    moved = _MOVED.get(case.module)
    if moved and trace.name in moved[1].split():
        message = f"Since Python {moved[2]}, `{case.module}` has no `{trace.name}`: it is in `{moved[0]}`."
        return Cause("standard-library-removed", message, (f"in its place: {moved[0]}",)), None
    claim = next(iter(case.here.claims()), None)
    origin = trace.origin or (found.origin if isinstance(found, Seen) else "")
    evidence: tuple[str, ...] = (f"Python took it from {case.shown(origin)}",) if origin else ()
    if claim is None:
        message = f"`{case.module}` is there, but has no `{trace.name}` when it is asked for it."
        evidence += ("two modules that import each other look like this, too",)
        return Cause("name-missing", message, evidence), None
    metadata = claim.metadata
    message = f"{metadata.name} {metadata.version} is installed, and its `{case.module}` has no `{trace.name}`."
    if case.declared:
        return Cause("name-missing", message, evidence), remedies.install(case, metadata.name, case.declared)
    then = "It lists the releases; the notes of one of them say when the name came or went."
    remedy = remedies.pip(case, "index", "versions", metadata.name).replace(then=then)
    return Cause("name-missing", message, evidence), remedy
