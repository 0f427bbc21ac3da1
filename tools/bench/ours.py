"""Our own way: a library and answers on disk, through the same functions as the service."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Final

from app.assembly import assemble
from app.config import Settings
from app.library import load_library
from app.model.answers import Answers
from app.model.document import Bundle
from app.model.library import Library
from app.render import FORMATS, RenderOptions
from app.services.answers_file import read_answers_file

TODAY: Final = datetime.date(2027, 3, 1)


class Desk:
    """A library that is loaded once, as a service does, and the answers of several documents to it."""

    def __init__(self, folder: Path, answers: list[Path]) -> None:
        self.library: Library = load_library(folder)
        self.answers: list[Answers] = [read_answers_file(path, self.library).answers for path in answers]
        self.options = RenderOptions(house=folder / "contract_templates/_house", fonts=Settings().fonts_dir)

    def assemble(self, variant: int = 0) -> Bundle:
        """Return the tree of one document."""
        answers = self.answers[variant % len(self.answers)]
        return assemble(self.library, answers, today=TODAY).bundle

    def write(self, form: str, variant: int = 0) -> bytes:
        """Return one document, assembled and written in a format."""
        return FORMATS[form].render(self.assemble(variant), self.options)
