"""The facts that tests of rules give: plain YAML as typed values, the kind they are of, and the fact they make.

`blank`, `unreadable` and `absent` are the unknown values; a value that is left out is absent. `prior.new` is the value
`new` of the partner `prior`, the name of a `let` is its number. A test that names no value of a partner stands for a
dossier without that document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.loading.names import flat_schema, test_value
from checker.pack.pack import Pack, Rule


def kind_of(rule: Rule, test: Mapping[str, Any], schemas: Mapping[str, Schema]) -> str:
    """The kind of fact that a test is of: of several the first that has all the values it names."""
    fitting = (kind for kind in rule.kinds if set(test) <= set(flat_schema(rule.spec, kind, schemas)[0]))
    return next(fitting, rule.kinds[0])


def values_of(rule: Rule, kind: str, test: Mapping[str, Any], schemas: Mapping[str, Schema]) -> dict[str, Value]:
    """The values of a test fact. What says for which documents the rule is, is so unless the test says otherwise."""
    schema, _ = flat_schema(rule.spec, kind, schemas)
    values: dict[str, Value] = {}
    if rule.spec.applies is not None:
        for name in ("form", "level"):
            allowed = getattr(rule.spec.applies, name)
            if allowed and name not in test:
                values[name] = allowed if isinstance(allowed, str) else allowed[0]
    for name, raw in test.items():
        value = test_value(raw, schema.get(name, "string"))
        if isinstance(value, Unknown):
            if value.reason != "absent":
                values[name] = Unknown(value.reason, "？" if value.reason == "unreadable" else "")
        elif value is not None:
            values[name] = value
    return values


def alone(rule: Rule, test: Mapping[str, Any]) -> bool:
    """Whether the test is about a dossier in which a partner of the rule has no document."""
    return any(not any(name.startswith(f"{partner}.") for name in test) for partner in rule.partners)


def fact_of(rule: Rule, kind: str, values: Mapping[str, Value], pack: Pack) -> Fact:
    """A fact with these values, labelled as the forms of the pack label its ids."""
    own = {name: value for name, value in values.items() if "." not in name and name not in rule.lets}
    return Fact(kind, role_of(rule, values), pack.id, own, Location(pack.id), {}, labels(kind, values, pack))


def role_of(rule: Rule, values: Mapping[str, Value]) -> str:
    """The role of a test's document: as told, else the first that the rule is for."""
    told = values.get("role")
    if isinstance(told, str):
        return told
    roles = rule.spec.applies.role if rule.spec.applies else []
    return (roles if isinstance(roles, str) else next(iter(roles), "")) or "report"


def labels(kind: str, values: Mapping[str, Value], pack: Pack) -> dict[str, str]:
    """What a reader knows the ids among the values as, and figures of a row or column; of forms the first."""
    result: dict[str, str] = {}
    for form in pack.forms.values():
        spec = form.spec
        words = {
            "section": {entry.id: entry.title for entry in spec.outline},
            "topic": {topic.id: topic.title for entry in spec.outline for topic in entry.topics},
            "field": {name: field.title for name, field in spec.fields.items()},
            "table": {table.id: table.spec.title for table in form.tables.values()},
            "measure": {name: measure.title for name, measure in pack.figures.measures.items()},
        }
        for table in form.tables.values():
            rows = {row.id: row.label or table.spec.title for row in table.rows()}
            columns = {column.id: "·".join((*column.under, column.label)) for column in table.columns()}
            figures = {f"{table.id}.row": columns, f"{table.id}.column": rows}.get(kind, {})
            result.update({name: label for name, label in figures.items() if name not in result})
            if kind.startswith(f"{table.id}.") or values.get("table") == table.id:
                words |= {"row": rows, "column": columns}
        for name, known in words.items():
            told = values.get(name)
            if isinstance(told, str) and told in known:
                result.setdefault(name, known[told])
    return result
