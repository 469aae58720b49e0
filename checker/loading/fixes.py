"""What is wrong with the `fix` of a rule: what it makes of a text cannot be told, or nobody has tried it."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping

from checker.messages import Message, say
from checker.pack.model import Fix, RuleSpec, RuleTest
from checker.text.patterns import PatternError, exactly, group_names
from checker.yamlfiles.file import Key, YamlFile
from checker.yamlfiles.shape import unknown_word


def fix_faults(spec: RuleSpec, file: YamlFile, key: Key, names: Mapping[str, str]) -> Iterator[Message]:
    """Every fault; `names` are the values that the rule's expressions may name."""
    fix = spec.fix
    if fix is None:
        if spec.untold:
            yield file.fault((*key, "untold"), say("packs.nothing_offered", id=spec.id))
        return
    place: Key = (*key, "fix")
    if sum(map(bool, (fix.becomes, fix.after, fix.swap))) != 1:
        yield file.fault(place, say("packs.one_of_fix"))
    bad = False
    for part in ("replace", "fits"):
        pattern = getattr(fix, part)
        try:
            exactly(pattern)
        except PatternError as error:
            bad = True
            yield file.fault((*place, part), say("packs.bad_pattern", pattern=pattern, why=str(error)))
    for sign in fix.swap:
        if len(sign) != 1:
            yield file.key_fault((*place, "swap", sign), say("packs.one_sign", got=sign))
    if fix.at and fix.at not in names:
        yield file.fault((*place, "at"), unknown_word("packs.unknown_value", "name", fix.at, sorted(names)))
    if not bad:
        yield from _fields(fix, file, place, names)
    if not any(isinstance(test, RuleTest) and test.corrects for test in spec.tests.fail):
        yield file.fault(place, say("packs.fix_untested", id=spec.id))


def _fields(fix: Fix, file: YamlFile, place: Key, names: Mapping[str, str]) -> Iterator[Message]:
    valid = [*names, *(group_names(fix.replace) if fix.replace else ())]
    try:
        parts = list(string.Formatter().parse(fix.becomes))
    except ValueError:
        yield file.fault((*place, "becomes"), say("packs.bad_text"))
        return
    for _, name, form, conversion in parts:
        if name is not None and (form or conversion):
            yield file.fault((*place, "becomes"), say("packs.plain_field", name=name))
        elif name is not None and name not in valid:
            yield file.fault((*place, "becomes"), unknown_word("packs.unknown_field", "name", name, sorted(valid)))
