"""The benchmark times what it says: contracts of the stated sizes, files that say the same, ratios of one run."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from tools.bench import lines, reading
from tools.bench.library import PROJECT
from tools.bench.lines import Line
from tools.bench.measure import Work, compare, in_turns
from tools.bench.ours import Desk
from tools.bench.peers_docx import WordPeers, rows_of, without_blocks
from tools.bench.picture import picture
from tools.bench.profile import by_module
from tools.bench.results import Row, growth, write_json
from tools.bench.techniques import Prepared
from tools.bench.workload import Contract, Data, contract, data

SIZES = {
    # words, clauses, sub-clauses, tables, parties, annexes
    "nda": (2_000, 12, 36, 2, 2, 0),
    "mid": (10_900, 46, 178, 4, 4, 2),
    "big": (52_600, 220, 940, 24, 12, 20),
}


def words(agreement: Contract, answers: Data) -> int:
    """Return how many words the peers write."""
    count = 0
    for line in without_blocks(lines.lines(agreement, answers, lines.final(answers)), answers):
        texts = [line.text] if isinstance(line, Line) else [*line.head, *sum(rows_of(line, answers), ())]
        count += sum(len(text.split()) for text in texts)
    return count


@pytest.fixture(scope="module")
def nda(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The smallest contract, written as clause files, answers and templates."""
    return Prepared(tmp_path_factory.mktemp("bench"), "nda").write()


@pytest.fixture(scope="module")
def ours(nda: Prepared) -> bytes:
    """Our Word file of the first set of answers."""
    return Desk(nda.folder, nda.answers).write("docx")


@pytest.fixture(scope="module")
def typed(nda: Prepared) -> bytes:
    """The Word file of the typed template with the same answers."""
    return WordPeers(nda.folder, nda.contract).typed(nda.data[0])


def with_document(docx: bytes, before: str, after: str) -> bytes:
    """Return a Word file in whose text something was replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w") as changed:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                assert before.encode() in content
                content = content.replace(before.encode(), after.encode(), 1)
            changed.writestr(entry, content)
    return target.getvalue()


@pytest.mark.parametrize("size", SIZES)
def test_a_contract_has_the_size_that_is_stated(size: str) -> None:
    """Words within two in a hundred; clauses, sub-clauses, tables, parties and annexes exactly."""
    agreement, answers = contract(size), data(size)
    stated, *counts = SIZES[size]
    clauses = agreement.all_clauses
    tables = [line for line in lines.lines(agreement, answers, lines.final(answers)) if isinstance(line, lines.Table)]

    assert words(agreement, answers) == pytest.approx(stated, rel=0.02)
    assert [
        len(clauses),
        sum(len(clause.subs) for clause in clauses),
        len(tables),
        len(answers.parties),
        len(agreement.annexes),
    ] == counts


def test_the_same_contract_comes_every_time_and_answers_differ() -> None:
    """What is timed today is what was timed yesterday; no two sets of answers are equal."""
    assert contract("mid") == contract("mid")
    assert data("mid", 1) == data("mid", 1) != data("mid", 2)


def test_our_file_and_the_typed_one_say_the_same(nda: Prepared, ours: bytes, typed: bytes) -> None:
    """The gate lets equal files through, and ours has numbering, fields and contents."""
    assert reading.difference("docx", ours, typed, nda.contract) == ""


def test_the_gate_refuses_a_wrong_text(nda: Prepared, ours: bytes, typed: bytes) -> None:
    """One other word in one file is a difference, and the message shows it."""
    name = nda.data[0].parties[0]["legal_name"]

    assert "Somebody Else" in reading.difference(
        "docx", ours, with_document(typed, name, "Somebody Else"), nda.contract
    )


@pytest.mark.parametrize(("before", "after"), [(" REF ", " NOT "), (" TOC ", " NOT ")])
def test_the_gate_refuses_our_file_without_a_field(
    nda: Prepared, ours: bytes, typed: bytes, before: str, after: str
) -> None:
    """A reference or an entry of the contents that Word could not compute takes the ratio away."""
    difference = reading.difference("docx", with_document(ours, before, after), typed, nda.contract)

    assert re.search(r"our Word file has \d+ (fields|entries)", difference)


def test_the_gate_refuses_our_file_without_numbering(nda: Prepared, ours: bytes, typed: bytes) -> None:
    """A contract with one clause more than Word numbers does not pass."""
    larger = dataclasses.replace(nda.contract, clauses=(*nda.contract.clauses, nda.contract.clauses[0]))

    assert "numbered" in reading.difference("docx", ours, typed, larger)


def test_a_page_with_another_word_is_refused() -> None:
    """HTML is compared word by word below the contents."""
    assert "one" in reading.html_difference(b"<nav>1 one</nav><p>one</p>", b"<p>two</p>")


def test_works_are_timed_in_turns() -> None:
    """Each round times every work before the next begins, so that what slows the machine slows all of them."""
    called: list[str] = []
    works = {
        name: Work(lambda number, name=name: called.append(f"{name}{number}"), rounds=2, warm=False) for name in "ab"
    }

    in_turns(works)

    firsts = [name for position, name in enumerate(called) if position == 0 or called[position - 1][0] != name[0]]
    assert [name[0] for name in firsts] == ["a", "b", "a", "b"]


def test_a_ratio_is_the_median_over_the_rounds() -> None:
    """A round in which everything was slow changes nothing."""
    ours, peer = Work(print, 3), Work(print, 3)
    ours.processor, peer.processor = [0.001, 0.010, 0.001], [0.020, 0.200, 0.030]

    assert compare(peer, ours).ratio == pytest.approx(20)
    assert compare(peer, ours).ours_ms == pytest.approx(1)


def test_growth_in_proportion_is_one() -> None:
    """Five times the words in five times the time."""
    assert growth(10, 50, 1_000, 5_000) == pytest.approx(1)
    assert growth(10, 250, 1_000, 5_000) == pytest.approx(2)


def test_the_results_are_a_list_with_the_promised_keys(tmp_path: Path) -> None:
    """Files that differ have no ratio; the picture leaves out nothing that was compared."""
    rows = [
        Row("docx", "mid", 10.0, "docxtpl typed", 20.0, 50.0, 200.0),
        Row("docx", "mid", 10.0, "python-docx", None, 50.0, 150.0, remark="the files differ"),
    ]
    write_json(tmp_path / "bench.json", rows)
    found = json.loads((tmp_path / "bench.json").read_text())

    assert [set(entry) for entry in found] == [{"name", "workload", "median_ms", "peer", "ratio", "peak_mb"}] * 2
    assert [entry["ratio"] for entry in found] == [20.0, None]
    assert all(peer in picture(rows) for peer in ("docxtpl typed", "python-docx", "20.0 × ours"))


def test_time_in_built_in_functions_counts_for_their_callers() -> None:
    """What a module spends inside Python's own functions is its own time."""
    here = (str(PROJECT / "app/render/html.py"), 1, "page")
    stats = {here: (1, 1, 2.0, 5.0, {}), ("~", 0, "<join>"): (1, 1, 3.0, 3.0, {here: (1, 1, 3.0, 3.0)})}

    assert by_module(stats) == {"app/render/html": 5.0}
