"""Packs from their folders: found by name, read, checked, extended, and kept ready for the next run."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import checker
from checker import __version__
from checker.errors import RulePackError
from checker.expression import Expr
from checker.finding import Severity, Source, Verdict
from checker.messages import Message, say
from checker.pack.model import Cause, PackSpec, Partner, RuleSpec, RuleText, TextsFile
from checker.pack.pack import Pack, Rule, expression, lay_out

BUILT_IN = "cn-disclosure-report"


def built_in() -> Path:
    """The folder of the packs that come with gouji: in the wheel, or beside the package in its source tree."""
    package = Path(checker.__file__).parent
    inside = package / "_packs"
    return inside if inside.is_dir() else package.parent / "rules"


def find(name: str, extra: tuple[Path, ...] = ()) -> Path:
    """The folder of a pack, by path or by name; the user's folders before the built-in ones."""
    given = Path(name)
    if (given / "pack.yaml").is_file():
        return given
    for folder in (*extra, built_in()):
        if folder.name == name and (folder / "pack.yaml").is_file():
            return folder
        if (folder / name / "pack.yaml").is_file():
            return folder / name
    raise RulePackError(say("packs.not_found", name=name, valid=", ".join(available(extra))))


def available(extra: tuple[Path, ...] = ()) -> list[str]:
    """The names of all packs that can be found."""
    folders = [folder for top in (*extra, built_in()) if top.is_dir() for folder in (top, *sorted(top.iterdir()))]
    return list(dict.fromkeys(folder.name for folder in folders if (folder / "pack.yaml").is_file()))


def load(directory: Path, extra: tuple[Path, ...] = (), *, cached: bool = True, above: tuple[Path, ...] = ()) -> Pack:
    """A pack ready for use; raises RulePackError with every fault. `above` are the packs that extend this one."""
    from checker.loading.files import digest

    lock = digest(directory)
    base_name = _extends(directory)
    base = None
    if base_name:
        chain = (*above, directory)
        below = find(base_name, (directory.parent, *extra))
        if any(below.samefile(one) for one in chain):
            raise RulePackError(say("packs.circle", chain=" → ".join(one.name for one in (*chain, below))))
        base = load(below, extra, cached=cached, above=chain)
        lock = hashlib.sha256(f"{lock}{base.digest}".encode()).hexdigest()
    kept = _cache_file(lock, directory) if cached else None
    if kept is not None:
        found = _from_cache(kept)
        if found is not None:
            return found
    pack = _build(directory, base, lock)
    if kept is not None:
        _to_cache(kept, pack)
    return pack


def _extends(directory: Path) -> str:
    """The pack that this one extends, read without the whole; an empty text for none."""
    text = (directory / "pack.yaml").read_text("utf-8", errors="replace") if (directory / "pack.yaml").is_file() else ""
    for line in text.splitlines():
        if line.startswith("extends:"):
            return line.partition(":")[2].split("#")[0].strip().strip("'\"")
    return ""


def _cache_file(lock: str, directory: Path) -> Path | None:
    """Where a checked pack is kept: in the user's own cache, as Python keeps its compiled modules."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        folder = (Path(home) if home else Path.home() / ".cache") / "gouji"
    except RuntimeError:
        return None
    version = f"{__version__}-{sys.version_info.major}.{sys.version_info.minor}-{_model_stamp()}"
    name = hashlib.sha256(f"{lock}{version}{directory.resolve()}".encode()).hexdigest()[:32]
    return folder / f"{name}.pack"


def _model_stamp() -> str:
    """Changes whenever the classes that a kept pack consists of may have changed."""
    package = Path(checker.__file__).parent
    times = sorted((str(path), path.stat().st_mtime_ns) for path in package.rglob("*.py"))
    return hashlib.sha256(repr(times).encode()).hexdigest()


def _from_cache(path: Path) -> Pack | None:
    try:
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            return None
        found = pickle.loads(path.read_bytes())
    except Exception:
        # Whatever is wrong with a kept copy, the pack itself is read anew.
        return None
    return found if isinstance(found, Pack) else None


def _to_cache(path: Path, pack: Pack) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
            beside.write(pickle.dumps(pack))
        Path(beside.name).replace(path)
    except OSError:
        return


def _build(directory: Path, base: Pack | None, lock: str) -> Pack:
    """Read, validate and check a pack."""
    from checker import facts
    from checker.loading.faults import check
    from checker.loading.files import read_files
    from checker.loading.figurefaults import figures
    from checker.loading.references import patterns, references
    from checker.pack.figurewords import FigureWords, merged

    inherited = {rule.id: rule.spec for rule in base.rules} if base else {}
    files = read_files(directory, inherited)
    own = files.pack or PackSpec(directory.name, "0", directory.name, "zh-CN")
    spec = _merged(own, base.spec) if base else own
    forms = {**(base.forms if base else {}), **{form.form: lay_out(form) for form, _ in files.forms}}
    texts = _texts([texts for texts, _ in files.texts], base)
    vocabulary = {**(base.vocabulary if base else {}), **files.vocabulary}
    bad_figures = list(figures(files, base.figures if base else FigureWords(), forms))
    words = base.figures if base else FigureWords()
    if not bad_figures:
        words = merged(words, [one for one, _ in files.figures])
    pack = Pack(spec, forms, base.rules if base else (), texts, lock, str(directory), vocabulary, inherited, words)
    bad_patterns = list(patterns(files))
    broken = {name for name, _ in bad_patterns if name}
    files.broken = frozenset(broken)
    sound = replace(
        pack, spec=replace(spec, mentions={name: one for name, one in spec.mentions.items() if name not in broken})
    )
    faults = [
        *files.faults,
        *(fault for _, fault in bad_patterns),
        *references(files, spec, forms),
        *bad_figures,
        *check(files, sound, facts.schema(sound)),
    ]
    if faults:
        raise _faulty(directory.name, faults)
    rules = {rule.id: rule for rule in pack.rules}
    for rule_spec, _, _ in files.rules:
        if rule_spec.silent:
            rules.pop(rule_spec.id, None)
        else:
            rules[rule_spec.id] = build_rule(rule_spec, spec, texts)
    return replace(pack, rules=tuple(rules.values()))


def _faulty(name: str, faults: Iterable[Message]) -> RulePackError:
    """The error with every fault once, in the order of their places."""
    ordered = sorted(dict.fromkeys(map(_Fault, faults)), key=lambda fault: fault.place)
    return RulePackError(say("packs.faulty", pack=name, count=len(ordered)), [fault.message for fault in ordered])


class _Fault:
    """A fault with its place; two that read alike are one."""

    def __init__(self, message: Message) -> None:
        self.message = message
        file, _, rest = str(message.params.get("where", "")).partition(":")
        self.place = (file, tuple(int(word) for word in rest.split(":") if word.isdigit()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Fault) and str(self.message) == str(other.message)

    def __hash__(self) -> int:
        return hash(str(self.message))


def _merged(own: PackSpec, base: PackSpec) -> PackSpec:
    """The head of a pack that extends another: its own words, and the base's where it has none."""
    return replace(
        own,
        sources={**base.sources, **own.sources},
        documents={**base.documents, **own.documents},
        levels=own.levels or base.levels,
        issuers=own.issuers if own.issuers.region else base.issuers,
        traits={**base.traits, **own.traits},
        mentions={**base.mentions, **own.mentions},
        names={lang: {**base.names.get(lang, {}), **own.names.get(lang, {})} for lang in {*base.names, *own.names}},
        settings={**base.settings, **own.settings},
    )


def _texts(files: list[TextsFile], base: Pack | None) -> dict[str, TextsFile]:
    result = dict(base.texts) if base else {}
    for texts in files:
        known = result.get(texts.lang)
        if known is not None:
            texts = replace(
                texts,
                rules={**known.rules, **texts.rules},
                sources={**known.sources, **texts.sources},
                names={**known.names, **texts.names},
                title=texts.title or known.title,
            )
        result[texts.lang] = texts
    return result


def build_rule(spec: RuleSpec, pack: PackSpec, texts: dict[str, TextsFile]) -> Rule:
    """A rule with its expressions parsed; the pack has been checked before."""
    severity = [spec.severity] if isinstance(spec.severity, str) else spec.severity
    severities = tuple(
        (expression(True), Severity(case)) if isinstance(case, str) else (expression(case.when), Severity(case.is_))
        for case in severity
    )
    quote = spec.source.quote or spec.source.paraphrase
    source = Source(
        pack.sources.get(spec.source.ref, spec.source.ref),
        spec.source.clause,
        quote,
        spec.source.basis,
        bool(spec.source.quote),
    )
    translated: dict[str, RuleText] = {
        lang: file.rules[spec.id] for lang, file in texts.items() if spec.id in file.rules
    }
    always: Expr = expression(True)
    return Rule(
        pack.pack,
        spec,
        expression(spec.where),
        expression(spec.expect),
        severities,
        tuple((expression(case.when), Verdict(case.is_)) for case in spec.verdict),
        {role: _partner(role, given) for role, given in spec.with_.items()},
        {
            name: (aggregate, expression(aggregate.where) if aggregate.where is not True else always)
            for name, aggregate in spec.let.items()
        },
        tuple(Cause(cause) if isinstance(cause, str) else cause for cause in spec.unless),
        source,
        translated,
    )


def _partner(role: str, given: Partner | str) -> Partner:
    partner = Partner(given) if isinstance(given, str) else given
    return partner if partner.role else replace(partner, role=role)
