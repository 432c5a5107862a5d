"""Which files may hold shell text, by their names alone."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# each begins with text that stands there as it is: that is what makes the search fast on 100,000 names
_SEARCHED = (
    r"\.(?:sh|bash|zsh|ksh|mk|just|ya?ml|md|markdown|rst|(?<=tox\.)ini|(?<=setup\.)cfg|(?<=tox\.|ect\.)toml)(?=\0)",
    r"file(?:[.\-_][^\0/]*)?(?=\0)",
    r"devcontainer\.json(?=\0)",
    r"s/[^\0/.]+(?=\0)",  # scripts/, hooks/, tools/
    r"bin/[^\0/.]+(?=\0)",
    r"docker/[^\0/.]+(?=\0)",
)
_FEW = 10_000  # characters of names: to look at each is done before those patterns are compiled
_FOLDERS = frozenset({"scripts", "hooks", "tools", "bin", "docker", ".githooks", "githooks"})
# what a Dockerfile or Makefile is called on the way to becoming one, or as something else
_NOT_YET = frozenset(
    {
        "j2",
        "jinja",
        "jinja2",
        "tmpl",
        "tpl",
        "template",
        "in",
        "am",
        "py",
        "md",
        "rst",
        "txt",
        "json",
        "js",
        "ts",
        "go",
        "rb",
    }
)
_DOCUMENTS = frozenset({"md", "markdown", "rst"})
_GUIDES = ("readme", "install", "contributing", "develop", "hacking", "getting", "quickstart", "setup")
_HISTORY = ("change", "history", "news", "release")
_ANSIBLE = ("ansible", "playbook", "tasks/", "handlers/", "provision")


def candidates(names: str) -> Iterator[str]:
    """Give the names, of those between NULs, that are worth asking `kind_of` about."""
    if len(names) <= _FEW:
        yield from filter(None, names.split("\0"))
        return
    import re

    for pattern in _SEARCHED:
        for found in re.finditer(pattern, names):
            start = names.rfind("\0", 0, found.start()) + 1
            yield names[start : found.end()]


def kind_of(name: str) -> str:
    """Say how a file is to be read; "shebang": as a shell script if its first line says so; "": not at all."""
    folder, _, base = name.lower().rpartition("/")
    stem, dot, extension = base.rpartition(".")
    if not dot:
        stem, extension = base, ""
    if extension in {"sh", "bash", "zsh", "ksh"} and stem:
        return "script"
    if extension in _DOCUMENTS:
        return _document(folder, stem)
    if extension in {"yml", "yaml"}:
        return _yaml(f"{folder}/", base)
    exact = {
        "tox.ini": "tox", "setup.cfg": "tox", "tox.toml": "tox_toml", "pyproject.toml": "tox_toml",
        "devcontainer.json": "devcontainer", ".devcontainer.json": "devcontainer",
    }  # fmt: skip
    if base in exact:
        return exact[base]
    if extension not in _NOT_YET:
        if extension == "mk" or _is(base, "makefile", "gnumakefile"):
            return "make"
        if extension == "just" or base in {"justfile", ".justfile"}:
            return "just"
        if extension in {"dockerfile", "containerfile"} or _is(base, "dockerfile", "containerfile"):
            return "dockerfile"
    return "shebang" if not extension and folder.rpartition("/")[2] in _FOLDERS else ""


def _is(base: str, *wanted: str) -> bool:
    return any(base == one or (base.startswith(one) and base[len(one)] in ".-_") for one in wanted)


def _document(folder: str, stem: str) -> str:
    if any(word in stem for word in _HISTORY):
        return ""
    parts = folder.split("/")
    return "docs" if stem.startswith(_GUIDES) or not {"docs", "doc", "documentation"}.isdisjoint(parts) else ""


def _yaml(folder: str, base: str) -> str:
    if ".github/workflows/" in folder or base in {"action.yml", "action.yaml"}:
        return "github"
    if base.endswith((".gitlab-ci.yml", ".gitlab-ci.yaml")) or folder.startswith((".gitlab/", ".gitlab-ci/")):
        return "gitlab"
    if ".circleci/" in folder or "azure-pipelines" in folder + base or folder.startswith((".azure", ".pipelines/")):
        return "steps"
    if base == ".travis.yml":
        return "travis"
    if any(word in folder + base for word in _ANSIBLE) or (folder == "/" and base[0] != "."):
        return "ansible"
    return ""
