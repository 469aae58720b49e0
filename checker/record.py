"""A `dataclass` for records that costs little before it is used: a hundred classes are made before a check begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from collections.abc import Callable
    from operator import attrgetter
    from reprlib import recursive_repr
    from typing import Any

    def dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type], type]:
        """As in the standard library, which compiles six methods of each class when the class is made.

        Here classes share them but for `__init__`, and that is compiled when it is first called: most classes of a
        pack's model are only ever unpickled. Not for `__post_init__`, `InitVar`, `kw_only` and `field(init=False)`.
        """

        def decorate(cls: type) -> type:
            made = dataclasses.dataclass(cls, slots=slots, init=False, eq=False, repr=False)
            for name, method in _methods(made, frozen, slots).items():
                if name not in vars(cls):
                    setattr(made, name, method)
            return made

        return decorate

    def _methods(cls: type, frozen: bool, slots: bool) -> dict[str, Any]:
        fields = dataclasses.fields(cls)
        names = [field.name for field in fields]
        shown = [field.name for field in fields if field.repr]
        whole = _values(names)
        compared = _values([field.name for field in fields if field.compare])
        hashed = _values([field.name for field in fields if (field.compare if field.hash is None else field.hash)])

        def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
            cls.__init__ = _initialiser(cls, frozen)
            cls.__init__(self, *args, **kwargs)

        def __eq__(self: Any, other: object) -> bool:
            return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

        @recursive_repr()
        def __repr__(self: Any) -> str:
            values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
            return f"{self.__class__.__qualname__}({values})"

        if not frozen:
            return {"__init__": __init__, "__eq__": __eq__, "__repr__": __repr__, "__hash__": None}

        def __hash__(self: Any) -> int:
            return hash(hashed(self))

        def __setattr__(self: Any, name: str, value: object) -> None:
            if self.__class__ is cls or name in names:
                raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
            super(cls, self).__setattr__(name, value)

        def __delattr__(self: Any, name: str) -> None:
            if self.__class__ is cls or name in names:
                raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
            super(cls, self).__delattr__(name)

        def __getstate__(self: Any) -> tuple[Any, ...]:
            return whole(self)

        def __setstate__(self: Any, state: tuple[Any, ...]) -> None:
            for name, value in zip(names, state, strict=True):
                object.__setattr__(self, name, value)

        made = (__init__, __eq__, __repr__, __hash__, __setattr__, __delattr__)
        pickled = (__getstate__, __setstate__) if slots else ()
        return {method.__name__: method for method in (*made, *pickled)}

    def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
        """The values of these attributes, as a tuple also of one or none."""
        if len(names) > 1:
            return attrgetter(*names)
        if not names:
            return lambda record: ()
        get = attrgetter(names[0])
        return lambda record: (get(record),)

    def _initialiser(cls: type, frozen: bool) -> Callable[..., None]:
        known: dict[str, Any] = {"_store": object.__setattr__, "_absent": dataclasses.MISSING}
        asked, body = ["self"], ["pass"]
        for number, field in enumerate(dataclasses.fields(cls)):
            name = value = field.name
            if field.default_factory is not dataclasses.MISSING:
                known[f"_make{number}"] = field.default_factory
                asked.append(f"{name}=_absent")
                value = f"_make{number}() if {name} is _absent else {name}"
            elif field.default is not dataclasses.MISSING:
                known[f"_default{number}"] = field.default
                asked.append(f"{name}=_default{number}")
            else:
                asked.append(name)
            body.append(f"_store(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
        lines = "\n ".join(body)
        exec(f"def __init__({', '.join(asked)}):\n {lines}", known)
        made: Callable[..., None] = known["__init__"]
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        return made
