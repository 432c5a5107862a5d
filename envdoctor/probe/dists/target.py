"""The Python of an environment, as far as markers and wheels ask about it: known by its files, it is not run."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System

HEAD = 8192  # bytes of an executable: what it is made for, and the loader it names, stand near its beginning
# by their headers; Intel's and Apple's Macs, which may also be both at once
_ELF = {62: "x86_64", 183: "aarch64", 243: "riscv64"}
_MACH = {b"\x07\x00\x00\x01": "x86_64", b"\x0c\x00\x00\x01": "arm64"}
_PE = {0x8664: "AMD64", 0xAA64: "ARM64", 0x014C: "x86"}
_NAMES = {
    "linux": ("linux", "Linux", "posix"),
    "macos": ("darwin", "Darwin", "posix"),
    "windows": ("win32", "Windows", "nt"),
}


class Target:
    """What is known; what costs a look at files is looked for when it is first asked for."""

    def __init__(self, system: System, environment: Environment, sites: tuple[str, ...]) -> None:
        self._system, self._environment, self.sites = system, environment, sites
        # without its base, the version is a note from the day the environment was made: updates change its last number
        sure = environment.base or environment.kind == "conda"
        numbers = environment.python.split(".")
        self.python = environment.python if sure else ".".join(numbers[:2])
        sys_platform, platform_system, os_name = _NAMES[system.name]
        self.known = {"sys_platform": sys_platform, "platform_system": platform_system, "os_name": os_name}
        if len(numbers) > 1:
            self.known["python_version"] = ".".join(numbers[:2])
        if self.python.count(".") > 1:
            self.known["python_full_version"] = self.python
        self._files: tuple[str, str, str] | None = None

    @property
    def minor(self) -> tuple[int, int] | None:
        """The version of the language."""
        major, _, minor = self.known.get("python_version", "").partition(".")
        return (int(major), int(minor)) if major.isdecimal() and minor.isdecimal() else None

    @property
    def system(self) -> str:
        """As in `Host`."""
        return self._system.name

    @property
    def implementation(self) -> str:
        """Say "cpython", "pypy", "graalpy"; empty: not known."""
        return self._look()[0]

    @property
    def machine(self) -> str:
        """What its executable is made for, in the words of its system: "x86_64", "AMD64"; empty: not known."""
        return self._look()[1]

    @property
    def libc(self) -> str:
        """Say "glibc", "musl"; empty: not known, or it is not Linux."""
        return self._look()[2]

    @property
    def free_threaded(self) -> bool:
        """It is a build without the global lock, for which wheels are made apart."""
        name = self._system.path.basename(self._system.path.dirname(self.sites[0]))
        return name.endswith("t") or self._environment.base.removesuffix(".exe").endswith("t")

    def variables(self, asked: str) -> dict[str, str]:
        """Give the variables of markers that are known, and of those that cost something what the text asks for."""
        if "implementation" in asked and self.implementation in {"cpython", "pypy"}:
            self.known["implementation_name"] = self.implementation
            self.known["platform_python_implementation"] = {"cpython": "CPython", "pypy": "PyPy"}[self.implementation]
        # a process for another machine than its system's is told different things by different systems
        if "platform_machine" in asked and self.machine and self.system == "linux":
            self.known["platform_machine"] = self.machine
        return self.known

    def _look(self) -> tuple[str, str, str]:
        if self._files is None:
            self._files = self._read()
        return self._files

    def _read(self) -> tuple[str, str, str]:
        system, environment = self._system, self._environment
        path = system.path
        names = [path.basename(path.dirname(site)) for site in self.sites]
        try:
            names += system.names(environment.scripts)
        except OSError:
            return "", "", ""
        names.append(path.basename(environment.base))
        others = [one for one in ("pypy", "graalpy") if any(name.lower().startswith(one) for name in names)]
        implementation = others[0] if others else "cpython"
        executable = environment.base
        if environment.kind == "conda":
            windows = system.name == "windows"
            executable = path.join(environment.path, "python.exe" if windows else path.join("bin", "python"))
        try:
            head = system.head(executable, HEAD) if executable else b""
        except OSError:
            head = b""
        return implementation, _machine(head), _libc(head)


def _machine(head: bytes) -> str:
    if head.startswith(b"\x7fELF\x02\x01"):  # of 64 bits; one of 32 may run on a kernel of 64
        return _ELF.get(int.from_bytes(head[18:20], "little"), "")
    if head.startswith(b"\xcf\xfa\xed\xfe"):
        return _MACH.get(head[4:8], "")
    if head.startswith(b"MZ"):
        at = int.from_bytes(head[60:64], "little")
        if head[at : at + 4] == b"PE\0\0":
            return _PE.get(int.from_bytes(head[at + 4 : at + 6], "little"), "")
    return ""


def _libc(head: bytes) -> str:
    """Tell by the loader that an executable of Linux names."""
    if not head.startswith(b"\x7fELF"):
        return ""
    if b"/ld-musl-" in head:
        return "musl"
    return "glibc" if b"/ld-linux" in head else ""
