"""The interview: which questions a document type asks, on which page, and what a valid answer is. Pure."""

from app.interview.bundles import opened
from app.interview.gaps import Gaps, applies, gaps_of
from app.interview.headings import guessed_columns, headings_row
from app.interview.imported import Importing, Misfit, Outcome, importable, read_rows
from app.interview.known import alternatives_of, fitting, known_questions, used_questions
from app.interview.nearest import nearest
from app.interview.pages import PARTIES_PAGE, Asked, InterviewPage, pages
from app.interview.parsing import parse_text
from app.interview.plain import Checked, Trouble
from app.interview.reading import read_answers
from app.interview.renamed import renamed
from app.interview.row_ids import IDENTIFIER, next_ids
from app.interview.schema import bundle_schema, schema
from app.interview.values import check_value, checked

__all__ = [
    "IDENTIFIER",
    "PARTIES_PAGE",
    "Asked",
    "Checked",
    "Gaps",
    "Importing",
    "InterviewPage",
    "Misfit",
    "Outcome",
    "Trouble",
    "alternatives_of",
    "applies",
    "bundle_schema",
    "check_value",
    "checked",
    "fitting",
    "gaps_of",
    "guessed_columns",
    "headings_row",
    "importable",
    "known_questions",
    "nearest",
    "next_ids",
    "opened",
    "pages",
    "parse_text",
    "read_answers",
    "read_rows",
    "renamed",
    "schema",
    "used_questions",
]
