"""Whether the environments that matter are sound on disk: a glance at each, a closer look where that is not enough."""

from __future__ import annotations

from envdoctor.facts.health import Health

TYPE_CHECKING = False
if TYPE_CHECKING:
    from envdoctor.facts import Snapshot
    from envdoctor.facts.conditions import Intruder
    from envdoctor.facts.machine import Environment
    from envdoctor.system import System

# in every folder of scripts; they are no commands of a distribution
_MADE = frozenset(
    {"python", "python3", "activate", "activate.csh", "activate.fish", "Activate.ps1", "activate.ps1", "activate.nu",
     "activate.xsh", "activate.bat", "deactivate.bat", "pydoc.bat", "activate_this.py", "deactivate.csh"}
)  # fmt: skip
DEBIAN, LOCAL = "/usr/lib/python3/dist-packages", "/usr/local/lib"


def look(system: System, snap: Snapshot) -> Health:
    """Look at the judged environment, the project's own and the one that VIRTUAL_ENV names, each once."""
    user = None if snap.host.superuser or snap.host.container else system.user()
    conditions = []
    for environment in _environments(system, snap):
        site, entries = _packages(system, environment)
        owned = _roots(system, environment, site, entries, user)
        notable = environment.kind == "venv" and (environment.fault or environment.system_packages)
        if owned or notable or _linked(entries) or not _startable(system, environment):
            from envdoctor.probe.healthy import condition

            found = condition.examine(system, snap, environment, site, owned)
            if found:
                conditions.append(found)
    beside = _beside(system, user) if user else ()
    intruders: tuple[Intruder, ...] = ()
    if system.name == "linux" and not snap.host.container and not snap.host.ci and (suspects := _suspects(system)):
        from envdoctor.probe.healthy.intruders import judge

        intruders = judge(system, suspects)
    return Health(tuple(conditions), owned=beside, intruders=intruders, user=user)


def _environments(system: System, snap: Snapshot) -> list[Environment]:
    seen = snap.environments
    wanted = {one.identity: one for one in (seen.judged, seen.project) if one and not one.root}
    said = system.env.get("VIRTUAL_ENV", "")
    if said and said not in {one.path for one in (*wanted.values(), seen.active) if one}:
        from envdoctor.probe.pythons import environment, launcher

        folder = system.path.normpath(system.path.join(system.cwd, said))
        if not launcher.isolated(system, folder):
            found = environment.read(system, folder, snap.aim.root)
            if found and found.kind == "venv":
                wanted.setdefault(found.identity, found)
    return list(wanted.values())


def _packages(system: System, environment: Environment) -> tuple[str, list[str]]:
    """List the folder of packages; empty where it is not where one would look first."""
    join = system.path.join
    if system.name == "windows":
        site = join(environment.path, "Lib", "site-packages")
    else:
        site = join(environment.path, "lib", "python" + ".".join(environment.python.split(".")[:2]), "site-packages")
    try:
        return site, system.names(site)
    except OSError:
        return "", []


def _roots(
    system: System, environment: Environment, site: str, entries: list[str], user: int | None
) -> tuple[str, ...]:
    """Give what root owns where everything else is the user's: the trace of an installation through sudo."""
    if not user:
        return ()
    if system.owner(environment.path) == 0:
        return ("",) if system.owner(system.path.dirname(environment.path)) == user else ()
    if not site or system.owner(site) not in {user, 0} or system.owner(environment.path) != user:
        return ()
    join, owner = system.path.join, system.owner
    return tuple(name for name in entries if name.endswith(".dist-info") and owner(join(site, name)) == 0)


def _linked(entries: list[str]) -> bool:
    """Say whether something may be installed as it stands in its folder: only then is there such a file."""
    return any(
        name.endswith((".pth", ".egg-link")) and name not in {"_virtualenv.pth", "distutils-precedence.pth"}
        for name in entries
    )


def _startable(system: System, environment: Environment) -> bool:
    """Say whether all commands can be started, as far as their first bytes tell."""
    if environment.kind != "venv" or environment.fault:
        return True  # a conda environment is moved by conda's own means; in the others, the fault comes first
    if system.name == "windows":
        return False  # a launcher ends with what it starts
    known = {b""}
    own = b"#!" + environment.scripts.encode("utf-8", "surrogateescape") + b"/python"
    names = [
        name for name in system.inside(environment.scripts) if name not in _MADE and not name.startswith("python3.")
    ]
    folder = environment.scripts + system.path.sep
    for head in system.heads(folder, names, 256):
        if head is None:
            continue  # a folder, or a link to nothing: no command
        line = head.partition(b"\n")[0]
        if line in known or not head.startswith(b"#!"):
            continue
        python = line[2:].decode("utf-8", "surrogateescape")
        # one of a short line that names this very environment runs, as long as its Python is there
        if not line.startswith(own) or len(line) > 255 or " " in python or system.kind(python) != "file":  # noqa: PLR2004
            return False
        known.add(line)
    return True


def _beside(system: System, user: int) -> tuple[str, ...]:
    """Give the folders in the user's home where root has written: pip's cache, and the user's own packages."""
    join, owner, env = system.path.join, system.owner, system.env
    home = env.get("HOME", "")
    caches = join(home, "Library", "Caches") if system.name == "macos" else join(home, ".cache")
    cache = env.get("PIP_CACHE_DIR") or join(env.get("XDG_CACHE_HOME") or caches, "pip")
    library = join(home, ".local", "lib")
    found = []
    for folder in (cache, *(join(library, name, "site-packages") for name in system.inside(library))):
        who = owner(folder)
        inside = [name for name in system.inside(folder) if folder == cache or name.endswith(".dist-info")]
        below = who == user and any(owner(join(folder, name)) == 0 for name in inside)
        if below or (who == 0 and inside and owner(system.path.dirname(folder)) == user):
            found.append(folder)
    return tuple(found)


def _suspects(system: System) -> list[str]:
    """Give the metadata folders, among the packages of the system's Python, that may be another installer's."""
    join = system.path.join
    managed = [DEBIAN]
    entries = system.inside(DEBIAN)
    if entries:
        # what root installs with pip comes here, and is found before what apt installed
        local = (join(LOCAL, name, "dist-packages") for name in system.inside(LOCAL) if name.startswith("python3"))
        first = [join(site, name) for site in local for name in system.inside(site) if name.endswith(".dist-info")]
    elif any(system.kind(release) for release in ("/etc/fedora-release", "/etc/redhat-release")):
        first = []
        libraries = (join("/usr", name) for name in ("lib", "lib64"))
        managed = [join(one, name, "site-packages") for one in libraries for name in system.inside(one)
                   if name.startswith("python3.")]  # fmt: skip
    else:
        return []  # how other systems build their packages differs: some by pip itself
    return first + [
        join(site, name)
        for site in managed
        for name in (entries if site == DEBIAN else system.inside(site))
        if name.endswith(".dist-info") and system.kind(join(site, name, "INSTALLER")) == "file"
    ]
