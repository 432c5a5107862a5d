"""One fault in a real environment at a time: the check that is for it speaks, and no other."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import shutil
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from envdoctor.__main__ import main
from envdoctor.system import System
from tests import planted

PYTHON = f"python{sys.version_info[0]}.{sys.version_info[1]}"
SITE = f"lib/{PYTHON}/site-packages"
ME = 1000  # whoever runs the tests; root owns what `sudo pip` leaves
MARKERS = ("/.dockerenv", "/run/.containerenv")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the faults are those of POSIX environments")


class Desk(System):
    """This machine, on a desk: neither in a container nor root's, wherever the tests run."""

    def kind(self, path: str, *, follow: bool = True) -> str:
        return "" if path in MARKERS else super().kind(path, follow=follow)

    def user(self) -> int | None:
        return ME

    def read(self, path: str, limit: int = 1 << 23) -> bytes:
        return b"0::/\n" if path == "/proc/1/cgroup" else super().read(path, limit)


def install(folder: Path, name: str, version: str, *headers: str, tag: str = "py3-none-any", script: str = "") -> None:
    """Install a distribution of one package, as pip leaves it."""
    site = folder / SITE
    info = f"{name}-{version}.dist-info"
    head = "\n".join(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *headers])
    files = {
        f"{name}/__init__.py": f"version = {version!r}\n",
        f"{name}/core.py": "def run():\n    pass\n",
        f"{info}/METADATA": f"{head}\n\n{name} is made for a test.\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n",
        f"{info}/INSTALLER": "pip\n",
        f"{info}/REQUESTED": "",
    }
    record = ""
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text)
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record += f"{path},sha256={digest},{len(text)}\n"
    if script:
        (folder / "bin" / script).write_text(f"#!{folder}/bin/{PYTHON}\nfrom {name} import main\n")
        (folder / "bin" / script).chmod(0o755)
        record += f"../../../bin/{script},,\n"
    (site / info / "RECORD").write_text(f"{record}{info}/RECORD,,\n")


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """The environment of a small healthy project."""
    project = tmp_path / "code" / "shop"
    project.mkdir(parents=True)
    (project / "pyproject.toml").write_text('[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.8"\n')
    (project / "requirements.txt").write_text("requests==2.32.3\nurllib3==2.2.1\nidna==3.7\n")
    folder = project / ".venv"
    venv.create(folder, symlinks=True, with_pip=False)
    (folder / ".gitignore").unlink(missing_ok=True)
    install(folder, "pip", "26.0", script="pip")
    install(folder, "requests", "2.32.3", "Requires-Dist: urllib3<3,>=1.21.1", "Requires-Dist: idna<4,>=2.5")
    install(folder, "urllib3", "2.2.1", "Requires-Python: >=3.8")
    install(folder, "idna", "3.7", script="idna")
    return folder


def judge(project: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Run envdoctor as on a desk; give the checks that speak, and what they say."""
    home = project.parent.parent
    for name in [name for name in os.environ if name.startswith(("PYTHON", "PIP_", "VIRTUAL_ENV", "CONDA", "PYENV"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setenv("CI", "false")
    monkeypatch.chdir(project)
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    status = main(["--output-format", "json", "--extend-select", "files-altered"], system=Desk(), stdout=out)
    assert isinstance(out.buffer, io.BytesIO)
    data = json.loads(out.buffer.getvalue())
    assert data["failed"] == []
    assert status in {0, 1}
    return {one["check"]: one["message"] for one in data["findings"]}


def test_the_control_is_silent(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert judge(environment.parent, monkeypatch) == {}


def dependency_removed(folder: Path) -> None:
    shutil.rmtree(folder / SITE / "idna")
    shutil.rmtree(folder / SITE / "idna-3.7.dist-info")
    (folder / "bin" / "idna").unlink()
    (folder.parent / "requirements.txt").write_text("requests==2.32.3\n")


def dependency_too_old(folder: Path) -> None:
    shutil.rmtree(folder / SITE / "urllib3-2.2.1.dist-info")
    install(folder, "urllib3", "1.20")
    (folder.parent / "requirements.txt").write_text("requests==2.32.3\n")


def wheel_of_another_platform(folder: Path) -> None:
    install(folder, "fast", "1.0", tag="cp27-cp27m-win_amd64")


def requires_an_older_python(folder: Path) -> None:
    install(folder, "old", "1.0", "Requires-Python: <3.9")


def two_metadata_folders(folder: Path) -> None:
    site = folder / SITE
    shutil.copytree(site / "idna-3.7.dist-info", site / "idna-3.6.dist-info")
    metadata = site / "idna-3.6.dist-info" / "METADATA"
    metadata.write_text(metadata.read_text().replace("3.7", "3.6"))


def package_deleted(folder: Path) -> None:
    shutil.rmtree(folder / SITE / "idna")


def source_altered(folder: Path) -> None:
    (folder / SITE / "idna" / "core.py").write_text("print('here')\n")


def leftover(folder: Path) -> None:
    (folder / SITE / "~dna").mkdir()
    (folder / SITE / "~dna" / "core.py").write_text("")
    (folder / SITE / "~dna-3.6.dist-info").mkdir()


def metadata_deleted(folder: Path) -> None:
    (folder / SITE / "idna-3.7.dist-info" / "METADATA").unlink()


def version_unreadable(folder: Path) -> None:
    metadata = folder / SITE / "idna-3.7.dist-info" / "METADATA"
    metadata.write_text(metadata.read_text().replace("Version: 3.7", "Version: three"))


def editable_target_gone(folder: Path) -> None:
    install(folder, "tool", "1.0")
    shutil.rmtree(folder / SITE / "tool")
    gone = folder.parent.parent / "tool"
    info = folder / SITE / "tool-1.0.dist-info"
    (folder / SITE / "__editable__.tool-1.0.pth").write_text(f"{gone}\n")
    (info / "direct_url.json").write_text(json.dumps({"dir_info": {"editable": True}, "url": f"file://{gone}"}))
    (info / "RECORD").write_text("__editable__.tool-1.0.pth,,\ntool-1.0.dist-info/METADATA,,\n")


def files_of_two(folder: Path) -> None:
    install(folder, "idna2", "1.0")
    shutil.rmtree(folder / SITE / "idna2")
    (folder / SITE / "idna" / "core.py").write_text("# of the other one\n")
    digest = base64.urlsafe_b64encode(hashlib.sha256(b"# of the other one\n").digest()).rstrip(b"=").decode()
    record = f"idna/core.py,sha256={digest},19\nidna2-1.0.dist-info/METADATA,,\nidna2-1.0.dist-info/RECORD,,\n"
    (folder / SITE / "idna2-1.0.dist-info" / "RECORD").write_text(record)


def command_dead(folder: Path) -> None:
    planted.unrunnable(folder, "idna")


def roots_files(folder: Path) -> None:
    planted.owned_by_root(folder, ME, "idna")


MATRIX: list[tuple[Callable[[Path], Path | None], str]] = [
    (dependency_removed, "dependency-missing"),
    (dependency_too_old, "dependency-conflict"),
    (wheel_of_another_platform, "platform-unsupported"),
    (requires_an_older_python, "python-unsupported-by-package"),
    (two_metadata_folders, "metadata-duplicated"),
    (package_deleted, "files-missing"),
    (source_altered, "files-altered"),
    (leftover, "install-interrupted"),
    (metadata_deleted, "metadata-unreadable"),
    (version_unreadable, "metadata-unreadable"),
    (planted.renamed, "environment-moved"),
    (planted.base_gone, "interpreter-missing"),
    (planted.seeing_the_system, "system-packages-visible"),
    (editable_target_gone, "editable-target-missing"),
    (files_of_two, "files-clobbered"),
    # and what no row of the matrix has
    (planted.copied, "environment-copied"),
    (planted.without_config, "environment-without-config"),
    (planted.of_windows, "environment-of-another-system"),
    (command_dead, "scripts-unrunnable"),
    (roots_files, "files-owned-by-root"),
]


@pytest.mark.parametrize(("plant", "check"), MATRIX, ids=lambda one: getattr(one, "__name__", str(one)))
def test_a_fault_is_found_under_its_name(
    environment: Path, monkeypatch: pytest.MonkeyPatch, plant: Callable[[Path], Path | None], check: str
) -> None:
    if plant is roots_files and os.geteuid() != 0:
        pytest.skip("only root can give files to root")
    folder = plant(environment) or environment
    assert list(judge(folder.parent, monkeypatch)) == [check]
