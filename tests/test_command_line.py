from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.cli import main
from app.errors import ClosedLinkError
from app.services import signing_in
from app.store.database import Database
from tests.build import PROJECT, make_library

ANSWERS = """\
document: {type: agreement, reference: MC-2027-001}
parties:
  - {id: alpine, legal_name: Alpine, short_name: Alpine, seat: {country: DE}}
  - {id: costa, legal_name: Costa, short_name: Costa, seat: {country: ES}}
law:
  country: BE
annexes:
  - {id: x1, type: annex-x}
"""
CLAUSES = {
    "gen-law": "{{ law.country | country }}",
    "gen-costs": (
        "alternatives:\n"
        "  own: {label: Own costs, position: preferred}\n"
        "  shared: {label: Shared costs, position: acceptable}\n"
        "default: own\n---\n"
        "## own\nOwn costs.\n## shared\nShared costs.\n"
    ),
    "gen-end": "See [[gen-costs]].",
    "fa-x": "Use in {{ law.country | country }}.",
}
OUTLINE = """\
id: agreement
title: Agreement
name: Agreement
kind: agreement
noun: Agreement
binding_level: binding
modes: [standalone]
parts:
  - id: terms
    title: ""
    placements: [gen-law, {clause: gen-costs, optional: true}, gen-end]
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with answers.yaml; the command line uses a small library."""
    root = make_library(tmp_path / "library", CLAUSES, {"agreement": OUTLINE, "annex-x": ["fa-x"]})
    monkeypatch.setenv("LIBRARY_DIR", str(root))
    (tmp_path / "answers.yaml").write_text(ANSWERS, "utf-8")
    return tmp_path


def changed(desk: Path, old: str, new: str, name: str = "answers.yaml") -> str:
    path = desk / name
    path.write_text(ANSWERS.replace(old, new), "utf-8")
    return str(path)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments], cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False
    )


# --- assemble ------------------------------------------------------------------------------------------------------


def test_assemble_writes_each_format_and_prints_each_path(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Paths, and nothing else, go to the standard output."""
    out = desk / "out"

    code = main(["assemble", str(desk / "answers.yaml"), "--out", str(out), "--format", "txt", "--format", "json"])

    names = [f"MC-2027-001{annex}.{ending}" for annex in ("", "-annex-1") for ending in ("txt", "json")]
    assert code == 0
    assert capsys.readouterr() == ("".join(f"{out / name}\n" for name in names), "")
    assert sorted(path.name for path in out.iterdir()) == sorted(names)


def test_assemble_joins_the_annexes_when_asked(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --joined there is one file a format."""
    code = main(["assemble", str(desk / "answers.yaml"), "--out", str(desk), "--format", "txt", "--joined"])

    assert code == 0
    assert capsys.readouterr().out == f"{desk / 'MC-2027-001.txt'}\n"
    assert "Use in Belgium." in (desk / "MC-2027-001.txt").read_text("utf-8")


def test_a_reference_to_a_clause_that_was_switched_off_blocks_the_final_only(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The draft shows a placeholder; the final is refused with the finding, file and line, and nothing is written."""
    path = changed(desk, "law:", "choices: {gen-costs: off}\nlaw:")

    assert main(["assemble", path, "--out", str(desk / "draft"), "--format", "txt"]) == 0
    assert re.search(r"See \[.*Costs.*\]", (desk / "draft" / "MC-2027-001.txt").read_text("utf-8"))
    capsys.readouterr()
    assert main(["assemble", path, "--out", str(desk / "final"), "--format", "txt", "--final"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "error STR-03 main gen-end" in told.err
    assert re.search(r"gen-end\.md:\d+", told.err)
    assert not (desk / "final").exists()


def test_a_final_without_errors_is_made(desk: Path) -> None:
    """The file says that it is no draft."""
    code = main(["assemble", str(desk / "answers.yaml"), "--out", str(desk), "--format", "json", "--final"])

    tree = json.loads((desk / "MC-2027-001.json").read_text("utf-8"))
    assert code == 0
    assert tree["documents"][0]["state"] == "final"


def test_the_date_counts_as_today(desk: Path) -> None:
    """--date is what the document is dated with."""
    main(["assemble", str(desk / "answers.yaml"), "--out", str(desk), "--format", "json", "--date", "2027-05-06"])

    tree = json.loads((desk / "MC-2027-001.json").read_text("utf-8"))
    assert tree["documents"][0]["date"] == "2027-05-06"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("country: BE", "contry: BE", "answers.yaml:6: The key “law.contry” is not known. The nearest known key is “law.country”."),
        ("country: BE", "country: Belgium", "answers.yaml:6: “law.country” has to be the code of a country"),
        ("type: agreement", "type: agrement", "answers.yaml:1: The document type “agrement” is not known. The nearest known type is “agreement”."),
        ("type: annex-x", "type: annex-y", "answers.yaml:8: Annex “x1”: The document type “annex-y” is not known. The nearest known type is “annex-x”."),
        ("law:", "choices: {gen-costs: sharde}\nlaw:", "answers.yaml:5: “choices.gen-costs” has to be one of own, shared, on, off"),
        ("law:", "choices: {gen-cost: own}\nlaw:", "answers.yaml:5: The clause “gen-cost” does not stand in the document type “agreement”. The nearest known clause is “gen-costs”."),
        ("law:\n", "law: [\n", "not readable as YAML"),
        (ANSWERS, "", "answers.yaml:1: The file is empty."),
    ],
)  # fmt: skip
def test_answers_that_cannot_be_used_end_with_2_and_name_line_and_key(
    desk: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    """Wrong shape, type, key or alternative: told on the error output, nothing is written."""
    path = changed(desk, old, new)

    for arguments in (["assemble", path, "--out", str(desk / "out")], ["check", path]):
        assert main(arguments) == 2
        output = capsys.readouterr()
        assert told in output.err
        assert output.out == ""
    assert not (desk / "out").exists()


def test_an_output_folder_that_cannot_be_written_is_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the folder; there is no trace."""
    (desk / "file").write_text("", "utf-8")

    code = main(["assemble", str(desk / "answers.yaml"), "--out", str(desk / "file" / "out"), "--format", "txt"])

    assert code == 2
    assert capsys.readouterr().err.startswith("Nothing can be written into the folder")


@pytest.mark.parametrize(
    "arguments",
    [
        ["assemble"],
        ["assemble", "a.yaml"],
        ["assemble", "a.yaml", "--out", "o", "--format", "odt"],
        ["assemble", "a.yaml", "--out", "o", "--date", "1 March"],
        ["nothing"],
        ["serve", "--port", "0"],
        ["library", "new", "chapter", "x"],
    ],
)
def test_a_wrong_call_ends_with_2_and_a_hint(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Options that are missing or unknown are told with the way to help."""
    assert main(arguments) == 2
    assert "python -m app" in capsys.readouterr().err


# --- check ---------------------------------------------------------------------------------------------------------


def test_check_prints_findings_and_ends_with_1_if_there_is_an_error(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each finding is one line: severity, rule, place, message, remedy."""
    assert main(["check", str(desk / "answers.yaml")]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", changed(desk, "short_name: Costa", "short_name: alpine")]) == 1
    assert capsys.readouterr().out.startswith("error PAR-03 main ")


def test_check_prints_json_for_programs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every finding has rule, severity, message, remedy, document, clause and question."""
    assert main(["check", changed(desk, "country: BE", "country: TBC"), "--json"]) == 0
    (finding,) = json.loads(capsys.readouterr().out)
    assert (finding["rule"], finding["severity"], finding["question"]) == ("INT-02", "hint", "law.country")
    assert (finding["document"], finding["clause"]) == ("main", "gen-law")
    assert finding["message"]
    assert finding["remedy"]


def test_check_is_stricter_for_a_final(desk: Path) -> None:
    """What is to be confirmed stops a final."""
    path = changed(desk, "country: BE", "country: TBC")

    assert main(["check", path]) == 0
    assert main(["check", path, "--final"]) == 1


def test_plausibility_never_stops_a_draft(desk: Path) -> None:
    """One party, or two with one name: the draft is made, the check ends with 1."""
    path = changed(desk, "  - {id: costa, legal_name: Costa, short_name: Costa, seat: {country: ES}}\n", "")

    assert main(["check", path]) == 1
    assert main(["assemble", path, "--out", str(desk), "--format", "txt"]) == 0


# --- what there is -------------------------------------------------------------------------------------------------


def test_rules_are_listed_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """`rules --json` is an array of objects with id, severity, message and remedy."""
    assert main(["rules", "--json"]) == 0
    rules: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    assert {"STR-03", "PAR-01", "TIM-01"} <= {rule["id"] for rule in rules}
    assert all(set(rule) == {"id", "severity", "message", "remedy"} for rule in rules)
    assert {rule["severity"] for rule in rules} == {"error", "warning", "hint"}


def test_rules_are_listed_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json there is a line for each rule."""
    assert main(["rules"]) == 0
    assert "PAR-01 error: " in capsys.readouterr().out


def test_the_schema_of_a_document_type_is_printed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is JSON Schema, draft 2020-12."""
    assert main(["schema", "agreement"]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    assert "law" in schema["properties"]


def test_an_unknown_document_type_is_told_with_the_nearest_one(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped type is no trace."""
    assert main(["schema", "agrement"]) == 2
    assert "“agreement”" in capsys.readouterr().err


def test_the_library_is_listed_for_programs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Documents have placements, clauses have alternatives."""
    assert main(["library", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    document = next(one for one in listed["documents"] if one["id"] == "agreement")
    clause = next(one for one in listed["clauses"] if one["id"] == "gen-costs")
    assert {"id", "title", "kind", "modes", "placements"} <= set(document)
    assert document["placements"][1] == {"clause": "gen-costs", "default": "own"}
    assert clause["alternatives"][0] == {"id": "own", "label": "Own costs", "position": "preferred"}


def test_the_library_is_listed_for_people(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json there is a line for each document type and clause."""
    assert main(["library", "list"]) == 0
    assert "gen-costs: Costs (own, shared)\n" in capsys.readouterr().out


def test_a_mistake_in_the_library_is_found_by_the_check_and_stops_the_rest(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`library check` ends with 1, what needs the library with 2; both name file and line."""
    assert main(["library", "check"]) == 0
    assert "0 mistakes" in capsys.readouterr().out
    path = desk / "library" / "clauses" / "gen" / "gen-law.md"
    path.write_text(path.read_text("utf-8").replace("law.country", "law.contry"), "utf-8")
    assert main(["library", "check"]) == 1
    assert "clauses/gen/gen-law.md:5: " in capsys.readouterr().out
    assert main(["check", str(desk / "answers.yaml")]) == 2
    assert "clauses/gen/gen-law.md:5: " in capsys.readouterr().err


def test_a_new_clause_and_a_new_document_pass_the_check(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The path of the skeleton is printed; a second one of that name is refused."""
    assert main(["library", "new", "clause", "gen-novel"]) == 0
    assert Path(capsys.readouterr().out.strip()).is_file()
    assert main(["library", "new", "document", "novel-contract"]) == 0
    assert Path(capsys.readouterr().out.strip()).is_file()
    assert main(["library", "check"]) == 0
    assert main(["library", "new", "clause", "gen-novel"]) == 2


# --- the program ---------------------------------------------------------------------------------------------------


def test_no_trace_reaches_a_person(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of the program is one plain sentence; the trace is logged when it is asked for."""

    def stumble(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("app.services.assembling.assemble", stumble)

    assert main(["check", str(desk / "answers.yaml")]) == 2
    told = capsys.readouterr()
    assert told.err.startswith("Something unexpected happened (RuntimeError).")
    assert "Traceback" not in told.err
    assert "secret detail" not in told.err
    assert len(told.err.splitlines()) == 1


def test_debug_logs_the_trace(desk: Path) -> None:
    """Who mends the program sees where it went wrong."""
    script = (
        "import sys, app.services.assembling as a\n"
        "a.assemble = lambda *x, **y: 1 / 0\n"
        "from app.cli import main\n"
        f"sys.exit(main(['--debug', 'check', {str(desk / 'answers.yaml')!r}]))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 2
    assert "ZeroDivisionError" in done.stderr


def test_a_setting_that_cannot_be_used_is_told(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong time zone is named with its variable."""
    monkeypatch.setenv("TIMEZONE", "Mars/Olympus")

    assert main(["check", str(desk / "answers.yaml")]) == 2
    assert "TIMEZONE" in capsys.readouterr().err


def test_help_names_the_program_as_it_is_called() -> None:
    """The help can be copied into a terminal."""
    done = run("--help")

    assert done.returncode == 0
    assert done.stdout.startswith("Usage: python -m app ")


def test_a_sample_becomes_word_and_pdf_by_default(tmp_path: Path) -> None:
    """Without --format there are DOCX and PDF, of the contract and of its annex; exit code and paths as promised."""
    sample = PROJECT / "contract_templates" / "model-contract" / "samples" / "showcase.yaml"

    done = run("assemble", str(sample), "--out", str(tmp_path), "--final", "--date", "2027-01-15")

    paths = [Path(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [path.suffix for path in paths] == [".docx", ".pdf"] * 2
    assert [path.read_bytes()[:4] for path in paths] == [b"PK\x03\x04", b"%PDF"] * 2


def test_the_program_ends_with_the_code_that_is_promised(desk: Path) -> None:
    """The exit codes reach the shell."""
    assert run("check", changed(desk, "short_name: Costa", "short_name: Alpine")).returncode == 1
    assert run("check", str(desk / "none.yaml")).returncode == 2


def test_serve_answers_on_this_machine_and_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is printed, and the pages are there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "instance"))
    command = [sys.executable, "-u", "-m", "app", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(4)]
        assert f"http://127.0.0.1:{port} (this machine only)" in lines[0]
        assert lines[3].strip().startswith(f"http://127.0.0.1:{port}/sign-in?key=")
        assert _status(lines[3].strip()) == 200
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_a_new_sign_in_link_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Built on the address of the settings; it works, and the one before it works no longer."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "instance"))
    monkeypatch.setenv("BASE_URL", "https://Contracts.example/")
    keys = []
    for options in ([], ["--end-sessions"]):
        assert main(["sign-in-link", *options]) == 0
        address, _, key = capsys.readouterr().out.strip().partition("?key=")
        assert address == "https://contracts.example/sign-in"
        keys.append(key)

    database = Database(tmp_path / "instance" / "syngraph.sqlite3")
    now = datetime.now(UTC)
    with pytest.raises(ClosedLinkError):
        signing_in.begin(database, keys[0], now)
    token = signing_in.begin(database, keys[1], now)
    assert main(["sign-in-link", "--end-sessions"]) == 0
    assert not signing_in.is_signed_in(database, token, now)
    database.close()


def test_other_computers_are_let_in_only_when_somebody_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The address is an option or a setting of its own; what is printed then cannot be overlooked."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "instance"))
    started: dict[str, Any] = {}
    monkeypatch.setattr("waitress.serve", lambda _app, **options: started.update(options))
    monkeypatch.setattr("app.create_app", lambda settings: _Made(Database(settings.database)))

    assert main(["serve", "--port", "8459"]) == 0
    assert (started["host"], "OTHER COMPUTERS" in capsys.readouterr().out) == ("127.0.0.1", False)
    assert main(["serve", "--port", "8459", "--host", "0.0.0.0"]) == 0  # noqa: S104 - what is asked for here
    said = capsys.readouterr().out
    assert started["host"] == "0.0.0.0"  # noqa: S104
    assert "OTHER COMPUTERS CAN REACH IT" in said
    assert "everybody on the way can read along" in said
    assert main(["serve", "--host", "everywhere"]) == 2


class _Made:
    """A service that was made, as far as the command looks into it."""

    def __init__(self, database: Database) -> None:
        self.extensions = {"desk": SimpleNamespace(database=database)}


def test_a_port_in_use_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Two servers on one port end in a sentence."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 2

    assert "cannot be used" in capsys.readouterr().err


def _status(address: str) -> int:
    for _ in range(50):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
                return int(answer.status)
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer")


def test_python_looks_through_no_objects_while_a_contract_is_made(tmp_path: Path) -> None:
    """Even a contract with five annexes, from a library that was not read before, is written before it is time to."""
    sample = PROJECT / "contract_templates" / "model-contract" / "samples" / "twelve-clusters.yaml"
    script = (
        "import gc, runpy, sys\n"
        "gc.set_threshold(0)\n"  # Until the program says how often.
        "gc.callbacks.append(lambda phase, info: info['generation'] < 2 and print('looked', file=sys.stderr))\n"
        "sys.argv[1:] = ['assemble', *sys.argv[1:], '--format', 'docx']\n"
        "runpy.run_module('app', run_name='__main__')\n"
    )
    words = [sys.executable, "-c", script, str(sample), "--out", str(tmp_path)]
    environment = {**os.environ, "DATA_DIR": str(tmp_path / "data")}

    done = subprocess.run(words, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 0, done.stderr
    assert "looked" not in done.stderr
