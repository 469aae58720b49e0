"""`extends` in the head of a pack: however YAML lets it be written, and what is told when it cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.check import Checker, Dossier
from checker.document import Document, Paragraph, Text
from checker.errors import RulePackError
from checker.loading.load import load
from checker.messages import text
from checker.pack.pack import Pack
from checker.yamlfiles.peek import top_value
from tests.checker.small_pack import rule, small_pack

HEAD = "pack: mine\nversion: '1'\ntitle: 我的\nlang: zh-CN\n"
CHANGED = "- id: the-rule\n  severity: note\n"


def extending(folder: Path, head: str, rules: str = CHANGED) -> Pack:
    """A pack with this head beside a small one, which it may extend."""
    small_pack(folder, rule() + rule("other-rule"))
    (folder / "mine" / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "mine" / "pack.yaml").write_text(head, "utf-8")
    (folder / "mine" / "rules" / "rules.yaml").write_text(rules, "utf-8")
    return load(folder / "mine", cached=False)


@pytest.mark.parametrize(
    "head",
    [
        f"{HEAD}extends: small\n",
        f"{HEAD}extends:   small   # the base\n",
        f"{HEAD}extends: 'small'\n",
        f"{HEAD}'extends': small\n",
        f'{HEAD}"extends" : "small"\n',
        f'{HEAD}"ext\\x65nds": small\n',
        f"{HEAD}extends:\n  small\n",
        f"{HEAD}extends:\n\n  # the base\n  small\n",
        f"{HEAD}extends: >-\n  small\n",
        f"{HEAD}? extends\n: small\n",
        f"{HEAD}extends: !!str small\n",
        f"extends: small\n{HEAD}",
        f"\ufeffextends: small\n{HEAD}",
        f"%YAML 1.2\n---\n{HEAD}extends: small\n...\n",
        f"settings: {{extends: nothing}}\nnames: {{en: {{extends: x}}}}\n{HEAD}extends: small\n",
        "{pack: mine, version: '1', title: 我的, lang: zh-CN, extends: small}\n",
        "{pack: mine, extends: small, version: '1',\n title: 我的, lang: zh-CN}\n",
        "".join(f"  {line}\n" for line in f"{HEAD}extends: small".splitlines()),
        f"{HEAD}extends: small\n".replace("\n", "\r\n"),
    ],
)
def test_a_base_counts_however_it_is_written(head: str, tmp_path: Path) -> None:
    made = extending(tmp_path, head)
    assert sorted(made.by_id) == ["other-rule", "the-rule"]
    assert made.by_id["the-rule"].spec.severity == "note"


@pytest.mark.parametrize(
    "head",
    [
        f"# extends: small\n{HEAD}",
        f"{HEAD}names: {{zh-CN: {{x: 'extends: small'}}}}\n",
        HEAD.replace("我的", "|\n  一\n  extends: small\n"),
    ],
)
def test_what_only_looks_like_a_base_is_none(head: str, tmp_path: Path) -> None:
    made = extending(tmp_path, head, "[]\n")
    assert (made.spec.extends, made.rules) == ("", ())


_words = st.text("abcdefgh-_ 年报:#'\"{[,", min_size=1, max_size=8)
_plain = st.none() | st.integers() | st.booleans() | _words
_heads = st.dictionaries(
    _words | st.just("settings"),
    st.recursive(_plain, lambda inner: st.lists(inner) | st.dictionaries(_words, inner), max_leaves=6),
    max_size=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=_heads,
    base=_words,
    at=st.integers(0, 5),
    style=st.sampled_from([None, "'", '"', "|", ">"]),
    flow=st.sampled_from([True, False, None]),
    width=st.integers(2, 80),
)
def test_a_value_at_the_top_is_the_one_that_yaml_finds(
    head: dict[str, Any], base: str, at: int, style: str | None, flow: bool | None, width: int, tmp_path: Path
) -> None:
    items = [item for item in head.items() if item[0] != "extends"]
    items.insert(at, ("extends", base))
    file = tmp_path / "pack.yaml"
    written = yaml.dump(
        dict(items), default_style=style, default_flow_style=flow, width=width, allow_unicode=True, sort_keys=False
    )
    file.write_text(written, "utf-8")
    assert top_value(file, "extends") == base
    assert top_value(file, "extended") is None


@pytest.mark.parametrize(
    "content",
    [
        "", "extends\n", "extends:\n", "- extends: small\n", "extends: [small]\n", "extends: {a: b}\n", "\0",
        "a: &x small\nextends: *x\n", "[" * 5000, "a: b: c\n",
    ],
)  # fmt: skip
def test_what_is_no_text_under_the_key_is_none(content: str, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(content, "utf-8")
    assert top_value(tmp_path / "pack.yaml", "extends") is None


def test_no_file_has_no_value(tmp_path: Path) -> None:
    assert top_value(tmp_path / "pack.yaml", "extends") is None


# --- heads with faults -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (f"{HEAD}extends: small\nx: [\n", "YAML syntax error"),
        (f"x: b: c\n{HEAD}extends: small\n", "YAML syntax error"),
        (f"{HEAD}extends: [small]\n", "must be a text"),
        (f"{HEAD}extends: 5\n", "must be a text"),
        (f"{HEAD}extends:\n", "must be a text"),
        (f"{HEAD}Extends: small\n", "did you mean extends?"),
        (f"{HEAD}extend: small\n", "did you mean extends?"),
        (f"{HEAD}extends: small\nextends: other\n", "stands twice"),
    ],
)
def test_a_fault_that_hides_the_base_is_the_only_one_told(head: str, told: str, tmp_path: Path) -> None:
    silent = "- {id: other-rule, silent: true}\n"
    with pytest.raises(RulePackError) as refused:
        extending(tmp_path, head, CHANGED + silent)
    (fault,) = [text(one, "en") for one in refused.value.faults]
    assert fault.startswith("mine/pack.yaml:")
    assert told in fault


def test_what_is_wrong_in_a_rule_itself_is_told_though_the_base_is_not_known(tmp_path: Path) -> None:
    with pytest.raises(RulePackError) as refused:
        extending(tmp_path, f"{HEAD}extends: [small]\n", CHANGED.replace("note", "eror"))
    assert [text(one, "en").split(": ")[0] for one in refused.value.faults] == [
        "mine/pack.yaml:5:10", "mine/rules/rules.yaml:2:13",
    ]  # fmt: skip


def test_a_base_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(RulePackError, match="no rule pack named nowhere"):
        extending(tmp_path, f"{HEAD}extends:\n  nowhere\n")


def test_a_document_of_a_pack_without_rules_is_not_called_faultless(tmp_path: Path) -> None:
    bare = small_pack(tmp_path, "[]\n")
    checker = Checker([bare], "en")
    reading = checker.recognise(Document("a.txt", "txt", "0" * 64, (Paragraph(Text("某局2023年报告")),)))
    assert reading is not None
    assert [(one.path, one.why) for one in checker.check(Dossier((reading,))).unchecked] == [
        ("a.txt", "the rule pack “小规则包” has no rules")
    ]
