"""A table of rows as a form field: a small field for every cell, empty rows at the end for whoever has no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from wtforms import Field
from wtforms.utils import unset_value

from app.interview import applies, next_ids
from app.model.expression import TBC
from app.model.question import Question, QuestionType
from app.services.show import show_row
from app.web.forms.fields import SHOWN, AnswerField, anchor
from app.web.language import ngettext
from app.web.words import counted

SPARE_ROWS: Final = 3
MOST_COLUMNS: Final = 5
_WIDE: Final = frozenset({QuestionType.LONG_TEXT, QuestionType.CHOICES, QuestionType.PARTIES, QuestionType.ROWS})


def fits_in_place(question: Question) -> bool:
    """Whether a table is narrow enough to be edited where it stands; a wider one gets a page for each row."""
    return len(question.fields) <= MOST_COLUMNS and not any(field.type in _WIDE for field in question.fields)


@dataclass(slots=True)
class RowForm:
    """One row: its id, its cells, whether it stands in the stored answer."""

    id: str
    cells: list[AnswerField]
    is_new: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered besides what a new row shows by itself."""
        return all(
            not cell.typed and (cell.value is None or (self.is_new and cell.value == cell.question.default))
            for cell in self.cells
        )


class TableField(Field):  # type: ignore[misc]
    """A table of rows. After processing, `value` is the list of rows (None: none) and `problems` tells of cells."""

    def __init__(
        self,
        question: Question,
        parties: Sequence[Mapping[str, Any]],
        *,
        value: Any = None,
        typed: Mapping[str, str] | None = None,
        spare: int = SPARE_ROWS,
        today: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label=question.label, description=question.help, **kwargs)
        self.id = anchor(self.name)
        self.question = question
        self.parties = parties
        self.in_place = fits_in_place(question)
        self.stored = value is not None
        self.value = value if isinstance(value, list) else None
        self.typed_cells = dict(typed or {})
        self.spare = spare
        self.today = today
        self.row_forms: list[RowForm] = []
        self._form_options = {name: kwargs[name] for name in ("_form", "_meta", "_translations") if name in kwargs}
        self._build(self.value or [])

    control = "table"
    is_group = True
    typed = ""

    @property
    def problem(self) -> str:
        """What is wrong in the table as a whole; each cell says the rest itself."""
        count = len(self.problems)
        return ngettext("%(num)d cell needs another look.", "%(num)d cells need another look.", count) if count else ""

    @property
    def problems(self) -> list[AnswerField]:
        """The cells that could not be read."""
        return [cell for row in self.row_forms for cell in row.cells if cell.problem]

    @property
    def filled(self) -> list[RowForm]:
        """The rows that stand in the answer."""
        return [row for row in self.row_forms if not row.is_new]

    def summary(self, row: Mapping[str, Any]) -> str:
        """Return the first two columns of a row in words."""
        return show_row(self.question, row, self.parties)

    def gaps(self, row: Mapping[str, Any]) -> str:
        """Return how many cells of a row are missing or to be confirmed, or nothing."""
        values = [row.get(field.key) for field in self.question.fields if field.required and applies(field, row)]
        missing = sum(value is None for value in values)
        if missing:
            return counted(missing, "missing")
        to_confirm = values.count(TBC)
        return counted(to_confirm, "to confirm") if to_confirm else ""

    def spare_rows(self) -> list[RowForm]:
        """Return empty rows to fill in."""
        new = next_ids(self.question, [row.id for row in self.row_forms])
        return [self._row(identifier, {}, is_new=True) for identifier, _ in zip(new, range(self.spare), strict=False)]

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:  # noqa: ARG002
        """Take the rows from a submitted form that showed this table in place."""
        if not self.in_place or formdata is None or self.name not in formdata.getlist(SHOWN):
            return
        known = {row.id for row in self.row_forms}
        self.row_forms = []
        for identifier in dict.fromkeys(formdata.getlist(f"{self.name}:row")):
            row = self._row(identifier, {}, is_new=identifier not in known)
            for cell in row.cells:
                cell.take(formdata)
            if not row.is_empty:
                self.row_forms.append(row)
        self.value = [self._value(row) for row in self.row_forms] or None
        self.stored = self.value is not None

    def _build(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self.row_forms = [self._row(str(row["id"]), row, is_new=False) for row in rows if isinstance(row, Mapping)]

    def _row(self, identifier: str, row: Mapping[str, Any], *, is_new: bool) -> RowForm:
        cells = [
            AnswerField(
                field,
                self.parties,
                value=row.get(field.key),
                typed=self.typed_cells.get(f"{identifier}:{field.key}", ""),
                in_row=True,
                today=self.today,
                name=f"{self.name}:{identifier}:{field.key}",
                **self._form_options,
            )
            for field in self.question.fields
        ]
        return RowForm(identifier, cells, is_new)

    def _value(self, row: RowForm) -> dict[str, Any]:
        cells = {cell.question.key: cell.value for cell in row.cells if cell.value is not None}
        return {"id": row.id, **cells}
