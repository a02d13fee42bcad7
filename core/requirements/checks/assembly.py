"""The tree of a check from the tree of its grammar, with what the words cannot mean told as diagnostics."""

import re
from decimal import Decimal
from typing import cast

from lark import Token, Tree

from core.ground.diagnostic import Diagnostic
from core.ground.words import _
from core.knowledge.expression import read_path
from core.knowledge.vocabulary import COLLECTIONS
from core.requirements.checks.meaning import (
    Kinds,
    allowed,
    allowed_words,
    example_of,
    facts_near,
    fitting,
    form_of,
    one_of,
)
from core.requirements.checks.quantities import UNITS, comparable, nanoseconds
from core.requirements.checks.tree import (
    AllOf,
    AnyOf,
    Check,
    Comparison,
    CrossesZone,
    Denial,
    DigestTest,
    Each,
    EvidenceTest,
    FactTest,
    InZone,
    Named,
    Quantifier,
    Quantity,
    SettingTest,
    Span,
    Value,
    VerdictTest,
)
from core.requirements.checks.words import PLACED, SORTS

_ORDERS = {"≤": "<=", "≥": ">="}


class Assembly:
    """Reads the parts of one statement; `faults` are what is wrong with it."""

    def __init__(self, statement: str) -> None:
        self.faults: list[Diagnostic] = []
        self._statement = statement

    def check(self, tree: Tree[Token] | Token, kinds: Kinds = ()) -> Check:
        """The check that a part of the tree says of an element of these kinds, or of the whole model."""
        tree = cast("Tree[Token]", tree)
        match tree.data:
            case "either":
                return AnyOf(tuple(self.check(part, kinds) for part in tree.children))
            case "both":
                return AllOf(tuple(self.check(part, kinds) for part in tree.children))
            case "denial":
                return Denial(self.check(tree.children[0], kinds))
            case "each":
                return self._each(tree, kinds)
            case "fact":
                return self._fact(tree, kinds)
            case "inside" | "crossing":
                return self._zone(tree, kinds)
        if kinds:
            self._fault(
                tree,
                "check-inside",
                _("Behind a colon stand facts of the element, and no verdict, file or name"),
                _("Put what belongs to the colon in parentheses, and the other behind them."),
                "(every flow: encrypted is yes) and verdict is satisfied",
            )
        return self._leaf(tree)

    def _leaf(self, tree: Tree[Token]) -> Check:
        span, texts = self._span(tree), self._texts(tree)
        match tree.data:
            case "named":
                return self._named(tree)
            case "verdict":
                return VerdictTest(texts[0] if texts else "", span)
            case "digest":
                if not re.fullmatch(r"[0-9a-fA-F]{64}", texts[1]):
                    self._fault(
                        tree.children[1],
                        "check-digest",
                        _("A digest is a SHA-256: 64 hexadecimal digits"),
                        _("Take it from the supplier, or work it out with sha256sum."),
                    )
                return DigestTest(self._file(tree.children[0]), texts[1].lower(), span)
            case "unaltered":
                return EvidenceTest(texts[0], None, span)
            case "younger":
                age = self._quantity(cast("Tree[Token]", tree.children[1]))
                if nanoseconds(age) is None:
                    self._fault(
                        tree.children[1], "check-age", _("An age is a time"), None, "younger than 365 d"
                    )
                return EvidenceTest(texts[0], age, span)
        return self._setting(tree)

    def _setting(self, tree: Tree[Token]) -> SettingTest | Denial:
        key, file, *rest = tree.children
        unit = ""
        if isinstance(rest[0], Tree) and rest[0].data == "scale":
            unit = self._unit(cast("Token", cast("Tree[Token]", rest.pop(0)).children[0]))
        comparison, values, denied = self._compared(cast("Tree[Token]", rest[0]))
        bounds = [value for value in values if isinstance(value, Quantity)]
        if unit and not all(comparable(Quantity(Decimal(0), unit), bound) for bound in bounds):
            self._fault(
                rest[0],
                "check-unit",
                _("The bound and the setting do not measure the same"),
                None,
                "as s <= 5 min",
            )
        found = SettingTest(self._text(key), self._file(file), unit, comparison, values, self._span(tree))
        return Denial(found) if denied else found

    def _each(self, tree: Tree[Token], kinds: Kinds) -> Each:
        children = [cast("Tree[Token]", child) for child in tree.children]
        quantifier = Quantifier(str(children[0].children[0]))
        word = cast("Token", tree.children[1])
        rest = children[2:]
        among: tuple[str, ...] = ()
        own = self._sort(word)
        if rest[0].data == "among":
            path = cast("Tree[Token]", rest.pop(0).children[0])
            among = self._steps(path)
            reached = self._members(path, among, kinds)
            if own and reached and not set(own) & set(reached):
                sorts = [sort for sort, kind in SORTS.items() if kind in reached]
                words = _("There is no {sort} in “{path}”").format(sort=word, path=".".join(among))
                self._fault(word, "check-sort", words, one_of(sorts))
        elif kinds:
            self._fault(
                word,
                "check-among",
                _("Behind a colon, say of which elements around it: “in” and what holds them"),
                one_of(sorted({name for kind, name in COLLECTIONS if kind in kinds})),
                "every component: no flow in inputs: authenticated is no",
            )
        where = self.check(rest[0], own or ("",)) if len(rest) == 2 else None
        holds = self.check(rest[-1], own or ("",))
        return Each(quantifier, str(word), among, where, holds, self._span(tree))

    def _named(self, tree: Tree[Token]) -> Named:
        word, name, *rest = tree.children
        own = self._sort(cast("Token", word))
        owner = self._text(rest[0]) if len(rest) == 2 else ""
        holds = self.check(rest[-1], own or ("",))
        return Named(str(word), self._text(name), owner, holds, self._span(tree))

    def _sort(self, word: Token) -> Kinds:
        if str(word) in SORTS:
            return (SORTS[str(word)],)
        near = next((sort for sort, kind in SORTS.items() if word in (f"{sort}s", kind)), None)
        words = _("“{word}” is no sort of element").format(word=word)
        self._fault(word, "check-sort", words, one_of(SORTS), f"every {near or 'flow'}: …")
        return ()

    def _members(self, tree: Tree[Token], among: tuple[str, ...], kinds: Kinds) -> Kinds:
        """The kinds of what stands in a collection around the element in question."""
        found = self._read(among, kinds)
        reached = [COLLECTIONS[kind, among[-1]] for kind in found or () if (kind, among[-1]) in COLLECTIONS]
        if not reached and kinds != ("",):
            names = sorted({name for kind, name in COLLECTIONS if kind in kinds})
            words = _("“{path}” holds no elements here").format(path=".".join(among))
            self._fault(tree, "check-collection", words, one_of(names) if names else None)
        return tuple(dict.fromkeys(kind for group in reached for kind in group))

    def _zone(self, tree: Tree[Token], kinds: Kinds) -> InZone | CrossesZone:
        span, zone = self._span(tree), self._texts(tree)[-1]
        if tree.data == "crossing":
            if kinds and set(kinds).isdisjoint(("connector", "")):
                self._fault(
                    tree,
                    "check-crossing",
                    _("Only a flow crosses the border of a zone"),
                    _("Say “in zone” of what lies in one."),
                    f'in zone "{zone}"',
                )
            self._needs_element(tree, kinds)
            return CrossesZone(zone, span)
        path = self._steps(tree.children[0]) if len(tree.children) == 2 else ()
        reached = self._read((*path, "kind"), kinds) or ()
        if self._needs_element(tree, kinds) and kinds != ("",) and not set(reached) & PLACED:
            words = _("“{path}” leads to nothing that lies in a zone").format(path=".".join(path) or "…")
            self._fault(tree, "check-zone", words, None, "source in zone “Control”")
        return InZone(path, zone, span)

    def _fact(self, tree: Tree[Token], kinds: Kinds) -> FactTest | Denial:
        path, before = self._steps(tree.children[0]), len(self.faults)
        comparison, values, denied = self._compared(cast("Tree[Token]", tree.children[1]))
        if self._needs_element(tree, kinds) and kinds != ("",) and len(self.faults) == before:
            self._fits(tree, path, comparison, values, kinds)
        found = FactTest(path, comparison, values, self._span(tree))
        return Denial(found) if denied else found

    def _fits(
        self,
        tree: Tree[Token],
        path: tuple[str, ...],
        comparison: Comparison,
        values: tuple[Value, ...],
        kinds: Kinds,
    ) -> None:
        """Tell where there is no such fact, or it cannot be compared so or with that."""
        reached = self._read(path, kinds)
        form = form_of(reached, path[-1]) if reached is not None else None
        if form is None:
            words = _("“{path}” is no fact here").format(path=".".join(path))
            near = facts_near(path[-1], kinds if reached is None else reached)
            self._fault(tree.children[0], "check-fact", words, one_of(near) if near else None)
            return
        place = tree.children[1]
        if not fitting(form, comparison):
            words = _("“{path}” cannot be compared by “{comparison}”")
            told = words.format(path=".".join(path), comparison=comparison.value)
            self._fault(place, "check-comparison", told, None, example_of(path, form))
            return
        wrong = next((value for value in values if not allowed(value, form)), None)
        if wrong is not None:
            said = f"{wrong.number} {wrong.unit}".strip() if isinstance(wrong, Quantity) else wrong
            words = _("“{path}” is never “{value}”").format(path=".".join(path), value=said)
            self._fault(place, "check-value", words, allowed_words(form), example_of(path, form))

    def _needs_element(self, tree: Tree[Token], kinds: Kinds) -> bool:
        if kinds:
            return True
        self._fault(
            tree,
            "check-whose",
            _("Nobody knows of which element this is said"),
            _("Say it of every, some or no element of a sort, or of one by its name, behind a colon."),
            'the interface "JTAG" of "PLC 01": enabled is no',
        )
        return False

    def _read(self, path: tuple[str, ...], kinds: Kinds) -> Kinds | None:
        """The kinds that the relations before the last step lead to; None where they lead nowhere."""
        found = read_path(".".join(("it", *path)).lower(), {"it": kinds})
        return None if found is None else found[1]

    def _compared(self, tree: Tree[Token]) -> tuple[Comparison, tuple[Value, ...], bool]:
        """How something is compared and with what, and whether it must not be so."""
        values = tree.children
        if tree.data == "order":
            sign = str(values[0])
            order = Comparison(_ORDERS.get(sign, sign))
            return order, (self._quantity(cast("Tree[Token]", values[1])),), False
        comparison = Comparison.NAMES if tree.data == "names" else Comparison.IS
        denied = tree.data in ("unequal", "not_among")
        return comparison, tuple(self._value(cast("Tree[Token]", value)) for value in values), denied

    def _value(self, tree: Tree[Token]) -> Value:
        if tree.data == "quantity":
            return self._quantity(tree)
        if tree.data == "text":
            return self._text(tree.children[0])
        span = self._span(tree.children[0])
        return self._statement[span.start : span.end]

    def _quantity(self, tree: Tree[Token]) -> Quantity:
        number, *unit = tree.children
        return Quantity(Decimal(str(number)), self._unit(cast("Token", unit[0])) if unit else "")

    def _unit(self, token: Token) -> str:
        if str(token) in UNITS:
            return str(token)
        words = _("“{unit}” is no unit that is known").format(unit=token)
        self._fault(token, "check-unit", words, one_of(UNITS), "500 ms")
        return ""

    def _file(self, token: Tree[Token] | Token) -> str:
        """The name of a file that is handed in: inside the folder of evidence, wherever that is."""
        name = self._text(token)
        parts = name.split("/")
        if not name or "\\" in name or ":" in name or any(part in ("", ".", "..") for part in parts):
            self._fault(
                token,
                "check-file",
                _("A file is named as it lies in the folder of evidence"),
                _("Name it without drive, and without a way out of the folder."),
                '"station/sshd_config"',
            )
        return name

    def _steps(self, tree: Tree[Token] | Token) -> tuple[str, ...]:
        return tuple(str(step) for step in cast("Tree[Token]", tree).children)

    def _texts(self, tree: Tree[Token]) -> list[str]:
        return [self._text(one) for one in tree.children if isinstance(one, Token) and one.type == "STRING"]

    def _text(self, token: Tree[Token] | Token) -> str:
        text = str(token)
        return text[1:-1].strip() if text.startswith("«") else text[1:-1]

    def _span(self, tree: Tree[Token] | Token) -> Span:
        if isinstance(tree, Token):
            return Span(tree.start_pos or 0, tree.end_pos or 0)
        return Span(tree.meta.start_pos, tree.meta.end_pos)

    def _fault(
        self,
        tree: Tree[Token] | Token,
        code: str,
        message: str,
        hint: str | None = None,
        example: str | None = None,
    ) -> None:
        span = self._span(tree)
        line = self._statement.count("\n", 0, span.start) + 1
        column = span.start - self._statement.rfind("\n", 0, span.start)
        length = max(span.end - span.start, 1)
        self.faults.append(Diagnostic(code, message, None, line, column, length, hint, example))
