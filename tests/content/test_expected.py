"""What the samples are expected to become: a changed clause shows as a changed file, which somebody reads."""

from __future__ import annotations

import difflib
import re

import pytest

from app.cli import main
from app.model import document as tree
from app.model.outline import STANDALONE_CLAUSES
from tests.content.cases import DAY, SAMPLES, library, printed, sample
from tests.content.reading import blocks, clauses, words
from tools import expect

RENEW = "If the change is meant, run “python tools/expect.py” and read the difference before you commit it."


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_becomes_what_is_expected(name):
    """Text and findings of each sample are those in `samples/expected/`."""
    for path, content in expect.expected(SAMPLES[name], library()).items():
        kept = path.read_text("utf-8") if path.is_file() else ""
        difference = difflib.unified_diff(kept.splitlines(), content.splitlines(), path.name, "now", "", "", 0, "")

        assert kept == content, "\n".join(["", *list(difference)[:40], RENEW])


def test_nothing_is_expected_of_samples_that_are_gone():
    """Every file in `samples/expected/` belongs to an answers file beside it."""
    kept = expect.ROOT.glob("contract_templates/*/samples/expected/*")
    found = {path.parents[1] / f"{path.name.partition('.')[0]}.yaml" for path in kept}

    assert found == set(SAMPLES.values())


def test_the_showcase_can_be_final():
    """The sample that is fully filled in has no finding at all, as a draft and as a final."""
    for more in ([], ["--final"]):
        assert main(["check", str(SAMPLES["showcase"]), "--date", DAY.isoformat(), *more]) == 0


def test_the_showcase_is_written_as_a_final(tmp_path):
    """`assemble --final` ends with 0, and the text says that it is no draft."""
    ask = ["--out", str(tmp_path), "--format", "txt", "--joined", "--final", "--date", DAY.isoformat()]

    assert main(["assemble", str(SAMPLES["showcase"]), *ask]) == 0
    (path,) = tmp_path.iterdir()
    said = path.read_text("utf-8")
    assert "Draft for discussion" not in said
    assert not re.search(r"\[[^\]]*\]", said)


def test_open_names_of_signatories_stop_only_the_final(capsys):
    """The contract whose persons are still open is a good draft with two warnings; as a final the same two are errors."""
    path, day = str(SAMPLES["biopmed-biocat-like"]), DAY.isoformat()

    assert main(["check", path, "--date", day]) == 0
    draft = capsys.readouterr().out.splitlines()
    assert main(["check", path, "--date", day, "--final"]) == 1
    final = capsys.readouterr().out.splitlines()

    names = [f"main gen-parties parties[{party}].representatives[r1].name" for party in ("bioesempio", "biomostra")]
    assert [line.partition(":")[0] for line in draft if "PAR-06" in line] == [
        f"warning PAR-06 {name}" for name in names
    ]
    assert [line.partition(":")[0] for line in final if "error" in line] == [f"error PAR-06 {name}" for name in names]


def test_an_annex_that_stands_alone_prints_each_shared_clause_once():
    """The annex of its own holds the fourteen shared clauses, or what stands for them, and none of them twice."""
    assembled, _ = printed(sample("annex-fp-standalone"))
    (document,) = assembled.bundle.documents
    placed = [clause.source for part in document.parts for clause in part.clauses]
    stood_for = {library().clauses[name].stands_for or name for name in placed}

    assert set(STANDALONE_CLAUSES) <= stood_for
    assert len(placed) == len(set(placed))
    assert not {"gen-liability", "gen-term"} & set(placed)


def test_the_list_of_annexes_says_what_the_annexes_say():
    """Number, title and version in the contract's list are those that stand on the annex itself."""
    assembled, _ = printed(sample("showcase"))
    annexes = assembled.bundle.documents[1:]
    (register,) = [clause for _, clause in clauses(assembled.bundle) if clause.source == "gen-annex-register"]
    (table,) = [block for block in blocks(register.blocks) if isinstance(block, tree.Table)]
    listed = [tuple(words(row.cells[column]) for column in (0, 1, 3)) for row in table.rows]

    assert listed == [(annex.number, annex.title, annex.version) for annex in annexes]
