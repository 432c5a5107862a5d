"""Which Python a script such as `pip` belongs to: its first lines say so, in one of several forms."""

from __future__ import annotations

from envdoctor.probe.pythons.names import is_python
from envdoctor.record import CannotKnow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from envdoctor.system import System

_NATIVE = (b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa")
# line 2 of a script whose interpreter does not fit into line 1: long, or with a space
_TRAMPOLINE = r"""'''exec' (?P<interpreter>.+?) "\$0" "\$@"$"""
_BESIDE = r""""\$\(dirname -- "\$\(realpath -- "\$0"\)"\)"/(?P<name>.+)$"""


def owner(system: System, script: str, find: Callable[[str], str]) -> str:
    """Give the path of the Python that a script names; `find` looks up a command as the user's shell would.

    Raises:
        CannotKnow: it is no script of a Python, or a broken one.
    """
    try:
        head = system.head(script)
    except OSError as error:
        raise CannotKnow(f"{script} cannot be read: {error.strerror}") from None
    if head.startswith(b"MZ"):
        from envdoctor.probe.pythons import windows_launcher

        said = windows_launcher.interpreter(system, script)
    elif head.startswith(_NATIVE):
        raise CannotKnow(f"{script} is a program of its own, not a script")
    elif not head.startswith(b"#!"):
        raise CannotKnow(f"{script} does not begin with `#!`")
    else:
        said = named(system, script, head, find)
    interpreter = system.path.normpath(system.path.join(system.path.dirname(script), said))
    if not is_python(system.path.basename(interpreter)):
        raise CannotKnow(f"{script} is run by {said}, which is no Python")
    if system.kind(interpreter) != "file":
        raise CannotKnow(f"{script} needs {said}, which does not exist")
    return interpreter


def named(system: System, script: str, head: bytes, find: Callable[[str], str]) -> str:
    """Give the interpreter that the first lines of a script name, whether it exists or not.

    Raises:
        CannotKnow: they name none that could be looked for.
    """
    lines = head.decode("utf-8", "surrogateescape").split("\n", 2)
    first = lines[0][2:]
    if first.endswith("\r"):
        raise CannotKnow(f"the first line of {script} ends in a carriage return")
    first = first.strip()
    if first == "/bin/sh" and len(lines) > 1:
        import re

        trampoline = re.match(_TRAMPOLINE, lines[1].rstrip("\r"))
        if trampoline:
            return _quoted(system, script, trampoline["interpreter"])
    if first in {"python", "pythonw"}:
        raise CannotKnow(f"{script} was copied from its wheel without naming a Python")
    words = first.split()
    if words and words[0].endswith("/env"):
        return _through_env(script, words[1:], find)
    # a path with a space does not run on POSIX, but a launcher that reads the line itself takes it
    if system.kind(first) == "file":
        return first
    return words[0] if words else ""


def _quoted(system: System, script: str, said: str) -> str:
    """Read the interpreter as /bin/sh would: bare, in one kind of quotes, or beside the script itself."""
    import re

    beside = re.match(_BESIDE, said)
    if beside:
        folder = system.path.dirname(system.real(script))
        return system.path.join(folder, _quoted(system, script, beside["name"]))
    if said.startswith('"'):
        return re.sub(r'\\(["\\$`])', r"\1", said[1:].partition('"')[0])
    if said.startswith("'"):
        # a quote inside is written '"'"' or '\''
        return said.replace("'\"'\"'", "\0").replace("'\\''", "\0")[1:].partition("'")[0].replace("\0", "'")
    return said.split(" -", 1)[0]


def _through_env(script: str, words: list[str], find: Callable[[str], str]) -> str:
    for word in words:
        if word == "-S" or "=" in word:
            continue
        word = word.removeprefix("-S")  # noqa: PLW2901 - `-Spython` is the same
        if word.startswith("-"):
            break
        if not is_python(word):
            raise CannotKnow(f"{script} is run by {word}, which is no Python")
        found = find(word)
        if found:
            return found
        raise CannotKnow(f"{script} needs {word}, which is not on PATH")
    raise CannotKnow(f"{script} uses `env` in a way that says no Python")
