"""A page in a terminal: no marks of Markdown, nothing lost, examples that can be read."""

from __future__ import annotations

from textwrap import dedent

from envdoctor.render import plain
from envdoctor.render.page import render

PAGE = dedent("""\
    # name-of-check

    warning · family · fix: safe

    It is **so**, and _not_ otherwise: `pip --user` and `**kwargs` stay, as 2 * 3 * 4 and a_b_c do.
    See [the guide](https://example.org/guide) or <https://example.org>.

    ## Why it matters

    - one that is rather long, so that it needs a second line
      and goes on here
    * two
      1. nested

    ```sh
    pip install x

    \tpip
    ```
    A line right behind.
    ## What to do
    Mend it.

    ## Examples

    ### Speaks: a thing

    ```toml
    [files]
    "a.txt" = "x"
    ```

    ```text
    warning: It is so, and that is quite long      [name-of-check]
      What it leads to is told in a sentence that is longer than that.
      fix  a command that is never broken, however narrow the terminal may be
    ```

    ```text after a.txt
    y
    ```

    ### Silent: nothing

    ```toml
    ```

    ### Skips: no git

    ```toml
    [env]
    PATH = ""
    ```

    ```text
    skipped: there is no git
    ```

    ## When to ignore it

    Never, `really`.
    """)


def said(width: int = 60, *, whole: bool = False, page: str = PAGE) -> str:
    return plain.render(render(page, width, whole=whole))


def test_a_page() -> None:
    assert said() == dedent("""\
        name-of-check

        warning · family · fix: safe

        It is so, and not otherwise: `pip --user` and `**kwargs`
        stay, as 2 * 3 * 4 and a_b_c do. See the guide
        (https://example.org/guide) or https://example.org.

        Why it matters

          · one that is rather long, so that it needs a second line
            and goes on here
          · two
            1. nested

            pip install x

                pip

        A line right behind.

        What to do

        Mend it.

        Examples (each a healthy project but for what is shown)

        It speaks: a thing

            a.txt
              │ x

            warning: It is so, and that is quite long
            [name-of-check]
              What it leads to is told in a sentence that is longer
              than that.
              fix  a command that is never broken, however narrow the terminal may be

            a.txt is then
              │ y

        It cannot judge: no git

            PATH=

            skipped: there is no git

        It says nothing of (-v shows these examples)

          · nothing

        When to ignore it

        Never, `really`.
        """)


def test_silent_examples_are_shown_when_asked_for() -> None:
    text = said(whole=True)
    assert "It says nothing: nothing\n" in text
    assert "-v shows" not in text


def test_nothing_is_wrapped_where_it_is_piped() -> None:
    assert "one that is rather long, so that it needs a second line and goes on here\n" in said(0)


EVERYTHING = """\
[machine]
like = "windows"
terminal = false
ancestors = ["fish", "tmux"]
user = 0
[env]
A = false
B = "c"
[links]
"l" = "target"
"m" = false
[files]
"gone" = false
"empty" = ""
"two" = "a\\n\\n\\tb\\n"
"""


def test_what_differs_is_said_in_words() -> None:
    page = f"# n\n\n## Examples\n\n### Silent: all\n\n```toml\n{EVERYTHING}```\n"
    lines = said(whole=True, page=page).splitlines()
    assert [line.removeprefix("    ") for line in lines[lines.index("It says nothing: all") + 2 :]] == [
        "on Windows", "not in a terminal", "started from fish, tmux", "user = 0", "A is not set", "B=c",
        "l → target", "m is not there", "gone is not there", "empty (empty)", "two", "  │ a", "  │", "  │     b",
    ]  # fmt: skip


TABLE = """\
| shell | the command that is run |
|:------|---|
| bash | `source a \\| b` and then again something else |
| only one |
"""


def test_a_table_is_aligned_and_its_last_column_wrapped() -> None:
    assert said(50, page=TABLE).splitlines() == [
        "  shell     the command that is run",
        "  bash      `source a | b` and then again",
        "            something else",
        "  only one",
    ]
    assert said(0, page=TABLE).splitlines()[1].endswith("and then again something else")


def test_a_page_of_a_pack_may_be_anything() -> None:
    assert said(page="Just a line.") == "Just a line.\n"
    assert said(page="\n") == ""
    assert said(page="```\nnever closed\n") == "    never closed\n"
    assert said(page="a\n\n## Examples\n\nnone yet\n").startswith("a\n\nExamples")
    assert said(page="a\n\n## Examples\n\n### Speaks: no toml\n").endswith("Examples\n\nSpeaks: no toml\n")
    broken = "a\n\n## Examples\n\n### Silent: x\n\n```toml\n= no\n```\n"
    assert "    = no\n" in said(page=broken, whole=True)
    assert said(page="\x1b[2J\n").isascii()
