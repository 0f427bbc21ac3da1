"""One run of the benchmark: everything in turns, then the files are opened; memory, cold start and bulk at the end."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.bench import reading
from tools.bench.measure import Work, compare, in_turns, milliseconds, peak_mb, run
from tools.bench.office import start_office
from tools.bench.results import Row, growth
from tools.bench.techniques import OFFICE, OURS, PEERS, VARIANTS, Prepared, Technique

_SLOW_ROUNDS: Final = 3
"""So many rounds for PDF and for loading, which take long and vary little."""
_BULK: Final = 200
"""So many documents a round in the measure of bulk; fewer of the peers, which take long."""
_BULK_OF_PEERS: Final = 20
_GROWING: Final = ("docx", "pdf")
_TYPED: Final = "docxtpl typed"
_NAMES: Final = {"load": "load library", "answers": "read answers"}
"""What is timed besides assembly and formats; its memory is that of assembly."""


class Bench:
    """A run over some workloads. `remarks` says what could not be measured, `differences` which files differ."""

    def __init__(self, folder: Path, sizes: tuple[str, ...], rounds: int) -> None:
        self.folder, self.sizes, self.rounds = folder, sizes, rounds
        self.remarks: list[str] = []
        self.differences: list[str] = []
        self.works: dict[tuple[str, str], Work] = {}

    def run(self) -> list[Row]:
        """Measure everything and return the rows."""
        office = start_office()
        if office is None:
            self.remarks.append("LibreOffice is not installed: it is left out.")
        try:
            prepared = {size: Prepared(self.folder, size).write() for size in self.sizes}
            calls = {size: one.ours() | one.peers(office) for size, one in prepared.items()}
            self._time(calls)
            differing = {size: dict(self._differing(prepared[size], calls[size])) for size in self.sizes}
        finally:
            if office is not None:
                office.close()
        rows = [row for size in self.sizes for row in self._rows(size, differing[size])]
        self._add_growth(rows, {size: one.words() for size, one in prepared.items()})
        return [*rows, *self._cold(), *self._bulk()]

    # --- in turns -----------------------------------------------------------------------------------------------------

    def _time(self, calls: dict[str, dict[str, Technique]]) -> None:
        slow = {"pdf", "load", *PEERS["pdf"]}
        for size, techniques in calls.items():
            for name, call in techniques.items():
                rounds = min(self.rounds, _SLOW_ROUNDS) if name in slow else self.rounds
                # The first PDF of all loads what the others find loaded.
                warm = name not in slow or size == self.sizes[0]
                self.works[size, name] = Work(call, rounds, warm, by_clock=name == OFFICE)
        in_turns(self.works)

    def _differing(self, prepared: Prepared, calls: dict[str, Technique]) -> Iterator[tuple[str, str]]:
        """Open the files of each format and yield the peers whose file does not say the same, with where."""
        variant = VARIANTS - 1
        for form, peers in PEERS.items():
            ours = calls[form](variant)
            for peer in filter(calls.__contains__, peers):
                difference = reading.difference(form, ours, calls[peer](variant), prepared.contract)
                if difference:
                    message = f"{prepared.size}, {form} beside {peer}: {difference}. No ratio is given."
                    self.differences.append(message)
                    self.remarks.append(message)
                    yield peer, difference

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _rows(self, size: str, differing: dict[str, str]) -> Iterator[Row]:
        for technique in OURS:
            ours = self.works[size, technique]
            memory = None if technique in _NAMES else peak_mb(self.folder, size, technique)
            peers = [peer for peer in PEERS.get(technique, ()) if (size, peer) in self.works]
            if not peers:
                name = _NAMES.get(technique, technique)
                yield Row(name, size, milliseconds(ours.processor), peak_mb=memory)
            for peer in peers:
                row = _row(technique, size, self.works[size, peer], ours, peer)
                row.peak_mb = memory
                row.peer_mb = None if peer == OFFICE else peak_mb(self.folder, size, peer)
                if peer in differing:
                    row.ratio, row.remark = None, "the files differ"
                yield row

    def _add_growth(self, rows: list[Row], words: dict[str, int]) -> None:
        if "mid" not in words or "big" not in words:
            return
        for row in rows:
            if row.workload == "big" and row.name in _GROWING:
                small, large = (milliseconds(self.works[size, row.name].processor) for size in ("mid", "big"))
                row.growth = growth(small, large, words["mid"], words["big"])

    # --- cold and in bulk ---------------------------------------------------------------------------------------------

    def _cold(self) -> Iterator[Row]:
        """Yield the time of one command from its start to its end, beside a program that does the same with docxtpl.

        Both have been run before, as after an installation, so that Python finds its modules compiled. "first docx" is
        the command after a change of the library, which it then has to parse: each time a file of it is another one.
        """
        folder, size = self.folder, "mid"
        if size not in self.sizes:
            return
        answers, target = str(folder / size / "answers-0.json"), str(folder / "cold")
        ours = [sys.executable, "-m", "app", "assemble", answers, "--out", target, "--format", "docx", "--joined"]
        theirs = [sys.executable, "-W", "ignore", "-m", "tools.bench.once", str(folder), size, _TYPED]
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "DATA_DIR": str(folder / "data")}
        changing = shutil.copytree(folder / size, folder / "changing", dirs_exist_ok=True)

        def command(words: list[str], library: Path) -> None:
            run(words, {**environment, "LIBRARY_DIR": str(library)})

        def first(number: int) -> None:
            with (changing / "clauses/_questions/parties.yaml").open("a", encoding="utf-8") as file:
                file.write(f"# Changed for round {number}.\n")
            command(ours, changing)

        works = {
            "cold docx": Work(lambda _: command(ours, folder / size), self.rounds),
            "first docx": Work(first, self.rounds),
            _TYPED: Work(lambda _: command(theirs, folder / size), self.rounds),
        }
        in_turns(works)
        for name in ("cold docx", "first docx"):
            row = _row(name, size, works[_TYPED], works[name], _TYPED)
            row.remark = f"{milliseconds(works[name].clock):.0f} ms by the clock"
            yield row

    def _bulk(self) -> Iterator[Row]:
        """Yield the time for one of many documents of four pages of text, made one after the other."""
        prepared = Prepared(self.folder, "letter").write()
        calls = prepared.ours() | prepared.peers()
        counts = {"docx": _BULK, **dict.fromkeys(PEERS["docx"][:2], _BULK_OF_PEERS)}
        works = {name: Work(_many(calls[name], count), self.rounds) for name, count in counts.items()}
        in_turns(works)
        for name, work in works.items():
            work.clock[:] = [seconds / counts[name] for seconds in work.clock]
            work.processor[:] = [seconds / counts[name] for seconds in work.processor]
        for peer in PEERS["docx"][:2]:
            row = _row("bulk docx", "letter", works[peer], works["docx"], peer)
            row.remark = f"{1000 / row.median_ms:.0f} a second, {1000 / (row.peer_ms or 1):.0f} of the peer"
            yield row


def _row(name: str, size: str, peer: Work, ours: Work, peer_name: str) -> Row:
    found = compare(peer, ours)
    return Row(name, size, found.ours_ms, peer_name, found.ratio, peer_ms=found.peer_ms)


def _many(call: Technique, count: int) -> Technique:
    def make(first: int) -> bytes:
        for number in range(first, first + count):
            call(number)
        return b""

    return make
