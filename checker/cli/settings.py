"""The settings file brought to a call: an option that the call does not give has the value of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from checker.wiring.settings import Settings

_KEPT = "gouji.settings"


def fill(context: click.Context) -> None:
    """Look for the settings of the documents of a call, and take what the call leaves open from them."""
    given = context.params
    if given.get("no_settings") or context.resilient_parsing:
        return
    from checker.cli.telling import tell
    from checker.cli.words import language
    from checker.messages import say, text
    from checker.wiring.settings import load, nearest

    named = given.get("settings")
    path = Path(named) if named else nearest(Path(one) for one in _documents(given))
    if path is None:
        return
    found = load(path)
    options = dict(found.options)
    if not named and "trust_waivers" in options and _submitted(path, given):
        # Who hands in reports does not say that their own waivers count.
        del options["trust_waivers"]
        tell(text(say("cli.settings_no_trust", path=str(path)), language(given.get("lang"))))
    for name, value in options.items():
        if name in given and context.get_parameter_source(name) in (ParameterSource.DEFAULT, None):
            given[name] = value
    context.meta[_KEPT] = found
    tell(text(say("cli.settings_used", path=str(path)), language(given.get("lang"))))


def _submitted(path: Path, given: dict[str, Any]) -> bool:
    """Whether a settings file lies within a folder that is checked, and not where the command is called."""
    place = path.parent.resolve()
    folders = {Path(one).resolve() for one in _documents(given) if Path(one).is_dir()}
    return place != Path().resolve() and not folders.isdisjoint({place, *place.parents})


def current() -> Settings:
    """The settings of the call under way."""
    from checker.wiring.settings import Settings

    context = click.get_current_context(silent=True)
    found: Settings | None = context.meta.get(_KEPT) if context is not None else None
    return found or Settings()


def pages() -> dict[str, str]:
    """The option of outputs for where the pages of rules are published, if the settings say so."""
    address = current().options.get("rule_pages")
    return {"rule_pages": str(address)} if address else {}


def _documents(given: dict[str, Any]) -> list[str]:
    paths = [*(given.get("paths") or ()), *(given[name] for name in ("new",) if given.get(name))]
    return [str(path) for path in paths if str(path) != "-"]
