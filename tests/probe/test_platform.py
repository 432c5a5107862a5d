"""What of the machine is in the way: more cases beside those that the pages of the family show."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from envdoctor_checks import platform as family
from envdoctor_checks.platform.activation_blocked import activation_blocked
from envdoctor_checks.platform.project_on_windows_drive import project_on_windows_drive

from envdoctor.check import Check, Tell
from envdoctor.engine import run
from envdoctor.facts import Snapshot
from envdoctor.facts.platform import Platform
from envdoctor.facts.project import Files
from envdoctor.machines import MACHINES
from envdoctor.probe.platforms.drives import mounted
from envdoctor.record import CannotKnow, unknown
from envdoctor.system import System
from envdoctor.testing import Machine, snapshot

ROOT = "/dev/sdc / ext4 rw,relatime 0 0\n"
DRIVE = "C:\\134 /mnt/c 9p rw,noatime,aname=drvfs;path=C:\\;uid=1000;symlinkroot=/mnt/,trans=fd 0 0\n"


@pytest.mark.parametrize("like", MACHINES)
def test_a_machine_in_order_is_sound(like: str) -> None:
    snap = snapshot({"machine": {"like": like}})
    assert snap.platform == Platform()
    assert snap.platform.sound
    assert not family.concerns(snap)


def test_what_could_not_be_found_out_is_not_sound() -> None:
    with pytest.raises(CannotKnow, match="no idea"):
        _ = Platform(drive=unknown("no idea")).sound


@pytest.mark.parametrize(
    ("mounts", "folder", "drive"),
    [
        (ROOT + DRIVE, "/mnt/c/shop", "/mnt/c"),
        (ROOT + DRIVE, "/mnt/c", "/mnt/c"),
        (ROOT + DRIVE, "/mnt/cd/shop", ""),
        (ROOT + DRIVE, "/home/me", ""),
        (ROOT + "D:\\134 /mnt/my\\040drive drvfs rw 0 0\n", "/mnt/my drive/shop", "/mnt/my drive"),
        (ROOT + "C:\\134 /mnt/c 9p rw,aname=drvfs;path=C:\\\n", "/mnt/c/x", "/mnt/c"),
        # what WSL mounts from Windows for itself
        (ROOT + "drivers /usr/lib/wsl/drivers 9p ro,aname=drivers;fmask=222 0 0\n", "/usr/lib/wsl/drivers/x", ""),
        (ROOT + DRIVE + "/dev/sdd /mnt/c ext4 rw 0 0\n", "/mnt/c/shop", ""),
        (DRIVE + ROOT, "/mnt/c/shop", "/mnt/c"),
        (ROOT + "garbage\n\n" + DRIVE, "/mnt/c/shop", "/mnt/c"),
        ("C:\\134 / drvfs rw 0 0\n", "/shop", "/"),
    ],
)
def test_drives(mounts: str, folder: str, drive: str) -> None:
    assert mounted(Machine({"files": {"/proc/mounts": mounts}}), folder) == drive


@pytest.mark.parametrize(
    ("root", "git", "command"),
    [
        ("/mnt/c/shop", True, "git clone /mnt/c/shop /home/me/shop"),
        ("/mnt/c/shop", False, "cp -r /mnt/c/shop /home/me/shop"),
        ("/mnt/c/Users/me/a b", True, "git clone '/mnt/c/Users/me/a b' '/home/me/a b'"),
        ("/home/me/shop", True, ""),
    ],
)
def test_the_way_off_a_drive(root: str, git: bool, command: str) -> None:
    snap = snapshot()
    project = snap.project.replace(root=root)
    there = Snapshot(
        project=project, platform=Platform(drive="/"), host=snap.host, shell=snap.shell, files=Files("", git=git)
    )
    assert told(project_on_windows_drive, there) == [command]


def told(check: Check, snap: Snapshot) -> list[str]:
    """Give what the check tells to type; empty where it only speaks."""
    report = run(snap, [check], clock=lambda: 0.0)
    assert not report.failed
    assert not report.skipped
    steps = [[step for fix in one.fixes for step in fix.steps] for one in report.found]
    assert all(isinstance(step, Tell) for several in steps for step in several)
    return ["".join(step.command for step in several if isinstance(step, Tell)) for several in steps]


OWN = "HKCU\\Software\\Microsoft\\PowerShell\\1\\ShellIds\\Microsoft.PowerShell"
ALL = OWN.replace("HKCU", "HKLM")
GROUP = "HKLM\\Software\\Policies\\Microsoft\\Windows\\PowerShell"
CORE = "HKCU\\Software\\Policies\\Microsoft\\PowerShellCore"
SERVER = {"HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion": {"InstallationType": "Server Core"}}
HOME = "C:\\Program Files\\PowerShell\\7"
USERS = "C:\\Users\\me\\Documents\\PowerShell"
PWSH = {"PSModulePath": f"{USERS}\\Modules;C:\\Program Files\\PowerShell\\Modules;{HOME}\\Modules"}
STRICT = '{"Microsoft.PowerShell:ExecutionPolicy": "Restricted"}'
MILD = '{"Microsoft.PowerShell:ExecutionPolicy": "RemoteSigned"}'


def windows(registry: dict[str, Any], env: dict[str, Any], files: dict[str, Any]) -> Snapshot:
    nowhere = {"VIRTUAL_ENV": False, "PATH": "C:\\Windows\\system32;C:\\Program Files\\Git\\cmd"}
    return snapshot({"machine": {"like": "windows", "registry": registry}, "env": {**nowhere, **env}, "files": files})


@pytest.mark.parametrize(
    ("registry", "env", "files", "policy"),
    [
        ({OWN: {"ExecutionPolicy": "restricted"}}, {}, {}, "Restricted CurrentUser"),
        ({OWN: False, ALL: {"ExecutionPolicy": "AllSigned"}}, {}, {}, "AllSigned LocalMachine"),
        ({OWN: False, ALL: {"ExecutionPolicy": "Bypass"}}, {}, {}, ""),
        ({OWN: False}, {}, {}, "Restricted "),
        ({OWN: {"ExecutionPolicy": "Undefined"}}, {}, {}, "Restricted "),
        ({OWN: False, **SERVER}, {}, {}, ""),
        ({OWN: False, **dict.fromkeys(SERVER, False)}, {}, {}, ""),
        ({OWN: {"ExecutionPolicy": "what comes next"}}, {}, {}, ""),
        ({GROUP: {"EnableScripts": "1", "ExecutionPolicy": "AllSigned"}}, {}, {}, "AllSigned MachinePolicy"),
        ({GROUP: {"EnableScripts": "0", "ExecutionPolicy": "AllSigned"}}, {}, {}, "Restricted MachinePolicy"),
        ({GROUP: {"ExecutionPolicy": "AllSigned"}}, {}, {}, ""),
        ({OWN: False}, {"PSExecutionPolicyPreference": "Bypass"}, {}, ""),
        # another program keeps its modules in a folder of that name
        ({OWN: False}, {"PSModulePath": "D:\\PowerShell\\Modules;C:\\Users\\me\\x"}, {}, ""),
        ({}, PWSH, {f"{HOME}\\pwsh.exe": "MZ", f"{HOME}\\powershell.config.json": STRICT}, "Restricted LocalMachine"),
        ({}, PWSH, {f"{HOME}\\pwsh.exe": "MZ"}, ""),
        ({}, PWSH, {f"{HOME}\\pwsh.exe": "MZ", f"{HOME}\\powershell.config.json": "[]"}, ""),
        (
            {},
            PWSH,
            {
                f"{HOME}\\pwsh.exe": "MZ",
                f"{HOME}\\powershell.config.json": "\ufeff" + STRICT,
                f"{USERS}\\powershell.config.json": MILD,
            },
            "",
        ),
        (
            {CORE: {"EnableScripts": "0"}},
            PWSH,
            {f"{HOME}\\pwsh.exe": "MZ", f"{USERS}\\powershell.config.json": MILD},
            "Restricted UserPolicy",
        ),
        (
            {
                CORE.replace("HKCU", "HKLM"): {"UseWindowsPowerShellPolicySetting": "1"},
                GROUP: {"EnableScripts": "1", "ExecutionPolicy": "AllSigned"},
            },
            PWSH,
            {f"{HOME}\\pwsh.exe": "MZ"},
            "AllSigned MachinePolicy",
        ),
        (
            {},
            PWSH,
            {
                f"{HOME}\\pwsh.exe": "MZ",
                f"{HOME}\\powershell.config.json": '{"PowerShellPolicies": {"ScriptExecution": {"EnableScripts": '
                'true, "ExecutionPolicy": "AllSigned"}}, "Microsoft.PowerShell:ExecutionPolicy": "RemoteSigned"}',
            },
            "AllSigned MachinePolicy",
        ),
    ],
)
def test_policies(registry: dict[str, Any], env: dict[str, Any], files: dict[str, Any], policy: str) -> None:
    found = windows(registry, env, files).platform.scripts
    assert (f"{found.policy} {found.scope}" if found else "") == policy


@pytest.mark.parametrize(
    ("files", "env", "speaks"),
    [
        ({}, {}, True),
        ({".venv\\Scripts\\Activate.ps1": False}, {}, False),
        ({".venv\\Scripts\\Activate.ps1": False, ".venv\\Scripts\\activate.ps1": ""}, {}, True),
        ({".venv": False}, {}, False),
        ({"C:\\Users\\me\\AppData\\Local\\Programs\\Python\\Python312\\python.exe": False}, {}, False),
        ({".venv": False, ".venv\\conda-meta\\history": "", ".venv\\python.exe": "MZ"}, {}, False),
        ({}, {"PATH": "C:\\Users\\me\\shop\\.venv\\Scripts;C:\\Program Files\\Git\\cmd"}, False),
    ],
)
def test_where_nothing_is_to_be_activated(files: dict[str, Any], env: dict[str, Any], speaks: bool) -> None:
    snap = windows({OWN: False}, env, files)
    assert bool(told(activation_blocked, snap)) == speaks


def test_signed_scripts_alone_and_no_script_at_all() -> None:
    registry = {OWN: {"ExecutionPolicy": "AllSigned"}}
    assert windows(registry, {}, {".venv\\Scripts\\Activate.ps1": False}).platform.scripts is None
    assert windows(registry, {}, {".venv": False}).platform.scripts is None


@pytest.mark.skipif(sys.platform != "linux", reason="there is no /proc")
def test_a_file_of_the_kernels_is_read_whole() -> None:
    """It has no size, and more in it than one page."""
    text = Path("/proc/self/smaps").read_bytes()
    assert len(System().read("/proc/self/smaps")) > len(text) // 2 > 4096


def test_a_script_that_cannot_be_read_is_not_judged() -> None:
    script = "C:\\Users\\me\\shop\\.venv\\Scripts\\Activate.ps1"
    registry = {OWN: {"ExecutionPolicy": "AllSigned"}}
    snap = snapshot({"machine": {"like": "windows", "registry": registry, "unreadable": [script]}})
    with pytest.raises(CannotKnow, match=r"Activate\.ps1 cannot be read"):
        _ = snap.platform.scripts


@pytest.mark.parametrize(
    ("info", "where"),
    [
        ('{"business": {"path": "/home/me/shop"}}', "/home/me/shop"),
        ('{"business": {"path": "shop"}, "personal": {}}', ""),
        ('{"business": {"path": 1}, "personal": "x"}', ""),
        ("[]", ""),
        ("\xff", ""),
        ('{"personal": {"path": "/home/me/sho"}}', ""),
    ],
)
def test_dropbox(info: str, where: str) -> None:
    found = snapshot({"files": {"/home/me/.dropbox/info.json": info}}).platform.synced
    assert (found.folder if found else "") == where


@pytest.mark.parametrize(
    ("like", "cwd", "service"),
    [
        ("linux", "/home/me/Dropbox/shop", "Dropbox"),
        ("linux", "/home/me/Dropbox (Acme)/shop", "Dropbox"),
        ("linux", "/home/me/Dropbox-old/shop", ""),
        ("linux", "/home/me/OneDrive/shop", ""),  # of one program or another: its place says nothing
        ("macos", "/Users/me/Library/CloudStorage/OneDrive-Acme/shop", "OneDrive"),
        ("macos", "/Users/me/Library/CloudStorage/Dropbox/shop", "Dropbox"),
        ("macos", "/Users/me/library/mobile documents/com~apple~CloudDocs/shop", "iCloud Drive"),
        ("macos", "/Users/me/Library/Caches/shop", ""),
        ("windows", "C:\\Users\\me\\OneDrive - Acme\\shop", "OneDrive"),
        ("windows", "c:\\users\\me\\onedrive\\shop", "OneDrive"),
        ("windows", "D:\\OneDrive\\shop", ""),
    ],
)
def test_synced_folders(like: str, cwd: str, service: str) -> None:
    file = cwd + ("\\" if like == "windows" else "/") + "requirements.txt"
    found = snapshot({"machine": {"like": like, "cwd": cwd}, "files": {file: "flask==3.0.3\n"}}).platform.synced
    assert (found.service if found else "") == service


@pytest.mark.parametrize(
    ("env", "names"),
    [
        ({"REQUESTS_CA_BUNDLE": "/gone", "SSL_CERT_FILE": "/gone"}, ["REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"]),
        ({"REQUESTS_CA_BUNDLE": "/gone", "PIP_CERT": "/gone"}, ["REQUESTS_CA_BUNDLE"]),
        ({"REQUESTS_CA_BUNDLE": "", "CURL_CA_BUNDLE": "/gone"}, ["CURL_CA_BUNDLE"]),
        ({"CURL_CA_BUNDLE": "/etc/ssl", "PIP_CERT": "/gone"}, []),
        ({"PIP_CERT": "/etc/ssl"}, []),
        ({"PIP_CERT": "/gone", "CI": "true"}, ["PIP_CERT"]),
        ({"PIP_CERT": "\0"}, ["PIP_CERT"]),
    ],
)
def test_certificates(env: dict[str, str], names: list[str]) -> None:
    snap = snapshot({"env": env, "files": {"/etc/ssl/ca.pem": ""}})
    assert [one.name for one in snap.platform.bundles] == names
