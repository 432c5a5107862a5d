"""How each shell says things: quote, activate, set and unset a variable, one command after another.

The kinds are those of `facts.machine.Shell`: "sh" stands for dash and ksh too, "csh" for tcsh.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from envdoctor.facts.machine import Environment, Shell

# what no shell reads as anything but itself; `=` is left out, which zsh expands at the start of a word
_PLAIN = re.compile(r"[A-Za-z0-9_./:+-][A-Za-z0-9_./:+@,-]*$")
_WINDOWS_PLAIN = re.compile(r"[A-Za-z0-9_./:\\+-]+$")


def quote(kind: str, word: str) -> str:
    """Write a word so that the shell takes it as it stands."""
    plain = _WINDOWS_PLAIN if kind in {"cmd", "powershell"} else _PLAIN
    # PowerShell cuts an option in two at its first full stop
    if plain.match(word) and not (kind == "powershell" and word.startswith("-") and "." in word):
        return word
    return _QUOTES.get(kind, _posix)(word)


def command(kind: str, words: Iterable[str]) -> str:
    """Write a command line."""
    program, *rest = words
    first = quote(kind, program)
    if first[0] in "'\"" and kind in {"powershell", "nushell"}:
        # a string in the first place is a value to PowerShell, and to nushell
        first = ("& " if kind == "powershell" else "^") + first
    return " ".join([first, *(quote(kind, word) for word in rest)])


def join(kind: str, first: str, then: str) -> str:
    """Write two command lines as one; the second runs only if the first went well."""
    if kind == "powershell":  # `&&` came with version 7
        return f"{first}; if ($?) {{ {then} }}"
    statement = kind == "xonsh" and first.startswith(("$", "del $"))  # of Python, which ends at a semicolon
    return f"{first}; {then}" if kind == "nushell" or statement else f"{first} && {then}"


def set_variable(kind: str, name: str, value: str) -> str:
    """Write how an environment variable is set."""
    said = quote(kind, value)
    if kind == "fish":
        return f"set -gx {name} {said}"
    if kind == "csh":
        return f"setenv {name} {said}"
    if kind == "powershell":
        return f"$env:{name} = {_powershell(value)}"
    if kind == "cmd":
        return f'set "{name}={value}"'
    if kind == "nushell":
        return f"$env.{name} = {_nushell(value)}"
    return f"${name} = {value!r}" if kind == "xonsh" else f"export {name}={said}"


def unset_variable(kind: str, name: str) -> str:
    """Write how an environment variable is taken away."""
    forms = {
        "fish": "set -e {}", "csh": "unsetenv {}", "powershell": "Remove-Item Env:{}", "cmd": 'set "{}="',
        "nushell": "hide-env {}", "xonsh": "del ${}",
    }  # fmt: skip
    return forms.get(kind, "unset {}").format(name)


def activate(shell: Shell, environment: Environment) -> str:
    """Write how this shell activates an environment."""
    kind = shell.kind
    if environment.kind == "conda":
        *_, parent, called = re.split(r"[/\\]", environment.path)
        named = "base" if environment.root else called if parent == "envs" else environment.path
        return command(kind, ["conda", "activate", named])
    for script in _SCRIPTS.get(kind, ("activate",)):
        if script in environment.activators:
            place = _place(shell, environment, script)
            return _START.get(kind, "source {}").format(place)
    return _prepend(shell, environment)


def python(shell: Shell, environment: Environment) -> str:
    """Write the path of an environment's Python, as short as this shell takes it; not quoted."""
    slash = "\\" if "\\" in environment.path else "/"
    name = "python.exe" if slash == "\\" else "python"
    return _relative(shell, environment, environment.scripts + slash + name)


def pip(shell: Shell) -> tuple[str, ...]:
    """Give the words that run the pip of the first Python on PATH, whichever `pip` stands there."""
    found = shell.python
    only_python3 = found is not None and re.split(r"[/\\]", found.path)[-1].startswith("python3")
    return ("python3" if only_python3 else "python", "-m", "pip")


_SCRIPTS = {
    "fish": ("activate.fish",),
    "csh": ("activate.csh",),
    "powershell": ("Activate.ps1", "activate.ps1"),
    "cmd": ("activate.bat",),
    "nushell": ("activate.nu",),
    "xonsh": ("activate.xsh",),
}
_START = {"sh": ". {}", "powershell": "{}", "cmd": "{}", "nushell": "overlay use {}"}


def _place(shell: Shell, environment: Environment, script: str) -> str:
    """Write the path of an activation script, quoted."""
    kind, slash = shell.kind, "\\" if "\\" in environment.scripts else "/"
    path = _relative(shell, environment, environment.scripts + slash + script)
    if slash == "\\" and kind not in {"powershell", "cmd"}:
        path = path.replace("\\", "/")  # a POSIX shell on Windows
    home = environment.name + environment.scripts[len(environment.path) :] + slash + script
    if path.startswith("/") and home.startswith("~/") and kind in _TILDE and _PLAIN.match(home[1:]):
        return home
    said = quote(kind, path)
    return f"& {said}" if kind == "powershell" and said.startswith("'") else said


_TILDE = frozenset({"bash", "zsh", "sh", "fish", "csh"})


def _relative(shell: Shell, environment: Environment, path: str) -> str:
    """Shorten a path of an environment for the folder the shell stands in, if that is one of the project's."""
    slash = "\\" if "\\" in path else "/"
    here = shell.cwd.rstrip(slash) + slash
    if path.startswith(here):
        below = path[len(here) :]
        return below if slash in below else f".{slash}{below}"  # a bare word would be looked for on PATH
    root = environment.path.removesuffix(environment.name)  # an environment of the project is named from its root
    if root not in {"", environment.path} and here.startswith(root):
        return f"..{slash}" * here[len(root) :].count(slash) + path[len(root) :]
    return path


def _prepend(shell: Shell, environment: Environment) -> str:
    """Write how an environment comes first on PATH, for a shell that it has no script for."""
    kind, folder = shell.kind, environment.scripts
    said = quote(kind, folder)
    if kind == "nushell":
        return f"$env.PATH = ($env.PATH | prepend {_nushell(folder)})"
    if kind == "xonsh":
        return f"$PATH.insert(0, {folder!r})"
    if kind == "fish":
        return f"set -gx PATH {said} $PATH"
    if kind == "csh":
        return f'setenv PATH {said}:"$PATH"'
    if kind == "powershell":
        separator = ";" if "\\" in folder else ":"
        return f"$env:PATH = {_powershell(folder)} + '{separator}' + $env:PATH"
    return f'set "PATH={folder};%PATH%"' if kind == "cmd" else f'export PATH={said}:"$PATH"'


def _posix(word: str) -> str:
    return "'" + word.replace("'", "'\"'\"'") + "'"


def _fish(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _csh(word: str) -> str:
    # history is expanded inside of quotes too, and a line ends there unless it is told not to
    word = word.replace("'", "'\\''").replace("!", "\\!").replace("\n", "\\\n")
    return f"'{word}'"


def _powershell(word: str) -> str:
    # typographic quotes end a string like the plain one
    return "'" + re.sub("(['\u2018\u2019\u201a\u201b])", r"\1\1", word) + "'"


def _cmd(word: str) -> str:
    # backslashes count only in front of a quote; a quote is doubled, so that cmd still sees the string as one
    return '"' + re.sub(r'(\\*)("|$)', r"\1\1\2\2", word) + '"'


def _nushell(word: str) -> str:
    if "'" not in word and "\n" not in word:
        return f"'{word}'"
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _xonsh(word: str) -> str:
    # variables and `~` are expanded inside of quotes too; a Python expression is taken as it is
    return f"'{word}'" if re.match(r"[\w ./,:=@+-]+$", word, re.ASCII) and word.isprintable() else f"@({word!r})"


_QUOTES = {
    "fish": _fish, "csh": _csh, "powershell": _powershell, "cmd": _cmd, "nushell": _nushell, "xonsh": _xonsh,
}  # fmt: skip
