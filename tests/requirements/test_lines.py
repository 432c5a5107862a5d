"""The plain pins that one regex tells from all other lines, and how those are joined."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envdoctor.requirements.lines import SMALL, Line, _locked, evident, locked, odd, pins, plain
from envdoctor.requirements.text import lines_of

HASH = "--hash=sha256:" + "0123456789abcdef" * 4
PLAIN = [
    "",
    "  ",
    "# comment",
    "  # comment \\",
    "flask==3.0.3",
    "flask==3.0.3  # comment",
    "Flask_Login.ext==1",
    "flask==1.0rc1",
    "flask==1.0.post1.dev2",
    "torch==2.0.0+cu118",
    "flask[a,b]==1.0",
    "flask[a, b]==1.0",
    "flask==1.0 ; python_version < '3.9'",
    'flask==1.0; python_version >= "3.8" and python_version < "4.0" and sys_platform == "win32"',
    'flask==1.0 ; (os_name == "nt" or platform_machine != "arm64") and python_full_version <= "3.9.1"',
    f"flask==1.0 {HASH}",
    f"flask==1.0 {HASH} {HASH}  # comment",
    f"flask==1.0 \\\n    {HASH} \\\n    {HASH}",
    f"flask==1.0 ; os_name == 'nt' \\\n    {HASH}\n    # via x\nsix==1.0",
    f"flask==1.0 \\\n    {HASH} \\\n    # via x",
    f"flask==1.0 \\\n    {HASH} \\\n\nsix==1.0",
    "flask==1.0 \\",
    "flask==1.0 \\\n  \n",
    HASH,
]
ODD = [
    "flask",
    "flask>=1.0",
    "flask==1.*",
    "flask===1.0",
    "flask == 1.0",
    " flask==1.0",
    "flask==1.0,<3",
    "flask==1.0-1",
    "flask==v1.0",
    "flask==1!1.0",
    "flask==1.0#x",
    "flask==1.0 x",
    "flask==1.0\\",
    "flask==1.0 # ends in \\",
    "flask-==1.0",
    "fläsk==1.0",
    "flask[a]==1.0;",
    "flask==1.0; python_version",
    "flask==1.0; python_version > 3",
    "flask==1.0; extra == 'x'",
    "flask==1.0; python_version < '3.9' and",
    "flask==1.0; sys_platform > 'a'",
    f"flask==1.0\t{HASH}",
    f"flask==1.0 {HASH[:-1]}",
    f"flask==1.0 {HASH}a",
    f"flask==1.0 {HASH[:-1]}g",
    f"flask==1.0 {HASH}#c",
    f"flask==1.0 --hash=sha512:{'a' * 128}",
    f"flask==1.0\\\n    {HASH}",
    f"flask==1.0 \\\n\t{HASH}",
    f"flask==1.0 \\\n    {HASH} \\\n    -x",
    "flask==1.0 \\\nsix==1.0",
    "-r x.txt",
    "--pre",
    "# a\u2028flask",
    "flask==1.0\x00",
    "flask==1.0\u00a0",
    "flask==1.\u0661",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain(text: str) -> None:
    assert list(odd(lines_of(text))) == []


@pytest.mark.parametrize("text", ODD)
def test_odd(text: str) -> None:
    assert [line.number for line in odd(lines_of(text))] == [2 if "\u2028" in text else 1]
    assert not plain(text.encode())


def test_odd_among_plain_ones() -> None:
    for before in PLAIN:
        if before.endswith("\\"):
            continue  # hashes below a comment that ends in a backslash are hashes of nothing: pip ignores them
        for between in ODD:
            text = lines_of(f"first==1\n{before}\n{between}\n\nlast==9")
            begin = before.count("\n") + 3
            end = begin + between.count("\n") + between.count("\u2028")
            places = {line.number for line in odd(text)}
            assert places, (before, between)
            assert places <= set(range(begin, end + 1)), (before, between)
            found = [name for _, name, *_ in pins(text)]
            assert (found[0], found[-1]) == ("first", "last"), (before, between)


def test_the_simplest_need_the_simplest_regex() -> None:
    usual = f"flask==3.0.3\n# c\n\nsix==1.0 \\\n    {HASH}\n"
    for text in (usual, usual.rstrip(), "# c\n" + usual, "", "\n", "flask==1 \\\n", f"flask==1 \\\n    {HASH}"):
        assert plain(text.encode())
        assert not list(odd(lines_of(text)))
    for strange in ("\r\n", "\x0c", "é", "# coding: utf-7\n", "; os_name == 'nt'", "[a]==1", "flask\n", ">"):
        assert not plain((strange + usual).encode())
        assert not plain((usual + strange).encode()) or "coding" in strange


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [*PLAIN, *ODD, "a.b-c_d==1.0", "1==1", "a-==1", "==1", "a==1..2", "a==", "a==1.", "a==²", "²==1"]
            ),
            st.text("ab1.-_=# \t\\\r;~", max_size=12),
        ),
        max_size=4,
    ),
    st.sampled_from(["", "\n"]),
)
def test_what_is_evident_is_what_the_regex_finds(lines: list[str], end: str) -> None:
    text = "\n".join(lines) + end
    found = evident(text.encode())
    if found is not None:
        assert not list(odd(lines_of(text)))
        assert found == [pin[:3] for pin in pins(lines_of(text))]
        assert not any(marker or hashed for *_, marker, hashed in pins(lines_of(text)))


LOCKED = [
    "a==1 \\", "a.b==2.0.1 \\", "a==1", f"    {HASH}", f"    {HASH} \\", f"   {HASH}", f"    {HASH}0",
    f"    {HASH[:-1]}g", f"    {HASH[:-1]}", f"    {HASH[:-1]} ", f"    {HASH[:-1]} \\", "    # via b==1", "# c \\",
    " \\", "", "-r b.txt \\", "a==1==2 \\", "a== \\", "==1 \\", "a==.1 \\", "a==1. \\", "-a==1 \\", "a_==1",
    "a==1 # c \\", f"a==1 {HASH}", "a==1 ; os_name == 'nt' \\", "a>=1 \\", "\\", "a==1 \\ \\",
]  # fmt: skip


@given(st.lists(st.sampled_from(LOCKED), max_size=6), st.sampled_from(["", "\n"]))
def test_what_is_locked_is_what_the_regex_finds(lines: list[str], end: str) -> None:
    text = "\n".join(lines) + end
    found = locked(text.encode())
    if found is not None:
        assert not list(odd(lines_of(text)))
        assert found == [pin[1:3] for pin in pins(lines_of(text))]
        assert not any(pin[3] for pin in pins(lines_of(text)))


def test_what_tools_write_is_locked() -> None:
    lock = f"# by pip-compile\nFlask==3.0.3 \\\n    {HASH} \\\n    {HASH}\n    # via -r a.in\n\nsix==1 \\\n    {HASH}"
    assert locked(lock.encode()) == [("Flask", "3.0.3"), ("six", "1")]
    assert locked((lock + "\n").encode() * SMALL) == [("Flask", "3.0.3"), ("six", "1")] * SMALL
    assert locked(b"") == []
    for nothing in ("", " ", "six==1\n\t", "six==1\n"):  # hashes that continue none
        assert locked(f"{nothing} \\\n    {HASH}\n".encode()) is None
    assert locked(b"# " + b"x" * 2000 + b"\n# coding: cp037\nsix==1\n") is None
    assert locked(b"six==1\n# coding\n") is None
    assert locked(b"six==1\n\n# coding\n") == [("six", "1")]
    for strange in ("\r\n", "\x0c", "é", "# coding: utf-7\n", "six\n", "--require-hashes\n", "\\\n"):
        assert locked((strange + lock).encode()) is None


def test_what_most_people_write_is_evident() -> None:
    assert evident(b"# web\nFlask==3.0.3\n\n  # data\nzope.interface==7\n") == [
        (2, "Flask", "3.0.3"),
        (5, "zope.interface", "7"),
    ]
    assert evident(b"") == []
    assert evident(b"flask>=3\n") is None
    assert evident(b"flask==3.0.3\n" * SMALL) is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("flask", [Line(1, "flask", ((0, 1, 1),), 1)]),
        ("  flask>2 # c\nsix", [Line(1, "flask>2", ((-2, 1, 1),), 1), Line(2, "six", ((0, 2, 1),), 2)]),
        ("a \\\n  b\\\nc", [Line(1, "a   bc", ((0, 1, 1), (2, 2, 1), (5, 3, 1)), 3)]),
        # a comment ends a line that goes on, even where it ends in a backslash itself
        ("a \\\n# b \\\nc", [Line(1, "a", ((0, 1, 1), (2, 2, 0)), 2), Line(3, "c", ((0, 3, 1),), 3)]),
        # but one behind a requirement does not, and swallows what follows
        ("a # b \\\nc\nd", [Line(1, "a", ((0, 1, 1), (6, 2, 1)), 2), Line(3, "d", ((0, 3, 1),), 3)]),
        ("a \\\n\nb", [Line(1, "a", ((0, 1, 1), (2, 2, 1)), 2), Line(3, "b", ((0, 3, 1),), 3)]),
        ("\\a\\\nb\\", [Line(1, "ab", ((0, 1, 2), (1, 2, 1)), 2)]),
        ("a#b #c", [Line(1, "a#b", ((0, 1, 1),), 1)]),
        # an odd end makes the whole line odd
        (
            f"six==1.0\nflask==1.0 \\\n  {HASH} \\\n  x",
            [Line(2, f"flask==1.0   {HASH}   x", ((0, 2, 1), (11, 3, 1), (11 + 81, 4, 1)), 4)],
        ),
    ],
)
def test_joining(text: str, lines: list[Line]) -> None:
    assert list(odd(lines_of(text))) == lines


def test_places() -> None:
    (line,) = odd(lines_of("\n  flask[a] \\\n  >=2\\\n,<3 # c"))
    assert [line.text[at] + str(line.place(at)) for at in (0, 5, 11, 13, 14)] == [
        "f(2, 3)",
        "[(2, 8)",
        ">(3, 3)",
        "2(3, 5)",
        ",(4, 1)",
    ]


def test_pins() -> None:
    text = f"six==1.0\n# c\nflask[a]==2.0rc1; os_name == 'nt' \\\n  {HASH}\nflask>=1\nx==1 {HASH} \\\n  odd\ny==3 # c\n"
    assert list(pins(lines_of(text))) == [
        (1, "six", "1.0", "", False),
        (3, "flask", "2.0rc1", "os_name == 'nt'", True),
        (8, "y", "3", "", False),
    ]


def a_lock(count: int) -> str:
    return "".join(
        f"package-{number}=={number % 9}.{number % 31}.0 \\\n    {HASH} \\\n    {HASH}\n" for number in range(count)
    )


def seconds(run: Callable[[], object]) -> float:
    best = 9.0
    for _ in range(15):
        begin = time.process_time()
        run()
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize(
    "line",
    [
        "flask==1.0 " + " " * 50_000 + "x",
        "#" * 50_000 + "\\",
        "a." * 25_000 + "=",
        "flask==" + "1." * 25_000 + "x",
        "flask[" + "a," * 25_000,
        "flask==1 ; " + "os_name == 'a' and " * 3_000,
        "flask==1 " + f"{HASH} " * 600 + "x",
        "\\\n" * 25_000,
        ("x" * 60 + " \\\n") * 800,
    ],
    ids=lambda line: line[:16],
)
def test_no_line_takes_for_ever(line: str) -> None:
    text = lines_of(line)
    assert seconds(lambda: list(odd(text))) < 0.2


def test_time_grows_as_the_lines_do() -> None:
    """What grew with the square of the lines would take sixteen times as long."""
    some, more = (lines_of(a_lock(count)) for count in (2_500, 10_000))
    assert locked(more[1:].encode()) is not None
    assert seconds(lambda: _locked(more[1:].encode())) < 8 * seconds(lambda: _locked(some[1:].encode()))
    some, more = (lines_of("flask>=2\n" * count) for count in (1_500, 6_000))
    assert seconds(lambda: list(odd(more))) < 8 * seconds(lambda: list(odd(some)))


LOOK = """
import sys
from envdoctor.facts.project import Aim
from envdoctor.probe import look
from envdoctor.system import System
snap = look(System(), Aim(root=sys.argv[1]))
from envdoctor_checks.requirements.requirement_unpinned import requirement_unpinned
assert list(requirement_unpinned.function(snap)) == []
assert len(snap.requirements.files) == 1
print(*sys.modules)
"""


def test_a_lock_of_ten_thousand_imports_no_parser(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("locked")
    (folder / "requirements.txt").write_text(a_lock(10_000), "utf-8")
    run = subprocess.run([sys.executable, "-I", "-c", LOOK, str(folder)], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert not loaded & {
        "packaging",
        "pip_requirements_parser",
        "optparse",
        "shlex",
        "typing",
        "dataclasses",
        "subprocess",
    }
    assert "envdoctor.requirements.pip" not in run.stdout.split()
