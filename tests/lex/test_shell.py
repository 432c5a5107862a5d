"""The commands in shell text: words, quotes, expansions, blocks, here-documents, and where each stands."""

from __future__ import annotations

import pytest

from envdoctor.lex.commands import Command, Event
from envdoctor.lex.shell import parse


def flat(events: list[Event]) -> list[Command]:
    """Give all commands, those inside of words before the command they are in."""
    found: list[Command] = []
    for event in events:
        if isinstance(event, Command):
            found.append(event)
        else:
            found += flat(event.inside)
    return found


def words(text: str) -> list[str]:
    """Give the commands with their words; `?` is one that only a run tells."""
    events, whole = parse(text)
    assert whole
    return [
        "|".join("?" if word.text is None else word.text for word in one.words) for one in flat(events) if one.words
    ]


COMMANDS = [
    ("a b c", ["a|b|c"]),
    ("a;b&c", ["a", "b", "c"]),
    ("a && b || c | d |& e", ["a", "b", "c", "d", "e"]),
    ("a \\\n b\n\nc", ["a|b", "c"]),
    ("a\\\nb", ["ab"]),
    ("a \\\r\n b\r\nc\r\n", ["a|b", "c"]),
    ("a # b\n# c\nd#e", ["a", "d#e"]),
    ("'a b' \"c d\" e\\ f", ["a b|c d|e f"]),
    ("a'b'\"c\"d ''", ["abcd|"]),
    ('"a \\"b\\" \\$c \\d \\\\ \\\ne"', ['a "b" $c \\d \\ e']),
    ("$'a\\nb\\x41\\101\\'\\u00e9\\q' $\"x\" $", ["a\nbAA'éq|x|$"]),
    ('a $b ${c} ${d:-e} "$f" $1 $@ $$', ["a|?|?|?|?|?|?|?"]),
    ("a \"b $c\" d$e 'f $g'", ["a|?|?|f $g"]),
    ("a ${b%%}} ${c//x/'}'} ${!d} ${#e} ${f[0]} ${g:-\"}\"} ${h:-$(i)}", ["i", "a|?|?|?|?|?|?|?"]),
    ('"${a:-\'x}" b', ["?|b"]),
    ("a ${{ github.x && 'y' }} b", ["a|?|b"]),
    ("a $(b $(c)) `d`", ["c", "b|?", "d", "a|?|?"]),
    ('"$(a "b c")"', ["a|b c", "?"]),
    ("`a 'b` c", ["a|b", "?|c"]),
    ("x `a # b` c", ["a", "x|?|c"]),
    ('x `a "b` c', ["a|b", "x|?|c"]),
    ("x `a ${b` c", ["a|?", "x|?|c"]),
    ("x `[[ a` c", ["x|?|c"]),
    ("x `a=(b` c", ["x|?|c"]),
    ("x `case a in b` c", ["x|?|c"]),
    ("a <(b c) >(d) e<(f)", ["b|c", "d", "f", "a|?|?|?"]),
    ("$((1 + 2)) $(( $(a) )) $((b); c)", ["a", "b", "c", "?|?|?"]),
    ("((a++)); b; (( c", ["b", "c"]),
    ("((a) ); ( (b) )", ["a", "b"]),
    ("$[1+2] a", ["?|a"]),
    ("a >b 2>&1 <c >>d &>e &>>f <&3 {g}>h >|i <>j k", ["a|k"]),
    ("a 2 >b; 3>c d", ["a|2", "d"]),
    ("a <<<b c", ["a|c"]),
    ("A=b C+=d e", ["e"]),
    ("A=(b $(c) 'd e' # f\n g)\nh", ["c", "h"]),
    ("a[1]=b c[$d]=e f[$g]+=h i", ["i"]),
    ("a[$b] c", ["?|c"]),
    ("A=b", []),
    ("a=b=c; d=e f=g", ["f=g"][1:]),
    ("a b=c", ["a|b=c"]),
    ("'a'=b c", ["a=b|c"]),
    ("{ a; }; (b); { c; } >d; e", ["a", "b", "c", "e"]),
    ("if a; then b; elif c; then d; else e; fi; f", list("abcdef")),
    ("while a; do b; done <c; until d; do e; done", list("abde")),
    ("for a in b $(c); do d; done; for e; do f; done", list("cdf")),
    ("for ((i=0; i<2; i++)); do a; done", ["a"]),
    ("for a\nin b\ndo\nc\ndone", ["c"]),
    ("for", []),
    ("for a in", []),
    ("select a in b; do c; done", ["c"]),
    ("case $a in b|c) d;; (e) f;& *) g;;& esac; h", list("dfgh")),
    ("case a in esac; b", ["b"]),
    ("case a in\n# c\nb) c\nesac\nd", ["c", "d"]),
    ("case a in b) (c);; d) if e; then f; fi;; esac", list("cef")),
    ("$(case a in b) c;; esac) d", ["c", "?|d"]),
    ("case a b", ["b"]),
    ("case a in &", []),
    ("case a in @(b|c)) d;; esac", ["d"]),
    ("a @(b|c) !(d) e", ["a|@(b|c)|!(d)|e"]),
    ("a() { b; }; function c { d; }; function e () ( f )\n a", list("bdfa")),
    ("function", []),
    ("f () if a; then b; fi", ["a", "b"]),
    ("f() a", ["a"]),
    ("[[ a =~ ^(b|c)$ && $(d) < e ]] && f", ["d", "f"]),
    ("[[ a ]] ; [ b ]", ["[|b|]"]),
    ("[[ a ]]b ]] && c\nd", ["c", "d"]),
    ("! a; time b; coproc c", ["a", "time|b", "c"]),
    ("a <<B c\nd $(e) `f` \\$(g)\nB\nh", ["a|c", "e", "f", "h"]),
    ("a <<'B'\n$(c)\nB\nd", ["a", "d"]),
    ("a <<-B\n\tc\n\tB\nd", ["a", "d"]),
    ("a <<B <<C; d\nx\nB\ny\nC\ne", ["a", "d", "e"]),
    ("a <<B\n$(c <<D\nx\nD\n)\nB\nd", ["a", "c", "d"]),
    ("a $(b <<C\nx\nC\n) d", ["b", "a|?|d"]),
    ("a <<$B\nx\n$B\nc", ["a", "c"]),
    ("a <<B\r\nx\r\nB\r\nc", ["a", "c"]),
    ("a <<B\nnever ends", ["a"]),
    ("a <<\nb", ["a", "b"]),
    ("a ;; b ;& c", ["a", "b", "c"]),
    ("fi; done; esac; }; a", ["a"]),
    (") a", ["a"]),
    ("(a) b", ["a", "b"]),
    ("a (b) c", ["a", "b", "c"]),
    ("a 'b", ["a|b"]),
    ('a "b', ["a|b"]),
    ("a $(b", ["b", "a|?"]),
    ("a `b", ["b", "a|?"]),
    ("a ${b", ["a|?"]),
    ("a \\", ["a|\\"]),
    ("a $'b\\", ["a|b\\"]),
    ("echo a && # b\n c", ["echo|a", "c"]),
    ("if [[ a ]]; then b; fi", ["b"]),
    ("é 日本", ["é|日本"]),
    ("a\u00a0b", ["a\u00a0b"]),
    ("", []),
    ("else a; elif b", ["a", "b"]),
    ("if a; then { b; else c; fi; d", ["a", "b", "c", "d"]),
    ("case a in b) { c;; d) e;; esac; f", ["c", "e", "f"]),
    ("x `a $((1`2)) b` c", ["a|?|b", "x|?|c"]),
    ("a=(b", []),
]


@pytest.mark.parametrize(("text", "expected"), COMMANDS)
def test_commands(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_words_have_their_place() -> None:
    events, _ = parse("a 'b c'\n  d\"$e\"")
    places = [(word.start, word.end) for command in flat(events) for word in command.words]
    assert places == [(0, 1), (2, 7), (10, 15)]


def test_operators_around_commands() -> None:
    events, _ = parse("a && b | c || d\ne & f; g &&\n h")
    around = [(one.words[0].text, one.before, one.after) for one in flat(events)]
    assert around == [
        ("a", "", "&&"),
        ("b", "&&", "|"),
        ("c", "|", "||"),
        ("d", "||", "\n"),
        ("e", "\n", "&"),
        ("f", "&", ";"),
        ("g", ";", "&&"),
        ("h", "&&", ""),
    ]


def test_blocks() -> None:
    events, _ = parse(
        "if a; then b; else c; fi; f() { d; }; case x in y) ;; *) ;; esac; [[ z ]]; for v in w; do :; done"
    )
    marks = [f"{mark.kind} {mark.name}{mark.label}".strip() for mark in events if not isinstance(mark, Command)]
    assert marks == [
        "open if", "branch other", "close if",
        "open functionf", "open group", "close group", "close function",
        "open case", "branch", "branch other", "close case",
        "test [[ z ]]", "open loop", "each v", "close loop",
    ]  # fmt: skip


def test_assignments() -> None:
    events, _ = parse("A=b C+='d e' F=(g h) i[2]=j k")
    command = flat(events)[0]
    named = [(one.name, one.adds, one.value.text, len(one.value.array or ())) for one in command.assigned]
    assert named == [("A", False, "b", 0), ("C", True, "d e", 0), ("F", False, None, 2), ("", False, "j", 0)]


def test_here_documents() -> None:
    text = "a <<'B' <<-C\nx\nB\n\ty\n\tC\n"
    events, _ = parse(text)
    documents = flat(events)[0].documents
    assert [(one.quoted, one.tabs, text[one.start : one.end]) for one in documents] == [
        (True, False, "x\n"),
        (False, True, "\ty\n"),
    ]


def test_what_is_fed_to_a_block_is_no_command() -> None:
    assert [one.documents for one in flat(parse("{ a; } <<B\nx\nB\n")[0])] == [[]]
    assert len(flat(parse("<<B\nx\nB\n")[0])) == 1


@pytest.mark.parametrize("text", ["$(" * 100, "{ " * 1000, "${a:-" * 100, "((" * 1000, "( " * 1000])
def test_nested_too_deeply(text: str) -> None:
    _, whole = parse("a; " + text)
    assert not whole
