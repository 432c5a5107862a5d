r"""A healthy machine to change one thing in: for the pages of checks, our tests, and the authors of packs.

`Machine` is a `System` made of text alone, so that Windows is tested on Linux; `snapshot(changes)` looks at one with
the real probes. The changes are what the TOML of a page's example says:

    [files]      path (relative to the project) = text, or false: neither it nor anything below is there
    [links]      path = what the symbolic link says
    [env]        variable = value, or false: not set
    [machine]    like = "linux" | "macos" | "windows", or "bare-linux" … with no Python and no file in the project;
                 terminal = false; ancestors = ["fish"]; user = 0;
                 root, cwd, prefix, base_prefix = folders; unreadable = [paths]; tracked = [paths that were committed
                 although they are ignored, or are what nobody commits: environments, .env, build output, caches];
                 today = "2027-01-31"; registry = {'HKCU\Software\…' = {name = text}, or false: not there}
"""

from __future__ import annotations

from envdoctor.machines import MACHINES, bare
from envdoctor.record import CannotKnow
from envdoctor.system import GitAnswer, System
from envdoctor.system.registry import RegistryKey

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from envdoctor.facts import Snapshot

TODAY = "2026-06-15"  # on every machine made of text, so that what it says stays as it is
NEVER_ADDED = (
    ".env", ".venv", "__pycache__", "*.pyc", "build", "dist", "*.egg-info", ".coverage", "htmlcov", "conda-meta",
    ".*_cache",
)  # fmt: skip


class Machine(System):
    """A machine that exists only as text; answers as the real one would, in its own flavour of paths."""

    def __init__(self, changes: Mapping[str, Any] | None = None) -> None:
        changes = changes or {}
        wanted: dict[str, Any] = dict(changes.get("machine", {}))
        like = wanted.pop("like", "linux")
        base = bare(MACHINES[like.removeprefix("bare-")]) if like.startswith("bare-") else MACHINES[like]
        if wrong := set(changes) - {"files", "links", "env", "machine"}:
            raise ValueError(f"unknown tables: {', '.join(sorted(wrong))}")
        self.name = base["name"]
        self.root: str = wanted.pop("root", base["root"])
        self.env = dict(base["env"])
        self.cwd = wanted.pop("cwd", self.root)
        self.prefix = wanted.pop("prefix", base["prefix"])
        self.base_prefix = wanted.pop("base_prefix", base["base_prefix"])
        self.terminal = wanted.pop("terminal", True)
        self._ancestors: list[str] = wanted.pop("ancestors", base["ancestors"])
        self._user: int | None = wanted.pop("user", base["user"])
        self._owners: dict[str, int] = {self.at(path): owner for path, owner in wanted.pop("owners", {}).items()}
        self._unreadable = {self.at(path) for path in wanted.pop("unreadable", ())}
        self._tracked: tuple[str, ...] = tuple(wanted.pop("tracked", ()))
        self._release: str = wanted.pop("release", base.get("release", ""))
        self._today: str = wanted.pop("today", TODAY)
        # no name in the registry differs from another in its case alone
        told = {**base.get("registry", {}), **wanted.pop("registry", {})}
        self._registry: dict[str, dict[str, str]] = {key: values for key, values in told.items() if values is not False}
        if wanted:
            raise ValueError(f"unknown keys of [machine]: {', '.join(sorted(wanted))}")
        self.files: dict[str, bytes] = {}
        self.links: dict[str, str] = {}
        self.put(base["files"], base["links"])
        self.put(changes.get("files", {}), changes.get("links", {}))
        for name, value in changes.get("env", {}).items():
            if value is False:
                self.env.pop(name, None)
            else:
                self.env[name] = value

    def at(self, path: str) -> str:
        """Give the absolute path of one that is relative to the project."""
        return self.path.normpath(self.path.join(self.root, path))

    def put(self, files: Mapping[str, str | bytes | bool], links: Mapping[str, str | bool]) -> None:
        """Add files and links; False takes away."""
        for path, text in files.items():
            where = self.at(path)
            if text is False:
                below = where + self.path.sep
                for gone in [name for name in (*self.files, *self.links) if name == where or name.startswith(below)]:
                    self.files.pop(gone, None)
                    self.links.pop(gone, None)
            else:
                self.files[where] = text if isinstance(text, bytes) else str(text).encode("utf-8", "surrogateescape")
        for path, target in links.items():
            where = self.at(path)
            if target is False:
                self.links.pop(where, None)
            else:
                self.links[where] = str(target)

    def real(self, path: str, hops: int = 40) -> str:
        parts = self.path.normpath(path).split(self.path.sep)
        done = parts[0]
        for hop, part in enumerate(parts[1:]):
            done += self.path.sep + part
            if done in self.links:
                target = self.path.normpath(self.path.join(self.path.dirname(done), self.links[done]))
                if not hops or len(self.links[done]) > 200:  # noqa: PLR2004 - a loop; and no real link is as long
                    return done
                rest = parts[hop + 2 :]
                return self.real(self.path.join(target, *rest), hops - 1)
        return done or self.path.sep

    def identity(self, path: str) -> str:
        real = self.real(path)
        return real if self.name == "linux" else real.casefold()

    def kind(self, path: str, *, follow: bool = True) -> str:
        where = self.path.normpath(path)
        if not follow and where in self.links:
            return "link"
        where = self.real(where)
        if where in self.files:
            return "file"
        below = where.rstrip(self.path.sep) + self.path.sep
        return "folder" if any(name.startswith(below) for name in (*self.files, *self.links)) else ""

    def link(self, path: str) -> str:
        return self.links.get(self.path.normpath(path), "")

    def read(self, path: str, limit: int = 8 * 1024 * 1024) -> bytes:
        where = self.real(path)
        if where in self._unreadable:
            raise OSError(13, "Permission denied", path)
        if where not in self.files:
            kind = self.kind(where)
            raise OSError(22 if kind else 2, f"it is a {kind}" if kind else "No such file or directory", path)
        if len(self.files[where]) > limit:
            raise OSError(27, f"it is larger than {limit // 1024} KiB", path)
        return self.files[where]

    def dated(self, folder: str, names: Iterable[str], size: int) -> Iterator[tuple[bytes, int] | None]:
        return ((data, 0) if data is not None else None for data in self.heads(folder, names, size))

    def times(self, folder: str, names: Iterable[str]) -> list[int]:
        # every folder looks newer than the files, so that whoever compares them looks into it
        return [{"": -1, "file": 0}.get(self.kind(folder + name), 1) for name in names]

    def pieces(self, path: str, size: int, limit: int = 8 * 1024 * 1024) -> Iterator[bytes]:
        rest = self.read(path, limit)
        while rest:
            cut = rest.rfind(b"\n", 0, size) + 1 or len(rest)
            yield rest[:cut]
            rest = rest[cut:]

    def head(self, path: str, size: int = 8192) -> bytes:
        return self.read(path)[:size]

    def heads(self, folder: str, names: Iterable[str], size: int) -> Iterator[bytes | None]:
        for name in names:
            try:
                yield self.head(folder + name, size)
            except OSError:
                yield None

    def names(self, path: str) -> list[str]:
        where = self.real(path)
        below = where.rstrip(self.path.sep) + self.path.sep
        names = {
            name[len(below) :].split(self.path.sep)[0] for name in (*self.files, *self.links) if name.startswith(below)
        }
        if not names:
            raise OSError(2, "No such file or directory", path)
        return sorted(names)

    def executable(self, path: str) -> bool:
        folder = self.path.basename(self.path.dirname(self.path.normpath(path)))
        runs = folder in {"bin", "Scripts", "shims", "libexec", "condabin", "WindowsApps"} or path.endswith(".exe")
        return runs and self.kind(path) == "file"

    def owner(self, path: str) -> int | None:
        return self._owners.get(self.path.normpath(path), self._user)

    def user(self) -> int | None:
        return self._user

    def release(self) -> str:
        return self._release

    def today(self) -> str:
        return self._today

    def registry(self, root: str, key: str) -> RegistryKey | None:
        where = f"{root}\\{key}".casefold()
        below = {
            name[len(where) + 1 :].split("\\")[0]: None
            for name in self._registry
            if name.casefold().startswith(where + "\\")
        }
        own = next((values for name, values in self._registry.items() if name.casefold() == where), None)
        return None if own is None and not below else RegistryKey(tuple((own or {}).items()), tuple(below))

    def columns(self) -> int:
        return 80

    def ancestors(self) -> list[str]:
        return self._ancestors

    def begin(self, words: Iterable[str], folder: str) -> None:
        pass  # it answers at once when it is asked

    def end(self) -> None:
        pass

    def begin_work(self, name: str, work: Callable[[], Any]) -> None:
        pass

    def worked(self, name: str, work: Callable[[], Any]) -> Any:  # noqa: ARG002 - it was not begun
        return work()

    def git(self, words: Iterable[str], folder: str, stdin: bytes = b"") -> GitAnswer:  # noqa: ARG002 - there is one
        """Answer `ls-files` from the text, and everything else by the real git in a copy of the .gitignore files."""
        words = list(words)
        folders = self.env.get("PATH", "").split(";" if self.name == "windows" else ":")
        if not any(self.kind(self.path.join(one, name)) for one in folders for name in ("git", "git.exe")):
            raise CannotKnow("there is no git on PATH")
        if not self.kind(self.path.join(self.root, ".git")):
            return GitAnswer(128, b"", b"fatal: not a git repository (or any of the parent directories): .git\n")
        import tempfile
        from pathlib import Path

        inside = [name for name in self.files if name.startswith(self.root + self.path.sep)]
        relative = {name: name[len(self.root) + 1 :].replace("\\", "/") for name in inside}
        with tempfile.TemporaryDirectory() as copy:
            real = System()
            real.git(["init", "-q"], copy)
            for name, path in relative.items():
                if path.startswith(".git/") and not path.startswith(".git/info/"):
                    continue
                target = Path(copy, path)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(self.files[name] if path.endswith((".gitignore", "info/exclude")) else b"")
            for name in self.links:  # to git, a link is a file
                if name.startswith(self.root + self.path.sep):
                    target = Path(copy, name[len(self.root) + 1 :].replace("\\", "/"))
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.touch()
            if words[0] == "ls-files":
                real.git(["add", "--", ".", *_never_added(relative.values())], copy)
                for path in self._tracked:
                    real.git(["add", "-f", path], copy)
            return real.git(words, copy, stdin)


def _never_added(paths: Iterable[str]) -> Iterator[str]:
    """Give pathspecs of what nobody added so far, although the .gitignore may let it in."""
    environments = [path.rpartition("/")[0] for path in paths if path.endswith("/pyvenv.cfg")]
    for name in (*NEVER_ADDED, *environments):
        yield f":(exclude,glob)**/{name}"
        yield f":(exclude,glob)**/{name}/**"


def snapshot(changes: Mapping[str, Any] | None = None) -> Snapshot:
    """Look at a healthy machine with some changes, as `envdoctor check` in its project would."""
    from envdoctor.config import load
    from envdoctor.probe import look
    from envdoctor.probe.project import aim

    machine = Machine(changes)
    target = aim(machine, ())
    settings = load(machine, target.root)
    return look(machine, target.replace(exclude=settings.exclude, environment=settings.environment))
