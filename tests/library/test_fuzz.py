"""Whatever a file holds, the loader answers with a library or with mistakes that have a file and a line."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.library.clause_files import read_clause_file
from app.library.clauses import parse_clause
from app.library.mistakes import Notebook
from app.library.outlines import parse_outline, read_outline_file
from app.library.shapes import Names
from app.model.clause import Clause
from app.model.question import Question, QuestionType

KNOWN = Question("law.rooms", QuestionType.ROWS, "Rooms", fields=(Question("name", QuestionType.TEXT, "Name"),))

LINES = st.sampled_from(
    [
        *("", "text", "1. a", "2. {#l} b:", "   1. c", "      - d", "1) e", "- f", "   more", "  wrong", "10. ten"),
        *("| a | b |", "|---|---|", "| {{ r.name }} | [[#l|bare]] |", "   | x |"),
        *(":::", "::: when law.rooms", "::: otherwise", "::: each r in law.rooms", "::: definitions", "::: x"),
        *('**"T"** means', "**open", "{{ law.rooms | list }}", "{{ r.name }}", "{{", "[[gen-x#l]]", "{#l} p", "shall"),
        *("## a", "## *", "## a, b", "##", "> q", "---", "***", "`c`", "<b>", "&amp;", "\\", "x  "),
    ]
)
FRONT = st.sampled_from(
    [
        *(
            "title: T",
            "title:",
            "when: law.rooms",
            "when: 1 +",
            "default: a",
            "default: [a]",
            "survives: shall",
            "lang: x",
        ),
        *(
            "alternatives: {a: {label: A, position: preferred}, b: {label: B, position: acceptable}}",
            "alternatives: {a: }",
        ),
        *(
            "alternatives: []",
            "requires: [gen-x]",
            "requires: x",
            "based_on: gen-y",
            "defines: {T: [U]}",
            "island: true",
        ),
        *(
            "questions: [{key: a.b, type: rows, of: {c: text}}]",
            "questions: [{key: 1}]",
            "questions: {}",
            "title: T",
            "*a",
        ),
    ]
)


def parse(content: bytes) -> tuple[Clause | None, Notebook]:
    notebook = Notebook()
    head = read_clause_file("clauses/gen/gen-a.md", content, "0", notebook)
    if head is None:
        return None, notebook
    names = Names({KNOWN.key: KNOWN})
    names.add(head.questions)
    return parse_clause(head, names, notebook).clause, notebook


def check(clause: Clause | None, notebook: Notebook) -> None:
    assert clause is not None or len(notebook)
    for mistake in notebook.sorted():
        assert mistake.file == "clauses/gen/gen-a.md"
        assert mistake.line >= 1
        assert mistake.message


@given(st.lists(FRONT, max_size=5), st.lists(LINES, max_size=25))
def test_any_lines_give_a_clause_or_mistakes_with_lines(front: list[str], body: list[str]) -> None:
    text = "\n".join(["---", "id: gen-a", *front, "---", *body])

    check(*parse(text.encode()))


@given(st.text(max_size=300))
def test_any_text_gives_a_clause_or_mistakes_with_lines(text: str) -> None:
    check(*parse(text.encode("utf-8", "surrogatepass")))
    check(*parse(f"---\nid: gen-a\ntitle: T\n---\n{text}".encode("utf-8", "surrogatepass")))


@given(st.binary(max_size=200))
def test_any_bytes_give_a_clause_or_mistakes_with_lines(content: bytes) -> None:
    check(*parse(content))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.sampled_from(["gen-a", "annex", "law.rooms", "a", "standalone"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "kind", "modes", "parts", "placements", "clause", "when", "schedules", "pages", "asks"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=14,
    )
)
def test_any_data_gives_an_outline_or_mistakes_with_lines(data: object) -> None:
    import json

    notebook = Notebook()
    file = read_outline_file("contract_templates/a/outline.yaml", json.dumps(data).encode(), "0", notebook)
    if file is not None:
        file.clauses()
        parse_outline(file, Names({KNOWN.key: KNOWN}), notebook)

    assert len(notebook)
    assert all(mistake.line >= 1 for mistake in notebook.sorted())


def test_deeply_nested_control_blocks_end_in_mistakes(tmp_path: Path) -> None:
    clause, notebook = parse(("---\nid: gen-a\ntitle: T\n---\n" + "::: when law.rooms\n" * 3000 + "x\n").encode())

    assert clause is not None
    assert any("More than 8 control blocks" in mistake.message for mistake in notebook.sorted())
