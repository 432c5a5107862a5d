"""The ledger of false alarms: what other doctors got wrong, each line by its root cause, as a test that we do not.

Beside what must stay unsaid stands, where it can, what must still be said: a test that could not fail proves nothing.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
import tree_sitter_bash
from tree_sitter import Language, Node, Parser

from envdoctor.check import Finding, Tell
from envdoctor.engine import Report, run
from envdoctor.facts import Snapshot
from envdoctor.pages import Example, examples
from envdoctor.result import status_of
from envdoctor.snapshot_file import facts_of
from envdoctor.testing import snapshot
from tests.makers import built
from tests.makers.disk import DISTRIBUTIONS, PROJECT
from tests.test_whole_machines import CHECKS, FILES, SOURCES, USUAL, looked, read, say

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

MACHINES = Path(__file__).parent / "machines"
SITE = ".venv/lib/python3.11/site-packages"
PARSER = Parser(Language(tree_sitter_bash.language()))


def changed(machine: str = "debian", **tables: dict[str, Any]) -> dict[str, Any]:
    """Give a whole machine with something changed in its tables, paths relative to the project."""
    data = read(MACHINES / f"{machine}.toml")
    return {**data, **{name: {**data.get(name, {}), **table} for name, table in tables.items()}}


def seen(data: dict[str, Any]) -> Snapshot:
    tables = built({**data, "files": {}, "links": {}})
    for name in ("files", "links"):  # False takes away what a maker has written, with all below
        tables[name] = {**tables[name], **data.get(name, {})}
    return snapshot(_absolute(tables))


def _absolute(tables: dict[str, Any]) -> dict[str, Any]:
    """Write what is relative to the project, /home/me/shop, as makers do: so that it takes the place of theirs."""
    for name in ("files", "links"):
        tables[name] = {
            path if path[0] in "/CD" else f"/home/me/shop/{path}": value for path, value in tables[name].items()
        }
    return tables


def judged(data: dict[str, Any], *names: str) -> Report:
    """Let some checks, or all that are on, judge a machine."""
    report = run(seen(data), [CHECKS[name] for name in names] if names else USUAL, clock=lambda: 0.0)
    assert not report.failed
    return report


def said(data: dict[str, Any], *names: str) -> list[str]:
    return [one.check for one in judged(data, *names).found]


class TestRegenerableFilesJudged:
    """conda doctor reported .pyc files: whatever Python makes again is nobody's business."""

    def test_bytecode_that_is_gone(self) -> None:
        # RECORD names bytecode, and nothing of it is there
        assert said(changed(), "files-missing", "files-altered") == []

    def test_bytecode_that_differs(self) -> None:
        cache = f"{SITE}/requests/__pycache__/__init__.cpython-311.pyc"
        record = f"requests/__init__.py,,\n{cache.removeprefix(SITE + '/')},sha256=AAAA,10\n"
        data = changed(files={cache: "other", f"{SITE}/requests-2.32.3.dist-info/RECORD": record})
        assert said(data, "files-missing", "files-altered") == []

    def test_a_module_that_is_gone_is_said(self) -> None:
        assert said(changed(files={f"{SITE}/requests/__init__.py": False}), "files-missing") == ["files-missing"]


class TestLegitimateRewritingAfterInstall:
    """conda on macOS signs programs anew: content that differs is a note, and off unless it is asked for."""

    INFO = f"{SITE}/requests-2.32.3.dist-info"

    def test_files_that_installers_write_again(self) -> None:
        again = {f"{self.INFO}/INSTALLER": "uv\n", f"{self.INFO}/REQUESTED": "x", f"{self.INFO}/direct_url.json": "{}"}
        assert said(changed(files=again), "files-altered") == []

    def test_the_first_line_of_a_script(self) -> None:
        script = "#!/home/me/shop/.venv/bin/python3.11\nimport sys\n"
        assert said(changed(files={".venv/bin/normalizer": script}), "files-altered") == []

    def test_a_module_that_differs_is_a_note_for_those_who_ask(self) -> None:
        data = changed(files={f"{SITE}/requests/__init__.py": "import os\n"})
        (finding,) = judged(data, "files-altered").found
        assert finding.severity == "note"
        assert not CHECKS["files-altered"].default


class TestSymlinksHashedAsTheirTargets:
    """uv and others can install links into a cache: what a link leads to counts, and it must lead somewhere."""

    CACHE = "/home/me/.cache/uv/archive-v0/abc/requests/__init__.py"
    TEXT = '__version__ = "2.32.3"\n'

    def test_a_link_to_the_same_content(self) -> None:
        data = changed(
            files={f"{SITE}/requests/__init__.py": False, self.CACHE: self.TEXT},
            links={f"{SITE}/requests/__init__.py": self.CACHE},
        )
        assert said(data, "files-missing", "files-altered") == []

    def test_a_folder_that_is_a_link(self) -> None:
        data = changed(
            files={f"{SITE}/requests": False, self.CACHE: self.TEXT},
            links={f"{SITE}/requests": "/home/me/.cache/uv/archive-v0/abc/requests"},
        )
        assert said(data, "files-missing", "files-altered") == []

    def test_a_link_to_a_cache_that_is_not_mounted_here(self) -> None:
        data = changed(
            files={f"{SITE}/requests/__init__.py": False}, links={f"{SITE}/requests/__init__.py": self.CACHE}
        )
        assert said(data, "files-missing", "files-altered") == []


class TestTwoPackagesOwnAPathReportedAsAltered:
    """Of two packages that own a file one must differ: that is a finding of its own, which names both."""

    RECORD = "requests/__init__.py,sha256=AAAA,4\nother-1.0.dist-info/METADATA,,\nother-1.0.dist-info/RECORD,,\n"
    DATA: ClassVar[dict[str, Any]] = {
        f"{SITE}/other-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: other\nVersion: 1.0\n",
        f"{SITE}/other-1.0.dist-info/RECORD": RECORD,
        f"{SITE}/other-1.0.dist-info/INSTALLER": "pip\n",
    }

    def test_both_are_named(self) -> None:
        (finding,) = judged(changed(files=self.DATA), "files-clobbered").found
        assert "other 1.0" in finding.message
        assert "requests 2.32.3" in finding.message

    def test_it_is_not_altered(self) -> None:
        assert said(changed(files=self.DATA), "files-altered") == []


class TestShimsAndWrappersSeenAsForeign:
    """brew's doctor complained of pyenv's shims for nine years."""

    @pytest.mark.parametrize(
        "name",
        ["pyenv_three_versions", "pyenv_virtualenv", "asdf", "mise", "conda_base_with_venv", "conda_environment"],
    )
    def test_managers_of_versions_are_known(self, name: str) -> None:
        assert said(read(MACHINES / f"{name}.toml")) == []

    def test_shims_of_mise_are_links_to_mise(self) -> None:
        shims = "/home/me/.local/share/mise/shims"
        path = f"/home/me/shop/.venv/bin:{shims}:/home/me/.local/bin:/usr/bin:/bin"
        links = {f"{shims}/{name}": "/home/me/.local/bin/mise" for name in ("python", "python3", "pip", "pip3")}
        assert said(changed("mise", env={"PATH": path}, links=links)) == []

    def test_a_tool_that_a_shim_of_pyenv_has_started(self) -> None:
        """It sees the PATH that pyenv has made for it, with the version's own folder in front."""
        root = "/home/me/.pyenv"
        front = f"{root}/versions/3.12.4/bin:{root}/libexec:{root}/plugins/python-build/bin"
        path = f"{front}:/home/me/shop/.venv/bin:{root}/shims:{root}/bin:/usr/bin:/bin"
        child = {
            "PATH": path,
            "PYENV_VERSION": "3.12.4",
            "PYENV_DIR": "/home/me/shop",
            "PYENV_HOOK_PATH": f"{root}/pyenv.d",
            "_PYENV_INSTALL_PREFIX": root,
        }
        data = changed("pyenv_three_versions", env=child, files={f"{root}/plugins/python-build/bin/python-build": ""})
        assert said(data) == []


class TestNetworkAndMirrors:
    """npm's doctor took 72 seconds without a network; ours has never heard of one."""

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
    def test_no_socket_is_opened(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import socket

        def poisoned(*_: Any, **__: Any) -> Any:
            raise AssertionError("a socket")

        for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname", "gethostname"):
            monkeypatch.setattr(socket, name, poisoned)
        _, snap = looked(read(file))
        assert not run(snap, CHECKS.values(), clock=lambda: 0.0).failed
        assert all(" socket" not in str(fact) for fact in facts_of(snap).values())

    def test_no_run_does(self, tmp_path: Path) -> None:
        """Whatever a library imports: the interpreter itself tells of every socket that is made or asked of."""
        (tmp_path / "requirements.txt").write_text(
            "flask\n--index-url http://127.0.0.1:9/simple\nx @ https://x.example/x\n"
        )
        code = (
            "import sys; from envdoctor.__main__ import main\n"
            "sys.addaudithook(lambda event, _: event.startswith('socket.') and print(event, file=sys.stderr))\n"
            "status = main(['check', '-v', '--exit-zero'])\nprint('status', status, file=sys.stderr)"
        )
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE"))}
        words = [sys.executable, "-I", "-c", code]
        done = subprocess.run(words, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
        assert done.stderr.strip() == "status 0"

    @pytest.mark.parametrize("place", ["/etc/pip.conf", "/home/me/.config/pip/pip.conf", ".venv/pip.conf"])
    def test_a_mirror_of_a_company_is_no_finding(self, place: str) -> None:
        text = (
            "[global]\nindex-url = https://mirror.corp.example/simple\nextra-index-url = https://own.corp.example/simple\n"
            "trusted-host = mirror.corp.example\nfind-links = /srv/wheels\ncert = /etc/ssl/corp.pem\ntimeout = 60\n"
        )
        env = {
            "UV_DEFAULT_INDEX": "https://mirror.corp.example/simple",
            "PIP_INDEX_URL": "https://mirror.corp.example/",
        }
        data = changed(files={place: text, "/etc/ssl/corp.pem": "-----BEGIN CERTIFICATE-----\n"}, env=env)
        assert said(data) == []


class TestExplicitConfigurationNotHonoured:
    """What a tool has been told must be read before it is judged."""

    @pytest.mark.parametrize(
        ("env", "files", "name"),
        [
            ({}, {"pyproject.toml": "[tool.envdoctor]\nenvironment = 'build/env'\n"}, "build/env"),
            ({}, {"pyproject.toml": "[tool.envdoctor]\nenvironment = '~/envs/shop'\n"}, "~/envs/shop"),
            ({"UV_PROJECT_ENVIRONMENT": "build/env"}, {"uv.lock": "version = 1\n"}, "build/env"),
            ({"UV_PROJECT_ENVIRONMENT": "/home/me/envs/shop"}, {"uv.lock": "version = 1\n"}, "~/envs/shop"),
            ({}, {"pyproject.toml": "[tool.hatch.envs.default]\npath = 'build/env'\n"}, "build/env"),
            ({}, {".pdm-python": "/home/me/shop/build/env/bin/python\n", "pdm.lock": ""}, "build/env"),
        ],
    )  # fmt: skip
    def test_the_environment_that_was_named(self, env: dict[str, str], files: dict[str, str], name: str) -> None:
        data = self._with_two(env, {**files, ".venv": False})
        project = seen(data).environments.project
        assert project is not None
        assert project.name == name

    @pytest.mark.parametrize(
        ("file", "text"),
        [
            ("poetry.toml", "[virtualenvs]\npath = '/home/me/envs'\n"),
            ("/home/me/.config/pypoetry/config.toml", "[virtualenvs]\npath = '~/envs'\n"),
        ],
    )
    def test_the_folder_that_poetry_was_told(self, file: str, text: str) -> None:
        machine = read(MACHINES / "poetry_new_terminal.toml")
        (environment,) = machine["environments"]
        there = "/home/me/envs/" + environment["path"].rpartition("/")[2]
        machine["environments"] = [{**environment, "path": there}]
        machine["files"] = {**machine["files"], file: text}
        project = seen(machine).environments.project
        assert project is not None
        assert project.path == there
        assert said(machine) == []

    def _with_two(self, env: dict[str, str], files: dict[str, Any]) -> dict[str, Any]:
        data = changed(env={**env, "PATH": "/usr/bin:/bin"}, files=files)
        del data["env"]["VIRTUAL_ENV"]
        (one,) = data["environments"]
        both = [{**one, "path": path} for path in ("/home/me/shop/build/env", "/home/me/envs/shop")]
        return {**data, "environments": [one, *both]}

    def test_what_is_ignored_with_a_reason_is_not_said(self) -> None:
        data = changed("debian_new_terminal")
        assert said(data) == ["environment-not-active"]
        report = run(seen(data), USUAL, clock=lambda: 0.0, ignore={"environment-not-active": "we use just"})
        assert report.found == ()
        assert [one.reason for one in report.ignored] == ["we use just"]


class TestGuessingPrivateLayouts:
    """What is not known is not missing: silence, or a check that says that it could not judge."""

    def test_a_manager_of_versions_that_nobody_knows(self) -> None:
        """A shim of a tool that does not exist yet: it may start anything."""
        shims = "/home/me/.rvm4py/shims"
        files = {f"{shims}/{name}": '#!/bin/sh\nexec rvm4py run "$0" "$@"\n' for name in ("python", "python3", "pip")}
        data = changed("debian_new_terminal", files=files, env={"PATH": f"{shims}:/usr/bin:/bin"})
        report = judged(data)
        assert report.found == ()
        assert {one.reason.partition(" looks ")[2] for one in report.skipped} == {
            "like a shim, but not like one of pyenv, asdf or mise"
        }

    def test_a_build_of_python_without_any_note_of_its_version(self) -> None:
        files = {"/opt/own/bin/python": "\x7fELF", "/opt/own/lib/libown.so": "\x7fELF"}
        data = changed("debian_new_terminal", files={**files, ".venv": False}, env={"PATH": "/opt/own/bin:/usr/bin"})
        data["project"] = "files"
        assert said(data) == []


class TestAnOptionalThingFailsCI:
    """Notes never fail a run, and what fails it is for the user to say."""

    NOTE, WARNING = (Finding("x", severity="note"), Finding("x", severity="warning"))

    @pytest.mark.parametrize(
        ("found", "fail_on", "status"),
        [
            ((NOTE,), "warning", 0),
            ((NOTE,), "error", 0),
            ((NOTE,), "note", 1),
            ((NOTE, WARNING), "warning", 1),
            ((WARNING,), "error", 0),
            ((WARNING,), "never", 0),
        ],
    )
    def test_the_status(self, found: tuple[Finding, ...], fail_on: str, status: int) -> None:
        assert status_of(Report(found=found), fail_on) == status

    def test_the_most_optional_thing_is_a_note(self) -> None:
        files = {"pyproject.toml": '[project]\nname = "shop"\nversion = "1.0"\ndynamic = ["dependencies"]\n'}
        report = judged(changed(files=files))
        assert [(one.check, one.severity) for one in report.found] == [("python-undeclared", "note")]
        assert status_of(report, "warning") == 0


class TestVersionSemantics:
    """Versions are compared as packaging does, and what is installed may be a pre-release."""

    @pytest.mark.parametrize(
        ("name", "version", "found"),
        [
            ("idna", "3.8rc1", []),
            ("idna", "3.8.dev4", []),
            ("urllib3", "2.3.0.post1", []),
            ("urllib3", "2.2.2+corp.1", []),
            ("charset-normalizer", "3.3", []),
            ("certifi", "2024.07.04", []),
            ("urllib3", "3.0", ["dependency-conflict"]),
            ("idna", "2.4", ["dependency-conflict"]),
        ],
    )
    def test_what_requests_asks_for(self, name: str, version: str, found: list[str]) -> None:
        old = f"{name.replace('-', '_')}-{DISTRIBUTIONS[name][0]}.dist-info"
        info = f"{SITE}/{name.replace('-', '_')}-{version}.dist-info"
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n\n"
        files = {
            f"{SITE}/{old}": False,
            f"{info}/METADATA": metadata,
            f"{info}/RECORD": "",
            f"{info}/INSTALLER": "pip\n",
        }
        assert said(changed(files=files), "dependency-conflict", "dependency-missing") == found


class TestNotTheLatestTreatedAsFailure:
    """npm's doctor wanted the latest of everything; what works is right."""

    def test_pins_of_years_ago(self) -> None:
        old = {"certifi": "2017.4.17", "charset-normalizer": "2.0.0", "idna": "2.5", "urllib3": "1.21.1"}
        files: dict[str, Any] = {}
        for name, version in old.items():
            stem = name.replace("-", "_")
            info = f"{SITE}/{stem}-{version}.dist-info"
            files[f"{SITE}/{stem}-{DISTRIBUTIONS[name][0]}.dist-info"] = False
            files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n\n"
            files[f"{info}/RECORD"] = f"{stem}/__init__.py,,\n{stem}-{version}.dist-info/METADATA,,\n"
            files[f"{info}/INSTALLER"] = "pip\n"
        pins = {**{name: DISTRIBUTIONS[name][0] for name in PROJECT}, **old}
        files["requirements.txt"] = "".join(f"{name}=={version}\n" for name, version in pins.items())
        files[".venv/bin/normalizer"] = False
        assert said(changed(files=files)) == []

    def test_a_pip_of_some_years(self) -> None:
        info = f"{SITE}/pip-22.3.1.dist-info"
        files = {
            f"{SITE}/pip-26.0.1.dist-info": False,
            f"{info}/METADATA": "Metadata-Version: 2.1\nName: pip\nVersion: 22.3.1\n\n",
            f"{info}/RECORD": "pip/__init__.py,,\n",
            f"{info}/INSTALLER": "pip\n",
        }
        assert said(changed(files=files)) == []


class TestTheToolJudgesItsOwnEnvironment:
    """However broken the environment is that envdoctor itself lives in, the user's is what is looked at."""

    OWN = "/home/me/.local/share/pipx/venvs/python-envdoctor"

    def test_its_own_is_broken_in_many_ways(self) -> None:
        site = f"{self.OWN}/lib/python3.11/site-packages"
        broken = {
            f"{self.OWN}/pyvenv.cfg": "home = /gone\nversion = 3.7.1\ninclude-system-site-packages = true\n",
            f"{site}/~ich/__init__.py": "",
            f"{site}/rich-13.0.dist-info/METADATA": "Name: rich\nVersion: 13.0\nRequires-Dist: gone\n",
            f"{site}/rich-13.0.dist-info/RECORD": "rich/gone.py,,\n",
            f"{self.OWN}/bin/pip": "#!/gone/bin/python\n",
        }
        data = changed(files=broken, links={f"{self.OWN}/bin/python": "/gone/bin/python"})
        report = judged(data)
        assert (report.found, report.skipped) == ((), ())
        judged_one = seen(data).environments.judged
        assert judged_one is not None
        assert judged_one.name == ".venv"

    @pytest.mark.parametrize("fact", ["environments", "distributions", "records", "health", "installed", "shell"])
    def test_nothing_of_its_own_comes_into_what_is_judged(self, fact: str) -> None:
        assert self.OWN not in str(getattr(seen(changed()), fact))


class TestRecipesOlderThanTheWorld:
    """A table ends somewhere: behind it is silence."""

    @pytest.mark.parametrize("minor", ["3.20", "3.31", "4.0"])
    def test_a_python_that_no_table_knows(self, minor: str) -> None:
        data = changed("pyenv_three_versions", files={".python-version": f"{minor}.1\n"})
        data["pythons"] = [{**one, "versions": [f"{minor}.1"]} if "versions" in one else one for one in data["pythons"]]
        base = f"/home/me/.pyenv/versions/{minor}.1/bin"
        (one,) = data["environments"]
        data["environments"] = [
            {**one, "version": f"{minor}.1", "python": f"{base}/python", "real": f"{base}/python{minor}"}
        ]
        data["machine"] = {**data["machine"], "today": "2045-01-01"}
        assert said(data) == []

    def test_a_python_that_has_come_to_its_end_is_said(self) -> None:
        data = changed("pyenv_three_versions")
        data["machine"] = {**data["machine"], "today": "2029-01-01"}
        assert said(data) == ["python-end-of-life"]


class TestRepeatedOnEveryCommand:
    """uv says on every command that VIRTUAL_ENV is another: true, harmless, and said once at most."""

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
    def test_nothing_is_said_twice(self, file: Path) -> None:
        _, snap = looked(read(file))
        found = [(one.check, one.message) for one in run(snap, USUAL, clock=lambda: 0.0).found]
        assert len(found) == len(set(found))

    @pytest.mark.parametrize("name", ["github_actions", "gitlab_ci", "docker_build", "vscode_git_button"])
    @pytest.mark.parametrize(
        "env",
        [
            {"VIRTUAL_ENV": "/home/me/other/.venv"},
            {"VIRTUAL_ENV": "/nowhere", "VIRTUAL_ENV_PROMPT": "(x) "},
            {"PIP_USER": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        ],
    )
    def test_where_nobody_sits_it_is_not_said(self, name: str, env: dict[str, str]) -> None:
        assert said(changed(name, env=env)) == []

    def test_uv_goes_its_own_way_and_needs_no_warning(self) -> None:
        other = "/home/me/other/.venv"
        data = changed(
            "uv_new_terminal", env={"VIRTUAL_ENV": other, "PATH": f"{other}/bin:/home/me/.local/bin:/usr/bin:/bin"}
        )
        (one,) = data["environments"]
        data["environments"] = [one, {**one, "path": other}]
        assert said(data) == []


class TestExtrasUnknown:
    """pip check does not know which extras were asked for; the project's own requirements say it."""

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("requests==2.32.3", []),
            ("requests[security]==2.32.3", []),
            ("requests[socks]==2.32.3", ["dependency-missing"]),
            ("Requests[SOCKS] == 2.32.3", ["dependency-missing"]),
            ("requests[socks]==2.32.3; sys_platform == 'win32'", []),
        ],
    )
    def test_they_come_from_the_requirements(self, line: str, found: list[str]) -> None:
        text = "".join(f"{name}=={DISTRIBUTIONS[name][0]}\n" for name in PROJECT if name != "requests")
        assert said(changed(files={"requirements.txt": f"{line}\n{text}"}), "dependency-missing") == found


class TestChecksThatCouldNeverFail:
    """A check that returns a constant is no check: each has been seen to speak and to stay silent."""

    @pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
    def test_red_and_green(self, source: Any) -> None:
        kinds = {one.kind for one in examples(Path(source.page).read_text("utf-8"))}
        assert {"Speaks", "Silent"} <= kinds


def told() -> Iterator[tuple[str, str, str]]:
    """Give every command that an example or a whole machine is told to type: whose it is, the shell, the command."""
    for source in SOURCES:
        for example in examples(Path(source.page).read_text("utf-8")):
            if example.kind == "Speaks":
                yield from _told(source.name, snapshot(_toml(example)))
    for file in FILES:
        yield from _told("", looked(read(file))[1])


def _toml(example: Example) -> dict[str, Any]:
    return tomllib.loads(example.changes)


def _told(name: str, snap: Snapshot) -> Iterator[tuple[str, str, str]]:
    checks = [CHECKS[name]] if name else USUAL
    for finding in run(snap, checks, clock=lambda: 0.0).found:
        for fix in finding.fixes:
            for step in fix.steps:
                if isinstance(step, Tell):
                    yield finding.check, snap.shell.kind, step.command


class TestUnquotedAdvice:
    """`pip install packaging>=20` writes a file named `=20`: what we tell is typed as it stands."""

    REDIRECTS: ClassVar[set[str]] = {
        "file_redirect",
        "heredoc_redirect",
        "herestring_redirect",
        "redirected_statement",
        "ERROR",
    }

    def test_every_command_means_its_words(self) -> None:
        commands = set(told())
        assert len(commands) > 30
        wrong = {one for one in commands if self._unquoted(one[1], one[2])}
        assert wrong == set()

    @pytest.mark.parametrize(
        ("kind", "command", "wrong"),
        [
            ("bash", "pip install packaging>=20", True),
            ("bash", "pip install 'packaging>=20'", False),
            ("zsh", "pip install flask[async]", True),
            ("bash", "ls *.txt", True),
            ("bash", 'echo "unfinished', True),
            ("bash", "python3.11 -m venv --clear .venv && .venv/bin/python -m pip install -r requirements.txt", False),
            ("powershell", "pip install packaging>=20", True),
            ("powershell", "py -3.11 -m venv .venv; if ($?) { .venv\\Scripts\\pip.exe install 'x>=2' }", False),
            ("fish", "pip install x<2", True),
            ("cmd", 'pip install "x<2"', False),
        ],
    )  # fmt: skip
    def test_the_test(self, kind: str, command: str, wrong: bool) -> None:
        assert self._unquoted(kind, command) == wrong

    def _unquoted(self, kind: str, command: str) -> bool:
        """Say whether a shell would read something in a command that is not the words it shows."""
        command = command.removeprefix("deactivate 2>/dev/null || ")  # a redirection that is meant
        bare = re.sub(r"'[^']*'|\"[^\"]*\"", "", command)
        if re.search(r"[<>*]|['\"]", bare) or (kind in {"zsh", "bash", "sh"} and re.search(r"\[|\?", bare)):
            return True
        if kind not in {"bash", "zsh", "sh"}:
            return False
        return any(node.type in self.REDIRECTS for node in _nodes(PARSER.parse(command.encode()).root_node))


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def test_all_machines_are_described() -> None:
    """What the ledger is driven by is there, and a machine that is in order says nothing at all."""
    healthy = [file for file in FILES if read(file)["says"] == ""]
    assert len(healthy) >= 35
    assert all(say(run(looked(read(file))[1], [], clock=lambda: 0.0)) == "" for file in healthy)
