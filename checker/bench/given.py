"""The facts that tests of rules give: plain YAML as typed values, the kind they are of, and the fact they make.

`blank`, `unreadable` and `absent` are the unknown values; a value that is left out is absent. `prior.new` is the value
`new` of the partner `prior`, the name of a `let` is its number. A test that names no value of a partner stands for a
dossier without that document; one with facts `beside` stands for a dossier of these facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.document import Location
from checker.expression import Unknown, Value
from checker.fact import Fact, Schema
from checker.loading.names import flat_schema, test_value
from checker.pack.model import RuleTest
from checker.pack.pack import Pack, Rule
from checker.pack.rulespec import OWN_ROLE


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
    return values | _typed(test, schema)


def _typed(raw_values: Mapping[str, Any], types: Mapping[str, str]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, raw in raw_values.items():
        value = test_value(raw, types.get(name, "string"))
        if isinstance(value, Unknown):
            if value.reason != "absent":
                values[name] = Unknown(value.reason, "？" if value.reason == "unreadable" else "")
        elif value is not None:
            values[name] = value
    return values


def beside_of(rule: Rule, test: RuleTest, pack: Pack, schemas: Mapping[str, Schema]) -> tuple[Fact, ...]:
    """The other facts of a test. Where the rule looks at a kind in one role only, they are of that role."""
    made = []
    for one in test.beside:
        for kind, raw in one.items():
            values = _typed(raw, schemas[kind].values)
            looked_at = [(partner.each, partner.role) for partner in rule.partners.values()]
            looked_at += [(aggregate.each, aggregate.role) for aggregate, _ in rule.lets.values()]
            roles = {
                role if role not in ("", OWN_ROLE) else role_of(rule, test.given)
                for each, role in looked_at
                if each == kind
            }
            told = values.setdefault("role", roles.pop() if len(roles) == 1 else role_of(rule, test.given))
            made.append(Fact(kind, str(told), pack.id, values, Location(pack.id), {}, labels(kind, values, pack)))
    return tuple(made)


def alone(rule: Rule, test: Mapping[str, Any]) -> bool:
    """Whether the test is about a dossier in which a partner of the rule has no document."""
    others = [name for name, partner in rule.partners.items() if partner.role != OWN_ROLE]
    return any(not any(name.startswith(f"{other}.") for name in test) for other in others)


def fact_of(rule: Rule, kind: str, values: Mapping[str, Value], pack: Pack) -> Fact:
    """A fact with these values, labelled as the forms of the pack label its ids."""
    own = {name: value for name, value in values.items() if "." not in name and name not in rule.lets}
    return Fact(kind, role_of(rule, values), pack.id, own, Location(pack.id), {}, labels(kind, values, pack))


def role_of(rule: Rule, values: Mapping[str, Any]) -> str:
    """The role of a test's document: as told, else the first that the rule is for."""
    told = values.get("role")
    if isinstance(told, str):
        return told
    roles = rule.spec.applies.role if rule.spec.applies else []
    return (roles if isinstance(roles, str) else next(iter(roles), "")) or "report"


def labels(kind: str, values: Mapping[str, Value], pack: Pack) -> dict[str, str]:
    """What a reader knows ids and figures as: from the form that the values name, then from the others."""
    result: dict[str, str] = {}
    for form in sorted(pack.forms.values(), key=lambda one: one.id != values.get("form")):
        spec = form.spec
        words = {
            "section": {entry.id: entry.title for entry in spec.outline},
            "topic": {topic.id: topic.title for entry in spec.outline for topic in entry.topics},
            "field": {name: field.title for name, field in spec.fields.items()},
            "table": {table.id: table.spec.title for table in form.tables.values()},
            "measure": {name: measure.title for name, measure in pack.figures.measures.items()},
            "whose": {name: concept.title for name, concept in pack.figures.concepts.items() if concept.columns},
            "written_on": {spec.form: f"{spec.title}（{spec.number}）"},
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
