"""Where Python leaves its bytecode: only beside modules that are imported, never beside a script that is run."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.system import System

MOST = 12  # scripts that are looked into
LIMIT = 1 << 16  # bytes of a script
# what servers import, with the frameworks that tell them from other scripts of these names
SERVED = ("app.py", "asgi.py", "main.py", "wsgi.py")
FRAMEWORKS = ("flask", "fastapi", "starlette", "django", "quart", "sanic", "litestar", "bottle")


def at_root(system: System, root: str, names: list[str], *, python: bool) -> bool:
    """Say whether a module at the root is imported: by a server, by the test runner, or by another one beside it.

    Only in a Python project (`python`) a script that is called app.py is the project's application.
    """
    scripts = [name for name in names if name.endswith(".py")]
    if not scripts:
        return False
    if "__pycache__" in names or any(name.startswith("test_") or name == "conftest.py" for name in scripts):
        return True
    stems = [name[:-3] for name in scripts]
    for name in scripts[:MOST]:
        wanted = [stem for stem in stems if stem != name[:-3]] + [*FRAMEWORKS] * (python and name in SERVED)
        if wanted and _imports(system, system.path.join(root, name), wanted):
            return True
    return False


def _imports(system: System, path: str, names: list[str]) -> bool:
    try:
        text = system.head(path, LIMIT).decode("utf-8", "replace")
    except OSError:
        return False
    likely = [name for name in names if f"import {name}" in text or f"from {name}" in text]
    return bool(likely) and any(_imported(line) in likely for line in text.splitlines())


def _imported(line: str) -> str:
    """Give the first module that a line imports; empty where it imports none."""
    words = line.replace(".", " ").replace(",", " ").split(None, 2) if "import " in line else []
    return words[1] if len(words) > 1 and words[0] in {"from", "import"} else ""


def deeper(snap: Snapshot) -> str:
    """Give a folder further down that holds a package or tests; empty where there is none."""
    if ".py" not in snap.files.names:
        return ""
    names = snap.files.names + "\0"
    for word in ("/__init__.py\0", "/conftest.py\0"):
        at = names.find(word)
        if at >= 0:
            return names[:at].rpartition("\0")[2] + "/"
    for name in snap.files.containing("/test_"):
        folder, _, base = name.rpartition("/")
        if base.startswith("test_") and base.endswith(".py"):
            return folder + "/"
    return ""
