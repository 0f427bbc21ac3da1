"""Answers that are too large, too deep or too clever: refused in a sentence, or printed; in bounded time and memory.

The limits stand in docs/rigour.md; a test below holds the table against the code.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app import LARGEST_FORM_KB
from app.config import Settings
from app.interview import parties as reading_parties
from app.interview import texts, values
from app.library import expressions, strict_yaml
from app.model import document as tree
from app.model import tree_json
from app.render import FORMATS
from app.services import json_lines
from tests.assembly.desk import all_runs, assembled_from
from tests.build import library_of
from tests.content.cases import DAY, printed, put, sample
from tests.content.reading import blocks, clauses, runs_of
from tests.fuzz.limits import ROOT, run, timed
from tests.render.reading import OPTIONS

QUICK = 10
"""Seconds of processor time in which a refusal has to come."""


def told(tmp_path: Path, content: str | Mapping[str, Any], *, suffix: str = ".json") -> str:
    """Return what `check` says about answers that it refuses."""
    path = tmp_path / f"answers{suffix}"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    done = run("check", str(path), "--date", DAY.isoformat(), seconds=QUICK, megabytes=800)
    assert done.code == 2, done.said[-400:]
    return done.said


def showcase(**changes: Any) -> dict[str, Any]:
    """Return the answers of the showcase with others under dotted keys (`a__b` for a.b)."""
    raw = sample("showcase")
    for key, value in changes.items():
        put(raw, key.replace("__", "."), value)
    return raw


def offers(count: int) -> list[dict[str, Any]]:
    return [{"id": f"o{n}", "party": "alpine", "kind": "hr", "title": f"Offer {n}"} for n in range(count)]


def parties(count: int) -> list[dict[str, Any]]:
    one = sample("showcase")["parties"][0]
    return [{**one, "id": f"p{n}", "short_name": f"Party {n}", "legal_name": f"Party {n} e.V."} for n in range(count)]


def agreement(count: int) -> dict[str, Any]:
    """Return the answers of a contract between many parties."""
    raw = sample("four-clusters")
    names = [party["id"] for party in raw["parties"]]
    text = json.dumps({key: value for key, value in raw.items() if key not in ("parties", "annexes")})
    for number, name in enumerate(names):
        text = text.replace(f'"{name}"', f'"p{number}"')
    return {**json.loads(text), "parties": parties(count)}


# --- what is refused ------------------------------------------------------------------------------------------------


def test_a_megabyte_in_one_field_is_refused_with_the_key_and_the_limit(tmp_path: Path) -> None:
    """The text itself is not repeated."""
    said = told(tmp_path, showcase(purpose__text="x" * 1_000_000))

    assert "purpose.text" in said
    assert "1,000,000 characters; at most 100,000" in said
    assert len(said) < 500


def test_ten_thousand_rows_are_refused_with_the_key_and_the_limit(tmp_path: Path) -> None:
    """A table is not cut off: nothing is made."""
    said = told(tmp_path, showcase(offers=offers(10_000)))

    assert "“offers” has 10,000 rows; at most 5,000" in said


def test_too_many_parties_are_refused(tmp_path: Path) -> None:
    """One more than a document can have."""
    assert "201 parties; at most 200" in told(tmp_path, agreement(201))


def test_a_file_beyond_two_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """However large it is, no more than the limit is taken into memory."""
    path = tmp_path / "answers.yaml"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)

    done = run("check", str(path), seconds=QUICK, megabytes=800)

    assert done.code == 2
    assert "2,000,000 are the limit" in done.said


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "suffix", "sentence"),
    [
        (BOMB, ".yaml", "“&a” names a value"),
        ("document: {type: nda}\nlaw: &x {country: *x}\n", ".yaml", "“&x” names a value"),
        ("[" * 100_000, ".yaml", "more than 40 levels"),
        ("a:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 500)), ".yaml", "more than 40 levels"),
        ("[" * 100_000, ".json", "more than 40 levels"),
        ('{"a":' * 100_000, ".json", "more than 40 levels"),
        ("[" + "1," * 150_000 + "1]", ".yaml", "more than 100,000 values"),
        ("document: !!python/object/apply:os.system [ls]\n", ".yaml", "is a YAML tag"),
        ("? [a, b]\n: c\n", ".yaml", "A key must be plain text"),
        ('{"a": 1' + "0" * 5_000 + "}", ".json", "not readable as JSON"),
        ('{"document": {"type": "nda"}, "document": {}}', ".json", "stands here a second time"),
    ],
    ids=["bomb", "loop", "deep", "deep keys", "deep JSON", "deep objects", "wide", "tag", "list as key", "long number", "twice"],
)  # fmt: skip
def test_what_would_explode_is_refused_with_its_line(tmp_path: Path, content: str, suffix: str, sentence: str) -> None:
    """Aliases, depth, width, tags and long numbers end in a sentence that names the line."""
    said = told(tmp_path, content, suffix=suffix)

    assert sentence in said
    assert re.search(r"answers\.\w+:\d+: ", said)


@pytest.mark.parametrize("key", ["a" * 100_000, "law." * 5_000, "\u202e", "\x1b[2J", "{{ 7 * 7 }}", "__class__", ""])
def test_a_strange_key_is_told_in_a_short_sentence(tmp_path: Path, key: str) -> None:
    """The nearest known key is found in bounded time, and the message stays readable."""
    said = told(tmp_path, {**showcase(), key: {"x": 1}})

    assert "is not known" in said
    assert len(said) < 600
    assert said.replace("\n", "").isprintable()


def test_many_unknown_keys_are_told_in_bounded_time(tmp_path: Path) -> None:
    """A file of ten thousand mistakes is read once."""
    raw = showcase()
    raw["law"] |= {f"unknown_{number}": 1 for number in range(10_000)}

    assert "law.unknown_9999" in told(tmp_path, raw)


def test_answers_of_a_newer_version_are_told_key_by_key(tmp_path: Path) -> None:
    """A document type, a group and a question that are not known yet, in one run."""
    newer = showcase(law__quantum_clause=True, future={"x": 1})
    assert {"law.quantum_clause", "future"} <= set(re.findall(r"“([\w.]+)” is not known", told(tmp_path, newer)))

    newer["document"]["type"] = "annex-of-2031"
    assert "“annex-of-2031” is not known" in told(tmp_path, newer)


# --- what is taken, up to the limits --------------------------------------------------------------------------------


def test_a_contract_at_all_limits_is_written_in_bounded_time_and_memory(tmp_path: Path) -> None:
    """200 parties, 5,000 rows and a text of 100,000 characters: text, data, page and Word file within 60 s and 1 GB."""
    raw = agreement(200)
    raw["offers"] = [{**offer, "party": "p1"} for offer in offers(5_000)]
    raw["purpose"]["text"] = "Words of many letters. " * 4_347
    (tmp_path / "answers.json").write_text(json.dumps(raw), "utf-8")
    ask = [part for name in ("txt", "json", "html", "docx") for part in ("--format", name)]

    done = run(
        "assemble",
        str(tmp_path / "answers.json"),
        "--out",
        str(tmp_path),
        "--date",
        DAY.isoformat(),
        *ask,
        megabytes=1_000,
    )

    assert done.code == 0, done.said[-400:]
    (made,) = tmp_path.glob("*.txt")
    said = made.read_text("utf-8")
    assert "Party 199" in said
    assert "Offer 4999" in said
    assert raw["purpose"]["text"].strip().rstrip(".") in said


def test_checking_a_contract_at_all_limits_takes_bounded_time(tmp_path: Path) -> None:
    """The review looks at pairs of parties: 200 of them are still no trouble."""
    (tmp_path / "answers.json").write_text(json.dumps(agreement(200)), "utf-8")

    done = run("check", str(tmp_path / "answers.json"), "--date", DAY.isoformat(), seconds=30, megabytes=800)

    assert done.code in (0, 1)


# --- characters and names -------------------------------------------------------------------------------------------


def by_category() -> dict[str, str]:
    """Return up to four characters of each general category of Unicode."""
    found: dict[str, str] = {}
    for code in range(sys.maxunicode + 1):
        letter = chr(code)
        kind = unicodedata.category(letter)
        if len(found.get(kind, "")) < 4 and (code < 0x250 or code % 7 == 0):
            found[kind] = found.get(kind, "") + letter
    return found


@pytest.mark.parametrize(("category", "letters"), sorted(by_category().items()))
def test_each_category_of_characters_is_printed_or_refused(tmp_path: Path, category: str, letters: str) -> None:
    """A character that an answer may hold stands in tree, text, page and Word file; the others are named."""
    library = library_of(
        tmp_path, {"gen-a": "questions: [{key: a.b, type: text, label: B}]\n---\n1. One.\n2. {{ a.b }}"}
    )
    for letter in letters:
        typed = f"a{letter}b"
        kept = texts.clean(typed)
        if texts.trouble(kept):
            assert category in ("Cc", "Cs")
            continue
        made = assembled_from(library, {"a": {"b": typed}})
        assert [run_.text for run_ in all_runs(made) if isinstance(run_, tree.Answer)] == [kept]
        assert tree_json.from_json(json.loads(json.dumps(tree_json.to_json(made.bundle)))) == made.bundle
        line = re.sub(r"[\n\v\f\x85\u2028\u2029]", " ", kept)
        assert f"1.2 {line}" in FORMATS["txt"].render(made.bundle, OPTIONS).decode()
        assert FORMATS["docx"].render(made.bundle, OPTIONS).startswith(b"PK")
        assert FORMATS["html"].render(made.bundle, OPTIONS)


@pytest.mark.parametrize(
    "name", ["Annex Labs", "Party Rentals AG", "Confidential Information", "Parties", "Clause 7", "1 days"]
)
def test_a_name_that_looks_like_a_term_stays_a_name(name: str) -> None:
    """Terms, references and numbers are those of a contract between parties of any other name."""

    def read(short: str) -> tuple[list[object], list[str]]:
        raw = sample("showcase")
        raw["parties"][0].update(short_name=short, legal_name=f"{short} Limited")
        made, _ = printed(raw)
        runs = [
            run_ for _, clause in clauses(made.bundle) for block in blocks(clause.blocks) for run_ in runs_of(block)
        ]
        marks = [run_ for run_ in runs if isinstance(run_, tree.Term | tree.Reference)]
        answers = [run_ for run_ in runs if isinstance(run_, tree.Answer) and "parties" in run_.question]
        return marks, [run_.text for run_ in answers if short in run_.text]

    marks, named = read(name)
    usual, others = read("Alpenglow")

    assert marks == usual
    assert [text.replace(name, "Alpenglow") for text in named] == others != []


# --- the documented limits ------------------------------------------------------------------------------------------


def test_the_table_of_limits_says_what_the_code_does() -> None:
    """Each figure in docs/rigour.md is the constant that the code uses."""
    table = (ROOT / "docs" / "rigour.md").read_text("utf-8")
    figures = {
        "characters of one text": texts.LONGEST,
        "rows of one table": values.MOST_ROWS,
        "parties": reading_parties.MOST_PARTIES,
        "bytes of a file": strict_yaml.LARGEST,
        "values in a file": strict_yaml.MOST_NODES,
        "levels in a file": strict_yaml.DEEPEST,
        "kilobytes of an uploaded file": Settings().max_upload_kb,
        "kilobytes of a form": LARGEST_FORM_KB,
        "characters of an expression": expressions.LONGEST,
    }

    assert {name: figure for name, figure in figures.items() if f"| {name} | {figure:,} |" not in table} == {}
    assert json_lines.DEEPEST == strict_yaml.DEEPEST


def test_a_refusal_costs_little() -> None:
    """Reading a text of the greatest length takes a moment, whatever it holds."""
    for text in ("x" * texts.LONGEST, "\u0301" * texts.LONGEST, "{{" * (texts.LONGEST // 2), "\n" * texts.LONGEST):
        with timed(1):
            assert texts.trouble(texts.clean(text)) is None
