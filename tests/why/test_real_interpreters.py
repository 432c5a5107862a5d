"""What is worked out from files against what the real interpreters say, in environments made for it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from envdoctor.why import finding, layout, search_path
from envdoctor.why.finding import Found
from envdoctor.why.folders import Folders
from envdoctor.why.looking import Look
from tests.why.real import Place, pythons

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the environments are made by hand, as they are on Linux"
)

NUMBERS = list(pythons())
# the oldest that is still of interest, the one that runs the tests, and the newest
OWN = f"{sys.version_info[0]}.{sys.version_info[1]}"
SOME = sorted({*[one for one in NUMBERS if one not in {"3.6", "3.7"}][:1], OWN, NUMBERS[-1]})

CODE = """
import sys
from importlib.machinery import all_suffixes, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
PATH_PLACEHOLDER = "__editable__.x.finder.__path_hook__"
class _EditableFinder:
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        for pkg, place in reversed(list(MAPPING.items())):
            if fullname == pkg or fullname.startswith(pkg + "."):
                rest = fullname.replace(pkg, "", 1).strip(".").split(".")
                candidate = Path(place, *rest)
                for one in [candidate / "__init__.py", *(candidate.with_suffix(x) for x in all_suffixes())]:
                    if one.exists():
                        return spec_from_file_location(fullname, one)
        return None
class _EditableNamespaceFinder:
    @classmethod
    def hook(cls, path):
        if path == PATH_PLACEHOLDER:
            return cls
        raise ImportError
    @classmethod
    def find_spec(cls, fullname, target=None):
        if fullname in NAMESPACES:
            spec = ModuleSpec(fullname, None, is_package=True)
            spec.submodule_search_locations = list(NAMESPACES[fullname])
            return spec
        return None
    @classmethod
    def invalidate_caches(cls):
        pass
def install():
    sys.meta_path.append(_EditableFinder)
    if NAMESPACES:
        sys.path_hooks.append(_EditableNamespaceFinder.hook)
        sys.path.append(PATH_PLACEHOLDER)
"""


def finder(mapping: str, namespaces: str = "{}") -> str:
    """Write what setuptools would."""
    head = "from __future__ import annotations\nMAPPING: dict[str, str] = {}\nNAMESPACES: dict[str, list[str]] = {}\n"
    return head.replace("] = {}", f"] = {mapping}", 1).replace("]] = {}", f"]] = {namespaces}", 1) + CODE


PKGUTIL = "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n"
EDITABLE = "import __editable___x_1_0_finder; __editable___x_1_0_finder.install()\n"
REDIRECTOR = """
import importlib.util, sys
class RedirectingFinder:
    _redirections = {}
    @classmethod
    def map_module(cls, name, path):
        cls._redirections[name] = path
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if "." in fullname or path is not None:
            return None
        place = cls._redirections.get(fullname)
        return place and importlib.util.spec_from_file_location(fullname, place)
    @classmethod
    def install(cls):
        sys.meta_path.append(cls)
"""
NSPKG = (
    "import sys, types, os;has_mfs = sys.version_info > (3, 5);"
    "p = os.path.join(sys._getframe(1).f_locals['sitedir'], *('google',));"
    "importlib = has_mfs and __import__('importlib.util');has_mfs and __import__('importlib.machinery');"
    "m = has_mfs and sys.modules.setdefault('google', importlib.util.module_from_spec("
    "importlib.machinery.PathFinder.find_spec('google', [os.path.dirname(p)])));"
    "m = m or sys.modules.setdefault('google', types.ModuleType('google'));"
    "mp = (m or []) and m.__dict__.setdefault('__path__',[]);(p not in mp) and mp.append(p)\n"
)
EASY_INSTALL = (
    "import sys; sys.__plen = len(sys.path)\n./first.egg\n{root}/developed\nimport sys; new=sys.path[sys.__plen:]; "
    "del sys.path[sys.__plen:]; p=getattr(sys,'__egginsert',0); sys.path[p:p]=new; sys.__egginsert = p+len(new)\n"
)


class Situation(NamedTuple):
    name: str
    files: dict[str, str]
    modules: str
    env: dict[str, str] = {}  # noqa: RUF012 - nothing changes it
    outside: bool = False  # the packages of the base and of the user are visible
    since: tuple[int, int] = (3, 6)
    before: tuple[int, int] = (9, 0)


SITUATIONS = [
    Situation("package", {"site/foo/__init__.py": "", "site/foo/bar.py": ""}, "foo foo.bar foo.baz foo.bar.x"),
    Situation("module", {"site/foo.py": ""}, "foo foo.bar fo FOO Foo"),
    Situation("nothing", {}, "foo foo.bar"),
    Situation(
        "subpackages", {"site/a/__init__.py": "", "site/a/b/__init__.py": "", "site/a/b/c.py": ""}, "a.b a.b.c a.c"
    ),
    Situation("package before module", {"site/foo/__init__.py": "", "site/foo.py": ""}, "foo"),
    Situation("folder without __init__", {"site/foo/bar.py": ""}, "foo foo.bar foo.baz"),
    Situation("module before namespace", {"site/foo/bar.py": "", "site/foo.py": ""}, "foo foo.bar"),
    Situation("later module before namespace", {"project/foo/bar.py": "", "site/foo.py": ""}, "foo foo.bar"),
    Situation("later package before namespace", {"project/foo/bar.py": "", "site/foo/__init__.py": ""}, "foo foo.bar"),
    Situation("namespace in two places", {"project/ns/a.py": "", "site/ns/b.py": ""}, "ns ns.a ns.b ns.c"),
    Situation(
        "namespace in three places",
        {"project/ns/a/__init__.py": "", "site/ns/b.py": "", "site/x.pth": "{root}/more\n", "root/more/ns/c/d.py": ""},
        "ns ns.a ns.b ns.c ns.c.d",
    ),
    Situation("empty folder", {"site/foo/README": ""}, "foo foo.bar"),
    Situation("extension module", {"site/foo{so}": ""}, "foo"),
    Situation("stable ABI", {"site/foo.abi3.so": ""}, "foo"),
    Situation("plain extension", {"site/foo.so": "", "site/foo.py": ""}, "foo"),
    Situation("extension before source", {"site/foo{so}": "", "site/foo.py": ""}, "foo"),
    Situation("extension in a package", {"site/foo/__init__.py": "", "site/foo/_core{so}": ""}, "foo._core foo._other"),
    Situation("extension as package", {"site/foo/__init__{so}": "", "site/foo/bar.py": ""}, "foo"),
    Situation("wrong minor", {"site/foo.cpython-35m-x86_64-linux-gnu.so": ""}, "foo"),
    Situation("wrong system", {"site/foo.cpython-{xy}-darwin.so": "", "site/bar.cp{xy}-win_amd64.pyd": ""}, "foo bar"),
    Situation("wrong machine", {"site/foo.cpython-{xy}-riscv64-linux-gnu.so": ""}, "foo"),
    Situation(
        "wrong minor in a package", {"site/a/__init__.py": "", "site/a/b.cpython-35m-x86_64-linux-gnu.so": ""}, "a a.b"
    ),
    Situation("bytecode alone", {"site/foo.pyc": "", "site/bar/__init__.pyc": ""}, "foo bar"),
    Situation("cached bytecode alone", {"site/__pycache__/foo.cpython-{xy}.pyc": ""}, "foo"),
    Situation("current folder first", {"project/foo.py": "", "site/foo.py": ""}, "foo"),
    Situation("hides the standard library", {"project/random.py": "", "project/queue/__init__.py": ""}, "random queue"),
    Situation(
        "too late to hide",
        {"project/os.py": "", "project/stat.py": "", "project/sys.py": "", "project/io.py": ""},
        "os stat sys io",
    ),
    Situation("hides a package", {"project/email.py": ""}, "email email.mime email.mime.text"),
    Situation(
        "site never hides the standard library", {"site/random.py": "", "site/json/__init__.py": ""}, "random json"
    ),
    Situation(
        "a builtin is never hidden",
        {"project/math_.py": "", "project/builtins.py": "", "project/time.py": ""},
        "builtins time",
    ),
    Situation("PYTHONPATH", {"root/lib/foo.py": "", "site/foo.py": ""}, "foo", {"PYTHONPATH": "{root}/lib"}),
    Situation(
        "PYTHONPATH in order",
        {"root/a/foo.py": "", "root/b/foo.py": "", "root/b/bar.py": ""},
        "foo bar",
        {"PYTHONPATH": "{root}/a:{root}/b"},
    ),
    Situation("PYTHONPATH relative", {"project/src/foo.py": ""}, "foo", {"PYTHONPATH": "src"}),
    Situation(
        "PYTHONPATH hides the standard library", {"root/lib/queue.py": ""}, "queue", {"PYTHONPATH": "{root}/lib"}
    ),
    Situation("PYTHONPATH that is gone", {"site/foo.py": ""}, "foo", {"PYTHONPATH": "{root}/gone"}),
    Situation("PYTHONPATH names a file", {"root/lib/foo.py": ""}, "foo", {"PYTHONPATH": "{root}/lib/foo.py"}),
    Situation(
        "PYTHONPATH does not read .pth",
        {"root/lib/x.pth": "{root}/more\n", "root/more/foo.py": ""},
        "foo",
        {"PYTHONPATH": "{root}/lib"},
    ),
    Situation("PYTHONSAFEPATH", {"project/foo.py": "", "site/bar.py": ""}, "foo bar", {"PYTHONSAFEPATH": "1"}),
    Situation("user site unseen", {"user/foo.py": ""}, "foo"),
    Situation("user site seen", {"user/foo.py": "", "site/bar.py": ""}, "foo bar", outside=True),
    Situation("user site behind the environment", {"user/foo.py": "", "site/foo.py": ""}, "foo", outside=True),
    Situation("PYTHONNOUSERSITE", {"user/foo.py": ""}, "foo", {"PYTHONNOUSERSITE": "1"}, outside=True),
    Situation(
        "PYTHONUSERBASE",
        {"root/base/lib/python{x.y}/site-packages/foo.py": ""},
        "foo",
        {"PYTHONUSERBASE": "{root}/base"},
        outside=True,
    ),
    Situation("user .pth", {"user/x.pth": "{root}/more\n", "root/more/foo.py": ""}, "foo", outside=True),
    Situation("pip of the base seen", {}, "pip setuptools", outside=True),
    Situation("pip of the base unseen", {}, "pip setuptools"),
    Situation(".pth", {"site/x.pth": "{root}/more\n", "root/more/foo.py": ""}, "foo"),
    Situation(".pth relative", {"site/x.pth": "more\n", "site/more/foo.py": ""}, "foo more"),
    Situation(
        ".pth with comments",
        {"site/x.pth": "# a\n\n  \n{root}/more\n#{root}/other\n", "root/more/foo.py": "", "root/other/bar.py": ""},
        "foo bar",
    ),
    Situation(".pth that is gone", {"site/x.pth": "{root}/gone\n{root}/more\n", "root/more/foo.py": ""}, "foo"),
    Situation(
        ".pth in order",
        {"site/b.pth": "{root}/b\n", "site/a.pth": "{root}/a\n", "root/a/foo.py": "", "root/b/foo.py": ""},
        "foo",
    ),
    Situation(
        ".pth twice",
        {"site/b.pth": "{root}/b\n{root}/a\n", "site/a.pth": "{root}/b\n", "root/a/foo.py": "", "root/b/foo.py": ""},
        "foo",
    ),
    Situation(
        ".pth behind the site", {"site/x.pth": "{root}/more\n", "site/foo.py": "", "root/more/foo.py": ""}, "foo"
    ),
    Situation("hidden .pth", {"site/.x.pth": "{root}/more\n", "root/more/foo.py": ""}, "foo", since=(3, 13)),
    Situation(
        "editable by path",
        {"site/__editable__.x-1.0.pth": "{root}/src\n", "root/src/x/__init__.py": "", "root/src/x/y.py": ""},
        "x x.y x.z",
    ),
    Situation(
        "editable by finder",
        {
            "site/__editable__.x-1.0.pth": EDITABLE,
            "site/__editable___x_1_0_finder.py": finder("{'x': '{root}/src/x', 'one': '{root}/src/one'}"),
            "root/src/x/__init__.py": "",
            "root/src/x/y.py": "",
            "root/src/one.py": "",
            "root/src/two.py": "",
        },
        "x x.y x.z one two",
        since=(3, 7),
    ),
    Situation(
        "editable whose source is gone",
        {
            "site/__editable__.x-1.0.pth": EDITABLE,
            "site/__editable___x_1_0_finder.py": finder("{'x': '{root}/gone/x'}"),
        },
        "x x.y",
        since=(3, 7),
    ),
    Situation(
        "editable behind the site",
        {
            "site/__editable__.x-1.0.pth": EDITABLE,
            "site/__editable___x_1_0_finder.py": finder("{'x': '{root}/src/x'}"),
            "root/src/x/__init__.py": "",
            "site/x/__init__.py": "",
        },
        "x",
        since=(3, 7),
    ),
    Situation(
        "editable namespace",
        {
            "site/__editable__.x-1.0.pth": EDITABLE,
            "site/__editable___x_1_0_finder.py": finder("{'ns.x': '{root}/src/ns/x'}", "{'ns': ['{root}/src/ns']}"),
            "root/src/ns/x/__init__.py": "",
            "site/ns/other.py": "",
        },
        "ns ns.x ns.other ns.nope",
        since=(3, 7),
    ),
    Situation(
        "editable by redirector",
        {
            "site/_x.pth": "import _editable_impl_x\n",
            "site/_editable_impl_x.py": (
                "from redirector import RedirectingFinder as F\nF.install()\n"
                "F.map_module('x', '{root}/src/x/__init__.py')\n"
            ),
            "site/redirector.py": REDIRECTOR,
            "root/src/x/__init__.py": "",
            "root/src/x/y.py": "",
        },
        "x x.y x.z",
    ),
    Situation(
        "egg-link",
        {
            "site/easy-install.pth": "{root}/developed\n",
            "site/x.egg-link": "{root}/developed\n.",
            "root/developed/x.py": "",
        },
        "x",
    ),
    Situation(
        "easy_install comes first",
        {"site/easy-install.pth": EASY_INSTALL, "root/developed/queue.py": "", "site/first.egg/foo.py": ""},
        "queue foo",
    ),
    Situation("egg-link without .pth", {"site/x.egg-link": "{root}/developed\n.", "root/developed/x.py": ""}, "x"),
    Situation(
        "nspkg.pth",
        {"site/google_x-nspkg.pth": NSPKG, "site/google/x/__init__.py": "", "site/google/y.py": ""},
        "google.x google.y google.z",
        since=(3, 7),
    ),
    Situation(
        "pkgutil namespace",
        {"project/n/__init__.py": PKGUTIL, "site/n/__init__.py": PKGUTIL, "project/n/a.py": "", "site/n/b.py": ""},
        "n n.a n.b n.c",
    ),
    Situation("damaged package", {"site/foo-1.0.dist-info/RECORD": "foo/__init__.py,,\n"}, "foo"),
    Situation(
        "half a package",
        {"site/foo/bar/__init__.py": "", "site/foo-1.0.dist-info/RECORD": "foo/__init__.py,,\n"},
        "foo foo.bar foo.baz",
    ),
    Situation("the name of a file", {"site/foo.py/bar": ""}, "foo"),
    Situation("folder called like a compiled module", {"site/foo.so/x": "", "site/foo.py": ""}, "foo"),
    Situation("unicode", {"site/größe.py": "", "site/变量/__init__.py": ""}, "größe 变量"),
    Situation("sitecustomize that only prints", {"site/sitecustomize.py": "# Homebrew\n", "site/foo.py": ""}, "foo"),
    Situation(
        "addsitedir",
        {
            "site/_uv.pth": "import site; site.addsitedir('{root}/more')\n",
            "root/more/foo.py": "",
            "root/more/y.pth": "{root}/third\n",
            "root/third/bar.py": "",
        },
        "foo bar",
    ),
    Situation("a package without its parent", {"site/foo/bar/__init__.py": "", "site/foo.py": ""}, "foo.bar"),
    Situation(
        "two environments' names", {"site/foo.py": "", "user/foo.py": "", "project/foo/x": ""}, "foo", outside=True
    ),
]


def compare(place: Place, modules: list[str], *, doubts: bool = False) -> None:
    """Hold the answers against those of the real Python, and the search path too."""
    real, path = place.ask(*modules)
    system = place.system()
    folders = Folders(system)
    found = layout.read(system, place.interpreter())
    paths = search_path.build(folders, found, system.cwd)
    if not any("__path_hook__" in one for one in path):
        own = [os.path.normpath(os.path.join(place.project, one)) for one in path]
        assert [one.path for one in paths.entries if Path(one.path).exists()] == [
            one for one in own if Path(one).exists()
        ]
    for module in modules:
        result = finding.Finder(folders, found, paths).find(module)
        there, origin = real[module]
        assert isinstance(result, Found) == there, (module, real[module], result)
        if isinstance(result, Found):
            assert result.origin == ("" if origin == "namespace" else origin), module
        else:
            assert doubts or not paths.doubts


def cases() -> list[Any]:
    found = []
    for one in SITUATIONS:
        for number in SOME:
            major, _, minor = number.partition(".")
            if one.since <= (int(major), int(minor)) < one.before:
                found.append(pytest.param(one, number, id=f"{one.name}-{number}"))
    return found


@pytest.mark.parametrize(("one", "number"), cases())
def test_as_the_real_python_says(one: Situation, number: str, tmp_path: Path) -> None:
    place = Place(tmp_path, number, outside=one.outside)
    place.write({name.replace("{x.y}", number): text for name, text in one.files.items()})
    place.env |= {name: value.replace("{root}", str(place.root)) for name, value in one.env.items()}
    # a base may run code of its own when it starts, which nobody can know about; it changes nothing of this
    compare(place, one.modules.split(), doubts=one.outside)


def test_there_are_enough_situations() -> None:
    assert len(SITUATIONS) >= 60
    assert len({one.name for one in SITUATIONS}) == len(SITUATIONS)


# what releases took out or brought, what builds may lack, and what is compiled in or frozen
STANDARD = (
    "distutils imp asyncore asynchat smtpd cgi cgitb telnetlib crypt pipes lib2to3 uu xdrlib aifc audioop imghdr "
    "nntplib binhex formatter parser symbol macpath dummy_threading tomllib zoneinfo graphlib contextvars dataclasses "
    "importlib.metadata importlib.resources importlib.util importlib.machinery asyncio.taskgroups "
    "xml.etree.cElementTree "
    "os os.path sys builtins math zlib json json.tool email.mime.text collections.abc collections.nope ctypes _ctypes "
    "lzma _lzma _bz2 sqlite3 _sqlite3 ssl _ssl readline _curses _gdbm _dbm _uuid tkinter _tkinter tkinter.ttk "
    "winreg msvcrt _winapi fcntl termios pwd concurrent.futures.thread unittest.mock urllib2 Queue StringIO "
    "ConfigParser "
    "this antigravity idlelib encodings.utf_8 zipimport io abc codecs site stat posixpath ntpath runpy genericpath"
)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_standard_library_of_each_release(number: str, tmp_path: Path) -> None:
    compare(Place(tmp_path, number), STANDARD.split())


@pytest.mark.parametrize("number", NUMBERS)
def test_every_name_of_the_standard_library(number: str, tmp_path: Path) -> None:
    from envdoctor.why.standard import names

    major, _, minor = number.partition(".")
    compare(Place(tmp_path, number), sorted(names((int(major), int(minor)))))


ARCHIVE = {"a/__init__.py": "", "a/b.py": "", "c.py": "", "sub/d.py": "", "sub/e/__init__.py": ""}


@pytest.mark.parametrize("number", SOME)
@pytest.mark.parametrize("listed", [(), ("sub/",)])
@pytest.mark.parametrize("how", ["PYTHONPATH", ".pth", "inside"])
def test_zip_archives(how: str, listed: tuple[str, ...], number: str, tmp_path: Path) -> None:
    place = Place(tmp_path, number)
    place.zip("lib.egg", ARCHIVE, listed=listed)
    if how == ".pth":
        place.write({"site/x.pth": "{root}/lib.egg\n"})
    else:
        place.env["PYTHONPATH"] = str(tmp_path / "lib.egg") + ("/sub" if how == "inside" else "")
    compare(place, ["a", "a.b", "a.c", "c", "sub", "sub.d", "sub.e", "d", "e", "nope"])


@pytest.mark.parametrize("number", SOME)
def test_what_is_no_archive_holds_nothing(number: str, tmp_path: Path) -> None:
    place = Place(tmp_path, number)
    place.write({"root/lib.egg": "PK nothing", "root/empty.zip": ""})
    place.env["PYTHONPATH"] = f"{tmp_path}/lib.egg:{tmp_path}/empty.zip"
    compare(place, ["a"])


@pytest.mark.parametrize("number", SOME)
def test_distutils_of_setuptools(number: str, tmp_path: Path) -> None:
    place = Place(tmp_path, number)
    hack = (
        "import sys\nimport importlib.util\nclass Finder:\n    def find_spec(self, name, path, target=None):\n"
        "        if name != 'distutils':\n            return None\n        import setuptools._distutils as mod\n"
        "        return importlib.util.spec_from_file_location("
        "name, mod.__file__, submodule_search_locations=mod.__path__)\n"
        "def add_shim():\n    sys.meta_path.insert(0, Finder())\n"
    )
    place.write({
        "site/distutils-precedence.pth": (
            "import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; "
            "enabled and __import__('_distutils_hack').add_shim(); \n"
        ),
        "site/_distutils_hack/__init__.py": hack,
        "site/setuptools/__init__.py": "",
        "site/setuptools/_distutils/__init__.py": "",
        "site/setuptools/_distutils/core.py": "",
    })  # fmt: skip
    compare(place, ["distutils", "distutils.core", "distutils.nope"])
    place.env["SETUPTOOLS_USE_DISTUTILS"] = "stdlib"
    compare(place, ["distutils", "distutils.nope"])


@pytest.mark.parametrize("number", SOME)
@pytest.mark.parametrize(
    ("line", "there"), [("import sys; sys.path.append('{root}/more')", True), ("import helper", False)]
)
def test_code_that_is_not_known_is_a_doubt(line: str, there: bool, number: str, tmp_path: Path) -> None:
    place = Place(tmp_path, number)
    place.write({"site/x.pth": line + "\n", "root/more/foo.py": "", "site/helper.py": ""})
    real, _ = place.ask("foo")
    assert real["foo"][0] is there
    look = Look(Folders(place.system()), place.interpreter(), "foo", str(place.project))
    assert look.found is None
    assert look.lacking is not None
    assert len(look.lacking.doubts) == 1
    assert f"x.pth:1 runs `{line.format(root=tmp_path)[:20]}" in look.lacking.doubts[0]


def test_pythonhome_that_is_wrong(tmp_path: Path) -> None:
    place = Place(tmp_path, OWN)
    place.env["PYTHONHOME"] = str(tmp_path)
    look = Look(Folders(place.system()), place.interpreter(), "json", str(place.project))
    assert look.layout.problem
    with pytest.raises(AssertionError):
        place.ask("json")


def test_the_table_fits_the_python_that_runs_the_tests() -> None:
    from envdoctor.why.standard import among, names

    minor = sys.version_info[:2]
    if minor > (3, 13):
        pytest.skip("the table was made before that release")
    real = {name for name in sys.stdlib_module_names if not name.startswith("_")}
    assert names(minor) - {"xxsubtype"} == real
    core = {name for name in sys.builtin_module_names if among("BUILT_IN", name, minor)}
    assert {"sys", "builtins", "_imp", "marshal"} <= core
