"""The structure of a section while its lines are read: which items are open, and which control blocks.

A block goes where its depth says: to the section (depth 0) or to the item that is open at the depth before. A control
block takes the parent of the first block in it, and must end before that parent's other blocks go on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from app.library.building import TABLE, Frame, Leaf, Node, Table
from app.library.expressions import Context

MOST_FRAMES: Final = 8
"""Control blocks that may stand inside one another."""

_DEEPEST: Final = {"item": 3, "lettered": 2, "bullet": 4}


@dataclass(slots=True)
class Container:
    """Where blocks of one depth go. `owner` is the kind of the item they belong to, `last` the kind of the latest
    block.
    """

    children: list[Node]
    owner: str = ""
    last: str = ""


@dataclass(slots=True)
class Structure:
    """The open items and control blocks of a section. `context` changes inside `each`, which brings a name."""

    context: Context
    containers: list[Container] = field(default_factory=lambda: [Container([])])
    frames: list[Frame] = field(default_factory=list)

    @property
    def blocks(self) -> list[Node]:
        """The blocks of the section."""
        return self.containers[0].children

    def mistake(self, line: int, message: str, hint: str = "") -> None:
        """Write down a mistake in the file of the section."""
        self.context.mistake(line, message, hint)

    def inside(self, kind: str) -> bool:
        """Tell whether a control block of this kind is open."""
        return any(frame.kind == kind for frame in self.frames)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def depth(self, line: int, indent: int) -> int:
        """Return the depth that an indent means; one that means none is a mistake and counts as the nearest below."""
        deepest = len(self.containers) - 1
        if indent % 3:
            self.mistake(line, f"The line is indented by {_spaces(indent)}.", "Indent by 3 spaces a level: 0, 3, 6.")
        elif indent // 3 > deepest:
            message = f"The line is indented by {_spaces(indent)}, and no item above it is open at that level."
            self.mistake(line, message, "Indent by 3 spaces a level; a control block must hold whole items.")
        return min(indent // 3, deepest)

    def check_list(self, line: int, kind: str, depth: int) -> None:
        """Write down why an item or bullet may not stand at this depth, if so."""
        container = self.containers[depth]
        if depth >= _DEEPEST[kind]:
            self.mistake(line, "The list is nested too deeply.", "Numbered lists go down to (i).")
        elif kind == "bullet":
            return
        elif container.owner == "bullet":
            self.mistake(line, "A numbered item stands inside a bullet.", "Write “- text”, or number the outer list.")
        elif kind == "lettered" and container.owner == "item":
            self.mistake(line, "“1)” stands inside a numbered item.", "Write “1.” there; it prints (a).")
        elif kind == "item" and container.owner == "lettered":
            self.mistake(line, "“1.” stands inside a lettered item.", "Write “1)” there too.")
        elif kind == "lettered" and depth == 0 and container.last in ("item", "bullet"):
            message = "“1)” follows an item that is no lettered one."
            self.mistake(line, message, "A lettered list stands under an unnumbered paragraph.")

    def place(self, node: Leaf | Table) -> None:
        """Put a block where its depth and the open control blocks want it."""
        kind, depth = (node.kind, node.depth) if isinstance(node, Leaf) else ("table", node.indent // 3)
        del self.containers[depth + 1 :]
        if kind != "paragraph" and self.inside("definitions"):
            hint = "Write one paragraph for each term."
            self.mistake(node.line, "“::: definitions” holds paragraphs only.", hint)
        self._bind(node.line, depth)
        container = self.containers[depth]
        container.last = kind
        self._target(self.frames, depth).append(node)
        if isinstance(node, Leaf) and kind != "paragraph":
            self.containers.append(Container(node.children, owner=kind))

    def _bind(self, line: int, depth: int) -> None:
        """Give each control block that has no parent yet the parent of the block that comes now."""
        for index, frame in enumerate(self.frames):
            if frame.depth is None:
                self._target(self.frames[:index], depth).append(frame)
                frame.depth = depth
            elif frame.depth > depth:
                message = f"The control block of line {frame.line} begins inside an item and ends outside it."
                self.mistake(line, message, "Close it with “:::” before this line, or open it further out.")
                frame.depth = depth

    def _target(self, frames: list[Frame], depth: int) -> list[Node]:
        """Return the list for a block of this depth: the innermost control block there, or the container."""
        around = [frame for frame in frames if frame.depth == depth]
        return around[-1].branch if around else self.containers[depth].children

    # --- control blocks -------------------------------------------------------------------------------------------

    def open(self, frame: Frame) -> None:
        """Open a control block."""
        if len(self.frames) >= MOST_FRAMES:
            message = f"More than {MOST_FRAMES} control blocks stand inside one another."
            self.mistake(frame.line, message, "Write fewer conditions.")
        else:
            self.frames.append(frame)

    def otherwise(self, line: int) -> None:
        """Go over to the other branch of the innermost control block."""
        frame = self.frames[-1] if self.frames else None
        if frame is None or frame.kind != "when" or frame.otherwise is not None:
            message = "“::: otherwise” has no “::: when” before it."
            self.mistake(line, message, "It stands once, between “::: when” and “:::”.")
            return
        self._check_filled(frame)
        frame.otherwise = []
        self._close_items(frame)

    def close(self, line: int) -> None:
        """Close the innermost control block."""
        if not self.frames:
            self.mistake(line, "This “:::” closes nothing.", "Delete it, or open a block before.")
            return
        frame = self.frames.pop()
        self._check_filled(frame)
        self.leave(frame)

    def leave(self, frame: Frame) -> None:
        """Go on as it was before a control block that is closed."""
        self.context = frame.context
        self._close_items(frame)

    def end(self) -> None:
        """Write down what is still open at the end of the section."""
        for frame in reversed(self.frames):
            self.mistake(frame.line, f"“::: {frame.kind}” is not closed.", "Write “:::” after its last block.")

    def _check_filled(self, frame: Frame) -> None:
        if not frame.branch:
            message = f"A branch of “::: {frame.kind}” is empty."
            self.mistake(frame.line, message, "Write a block into it, or delete it.")

    def _close_items(self, frame: Frame) -> None:
        """Close the items that were opened inside a control block: nothing after it can belong to them."""
        if frame.depth is not None and frame.depth != TABLE:
            del self.containers[frame.depth + 1 :]


def _spaces(indent: int) -> str:
    return "1 space" if indent == 1 else f"{indent} spaces"
