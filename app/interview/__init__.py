"""The interview: which questions a document type asks, on which page, and what a valid answer is. Pure."""

from app.interview.bundles import opened
from app.interview.gaps import Gaps, applies, gaps_of
from app.interview.known import alternatives_of, fitting, known_questions, used_questions
from app.interview.nearest import nearest
from app.interview.pages import PARTIES_PAGE, Asked, InterviewPage, pages
from app.interview.parsing import parse_text
from app.interview.plain import Checked, Trouble
from app.interview.reading import read_answers
from app.interview.renamed import renamed
from app.interview.schema import bundle_schema, schema
from app.interview.values import check_value, checked

__all__ = [
    "PARTIES_PAGE",
    "Asked",
    "Checked",
    "Gaps",
    "InterviewPage",
    "Trouble",
    "alternatives_of",
    "applies",
    "bundle_schema",
    "check_value",
    "checked",
    "fitting",
    "gaps_of",
    "known_questions",
    "nearest",
    "opened",
    "pages",
    "parse_text",
    "read_answers",
    "renamed",
    "schema",
    "used_questions",
]
