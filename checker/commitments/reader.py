"""Words and numbers out of a parsed mapping by key path; every fault is noted, not only the first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from checker.text.normalize import comparable

COMPARISONS = (">=", ">", "<=", "<", "==")
Words = tuple[str, ...]


def times(value: Any) -> str | int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else "a positive whole number"


class Reader:
    """Takes values by key path, notes what is wrong with them, and knows which keys nobody asked for."""

    def __init__(self, mapping: Mapping[str, Any]) -> None:
        self.root = mapping
        self.faults: list[str] = []
        self.asked: set[str] = set()

    def at(self, path: str) -> Any:
        self.asked.add(path)
        value: Any = self.root
        for key in path.split(".") if path else []:
            value = value.get(key) if isinstance(value, Mapping) else None
        return value

    def fault(self, path: str, wanted: str, value: Any) -> None:
        self.faults.append(f"{path}: wanted {wanted}, found {'nothing' if value is None else repr(value)}")

    def share(self, path: str) -> float:
        value = self.at(path)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value <= 1:
            return float(value)
        self.fault(path, "a number above 0 and up to 1", value)
        return 1.0

    def count(self, path: str) -> int:
        value = self.at(path)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        self.fault(path, "a positive whole number", value)
        return 1

    def words(self, path: str) -> Words:
        return self._words(path, self.at(path))

    def _words(self, path: str, value: Any) -> Words:
        if not isinstance(value, (list, tuple)) or not value:
            self.fault(path, "a list of words", value)
            return ()
        found: list[str] = []
        for index, word in enumerate(value):
            text = comparable(word).string if isinstance(word, str) else ""
            if not text.strip("*"):
                self.fault(f"{path}[{index}]", "a word (quote numbers)", word)
            elif text not in found:
                found.append(text)
        return tuple(found)

    def groups(self, path: str) -> list[Words]:
        value = self.at(path)
        if not isinstance(value, (list, tuple)) or not value:
            self.fault(path, "a list of lists of words", value)
            return []
        return [self._words(f"{path}[{index}]", group) for index, group in enumerate(value)]

    def groups_to_first(self, path: str) -> dict[str, str]:
        first: dict[str, str] = {}
        for index, group in enumerate(self.groups(path)):
            for word in group:
                if word in first:
                    self.faults.append(f"{path}[{index}]: {word} is in the group of {first[word]} already")
                else:
                    first[word] = group[0]
        return first

    def comparisons(self, path: str) -> dict[str, str]:
        value = self.at(path)
        if not isinstance(value, Mapping):
            self.fault(path, "a mapping from a comparison to words", value)
            return {}
        found: dict[str, str] = {}
        for sign in value:
            if sign not in COMPARISONS:
                self.faults.append(f"{path}: {sign!r} is no comparison, those are {' '.join(COMPARISONS)}")
            self.asked.add(f"{path}.{sign}")
            found.update((word, sign) for word in self._words(f"{path}.{sign}", value[sign]))
        return found

    def keys(self, path: str, needed: Words) -> Words:
        """The keys of a mapping, those that must be there first."""
        value = self.root.get(path)
        further = value if isinstance(value, Mapping) else ()
        return (*needed, *(str(key) for key in further if key not in needed))

    def mapping(self, path: str, check: Callable[[Any], str | int]) -> dict[str, int]:
        value = self.at(path)
        if not isinstance(value, Mapping) or not value:
            self.fault(path, "a mapping", value)
            return {}
        found: dict[str, int] = {}
        for word, number in value.items():
            self.asked.add(f"{path}.{word}")
            checked = check(number)
            if isinstance(checked, str):
                self.fault(f"{path}.{word}", checked, number)
            else:
                found[comparable(str(word)).string] = checked
        return found

    def unknown_keys(self, value: Mapping[str, Any], path: str) -> None:
        for key, inner in value.items():
            here = f"{path}.{key}" if path else str(key)
            if here in self.asked:
                continue
            if isinstance(inner, Mapping) and any(asked.startswith(here + ".") for asked in self.asked):
                self.unknown_keys(inner, here)
            else:
                self.faults.append(f"{here}: no such key")
