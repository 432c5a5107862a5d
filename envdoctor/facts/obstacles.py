"""What can be in the way on a machine, one record each; a machine in order needs none of them."""

from __future__ import annotations

from envdoctor.record import Record


class Synced(Record):
    """A folder that a service copies to other machines, and that the project lies in."""

    service: str  # "OneDrive", "iCloud Drive", "Dropbox" …
    folder: str  # absolute
    identity: str  # of the folder


class ScriptPolicy(Record):
    """Which scripts this PowerShell runs at all, and which of its settings says so."""

    policy: str  # "Restricted": none; "AllSigned": those with a signature
    scope: str  # "MachinePolicy", "UserPolicy", "Process", "CurrentUser", "LocalMachine"; empty: nothing says it


class StoreStub(Record):
    """The first `python` on PATH: a program of Windows that opens the Store in place of starting a Python."""

    path: str
    behind: str = ""  # the first Python behind it on PATH
    launcher: bool = False  # `py` is there


class MissingBundle(Record):
    """A setting that names the certificates to trust, and that names nothing that is there."""

    name: str  # of the variable; "cert": of pip's configuration
    path: str  # what it says, absolute
    wrong: str  # "does not exist", "is a folder"
    # in pip's configuration alone, as in `PipSetting`
    section: str = ""
    origin: str = ""
    file: str = ""
    line: int = 0
