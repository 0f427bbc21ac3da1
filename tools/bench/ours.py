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
from app.render import FORMATS, RenderOptions
from app.services.answers_file import read_answers_file

TODAY: Final = datetime.date(2027, 3, 1)


class Desk:
    """A library that is loaded once, as a service does, and the answers of several documents to it."""

    def __init__(self, folder: Path, answers: list[Path]) -> None:
        self.folder, self.paths = folder, answers
        self.options = RenderOptions(house=folder / "contract_templates/_house", fonts=Settings().fonts_dir)
        self.library = load_library(folder)
        self.answers = [self.read(variant) for variant in range(len(answers))]

    def load(self) -> None:
        """Load the library once more."""
        load_library(self.folder)

    def read(self, variant: int) -> Answers:
        """Return the answers of one file, checked against the library."""
        return read_answers_file(self.paths[variant % len(self.paths)], self.library).answers

    def assemble(self, variant: int = 0) -> Bundle:
        """Return the tree of one document."""
        return assemble(self.library, self.answers[variant % len(self.answers)], today=TODAY).bundle

    def write(self, form: str, variant: int = 0) -> bytes:
        """Return one document, assembled and written in a format."""
        return FORMATS[form].render(self.assemble(variant), self.options)
