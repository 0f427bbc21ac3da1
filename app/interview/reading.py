"""Answers in, checked: the whole shape of an answers file becomes an `Answers`, or every mistake in it is told at once.

What is refused is a wrong shape, type, key, document type, clause or alternative. Whether the answers make sense
together, and whether a value keeps to its limits, is for the review: a draft can still be made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.errors import AnswersError, Mistake
from app.interview.bundles import opened
from app.interview.choosing import read_choices, read_special_terms
from app.interview.collecting import Collector, LineOf, Path
from app.interview.known import joined_annexes, known_questions
from app.interview.nearest import hint
from app.interview.parties import SLUG_ADVICE, read_parties, read_slug, read_taking_part
from app.interview.renamed import renamed
from app.interview.words import kind, quoted, series
from app.model.answers import Answers
from app.model.library import Library
from app.model.message import say
from app.model.outline import Kind, Mode, Outline
from app.model.question import Question, QuestionType

FRAMEWORK: Final = {
    "reference": Question("reference", QuestionType.TEXT, "Reference of the framework"),
    "date": Question("date", QuestionType.DATE, "Date of the framework", required=False),
    "type": Question("type", QuestionType.TEXT, "Document type of the framework", required=False),
}
"""What a joined annex in a file of its own can say of a framework whose answers are not at hand."""

DOCUMENT_KEYS: Final = ("type", "mode", "framework", "id")
"""The keys of the group `document` that are no answers."""

TOP_KEYS: Final = ("document", "parties", "choices", "special_terms", "annexes")
"""The keys of an answers file that are no group of answers."""

ANNEX_KEYS: Final = ("id", "type", "parties", "document", "choices", "special_terms")
"""The keys of an entry of `annexes` that are no group of answers."""


def read_answers(
    raw: object, library: Library, *, line_of: LineOf, file: str, framework: Answers | None = None
) -> Answers:
    """Return the answers that `raw` holds, in the shape of an answers file.

    `line_of` gives the line of a path such as ("law", "country"), `file` the name that mistakes carry. With
    `framework`, `raw` is a joined annex in a file of its own: its `parties` are ids of the framework's, and the result
    is the annex alone, to be put into the framework's `annexes`. An answer under the earlier key of a renamed question
    (`was:`) counts as an answer to the question.

    Raises AnswersError with all mistakes: wrong shape or type, unknown key, document type, party, clause or
    alternative.
    """
    present = renamed(opened(raw, library), library)
    found = Collector(file, lambda path: line_of(present.written_at(path)))
    answers = _Reader(library, found, framework).read(present.answers)
    if found.mistakes or answers is None:
        raise AnswersError(sorted(found.mistakes, key=_line))
    return answers


def _line(mistake: Mistake) -> int:
    return mistake.line


class _Reader:
    """Reads one answers file; what is wrong is collected in `found`."""

    def __init__(self, library: Library, found: Collector, framework: Answers | None) -> None:
        self.library = library
        self.found = found
        self.framework = framework

    def read(self, raw: object) -> Answers | None:
        """Return the answers as far as they could be read, or None where the type of the document is not known."""
        if not isinstance(raw, Mapping):
            self.found.add(
                (),
                say("Answers have to be groups of keys, not {kind}.", kind=kind(raw)),
                say("Begin with “document:”."),
            )
            return None
        document = self.found.mapping(raw.get("document"), ("document",), "document")
        outline = self._outline(document.get("type"), ("document", "type"), self.library.outlines)
        if outline is None:
            return None
        mode = self._mode(document.get("mode"), outline)
        parties, taking_part = self._parties(raw.get("parties"), mode)
        questions = known_questions(outline, self.library)
        return Answers(
            type=outline.id,
            document=self._document(document, questions, ("document",), DOCUMENT_KEYS),
            parties=parties,
            groups=self._groups(raw, questions, (), TOP_KEYS),
            choices=read_choices(self.found, self.library, outline, raw.get("choices"), ("choices",)),
            special_terms=read_special_terms(
                self.found, self.library, outline, raw.get("special_terms"), ("special_terms",)
            ),
            annexes=self._annexes(raw.get("annexes"), outline),
            id=self._own_id(document, outline, mode),
            mode=mode.value,
            taking_part=taking_part,
            framework=self._framework(document, mode),
        )

    def _outline(self, name: object, path: Path, known: Mapping[str, Outline]) -> Outline | None:
        key = ".".join(part for part in path if isinstance(part, str))
        if isinstance(name, str) and name in known:
            return known[name]
        if name is None:
            self.found.add(
                path[:-1],
                say("The key “{key}” is missing.", key=key),
                say("Known types are {series}.", series=series(sorted(known))),
            )
        elif isinstance(name, str):
            self.found.add(
                path, say("The document type {quoted} is not known.", quoted=quoted(name)), hint(name, known, "type")
            )
        else:
            self.found.add(
                path, say("“{key}” has to be the name of a document type, not {kind}.", key=key, kind=kind(name))
            )
        return None

    def _mode(self, mode: object, outline: Outline) -> Mode:
        allowed = outline.modes if outline.kind is Kind.ANNEX else (Mode.STANDALONE,)
        usual = Mode.JOINED if self.framework is not None or Mode.STANDALONE not in allowed else Mode.STANDALONE
        if mode is None:
            return usual
        if isinstance(mode, str) and mode in tuple(Mode) and Mode(mode) in allowed:
            return Mode(mode)
        names = series([one.value for one in allowed])
        self.found.add(
            ("document", "mode"),
            say("“document.mode” has to be one of {names}; it is {quoted}.", names=names, quoted=quoted(mode)),
        )
        return usual

    def _parties(self, raw: object, mode: Mode) -> tuple[tuple[dict[str, Any], ...], tuple[str, ...]]:
        """Return the parties, and for a joined annex the ids of those who take part in it."""
        if self.framework is not None:
            self.found.parties = _ids(self.framework.parties)
            return (), read_taking_part(self.found, raw, ("parties",)) or self.found.parties
        parties = read_parties(self.found, self.library, raw)
        self.found.parties = _ids(parties)
        return parties, self.found.parties if mode is Mode.JOINED else ()

    def _document(
        self, raw: Mapping[str, Any], questions: Mapping[str, Question], path: Path, skip: Sequence[str]
    ) -> dict[str, Any]:
        return self.found.group(raw, questions, path, prefix="document.", name="document.", skip=skip)

    def _groups(
        self, raw: Mapping[str, Any], questions: Mapping[str, Question], path: Path, skip: Sequence[str]
    ) -> dict[str, Any]:
        others = {key: question for key, question in questions.items() if not key.startswith("document.")}
        return self.found.group(raw, others, path, skip=skip)

    def _framework(self, document: Mapping[str, Any], mode: Mode) -> dict[str, Any] | None:
        value, path = document.get("framework"), ("document", "framework")
        if value is None or self.framework is not None:
            return None
        if mode is not Mode.JOINED:
            self.found.add(
                path, say("“document.framework” belongs to a joined annex."), say("Add “mode: joined”, or remove it.")
            )
        elif isinstance(value, str):
            advice = say("Give the framework's reference and date instead.")
            self.found.add(path, say("The file named in “document.framework” cannot be read from here."), advice)
        else:
            group = self.found.mapping(value, path, "document.framework")
            if group.get("type") is not None:
                self._outline(group["type"], (*path, "type"), self.library.outlines)
            return self.found.group(group, FRAMEWORK, path, name="document.framework.")
        return None

    def _own_id(self, document: Mapping[str, Any], outline: Outline, mode: Mode) -> str:
        path = ("document", "id")
        if self.framework is not None:
            return read_slug(self.found, document.get("id", outline.id), path, "document.id") or outline.id
        if "id" in document:
            advice = (
                say("Remove it.")
                if mode is not Mode.JOINED
                else say("Name the file of the framework, or remove the id.")
            )
            self.found.add(path, say("“document.id” says which annex of its framework a document is."), advice)
        return "main"

    def _annexes(self, raw: object, outline: Outline) -> tuple[Answers, ...]:
        entries = self.found.entries(raw, ("annexes",), "annexes")
        if entries and outline.kind is not Kind.AGREEMENT:
            self.found.add(("annexes",), say("A document of the type “{id}” cannot have annexes.", id=outline.id))
            return ()
        annexes: list[Answers] = []
        taken = {"main"}
        for number, entry in enumerate(entries):
            annex = self._annex(entry, ("annexes", number))
            self.found.annex = ""
            if annex is None:
                continue
            if annex.id in taken:
                path = ("annexes", number, "id")
                self.found.add(path, say("The id {quoted} is taken already.", quoted=quoted(annex.id)), SLUG_ADVICE)
            taken.add(annex.id)
            annexes.append(annex)
        return tuple(annexes)

    def _annex(self, raw: object, path: Path) -> Answers | None:
        if not isinstance(raw, Mapping):
            self.found.add(path, say("An annex has to be a group of keys, not {kind}.", kind=kind(raw)))
            return None
        identifier = read_slug(self.found, raw.get("id"), (*path, "id"), "annexes.id")
        self.found.annex = identifier or ""
        known = {outline.id: outline for outline in joined_annexes(self.library)}
        outline = self._outline(raw.get("type"), (*path, "type"), known)
        if outline is None or identifier is None:
            return None
        questions = known_questions(outline, self.library)
        own = self.found.mapping(raw.get("document"), (*path, "document"), "annexes.document")
        terms = (*path, "special_terms")
        return Answers(
            type=outline.id,
            document=self._document(own, questions, (*path, "document"), ()),
            groups=self._groups(raw, questions, path, ANNEX_KEYS),
            choices=read_choices(self.found, self.library, outline, raw.get("choices"), (*path, "choices")),
            special_terms=read_special_terms(self.found, self.library, outline, raw.get("special_terms"), terms),
            id=identifier,
            mode=Mode.JOINED.value,
            taking_part=read_taking_part(self.found, raw.get("parties"), (*path, "parties")) or self.found.parties,
        )


def _ids(parties: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(str(party["id"]) for party in parties if "id" in party)
