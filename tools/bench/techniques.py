"""Everything that is timed on one workload, by name: our formats, and the peers of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tools.bench.library import write_answers, write_library
from tools.bench.workload import Contract, Data, contract, data

if TYPE_CHECKING:
    from tools.bench.office import Office

VARIANTS: Final = 5
"""So many sets of answers are prepared; each run takes the next."""
OURS: Final = ("load", "answers", "assembly", "docx", "html", "pdf")
OFFICE: Final = "LibreOffice"
PEERS: Final = {
    "docx": ("docxtpl typed", "docxtpl loop", "python-docx"),
    "html": ("jinja2 typed",),
    "pdf": ("bare WeasyPrint", OFFICE),
}
"""What each format is held against."""

Technique = Callable[[int], bytes]


class Prepared:
    """One workload on disk: the library, the answers, the templates of the peers."""

    def __init__(self, folder: Path, size: str) -> None:
        self.folder = folder / size
        self.size = size
        self.contract: Contract = contract(size)
        self.data: list[Data] = [data(size, variant) for variant in range(VARIANTS)]
        self.answers = [self.folder / f"answers-{variant}.json" for variant in range(VARIANTS)]

    def write(self) -> Prepared:
        """Write everything into the folder; return it ready for use."""
        from tools.bench.ours import Desk
        from tools.bench.peers_docx import WordPeers
        from tools.bench.peers_html import HtmlPeer
        from tools.bench.peers_pdf import BareWeasyPrint

        write_library(self.folder, self.contract)
        for path, answers in zip(self.answers, self.data, strict=True):
            write_answers(path, self.contract, answers)
        desk = Desk(self.folder, self.answers)
        for variant, path in enumerate(self._word_files):
            path.write_bytes(desk.write("docx", variant))
        BareWeasyPrint(self.folder, VARIANTS).write_pages(desk)
        WordPeers(self.folder, self.contract).make_templates(self.data[0])
        HtmlPeer(self.folder, self.contract).make_template(self.data[0])
        return self

    def ours(self) -> dict[str, Technique]:
        """Return what we do. Loading the library and reading answers yield no file."""
        from tools.bench.ours import Desk

        desk = Desk(self.folder, self.answers)

        def assembly(variant: int) -> bytes:
            desk.assemble(variant)
            return b""

        def load(_: int) -> bytes:
            desk.load()
            return b""

        def answers(variant: int) -> bytes:
            desk.read(variant)
            return b""

        return {
            "load": load,
            "answers": answers,
            "assembly": assembly,
            **{form: (lambda variant, form=form: desk.write(form, variant)) for form in ("docx", "html", "pdf")},
        }

    def peers(self, office: Office | None = None) -> dict[str, Technique]:
        """Return what the peers do; LibreOffice is among them where it runs."""
        from tools.bench.peers_docx import WordPeers
        from tools.bench.peers_html import HtmlPeer
        from tools.bench.peers_pdf import BareWeasyPrint

        word, html = WordPeers(self.folder, self.contract), HtmlPeer(self.folder, self.contract)
        weasyprint = BareWeasyPrint(self.folder, VARIANTS)
        found: dict[str, Technique] = {
            "docxtpl typed": lambda variant: word.typed(self._data(variant)),
            "docxtpl loop": lambda variant: word.loop(self._data(variant)),
            "python-docx": lambda variant: word.python_docx(self._data(variant)),
            "jinja2 typed": lambda variant: html.typed(self._data(variant)),
            "bare WeasyPrint": weasyprint.write,
        }
        if office is not None:
            word_files = [path.read_bytes() for path in self._word_files]
            found[OFFICE] = lambda variant: office.pdf(word_files[variant % VARIANTS])
        return found

    @property
    def _word_files(self) -> list[Path]:
        return [self.folder / f"ours-{variant}.docx" for variant in range(VARIANTS)]

    def words(self) -> int:
        """Return how many words the document has, numbers and signature blocks included."""
        from tools.bench.ours import Desk

        return len(Desk(self.folder, self.answers[:1]).write("txt").split())

    def _data(self, variant: int) -> Data:
        return self.data[variant % VARIANTS]
