"""Text to expression: Python's own grammar, of which only the listed nodes are the language."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from difflib import get_close_matches

from checker.expression.nodes import Call, Constant, Name, Node, Operation, Total
from checker.messages import Message, say

LONGEST = 2_000
"""Characters of an expression."""
DEEPEST = 100
"""Levels of nesting; every term of a sum is one."""
LARGEST = 400
"""Parts of an expression."""
LONGEST_NUMBER = 30

ARGUMENTS = {"date": (3, 3), "sum": (1, 1), "abs": (1, 1), "min": (2, 20), "max": (2, 20), "close": (3, 3)} | {
    "divisible": (2, 2),
    "round": (2, 2),
    "days": (2, 2),
    "same": (2, 2),
    "contains": (2, 2),
    "starts": (2, 2),
    "ends": (2, 2),
    "value": (2, 2),
    "before": (1, 2),
    "known": (1, 1),
    "blank": (1, 1),
    "absent": (1, 1),
}
"""The functions, with the least and the greatest number of their arguments."""

_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_ARITHMETIC: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


WIDE = {
    "＝": "==", "＞": ">", "＜": "<", "≥": ">=", "≤": "<=", "≠": "!=", "（": "(", "）": ")", "，": ",", "＋": "+",
    "－": "-", "—": "-", "–": "-", "＊": "*", "×": "*", "／": "/", "÷": "/", "．": ".", "［": "[", "］": "]",
    "“": "'", "”": "'", "‘": "'", "’": "'", "＇": "'", "＂": '"', "、": ",", "；": "and", "！": "not",
}  # fmt: skip
"""What an input method writes in the place of an operator, with what is meant."""
WIDE |= {chr(0xFF10 + digit): str(digit) for digit in range(10)}
FOREIGN = {
    "&&": "and", "||": "or", "!": "not", "<>": "!=", "且": "and", "并且": "and", "或": "or", "或者": "or", "非": "not",
    "AND": "and", "OR": "or", "NOT": "not", "True": "true", "TRUE": "true", "False": "false", "FALSE": "false",
    "None": "known(…)", "null": "known(…)", "NULL": "known(…)", "%": "/ 100",
}  # fmt: skip
"""What other languages write, with what is meant."""
_FOREIGN = re.compile(
    r"&&|\|\||<>|!(?!=)|(?<=[0-9])\s*%(?!\s*[\w(])|并?且|或者?|非"
    r"|(?<![\w.])(?:AND|OR|NOT|True|TRUE|False|FALSE|None|null|NULL)(?![\w.])"
)


class ExpressionError(ValueError):
    """What is not in the language: `message` says it, `column` where, from 1."""

    def __init__(self, message: Message, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column

    def __str__(self) -> str:
        return str(self.message)


def read(source: str) -> Node:
    """The expression as a tree; ExpressionError for anything that is not in the language. Nothing of it is run."""
    text = _one_line(source)
    # Python takes an indented expression for a fault.
    indent = len(text) - len(text.lstrip())
    text = text.strip()
    for match in _FOREIGN.finditer(_without_texts(text)):
        got = match[0].strip()
        raise ExpressionError(say("engine.foreign", got=got, twin=FOREIGN[got]), match.start() + indent + 1)
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError as error:
        # What ends too early is at fault at its end; Python then counts on a line that is not there.
        column = error.offset if error.offset and error.lineno == 1 else len(text)
        single = _single_equals(text)
        if single:
            raise ExpressionError(say("engine.equals"), single + indent) from None
        raise ExpressionError(say("engine.syntax"), column + indent) from None
    except (ValueError, MemoryError, RecursionError):
        raise ExpressionError(say("engine.too_large", parts=LARGEST, depth=DEEPEST), 1) from None
    return _Reader(text.encode(), indent).node(tree.body, 0)


def _without_texts(text: str) -> str:
    """The expression with a blank for each character of its texts."""
    made, quote = [], ""
    for character in text:
        made.append(" " if quote else character)
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
    return "".join(made)


def _single_equals(text: str) -> int:
    """The column of a = that stands where == is meant, outside of texts; 0 where there is none."""
    quote = ""
    for at, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character == "=" and text[at - 1 : at] not in ("=", "!", "<", ">") and text[at + 1 : at + 2] != "=":
            return at + 1
    return 0


def _one_line(source: str) -> str:
    """The source with line breaks as spaces, every column kept; what Python would read besides is refused."""
    if len(source) > LONGEST:
        raise ExpressionError(say("engine.too_long", characters=LONGEST), LONGEST)
    quote = ""
    for column, character in enumerate(source, 1):
        if not quote and character in WIDE:
            raise ExpressionError(say("engine.wide", got=character, twin=WIDE[character]), column)
        if character in "\\\0" or (character == "#" and not quote):
            raise ExpressionError(say("engine.character", character=character), column)
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
    if not source.strip():
        raise ExpressionError(say("engine.empty"), 1)
    return "".join(" " if character.isspace() else character for character in source)


class _Reader:
    """Turns Python's tree into ours, counting parts and depth."""

    def __init__(self, text: bytes, indent: int) -> None:
        self.bytes = text
        self.indent = indent
        self.parts = 0

    def column(self, node: ast.expr) -> int:
        """Python counts bytes from 0; people count characters from 1."""
        return len(self.bytes[: node.col_offset].decode()) + 1 + self.indent

    def source(self, node: ast.expr) -> str:
        return self.bytes[node.col_offset : node.end_col_offset].decode()

    def refuse(self, node: ast.expr, key: str, **params: object) -> ExpressionError:
        return ExpressionError(say(key, **params), self.column(node))

    def node(self, tree: ast.expr, depth: int) -> Node:
        self.parts += 1
        if depth > DEEPEST or self.parts > LARGEST:
            raise self.refuse(tree, "engine.too_large", parts=LARGEST, depth=DEEPEST)
        at = self.column(tree)
        down = depth + 1
        match tree:
            case ast.Name(id="true" | "false"):
                return Constant(tree.id == "true", "bool", at)
            case ast.Name():
                return Name(tree.id, at)
            case ast.Attribute():
                return Name(self.dotted(tree), at)
            case ast.Constant():
                return self.constant(tree)
            case ast.UnaryOp(op=ast.USub()):
                return Operation("minus", (self.node(tree.operand, down),), at)
            case ast.UnaryOp(op=ast.Not()):
                return Operation("not", (self.node(tree.operand, down),), at)
            case ast.BinOp() if type(tree.op) in _ARITHMETIC:
                sides = self.node(tree.left, down), self.node(tree.right, down)
                return Operation(_ARITHMETIC[type(tree.op)], sides, at)
            case ast.BoolOp():
                parts = tuple(self.node(part, down) for part in tree.values)
                return Operation("and" if isinstance(tree.op, ast.And) else "or", parts, at)
            case ast.Compare():
                return self.comparison(tree, down)
            case ast.IfExp():
                parts = (self.node(tree.test, down), self.node(tree.body, down), self.node(tree.orelse, down))
                return Call("if", parts, at)
            case ast.Call():
                return self.call(tree, down)
        raise self.refuse(tree, "engine.not_in_language", text=_shorten(self.source(tree)))

    def dotted(self, tree: ast.Attribute) -> str:
        """`prior.carried_out`: a plain key with dots, no attribute of anything."""
        words = [tree.attr]
        inner: ast.expr = tree.value
        while isinstance(inner, ast.Attribute):
            words.append(inner.attr)
            inner = inner.value
        if not isinstance(inner, ast.Name):
            raise self.refuse(tree, "engine.not_in_language", text=_shorten(self.source(tree)))
        return ".".join([inner.id, *reversed(words)])

    def constant(self, tree: ast.Constant) -> Constant:
        at, text = self.column(tree), self.source(tree)
        value = tree.value
        if isinstance(value, str) and text[:1] in "'\"" and not text.startswith(("'''", '"""')):
            # Python puts texts side by side together, where a comma was meant.
            if text[-1] != text[0] or text[0] in text[1:-1]:
                raise self.refuse(tree, "engine.two_texts", text=_shorten(text))
            return Constant(value, "str", at)
        plain = text.replace(".", "", 1)
        if isinstance(value, (int, float)) and plain.isascii() and plain.isdigit() and len(plain) <= LONGEST_NUMBER:
            return Constant(int(text), "int", at) if "." not in text else Constant(Decimal(text), "decimal", at)
        raise self.refuse(tree, "engine.not_in_language", text=_shorten(text))

    def comparison(self, tree: ast.Compare, down: int) -> Node:
        at = self.column(tree)
        left = self.node(tree.left, down)
        links: list[Node] = []
        for operator, operand in zip(tree.ops, tree.comparators, strict=True):
            if isinstance(operator, (ast.In, ast.NotIn)):
                if not isinstance(operand, (ast.List, ast.Tuple)) or not operand.elts or len(tree.ops) > 1:
                    raise self.refuse(operand, "engine.in_needs_list")
                member = Operation("in", (left, *[self.node(item, down) for item in operand.elts]), at)
                return member if isinstance(operator, ast.In) else Operation("not", (member,), at)
            if type(operator) not in _COMPARISONS:
                raise self.refuse(tree, "engine.not_in_language", text=_shorten(self.source(tree)))
            right = self.node(operand, down)
            links.append(Operation(_COMPARISONS[type(operator)], (left, right), at))
            left = right
        return links[0] if len(links) == 1 else Operation("and", tuple(links), at)

    def call(self, tree: ast.Call, down: int) -> Node:
        at = self.column(tree)
        function = tree.func.id if isinstance(tree.func, ast.Name) else ""
        if function not in ARGUMENTS:
            raise self.no_function(tree, function)
        least, most = ARGUMENTS[function]
        if tree.keywords or not least <= len(tree.args) <= most:
            raise self.refuse(tree, "engine.arguments", function=function, least=least, most=most)
        if function == "sum":
            return self.total(tree.args[0], at)
        if function == "before":
            return self.before(tree, at)
        return Call(function, tuple(self.node(argument, down) for argument in tree.args), at)

    def no_function(self, tree: ast.Call, name: str) -> ExpressionError:
        """The refusal of a function that there is not, with the one whose name is nearly the same."""
        given = {"text": _shorten(self.source(tree.func)), "functions": ", ".join(ARGUMENTS)}
        near = get_close_matches(name, ARGUMENTS, 1, 0.75)
        if near:
            return self.refuse(tree, "engine.no_function_near", near=near[0], **given)
        return self.refuse(tree, "engine.no_function", **given)

    def before(self, tree: ast.Call, at: int) -> Node:
        """`before(a)`: this fact stands before the partner a; `before(a, b)`: the partner a before the partner b."""
        places: list[Node] = [] if len(tree.args) == 2 else [Name("position", at)]
        for argument in tree.args:
            if not isinstance(argument, ast.Name):
                raise self.refuse(argument, "engine.before_partner")
            places.append(Name(f"{argument.id}.position", self.column(argument)))
        return Operation("<", tuple(places), at)

    def total(self, argument: ast.expr, at: int) -> Total:
        pattern = argument.value if isinstance(argument, ast.Constant) else None
        if not isinstance(pattern, str) or pattern.count("*") != 1 or not _plain(pattern):
            raise self.refuse(argument, "engine.sum_pattern")
        return Total(pattern, at)


def _plain(pattern: str) -> bool:
    return all(word.isidentifier() for word in pattern.replace("*", "x").split("."))


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
