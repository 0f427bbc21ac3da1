"""What an expression may contain: an allow-list of nodes, checked for the place where the expression stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from jinja2 import nodes

from app.library.expression_calls import check_call, check_filter
from app.library.expression_ground import Allowed, Checked, Ground, Inner, Surroundings, called, written
from app.library.expression_names import check_constant, check_name
from app.library.shapes import PLAIN, Shape

_TRUTH_CALLS: Final = frozenset({"placed", "placed_here", "chosen", "some", "every"})
_ORDERING: Final = {"lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_REFUSED: Final = {
    nodes.BinExpr: ("arithmetic is not available.", "Ask for the figure in a question of its own."),
    nodes.UnaryExpr: ("arithmetic is not available.", "Ask for the figure in a question of its own."),
    nodes.Concat: ("texts cannot be joined with “~”.", "Write two expressions beside each other."),
    nodes.Getitem: ("indexing is not available.", "Run over the rows with “::: each”."),
    nodes.Test: ("“is …” tests are not available.", "Compare with == or write the name alone."),
    nodes.Tuple: ("a list is written in square brackets.", "Write [a, b]."),
    nodes.Dict: ("braces are not available here.", "Write a name, a text or a list."),
}


def check(root: nodes.Node, context: Surroundings, allowed: Allowed) -> Checked:
    """Return what `root` uses and what is wrong with it in this place."""
    checker = _Checker(Ground(context, allowed, Checked()))
    if allowed is Allowed.TEXT:
        checker.ground.found.shape = checker.printed(root)
    elif allowed is Allowed.LIST:
        checker.ground.found.shape = checker.list_of(root, "each")
    else:
        checker.condition(root)
    return checker.ground.found


@dataclass(frozen=True, slots=True)
class _Checker:
    """Walks an expression. Each method returns the shape of its node and notes problems."""

    ground: Ground

    def printed(self, node: nodes.Node) -> Shape:
        """Check an expression whose value is printed."""
        problem = self.ground.problem
        name = called(node)
        if isinstance(node, nodes.CondExpr):
            return self._branches(node, self.printed)
        if isinstance(node, nodes.Compare | nodes.And | nodes.Or | nodes.Not):
            return problem("a condition is not a text.", 'Write {{ "text" if condition else "other text" }}.')
        if isinstance(node, nodes.Const) and isinstance(node.value, bool | None):
            return problem("true, false and none are not texts.", "Write the text in quotation marks.")
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            self._check_shall(node.value)
        if name in _TRUTH_CALLS:
            return problem(f"{name}() is a condition, not a text.", "Use it after “if” or “::: when”.")
        if name == "count":
            message = "count() is never printed: the number is wrong once a party joins."
            return problem(message, "Print the rule, such as “all Parties”.")
        return self._any(node, self.printed)

    def condition(self, node: nodes.Node) -> Shape:
        """Check an expression that is used for its truth, or for its data inside one."""
        if isinstance(node, nodes.And | nodes.Or):
            self.condition(node.left)
            self.condition(node.right)
            return PLAIN
        if isinstance(node, nodes.Not):
            self.condition(node.node)
            return PLAIN
        if isinstance(node, nodes.Compare):
            return self._comparison(node)
        if isinstance(node, nodes.CondExpr):
            return self._branches(node, self.condition)
        return self._any(node, self.condition)

    def list_of(self, node: nodes.Node, what: str) -> Shape:
        """Check an expression that must be a list: a name, or `where(…)`."""
        if called(node) != "where" and not isinstance(node, nodes.Name | nodes.Getattr):
            return self.ground.problem(f"{what} needs the name of a list or where(…).", "Write the name of a list.")
        before = len(self.ground.found.problems)
        shape = self._any(node, self.condition)
        if len(self.ground.found.problems) == before and not shape.is_list and not self.ground.context.incomplete:
            message = f"{what} needs a list, and “{written(node)}” is none."
            return self.ground.problem(message, "Use a question of the type rows.")
        return shape

    def _any(self, node: nodes.Node, inner: Inner) -> Shape:
        """Check the nodes that mean the same in every place; `inner` checks what stands in them."""
        if isinstance(node, nodes.Const):
            return PLAIN
        if isinstance(node, nodes.Name | nodes.Getattr):
            return check_name(self.ground, node)
        if isinstance(node, nodes.List):
            for item in node.items:
                inner(item)
            return Shape(is_list=True)
        if isinstance(node, nodes.Call):
            return check_call(self.ground, node, inner, self.list_of)
        if isinstance(node, nodes.Filter):
            # The rows of where(…) are chosen, not printed, even where a filter prints their names.
            value = self.condition if node.node is not None and called(node.node) == "where" else inner
            return check_filter(self.ground, node, value, inner)
        for kind, (message, hint) in _REFUSED.items():
            if isinstance(node, kind):
                return self.ground.problem(message, hint)
        return self.ground.problem(f"“{type(node).__name__}” is not available here.", "Write a name or a text.")

    def _branches(self, node: nodes.CondExpr, inner: Callable[[nodes.Node], Shape]) -> Shape:
        self.condition(node.test)
        shape = inner(node.expr1)
        if node.expr2 is None:
            return self.ground.problem("“if” needs an “else”.", 'Write else "" where nothing is meant to stand.')
        inner(node.expr2)
        return shape

    def _comparison(self, node: nodes.Compare) -> Shape:
        if len(node.ops) != 1:
            return self.ground.problem("two comparisons in a row.", "Join them with “and”.")
        operator, other = node.ops[0].op, node.ops[0].expr
        if operator in ("in", "notin"):
            return self._membership(node.expr, other)
        left, right = self.condition(node.expr), self.condition(other)
        for shape, constant, side in ((left, other, node.expr), (right, node.expr, other)):
            check_constant(self.ground, shape, constant, side)
            if operator in _ORDERING and not shape.is_ordered:
                message = f"“{written(side)}” cannot be compared with “{_ORDERING[operator]}”."
                self.ground.problem(message, "Use == or !=.")
        return PLAIN

    def _membership(self, left: nodes.Node, right: nodes.Node) -> Shape:
        shape, container = self.condition(left), self.condition(right)
        if isinstance(right, nodes.List):
            for item in right.items:
                check_constant(self.ground, shape, item, left)
        elif container.is_list:
            check_constant(self.ground, container, left, right)
        elif not self.ground.context.incomplete:
            self.ground.problem("“in” needs a list on its right.", "Write [a, b], or the name of a list.")
        return PLAIN

    def _check_shall(self, text: str) -> None:
        if not self.ground.context.plain_shall and "shall" in text.split():
            message = "a bare “shall” is printed even where the document does not bind."
            self.ground.problem(message, "Write {{ shall }} beside the expression.")
