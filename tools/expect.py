"""Write what every sample is expected to become: its text and its findings.

    python tools/expect.py

Beside each answers file, `samples/expected/<name>.txt` holds the text of the contract with its annexes, and
`<name>.findings.txt` what the review finds in it, first as a draft and then as a final. A test compares them, so a
change of a clause shows as a change of these files: read the difference before you commit it.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.cli.shared import finding_line  # noqa: E402
from app.library import load_library  # noqa: E402
from app.model.library import Library  # noqa: E402
from app.render import text  # noqa: E402
from app.services.answers_file import read_answers_file  # noqa: E402
from app.services.assembling import assemble_answers  # noqa: E402

DAY = datetime.date(2026, 11, 20)
"""The day that the samples are dated with."""


def samples() -> list[Path]:
    """Return the answers files of all samples."""
    return sorted(ROOT.glob("contract_templates/*/samples/*.yaml"))


def expected(sample: Path, library: Library) -> dict[Path, str]:
    """Return the files that belong to a sample, each with its content."""
    answers = read_answers_file(sample, library).answers
    draft = assemble_answers(library, answers, DAY)
    findings = [
        f"{state}: {finding_line(finding)}"
        for state, outcome in (("draft", draft), ("final", assemble_answers(library, answers, DAY, final=True)))
        for finding in outcome.findings
    ]
    folder = sample.parent / "expected"
    return {
        folder / f"{sample.stem}.txt": _joined(text.lines(draft.assembled.bundle)),
        folder / f"{sample.stem}.findings.txt": _joined(findings),
    }


def main() -> None:
    """Write the files that have changed, delete those of samples that are gone, and print their paths."""
    library = load_library(ROOT)
    wanted = {path: content for sample in samples() for path, content in expected(sample, library).items()}
    for path in ROOT.glob("contract_templates/*/samples/expected/*"):
        if path not in wanted:
            path.unlink()
            print(f"deleted {path.relative_to(ROOT)}")
    for path, content in wanted.items():
        if not path.is_file() or path.read_text("utf-8") != content:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8", newline="\n")
            print(f"written {path.relative_to(ROOT)}")


def _joined(lines: Iterator[str] | list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
