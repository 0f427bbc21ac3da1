"""Filling: the blocks of the chosen alternatives with the answers in them, repeated over parties and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.assembly.context import Chosen, Context
from app.assembly.helpers import bound_row
from app.assembly.lookup import Bound, Rows
from app.assembly.nodes import Cells, FilledClause, Node, Open, Pending
from app.assembly.runs import blank, fill_pieces
from app.assembly.scope import ClauseScope
from app.model import walk
from app.model.answers import OwnText, SpecialTerm
from app.model.clause import (
    BlockTemplate,
    BulletTemplate,
    DefinitionPiece,
    DefinitionsTemplate,
    EachTemplate,
    ItemTemplate,
    ParagraphTemplate,
    ReferencePiece,
    RowTemplate,
    TableTemplate,
    TextPiece,
    WhenTemplate,
)
from app.model.document import Answer, Text
from app.model.expression import TBC, UndecidedError
from app.model.outline import Layout

_NONE = "–"
_LIST_END = re.compile(r";(?: (\w+))?$")
Template = BlockTemplate | RowTemplate


def fill_clause(context: Context, chosen: Chosen, computed: dict[str, Bound]) -> FilledClause:
    """Return the clause with its answers. `computed` holds the lists that assembly makes (`annexes`, `survivals`
    ...).
    """
    clause = chosen.clause
    scope = ClauseScope(context, clause.id, chosen.alternative, island=clause.island, bound=computed)
    layout = chosen.placement.layout
    own = context.answers.choices.get(clause.id)
    filled = FilledClause(
        id=f"{context.id}/{clause.id}",
        chosen=chosen,
        title=fill_pieces(scope, clause.title, clause.file),
        nodes=[],
        layout=layout.value,
    )
    if isinstance(own, OwnText):
        filled.nodes, filled.origin = _typed(f"{filled.id}/own", own.text, f"choices.{clause.id}"), "own"
    elif chosen.inherited:
        filled.nodes = [_inheritance(context, chosen)]
    else:
        templates = clause.blocks(chosen.alternative)
        filler = _Filler(clause.file, f"{filled.id}/{chosen.alternative}")
        top = 0 if layout in (Layout.PARTIES, Layout.SCHEDULE) else 1
        filled.nodes = filler.blocks(scope, templates, depth=top, level=2)
        filled.joiner = joiner_of(templates)
    filled.questions = tuple(scope.questions)
    return filled


def fill_special_term(context: Context, number: int, term: SpecialTerm) -> FilledClause:
    """Return a clause of the user's own; `number` counts the special terms from 0."""
    key = f"special_terms[{number}]"
    return FilledClause(
        id=f"{context.id}/special-{number + 1}",
        chosen=None,
        title=[Answer(term.title, f"{key}.title")],
        nodes=_typed(f"{context.id}/special-{number + 1}/text", term.text, f"{key}.text"),
        layout=Layout.CLAUSE.value,
        origin="special",
    )


def joiner_of(templates: Sequence[Template]) -> str | None:
    """Return the word that the author put between the last two items, "" for semicolons only, None for sentences."""
    ends = [(repeated, _list_end(_last_text(item))) for item, repeated in _items(templates)]
    if not any(end for _, end in ends):
        return None
    # The word of the last item belongs to the list around this one ("(ii) y; and" before "(b) z."), unless it repeats.
    own = [end for position, (repeated, end) in enumerate(ends, start=1) if repeated or position < len(ends)]
    return next((end.group(1) for end in own if end and end.group(1)), "")


@lru_cache(maxsize=10_000)
def _list_end(text: str) -> re.Match[str] | None:
    # The texts of a library come again with every assembly.
    return _LIST_END.search(text.rstrip())


def _last_text(item: ItemTemplate) -> str:
    """Return the author's last words in an item: its own, or those of the last item inside it."""
    if item.children:
        for inner, repeated in list(_items(item.children))[-1:]:
            # The word on an item that repeats is that of its own list, which ends with a full stop.
            return "." if repeated else _last_text(inner)
    last = item.pieces[-1] if item.pieces else None
    return last.text if isinstance(last, TextPiece) else ""


def _items(templates: Sequence[Template], repeated: bool = False) -> Iterator[tuple[ItemTemplate, bool]]:
    """Yield the items of a list in the order of the file, each with whether it stands inside `::: each`."""
    for template in templates:
        match template:
            case ItemTemplate():
                yield template, repeated
            case WhenTemplate():
                yield from _items(template.then, repeated)
                yield from _items(template.otherwise, repeated)
            case EachTemplate():
                yield from _items(template.body, True)


def _typed(identifier: str, text: str, key: str) -> list[Node]:
    paragraphs = [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    kind = "item" if len(paragraphs) > 1 else "paragraph"
    return [Node(kind, f"{identifier}/{n}", [Answer(part, key)]) for n, part in enumerate(paragraphs, start=1)]


def _inheritance(context: Context, chosen: Chosen) -> Node:
    piece = ReferencePiece(None, None, framework=True)
    before, _, after = context.wording["inherited"].format(clause="\0", noun=context.outline.noun).partition("\0")
    runs: list[Open] = [Text(before), Pending(piece, chosen.clause.id, chosen.clause.file), Text(after)]
    return Node("paragraph", f"{context.id}/{chosen.clause.id}/inherit/line", runs)


class _Filler:
    """Fills the templates of one alternative; `prefix` begins every id."""

    def __init__(self, file: str, prefix: str) -> None:
        self.file = file
        self.prefix = prefix
        self.undecided: set[str] = set()

    def blocks(
        self,
        scope: ClauseScope,
        templates: Sequence[Template],
        *,
        depth: int,
        level: int,
        rows: str = "",
        role: str = "text",
    ) -> list[Node]:
        nodes: list[Node] = []
        for template in templates:
            identifier = f"{self.prefix}/{template.key}{rows}"
            match template:
                case ParagraphTemplate():
                    nodes.append(self._paragraph(scope, template, identifier, depth, role))
                case ItemTemplate():
                    nodes.append(self._item(scope, template, identifier, level, rows))
                case BulletTemplate():
                    node = Node("bullet", identifier, fill_pieces(scope, template.pieces, self.file), depth=depth)
                    node.children = self.blocks(scope, template.children, depth=depth + 1, level=level, rows=rows)
                    nodes.append(node)
                case TableTemplate():
                    nodes.append(self._table(scope, template, identifier, depth, rows))
                case DefinitionsTemplate():
                    nodes += self.blocks(scope, template.body, depth=depth, level=level, rows=rows, role="definition")
                case WhenTemplate() | EachTemplate():
                    for inner, body, suffix in self._chosen_bodies(scope, template):
                        if body is None:
                            waiting = tuple({label for label, _ in walk.labels([template])})
                            runs: list[Open] = [blank(inner, suffix)]
                            nodes.append(Node("paragraph", identifier, runs, depth=depth, waiting_labels=waiting))
                        else:
                            nodes += self.blocks(inner, body, depth=depth, level=level, rows=rows + suffix, role=role)
        return nodes

    def _paragraph(
        self, scope: ClauseScope, template: ParagraphTemplate, identifier: str, depth: int, role: str
    ) -> Node:
        entry = next((piece.term for piece in template.pieces if isinstance(piece, DefinitionPiece)), "")
        return Node(
            "paragraph",
            identifier,
            fill_pieces(scope, template.pieces, self.file),
            label=template.label,
            depth=depth,
            role=role,
            entry=entry if role == "definition" else "",
        )

    def _item(self, scope: ClauseScope, template: ItemTemplate, identifier: str, level: int, rows: str) -> Node:
        # A lettered list stands a level lower than the sub-clauses, though nothing numbered is above it.
        own = max(level, 3) if template.lettered else level
        runs = fill_pieces(scope, template.pieces, self.file)
        node = Node("item", identifier, runs, label=template.label, lettered=template.lettered)
        if template.children:
            node.children = self.blocks(scope, template.children, depth=own - 1, level=own + 1, rows=rows)
            node.joiner = joiner_of(template.children)
        return node

    def _table(self, scope: ClauseScope, template: TableTemplate, identifier: str, depth: int, rows: str) -> Node:
        node = Node("table", identifier, depth=depth, aligns=template.aligns)
        node.head = [fill_pieces(scope, cell, self.file, cell=True) for cell in template.head]
        shown, self.undecided = self.undecided, set()
        node.rows = self._rows(scope, template.rows, len(template.head), rows)
        if not node.rows:
            node.rows = [self._nothing_to_list(scope, template, f"{identifier}/none")]
        # Each table shows what it waits for: one with a head only would look complete.
        self.undecided |= shown
        return node

    def _nothing_to_list(self, scope: ClauseScope, template: TableTemplate, identifier: str) -> Cells:
        """Return the row of a table that has none: a placeholder for its list, or dashes; never a head alone."""
        lists = [block.over for block in walk.blocks(template.rows) if isinstance(block, EachTemplate)]
        if not lists:
            # Each of its rows stands under a condition, and none of them holds.
            return Cells(identifier, [[Text(_NONE)] for _ in template.head])
        key = lists[0].value(scope).key or lists[0].source
        return Cells(identifier, [[blank(scope, key)], *([] for _ in template.head[1:])])

    def _rows(self, scope: ClauseScope, templates: Sequence[Template], width: int, rows: str) -> list[Cells]:
        filled: list[Cells] = []
        for template in templates:
            identifier = f"{self.prefix}/{template.key}{rows}"
            if isinstance(template, RowTemplate):
                cells = [fill_pieces(scope, cell, self.file, cell=True) for cell in template.cells]
                filled.append(Cells(identifier, cells))
            elif isinstance(template, WhenTemplate | EachTemplate):
                for inner, body, suffix in self._chosen_bodies(scope, template):
                    if body is None:
                        filled.append(Cells(identifier, [[blank(inner, suffix)], *([] for _ in range(width - 1))]))
                    else:
                        filled += self._rows(inner, body, width, rows + suffix)
        return filled

    def _chosen_bodies(
        self, scope: ClauseScope, template: WhenTemplate | EachTemplate
    ) -> Iterator[tuple[ClauseScope, Sequence[Template] | None, str]]:
        """Yield what a control block prints: scope, templates and id suffix.

        Where its condition waits for a required answer the templates are None and the suffix is the question's key; a
        question that several blocks of the clause wait for is shown once.
        """
        try:
            if isinstance(template, WhenTemplate):
                yield scope, template.then if template.condition.truth(scope) else template.otherwise, ""
                return
            rows = template.over.data(scope)
            if rows == TBC or (isinstance(rows, Rows) and rows.key == "parties" and not rows):
                raise UndecidedError(template.over.value(scope).key or template.over.source)
        except UndecidedError as error:
            if error.key not in self.undecided:
                self.undecided.add(error.key)
                yield scope, None, error.key
            return
        listed = rows if isinstance(rows, list | tuple) else ()
        for number, row in enumerate(listed, start=1):
            bound = bound_row(listed, row, number)
            suffix = "@" + (bound.key.rpartition("[")[2].removesuffix("]") if bound.key else str(number))
            yield scope.inside(template.name, bound, number), template.body, suffix
