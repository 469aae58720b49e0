"""Judges by brute force: its own small reading of Python's tree, None for what is not known. Slow, short and plain."""

import ast
import operator
from datetime import date, timedelta
from decimal import Context, Decimal
from fnmatch import fnmatchcase
from fractions import Fraction

from checker.expression import Unknown
from checker.text.normalize import bare

CALCULATE = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul}
CUT = Context(prec=40)
COMPARE = {ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge"}


def verdict(where, expect, facts):
    """The verdict of a rule, given as two texts, on the values of a fact."""
    applies = truth(value(ast.parse(where or "true", mode="eval").body, facts))
    holds = truth(value(ast.parse(expect, mode="eval").body, facts))
    if applies is False:
        return "not_applicable"
    return "review" if applies is None or holds is None else "pass" if holds else "fail"


TEXTS = {
    "same": operator.eq,
    "contains": operator.contains,
    "starts": str.startswith,
    "ends": str.endswith,
}


def known(given):
    return (
        bounded(Fraction(given))
        if isinstance(given, Decimal)
        else None
        if isinstance(given, Unknown)
        else bounded(given)
    )


def bounded(thing):
    """Numbers of more than 60 digits before or after the point are none that a document states."""
    if kind(thing) is not Fraction:
        return thing
    return None if abs(thing) >= 10**60 or Fraction(thing * 10**60).denominator != 1 else thing


def kind(thing):
    return {int: Fraction}.get(type(thing), type(thing))


def truth(thing):
    return thing if isinstance(thing, bool) else None


def related(relation, left, right):
    if None in (left, right) or kind(left) is not kind(right):
        return None
    ordered = kind(left) in (Fraction, date) or relation in ("eq", "ne")
    return getattr(operator, relation)(left, right) if ordered else None


def divided(left, right):
    if kind(left) is not Fraction or kind(right) is not Fraction or right == 0:
        return None
    exact = Fraction(left) / Fraction(right)
    return bounded(Fraction(CUT.divide(Decimal(exact.numerator), Decimal(exact.denominator))))


def calculated(tree, left, right):
    if type(tree) is ast.Div:
        return divided(left, right)
    if kind(left) is kind(right) is Fraction:
        return bounded(CALCULATE[type(tree)](left, right))
    try:
        if type(left) is type(right) is date and type(tree) is ast.Sub:
            return (left - right).days
        if type(left) is date and type(right) is int and type(tree) is not ast.Mult:
            return CALCULATE[type(tree)](left, timedelta(right))
    except OverflowError:
        return None


def several(parts, decides):
    return decides if decides in parts else None if None in parts else not decides


def value(tree, facts):
    match tree:
        case ast.Constant(value=float()):
            return Fraction(str(tree.value))
        case ast.Constant():
            return tree.value
        case ast.Name(id="true" | "false"):
            return tree.id == "true"
        case ast.Name() | ast.Attribute():
            return known(facts.get(ast.unparse(tree), Unknown("absent")))
        case ast.UnaryOp(op=ast.Not()):
            inner = truth(value(tree.operand, facts))
            return None if inner is None else not inner
        case ast.UnaryOp():
            return calculated(ast.Sub(), 0, value(tree.operand, facts))
        case ast.BinOp():
            return calculated(tree.op, value(tree.left, facts), value(tree.right, facts))
        case ast.IfExp():
            chosen = truth(value(tree.test, facts))
            then, otherwise = value(tree.body, facts), value(tree.orelse, facts)
            if chosen is None:
                return then if related("eq", then, otherwise) else None
            return then if chosen else otherwise
        case ast.BoolOp():
            return several([truth(value(part, facts)) for part in tree.values], isinstance(tree.op, ast.Or))
        case ast.Compare(ops=[ast.In() | ast.NotIn()], comparators=[ast.List(elts=items)]):
            member = several([related("eq", value(tree.left, facts), value(item, facts)) for item in items], True)
            return member if member is None else member is isinstance(tree.ops[0], ast.In)
        case ast.Compare():
            chain = [value(part, facts) for part in (tree.left, *tree.comparators)]
            links = zip(tree.ops, chain, chain[1:], strict=False)
            return several([related(COMPARE[type(link)], left, right) for link, left, right in links], False)
    return called(tree, facts)


def called(tree, facts):
    name, arguments = tree.func.id, [value(part, facts) for part in tree.args]
    if name in ("known", "blank", "absent"):
        raw = facts.get(ast.unparse(tree.args[0]), Unknown("absent"))
        return arguments[0] is not None if name == "known" else isinstance(raw, Unknown) and raw.reason == name
    if name == "value":
        raw = facts.get(ast.unparse(tree.args[0]), Unknown("absent"))
        return arguments[1] if isinstance(raw, Unknown) and raw.reason in ("blank", "absent") else arguments[0]
    if name == "days":
        return (arguments[1] - arguments[0]).days if all(kind(one) is date for one in arguments) else None
    if name in TEXTS:
        left, right = [bare(one) if isinstance(one, str) else None for one in arguments]
        return None if None in (left, right) else TEXTS[name](left, right)
    if name == "sum":
        arguments = [known(facts[key]) for key in facts if fnmatchcase(key, arguments[0].replace("*", "?*"))]
        return sum(arguments) if arguments and all(kind(one) is Fraction for one in arguments) else None
    numbers = all(kind(one) is Fraction for one in arguments)
    dates = all(kind(one) is date for one in arguments)
    if name == "date":
        whole = all(type(one) is int for one in arguments)
        try:
            return date(*arguments) if whole else None
        except (ValueError, OverflowError):
            return None
    if name in ("min", "max"):
        return {"min": min, "max": max}[name](arguments) if numbers or dates else None
    if name == "round":
        number, places = arguments
        if kind(number) is not Fraction or type(places) is not int or not 0 <= places <= 12:
            return None
        scaled = abs(number) * 10**places
        up = scaled.numerator // scaled.denominator + (scaled % 1 >= Fraction(1, 2))
        return Fraction(up if number >= 0 else -up, 10**places)
    if name == "abs":
        return abs(arguments[0]) if numbers else None
    return abs(arguments[0] - arguments[1]) <= arguments[2] if numbers else None
