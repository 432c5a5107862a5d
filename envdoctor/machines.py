"""The healthy machines that `testing` starts from, as text: one of each system."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LINUX: dict[str, Any] = {
    "name": "linux",
    "root": "/home/me/shop",
    "prefix": "/home/me/.local/share/pipx/venvs/python-envdoctor",
    "base_prefix": "/usr",
    "ancestors": ["bash", "tmux: server"],
    "user": 1000,
    "release": "6.1.0-18-amd64",
    "env": {
        "HOME": "/home/me",
        "USER": "me",
        "SHELL": "/bin/bash",
        "TERM": "xterm-256color",
        "LANG": "en_GB.UTF-8",
        "VIRTUAL_ENV": "/home/me/shop/.venv",
        "VIRTUAL_ENV_PROMPT": "(.venv) ",
        "PATH": "/home/me/shop/.venv/bin:/home/me/.local/bin:/usr/local/bin:/usr/bin:/bin",
    },
    "files": {
        "/usr/bin/git": "\x7fELF",
        "/bin/bash": "\x7fELF",
        # Debian's own Python, managed by apt
        "/usr/bin/python3.11": "\x7fELF",
        "/usr/bin/pip3": "#!/usr/bin/python3\nimport sys\n",
        "/usr/bin/pip": "#!/usr/bin/python3\nimport sys\n",
        "/usr/lib/python3.11/os.py": "",
        "/usr/lib/python3.11/ensurepip/__init__.py": "",  # of the package python3.11-venv
        "/usr/lib/python3.11/EXTERNALLY-MANAGED": "[externally-managed]\n",
        "/usr/include/python3.11/patchlevel.h": '#define PY_VERSION "3.11.2"\n',
        # a Python built from source, the base of the project's environment
        "/usr/local/bin/python3.12": "\x7fELF",
        "/usr/local/bin/pip3.12": "#!/usr/local/bin/python3.12\nimport sys\n",
        "/usr/local/lib/python3.12/os.py": "",
        "/usr/local/include/python3.12/patchlevel.h": '#define PY_VERSION "3.12.4"\n',
        # envdoctor itself, installed by pipx
        "/home/me/.local/bin/envdoctor": "#!/home/me/.local/share/pipx/venvs/python-envdoctor/bin/python -E\n",
        "/home/me/.local/share/pipx/venvs/python-envdoctor/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.2\n",
        "/home/me/.local/share/pipx/venvs/python-envdoctor/pipx_metadata.json": "{}",
        # the project
        ".git/HEAD": "ref: refs/heads/main\n",
        ".gitignore": ".venv/\n.env\n__pycache__/\n*.pyc\n",
        "README.md": "# shop\n",
        "app.py": "import flask\n",
        "requirements.txt": "flask==3.0.3\n",
        "ruff.toml": 'target-version = "py312"\n',
        # its environment
        ".venv/pyvenv.cfg": (
            "home = /usr/local/bin\ninclude-system-site-packages = false\nversion = 3.12.4\n"
            "executable = /usr/local/bin/python3.12\ncommand = /usr/local/bin/python3.12 -m venv /home/me/shop/.venv\n"
        ),
        ".venv/bin/activate": 'VIRTUAL_ENV="/home/me/shop/.venv"\nexport VIRTUAL_ENV\n',
        ".venv/bin/activate.csh": 'setenv VIRTUAL_ENV "/home/me/shop/.venv"\n',
        ".venv/bin/activate.fish": 'set -gx VIRTUAL_ENV "/home/me/shop/.venv"\n',
        ".venv/bin/Activate.ps1": "",
        ".venv/bin/pip": "#!/home/me/shop/.venv/bin/python3.12\nimport sys\n",
        ".venv/bin/pip3": "#!/home/me/shop/.venv/bin/python3.12\nimport sys\n",
        ".venv/lib/python3.12/site-packages/pip/__init__.py": "",
        ".venv/lib/python3.12/site-packages/pip-24.0.dist-info/METADATA": "Name: pip\nVersion: 24.0\n",
        ".venv/lib/python3.12/site-packages/flask/__init__.py": "",
        ".venv/lib/python3.12/site-packages/flask-3.0.3.dist-info/METADATA": "Name: Flask\nVersion: 3.0.3\n",
    },
    "links": {
        "/usr/bin/python3": "python3.11",
        "/usr/local/bin/python3": "python3.12",
        ".venv/bin/python": "python3.12",
        ".venv/bin/python3": "python3.12",
        ".venv/bin/python3.12": "/usr/local/bin/python3.12",
        ".venv/lib64": "lib",
    },
}  # fmt: skip

_FRAMEWORK = "/opt/homebrew/Cellar/python@3.12/3.12.4/Frameworks/Python.framework/Versions/3.12"

MACOS: dict[str, Any] = {
    "name": "macos",
    "root": "/Users/me/shop",
    "prefix": "/Users/me/.local/pipx/venvs/python-envdoctor",
    "base_prefix": "/opt/homebrew/opt/python@3.12/Frameworks/Python.framework/Versions/3.12",
    "ancestors": [],  # macOS has no /proc
    "user": 501,
    "release": "23.5.0",
    "env": {
        "HOME": "/Users/me",
        "USER": "me",
        "SHELL": "/bin/zsh",
        "TERM": "xterm-256color",
        "TERM_PROGRAM": "Apple_Terminal",
        "LANG": "en_GB.UTF-8",
        "VIRTUAL_ENV": "/Users/me/shop/.venv",
        "VIRTUAL_ENV_PROMPT": "(.venv) ",
        "PATH": "/Users/me/shop/.venv/bin:/Users/me/.local/bin:/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin",
    },
    "files": {
        "/bin/zsh": b"\xcf\xfa\xed\xfe",
        # the stubs of Apple's command line tools
        "/usr/bin/git": b"\xcf\xfa\xed\xfe",
        "/usr/bin/python3": b"\xcf\xfa\xed\xfe",
        "/usr/bin/pip3": b"\xcf\xfa\xed\xfe",
        # Homebrew's Python, the base of the project's environment
        f"{_FRAMEWORK}/bin/python3.12": b"\xcf\xfa\xed\xfe",
        f"{_FRAMEWORK}/bin/pip3.12": (
            "#!/opt/homebrew/opt/python@3.12/bin/python3.12\nimport sys\n"
        ),
        f"{_FRAMEWORK}/Headers/patchlevel.h": (
            '#define PY_VERSION "3.12.4"\n'
        ),
        f"{_FRAMEWORK}/lib/python3.12/os.py": "",
        f"{_FRAMEWORK}/lib/python3.12/EXTERNALLY-MANAGED": (
            "[externally-managed]\n"
        ),
        # envdoctor itself, installed by pipx
        "/Users/me/.local/bin/envdoctor": "#!/Users/me/.local/pipx/venvs/python-envdoctor/bin/python -E\n",
        "/Users/me/.local/pipx/venvs/python-envdoctor/pyvenv.cfg": (
            "home = /opt/homebrew/opt/python@3.12/bin\nversion = 3.12.4\n"
        ),
        "/Users/me/.local/pipx/venvs/python-envdoctor/pipx_metadata.json": "{}",
        # the project
        ".git/HEAD": "ref: refs/heads/main\n",
        ".gitignore": ".venv/\n.env\n__pycache__/\n*.pyc\n.DS_Store\n",
        "README.md": "# shop\n",
        "app.py": "import flask\n",
        "requirements.txt": "flask==3.0.3\n",
        "ruff.toml": 'target-version = "py312"\n',
        # its environment
        ".venv/pyvenv.cfg": (
            "home = /opt/homebrew/opt/python@3.12/bin\ninclude-system-site-packages = false\nversion = 3.12.4\n"
            f"executable = {_FRAMEWORK}/bin/python3.12\n"
            "command = /opt/homebrew/opt/python@3.12/bin/python3.12 -m venv /Users/me/shop/.venv\n"
        ),
        ".venv/bin/activate": 'VIRTUAL_ENV="/Users/me/shop/.venv"\nexport VIRTUAL_ENV\n',
        ".venv/bin/activate.csh": 'setenv VIRTUAL_ENV "/Users/me/shop/.venv"\n',
        ".venv/bin/activate.fish": 'set -gx VIRTUAL_ENV "/Users/me/shop/.venv"\n',
        ".venv/bin/Activate.ps1": "",
        ".venv/bin/pip": "#!/Users/me/shop/.venv/bin/python3.12\nimport sys\n",
        ".venv/bin/pip3": "#!/Users/me/shop/.venv/bin/python3.12\nimport sys\n",
        ".venv/lib/python3.12/site-packages/pip/__init__.py": "",
        ".venv/lib/python3.12/site-packages/pip-24.0.dist-info/METADATA": "Name: pip\nVersion: 24.0\n",
        ".venv/lib/python3.12/site-packages/flask/__init__.py": "",
        ".venv/lib/python3.12/site-packages/flask-3.0.3.dist-info/METADATA": "Name: Flask\nVersion: 3.0.3\n",
    },
    "links": {
        "/opt/homebrew/opt/python@3.12": "../Cellar/python@3.12/3.12.4",
        "/opt/homebrew/bin/python3": "../Cellar/python@3.12/3.12.4/bin/python3",
        "/opt/homebrew/bin/python3.12": "../Cellar/python@3.12/3.12.4/bin/python3.12",
        "/opt/homebrew/bin/pip3": "../Cellar/python@3.12/3.12.4/bin/pip3",
        "/opt/homebrew/Cellar/python@3.12/3.12.4/bin/python3": "python3.12",
        "/opt/homebrew/Cellar/python@3.12/3.12.4/bin/python3.12": (
            "../Frameworks/Python.framework/Versions/3.12/bin/python3.12"
        ),
        "/opt/homebrew/Cellar/python@3.12/3.12.4/bin/pip3": "../Frameworks/Python.framework/Versions/3.12/bin/pip3.12",
        ".venv/bin/python": "python3.12",
        ".venv/bin/python3": "python3.12",
        ".venv/bin/python3.12": "/opt/homebrew/opt/python@3.12/bin/python3.12",
    },
}  # fmt: skip


def launcher(python: str) -> bytes:
    """Make what pip installs as a command on Windows: a program, the path of its Python, and a zip file."""
    return b"MZ\x90\0" + f"#!{python}\r\n".encode() + b"PK\5\6" + bytes(18)


_PYTHON_ORG = "C:\\Users\\me\\AppData\\Local\\Programs\\Python\\Python312"

WINDOWS: dict[str, Any] = {
    "name": "windows",
    "root": "C:\\Users\\me\\shop",
    "prefix": "C:\\Users\\me\\pipx\\venvs\\python-envdoctor",
    "base_prefix": _PYTHON_ORG,
    "ancestors": [],  # nor has Windows
    "user": None,
    "env": {
        "USERPROFILE": "C:\\Users\\me",
        "USERNAME": "me",
        "APPDATA": "C:\\Users\\me\\AppData\\Roaming",
        "LOCALAPPDATA": "C:\\Users\\me\\AppData\\Local",
        "PROGRAMDATA": "C:\\ProgramData",
        "COMSPEC": "C:\\Windows\\system32\\cmd.exe",
        "PATHEXT": ".COM;.EXE;.BAT;.CMD",
        "PSModulePath": (
            "C:\\Users\\me\\Documents\\WindowsPowerShell\\Modules;C:\\Program Files\\WindowsPowerShell\\Modules"
        ),
        "VIRTUAL_ENV": "C:\\Users\\me\\shop\\.venv",
        "VIRTUAL_ENV_PROMPT": ".venv",
        "PATH": (
            "C:\\Users\\me\\shop\\.venv\\Scripts;C:\\Users\\me\\.local\\bin;"
            f"{_PYTHON_ORG}\\Scripts\\;{_PYTHON_ORG}\\;C:\\Windows\\system32;C:\\Windows;C:\\Program Files\\Git\\cmd;"
            "C:\\Users\\me\\AppData\\Local\\Microsoft\\WindowsApps"
        ),
    },
    "files": {
        "C:\\Windows\\system32\\cmd.exe": "MZ",
        "C:\\Program Files\\Git\\cmd\\git.exe": "MZ",
        # what opens the Store instead of a Python
        "C:\\Users\\me\\AppData\\Local\\Microsoft\\WindowsApps\\python.exe": "",
        "C:\\Users\\me\\AppData\\Local\\Microsoft\\WindowsApps\\python3.exe": "",
        # the Python of python.org, the base of the project's environment
        f"{_PYTHON_ORG}\\python.exe": "MZ",
        f"{_PYTHON_ORG}\\python312.dll": "MZ",
        f"{_PYTHON_ORG}\\Lib\\os.py": "",
        f"{_PYTHON_ORG}\\include\\patchlevel.h": '#define PY_VERSION              "3.12.4"\n',
        f"{_PYTHON_ORG}\\Scripts\\pip.exe": launcher(f"{_PYTHON_ORG}\\python.exe"),
        f"{_PYTHON_ORG}\\Scripts\\pip3.exe": launcher(f"{_PYTHON_ORG}\\python.exe"),
        # envdoctor itself, installed by pipx
        "C:\\Users\\me\\.local\\bin\\envdoctor.exe": launcher(
            "C:\\Users\\me\\pipx\\venvs\\python-envdoctor\\Scripts\\python.exe"
        ),
        "C:\\Users\\me\\pipx\\venvs\\python-envdoctor\\pyvenv.cfg": f"home = {_PYTHON_ORG}\nversion = 3.12.4\n",
        "C:\\Users\\me\\pipx\\venvs\\python-envdoctor\\pipx_metadata.json": "{}",
        # the project
        ".git\\HEAD": "ref: refs/heads/main\n",
        ".gitignore": ".venv/\n.env\n__pycache__/\n*.pyc\n",
        "README.md": "# shop\n",
        "app.py": "import flask\n",
        "requirements.txt": "flask==3.0.3\n",
        "ruff.toml": 'target-version = "py312"\n',
        # its environment
        ".venv\\pyvenv.cfg": (
            f"home = {_PYTHON_ORG}\ninclude-system-site-packages = false\nversion = 3.12.4\n"
            f"executable = {_PYTHON_ORG}\\python.exe\n"
            f"command = {_PYTHON_ORG}\\python.exe -m venv C:\\Users\\me\\shop\\.venv\n"
        ),
        ".venv\\Scripts\\activate": 'VIRTUAL_ENV="C:\\Users\\me\\shop\\.venv"\nexport VIRTUAL_ENV\n',
        ".venv\\Scripts\\activate.bat": '@echo off\nset "VIRTUAL_ENV=C:\\Users\\me\\shop\\.venv"\n',
        ".venv\\Scripts\\Activate.ps1": "",
        ".venv\\Scripts\\python.exe": "MZ",
        ".venv\\Scripts\\pip.exe": launcher("C:\\Users\\me\\shop\\.venv\\Scripts\\python.exe"),
        ".venv\\Scripts\\pip3.exe": launcher("C:\\Users\\me\\shop\\.venv\\Scripts\\python.exe"),
        ".venv\\Lib\\site-packages\\pip\\__init__.py": "",
        ".venv\\Lib\\site-packages\\pip-24.0.dist-info\\METADATA": "Name: pip\nVersion: 24.0\n",
        ".venv\\Lib\\site-packages\\flask\\__init__.py": "",
        ".venv\\Lib\\site-packages\\flask-3.0.3.dist-info\\METADATA": "Name: Flask\nVersion: 3.0.3\n",
    },
    "links": {},
    "registry": {
        "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion": {"InstallationType": "Client"},
        # without it no script of an environment would ever have been run
        "HKCU\\Software\\Microsoft\\PowerShell\\1\\ShellIds\\Microsoft.PowerShell": {"ExecutionPolicy": "RemoteSigned"},
        # how the installer of python.org makes its Python known (PEP 514)
        "HKCU\\Software\\Python\\PythonCore\\3.12": {
            "DisplayName": "Python 3.12 (64-bit)", "SupportUrl": "https://www.python.org/", "Version": "3.12.4",
            "SysVersion": "3.12", "SysArchitecture": "64bit",
        },
        "HKCU\\Software\\Python\\PythonCore\\3.12\\InstallPath": {
            "": f"{_PYTHON_ORG}\\", "ExecutablePath": f"{_PYTHON_ORG}\\python.exe",
            "WindowedExecutablePath": f"{_PYTHON_ORG}\\pythonw.exe",
        },
    },
}  # fmt: skip

MACHINES: dict[str, dict[str, Any]] = {"linux": LINUX, "macos": MACOS, "windows": WINDOWS}


def bare(machine: dict[str, Any]) -> dict[str, Any]:
    """Take everything from a machine that has to do with Python or with the project, to put other things there."""
    windows = machine["name"] == "windows"
    env = {name: value for name, value in machine["env"].items() if not name.startswith("VIRTUAL_ENV")}
    env["PATH"] = "C:\\Windows\\system32;C:\\Program Files\\Git\\cmd" if windows else "/usr/bin:/bin"
    programs = ("/usr/bin/git", "/bin/bash", "/bin/zsh", "C:\\Windows\\", "C:\\Program Files\\Git\\")
    return {
        **machine,
        "env": env,
        "files": {name: text for name, text in machine["files"].items() if name.startswith(programs)},
        "links": {},
        "registry": {key: values for key, values in machine.get("registry", {}).items() if "Python" not in key},
    }
