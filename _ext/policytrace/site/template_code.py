"""Compiles templates so that a macro is called as a function is.

Jinja asks before each call whether what is called wants the context, which of ours only the words
of the translation do. A page of ours is a few hundred macros within each other.
"""

from __future__ import annotations

from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

_WANT_CONTEXT = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext", "super", "loop"})


class DirectCalls(CodeGenerator):
    """Jinja's generator of code, but for calls."""

    def visit_Call(  # type: ignore[override]  # noqa: N802 - Jinja's name; called by name only
        self, node: nodes.Call, frame: Frame, *, forward_caller: bool = False
    ) -> None:
        """Write a call; in the plain way, unless something about it is not plain."""
        called = node.node
        if (
            (isinstance(called, nodes.Name) and called.name in _WANT_CONTEXT)
            or node.dyn_args is not None
            or node.dyn_kwargs is not None
            or any(iskeyword(argument.key) for argument in node.kwargs)
        ):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(called, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")
