"""Our lexer against tree-sitter's grammar of bash: the same simple commands, the same words, at the same places."""

from __future__ import annotations

import re

import pytest
import tree_sitter_bash
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_sitter import Language, Node, Parser

from envdoctor.lex.commands import Command, Event
from envdoctor.lex.shell import parse

PARSER = Parser(Language(tree_sitter_bash.language()))
Found = dict[tuple[int, int], tuple[str | None, ...]]  # line and offset of the name → its words, None: not static
# these are no commands to that grammar, but declarations and tests
OTHERWISE = {"export", "declare", "typeset", "local", "readonly", "unset", "["}

SCRIPTS = [
    "pip install flask",
    "sudo -H pip3 install -r requirements.txt",
    "FOO=bar BAR='b a z' python -m pip install x",
    "apt-get update && apt-get install -y python3-pip || exit 1",
    "cat a | grep -v '^#' | xargs sudo pip install",
    "cd src; make; make install &\nwait",
    "sudo \\\n  pip install \\\n  --upgrade \\\n  flask",
    "# comment\necho a # b\necho 'a # b'\necho a#b",
    'echo "a $HOME ${USER} $(whoami) `date`"',
    'x=$(sudo pip install y)\necho "$x"',
    'x=`basename "$0"`\necho $x',
    "if [ -f x ]; then\n  pip install x\nelif which pip; then\n  pip list\nelse\n  exit 2\nfi",
    "if ! command -v pip >/dev/null 2>&1; then easy_install pip; fi",
    'for name in flask requests "$other"; do\n  pip install $name\ndone',
    'for f in *.txt; do wc -l "$f"; done | sort',
    "for ((i = 0; i < 3; i++)); do echo $i; done",
    'while read -r line; do echo "$line"; done < names.txt',
    "until ping -c 1 host; do sleep 1; done",
    "case $1 in\n  start|restart) run ;;\n  stop)\n    halt\n    ;;\n  *) usage; exit 1 ;;\nesac",
    'case "$(uname)" in\n  Darwin*) brew install x ;;\n  (Linux) apt install x ;;\nesac',
    'f() { echo "$1"; return 0; }\nf a b',
    'function g {\n  sudo "$@"\n}\ng pip install x',
    "function h() (\n  cd /tmp\n  ls\n)\nh",
    "(cd a && make) || (cd b && make)",
    "{ echo a; echo b; } > out.txt",
    "cat <<EOF\nsudo pip install x\n$(hostname)\nEOF\necho done",
    "cat <<'EOF' > script.sh\nsudo pip install x\n$(hostname)\nEOF\nchmod +x script.sh",
    "cat <<-EOF\n\tindented\n\tEOF\necho done",
    "sudo bash <<EOF\napt-get update\nEOF",
    "cat <<EOF | sudo tee /etc/x\nline\nEOF\necho done",
    'grep -q x <<< "$text" && echo found',
    "diff <(sort a) <(sort b)\ntee >(wc -l) < a",
    "[[ $a == b* && ( -f c || ! -d d ) ]] && echo yes",
    "[[ $line =~ ^[0-9]+$ ]] && echo number",
    '[ "$a" = b ] && echo yes',
    "(( i > 3 )) && echo many",
    "echo $((1 + 2 * (3 - 4)))",
    "echo ${a:-b} ${c:=d} ${e:+f} ${g#h} ${i%%j} ${k//l/m} ${#n}",
    'echo "${a:-$(hostname)}"',
    "echo $'tab\\there'",
    "echo a\\ b 'c'\"d\"e",
    'echo "a \\"quoted\\" word"',
    "printf '%s\\n' \"run: sudo pip install x\"",
    'git commit -m "sudo pip install"',
    "ssh host 'sudo pip install x'",
    "bash -c \"sudo pip install x && echo 'ok'\"",
    "find . -name '*.py' -exec grep -l foo {} +",
    'env PATH="$PATH" pip install x',
    "nohup sudo pip install x > log 2>&1 &",
    "echo a >&2\necho b 2> /dev/null",
    "exec 3< file\nread -r x <&3",
    "set -euo pipefail\ntrap 'rm -f \"$t\"' EXIT",
    "A=(a b 'c d')\necho \"${A[@]}\" ${#A[@]}",
    "A+=(x)\nB[1]=y\necho ${B[1]}",
    "declare -A map\nmap[key]=value\necho done",
    "export PATH=/opt/venv/bin:$PATH\npip install x",
    "source venv/bin/activate\n. ./lib.sh\ndeactivate",
    "test -f x || touch x",
    "true && { a; b; } || c",
    "a() { b() { c; }; b; }; a",
    "! grep -q x y\n{ ! false; }",
    "time -p make",
    "echo {a,b}{1..3} ~/x *.txt [a-z]? @x",
    "echo a;# comment\necho b",
    "echo $# $? $! $$ $@ $* $0 $1",
    "select x in a b; do break; done",
    "while :; do if true; then break; fi; done",
    'echo "$(echo "$(echo a)" b)" c',
    "if a; then b; fi | c && d",
    "x=1 y=2\necho $x",
    "a=b c=$(d) e f",
    "echo é 日本語; echo 😀",
    "pip install 'x>=1,<2' \"y[z]==1.*\"",
    'sudo -u "$USER" -E env A=b pip install x',
]


def ours(text: str) -> Found:
    found: Found = {}

    def go(events: list[Event]) -> None:
        for event in events:
            if not isinstance(event, Command):
                go(event.inside)
            elif event.words and event.words[0].text not in OTHERWISE:
                start = event.words[0].start
                found[text.count("\n", 0, start) + 1, start] = tuple(word.text for word in event.words)

    events, whole = parse(text)
    assert whole
    go(events)
    return found


def theirs(text: str) -> Found | None:
    source = text.encode()
    root = PARSER.parse(source).root_node
    if root.has_error:
        return None
    found: Found = {}
    todo = [root]
    while todo:
        node = todo.pop()
        todo += node.children
        name = node.child_by_field_name("name") if node.type == "command" else None
        if name is None:
            continue
        words = tuple(static(one, source) for one in (name, *node.children_by_field_name("argument")))
        if words[0] not in OTHERWISE:
            found[node.start_point.row + 1, len(source[: name.start_byte].decode())] = words
    return {(text.count("\n", 0, start) + 1, start): words for (_, start), words in found.items()}


def static(node: Node, source: bytes) -> str | None:
    """Give what a word of theirs says, or None where only a run tells."""
    raw = source[node.start_byte : node.end_byte].decode()
    if node.type == "command_name":
        return static(node.children[0], source)
    if node.type == "concatenation":
        parts = [static(child, source) for child in node.children]
        return None if None in parts else "".join(part or "" for part in parts)
    if node.type == "raw_string":
        return raw[1:-1]
    if node.type == "string":
        if any(child.is_named and child.type != "string_content" for child in node.children):
            return None
        return re.sub(r'\\(\n|[$`"\\])', lambda found: found[1].strip("\n"), raw[1:-1])
    if node.type == "ansi_c_string":
        return raw[2:-1].replace("\\t", "\t")
    if node.type in {"word", "number", "brace_expression"} or not node.is_named:
        return re.sub(r"\\(.)", r"\1", raw)
    return None


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts(script: str) -> None:
    expected = theirs(script)
    assert expected is not None, "the oracle itself cannot read it"
    assert ours(script) == expected


def test_there_are_enough_scripts() -> None:
    assert len(set(SCRIPTS)) >= 60


# no backticks: of two words with backticks, that grammar makes one
PLAIN = st.sampled_from(["pip", "sudo", "install", "-m", "a.b", "x=1", "--user", "é", "./a", "1.2"])
WORD = st.one_of(
    PLAIN,
    st.sampled_from(["'a b'", '"a b"', '"a $x"', "$x", "${x}", "${x:-y}", "a\\ b", "'a'\"b\"c", '"a\\"b"', "$(a b)"]),
    st.sampled_from(['"$(a "b c")"', "a$x", "''", '"\'"', "'\"'", "$((1 + 2))", "a#b", "'#'", "{}", "*"]),
)
NAME = st.sampled_from(["pip", "sudo", "a", "./b", "python3.11"])
SIMPLE = st.tuples(NAME, st.lists(WORD, max_size=5)).map(lambda parts: " ".join([parts[0], *parts[1]]))
REDIRECTED = st.tuples(SIMPLE, st.sampled_from(["", "", " > x", " 2> y", " < z", " >> 'a b'"])).map("".join)
LINE = st.recursive(
    REDIRECTED,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" && ", " || ", " | ", "; ", "\n"]), inner).map("".join),
        inner.map(lambda text: f"( {text} )"),
        inner.map(lambda text: f"{{ {text}; }}"),
        st.tuples(inner, inner).map(lambda two: f"if {two[0]}; then {two[1]}; fi"),
        inner.map(lambda text: f"for i in a b; do {text}; done"),
        inner.map(lambda text: f"while x; do\n{text}\ndone"),
        inner.map(lambda text: f"case $x in a|b) {text} ;; *) y ;; esac"),
        inner.map(lambda text: f"f() {{\n{text}\n}}"),
        inner.map(lambda text: f"y $({text}) z"),
        inner.map(lambda text: f"# sudo pip install\n{text} # c\ncat <<'E'\nsudo x\nE\n"),
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(LINE)
def test_made_up_lines(text: str) -> None:
    expected = theirs(text)
    if expected is not None:
        assert ours(text) == expected
