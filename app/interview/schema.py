"""The JSON Schema of an answers file, made from the same questions that read it.

What the schema refuses is what `read_answers` refuses. Limits (`3 to 24`) stand in the descriptions: a value outside
them is a finding, not a wrong answers file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from app.interview import codes
from app.interview.choosing import SWITCHES
from app.interview.known import BINDING_LEVEL, alternatives_of, joined_annexes, known_questions
from app.interview.parties import MOST_PARTIES, SLUG
from app.interview.plain import UNITS
from app.interview.reading import FRAMEWORK
from app.interview.texts import LONGEST
from app.interview.values import MOST_ROWS
from app.model.clause import Alternative
from app.model.expression import TBC
from app.model.library import Library
from app.model.limits import describe
from app.model.outline import BundleOutline, Kind, Mode, Outline
from app.model.question import Question, QuestionType

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_Schema = dict[str, Any]
_NO_CONTROLS: Final = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]*$"
_TEXT: Final[_Schema] = {"type": "string", "maxLength": LONGEST, "pattern": _NO_CONTROLS}
_SLUG: Final[_Schema] = {"type": "string", "pattern": f"^{SLUG}$"}
_DATE: Final = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"


def schema(library: Library, outline: Outline) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the answers to one document type."""
    return {
        "$schema": DIALECT,
        "title": f"Answers to “{outline.title}”",
        "description": outline.summary,
        **_document_type(library, outline),
        "$defs": {
            "text": _TEXT,
            "slug": _SLUG,
            "country": {"enum": sorted(codes.countries())},
            "language": {"enum": sorted(codes.languages())},
            "currency": {"enum": sorted(codes.currencies())},
            "party": _party(library),
            **{f"answer.{key}": _answer(question) for key, question in _all_questions(library, outline).items()},
        },
    }


def bundle_schema(library: Library, bundle: BundleOutline) -> dict[str, Any]:
    """Return the JSON Schema of the answers to a bundle: those of its framework, under the bundle's name."""
    found = schema(library, library.outlines[bundle.framework])
    document = found["properties"]["document"]
    named = {**document, "properties": {**document["properties"], "type": {"const": bundle.id}}}
    return {
        **found,
        "title": f"Answers to “{bundle.title}”",
        "description": bundle.summary,
        "properties": {**found["properties"], "document": named},
    }


def _all_questions(library: Library, outline: Outline) -> dict[str, Question]:
    """Return what the document and its annexes may answer: described once, however often it may be answered."""
    outlines = [outline, *(joined_annexes(library) if outline.kind is Kind.AGREEMENT else ())]
    every = {key: question for one in outlines for key, question in known_questions(one, library).items()}
    return {key: question for key, question in every.items() if key != BINDING_LEVEL}


def _document_type(library: Library, outline: Outline) -> _Schema:
    questions = known_questions(outline, library)
    properties = {
        "document": _main_document(library, outline, questions),
        "parties": {"type": ["array", "null"], "maxItems": MOST_PARTIES, "items": {"$ref": "#/$defs/party"}},
        **_answers(outline, library, questions),
    }
    if outline.kind is Kind.AGREEMENT:
        annexes = [_annex(library, annex) for annex in joined_annexes(library)]
        properties["annexes"] = {"type": ["array", "null"], "items": {"oneOf": annexes} if annexes else False}
    if Mode.JOINED in outline.modes:
        # An annex whose framework is another file names the framework's parties by their ids.
        ids = {"type": "array", "items": {"$ref": "#/$defs/slug"}, "uniqueItems": True}
        properties["parties"] = {"anyOf": [properties["parties"], ids]}
    return _object(properties, required=["document"])


def _main_document(library: Library, outline: Outline, questions: Mapping[str, Question]) -> _Schema:
    fixed: _Schema = {"type": {"const": outline.id}}
    modes = [mode.value for mode in outline.modes] if outline.kind is Kind.ANNEX else [Mode.STANDALONE.value]
    fixed["mode"] = {"enum": [*modes, None]}
    if Mode.JOINED in outline.modes:
        known = {key: _answer(question) for key, question in FRAMEWORK.items()}
        framework = _object({**known, "type": {"enum": [*sorted(library.outlines), None]}})
        fixed["framework"] = {"anyOf": [framework, {"type": ["string", "null"]}]}
        fixed["id"] = {"$ref": "#/$defs/slug"}
    return _object({**fixed, **_group(questions, "document.")}, required=["type"])


def _answers(outline: Outline, library: Library, questions: Mapping[str, Question]) -> _Schema:
    others = {key: question for key, question in questions.items() if not key.startswith("document.")}
    placed = alternatives_of(outline, library)
    term = {"after": {"enum": sorted(placed)}, "title": _filled_text(), "text": _filled_text()}
    choices = {name: _choice(library, name, placed[name]) for name in sorted(placed)}
    return {
        **_group(others, ""),
        "choices": _nullable(_object(choices)),
        "special_terms": {"type": ["array", "null"], "items": _object(term, required=list(term))},
    }


def _annex(library: Library, outline: Outline) -> _Schema:
    questions = known_questions(outline, library)
    properties = {
        "id": {"allOf": [{"$ref": "#/$defs/slug"}, {"not": {"const": "main"}}]},
        "type": {"const": outline.id},
        "parties": {"type": ["array", "null"], "items": {"$ref": "#/$defs/slug"}, "uniqueItems": True},
        "document": _nullable(_object(_group(questions, "document."))),
        **_answers(outline, library, questions),
    }
    return _object(properties, required=["id", "type"])


def _choice(library: Library, clause: str, offered: Iterable[Alternative]) -> _Schema:
    names = [alternative.id for alternative in offered]
    own = _object({"text": _filled_text()}, required=["text"])
    return {"title": library.clauses[clause].plain_title, "anyOf": [{"enum": [*names, *SWITCHES, None]}, own]}


def _party(library: Library) -> _Schema:
    fields = {field.key: field for field in library.party_fields}
    return _object({"id": {"$ref": "#/$defs/slug"}, **_group(fields, "", inline=True)}, required=["id"])


def _group(questions: Mapping[str, Question], prefix: str, *, inline: bool = False) -> _Schema:
    """Return the properties of a group; a key with further dots makes a group inside it.

    A property refers to the description of its question, or holds it where that stands `inline`, or where the
    document types of a bundle differ in it.
    """
    properties: _Schema = {}
    for key in questions:
        if not key.startswith(prefix):
            continue
        name, _, deeper = key.removeprefix(prefix).partition(".")
        if not deeper:
            here = inline or key == BINDING_LEVEL
            properties[name] = _answer(questions[key]) if here else {"$ref": f"#/$defs/answer.{key}"}
        elif name not in properties:
            inner = _object(_group(questions, f"{prefix}{name}.", inline=inline))
            properties[name] = {"anyOf": [inner, {"enum": [TBC, None]}]}
    return properties


def _answer(question: Question) -> _Schema:
    """Return the schema of one answer: a value of the question's type, "TBC", or nothing."""
    limits = describe(question.limits)
    about = " ".join(filter(None, (question.help, f"Expected: {limits}." if limits else "")))
    described: _Schema = {"title": question.label}
    if about:
        described["description"] = about
    if question.default is not None:
        described["default"] = question.default
    if question.example is not None:
        described["examples"] = [question.example]
    return {**described, "anyOf": [_type(question, question.type), {"enum": [TBC, "", None]}]}


def _type(question: Question, type_: QuestionType) -> _Schema:
    if type_ is QuestionType.CHOICES:
        return {"type": "array", "items": _type(question, QuestionType.CHOICE), "uniqueItems": True}
    if type_ is QuestionType.CHOICE:
        return {"enum": [option.value for option in question.options]}
    if type_ is QuestionType.ROWS:
        return {"type": "array", "maxItems": MOST_ROWS, "items": _row(question)}
    return _PLAIN[type_]()


def _row(question: Question) -> _Schema:
    if question.item is not None:
        return {"anyOf": [_type(question, question.item), {"const": TBC}]}
    cells = {field.key: _answer(field) for field in question.fields}
    return _object({"id": {"type": "string", "pattern": r"^[^\s\[\]/@]{1,40}$"}, **cells})


_PLAIN: Final[Mapping[QuestionType, Callable[[], _Schema]]] = {
    QuestionType.TEXT: lambda: {"$ref": "#/$defs/text"},
    QuestionType.LONG_TEXT: lambda: {"$ref": "#/$defs/text"},
    QuestionType.YESNO: lambda: {"type": "boolean"},
    QuestionType.INTEGER: lambda: {"type": "integer"},
    QuestionType.PERCENTAGE: lambda: {"type": "number"},
    QuestionType.DATE: lambda: {"type": "string", "format": "date", "pattern": _DATE},
    QuestionType.MONEY: lambda: _object(
        {"amount": {"type": "number"}, "currency": {"$ref": "#/$defs/currency"}}, required=["amount", "currency"]
    ),
    QuestionType.DURATION: lambda: {
        **_object({unit: {"type": "integer", "minimum": 0} for unit in UNITS}),
        "minProperties": 1,
        "maxProperties": 1,
    },
    QuestionType.COUNTRY: lambda: {"$ref": "#/$defs/country"},
    QuestionType.LANGUAGE: lambda: {"$ref": "#/$defs/language"},
    QuestionType.PARTY: lambda: {"$ref": "#/$defs/slug"},
    QuestionType.PARTIES: lambda: {"type": "array", "items": {"$ref": "#/$defs/slug"}, "uniqueItems": True},
}


def _object(properties: Mapping[str, Any], required: Iterable[str] = ()) -> _Schema:
    made: _Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    wanted = list(required)
    return {**made, "required": wanted} if wanted else made


def _nullable(object_schema: _Schema) -> _Schema:
    return {**object_schema, "type": ["object", "null"]}


def _filled_text() -> _Schema:
    return {**_TEXT, "minLength": 1}
