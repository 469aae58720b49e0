"""Words written in expressions that the value beside them can never be: an id that no form has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from checker.expression.nodes import COMPARISONS, Constant, Name, Node, Operation, walk
from checker.expression.types import Fault
from checker.facts.words import Words
from checker.messages import say
from checker.pack.model import Partner, RuleSpec
from checker.yamlfiles.shape import unknown_word


def strange(root: Node, words: Words) -> Iterator[Fault]:
    """Every such word, at its place."""
    for node in walk(root):
        if not isinstance(node, Operation) or node.operator not in (*COMPARISONS, "in"):
            continue
        names = [part for part in node.parts if isinstance(part, Name) and part.name in words]
        for part in node.parts if names else ():
            # The empty text stands for none.
            if (
                isinstance(part, Constant)
                and isinstance(part.value, str)
                and part.value not in ("", *_of(names, words))
            ):
                valid = list(_of(names, words))
                yield Fault(unknown_word("packs.strange_word", "got", part.value, valid, name=names[0].name), part.at)


def slips(root: Node, ids: Words, lang: str) -> Iterator[Fault]:
    """Words that are nearly an id of the form, or written as ids are in a pack whose documents have no such labels."""
    for node in walk(root):
        if not isinstance(node, Operation) or node.operator not in (*COMPARISONS, "in"):
            continue
        names = [part for part in node.parts if isinstance(part, Name) and part.name in ids]
        for part in node.parts if names else ():
            if not isinstance(part, Constant) or not isinstance(part.value, str) or not part.value:
                continue
            valid = list(_of(names, ids))
            if part.value in valid:
                continue
            near = get_close_matches(part.value, valid, 1, 0.8)
            told = {"name": names[0].name, "got": part.value}
            if near:
                yield Fault(say("dead.slip", near=near[0], **told), part.at)
            elif lang == "zh-CN" and part.value.isascii() and part.value.isidentifier():
                yield Fault(say("dead.no_such_id", valid=", ".join(valid), **told), part.at)


def _of(names: list[Name], words: Words) -> tuple[str, ...]:
    return tuple(word for name in names for word in words[name.name])


def flat_words(spec: RuleSpec, kind: str, words: Mapping[str, Words]) -> Words:
    """The words of the values that a rule's expressions may name: of the fact and of its partners."""
    flat = dict(words.get(kind, {}))
    for name, given in spec.with_.items():
        partner = given if isinstance(given, Partner) else Partner(given)
        flat.update((f"{name}.{value}", some) for value, some in words.get(partner.each, {}).items())
    return flat


def words_within(kinds: list[str], each: str, words: Mapping[str, Words]) -> Words:
    """The words of what the `where` of a `let` may name: of the facts it looks at, and as `own.` of the fact itself."""
    flat = dict(words.get(each, {}))
    for kind in kinds:
        for name, some in words.get(kind, {}).items():
            flat[f"own.{name}"] = (*flat.get(f"own.{name}", ()), *some)
    return flat
