"""Reading UPPAAL's textual models (.xta, .ta): processes become templates, every text as it was written."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from pathlib import Path

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.uppaal.document import BranchPoint, Document, Label, Location, Template, Transition, Waiting
from core.uppaal.language import parsing

_LANGUAGE = Path(parsing.__file__).parent

_OLDER = re.compile(r"\bprocess\s+\w+\s*\{|\bconst\s+(?!int\b|bool\b|double\b)\w+\s*:?=?\s*-?\d")
"""What only version 3 writes: processes without brackets, constants without a type."""

_LABELS = {
    "select": "select",
    "guard": "guard",
    "synchronisation_part": "synchronisation",
    "assignment_part": "assignment",
    "probability": "probability",
}
_IN_SYSTEM = ("instantiation", "system", "progress")

_Node = Tree[Token]


def parse_textual(text: str, name: str | None = None) -> Document:
    """The document of a textual model in the syntax of version 4; Refused with its place where it is none.

    What follows the last process, and the processes made before, become the text of the system. Such
    files hold no layout and no queries.
    """
    text = text.removeprefix("\ufeff")
    parsing.require_short(text, name)
    try:
        tree = _parser().parse(text)
    except RecursionError as error:
        raise parsing.too_deep(name) from error
    except UnexpectedInput as error:
        raise _refusal(error, text, name) from error
    return _Reader(text, name).document(tree)


@lru_cache(maxsize=1)
def _parser() -> Lark:
    grammar = "\n".join((_LANGUAGE / f"{part}.lark").read_text("utf-8") for part in ("grammar", "textual"))
    return Lark(grammar, parser="lalr", lexer="basic", start="textual", propagate_positions=True)


def _refusal(error: UnexpectedInput, text: str, name: str | None) -> Refused:
    older = _OLDER.search(text)
    if older is None:
        return parsing.syntax_refusal(error, text, name)
    before = text[: older.start()]
    return Refused(
        Diagnostic(
            "document-older",
            _("The model is written in the syntax of UPPAAL 3, which is not read"),
            name,
            before.count("\n") + 1,
            older.start() - before.rfind("\n"),
            len(older[0].split("\n")[0]),
            hint=_("Open it in UPPAAL 4 or later and save it as XML."),
            example="const int N = 3;\nprocess P() { … }",
        )
    )


@dataclass(slots=True)
class _Reader:
    text: str
    name: str | None

    def document(self, tree: _Node) -> Document:
        nodes = [node for node in tree.children if isinstance(node, Tree)]
        processes = [index for index, node in enumerate(nodes) if node.data == "process"]
        last = processes[-1] if processes else len(nodes)
        declaration, system, end = "", "", 0
        for index, node in enumerate(nodes):
            before, end = self.text[end : node.meta.start_pos], node.meta.end_pos
            if node.data == "process":
                declaration += before
            elif node.data in _IN_SYSTEM or index > last:
                system += before + self._slice(node)
            else:
                declaration += before + self._slice(node)
        fresh = count()
        templates = tuple(self._template(nodes[index], fresh) for index in processes)
        system += self.text[end:]
        return Document(declaration=declaration.strip(), templates=templates, system=system.strip())

    def _template(self, process: _Node, fresh: "count[int]") -> Template:
        name, parameters, *inside = process.children
        declared, parts = [], {}
        for node in inside:
            assert isinstance(node, Tree)
            if node.data in ("states", "branchpoints", "initial_location", "transitions"):
                parts[str(node.data)] = node
            elif node.data != "marks":
                declared.append(node)
        marks = [node for node in inside if isinstance(node, Tree) and node.data == "marks"]
        locations = self._locations(parts["states"], fresh)
        points = [str(token) for token in parts["branchpoints"].children] if "branchpoints" in parts else []
        ids = {one.name: one.id for one in locations} | {point: f"id{next(fresh)}" for point in points}
        waiting = {self._known(token, ids): kind for node in marks for kind, token in self._marked(node)}
        edges = self._edges(parts["transitions"], ids, fresh) if "transitions" in parts else ()
        (initial,) = parts["initial_location"].children
        return Template(
            name=str(name),
            parameter=self._slice(parameters),
            declaration=self.text[declared[0].meta.start_pos : declared[-1].meta.end_pos] if declared else "",
            locations=tuple(replace(one, waiting=waiting.get(one.id, one.waiting)) for one in locations),
            branchpoints=tuple(BranchPoint(ids[point]) for point in points),
            initial=self._known(initial, ids),
            transitions=edges,
        )

    def _locations(self, states: _Node, fresh: "count[int]") -> list[Location]:
        found: dict[str, Location] = {}
        for node in states.children:
            assert isinstance(node, Tree)
            name, *texts = (child for child in node.children if child is not None)
            if str(name) in found:
                raise self._wrong(name, "location-twice", _("A location of this name stands here already"))
            labels = []
            for part in texts:
                assert isinstance(part, Tree)
                kind = "invariant" if part.data == "invariant" else "exponentialrate"
                labels.append(Label(kind, self._slice(part.children[0])))
            found[str(name)] = Location(f"id{next(fresh)}", str(name), tuple(labels))
        return list(found.values())

    def _marked(self, marks: _Node) -> list[tuple[Waiting, Token]]:
        word, *tokens = marks.children
        kinds = {"commit": Waiting.COMMITTED, "urgent": Waiting.URGENT}
        if str(word) not in kinds:
            raise self._wrong(word, "syntax-error", _("“{found}” cannot stand here").format(found=word))
        return [(kinds[str(word)], token) for token in tokens if isinstance(token, Token)]

    def _edges(self, transitions: _Node, ids: dict[str, str], fresh: "count[int]") -> tuple[Transition, ...]:
        edges: list[Transition] = []
        for node in transitions.children:
            assert isinstance(node, Tree)
            *start, arrow, target, body = node.children
            assert isinstance(body, Tree)
            source = self._known(start[0], ids) if start else edges[-1].source
            labels = tuple(
                Label(_LABELS[str(part.data)], self._slice(part.children[0]))
                for part in body.children
                if isinstance(part, Tree)
            )
            controllable = (("controllable", "false"),) if str(arrow) == "-u->" else ()
            edges.append(
                Transition(
                    source, self._known(target, ids), labels, id=f"id{next(fresh)}", attributes=controllable
                )
            )
        return tuple(edges)

    def _known(self, token: Token | _Node, ids: dict[str, str]) -> str:
        if str(token) not in ids:
            words = _("The process has no location “{name}”").format(name=token)
            raise self._wrong(token, "location-unknown", words)
        return ids[str(token)]

    def _slice(self, node: Token | _Node) -> str:
        if isinstance(node, Token):
            return str(node)
        return "" if node.meta.empty else self.text[node.meta.start_pos : node.meta.end_pos]

    def _wrong(self, token: Token | _Node, code: str, message: str) -> Refused:
        assert isinstance(token, Token)
        hint = _("Name each location once, after “state”, before it is used.")
        return Refused(
            Diagnostic(
                code, message, self.name, token.line, token.column, len(token), hint, "state idle, busy;"
            )
        )
