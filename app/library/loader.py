"""Loading a library: read every file, parse what is wanted, check all of it, and report every mistake at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import LibraryError
from app.library import cross_checks
from app.library.bundles import parts_of, read_bundle
from app.library.clause_files import ClauseFile, read_clause_file
from app.library.clauses import ParsedClause, adopt, parse_clause
from app.library.constraints import Known, read_constraints
from app.library.files import LibraryFiles, kept_files, read_files
from app.library.kickoffs import read_kickoff
from app.library.mistakes import Notebook
from app.library.outlines import OutlineFile, parse_outline, read_outline_file
from app.library.shapes import Names
from app.library.shared_files import constraints_file, read_reference_data, read_shared_questions, read_wording
from app.model import walk
from app.model.constraint import Constraint
from app.model.kickoff import Kickoff
from app.model.library import Library
from app.model.outline import STANDALONE_CLAUSES, BundleOutline, Outline
from app.model.question import Question


def load_library(root: Path, *, only: Collection[str] | None = None) -> Library:
    """Return the library below `root`, which holds `clauses` and `contract_templates`.

    With `only`, document types, nothing is parsed but their outlines, the clauses that these place (or a standalone
    annex adds), and the clauses that those refer to or are based on. `version` is the same either way. Raises
    LibraryError with every mistake in every file.
    """
    if only is not None:
        narrow = load(root, only=only)
        if not narrow.mistakes:
            return narrow.library()
        # What is wrong may lie in a file that was not read; then the whole library tells.
    whole = load(root)
    if whole.mistakes:
        raise LibraryError(whole.mistakes.sorted())
    return whole.library()


@dataclass(slots=True)
class Loading:
    """A library in the making: parsed files and the mistakes in them."""

    files: LibraryFiles
    mistakes: Notebook
    names: Names = field(default_factory=Names)
    outlines: dict[str, Outline] = field(default_factory=dict)
    clauses: dict[str, ParsedClause] = field(default_factory=dict)
    wording: dict[str, dict[str, str]] = field(default_factory=dict)
    reference_data: dict[str, object] = field(default_factory=dict)
    constraints: tuple[Constraint, ...] = ()
    bundles: dict[str, BundleOutline] = field(default_factory=dict)
    kickoffs: dict[str, Kickoff] = field(default_factory=dict)

    def library(self) -> Library:
        """Return the library. Call it only when there are no mistakes."""
        return Library(
            clauses={identifier: parsed.clause for identifier, parsed in self.clauses.items()},
            outlines=self.outlines,
            questions=self.names.questions,
            party_fields=self.names.party_fields,
            wording=self.wording,
            version=self.files.version,
            reference_data=self.reference_data,
            constraints=self.constraints,
            bundles=self.bundles,
            kickoffs=self.kickoffs,
            files=self.files.contents,
        )


def load_files(contents: Mapping[str, bytes]) -> Library:
    """Return the library whose files were kept as paths and bytes (`Library.files`).

    Raises LibraryError when this version of the program reads them differently than the one that kept them.
    """
    loading = _parse(kept_files(contents), Notebook())
    if loading.mistakes:
        raise LibraryError(loading.mistakes.sorted())
    return loading.library()


def load(root: Path, *, only: Collection[str] | None = None) -> Loading:
    """Return what could be parsed, with the mistakes; raises LibraryError only when files cannot be read at all."""
    notebook = Notebook()
    return _parse(read_files(root, notebook), notebook, only=only)


def _parse(files: LibraryFiles, notebook: Notebook, *, only: Collection[str] | None = None) -> Loading:
    loading = Loading(files, notebook)
    shared, party_fields = read_shared_questions(loading.files.questions, notebook)
    loading.names = Names({}, party_fields)
    _add_questions(loading, shared)
    loading.wording = read_wording(loading.files.wording, notebook)
    loading.reference_data = dict(read_reference_data(loading.files.reference, notebook))
    outlines = _outline_files(loading, only)
    if only is None:
        _parse_clauses(loading, loading.files.clauses)
    else:
        placed = {clause for outline in outlines for clause in outline.clauses()}
        if any(outline.is_annex for outline in outlines):
            placed.update(STANDALONE_CLAUSES)
        _parse_clauses(loading, sorted(placed))
        _parse_clauses(loading, sorted(_mentioned(loading)))
    known_outlines = {outline.id: outline for outline in outlines}
    for outline in outlines:
        if outline.is_bundle:
            loading.bundles[outline.id] = read_bundle(outline, known_outlines)
        else:
            loading.outlines[outline.id] = parse_outline(outline, loading.names, notebook)
    known = Known(loading.names, loading.files.clauses, loading.files.outlines, whole=only is None)
    loading.constraints = read_constraints(constraints_file(loading.files.constraints, notebook), known, notebook)
    _adopt_texts(loading)
    _read_kickoffs(loading)
    _check_earlier_keys(loading)
    cross_checks.check(loading.clauses, loading.outlines, frozenset(loading.files.clauses), notebook)
    return loading


def _read_kickoffs(loading: Loading) -> None:
    """Read the kick-offs of the document types that were parsed; they lie beside the outlines."""
    for identifier, outline in loading.outlines.items():
        file = loading.files.kickoffs.get(identifier)
        kickoff = read_kickoff(file, outline, loading.names, loading.clauses, loading.mistakes) if file else None
        if kickoff is not None:
            loading.kickoffs[identifier] = kickoff


def _outline_files(loading: Loading, only: Collection[str] | None) -> list[OutlineFile]:
    """Return the files of the wanted document types, and of those that a wanted bundle begins."""
    found: dict[str, OutlineFile] = {}
    waiting = sorted(loading.files.outlines if only is None else only)
    for identifier in waiting:
        file = loading.files.outlines.get(identifier)
        if file is None or identifier in found:
            continue
        outline = read_outline_file(file.path, file.content, file.hash, loading.mistakes)
        if outline is not None:
            found[identifier] = outline
            waiting.extend(parts_of(outline) if outline.is_bundle else ())
    return [found[identifier] for identifier in sorted(found)]


def _parse_clauses(loading: Loading, identifiers: Iterable[str]) -> None:
    """Parse clauses and those they are based on: first every front matter, so that all questions are known, then the
    texts.
    """
    heads: dict[str, ClauseFile] = {}
    waiting = list(identifiers)
    while waiting:
        identifier = waiting.pop()
        file = loading.files.clauses.get(identifier)
        if file is None or identifier in heads or identifier in loading.clauses:
            continue
        head = read_clause_file(file.path, file.content, file.hash, loading.mistakes)
        if head is not None:
            heads[identifier] = head
            waiting.extend([head.based_on] if head.based_on else [])
    for identifier in sorted(heads):
        _add_questions(loading, heads[identifier].questions)
    for identifier in sorted(heads):
        loading.clauses[identifier] = parse_clause(heads[identifier], loading.names, loading.mistakes)


def _mentioned(loading: Loading) -> set[str]:
    """Return the clauses that the parsed ones refer to: a reference to one that is left out prints its title."""
    found: set[str] = set()
    for parsed in loading.clauses.values():
        for section in parsed.clause.sections:
            found.update(reference.clause for reference in walk.references(section.blocks) if reference.clause)
    return found


def _add_questions(loading: Loading, questions: Iterable[Question]) -> None:
    """Make questions known; each may be defined once in the whole library."""
    for question in questions:
        first = loading.names.questions.get(question.key)
        if first is not None:
            message = (
                f"The question “{question.key}” is defined a second time; the first is in {first.file}:{first.line}."
            )
            hint = "Keep one; a question that several clauses use stands in clauses/_questions/."
            loading.mistakes.add(question.file, question.line, message, hint)
        else:
            loading.names.add([question])


def _check_earlier_keys(loading: Loading) -> None:
    """Tell each earlier key that is a question of today: its answers would go over to the other question."""
    fields = {field.key: field for field in loading.names.party_fields}
    for known in (loading.names.questions, fields):
        for question in known.values():
            for old in set(question.was) & set(known):
                message = f"“{old}” is an earlier key of “{question.key}”, and a question of today."
                loading.mistakes.add(question.file, question.line, message, "Delete it below “was”.")


def _adopt_texts(loading: Loading) -> None:
    """Give each `based_on` clause the text of its base. Circles and unknown bases are left to the cross-checks."""
    for identifier in list(loading.clauses):
        chain = [identifier]
        while (
            (base := loading.clauses[chain[-1]].clause.based_on) is not None
            and base in loading.clauses
            and base not in chain
        ):
            chain.append(base)
        for child, parent in zip(reversed(chain[:-1]), reversed(chain), strict=False):
            if not loading.clauses[child].clause.sections:
                loading.clauses[child] = adopt(loading.clauses[child], loading.clauses[parent])
