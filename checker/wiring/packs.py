"""The packs of a call: those named, else all that come with gouji."""

from __future__ import annotations

from pathlib import Path

from checker.pack.pack import Pack


def load_packs(names: list[str], folders: tuple[Path, ...]) -> list[Pack]:
    """The packs ready for use; RulePackError with every fault of the first that has any.

    Without names: the built-in packs and those in the user's folders, which take the place of what they extend; but
    none that has to be named for its documents.
    """
    from checker.errors import UsageError
    from checker.loading.load import available, find, load
    from checker.messages import say

    for folder in folders:
        if not folder.is_dir():
            raise UsageError(say("cli.no_folder", path=str(folder)))
    if names:
        return [load(find(name, folders), folders) for name in names]
    packs = [load(find(name, folders), folders) for name in available(folders)]
    replaced = {pack.spec.extends for pack in packs}
    return [pack for pack in packs if pack.id not in replaced and not pack.spec.on_request]
