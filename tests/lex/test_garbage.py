"""Whatever the text is: the lexer and the readers end, raise nothing, and need time in proportion to its length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from envdoctor.lex.shell import parse
from tests.lex.test_oracle import SCRIPTS
from tests.probe.seen import seen

SIGNS = [
    "`",
    "$(",
    ")",
    "(",
    "((",
    "))",
    "'",
    '"',
    "${",
    "}",
    "{",
    "<<E\n",
    "E\n",
    "\\",
    "\n",
    ";;",
    "case x in ",
    "esac",
    "if ",
    "fi",
    "[[ ",
    " ]]",
    "sudo pip install x",
    "bash -c '",
    "#",
    "|",
    "&&",
    "<(",
    "=(",
    "$((",
    "$'",
    "\t",
    "\r\n",
    "${{",
    "RUN ",
    "FROM x\n",
    "run: |\n",
    "- ",
    "```sh\n",
    "```\n",
    "::\n",
    "$ ",
    "eval ",
    "su -c ",
    "😀",
    "function f",
    "for x in ",
    "do ",
    "done",
    "x=$x$x\n",
    "A=(",
    "{{",
    "[testenv]\ncommands = ",
    '{"postCreateCommand": "',
    ": &a [*a, ",
    'sudo() { "$@"; }\n',
]
PATHS = [
    "a.sh",
    "Dockerfile",
    "Makefile",
    "justfile",
    ".github/workflows/a.yml",
    ".gitlab-ci.yml",
    ".travis.yml",
    ".circleci/config.yml",
    "site.yml",
    "tox.ini",
    "tox.toml",
    "pyproject.toml",
    ".devcontainer.json",
    "README.md",
    "docs/a.rst",
]
GARBAGE = st.one_of(
    st.lists(st.one_of(st.sampled_from(SIGNS), st.sampled_from([" ", "\n", "a"])), max_size=60).map("".join),
    st.text(max_size=200),
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Give a real script with signs put in and stretches cut out."""
    text = draw(st.sampled_from(SCRIPTS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 5))
        text = text[:at] + draw(st.sampled_from(["", *SIGNS])) + text[at + cut :]
    return text


@settings(max_examples=400, deadline=None)
@given(st.one_of(GARBAGE, mutated()))
def test_the_lexer_raises_nothing(text: str) -> None:
    parse(text)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PATHS), st.one_of(GARBAGE, mutated()))
def test_the_readers_raise_nothing(path: str, text: str) -> None:
    seen(path, text + "\nsudo pip")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PATHS), st.binary(max_size=200))
def test_bytes(path: str, data: bytes) -> None:
    seen(path, data + b"\nsudo pip")


def seconds(work: Callable[[], object]) -> float:
    """Give the shortest of three times, so that what else the machine does is left out."""
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


REPEATED = [
    "echo a 'b c' \"$d\"; ",
    "(",
    "((",
    ") ",
    "((a ) ",
    "$((a) ",
    "`",
    "'",
    '"',
    "${",
    "$(a) ",
    "${a:-b} ",
    "{ ",
    "}; ",
    "a=(b ",
    "<<E ",
    "<<E\n",
    "a <<E\nb\nE\n",
    "[[ ",
    "[[ a ]] ",
    "case a in ",
    "case a in b) c;; esac; ",
    "a() { b; }; ",
    "if a; then b; fi; ",
    "x=$x$x\n",
    "for i in a; do ",
    "\\\n",
    "# a\n",
    "@(",
    "$'",
    "$[",
    "a|",
    ";;",
    "sudo ",
    "bash -c 'a' ",
    "$x$y ",
    "export A=$A:b\n",
    "&&",
    "a[",
    "\t",
]


@pytest.mark.parametrize("sign", REPEATED)
def test_time_is_linear(sign: str) -> None:
    short = "sudo pip install x\n" + sign * (20_000 // len(sign))
    long = "sudo pip install x\n" + sign * (160_000 // len(sign))
    once = seconds(lambda: seen("a.sh", short))
    assert seconds(lambda: seen("a.sh", long)) < 8 * 3 * once + 0.05


STRUCTURES = [
    ("Dockerfile", "RUN a \\\n"),
    ("Dockerfile", "RUN <<E\n"),
    ("Dockerfile", "ENV A=$A:b\n"),
    ("Makefile", "A = $(A)\n"),
    ("Makefile", "$(a)"),
    ("Makefile", "a: b\n\tc $(d)\n"),
    ("Makefile", "\\\n"),
    ("justfile", "a:\n  b {{c}}\n"),
    ("README.md", "```sh\na\n```\n"),
    ("README.md", "```\n"),
    ("docs/a.rst", "a::\n\n  $ b\n"),
    ("docs/a.rst", "::\n"),
    ("tox.ini", "[testenv]\ncommands = a\n  b\n"),
    ("tox.toml", "commands = [["),
    ("tox.toml", 'commands = [["a", "b"]]\n'),
    (".devcontainer.json", '{"a": ['),
    (".devcontainer.json", "/*"),
    (".gitlab-ci.yml", "a: {script: [b]}\n"),
    (".github/workflows/a.yml", "- a\n"),
]


@pytest.mark.parametrize(("path", "part"), STRUCTURES)
def test_time_of_readers_is_linear(path: str, part: str) -> None:
    short = "# sudo pip\n" + part * (10_000 // len(part))
    long = "# sudo pip\n" + part * (80_000 // len(part))
    once = seconds(lambda: seen(path, short))
    assert seconds(lambda: seen(path, long)) < 8 * 3 * once + 0.05
