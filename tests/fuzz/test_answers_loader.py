"""Whatever an answers file holds, it becomes answers that assemble, or mistakes that name the file and a line."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.assembly import assemble
from app.errors import Mistake, MistakesError
from app.interview import read_answers
from app.library import strict_yaml
from app.model.answers import Answers
from app.model.library import Library
from app.model.outline import Kind
from app.review import check
from app.services import json_lines
from app.services.answers_yaml import answers_yaml
from app.services.record import record_of
from tests.content.cases import DAY, SAMPLES, sample
from tests.content.cases import library as whole_library

NAME = "answers.yaml"
MARKS = st.sampled_from(
    ["a: b", "- c", "x", "'", '"', "{", "}", "[", "]", ": ", "\n", "  ", "\t", "&a", "*a", "!!str", "|", ">", "#", "---", "...", "? ", "%", "\\", "1.5e3", "null", "\ufeff", "\x85", "é"]
)  # fmt: skip
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        ["TBC", "", "p1", "alpine", "2027-02-30", "2027-03-01", "BE", "EUR", "on", "off", "inherit", "nda", "x" * 300]
    )
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8) | st.sampled_from(["id", "type", "text", "amount", "months"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


def mistakes(read: Callable[[], object]) -> tuple[Mistake, ...]:
    """Return what reading tells, nothing where it succeeds; every mistake says what is wrong and in which file."""
    try:
        read()
    except MistakesError as error:
        told = error.mistakes
    else:
        return ()
    assert told
    assert all(mistake.file == NAME and mistake.message for mistake in told)
    return told


def lost(raw: object, library: Library) -> str:
    """Read, assemble and review; return what went wrong on the way: a mistake without its line, answers that come back
    from their own file as others; "" where nothing did.
    """

    def read(data: object) -> Answers:
        return read_answers(data, library, line_of=lambda path: 7, file=NAME)

    if told := mistakes(lambda: read(raw)):
        return next((f"without a line: {mistake}" for mistake in told if mistake.line != 7), "")
    answers = read(raw)
    assembled = assemble(library, answers, today=DAY)
    check(assembled, answers, library, today=DAY)
    again = read(strict_yaml.load(answers_yaml(record_of(answers)), NAME).data)
    return "" if again == answers else f"came back as {again}"


@given(ANYTHING)
def test_any_data_is_read_or_told(raw: object) -> None:
    """No data, however odd, ends in anything but answers or mistakes."""
    assert lost(raw, whole_library()) == ""


@st.composite
def bent_samples(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the answers of a sample in which a few values, anywhere, are something else."""
    raw = sample(draw(st.sampled_from(sorted(SAMPLES))))
    for _ in range(draw(st.integers(1, 4))):
        place: Any = raw
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if not isinstance(place[key], dict | list) or draw(st.integers(0, 4)) == 0:
                break
            place = place[key]
        if keys:
            place[key] = draw(ANYTHING)
    return raw


@settings(max_examples=120)
@given(bent_samples())
def test_a_sample_with_a_few_odd_values_is_read_or_told(raw: dict[str, Any]) -> None:
    """What is read assembles, is reviewed, and comes back equal from its own answers file."""
    assert lost(raw, whole_library()) == ""


@st.composite
def retyped_samples(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the answers of one document type under the name of another."""
    raw = copy.deepcopy(sample(draw(st.sampled_from(sorted(SAMPLES)))))
    outlines = whole_library().outlines.values()
    raw["document"]["type"] = draw(st.sampled_from(sorted({*whole_library().outlines, *whole_library().bundles})))
    if draw(st.booleans()):
        raw["document"]["mode"] = draw(st.sampled_from(["joined", "standalone"]))
    if draw(st.booleans()):
        annexes = sorted(outline.id for outline in outlines if outline.kind is Kind.ANNEX)
        raw["annexes"] = [{"id": "x1", "type": draw(st.sampled_from(annexes))}]
    return raw


@given(retyped_samples())
def test_the_answers_of_another_document_type_are_read_or_told(raw: dict[str, Any]) -> None:
    """A wrong type at the head of a file is a mistake of the file, never one of the program."""
    assert lost(raw, whole_library()) == ""


@settings(max_examples=200)
@given(st.lists(MARKS, max_size=25).map("".join) | st.text(max_size=80))
def test_any_text_is_data_with_lines_or_mistakes(text: str) -> None:
    """YAML and JSON readers alike: data in which every path has a line, or mistakes of this file."""
    last = len(re.findall(r"\r\n|\r|\n", text)) + 1
    for load in (strict_yaml.load, json_lines.load):
        told = mistakes(lambda load=load: load(text, NAME))
        assert all(0 <= mistake.line <= last for mistake in told)
        assert told or all(1 <= line <= last for line in load(text, NAME).lines.values())


@given(ANYTHING.filter(lambda data: data is not None))
def test_json_is_read_as_python_reads_it(data: object) -> None:
    """Our reader, which knows lines and refuses double keys, takes every finite JSON for the same data."""
    text = json.dumps(data, allow_nan=False) if _is_finite(data) else "1"

    assert json_lines.load(text, NAME).data == json.loads(text)


def _is_finite(data: object) -> bool:
    try:
        text = json.dumps(data, allow_nan=False)
    except ValueError:
        return False
    # Numbers beyond 40 figures are refused; no answer has them.
    return all(len(part) < 40 for part in text.replace("-", "").split(",") if part.strip("[]{} ").isdigit())
