"""Plan fixes and apply them: the only code that writes to the disk."""

from __future__ import annotations

import os
import stat

from envdoctor.check import Append, Create, Replace
from envdoctor.edits import CannotMend, Document
from envdoctor.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from envdoctor.check import Finding, Fix
    from envdoctor.edits import Edit

UNSAFE = "it is unsafe: --unsafe-fixes applies it"
TOLD = "its cure is a command for your own shell"


class Change(Record):
    """One file, as it is and as it shall be."""

    path: str
    before: bytes | None  # None: the file does not exist yet
    after: bytes


class Held(Record):
    """A fix that is not applied, and why."""

    finding: Finding
    reason: str


class Mended(Record):
    """A finding that the plan mends, and the files that this changes."""

    finding: Finding
    title: str
    paths: tuple[str, ...]


class Refused(Record):
    """A file that could not be written, and why; it is as it was."""

    path: str
    reason: str


class Plan(Record):
    """What `--fix` would do."""

    changes: tuple[Change, ...]
    held: tuple[Held, ...]
    mended: tuple[Mended, ...] = ()


def plan(findings: Iterable[Finding], read: Callable[[str], bytes], *, unsafe: bool) -> Plan:
    """Work out what the files become; of each finding, the first fix that can be applied is.

    `read` gives the bytes of a file of the project, or raises OSError.
    """
    documents: dict[str, Document] = {}
    held, mended = [], []
    for finding in findings:
        reason = ""
        for fix in finding.fixes:
            if not fix.edits:
                continue
            if not fix.safe and not unsafe:
                reason = reason or UNSAFE
                continue
            try:
                edits = _edits(fix, documents, read)
            except CannotMend as why:
                reason = str(why)
                continue
            for document, edit in edits:
                document.accept(edit)
            paths = tuple(dict.fromkeys(document.path for document, _ in edits))
            mended.append(Mended(finding, fix.title, paths))
            break
        else:
            if finding.fixes:
                held.append(Held(finding, reason or TOLD))
    changes = [Change(path, one.before, one.after()) for path, one in sorted(documents.items()) if one.touched]
    return Plan(tuple(one for one in changes if one.before != one.after), tuple(held), tuple(mended))


def _edits(fix: Fix, documents: dict[str, Document], read: Callable[[str], bytes]) -> list[tuple[Document, Edit]]:
    """Prepare all steps of a fix that change files: it is applied as a whole or not at all."""
    edits: list[tuple[Document, Edit]] = []
    for step in fix.steps:
        if isinstance(step, Replace):
            document = _document(step.path, documents, read)
            edit = document.replace(step)
            if any(one is document and edit.overlaps(other) for one, other in edits if not other.lines):
                raise CannotMend(f"its own steps get in each other's way in {step.path}")
            edits.append((document, edit))
        elif isinstance(step, Append):
            document = _document(step.path, documents, read)
            edits.append((document, document.append(step)))
        elif isinstance(step, Create):
            document = _document(step.path, documents, read)
            edits.append((document, document.create(step)))
    return edits


def _document(path: str, documents: dict[str, Document], read: Callable[[str], bytes]) -> Document:
    if path not in documents:
        parts = path.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or parts[0][1:2] == ":":
            raise CannotMend(f"{path} is not in the project")
        try:
            before: bytes | None = read(path)
        except FileNotFoundError:
            before = None
        except OSError as error:
            raise CannotMend(f"{path} cannot be read: {error.strerror}") from None
        documents[path] = Document(path, before)
    return documents[path]


def apply(root: str, changes: Iterable[Change]) -> list[Refused]:
    """Write the files, each at once or not at all; what cannot be written is left as it was, and said."""
    refused = []
    for change in changes:
        try:
            write(_target(root, change), change.after)
        except CannotMend as why:
            refused.append(Refused(change.path, str(why)))
        except OSError as error:
            refused.append(Refused(change.path, f"it cannot be written: {error.strerror or error}"))
    return refused


def _target(root: str, change: Change) -> str:
    """Find the file behind links, and look whether it is still what the change was made for."""
    path = os.path.join(root, *change.path.split("/"))
    target = os.path.realpath(path)
    if not target.startswith(os.path.join(os.path.realpath(root), "")):
        raise CannotMend("it is a link that leads out of the project")
    try:
        regular = stat.S_ISREG(os.stat(target).st_mode)
    except FileNotFoundError:
        if change.before is not None:
            raise CannotMend("it is gone since it was read") from None
        if os.path.islink(path):
            raise CannotMend("it is a link that leads nowhere") from None
        return target
    before = None
    if regular:  # a FIFO would block for ever
        with open(target, "rb") as file:
            before = file.read()
    if before is None or before != change.before:
        raise CannotMend("it was changed since it was read")
    if not os.access(target, os.W_OK):
        raise CannotMend("it is read-only")
    return target


def save(path: str, data: bytes) -> None:
    """Write what the user asked for to a place of the user's choice, which may be a device or a pipe.

    Raises:
        OSError: it cannot be written.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as file:
            file.write(data)
    else:
        write(os.path.realpath(path), data)


def write(target: str, data: bytes) -> None:
    """Write a file in one step: a new one beside it takes its place once all of it is on the disk.

    Raises:
        OSError: it cannot be written; the file is as it was.
    """
    folder, name = os.path.split(os.path.abspath(target))
    os.makedirs(folder, exist_ok=True)
    beside = os.path.join(folder, f".{name[:200]}.{os.getpid()}.envdoctor")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(beside, flags, 0o666)  # less the umask, as any new file
    try:
        with open(descriptor, "wb") as file:
            _like(target, descriptor)
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise
    _settle(folder)


def _like(target: str, descriptor: int) -> None:
    """Give the new file the mode and the owner of the one it replaces."""
    try:
        status = os.stat(target)
    except FileNotFoundError:
        return
    if hasattr(os, "fchown"):
        own = os.fstat(descriptor)
        if (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
            try:
                os.fchown(descriptor, status.st_uid, status.st_gid)
            except PermissionError:  # only root may; the file then belongs to who asked for the change
                pass
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, stat.S_IMODE(status.st_mode))


def _settle(folder: str) -> None:
    """Have the file's new name on the disk, too; not every system can."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        except OSError:  # the file is written all the same
            pass
        finally:
            os.close(descriptor)
