"""Generated requirements files: the fast path agrees with the slow one, and both with pip's own parser."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from envdoctor.requirements.answers import Asked
from envdoctor.requirements.lines import odd, pins
from envdoctor.requirements.links import Places
from envdoctor.requirements.pip import read as read_line
from envdoctor.requirements.text import lines_of
from envdoctor.testing import Machine
from tests.requirements.oracle import ask
from tests.requirements.reading import answer, read, same, snapshot

HASH = "--hash=sha256:" + "0123456789abcdef" * 4
NAMES = ["flask", "Flask_Login.ext", "a", "zope.interface", "bad-", "-x", "ä", "python", "foo.zip", "x1", ""]
EXTRAS = ["", "", "", "[a]", "[a,b]", "[a, b]", " [a]", "[]", "[a,]", "[a-]", "[a"]
OPERATORS = ["==", "==", "==", "===", ">=", "~=", "<", "!=", "=", "=>", " == ", "== ", "", "==="]
VERSIONS = [
    "1.0", "1", "2.0.1", "1.*", "1.0rc1", "1.0.post1", "1.0.dev2", "1.0-1", "v1.0", "1.0+cu118", "1.0+a.b", "1.0+A_b",
    "1.0a", "1!2.0", "2004d", "1..0", "1.0,<3", "1.0,", "1.0,,2", "1.0 2", "1.0;", "latest", "01.0", "1.0.",
]  # fmt: skip
MARKERS = [
    "", "", "; python_version < '3.9'", ' ; python_version >= "3.8" and sys_platform == "win32"', ";os_name=='nt'",
    '; (python_version > "3" or os_name == "nt") and extra == "x"', "; python_version", "; python_version in '3.8 3.9'",
    "; python_version == '3.*'", "; sys_platform == \"linux\"and os_name == 'x'", "; spam == '1'", ";",
    '; python_full_version <= "3.9.1"', '; implementation_name != "pypy" or platform_machine == "arm64"',
    "; python_version < '3.9'x", "; python_version < '3.9\"", '; sys_platform < "a"', "; python_version ~= '3.8'",
]  # fmt: skip
TAILS = [
    "", "", "", f" {HASH}", f"  {HASH} {HASH}", f" \\\n    {HASH} \\\n    {HASH}", f"\\\n    {HASH}", f"\t{HASH}",
    f" \\\n\t{HASH}", f" \\\n{HASH}", f" \\\n    {HASH} \\\n    # via x", " \\\n# via x", f" \\\n# c\n    {HASH}",
    " # comment", "  #", "#x", " # ends in \\", "\t# tab", " \\", " \\\n", f" {HASH[:-1]}", f" {HASH}a",
    " --hash sha256:ab", " --hash=md5:ab", " --hash=sha256",
    " -C a=b", " -C ab", " --user", " -r base.txt", " --no-binary :all:", "   ",
    f" --hash=sha384:{'a' * 96}", f" {HASH} # c", f" {HASH}#c", " \\\n    requests==2.0", "\\", " \\ ", " via x",
]  # fmt: skip
WHOLE = [
    "", "   ", "# comment", "  # comment", "# ends in \\", "\\", "-", "--", "--pre", "-r base.txt", "-c base.txt",
    "-e .", "-e ./pkg[dev]", "-e git+https://e.com/foo.git#egg=foo", "-e git+https://e.com/foo.git", "-e foo",
    '-e "foo @ git+https://e.com/foo.git"', "foo @ https://e.com/foo.zip", "foo @ ./pkg", "./pkg", "pkg/", "pkg", ".",
    "https://e.com/foo-1.0-py3-none-any.whl", "https://e.com/foo.whl", "foo-1.0.tar.gz", "./nope", "./foo.whl",
    "git+https://e.com/foo.git@v1#egg=foo[x]", "git@github.com:o/foo.git", "ssh://git@e.com/foo.git", "file:///opt/foo",
    "../x.zip", "-i https://e.com/simple", "--bogus", "--requirements base.txt", "-rbase.txt", "--constraint=base.txt",
    "!!!", 'flask = "*"', HASH, f"    {HASH}", "flask\x0crequests", "flask\u2028requests", "# a\u2028flask",
    "[packages]", "flask(>=2)", "flask (==2)", "flask ()", "flask==${UNSET}x", "flask==$VER", "\ufeffflask",
    "--find-links 'my dir",
    "-e file:///opt/pkg#egg=pkg", "pkg[dev]", "./pkg ; python_version>'3'", "https://e.com/x.zip;python_version>'3'",
    "foo@https://e.com/x.zip", "name @ git+https://e.com/x.git#egg=y", "foo @ https://e.com/x.zip#egg=a[b]", "http://[x",
]  # fmt: skip

pinlike = st.builds(
    "".join,
    st.tuples(*map(st.sampled_from, (["", "", "", " "], NAMES, EXTRAS, OPERATORS, VERSIONS, MARKERS, TAILS))),
)
plainer = st.builds(
    "".join,
    st.tuples(*map(st.sampled_from, (NAMES[:4], EXTRAS[:6], OPERATORS[:3], VERSIONS[:8], MARKERS[:6], TAILS))),
)
line = st.one_of(plainer, pinlike, st.sampled_from(WHOLE))
file = st.builds(
    lambda lines, end, last: end.join(lines) + last,
    st.lists(line, max_size=5),
    st.sampled_from(["\n", "\n", "\r\n"]),
    st.sampled_from(["", "\n"]),
)
OTHERS = {"base.txt": "six\n", "pkg/pyproject.toml": "", "empty/x": ""}


def begin(text: str, number: int) -> int:
    """Give the number that pip knows a line by: that of the first one that it continues."""
    lines = text.splitlines()
    while number > 1 and lines[number - 2].endswith("\\") and not lines[number - 2].lstrip().startswith("#"):
        number -= 1
    return number


@settings(max_examples=250, deadline=None)
@given(file)
@example("# ends in \\\nflask==1.0")
@example("--pre \\\nflask==1.0")
@example("flask==1.0 # ends in \\\nrequests")
def test_pip_agrees(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "case"
        for path, content in {**OTHERS, "requirements.txt": text}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content.encode())
        pips = ask(root / "requirements.txt")
    found, whole = read(snapshot({**OTHERS, "requirements.txt": text}))
    ours = {
        (path, begin(text, line) if path == "requirements.txt" else line): one for (path, line), one in found.items()
    }
    assume(not ("${" in text and pips.refused))  # a line with a variable that is not set: we say nothing of it
    assert bool(whole) == bool(pips.refused), (whole, pips.refused)
    if whole:
        return
    theirs: dict[tuple[str, int], list[object]] = {}
    for path, number, pip in pips.lines:
        if "${" not in str(pip):
            theirs.setdefault((path, number), []).append(pip)
    assert ours.keys() == theirs.keys()
    for place, mine in ours.items():
        for one, their in zip(mine, theirs[place], strict=False):
            assert isinstance(one, str) == isinstance(their, str), (place, one, their)
            if isinstance(one, dict) and isinstance(their, dict):
                hashed, link = bool(their.pop("hashes")), bool(their.pop("link"))
                assert same(one, answer(hashed=hashed, link=link, **their)), (place, one, their)


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.one_of(plainer, pinlike), min_size=1, max_size=3).map("\n".join))
def test_what_is_plain_is_a_pin_to_the_slow_path_too(text: str) -> None:
    text = lines_of(text)
    others = {number for one in odd(text) for number in range(one.number, one.last + 1)}
    found = {number: (name, version, marker, hashed) for number, name, version, marker, hashed in pins(text)}
    places = Places(Machine(), ("/",))
    lines = text.split("\n")
    for number, (name, version, marker, hashed) in found.items():
        assert number not in others
        joined = lines[number].removesuffix("\\")
        if joined != lines[number]:
            joined += "".join(lines[number + 1 : number + 2])
        asked = read_line(joined.partition("#")[0].rstrip().removesuffix("\\"), places, constraint=False)
        assert isinstance(asked, Asked)
        assert (asked.kind, asked.name, asked.version) == ("index", name, version)
        assert bool(asked.hashes) == hashed
        assert bool(asked.marker) == bool(marker)
    left = set(range(1, len(lines))) - others - found.keys()
    for number in left:  # what is neither is blank, a comment or hashes
        assert not lines[number].strip() or lines[number].lstrip().startswith(("#", "--hash="))
