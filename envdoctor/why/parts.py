"""Parts of the standard library that a build may lack: what needs them, and what brings them. Made in November 2026."""

from __future__ import annotations

# modules that begin with the import of a compiled one, which needs a library of the system when Python is built
NEEDS = {
    "tkinter": "_tkinter",
    "turtle": "_tkinter",
    "ctypes": "_ctypes",
    "lzma": "_lzma",
    "bz2": "_bz2",
    "sqlite3": "_sqlite3",
    "ssl": "_ssl",
    "curses": "_curses",
    "dbm.gnu": "_gdbm",
    "dbm.ndbm": "_dbm",
    "gzip": "zlib",
    "crypt": "_crypt",
    "xml.parsers.expat": "pyexpat",
}
# a compiled module: (what Debian calls it where it is split off, what it needs to be built: Debian, Fedora, Homebrew,
# Alpine, Arch). Made in November 2026.
PARTS = {
    "_tkinter": ("python3-tk", "tk-dev", "tk-devel", "tcl-tk", "tk-dev", "tk"),
    "_ctypes": ("", "libffi-dev", "libffi-devel", "libffi", "libffi-dev", "libffi"),
    "_lzma": ("", "liblzma-dev", "xz-devel", "xz", "xz-dev", "xz"),
    "_bz2": ("", "libbz2-dev", "bzip2-devel", "bzip2", "bzip2-dev", "bzip2"),
    "_sqlite3": ("", "libsqlite3-dev", "sqlite-devel", "sqlite", "sqlite-dev", "sqlite"),
    "_ssl": ("", "libssl-dev", "openssl-devel", "openssl@3", "openssl-dev", "openssl"),
    "_hashlib": ("", "libssl-dev", "openssl-devel", "openssl@3", "openssl-dev", "openssl"),
    "readline": ("", "libreadline-dev", "readline-devel", "readline", "readline-dev", "readline"),
    "_curses": ("", "libncurses-dev", "ncurses-devel", "ncurses", "ncurses-dev", "ncurses"),
    "_curses_panel": ("", "libncurses-dev", "ncurses-devel", "ncurses", "ncurses-dev", "ncurses"),
    "_gdbm": ("python3-gdbm", "libgdbm-dev", "gdbm-devel", "gdbm", "gdbm-dev", "gdbm"),
    "_dbm": ("", "libgdbm-compat-dev", "gdbm-devel", "gdbm", "gdbm-dev", "gdbm"),
    "_uuid": ("", "uuid-dev", "libuuid-devel", "util-linux", "util-linux-dev", "util-linux-libs"),
    "zlib": ("", "zlib1g-dev", "zlib-devel", "zlib", "zlib-dev", "zlib"),
}
# what Debian takes out of the standard library into packages of their own
SPLIT = {
    "tkinter": "python3-tk",
    "turtle": "python3-tk",
    "turtledemo": "python3-tk",
    "idlelib": "idle-python3",
    "distutils": "python3-distutils",
    "lib2to3": "python3-lib2to3",
    "ensurepip": "python3-venv",
    "_gdbm": "python3-gdbm",
    "_tkinter": "python3-tk",
}
# modules of one kind of system alone
WINDOWS_ALONE = frozenset({"winreg", "msvcrt", "winsound", "_winapi", "nt", "msilib", "_msi", "_overlapped", "_winreg"})
POSIX_ALONE = frozenset(
    {
        "fcntl", "grp", "pwd", "pty", "termios", "tty", "resource", "syslog", "readline", "curses", "_curses", "crypt",
        "nis", "ossaudiodev", "spwd", "posix", "_posixsubprocess", "_posixshmem",
    }
)  # fmt: skip
