"""A dossier file is opened: everything in it is looked at first, then all of it is stored, or nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from app.errors import AnswersError, DossierFileError, LibraryError, LostLibraryError, NewerVersionError
from app.library import load_files
from app.model.library import Library
from app.services import drafts
from app.services.accepting import ACCEPTED
from app.services.changes import Change, apply
from app.services.desk import Desk
from app.services.dossier_file import ANSWERS, CONTENT, FORMAT, LIBRARIES
from app.services.dossier_schema import problem_of, problem_of_state
from app.services.drafts import CONFLICT, Work
from app.services.libraries import library_of
from app.services.record import LIBRARY
from app.store import dossiers, history, libraries, revisions, versions
from app.store.values import NewRevision
from app.unzipping import BrokenArchiveError, LargeArchiveError, unpacked

LARGEST: Final = 64 * 1024 * 1024
"""So many bytes a dossier file may hold when it is unpacked."""

MOST_FILES: Final = 2000
"""So many files it, and each library in it, may hold."""

_LIBRARY: Final = re.compile(rf"{LIBRARIES}/([0-9a-f]{{8,64}})\.zip")
_MAKE_ANEW: Final = "Download the dossier file again where it comes from."


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a file holds: its content, the libraries in it, and the state after each of its steps."""

    content: Mapping[str, Any]
    libraries: Mapping[str, Library]
    states: Sequence[Mapping[str, Any]]


def looks_like_one(content: bytes) -> bool:
    """Whether this is a ZIP, which an answers file never is."""
    return content[:4] == b"PK\x03\x04"


def open_dossier_file(desk: Desk, content: bytes) -> str:
    """Make a dossier from a dossier file and return its id.

    Raises DossierFileError when the file is broken or holds what it should not, NewerVersionError when a newer version
    of the program wrote it; then nothing is stored.
    """
    opened = _read(content)
    revised = list(_revisions(desk, opened))
    with desk.database.write() as session:
        identifier = dossiers.create(session, opened.content["title"], desk.now())
        for library in opened.libraries.values():
            libraries.keep(session, library.version, library.files, desk.now())
        for after, (step, revision) in enumerate(zip(opened.content["steps"], revised, strict=True)):
            revisions.add(session, identifier, revision, after=after, now=_moment(step["made_at"]))
        for number, name in opened.content["names"].items():
            if int(number) > len(revised):
                raise DossierFileError(f"The file names version {number}, which is not in it. {_MAKE_ANEW}")
            versions.set_name(session, identifier, int(number), name, desk.now())
        history.add_comments(session, identifier, _comments(opened.content["comments"]))
        dossiers.touch(session, identifier, desk.now())
    return identifier


def _revisions(desk: Desk, opened: _Opened) -> Iterator[NewRevision]:
    """Yield the revisions to store. Only the newest is assembled: the text of others is made when it is asked for."""
    for number, (step, state) in enumerate(zip(opened.content["steps"], opened.states, strict=True), start=1):
        changes = tuple(Change.from_json(change) for change in step["changes"])
        work = Work(step["kind"], step["document"], changes, step["summary"], step["author"])
        if number == len(opened.states):
            yield _newest(desk, opened, work, state)
        else:
            yield NewRevision(
                kind=work.kind,
                document=work.document,
                summary=work.summary,
                answers=state["answers"],
                unread=state.get("unread", {}),
                changes=tuple(step["changes"]),
                library_version=state[LIBRARY],
                accepted=state.get(ACCEPTED, {}),
                author=work.author,
            )


def _newest(desk: Desk, opened: _Opened, work: Work, state: Mapping[str, Any]) -> NewRevision:
    try:
        library = opened.libraries.get(state[LIBRARY]) or library_of(desk, state[LIBRARY])
        return drafts.revision_of(desk, library, work, state)
    except LostLibraryError:
        raise DossierFileError(f"The clauses of the newest version are not in the file. {_MAKE_ANEW}") from None
    except RecursionError:
        raise DossierFileError(f"The answers in the file are nested too deeply. {_MAKE_ANEW}") from None
    except AnswersError as error:
        raise DossierFileError(f"The answers do not fit the clauses in the file. {error.mistakes[0]}") from None


def _read(content: bytes) -> _Opened:
    files = _unpacked(content, "The file")
    names = {name: _LIBRARY.fullmatch(name) for name in files if name not in (CONTENT, ANSWERS)}
    strange = [name for name, match in names.items() if match is None]
    if strange or CONTENT not in files:
        what = f"holds “{strange[0][:80]}”, which has no place in it" if strange else f"holds no {CONTENT}"
        raise DossierFileError(f"This is no dossier file: it {what}. {_MAKE_ANEW}")
    loaded = _content(files[CONTENT])
    found = {match[1]: _library(match[1], files[name]) for name, match in names.items() if match is not None}
    return _Opened(loaded, found, tuple(_states(loaded)))


def _content(raw: bytes) -> dict[str, Any]:
    try:
        loaded = json.loads(raw)
    except (ValueError, RecursionError):
        raise DossierFileError(f"{CONTENT} in the file cannot be read. {_MAKE_ANEW}") from None
    form = loaded.get("format") if isinstance(loaded, dict) else None
    if isinstance(form, int) and form > FORMAT:
        raise NewerVersionError(
            f"The file was written by a newer version of Syngraph (form {form}; this one reads form {FORMAT}). Open it "
            "with the newer version. Nothing was stored."
        )
    problem = problem_of(loaded)
    if problem:
        raise DossierFileError(f"{CONTENT} in the file is not as it should be: {problem}. {_MAKE_ANEW}")
    checked: dict[str, Any] = loaded
    return checked


def _states(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the state after each step: each is the one before it with the changes made."""
    state: Any = content["first"]
    for number, step in enumerate(content["steps"], start=1):
        if number > 1 and step["kind"] != CONFLICT:
            try:
                state = apply(state, [Change.from_json(change) for change in step["changes"]])
            except (TypeError, ValueError, KeyError, RecursionError):
                raise DossierFileError(f"What save {number} changed cannot be made again. {_MAKE_ANEW}") from None
        if problem_of_state(state):
            raise DossierFileError(f"Save {number} does not lead to answers: {problem_of_state(state)}. {_MAKE_ANEW}")
        yield state


def _library(version: str, packed: bytes) -> Library:
    try:
        library = load_files(_unpacked(packed, "A clause library in the file"))
    except LibraryError as error:
        raise DossierFileError(f"The clauses in the file cannot be read: {error.mistakes[0]}") from None
    if library.version != version:
        raise DossierFileError(f"The clauses in the file are not those that it names. {_MAKE_ANEW}")
    return library


def _unpacked(content: bytes, what: str) -> dict[str, bytes]:
    try:
        return unpacked(content, most_files=MOST_FILES, most_bytes=LARGEST)
    except LargeArchiveError:
        limits = f"{MOST_FILES:,} files, or {LARGEST // 1024 // 1024} MB when it is unpacked"
        raise DossierFileError(f"{what} holds more than {limits}.") from None
    except BrokenArchiveError:
        raise DossierFileError(f"{what} is damaged or was cut off. {_MAKE_ANEW}") from None


def _comments(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [
            {key: _moment(value) if key.endswith("_at") and value else value for key, value in row.items()}
            for row in listed
        ]
        for name, listed in rows.items()
    }


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
